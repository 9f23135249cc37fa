#!/bin/sh
# Every seed of every fuzz target once, without libFuzzer: what fuzzing found stays mended,
# and no target is out of date.
set -u
build=${BUILD:-build}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

. tests/checks.sh
. tests/fuzz/seeds.sh

replay() {
    own_seeds "$1" "$work/$1"
    find "tests/fuzz/corpus/$1" "$work/$1" -type f >"$work/files"
    [ -s "$work/files" ] || { echo "no seeds"; return 1; }
    xargs "$build/replay/$1" <"$work/files" 2>&1
}

for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    check "seeds of ${name#fuzz_}" replay "${name#fuzz_}"
done
