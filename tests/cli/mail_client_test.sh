#!/bin/bash
# A draft in a real mail program, neomutt: it opens as a draft, and what is sent
# has the people, the subject, the importance and the attachments, whole. The
# reminder is read by another iCalendar library.
. "$(dirname "$0")/checks.sh"
here=$(dirname "$0")
export IRO_TODAY=2026-12-15
sed 's/name="Sandy Mockford"/name="Siân Ŵyn, Mockford"/' "$source/fixtures/disputes/york-visits.xml" >"$work/york.xml"
expect 0 open "$work/york.xml"
expect 0 email "$(cat "$work/out")" -o "$work/draft.eml"
python3 "$here/send_draft.py" "$work/draft.eml" "$work" >"$work/out" 2>"$work/err" || fail "neomutt did not send the draft"
checks=$((checks + 1))
python3 - "$work/draft.eml" "$work/sent.eml" <<'EOF' || fail "what neomutt sent is not what was drafted"
import email, email.policy, sys
draft, sent = (email.message_from_bytes(open(f, "rb").read(), policy=email.policy.default) for f in sys.argv[1:])
for name in ("To", "Cc", "Subject", "Importance", "X-Priority"):
    assert draft[name] == sent[name], name
assert sent["To"].addresses[0].display_name == "Siân Ŵyn, Mockford"
assert sent["From"] and sent["Date"] and sent["Message-ID"]
def parts(message):
    return [(p.get_content_type(), p.get_filename(), p.get_payload(decode=True).replace(b"\r\n", b"\n").strip())
            for p in message.walk() if not p.is_multipart()]
assert parts(draft) == parts(sent)
EOF
checks=$((checks + 1))
/usr/bin/python3 - "$work/draft.eml" <<'EOF' || fail "python3-icalendar reads another reminder"
import datetime, email, email.policy, icalendar, sys
message = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)
content = [p.get_payload(decode=True) for p in message.walk() if p.get_content_type() == "text/calendar"]
calendar = icalendar.Calendar.from_ical(content[0])
event, = calendar.walk("VEVENT")
alarm, = event.walk("VALARM")
assert not event.errors and not alarm.errors
assert event["DTSTART"].dt == datetime.date(2026, 12, 22) and event["DTEND"].dt == datetime.date(2026, 12, 23)
assert event["SUMMARY"] == "CYC-2026-0001-Q: stage 1 response due"
assert "5 working days after Tuesday 15 December 2026; not counted: 19, 20 December" in event["DESCRIPTION"]
assert alarm["TRIGGER"].dt == datetime.timedelta(hours=-15)
EOF
finish
