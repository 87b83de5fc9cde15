#!/bin/bash
# Forms that come back as pictures: whatever way they lay on the glass, each is
# read right or handed to a person, with the picture of what was read.
. "$(dirname "$0")/checks.sh"

scan="/usr/bin/python3 $source/tests/make_scan.py"
response='The school will come on 18 November. Transport is agreed.'

issue() { # issue NAME ANSWER...: a new dispute, its form filled in and printed
    local name=$1
    shift
    expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml"
    ref=$(cat "$work/out")
    expect 0 form "$ref" -o "$work/form.pdf"
    $fill "$work/form.pdf" "$work/filled.pdf" "$@" || fail "qpdf could not fill the form"
    qpdf --generate-appearances "$work/filled.pdf" "$work/drawn.pdf" || fail "qpdf could not draw the fields"
    pdftoppm -r 200 -gray "$work/drawn.pdf" "$work/$name" || fail "pdftoppm could not print the form"
}
is_first() { # is_first PAGES: the last reading is the first dispute's form, right, and never certain
    member 'o["form"], o["reference"], o["stage"], o["source"]' "[\"stage\", \"$first\", 1, \"scan\"]"
    member 'o["outcome"], o["answers"]["proceed"], o["answers"]["resolved"]' '["resolved", false, true]'
    member 'o["answers"]["response"]' "\"$response\""
    member 'o["answers"]["date"], o["answers"]["responder"]' '["2026-11-20", "Pat Trialman"]'
    member 'o["certain"], o["pages"]' "[false, $1]"
}
only_doubts() { # only_doubts CODE...: of the last reading, each once
    local wanted
    wanted=$(printf '"%s", ' "$@")
    member 'sorted({p["code"] for p in o["problems"]})' "[${wanted%, }]"
}

issue first "stage-1.response=$response" stage-1.resolved=on stage-1.date=20/11/2026 \
    "stage-1.responder=Pat Trialman"
first=$ref
issue second "stage-1.response=The panel sits in January. The plan stays as it is." stage-1.proceed=on
second=$ref
one=$work/first-1.pgm two=$work/first-2.pgm

# As an office machine sends it: a PDF of pictures, in grey, in black and white.
$scan "$work/grey.pdf" "$one" "$two"
expect 1 read --json "$work/grey.pdf"
is_first "[1, 2]"
only_doubts low-confidence
member 'sorted(p["field"] for p in o["problems"])' '["date", "responder", "response"]'
member '"picture" in o["problems"][0]["message"]' 'true'
$scan "$work/bilevel.pdf" --bilevel "$one" "$two"
expect 1 read --json "$work/bilevel.pdf"
is_first "[1, 2]"
$scan "$work/fax.tif" --bilevel "$one" "$two"
expect 1 read --json "$work/fax.tif"
is_first "[1, 2]"

# On its side, askew, upside down, in the wrong order, behind a cover sheet.
$scan "$work/turned.pdf" --turn 90 "$one" "$two"
expect 1 read --json "$work/turned.pdf"
is_first "[1, 2]"
$scan "$work/askew.pdf" --turn 178 "$two" "$one"
expect 1 read --json "$work/askew.pdf"
is_first "[2, 1]"
$scan "$work/cover.pdf" cover "$one" "$two"
expect 1 read --json "$work/cover.pdf"
is_first "[2, 3]"

# The answer's page alone, as a picture file: the other one is missed by nobody.
$scan "$work/page.png" "$two"
expect 1 read --json "$work/page.png"
is_first "[1]"
$scan "$work/photo.jpg" --turn 270 "$two"
expect 1 read --json "$work/photo.jpg"
is_first "[1]"
# The other page alone holds no answer.
$scan "$work/lost.pdf" "$one"
expect 1 read --json "$work/lost.pdf"
member 'o["reference"], o["outcome"], o["certain"]' "[\"$first\", \"unclear\", false]"
member '"missing-page" in [p["code"] for p in o["problems"]]' 'true'

# A short line below a long one: Tesseract alone loses the first letters of both.
long='The PEP meeting is on 3 December. I have asked the school for dates, and the plan will follow.'
issue close "stage-1.response=$long" stage-1.resolved=on stage-1.date=20/11/2026 "stage-1.responder=Pat Trialman"
for way in "" --bilevel; do
    $scan "$work/close.tif" $way "$work/close-1.pgm" "$work/close-2.pgm"
    expect 1 read --json "$work/close.tif"
    member 'o["answers"]["response"]' "\"$long\""
done

# Two forms on one pile.
$scan "$work/pile.pdf" --bilevel "$one" "$two" "$work/second-1.pgm" "$work/second-2.pgm"
expect 1 read --json "$work/pile.pdf"
is_first "[1, 2]"
sed -i 1d "$work/out"
member 'o["reference"], o["outcome"], o["pages"]' "[\"$second\", \"proceed\", [3, 4]]"
member 'o["answers"]["response"], o["answers"]["date"]' '["The panel sits in January. The plan stays as it is.", null]'

# A page of pixels as large as points, as phones' programs make them.
/usr/bin/python3 -c 'import sys
from PIL import Image
Image.open(sys.argv[1]).save(sys.argv[2], resolution=72)' "$two" "$work/points.pdf"
expect 1 read --json "$work/points.pdf"
is_first "[1]"

# A kind that is not read: what to ask for is said.
/usr/bin/python3 -c 'import sys
from PIL import Image
Image.open(sys.argv[1]).save(sys.argv[2])' "$two" "$work/page.webp"
expect 3 read --json "$work/page.webp"
only_doubts not-a-form
member '"ask for it as PDF, JPEG, PNG or TIFF" in o["problems"][0]["message"]' 'true'

# Too many pixels are told, or taken smaller; neither is "no form".
/usr/bin/python3 -c 'import sys
from PIL import Image
Image.new("1", (9000, 9000), 1).save(sys.argv[1])
large = Image.open(sys.argv[3]).resize((5800, 8200))
large.save(sys.argv[2], quality=40)' "$work/large.png" "$work/large.jpg" "$two"
expect 3 read --json "$work/large.png"
only_doubts too-large
# Six pages, none too large by itself, and with the form before them.
/usr/bin/python3 -c 'import sys
from PIL import Image
page = Image.new("1", (6000, 6900), 1)
form = Image.open(sys.argv[2]).convert("1")
form.save(sys.argv[1], save_all=True, append_images=[page] * 6, compression="group4")' "$work/many.tif" "$two"
expect 3 read --json "$work/many.tif"
only_doubts too-large
expect 1 read --json "$work/large.jpg"
is_first "[1]"

# Where the fields stand is known to nobody: the picture goes to a person.
IRO_STORE=$work/other/d.db expect 1 read --json "$work/grey.pdf"
member 'o["reference"], o["outcome"], o["answers"]["response"]' "[\"$first\", \"unclear\", null]"
member 'o["certain"], "response-unread" in [p["code"] for p in o["problems"]]' '[false, true]'

# Kept with the return are the pictures of what was read, for who reviews it,
# and what Tesseract was not sure of is said to be so.
# A line that the printer left out runs through the small letters of the name.
/usr/bin/python3 - "$two" "$work/worn-2.pgm" <<'END'
import sys
from PIL import Image
page = Image.open(sys.argv[1])
line = round(page.height - 206.2 * 200 / 72)
page.paste(255, (155, line, 700, line + 2))
page.save(sys.argv[2])
END
$scan "$work/worn.pdf" "$one" "$work/worn-2.pgm"
expect 1 ingest --json "$work/worn.pdf"
id=$(python3 -c 'import json,sys; print(json.loads(open(sys.argv[1]).readline())["id"])' "$work/out")
expect 1 review "$id"
has "outcome: resolved"
has "low-confidence responder: it was read from a picture, some of it badly"
for field in response date responder; do
    has "picture of the $field: "
done
sed -n 's/^ *picture of the [a-z]*: //p' "$work/out" >"$work/pictures"
while read -r picture; do
    checks=$((checks + 1))
    [ "$(head -c 4 "$picture" | tail -c 3)" = PNG ] || fail "no picture at $picture"
done <"$work/pictures"
kept=$(wc -l <"$work/pictures")
[ "$kept" = 3 ] || fail "$kept pictures are kept, not 3"
finish
