#!/bin/bash
# Clocks that people agree on: paused, run on, chosen by risk; and bank holidays
# that are proclaimed late. Days were counted by hand on the calendars of
# November and December 2026 and of September 2022.
. "$(dirname "$0")/checks.sh"
disputes=$source/fixtures/disputes

# Monday 23 November + 5: 24, 25, 26, 27, 30. Paused on the 25th, 2 are counted and 3 are left.
expect 0 open "$disputes/nottingham-pep-overdue.xml"
ref=$(cat "$work/out")
expect 3 event "$ref" paused --text "Before anything went out."
expect 0 form "$ref" -o "$work/first.pdf"
export IRO_TODAY=2026-11-25
expect 3 event "$ref" resumed
says 'does not stand still'
expect 3 event "$ref" paused
says 'reason'
expect 0 event "$ref" paused --text "The Team Manager waits for the school's report."
expect 3 event "$ref" paused --text "Twice."
expect 3 event "$ref" extended --until 2026-12-04 --text "While it stands still."
expect 0 list
has 'stage 1 paused by agreement \(Team Manager\)'
has 'stands still by agreement since Wednesday 25 November 2026'
expect 0 list --json
member 'o["due"], o["overdue"], o["total_due"]' '[null, false, "2026-12-21"]'
export IRO_TODAY=2026-12-03
expect 3 event "$ref" no-response
says 'stands still'
expect 0 list --overdue
prints ""
expect 3 event "$ref" resumed --on 2026-11-24
# Runs again on Thursday 3 December: 4, 7, 8. The whole process does not move.
expect 0 event "$ref" resumed
expect 0 list --json
member 'o["due"], o["total_due"]' '["2026-12-08", "2026-12-21"]'
member '"paused by agreement on 25 November 2026, the reason: The Team Manager waits" in o["explanation"]' 'true'
member '"3 working days after Thursday 3 December 2026; not counted: 5, 6 December" in o["explanation"]' 'true'
expect 0 form "$ref" -o "$work/second.pdf"
checks=$((checks + 1))
pdftotext "$work/second.pdf" - | tr '\n' ' ' | grep -q 'Tuesday 8 December 2026' || fail "the form has the old deadline"
expect 0 note "$ref"
has 'Clock paused by agreement \(stage 1\)'
has 'Clock runs again \(stage 1\) to 8 December 2026'
export IRO_TODAY=2026-12-09
expect 1 list --overdue
expect 3 event "$ref" paused --text "Too late."
expect 0 event "$ref" no-response
expect 0 list --json
member 'o["stage"], o["state"]' '[2, "open"]'

# An answer that comes while the clock stands still is not late.
export IRO_STORE=$work/second/d.db IRO_TODAY=2026-11-23
expect 0 open "$disputes/nottingham-minimal.xml"
ref=$(cat "$work/out")
expect 0 form "$ref" -o "$work/form.pdf"
expect 0 event "$ref" paused --text "By agreement."
$fill "$work/form.pdf" "$work/back.pdf" stage-1.response=Done. stage-1.resolved=on stage-1.proceed=off \
    stage-1.date=2026-12-14 "stage-1.responder=Pat Trialman" || fail "qpdf could not fill the form"
IRO_TODAY=2026-12-14 expect 0 ingest --json "$work/back.pdf"
member 'o["state"]' '"recorded"'

# Rochdale's concern: one to seven working days, chosen by risk at each step.
export IRO_STORE=$work/third/d.db IRO_TODAY=2026-12-21
expect 0 open "$disputes/rochdale-concern.xml"
ref=$(cat "$work/out")
expect 3 form "$ref" --days 8 -o "$work/form.pdf"
says 'stage 1 has 1 to 7 working days'
# The dispute says 2 days; at this step one is enough: Tuesday 22 December.
expect 0 form "$ref" --days 1 -o "$work/form.pdf"
expect 0 list --json
member 'o["due"], o["explanation"]' '["2026-12-22", "1 working day after Monday 21 December 2026"]'
expect 3 form "$ref" --days 3 -o "$work/form.pdf"
says 'went out with 1 working day;'
expect 0 form "$ref" --days 1 -o "$work/form.pdf"
export IRO_TODAY=2026-12-23
expect 0 event "$ref" no-response
# The next step: three days after Wednesday 23 December are 24, 29, 30.
expect 0 email "$ref" --days 3 -o "$work/draft.eml"
expect 0 list --json
member 'o["stage"], o["due"]' '[2, "2026-12-30"]'
grep -q 'by Wednesday 30 December 2026, which is 3 working days' "$work/draft.txt" || fail "the draft has another deadline"
export IRO_TODAY=2026-12-31
expect 0 event "$ref" no-response
# Nothing chosen: the 2 of the dispute, 4 and 5 January.
expect 0 form "$ref" -o "$work/form.pdf"
expect 0 list --json
member 'o["stage"], o["due"]' '[3, "2027-01-05"]'
# Where the policy sets the days there is no choice.
sed 's/2026-12-15/2026-12-14/' "$disputes/york-visits.xml" >"$work/york.xml"
expect 0 open "$work/york.xml"
expect 3 form "$(cat "$work/out")" --days 4 -o "$work/form.pdf"
says 'there is no choice'

# 19 September 2022 was proclaimed on the 10th. Forms that were out by then keep
# their day, which is told; the whole process is counted anew.
export IRO_STORE=$work/fourth/d.db IRO_TODAY=2022-09-08
mkdir "$work/share"
cp -r "$source/forms" "$source/templates" "$source/fonts" "$work/share/"
export IRO_SHARE=$work/share
python3 - "$work/share/forms/bank-holidays.json" "$work/funeral.json" <<'EOF'
import json, sys
known = json.load(open(sys.argv[1]))
events = known["england-and-wales"]["events"]
known["england-and-wales"]["events"] = [e for e in events if e["date"] != "2022-09-19"]
json.dump(known, open(sys.argv[1], "w"))
json.dump({"england-and-wales": {"division": "england-and-wales", "events": events}}, open(sys.argv[2], "w"))
EOF
sed 's/date="2026[^"]*"/date="2022-09-01"/; s/born="[^"]*"/born="2012-02-03"/' "$disputes/nottingham-minimal.xml" >"$work/then.xml"
expect 0 open "$work/then.xml" "$work/then.xml"
{ read -r early; read -r agreed; } <"$work/out"
export IRO_TODAY=2022-09-12
expect 0 form "$early" "$agreed" -o "$work/forms"
expect 0 event "$agreed" extended --until 2022-09-21 --text "Agreed before the proclamation."
# 13, 14, 15, 16, 19 became 13, 14, 15, 16, 20; the twentieth was 10 October and is the 11th.
expect 1 holidays merge "$work/funeral.json"
prints "$early stage 1: 2022-09-19 would now be 2022-09-20
$early in all: 2022-10-10 is now 2022-10-11
$agreed in all: 2022-10-10 is now 2022-10-11"
says 'keeps the deadline that went out'
expect 0 list --json
member 'o["due"], o["explanation"].endswith("counted by an earlier list of bank holidays")' '["2022-09-19", true]'
# Nothing new, but the stage still keeps its day.
expect 1 holidays merge "$work/funeral.json"
prints "$early stage 1: 2022-09-19 would now be 2022-09-20"
finish
