#!/bin/sh
# fuzz.sh SECONDS: runs every fuzz target (built by make fuzz) for that long. Seeds are
# in tests/fuzz/corpus/NAME/ and are not changed; what is found in addition stays in
# $BUILD/corpus/NAME/ for the next time. A crash is written to $BUILD/crash/: add it to
# the seeds once it is fixed.
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build/fuzz}
seconds=${1:-60}
failed=0
ran=0
mkdir -p "$BUILD/crash"
for source in tests/fuzz/fuzz_*.c; do
    [ -f "$source" ] || continue
    name=$(basename "$source" .c)
    seeds=tests/fuzz/corpus/${name#fuzz_}
    found=$BUILD/corpus/${name#fuzz_}
    mkdir -p "$found"
    [ -d "$seeds" ] || seeds=
    ran=$((ran + 1))
    # shellcheck disable=SC2086
    if ASAN_OPTIONS=allocator_may_return_null=1 "$BUILD/fuzz/$name" \
        -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$BUILD/crash/$name-" "$found" $seeds >"$BUILD/$name.log" 2>&1; then
        echo "ok $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$BUILD/$name.log") runs"
    else
        tail -n 40 "$BUILD/$name.log"
        echo "not ok $name"
        failed=$((failed + 1))
    fi
done
[ "$ran" -gt 0 ] || echo 'no fuzz targets in tests/fuzz/'
[ "$failed" -eq 0 ]
