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

"$python" $here/worlds.py "$program" "$work" tests ||
    bad "invented districts" "worlds.py ended with status $?"

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
rm -rf "$work/world1" "$work/world2" "$work/shuffled"

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
if why=$("$python" $here/unseen.py "$program" inputs "$work/real" "$work/unseen" \
    13211-01-03-5.csv 3 2>&1); then
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
