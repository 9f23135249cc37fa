#!/bin/sh
# Broken inputs, broken templates, a full disk, a worker that dies, and in a tiny district every
# single call that reaches the disk (calls.py): each must end in a German message with its
# place and a status, with the old edition untouched.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

build=${BUILD:-build}
program=$build/sozialbericht
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

. tests/checks.sh

digest() { (cd "$1" && find . -type f ! -name .sperre | LC_ALL=C sort | xargs sha256sum | sha256sum); }

"$program" build --output "$work/out" > "$work/log" 2>&1
[ $? -le 1 ] || { bad "build before the faults" "$(tail -n 1 "$work/log")"; exit 1; }
before=$(digest "$work/out")

# fault NAME STATUS TEXT [ENV...]: builds from $work/in and $work/tpl; expects the status,
# a message with TEXT, and the old edition as it was.
fault() {
    name=$1 expected=$2 text=$3
    shift 3
    env "$@" "$program" build --inputs "$work/in" --templates "$work/tpl" --output "$work/out" \
        > "$work/log" 2>&1
    status=$?
    if [ "$status" -ne "$expected" ]; then
        bad "$name" "status $status instead of $expected: $(grep -m1 Fehler "$work/log")"
    elif ! grep -qE -- "$text" "$work/log"; then
        bad "$name" "no message matches $text: $(head -n 2 "$work/log" | tr '\n' ' ')"
    elif [ "$(digest "$work/out")" != "$before" ]; then
        bad "$name" "the old edition has changed"
    elif [ -n "$(find "$work/out" -name '*.im-aufbau')" ]; then
        bad "$name" "something half-made stayed"
    else
        ok "$name"
    fi
}

fresh() {
    rm -rf "$work/in" "$work/tpl"
    cp -r inputs "$work/in"
    cp -r templates "$work/tpl"
}

csv=data/12411-01-01-5.csv
last() { wc -l < "$work/in/$csv"; }

fresh
printf '08116049;2007-12-31;population;;;;;40\\00012;\n' | sed 's/\\000/\x00/' >> "$work/in/$csv"
fault "NUL byte in a CSV file" 2 "12411-01-01-5.csv:$(last):[0-9]+: Fehler"

fresh
printf '08116049;2007-12-31;population;;;;;vierzig;\n' >> "$work/in/$csv"
fault "text in a number" 2 "12411-01-01-5.csv:$(last):[0-9]+: Fehler: .*vierzig"

fresh
printf '08116049;2007-12-31;population;;;;;"40395;\n08116049;2006;population;;;;;1;\n' >> "$work/in/$csv"
fault "quote without an end" 2 "12411-01-01-5.csv:[0-9]+:[0-9]*:? ?Fehler"

fresh
sed -i 's/^area;period;measure;/area;measure;/' "$work/in/$csv"
fault "missing column" 2 "12411-01-01-5.csv:[0-9]+:[0-9]*:? ?Fehler"

fresh
head -c 10000000 /dev/zero | tr '\0' 'x' >> "$work/in/$csv"
printf ';2015;population;;;;;1;\n' >> "$work/in/$csv"
fault "line of 10 MB" 2 "12411-01-01-5.csv:[0-9]+:?[0-9]*:? Fehler"

fresh
printf '08116049;2007-12-31;population;;;;;40395;\344\366\n' >> "$work/in/$csv"
fault "wrong encoding" 2 "12411-01-01-5.csv:$(last):[0-9]+: Fehler"

fresh
rm "$work/in/$csv"
fault "file of a source is missing" 74 "12411-01-01-5.csv: Abbruch: .*sources.xml .*es gibt sie aber nicht"

fresh
sed -i 's/<term measure="births"/<term measure="brths"/' "$work/in/catalogue.xml"
fault "unknown measure in the catalogue" 2 "catalogue.xml:[0-9]+:[0-9]+: Fehler: .*brths"

fresh
sed -i '0,/<area /s//<area <\/areas>/' "$work/in/areas.xml"
fault "XML that does not close" 2 "areas.xml:[0-9]+:[0-9]+: Fehler"

fresh
printf '<!DOCTYPE areas [<!ENTITY a "b">]>\n%s' "$(sed 1d "$work/in/areas.xml")" > "$work/areas" &&
    mv "$work/areas" "$work/in/areas.xml"
fault "entities in XML" 2 "areas.xml:1:[0-9]+: Fehler"

fresh
sed -i 's/<p role="lead">/<p rolle="lead">/' "$work/tpl/gemeinde.xml"
fault "unknown attribute in a template" 2 "gemeinde.xml:[0-9]+:[0-9]+: Fehler: .*rolle"

fresh
sed -i "s/value('D06', \$gemeinde, \$t)/value('D06', \$gemeide, \$t)/" "$work/tpl/chapters/familie.xml"
fault "unknown variable in a chapter" 2 "familie.xml:[0-9]+:[0-9]+: Fehler: .*gemeide"

fresh
sed -i "s/value('D13', \$gemeinde/value('D99', \$gemeinde/" "$work/tpl/chapters/familie.xml"
fault "unknown indicator in a chapter" 2 "familie.xml:[0-9]+:[0-9]+: Fehler: .*D99"

fresh
sed -i 's|chapters/alter.xml|../../../etc/passwd|' "$work/tpl/gemeinde.xml"
fault "include from outside the folder" 2 "gemeinde.xml:[0-9]+:[0-9]+: Fehler"

fresh
printf '<chapter><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="chapters/alter.xml"/></chapter>' \
    > "$work/tpl/chapters/alter.xml"
fault "include that includes itself" 2 "alter.xml:[0-9]+:[0-9]+: Fehler"

# Another title, so that there is something to do. LD_PRELOAD takes names, as the path may
# have a blank in it.
for jobs in 1 2; do
    "$program" report Altdorf --jobs $jobs --output "$work/beside" > "$work/log.$jobs" 2>&1
    mv "$work/beside" "$work/beside.$jobs"
done
check "single reports made side by side are told in the same order" cmp "$work/log.1" "$work/log.2"
check "and are the same" diff -r "$work/beside.1" "$work/beside.2"

fresh
sed -i 's/title="[^"]*"/title="Probe"/' "$work/in/edition.xml"
if cc -shared -fPIC -o "$work/full_disk.so" tests/faults/full_disk.c -ldl 2> "$work/cc"; then
    for bytes in 0 200000 2000000; do
        fault "disk full after $bytes bytes" 74 "Schreib|geschrieben werden|kein Platz|No space|Gerät" \
            LD_PRELOAD=full_disk.so LD_LIBRARY_PATH="$work" SB_DISK_BYTES=$bytes \
            ASAN_OPTIONS=verify_asan_link_order=0
    done
else
    bad "disk full" "$(head -n 1 "$work/cc")"
fi

chmod 555 "$work/out"
if [ "$(id -u)" -ne 0 ]; then
    fault "output folder without the right to write" 74 "geschrieben werden"
else
    printf 'skip output folder without the right to write: root may write everywhere\n'
fi
chmod 755 "$work/out"

# One report fails: the others are made, the failed one is named, and the next run is
# whole again. partial NAME [ENV...]
partial() {
    name=$1
    shift
    rm -rf "$work/part"
    env "$@" "$program" build --inputs "$work/in" --templates "$work/tpl" --output "$work/part" \
        --jobs 2 > "$work/log" 2>&1
    status=$?
    n=$(find "$work/part" -name '*.pdf' | wc -l)
    if [ "$status" -ne 2 ] || [ "$n" -ne 94 ]; then
        bad "$name" "status $status, $n reports"
    elif ! grep -q 'enthält 94 von 95 Berichten. Es fehlen: Altdorf' "$work/log"; then
        bad "$name" "$(tail -n 1 "$work/log")"
    elif ! grep -q '"area": "08116005"' "$work/part/musterausgabe-2026/manifest.json"; then
        bad "$name" "the manifest does not name it"
    elif ! "$program" build --output "$work/part" > "$work/log" 2>&1 ||
        [ "$(find "$work/part" -name '*.pdf' | wc -l)" -ne 95 ]; then
        bad "$name" "the next run is not whole: $(tail -n 1 "$work/log")"
    else
        ok "$name"
    fi
}

fresh
sed -i "s/value('D06', \$gemeinde, \$t)/value('D06', \$gemeinde, either(\$name = 'Altdorf', 'x', \$t))/" \
    "$work/tpl/chapters/familie.xml"
partial "a template that fails for one municipality"

fresh
if cc -shared -fPIC -o "$work/dying_worker.so" tests/faults/dying_worker.c -ldl 2> "$work/cc"; then
    partial "a worker that is killed" LD_PRELOAD=dying_worker.so LD_LIBRARY_PATH="$work" \
        ASAN_OPTIONS=verify_asan_link_order=0
    LD_PRELOAD=dying_worker.so LD_LIBRARY_PATH="$work" ASAN_OPTIONS=verify_asan_link_order=0 \
        "$program" report Altdorf --jobs 2 --output "$work/single" > "$work/log" 2>&1
    check "of two single reports, the other one" [ "$?" -eq 2 -a \
        "$(grep -c '^/.*Sozialbericht_Kurz_08116005_Altdorf.pdf$' "$work/log")" -eq 1 -a \
        "$(grep -c 'Altdorf.*der Arbeitsprozess ist abgebrochen' "$work/log")" -eq 1 ]
else
    bad "a worker that is killed" "$(head -n 1 "$work/cc")"
fi

fresh
sed -i 's/title="[^"]*"/title="Probe"/' "$work/in/edition.xml"
# Two runs at once: the second leaves everything alone and says who is at work.
exec 9> "$work/out/.sperre"
if flock -n 9; then
    printf '4711' > "$work/out/.sperre"
    fault "another run holds the output" 74 "anderer Lauf.*4711"
    [ "$(cat "$work/out/.sperre")" = 4711 ] && ok "the other run's lock is left alone" ||
        bad "the other run's lock is left alone" "it was changed"
    exec 9>&-
else
    bad "another run holds the output" "flock"
fi

# What a killed run left is cleared by the next one.
mkdir -p "$work/out/.musterausgabe-2026.im-aufbau/x"
"$program" build --output "$work/out" > "$work/log" 2>&1
if [ $? -le 1 ] && [ "$(digest "$work/out")" = "$before" ]; then
    ok "remains of a killed run are cleared"
else
    bad "remains of a killed run are cleared" "$(tail -n 1 "$work/log")"
fi

for wrong in "bild" "build --inptus x" "build --jobs 0" "report" "dump nothing" "explain a"; do
    # shellcheck disable=SC2086
    "$program" $wrong > "$work/log" 2>&1
    status=$?
    if [ "$status" -eq 64 ] || { [ "$wrong" = "dump nothing" ] && [ "$status" -ne 0 ]; }; then
        ok "wrong call: $wrong"
    else
        bad "wrong call: $wrong" "status $status"
    fi
done

# Sanitizers make each of some thousand runs ten times as slow: there every 50th call.
step=1
case $build in *asan*) step=50 ;; esac
mkdir "$work/calls"
if cc -shared -fPIC -o "$work/fault.so" tests/faults/fault.c -ldl 2> "$work/cc"; then
    python3 tests/faults/calls.py "$program" "$work/fault.so" "$work/calls" $step || bad "calls" "broken off"
else
    bad "calls" "$(head -n 1 "$work/cc")"
fi
