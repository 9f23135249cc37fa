#!/bin/sh
# Templates of this folder over the invented figures of tests/unit/fake_published.h:
# messages and document must be those in the golden file beside each template.
# GOLDEN=1 rewrites the golden files.
set -u
work=${TEST_TMP:-$(mktemp -d)}
program=${BUILD:-build}/unit/test_compose
${MAKE:-make} --no-print-directory -s "$program" >"$work/make.log" 2>&1 || {
    echo "not ok templates: test_compose does not build"
    exit 1
}
for template in tests/templates/*.xml; do
    name=$(basename "$template" .xml)
    golden=tests/templates/$name.txt
    case $(grep -o 'for="[a-z]*"' "$template") in
    *landkreis*) area=08999 ;;
    *) area=08999002 ;;
    esac
    "$program" dump "$name.xml" "$area" >"$work/out" 2>&1
    if [ -n "${GOLDEN:-}" ]; then
        cp "$work/out" "$golden"
        echo "ok $name rewritten"
    elif cmp -s "$work/out" "$golden"; then
        echo "ok $name"
    else
        echo "not ok $name: differs from $golden"
        diff "$golden" "$work/out" | head -20
    fi
done
