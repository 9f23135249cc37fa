#!/bin/sh
# check and build look at all reports and say the same of templates; what stands in the way of
# an edition. all_reports.sh PROGRAM FOLDER
set -u
program=$1
work=$2
. tests/checks.sh
# says NAME PATTERN FILE; silent the contrary
says() {
    if grep -q -- "$2" "$3"; then ok "$1"; else bad "$1" "$(tail -n 3 "$3" | tr '\n' ' ')"; fi
}
silent() {
    if grep -q -- "$2" "$3"; then bad "$1" "$(grep -m 1 -- "$2" "$3")"; else ok "$1"; fi
}

mkdir "$work/tpl"
cp templates/theme.xml "$work/tpl/"
cp -r inputs "$work/inputs"
cat > "$work/inputs/edition.xml" <<'END'
<edition name="probe" title="Probe" date="2026-01-01">
  <publisher>Probe</publisher>
  <report template="a.xml" for="gemeinde" file="A_{key}"/>
  <report template="b.xml" for="kreis" file="B_{key}"/>
</edition>
END
write() {
    {
        echo '<report volume="Probe" title="Probe" for="gemeinde"><section id="a" title="Probe">'
        echo "<p>$1</p></section></report>"
    } > "$work/tpl/a.xml"
}
echo '<report volume="Probe" title="Probe" for="landkreis"><section id="a" title="Probe"><p>{$name}</p>
</section></report>' > "$work/tpl/b.xml"
run() {
    "$program" "$@" --inputs "$work/inputs" --templates "$work/tpl" --output "$work/out" \
        > "$work/log" 2>&1
    echo "$?" > "$work/status"
    grep 'tpl/' "$work/log" > "$work/found"
}

# A mistake that only one municipality has, and not the first.
write "<if test=\"\$name = 'Wendlingen am Neckar'\">{value('D0l', \$gemeinde, 2015)}</if>"
run check
says "check: the one municipality" "tpl/a.xml:2:.*„D0l“" "$work/log"
says "check: status" '^2$' "$work/status"
# The same in all of them is told three times.
write "<if test=\"\$name != 'Wendlingen am Neckar'\">{\$name + 1}</if>"
run check --jobs 1
cp "$work/found" "$work/one"
sed -n '/weitere Meldungen/p' "$work/log" > "$work/more"
says "check: the same of all" "(und 40 weitere Meldungen dieser Art)" "$work/more"
if [ "$(grep -c 'Bericht Aichtal\|Bericht Aichwald\|Bericht Altbach' "$work/found")" -eq 3 ] &&
    [ "$(grep -c . "$work/found")" -eq 3 ]; then ok "check: the first three"
else bad "check: the first three" "$(cat "$work/found")"; fi
run check --jobs 7
if cmp -s "$work/one" "$work/found"; then ok "check: with any number of workers"
else bad "check: with any number of workers" "$(diff "$work/one" "$work/found")"; fi
run build --jobs 3
if cmp -s "$work/one" "$work/found"; then ok "build: says what check says"
else bad "build: says what check says" "$(diff "$work/one" "$work/found")"; fi
says "build: status" '^1$' "$work/status"
# An edition that is as it should be is not made again only to say the same again.
run build --jobs 3
silent "build again: not one by one" 'tpl/a.xml' "$work/log"
says "build again: how many and where to read them" \
    'probe“ ist auf dem neuesten Stand.*Berichten: 43; „sozialbericht check“' "$work/log"
says "build again: one line" '^1$' - <<END
$(grep -c 'Warnungen in ihren' "$work/log")
END
says "build again: status" '^1$' "$work/status"
# Faults of the figures do not keep check from looking at the reports.
cp "$work/inputs/data/gisd.csv" "$work/gisd"
echo 'Unsinn' >> "$work/inputs/data/gisd.csv"
write "{value('D0l', \$gemeinde, 2015)}"
run check
says "check: figures at fault" "gisd.csv:.*Fehler" "$work/log"
says "check: and reports, too" "tpl/a.xml:2:.*„D0l“" "$work/log"
cp "$work/gisd" "$work/inputs/data/gisd.csv"

# The Sitzungsvorlage without its paper.
cp templates/vorlage.xml "$work/tpl/b.xml"
write 'Text'
run check
silent "with a paper" 'tpl/b.xml.*Fehler' "$work/log"
rm "$work/inputs/paper.xml"
run build
says "without a paper: told with its place" 'tpl/b.xml:[0-9]*:[0-9]*: Fehler: Die Datei paper.xml fehlt' "$work/log"
says "without a paper: once" '^1$' - <<END
$(grep -c 'paper.xml' "$work/log")
END
says "without a paper: status" '^2$' "$work/status"
rm "$work/inputs/actions.xml" "$work/inputs/print-order.xml"
write '{count($actions/action)} Maßnahmen'
sed -i '/b.xml/d' "$work/inputs/edition.xml"
run build
says "without actions: made" '^0$' "$work/status"
run build
silent "build again: nothing to say" . "$work/log"
says "build again: status of nothing" '^0$' "$work/status"
# A folder that would lie elsewhere is a wrong call, not a failing disk.
for name in ../x .x 'a b' ''; do
    run build --edition "$name"
    says "edition „$name“: status" '^64$' "$work/status"
done
