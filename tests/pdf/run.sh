#!/bin/sh
# What other programs see in a PDF of ours: the documents of tests/unit/test_pdf.c are
# written and read back with qpdf and poppler. sample.txt and sample-tags.txt hold what
# was put in, typed from the source of that program.
set -u
cd "$(dirname "$0")/../.." || exit 1
program=${BUILD:-build}/unit/test_pdf
here=tests/pdf
work=${TEST_TMP:-$(mktemp -d)}
failed=0

have() {
    command -v "$1" >/dev/null 2>&1
}

# verdict NAME STATUS WHY
verdict() {
    if [ "$2" -eq 0 ]; then
        echo "ok $1"
    else
        echo "not ok $1: $3"
        failed=1
    fi
}

if [ ! -x "$program" ]; then
    echo "skip pdf: $program is not built"
    exit 0
fi
if ! "$program" --write "$work" >"$work/end" 2>"$work/log"; then
    echo "not ok write: $(head -1 "$work/log")"
    exit 1
fi

cmp -s "$work/sample.pdf" "$work/again.pdf"
verdict same_bytes_twice $? "sample.pdf and again.pdf differ"

if have qpdf; then
    for name in sample other long heads many; do
        qpdf --check "$work/$name.pdf" >"$work/qpdf" 2>&1
        verdict "qpdf_$name" $? "$(grep -m1 WARNING "$work/qpdf")"
    done
    # Heads by name: the sample says in its titles what its cells must name.
    why=$(python3 "$here/heads.py" "$work/heads.pdf" titles 2>&1)
    verdict cells_name_their_heads $? "$(printf '%s' "$why" | tail -n 1)"
else
    echo "skip qpdf: not installed"
fi

if ! have pdftotext || ! have pdffonts || ! have pdfinfo; then
    echo "skip poppler: not installed"
    exit $failed
fi

# pdftotext writes every space as U+0020; the tags below show which one it is.
# A broken word ends in U+00AD; without it and the line end the word is whole.
soft_hyphen=$(printf '\302\255')
pdftotext -enc UTF-8 -raw -nopgbrk "$work/sample.pdf" - |
    sed -e ":again" -e "/$soft_hyphen\$/{N;s/$soft_hyphen\\n//;b again" -e "}" >"$work/text"
diff "$here/sample.txt" "$work/text" >"$work/diff"
verdict text_is_exact $? "$(sed -n 2p "$work/diff") ..."

# Ligatures are there, and their letters are read.
pdftotext -enc UTF-8 -raw -nopgbrk "$work/joined.pdf" "$work/text"
echo "Pflegefläche, Definition und Griff; Auflage, Schaffell" | cmp -s - "$work/text"
verdict ligatures_are_letters $? "$(head -1 "$work/text")"
if have qpdf; then
    # fl and fi as one code each
    qpdf --qdf --object-streams=disable "$work/joined.pdf" - |
        grep -ac '^<..><0066006[9C]>$' >"$work/joined"
    [ "$(cat "$work/joined")" -eq 2 ]
    verdict ligatures_are_set $? "$(cat "$work/joined") of 2 ligatures"
fi

# Codes of two bytes, where those of one are used up.
pdftotext -enc UTF-8 -raw -nopgbrk "$work/many.pdf" "$work/text"
python3 - "$work/text" <<'END'
import sys
blocks = (0x100, 0x17F), (0x3B1, 0x3C8), (0x410, 0x44F)
lines = ["".join(map(chr, range(n, min(n + 31, last) + 1)))
         for first, last in blocks for n in range(first, last + 1, 32)]
found = open(sys.argv[1], encoding="utf-8").read().splitlines()
sys.exit(found != lines + ["ABC äöü (1\\2)"])
END
verdict many_characters $? "$(head -1 "$work/text")"
if have qpdf; then
    qpdf --qdf --object-streams=disable "$work/many.pdf" - | grep -ac '^<8[0-9A-F]\{3\}><[0-9A-F]\{4\}>$' \
        >"$work/many"
    [ "$(cat "$work/many")" -gt 0 ]
    verdict some_codes_are_wide $? "$(cat "$work/many") codes of two bytes"
fi

# The right edge of "genau" in 1/1000 pt, to 1/100 pt.
drawn=$(pdftotext -bbox "$work/sample.pdf" - |
    sed -n 's/.*xMax="\([0-9]*\)\.\([0-9]\{3\}\)[0-9]*".*>genau<.*/\1\2/p')
measured=$(cat "$work/end")
[ "$((drawn - measured))" -le 10 ] && [ "$((measured - drawn))" -le 10 ]
verdict drawn_as_measured $? "measured $measured, drawn $drawn [1/1000 pt]"

# Object numbers and identifiers are not the matter here.
pdfinfo -struct-text "$work/sample.pdf" 2>&1 |
    sed -e 's/Object [0-9]* [0-9]*/Object/' -e 's/ <e[0-9]*>//' >"$work/tags"
diff "$here/sample-tags.txt" "$work/tags" >"$work/diff"
verdict tags_are_exact $? "$(sed -n 2p "$work/diff") ..."

# name, type (two words), encoding, embedded, subset, unicode, object (two numbers)
pdffonts "$work/sample.pdf" 2>&1 | sed 1,2d >"$work/fonts"
[ "$(wc -l <"$work/fonts")" -eq 5 ] &&
    ! grep -v '^[A-Z]\{6\}+[^ ]* *CID TrueType *Custom *yes yes yes ' "$work/fonts" >"$work/bad"
verdict fonts_are_embedded_subsets $? "$(head -1 "$work/bad" 2>/dev/null)"

pdfinfo "$work/sample.pdf" >"$work/info" 2>&1
grep -q '^Title:  *Sozialbericht Nürtingen <2026> & mehr$' "$work/info" &&
    grep -q '^Subject:  *Musterausgabe – „Probe“$' "$work/info" &&
    grep -q '^Tagged:  *yes$' "$work/info" && grep -q '^PDF version:  *1.7$' "$work/info"
verdict info_is_readable $? "pdfinfo: $(head -3 "$work/info" | tr '\n' ' ')"

exit $failed
