#include "guard/before_private.h"

#include "base/arena.h"
#include "guard/formula_private.h"

struct walk { /* over all statistics of an indicator, in the order of the table */
    struct record_key key;
    struct published_part part;
    uint32_t area;
    size_t at; /* in the table */
};

struct before {
    struct suppression *table;
    const struct earlier *earlier;
    const struct areas *areas;
    const struct catalogue *catalogue;
    const struct stats *stats;
};

typedef void visit(const struct before *b, uint32_t indicator, const struct walk *w, void *ctx);

static void walk_indicator(const struct before *b, struct arena *a, uint32_t indicator,
                           visit *seen, void *ctx)
{
    const struct indicator *ind = catalogue_indicator(b->catalogue, indicator);
    struct walk w = {.key = {.indicator = ind->id,
                             .formula = formula_id(a, b->catalogue, ind)}};
    size_t n = 0;
    const int *years = stats_years(b->stats, indicator, &n);
    for (size_t y = 0; y < n; y++) {
        w.key.year = years[y];
        for (uint32_t part = 0; part <= ind->n_parts; part++) {
            if (part > 0)
                w.part = (struct published_part){(int)ind->parts[part - 1].sex,
                                                 ind->parts[part - 1].age_from,
                                                 ind->parts[part - 1].age_to};
            w.key.part = part > 0 ? &w.part : NULL;
            for (w.area = 0; w.area < b->table->n_areas; w.area++, w.at++) {
                w.key.area = areas_at(b->areas, w.area)->key;
                seen(b, indicator, &w, ctx);
            }
        }
    }
}

static void walk_all(const struct before *b, visit *seen, void *ctx)
{
    struct arena *a = arena_new();
    for (uint32_t i = 0; i < b->table->n_indicators; i++)
        walk_indicator(b, a, i, seen, ctx);
    arena_free(a);
}

static void look_up(const struct before *b, uint32_t indicator, const struct walk *w, void *ctx)
{
    (void)ctx;
    b->table->before[indicator][w->at] = earlier_shown(b->earlier, w->key) != NULL;
}

static void count_hidden(const struct before *b, uint32_t indicator, const struct walk *w,
                         void *ctx)
{
    struct shown_before *found = ctx;
    found->known += b->table->before[indicator][w->at] != 0;
    if (b->table->before[indicator][w->at] == 0 ||
        b->table->hidden[indicator][w->at] == HIDE_NOT)
        return;
    if (found->n++ == 0) {
        found->indicator = indicator;
        found->area = w->area;
        found->year = w->key.year;
        found->edition = earlier_shown(b->earlier, w->key)->edition;
    }
}

void before_fill(struct suppression *t, const struct earlier *earlier, const struct areas *areas,
                 const struct catalogue *c, const struct stats *s)
{
    struct before b = {t, earlier, areas, c, s};
    if (earlier == NULL || earlier_records(earlier) == 0)
        return;
    t->before = mem_alloc((t->n_indicators + 1) * sizeof *t->before);
    for (uint32_t i = 0; i < t->n_indicators; i++) {
        size_t years = 0;
        stats_years(s, i, &years);
        size_t parts = catalogue_indicator(c, i)->n_parts + 1;
        t->before[i] = mem_alloc(years * parts * t->n_areas + 1);
    }
    walk_all(&b, look_up, NULL);
}

struct shown_before before_hidden(struct suppression *t, const struct earlier *earlier,
                                  const struct areas *areas, const struct catalogue *c,
                                  const struct stats *s)
{
    struct before b = {t, earlier, areas, c, s};
    struct shown_before found = {.n = 0};
    if (t->before != NULL)
        walk_all(&b, count_hidden, &found);
    return found;
}
