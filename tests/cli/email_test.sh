#!/bin/bash
# E-mail drafts, read by Python's mail parser (check_draft.py); what each has to
# hold is told by the packs, the policies and the process.
. "$(dirname "$0")/checks.sh"
here=$(dirname "$0")

# draft FILE EXPRESSION WANTED…: pairs, as check_draft.py sees the draft.
draft() {
    local file=$1 found
    shift
    while [ $# -gt 0 ]; do
        checks=$((checks + 1))
        found=$(python3 "$here/check_draft.py" "$file" "$1" 2>&1)
        [ "$found" = "$2" ] || fail "$(basename "$file"): $1 is $found, not $2"
        shift 2
    done
}
sed "s/2026-12-15/2026-11-20/" "$source/fixtures/disputes/york-visits.xml" >"$work/york.xml"
expect 0 open "$source/fixtures/disputes/nottingham-pep-overdue.xml" "$work/york.xml"
read -r ncc cyc <<<"$(tr '\n' ' ' <"$work/out")"

# Nottingham, stage 1: to the Team Manager, copies to the mailbox and the Principal; not marked.
expect 0 email "$ncc" -o "$work/n.eml"
draft "$work/n.eml" 'to' '[["Pat Trialman", "pat.trialman@example.org"]]' \
    'cc' '[["Dispute Resolution", "Dispute.Resolution@nottinghamcity.gov.uk"], ["Jo Specimen", "jo.specimen@example.org"]]' \
    'm["Importance"], m["X-Priority"]' '[null, null]' \
    'm["Subject"].startswith("OFFICIAL-SENSITIVE NCC-2026-0001-K")' 'true' \
    'list(files)' '["NCC-2026-0001-K-stage-1.pdf", "NCC-2026-0001-K-stage-1.ics"]' \
    'types' '["text/plain", "application/pdf", "text/calendar"]' \
    '"by Monday 30 November 2026" in text, "5 working days" in text' '[true, true]' \
    '"Dear Pat Trialman," in text, "Concerns resolved" in text, "Morgan Exampleby" in text' '[true, true, true]' \
    '"{" in text, "Placeholder" in str(m) + text + ics, "0012345" in m["Subject"] + ics' '[false, false, false]'
draft "$work/n.eml" '"DTSTART;VALUE=DATE:20261130\r\n" in ics, "DTEND;VALUE=DATE:20261201\r\n" in ics' '[true, true]' \
    '"UID:NCC-2026-0001-K-stage-1@iro\r\n" in ics, "TRANSP:TRANSPARENT" in ics, "METHOD:PUBLISH" in ics' '[true, true, true]' \
    '"TRIGGER:-P2DT15H" in ics' 'true' \
    'any(who in ics for who in ("Trialman", "Exampleby", "Specimen", "Sam"))' 'false'
# The day before is a Sunday: the alarm rings on Friday, 63 hours before Monday begins.
python3 - "$work/n.txt" <<'EOF' || fail "the plain-text twin is not the draft's"
import sys
text = open(sys.argv[1], encoding="utf-8", newline="").read()
assert text.startswith("To: Pat Trialman <pat.trialman@example.org>\nCc: ")
assert "\nSubject: OFFICIAL-SENSITIVE NCC-2026-0001-K" in text and "\r" not in text
assert "\nAttach: NCC-2026-0001-K-stage-1.pdf, NCC-2026-0001-K-stage-1.ics\n" in text
EOF
python3 "$here/check_draft.py" "$work/n.eml" 'text' >"$work/body" && checks=$((checks + 1)) &&
    python3 -c 'import json,sys; assert open(sys.argv[2], encoding="utf-8").read().endswith("\n\n" + json.load(open(sys.argv[1])))' \
        "$work/body" "$work/n.txt" || fail "the twin has another text than the draft"

# The form in it is the one that `iro form` gives, and it was issued once.
expect 0 form "$ncc" -o "$work/form.pdf"
draft "$work/n.eml" 'files["NCC-2026-0001-K-stage-1.pdf"] == open("'"$work"'/form.pdf", "rb").read()' 'true'
IRO_TODAY=2026-11-25 expect 0 email "$ncc" -o "$work/again.eml"
cmp -s "$work/n.eml" "$work/again.eml" || fail "the same draft asked for again is other bytes"
expect 0 list --json --authority nottingham
member 'o["due"]' '"2026-11-30"'

# York, stage 1: the e-mail is the stage, marked High Importance, with a copy to the IRO Manager.
expect 0 email "$cyc" -o "$work/y.eml"
draft "$work/y.eml" 'to' '[["Sandy Mockford", "sandy.mockford@example.org"]]' \
    'cc' '[["Jo Specimen", "jo.specimen@example.org"]]' 'm["Importance"], m["X-Priority"]' '["High", "1"]' \
    '"No statutory visit to Ellis is recorded since 2 October." in text' 'true' \
    '"At the review on 1 December a visit was agreed for 8 December." in text' 'true' \
    '"Visit Ellis by 22 December 2026" in text, "time-limited" in text' '[true, true]'
grep -q "^Importance: High$" "$work/y.txt" || fail "the twin does not say that it is important"

# Stage 2 is a meeting: who is there, and until when.
expect 0 event "$cyc" bypass --text "With the Service Manager on leave."
expect 0 email "$cyc" -o "$work/m.eml"
draft "$work/m.eml" 'to' '[["Lee Sample", "lee.sample@example.org"], ["Sandy Mockford", "sandy.mockford@example.org"]]' \
    'm["Importance"]' 'null' '"Dear Lee Sample and Sandy Mockford," in text' 'true' \
    '"IRO; Lee Sample, Social Worker; Sandy Mockford, Service Manager" in text' 'true' \
    '"meeting to be held by Monday 30 November 2026" in m["Subject"]' 'true' \
    '"Each action is specific, measurable, achievable, realistic and time-limited" in " ".join(text.split())' 'true' \
    '"stage 2 meeting to be held" in ics' 'true'

# Chasing: only what is overdue; the form again, no reminder; nothing is recorded.
expect 3 email "$ncc" --chase -o "$work/c.eml"
says 'due by Monday 30 November 2026'
[ ! -e "$work/c.eml" ] || fail "a draft was written that was refused"
cp "$IRO_STORE" "$work/before.db"
IRO_TODAY=2026-12-03 expect 0 email "$ncc" --chase -o "$work/c.eml"
draft "$work/c.eml" '"overdue since Monday 30 November 2026" in m["Subject"]' 'true' \
    '"3 working days overdue" in text, "goes on to stage 2" in text' '[true, true]' \
    'list(files), ics' '[["NCC-2026-0001-K-stage-1.pdf"], ""]'
cmp -s "$IRO_STORE" "$work/before.db" || fail "chasing changed the record"
IRO_TODAY=2026-12-03 expect 0 email --all-open --chase -o "$work/chased"
[ "$(ls "$work/chased" | tr '\n' ' ')" = "CYC-2026-0001-Q-stage-2.eml CYC-2026-0001-Q-stage-2.txt NCC-2026-0001-K-stage-1.eml NCC-2026-0001-K-stage-1.txt " ] ||
    fail "the folder of chasers holds $(ls "$work/chased")"

# A person without an address: the draft is written, and what it lacks is said by role.
sed 's/ email="pat.trialman@example.org"//; s/ email="jo.specimen@example.org"//' \
    "$source/fixtures/disputes/nottingham-pep-overdue.xml" >"$work/noaddress.xml"
expect 0 open "$work/noaddress.xml"
second=$(cat "$work/out")
expect 1 email "$second" -o "$work/w.eml"
says 'no e-mail address is recorded for: Team Manager, Principal IRO Manager'
! grep -q Trialman "$work/err" || fail "a message names a person"
draft "$work/w.eml" 'to, cc' '[[], [["Dispute Resolution", "Dispute.Resolution@nottinghamcity.gov.uk"]]]'

# Letters beyond ASCII, commas, and what looks like another header.
sed 's/name="Pat Trialman"/name="Siân Ŵyn-O’Trialman, 试验 of the Team for Children in Care in the North of the City"/
     s/name="Jo Specimen"/name="Jo\&#13;\&#10;Bcc: all@example.org"/
     s/name="Morgan Exampleby" email="morgan.exampleby@example.org"/& phone="0115 496 0123"/' \
    "$source/fixtures/disputes/nottingham-pep-overdue.xml" >"$work/odd.xml"
expect 0 open "$work/odd.xml"
third=$(cat "$work/out")
expect 0 email "$third" -o "$work/o.eml"
draft "$work/o.eml" 'to[0][0]' '"Siân Ŵyn-O’Trialman, 试验 of the Team for Children in Care in the North of the City"' \
    'cc[1][1], m["Bcc"]' '["jo.specimen@example.org", null]' '"ring me on 0115 496 0123" in text' 'true' \
    '"Dear Siân Ŵyn-O’Trialman, 试验" in text' 'true'
sed -i 's/phone="0115 496 0123"/phone="call me"/' "$work/odd.xml"
expect 3 check "$work/odd.xml"
has 'telephone number'

# A compliment.
expect 0 compliment "$source/fixtures/compliments/nottingham-life-story.xml" -o "$work/compliment.pdf"
praise=$(cat "$work/out")
expect 0 email "$praise" -o "$work/p.eml"
draft "$work/p.eml" 'len(to), cc[0][1]' '[4, "Dispute.Resolution@nottinghamcity.gov.uk"]' \
    'files["'"$praise"'-compliment.pdf"] == open("'"$work"'/compliment.pdf", "rb").read()' 'true' \
    'm["Subject"].startswith("OFFICIAL-SENSITIVE '"$praise"'")' 'true'
expect 3 email "$praise" --stage 1 -o "$work/q.eml"
expect 3 email NCC-2026-C0009-X -o "$work/q.eml"

# The command line, and what cannot be issued.
expect 3 email "$ncc" --stage 3 -o "$work/q.eml"
says 'not reached'
for line in "email" "email $ncc $cyc" "email --all-open" "email $ncc --chase --stage 1 -o x" "email $ncc --stage x -o y" \
    "email $ncc $cyc -o" "email $ncc -o $work/same.txt"; do
    # shellcheck disable=SC2086
    expect 2 $line
done
[ ! -e "$work/same.txt" ] || fail "a draft stands under its twin's name"
expect 1 email --all-open -o "$work/all"
[ "$(ls "$work/all" | wc -l)" = 8 ] || fail "--all-open wrote $(ls "$work/all")"
expect 0 email "$ncc"
cmp -s "$work/out" "$work/n.eml" || fail "the draft on standard output is another"

# The words are the council's to change; the subject takes no name, and the marking stays first.
mkdir "$work/share"
cp -r "$source/forms" "$source/templates" "$work/share/"
sed -i 's/title="{reference}:/title="Please read: {reference},/; s/Thank you for your help\./With thanks and best wishes./' \
    "$work/share/templates/mail-answer.xml"
IRO_SHARE=$work/share expect 0 email "$ncc" -o "$work/t.eml"
draft "$work/t.eml" '"With thanks and best wishes." in text' 'true' \
    'm["Subject"].startswith("OFFICIAL-SENSITIVE Please read: NCC-2026-0001-K")' 'true'
for name in child.name tm.name iro.name concerns; do
    sed "s/title=\"{reference}/title=\"{$name} {reference}/" "$source/templates/mail-answer.xml" >"$work/share/templates/mail-answer.xml"
    IRO_SHARE=$work/share expect 3 email "$ncc" -o "$work/q.eml"
    says "mail-answer.xml:[0-9]+:[0-9]+: error: .*$name"
done
finish
