#!/bin/sh
# run.sh: every file of the publishers in ../shared/data is read by a descriptor, all of it.
set -u
shared=../shared/data
if [ ! -d "$shared/regionalstatistik" ]; then
    echo "skip originals: ../shared/data is not there"
    exit 0
fi
exec python3 tests/originals/originals.py "$SOZIALBERICHT" "$shared" inputs "$TEST_TMP"
