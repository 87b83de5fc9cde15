#!/bin/bash
# Nothing goes until a period is set, nothing goes that was not shown, nothing
# goes under legal hold; what goes leaves neither text nor file behind.
. "$(dirname "$0")/checks.sh"

files() { find "$IRO_STORE.files" -type f 2>/dev/null | wc -l; }
# in_store WORDS: TRUE when the words stand anywhere in the store's files.
in_store() { grep -raqF -- "$1" "$work/store"; }

expect 0 open "$source/fixtures/disputes/nottingham-in-court.xml"
old=$(cat "$work/out")
expect 0 open "$source/fixtures/disputes/nottingham-pep-overdue.xml"
open=$(cat "$work/out")
expect 0 form "$old" -o "$work/form.pdf"
$fill "$work/form.pdf" "$work/returned.pdf" "stage-1.response=Vivian Unrepeatable will do it." stage-1.resolved=on \
    stage-1.proceed=off stage-1.date=2026-11-25 "stage-1.responder=Pat Trialman" || fail "qpdf could not fill the form"
IRO_TODAY=2026-11-25 expect 0 ingest "$work/returned.pdf"
IRO_TODAY=2026-11-26 expect 0 event "$old" closed --text "Fallon Forgettable rang."
"$iro" report --month 2026-11 >"$work/report" 2>/dev/null || : >"$work/report"

# Off until set.
IRO_TODAY=2090-01-01 expect 0 retention
prints ''
IRO_TODAY=2090-01-01 expect 0 retention erase --shown-on 2090-01-01
in_store Makebelieve || fail "something went without a period"

expect 2 retention set never
expect 2 retention set 0
expect 3 retention set 6 --authority elsewhere
expect 0 retention set 10
expect 0 retention set 6 --authority nottingham

# Listed from the day on which the six years are over, and not a day before.
IRO_TODAY=2032-11-25 expect 0 retention
prints ''
IRO_TODAY=2032-11-26 expect 1 retention
has "^$old  ended 2026-11-26, kept for 6 years to 2032-11-26$"
lacks "$open"
says 'retention erase --shown-on 2032-11-26'
IRO_TODAY=2032-11-26 expect 1 retention --json
member 'o["reference"], o["due"], o["hold"]' "[\"$old\", \"2032-11-26\", null]"

# Holds, of the dispute and of the child.
export IRO_TODAY=2032-12-01
expect 3 retention hold "$old"
says 'need a reason'
expect 2 retention hold
expect 3 retention hold NCC-2026-0099-X --text "No such."
expect 0 retention hold "$old" --text "Inquiry 7"
expect 3 retention hold "$old" --text "Again"
expect 0 retention
has "STAYS, under legal hold: Inquiry 7"
expect 0 retention erase --shown-on 2032-12-01
in_store Makebelieve || fail "what is under hold went"
expect 0 retention release "$old" --text "Inquiry over"
expect 0 retention hold --child 0765432 --text "Claim"
expect 0 retention
has "legal hold: Claim"
expect 0 retention erase --shown-on 2032-12-01
in_store Makebelieve || fail "what is under hold of the child went"
expect 0 retention release --child 0765432 --text "Settled"

# Only with the day of a list; what is due later is not on it.
expect 2 retention erase
expect 2 retention erase --shown-on tomorrow
expect 3 retention erase --shown-on 2033-01-01
expect 0 retention erase --shown-on 2032-11-25
prints ''
checks=$((checks + 2))
[ "$(files)" = 1 ] || fail "the returned file is not kept yet"
expect 0 retention erase --shown-on 2032-12-01
has "^$old  ended"
[ "$(files)" = 0 ] || fail "the returned file is still there"
for words in Makebelieve Unrepeatable Forgettable 0765432 'two plans side by side'; do
    checks=$((checks + 1))
    ! in_store "$words" || fail "the store still holds: $words"
done

# The skeleton stays, and what depends on it still works.
expect 0 export
has "^$old,nottingham,,,,Children in Care Team North,,2026-11-09,drift,"
has '2026-11-23,2026-11-30,2026-11-25,concerns resolved'
has "^$open,nottingham,0012345,"
expect 0 note "$old"
has 'Erased after|closed'
expect 0 list
expect 0 retention
expect 0 review
finish
