#!/bin/sh
# Another look as a planner makes it, with the program as it is: templates/theme.xml is
# changed in a copy, one thing at a time. What cannot be must end with a message that
# names it and without a report; what can be must be seen in the PDF and the manifest.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

build=${BUILD:-build}
program=${SOZIALBERICHT:-$PWD/$build/sozialbericht}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/checks.sh

fresh() {
    rm -rf "$work/tpl" "$work/out"
    cp -r templates "$work/tpl"
}

# change FROM TO: the words must be there, or the test would test nothing
change() {
    grep -qF -- "$1" "$work/tpl/theme.xml" || { bad "theme.xml" "holds no $1"; return; }
    python3 - "$work/tpl/theme.xml" "$1" "$2" <<'END'
import sys
path, old, new = sys.argv[1:]
text = open(path, encoding="utf-8").read()
open(path, "w", encoding="utf-8").write(text.replace(old, new, 1))
END
}

report() {
    "$program" report Altbach --file Sozialbericht_0 --templates "$work/tpl" --output "$work/out" > "$work/log" 2>&1
}

# refused NAME STATUS PATTERN
refused() {
    report
    status=$?
    if [ "$status" -ne "$2" ]; then
        bad "$1" "status $status instead of $2: $(head -n 1 "$work/log")"
    elif ! grep -qE -- "$3" "$work/log"; then
        bad "$1" "no message matches $3: $(head -n 3 "$work/log" | tr '\n' ' ')"
    elif [ -n "$(find "$work/out" -name '*.pdf' 2> /dev/null)" ]; then
        bad "$1" "a report was written"
    else
        ok "$1"
    fi
}

# made NAME STATUS: the report is there and whole
made() {
    report
    status=$?
    pdf=$(find "$work/out" -name '*.pdf' 2> /dev/null)
    if [ "$status" -ne "$2" ]; then
        bad "$1" "status $status instead of $2: $(head -n 2 "$work/log")"
    elif ! qpdf --check "$pdf" > "$work/qpdf" 2>&1; then
        bad "$1" "$(tail -n 1 "$work/qpdf")"
    else
        ok "$1"
        return 0
    fi
    return 1
}

at='theme.xml:[0-9]+:[0-9]+:'
bold='family="Lato" style="Bold"'
lato=$(fc-list -f '%{file}\n' 'Lato:style=Regular' | grep '/Lato-Regular.ttf$' | head -n 1)

fresh
change 'value="#26231E"' 'value="#26231"'
refused "wrong colour" 2 "$at Fehler: „#26231“ ist kein möglicher Wert"

fresh
change 'name="h2"' 'name="h9"'
refused "unknown style" 2 "$at Fehler: „h9“ .*Erwartet wird „h1“"

fresh
change '    <style name="h2" face="bold" size="14" leading="21" colour="ink"/>' ''
refused "missing style" 2 "$at Fehler: In <styles> fehlt: „h2“"

fresh
change 'gutter="12"' 'gutter="40"'
refused "columns too wide" 2 "$at Fehler: Mit Abständen von 40 pt"

fresh
change 'inner="62.36"' 'inner="420"'
refused "margins too wide" 2 "$at Fehler: Die Ränder"

fresh
rm "$work/tpl/theme.xml"
refused "no theme.xml" 2 'theme.xml: Fehler: Diese Datei gibt es nicht'

fresh
change "$bold" 'path="Hausschrift.ttf"'
refused "font path missing" 74 "$at Abbruch: .*tpl/Hausschrift.ttf“ kann nicht gelesen"

fresh
change "$bold" 'path="chapters"'
refused "font path is a folder" 74 "$at Abbruch: .*tpl/chapters“ kann nicht gelesen werden .*Ordner"

fresh
change "$bold" 'path="../Lato.ttf"'
refused "font path outside" 2 "$at Fehler: Der Pfad „../Lato.ttf“"

fresh
change "$bold" 'family="Hausschrift Sans" style="Bold"'
refused "family unknown" 74 "$at Abbruch: .*„Hausschrift Sans“ ist nicht installiert; fontconfig nähme .*/.*\.(ttf|otf|pfb|t1|ttc)"

fresh
change "$bold" 'family="Lato" style="Fett"'
refused "style unknown" 74 "$at Abbruch: .*ohne den Schnitt „Fett“; vorhanden sind: .*„Bold“"

fresh
printf 'OTTO\0\4\0\0\0\0\0\0' > "$work/tpl/Haus.otf"
change "$bold" 'path="Haus.otf"'
refused "CFF font by its first bytes" 74 "$at Abbruch: .*Haus.otf.*PostScript-Umrisse"

otf=$(fc-list -f '%{file}\n' ':fontformat=CFF' | LC_ALL=C sort | grep '\.otf$' | head -n 1)
if [ -n "$otf" ]; then
    fresh
    cp "$otf" "$work/tpl/Haus.otf"
    change "$bold" 'path="Haus.otf"'
    refused "CFF font of the system" 74 "$at Abbruch: .*Haus.otf.*PostScript-Umrisse"
else
    echo "skip CFF font of the system: none is installed"
fi

fresh
head -c 400000 "$lato" > "$work/tpl/Haus.ttf"
change "$bold" 'path="Haus.ttf"'
refused "truncated font" 74 "$at Abbruch: .*Haus.ttf.*beschädigt \(Tabelle .*abgeschnitten"

fresh
python3 - "$lato" "$work/tpl/Haus.ttf" <<'END'
import struct, sys
font = bytearray(open(sys.argv[1], "rb").read())
for i in range(struct.unpack(">H", font[4:6])[0]):
    tag, _, offset, _ = struct.unpack(">4sIII", font[12 + 16 * i:28 + 16 * i])
    if tag == b"OS/2":
        font[offset + 8:offset + 10] = b"\x00\x02"
open(sys.argv[2], "wb").write(font)
END
change "$bold" 'path="Haus.ttf"'
refused "font that may not be embedded" 74 "$at Abbruch: .*Haus.ttf.*verbietet.*fsType"

fresh
cp "$lato" "$work/tpl/Haus.ttf"
chmod 000 "$work/tpl/Haus.ttf"
change "$bold" 'path="Haus.ttf"'
if [ "$(id -u)" -ne 0 ]; then
    refused "unreadable font" 74 "$at Abbruch: .*Haus.ttf“ kann nicht gelesen"
else
    echo "skip unreadable font: root may read everything"
fi

# U+4E00 stands in no font of a report.
fresh
sed -i 's/<p role="lead">/&Ein 一 im Text. /' "$work/tpl/gemeinde.xml"
grep -q 'Ein 一' "$work/tpl/gemeinde.xml" || bad "missing glyph" "the template holds no lead"
refused "missing glyph" 2 '\.xml:[0-9]+:[0-9]+: Fehler: Das Zeichen „一“ \(U\+4E00\) im Text „.*Ein 一.*“ fehlt in den Schriften Lato Regular und DejaVu Sans\.'

fresh
change 'value="#5B564D"' 'value="#8A857C"'
if made "low contrast is a warning" 1; then
    grep -qE "$at Warnung: Die Farbe „grey“ \(#8A857C\) hat auf Weiß \(#FFFFFF\) .* 3,[0-9]+ : 1" "$work/log" &&
        ok "low contrast names both colours and the ratio" ||
        bad "low contrast names both colours and the ratio" "$(head -n 1 "$work/log")"
fi

# Another look: colour, page, a font of one's own. U+2603 is in DejaVu Sans alone.
fresh
cp "$lato" "$work/tpl/Hausschrift.ttf"
change 'value="#17505C"' 'value="#7A1F1F"'
change 'inner="62.36" outer="51.02" mirrored="no"' 'inner="76" outer="60" mirrored="no"'
change "$bold" 'path="Hausschrift.ttf"'
if made "another look" 0; then
    fonts=$(pdffonts "$pdf" | tail -n +3)
    if echo "$fonts" | grep -q 'Lato-Bold'; then
        bad "the font of the folder is the one used" "Lato-Bold is in the PDF"
    elif [ "$(echo "$fonts" | grep -c 'CID TrueType .* yes yes yes')" -ne "$(echo "$fonts" | wc -l)" ]; then
        bad "the font of the folder is the one used" "not all embedded as subsets with text"
    else
        ok "the font of the folder is the one used"
    fi
    # The left edge of the words: the mean of both margins, 68 pt, on odd and on even pages.
    left() {
        pdftotext -bbox -f "$1" -l "$1" "$pdf" - | sed -n 's/.*xMin="\([0-9]*\).*/\1/p' |
            sort -n | head -n 1
    }
    if [ "$(left 4)" -ge 67 ] && [ "$(left 5)" -ge 67 ] && [ "$(left 4)" -le 69 ] && [ "$(left 5)" -le 69 ]; then
        ok "margins of the theme"
    else
        bad "margins of the theme" "$(left 4) and $(left 5)"
    fi
    qpdf --qdf --object-streams=disable "$pdf" "$work/qdf" 2> /dev/null
    if grep -aq '^\.478431 \.121569 \.121569 ' "$work/qdf" || grep -aqE '0?\.478[0-9]* 0?\.12[12][0-9]* 0?\.12[12][0-9]* rg' "$work/qdf"; then
        ok "colour of the theme"
    else
        bad "colour of the theme" "no #7A1F1F in the pages"
    fi
fi

fresh
change 'page width="595.28" height="841.89"' 'page width="340" height="300"'
change 'inner="62.36" outer="51.02"' 'inner="45" outer="45"'
change 'first="82" pitch="14" lines="50"' 'first="66" pitch="8" lines="20"'
change 'gutter="12"' 'gutter="10"'
change 'foot baseline="806"' 'foot baseline="285"'
refused "a page too small for the cover" 2 \
    'gemeinde\.xml:[0-9]+:[0-9]+: Fehler: Die Titelseite hat für ihre Texte keinen Platz'

# Other sizes of paper: US letter and A4 turned need nothing else; on A5 some tables and charts
# have no room, which is a warning.
page_size() { # NAME STATUS WIDTH HEIGHT INNER OUTER LINES FOOT BOTTOM
    fresh
    change 'page width="595.28" height="841.89"' "page width=\"$3\" height=\"$4\""
    change 'inner="62.36" outer="51.02"' "inner=\"$5\" outer=\"$6\""
    change 'lines="50"' "lines=\"$7\""
    change 'foot baseline="806"' "foot baseline=\"$8\""
    made "page of $1" "$2" || return
    if seen=$(PYTHONDONTWRITEBYTECODE=1 python3 tests/theme/covers.py "$program" "$work/tpl" \
        "$3" "$4" "$5" "$6" "$9" 2>&1); then
        ok "covers of $1"
    else
        bad "covers of $1" "$(echo "$seen" | tail -n 1)"
    fi
}
page_size "US letter" 0 612 792 62.36 51.02 46 757 715
page_size "A5" 1 419.53 595.28 45 40 33 565 533
page_size "A4 turned" 0 841.89 595.28 62.36 51.02 32 560 519

# There the district's rankings of 44 have no room: told, and the volume is made all the same.
"$program" report 08116 --file Sozialbericht --templates "$work/tpl" --output "$work/out" > "$work/log" 2>&1
status=$?
if [ "$status" -eq 1 ] && grep -q 'kreis-rang.xml:.*mehr Zeilen als auf eine Seite passen' "$work/log" &&
    [ -n "$(find "$work/out" -name 'Sozialbericht_08116_*.pdf')" ]; then
    ok "rankings without room on A4 turned"
else
    bad "rankings without room on A4 turned" "status $status: $(head -n 2 "$work/log")"
fi

# Where the program runs must not show: no home, no configuration of fontconfig.
fresh
report
cp "$(find "$work/out" -name '*.pdf')" "$work/usual.pdf"
rm -rf "$work/out"
env -i FONTCONFIG_FILE=/dev/null FONTCONFIG_PATH=/nowhere LC_ALL=C PATH="$PATH" \
    ASAN_OPTIONS="${ASAN_OPTIONS:-}" \
    "$program" report Altbach --file Sozialbericht_0 --templates "$work/tpl" --output "$work/out" > "$work/log" 2>&1
if cmp -s "$(find "$work/out" -name '*.pdf')" "$work/usual.pdf"; then
    ok "the environment does not choose the fonts"
else
    bad "the environment does not choose the fonts" "$(head -n 2 "$work/log")"
fi

# The manifest says which font files were taken; other ones make the edition anew.
fresh
cp "$lato" "$work/tpl/Haus.ttf"
change 'family="Lato" style="Light"' 'path="Haus.ttf"'
manifest=$work/out/musterausgabe-2026/manifest.json
build() {
    "$program" build --templates "$work/tpl" --output "$work/out" > "$work/log" 2>&1 ||
        bad "build" "$(head -n 2 "$work/log")"
}
build
python3 - "$manifest" "$work/tpl" "$lato" > "$work/said" 2>&1 <<'END'
import hashlib, json, sys
manifest, templates, lato = sys.argv[1:]
m = json.load(open(manifest, encoding="utf-8"))
digest = lambda path: hashlib.sha256(open(path, "rb").read()).hexdigest()
fonts = {f["title"]: f for f in m["fonts"]}
assert set(fonts) == {"Lato Regular", "Lato Bold", "Lato Italic", "DejaVu Sans", "DejaVu Sans Bold"}, fonts
assert fonts["Lato Regular"]["sha256"] == digest(lato)
assert all(f["version"].startswith("Version ") and f["bytes"] > 10000 for f in m["fonts"])
assert {f["path"]: f["sha256"] for f in m["templates"]}["theme.xml"] == digest(templates + "/theme.xml")
END
[ -s "$work/said" ] && bad "fonts in the manifest" "$(tail -n 1 "$work/said")" || ok "fonts in the manifest"

made_anew() { # NAME: whether this build did something, after one that did not
    build
    before=$(stat -c %i "$manifest")
    build
    [ "$(stat -c %i "$manifest")" = "$before" ] || { bad "$1" "made anew without a reason"; return; }
    "$2"
    build
    [ "$(stat -c %i "$manifest")" != "$before" ] && ok "$1" || bad "$1" "the old edition stayed"
}
other_font() { cp "$(dirname "$lato")/Lato-Black.ttf" "$work/tpl/Haus.ttf"; }
other_theme() { change 'value="#CBC5B9"' 'value="#CBC5B8"'; }
made_anew "another font file makes another edition" other_font
made_anew "another theme makes another edition" other_theme
