#!/bin/bash
# What waits for a person: listed, corrected, accepted, rejected; never settled
# twice, and never against the record.
. "$(dirname "$0")/checks.sh"

answers() { # answers OUT NAME=VALUE...
    local out=$1
    shift
    $fill "$work/form.pdf" "$out" "$@" || fail "qpdf could not fill the form"
}
number_of() { # number_of FILE: what the last ingest --json gave as id
    python3 -c 'import json,sys; print(json.loads(open(sys.argv[1]).readline())["id"])' "$work/out"
}
stands() { # stands STAGE STATE
    expect 0 list --json
    member 'o["stage"], o["state"]' "[$1, \"$2\"]"
}

expect 0 review
prints ""
expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml"
ref=$(cat "$work/out")
expect 0 form "$ref" -o "$work/form.pdf"
words='Visits were made; the meeting isn’t booked.'
answers "$work/both.pdf" "stage-1.response=$words" stage-1.proceed=on stage-1.resolved=on stage-1.date=27/11/2026
answers "$work/none.pdf" stage-1.response=Perhaps.
expect 1 ingest --json "$work/both.pdf"
both=$(number_of)
expect 1 ingest --json "$work/none.pdf"
none=$(number_of)
printf 'hello' >"$work/text.pdf"
expect 3 ingest --json "$work/text.pdf"
text=$(number_of)

# The list: number, reference, stage, why, where; the same as list --review.
expect 1 review
has "^$both  $ref  stage 1  review\$"
has "both-ticked: "
has "none-ticked: "
has "^$text  -  rejected\$"
has "not-a-form: "
sum=$(sha256sum <"$work/both.pdf" | cut -d' ' -f1)
has "kept as .*$sum\$"
lacks "Visits"
cp "$work/out" "$work/list"
expect 1 list --review
cmp -s "$work/list" "$work/out" || fail "list --review prints something else than review"
expect 1 review --json
member 'o["id"], o["reference"], o["stage"], o["waits"]' "[$both, \"$ref\", 1, true]"
member '[p["code"] for p in o["reading"]["problems"]]' '["both-ticked"]'
member 'o["kept"].rsplit("/", 1)[1]' "\"$sum\""

# One in full, with the answers as read.
expect 1 review "$both"
has "$words"
has "outcome: conflict"
expect 1 review "$both" --json
member 'o["reading"]["answers"]["response"], o["obstacle"] is None' "[\"$words\", false]"
expect 3 review 9999
expect 2 review one
expect 2 review --accept
expect 2 review "$both" --accept --reject why
expect 2 review "$both" --reject ""
expect 2 review "$both" "$none" --set outcome=proceed
for wrong in outcome=conflict outcome=none date=11/2026 date=2026-02-30 stage=two stage=0 reference=NCC-2026-0001-0 \
    child=x response; do
    expect 2 review "$both" --set "$wrong"
done

# What cannot be recorded is refused, and nothing of it is.
expect 3 review "$both" --accept
says "outcome"
expect 3 review "$text" --accept
says "reference"
expect 3 review "$both" --set date=2026-11-26 --set stage=2 --set outcome=proceed --accept
says "never issued"
expect 1 review "$both" --json
member 'o["set"]' '{}'
stands 1 open

# Set, look, accept: the answer as it was read, with what was set.
expect 0 review "$both" --set outcome=resolved
expect 1 review "$both"
has "set outcome: resolved"
has "It can be accepted"
stands 1 open
expect 0 review "$both" --set outcome=proceed --set "date=26 November 2026" --accept --json
member 'o["decision"], o["outcome"]' '["accepted", "proceed"]'
stands 2 open
expect 0 note "$ref"
grep -qF "$words" "$work/out" || fail "the note lacks the accepted answer"
expect 0 review "$both" --json
member 'o["waits"], o["decision"], o["set"]["outcome"], o["reading"]["outcome"]' \
    '[false, "accepted", "proceed", "conflict"]'

# Settled once; and a stage that was answered meanwhile stays as it is.
expect 3 review "$both" --accept
says "accepted"
expect 3 review "$both" --reject "second thoughts"
expect 3 review "$both" --set outcome=resolved
expect 3 review "$none" --set outcome=resolved --accept
says "record already"
stands 2 open
expect 3 review "$none" 9999 "$text" --reject "asked again"
says "9999"
expect 0 review
prints ""
expect 0 review "$none" --json
member 'o["decision"], o["reason"]' '["rejected", "asked again"]'
expect 0 ingest --json "$work/both.pdf"
member 'o["state"]' '"duplicate"'

# The manager's words from standard input, for a file that is none of ours.
expect 0 form "$ref" -o "$work/form.pdf"
printf 'a picture of a page' >"$work/photo.pdf"
expect 3 ingest --json "$work/photo.pdf"
photo=$(number_of)
expect 3 review "$photo" --set "reference=$ref" --set stage=2 --set outcome=proceed --accept
says "response"
printf 'Line one.\r\nŴyn agrees.\n' >"$work/typed"
"$iro" review "$photo" --set "reference=$ref" --set stage=2 --set outcome=proceed --set response=- \
    --set "responder=Sam Example" --accept <"$work/typed" >"$work/out" 2>"$work/err" || fail "not accepted from stdin"
stands 3 open
expect 0 note "$ref"
has "Line one\."
has "Ŵyn agrees\."

# A form of another store: of no record here until a person says whose it is.
export IRO_STORE=$work/other/d.db
expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml" "$source/fixtures/disputes/nottingham-minimal.xml"
second=$(sed -n 2p "$work/out")
expect 0 form "$second" -o "$work/form.pdf"
answers "$work/second.pdf" stage-1.response=Done. stage-1.resolved=on
export IRO_STORE=$work/store/disputes.db
expect 1 ingest --json "$work/second.pdf"
astray=$(number_of)
expect 3 review "$astray" --accept
says "No such reference"
expect 3 review "$astray" --set "reference=$ref" --accept
says "record already"
expect 0 form "$ref" -o "$work/form.pdf"
expect 0 review "$astray" --set "reference=$ref" --set stage=3 --accept
stands 3 resolved

# Several at once: the one that fails does not stop the others.
expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml"
third=$(cat "$work/out")
expect 0 form "$third" -o "$work/form.pdf"
answers "$work/a.pdf" stage-1.response=A. stage-1.proceed=on stage-1.resolved=on
answers "$work/b.pdf" stage-1.response=B. stage-1.proceed=on stage-1.resolved=on
expect 1 ingest --json "$work/a.pdf"
a=$(number_of)
expect 1 ingest --json "$work/b.pdf"
b=$(number_of)
expect 0 review "$b" --set outcome=resolved
expect 3 review "$a" "$b" --accept
has "^$b  accepted  $third  stage 1  resolved"
expect 1 review
has "^$a  "
finish
