#!/bin/sh
# Each rule of lint.sh fires on a small tree that breaks it, and only there.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

reset() {
    rm -rf "$tree/pipeline" "$tree/tests"
    mkdir -p "$tree/tests"
    for room in base xml facts ingest check methods stats guard document compose page layout pdf \
        archive cli layout/tools tools; do
        mkdir -p "$tree/pipeline/$room"
    done
    printf '/* Good. */\n#include <stdio.h>\n' >"$tree/pipeline/base/good.h"
    printf '/* Good. */\n' >"$tree/pipeline/guard/published.h"
}

# expect NAME PATTERN: lint finds exactly one thing, a line that holds PATTERN.
# Without PATTERN it finds nothing.
expect() {
    status=0
    out=$(sh "$here/lint.sh" "$tree" 2>&1) || status=$?
    if [ -z "${2:-}" ]; then
        if [ "$status" -eq 0 ] && [ -z "$out" ]; then
            echo "ok lint $1"
        else
            echo "not ok lint $1: status $status, $out"
        fi
    else
        count=$(printf '%s\n' "$out" | grep -c . || true)
        case $out in
        *"$2"*)
            if [ "$status" -eq 1 ] && [ "$count" -eq 1 ]; then
                echo "ok lint $1"
            else
                echo "not ok lint $1: status $status, $count findings"
            fi
            ;;
        *) echo "not ok lint $1: wanted $2, got $out" ;;
        esac
    fi
    reset
}

# put FILE TEXT (printf format)
put() {
    # shellcheck disable=SC2059
    printf "$2" >"$tree/pipeline/$1"
}

repeat() {
    i=0
    while [ "$i" -lt "$1" ]; do
        printf '%s\n' "$2"
        i=$((i + 1))
    done
}

reset
expect 'clean tree'
put compose/a.c '#include "facts/facts.h"\n'
expect 'compose includes facts' 'pipeline/compose/a.c:1: include: compose/ may not include facts/facts.h'
put compose/a.c '#include "guard/guard.h"\n'
expect 'compose includes guard' 'include: compose/ may not include guard/guard.h'
put compose/a.c '#include "guard/published.h"\n#include "document/document.h"\n'
expect 'compose includes published'
put base/a.c '\n#  include "xml/xml.h"\n'
expect 'base includes xml' 'base/a.c:2: include: base/'
put layout/table.c '#include "xml/xml.h"\n'
expect 'layout includes xml' 'include: layout/ may not include xml/xml.h'
put layout/theme.c '#include "xml/xml.h"\n'
expect 'theme includes xml'
put pdf/a.c '#include "layout/layout.h"\n'
expect 'pdf includes layout' 'include: pdf/'
put guard/published.h '/* x */\n#include "compose/compose.h"\n'
expect 'guard includes compose' 'include: guard/'
put base/a.c '#include "good.h"\n'
expect 'include without room' 'include: "good.h" needs its room'
mkdir "$tree/pipeline/cellar"
put cellar/a.c '\n'
expect 'unknown room' 'include: the room cellar/'
for pair in csv.h:base hpdf.h:layout hpdf_utils.h:cli hb.h:layout hb-subset.h:page harfbuzz/hb.h:base \
    libxml/tree.h:compose gsl/gsl_cdf.h:stats glpk.h:stats nettle/sha2.h:archive; do
    put "${pair#*:}/a.c" "#include <${pair%:*}>\n"
    expect "${pair%:*} in ${pair#*:}" "foreign: <${pair%:*}> may only be used in"
done
for pair in csv.h:ingest hpdf.h:pdf hb.h:pdf harfbuzz/hb-ot.h:pdf libxml/tree.h:xml gsl/gsl_cdf.h:methods glpk.h:guard \
    nettle/sha2.h:base sys/stat.h:archive; do
    put "${pair#*:}/a.c" "#include <${pair%:*}>\n"
    expect "${pair%:*} in ${pair#*:}"
done
put base/a.c '#include <curl/curl.h>\n'
expect 'unknown library' 'foreign: <curl/curl.h> is of no library'
put layout/tools/a.c '#include <hb.h>\n'
expect 'library in a build tool' 'foreign: <hb.h> may only'
put cli/a.c '#include "stats/rank_private.h"\n'
expect 'private header elsewhere' 'private: stats/rank_private.h belongs to stats/'
put stats/a.c '#include "stats/rank_private.h"\n'
expect 'private header at home'
{ echo 'int f(void)'; echo '{'; repeat 79 '    g();'; echo '}'; } >"$tree/pipeline/base/a.c"
expect 'function of 81 lines' 'base/a.c:2: length: 81 lines in one function'
{ echo 'int f(void) {'; repeat 79 '    g();'; echo '}'; } >"$tree/pipeline/base/a.c"
expect 'function of 81 lines, brace behind' 'base/a.c:1: length: 81 lines in one function'
{ echo 'int f(void)'; echo '{'; repeat 78 '    g();'; echo '}'; repeat 50 ''; } \
    >"$tree/pipeline/base/a.c"
expect 'function of 80 lines'
{ echo 'static const int a[] = {'; repeat 200 '    1,'; echo '};'; } >"$tree/pipeline/base/a.c"
expect 'long table'
repeat 1 "$(repeat 101 x | tr -d '\n')" >"$tree/tests/a.c"
expect 'line of 101 columns' 'tests/a.c:1: length: 101 columns'
repeat 1 "$(repeat 100 ü | tr -d '\n')" >"$tree/pipeline/base/a.c"
expect 'line of 100 umlauts'
repeat 701 '' >"$tree/pipeline/base/a.c"
put base/b.c '\n'
expect 'file of 701 lines' 'base/a.c:701: length: 701 lines'
repeat 700 '' >"$tree/pipeline/base/z.c"
expect 'file of 700 lines'
put base/a.h '#ifndef A\n'
expect 'header without comment' 'base/a.h:1: header:'
