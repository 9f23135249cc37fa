#!/bin/sh
# Disclosure control as seen by an attacker: he reads what the program publishes of invented
# districts (10,000 tables and more: measure by year, with areas, sexes, ages, nationalities,
# "darunter", groups, rates, publishers' marks) and computes what he can of what is hidden.
# He must find nothing, and must find something as soon as one protection fails.
# Then the real reports, which other hidden counts must not change by a byte.
# Prints "ok NAME", "not ok NAME: why", "skip NAME: why".
# Not with sanitizers: the guard runs with them in other suites; here the time goes to the attacker.
set -u

here=tests/attack
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
work=${TEST_TMP:-$(mktemp -d)}
[ -n "${TEST_TMP:-}" ] || trap 'rm -rf "$work"' EXIT

ok() { printf 'ok %s\n' "$1"; }
bad() { printf 'not ok %s: %s\n' "$1" "$2"; }

# Debian's scipy belongs to Debian's python, which need not be the first.
python=
for p in python3 /usr/bin/python3; do
    [ -z "$python" ] && "$p" -c 'import scipy' 2>/dev/null && python=$p
done
if [ -z "$python" ]; then
    echo "skip attacker: no python3 with scipy (python3-scipy)"
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

if why=$("$python" $here/exhaustive.py 400 1 2>&1); then
    ok "the attacker's bounds are those of all tables there are"
else
    bad "the attacker's bounds are those of all tables there are" "$(echo "$why" | tail -n 1)"
fi

# world SEED [MEASURES YEARS FEATURE]: makes its reports
world() {
    folder=$work/world$1
    "$python" $here/world.py "$folder" "$1" "${2:-40}" "${3:-20}" ${4:-} &&
        "$python" $here/world_run.py "$program" "$folder" tests > "$folder/refused"
}

attack() { # SEED ARGUMENTS...
    folder=$work/world$1
    shift
    "$python" $here/attack.py "$folder/public.json" "$folder/secret.csv" "$@" \
        "$folder"/outputs/*/*.pdf
}

tables=0
for seed in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16; do
    [ "$tables" -lt 10000 ] || break
    if ! why=$(world $seed 2>&1); then
        bad "world $seed" "$(echo "$why" | tail -n 1)"
    elif attack $seed > "$work/found" 2>&1; then
        ok "nothing recovered in world $seed ($(tail -n 1 "$work/found"))"
        tables=$((tables + $(tail -n 1 "$work/found" | cut -d' ' -f1)))
    else
        bad "nothing recovered in world $seed" "$(tail -n 1 "$work/found")"
        head -n 5 "$work/found" | sed 's/^/# /'
    fi
    [ "$seed" -le 2 ] || rm -rf "$work/world$seed"
done
if [ "$tables" -ge 10000 ]; then
    ok "$tables tables attacked"
else
    bad "10000 tables attacked" "only $tables"
fi

# Years summed, parts that stand together, an earlier edition by another catalogue.
seed=20
for feature in pooled together before; do
    seed=$((seed + 1))
    if why=$(world $seed 12 10 $feature 2>&1) && attack $seed > "$work/found" 2>&1; then
        ok "nothing recovered: $feature ($(tail -n 1 "$work/found"))"
    else
        bad "nothing recovered: $feature" "$(echo "$why" | tail -n 1) $(tail -n 1 "$work/found")"
    fi
    rm -rf "$work/world$seed"
done

# Protections taken out of the source, one by one.
sh $here/mutants.sh "$python" "$work"

# What is published does not depend on how the files are sorted. Worlds 1 and 2 hide much.
shuffled() { # INPUTS NAME
    if why=$("$python" $here/shuffled.py "$program" "$1" "$work/shuffled" 1 2 2>&1); then
        ok "the order of areas, catalogue and rows does not matter: $2 ($why)"
    else
        bad "the order of areas, catalogue and rows does not matter: $2" "$why"
    fi
}
shuffled inputs "the shipped figures"
shuffled "$work/world1/inputs" "world 1"
shuffled "$work/world2/inputs" "world 2"
rm -rf "$work/world1" "$work/shuffled"

# World 2 has groups.
for protection in small place group part darunter rate; do
    attack 2 --without $protection > "$work/found" 2>&1
    if [ $? -eq 1 ] && grep -q '^RECOVERED\|^NARROWED' "$work/found"; then
        ok "noticed: without protection of kind $protection"
    else
        bad "noticed: without protection of kind $protection" "$(tail -n 1 "$work/found")"
    fi
done

# The shipped figures: nothing, but as soon as one complement or one small count is printed.
"$program" build --output "$work/real" > "$work/built" 2>&1
real() { "$python" $here/real.py inputs "$@" "$work"/real/*/*.pdf > "$work/found" 2>&1; }
if [ ! -d "$work/real" ]; then
    bad "full build" "$(tail -n 1 "$work/built")"
elif real; then
    ok "nothing recovered from the real reports ($(tail -n 1 "$work/found"))"
else
    bad "nothing recovered from the real reports" "$(tail -n 1 "$work/found")"
fi
for count in 'unemployed_foreign 08116053' 'unemployed_long_term 08116036'; do
    # shellcheck disable=SC2086
    if ! real --print $count && grep -q '^FOUND\|^RECOVERED' "$work/found"; then
        ok "noticed: $count printed"
    else
        bad "noticed: $count printed" "$(tail -n 1 "$work/found")"
    fi
done

# Other hidden counts, the same reports: nothing else in them tells, whatever it is.
mkdir "$work/unseen"
if why=$("$python" $here/unseen.py "$program" inputs "$work/unseen" 13211-01-03-5.csv 3 1 2 2>&1)
then
    ok "other hidden counts, the same bytes ($why)"
else
    bad "other hidden counts, the same bytes" "$(echo "$why" | tail -n 1)"
fi
rm -rf "$work/unseen"

# The same with three planning regions more, whose figures stand on the pages only.
regions=$work/regions
if ! why=$("$python" $here/regions.py "$regions" 2>&1 && cd "$regions" && "$program" build 2>&1); then
    bad "build with planning regions" "$(echo "$why" | tail -n 1)"
elif "$python" $here/real.py "$regions/inputs" "$regions"/outputs/*/*.pdf > "$work/found" 2>&1 &&
    ! grep -q ', 0 figures of groups' "$work/found"; then
    ok "nothing recovered with planning regions ($(tail -n 1 "$work/found"))"
else
    bad "nothing recovered with planning regions" "$(tail -n 1 "$work/found")"
fi

# A table that cannot be protected: refused, said why, nothing written; the audit tells no count.
"$python" $here/refused.py "$program" "$work/refused" tests || bad "refusal" "refused.py failed"
