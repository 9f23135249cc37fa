#include "guard/formula_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/german.h"
#include "base/sha256.h"

static void add_number(struct buf *b, struct arena *a, double v)
{
    int decimals = 0;
    while (decimals < 4 && fabs(v - german_round(v, decimals)) > 1e-9)
        decimals++;
    buf_adds(b, german_number(a, v, decimals));
}

/* Opens the parenthesis before the first qualifier. */
static void add_qualifier(struct buf *b, bool *open, const char *text)
{
    buf_adds(b, *open ? ", " : " (");
    buf_adds(b, text);
    *open = true;
}

static const char *age_text(struct arena *a, const struct term *t)
{
    if (t->age_from == 0)
        return arena_printf(a, "unter %d Jahre", t->age_to);
    if (t->age_to == AGE_OPEN)
        return arena_printf(a, "%d Jahre und älter", t->age_from);
    return arena_printf(a, "%d bis unter %d Jahre", t->age_from, t->age_to);
}

static const char *offset_text(struct arena *a, int offset)
{
    if (offset == -1)
        return "Vorjahr";
    if (offset == 1)
        return "Folgejahr";
    return arena_printf(a, offset < 0 ? "%d Jahre zuvor" : "%d Jahre danach", abs(offset));
}

static void add_term(struct buf *b, struct arena *a, const struct catalogue *c,
                     const struct term *t, int offset)
{
    bool open = false;
    if (fabs(fabs(t->weight) - 1) > 1e-9) {
        add_number(b, a, fabs(t->weight));
        buf_adds(b, " · ");
    }
    buf_adds(b, catalogue_measure(c, t->measure)->name);
    if (t->sex != SEX_ALL)
        add_qualifier(b, &open, t->sex == SEX_MALE ? "männlich" : "weiblich");
    if (t->nationality != NAT_ALL)
        add_qualifier(b, &open, t->nationality == NAT_GERMAN
                                    ? "deutsche Staatsangehörigkeit"
                                    : "ausländische Staatsangehörigkeit");
    if (t->age_from != 0 || t->age_to != AGE_OPEN)
        add_qualifier(b, &open, age_text(a, t));
    if (offset != 0)
        add_qualifier(b, &open, offset_text(a, offset));
    if (t->stratum != 0)
        add_qualifier(b, &open, arena_printf(a, "Schicht %u", t->stratum));
    if (open)
        buf_addc(b, ')');
}

static void add_side(struct buf *b, struct arena *a, const struct catalogue *c,
                     const struct term *terms, size_t n, int offset, bool bracketed)
{
    if (bracketed)
        buf_addc(b, '(');
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_adds(b, terms[i].weight < 0 ? " − " : " + ");
        else if (terms[i].weight < 0)
            buf_adds(b, "−");
        add_term(b, a, c, &terms[i], offset);
    }
    if (bracketed)
        buf_addc(b, ')');
}

static void add_numerator(struct buf *b, struct arena *a, const struct catalogue *c,
                          const struct indicator *ind, bool bracketed)
{
    add_side(b, a, c, ind->numerator, ind->n_numerator, 0, bracketed && ind->n_numerator > 1);
}

static void add_denominator(struct buf *b, struct arena *a, const struct catalogue *c,
                            const struct indicator *ind, bool bracketed)
{
    add_side(b, a, c, ind->denominator, ind->n_denominator, ind->denominator_offset,
             bracketed && ind->n_denominator > 1);
}

static void add_factor(struct buf *b, struct arena *a, const struct indicator *ind)
{
    if (!(fabs(ind->factor - 1) > 1e-12))
        return;
    buf_adds(b, " · ");
    add_number(b, a, ind->factor);
}

static const char *stratum_text(struct arena *a, const struct indicator_part *p)
{
    static const char *const sexes[] = {"", "männlich", "weiblich"};
    const struct term t = {.age_from = p->age_from, .age_to = p->age_to};
    bool ages = p->age_from != 0 || p->age_to != AGE_OPEN;
    if (p->sex == SEX_ALL)
        return ages ? age_text(a, &t) : "alle";
    return ages ? arena_printf(a, "%s %s", sexes[p->sex], age_text(a, &t)) : sexes[p->sex];
}

/* "; Schichten: 1. 15 bis unter 25 Jahre (Gewicht 11 500), 2. ..." */
static void add_strata(struct buf *b, struct arena *a, const struct standard *s)
{
    buf_adds(b, "; Schichten: ");
    for (size_t i = 0; i < s->n_strata; i++) {
        buf_printf(b, "%s%zu. %s", i > 0 ? ", " : "", i + 1,
                   stratum_text(a, &s->strata[i].part));
        if (s->strata[i].weight > 0) {
            buf_adds(b, " (Gewicht ");
            add_number(b, a, s->strata[i].weight);
            buf_addc(b, ')');
        }
    }
}

static void add_direct(struct buf *b, struct arena *a, const struct catalogue *c,
                       const struct indicator *ind)
{
    buf_adds(b, "(Summe der Schichten aus Gewicht · ");
    add_numerator(b, a, c, ind, true);
    buf_adds(b, " / ");
    add_denominator(b, a, c, ind, true);
    buf_adds(b, ") / Summe der Gewichte");
    add_factor(b, a, ind);
    buf_printf(b, "; Gewichte: %s", ind->standard->population);
    if (ind->standard->year != 0)
        buf_printf(b, " %d", ind->standard->year);
}

static void add_indirect(struct buf *b, struct arena *a, const struct catalogue *c,
                         const struct indicator *ind)
{
    add_numerator(b, a, c, ind, true);
    buf_adds(b, " / erwartete Fälle");
    add_factor(b, a, ind);
    buf_adds(b, "; erwartete Fälle: Summe der Schichten aus ");
    add_denominator(b, a, c, ind, true);
    buf_adds(b, " · Häufigkeit in der Schicht im Landkreis");
}

static void add_estimate(struct buf *b, struct arena *a, const struct catalogue *c,
                         const struct indicator *ind)
{
    buf_adds(b, "Landkreis: ");
    add_numerator(b, a, c, ind, false);
    buf_adds(b, "; Gemeinden: Summe der Schichten aus ");
    add_denominator(b, a, c, ind, true);
    buf_adds(b, " · Häufigkeit in der Schicht im Landkreis, gerundet auf ");
    add_number(b, a, ind->standard->round);
}

static void add_ratio(struct buf *b, struct arena *a, const struct catalogue *c,
                      const struct indicator *ind)
{
    bool ratio = ind->denominator != NULL;
    add_numerator(b, a, c, ind, ratio || fabs(ind->factor - 1) > 1e-12);
    if (ratio) {
        buf_adds(b, " / ");
        add_denominator(b, a, c, ind, true);
    }
    add_factor(b, a, ind);
}

const char *formula_text(struct arena *a, const struct catalogue *c,
                         const struct indicator *ind)
{
    struct buf b = BUF_INIT;
    switch (indicator_form(ind)) {
    case FORM_PLAIN: add_ratio(&b, a, c, ind); break;
    case FORM_DIRECT: add_direct(&b, a, c, ind); break;
    case FORM_INDIRECT: add_indirect(&b, a, c, ind); break;
    case FORM_ESTIMATE: add_estimate(&b, a, c, ind); break;
    }
    if (ind->standard != NULL)
        add_strata(&b, a, ind->standard);
    if (ind->pool > 1)
        buf_printf(&b, "; Zähler und Nenner je für sich über %d Jahre summiert", ind->pool);
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

const char *formula_base(struct arena *a, const struct catalogue *c, const struct indicator *ind)
{
    struct buf b = BUF_INIT;
    if (indicator_form(ind) == FORM_INDIRECT)
        buf_adds(&b, "Erwartete Fälle");
    else
        add_denominator(&b, a, c, ind, false);
    if (ind->pool > 1)
        buf_printf(&b, ", Summe aus %d Jahren", ind->pool);
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

enum { ID_DIGITS = 16 };

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void add_canonical(struct buf *b, struct arena *a, const struct catalogue *c,
                          const struct term *terms, size_t n)
{
    const char **list = arena_array(a, n + 1, sizeof *list);
    for (size_t i = 0; i < n; i++) {
        const struct term *t = &terms[i];
        list[i] = arena_printf(a, "%.17g*%s:%d:%d:%d-%d;", t->weight,
                               catalogue_measure(c, t->measure)->id, (int)t->sex,
                               (int)t->nationality, t->age_from, t->age_to);
    }
    if (n > 0)
        qsort(list, n, sizeof *list, by_text);
    for (size_t i = 0; i < n; i++)
        buf_adds(b, list[i]);
}

const char *formula_id(struct arena *a, const struct catalogue *c, const struct indicator *ind)
{
    struct buf b = BUF_INIT;
    char digest[SHA256_HEX];
    add_canonical(&b, a, c, ind->numerator, ind->n_numerator);
    buf_printf(&b, "/%d;", ind->denominator_offset);
    add_canonical(&b, a, c, ind->denominator, ind->n_denominator);
    buf_printf(&b, "*%.17g", ind->factor);
    sha256_hex(b.data, b.len, digest);
    buf_release(&b);
    return arena_strndup(a, digest, ID_DIGITS);
}
