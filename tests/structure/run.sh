#!/bin/sh
# The own check of finished PDFs: what a validator of PDF/UA cannot see. A full build is
# checked rule by rule; then faults are planted into a report, each of which must be
# found by the rule that is there for it. "build/structure-check --rules" lists the rules.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: it reads files that others make with them.
set -u
build=${BUILD:-build}
program=${SOZIALBERICHT:-$build/sozialbericht}
check=$build/structure-check
here=tests/structure
words=inputs/words.xml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

command -v qpdf >/dev/null 2>&1 || { echo 'skip structure: qpdf is not installed'; exit 0; }
[ -x "$check" ] || { echo "not ok structure: $check is not built"; exit 0; }

"$program" build --output "$work/out" >"$work/log" 2>&1
status=$?
[ "$status" -le 1 ] || {
    echo "not ok build: no reports, status $status: $(tail -n 1 "$work/log")"
    exit 0
}

# Names of reports hold no blanks.
# shellcheck disable=SC2046
"$check" --words "$words" --limit 3 $(find "$work/out" -name '*.pdf' | LC_ALL=C sort) \
    >"$work/faults" 2>"$work/errors"
status=$?
# Status 2: a file that cannot be read, or no end at all.
if [ "$status" -gt 1 ]; then
    echo "not ok all reports are read: $(tail -n 1 "$work/errors") $(grep -m1 'cannot be' "$work/faults")"
else
    echo 'ok all reports are read'
fi
reports=$(grep -c ' pages, .* faults$' "$work/faults")
if [ "$reports" -ge 51 ]; then echo 'ok 51 reports'; else echo "not ok 51 reports: $reports"; fi

"$check" --rules >"$work/rules"
while IFS='	' read -r rule holds; do
    n=$(sed -n "s/^[^ ]*: \[$rule\] \([0-9]*\) in all\$/\1/p" "$work/faults" |
        awk '{ n += $1 } END { print n + 0 }')
    if [ "$n" -eq 0 ]; then
        echo "ok $rule: $holds"
    else
        echo "not ok $rule: $n faults: $(grep -m1 -F "[$rule]" "$work/faults")"
    fi
done <"$work/rules"

# What the check has seen: one that saw nothing would find nothing.
awk '/ pages, .* faults$/ {
        for (i = 2; i <= NF; i++) {
            if ($i ~ /^(pages|headings|tables|figures|links),$/) n[$i] += $(i - 1)
            if ($i ~ /^MCIDs,$/) n[$i] += $(i - 1)
        }
    }
    END { exit !(n["pages,"] >= 500 && n["headings,"] >= 500 && n["tables,"] >= 400 &&
                 n["figures,"] >= 900 && n["links,"] >= 600 && n["MCIDs,"] >= 30000) }' "$work/faults" &&
    echo 'ok the check has seen the whole build' ||
    echo "not ok the check has seen the whole build: $(tail -n 1 "$work/faults")"

report=$(find "$work/out" -name '*_08116049_*.pdf')
qpdf --json=2 --json-key=qpdf --json-stream-data=inline --decode-level=generalized \
    "$report" >"$work/report.json" 2>"$work/errors" || {
    echo "not ok mutations: $(tail -n 1 "$work/errors")"
    exit 0
}
python3 "$here/mutations.py" "$check" "$words" "$work/report.json"
