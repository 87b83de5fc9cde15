#!/bin/bash
# doc_test.sh BINARY_FOLDER SOURCE_FOLDER: the examples of doc/ are what the program takes. Those of
# templates.md are checked and drawn, those of packs.md stand in the pack that it walks through.
. "$(dirname "$0")/checks.sh"

checks=$((checks + 1))
mkdir "$work/pictures"
python3 "$source/scripts/make-pictures" "$iro" "$work/pictures" >"$work/out" 2>"$work/err" ||
    fail "an example of doc/templates.md cannot be drawn"
for picture in "$work"/pictures/*.png; do
    checks=$((checks + 1))
    [ -s "$source/doc/pictures/$(basename "$picture")" ] || fail "doc/pictures lacks $(basename "$picture")"
done
for picture in $(grep -ho 'pictures/[a-z0-9-]*\.png' "$source"/doc/*.md "$source/README.md" | sort -u); do
    checks=$((checks + 1))
    [ -s "$work/$picture" ] || fail "$picture is shown, but nothing draws it"
done

checks=$((checks + 1))
python3 - "$source" >"$work/out" 2>"$work/err" <<'END' || fail "an example of doc/packs.md is not in the pack"
import re, sys
read = lambda path: open(f"{sys.argv[1]}/{path}", encoding="utf-8").read()
pack = " ".join(read("tests/pack/fernshire.xml").split())
walk = read("doc/packs.md").split("## All that a pack can say")[0]
examples = re.findall(r"```xml\n(.*?)```", walk, re.S)
assert len(examples) >= 5, len(examples)
for example in examples:
    for line in example.splitlines():
        assert " ".join(line.split()) in pack, line
END
finish
