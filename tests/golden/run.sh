#!/bin/sh
# The tiny world of this folder (invented district, invented figures), stage by stage,
# against expected/*.txt; and wrong/*: files laid over that world, whose messages are
# golden, too. Each golden file holds standard output, messages and status of one call.
# pictures/: the pages of one report, as they look.
# GOLDEN=1 rewrites them: read the difference before keeping it.
# Prints "ok NAME", "not ok NAME: why".
set -u

here=tests/golden
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

. tests/checks.sh

# compare NAME: $work/now against the golden file of that name
compare() {
    expected=$here/expected/$1.txt
    if [ -n "${GOLDEN:-}" ]; then
        mkdir -p "$(dirname "$expected")" && cp "$work/now" "$expected" && ok "$1 (rewritten)" ||
            bad "$1" "cannot write $expected"
    elif cmp -s "$work/now" "$expected"; then
        ok "$1"
    else
        bad "$1" "differs from $expected"
        diff -u "$expected" "$work/now" 2>&1 | sed 1,2d | head -n 20
    fi
}

# call FOLDER ARGUMENTS...: output, messages, status to $work/now. Paths in messages are
# relative to FOLDER, so that they are the same everywhere.
call() {
    folder=$1
    shift
    (cd "$folder" && "$program" "$@") > "$work/now" 2> "$work/messages"
    status=$?
    [ ! -s "$work/messages" ] || { echo '--- Meldungen'; cat "$work/messages"; } >> "$work/now"
    echo "--- Status $status" >> "$work/now"
}

golden() { # NAME ARGUMENTS...
    name=$1
    shift
    call . "$@" --inputs $here/inputs --templates $here/templates
    compare "$name"
}

golden facts dump facts
golden statistics dump statistics
golden document dump document Cannweiler
golden pages dump pages Cannweiler
golden explain-proportion explain Ahlbach S06 2022
golden explain-hidden explain Cannweiler S44 2022
golden explain-sum explain 'Landkreis Auental' S44 2022
golden explain-difference explain SUED D15 2022
golden check check
golden list list
golden help help
golden language help language

for folder in $here/wrong/*/; do
    name=$(basename "$folder")
    rm -rf "$work/wrong"
    mkdir "$work/wrong" && cp -r $here/inputs $here/templates "$work/wrong/" &&
        cp -r "$folder". "$work/wrong/" || { bad "wrong/$name" "cannot be copied"; continue; }
    call "$work/wrong" check
    compare "wrong/$name"
done

# Pages as they look, within a tolerance (pictures.py). What differs stays for looking at.
seen=${BUILD:-build}/pictures
rm -rf "$seen" && mkdir -p "$seen" $here/pictures
picture=$("$program" report Cannweiler --inputs $here/inputs --templates $here/templates \
    --output "$work/report" 2> "$work/messages")
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
if [ -n "${GOLDEN:-}" ]; then
    python3 $here/pictures.py rewrite "$picture" $here/pictures cannweiler "$work"
else
    python3 $here/pictures.py compare "$picture" $here/pictures cannweiler "$seen"
    python3 $here/pictures.py faults "$picture" "$work"
fi

# Calls that are wrong themselves, one after the other.
: > "$work/all"
while read -r words; do
    # shellcheck disable=SC2086
    call $here $words
    { echo "\$ sozialbericht $words"; cat "$work/now"; } >> "$work/all"
done <<'END'
bild
build --inptus inputs
build --jobs 0
report
report Ahlbch
dump nothing
dump document
explain Ahlbach
explain Ahlbach S60
explain Ahlbach S06 heute
explain Ahlbach S06 1999
check --inputs nirgends
END
mv "$work/all" "$work/now"
compare wrong-calls

# The hidden counts: 47 and 37 persons advised (the limit is 50), 2 and 1 of Hilfen (the
# limit is 3), and the rates made of them: 47,0; 462,5; 10,3; 55,6. The 120 of Birkental are
# hidden beside them: 604 - 400 - 120 would leave 35 to 49 for both. So is the group of
# Ahlbach and Birkental.
hidden_rows() { # each is there, and without any number
    [ "$(grep -c ';hidden;' "$1")" -eq 8 ] || { echo "$(grep -c ';hidden;' "$1") instead of 8"; return 1; }
    for row in 08999003\;F09 08999004\;F09 08999003\;F10 08999004\;F10 08999003\;S44 \
               08999004\;S44 08999002\;S44 SUED\;S44; do
        grep -q "^$row;;2022;;hidden;;;;;;;;;;[01]\$" "$1" || { echo "$row 2022"; return 1; }
    done
}
# What is read in a dump stands between quotes, a point of a chart behind value=.
hidden_in() { # FILE: lines with a hidden number
    grep -oE '"([^"\\]|\\.)*"|value=[^ ]*|to=[^ ]*' "$1" |
        grep -E '(^|[^0-9.,])(47|37|47[.,]0|462[.,]5|10[.,](3|256[0-9]*)|55[.,](6|555[0-9]*))([^0-9.,]|[.,]?[^0-9]|$)'
}
hidden() { # NAME COMMAND...
    name=$1
    shift
    if message=$("$@"); then ok "$name"; else bad "$name" "$(echo "$message" | head -n 3 | tr '\n' ' ')"; fi
}
not_hidden_in() { ! hidden_in "$1"; }

printf '%s\n' 'text text="47"' 'point value=462.5 x' 'alt="Kreis 10,3."' > "$work/leak"
hidden "the search for hidden figures finds them" test "$(hidden_in "$work/leak" | wc -l)" -eq 3
"$program" dump statistics --inputs $here/inputs > "$work/statistics" 2>&1
hidden "hidden figures carry no number in the statistics" hidden_rows "$work/statistics"
for stage in document pages; do
    for area in Ahlbach Birkental Cannweiler Dornhalde; do
        "$program" dump $stage $area --inputs $here/inputs --templates $here/templates > "$work/dump" 2>&1
        hidden "no hidden figure in the $stage of $area" not_hidden_in "$work/dump"
    done
done
for area in Cannweiler Dornhalde 08999; do
    for indicator in F09 F10 S44; do
        "$program" explain $area $indicator 2022 --inputs $here/inputs 2>&1
    done
done | sed -n 's/^  [+−] [^:]*: \([^ ]*\) Personen .*/"\1"/p' > "$work/dump"
hidden "no hidden figure is explained" not_hidden_in "$work/dump"
