#!/bin/sh
# Records of what editions publish, and counts that are rounded or have cell keys, with the
# whole program. Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
set -u

program=${BUILD:-build}/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/checks.sh
all() { (cd "$1" && find . -type f ! -name .sperre | LC_ALL=C sort | xargs sha256sum); }

# Only the district's volume: what is published is the same.
inputs() {
    cp -r inputs "$work/$1" && sed -i '/for="gemeinde"/d' "$work/$1/edition.xml"
}
# source FOLDER ATTRIBUTES: births in the municipalities are raw counts.
source_of() {
    sed -i "s/id=\"12612-01-01-5-B\" status=\"official\" protection=\"protected\"/id=\"12612-01-01-5-B\" status=\"official\" protection=\"raw\" $2/" \
        "$work/$1/sources.xml"
    grep -q "protection=\"raw\" $2" "$work/$1/sources.xml"
}
# make INPUTS OUTPUT [OPTION...]: leaves the status.
make_edition() {
    in=$1 out=$2
    shift 2
    "$program" build --inputs "$work/$in" --output "$work/$out" "$@" > "$work/log" 2>&1
    status=$?
}

inputs open && inputs secret && source_of secret 'min-count="60"' || exit 1

make_edition open one --edition erste
[ "$status" -eq 0 ] || { bad "first edition" "$(tail -n 1 "$work/log")"; exit 1; }

statistics() { "$program" dump statistics --inputs "$work/open" --output "$work/none" > "$work/st"; }
check "statistics to compare with" statistics
check "the record holds each figure as it is published" \
    python3 tests/records/record.py "$work/one/erste" "$work/st"

edition() { # the list "earlier" of a manifest
    python3 -c 'import json, sys
print(" ".join(e["path"] for e in json.load(open(sys.argv[1]))["earlier"]))' "$work/$1/manifest.json"
}
is() { [ "$1" = "$2" ] || { echo "$1 is not $2"; return 1; }; }
check "in an empty folder there is none to look at" is "$(edition one/erste)" ""

all "$work/one" > "$work/before"
make_edition open one --edition erste
all "$work/one" > "$work/after"
check "nothing is done twice" cmp "$work/before" "$work/after"

make_edition secret one --edition zweite
warned() {
    [ "$status" -eq 1 ] || { echo "status $status"; return 1; }
    grep -q 'Warnung: Geheim, aber von einer anderen Ausgabe schon gezeigt: .*Ausgabe „erste“), dazu weitere: [0-9]' "$work/log" ||
        { echo "no warning"; return 1; }
    [ "$(grep -c 'schon gezeigt' "$work/log")" -eq 1 ]
}
check "what was shown and is hidden now is told once" warned
check "the manifest names the record it was made with" \
    is "$(edition one/zweite)" "erste/veroeffentlicht.csv"

make_edition open two --edition erste
make_edition secret two --edition zweite
same() { diff -r "$work/one/zweite" "$work/two/zweite"; }
check "the same inputs and the same records give the same bytes" same

for command in "dump statistics" "check" "explain 08116049 D18" "report 08116"; do
    # shellcheck disable=SC2086
    "$program" $command --inputs "$work/secret" --output "$work/one" --edition dritte \
        > "$work/log" 2>&1
    status=$?
    check "$command sees the same records" grep -q 'Ausgabe „erste“' "$work/log"
done

make_edition secret one --edition zweite --print
check "the edition for print does not look at its twin" \
    is "$(edition one/zweite-druck)" "erste/veroeffentlicht.csv"
check "and publishes the same" cmp "$work/one/zweite/veroeffentlicht.csv" \
    "$work/one/zweite-druck/veroeffentlicht.csv"

all "$work/one/zweite" > "$work/before"
make_edition secret one --edition zweite
all "$work/one/zweite" > "$work/after"
check "nor the edition at that for print" cmp "$work/before" "$work/after"

# Somebody has opened and saved the record.
all "$work/one/zweite" > "$work/before"
sed -i '5s/;/;0/6' "$work/one/erste/veroeffentlicht.csv"
make_edition open one --edition zweite
refused() {
    [ "$status" -eq 3 ] || { echo "status $status"; return 1; }
    grep -q 'erste/veroeffentlicht.csv.*Verweigert: .*nicht mehr so' "$work/log" ||
        { echo "no message"; return 1; }
    all "$work/one/zweite" | cmp - "$work/before"
}
check "a changed record: nothing is replaced" refused
rm -rf "$work/one/zweite-einzeln"
"$program" report 08116 --inputs "$work/open" --output "$work/one" --edition zweite > "$work/log" 2>&1
status=$?
check "a changed record: no single report" [ ! -e "$work/one/zweite-einzeln" ]
not_made() { [ "$status" -eq 3 ] && [ "$(grep -c 'wurde kein Bericht erzeugt' "$work/log")" -eq 1 ]; }
check "which is said once" not_made

# Counts that are changed instead of hidden.
inputs round && source_of round 'method="round5"'
make_edition round rounded
check "rounded counts: an edition" [ "$status" -eq 0 ]
counts() { # EDITION MOST: births of municipalities against the deliverer's
    python3 tests/records/changed.py "$work/$1"/*/veroeffentlicht.csv \
        "$work/one/zweite-open.csv" "$2"
}
make_edition open plain
cp "$work"/plain/*/veroeffentlicht.csv "$work/one/zweite-open.csv"
check "rounded counts are multiples of five, 2 off at most, rates agree" counts rounded 5
"$program" dump document 08116 --inputs "$work/round" --output "$work/none" > "$work/doc" 2>&1
check "readers are told" grep -q 'auf Vielfache von 5 gerundet' "$work/doc"
"$program" explain 08116049 D18 --inputs "$work/round" --output "$work/none" > "$work/doc" 2>&1
check "explain tells" grep -q 'auf Vielfache von 5 gerundet' "$work/doc"

inputs key && source_of key 'method="cellkey" max-change="3" variance="2"'
make_edition key keyed
no_seed() { [ "$status" -eq 3 ] && grep -q 'cell-key.txt.*Verweigert' "$work/log" && [ ! -e "$work/keyed" ]; }
check "cell keys without a seed: refused" no_seed
echo 6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19 > "$work/key/cell-key.txt"
make_edition key keyed
check "cell keys: an edition" [ "$status" -eq 0 ]
check "cell keys: 3 off at most, rates agree" counts keyed 3
check "cell keys: the manifest has the seed's digest, not the seed" \
    sh -c 'grep -q cell-key.txt "$1" && ! grep -qi 6a09e667 "$1"' - \
    "$work/keyed/musterausgabe-2026/manifest.json"
all "$work/keyed" > "$work/before"
make_edition key again
(cd "$work/again" && find . -type f ! -name .sperre | LC_ALL=C sort | xargs sha256sum) > "$work/after"
check "cell keys: the same seed gives the same bytes" cmp "$work/before" "$work/after"
echo 6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd18 > "$work/key/cell-key.txt"
make_edition key again
check "cell keys: another seed gives others" \
    sh -c '! cmp -s "$1" "$2"' - "$work/keyed/musterausgabe-2026/veroeffentlicht.csv" \
    "$work/again/musterausgabe-2026/veroeffentlicht.csv"
