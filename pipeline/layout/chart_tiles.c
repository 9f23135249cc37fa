#include <string.h>

#include "layout/chart_kinds_private.h"
#include "layout/chart_map_private.h"

/* Tile map: a square for each place, all of one size. In it what the place is called and,
 * where there is room for a second line, its value. */

#define MOST    PT(340) /* height of the map */
#define LARGEST PT(48)  /* side of a square, with the gap to the next */
#define GAP     PT(1.5)
#define INSET   PT(0.8) /* of text */
#define LEADING PT(9)
#define OUTLINE PT(0.4)

struct tiles {
    const struct chart *chart;
    const struct chart_canvas *at;
    const struct chart_series *series;
    const struct tone *tone; /* of each class */
    int columns, rows;
    mpt x, y, side; /* of the first square; with the gap */
};

static struct tiles tiles_of(const struct chart *c, const struct chart_canvas *at)
{
    static const struct chart_series none;
    struct tiles t = {.chart = c, .at = at, .columns = 1, .rows = 1};
    t.series = c->n_series > 0 ? &c->series[0] : &none;
    for (size_t i = 0; i < t.series->n_points; i++) {
        const struct chart_point *p = &t.series->points[i];
        t.columns = p->column >= t.columns ? p->column + 1 : t.columns;
        t.rows = p->row >= t.rows ? p->row + 1 : t.rows;
    }
    return t;
}

/* No higher than the squares can be. */
static struct map_plan plan(const struct tiles *t)
{
    mpt most = (mpt)t->rows * LARGEST;
    return map_plan(t->chart, t->at, (double)t->rows / t->columns, most < MOST ? most : MOST,
                    class_legend_height);
}

mpt chart_tiles_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct tiles tiles = tiles_of(c, &at);
    mpt height = plan(&tiles).height;
    arena_free(at.scratch);
    return height;
}

static struct frame square(const struct tiles *t, const struct chart_point *p)
{
    mpt x = t->x + p->column * t->side + GAP / 2;
    mpt y = t->y + p->row * t->side + GAP / 2;
    return (struct frame){x, y, x + t->side - GAP, y + t->side - GAP};
}

static bool fits(const struct tiles *t, struct text_look look, const char *text)
{
    return text != NULL && chart_text_width(t->at->metrics, look, text) <=
                               t->side - GAP - 2 * INSET;
}

/* Whether another place's name begins with these bytes. */
static bool begins_other(const struct tiles *t, const struct chart_point *p, const char *text)
{
    for (size_t i = 0; i < t->series->n_points; i++) {
        const struct chart_point *q = &t->series->points[i];
        const char *names[] = {q->label, q->sublabel};
        for (int k = 0; q != p && k < 2; k++)
            if (names[k] != NULL && strncmp(names[k], text, strlen(text)) == 0)
                return true;
    }
    return false;
}

/* The longest that fits and tells the place from the others: its name, the first word of it,
 * the abbreviation, its beginning; or NULL. */
static const char *called(const struct tiles *t, struct text_look look,
                          const struct chart_point *p)
{
    enum { WORD = 4 }; /* "Bad" is none to go by */
    struct arena *a = t->at->scratch;
    size_t first = p->label != NULL ? strcspn(p->label, " ") : 0;
    if (fits(t, look, p->label))
        return p->label;
    const char *text = first >= WORD ? arena_strndup(a, p->label, first) : p->sublabel;
    if (fits(t, look, text) && !begins_other(t, p, text))
        return text;
    if (p->sublabel == NULL || fits(t, look, p->sublabel))
        return p->sublabel;
    for (size_t n = strlen(p->sublabel) - 1; n > 1; n--) {
        bool whole = ((unsigned char)p->sublabel[n] & 0xC0) != 0x80;
        text = arena_strndup(a, p->sublabel, n);
        if (whole && fits(t, look, text))
            return begins_other(t, p, text) ? NULL : text;
    }
    return NULL;
}

/* Values stand in all squares or in none. */
static bool shows_values(const struct tiles *t)
{
    struct text_look look = look_axis(t->at->theme);
    if (t->side - GAP < look.size + LEADING + 2 * INSET)
        return false;
    look.face = FACE_BOLD;
    for (size_t i = 0; i < t->series->n_points; i++)
        if (!fits(t, look, t->series->points[i].text))
            return false;
    return true;
}

/* Up to two lines in the middle of the square; on hatching with white below them. */
static void put_lines(const struct tiles *t, const struct frame *f, struct text_look look,
                      bool plate, const char *const line[2])
{
    mpt x = (f->x0 + f->x1) / 2;
    mpt y = (f->y0 + f->y1) / 2;
    int n = (line[0] != NULL) + (line[1] != NULL);
    mpt h = look.size + (n - 1) * LEADING;
    mpt w = chart_text_width(t->at->metrics, look, line[0]);
    mpt below = chart_text_width(t->at->metrics, look, line[1]);
    w = w > below ? w : below;
    if (n > 0 && plate)
        draw_rect(t->at, x - w / 2 - INSET / 2, y - h / 2, w + INSET, h, 0xFFFFFF);
    mpt base = y - (n - 1) * LEADING / 2 + look_drop(look);
    for (int i = 0; i < 2; i++) {
        if (line[i] != NULL) {
            text_put(t->at, x, base, look, TEXT_MIDDLE, line[i]);
            base += LEADING;
        }
    }
}

static void put_texts(const struct tiles *t, const struct chart_point *p, const struct frame *f,
                      const struct tone *tone, bool values)
{
    const struct theme *theme = t->at->theme;
    bool plate = tone == &t->tone[0];
    struct text_look look = {p->emphasis ? FACE_BOLD : FACE_REGULAR, theme->axis.size, tone->ink};
    const char *below = values ? p->text : plate ? NULL : class_sign(t->chart, p->klass);
    bool two = t->side - GAP >= look.size + LEADING + 2 * INSET;
    if (!plate && !tone->carries_text)
        return;
    const char *line[2] = {called(t, look, p), fits(t, look, below) ? below : NULL};
    if (!two && line[1] != NULL) /* which side of 0 it is goes before a name */
        line[0] = NULL;
    put_lines(t, f, look, plate, line);
}

static void put_tile(const struct tiles *t, const struct chart_point *p, bool values)
{
    struct frame f = square(t, p);
    int klass = shown_class(t->chart, p);
    const struct tone *tone = &t->tone[klass];
    if (klass > 0)
        page_rect(t->at->pages, t->at->page, t->at->element, f.x0, f.y0, f.x1 - f.x0,
                  f.y1 - f.y0, tone->fill, tone->light ? t->at->theme->grey : NO_COLOUR,
                  tone->light ? OUTLINE : 0);
    else
        draw_hatch(t->at, f, point_hidden(p));
    put_texts(t, p, &f, tone, values);
}

static void put_mark(const struct tiles *t, const struct chart_point *p)
{
    struct frame f = square(t, p);
    draw_outline(t->at, f.x0, f.y0, f.x1 - f.x0, f.y1 - f.y0,
                 (struct stroke){0xFFFFFF, PT(2.6), 0, 0});
    draw_outline(t->at, f.x0, f.y0, f.x1 - f.x0, f.y1 - f.y0,
                 (struct stroke){t->at->theme->ink, PT(1.6), 0, 0});
}

void chart_tiles_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct tiles t = tiles_of(c, at);
    struct map_plan p = plan(&t);
    mpt across = (p.map.x1 - p.map.x0) / t.columns;
    mpt down = (p.map.y1 - p.map.y0) / t.rows;
    t.x = p.map.x0;
    t.y = p.map.y0;
    t.side = across < down ? across : down;
    t.side = t.side > LARGEST ? LARGEST : t.side;
    t.tone = class_tones(at, c);
    bool values = shows_values(&t);
    for (size_t i = 0; i < t.series->n_points; i++)
        put_tile(&t, &t.series->points[i], values);
    for (size_t i = 0; i < t.series->n_points; i++)
        if (t.series->points[i].emphasis)
            put_mark(&t, &t.series->points[i]);
    class_legend_draw(c, at, p.legend_x, p.legend_y, p.legend_w);
}
