#!/bin/sh
# Every sentence that the program can make, for all areas, read again by a program of its own
# (evaluate.py) and held against the published figures; then faults, planted in true sentences
# and in sentences.xml, each of which it must find.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: it reads what others make with them.
set -u

here=tests/sentences
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
shared=../shared/data
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT
export PYTHONDONTWRITEBYTECODE=1

# dump FOLDER OPTIONS...: what check.py reads. Warnings about data are no failure.
dump() {
    folder=$1
    shift
    mkdir -p "$folder"
    for what in findings statistics analysis; do
        "$program" dump $what "$@" > "$folder/$what" 2> "$folder/log"
        [ $? -le 1 ] || { echo "not ok sentences: dump $what: $(tail -n 1 "$folder/log")"; return 1; }
    done
    "$program" list "$@" > "$folder/list" 2> "$folder/log"
    cp inputs/catalogue.xml "$folder/catalogue.xml"
}

dump "$work/here" && python3 $here/check.py "$work/here" && python3 $here/check.py "$work/here" --faults

# again NAME EXPRESSION: sentences.xml changed by sed must make wrong sentences.
again() {
    rm -rf "$work/templates"
    cp -r templates "$work/templates"
    sed "$2" templates/sentences.xml > "$work/templates/sentences.xml"
    if cmp -s templates/sentences.xml "$work/templates/sentences.xml"; then
        echo "not ok sentences: planted, $1: nothing was changed"
        return
    fi
    cp -r "$work/here" "$work/changed"
    "$program" dump findings --templates "$work/templates" > "$work/changed/findings" 2> "$work/log"
    if [ ! -s "$work/changed/findings" ]; then
        echo "not ok sentences: planted, $1: $(tail -n 1 "$work/log")"
    elif python3 $here/check.py "$work/changed" --quiet; then
        echo "not ok sentences: planted, $1: no sentence was found wrong"
    else
        echo "ok sentences: planted, $1"
    fi
    rm -rf "$work/changed"
}
again "more told as less" 's/more="Höherer Anteil Älterer"/more="Geringerer Anteil Älterer"/'
again "article of another gender" 's/subject="der Deprivationsindex GISD"/subject="die Deprivationsindex GISD"/'
again "a plural as a singular" 's/ number="plural"//'
again "doubled space" 's/{wann} {erste}, {zweite}/{wann} {erste},\&#160; {zweite}/'
again "the other group first" 's/first="S34" second="S09"/first="S09" second="S34"/'
again "births and deaths exchanged" 's/first="D16" second="D17"/first="D17" second="D16"/'
again "value and comparison exchanged" 's/bei {wert-dativ} und damit {über} dem Wert {des-vergleichs} ({zweitwert})/bei {zweitwert-dativ} und damit {über} dem Wert {des-vergleichs} ({wert})/'
again "chance told as a difference" 's/; der Unterschied kann Zufall sein/ und damit über dem Wert/'
again "too wide a tolerance" 's/tolerance="3"/tolerance="9"/'
again "a date that is not that of the figure" 's/when="Ende {jahr}"/when="Ende 2014"/'

# Another district by configuration alone, from the publishers' own files.
if [ -d "$shared/regionalstatistik" ]; then
    mkdir -p "$work/inputs" && cp -r inputs/. "$work/inputs/" &&
        cp tests/originals/sources.xml tests/goeppingen/*.xml "$work/inputs/" &&
        cp -r "$shared/regionalstatistik" "$work/inputs/data/" || exit 1
    dump "$work/there" --inputs "$work/inputs" &&
        python3 $here/check.py "$work/there" | sed 's/sentences:/sentences of another district:/'
else
    echo "skip sentences of another district: $shared is absent"
fi
