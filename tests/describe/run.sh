#!/bin/sh
# An unknown table as a planner meets it: the exercise "Eine unbekannte Tabelle einlesen" of
# README.md, word by word, up to the figure in a report. Prints "ok NAME", "not ok NAME: why".
set -u

program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/checks.sh

# says NAME PATTERN FILE
says() {
    if grep -q -- "$2" "$3"; then ok "$1"; else bad "$1" "$(tail -n 3 "$3" | tr '\n' ' ')"; fi
}

# block N: the Nth indented block of the exercise, without its indent
block() {
    awk -v want="$1" '
        /^\*\*Eine unbekannte Tabelle einlesen\.\*\*/ { inside = 1; next }
        inside && /^Listen von/ { exit }
        inside && /^       / { if (!before) n++; before = 1
                               if (n == want) print substr($0, 8); next }
        { before = 0 }' README.md
}

cp -r inputs templates "$work/"
block 1 > "$work/inputs/data/unterbringung.csv"
block 2 > "$work/describe"
says "the exercise has its call" '^build/sozialbericht describe inputs/data/unterbringung.csv' \
    "$work/describe"
descriptor=$work/inputs/descriptors/unterbringung.xml
(cd "$work" && "$program" describe inputs/data/unterbringung.csv) > "$descriptor" 2> "$work/err"
if [ -s "$work/err" ]; then bad "describe is silent" "$(cat "$work/err")"; else ok "describe is silent"; fi
says "what is to be done is marked" 'BITTE-EINTRAGEN' "$descriptor"
says "lost zeros are seen" 'name="Schlüssel" digits="8"' "$descriptor"
says "lines before the head are counted" '<head skip="2">' "$descriptor"

# the unfinished descriptor is refused, with file and line
block 4 > "$work/source"
sed -i '$d' "$work/inputs/sources.xml"
{ cat "$work/source"; echo '</sources>'; } >> "$work/inputs/sources.xml"
"$program" check --inputs "$work/inputs" --templates "$work/templates" > "$work/out0" 2>&1
says "an unfinished descriptor is refused" 'unterbringung.xml:[0-9]*:.*Fehler.*BITTE-EINTRAGEN' \
    "$work/out0"

block 3 > "$work/value"
value=$(cat "$work/value")
sed -i "s|^.*BITTE-EINTRAGEN.*/>|    $value|; s|BITTE EINTRAGEN|Wohnungslose|" "$descriptor"
n=0
while read -r _ command arguments; do
    n=$((n + 1))
    # shellcheck disable=SC2086
    "$program" $command $arguments --inputs "$work/inputs" --templates "$work/templates" \
        > "$work/out$n" 2>&1
done <<END
$(block 5)
END
if grep -q 'Fehler' "$work/out1"; then bad "check" "$(grep -m 1 Fehler "$work/out1")"; else ok "check"; fi
# 164 of 40 773 (Gemeindeverzeichnis, 31.12.2024) are 40.22 of 10 000
says "explain: the value" '^Wert: 40,2 je 10 000' "$work/out2"
says "explain: the line of the file" 'data/unterbringung.csv:5, Feld 4' "$work/out2"

block 6 > "$work/paragraph"
python3 - "$work" <<'END'
import sys
path = sys.argv[1] + "/templates/chapters/sicherung.xml"
text = open(path, encoding="utf-8").read()
at = text.index("</heading>") + len("</heading>")
text = text[:at] + open(sys.argv[1] + "/paragraph", encoding="utf-8").read() + text[at:]
open(path, "w", encoding="utf-8").write(text)
END
"$program" dump document Nürtingen --inputs "$work/inputs" --templates "$work/templates" \
    > "$work/document" 2> "$work/err"
says "the figure stands in the report" 'Untergebracht sind 40,2 je 10 000 Einwohner' \
    "$work/document"
