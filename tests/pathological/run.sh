#!/bin/sh
# Templates that nobody writes, through the whole program: each call ends within limits of
# processor time and memory, with a PDF that is sound or with a message and its place.
# Documents of this kind for the layout alone: tests/unit/test_pathological.c.
# Prints "ok NAME", "not ok NAME: why".
set -u

world=tests/golden
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT
seconds=20
memory=1500000 # [KB]
# A sanitizer reserves more address space than there is memory.
case ${BUILD:-build} in *asan*) memory=unlimited seconds=200 ;; esac

. tests/checks.sh

# qpdf takes long for the largest ones.
sound() {
    [ "$(wc -c < "$1")" -gt 3000000 ] || qpdf --check "$1" > "$work/qpdf" 2>&1
}

# repeat N TEXT
repeat() {
    awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}

# nested N OPEN INNER CLOSE
nested() {
    repeat "$1" "$2"
    printf '%s' "$3"
    repeat "$1" "$4"
}

# page NAME STATUS MESSAGE: a report with the blocks of standard input as its only section.
# STATUS is a pattern; MESSAGE too, or empty for none that is asked for.
page() {
    rm -rf "$work/t" "$work/out"
    mkdir -p "$work/t"
    cp $world/templates/theme.xml "$work/t"
    {
        printf '<report volume="Probe" title="Probe" for="gemeinde" subject="Probe"'
        printf ' publication="Probe"><contents title="Inhalt"/>'
        printf '<section title="Abschnitt" new-page="yes">\n'
        cat
        printf '\n</section></report>\n'
    } > "$work/t/gemeinde.xml"
    (
        ulimit -t $seconds
        ulimit -v $memory
        exec "$program" report Cannweiler --inputs $world/inputs --templates "$work/t" \
            --output "$work/out"
    ) > "$work/path" 2> "$work/log"
    status=$?
    if ! echo "$status" | grep -qxE "$2"; then
        bad "$1" "status $status: $(cut -c1-300 "$work/log" | grep -m1 -E 'Fehler|Arbeitsspeicher')"
    elif [ -n "$3" ] && ! grep -qE -- "$3" "$work/log"; then
        bad "$1" "no message with $3: $(cut -c1-300 "$work/log" | head -n 1)"
    elif [ "$status" -le 1 ] && ! sound "$(cat "$work/path")"; then
        bad "$1" "$(tail -n 1 "$work/qpdf")"
    elif grep -q 'Seitenbeschreibung ist fehlerhaft' "$work/log"; then
        bad "$1" "$(grep -m1 'Seitenbeschreibung ist fehlerhaft' "$work/log" | cut -c1-200)"
    else
        ok "$1"
    fi
}

# shown NAME TEXT N: the pages of that report have TEXT N times. (poppler would take minutes to
# read them; that a PDF has the texts of its pages is tested with the reports.)
shown() {
    n=$("$program" dump pages Cannweiler --inputs $world/inputs --templates "$work/t" 2> "$work/log" |
        sed 1,/^page/d | grep -o "$2" | wc -l)
    if [ "$n" -eq "$3" ]; then ok "$1"; else bad "$1" "$n instead of $3"; fi
}

word=$(repeat 2500 'ÄqQ7')
printf '<p>%s</p>' "$word" | page "a word of 10,000 letters in a paragraph" '0|1' ''
shown "all of it is printed" Q 2500
printf '<box title="%s"><p>%s</p></box>' "$word" "$word" |
    page "a word of 10,000 letters in a box and its title" '0|1' ''
printf '<list><item>%s</item></list>' "$word" | page "... in a list" '0|1' ''
{
    printf '<table title="Tabelle"><head><row><cell>A</cell><cell>B</cell></row></head>'
    printf '<row><headcell>%s</headcell><cell>%s</cell></row></table>' "$word" "$word"
} | page "... in cells" '0|1' ''
printf '<section title="%s" new-page="yes"><p>Text</p></section>' "$word" |
    page "... in a heading and its entry of the contents" '0|1' 'mehr als (zwei|12) Zeilen'
printf '<figure kind="line" title="%s" subtitle="%s"><series indicator="D01" area="$gemeinde" name="%s"/></figure>' \
    "$word" "$word" "$word" > "$work/figure"
page "... in a chart, its title and label" '[012]' '' < "$work/figure"

printf '<p>%s</p>' "$(repeat 100000 'Wort ')" | page "a paragraph of 100,000 words" '0|1' ''
shown "all of them are printed" Wort 100000
printf '<section title="%s" new-page="yes"><p>Text</p></section>' "$(repeat 5000 'Titelwort ')" |
    page "a title of 5,000 words" '0|1' 'Titel .* braucht mehr als 12 Zeilen'

nested 10000 '<box>' '<p>tief</p>' '</box>' |
    page "boxes nested 10,000 deep" 2 'gemeinde.xml:2:[0-9]+: Fehler: .*Elemente ineinander'
nested 10000 '<list><item>' '<p>tief</p>' '</item></list>' |
    page "lists nested 10,000 deep" 2 'gemeinde.xml:2:[0-9]+: Fehler: .*Elemente ineinander'
nested 10000 '<p><b>' 'tief' '</b></p>' |
    page "paragraphs nested 10,000 deep" 2 'gemeinde.xml:2:[0-9]+: Fehler'
nested 10000 '<if test="true()">' '<p>tief</p>' '</if>' |
    page "conditions nested 10,000 deep" 2 'gemeinde.xml:2:[0-9]+: Fehler: .*Elemente ineinander'
printf '<p>{%s}</p>' "$(nested 10000 '(' '1' ')')" |
    page "an expression nested 10,000 deep" 2 'gemeinde.xml:2:[0-9]+: Fehler'
nested 25 '<columns><column span="6">' '<p>tief</p>' \
    '</column><column span="6"><p>rechts</p></column></columns>' |
    page "columns nested as deep as XML may be" '[012]' ''

{
    printf '<table title="Tabelle"><head><row><cell>A</cell><cell>B</cell></row></head>'
    repeat 100000 '<row><headcell>Zeile</headcell><cell>1,5</cell></row>'
    printf '</table>'
} | page "a table of 100,000 rows" '[012]' ''
[ "$status" -gt 1 ] || shown "all of them are printed" Zeile 100000
{
    printf '<table title="Tabelle"><head><row>'
    repeat 250 '<cell>Kopf</cell>'
    printf '</row></head>'
    repeat 100 "<row>$(repeat 250 '<cell>1,5</cell>')</row>"
    printf '</table>'
} | page "a table of 250 columns" '[012]' 'breiter als der Satzspiegel'
{
    printf '<table title="Tabelle"><head><row><cell>A</cell><cell>B</cell></row></head><row>'
    printf '<headcell>Zelle</headcell><cell>%s</cell></row></table>' "$(repeat 5000 'Zeile<br/>')"
} | page "a cell of 5,000 lines" '0|1' ''
shown "all of them are printed" Zeile 5000
repeat 10000 '<section title="Unterabschnitt"><p>Text</p></section>' |
    page "10,000 sections" '0|1' ''
{
    repeat 14 '<for-each select="$gemeinden" as="g">'
    printf '<p>{$g/@name}</p>'
    repeat 14 '</for-each>'
} | page "loops in loops" '[12]' 'gemeinde.xml:2:[0-9]+: (Fehler|Warnung)'
