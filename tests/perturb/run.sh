#!/bin/sh
# The table of chances that unit/test_perturb compares the program with is what R computes.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

name="chances of cell keys as R computes them"
command -v Rscript >/dev/null || { echo "skip $name: no R"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! Rscript tests/perturb/chances.R > "$work/now" 2> "$work/err"; then
    echo "not ok $name: $(tail -n 1 "$work/err")"
elif ! awk 'NR == FNR { line[FNR] = $0; n = FNR; next }
    { if (split(line[FNR], a) != NF) bad = 1
      for (i = 1; i <= NF; i++) if ((a[i] - $i) ^ 2 > 1e-20) bad = 1 }
    END { exit bad || FNR != n || n < 20 }' tests/perturb/chances.txt "$work/now"; then
    echo "not ok $name: the table differs"
else
    echo "ok $name"
fi
