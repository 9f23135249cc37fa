#!/bin/sh
# The whole program on the shipped inputs: every report is made, checked and read
# back; two builds are equal; one municipality by its several names; another district
# and the publishers' own files by configuration alone.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

build=${BUILD:-build}
program=$build/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shared=../shared/data

ok() { printf 'ok %s\n' "$1"; }
bad() { printf 'not ok %s: %s\n' "$1" "$2"; }
# check NAME COMMAND...: ok where the command succeeds
check() {
    name=$1
    shift
    if message=$("$@" 2>&1); then ok "$name"; else bad "$name" "$(printf '%s' "$message" | tail -n 3 | tr '\n' ' ')"; fi
}

# Status 1 are warnings: the reports are made.
make_reports() { # OUTPUT [OPTIONS...]
    out=$1
    shift
    "$program" build --output "$out" "$@" > "$out.log" 2>&1
    status=$?
    [ "$status" -le 1 ] || { tail -n 5 "$out.log"; return 1; }
}

check "build of the shipped inputs" make_reports "$work/a" --jobs 2
edition=$work/a/musterausgabe-2026

count_is() { [ "$(find "$edition" -name '*.pdf' | wc -l)" -eq "$1" ]; }
check "45 reports" count_is 45

# Every file: sound, its own name on it, its key in its name, its pages not empty.
structure() {
    for f in "$edition"/*.pdf; do
        qpdf --check "$f" > "$work/qpdf" 2>&1 || { cat "$work/qpdf"; return 1; }
    done
}
check "qpdf finds every file sound" structure

names() {
    "$program" list | sed -n 's/^  \(0[0-9]*\) *\(.*\)$/\1 \2/p' | while read -r key name; do
        f=$(find "$edition" -name "*_${key}_*.pdf")
        [ "${#key}" -lt 5 ] && continue
        [ -n "$f" ] || { echo "no report for $key"; exit 1; }
        pdftotext -enc UTF-8 "$f" "$work/text" || exit 1
        grep -qF "$name" "$work/text" || { echo "$name is not in its report"; exit 1; }
        pages=$(pdfinfo "$f" | sed -n 's/^Pages: *//p')
        case $key in
        08116) [ "$pages" -ge 25 ] || { echo "$name: $pages pages"; exit 1; } ;;
        *) [ "$pages" -ge 8 ] || { echo "$name: $pages pages"; exit 1; } ;;
        esac
    done
}
check "every report names its municipality and has its length" names

# No-break spaces of both widths become blanks.
plain() { sed "s/$(printf '\342\200\257')/ /g; s/$(printf '\302\240')/ /g"; }

# Figures that the register and the tables print, looked for in the printed reports.
figures() {
    plain < "$1" > "$work/flat"
    shift
    for figure in "$@"; do
        grep -qF "$figure" "$work/flat" || { echo "missing: $figure"; return 1; }
    done
}
nuertingen() {
    pdftotext -enc UTF-8 "$edition"/*_08116049_*.pdf "$work/n" &&
        figures "$work/n" "40 773" "40 535" "43,6" "374" "456" "982"
}
check "known figures of Nürtingen are printed" nuertingen
district() {
    pdftotext -enc UTF-8 "$edition"/*_08116_*.pdf "$work/k" &&
        figures "$work/k" "536 601" "524 127" "27 805" "20 143" "3 408" "14 617" "1 475"
}
check "known figures of the district are printed" district

# Every population of the dense table against the shipped figures themselves.
table_figures() {
    awk -F';' '/^08116[0-9][0-9][0-9];2024[^;]*;population;;;;;/ { print $8 }' inputs/data/*.csv |
        sort -u > "$work/figures"
    [ "$(wc -l < "$work/figures")" -ge 44 ] || { echo "figures not found in inputs"; return 1; }
    plain < "$work/k" | tr -d ' ' > "$work/digits"
    while read -r figure; do
        grep -q "$figure" "$work/digits" || { echo "missing: $figure"; return 1; }
    done < "$work/figures"
}
check "the population of all 44 is printed in the district report" table_figures

extraction() { python3 tests/reports/extraction.py "$program" "$edition"; }
check "every text placed on a page is extracted from it, and every page names its area" extraction

clean_text() {
    for f in "$edition"/*.pdf; do
        pdftotext -enc UTF-8 "$f" "$work/text"
        if grep -nE '(^|[^a-z])(nan|inf|NULL)([^a-z]|$)|\{|\}|\?\?' "$work/text" > "$work/hit"; then
            echo "$f: $(head -n 1 "$work/hit")"
            return 1
        fi
    done
}
check "no report contains nan, braces or other remains" clean_text

fonts() {
    for f in "$edition"/*.pdf; do
        pdffonts "$f" | awk 'NR > 2 && ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") { bad = 1 } END { exit bad }' ||
            { echo "$f: font not embedded, subset or without Unicode"; return 1; }
    done
}
check "all fonts are embedded, subset and map to Unicode" fonts

tagged() {
    for f in "$edition"/*.pdf; do
        pdfinfo "$f" | grep -q '^Tagged: *yes' || { echo "$f"; return 1; }
    done
}
check "all reports are tagged" tagged

check "every figure's values stand in a table that it is linked to" \
    python3 tests/reports/values.py "$program" "$edition"
for area in 08116005 08116; do
    check "wrong values, alternative texts and lost links of $area are found" \
        python3 tests/reports/values.py "$program" "$edition" --plant $area
done

# The attached figures: those of the published statistics, hidden ones without a number.
attached() {
    "$program" dump statistics > "$work/statistics" 2> "$work/err"
    for key in 08116049 08116005 08116; do
        pdfdetach -save 1 -o "$work/$key.csv" "$edition"/*_${key}_*.pdf || return 1
    done
    python3 tests/reports/attached.py "$work/statistics" "$work"/08116*.csv
}
check "the attached figures are the published ones" attached

without_attachment() {
    path=$("$program" report Nürtingen --output "$work/s" --pdfa 2a 2> "$work/err") &&
        pdfdetach -list "$path" | grep -q '^0 ' && pdfinfo -meta "$path" | grep -q 'part>2<'
}
check "PDF/A-2a on request, without attachment" without_attachment

manifest() {
    python=$(command -v python3) || { echo "no python3"; return 1; }
    "$python" - "$edition" <<'END'
import hashlib, json, os, sys
folder = sys.argv[1]
m = json.load(open(os.path.join(folder, "manifest.json"), encoding="utf-8"))
files = sorted(f for f in os.listdir(folder) if f.endswith(".pdf"))
assert [r["path"] for r in m["reports"]] == files, "list of files"
for r in m["reports"]:
    data = open(os.path.join(folder, r["path"]), "rb").read()
    assert hashlib.sha256(data).hexdigest() == r["sha256"], r["path"]
for kind in ("inputs", "templates"):
    assert m[kind], kind
    for r in m[kind]:
        data = open(os.path.join(kind, r["path"]), "rb").read()
        assert hashlib.sha256(data).hexdigest() == r["sha256"], r["path"]
END
}
check "the manifest lists every file with its digest" manifest

check "second build, one worker" make_reports "$work/b" --jobs 1
check "two builds are identical" diff -r "$edition" "$work/b/musterausgabe-2026"

single() {
    for typed in Nürtingen nuertingen NÜRTINGEN 08116049 Nürt; do
        path=$("$program" report "$typed" --output "$work/s" 2> "$work/err")
        [ $? -le 1 ] || { cat "$work/err"; return 1; }
        cmp -s "$path" "$edition/$(basename "$path")" || { echo "$typed: $path differs"; return 1; }
    done
}
check "one municipality by name, key and prefix is the same file as in the build" single

suggests() {
    "$program" report Nuertinnen --output "$work/s" > "$work/out" 2> "$work/err"
    [ $? -eq 2 ] && [ ! -s "$work/out" ] && grep -q 'Meinten Sie „Nürtingen“' "$work/err" ||
        { cat "$work/err"; return 1; }
}
check "a typing error is answered by a suggestion" suggests

explains() {
    "$program" explain Nürtingen S06 2016 > "$work/out" 2>&1
    [ $? -le 1 ] || return 1
    plain < "$work/out" > "$work/flat" && mv "$work/flat" "$work/out"
    for part in '982' '3,7' '13211-01-03-5' '12411-02-03-5.csv:' 'Zähler' 'Nenner'; do
        grep -qF -- "$part" "$work/out" || { echo "missing: $part"; return 1; }
    done
}
check "a figure is explained back to the lines of its files" explains

explains_part() {
    "$program" explain Nürtingen "D20:w 0-2" 2015 > "$work/out" 2>&1 || return 1
    grep -q 'Wert: 519 ' "$work/out" && grep -q '12411-02-03-5.csv:' "$work/out" || return 1
    "$program" explain Nürtingen D20:w0-1 2015 > "$work/out" 2>&1
    [ $? -eq 2 ] && grep -q 'Teile: .*w0-2' "$work/out"
}
check "a bar of the age structure is explained, too" explains_part

published() { # OPTIONS... -> statistics without the messages
    "$program" dump statistics "$@" 2> "$work/err"
    [ $? -le 1 ] || { cat "$work/err" >&2; return 1; }
}

originals() {
    mkdir -p "$work/o" && cp -r inputs/. "$work/o/" && cp tests/originals/sources.xml "$work/o/" &&
        cp -r "$shared/regionalstatistik" "$work/o/data/" || return 1
    published > "$work/shipped" && published --inputs "$work/o" > "$work/original" || return 1
    [ "$(wc -l < "$work/shipped")" -gt 1000 ] || { echo "no statistics"; return 1; }
    diff "$work/shipped" "$work/original" > "$work/diff" ||
        { echo "$(grep -c '^[<>]' "$work/diff") lines differ: $(sed -n 2p "$work/diff")"; return 1; }
}
goeppingen() {
    [ -d "$work/o" ] || return 1
    cp tests/goeppingen/*.xml "$work/o/" || return 1
    make_reports "$work/g" --inputs "$work/o" || return 1
    n=$(find "$work/g" -name '*.pdf' | wc -l)
    [ "$n" -eq 39 ] || { echo "$n reports"; return 1; }
    f=$(find "$work/g" -name '*_08117_*.pdf')
    pdftotext -enc UTF-8 "$f" "$work/text" && grep -q 'Göppingen' "$work/text" || return 1
    grep -q 'Esslingen\|Nürtingen' "$work/text" && { echo "another district's name is printed"; return 1; }
    return 0
}
if [ -d "$shared/regionalstatistik" ]; then
    check "the publishers' own files give the same published figures" originals
    check "another district works by configuration alone" goeppingen
else
    printf 'skip originals and another district: %s is absent\n' "$shared"
fi
