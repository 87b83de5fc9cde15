#!/bin/bash
# report_test.sh BINARY_FOLDER SOURCE_FOLDER: the report of a past period stays
# as it is, its forms can be read, and the public one is refused where it would
# give something away.
. "$(dirname "$0")/checks.sh"

# An empty store says so plainly.
expect 0 report --month 2026-10
has '^No dispute was raised in October 2026'
has '^No compliment was recorded'
silent

export IRO_TODAY=2026-10-05
expect 0 open --quiet "$source/fixtures/disputes/southend-permanence.xml" --today 2026-12-07
expect 0 open --quiet "$source/fixtures/disputes/york-visits.xml" --today 2026-12-15
ref=$(cat "$work/out")
expect 0 form "$ref" -o "$work/form.pdf" --today 2026-12-15
expect 0 report --month 2026-12 --today 2027-01-01
has '^Raised +2 +0$'
has '^  past a deadline +1 +0$'
cp "$work/out" "$work/before"
# Recorded in January, of December: December stays, January says so.
expect 0 event "$ref" cafcass-referral --on 2026-12-20 --today 2027-01-04
expect 0 event "$ref" no-response --on 2026-12-23 --today 2027-01-04
expect 0 report --month 2026-12 --today 2027-02-01
checks=$((checks + 1))
cmp "$work/before" "$work/out" || fail "a past month changed"
expect 0 report --month 2027-01 --today 2027-02-01
has '^Referrals to Cafcass +1 +0$'
has '^No response by the deadline +1 +0$'
has "events 2$|events 2 "
# Every form of it, twice the same, and read by other programs.
for format in csv html pdf xlsx ods; do
    expect 0 report --quarter 2026-Q4 --today 2027-02-01 --children 650 -o "$work/a.$format"
    expect 0 report --quarter 2026-27-Q3 --today 2027-03-01 --children 650 --format $format -o "$work/b"
    checks=$((checks + 1))
    cmp "$work/a.$format" "$work/b" || fail "$format is not the same twice"
done
checks=$((checks + 1))
qpdf --check "$work/a.pdf" >/dev/null || fail "the PDF is not clean"
checks=$((checks + 1))
pdftotext -layout "$work/a.pdf" - | grep -qE '^ *Raised +2 +0' || fail "the PDF lacks the disputes raised"
checks=$((checks + 1))
python3 - "$work/a.html" "$work/a.csv" <<'END' || fail "the HTML or the CSV is wrong"
import csv, sys
import xml.etree.ElementTree as tree
page = tree.parse(sys.argv[1]).getroot()
name = "{http://www.w3.org/1999/xhtml}"
cells = {row.find(f"{name}th").text: [cell.text for cell in row.findall(f"{name}td")]
         for row in page.iter(f"{name}tr") if row.find(f"{name}td") is not None}
assert cells["Raised"] == ["2", "0"], cells["Raised"]
assert all(head.get("scope") in ("row", "col") for head in page.iter(f"{name}th"))
charts = list(page.iter("{http://www.w3.org/2000/svg}svg"))
assert charts and all(len(chart.get("aria-label")) > 20 for chart in charts)
lines = list(csv.DictReader(open(sys.argv[2], encoding="utf-8", newline="")))
found = {(line["table"], line["row"], line["column"]): (line["value"], line["unit"]) for line in lines}
now = "October to December 2026"
assert found["Disputes", "Raised", now] == ("2", "count")
assert found["Rates", "Disputes raised per 100 children in care", now] == ("0.3", "per 100")
assert found["Disputes", "Open at the end: past a deadline", now] == ("1", "count"), found
END

# The public one hides 1 to 5, and is of one authority and a period that is over.
expect 0 report --year 2026-27 --public --authority york --today 2027-04-01
has '^Disputes raised +c +0$'
lacks 'Children in Care Team'
lacks 'OFFICIAL'
expect 2 report --year 2026-27 --public --today 2027-04-01
says 'one authority'
expect 2 report --month 2026-12 --public --authority york --today 2026-12-31
says 'over'
expect 0 report --month 2026-12 --public --authority york --today 2027-01-01
lacks 'THEMES'
has 'financial years'

# Numbers from a file, and what is wrong with it.
printf 'authority,period,children,reviews\r\nyork,2026-12,200,\r\nyork,2025-12,190,300\r\n' >"$work/numbers.csv"
expect 0 report --month 2026-12 --authority york --denominators "$work/numbers.csv" --today 2027-01-01
has '^Disputes raised per 100 children in care +0\.5 +0\.0$'
printf 'york,2026-12,many,\n' >"$work/numbers.csv"
expect 3 report --month 2026-12 --authority york --denominators "$work/numbers.csv" --today 2027-01-01
says 'line 1'

expect 2 report
expect 2 report --month 2026-13
expect 2 report --month 2026-10 --year 2026
expect 2 report --month 2026-12 --today 2026-11-30
says 'not begun'
expect 2 report --month 2026-10 --children 0
expect 2 report --month 2026-10 --format doc
finish
