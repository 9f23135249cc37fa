#!/bin/sh
# run.sh: builds and runs all tests. The last line is "N passed, N failed"; exit
# status 1 if any failed.
#
# Programs: tests/unit/test_*.c (cmocka). Scripts: tests/*_test.sh and the executable
# tests/*/run.sh, but not those of bench/. A script is started in the root of
# the checkout, with SOZIALBERICHT (the program), BUILD (its folder) and TEST_TMP (a
# folder of its own, removed afterwards) in the environment, and prints a line
# "ok NAME", "not ok NAME: why" or "skip NAME: why" for each test (checks.sh).
#
# GOLDEN=1: only the scripts that mention GOLDEN are run; they rewrite their golden files.
# SANITIZE set: scripts with a line "# Not with sanitizers: why" are left out.
set -u
cd "$(dirname "$0")/.." || exit 1

limit=${TEST_SECONDS:-900}

# One queued job: its command stands in a file, an argument a line.
if [ "${1:-}" = --job ]; then
    job=$2
    began=$(date +%s)
    set --
    while read -r word; do
        set -- "$@" "$word"
    done <"$job/command"
    TEST_TMP=$job/tmp
    TMPDIR=$TEST_TMP
    export TEST_TMP TMPDIR
    CMOCKA_MESSAGE_OUTPUT=TAP timeout "$limit" "$@" >"$job/out" 2>&1 </dev/null &
    child=$!
    trap 'kill "$child"; exit 1' HUP INT TERM
    wait "$child"
    status=$?
    chmod -R u+rwx "$TEST_TMP" 2>/dev/null
    rm -rf "$TEST_TMP"
    times >"$job/times"
    cpu=$(awk 'NR == 2 { gsub(/[ms]/, " "); print int($1 * 60 + $2 + $3 * 60 + $4 + 0.5) }' "$job/times")
    echo "$status $(($(date +%s) - began)) $cpu" >"$job/status.new"
    mv "$job/status.new" "$job/status"
    exit 0
fi

BUILD=${BUILD:-build}
mkdir -p "$BUILD" || exit 1
work=$(cd "$BUILD" && pwd)/test-tmp
rm -rf "$work"
mkdir -p "$work" || exit 1
pool=
trap '[ -z "$pool" ] || kill -- "-$pool" 2>/dev/null; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
SOZIALBERICHT=$(cd "$BUILD" && pwd)/sozialbericht
ASAN_OPTIONS=${ASAN_OPTIONS:-allocator_may_return_null=1}
UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export BUILD SOZIALBERICHT ASAN_OPTIONS UBSAN_OPTIONS

passed=0
queued=0
failed=0
skipped=0

# count NAME STATUS FILE [SECONDS CPU-SECONDS]: adds up one program's or script's lines. One that ended
# badly without saying why counts as a failure of its own.
count() {
    # cmocka marks a skipped test as "not ok N # SKIP name".
    sed -i 's/^not ok [0-9]* # SKIP /skip /' "$3"
    good=$(grep -c '^ok ' "$3")
    bad=$(grep -c '^not ok ' "$3")
    omitted=$(grep -c '^skip ' "$3")
    if [ "$bad" -eq 0 ] && [ "$2" -eq 124 ]; then
        echo "not ok $1: not finished after $limit seconds" >>"$3"
        bad=1
    elif [ "$bad" -eq 0 ] && [ "$2" -ne 0 ]; then
        echo "not ok $1: ended with status $2" >>"$3"
        bad=1
    elif [ "$((good + bad + omitted))" -eq 0 ]; then
        echo "not ok $1: ran no test" >>"$3"
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + omitted))
    summary="$good passed"
    [ "$bad" -eq 0 ] || summary="$summary, $bad FAILED"
    [ "$omitted" -eq 0 ] || summary="$summary, $omitted skipped"
    [ "${5:-0}" -lt 5 ] || summary="$summary ($4 s; $5 s of processor time)"
    printf '%-28s %s\n' "$1" "$summary"
    if [ "$bad" -gt 0 ]; then
        grep -v '^ok ' "$3" | sed 's/^/    /'
    else
        sed -n 's/^skip /    &/p' "$3"
    fi
}

# queue NAME COMMAND...: to be run by finish.
queue() {
    queued=$((queued + 1))
    job=$work/job/$(printf '%03d' "$queued")
    mkdir -p "$job/tmp"
    echo "$1" >"$job/name"
    shift
    printf '%s\n' "$@" >"$job/command"
}

# As many at once as there are processors; told in order.
finish() {
    printf '%s\n' "$work"/job/* | setsid xargs -P "$(nproc)" -n 1 sh tests/run.sh --job &
    pool=$!
    for job in "$work"/job/*; do
        while [ ! -f "$job/status" ] && kill -0 "$pool" 2>/dev/null; do
            sleep 0.1
        done
        read -r status seconds cpu <"$job/status" 2>/dev/null || status=1 seconds=0 cpu=0
        count "$(cat "$job/name")" "$status" "$job/out" "$seconds" "$cpu"
    done
    wait "$pool"
    pool=
}

make="${MAKE:-make} --no-print-directory -s"

build() {
    parallel=
    case ${MAKEFLAGS:-} in *-j*) ;; *) parallel=-j$(nproc) ;; esac
    # shellcheck disable=SC2086
    $make -k $parallel "$@"
}

unit_tests() {
    broken=
    build unit || broken=1
    for source in tests/unit/test_*.c; do
        name=$(basename "$source" .c)
        # After a failure an old program may still stand there.
        if [ -n "$broken" ] && ! $make -q "$BUILD/unit/$name" >/dev/null 2>&1; then
            echo "not ok $name: does not build" >"$work/out"
            count "unit/$name" 1 "$work/out"
        else
            queue "unit/$name" "$BUILD/unit/$name"
        fi
    done
}

scripts() {
    for script in tests/*_test.sh tests/*/run.sh; do
        case $script in tests/bench/*) continue ;; esac
        [ -f "$script" ] || continue
        [ -z "${GOLDEN:-}" ] || grep -q GOLDEN "$script" || continue
        [ -z "${SANITIZE:-}" ] || ! grep -q '^# Not with sanitizers' "$script" || continue
        name=${script#tests/}
        case $name in
        */run.sh)
            [ -x "$script" ] || continue
            queue "${name%/run.sh}" "./$script"
            ;;
        *) queue "${name%_test.sh}" sh "$script" ;;
        esac
    done
}

build all || {
    echo 'not ok build: the program does not build' >"$work/out"
    count build 1 "$work/out"
}
[ -n "${GOLDEN:-}" ] || unit_tests
scripts
finish

[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
