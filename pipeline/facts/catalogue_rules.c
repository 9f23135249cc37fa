/* Rules of an indicator that no single line breaks: unit and factor, what Wilson's interval
 * asks for, names that readers can tell apart. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "facts/catalogue_private.h"

static bool same_name(struct names *seen, const char *name)
{
    uint32_t known = seen->count;
    return names_intern(seen, name, strlen(name)) < known;
}

void catalogue_check_name(struct catalogue_reader *r, struct names *seen, const char *name,
                          const struct xml_node *n)
{
    const struct xml_node *at = xml_child(n, "name");
    if (same_name(seen, name))
        XML_REPORT(r->d, CATALOGUE_NAME_TWICE, at != NULL ? at : n, NULL, name);
}

/* What a unit says of the factor: "%" 100, "je 10 000" 10000; 0 where it says nothing. */
static double factor_of(const char *unit)
{
    double factor = 0;
    if (str_eq(unit, "%"))
        return 100;
    if (!str_starts(unit, "je 1"))
        return 0;
    for (const char *p = unit + 3; *p != '\0'; p++) {
        if (*p >= '0' && *p <= '9')
            factor = factor * 10 + (*p - '0');
        else if (*p != ' ' && (unsigned char)*p < 0x80)
            return 0; /* "je 100 Euro"; narrow spaces are not ASCII */
    }
    return factor;
}

static void check_factor(struct catalogue_reader *r, const struct indicator *i,
                         const struct xml_node *n)
{
    double factor = factor_of(i->unit);
    if (!(factor > 0))
        return;
    if (i->denominator != NULL && !(i->factor < factor) && !(i->factor > factor))
        return;
    const char *right = arena_printf(r->c->arena, "%.0f", factor);
    if (i->denominator != NULL) {
        catalogue_fail(r, CATALOGUE_FACTOR, n, "factor", i->unit, right);
        return;
    }
    /* Without a denominator only what was delivered in that unit can be shown in it. */
    for (size_t k = 0; k < i->n_numerator; k++) {
        const struct measure *m = &r->c->measures[i->numerator[k].measure];
        if (!str_eq(m->unit, i->unit) || i->factor > 1)
            catalogue_fail(r, CATALOGUE_PLAIN_UNIT, n, "unit", i->unit, m->id);
    }
}

static bool only_subtracts(const struct term *t, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (t[i].weight > 0)
            return false;
    }
    return n > 0;
}

static bool same_term(const struct term *a, const struct term *b)
{
    return a->measure == b->measure && a->sex == b->sex && a->nationality == b->nationality &&
           a->age_from == b->age_from && a->age_to == b->age_to &&
           !(a->weight < b->weight) && !(a->weight > b->weight);
}

/* The same above and below the line: always 100 %. A breakdown makes sense of it. */
static bool constant(const struct indicator *i)
{
    if (i->n_numerator != i->n_denominator || i->n_parts > 0 || i->denominator_offset != 0)
        return false;
    for (size_t k = 0; k < i->n_numerator; k++) {
        if (!same_term(&i->numerator[k], &i->denominator[k]))
            return false;
    }
    return i->n_numerator > 0;
}

static void check_sides(struct catalogue_reader *r, const struct indicator *i,
                        const struct xml_node *n)
{
    if (only_subtracts(i->numerator, i->n_numerator))
        catalogue_fail(r, CATALOGUE_SUBTRACTS, xml_child(n, "numerator"), NULL, i->id, "Zähler");
    if (only_subtracts(i->denominator, i->n_denominator))
        catalogue_fail(r, CATALOGUE_SUBTRACTS, xml_child(n, "denominator"), NULL, i->id,
                       "Nenner");
    if (constant(i))
        catalogue_fail(r, CATALOGUE_CONSTANT, xml_child(n, "denominator"), NULL, i->id, NULL);
    const struct xml_node *p = xml_child(n, "protection");
    if (p != NULL && i->denominator == NULL && xml_attr(p, "min-denominator") != NULL)
        XML_REPORT(r->d, CATALOGUE_MIN_DENOMINATOR, p, "min-denominator", i->id);
}

/* Whether what the part counts is counted in the whole, by the relations of the catalogue: they
 * have no cycle. */
static void mark_wholes(const struct catalogue *c, uint32_t part, bool *within)
{
    within[part] = true;
    for (bool moved = true; moved;) {
        moved = false;
        for (size_t i = 0; i < c->n_relations; i++) {
            const struct relation *rel = &c->relations[i];
            for (size_t k = 0; k < rel->n_parts && !within[rel->whole]; k++)
                moved = within[rel->whole] = within[rel->parts[k]];
        }
    }
}

/* Whether sexes, nationalities and ages of the numerator's term lie within the denominator.
 * A measure of its own may be narrower than its name for the ages says (unemployed), so that
 * "all" of it asks for nothing. */
static bool covered(const struct term *t, const struct indicator *i, bool related)
{
    bool ages[AGE_OPEN] = {false};
    for (size_t k = 0; k < i->n_denominator; k++) {
        const struct term *d = &i->denominator[k];
        bool sex = d->sex == SEX_ALL || d->sex == t->sex || (!related && t->sex == SEX_ALL);
        bool nationality = d->nationality == NAT_ALL || d->nationality == t->nationality ||
                           (!related && t->nationality == NAT_ALL);
        for (int age = d->age_from; sex && nationality && age < d->age_to; age++)
            ages[age] = true;
    }
    bool all = t->age_from == 0 && t->age_to == AGE_OPEN;
    bool some = false, whole = true;
    for (int age = t->age_from; age < t->age_to; age++) {
        some = some || ages[age];
        whole = whole && ages[age];
    }
    return whole || (some && all && !related);
}

static bool units_fit(const char *above, const char *below)
{
    return str_eq(above, below) || (str_eq(above, "Kinder") && str_eq(below, "Personen"));
}

static bool any_related(const struct catalogue *c, const struct indicator *i, uint32_t measure)
{
    bool *within = mem_alloc(c->n_measures * sizeof *within);
    bool related = false;
    mark_wholes(c, measure, within);
    for (size_t k = 0; k < i->n_denominator; k++)
        related = related || within[i->denominator[k].measure];
    free(within);
    return related;
}

/* Wilson's interval is one of a share: each case above the line is one of those below it. */
static void check_share(struct catalogue_reader *r, const struct indicator *i,
                        const struct xml_node *n)
{
    if (i->interval != INTERVAL_WILSON || i->n_denominator == 0)
        return;
    const char *below = r->c->measures[i->denominator[0].measure].unit;
    for (size_t k = 0; k < i->n_numerator; k++) {
        const struct term *t = &i->numerator[k];
        const struct measure *m = &r->c->measures[t->measure];
        bool related = any_related(r->c, i, t->measure);
        if (!units_fit(m->unit, below))
            catalogue_fail(r, CATALOGUE_WILSON_UNIT, n, "interval", i->id,
                           arena_printf(r->c->arena, "%s je %s", m->unit, below));
        else if (!covered(t, i, related))
            catalogue_fail(r, CATALOGUE_WILSON_OUTSIDE, n, "interval", i->id, m->id);
    }
}

/* A class in which no term of the numerator has anything. */
static void check_empty_parts(struct catalogue_reader *r, const struct indicator *i,
                              const struct xml_node *n)
{
    for (size_t p = 0; p < i->n_parts; p++) {
        const struct indicator_part *part = &i->parts[p];
        bool any = false;
        for (size_t k = 0; k < i->n_numerator; k++) {
            const struct term *t = &i->numerator[k];
            bool sex = part->sex == SEX_ALL || t->sex == SEX_ALL || part->sex == t->sex;
            any = any || (sex && t->age_from < part->age_to && part->age_from < t->age_to);
        }
        if (!any) {
            XML_REPORT(r->d, CATALOGUE_PART_EMPTY, xml_child(n, "parts"), NULL, i->id);
            return;
        }
    }
}

void catalogue_check_rules(struct catalogue_reader *r, const struct indicator *i,
                           const struct xml_node *n)
{
    check_factor(r, i, n);
    check_sides(r, i, n);
    check_share(r, i, n);
    check_empty_parts(r, i, n);
}
