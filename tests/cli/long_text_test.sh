#!/bin/bash
# A concern and an answer of 20,000 characters each, of many alphabets, in the
# next stage's form, the note and the record copy: every word is there, in order,
# as pdftotext finds it, and what no font of ours has is reported.
. "$(dirname "$0")/checks.sh"

python3 - "$work" "$source" <<'EOF2'
import random, sys
import xml.etree.ElementTree as tree
work, source = sys.argv[1:]
sys.path.insert(0, source + "/scripts")
import course
chance = random.Random(20000)
for name in ("concern", "answer"):
    text = " ".join(f"{word} {number}." for number, word in enumerate(course.random_text(chance, 20000).split()))
    open(f"{work}/{name}", "w").write(text[:20000])
document = tree.parse(source + "/fixtures/disputes/nottingham-minimal.xml")
document.getroot().find("concerns").text = open(f"{work}/concern").read()
document.write(f"{work}/dispute.xml", encoding="UTF-8", xml_declaration=True)
EOF2

# whole FILE TEXT…: each text's words stand in the PDF in order. Spaces do not count, since a line divides long
# words; furniture between two pages does not either. pdftotext takes what is written from the right for drawn
# from the left: it turns such words round between marks of its own, and leaves joiners out.
whole() {
    checks=$((checks + 1))
    pdftotext -raw "$1" "$work/shown.txt" || fail "pdftotext cannot read $1"
    python3 - "$work/shown.txt" "${@:2}" <<'EOF2' || fail "${1##*/} does not hold every word in order"
import re, sys, unicodedata
def words(file):
    text = re.sub("[\u202a-\u202e]", " ", unicodedata.normalize("NFC", open(file).read())).replace("\u200d", "")
    turned = lambda word: unicodedata.bidirectional(word[0]) in ("R", "AL")
    return [word[::-1] if turned(word) and file == sys.argv[1] else word for word in text.split()]
shown = words(sys.argv[1])
for file in sys.argv[2:]:
    wanted, at, rest = words(file), 0, ""
    for word in shown:
        if at < len(wanted) and word == wanted[at]:
            at, rest = at + 1, ""
        elif at < len(wanted) and wanted[at][len(rest):].startswith(word):
            rest += word
            if rest == wanted[at]:
                at, rest = at + 1, ""
    if at < len(wanted):
        sys.exit(f"{file}: word {at} of {len(wanted)} is not there: {ascii(wanted[at])} after {ascii(rest)}")
EOF2
}

reported() {
    says 'U\+FFFD|�'
    says '[0-9]+ different ones'
    checks=$((checks + 1))
    ! grep -qE 'مرحبا|你好|Иван|नमस्ते' "$work/err" || fail "what was written shows in a message"
}

expect 0 open --quiet "$work/dispute.xml"
ref=$(cat "$work/out")
expect 0 form "$ref" -o "$work/form.pdf"
reported
whole "$work/form.pdf" "$work/concern"
$fill "$work/form.pdf" "$work/returned.pdf" "stage-1.response=$(cat "$work/answer")" stage-1.proceed=on \
    stage-1.date=2026-11-23 "stage-1.responder=Pat Trialman" || fail "qpdf could not fill the form"
expect 0 ingest "$work/returned.pdf"
expect 0 form "$ref" --stage 2 -o "$work/next.pdf"
reported
whole "$work/next.pdf" "$work/concern" "$work/answer"
expect 0 note "$ref" --format pdf -o "$work/note.pdf"
reported
whole "$work/note.pdf" "$work/concern" "$work/answer"
expect 0 record "$ref" -o "$work/record.pdf"
reported
whole "$work/record.pdf" "$work/concern" "$work/answer"
for file in form next note record; do
    checks=$((checks + 1))
    qpdf --check "$work/$file.pdf" >/dev/null || fail "qpdf finds fault with $file.pdf"
done
expect 0 note "$ref"
checks=$((checks + 1))
python3 - "$work/out" "$work/concern" "$work/answer" <<'EOF2' || fail "the note as text does not hold every character"
import sys, unicodedata
note, *texts = ["".join(unicodedata.normalize("NFC", open(file).read()).split()) for file in sys.argv[1:]]
sys.exit(not all(text in note.replace(">", "") for text in texts))
EOF2
finish
