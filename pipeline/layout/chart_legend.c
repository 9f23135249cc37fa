#include <string.h>

#include "layout/chart_map_private.h"

/* Legend of classes: the unit above, a row for each class with the highest on top, and what
 * the hatchings and the dark line mean where they occur. Numbers of places stand as figures
 * and, where there is room, as squares. */

#define PITCH      PT(13)
#define HEAD       PT(10) /* of a line above and below the rows */
#define HEAD_GAP   PT(5)
#define SWATCH_W   PT(18)
#define SWATCH_H   PT(9)
#define TEXT_X     PT(24)
#define GAP        PT(8)
#define SQUARE     PT(3)
#define SQUARES    PT(4) /* from one to the next */
#define EDGE       PT(0.4)
#define LINES_MOST 3

/* WCAG 2.1: contrast of text (1.4.3), of what is needed to understand a graphic (1.4.11). */
#define TEXT_LEAST  4.5
#define SHAPE_LEAST 3.0

static const char not_shown[] = "nicht gezeigt", not_known[] = "ohne Angabe";

struct census { /* of the places that are in no class, and of those that stand out */
    size_t hidden, missing, marked;
    const struct chart_point *own;
};

struct legend {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct text_look text, small, bold;
    struct census census;
    struct text_lines unit, method;
    const char *heading;  /* above the numbers */
    mpt x, y, width;
    mpt numbers;          /* width of the widest number */
    mpt squares;          /* where squares begin; 0: no room for them */
};

static struct census count(const struct chart *c)
{
    struct census k = {0};
    for (size_t i = 0; c->n_series > 0 && i < c->series[0].n_points; i++) {
        const struct chart_point *p = &c->series[0].points[i];
        k.hidden += point_hidden(p);
        k.missing += !point_hidden(p) && !point_counts(p);
        k.own = p->emphasis ? p : k.own;
        k.marked += p->emphasis;
    }
    return k;
}

static const char *number(const struct legend *l, size_t n)
{
    return arena_printf(l->at->scratch, "%zu", n);
}

static size_t most_places(const struct legend *l)
{
    size_t most = l->census.hidden > l->census.missing ? l->census.hidden : l->census.missing;
    for (size_t i = 0; i < l->chart->n_classes; i++)
        most = l->chart->classes[i].n > most ? l->chart->classes[i].n : most;
    return most;
}

/* Squares for all rows or for none. */
static void plan_squares(struct legend *l)
{
    const struct metrics *m = l->at->metrics;
    size_t most = most_places(l);
    mpt text = 0;
    for (size_t i = 0; i < l->chart->n_classes; i++) {
        mpt w = chart_text_width(m, l->text, l->chart->classes[i].text);
        text = w > text ? w : text;
    }
    mpt hidden = l->census.hidden > 0 ? chart_text_width(m, l->text, not_shown) : 0;
    mpt missing = l->census.missing > 0 ? chart_text_width(m, l->text, not_known) : 0;
    text = hidden > text ? hidden : text;
    text = missing > text ? missing : text;
    mpt from = TEXT_X + text + GAP;
    l->numbers = chart_text_width(m, l->bold, number(l, most));
    bool room = from + (mpt)most * SQUARES + GAP + l->numbers <= l->width;
    l->squares = room ? from : 0;
}

static struct legend plan(const struct chart *c, const struct chart_canvas *at, mpt width)
{
    const struct theme *t = at->theme;
    struct legend l = {.chart = c, .at = at, .width = width, .census = count(c),
                       .heading = "Gemeinden"};
    l.text = (struct text_look){FACE_REGULAR, t->label.size, t->ink};
    l.bold = (struct text_look){FACE_BOLD, t->label.size, t->ink};
    l.small = look_axis(t);
    plan_squares(&l);
    mpt right = chart_text_width(at->metrics, l.small, l.heading) + GAP;
    l.unit = text_wrap(at, l.bold, c->unit, width - right, LINES_MOST);
    l.method = text_wrap(at, l.small, c->method, width, LINES_MOST);
    return l;
}

static mpt rows(const struct legend *l)
{
    return (mpt)(l->chart->n_classes + (l->census.hidden > 0) + (l->census.missing > 0) +
                 (l->census.marked > 0));
}

static mpt head_height(const struct legend *l)
{
    return (l->unit.n > 1 ? l->unit.n : 1) * HEAD + HEAD_GAP;
}

mpt class_legend_height(const struct chart *c, const struct chart_canvas *at, mpt width)
{
    struct legend l = plan(c, at, width);
    mpt method = l.method.n > 0 ? l.method.n * HEAD + PT(5) : 0;
    return head_height(&l) + rows(&l) * PITCH + method;
}

const char *class_sign(const struct chart *c, int klass)
{
    size_t n = c->n_classes;
    if (c->scale != SCALE_DIVERGING || klass < 1 || (size_t)(2 * klass) == n + 1)
        return NULL;
    return (size_t)(2 * klass) <= n ? "\xE2\x88\x92" : "+";
}

struct tone tone_of(const struct theme *t, uint32_t fill)
{
    uint32_t ink = ink_on(t, fill);
    return (struct tone){fill, ink, theme_contrast(ink, fill) >= TEXT_LEAST,
                         theme_contrast(fill, 0xFFFFFF) < SHAPE_LEAST};
}

const struct tone *class_tones(const struct chart_canvas *at, const struct chart *c)
{
    struct tone *tones = arena_array(at->scratch, c->n_classes + 1, sizeof *tones);
    tones[0] = tone_of(at->theme, 0xFFFFFF);
    for (size_t i = 1; i <= c->n_classes; i++)
        tones[i] = tone_of(at->theme, class_colour(at->theme, c, (int)i));
    return tones;
}

int shown_class(const struct chart *c, const struct chart_point *p)
{
    bool shown = point_counts(p) && p->klass > 0 && (size_t)p->klass <= c->n_classes;
    return shown ? p->klass : 0;
}

static void put_swatch(const struct legend *l, mpt y, uint32_t fill, const char *sign)
{
    struct text_look look = {FACE_BOLD, l->at->theme->label.size, ink_on(l->at->theme, fill)};
    page_rect(l->at->pages, l->at->page, l->at->element, l->x, y, SWATCH_W, SWATCH_H, fill,
              l->at->theme->grey, EDGE);
    text_put(l->at, l->x + SWATCH_W / 2, y + SWATCH_H / 2 + look_drop(look), look, TEXT_MIDDLE,
             sign);
}

/* A square for each place, all in one path. */
static void put_squares(const struct legend *l, mpt y, size_t n)
{
    static const unsigned char verbs[] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_LINE, PATH_CLOSE};
    unsigned char *verb = arena_alloc(l->at->scratch, n * sizeof verbs + 1);
    mpt *point = arena_array(l->at->scratch, 8 * n + 1, sizeof *point);
    if (l->squares == 0 || n == 0)
        return;
    for (size_t i = 0; i < n; i++) {
        mpt x = l->x + l->squares + (mpt)i * SQUARES;
        const mpt corners[] = {x, y, x + SQUARE, y, x + SQUARE, y + SQUARE, x, y + SQUARE};
        memcpy(verb + i * sizeof verbs, verbs, sizeof verbs);
        memcpy(point + 8 * i, corners, sizeof corners);
    }
    page_path(l->at->pages, l->at->page, l->at->element,
              (struct page_path){.verbs = verb, .n_verbs = n * sizeof verbs, .points = point,
                                 .n_points = 4 * n, .fill = l->at->theme->mark,
                                 .stroke = NO_COLOUR});
}

/* Text and number of a row whose swatch is drawn. */
static void put_row(const struct legend *l, mpt y, const char *text, size_t n)
{
    mpt base = y + SWATCH_H / 2 + look_drop(l->text);
    mpt room = l->width - TEXT_X - GAP - l->numbers;
    text_put(l->at, l->x + TEXT_X, base, l->text, TEXT_LEFT,
             text_fit(l->at, l->text, text, room));
    text_put(l->at, l->x + l->width, base, l->bold, TEXT_RIGHT, number(l, n));
    put_squares(l, y + (SWATCH_H - SQUARE) / 2, n);
}

static void put_hatch(const struct legend *l, mpt y, bool hidden)
{
    draw_hatch(l->at, (struct frame){l->x, y, l->x + SWATCH_W, y + SWATCH_H}, hidden);
}

/* "Nürtingen: 10,6"; several places have their names on the map. */
static void put_marked(const struct legend *l, mpt y)
{
    const struct chart_point *own = l->census.own;
    const struct theme *t = l->at->theme;
    bool one = l->census.marked == 1;
    const char *text = "hervorgehoben";
    struct text_look look = one ? l->bold : l->text;
    if (one)
        text = arena_printf(l->at->scratch, "%s: %s", own->label,
                            point_hidden(own) ? not_shown
                            : point_counts(own) ? own->text : not_known);
    uint32_t fill = point_counts(own) && own->klass > 0 && one
                        ? class_colour(t, l->chart, own->klass) : 0xFFFFFF;
    page_rect(l->at->pages, l->at->page, l->at->element, l->x + PT(0.8), y + PT(0.8),
              SWATCH_W - PT(1.6), SWATCH_H - PT(1.6), fill, t->ink, PT(1.6));
    if (one)
        text_put(l->at, l->x + TEXT_X, y + SWATCH_H / 2 + look_drop(look), look, TEXT_LEFT,
                 text_fit(l->at, look, text, l->width - TEXT_X));
    else
        put_row(l, y, text, l->census.marked);
}

void class_legend_draw(const struct chart *c, const struct chart_canvas *at, mpt x, mpt y,
                       mpt width)
{
    struct legend l = plan(c, at, width);
    l.x = x;
    l.y = y;
    mpt first = y + PT(7.5);
    text_put_lines(at, x, first, HEAD, l.bold, TEXT_LEFT, &l.unit);
    text_put(at, x + width, first + (l.unit.n > 1 ? l.unit.n - 1 : 0) * HEAD, l.small, TEXT_RIGHT,
             l.heading);
    mpt row = y + head_height(&l);
    for (size_t i = c->n_classes; i-- > 0; row += PITCH) {
        put_swatch(&l, row, class_colour(at->theme, c, (int)i + 1), class_sign(c, (int)i + 1));
        put_row(&l, row, c->classes[i].text, c->classes[i].n);
    }
    for (int hidden = 1; hidden >= 0; hidden--) {
        size_t n = hidden ? l.census.hidden : l.census.missing;
        if (n == 0)
            continue;
        put_hatch(&l, row, hidden);
        put_row(&l, row, hidden ? not_shown : not_known, n);
        row += PITCH;
    }
    if (l.census.marked > 0) {
        put_marked(&l, row);
        row += PITCH;
    }
    text_put_lines(at, x, row + PT(8.5), HEAD, l.small, TEXT_LEFT, &l.method);
}
