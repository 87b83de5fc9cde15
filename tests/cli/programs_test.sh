#!/bin/bash
# The programs behind one command line: every command that the help lists is
# found, iro itself loads nothing, and only iro-office the heavy libraries.
. "$(dirname "$0")/checks.sh"

expect 0 --help
commands=$(sed -n 's/^  \([a-z]*\)  *.*/\1/p' "$work/out")
[ "$(wc -w <<<"$commands")" -ge 15 ] || fail "the help lists too few commands"
for command in $commands; do
    expect 0 "$command" --help
    has "iro $command"
    expect 0 "$command" --version
    has '^iro [0-9]'
    grep -q "^\.It Cm $command\b" "$source/doc/iro.1" || fail "doc/iro.1 has no $command"
done

# Both that iro becomes have the same help, and send back what the other runs.
expect 0 --help
cp "$work/out" "$work/help"
for program in iro-desk iro-office; do
    "$1/$program" --help | cmp -s - "$work/help" || fail "$program has another help"
done
"$1/iro-office" days 2026-11-23 +5 >"$work/out" 2>"$work/err"
[ $? = 2 ] || fail "iro-office runs what is not its own"
"$1/iro-desk" export >"$work/out" 2>"$work/err"
[ $? = 2 ] || fail "iro-desk runs what is not its own"
says 'call `iro export`'

# Arguments, options and the status pass through unchanged.
expect 0 export -o "$work/the table.csv"
[ -s "$work/the table.csv" ] || fail "export wrote no table"
expect 2 export surplus
says 'iro: .*-o'

# Without iro-office its commands say so, and the others work.
mkdir "$work/alone"
cp "$1/iro" "$1/iro-desk" "$work/alone/"
iro=$work/alone/iro
expect 4 export
says 'iro-office.*beside iro or in /'
prints ""
expect 0 days 2026-11-23 +5
expect 4 read "$source/fixtures/returned/blank.pdf"
says 'iro-worker is missing: it belongs beside iro or in /'
rm "$work/alone/iro-desk"
expect 4 days 2026-11-23 +5
says 'iro-desk.*beside iro or in /'

# What iro loads is nothing, and iro-desk what it needs to be quick.
if ldd "$1/iro-desk" | grep -E 'libgmime|libical|libxlsxwriter' >"$work/out"; then
    fail "iro-desk loads a library that only iro-office may"
fi
if ldd "$1/iro-desk" | grep -q libasan; then
    echo "built with a sanitizer: iro is not static"
elif ldd "$1/iro" >"$work/out" 2>&1; then
    fail "iro loads libraries"
fi

# The worker that iro starts in advance is the one that reads: no second one is
# started, and it is of the right sort, for one file and for several.
iro=$1/iro
cat >"$work/counted" <<END
#!/bin/sh
echo "\$1" >>"$work/started"
exec "$1/iro-worker" "\$@"
END
chmod +x "$work/counted"
mkdir "$work/folder"
cp "$source/fixtures/returned/blank.pdf" "$work/folder/blank.pdf"
cp "$source/fixtures/returned/empty.pdf" "$work/folder/also.pdf"
blank=$work/folder/blank.pdf
export IRO_WORKER=$work/counted
# started ARGUMENTS… WANTED: the workers that a command starts, a word each.
started() {
    local arguments=("${@:1:$#-1}")
    : >"$work/started"
    checks=$((checks + 1))
    "$iro" "${arguments[@]}" >"$work/out" 2>"$work/err" </dev/null
    [ "$(paste -sd ' ' "$work/started")" = "${!#}" ] ||
        fail "iro ${arguments[*]} started: $(paste -sd ' ' "$work/started"), not ${!#}"
}
started read "$blank" one
started read --json --store "$work/other.db" "$blank" one
started read "$blank" "$blank" many
started read --json "$work/folder" many
started read --help ""
started days 2026-11-23 +5 ""
finish
