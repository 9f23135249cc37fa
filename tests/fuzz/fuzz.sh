#!/bin/sh
# fuzz.sh SECONDS [TARGET...]: runs every fuzz target, or those named (csv, xml …), for that
# long; built by make fuzz. Seeds are in tests/fuzz/corpus/NAME/ and are not changed; to them
# come beginnings of the project's own files. What is found in addition stays in
# $BUILD/corpus/NAME/ for the next time. A crash is written to $BUILD/crash/: add it to the
# seeds once it is fixed. Files that readers need lie in memory (/dev/shm) while it runs. (With
# sanitizers, mending boundaries that do not fit takes seconds: hence the long timeout.)
set -u
cd "$(dirname "$0")/../.." || exit 1
BUILD=${BUILD:-build/fuzz}
seconds=${1:-60}
[ $# -eq 0 ] || shift
failed=0
ran=0
mkdir -p "$BUILD/crash"
[ ! -w /dev/shm ] || TMPDIR=/dev/shm
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/fuzz-XXXXXX") || exit 1
export TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 1' HUP INT TERM

. tests/fuzz/seeds.sh

# Names and words of the grammars, as a dictionary for everything in XML.
xml_words() {
    sed -n 's/.*name="\([A-Za-z-]*\)".*/\1/p; s/.*<value>\([^<]*\)<.*/\1/p' inputs/*.rng templates/*.rng |
        LC_ALL=C grep -x '[ -~][ -~]*' | sort -u | sed 's/["\\]/\\&/g; s/.*/"&"/'
    printf '"<"\n"</"\n"/>"\n"=\\""\n"<!--"\n"-->"\n"<![CDATA["\n"]]>"\n"&amp;"\n"&#x"\n"<?xml "\n'
    printf '"xmlns:xi"\n"encoding="\n'
}

dictionary_of() {
    case $1 in
    csv | cases | describe) echo tests/fuzz/dictionaries/table.dict ;;
    number | base) echo tests/fuzz/dictionaries/number.dict ;;
    geojson) echo tests/fuzz/dictionaries/json.dict ;;
    calendar) echo tests/fuzz/dictionaries/ical.dict ;;
    shapefile) ;;
    *) echo "$BUILD/xml.dict" ;;
    esac
}

xml_words >"$BUILD/xml.dict"
for source in tests/fuzz/fuzz_*.c; do
    [ -f "$source" ] || continue
    name=$(basename "$source" .c)
    name=${name#fuzz_}
    case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
    own_seeds "$name" "$BUILD/seeds/$name"
    found=$BUILD/corpus/$name
    mkdir -p "$found"
    dictionary=$(dictionary_of "$name")
    ran=$((ran + 1))
    seeds=tests/fuzz/corpus/$name
    [ -d "$seeds" ] || seeds=
    # shellcheck disable=SC2086
    if ASAN_OPTIONS=allocator_may_return_null=1 "$BUILD/fuzz/fuzz_$name" -fork=0 \
        -max_total_time="$seconds" -timeout=60 -rss_limit_mb=1024 -max_len=8192 \
        -print_final_stats=1 ${dictionary:+-dict="$dictionary"} \
        -artifact_prefix="$BUILD/crash/$name-" "$found" $seeds "$BUILD/seeds/$name" \
        >"$BUILD/fuzz_$name.log" 2>&1; then
        echo "ok $name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$BUILD/fuzz_$name.log") runs," \
            "$(sed -n 's/^stat::average_exec_per_sec: *//p' "$BUILD/fuzz_$name.log") a second"
    else
        tail -n 40 "$BUILD/fuzz_$name.log"
        echo "not ok $name"
        failed=$((failed + 1))
    fi
done
[ "$ran" -gt 0 ] || echo 'no such fuzz target in tests/fuzz/'
[ "$failed" -eq 0 ]
