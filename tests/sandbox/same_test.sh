#!/bin/sh
# same_test.sh BUILD SOURCE: every fixture reads the same with the sandbox and
# without, alone and in a batch.
set -u
export LC_ALL=C
build=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export IRO_STORE="$work/none.db"
ln -s "$build/tests/sandbox/unconfined/iro-worker" "$build/iro-worker-mail" "$build/iro-worker-scan" "$work/"
IRO_WORKER="$build/iro-worker" "$build/iro" read --json "$source"/fixtures/returned "$source"/fixtures/hostile >"$work/confined" 2>"$work/err"
IRO_WORKER="$work/iro-worker" "$build/iro" read --json "$source"/fixtures/returned "$source"/fixtures/hostile >"$work/free" 2>/dev/null
[ "$(wc -l <"$work/free")" -ge 45 ] || { echo "FAILED: too little was read"; exit 1; }
cmp "$work/confined" "$work/free" || { diff "$work/confined" "$work/free" | cut -c 1-300; exit 1; }
for file in "$source"/fixtures/returned/*.pdf; do
    IRO_WORKER="$build/iro-worker" "$build/iro" read --json "$file" 2>/dev/null
done >"$work/alone"
grep '/fixtures/returned/[^"]*[.]pdf"' "$work/confined" | cmp - "$work/alone"
