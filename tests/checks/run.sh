#!/bin/sh
# The checks of the figures: a world in which every rule has something to find and, just beside
# its limit, something that must not be told (checks.py); limits from R. Then the switches of the
# catalogue, accepted findings, and the three forms of the report.
# Prints "ok NAME", "not ok NAME: why".
set -u
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1 exec python3 tests/checks/checks.py "$program" "$work"
