#!/bin/bash
# An earlier dispute log is taken over, all of it or nothing: encodings,
# separators, identifiers, day-first dates, and a round trip of our own table.
. "$(dirname "$0")/checks.sh"

# As a spreadsheet in Windows saves it: Windows-1252, semicolons.
printf '%b' 'No;Date raised;Child ID;Childs name;DoB;Team;IRO;Theme;Issue;Stage;Date resolved;Status;Remarks\r\n' \
    '17/24;03/04/2024;0012345;Zo\xeb Invented;01.02.2012;North;M Exampleby;drift;"Plan; not\r\ndone";2;17/04/2024;Resolved;x\r\n' \
    '18/24;3 May 2024;00777;Kim Makebelieve;;South;M Exampleby;;PEP late;1;;Open;\r\n' >"$work/log.csv"

expect 0 import disputes "$work/log.csv" --authority nottingham --map Issue=concerns --dry-run
has 'log.csv:2: nottingham 17/24, child 0012345, raised 2024-04-03, .*stage 2, closed 2024-04-17$'
has 'log.csv:4: nottingham 18/24, child 00777, raised 2024-05-03, .*stage 1'
says 'not taken.*: Remarks '
lacks 'Invented|Makebelieve|PEP'
[ ! -e "$IRO_STORE" ] || fail "a dry run made a store"

expect 0 import disputes "$work/log.csv" --authority nottingham --map Issue=concerns
has 'log.csv:2: NCC-2024-0001-[A-Z], '
first=$(grep -o 'NCC-2024-0001-.' "$work/out")
expect 0 export
has "^$first,nottingham,0012345,Zoë Invented,2012-02-01,North,M Exampleby,.*\"Plan; not"
has ',closed,2,,2024-04-17,'
expect 0 note "$first"
has '^3 April 2024: Taken over from an earlier log'
has 'Its number there: 17/24'
lacks 'STAGE 1'

# The same log again, and one line of it that is wrong: nothing is taken.
"$iro" export >"$work/before"
expect 3 import disputes "$work/log.csv" --authority nottingham --map Issue=concerns
says "log.csv:2: column \"No\": taken already: it is $first"
printf 'No,Date raised,Child ID,Status,Date closed,Theme\n%s\n%s\n%s\n%s\n%s\n%s\n' '20/24,31/02/2024,1.2E+05,,,' \
    '21/24,2024-05-01,,,,' '22/24,01/05/2024,0001,Closed,,' '23/24,02/05/2024,0002,Closed,01/05/2024,' \
    '24/24,02/05/2024,0003,,,nonsense' '25/24,02/05/2024,0004,,,' >"$work/bad.csv"
expect 3 import disputes "$work/bad.csv" --authority nottingham
says 'bad.csv:2: column "Date raised": no day'
says 'bad.csv:2: column "Child ID": no identifier .* type text'
says 'bad.csv:3: column "Child ID": the child.s identifier is missing'
says 'bad.csv:4: column "Date closed": the dispute is closed, so the day is needed'
says 'bad.csv:5: column "Date closed": the day is before'
says 'bad.csv:6: column "Theme": the form pack does not know this'
prints ''
"$iro" export | cmp -s - "$work/before" || fail "a refused log changed the record"

# Maps from a file, and maps that are wrong.
printf '# ours\nNo=-\nIssue=concerns\n' >"$work/maps"
IRO_STORE=$work/maps.db expect 0 import disputes "$work/log.csv" --authority nottingham --map-file "$work/maps" -n
has 'log.csv:2: nottingham, child'
says 'not taken.*: No, Remarks ' 
expect 3 import disputes "$work/log.csv" --authority nottingham --map 'Nothing=concerns'
says 'the table has no column "Nothing"'
expect 3 import disputes "$work/log.csv" --authority nottingham --map 'Issue=nonsense'
says '"nonsense" is no field'
expect 3 import disputes "$work/log.csv"
says 'Say --authority ID'
expect 3 import disputes "$work/log.csv" --authority elsewhere
expect 2 import disputes
expect 2 import nonsense "$work/log.csv"
printf 'a,"b\n' >"$work/open.csv"
expect 3 import disputes "$work/open.csv" --authority york
says 'open.csv:1: a quotation mark'

# What iro exports, with every outcome of a stage, another store takes over unchanged.
export IRO_STORE=$work/one.db
IRO_TODAY=2026-11-23 expect 0 open "$source/fixtures/disputes/nottingham-in-court.xml"
ref=$(cat "$work/out")
IRO_TODAY=2026-11-23 expect 0 form "$ref" -o "$work/form.pdf"
$fill "$work/form.pdf" "$work/returned.pdf" "stage-1.response=It is booked." stage-1.proceed=on stage-1.resolved=off \
    stage-1.date=2026-11-25 "stage-1.responder=Pat Trialman" || fail "qpdf could not fill the form"
IRO_TODAY=2026-11-25 expect 0 ingest "$work/returned.pdf"
IRO_TODAY=2026-11-26 expect 0 event "$ref" bypass --text "The post is vacant."
IRO_TODAY=2026-11-26 expect 0 form "$ref" -o "$work/form3.pdf"
IRO_TODAY=2026-12-14 expect 0 event "$ref" no-response
IRO_TODAY=2026-12-15 expect 0 event "$ref" closed
export IRO_TODAY=2026-12-16
"$iro" export -o "$work/one.csv"
export IRO_STORE=$work/two.db
expect 0 import disputes "$work/one.csv"
"$iro" export -o "$work/two.csv"
cmp -s "$work/one.csv" "$work/two.csv" || { diff "$work/one.csv" "$work/two.csv" >"$work/err"; fail "the round trip"; }

# An imported dispute goes on as any other: its form carries the running deadline.
printf 'No,Date raised,Child ID,Team Manager,Stage 1 issued,Stage 1 deadline,Stage 1 outcome\n%s\n' \
    '9,10/12/2026,0007,Pat Trialman,10/12/2026,18/12/2026,open' >"$work/running.csv"
expect 0 import disputes "$work/running.csv" --authority nottingham
running=$(grep -o 'NCC-2026-0002-.' "$work/out")
expect 0 form "$running" -o "$work/running.pdf"
pdftotext "$work/running.pdf" - | grep -q 'Friday 18 December 2026' || fail "the form has not the running deadline"
# The child list: a dispute that gives the identifier alone is completed by it.
export IRO_STORE=$work/list/d.db IRO_TODAY=2026-12-14
printf 'Child ID;Child name;DoB;Team;IRO;IRO email;Team Manager;tm email\r\n%s\r\n%s\r\n' \
    '0012345;Sam Invented;01/02/2015;North;Morgan Exampleby;m@council.example;Pat Trialman;p@council.example' \
    '00777;Kim Makebelieve;03/04/2016;South;Morgan Exampleby;m@council.example;;' >"$work/children.csv"
expect 3 import children "$work/children.csv"
expect 0 import children "$work/children.csv" --authority nottingham --dry-run
has 'children.csv:2: nottingham, child 0012345, 8 facts'
lacks 'Invented'
cat >"$work/short.xml" <<'EOF'
<dispute pack="nottingham">
  <child id="0012345"/>
  <team>East</team>
  <concern date="2026-12-01" theme="drift"/>
  <concerns>The plan is not done.</concerns>
  <action>Do the plan.</action>
</dispute>
EOF
expect 0 check "$work/short.xml"
expect 3 open "$work/short.xml"
says 'short.xml: child.name is missing, and the child list has no child of this identifier'
expect 0 import children "$work/children.csv" --authority nottingham
expect 0 open "$work/short.xml"
expect 0 form "$(cat "$work/out")" -o "$work/short.pdf"
expect 0 export
has ',0012345,Sam Invented,2015-02-01,East,Morgan Exampleby,.*,Pat Trialman,'
sed 's/0012345/00777/' "$work/short.xml" >"$work/other.xml"
expect 3 open "$work/other.xml"
says 'tm.name is missing, and the child list does not say it'
printf 'Child ID,Child name\n0012345,A\n0012345,B\n' >"$work/twice.csv"
expect 3 import children "$work/twice.csv" --authority nottingham
says 'twice.csv:3: column "Child ID": this child stands in another line too'

# A newer list replaces it; what has been forgotten is found nowhere, and an erasure reaches the list.
# Also while another program has the store open, so that its log stays.
printf 'Child ID,Child name\n0012345,Sam Invented\n' >"$work/newer.csv"
printf 'Child ID,Child name\n0012345,Sam Invented\n0099999,Kit Departed\n' >"$work/older.csv"
python3 -c 'import sqlite3, sys, time
store = sqlite3.connect(sys.argv[1])
store.execute("SELECT count(*) FROM sqlite_master").fetchone()
print("open", flush=True)
time.sleep(60)' "$IRO_STORE" >"$work/holding" &
until [ -s "$work/holding" ] || ! kill -0 $! 2>/dev/null; do sleep 0.1; done
expect 0 import children "$work/older.csv" --authority nottingham
expect 0 import children "$work/newer.csv" --authority nottingham
checks=$((checks + 1))
grep -aq 'Sam Invented' "$IRO_STORE"* || fail "the store has no Sam Invented to be looked for"
! grep -aq 'Kit Departed' "$IRO_STORE"* || fail "a child who left is still in the store's files"
kill $!
expect 3 open "$work/other.xml"
says 'has no child of this identifier'
expect 0 event NCC-2026-0001-K closed
expect 0 retention set 1
IRO_TODAY=2028-01-01 expect 0 retention erase --shown-on 2028-01-01
checks=$((checks + 1))
! grep -raq 'Sam Invented' "$work/list" || fail "the erased child is still in the child list"
finish
