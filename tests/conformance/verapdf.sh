#!/bin/sh
# make conformance: every PDF of a full build against PDF/A-2a and PDF/UA-1, by veraPDF
# (fetched by Maven once, into the build folder). Failed rules are printed with their page.
set -eu
build=${BUILD:-build}
program=$build/sozialbericht
here=tests/conformance/verapdf
tool=$build/verapdf
flavours=2a,ua1

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
"$program" build --output "$work" > "$work/log" 2>&1 || [ $? -le 1 ] || { tail -n 3 "$work/log"; exit 1; }
java -cp "$tool/lib/*:$tool" Validate "$flavours" "$work"/*/*.pdf
