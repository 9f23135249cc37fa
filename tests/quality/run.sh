#!/bin/sh
# The pages of a full build against the rules of page_rules.py, and those rules against
# faults that were planted in a small report.
# Prints "ok NAME", "not ok NAME: why".
# Not with sanitizers: it reads pages that others make with them.
set -u

here=tests/quality
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

python3 $here/pages.py --faults $here/faults

# Areas with a report: one PDF each.
"$program" build --output "$work/out" > "$work/log" 2>&1
[ $? -le 1 ] || echo "not ok pages: the build failed: $(tail -n 1 "$work/log")"
names=$(find "$work/out" -name '*.pdf' | sed 's/.*\///; s/\.pdf$//' | LC_ALL=C sort)
mkdir -p "$work/pages"
# Reports without a key in their name are of the district.
# shellcheck disable=SC2016
printf '%s\n' $names | xargs -P "$(nproc)" -I NAME sh -c \
    'key=$(printf "%s\n" NAME | sed -n "s/.*_\(0[0-9]*\)\(_.*\)*$/\1/p")
     "$0" dump pages "${key:-08116}" --file NAME > "$1/NAME.txt" 2> "$1/NAME.log" ||
         [ $? -eq 1 ]' "$program" "$work/pages"
[ "$(printf '%s\n' $names | wc -l)" -ge 51 ] || echo "not ok pages: fewer than 51 reports"
# The volume and two others as they are printed: mirrored margins, blank pages.
for key in 08116 08116004 08116081; do
    "$program" dump pages "$key" --print --file Sozialbericht > "$work/pages/$key-print.txt" 2> "$work/log"
    [ $? -le 1 ] || echo "not ok pages: $(tail -n 1 "$work/log")"
done
# Every kind of chart at every size, with extreme data.
"$program" dump gallery > "$work/pages/gallery.txt" 2> "$work/log" ||
    echo "not ok pages: $(tail -n 1 "$work/log")"
# No shipped report has landscape pages: the volume once more, with wide tables turned.
cp -r templates "$work/turned"
sed -i 's/new-page="yes">/landscape="yes" &/' "$work/turned/chapters/kreis-gemeinden.xml"
"$program" dump pages 08116 --file Sozialbericht --templates "$work/turned" > "$work/pages/08116-turned.txt" 2> "$work/log"
[ $? -le 1 ] || echo "not ok pages: $(tail -n 1 "$work/log")"
grep -q '^page [0-9]* 841.89 595.28' "$work/pages/08116-turned.txt" || echo "not ok pages: none is turned"
python3 $here/pages.py "$work"/pages/*.txt
