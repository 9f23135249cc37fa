#!/bin/sh
# The volume of the district: its size and order; tables of expenditure where the user has
# figures, and what stands there else (the figures are invented here, none are shipped); the map
# of the index against the analysis.
# Prints "ok NAME", "not ok NAME: why".
set -u

program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

. tests/checks.sh

# The volume as lines of text; no-break spaces of both widths become blanks.
volume() { # NAME [OPTIONS...]
    name=$1
    shift
    path=$("$program" report 08116 --file Sozialbericht --output "$work/$name" "$@" 2> "$work/$name.log")
    [ $? -le 1 ] || { cat "$work/$name.log"; return 1; }
    cp "$path" "$work/$name.pdf"
    pdftotext -layout -enc UTF-8 "$path" - |
        sed "s/$(printf '\342\200\257')/ /g; s/$(printf '\302\240')/ /g" > "$work/$name.txt"
}

check "the volume is made" volume shipped

quiet() { ! grep -n '^templates/' "$work/shipped.log"; }
check "its templates cause no message" quiet

size() {
    pages=$(pdfinfo "$work/shipped.pdf" | sed -n 's/^Pages: *//p')
    [ "$pages" -ge 50 ] && [ "$pages" -le 70 ] || { echo "$pages pages"; return 1; }
    bytes=$(wc -c < "$work/shipped.pdf")
    [ "$bytes" -lt 2000000 ] || { echo "$bytes bytes"; return 1; }
}
check "50 to 70 pages, less than 2 MB" size

# Each on a page behind the one before.
order() {
    page=0
    for words in 'Das Wichtigste in Kürze' 'Kennzahlen, Unterschiede und Prioritäten auf einer Seite' \
        'Teil A$' 'Sozialindex ist' 'Prioritäten nach fester Regel' 'Teil B$' 'jede in einer Zeile' '^ *Anhang$'; do
        at=$(awk -v RS='\f' -v words="$words" -v from="$page" '
            NR > from && NR > 4 { n = split($0, line, "\n"); for (i = 1; i <= n; i++) if (line[i] ~ words) { print NR; exit } }' \
            "$work/shipped.txt")
        [ -n "$at" ] || { echo "no page with $words behind page $page"; return 1; }
        page=$at
    done
}
check "summary, two parts, table of the municipalities, annex in their order" order

# What a hurried reader needs stands on two pages that face the beginning.
summary() {
    awk -v RS='\f' '/Das Wichtigste in Kürze/ { if (!first && NR > 4) first = NR }
        /Kennzahlen, Unterschiede und Prioritäten auf einer Seite/ { if (!second && NR > 4) second = NR }
        END { if (!first || second != first + 1) { print first, second; exit 1 } }' "$work/shipped.txt"
}
check "the summary fills two pages, one behind the other" summary

# "Seite 55 (Jahre bis 1999), 55 (Jahre ab 2000), 56 (Jahre ab 2008)"
links() {
    tr '\n' ' ' < "$work/shipped.txt" | tr -s ' ' | grep -o 'Seite [0-9]* (Jahre[^.]*' |
        sed 's/Seite //; s/([^)]*)//g; s/,//g' > "$work/links"
    [ -s "$work/links" ] || { echo "no page with a part of the years"; return 1; }
    awk '{ for (i = 2; i <= NF; i++) if ($i + 0 < $(i - 1) + 0) { print; exit 1 } }' "$work/links" &&
        ! grep -n '(Jahre)' "$work/shipped.txt"
}
check "links to the tables of the years rise and name their years" links

# --- expenditure -----------------------------------------------------------------------------------

boxes() { # FILE -> how many
    grep -c 'Aufwand: was hier stehen kann' "$work/$1.txt"
}
absent() {
    [ "$(boxes shipped)" -eq 5 ] || { echo "$(boxes shipped) boxes"; return 1; }
    grep -q 'Bruttoaufwand für soziale Leistungen  *358 000$' "$work/shipped.txt" ||
        { echo "the known figure is missing"; return 1; }
    ! grep -n 'Nettoaufwand je Einwohner, Euro' "$work/shipped.txt"
}
check "without figures: a box in each field, and the one figure that is known" absent

# An invented budget: two benefits of two fields, three years.
mkdir -p "$work/in" && cp -r inputs/. "$work/in/"
cat > "$work/in/data/aufwand.csv" <<'END'
area;period;measure;sex;age_from;age_to;nationality;value;sign
08116;2022;spending_child_support;;;;;41200;
08116;2022;income_child_support;;;;;3100;
08116;2023;spending_child_support;;;;;43875;
08116;2023;income_child_support;;;;;3390;
08116;2024;spending_child_support;;;;;46511;
08116;2024;income_child_support;;;;;3702;
08116;2024;spending_care;;;;;21987;
08116;2024;income_care;;;;;5432;
END
sed -i 's|</sources>||' "$work/in/sources.xml"
cat >> "$work/in/sources.xml" <<'END'
  <source id="aufwand" status="demonstration" protection="protected" retrieved="2026-01-01">
    <publisher short="Test">Test</publisher>
    <table>Aufwand</table>
    <title>Erfundene Zahlen</title>
    <licence id="own">eigene Aufzeichnungen</licence>
    <file path="data/aufwand.csv"/>
  </source>
</sources>
END

check "the volume with a budget is made" volume budget --inputs "$work/in"

# 46 511 - 3 702 = 42 809 (1 000 Euro); by 536 601 inhabitants at the end of 2024: 79,78 Euro;
# 21 987 - 5 432 = 16 555; 30,85 Euro.
rows() {
    [ "$(boxes budget)" -eq 3 ] || { echo "$(boxes budget) boxes"; return 1; }
    for row in 'Hilfen zur Erziehung . . 41 200 43 875 46 511' \
        'Hilfen zur Erziehung . . 38 100 40 485 42 809' 'Hilfen zur Erziehung .* 79,78' \
        'Hilfe zur Pflege . . . . 21 987' 'Hilfe zur Pflege . . . . 16 555' \
        'Hilfe zur Pflege .* 30,85'; do
        tr -s ' ' < "$work/budget.txt" | grep -q "^ *$row" || { echo "no row: $row"; return 1; }
    done
    grep -q 'Bruttoaufwand nach Handlungsfeld und Leistung' "$work/budget.txt" &&
        ! grep -q 'noch keine Zahlen' "$work/budget.txt"
}
check "with figures: gross, net and net per inhabitant, in the fields that have some" rows
figure() {
    grep -q 'Nettoaufwand je Einwohner$' "$work/budget.txt" || { echo "no figure"; return 1; }
    grep -q 'Demonstrationsdaten' "$work/budget.txt" || { echo "invented, but not said so"; return 1; }
}
check "the figure of them, and that they are invented" figure

# --- the map of the index --------------------------------------------------------------------------

status() {
    "$program" dump analysis 2> /dev/null |
        awk -F';' '$1 == "place" && $10 != "" { n[$11]++ } END { for (s in n) print s, n[s] }' |
        sort -rn > "$work/status"
    "$program" dump document 08116 --file Sozialbericht 2> /dev/null |
        awk '/figure id="abb-status"/ { print; exit }' > "$work/alt"
    [ -s "$work/status" ] || { echo "no status in the analysis"; return 1; }
    while read -r class count; do
        name=$(printf 'gering\nmittel\nerhöht\nhoch\n' | sed -n "${class}p")
        grep -q "$name: $count[^0-9]" "$work/alt" || { echo "$name: not $count"; return 1; }
    done < "$work/status"
}
check "the map of the index counts the classes of the analysis" status
