#!/bin/sh
# trace_test.sh BUILD SOURCE: no process that opened a file made a call beyond
# the list, by strace.
set -u
build=$1
source=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export IRO_STORE="$work/none.db" IRO_WORKER="$build/iro-worker"
strace -o /dev/null true 2>/dev/null || { echo "no strace here: not tested"; exit 77; }
strace -f -qq -o "$work/trace" "$build/iro" read --json "$source"/fixtures/returned "$source"/fixtures/hostile >"$work/out" 2>"$work/err"
grep -q sanitizer "$work/err" && { echo "no sandbox with a sanitizer"; exit 77; }
python3 - "$work/trace" <<'PYTHON'
import collections, re, sys
ALLOWED = set("""read close lseek pread64 fstat newfstatat munmap mremap madvise brk futex exit exit_group
rt_sigreturn rt_sigprocmask clock_gettime getrandom sysinfo gettid getpid tgkill write mmap mprotect""".split())
REFUSED = set("openat access readlink".split())
confined, loading, calls, wrong = set(), set(), collections.Counter(), []
for line in open(sys.argv[1], errors="replace"):
    match = re.match(r"(\d+) +(?:<\.\.\. )?(\w+)(.*)", line)
    if not match:
        if "SIGSYS" in line:
            wrong.append(line)
        continue
    process, call, rest = match.groups()
    if process in confined:
        calls[call] += 1
        if call in REFUSED and "EACCES" not in rest and "unfinished" not in rest:
            wrong.append(line)
        if call not in ALLOWED | REFUSED or (call in ("mmap", "mprotect") and "PROT_EXEC" in rest):
            wrong.append(line)
    if call == "seccomp":
        # strace parts a call in two when another process comes between; only
        # the filter's own load counts, not the questions before it.
        loads = "SECCOMP_SET_MODE_FILTER, 0, {" in rest or (process in loading and "resumed" in rest)
        loading.discard(process)
        if loads and "unfinished" in rest:
            loading.add(process)
        elif loads and re.search(r"= 0$", rest):
            confined.add(process)
print(len(confined), "confined processes,", sum(calls.values()), "calls:", " ".join(sorted(calls)))
print("".join(wrong[:20]), end="")
sys.exit(bool(wrong) or len(confined) < 45)
PYTHON
