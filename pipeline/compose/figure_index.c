#include "compose/figure_private.h"

#include "base/german.h"
#include "base/str.h"

/* Status and dynamics of an index (analysis/analysis.h): its own classes, not those that the
 * values of a single indicator are parted into. */

enum { DIGITS = 1 }; /* decimals of standard deviations */

/* What says which values of a single indicator are meant means nothing here. */
static void tell_extra(struct figure *f)
{
    static const char *const extra[] = {"indicator", "year", "from"};
    for (size_t i = 0; i < sizeof extra / sizeof extra[0]; i++) {
        if (xml_attr(f->n, extra[i]) != NULL)
            XML_REPORT(f->r->d, FIGURE_EXTRA, f->n, extra[i], extra[i], "classes mit index");
    }
}

static const struct analysis_index *index_of(struct figure *f)
{
    const struct analysis *a = f->r->c->analysis;
    const char *id = attr_text(f->r, f->n, "index", "");
    const struct analysis_index *x = a != NULL ? analysis_find_index(a, id) : NULL;
    if (x == NULL)
        XML_REPORT(f->r->d, FIGURE_NO_INDEX, f->n, "index", id);
    else if (!x->has_dynamics)
        XML_REPORT(f->r->d, FIGURE_NO_DYNAMICS, f->n, "index", x->name);
    f->failed = x == NULL || !x->has_dynamics;
    return f->failed ? NULL : x;
}

/* The years that its status and its changes rest on; their figures are named as sources. */
static void use_years(struct figure *f, const struct analysis_index *x, int *year, int *since)
{
    *year = *since = 0;
    for (size_t k = 0; k < x->n_components; k++) {
        const struct analysis_component *c = &x->components[k];
        scope_indicator(f->r, c->indicator, c->year);
        if (c->before != 0)
            scope_indicator(f->r, c->indicator, c->before);
        if (c->year > *year)
            *year = c->year;
        if (c->before != 0 && (*since == 0 || c->before < *since))
            *since = c->before;
    }
}

static struct chart_series *add_quantity(struct figure *f, const char *name, int year, int since)
{
    struct chart_series *s = add_series(f->r, f->chart);
    s->role = ROLE_OTHERS;
    s->name = name;
    s->year = year;
    s->since = since;
    return s;
}

static void put_place(struct figure *f, const struct comparison *c, uint32_t area, bool has,
                      double score, int klass)
{
    struct chart_point *p = comparison_point(f, &(struct comparison){
        .series = c->series, .marked = c->marked, .n_marked = c->n_marked}, area);
    p->sign = has ? SIGN_VALUE : SIGN_ABSENT;
    p->value = has ? score : 0;
    p->text = has ? german_signed(f->r->arena, score, DIGITS) : sign_text(SIGN_ABSENT);
    p->klass = has ? klass : 0;
    scope_sign(f->r, p->sign, 0);
}

static const char **names_of(struct report *r, const char *const *names, size_t n)
{
    const char **copy = arena_array(r->arena, n, sizeof *copy);
    for (size_t i = 0; i < n; i++)
        copy[i] = arena_strdup(r->arena, names[i]);
    return copy;
}

static void name_index_classes(struct figure *f, const struct analysis_index *x)
{
    struct chart *c = f->chart;
    c->classes = arena_array(f->r->arena, ANALYSIS_STATUS, sizeof *c->classes);
    c->n_classes = ANALYSIS_STATUS;
    for (size_t i = 0; i < ANALYSIS_STATUS; i++)
        c->classes[i].text = arena_strdup(f->r->arena, x->status_names[i]);
    c->columns = names_of(f->r, x->dynamics_names, ANALYSIS_DYNAMICS);
    c->n_columns = ANALYSIS_DYNAMICS;
    c->unit = "Standardabweichungen";
    c->decimals = DIGITS;
    c->method = arena_printf(f->r->arena, "Status: Abstand vom Mittel der Gemeinden in "
                             "Standardabweichungen; Dynamik: Abstand der Veränderung von der "
                             "mittleren, ebenso.");
}

void build_index_classes(struct figure *f)
{
    const struct analysis_index *x = index_of(f);
    if (x == NULL)
        return;
    struct comparison c;
    int year, since;
    tell_extra(f);
    comparison_places(f, &c);
    use_years(f, x, &year, &since);
    name_index_classes(f, x);
    for (int change = 0; change <= 1; change++) {
        c.series = add_quantity(f, change ? arena_printf(f->r->arena, "%s, Veränderung", x->name)
                                          : arena_strdup(f->r->arena, x->name),
                                year, change ? since : 0);
        for (size_t i = 0; i < c.n_areas; i++) {
            const struct analysis_place *p = analysis_place(x, c.areas[i]);
            bool has = p != NULL && (change ? p->has_change : p->has);
            put_place(f, &c, c.areas[i], has, !has ? 0 : change ? p->change_score : p->score,
                      !has ? 0 : change ? p->dynamics : p->status);
        }
    }
    measure_classes(f->chart);
}
