#!/bin/sh
# The statistical methods against base R: cases.R makes cases, random, extreme and real ones,
# and writes what reference.R, apart from the program, says of each; agree.c compares. Then
# faults are planted into the answers of R, each of which must be found.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: unit tests compute with them; here the time goes to R.
set -u

here=tests/methods
agree=${BUILD:-build}/methods-agree
shared=../shared/data
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

command -v Rscript >/dev/null 2>&1 || { echo 'skip methods: Rscript is not installed (r-base-core)'; exit 0; }
[ -x "$agree" ] || { echo "not ok methods: $agree is not built"; exit 0; }

if [ -d $shared ]; then
    set -- $shared
else
    echo "skip the series of all Kreise: $shared is absent"
    set --
fi
Rscript --vanilla $here/cases.R "$work/cases" inputs/data "$@" >"$work/log" 2>&1 || {
    echo "not ok R: $(tail -n 2 "$work/log" | tr '\n' ' ')"
    exit 0
}
"$agree" "$work/cases"
status=$?
[ "$status" -eq 0 ] || echo "not ok agree: ended with status $status"

# The last number of every line, changed: no case may agree any longer.
sed 's/[^ ]*$/0x1.23456789p+200/' "$work/cases" >"$work/faults"
"$agree" "$work/faults" | grep -vE '^not ok [a-z_, ]*: ([0-9]+) of \1 cases differ' >"$work/left"
if [ ! -s "$work/left" ]; then
    echo "ok another answer is found in every case"
else
    echo "not ok another answer is found in every case: $(head -n 1 "$work/left")"
fi
