#!/bin/bash
# The drop folder: what is dropped is taken once it is whole, recorded, and then
# moved; the log names nobody; nothing is lost or doubled, whenever it is
# stopped.
. "$(dirname "$0")/checks.sh"

drop=$work/drop
mkdir "$drop"
watcher=

start_watching() {
    (
        trap - EXIT
        exec "$iro" ingest --watch "$drop" >"$work/watch.out" 2>"$work/watch.err"
    ) &
    watcher=$!
}
stop_watching() { # stop_watching SIGNAL: it ends with status 0
    local status=0
    kill "-$1" "$watcher"
    wait "$watcher" || status=$?
    checks=$((checks + 1))
    [ $status = 0 ] || fail "the watch ended with $status after SIG$1"
}
trap '[ -z "$watcher" ] || kill -9 "$watcher" 2>/dev/null; rm -rf "$work"' EXIT

is_there() { # is_there PATH: within some seconds
    checks=$((checks + 1))
    for _ in $(seq 100); do
        [ -e "$1" ] && return
        sleep 0.1
    done
    fail "$1 did not appear: $(cd "$drop" && find . -type f | tr '\n' ' ')"
}
is_kept_out() { # is_kept_out PATH: it stays
    checks=$((checks + 1))
    [ -e "$1" ] || fail "$1 was taken"
}
logged() {
    checks=$((checks + 1))
    grep -qE "$1" "$drop/iro.log" || fail "the log lacks $1: $(cat "$drop/iro.log")"
}

# Twelve disputes with a certain answer each, and one that is doubtful.
: >"$work/refs"
for n in $(seq 12); do
    expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml"
    ref=$(cat "$work/out")
    echo "$ref" >>"$work/refs"
    expect 0 form "$ref" -o "$work/form.pdf"
    $fill "$work/form.pdf" "$work/answer-$n.pdf" "stage-1.response=Answer $n." stage-1.proceed=on ||
        fail "qpdf could not fill the form"
done
$fill "$work/form.pdf" "$work/both.pdf" stage-1.response=Both. stage-1.proceed=on stage-1.resolved=on
printf 'hello' >"$work/text.pdf"

expect 2 ingest --watch
expect 2 ingest --watch "$work/absent"
expect 2 ingest --watch "$drop" "$work"
expect 2 ingest --once "$drop"

# --once: what is there, and what it means for the exit status.
expect 0 ingest --watch --once "$drop"
cp "$work/answer-1.pdf" "$drop/Ida Invented.pdf"
touch "$drop/.hidden" "$drop/~\$lock.pdf" "$drop/part.tmp" "$drop/half.PDF.part" "$drop/x.crdownload"
mkdir "$drop/folder.pdf"
ln -s "$work/both.pdf" "$drop/link.pdf"
mkfifo "$drop/pipe.pdf"
expect 0 ingest --watch --once "$drop"
has " recorded $(sed -n 1p "$work/refs") 1 - [0-9]+ $(sha256sum <"$work/answer-1.pdf" | cut -c1-12)\$"
is_there "$drop/recorded/Ida Invented.pdf"
cmp -s "$work/out" "$drop/iro.log" || fail "the log and what is printed differ"
for name in .hidden "~\$lock.pdf" part.tmp half.PDF.part x.crdownload folder.pdf link.pdf pipe.pdf; do
    is_kept_out "$drop/$name"
done
rm -r "$drop"/link.pdf "$drop"/pipe.pdf "$drop"/folder.pdf

# A duplicate and a taken name; doubt; what is no form.
cp "$work/answer-1.pdf" "$drop/Ida Invented.pdf"
expect 0 ingest --watch --once "$drop" --json
member 'o["state"]' '"duplicate"'
is_there "$drop/recorded/Ida Invented-2.pdf"
cp "$work/both.pdf" "$drop/both.pdf"
expect 1 ingest --watch --once "$drop"
is_there "$drop/review/both.pdf"
logged ' review NCC-[^ ]* 1 both-ticked '
cp "$work/both.pdf" "$drop/both.pdf"
expect 1 ingest --watch --once "$drop"
is_there "$drop/review/both-2.pdf"
cp "$work/text.pdf" "$drop/text.pdf"
expect 3 ingest --watch --once "$drop"
is_there "$drop/rejected/text.pdf"
truncate -s 70M "$drop/huge.pdf"
expect 3 ingest --watch --once "$drop"
is_there "$drop/rejected/huge.pdf"
logged ' rejected - - too-large - -$'
! grep -qiE 'ida|invented|both\.pdf|Answer 1' "$drop/iro.log" || fail "the log names a file or its text"

# Watching: dropped in, moved in, renamed when whole, written slowly.
start_watching
cp "$work/answer-2.pdf" "$drop/two.pdf"
cp "$work/answer-3.pdf" "$work/three.pdf" && mv "$work/three.pdf" "$drop/three.pdf"
cp "$work/answer-4.pdf" "$drop/four.pdf.part" && mv "$drop/four.pdf.part" "$drop/four.pdf"
(
    head -c 5000 "$work/answer-5.pdf"
    sleep 2
    tail -c +5001 "$work/answer-5.pdf"
) >"$drop/five.pdf" &
writer=$!
for name in two three four; do
    is_there "$drop/recorded/$name.pdf"
done
[ ! -e "$drop/recorded/five.pdf" ] || fail "a file was taken that was still written"
wait $writer
is_there "$drop/recorded/five.pdf"
# Closed after each piece, as some copies do.
head -c 5000 "$work/answer-6.pdf" >"$drop/six.pdf"
tail -c +5001 "$work/answer-6.pdf" >>"$drop/six.pdf"
is_there "$drop/recorded/six.pdf"
stop_watching TERM
start_watching
sleep 1
stop_watching INT
[ ! -s "$work/watch.err" ] || fail "the watch said: $(cat "$work/watch.err")"

# A store that cannot be used: told once, the file stays, and is taken later.
# Links, since one can take another's place in one step: between two steps the
# watch might make a new store there.
mv "$work/store" "$work/away" && touch "$work/no-folder" && ln -s no-folder "$work/store"
cp "$work/answer-7.pdf" "$drop/seven.pdf"
expect 4 ingest --watch --once "$drop"
says "stays and is tried again"
is_kept_out "$drop/seven.pdf"
start_watching
sleep 8
is_kept_out "$drop/seven.pdf"
# A sanitized build has a notice of its own.
[ "$(grep -vc 'built with a sanitizer' "$work/watch.err")" = 1 ] || fail "a failure was told more than once: $(cat "$work/watch.err")"
ln -s away "$work/back" && mv -T "$work/back" "$work/store"
is_there "$drop/recorded/seven.pdf"
stop_watching TERM

# Where files cannot be moved to, they stay; the record has them once.
mv "$drop/recorded" "$work/recorded" && touch "$drop/recorded"
cp "$work/answer-8.pdf" "$drop/eight.pdf"
expect 4 ingest --watch --once "$drop"
is_kept_out "$drop/eight.pdf"
rm "$drop/recorded" && mv "$work/recorded" "$drop/recorded"
expect 0 ingest --watch --once "$drop"
has " duplicate "
is_there "$drop/recorded/eight.pdf"

# A disk without room for the log stops nothing.
mv "$drop/iro.log" "$work/iro.log" && ln -s /dev/full "$drop/iro.log"
cp "$work/answer-9.pdf" "$drop/nine.pdf"
expect 0 ingest --watch --once "$drop"
says "log"
is_there "$drop/recorded/nine.pdf"
rm "$drop/iro.log"

# Killed again and again while three files are taken: none lost, none doubled.
for n in 10 11 12; do
    cp "$work/answer-$n.pdf" "$drop/killed-$n.pdf"
done
for pause in 0.30 0.33 0.36 0.39 0.42 0.45 0.48; do
    start_watching
    sleep $pause
    kill -9 "$watcher"
    wait "$watcher" 2>/dev/null
done
expect 0 ingest --watch --once "$drop"
for n in 10 11 12; do
    is_there "$drop/recorded/killed-$n.pdf"
done

# Killed at each of its steps, one after the other, where that can be done.
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    # A full disk: the file stays, and is taken when there is room again.
    expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml"
    cat "$work/out" >>"$work/refs"
    expect 0 form "$(cat "$work/out")" -o "$work/form.pdf"
    $fill "$work/form.pdf" "$drop/full.pdf" stage-1.response=Yes. stage-1.proceed=on
    checks=$((checks + 1))
    ASAN_OPTIONS=detect_leaks=0 strace -o /dev/null -e inject=pwrite64:error=ENOSPC "$iro" ingest --watch --once "$drop" \
        >"$work/out" 2>"$work/err"
    [ $? = 4 ] || fail "a full disk was not told"
    says "stays and is tried again"
    is_kept_out "$drop/full.pdf"
    expect 0 ingest --watch --once "$drop"
    is_there "$drop/recorded/full.pdf"

    for call in renameat2 fsync pwrite64 mkdir; do
        for at in 1 2 3; do
            expect 0 open "$source/fixtures/disputes/nottingham-minimal.xml"
            ref=$(cat "$work/out")
            echo "$ref" >>"$work/refs"
            expect 0 form "$ref" -o "$work/form.pdf"
            $fill "$work/form.pdf" "$drop/$call-$at.pdf" stage-1.response=Yes. stage-1.proceed=on
            (strace -o /dev/null -e "inject=$call:signal=KILL:when=$at" "$iro" ingest --watch --once "$drop"
                true) >/dev/null 2>&1
            expect 0 ingest --watch --once "$drop"
            is_there "$drop/recorded/$call-$at.pdf"
        done
    done
fi

# Every dispute was answered exactly once.
expect 0 export
while read -r ref; do
    expect 0 note "$ref"
    checks=$((checks + 1))
    [ "$(grep -c 'Stage 1 form, completed' "$work/out")" = 1 ] || fail "$ref was not answered exactly once"
done <"$work/refs"
[ -z "$(find "$drop" -maxdepth 1 -name '*.pdf' ! -name '~*')" ] || fail "files are left: $(ls "$drop")"
watcher=
finish
