#!/bin/sh
# All statistics of the shipped inputs against R (base R, which reads the files itself), and
# properties that any inputs have. Python only spells out the XML files as tables and makes
# variants of the inputs.
# Not with sanitizers: the same computations run with them in unit tests; here the time goes to R.
set -u
here=tests/statistics

for tool in Rscript python3; do
    command -v "$tool" >/dev/null || {
        echo "not ok statistics: $tool is missing"
        exit 1
    }
done

# dump KIND: the statistics of a variant of the inputs.
dump() {
    python3 "$here/variant.py" "$1" inputs "$TEST_TMP/$1" || return 1
    "$SOZIALBERICHT" dump statistics --inputs "$TEST_TMP/$1" \
        >"$TEST_TMP/$1.dump" 2>"$TEST_TMP/$1.messages"
    [ "$?" -le 1 ] || cat "$TEST_TMP/$1.messages"
}

# script NAME ARGUMENTS...: one that ends badly has told nothing of what it left out.
script() {
    name=$1
    shift
    Rscript "$here/$name.R" "$@" || echo "not ok $name.R: ended badly"
}

for kind in open reversed split group merged; do
    dump "$kind" || echo "not ok variant $kind: not made"
done
"$SOZIALBERICHT" dump statistics >"$TEST_TMP/shipped.dump" 2>"$TEST_TMP/shipped.messages"
mkdir "$TEST_TMP/tables"
python3 "$here/tables.py" "$TEST_TMP/open" "$TEST_TMP/tables"
mkdir "$TEST_TMP/shipped"
python3 "$here/tables.py" inputs "$TEST_TMP/shipped"

for kind in reversed split; do
    if cmp -s "$TEST_TMP/open.dump" "$TEST_TMP/$kind.dump"; then
        echo "ok the same statistics: $kind"
    else
        echo "not ok the same statistics: $kind"
        diff "$TEST_TMP/open.dump" "$TEST_TMP/$kind.dump" | head -5
    fi
done
script agree "$TEST_TMP/tables" "$TEST_TMP/open" "$TEST_TMP/open.dump" &
script protected "$TEST_TMP/shipped" inputs "$TEST_TMP/shipped.dump" "$TEST_TMP/open.dump" \
    >"$TEST_TMP/protected.out" 2>&1
wait
cat "$TEST_TMP/protected.out"
script published "$TEST_TMP/tables" "$TEST_TMP/open" "$TEST_TMP/open.dump"
script merged "$TEST_TMP/group.dump" "$TEST_TMP/merged.dump"
