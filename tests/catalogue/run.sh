#!/bin/sh
# The catalogue as a planner meets it: the exercise "Eigene Zahlen hinzufügen" of README.md,
# word by word; indicators without figures in every kind of figure; areas of another Kreis
# beside those of the district. Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

build=${BUILD:-build}
program=${SOZIALBERICHT:-$PWD/$build/sozialbericht}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/checks.sh

# says NAME PATTERN FILE
says() {
    if grep -q -- "$2" "$3"; then ok "$1"; else bad "$1" "$(tail -n 3 "$3" | tr '\n' ' ')"; fi
}
# silent NAME PATTERN FILE
silent() {
    if grep -q -- "$2" "$3"; then bad "$1" "$(grep -m 1 -- "$2" "$3")"; else ok "$1"; fi
}

# --- the exercise of the README --------------------------------------------------------------

# block N: the Nth indented block of the exercise, without its indent
block() {
    awk -v want="$1" '
        /^\*\*Eigene Zahlen hinzufügen\.\*\*/ { inside = 1; next }
        inside && /^\*\*/ { exit }
        inside && /^       / { if (!before) n++; before = 1
                               if (n == want) print substr($0, 8); next }
        { before = 0 }' README.md
}

cp -r inputs "$work/inputs"
block 1 > "$work/inputs/data/wohnungslose.csv"
block 2 > "$work/source"
block 3 > "$work/commands"
python3 - "$work" <<'END'
import sys
work = sys.argv[1]
path = work + "/inputs/sources.xml"
text = open(path, encoding="utf-8").read()
source = open(work + "/source", encoding="utf-8").read()
at = text.rindex("</sources>")
open(path, "w", encoding="utf-8").write(text[:at] + source + text[at:])
END

head -n 1 "$work/inputs/data/wohnungslose.csv" > "$work/out"
says "the exercise has its table" '^area;period;measure' "$work/out"
says "the exercise has its source" 'data/wohnungslose.csv' "$work/source"

n=0
while read -r _ command arguments; do
    n=$((n + 1))
    # shellcheck disable=SC2086
    "$program" $command $arguments --inputs "$work/inputs" > "$work/out$n" 2>&1
    echo "$?" > "$work/status$n"
done <<END
$(sed 's/^build\/sozialbericht/program/' "$work/commands")
END
if [ "$n" -eq 3 ]; then ok "the exercise has its commands"; else bad "the exercise has its commands" "$n"; fi
says "check: a warning, no error" '^1$' "$work/status1"
silent "check accepts the new file" 'Fehler' "$work/out1"
says "check names missing municipalities" '^    2025: keine Zahl' "$work/out1"
# 164 of 40 773 (Gemeindeverzeichnis, 31.12.2024) are 40.22 of 10 000
says "explain: the value" '^Wert: 40,2 je 10 000' "$work/out2"
says "explain: the calculation" '^Rechnung: 164 / 40.*773 · 10.*000 = 40,2' "$work/out2"
says "explain: the line of the file" 'data/wohnungslose.csv:2, Feld 8' "$work/out2"
says "explain: a small count is hidden" '^Schutz: geheim gehalten (kleine Fallzahl)' "$work/out3"
silent "explain: nor does it say it" ': 2 Personen' "$work/out3"

block_text() { awk '/^4\. In einer Vorlage/,/^$/' README.md; }
sentence=$(block_text | sed -n 's/.*`\({value[^`]*}\)`.*/\1/p')
figure=$(block_text | sed -n 's/.*`\(<figure.*<\/figure>\)`.*/\1/p')
cp -r templates "$work/tpl"
cat > "$work/tpl/gemeinde.xml" <<END
<report volume="Probe" title="Probe" for="gemeinde">
  <section id="a" title="Probe"><p>Wert $sentence.</p>$figure</section>
</report>
END
"$program" dump document Nürtingen --inputs "$work/inputs" --templates "$work/tpl" > "$work/out" 2>&1
says "the sentence of the exercise" 'text="40,2"' "$work/out"
says "the figure of the exercise" 'chart kind=line' "$work/out"
"$program" list --inputs "$work/inputs" > "$work/out" 2>&1
says "list: the indicator has figures now" '^  S16   2025 ' "$work/out"
says "list: others still have none" '^  F05   ohne Zahlen ' "$work/out"

# --- indicators without figures --------------------------------------------------------------

{
    echo '<report volume="Probe" title="Probe" for="gemeinde"><section id="a" title="Probe">'
    echo "<p>Satz {value('F05', \$gemeinde, 2023)}.</p>"
    echo '<table title="T"><head><row><cell>Ort</cell><cell>F05</cell></row></head>'
    echo "<for-each select=\"\$gemeinden\" as=\"g\"><row><headcell>{\$g/@name}</headcell>"
    echo "<cell value=\"value('F05', \$g, 2023)\"/></row></for-each>"
    echo '<notes><p><signs/></p></notes></table>'
    for kind in tile strip spark; do
        echo "<figure kind=\"$kind\" indicator=\"F05\" area=\"\$gemeinde\" title=\"$kind\"/>"
    done
    for kind in line columns; do
        echo "<figure kind=\"$kind\" title=\"$kind\"><series indicator=\"F05\""
        echo " area=\"\$gemeinde\"/></figure>"
    done
    for kind in ranking map tiles symbols funnel; do
        echo "<figure kind=\"$kind\" indicator=\"F05\" title=\"$kind\"/>"
    done
    echo '<figure kind="stack" areas="$gemeinden" title="stack"><series indicator="F12" name="A"/>'
    echo '<series indicator="F23" name="B"/></figure>'
    echo '<figure-values/></section></report>'
} > "$work/tpl/gemeinde.xml"
"$program" dump document Nürtingen --templates "$work/tpl" > "$work/out" 2> "$work/err"
silent "without figures: no error" 'Fehler' "$work/err"
says "without figures: the sentence says it" 'text="." actual="keine Angabe"' "$work/out"
says "without figures: the sign is explained" 'text=". keine Angabe."' "$work/out"
for kind in strip spark line columns ranking map tiles symbols funnel stack; do
    says "without figures: $kind has words" "text=\"$kind: keine Angaben" "$work/out"
done
says "without figures: the tile has words" 'alt=".*keine Angabe\.' "$work/out"
silent "without figures: no table of values" 'Werte der Gemeinden' "$work/out"
"$program" report Nürtingen --file Sozialbericht_0 --templates "$work/tpl" --output "$work/pdf" > "$work/out" 2>&1
says "without figures: the report is made" '^1$' - <<END
$?
END
"$program" explain Nürtingen F05 > "$work/out" 2>&1
says "without figures: explain says it" 'Für „F05“ und Nürtingen liegen keine Angaben vor' "$work/out"
"$program" dump statistics > "$work/out" 2> "$work/err"
silent "without figures: nothing in the dump" ';F05;' "$work/out"
"$program" dump document 08116 > "$work/out" 2> "$work/err"
silent "without figures: not in the annex" 'text="Hilfen zur Erziehung je 1' "$work/out"
says "with figures: in the annex" 'Einheit: je 100 Personen von 15 bis unter 65 Jahren. Jahre: 2016' "$work/out"
"$program" check > "$work/out" 2>&1
lines=$(grep -c 'liegen keine Zahlen vor' "$work/out")
if [ "$lines" -eq 1 ]; then ok "check: one line"; else bad "check: one line" "$lines"; fi

# --- another Kreis beside the district -------------------------------------------------------

cp -r inputs/. "$work/inputs/"
python3 - "$work/inputs/areas.xml" <<'END'
import re, sys
own = open("inputs/areas.xml", encoding="utf-8").read()
other = open("tests/goeppingen/areas.xml", encoding="utf-8").read()
kreis = re.search(r'<area key="08117" kind="kreis".*?</area>', other, re.S).group()
at = own.index('<area key="08116" kind="kreis"')
open(sys.argv[1], "w", encoding="utf-8").write(own[:at] + kreis + "\n" + own[at:])
END
"$program" list --inputs "$work/inputs" > "$work/out" 2>&1
says "two Kreise: both are known" '^  08117 .*Göppingen' "$work/out"
sed -n '/^Berichte/,$p' "$work/out" > "$work/reports"
says "two Kreise: reports of the district" '_08116049_' "$work/reports"
silent "two Kreise: none of the other" '_08117' "$work/reports"
cat > "$work/tpl/gemeinde.xml" <<'END'
<report volume="Probe" title="Probe" for="gemeinde"><section id="a" title="Probe">
<p>Es sind {count($gemeinden)}.</p></section></report>
END
"$program" dump document Nürtingen --inputs "$work/inputs" --templates "$work/tpl" \
    > "$work/out" 2>&1
says "two Kreise: \$gemeinden are those of the district" 'Es sind 44\.' "$work/out"

# --- marks of sums ---------------------------------------------------------------------------

# Nine births in three years, one of them estimated: 9 / 6 845 * 1 000 = 1,31.
cp -r inputs "$work/marks"
sed -i 's/^08116036;2013;births;;;;;[0-9]*;$/08116036;2013;births;;;;;2;/
    s/^08116036;2014;births;;;;;[0-9]*;$/08116036;2014;births;;;;;3;/
    s/^08116036;2015;births;;;;;[0-9]*;$/08116036;2015;births;;;;;4;s/' \
    "$work/marks/data/12612-01-01-5-B.csv"
"$program" explain Kohlberg D44 2015 --inputs "$work/marks" > "$work/out" 2>&1
says "few and estimated cases of pooled years are in brackets, with s" '^Wert: (1,3)[^ ]*s ' "$work/out"

# --- the standard population -----------------------------------------------------------------

if why=$(python3 tests/catalogue/standard.py inputs/catalogue.xml 2>&1); then
    ok "European Standard Population: $why"
else
    bad "European Standard Population" "$why"
fi
