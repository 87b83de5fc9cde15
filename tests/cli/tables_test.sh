#!/bin/bash
# The dispute database as a table, opened by other programs: openpyxl, odfpy,
# Python's csv, and LibreOffice where there is one.
. "$(dirname "$0")/checks.sh"

expect 0 open "$source/fixtures/disputes/nottingham-in-court.xml"
expect 0 form --all-open -o "$work/forms"
IRO_TODAY=2026-12-14 expect 0 open "$source/fixtures/disputes/blackburn-contact.xml"
expect 0 compliment "$source/fixtures/compliments/nottingham-life-story.xml" -o "$work/praise.pdf"

for format in xlsx ods; do
    expect 0 export --format $format -o "$work/disputes.$format"
    expect 0 export -o "$work/by-name.$format"
    cmp -s "$work/disputes.$format" "$work/by-name.$format" || fail "the file's name does not choose $format"
    checks=$((checks + 1))
    /usr/bin/python3 "${0%_test.sh}_check.py" "$work/disputes.$format" 2>"$work/err" || fail "$format"
done

# CSV: as many cells in each line as headings; the ID keeps its zeros.
expect 0 export -o "$work/disputes.csv"
checks=$((checks + 1))
/usr/bin/python3 - "$work/disputes.csv" 2>"$work/err" <<'EOF' || fail "the CSV"
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
assert len({len(row) for row in rows}) == 1 and len(rows) == 3, rows
first = dict(zip(rows[0], rows[1]))
assert first["child_id"] == "0765432" and first["date_of_birth"] == "2019-08-17", first
assert first["requested_action"].startswith("'- "), "a spreadsheet would take this for a formula"
EOF

# One authority's, and one that is none.
expect 0 export --authority blackburn
has '^BWD-2026-0001-Z,blackburn,'
lacks '^NCC-'
expect 3 export --authority elsewhere
says 'elsewhere: no form pack of that id; `iro forms` lists them'
expect 2 export --format doc
expect 2 export surplus

# Nothing of it passes through a file that has a name beside the one asked for.
if command -v strace >/dev/null; then
    strace -f -e trace=openat,open,creat -e signal=none -o "$work/trace" "$iro" export -o "$work/traced.xlsx"
    checks=$((checks + 1))
    grep -E 'O_CREAT' "$work/trace" | grep -vE '"/dev/shm/tmp\.|"(/proc/self/fd/[0-9]+)"|traced\.xlsx|/store/' >"$work/err" &&
        fail "export made other files"
fi

if command -v soffice >/dev/null; then
    for format in xlsx ods; do
        checks=$((checks + 1))
        HOME=$work soffice "-env:UserInstallation=file://$work/office" --headless --convert-to csv \
            --outdir "$work/converted" "$work/disputes.$format" >/dev/null 2>"$work/err"
        grep -q '^NCC-2026-0001-K,nottingham,0765432,' "$work/converted/disputes.csv" || fail "LibreOffice and $format"
        rm -r "$work/converted"
    done
fi
finish
