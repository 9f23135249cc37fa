#!/bin/sh
# run.sh: every file of the publishers in ../shared/data is read by a descriptor, all of it.
# Not with sanitizers: unit tests read every form with them; here the time goes to the second reader.
set -u
shared=../shared/data
if [ ! -d "$shared/regionalstatistik" ]; then
    echo "skip originals: ../shared/data is not there"
    exit 0
fi
exec python3 tests/originals/originals.py "$SOZIALBERICHT" "$shared" inputs "$TEST_TMP"
