#!/bin/bash
# Every exit status, and that nothing is lost or half done where it is not 0.
. "$(dirname "$0")/checks.sh"

# 2: the command line is wrong.
for line in "" "unheard" "open" "form" "form --stage x NCC-2026-0001-K -o f" "days" "days 2026-13-01 +5" \
    "days 2026-11-23 +x" "event NCC-2026-0001-K unheard" "list --due-by tomorrow" "note --format doc X" \
    "export --format doc" "read" "ingest" "check" "holidays merge" "days 2026-11-23 +5 --today 23.11.2026" \
    "list --unheard"; do
    # shellcheck disable=SC2086
    expect 2 $line
    prints ""
done
expect 0 --help
has "usage: iro"
expect 0 form --help
has "--stage"
expect 0 event --help
has "no-response.*cafcass-referral.*reopened"
expect 0 --version
has "^iro [0-9]"

# Working days: domain vectors, by England and Wales.
while read -r start d5 d10 d15 d20; do
    for pair in "5 $d5" "10 $d10" "15 $d15" "20 $d20"; do
        expect 0 days "$start" "+${pair% *}"
        prints "${pair#* }"
        expect 0 days "$start..${pair#* }"
        prints "${pair% *}"
    done
done <<'V'
2026-03-05 2026-03-12 2026-03-19 2026-03-26 2026-04-02
2026-12-24 2027-01-05 2027-01-12 2027-01-19 2027-01-26
2022-09-12 2022-09-20 2022-09-27 2022-10-04 2022-10-11
V
expect 3 days 2031-01-05 +5
says "2031"

# 3: an input is wrong; the rest of the call is done.
good=$source/fixtures/disputes/nottingham-minimal.xml
printf '<dispute pack="nottingham">\n' >"$work/torn.xml"
expect 3 open "$work/torn.xml" "$good"
has '^NCC-2026-0001-[A-Z]$'
says 'torn.xml:[0-9]+:[0-9]+: error: '
ref=$(cat "$work/out")
expect 3 open "$work/absent.xml"
expect 3 form NCC-2026-0001-A -o "$work/x.pdf"
says "reference"
expect 3 form "${ref%%0001*}0002-A" -o "$work/x.pdf"
expect 3 note NCC-2026-9999-X
expect 3 form "$ref" --stage 3 -o "$work/x.pdf"
says "not reached"
expect 3 event "$ref" no-response
expect 3 event "$ref" reopened
expect 3 event "$ref" not-agreed
[ ! -e "$work/x.pdf" ] || fail "a form was written that was refused"
expect 3 check "$work/torn.xml"
expect 0 check "$good" "$source/forms/nottingham.xml" "$source/templates/form.xml"
prints ""

# A file that is none of ours: an object with null, its problem, status 3, and kept.
: >"$work/empty.pdf"
printf 'hello' >"$work/text.pdf"
printf '<html><body>Please sign in</body></html>' >"$work/page.pdf"
for file in empty text page; do
    expect 3 read --json "$work/$file.pdf"
    member 'o["form"]' null
    member 'len(o["problems"])' 1
    expect 3 ingest "$work/$file.pdf"
    sum=$(sha256sum <"$work/$file.pdf" | cut -d' ' -f1)
    find "$work/store" -name "*$sum*" | grep -q . || fail "$file.pdf was not kept"
done
expect 3 read "$work/absent.pdf"
expect 1 list --review

# Returned forms: certain, waiting, refused.
expect 0 form "$ref" -o "$work/form.pdf"
answers() {
    local out=$1
    shift
    $fill "$work/form.pdf" "$out" "$@" || fail "qpdf could not fill the form"
}
answers "$work/both.pdf" stage-1.response=Yes stage-1.proceed=on stage-1.resolved=on
answers "$work/none.pdf" stage-1.response=Perhaps
answers "$work/resolved.pdf" stage-1.response=Done. stage-1.resolved=on stage-1.date=27/11/2026
expect 1 read --json "$work/both.pdf"
member 'o["outcome"], o["certain"], o["problems"][0]["code"]' '["conflict", false, "both-ticked"]'
expect 1 ingest "$work/both.pdf"
expect 1 ingest --json "$work/none.pdf"
member 'o["state"], o["reading"]["outcome"]' '["review", "none"]'
expect 1 ingest "$work/both.pdf"
expect 0 list --json
member 'o["state"], o["stage"], o["waiting"]' '["open", 1, 2]'
qpdf --encrypt secret secret 256 -- "$work/resolved.pdf" "$work/locked.pdf"
expect 3 ingest --json "$work/locked.pdf"
member 'o["reading"]["problems"][0]["code"]' '"encrypted"'
head -c $(($(stat -c %s "$work/resolved.pdf") * 8 / 10)) "$work/resolved.pdf" >"$work/cut.pdf"
expect 3 ingest --json "$work/cut.pdf"
member 'o["reading"]["certain"], "broken" in [p["code"] for p in o["reading"]["problems"]]' '[false, true]'
expect 0 list --json
member 'o["state"], o["stage"]' '["open", 1]'

# Overdue: status 1 with --overdue, and the day after the deadline no response is owed.
IRO_TODAY=2026-12-01 expect 1 list --overdue
has "overdue"
expect 0 list --overdue
IRO_TODAY=2026-12-01 expect 0 event "$ref" no-response
expect 0 list --json
member 'o["stage"]' 2
# An answer to the stage that has passed waits for a person.
IRO_TODAY=2026-12-01 expect 1 ingest --json "$work/resolved.pdf"
member 'o["state"], "wrong-stage" in [p["code"] for p in o["reading"]["problems"]]' '["review", true]'
member '"late" in [p["code"] for p in o["reading"]["problems"]]' true
expect 0 list --json
member 'o["state"], o["stage"]' '["open", 2]'

# A form of another store is unknown here.
IRO_STORE=$work/other/d.db expect 0 open "$good"
IRO_STORE=$work/third/d.db expect 3 form "$ref" -o "$work/x.pdf"
IRO_STORE=$work/other/d.db expect 1 ingest --json "$work/resolved.pdf"
IRO_STORE=$work/fourth/d.db expect 0 list
IRO_STORE=$work/fourth/d.db expect 0 read "$work/resolved.pdf"
[ ! -e "$work/fourth" ] || fail "reading made a store"

# Bypass, referral, advice; closing and reopening.
expect 0 event "$ref" bypass
says "Principal"
expect 0 list --json
member 'o["stage"]' 3
for kind in cafcass-referral legal-advice guardian-informed withdrawn reopened closed reopened; do
    expect 0 event "$ref" $kind --text -
done
expect 0 note "$ref"
has "Referred to Cafcass"

# 1: spelling; the words of the record's names are right.
sed 's/Personal Education Plan/Persnal Education Plan/' "$source/fixtures/disputes/nottingham-pep-overdue.xml" >"$work/spelt.xml"
expect 0 open "$work/spelt.xml"
says 'Persnal: .*Personal'
expect 1 spell "$work/spelt.xml"
has '^[0-9]+:[0-9]+: Persnal: .*Personal'
expect 0 spell "$source/fixtures/disputes/nottingham-pep-overdue.xml"
sed 's/<praise>/<praise>A wonderfull Cafcass and PEP meeting. /' \
    "$source/fixtures/compliments/nottingham-life-story.xml" >"$work/praise.xml"
expect 1 spell "$work/praise.xml"
has 'wonderfull: .*wonderful'
lacks 'Cafcass|PEP'
# A returned form: the manager's words, and of a file without one that it has none.
$fill "$source/fixtures/returned/blank.pdf" "$work/words.pdf" "stage-1.response=The IRO will arange the PEP." 2>"$work/err" ||
    fail "qpdf could not fill the form"
expect 1 spell "$work/words.pdf"
has '^1:14: arange: .*arrange'
lacks 'IRO|PEP'
expect 3 spell "$source/README.md"
says 'README.md: no form that was issued'
IRO_DICTIONARY_DIR=$work/none expect 4 spell "$work/spelt.xml"
says 'there is no British dictionary: install hunspell-en-gb'

# 4: the store or the system.
printf 'no database' >"$work/wrong.db"
expect 4 list --store "$work/wrong.db"
says "wrong.db"
expect 4 open "$good" --store /proc/nowhere/disputes.db
expect 4 note "$ref" -o "$work/no/folder/note.txt"
mkdir "$work/alone" && cp "$iro" "$work/alone/iro"
iro=$work/alone/iro IRO_WORKER=$work/absent expect 4 read "$work/resolved.pdf"
finish
