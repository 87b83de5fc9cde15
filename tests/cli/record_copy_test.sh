#!/bin/bash
# The record copy: the answers whole, from the record, as a PDF to be kept.
. "$(dirname "$0")/checks.sh"

# 20,000 characters in numbered sentences, so that a lost one is found; many scripts, a form feed.
python3 - "$work" <<'EOF'
import sys
long = " ".join(f"Sentence {n} of the answer says what was done and by whom." for n in range(1, 400))
open(sys.argv[1] + "/long", "w").write(long[:20000])
open(sys.argv[1] + "/strange", "w").write(
    "Mae'r plentyn yn hapus, ŵy ŷd.\nZażółć gęślą jaźń, Işığı söndür.\n\n\U0001f642 مرحبا 你好 e\u0301 <b>&\"'")
EOF

answer() { # answer STAGE FILE BOX DATE
    $fill "$work/form.pdf" "$work/returned-$1.pdf" "stage-$1.response=$(cat "$work/$2")" "stage-$1.$3=on" \
        "stage-$1.date=$4" "stage-$1.responder=Manager $1" || fail "qpdf could not fill the form"
}

words() { # the words of a PDF, one a line
    pdftotext -raw "$1" - | tr -s ' \n\f' '\n'
}

expect 0 open "$source/fixtures/disputes/nottingham-pep-overdue.xml"
ref=$(cat "$work/out")
expect 3 record "$ref" --stage 2 -o "$work/none.pdf"
says 'stage 2 was not reached'
expect 0 record "$ref" -o "$work/none.pdf"
expect 0 form "$ref" -o "$work/form.pdf"
answer 1 long proceed 23/11/2026
expect 0 ingest "$work/returned-1.pdf"
expect 0 form "$ref" -o "$work/form.pdf"
answer 2 strange resolved 30/02/2026 # no such day: a person has to look
expect 1 ingest "$work/returned-2.pdf"
expect 1 review --json
id=$(python3 -c 'import json,sys; print(json.loads(open(sys.argv[1]).readline())["id"])' "$work/out")
expect 0 review "$id" --set date=2026-11-23 --accept
mkdir "$work/copies"
expect 0 record "$ref" -o "$work/copies"
says '[0-9]+ different ones'
! grep -qE '你|مرحبا|U\+' "$work/err" || fail "what was written shows in a message"
copy=$work/copies/$ref-record.pdf

# Whole, in order.
words "$copy" >"$work/words"
tr -s ' \n' '\n' <"$work/long" >"$work/wanted"
python3 - "$work" <<'EOF' || fail "the answer is not whole in the record copy"
import sys
have, want = ([w for w in open(sys.argv[1] + "/" + n).read().split()] for n in ("words", "wanted"))
# Page furniture stands between; everything else must be there in order.
at = 0
for word in have:
    if at < len(want) and word == want[at]:
        at += 1
sys.exit(at != len(want))
EOF
for word in ŵy ŷd jaźń Işığı söndür 你好; do
    grep -q "$word" "$work/words" || fail "the record copy lacks $word"
done
pdftotext -layout "$copy" "$work/text"
for line in 'Concerns resolved: no' 'Proceed to Stage 2: yes' 'Concerns resolved: yes' 'Proceed to Stage 3: no' \
    'returned-1.pdf, from its form fields' 'returned-2.pdf, from its form fields' 'nobody had to decide' \
    'By the account' 'date; everything else is as it was read' "$(sha256sum "$work/returned-1.pdf" | cut -d' ' -f1)"; do
    checks=$((checks + 1))
    grep -qF -- "$line" "$work/text" || fail "the record copy does not say: $line"
done

# A file to be kept: no fields, the data in it.
qpdf --check "$copy" >/dev/null || fail "qpdf finds fault with the record copy"
qpdf --json=2 --json-key=qpdf "$copy" >"$work/json"
for key in /AcroForm /Annots /JS /SMask /Encrypt; do
    ! grep -q "\"$key\"" "$work/json" || fail "the record copy has $key"
done
expect 0 note "$ref" --format pdf -o "$work/note.pdf"
checks=$((checks + 2))
archive=$source/tests/pdfout/archive_check.py
/usr/bin/python3 "$archive" "$copy" "$work/note.pdf" "$work/copies"/* || fail "the record copy or the note is no PDF/A"
/usr/bin/python3 "$archive" --self-test "$copy" || fail "what the check of PDF/A looks for is not found"
qpdf --show-attachment="$ref.xml" "$copy" >"$work/record.xml"
xmllint --noout --relaxng "$source/doc/record.rng" "$work/record.xml" 2>"$work/err" || fail "the data are not as doc/record.rng says"
python3 - "$work" <<'EOF' || fail "the data do not hold the answers as they were given"
import sys, unicodedata, xml.etree.ElementTree as tree
root = tree.parse(sys.argv[1] + "/record.xml").getroot()
said = {e.get("stage"): {v.get("name"): v.text for v in e} for e in root if e.get("kind") == "answered"}
for stage, name in (("1", "long"), ("2", "strange")):
    given = unicodedata.normalize("NFC", open(sys.argv[1] + "/" + name).read())
    if said[stage]["response"] != given:
        sys.exit(1)
sys.exit(said["2"]["date"] != "2026-11-23")
EOF

# One stage alone; the record itself does not change by being copied.
expect 0 list --json
cp "$work/out" "$work/before"
expect 0 record "$ref" --stage 2 -o "$work/two.pdf"
words "$work/two.pdf" >"$work/words"
! grep -q '^Sentence$' "$work/words" || fail "the copy of stage 2 holds the answer of stage 1"
expect 0 list --json
has "$ref"
cmp -s "$work/out" "$work/before" || fail "a record copy changed the record"

# The long answer stands whole in the note too.
expect 0 note "$ref"
tr -s ' \n' '\n' <"$work/out" | grep -c '^Sentence$' >"$work/count"
[ "$(cat "$work/count")" = "$(grep -c '^Sentence$' "$work/wanted")" ] || fail "the note lacks a part of the answer"

# A compliment has a record copy too: what was praised, the reply, where that came from.
export IRO_TODAY=2026-12-02
expect 0 compliment "$source/fixtures/compliments/blackburn-sibling-contact.xml" -o "$work/praise.pdf"
praise=$(cat "$work/out")
expect 0 record "$praise" -o "$work/sent.pdf"
! pdftotext "$work/sent.pdf" - | grep -q 'Thank you' || fail "a reply stands in the record copy before it came"
$fill "$work/praise.pdf" "$work/replied.pdf" "compliment.response=Thank you. 谢谢 $(cat "$work/long")" \
    compliment.date=2026-12-02 "compliment.responder=Robin Sample" || fail "qpdf could not fill the form of praise"
expect 0 ingest "$work/replied.pdf"
expect 0 record "$praise" -o "$work/praise-record.pdf"
says 'stand whole in its data'
pdftotext -raw "$work/praise-record.pdf" - | tr '\n' ' ' >"$work/text"
for line in "Record copy · IRO positive feedback $praise" 'What was done well' 'Both boys are calmer' 'Thank you. 谢谢' \
    'Sentence 1 of the answer' 'Sentence 320 of the answer' 'Robin Sample' 'replied.pdf, from its form fields' 'nobody had to decide'; do
    checks=$((checks + 1))
    grep -qF -- "$line" "$work/text" || fail "the record copy of a compliment does not say: $line"
done
! grep -q 'Concerns resolved' "$work/text" || fail "the record copy of a compliment has the boxes of a dispute"
/usr/bin/python3 "$archive" "$work/praise-record.pdf" || fail "the record copy of a compliment is no PDF/A"
qpdf --show-attachment="$praise.xml" "$work/praise-record.pdf" >"$work/record.xml"
xmllint --noout --relaxng "$source/doc/record.rng" "$work/record.xml" 2>"$work/err" || fail "a compliment's data are not as doc/record.rng says"
grep -q '谢谢' "$work/record.xml" || fail "the data of a compliment lack what no font shows"
expect 3 record "$praise" --stage 1 -o "$work/refused.pdf"
says 'no stages'
[ ! -e "$work/refused.pdf" ] || fail "a record copy that was refused left a file"
finish
