#include "base/buf.h"
#include "guard/published_private.h"

static const char *const sign_names[SIGN_COUNT] = {
    [SIGN_VALUE] = "value",     [SIGN_NOTHING] = "nothing",
    [SIGN_SMALL] = "small",     [SIGN_UNKNOWN] = "unknown",
    [SIGN_LATER] = "later",     [SIGN_UNSURE] = "unsure",
    [SIGN_CROSSED] = "crossed", [SIGN_HIDDEN_UPSTREAM] = "hidden-upstream",
    [SIGN_HIDDEN] = "hidden",   [SIGN_ABSENT] = "absent",
};

static const char *const comparison_names[] = {
    [PUBLISHED_NOT_COMPARED] = "",
    [PUBLISHED_LOWER] = "lower",
    [PUBLISHED_SIMILAR] = "similar",
    [PUBLISHED_HIGHER] = "higher",
};

static void add_part(struct buf *b, const struct published_indicator *ind, size_t part)
{
    static const char *const sexes[] = {"", "m", "w"};
    if (part == 0)
        return;
    const struct published_part *p = &ind->parts[part - 1];
    buf_adds(b, sexes[p->sex]);
    if (p->age_to == 127)
        buf_printf(b, "%d-", p->age_from);
    else
        buf_printf(b, "%d-%d", p->age_from, p->age_to - 1);
}

static void add_marks(struct buf *b, unsigned marks)
{
    static const char letters[] = {'(', 'p', 'r', 's'};
    for (unsigned i = 0; i < sizeof letters; i++) {
        if (marks & 1u << i)
            buf_addc(b, letters[i]);
    }
}

static void add_value(struct buf *b, const struct published_value *v)
{
    if (sign_counts(v->sign))
        buf_double(b, v->value);
    buf_printf(b, ";%s;", v->sign == SIGN_VALUE ? "" : sign_names[v->sign]);
    add_marks(b, v->marks);
    const double bounds[] = {v->lower, v->upper, v->lower998, v->upper998};
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0]; i++) {
        buf_addc(b, ';');
        if (v->has_interval)
            buf_double(b, bounds[i]);
    }
    buf_printf(b, ";%s;%s;", comparison_names[v->district], comparison_names[v->district998]);
    if (v->rank > 0)
        buf_printf(b, "%d/%d", v->rank, v->rank_of);
    buf_addc(b, ';');
    if (v->has_count)
        buf_double(b, v->count);
    buf_printf(b, ";%d\n", v->basis);
}

static void add_plane(struct buf *b, const struct published *p, const struct figures *f,
                      size_t year, size_t part)
{
    const struct published_value *v = f->planes[year * (f->head.n_parts + 1) + part];
    for (size_t a = 0; a < p->n_areas; a++) {
        if (v[a].sign == SIGN_ABSENT)
            continue;
        buf_printf(b, "%s;%s;", p->areas[a].key, f->head.id);
        add_part(b, &f->head, part);
        buf_printf(b, ";%d;", v[a].year);
        add_value(b, &v[a]);
    }
}

char *published_dump(const struct published *p)
{
    struct buf b = BUF_INIT;
    buf_adds(&b, "area;indicator;part;year;value;sign;marks;lower;upper;lower998;upper998;"
                 "district;district998;rank;count;basis\n");
    for (size_t i = 0; i < p->n_indicators; i++) {
        const struct figures *f = &p->figures[i];
        for (size_t y = 0; y < f->head.n_years; y++) {
            for (size_t part = 0; part <= f->head.n_parts; part++)
                add_plane(&b, p, f, y, part);
        }
    }
    return buf_detach(&b);
}
