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

const char *formula_text(struct arena *a, const struct catalogue *c,
                         const struct indicator *ind)
{
    struct buf b = BUF_INIT;
    bool ratio = ind->denominator != NULL;
    bool scaled = fabs(ind->factor - 1) > 1e-12;
    add_side(&b, a, c, ind->numerator, ind->n_numerator, 0,
             ind->n_numerator > 1 && (ratio || scaled));
    if (ratio) {
        buf_adds(&b, " / ");
        add_side(&b, a, c, ind->denominator, ind->n_denominator, ind->denominator_offset,
                 ind->n_denominator > 1);
    }
    if (scaled) {
        buf_adds(&b, " · ");
        add_number(&b, a, ind->factor);
    }
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

const char *formula_base(struct arena *a, const struct catalogue *c, const struct indicator *ind)
{
    struct buf b = BUF_INIT;
    add_side(&b, a, c, ind->denominator, ind->n_denominator, ind->denominator_offset, false);
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
