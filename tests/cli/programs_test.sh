#!/bin/bash
# The two programs behind one command line: every command that the help lists
# is found, and only iro-office loads the heavy libraries.
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

# iro-office has the same help, and sends back what iro runs.
expect 0 --help
cp "$work/out" "$work/help"
"$1/iro-office" --help | cmp -s - "$work/help" || fail "iro-office has another help"
"$1/iro-office" days 2026-11-23 +5 >"$work/out" 2>"$work/err"
[ $? = 2 ] || fail "iro-office runs what is not its own"

# Arguments, options and the status pass through unchanged.
expect 0 export -o "$work/the table.csv"
[ -s "$work/the table.csv" ] || fail "export wrote no table"
expect 2 export surplus
says 'iro: .*-o'

# Without iro-office its commands say so, and the others work.
mkdir "$work/alone"
cp "$1/iro" "$work/alone/iro"
iro=$work/alone/iro
expect 4 export
says 'iro-office.*beside iro or in /'
prints ""
expect 0 days 2026-11-23 +5

# What iro loads is what it needs to be quick.
if ldd "$1/iro" | grep -E 'libgmime|libical|libxlsxwriter' >"$work/out"; then
    fail "iro loads a library that only iro-office may"
fi
finish
