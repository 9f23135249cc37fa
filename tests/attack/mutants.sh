#!/bin/sh
# Protections taken out of the source one by one: the attacker must find something each time.
# Call: mutants.sh PYTHON WORK; prints "ok NAME", "not ok NAME: why".
#
# A mutant is the program with some files of pipeline/guard changed by sed. It makes the
# reports of an invented district with a hundred or two of tables of the kind that needs the
# protection; the attacker finds nothing in what the true program makes of the same district.
# A change that fits nowhere any more is a failure: the mutant must be written anew.
#
# Secondary rule and audit share the model of what an attacker knows. Where that is changed
# both are wrong in the same way; where only the choice is, the audit is made to agree.
set -u

here=tests/attack
python=$1
work=$2/mutants
program=${SOZIALBERICHT:-$PWD/${BUILD:-build}/sozialbericht}
mkdir -p "$work"

ok() { printf 'ok %s\n' "$1"; }
bad() { printf 'not ok %s: %s\n' "$1" "$2"; }

# attack PROGRAM FOLDER: status 1 where something was found, the summary in FOLDER/found
attack() {
    "$python" $here/attempt.py "$1" "$2" tests > "$2/found" 2>&1
}

# world NAME SEED MEASURES YEARS [FEATURE]: nothing is found in it
world() {
    name=$1
    shift
    if "$python" $here/world.py "$work/$name" "$@" && cp -r "$work/$name" "$work/true" &&
        attack "$program" "$work/true"; then
        ok "nothing recovered: $name ($(tail -n 1 "$work/true/found"))"
    else
        bad "nothing recovered: $name" "$(tail -n 1 "$work/true/found")"
    fi
    rm -rf "$work/true"
}

# mutant NAME WORLD FILE CHANGE [FILE CHANGE]...
mutant() {
    name=$1
    kind=$2
    shift 2
    rm -rf "$work/guard" "$work/mad" "$work/world"
    mkdir -p "$work/guard"
    while [ $# -gt 1 ]; do
        source=$work/guard/$1
        [ -f "$source" ] || cp "pipeline/guard/$1" "$source"
        sed "$2" "$source" > "$source.new"
        if cmp -s "$source" "$source.new"; then
            bad "noticed: $name" "the change of $1 fits nowhere"
            return
        fi
        mv "$source.new" "$source"
        shift 2
    done
    if ! ${MAKE:-make} --no-print-directory -s changed PROGRAM="$work/mad" \
        SOURCES_CHANGED="$(echo "$work"/guard/*.c)" > "$work/made" 2>&1; then
        bad "noticed: $name" "$(grep -m 1 error "$work/made")"
        return
    fi
    cp -r "$work/$kind" "$work/world"
    attack "$work/mad" "$work/world"
    status=$?
    if [ $status -eq 1 ] && grep -Eq '^(RECOVERED|NARROWED|PRINTED|TORN) ' "$work/world/found"; then
        ok "noticed: $name ($(tail -n 1 "$work/world/found"))"
    else
        bad "noticed: $name" "$(tail -n 1 "$work/world/found")"
    fi
}

world plain 2 12 12
world pooled 2 6 7 pooled
world together 5 12 8 together
world before 2 12 8 before
world drawn 2 12 12 drawn
world strata 4 12 8 strata

# The audit finds everything good, and so does the command that tells it.
blind='s/out->exposed += !list\[out->n_counts++\]\.enough/list[out->n_counts++].enough = true/'

mutant "small counts are shown" plain \
    primary.c 's/fabs(count) < least\[measure\]/fabs(count) < 0 * least[measure]/'
mutant "rates of small counts are shown" plain \
    primary.c 's/if (few_cases(p) || few_in_stratum(p))/if (ind->denominator == NULL \&\& few_cases(p))/'
mutant "nothing is hidden beside them" plain audit.c "$blind" \
    secondary.c 's/i < pieces->n; i++)/i < 0 * pieces->n; i++)/'
mutant "what the audit names is published" plain audit.c "$blind"
mutant "intervals may be narrow" plain \
    audit.c 's/b\.high > mark\.high - near/b.high > b.low - near/
             s/> w->counts->list\[i\]\.least - 2 - near/> 0 - near/' \
    secondary.c 's/add_target(p, held, h->span\.high, believed)/(void)0/
                 s/\.least - 2;/.least * 0;/'
mutant "municipalities need not add up" plain \
    model.c 's/a->kind == AREA_KREIS && block->divided\[area\]/false/'
mutant "groups need not add up" plain \
    model.c '/^static void add_counts/,/^}/s/->active)/->active \&\& area_of(b, c, 0) == area_of(b, c, c->n_cells - 1))/
             s/^static void add_counts/static uint32_t area_of(struct builder *b, const struct count *c, size_t i)\
{ return counts_unpack(b->counts->order, c->cells[i].key).area; }\
&/'
mutant "sexes need not add up" plain \
    model.c 's/block->n_sexes = 2/block->n_sexes = 3/
             s/struct range sexes = .*/struct range sexes = {(size_t)k.sex, (size_t)k.sex + 1};/'
mutant "nationalities need not add up" plain \
    model.c 's/block->n_nationalities = 2/block->n_nationalities = 3/
             s/struct range nations = .*/struct range nations = {(size_t)k.nationality, (size_t)k.nationality + 1};/'
mutant "a rate tells nothing of its count" plain \
    counts.c '/^bool counts_shown/,/^}/s/use_at(c, count, i)->side &&/catalogue_indicator(c->catalogue, s->indicator)->denominator == NULL \&\&/
              /^void counts_hide/,/^}/s/== HIDE_NOT/== HIDE_NOT \&\& catalogue_indicator(c->catalogue, s->indicator)->denominator == NULL/'
mutant "a rate tells no more than its printed digits" drawn \
    counts.c '/^bool counts_shown/,/^}/s/use_at(c, count, i)->side &&/catalogue_indicator(c->catalogue, s->indicator)->denominator == NULL \&\&/
              /^void counts_hide/,/^}/s/== HIDE_NOT/== HIDE_NOT \&\& catalogue_indicator(c->catalogue, s->indicator)->denominator == NULL/'
measured=$(tail -n 1 "$work/world/found" | sed 's/.*, \([0-9]*\) found/\1/')
read_only=$("$python" $here/attack.py "$work/world" --digits | tail -n 1 |
    sed 's/.*, \([0-9]*\) found/\1/')
if [ "$read_only" -lt "$measured" ]; then
    ok "bars tell more than digits ($measured found instead of $read_only)"
else
    bad "bars tell more than digits" "$measured found, without them $read_only"
fi
mutant "standardised rates tell nothing of their strata" strata \
    counts.c 's/^    add_strata(c, out->n_statistics);//'
mutant "years do not hang together" pooled \
    counts.c '/^bool counts_shown/,/^}/s/use_at(c, count, i)->side &&/c->list[count].n_cells == 1 \&\&/'
mutant "earlier editions are forgotten" before \
    before.c 's/earlier_shown(b->earlier, w->key) != NULL/false/'
mutant "publishers' marks are not passed through" plain \
    guard.c '/^static enum sign published_sign/,/^}/s/return s->sign;/return s->sign == SIGN_UNKNOWN ? SIGN_VALUE : s->sign;/'
mutant "parts do not stand together" together \
    counts.c '/^static bool keep_together_once/,/^}/s/more = hide_numerator(c, s) || more/more = more/'
