#include "cli/protection.h"

#include <string.h>

#include "base/buf.h"
#include "base/str.h"

enum { NAMED = 6 }; /* areas in one message */

bool protection_fails(const struct run *r)
{
    return published_audit(r->published)->exposed > 0;
}

static bool named_before(const struct audit_count *c, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (c->terms[k].measure == c->terms[i].measure)
            return true;
    }
    return false;
}

const char *protection_measure(const struct run *r, const struct audit_count *c)
{
    if (c->measure < catalogue_measures(r->catalogue))
        return catalogue_measure(r->catalogue, c->measure)->name;
    const char *text = "";
    for (int taken = 0; taken < 2; taken++) { /* what is counted first, then what is taken away */
        for (size_t i = 0; i < c->n_terms; i++) {
            const char *name = catalogue_measure(r->catalogue, c->terms[i].measure)->name;
            if ((c->terms[i].weight < 0) != (taken == 1) || named_before(c, i))
                continue;
            text = text[0] == '\0' ? name
                                   : arena_printf(r->arena, "%s %s %s", text,
                                                  taken == 1 ? "ohne" : "und", name);
        }
    }
    return text;
}

const char *protection_years(const struct run *r, const struct audit_count *c)
{
    return c->year_from == c->year_to
               ? arena_printf(r->arena, "%d", c->year_from)
               : arena_printf(r->arena, "%d bis %d", c->year_from, c->year_to);
}

bool protection_exact(const struct audit_count *c)
{
    return !c->enough && c->decided && c->highest - c->lowest < 1;
}

static void add_word(struct buf *b, const char *word)
{
    buf_adds(b, b->len > 0 ? ", " : "");
    buf_adds(b, word);
}

static const char *ages(const struct run *r, const struct term *t)
{
    if (t->age_from == 0)
        return arena_printf(r->arena, "unter %d Jahre", t->age_to);
    if (t->age_to == AGE_OPEN)
        return arena_printf(r->arena, "%d Jahre und älter", t->age_from);
    return arena_printf(r->arena, "%d bis unter %d Jahre", t->age_from, t->age_to);
}

static const char *term_text(const struct run *r, const struct term *t)
{
    struct buf b = BUF_INIT;
    if (t->sex != SEX_ALL)
        add_word(&b, t->sex == SEX_MALE ? "männlich" : "weiblich");
    if (t->nationality != NAT_ALL)
        add_word(&b, t->nationality == NAT_GERMAN ? "deutsch" : "ausländisch");
    if (t->age_from > 0 || t->age_to < AGE_OPEN)
        add_word(&b, ages(r, t));
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

/* Each class once; terms of the whole say nothing. */
const char *protection_part(const struct run *r, const struct audit_count *c)
{
    const char **told = arena_array(r->arena, c->n_terms + 1, sizeof *told), *text = "";
    size_t n = 0;
    for (size_t i = 0; i < c->n_terms; i++) {
        const char *one = term_text(r, &c->terms[i]);
        bool known = one[0] == '\0';
        for (size_t k = 0; k < n && !known; k++)
            known = str_eq(told[k], one);
        if (known)
            continue;
        told[n++] = one;
        text = n == 1 ? one : arena_printf(r->arena, "%s und %s", text, one);
    }
    return text;
}

const char *protection_indicators(const struct run *r, const struct audit_count *c)
{
    struct buf b = BUF_INIT;
    for (size_t i = 0; i < c->n_uses; i++) {
        const char *id = catalogue_indicator(r->catalogue, c->uses[i].indicator)->id;
        add_word(&b, c->uses[i].part ? arena_printf(r->arena, "%s (Teil)", id) : id);
    }
    const char *text = arena_strdup(r->arena, buf_str(&b));
    buf_release(&b);
    return text;
}

static double least_of(const struct term *terms, size_t n, uint32_t measure, double count)
{
    for (size_t i = 0; i < n; i++) {
        if (terms[i].measure == measure)
            return count;
    }
    return 0;
}

double protection_least(const struct run *r, uint32_t measure)
{
    double least = 0;
    for (uint32_t i = 0; i < catalogue_indicators(r->catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(r->catalogue, i);
        double above = least_of(ind->numerator, ind->n_numerator, measure, ind->min_count);
        double below = least_of(ind->denominator, ind->n_denominator, measure, ind->min_count);
        least = above > least ? above : least;
        least = below > least ? below : least;
    }
    return least;
}

static bool same_table(const struct audit_count *a, const struct audit_count *b)
{
    return a->measure == b->measure && a->year_from == b->year_from && a->year_to == b->year_to;
}

static const char *place_text(const struct run *r, const struct audit_count *c)
{
    const char *name = areas_at(r->areas, c->area)->name;
    const char *part = protection_part(r, c);
    return part[0] != '\0' ? arena_printf(r->arena, "%s (%s)", name, part) : name;
}

/* The exposed counts of one measure and year, from the first of them on. */
static void refuse_table(const struct run *r, const struct audit *audit, size_t first,
                         struct diag *d)
{
    struct buf places = BUF_INIT;
    size_t n = 0;
    for (size_t i = first; i < audit->n_counts; i++) {
        const struct audit_count *c = &audit->counts[i];
        if (c->enough || !same_table(c, &audit->counts[first]))
            continue;
        if (n++ < NAMED)
            add_word(&places, place_text(r, c));
    }
    if (n > NAMED)
        buf_printf(&places, " und %zu weitere", n - NAMED);
    DIAG_PLAIN(d, GUARD_EXPOSED, protection_measure(r, &audit->counts[first]),
               protection_years(r, &audit->counts[first]), buf_str(&places));
    buf_release(&places);
}

void protection_refuse(const struct run *r, struct diag *d)
{
    const struct audit *audit = published_audit(r->published);
    for (size_t i = 0; i < audit->n_counts; i++) {
        bool told = audit->counts[i].enough;
        for (size_t k = 0; k < i && !told; k++)
            told = !audit->counts[k].enough && same_table(&audit->counts[k], &audit->counts[i]);
        if (!told)
            refuse_table(r, audit, i, d);
    }
    if (audit->exposed > 0)
        DIAG_PLAIN(d, GUARD_REFUSED, arena_printf(r->arena, "%zu", audit->exposed));
}
