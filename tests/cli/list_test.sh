#!/bin/bash
# The tracker: filters, order, what to do next, and the feed of deadlines.
. "$(dirname "$0")/checks.sh"
disputes=$source/fixtures/disputes

# refs: the references of the last run's list, in its order.
refs() {
    checks=$((checks + 1))
    local found
    found=$(python3 -c 'import json,sys
print(*[json.loads(line)["reference"] for line in open(sys.argv[1])])' "$work/out")
    [ "$found" = "$1" ] || fail "the list has $found, not $1"
}

export IRO_TODAY=2026-12-15
expect 0 open "$disputes/nottingham-pep-overdue.xml"
first=$(cat "$work/out")
expect 0 form "$first" -o "$work/form.pdf"
export IRO_TODAY=2026-12-17
expect 0 open "$disputes/york-visits.xml"
york=$(cat "$work/out")
expect 0 form "$york" -o "$work/form.pdf"
expect 0 open "$disputes/nottingham-minimal.xml"
second=$(cat "$work/out")

# The one to be issued today is first, then by deadline.
expect 0 list --json
refs "$second $first $york"
expect 0 list --json --authority york
refs "$york"
member 'o["calendar"] == o["calendar"].lower() and len(o["calendar"])' 12
expect 0 list --json --authority ncc
refs "$second $first"
expect 0 list --json --team 'children IN care team north'
refs "$first"
expect 0 list --json --due-by 2026-12-22
refs "$second $first"
expect 0 list --json --stage 2
refs ""
expect 0 event "$york" bypass
expect 0 list --json --stage 2
refs "$york"
expect 0 list --json --authority nowhere
refs ""
expect 0 list --json --open --authority nottingham --stage 1 --due-by 2026-12-17
refs "$second"

# What is next, in words and as a command that does it.
expect 0 list --authority york
has 'Issue the stage 2 form and call the meeting'
has "> iro email $york -o DRAFT.eml, or iro form $york"
export IRO_TODAY=2026-12-23
expect 1 list --overdue
has 'Chase Pat Trialman, Team Manager: no response by Tuesday 22 December 2026; or go on to stage 2\.'
has "> iro email $first --chase -o DRAFT.eml, or iro event $first no-response"
expect 1 list --overdue --json
refs "$first"
expect 0 email "$first" --chase -o "$work/chase.eml"
expect 0 event "$first" no-response
expect 0 list --overdue
prints ""
expect 0 form "$first" -o "$work/form.pdf"
expect 0 event "$second" withdrawn
expect 0 list --open --json
refs "$york $first"
expect 0 list --authority nottingham --json --stage 1
refs ""

# The feed: every open deadline, none of what is closed or not issued, no name.
expect 0 list --ics -o "$work/feed.ics"
prints ""
expect 0 list --ics
cmp -s "$work/out" "$work/feed.ics" || fail "the feed on standard output is another"
checks=$((checks + 1))
/usr/bin/python3 - "$work/feed.ics" "$first" "$york" <<'EOF' || fail "python3-icalendar reads another feed"
import datetime, icalendar, sys
content = open(sys.argv[1], "rb").read()
first, york = sys.argv[2:]
calendar = icalendar.Calendar.from_ical(content)
found = {str(e["UID"]): (e["DTSTART"].dt, str(e["SUMMARY"])) for e in calendar.walk("VEVENT")}
day = datetime.date
assert found == {
    # 5 working days after 23 December 2026, over Christmas and New Year
    first + "-stage-2@iro": (day(2027, 1, 4), first + ": stage 2 meeting to be held"),
    # 20 after 15 December: 16 to 18 are 3, 21 to 24 are 7, 29 to 31 are 10, 4 to 8 are 15, 11 to 15 are 20
    first + "-process@iro": (day(2027, 1, 15), first + ": last day of the whole process"),
    # 20 after 17 December
    york + "-process@iro": (day(2027, 1, 19), york + ": last day of the whole process"),
}, found
assert all(not e.errors and e["DTSTAMP"] for e in calendar.walk("VEVENT"))
assert b"\n" not in content.replace(b"\r\n", b"") and max(map(len, content.split(b"\r\n"))) <= 75
for name in ("Trialman", "Placeholder", "Imaginary", "Mockford", "Exampleby", "0012345"):
    assert name.encode() not in content
EOF
# A deadline that moves keeps its UID, and its number rises.
expect 0 event "$first" extended --until 2027-01-08 --text "Agreed on the telephone."
expect 0 list --ics --authority ncc
has "^UID:$first-stage-2@iro"
has '^DTSTART;VALUE=DATE:20270108'
has '^SEQUENCE:1'
expect 0 list --ics --authority nowhere
has '^BEGIN:VCALENDAR'
lacks 'VEVENT'

for line in "list --stage x" "list -o $work/x" "list --ics --json" "list --ics --review" "list surplus"; do
    # shellcheck disable=SC2086
    expect 2 $line
done
finish
