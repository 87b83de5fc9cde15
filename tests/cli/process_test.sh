#!/bin/bash
# The main job: Nottingham's dispute from opening through all four stages to
# the note, its forms answered by qpdf. Stages and clocks are those of
# Nottingham's policy: 5 working days each, 20 in all.
. "$(dirname "$0")/checks.sh"

answer() { # answer STAGE resolved|proceed RESPONSE
    local box=$2 other=resolved
    [ "$box" = resolved ] && other=proceed
    $fill "$work/form.pdf" "$work/returned-$1.pdf" "stage-$1.response=$3" "stage-$1.$box=on" \
        "stage-$1.$other=off" "stage-$1.date=$IRO_TODAY" "stage-$1.responder=Manager $1" ||
        fail "qpdf could not fill the form of stage $1"
}

expect 0 open "$source/fixtures/disputes/nottingham-pep-overdue.xml"
has '^NCC-2026-0001-[A-Z]$'
ref=$(cat "$work/out")

expect 0 list --json
member 'o["stage"], o["state"], o["due"]' '[1, "open", null]'

expect 0 form "$ref" -o "$work/form.pdf"
expect 0 list --json
member 'o["due"]' '"2026-11-30"'
cp "$work/form.pdf" "$work/first.pdf"
expect 0 form "$ref" -o "$work/form.pdf"
cmp -s "$work/first.pdf" "$work/form.pdf" || fail "the same form asked for again is other bytes"
IRO_TODAY=2026-11-25 expect 0 form "$ref" -o "$work/form.pdf"
expect 0 list --json
member 'o["due"]' '"2026-11-30"'

# Stage 1 comes back: proceed opens stage 2, the answer stands in its form.
words='Visits were made on 3 and 10 November; the PEP meeting isn’t booked. Cost: £40. Ŵyn agrees.'
export IRO_TODAY=2026-11-27
answer 1 proceed "$words"
expect 0 read --json "$work/returned-1.pdf"
member 'o["form"], o["reference"], o["stage"], o["authority"], o["source"]' \
    "[\"stage\", \"$ref\", 1, \"nottingham\", \"fields\"]"
member 'o["answers"]["response"]' "\"$words\""
member 'o["answers"]["proceed"], o["answers"]["resolved"], o["answers"]["date"]' '[true, false, "2026-11-27"]'
member 'o["outcome"], o["certain"], o["problems"]' '["proceed", true, []]'
expect 0 list --json
member 'o["stage"]' 1
expect 0 ingest --json "$work/returned-1.pdf"
member 'o["state"]' '"recorded"'
expect 0 list --json
member 'o["stage"], o["due"]' '[2, null]'

# The same file again changes nothing.
"$iro" export >"$work/before.csv"
expect 0 ingest --json "$work/returned-1.pdf"
member 'o["state"]' '"duplicate"'
"$iro" export | cmp -s - "$work/before.csv" || fail "the same file again changed the record"

# Stages 2 and 3 proceed, and every form shows what came before.
for stage in 2 3; do
    expect 0 form "$ref" -o "$work/form.pdf"
    pdftotext -layout "$work/form.pdf" "$work/form.txt"
    grep -q "Ŵyn agrees" "$work/form.txt" || fail "the form of stage $stage lacks the answer of stage 1"
    answer $stage proceed "Meeting of stage $stage: not agreed."
    expect 0 ingest "$work/returned-$stage.pdf"
done
expect 0 form "$ref" -o "$work/form.pdf"
pdftotext -layout "$work/form.pdf" "$work/form.txt"
for text in "Ŵyn agrees" "Meeting of stage 2: not agreed" "Meeting of stage 3: not agreed" "Proceed to Stage 5"; do
    grep -q "$text" "$work/form.txt" || fail "the form of stage 4 lacks: $text"
done

# Resolved closes the stage; the dispute waits for the IRO.
answer 4 resolved "The PEP meeting took place."
expect 0 ingest "$work/returned-4.pdf"
expect 0 list --json
member 'o["state"], o["stage"]' '["resolved", 4]'
expect 3 form "$ref" --stage 5 -o "$work/none.pdf"
[ ! -e "$work/none.pdf" ] || fail "a form was written that could not be issued"
expect 0 event "$ref" closed --text "Agreed."
expect 0 list --open
prints ""
expect 3 event "$ref" closed

# The note tells all of it, the managers' words unchanged.
expect 0 note "$ref"
for text in "$ref" "$words" "Meeting of stage 2: not agreed." "The PEP meeting took place." "Dispute closed"; do
    grep -qF "$text" "$work/out" || fail "the note lacks: $text"
done
has 'Never file.*"IRO"'
expect 0 note "$ref" --short
lacks "Ŵyn"
expect 0 note "$ref" --format pdf -o "$work/note.pdf"
pdftotext "$work/note.pdf" - | tr '\n' ' ' | grep -q "The PEP meeting took place" || fail "the note's PDF lacks the answer"
qpdf --check "$work/note.pdf" >/dev/null || fail "the note's PDF is not clean"

expect 0 export
has "^$ref,nottingham,0012345,"
finish
