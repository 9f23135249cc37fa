#!/bin/sh
# make conformance: every PDF of a full build and of its print edition against PDF/A-3a and
# PDF/UA-1, and of a build without attached figures against PDF/A-2a, by veraPDF (fetched by
# Maven once, into the build folder). Failed rules are printed with their page.
set -eu
build=${BUILD:-build}
program=$build/sozialbericht
here=tests/conformance/verapdf
tool=$build/verapdf

if [ ! -f "$tool/lib/complete" ] || [ "$here/pom.xml" -nt "$tool/lib/complete" ]; then
    mkdir -p "$tool"
    if ! mvn -q -B -f "$here/pom.xml" dependency:copy-dependencies \
        -DoutputDirectory="$(cd "$tool" && pwd)/lib" > "$tool/maven.log" 2>&1; then
        tail -n 5 "$tool/maven.log"
        echo 'veraPDF ist nicht zu bekommen: Maven Central ist nicht erreichbar. Nichts wurde geprüft.'
        exit 1
    fi
    touch "$tool/lib/complete"
fi
if [ ! -f "$tool/Validate.class" ] || [ "$here/Validate.java" -nt "$tool/Validate.class" ]; then
    javac -cp "$tool/lib/*" -d "$tool" "$here/Validate.java"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# make NAME COMMAND [OPTIONS...]: makes reports.
make() {
    name=$1
    shift
    "$program" "$@" --output "$work/$name" > "$work/log" 2>&1 || [ $? -le 1 ] ||
        { tail -n 3 "$work/log"; exit 1; }
}
# validate NAME FLAVOURS [WHICH...]: all of them, or those that find's expression WHICH names.
validate() {
    files=$work/$1
    flavours=$2
    shift 2
    find "$files" -name '*.pdf' "$@" | grep -q . ||
        { echo "none to validate: ${files##*/} $*"; exit 1; }
    find "$files" -name '*.pdf' "$@" -exec \
        java -cp "$tool/lib/*:$tool" Validate "$flavours" {} +
}
make screen build
validate screen 3a,ua1
make plain build --pdfa 2a
validate plain 2a
make print build --print
validate print 3a,ua1
make gallery gallery # invented values: no figures are attached
validate gallery 2a,ua1
make annex report Altbach 08116 --annex 3 --paper 012/2026
validate annex 3a,ua1 ! -name 'Druckauftrag_*'
validate annex 2a,ua1 -name 'Druckauftrag_*' # no figures, none attached
