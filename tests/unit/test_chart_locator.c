/* Locators with boundaries, read back from the display list: no name lies on the highlighted
 * place but its own. Places by the even-odd rule, written anew. */
#include <setjmp.h>
#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "geo/geo.h"
#include "layout/chart_tools_private.h"
#include "unit/drawing.h"

/* The shipped boundaries with one place highlighted, all as large; names of two lengths. */
static struct chart *locator(struct arena *a, const struct geo_map *map, size_t own)
{
    struct chart *c = gallery_find("map_plain")->make(a);
    c->kind = CHART_LOCATOR;
    c->map = map;
    c->series[0].points = arena_array(a, map->n_shapes, sizeof(struct chart_point));
    c->series[0].n_points = map->n_shapes;
    for (size_t i = 0; i < map->n_shapes; i++)
        c->series[0].points[i] = (struct chart_point){
            .value = (double)i, .text = "1", .shape = &map->shape[i], .emphasis = i == own,
            .label = i == own     ? "Owen"
                     : i % 2 == 0 ? "Leinfelden-Echterdingen"
                                  : "Oberboihingen"};
    return c;
}

/* The only field in the colour of the Handlungsfeld. */
static const struct page_path *own_field(const struct drawing *d)
{
    uint32_t rgb = shipped_theme()->field[d->chart->field];
    for (size_t i = 0; i < d->page->n_ops; i++) {
        if (path_at(d, i) != NULL && path_at(d, i)->fill == rgb)
            return path_at(d, i);
    }
    fail_msg("no place is highlighted");
    return NULL;
}

static bool in_field(const struct page_path *field, mpt x, mpt y)
{
    bool in = false;
    size_t first = 0, at = 0;
    for (size_t i = 0; i < field->n_verbs; i++) {
        first = field->verbs[i] == PATH_MOVE ? at : first;
        if (field->verbs[i] == PATH_CLOSE)
            continue;
        at++;
        bool last = i + 1 == field->n_verbs || field->verbs[i + 1] != PATH_LINE;
        const mpt *p = field->points + 2 * (at - 1), *q = field->points + 2 * (last ? first : at);
        if ((p[1] > y) != (q[1] > y) &&
            (double)x < (double)(y - p[1]) * (q[0] - p[0]) / (q[1] - p[1]) + p[0])
            in = !in;
    }
    return in;
}

/* The part of the box that lies in the field, 0 to 1, by points half a point apart. */
static double part_in_field(const struct page_path *field, struct box b)
{
    double n = 0, in = 0;
    for (mpt x = b.x0; x <= b.x1; x += 500) {
        for (mpt y = b.y0; y <= b.y1; y += 500) {
            in += in_field(field, x, y);
            n++;
        }
    }
    return in / n;
}

/* Each place as the highlighted one of a locator: no name lies on it but its own, and that one
 * wholly, in white, or not at all. */
static void names_keep_off_the_highlighted_place(void **state)
{
    struct diag *dg = diag_new();
    struct geo_map *map = geo_load("inputs", dg);
    size_t inside = 0;
    (void)state;
    assert_non_null(map);
    for (size_t k = 0; k < map->n_shapes; k++) {
        struct arena *a = arena_new();
        struct drawing d = draw_chart(locator(a, map, k), a, 481.9);
        const struct page_path *own = own_field(&d);
        for (size_t i = 0; i < d.page->n_ops; i++) {
            const struct page_text *t = text_at(&d, i);
            if (t == NULL)
                continue;
            struct box b = {t->x, t->y - t->size * 5 / 10, t->x + t->width, t->y};
            bool white = t->rgb == 0xFFFFFF;
            double part = part_in_field(own, b);
            inside += white;
            if (white ? part < 1 : part > 0)
                fail_msg("%s lies on %s with %.2f", t->text, map->shape[k].key, part);
        }
        release(&d);
    }
    assert_true(inside >= 20); /* in the places that have room for it */
    geo_free(map);
    diag_free(dg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_keep_off_the_highlighted_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
