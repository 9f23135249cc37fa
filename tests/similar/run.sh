#!/bin/sh
# What templates compare a municipality with: the median of its similar ones, computed once more
# in R out of what is published, and the newest year with a figure of its own. Prints "ok NAME",
# "not ok NAME: why", "skip NAME: why".
set -u

here=tests/similar
program=${SOZIALBERICHT:-build/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

"$program" dump statistics >"$work/statistics" 2>"$work/log"
"$program" dump analysis >"$work/analysis" 2>>"$work/log"

# Rates of every kind: hidden for many places (S07, M17), for none (D18), of one year (M13).
cp -R templates "$work/tpl"
{
    echo '<report volume="v" title="t" for="landkreis" subject="s" publication="p"><section title="A">'
    for what in "S07 2016" "M17 2016" "D18 2015" "D18 2011" "M13 2011" "S29 2019" "S28 1999"; do
        i=${what% *} y=${what#* }
        printf '<for-each select="$gemeinden" as="g"><let name="m" select="neighbours-median('
        printf "'%s', \$g, %s)\"/>" "$i" "$y"
        # shellcheck disable=SC2016
        printf '<p>median;{$g/@key};%s;%s;{$m/@n};{$m/@of};{$m/@low};{$m/@number};{$m/@high};{$m}</p>' "$i" "$y"
        # shellcheck disable=SC2016
        printf '<p>newest;{$g/@key};%s;{newest('"'%s'"', $g)}</p></for-each>\n' "$i" "$i"
    done
    echo '</section></report>'
} >"$work/tpl/landkreis.xml"
"$program" dump document 08116 --file Sozialbericht --templates "$work/tpl" >"$work/document" 2>"$work/log"
[ $? -le 1 ] || echo "not ok templates print them: $(head -n 1 "$work/log")"
# A sign among the words stands in a text of its own.
awk '/^ *paragraph/ { if (line != "") print line; line = "" }
     match($0, /text="[^"]*"/) { line = line substr($0, RSTART + 6, RLENGTH - 7) }
     END { print line }' "$work/document" | grep '^median;\|^newest;' >"$work/printed"
if command -v Rscript >/dev/null 2>&1; then
    Rscript --vanilla $here/again.R "$work/statistics" "$work/analysis" "$work/printed" 2>"$work/err" ||
        echo "not ok R: $(tail -n 2 "$work/err" | tr '\n' ' ')"
else
    echo 'skip medians in R: Rscript is not installed (r-base-core)'
fi
