#!/bin/sh
# The reports as others' programs see them: sound PDF 1.7, the metadata that PDF/A and
# PDF/UA ask for, a structure tree. The reference validator runs in verapdf.sh.
# Not with sanitizers: it reads files that others make with them.
set -u
program=${SOZIALBERICHT:-${BUILD:-build}/sozialbericht}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$program" build --output "$work/out" >"$work/log" 2>&1
status=$?
[ "$status" -le 1 ] || {
    echo "not ok conformance: no reports, status $status: $(tail -n 1 "$work/log")"
    exit 0
}
find "$work/out" -name '*.pdf' | LC_ALL=C sort >"$work/files"
[ -s "$work/files" ] || { echo 'not ok conformance: no reports'; exit 0; }

# each NAME FUNCTION: the function must hold for every report; it prints why not.
each() {
    while IFS= read -r file; do
        if ! why=$("$2" "$file" 2>&1); then
            echo "not ok $1: $(basename "$file"): $(printf '%s' "$why" | head -n 3 | tr '\n' ' ')"
            return
        fi
    done <"$work/files"
    echo "ok $1"
}

sound() {
    [ "$(head -c 8 "$1")" = '%PDF-1.7' ] || { head -c 8 "$1"; return 1; }
    qpdf --check "$1" >"$work/qpdf" 2>&1 || { tail -n 2 "$work/qpdf"; return 1; }
}

# The XMP packet: well-formed, and with the identifiers of both standards.
metadata() {
    pdfinfo -meta "$1" >"$work/xmp" || return 1
    xmllint --noout "$work/xmp" || return 1
    for element in pdfaid:part pdfaid:conformance pdfuaid:part dc:title dc:language; do
        grep -q "$element" "$work/xmp" || { echo "no $element"; return 1; }
    done
}

# The document catalogue: language, tags, title in the window, output intent, /ID.
catalogue() {
    qpdf --qdf --object-streams=disable "$1" "$work/qdf" || return 1
    for key in '/Lang (de' '/MarkInfo' '/Marked true' '/StructTreeRoot' '/DisplayDocTitle true' \
        '/OutputIntents' '/GTS_PDFA1' '/ID \['; do
        grep -aq -- "$key" "$work/qdf" || { echo "no $key"; return 1; }
    done
    for key in /JavaScript /Launch /Encrypt; do
        grep -aq -- "$key" "$work/qdf" && { echo "has $key"; return 1; }
    done
    return 0
}

structure() {
    pdfinfo -struct "$1" >"$work/struct" 2>&1 || return 1
    elements="Document H1 P Table TH TD"
    case $1 in *_Kurz_*) elements="Document H1 P Figure" ;; esac # its values stand in the long report
    for element in $elements; do
        grep -qE "^ *$element( |\$|:)" "$work/struct" || { echo "no $element"; return 1; }
    done
}

each 'PDF is sound' sound
each 'metadata is complete' metadata
each 'catalogue is complete' catalogue
each 'structure is readable' structure
