#!/bin/sh
# outputs/index.html: what it lists, that names of files do no harm, that it is the same each
# time, and that axe-core has no finding in Chromium.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: here the time goes to the browser.
set -u

here=tests/page
program=$PWD/${BUILD:-build}/sozialbericht
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. tests/checks.sh
links() { python3 $here/links.py "$1"; }
# run FOLDER COMMAND [OPTION...]
run() {
    out=$work/$1
    shift
    "$program" "$@" --output "$out" > "$work/log" 2>&1
}

for folder in one two; do
    run $folder build
    run $folder run-due --date 2026-12-04
    run $folder report Nürtingen Altbach
    run $folder report nuertingen
done
check "the page lists all there is, and its links lead there" links "$work/one"
check "two makings give the same page" cmp "$work/one/index.html" "$work/two/index.html"
says() { grep -qF -- "$1" "$work/one/index.html" || { echo "nothing says $1"; return 1; }; }
check "it names the sessions" says 'Sitzung SOA am 10.12.2026'
check "and single reports" says 'Musterausgabe 2026, einzeln erstellt'
check "single reports are listed once each" \
    [ "$(grep -c '"path"' "$work/one/musterausgabe-2026-einzeln/berichte.json")" -eq 4 ]
check "the map opens reports of the edition" says \
    '<a href="./musterausgabe-2026/Sozialbericht_08116049_Nuertingen.pdf" aria-label="Nürtingen (PDF)"'
state() { # figures of the page against those of the file itself, attached to the PDF
    python3 - "$work/one" <<'END'
import re, subprocess, sys, csv, io
out = sys.argv[1]
page = open(out + "/index.html", encoding="utf-8").read()
seen = 0
for name in ("08116005_Altdorf", "08116006_Altenriet", "08116004_Altbach"):
    pdf = f"musterausgabe-2026/Sozialbericht_{name}.pdf"
    rows = re.findall(r'<a href="\./' + pdf + r'">.*?</tr>', page)
    cells = re.findall(r'<td[^>]*>(.*?)</td>', rows[-1])
    subprocess.run(["pdfdetach", "-save", "1", "-o", out + "/zahlen.csv", f"{out}/{pdf}"], check=True)
    table = list(csv.DictReader(io.StringIO(open(out + "/zahlen.csv", encoding="utf-8-sig").read()),
                                delimiter=";"))
    key = name[:8]
    newest = max(int(r["jahr"]) for r in table if r["schluessel"] == key and r["wert"])
    assert cells[0] == str(newest), (name, cells, newest)
    secret = sum(r["zeichen"] == "." for r in table)
    count = 0 if cells[1] == "keine" else int(cells[1])
    assert count <= secret, (name, cells, secret)
    seen += count
assert seen > 0
END
}
check "the state of a report is that of its figures" state

# Names that are no friends: of folders, files, titles.
evil="$work/one/\"><img src=x onerror=alert(1)> & 100%"
mkdir "$evil"
cp "$work/one/musterausgabe-2026/Sitzungsvorlage_08116.pdf" "$evil/a'b\"<c>#?&%41;.pdf"
digest=$(sha256sum < "$evil/a'b\"<c>#?&%41;.pdf" | cut -d ' ' -f 1)
cat > "$evil/manifest.json" <<END
{
  "edition": "x",
  "title": "</h2><script>alert(1)</script>",
  "date": "\"><b>",
  "reports": [
    {"path": "a'b\"<c>#?&%41;.pdf", "area": "08116049", "title": "<svg onload=alert(1)>", "name": "\u003c/a>\u0022 onclick=\"alert(1)", "pages": 99999999999, "bytes": 1, "newest": 0, "hidden": 2, "warnings": 3, "sha256": "$digest"},
    {"path": "../musterausgabe-2026/Sitzungsvorlage_08116.pdf", "name": "outside"},
    {"path": "gone.pdf", "name": "gone"},
    {"path": "/etc/passwd", "name": "absolute"}
  ]
}
END
sed -i "s|a'b\"<c>#|a'b\\\\\"<c>#|" "$evil/manifest.json"
mkdir "$work/one/broken" "$work/one/binary" "$work/one/torn" "$work/one/early"
printf '{"reports": [' > "$work/one/broken/manifest.json"
sed 's/^    {"path": "gone.pdf", "name":.*/    {"path": "half", "name": "/' "$evil/manifest.json" \
    > "$work/one/torn/manifest.json"
sed 's/"newest": 0/"newest": -5/' "$evil/manifest.json" > "$work/one/early/manifest.json"
head -c 3000 "$program" > "$work/one/binary/manifest.json"
ln -s /etc "$work/one/linked"
run one report Altbach
check "they are listed" says '&lt;/a&gt;&quot; onclick=&quot;alert(1)'
check "evil names are only text" sh -c \
    '! grep -qE "<img|<b>|<svg onload|onclick=\"|</h2><script" "$1"' - "$work/one/index.html"
check "what lies outside or is gone is not listed" sh -c \
    '! grep -qE ">(outside|gone|absolute)<|passwd" "$1"' - "$work/one/index.html"
rm -r "$work/one/broken" "$work/one/binary" "$work/one/torn" "$work/one/early"
run one report Altbach
check "links to such names lead there" links "$work/one"

# Without boundaries and before any report.
mkdir "$work/in"
cp -r inputs/* "$work/in"
rm "$work/in/boundaries.xml"
run none report Altbach --inputs "$work/in"
check "without boundaries there is no map" sh -c '! grep -q "<svg" "$1"' - "$work/none/index.html"
check "but the list" links "$work/none"

axe=
for place in "${AXE:-}" "${BUILD:-build}/axe/node_modules/axe-core/axe.min.js" \
    /usr/share/nodejs/axe-core/axe.min.js; do
    [ -z "$axe" ] && [ -f "$place" ] && axe=$place
done
if [ -z "$axe" ] && command -v npm > /dev/null; then
    npm install --silent --no-audit --no-fund --ignore-scripts \
        --prefix "${BUILD:-build}/axe" axe-core@4.10.3 > /dev/null 2>&1
    place=${BUILD:-build}/axe/node_modules/axe-core/axe.min.js
    [ -f "$place" ] && axe=$place
fi
chromium=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$axe" ] || [ -z "$chromium" ]; then
    echo "skip axe-core: chromium or axe-core is missing (npm install --prefix build/axe axe-core)"
    exit 0
fi
look() { HOME=$work python3 $here/axe.py "$chromium" "$axe" "$@"; }
finds() { # ROWS PARTS SHAPES TEXT: what a search leaves
    grep -q "rows $1, editions $2, on the map $3: $4" "$work/why"
}
check "axe-core has no finding" look "$work/two/index.html" light 1280
check "nor in the dark" look "$work/two/index.html" dark 1280
check "nor on a telephone" look "$work/two/index.html" light 400
check "nor with evil names" look "$work/one/index.html" light 1280
check "nor without a map" look "$work/none/index.html" light 1280
sed 's/#5B564D/#B5B0A5/; s/<label for="suche"/<label/' "$work/two/index.html" > "$work/pale.html"
check "it would find pale text and a field without a name" sh -c \
    '! python3 "$1/axe.py" "$2" "$3" "$4" light 1280 > "$5/pale"; grep -q "bad color-contrast" "$5/pale" &&
     grep -q "bad label" "$5/pale"' - $here "$chromium" "$axe" "$work/pale.html" "$work"
search() { look "$work/two/index.html" light 1280 "$5" && cp "$work/why" "$work/found" && finds "$1" "$2" "$3" "$4"; }
check "search finds a municipality in all editions" search 4 2 1 "4 Berichte" nürt
check "however it is written" search 4 2 1 "4 Berichte" NUERTINGEN
check "without the dots of its umlaut" search 4 2 1 "4 Berichte" nurt
check "with the dots as a character of their own" search 4 2 1 "4 Berichte" "$(printf 'nu\314\210rt')"
check "by its key" search 4 2 1 "4 Berichte" 08116049
check "several words" search 1 1 0 "1 Bericht" "vorlage soa"
check "nothing" search 0 0 0 "Kein Bericht passt." xyzzy
