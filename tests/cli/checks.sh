# Shared by the scripts beside it: runs the program and holds what it prints
# and its exit status against what the contract says. Meant to be sourced.
#
# usage of each script: NAME.sh BINARY_FOLDER SOURCE_FOLDER

set -u
iro=$1/iro
source=$2
fill="python3 $source/tests/fill_form.py"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export IRO_SHARE=$source IRO_STORE=$work/store/disputes.db IRO_TODAY=2026-11-23 LC_ALL=C.UTF-8
failures=0
checks=0

fail() {
    failures=$((failures + 1))
    printf 'FAILED: %s\n' "$*"
    [ -s "$work/err" ] && sed 's/^/    stderr: /' "$work/err"
    [ -s "$work/out" ] && head -20 "$work/out" | sed 's/^/    stdout: /'
}

# expect STATUS ARGUMENT…: runs iro; its output is in $work/out and $work/err.
expect() {
    local wanted=$1 status=0
    shift
    checks=$((checks + 1))
    "$iro" "$@" >"$work/out" 2>"$work/err" </dev/null || status=$?
    [ $status = "$wanted" ] || fail "iro $*: exit status $status, not $wanted"
}

# prints TEXT: the last run's stdout is exactly that.
prints() {
    checks=$((checks + 1))
    [ "$(cat "$work/out")" = "$1" ] || fail "stdout is not: $1"
}

# has PATTERN, lacks PATTERN: of the last run's stdout; says: of its stderr.
has() {
    checks=$((checks + 1))
    grep -qE -e "$1" "$work/out" || fail "stdout has no: $1"
}
lacks() {
    checks=$((checks + 1))
    ! grep -qE -e "$1" "$work/out" || fail "stdout has: $1"
}
says() {
    checks=$((checks + 1))
    grep -qE -e "$1" "$work/err" || fail "stderr has no: $1"
}
silent() {
    checks=$((checks + 1))
    [ ! -s "$work/err" ] || fail "stderr is not empty"
}

# member EXPRESSION WANTED: of the first JSON object on the last run's stdout;
# the expression is Python's, with the object as o.
member() {
    local found
    checks=$((checks + 1))
    found=$(python3 -c 'import json,sys
o = json.loads(open(sys.argv[1]).readline())
print(json.dumps(eval(sys.argv[2]), ensure_ascii=False))' "$work/out" "$1" 2>&1)
    [ "$found" = "$2" ] || fail "$1 is $found, not $2"
}

finish() {
    printf '%d checks, %d failed\n' $checks $failures
    [ $failures = 0 ]
}
