#!/bin/sh
# Checks the shipped inputs: form, completeness, published anchors, and (where the publishers'
# files lie in ../shared/data) cell by cell against the originals, by code of its own.
# Prints "ok NAME", "not ok NAME: why" or "skip NAME: why". Exit status 1 after any "not ok".

LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd) || exit 1
root=$(cd "$here/../.." && pwd) || exit 1
in=$root/inputs
shared=$root/../shared/data
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
failed=0

# verdict NAME FILE: an empty file is success; else its first line is the reason
verdict() {
    if [ -s "$2" ]; then
        n=$(wc -l <"$2" | tr -d ' ')
        echo "not ok $1: $(head -n 1 "$2") ($n findings)"
        failed=1
    else
        echo "ok $1"
    fi
}

head_line='area;period;measure;sex;age_from;age_to;nationality;value;sign'

# --- the XML files --------------------------------------------------------------------------
if command -v xmllint >/dev/null 2>&1; then
    for pair in areas:inputs/areas.xml agenda:inputs/agenda.xml sources:inputs/sources.xml \
        catalogue:inputs/catalogue.xml areas:tests/goeppingen/areas.xml \
        sources:tests/originals/sources.xml boundaries:inputs/boundaries.xml \
        analysis:inputs/analysis.xml analysis:tests/analysis/probe.xml; do
        file=$root/${pair#*:}
        if xmllint --nonet --noout --relaxng "$in/${pair%%:*}.rng" "$file" 2>"$tmp/err"; then
            : >"$tmp/err"
        fi
        verdict "grammar ${pair#*:}" "$tmp/err"
    done
    # each grammar must refuse something
    mkdir "$tmp/bad"
    sed 's/key="08116004"/key="0811600"/' "$in/areas.xml" >"$tmp/bad/areas.xml"
    sed 's/handlungsfeld id="1"/handlungsfeld id="6"/' "$in/agenda.xml" >"$tmp/bad/agenda.xml"
    sed 's/status="model"/status="guess"/' "$in/sources.xml" >"$tmp/bad/sources.xml"
    sed 's/from="2011"/from="next year"/' "$in/catalogue.xml" >"$tmp/bad/catalogue.xml"
    sed 's/key="08116004"/key="0811600"/' "$in/boundaries.xml" >"$tmp/bad/boundaries.xml"
    sed 's/ weight="2"//' "$in/analysis.xml" >"$tmp/bad/analysis.xml"
    : >"$tmp/err"
    for name in areas agenda sources catalogue boundaries analysis; do
        if xmllint --nonet --noout --relaxng "$in/$name.rng" "$tmp/bad/$name.xml" 2>/dev/null; then
            echo "$name.rng accepts a spoiled file" >>"$tmp/err"
        fi
    done
    verdict "grammars refuse spoiled files" "$tmp/err"
else
    echo "skip grammar: xmllint is not installed"
fi

# values of an attribute, in document order
attr_of() { # ELEMENT ATTRIBUTE FILE
    tr '\n' ' ' <"$3" | tr '<' '\n' | awk -v el="$1" -v at="$2" '
        index($0, el " ") == 1 && match($0, " " at "=\"[^\"]*\"") {
            s = substr($0, RSTART, RLENGTH)
            sub(/^[^"]*"/, "", s)
            sub(/"$/, "", s)
            print s
        }'
}

attr_of area key "$in/areas.xml" >"$tmp/areas"
attr_of measure id "$in/catalogue.xml" >"$tmp/measures"
attr_of term measure "$in/catalogue.xml" | sort -u >"$tmp/terms"
attr_of indicator id "$in/catalogue.xml" >"$tmp/indicators"
attr_of file path "$in/sources.xml" >"$tmp/files"

# --- areas ----------------------------------------------------------------------------------
: >"$tmp/err"
n=$(grep -c '^08116[0-9][0-9][0-9]$' "$tmp/areas")
[ "$n" -eq 44 ] || echo "$n municipalities instead of 44" >>"$tmp/err"
sort "$tmp/areas" | uniq -d | sed 's/^/key occurs twice: /' >>"$tmp/err"
attr_of area designation "$in/areas.xml" | sort | uniq -c | awk '
    { n = $1; $1 = ""; sub(/^ /, ""); have[$0] = n }
    END {
        want["Gemeinde"] = 31; want["Stadt"] = 7; want["Gro\303\237e Kreisstadt"] = 6
        for (k in want)
            if (have[k] != want[k])
                print k ": " have[k] " instead of " want[k]
    }' >>"$tmp/err"
attr_of member key "$in/areas.xml" | sort | uniq -d | sed 's/^/in two groups: /' >>"$tmp/err"
attr_of member key "$in/areas.xml" | sort >"$tmp/members"
grep '^08116...$' "$tmp/areas" | sort | comm -3 - "$tmp/members" |
    sed 's/^/not exactly one group: /' >>"$tmp/err"
attr_of area ha "$in/areas.xml" | awk '
    NR == 1 { district = $1; next }
    { s += $1 }
    END { if (s != district) print "the 44 have " s " ha, the district " district }' >>"$tmp/err"
verdict "areas of Esslingen" "$tmp/err"

: >"$tmp/err"
n=$(attr_of area key "$root/tests/goeppingen/areas.xml" | grep -c '^08117[0-9][0-9][0-9]$')
[ "$n" -eq 38 ] || echo "$n municipalities instead of 38" >>"$tmp/err"
verdict "areas of Göppingen" "$tmp/err"

# --- sources and files ----------------------------------------------------------------------
: >"$tmp/err"
while read -r f; do
    [ -f "$in/$f" ] || echo "$f of sources.xml does not exist" >>"$tmp/err"
done <"$tmp/files"
(cd "$in" && find data -type f) | sort >"$tmp/have"
sort "$tmp/files" | comm -13 - "$tmp/have" | sed 's/$/ is not named in sources.xml/' >>"$tmp/err"
attr_of source id "$in/sources.xml" | sort | uniq -d | sed 's/^/source occurs twice: /' >>"$tmp/err"
verdict "sources and files" "$tmp/err"

: >"$tmp/err"
for f in "$in"/data/*.csv; do
    awk -v name="${f##*/}" -v head="$head_line" '
        /^# Quelle: ./ { q = 1 }
        /^# Tabelle: ./ { t = 1 }
        /^# (Abgerufen|\303\234bernommen): 20[0-9][0-9]-[01][0-9]-[0-3][0-9]$/ { d = 1 }
        /^# Lizenz: ./ { l = 1 }
        /^# Zahlen unver\303\244ndert, Layout ge\303\244ndert/ { u = 1 }
        !/^#/ {
            if (!(q && t && d && l && u))
                print name ": comment head is not complete"
            if ($0 != head)
                print name ": head line is not that of the tidy layout"
            exit
        }' "$f" >>"$tmp/err"
    tail -c 1 "$f" | grep -q . && echo "${f##*/}: last line is not ended" >>"$tmp/err"
    grep -q "$(printf '\r')" "$f" && echo "${f##*/}: carriage return" >>"$tmp/err"
done
verdict "comment heads" "$tmp/err"

# --- the cells ------------------------------------------------------------------------------
: >"$tmp/err"
for f in "$in"/data/*.csv; do
    awk -F';' -v name="${f##*/}" -v areas="$tmp/areas" -v measures="$tmp/measures" '
        BEGIN {
            while ((getline line < areas) > 0) area[line] = 1
            while ((getline line < measures) > 0) measure[line] = 1
        }
        /^#/ || $1 == "area" { next }
        NF != 9 { print name ":" NR ": " NF " fields"; next }
        !($1 in area) { print name ":" NR ": area " $1 }
        $2 !~ /^(19|20)[0-9][0-9](-[01][0-9]-[0-3][0-9])?$/ { print name ":" NR ": period " $2 }
        !($3 in measure) { print name ":" NR ": measure " $3 " is not in the catalogue" }
        $4 !~ /^[mw]?$/ { print name ":" NR ": sex " $4 }
        $5 !~ /^[0-9]*$/ || $6 !~ /^[0-9]*$/ || ($6 != "" && $5 + 0 > $6 + 0) {
            print name ":" NR ": ages " $5 "-" $6 }
        $7 !~ /^(german|foreign)?$/ { print name ":" NR ": nationality " $7 }
        $8 == "" && $9 !~ /^(-|\.|\.\.\.|\/|x|\*)$/ { print name ":" NR ": neither value nor sign" }
        $8 != "" && $8 !~ /^-?[0-9]+(,[0-9]+)?$/ { print name ":" NR ": value " $8 }
        $8 != "" && $9 !~ /^[prs(]?$/ { print name ":" NR ": value beside the sign " $9 }
        seen[$1, $2, $3, $4, $5, $6, $7]++ { print name ":" NR ": cell occurs twice" }
    ' "$f" >>"$tmp/err"
done
verdict "cells of the tidy files" "$tmp/err"

sort -u "$tmp/measures" >"$tmp/m"
grep -hv -e '^#' -e '^area;' "$in"/data/*.csv >"$tmp/all"
cut -d';' -f3 "$tmp/all" | sort -u >"$tmp/used"
{
    sort "$tmp/measures" | uniq -d | sed 's/^/measure declared twice: /'
    sort "$tmp/indicators" | uniq -d | sed 's/^/indicator declared twice: /'
    comm -23 "$tmp/terms" "$tmp/m" | sed 's/^/term of an unknown measure: /'
    # for figures of the user's own, but then an indicator waits for them
    comm -13 "$tmp/used" "$tmp/m" | comm -23 - "$tmp/terms" |
        sed 's/^/measure without any figure and indicator: /'
} >"$tmp/err"
verdict "measures and terms" "$tmp/err"

: >"$tmp/err"
for t in 12411-01-01-5 12411-02-03-5 12411-07-01-5 12612-01-01-5-B 12613-01-01-5-B 12711-01-03-5 \
    13111-01-03-5 13111-02-02-5 13211-01-03-5 73111-01-01-5 12111-01-01-5 11111-01-01-5-B \
    gv100ad-2021-11 vg250-2022 gv100ad-2025-08 zensus2022-einwohnerzahl \
    zensus2022-nettokaltmiete gisd; do
    awk -F';' -v t="$t" '
        /^08116...;/ { if (!($1 in rows)) n++; rows[$1]++ }
        END {
            if (n != 44) print t ": " n " municipalities instead of 44"
            for (a in rows)
                if (rows[a] != rows["08116004"]) print t ": " a " has " rows[a] " cells"
        }' "$in/data/$t.csv" >>"$tmp/err"
done
verdict "44 municipalities in each municipal table" "$tmp/err"

# one cell, one value, whichever file delivers it
awk -F';' '
    { k = $1 ";" substr($2, 1, 4) ";" $3 ";" $4 ";" $5 ";" $6 ";" $7; v = $8 ";" $9 }
    k in value && value[k] != v { print "two values for " k ": " value[k] " and " v }
    { value[k] = v }' "$tmp/all" >"$tmp/err"
verdict "overlapping tables agree" "$tmp/err"

# The 44 add up to the district. The publishers round annual means and thousands of euros; the
# census hides by small changes (here its sums agree).
awk -F';' '
    $3 ~ /^(mean_age|area|gisd|rent_census)$/ { next }
    { k = substr($2, 1, 4) ";" $3 ";" $4 ";" $5 ";" $6 ";" $7 }
    $1 == "08116" && $9 == "" { district[k] = $8 }
    $1 ~ /^08116...$/ && !seen[$1 ";" k]++ {
        sum[k] += $8
        n[k]++
        if ($9 != "" && $9 != "-") hidden[k]++
    }
    END {
        for (k in sum) {
            if (!(k in district) || hidden[k]) continue
            split(k, f, ";")
            allowed = f[2] ~ /^unemployed/ ? 2 : f[2] ~ /^income/ ? 3 : 0
            d = sum[k] - district[k]
            if (n[k] != 44) print k ": " n[k] " municipalities"
            if (d > allowed || d < -allowed) print k ": sum " sum[k] ", district " district[k]
            compared++
        }
        if (compared < 195) print "only " compared " sums were compared"
    }' "$tmp/all" >"$tmp/err"
verdict "sums of the 44 equal the district" "$tmp/err"

# men and women, 17 age groups, Germans and foreigners add up where the publisher says so
awk -F';' '
    $3 != "population" && $3 !~ /^(births|deaths|moves_in|moves_out)$/ { next }
    { k = $1 ";" substr($2, 1, 4) ";" $3 ";" $5 ";" $6 ";" $7; v[k ";" $4] = $8 + 0; keys[k] = 1 }
    END {
        for (k in keys)
            if ((k ";m") in v && (k ";w") in v) {
                n++
                if (v[k ";m"] + v[k ";w"] != v[k ";"]) print "men and women: " k
            }
        if (n < 2800) print "only " n " sums of men and women"
    }' "$tmp/all" >"$tmp/err"
awk -F';' '
    /^#/ || $1 == "area" { next }
    $5 == "" { total[$1, $4] = $8 }
    $5 != "" { sum[$1, $4] += $8 }
    END { for (k in total) if (total[k] != sum[k]) print "ages do not add up: " k }
' "$in/data/12411-02-03-5.csv" >>"$tmp/err"
verdict "parts add up" "$tmp/err"

# --- published anchors ----------------------------------------------------------------------
# Figures as the publishers' press releases and the district's own reports print them.
cat >"$tmp/anchors" <<'END'
08116;2020;population;;;;;533617
08116;2022;population;;;;;540226
08116;2024;population;;;;;536601
08116;2015;population;;;;;524127
08116;2015;population;w;;;;263530
08116;2022;census_population;;;;;529895
08116049;2024;population;;;;;40773
08116005;2020;population;;;;;1689
08116019;2024;population;;;;;96182
08;2020;population;;;;;11103043
08;2022;census_population;;;;;11104040
08;2015;population;;;;;10879618
DG;2015;population;;;;;82175684
DG;2020;population;;;;;83155031
DG;2024;population;;;;;83577140
DG;2011;census_population;;;;;80219695
DG;2022;census_population;;;;;82711282
DG;2015;births;;;;;737575
DG;2015;deaths;;;;;925200
DG;2016;unemployed;;;;;2690975
DG;2015;care_recipients;;;;;2860293
DG;2015;asylum_benefits;;;;;974551
DG;2016;basic_security;;;;;1025903
DG;2016;child_care;;0;2;;719558
08116;2016;unemployment_rate;;;;;3,5
08116;2016;unemployed;;;;;10297
08116;2015;minimum_security;;;;;27805
08116;2016;basic_security_old;;;;;1896
08116;2008;basic_security_old;;;;;1524
08116;2015;housing_benefit;;;;;1475
08116;2015;nursing_homes;;;;;66
END
awk -F';' '
    NR == FNR { have[$1 ";" substr($2, 1, 4) ";" $3 ";" $4 ";" $5 ";" $6 ";" $7] = $8; next }
    {
        k = $1 ";" $2 ";" $3 ";" $4 ";" $5 ";" $6 ";" $7
        if (!(k in have)) print k ": no figure"
        else if (have[k] != $8) print k ": " have[k] " instead of " $8
    }' "$tmp/all" "$tmp/anchors" >"$tmp/err"
# 527 098 inhabitants on 30.06.2016 (264 142 women): within one per cent of the year's beginning
awk -F';' '$1 == "08116" && $2 == "2015-12-31" && $3 == "population" && $5 == "" && $7 == "" {
    if ($4 == "") p = $8
    if ($4 == "w") w = $8
} END {
    if (p < 527098 * 0.99 || p > 527098) print "population 2015 and 30.06.2016 do not fit"
    if (w < 264142 * 0.99 || w > 264142) print "women 2015 and 30.06.2016 do not fit"
}' "$tmp/all" >>"$tmp/err"
verdict "published anchors" "$tmp/err"

# --- against the originals ------------------------------------------------------------------
if [ ! -d "$shared/regionalstatistik" ]; then
    echo "skip originals: ../shared/data is not there"
    exit $failed
fi

: >"$tmp/err"
attr_of file path "$root/tests/originals/sources.xml" >"$tmp/of"
while read -r f; do
    case $f in
    data/regionalstatistik/*) [ -f "$shared/${f#data/}" ] ;;
    *) [ -f "$in/$f" ] ;;
    esac || echo "$f does not exist" >>"$tmp/err"
done <"$tmp/of"
attr_of source id "$root/tests/originals/sources.xml" >"$tmp/o1"
attr_of source id "$in/sources.xml" >"$tmp/o2"
cmp -s "$tmp/o1" "$tmp/o2" || echo "not the same sources in the same order" >>"$tmp/err"
verdict "sources of the originals" "$tmp/err"

# compare TABLE FOLDER KEY FIRST PERIOD SPEC...
#   KEY and FIRST: fields of the area key and of the first figure; PERIOD: "field N", "head N" (line
#   N of the file has it above each column) or a constant; SPEC: measure,sex,from,to,nationality,
#   one per column, or for a block of columns that repeats
compare() {
    table=$1 folder=$2 key=$3 first=$4 period=$5
    shift 5
    printf '%s\n' "$@" >"$tmp/spec"
    awk -F';' -v key="$key" -v first="$first" -v period="$period" -v spec="$tmp/spec" \
        -v areas="$tmp/areas" -v rowdim="$rowdim" '
        function iso(s) {
            sub(/^Jahr: /, "", s)
            if (s ~ /^[0-9][0-9]\.[0-9][0-9]\.[0-9][0-9][0-9][0-9]$/)
                return substr(s, 7, 4) "-" substr(s, 4, 2) "-" substr(s, 1, 2)
            return s
        }
        BEGIN {
            while ((getline line < spec) > 0) columns[nspec++] = line
            while ((getline line < areas) > 0) area[line] = 1
            split(period, how, " ")
        }
        FILENAME != last { last = FILENAME; file++ }
        file == 1 {
            if ($0 !~ /^#/ && $1 != "area")
                tidy[$1 ";" $2 ";" $3 ";" $4 ";" $5 ";" $6 ";" $7] = $8 $9
            if ($0 !~ /^#/ && $1 != "area") cells++
            next
        }
        /^__________/ { exit }
        how[1] == "head" && FNR == how[2] { for (i = 1; i <= NF; i++) top[i] = iso($i) }
        $key in area {
            for (i = first; i <= NF; i++) {
                split(columns[(i - first) % nspec], c, ",")
                when = how[1] == "field" ? iso($how[2]) : how[1] == "head" ? top[i] : period
                if (rowdim == "sex") c[2] = $(first - 1) == "m\303\244nnlich" ? "m" : \
                    $(first - 1) == "weiblich" ? "w" : ""
                if (rowdim == "kind") {
                    t = $(first - 1)
                    c[1] = (t == "Tagespflege" ? "child_care_minder" : \
                        t == "Tageseinrichtung" ? "child_care_facility" : "child_care") c[1]
                }
                if (rowdim == "age") {
                    t = $(first - 1)
                    c[3] = c[4] = ""
                    if (t ~ /^unter/) { split(t, p, " "); c[3] = 0; c[4] = p[2] - 1 }
                    else if (t ~ / bis /) { split(t, p, " "); c[3] = p[1]; c[4] = p[4] - 1 }
                    else if (t ~ /mehr$/) { split(t, p, " "); c[3] = p[1] }
                }
                k = $key ";" when ";" c[1] ";" c[2] ";" c[3] ";" c[4] ";" c[5]
                v = $i
                sub(/\r$/, "", v)
                if (!(k in tidy)) print k " is missing"
                else if (tidy[k] != v) print k ": " tidy[k] " instead of " v
                n++
            }
        }
        END { if (n != cells) print n " cells in the original, " cells " in the tidy file" }
    ' "$in/data/$table.csv" "$shared/regionalstatistik/$folder/$table.csv" >"$tmp/err"
    verdict "original $table" "$tmp/err"
}

# persons MEASURE [DIMS]: all, men, women
three() { echo "$1,,$2,$3,$4" "$1,m,$2,$3,$4" "$1,w,$2,$3,$4"; }
ages17='0,2 3,5 6,9 10,14 15,17 18,19 20,24 25,29 30,34 35,39 40,44 45,49 50,54 55,59 60,64 65,74
    75, ,'
ages6='0,17 18,24 25,29 30,49 50,64 65, ,'
block() { # MEASURE SEXES AGES
    for s in $2; do
        for a in $3; do
            echo "$1,$(echo "$s" | tr -d x),$a,"
        done
    done
}
groups='unemployed unemployed_foreign unemployed_disabled unemployed_under20 unemployed_under25
    unemployed_over55 unemployed_long_term'

rowdim=
compare 12411-01-01-5 gemeinde 1 3 'head 7' $(three population)
compare 12411-01-01-4 kreis 1 3 'head 7' $(three population)
compare 12411-02-03-5 gemeinde 1 3 2015-12-31 $(block population 'x m w' "$ages17")
compare 12411-07-01-5 gemeinde 2 4 'field 1' $(three mean_age)
compare 12612-01-01-5-B gemeinde 1 3 'head 6' $(three births)
compare 12612-01-01-4 kreis 2 4 'field 1' $(three births)
compare 12613-01-01-5-B gemeinde 2 4 'field 1' $(three deaths)
compare 12613-01-01-4 kreis 2 4 'field 1' $(three deaths)
compare 12711-01-03-5 gemeinde 1 3 2015 $(block moves_in 'x m w' "$ages6") \
    $(block moves_out 'x m w' "$ages6")
compare 12111-01-01-5 gemeinde 1 3 2011-05-09 $(three census_population) \
    $(three census_population '' '' german) $(three census_population '' '' foreign)
compare 11111-01-01-5-B gemeinde 1 3 'head 5' area,,,,
compare 13111-01-03-5 gemeinde 1 3 2015-06-30 $(three employees_workplace) \
    $(three employees_workplace '' '' foreign)
compare 13111-02-02-5 gemeinde 1 3 2015-06-30 $(three employees_residence) \
    $(three employees_residence '' '' foreign)
compare 13211-01-03-5 gemeinde 1 3 2016 $groups
compare 13211-01-03-4 kreis 2 4 'field 1' $groups
compare 13211-02-05-4 kreis 2 4 'field 1' $groups unemployment_rate_dependent unemployment_rate \
    unemployment_rate,m unemployment_rate,w unemployment_rate_foreign unemployment_rate_under25
compare 73111-01-01-5 gemeinde 2 4 'field 1' taxpayers income income_tax
compare 82411-01-03-4 kreis 2 4 'field 1' disposable_income disposable_income_per_head
compare 22811-01-01-4 kreis 2 4 'field 1' minimum_security sgb2_recipients sgb2_employable \
    sgb2_not_employable social_assistance_outside basic_security asylum_benefits
compare 22811-02-02-4 kreis 2 4 'field 1' sgb2_persons sgb2_recipients sgb2_recipients,,,,foreign \
    sgb2_recipients,w sgb2_employable sgb2_employable,w sgb2_employable,,0,24 \
    sgb2_employable,,25,49 sgb2_employable,,50,54 sgb2_employable,,55, sgb2_not_employable \
    sgb2_not_employable,w sgb2_not_employable,,0,14
compare 22311-01-02-4 kreis 2 4 'field 1' housing_benefit housing_benefit_rent \
    housing_benefit_owner housing_benefit_amount housing_benefit_amount_rent \
    housing_benefit_amount_owner
compare 22411-01-01-4 kreis 2 4 'field 1' care_services care_services_staff nursing_homes \
    nursing_places nursing_places_permanent nursing_homes_staff
compare 22541-01-04-4 kreis 2 4 'field 1' child_facilities child_facilities_under3 \
    child_facilities_2to7 child_facilities_5to13 child_facilities_mixed \
    child_facilities_inclusive child_places child_staff child_staff_pedagogic \
    child_staff_pedagogic,w child_staff_pedagogic_2010 child_staff_fulltime_2010 child_staff_fte
leavers=school_leavers
compare 21111-02-06-4 kreis 2 4 'field 1' $(for d in '' _no_degree _hauptschule _middle \
    _fhr_partial _fhr _abitur; do echo "$leavers$d $leavers$d,w"; done)
ages6='0,6 7,17 18,24 25,49 50,64 65,'
s=social_assistance
compare 22121-01-03-4 kreis 2 4 'field 1' $s $s,w $s,,,,foreign ${s}_outside $(block $s x "$ages6")
s=special_assistance
compare 22131-01-02-4 kreis 2 4 'field 1' $s $s,w $s,,,,foreign ${s}_outside health_assistance \
    integration_assistance care_assistance hardship_assistance $(block $s x "$ages6") \
    health_insurance_264
s=asylum_benefits
compare 22221-01-01-4 kreis 2 4 'field 1' $s $s,w ${s}_basic ${s}_assistance \
    $(block $s x "$ages6")
rowdim=kind
compare 22543-01-02-4 kreis 2 5 'field 1' '' ,,0,2 ,,3,5 ,,6,13 _foreign_parent _lunch
rowdim=sex
compare 22411-02-03-4 kreis 2 5 'field 1' care_recipients care_dementia care_ambulatory \
    care_stationary care_stationary_permanent care_stationary_short care_allowance care_day \
    care_dementia_no_level
compare 22411-02-02-4 kreis 2 5 'field 1' care_recipients care_ambulatory care_stationary \
    care_stationary_permanent care_stationary_short care_allowance care_day
s=basic_security
for t in 22151-01-01-4 22151-01-02-4; do
    compare $t kreis 2 5 'field 1' $s ${s}_disabled ${s}_old ${s}_outside ${s}_outside_disabled \
        ${s}_outside_old ${s}_inside ${s}_inside_disabled ${s}_inside_old $s,,,,german $s,,,,foreign
done
rowdim=age
compare 12411-03-03-4 kreis 2 5 'field 1' $(three population) \
    $(three population '' '' german) $(three population '' '' foreign)
compare 12411-02-03-4 kreis 2 5 'field 1' $(three population)
compare 12711-01-03-4 kreis 1 4 2015 $(three moves_in) $(three moves_out)

# the registers: population of the municipalities, fixed width, positions count characters
: >"$tmp/err"
for pair in gv100ad-2021-11:GV100AD_301121.ASC gv100ad-2025-08:GV100AD_31082025.txt; do
    # every byte that continues a character is dropped, so that positions count characters
    tr -d '\200-\277' <"$shared/register/${pair#*:}" | awk '
        substr($0, 1, 2) == "60" {
            key = substr($0, 11, 8)
            n = substr($0, 140, 11) + 0
            bund += n
            if (substr(key, 1, 2) == "08") land += n
            if (substr(key, 1, 5) == "08116") { kreis += n; print key ";" n }
        }
        END { print "DG;" bund; print "08;" land; print "08116;" kreis }' | sort >"$tmp/r1"
    awk -F';' '!/^#/ && $3 == "population" && $4 == "" { print $1 ";" $8 }' \
        "$in/data/${pair%%:*}.csv" | sort >"$tmp/r2"
    [ "$(wc -l <"$tmp/r1")" -eq 47 ] || echo "${pair#*:}: not 47 areas" >>"$tmp/err"
    diff "$tmp/r1" "$tmp/r2" | sed "s/^/${pair%%:*}: /" >>"$tmp/err"
done
verdict "original GV100AD" "$tmp/err"

awk -F, '/"08116...",/ { gsub(/"/, ""); sub(/\./, ",", $1); print $2 ";" $NF ";" $1 }' \
    "$shared/gisd/GISD_Baden-Wuerttemberg_Gemeinde.csv" | tr -d '\r' | sort >"$tmp/r1"
awk -F';' '!/^#/ && $3 == "gisd" { print $1 ";" $2 ";" $8 }' "$in/data/gisd.csv" | sort >"$tmp/r2"
diff "$tmp/r1" "$tmp/r2" >"$tmp/err"
verdict "original GISD" "$tmp/err"

# no file of the publishers is copied into the project
: >"$tmp/err"
find "$shared" -type f -exec cksum {} + | awk '{ print $1, $2 }' | sort >"$tmp/r1"
find "$in" -type f -exec cksum {} + | awk '{ print $1, $2 }' | sort >"$tmp/r2"
comm -12 "$tmp/r1" "$tmp/r2" | sed 's/^/a copied file: /' >"$tmp/err"
verdict "no file is copied" "$tmp/err"
exit $failed
