#!/bin/sh
# The whole program on the shipped inputs: every report is made, checked and read
# back; two builds are equal; one municipality by its several names; another district
# and the publishers' own files by configuration alone.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: the suite of faults makes all reports with them; here the time goes to readers.
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

count_is() { [ "$(find "$edition" -name '*.pdf' | wc -l)" -eq "$1" ]; }
check "95 reports" count_is 95

# Every file: sound, its own name on it, its key in its name, its pages not empty.
structure() {
    for f in "$edition"/*.pdf; do
        qpdf --check "$f" > "$work/qpdf" 2>&1 || { cat "$work/qpdf"; return 1; }
    done
}
check "qpdf finds every file sound" structure

names() {
    "$program" list | sed -n 's/^  \(0[0-9]*\) *\(.*\)$/\1 \2/p' | while read -r key name; do
        f=$(find "$edition" -name "Sozialbericht_${key}_*.pdf")
        [ "${#key}" -lt 5 ] && continue
        [ -n "$f" ] || { echo "no report for $key"; exit 1; }
        pdftotext -enc UTF-8 "$f" "$work/text" || exit 1
        grep -qF "$name" "$work/text" || { echo "$name is not in its report"; exit 1; }
        pages=$(pdfinfo "$f" | sed -n 's/^Pages: *//p')
        case $key in
        08116) [ "$pages" -ge 25 ] || { echo "$name: $pages pages"; exit 1; } ;;
        *) [ "$pages" -ge 12 ] && [ "$pages" -le 16 ] || { echo "$name: $pages pages"; exit 1; } ;;
        esac
    done
}
check "every report names its municipality and has its length" names

# Reports are sent by mail and kept for decades.
small() { # LIMIT [bytes], for reports of up to 16 pages
    found=0
    for f in "$edition"/*.pdf; do
        [ "$(pdfinfo "$f" | sed -n 's/^Pages: *//p')" -le 16 ] || continue
        found=$((found + 1))
        size=$(wc -c < "$f")
        [ "$size" -lt "$1" ] || { echo "$(basename "$f"): $size bytes"; return 1; }
    done
    [ "$found" -ge 88 ] || { echo "$found reports of up to 16 pages"; return 1; }
}
check "all municipal reports are smaller than 200 kB" small 200000
too_small() { ! small 100000 > /dev/null; }
check "a greater report would be found" too_small

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
    pdftotext -enc UTF-8 "$edition"/Sozialbericht_08116049_*.pdf "$work/n" &&
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

# The attached figures: those of the published statistics, hidden ones without a number.
attached() {
    "$program" dump statistics > "$work/statistics" 2> "$work/err"
    for key in 08116049 08116005 08116; do
        pdfdetach -save 1 -o "$work/$key.csv" "$edition"/Sozialbericht_${key}_*.pdf || return 1
    done
    python3 tests/reports/attached.py "$work/statistics" "$work"/08116*.csv
}
check "the attached figures are the published ones" attached

without_attachment() {
    path=$("$program" report Nürtingen --file Sozialbericht_0 --output "$work/s" --pdfa 2a 2> "$work/err") &&
        pdfdetach -list "$path" | grep -q '^0 ' && pdfinfo -meta "$path" | grep -q 'part>2<'
}
check "PDF/A-2a on request, without attachment" without_attachment
# An edition of the other kind is not up to date.
other_kind() {
    mkdir -p "$work/k2" && cp -r "$edition" "$work/k2/" && make_reports "$work/k2" --pdfa 2a &&
        pdfinfo -meta "$(find "$work/k2" -name 'Sozialbericht_08116049_*.pdf')" | grep -q 'part>2<'
}
check "an edition with attachments is made anew without them" other_kind

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

# The provenance on paper: the digest of the manifest's list of inputs but raw ones.
provenance() {
    python3 - "$edition" > "$work/wanted" <<'END' || return 1
import hashlib, json, os, sys
import xml.etree.ElementTree as xml
with open(os.path.join(sys.argv[1], "manifest.json"), encoding="utf-8") as f:
    inputs = json.load(f)["inputs"]
raw = {f.get("path") for source in xml.parse("inputs/sources.xml").iter("source")
       if source.get("protection") == "raw" for f in source.iter("file")}
assert raw, "no raw source to be left out"
inputs = [r for r in inputs if r["path"] not in raw]
lines = "".join(f"{r['sha256']} {r['path']}\n" for r in sorted(inputs, key=lambda r: r["path"].encode()))
print(hashlib.sha256(lines.encode()).hexdigest()[:16])
END
    pdftotext -enc UTF-8 "$edition"/Sozialbericht_08116049_*.pdf - | tr '\n\302\255' '   ' | tr -s ' ' > "$work/text"
    grep -qF "Prüfsumme der Eingaben $(cat "$work/wanted")" "$work/text" || { cat "$work/wanted"; return 1; }
}
check "the digest of the inputs is printed" provenance

sheets() { python3 tests/reports/sheets.py "$program" "$@"; }
check "sizes and labels of all pages, labels are the printed numbers" sheets "$edition"
check "build of the print edition" make_reports "$work/a" --print
print=$work/a/musterausgabe-2026-druck
print_files() {
    [ "$(find "$print" -name '*_Druck.pdf' | wc -l)" -eq 95 ] && [ -f "$print/manifest.json" ]
}
check "95 reports for print, in an edition of its own" print_files
check "print: even numbers of pages, chapters on the right, blank pages empty" \
    sheets "$print" --print

# A draft of the district volume as an annex: marks on every page that is not blank.
marks() {
    mkdir -p "$work/m" && cp -r inputs/. "$work/m/" &&
        sed -i -e 's|</publisher>|&<mark>Entwurf · Demonstrationsdaten</mark>|' \
            -e '/for="gemeinde"/d' \
            -e 's|for="kreis"|& annex="3a" paper="012/2026"|' "$work/m/edition.xml" || return 1
    for kind in "" --print; do
        # shellcheck disable=SC2086
        make_reports "$work/m/out" --inputs "$work/m" $kind || return 1
        # shellcheck disable=SC2086
        sheets "$work/m/out/musterausgabe-2026${kind:+-druck}" --inputs "$work/m" $kind -- \
            "Entwurf · Demonstrationsdaten" "Anlage 3a zur Vorlage 012/2026" || return 1
    done
}
check "marks and annex on every page, from edition.xml" marks

annex() {
    plain=$("$program" report Altbach --file Sozialbericht_0 --output "$work/x" 2> "$work/err") && cp "$plain" "$work/plain" &&
        path=$("$program" report Altbach --file Sozialbericht_0 --annex 3 --paper 012/2026 --output "$work/x" 2> "$work/err") &&
        cmp -s "$plain" "$work/plain" || { echo "the report without annex was replaced"; return 1; }
    case $path in *_Altbach_Anlage_3_Vorlage_012-2026.pdf) ;; *) echo "$path"; return 1 ;; esac
    pdfinfo "$path" | grep -q '^Subject:.*Anlage 3 zur Vorlage 012/2026$' || { echo "no subject"; return 1; }
    # read once, on the cover; the heads of the pages are artifacts
    [ "$(pdfinfo -struct-text "$path" | grep -c 'Anlage 3 zur Vorlage 012/2026')" -eq 1 ] ||
        { echo "not just once in what is read"; return 1; }
}
check "a single report as an annex is a file of its own" annex

wrong_annex() {
    for options in "--annex 3" "--paper 1/2026" "--annex 0 --paper 1/2026" "--annex 100 --paper 1/2026" \
        "--annex 3ab --paper 1/2026" "--annex 3 --paper 2026" "--annex 3 --paper 123456/2026" \
        "--annex 3 --paper 1/3026" "--annex 3 --paper 1/20266" "--annex= --paper 1/2026" "--print=ja"; do
        # shellcheck disable=SC2086
        "$program" report Altbach $options --output "$work/w" > "$work/out" 2> "$work/err"
        [ $? -eq 64 ] && [ -s "$work/err" ] && [ ! -e "$work/w" ] || { echo "$options"; return 1; }
    done
    "$program" build --annex 3 --paper 012/2026 --output "$work/w" > "$work/out" 2> "$work/err"
    [ $? -eq 64 ] && grep -q edition.xml "$work/err" && [ ! -e "$work/w" ]
}
check "annex and paper: wrong and half calls make nothing" wrong_annex

check "second build, one worker" make_reports "$work/b" --jobs 1
check "two builds are identical" diff -r "$edition" "$work/b/musterausgabe-2026"

single() {
    for typed in Nürtingen nuertingen NÜRTINGEN 08116049 Nürt; do
        path=$("$program" report "$typed" --file Sozialbericht_0 --output "$work/s" 2> "$work/err")
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
# One of the district's reports, by the beginning of its file name.
one_report() {
    "$program" report 08116 --file Sitzungs --output "$work/one" > "$work/log" 2>&1 || return 1
    [ "$(wc -l < "$work/log")" -eq 1 ] && [ "$(find "$work/one" -name '*.pdf' | wc -l)" -eq 1 ] ||
        { echo "more than one report"; return 1; }
    "$program" report 08116 --file Foo --output "$work/one" > "$work/log" 2>&1
    [ $? -eq 2 ] && grep -q 'dessen Dateiname mit „Foo“ beginnt' "$work/log" || return 1
    "$program" build --file Sitzungs --output "$work/one" > "$work/log" 2>&1
    [ $? -eq 64 ]
}
check "--file makes one of the district's reports, never part of an edition" one_report

# Form and wording of the paper come from paper.xml, its ticks from access, sessions and steps.
paper() {
    f=$(find "$edition" -name 'Sitzungsvorlage_*.pdf')
    pdftotext -enc UTF-8 "$f" "$work/text" || return 1
    for words in 'Sitzungsvorlage 000/2026' '☒ Öffentlich' '☐ Nichtöffentlich' '☒ 10.12.2026' \
        '☒ Einbringung zur Kenntnis' '☐ Vorberatung' 'Beschlussantrag' 'Anlagen: 3'; do
        grep -qF "$words" "$work/text" || { echo "not in the paper: $words"; return 1; }
    done
    [ "$(grep -cF '☒' "$work/text")" -eq 3 ] || { echo "more ticks than set"; return 1; }
}
check "the paper for the council says what paper.xml says" paper

# Each Steuerungskreis reads of its own field: its actions and questions and no others.
circles() {
    for n in 1 2 3 4 5; do
        f=$(find "$edition" -name "Steuerungskreis_${n}_*.pdf")
        pdftotext -enc UTF-8 "$f" - | tr '\n\302\255' '   ' | tr -s ' ' > "$work/text"
        xmllint --xpath "//question[@field=$n]/text()|//action[@field=$n]/title/text()" \
            inputs/actions.xml | tr '\n' ' ' | tr -s ' ' | sed 's/ *\[Platzhalter\] */\n/g' |
            cut -c1-30 | while read -r words; do
            [ -z "$words" ] || grep -qF "$words" "$work/text" ||
                { echo "not in report $n: $words"; exit 1; }
        done || return 1
        other=$((n % 5 + 1))
        words=$(xmllint --xpath "string(//question[@field=$other])" inputs/actions.xml |
            tr -s ' \n' '  ' | cut -c15-44)
        ! grep -qF "$words" "$work/text" || { echo "report $n asks what $other asks"; return 1; }
    done
}
check "each Steuerungskreis reads of its own questions and actions" circles

# What a reader would not let pass, in every report; and a fault of each kind, planted.
language() { # [OPTIONS...]
    areas=$("$program" list "$@" | sed -n 's/^  *\(08[0-9]*\) .*/\1/p' | grep -E '^[0-9]{5}([0-9]{3})?$')
    [ "$(printf '%s\n' "$areas" | wc -l)" -gt 30 ] || { echo "few areas: $areas"; return 1; }
    # shellcheck disable=SC2086 # a word for each area
    python3 tests/reports/language.py "$program" --keep "$work/documents" $areas -- "$@"
}
check "the German of all reports" language
# Their charts: what the titles say, evaluated; and what would be wrong, planted.
titles() { # [OPTIONS...]
    mkdir -p "$work/published" && cp inputs/catalogue.xml "$work/published" || return 1
    for what in statistics analysis; do
        "$program" dump $what "$@" > "$work/published/$what" 2> "$work/err"
    done
    "$program" list "$@" > "$work/published/list" 2> "$work/err"
    python3 tests/reports/titles.py "$work/documents" "$work/published" --plant
}
check "the titles of all charts say what the figures carry, and no planted fault passes" titles
for area in 08116 08116063; do
    check "faults planted in the German of $area are found" \
        python3 tests/reports/language.py "$program" --plant $area
done

# A heading written from figures names their sources, as a table of them does.
heading_sources() {
    rm -rf "$work/t" && cp -r templates "$work/t" || return 1
    cat > "$work/t/gemeinde.xml" << 'XML'
<?xml version="1.0" encoding="UTF-8"?>
<report volume="Probe {$name}" title="Probe {$name}" subject="Probe" publication="Probe" for="gemeinde">
  <section title="{headline('S06 S09', $gemeinde)}"><p><sources/></p></section>
</report>
XML
    # Plochingen's speaks of unemployment; Frickenhausen's says that nothing differs, so of both.
    for probe in Plochingen:13211-01-03-4 Frickenhausen:13211-01-03-4 Frickenhausen:13111-02-02-5; do
        "$program" dump document "${probe%:*}" --templates "$work/t" --file Sozialbericht_08 \
            > "$work/text" 2> "$work/err"
        grep -q "text=.*Tabelle.*${probe#*:}" "$work/text" ||
            { echo "$probe: $(grep -m1 'level=1' -A1 "$work/text" | tail -n 1)"; return 1; }
    done
}
check "a heading from figures names their sources" heading_sources

# Which indicators a theme touches stands in agenda.xml; one that there is not is told.
theme_indicators() {
    rm -rf "$work/i" && cp -r inputs "$work/i" || return 1
    sed -i 's/indicators="S08 R11 M17"/indicators="S08 X99 D04"/' "$work/i/agenda.xml"
    "$program" dump document Ohmden --inputs "$work/i" --file Sozialbericht_08 > "$work/text" 2> "$work/err"
    grep -q 'agenda.xml:[0-9]*:[0-9]*: Warnung: Einen Indikator „X99“' "$work/err" ||
        { echo "X99 is not told: $(head -n 1 "$work/err")"; return 1; }
    grep -q '„S08“\|„D04“' "$work/err" && { echo "indicators of the catalogue are told"; return 1; }
    sed -n '/id="tab-querschnitt"/,/notes/p' "$work/text" > "$work/table"
    grep -q 'Altenquotient' "$work/table" && ! grep -q 'schwerbehinderter' "$work/table" ||
        { echo "the table does not follow agenda.xml"; return 1; }
}
check "cross-cutting themes have the indicators of agenda.xml" theme_indicators

goeppingen() {
    [ -d "$work/o" ] || return 1
    cp tests/goeppingen/*.xml "$work/o/" || return 1
    sed -i '/<source id="haushalt-2023"/,/<\/source>/d' "$work/o/sources.xml" # the other's budget
    make_reports "$work/g" --inputs "$work/o" || return 1
    grep 'Warnung' "$work/g.log" && return 1
    n=$(find "$work/g" -name '*.pdf' | wc -l)
    [ "$n" -eq 83 ] || { echo "$n reports"; return 1; }
    for f in $(find "$work/g" -name '*_08117_*.pdf' -o -name 'S[it]*[kv]*_*.pdf'); do
        pdftotext -enc UTF-8 "$f" "$work/text" && grep -q 'Göppingen' "$work/text" || return 1
        grep -q 'Esslingen\|Nürtingen' "$work/text" && { echo "another district in $f"; return 1; }
    done
    return 0
}
goeppingen_titles() {
    rm -rf "$work/documents" && language --inputs "$work/o" > "$work/err" || { cat "$work/err"; return 1; }
    titles --inputs "$work/o"
}
goeppingen_pages() {
    mkdir -p "$work/gp" || return 1
    # Reports without a key in their name are of the district.
    find "$work/g" -name '*.pdf' | sed 's/.*\///; s/\.pdf$//' |
        xargs -P "$(nproc)" -I NAME sh -c \
            'key=$(printf "%s\n" NAME | sed -n "s/.*_\(08117[0-9]*\)_.*/\1/p")
             "$0" dump pages "${key:-08117}" --file NAME --inputs "$1/o" \
                 > "$1/gp/NAME.txt" 2> "$1/gp/NAME.log" || [ $? -eq 1 ]' \
            "$program" "$work" || return 1
    PYTHONDONTWRITEBYTECODE=1 python3 tests/quality/pages.py "$work"/gp/*.txt > "$work/out" ||
        return 1
    if grep '^not ok' "$work/out" || ! grep -q '^ok pages: overlap' "$work/out"; then
        return 1
    fi
}
if [ -d "$shared/regionalstatistik" ]; then
    check "the publishers' own files give the same published figures" originals
    check "another district works by configuration alone" goeppingen
    check "its pages keep the rules as well" goeppingen_pages
    check "its titles of charts say what its figures carry" goeppingen_titles
    check "the German of its reports" language --inputs "$work/o"
else
    printf 'skip originals and another district: %s is absent\n' "$shared"
fi
