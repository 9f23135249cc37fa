#!/bin/sh
# What a planner meets at the keyboard: the command preview, mistakes in templates with their
# messages, and the exercises of README.md. Prints "ok NAME" or "not ok NAME: why".
# Not with sanitizers: golden and hostile files are wrong in the same ways.
set -u
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}

python3 tests/planner/cases.py "$program" "$(mktemp -d "$work/XXXXXX")"
python3 tests/planner/exercises.py "$program" "$(mktemp -d "$work/XXXXXX")"
python3 tests/planner/preview.py "$program" "$(mktemp -d "$work/XXXXXX")"
sh tests/planner/all_reports.sh "$program" "$(mktemp -d "$work/XXXXXX")"
