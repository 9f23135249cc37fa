#!/bin/sh
# What a reader finds on the pages of a full build: words in reading order, lines that are set
# well, heads of tables, values of figures; and the same with planted faults.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: it reads what others make with them.
set -u

build=${BUILD:-build}
program=$build/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shared=../shared/data
export PYTHONDONTWRITEBYTECODE=1

. tests/checks.sh

check "build of the shipped inputs" make_reports "$work/a" --jobs 2
edition=$work/a/musterausgabe-2026

# 44 rows, the head and the notes; the check finds the faults planted in these pages.
check "the tables of the 44 municipalities stand whole; turned, they go on with their heads" \
    python3 tests/reports/whole_tables.py "$program"

# Cells that name their heads, in every report.
named_heads() {
    total=0
    for f in "$edition"/*.pdf; do
        n=$(python3 tests/pdf/heads.py "$f" 2>&1) || { echo "$(basename "$f"): $n"; return 1; }
        total=$((total + n))
    done
    [ "$total" -gt 1000 ] || { echo "$total cells with heads"; return 1; }
}
check "the heads that cells name are heads of their tables" named_heads

extraction() { python3 tests/reports/extraction.py "$program" "$edition"; }
check "the words of every document are those of its PDF, in reading order, and of every page" extraction

extraction_faults() {
    world=tests/golden
    path=$("$program" report Cannweiler --inputs $world/inputs --templates $world/templates \
        --output "$work/tiny" 2> "$work/err")
    [ $? -le 1 ] || { cat "$work/err"; return 1; }
    python3 tests/reports/extraction_faults.py "$program" "$path" Cannweiler \
        --inputs $world/inputs --templates $world/templates
}
check "planted faults of extraction are found in a small report" extraction_faults
full_extraction_faults() {
    python3 tests/reports/extraction_faults.py "$program" "$edition"/Sozialbericht_08116004_*.pdf Altbach --file Sozialbericht_0 \
        > "$work/out" 2>&1 && grep -q '^found: .* footnote$' "$work/out" || { cat "$work/out"; return 1; }
}
check "planted faults of extraction, and of footnotes, are found in a full report" full_extraction_faults

lines() { python3 tests/reports/lines.py "$program" "$edition"; }
check "no line of a paragraph is too loose, too short or parted where it must not be" lines

# The same with faults planted in the lists of one report: each has to be named.
planted() {
    while IFS='|' read -r name fault; do
        printf '#!/bin/sh\n"%s" "$@" | sed '"'%s'"'\n' "$program" "$fault" > "$work/planted"
        chmod +x "$work/planted"
        python3 tests/reports/lines.py "$work/planted" "$edition" 08116049 > "$work/out" 2>&1
        [ $? -eq 1 ] && grep -q "$name" "$work/out" || { echo "not found: $name"; return 1; }
    done <<'END'
pt left, limit|s/ edge \([0-9]\)/ edge 9\1/
less than two sizes|s/^\( *text e[0-9]* [^ ]* [^ ]* \)[^ ]*\( [^"]* 9.5 rgb #26231E "\)/\19\2/
parted before|s/^\( *text [^"]*\)"/\1"– /
stretched space|s/^\( *text.* 9.5 rgb[^"]*\)"/\1 space 1 "/
third hyphen running|s/^\( *text.* edge [^"]*\)"/\1 hyphen "/
over the edge|s/ edge [0-9.]* / edge 300 /
name with a hyphen|s/^\( *text.* edge [^"]*\)"\(.*\)"/\1hyphen "tingens \2 Nür"/
parted before .Fildern|s/^\( *text.* edge [^"]*\)"\(.*\)"/\1"Fildern \2 auf den"/
number parted from .Menschen|s/^\( *text.* edge [^"]*\)"\(.*\)"/\1"Menschen \2 8"/
END
}
check "planted faults of lines are found" planted

check "every figure's values stand in a table that it is linked to" \
    python3 tests/reports/values.py "$program" "$edition"
for area in 08116005 08116; do
    check "wrong values, alternative texts and lost links of $area are found" \
        python3 tests/reports/values.py "$program" "$edition" --plant $area
done

