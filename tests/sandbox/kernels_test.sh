#!/bin/sh
# kernels_test.sh BUILD SOURCE: on kernels that lack landlock or seccomp.
set -u
build=$1
returned=$2/fixtures/returned
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export IRO_STORE="$work/none.db" IRO_WORKER="$build/iro-worker"
failed=0
fail() { echo "FAILED: $1"; cat "$work/err"; failed=1; }
run() { "$@" >"$work/out" 2>"$work/err"; }

run "$build/iro" read --json "$returned/blank.pdf" "$returned/two-forms-pdftk.pdf"
cp "$work/out" "$work/expected"
grep -q 'sanitizer' "$work/err" && { echo "no sandbox with a sanitizer"; exit 0; }

run "$build/tests/sandbox/without" landlock "$build/iro" read --json "$returned/blank.pdf" "$returned/two-forms-pdftk.pdf"
[ "$(grep -c landlock "$work/err")" = 1 ] || fail "without landlock it is not said once"
cmp -s "$work/out" "$work/expected" || fail "without landlock it reads something else"

run "$build/tests/sandbox/without" seccomp "$build/iro" read --json "$returned/blank.pdf"
[ $? = 4 ] || fail "without seccomp the status is not 4"
[ -s "$work/out" ] && fail "without seccomp a file was read"
grep -q seccomp "$work/err" || fail "without seccomp it does not say why"
exit $failed
