#!/bin/bash
# preview_test.sh BINARY_FOLDER SOURCE_FOLDER: blank forms with example words.
# They need no store, leave nothing behind, say on each page what they are, and
# are taken in by nobody.
. "$(dirname "$0")/checks.sh"
export IRO_TODAY=2026-11-16

# previews FILE WORDS COMMAND…: the PDF says PREVIEW on each page, the words, and holds no identity.
previews() {
    local file=$work/$1 words=$2 page pages
    shift 2
    expect 0 "$@" -o "$file"
    checks=$((checks + 3))
    pages=$(pdfinfo "$file" | sed -n 's/^Pages: *//p')
    for page in $(seq "$pages"); do
        pdftotext -f "$page" -l "$page" "$file" - | grep -q 'PREVIEW with example words. Not an issued form.' ||
            fail "$*: page $page does not say that it is a preview"
    done
    pdftotext "$file" - | tr '\n' ' ' | grep -qF -e "$words" || fail "$*: the preview lacks: $words"
    ! qpdf --json --json-key=acroform "$file" | grep -q '"form.id"\|"stage-' || fail "$*: the preview has an identity"
}

for pack in "$source"/forms/*.xml; do
    for stage in 1 2 3 4; do
        previews form.pdf "Example Child" form --preview "$pack" --stage "$stage"
    done
done
previews concern.pdf "Process: " form --preview rochdale --track concern
previews praise.pdf "Example words: what was done well" compliment --preview nottingham
previews feedback.pdf "Manager's response" compliment --preview "$source/forms/blackburn.xml"

# A template of one's own, before it takes the place of the one that forms are issued with.
sed -e 's/id="form"/id="mine"/' -e 's|<body>|<body><text>Drawn by another template.</text>|' \
    "$source/templates/form.xml" >"$work/mine.xml"
sed -e 's/id="compliment"/id="warm"/' -e 's|<body>|<body><text>Drawn by another template.</text>|' \
    "$source/templates/compliment.xml" >"$work/warm.xml"
previews mine.pdf "Drawn by another template." form --preview york --template "$work/mine.xml"
previews warm.pdf "Drawn by another template." compliment --preview nottingham --template "$work/warm.xml"
previews named.pdf "Example Child" form --preview york --template form
expect 3 form --preview york --template "$work/warm.xml" -o "$work/none.pdf"
says 'warm.xml: it is a template for="compliment"; this preview takes one for="dispute"'
expect 3 form --preview york --template note -o "$work/none.pdf"
expect 3 compliment --preview nottingham --template "$work/mine.xml" -o "$work/none.pdf"
expect 3 form --preview york --template "$work/absent.xml" -o "$work/none.pdf"
says 'absent.xml'
sed -i 's/<text>Drawn/<txt>Drawn/' "$work/mine.xml"
expect 3 form --preview york --template "$work/mine.xml" -o "$work/none.pdf"
says 'mine.xml:[0-9]+:[0-9]+: error: '
expect 2 form --template form NCC-2026-0001-K -o "$work/none.pdf"
expect 2 compliment --template form "$source/fixtures/compliments/nottingham-short.xml" -o "$work/none.pdf"

# The deadline is counted from today as for any form: 5 working days after Monday 16 November.
previews due.pdf "Monday 23 November 2026" form --preview nottingham

checks=$((checks + 1))
[ ! -e "$work/store" ] || fail "a preview made a store"
expect 3 read "$work/form.pdf"
has 'not-a-form: no form that was issued'
expect 3 ingest "$work/praise.pdf"
expect 3 form --preview nottingham --stage 5 -o "$work/none.pdf"
expect 3 compliment --preview york -o "$work/none.pdf"
expect 3 form --preview nowhere -o "$work/none.pdf"
expect 2 form --preview nottingham NCC-2026-0001-K -o "$work/none.pdf"
expect 2 form --track concern NCC-2026-0001-K -o "$work/none.pdf"
checks=$((checks + 1))
[ ! -e "$work/none.pdf" ] || fail "a preview that failed left a file"
finish
