#!/bin/bash
# Everything about one child in one folder: nothing of another child is in it,
# and a mail with two children's forms is left out and listed, not passed over.
. "$(dirname "$0")/checks.sh"

open_for() { # open_for ID NAME
    sed -e "s/0765432/$1/" -e "s/Charlie Makebelieve/$2/" "$source/fixtures/disputes/nottingham-in-court.xml" >"$work/dispute.xml"
    expect 0 open "$work/dispute.xml"
}
answer() { # answer REF RESPONSE: fills the form of stage 1 as REF.pdf
    expect 0 form "$1" -o "$work/form.pdf"
    $fill "$work/form.pdf" "$work/$1.pdf" "stage-1.response=$2" stage-1.proceed=on stage-1.resolved=off \
        "stage-1.date=$IRO_TODAY" "stage-1.responder=Pat Trialman" || fail "qpdf could not fill the form"
}

open_for 0012345 "Sam Invented"
one=$(cat "$work/out")
open_for 0099999 "Kim Otherchild"
two=$(cat "$work/out")
expect 0 compliment "$source/fixtures/compliments/nottingham-life-story.xml" -o "$work/praise.pdf"
answer "$one" "Done. The brother, Kim Otherchild, was told."
answer "$two" "Kim's plan is done."
/usr/bin/python3 - "$work" "$one" "$two" <<'EOF' || fail "no mail"
import email.message, pathlib, sys
work = pathlib.Path(sys.argv[1])
mail = email.message.EmailMessage()
mail["From"], mail["To"], mail["Subject"] = "p@council.example", "iro@council.example", "Both forms"
mail.set_content("Both are attached.")
for name in sys.argv[2:]:
    mail.add_attachment((work / (name + ".pdf")).read_bytes(), maintype="application", subtype="pdf", filename=name + ".pdf")
(work / "both.eml").write_bytes(mail.as_bytes())
EOF
expect 0 ingest "$work/both.eml"
expect 0 form "$one" -o "$work/form.pdf"
$fill "$work/form.pdf" "$work/own.pdf" "stage-2.response=Met and agreed." stage-2.resolved=on stage-2.proceed=off \
    "stage-2.date=$IRO_TODAY" "stage-2.responder=Ali Sample" || fail "qpdf could not fill the form"
expect 0 ingest "$work/own.pdf"

expect 2 child 0012345
expect 2 child -o "$work/none"
expect 3 child 12345 -o "$work/none"
says 'compared as text, with their zeros'
[ ! -e "$work/none" ] || fail "a folder was made for nothing"
expect 1 child 0012345 -o "$work/sam"
says '1 returned files were left out'

checks=$((checks + 8))
ls "$work/sam" >"$work/out"
for name in index.txt events.csv third-parties.csv "$one-note.txt" "$one-record.pdf"; do
    [ -s "$work/sam/$name" ] || fail "there is no $name"
done
returned=$(echo "$work/sam/$one"-returned-*.pdf)
cmp -s "$returned" "$work/own.pdf" || fail "the returned file is not as it came"
[ "$(find "$work/sam" -name '*.eml' | wc -l)" = 0 ] || fail "the mail with two children's forms is in the folder"
[ "$(stat -c %a "$work/sam")" = 700 ] || fail "others can look into the folder"
cat "$work/sam/index.txt" >"$work/out"
has "^$one-record.pdf +the forms"
has "^$one, event [0-9]+: the returned file [0-9a-f]{64} holds forms of others"
lacks "$two|0099999"
cat "$work/sam/third-parties.csv" >"$work/out"
has "^Pat Trialman,tm.name,\"$one, event 1\""
has '^Ali Sample,responder,'
has "^another child,response,\"$one, event"
lacks "Kim|$two"
checks=$((checks + 1))
! grep -qE "0099999|$two|s plan is done" "$work/sam"/*.csv "$work/sam"/*.txt || fail "another child's record is in the folder"
cat "$work/sam/$one-note.txt" >"$work/out"
has 'Met and agreed'
finish
