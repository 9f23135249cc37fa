#!/bin/sh
# make bench: time per stage and per report, then whole processes.
set -eu
build=${BUILD:-build}
program=$build/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "Processor time per stage, shipped inputs, one process:"
"$build/bench/stages" 3
echo
echo "One map of 44 places, processor time beyond a report without it (medians of pairs):"
"$build/bench/map" 100
echo
echo "Statistical methods, one call each, 44 places or a series of 10, 16 and 40 years:"
"$build/bench/methods"
echo "Protection of a district by sex and six age classes, three years, counts of 40 to 5 on average:"
for mean in 40 20 10 5; do
    "$build/bench/guard" "$mean"
done
echo "Figures lost to protection:"
mkdir "$work/losses"
python3 tests/bench/losses.py "$program" inputs "$work/losses" 1 2 3 4
echo "Statistics and disclosure control, processor time (medians):"
germany=
shared=../shared/data
if [ -d "$shared/regionalstatistik" ]; then # all of Germany, from the publishers' own files
    germany=$work/germany
    cp -r inputs "$germany"
    cp tests/originals/sources.xml "$germany/"
    rm "$germany/boundaries.xml"
    cp -r "$shared/regionalstatistik" "$germany/data/"
    python3 tests/bench/germany.py "$shared/register/GV100AD_301121.ASC" > "$germany/areas.xml"
fi
# shellcheck disable=SC2086
"$build/bench/statistics" 5 inputs $germany
echo
echo "One page against the whole report, whole processes:"
python3 tests/bench/preview.py "$program" 50
echo
echo "Whole processes (user + system seconds, largest memory in kB):"
for call in "report Nürtingen" "build --jobs 1" "build"; do
    out=$(mktemp -d "$work/XXXXXX") # each from nothing: a finished edition is not made again
    # shellcheck disable=SC2086
    command time -f "%U + %S s, %e s elapsed, %M kB   $call" \
        "$program" $call --output "$out" > /dev/null 2> "$work/time" || true
    tail -n 1 "$work/time"
done
