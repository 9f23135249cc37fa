#!/bin/sh
# The command "boundaries" with the program as it is: an invented district in several forms and
# with faults (samples.py), and the publishers' files where they are at hand. After an error the
# old boundaries.xml stays byte by byte.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

here=tests/boundaries
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
shared=../shared/data/boundaries
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

. tests/checks.sh

inputs=$work/inputs
made=$inputs/boundaries.xml
mkdir -p "$inputs" "$work/samples" && cp tests/golden/inputs/areas.xml "$inputs/"
python3 $here/samples.py $here/auental.geojson "$work/samples" || exit 1

# import STATUS ARGUMENTS...: the command over an old file; messages to $work/err
import() {
    want=$1
    shift
    echo old > "$made"
    (cd "$work/samples" && "$program" boundaries "$@" --inputs "$inputs") > "$work/out" 2> "$work/err"
    status=$?
    [ "$status" -eq "$want" ] || { echo "status $status: $(head -n 1 "$work/err")"; return 1; }
    if [ "$want" -gt 1 ]; then
        [ "$(cat "$made")" = old ] && [ ! -s "$work/out" ] || { echo "the old file is not there"; return 1; }
    fi
    [ "$(find "$inputs" | wc -l)" -eq 3 ] || { echo "more files than before: $(ls "$inputs")"; return 1; }
}

# --- the invented district ------------------------------------------------------------------

whole() {
    import 0 whole.geojson --source Amt --licence dl-de/by-2-0 --date 2024-12-31 &&
        cp "$made" "$work/whole.xml" && [ ! -s "$work/err" ] &&
        xmllint --nonet --noout --relaxng inputs/boundaries.rng "$made" &&
        grep -q '^4 von 4 Gemeinden, 9 Grenzabschnitte mit zusammen 27 Punkten (ETRS89/UTM 32).$' "$work/out" &&
        grep -q ' date="2024-12-31" licence="dl-de/by-2-0"$' "$made" && grep -q ' source="Amt">$' "$made"
}
cp $here/auental.geojson "$work/samples/whole.geojson"
check "GeoJSON is taken over" whole
check "every ring is that of the file, point by point" \
    python3 $here/rings.py $here/auental.geojson "$work/whole.xml"
other_rings() {
    sed 's/ 400 3000/ 401 3000/' "$work/whole.xml" > "$work/other.xml"
    ! python3 $here/rings.py $here/auental.geojson "$work/other.xml" &&
        ! python3 $here/rings.py "$work/samples/one_missing.geojson" "$work/whole.xml"
}
check "another ring is found" other_rings

same() {
    for sample in whole.shp nameless.shp bom.geojson backwards.geojson with_zone.geojson with_heights.geojson \
        with_others.geojson; do
        import 0 $sample --source Amt --licence dl-de/by-2-0 --date 2024-12-31 &&
            cmp "$made" "$work/whole.xml" || { echo "$sample"; return 1; }
    done
}
check "Shapefile and all forms of GeoJSON give the same file" same

missing() {
    for sample in one_missing.geojson one_missing.shp; do
        import 1 $sample --source Amt && grep -qx "$sample: Warnung: Für das Gebiet 08999001 enthält die Datei keine Grenze; auf Karten fehlt es." "$work/err" &&
            grep -q '^3 von 4 Gemeinden' "$work/out" && [ "$(grep -c '<area ' "$made")" -eq 3 ] || return 1
    done
}
check "a municipality that is missing is named, the others are taken over" missing

no_source() {
    import 1 whole.geojson && grep -q '^Warnung: Der Herausgeber der Grenzen ist nicht bekannt' "$work/err" &&
        sed 's/^{/{"source": "Ein Amt",/' "$work/samples/whole.geojson" > "$work/samples/named.geojson" &&
        import 0 named.geojson && grep -q ' source="Ein Amt">' "$made" &&
        import 0 named.geojson --source Anderes && grep -q ' source="Anderes">' "$made"
}
check "the publisher comes from the call, else from the file, else it is asked for" no_source

# Place and reason of every fault; all of them leave the old file.
while IFS='|' read -r sample status message; do
    fault() {
        import "$status" "$sample" --source Amt && grep -qE -- "^$sample:$message" "$work/err" ||
            { head -n 2 "$work/err"; return 1; }
    }
    check "$sample" fault
done <<'END'
nothing.geojson|2|1: Fehler: .* kein gültiges GeoJSON
cut.geojson|2|13:20: Fehler: .* kein gültiges GeoJSON
bytes.geojson|2|1:1: Fehler: .* kein gültiges GeoJSON
no_list.geojson|2| Fehler: .* Es fehlt die Liste „features“
nowhere.geojson|74| Abbruch: .*nicht vorhanden
nowhere.shp|2| Fehler: .* die .shp- oder die .shx-Datei ist nicht lesbar
no_keys.geojson|2| Fehler: Keines der 4 Objekte nennt den Schlüssel
no_keys.shp|2| Fehler: Keines der 4 Objekte nennt den Schlüssel
other_keys.geojson|2| Fehler: Keines der 4 Objekte nennt den Schlüssel
other_keys.shp|2| Fehler: Keines der 4 Objekte nennt den Schlüssel
crossing.geojson|2| Fehler: Das 2. Objekt .* kreuzt sich selbst bei 516000/5372500
crossing.shp|2| Fehler: Das 2. Objekt .* kreuzt sich selbst bei 516000/5372500
crossing_hole.geojson|2| Fehler: Das 3. Objekt .* kreuzt sich selbst bei 505000/5377667
zero_point.geojson|2| Fehler: Das 2. Objekt .* reichen von 0/0 bis 519000/5375000
zero_point.shp|2| Fehler: Das 2. Objekt .* reichen von 0/0 bis 519000/5375000
far_point.geojson|2| Fehler: Das 4. Objekt .* reichen von .* bis 513000/9377500
huge_number.geojson|2| Fehler: Das 1. Objekt .* Koordinate
no_numbers.geojson|2| Fehler: Das 1. Objekt .* kein Paar von Zahlen
degrees_among_metres.geojson|2| Fehler: Das 4. Objekt .* reichen von 9/49
empty_ring.geojson|2| Fehler: Das 2. Objekt .* Fläche ist leer
empty_ring.shp|2| Fehler: Das 2. Objekt .* Fläche ist leer
two_points.geojson|2| Fehler: Das 1. Objekt .* mindestens vier Punkte
twice.geojson|2| Fehler: Das 5. Objekt .* dasselbe wie Objekt 2
twice.shp|2| Fehler: Das 5. Objekt .* dasselbe wie Objekt 2
wrong_axes.geojson|2| Fehler: Die Koordinaten \(48.5/9.1 .* die Länge vor der Breite
other_system.geojson|2| Fehler: Die Koordinaten \(3505000.0/5370000.0
other_name.geojson|2| Fehler: Die Koordinaten \(505000.0/5370000.0
mercator.shp|2| Fehler: Die Koordinaten \(505000.0/5370000.0
rows.shp|2| Fehler: .* nicht so viele Zeilen
shp-absent.shp|2| Fehler: .* die .shp- oder die .shx-Datei
shp-0.shp|2| Fehler: .* die .shp- oder die .shx-Datei
shp-60.shp|2| Fehler: .* die .shp- oder die .shx-Datei
shp-110.shp|2| Fehler: Das 1. Objekt .* nicht lesbar
shp-500.shp|2| Fehler: Das 3. Objekt .* nicht lesbar
shx-absent.shp|2| Fehler: .* die .shp- oder die .shx-Datei
shx-0.shp|2| Fehler: .* die .shp- oder die .shx-Datei
shx-60.shp|2| Fehler: .* die .shp- oder die .shx-Datei
shx-110.shp|2| Fehler: .* die .shp- oder die .shx-Datei
dbf-absent.shp|2| Fehler: .* die .dbf-Datei daneben
dbf-0.shp|2| Fehler: .* die .dbf-Datei daneben
dbf-20.shp|2| Fehler: .* die .dbf-Datei daneben
dbf-110.shp|2| Fehler: .* die .dbf-Datei daneben
dbf-200.shp|2| Fehler: Das 3. Objekt .* Zeile der .dbf-Datei
END

wrong_calls() {
    for options in "" "whole.geojson whole.shp" "whole.geojson --points 99" "whole.geojson --points viele" \
        "whole.geojson --date gestern" "whole.geojson --date 2024-1-1" "whole.geojson --lizenz x"; do
        # shellcheck disable=SC2086
        import 64 $options && [ -s "$work/err" ] || { echo "$options"; return 1; }
    done
    import 64 whole.geojson --source "zwei
Zeilen" && grep -q 'eine kurze Zeile Text' "$work/err"
}
check "wrong calls change nothing" wrong_calls

unwritable() {
    mkdir -p "$work/blocked/boundaries.xml" && cp "$inputs/areas.xml" "$work/blocked/" || return 1
    "$program" boundaries $here/auental.geojson --inputs "$work/blocked" > "$work/out" 2> "$work/err"
    [ $? -eq 74 ] && grep -q 'Abbruch' "$work/err" && [ "$(find "$work/blocked" | wc -l)" -eq 3 ]
}
check "where the file cannot be written nothing is left behind" unwritable

# --- the folder boundaries/ of the inputs ---------------------------------------------------

# folder STATUS SOURCE NAME...: the golden district with these samples in boundaries/ and SOURCE
# (its attributes, or none) in source.xml; the pages of a report to $work/out, messages to err
own=$work/own
cp -r $here/templates "$work/" && cp tests/golden/templates/theme.xml "$work/templates/"
python3 $here/single.py $here/auental.geojson "$work/samples" || exit 1
good='source="Amt Auental" licence="Lizenz Auental" date="2024"'
folder() {
    want=$1
    rm -rf "$own" && cp -r tests/golden/inputs "$own" && mkdir "$own/boundaries" || return 1
    [ -z "$2" ] || printf '<boundaries %s/>\n' "$2" > "$own/boundaries/source.xml"
    shift 2
    for sample in "$@"; do cp "$work/samples/$sample" "$own/boundaries/" || return 1; done
    drawn "$want"
}
drawn() {
    "$program" dump pages Cannweiler --inputs "$own" --templates "$work/templates" > "$work/out" 2> "$work/err"
    status=$?
    [ "$status" -eq "$1" ] || { echo "status $status: $(head -n 1 "$work/err")"; return 1; }
}
said() { grep -qE -- "$1" "$work/err" || { echo "not said: $1"; head -n 3 "$work/err"; return 1; }; }
# What boundaries.xml of the same file gives.
rm -rf "$own" && cp -r tests/golden/inputs "$own"
import 0 whole.geojson --source "Amt Auental" --licence "Lizenz Auental" --date 2024 > /dev/null && cp "$made" "$own/"
drawn 0 && cp "$work/out" "$work/wanted"

drawn_alike() {
    grep -q 'Lizenz Auental' "$work/wanted" && grep -q 'Amt Auental' "$work/wanted" || { echo "nothing to compare"; return 1; }
    folder 0 "$good" whole.geojson && [ ! -s "$work/err" ] && cmp "$work/out" "$work/wanted" &&
        folder 0 "$good" whole.shp whole.shx whole.dbf whole.prj && cmp "$work/out" "$work/wanted" &&
        folder 0 "$good" ort4.geojson ort1.geojson ort3.geojson ort2.geojson && cmp "$work/out" "$work/wanted"
}
check "files of the folder are drawn as boundaries.xml is, several as one" drawn_alike
first() {
    folder 0 "$good" whole.geojson && cp "$made" "$own/" && sed -i 's/Amt Auental/Altes Amt/' "$own/boundaries.xml" &&
        drawn 0 && cmp "$work/out" "$work/wanted" && said 'boundaries.xml: Hinweis: Im Ordner boundaries liegen eigene Grenzen'
}
check "the folder goes before boundaries.xml, and says so" first
empty() {
    folder 1 "$good" && said 'boundaries: Warnung: .* weder GeoJSON .* ohne Grenzen gezeichnet' && cp "$made" "$own/" &&
        drawn 1 && cmp "$work/out" "$work/wanted" && said 'Es gelten die Grenzen aus boundaries.xml'
}
check "an empty folder leaves boundaries.xml" empty
again() {
    folder 1 "$good" ort1.geojson ort2.geojson ort3.geojson ort4.geojson whole.geojson &&
        cmp "$work/out" "$work/wanted" && [ "$(grep -c 'whole.geojson: Warnung: Das Gebiet .* steht auch in .*ort[1-4]' "$work/err")" -eq 4 ]
}
check "what several files have is taken from the first" again
unsigned() {
    folder 1 "" whole.geojson && said 'boundaries: Warnung: In diesem Ordner fehlt source.xml' &&
        folder 2 'source="Amt"' whole.geojson && said 'source.xml:1:1: Fehler' &&
        folder 2 "$good points=\"99\"" whole.geojson && said 'source.xml:1:'
}
check "source.xml is asked for and checked" unsigned
partly() {
    folder 1 "$good" ort1.geojson ort3.geojson ort4.geojson && said 'boundaries: Warnung: Für das Gebiet 08999002' &&
        folder 2 "$good" ort1.geojson cut.geojson && said 'cut.geojson:.*kein gültiges GeoJSON' &&
        folder 2 "$good" ort1.geojson zone33.geojson && said 'zone33.geojson: Fehler: Die Datei liegt in der UTM-Zone 33, .* Zone 32' &&
        folder 2 "$good" other_keys.geojson && said 'Keines der 4 Objekte'
}
check "missing, unreadable, in another zone: named with the file" partly
listed() {
    folder 0 "$good" whole.shp whole.shx whole.dbf whole.prj || return 1
    "$program" build --inputs "$own" --templates "$work/templates" --output "$work/edition" > "$work/out" 2> "$work/err"
    [ $? -le 1 ] || { head -n 2 "$work/err"; return 1; }
    for name in source.xml whole.shp whole.shx whole.dbf whole.prj; do
        grep -q "\"boundaries/$name\"" "$work"/edition/*/manifest.json || { echo "missing: $name"; return 1; }
    done
}
check "the manifest lists the files of the folder" listed

# --- the publishers' files ------------------------------------------------------------------

# The shipped file from both formats, and its source in a report.
cp inputs/areas.xml "$inputs/"
shipped() {
    for sample in "$PWD/$shared/bkg2013_gemeinden_08116.geojson" bkg.shp; do
        import 1 "$sample" --source "© GeoBasis-DE / BKG 2013 (Daten verändert)" --licence dl-de/by-2-0 \
            --date 2013 && grep -q 'passen in der Datei nicht aufeinander' "$work/err" &&
            cmp "$made" inputs/boundaries.xml || { echo "$sample"; return 1; }
    done
}
# In degrees, with borders that fit.
degrees() {
    import 0 "$PWD/$shared/vg250s2024_gemeinden_08116.geojson" --source BKG && cp "$made" "$work/vg.xml" &&
        grep -q '^44 von 44 Gemeinden' "$work/out" && import 0 vg.shp --source BKG && cmp "$made" "$work/vg.xml"
}
points() {
    for points in 400 1000; do
        import 1 bkg.shp --source BKG --points $points &&
            grep -q "mit zusammen $points Punkten" "$work/out" || return 1
    done
}
printed() {
    import 0 vg.shp --source "Vermessungsamt Muster" --licence "Lizenz Muster" --date 2024 || return 1
    cp -r inputs "$work/whole" && cp "$made" "$work/whole/" || return 1
    path=$("$program" report Altbach --file Sozialbericht_0 --inputs "$work/whole" --output "$work/report" 2> "$work/err")
    [ $? -le 1 ] && pdftotext -enc UTF-8 "$path" - | tr '\n' ' ' > "$work/text" || return 1
    for part in "Vermessungsamt Muster" "Lizenz Muster"; do
        grep -qF "$part" "$work/text" || { echo "missing: $part"; return 1; }
    done
}
if [ -d $shared ]; then
    for name in bkg:bkg2013 vg:vg250s2024; do
        python3 $here/shapefile.py $shared/${name#*:}_gemeinden_08116.geojson "$work/samples/${name%:*}.shp" || exit 1
    done
    check "the shipped file is made from GeoJSON and from a Shapefile" shipped
    check "degrees, from both formats" degrees
    check "as many points as asked for" points
    check "publisher and licence are printed in a report" printed
else
    printf 'skip the publishers files: %s is absent\n' $shared
fi
