#!/bin/sh
# explain, diff and the sign r: read again by programs in Python that share nothing with ours but
# the input files and the records of editions. Prints "ok NAME", "not ok NAME: why",
# "skip NAME: why".
set -u

SOZIALBERICHT=${SOZIALBERICHT:-build/sozialbericht}
PYTHONDONTWRITEBYTECODE=1
export SOZIALBERICHT PYTHONDONTWRITEBYTECODE
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

if ! command -v python3 >/dev/null 2>&1; then
    echo "skip explain: no python3"
    exit 0
fi
for name in explain diff; do
    mkdir "$work/$name"
    python3 "tests/explain/$name.py" "$work/$name" 2>"$work/err" ||
        echo "not ok $name: $(tail -n 1 "$work/err")"
done
