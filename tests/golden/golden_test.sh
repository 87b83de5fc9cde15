#!/bin/bash
# golden_test.sh BINARY_FOLDER SOURCE_FOLDER NAME: runs the dispute of NAME.case
# from opening to its last stage, and compares the note, its short version and
# the list with NAME.note, NAME.short and NAME.list, the year's report with
# NAME.report; that is besides worked out anew from the database's export. IRO_GOLDEN=write writes
# them anew; read every line of the difference before committing it.
. "$(dirname "$0")/../cli/checks.sh"
name=$3
here=$(dirname "$0")

# What a case is told in. on DAY: what follows happens then.
on() {
    export IRO_TODAY=$1
}
opens() {
    expect 0 open --quiet "$source/fixtures/disputes/$1"
    ref=$(cat "$work/out")
}
# issues STAGE DEADLINE: the form goes out, and its deadline is that day.
issues() {
    expect 0 form "$ref" -o "$work/form.pdf"
    expect 0 list --json
    member 'o["stage"], o["due"]' "[$1, \"$2\"]"
}
# answers STAGE BOX WHO TEXT: qpdf fills the form in, and it comes back today.
answers() {
    local other=resolved
    [ "$2" = resolved ] && other=proceed
    $fill "$work/form.pdf" "$work/returned.pdf" "stage-$1.response=$4" "stage-$1.$2=on" \
        "stage-$1.$other=off" "stage-$1.date=$IRO_TODAY" "stage-$1.responder=$3" ||
        fail "qpdf could not fill the form of stage $1"
    "$iro" ingest --json "$work/returned.pdf" >"$work/out" 2>"$work/err" || waits=1
    if [ "${waits:-0}" = 1 ]; then # a late answer waits for a person, who takes it
        waits=0
        expect 0 review "$(sed 's/.*"event": *\([0-9]*\).*/\1/' "$work/out")" --accept
    fi
}
happens() {
    expect 0 event "$ref" "$@"
}
# prints_on_form TEXT: the form that is out says so.
prints_on_form() {
    checks=$((checks + 1))
    pdftotext "$work/form.pdf" - | tr '\n' ' ' | grep -qF -e "$1" || fail "the form lacks: $1"
}

compare() {
    checks=$((checks + 1))
    [ "${IRO_GOLDEN:-}" = write ] && cp "$work/out" "$here/$name.$1"
    diff -u "$here/$name.$1" "$work/out" || fail "the $1 of $name is not as expected"
}

. "$here/$name.case"
expect 0 note "$ref"
compare note
expect 0 note "$ref" --short
compare short
expect 0 list
compare list
# The report of the financial year, looked at when that is over.
authority=${name%%-*}
expect 0 report --year 2026-27 --authority "$authority" --today 2027-04-01
compare report
cp "$work/out" "$work/report.txt"
expect 0 report --year 2026-27 --authority "$authority" --today 2027-06-30
checks=$((checks + 1))
cmp "$work/report.txt" "$work/out" || fail "the report of a past year changed"
expect 0 report --year 2026-27 --authority "$authority" --today 2027-04-01 --format csv -o "$work/report.csv"
expect 0 export -o "$work/export.csv" --today 2027-04-01
checks=$((checks + 1))
python3 "$here/report_check.py" "$work/report.csv" "$work/export.csv" "$source/forms/bank-holidays.json" ||
    fail "the report of $name does not hold what the database does"
# The other two forms of the note hold the same words.
expect 0 note "$ref" --format html
checks=$((checks + 1))
python3 - "$work/out" "$here/$name.note" <<'EOF' || fail "the HTML note is not well-formed or lacks words"
import re, sys
import xml.etree.ElementTree as tree
page = " ".join("".join(tree.parse(sys.argv[1]).getroot().itertext()).split()).casefold()
for line in open(sys.argv[2], encoding="utf-8"):
    for part in re.sub(r"^(> ?|- |  )", "", line.rstrip("\n")).split(": "):
        assert " ".join(part.split()).casefold() in page, part
EOF
expect 0 note "$ref" --format pdf -o "$work/note.pdf"
qpdf --check "$work/note.pdf" >/dev/null || fail "the note's PDF is not clean"
finish
