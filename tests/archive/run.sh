#!/bin/sh
# Archived editions: what is in the bag and what never is; checked by the validator of the
# Library of Congress (bagit on PyPI, fetched once into the build folder; the checks by it are
# skipped where the index cannot be reached); each planted fault is found; an edition is
# rebuilt bit for bit, or the message says what is missing.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

build=${BUILD:-build}
program=${SOZIALBERICHT:-$PWD/$build/sozialbericht}
work=$(mktemp -d)
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT

. tests/checks.sh

in=$work/in
tpl=$work/tpl
cp -r tests/golden/inputs "$in"
cp -r tests/golden/templates "$tpl"
sed -i 's/<edition name="probe"/<edition name="probe" retain-until="2036-12-31"/' "$in/edition.xml"
# A copy of the personal records under another name, and a source that is rounded by a secret key.
printf 'archivierte ausgabe' | sha256sum | cut -d ' ' -f 1 > "$in/cell-key.txt"
sed -i 's/id="eigen" status="demonstration" protection="raw"/& method="cellkey"/' "$in/sources.xml"

sb() { "$program" "$@" --inputs "$in" --templates "$tpl" --output "$work/out" \
    --archive-root "$work/arc" --jobs 2; }
# status NUMBER COMMAND...: the status and, in $work/log, what was said
status() {
    wanted=$1
    shift
    "$@" > "$work/log" 2>&1
    got=$?
    [ "$got" -eq "$wanted" ] || { echo "status $got: $(tail -n 1 "$work/log")"; return 1; }
}
said() { grep -qE -- "$1" "$work/log" || { echo "not said: $1: $(cat "$work/log")"; return 1; }; }

sb build > "$work/log" 2>&1
[ $? -le 1 ] || { bad "build" "$(tail -n 1 "$work/log")"; exit 1; }
# Another edition beside it, so that the next one looks at its record.
sed 's/name="probe"/name="spaeter"/' "$in/edition.xml" > "$work/e" && cp "$work/e" "$in/edition.xml"
sb build > "$work/log" 2>&1
[ $? -le 1 ] || { bad "second build" "$(tail -n 1 "$work/log")"; exit 1; }

check "an edition is archived" status 0 sb archive spaeter
bag=$work/arc/spaeter
[ "$(cat "$work/log")" = "$bag" ] && ok "the path and nothing else is printed" ||
    bad "the path and nothing else is printed" "$(cat "$work/log")"

# What the bag holds.
has() {
    for wanted in bagit.txt bag-info.txt manifest-sha256.txt manifest-sha512.txt metadata/dc.xml \
        metadata/oparl.json metadata/program.txt data/datapackage.json data/csv-metadata.json \
        data/edition/manifest.json data/edition/veroeffentlicht.csv data/inputs/catalogue.xml \
        data/inputs/descriptors/101-G.xml data/inputs/data/101-G.csv data/inputs/agenda.xml \
        data/templates/kapitel/abbildungen.xml data/earlier/probe/veroeffentlicht.csv; do
        [ -f "$bag/$wanted" ] || { echo "no $wanted"; return 1; }
    done
    [ "$(find "$bag/data/edition" -name '*.pdf' | wc -l)" -eq 4 ]
}
check "what belongs into the bag is there" has
secrets() {
    [ ! -e "$bag/data/inputs/data/eigene.csv" ] || { echo "eigene.csv"; return 1; }
    for file in data/eigene.csv cell-key.txt; do
        digest=$(sha256sum < "$in/$file" | cut -d ' ' -f 1)
        grep -q "$digest" "$bag/data/edition/manifest.json" || { echo "no digest of $file"; return 1; }
        find "$bag" -type f -exec sha256sum {} + | grep -q "^$digest" && { echo "$file"; return 1; }
    done
    grep -rqF "$(cat "$in/cell-key.txt")" "$bag" && { echo "the key"; return 1; }
    # No line of the records stands anywhere in the bag.
    tail -n +2 "$in/data/eigene.csv" | grep -E '[0-9]' > "$work/lines"
    grep -rqFf "$work/lines" "$bag/data" "$bag/metadata" && { echo "a line"; return 1; }
    return 0
}
check "personal records and keys are not" secrets
writable() { [ -z "$(find "$bag" -perm /222)" ] || { find "$bag" -perm /222 | head -n 1; return 1; }; }
check "nothing in it can be written" writable
check "its descriptions fit its table and files" python3 tests/archive/descriptions.py "$bag"
check "Dublin Core is well-formed" xmllint --noout "$bag/metadata/dc.xml"

status 0 sb archive spaeter && said 'schon archiviert, mit genau diesem Inhalt' > "$work/why" &&
    ok "archived twice: nothing happens" || bad "archived twice: nothing happens" "$(cat "$work/why")"
sed 's/retain-until="2036-12-31"/retain-until="2026-01-01"/' "$in/edition.xml" > "$work/e"
cp "$in/edition.xml" "$work/edition.xml" && cp "$work/e" "$in/edition.xml"
sb check > "$work/log" 2>&1
check "a term that ends before the edition is told" said 'edition.xml:[0-9]+:[0-9]+: Warnung: .*aufzubewahren'
cp "$work/edition.xml" "$in/edition.xml"
status 0 sb list --archive && said 'spaeter: .*aufbewahren bis 31.12.2036$' > "$work/why" &&
    ok "list tells how long" || bad "list tells how long" "$(cat "$work/why")"

# The independent validator.
venv=$build/bagit-venv
if [ ! -f "$venv/complete" ]; then
    python3 -m venv "$venv" > "$work/log" 2>&1 &&
        "$venv/bin/pip" install -q --disable-pip-version-check bagit==1.9.0 setuptools \
            >> "$work/log" 2>&1 && touch "$venv/complete"
fi
validate() { "$venv/bin/python" -m bagit --validate "$1"; }
if [ -f "$venv/complete" ]; then
    check "the validator of the Library of Congress takes the bag" validate "$bag"
else
    echo "skip the validator of the Library of Congress: PyPI cannot be reached: $(tail -n 1 "$work/log")"
fi

check "bag and editions are found unchanged" status 0 sb verify
check "the edition is rebuilt bit for bit" status 0 sb verify --rebuild "$bag"
check "and it says so" said 'bitgleich nachgebaut'
# In another place, with nothing but the bag and what it must not hold.
mkdir -p "$work/else/data" && cp "$in/data/eigene.csv" "$work/else/data" && cp "$in/cell-key.txt" "$work/else"
cp -r "$bag" "$work/copy"
chmod -R u+w "$work/copy"
check "from the bag alone, elsewhere" status 0 "$program" verify --rebuild "$work/copy" \
    --inputs "$work/else" --templates "$work/none" --output "$work/out2"
check "without the records it says what is missing" status 2 "$program" verify --rebuild \
    "$work/copy" --inputs "$work/none" --templates "$work/none" --output "$work/out2"
check "it names the file" said 'eigene.csv: Fehler: .*--inputs'
printf '08999001;2022;x;;;;;1;\n' >> "$work/else/data/eigene.csv"
check "other records are not taken" status 2 "$program" verify --rebuild "$work/copy" \
    --inputs "$work/else" --templates "$work/none" --output "$work/out2"

# plant NAME CODE COMMAND...: a fault in a copy of the bag; verify and the validator find it.
plant() {
    name=$1 text=$2
    shift 2
    rm -rf "$work/plant"
    cp -r "$bag" "$work/plant"
    chmod -R u+w "$work/plant"
    (cd "$work/plant" && "$@") || { bad "planted: $name" "not planted"; return; }
    if ! status 2 sb verify "$work/plant" > "$work/why"; then
        bad "planted: $name" "$(cat "$work/why")"
    elif ! said "$text" > "$work/why"; then
        bad "planted: $name" "$(cat "$work/why")"
    elif [ -f "$venv/complete" ] && [ "${alone:-}" = "" ] && validate "$work/plant" > "$work/log" 2>&1; then
        bad "planted: $name" "the validator does not find it"
    else
        ok "planted: $name"
    fi
}
pdf=data/edition/Probe_08999001_Ahlbach.pdf
flip() { printf 'X' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none; }
plant "a byte changed" 'Ahlbach.pdf: Fehler: .*Prüfsumme' flip $pdf 1000
plant "a file cut short" 'Ahlbach.pdf: Fehler: .*Prüfsumme' truncate -s -1 $pdf
plant "a file missing" 'Ahlbach.pdf: Fehler: .*fehlt' rm $pdf
plant "a file more" 'neu.pdf: Fehler: .*nennt diese Datei nicht' sh -c 'echo a > data/edition/neu.pdf'
plant "metadata changed" 'dc.xml: Fehler' flip metadata/dc.xml 100
alone=yes # the validator does not mind these
plant "a tag file more" 'notiz.txt: Fehler' sh -c 'echo a > notiz.txt'
plant "a link in the place of a file" 'Ahlbach.pdf: Fehler: .*Verknüpfung' \
    sh -c "mv $pdf ../linked && ln -s ../../../linked $pdf"
plant "a link more" 'l: Fehler: .*Verknüpfung' ln -s /etc/passwd data/l
alone=
resum() { # the tag manifests as they should be, so that only the path is at fault
    for sum in 256 512; do
        find . -type f ! -path './data/*' ! -name 'tagmanifest-*' | sed 's|^\./||' | LC_ALL=C sort |
            xargs "sha${sum}sum" > tagmanifest-sha$sum.txt
    done
}
odd() {
    for sum in 256 512; do
        printf '%s  %s\n' "$("sha${sum}sum" < /etc/passwd | cut -d ' ' -f 1)" "$1" >> manifest-sha$sum.txt
    done
    resum
}
plant "a path that climbs" 'manifest-sha256.txt:[0-9]+: Fehler: .*hinaus' odd data/../../../../../../etc/passwd
plant "an absolute path" 'manifest-sha256.txt:[0-9]+: Fehler: .*hinaus' odd /etc/passwd
plant "a line that is none" 'manifest-sha256.txt:[0-9]+: Fehler: .*gültig' \
    sh -c 'echo unsinn >> manifest-sha256.txt'
plant "the declaration missing" 'bagit.txt: Fehler: .*fehlt' rm bagit.txt
plant "a manifest missing" 'manifest-sha256.txt: Fehler: .*fehlt' rm manifest-sha256.txt
plant "another size" 'bag-info.txt: Fehler: .*Umfang' sed -i 's/Oxum: /Oxum: 1/' bag-info.txt

# A whole bag whose edition cannot come out the same any more.
swap() {
    sed -i 's/Erfundene Zahlen/Andere Zahlen/' data/inputs/edition.xml
    digest=$(sha256sum < data/inputs/edition.xml | cut -d ' ' -f 1)
    size=$(wc -c < data/inputs/edition.xml)
    sed -i "s|\"edition.xml\", \"bytes\": [0-9]*, \"sha256\": \"[0-9a-f]*\"|\"edition.xml\", \"bytes\": $size, \"sha256\": \"$digest\"|" \
        data/edition/manifest.json
    sed -i 's/^Programm .*/Programm sozialbericht 0.0.9, Bau 0123/' metadata/program.txt
    for sum in 256 512; do
        find data -type f | LC_ALL=C sort | xargs "sha${sum}sum" > manifest-sha$sum.txt
    done
    sed -i "s/^Payload-Oxum.*/Payload-Oxum: $(find data -type f -exec cat {} + | wc -c).$(find data -type f | wc -l)/" bag-info.txt
    resum
}
rm -rf "$work/plant"
cp -r "$bag" "$work/plant"
chmod -R u+w "$work/plant"
(cd "$work/plant" && swap)
check "a bag that was made anew is sound" status 0 sb verify "$work/plant"
check "but its edition does not come out the same" status 2 sb verify --rebuild "$work/plant"
check "and the message says what it takes" \
    said 'nicht bitgleich.*Probe_08999001_Ahlbach.pdf.*Damals waren es: Programm sozialbericht 0.0.9, Bau 0123'

# Editions.
edition() {
    cp -r "$work/out/probe" "$work/kept"
    "$1" "$work/out/probe"
    status 2 sb verify probe > "$work/why" && said "$2" > "$work/why"
    rc=$?
    rm -rf "$work/out/probe"
    mv "$work/kept" "$work/out/probe"
    [ $rc -eq 0 ] && ok "an edition: $3" || bad "an edition: $3" "$(cat "$work/why")"
}
changed() { flip "$1/Probe_08999001_Ahlbach.pdf" 500; }
missing() { rm "$1/Probe_08999001_Ahlbach.pdf"; }
more() { echo a > "$1/neu.pdf"; }
linked() { mv "$1/Probe_08999001_Ahlbach.pdf" "$work/moved" && ln -s "$work/moved" "$1/Probe_08999001_Ahlbach.pdf"; }
climbing() { sed -i 's|"Probe_08999001_Ahlbach.pdf"|"../probe/Probe_08999001_Ahlbach.pdf"|' "$1/manifest.json"; }
garbled() { flip "$1/manifest.json" 0; }
edition changed 'Ahlbach.pdf: Fehler: .*Prüfsumme' "a file changed"
edition missing 'Ahlbach.pdf: Fehler: .*fehlt' "a file missing"
edition more 'neu.pdf: Fehler: .*nennt diese Datei nicht' "a file more"
edition linked 'Ahlbach.pdf: Fehler: .*Verknüpfung' "a link"
edition climbing 'Fehler: .*hinaus' "a path that climbs"
edition garbled 'manifest.json: Fehler: .*kein Verzeichnis' "a manifest that is none"

# What is archived stays, and what is not sound is not archived.
before=$(cd "$bag" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)
sed -i 's/title="Probeausgabe"/title="Neue Fassung"/' "$in/edition.xml"
check "inputs that changed since are not archived" status 2 sb archive probe
check "it says which" said 'edition.xml: Fehler: .*eine andere'
cp "$in/sources.xml" "$work/sources.xml"
sed -i 's/protection="raw" method="cellkey"/protection="protected"/' "$in/sources.xml"
check "nor with sources that were protected when it was made" status 2 sb archive probe
check "it says so " said 'sources.xml: Fehler: .*eine andere'
cp "$work/sources.xml" "$in/sources.xml"
sb build > "$work/log" 2>&1
check "a build of another content says that it differs from the archive" \
    said 'ist archiviert; was jetzt'
check "another content of the name is refused" status 2 sb archive spaeter
check "it says so" said 'nie überschrieben'
changed "$work/out/spaeter"
check "a damaged edition is not archived" status 2 sb archive spaeter
check "an unknown edition is not archived" status 2 sb archive ../out/probe
[ "$(cd "$bag" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum)" = "$before" ] &&
    ok "the archive is as it was" || bad "the archive is as it was" "changed"
[ -z "$(find "$work/arc" "$work/out" -name '.?*' ! -name .sperre)" ] && ok "nothing half-made stays" ||
    bad "nothing half-made stays" "$(find "$work/arc" "$work/out" -name '.?*' ! -name .sperre | head -n 3)"

# An edition for print, without attached figures, comes out the same as well.
status 0 sb build --print --pdfa 2a || true
check "an edition for print is archived" status 0 sb archive --print
check "and rebuilt" status 0 sb verify --rebuild spaeter-druck
