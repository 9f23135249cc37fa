#include "layout/theme_private.h"

#include <math.h>

#include "base/arena.h"
#include "base/german.h"
#include "base/str.h"

enum {
    LEAST_TEXT = 240000,   /* [mpt] width of the text block */
    LEAST_COLUMN = 10000,  /* [mpt] */
    EDGE = 10000,          /* [mpt] free at the bottom of a page */
    TOP = ANNEX_RISE + 10000, /* [mpt] at the top, for the annex as well */
    WHITE = 0xFFFFFF,
    MAX_WARNED = 64
};

/* W3C, WCAG 2.1, success criteria 1.4.3 (AA, text of any size: large type may have less,
 * but the small one is in the same colours) and 1.4.11 (what is needed to understand a
 * graphic). */
#define TEXT_LEAST  4.5
#define SHAPE_LEAST 3.0

struct warned { /* pairs of colours: each is named once */
    struct theme_reader *r;
    uint32_t pair[MAX_WARNED][2];
    int n;
};

static const char *points(struct arena *a, mpt v)
{
    int decimals = v % 1000 == 0 ? 0 : v % 100 == 0 ? 1 : 2;
    return german_number(a, (double)v / 1000, decimals);
}

static void contrast(struct warned *w, const struct xml_node *n, const char *attr,
                     const char *what, uint32_t rgb, uint32_t ground, bool text)
{
    double ratio = theme_contrast(rgb, ground), least = text ? TEXT_LEAST : SHAPE_LEAST;
    struct arena *a = w->r->t->arena;
    if (ratio >= least)
        return;
    for (int i = 0; i < w->n; i++)
        if (w->pair[i][0] == rgb && w->pair[i][1] == ground)
            return;
    if (w->n < MAX_WARNED) {
        w->pair[w->n][0] = rgb;
        w->pair[w->n++][1] = ground;
    }
    XML_REPORT(w->r->d, THEME_CONTRAST, n, attr, what, theme_hex(a, rgb),
               ground == WHITE ? "Weiß" : "der Farbe „sand“", theme_hex(a, ground),
               theme_ratio(a, ratio, least), text ? "Text" : "Striche und Flächen",
               text ? "1.4.3" : "1.4.11", german_number(a, least, 1));
}

static void check_colours(struct warned *w)
{
    struct theme_reader *r = w->r;
    struct theme *t = r->t;
    struct arena *a = t->arena;
    for (int i = 0; i < THEME_COLOURS; i++) {
        const char *name = theme_colours[i].name;
        uint32_t rgb = *theme_colour(t, i);
        const char *what = arena_printf(a, "Die Farbe „%s“", name);
        bool text = str_eq(name, "ink") || str_eq(name, "grey") || str_eq(name, "brand");
        if (!text && !str_eq(name, "mark") && !str_eq(name, "range"))
            continue;
        contrast(w, r->colour[i], "value", what, rgb, WHITE, text);
        if (text)
            contrast(w, r->colour[i], "value", what, rgb, t->sand, true);
    }
    for (int i = 0; i < THEME_FIELDS; i++) {
        const char *what = arena_printf(a, "Die Farbe des Handlungsfelds %d", i);
        contrast(w, r->field[i], "colour", what, t->field[i], WHITE, true);
        contrast(w, r->field[i], "colour", what, t->field[i], t->sand, true);
        what = arena_printf(a, "Der Flächenton des Handlungsfelds %d", i);
        contrast(w, r->field[i], "middle", what, t->field_mid[i], WHITE, false);
    }
}

static void check_styles(struct warned *w)
{
    struct theme *t = w->r->t;
    for (int i = 0; i < THEME_STYLES; i++) {
        const struct type_style *s = theme_style(t, i);
        const struct xml_node *n = w->r->style[i];
        const char *name = theme_styles[i].name;
        const char *what = arena_printf(t->arena, "Die Schrift von „%s“", name);
        contrast(w, n, "colour", what, s->rgb, WHITE, true);
        if (str_starts(name, "box-"))
            contrast(w, n, "colour", what, s->rgb, t->sand, true);
        mpt least = (mpt)((int64_t)s->size * 9 / 10);
        /* The numeral before a key sentence is one line for ever. */
        if (s->leading < least && s != &t->numeral)
            THEME_FAIL(w->r, THEME_LEADING, n, "leading", points(t->arena, s->leading), name,
                       points(t->arena, s->size), points(t->arena, least));
    }
}

static void check_width(struct theme_reader *r)
{
    struct theme *t = r->t;
    struct arena *a = t->arena;
    const struct xml_node *page = xml_child(r->root, "page");
    if (t->text_w < LEAST_TEXT)
        THEME_FAIL(r, THEME_MARGINS, xml_child(page, "margins"), NULL, points(a, t->margin_inner),
                   points(a, t->margin_outer), points(a, t->page_w), points(a, t->text_w),
                   points(a, LEAST_TEXT));
    else if (t->column < LEAST_COLUMN)
        THEME_FAIL(r, THEME_GUTTER, xml_child(page, "columns"), "gutter", points(a, t->gutter),
                   points(a, t->text_w), points(a, t->column > 0 ? t->column : 0),
                   points(a, LEAST_COLUMN));
}

/* Headings rise above the text block by less than their size. */
static void check_height(struct theme_reader *r)
{
    struct theme *t = r->t;
    struct arena *a = t->arena;
    const struct xml_node *grid = xml_child(xml_child(r->root, "page"), "grid");
    mpt head = t->page_head.baseline, foot = t->page_foot.baseline;
    mpt top = head + t->h1.size, lowest = foot - t->folio.leading;
    if (head < TOP)
        THEME_FAIL(r, THEME_HEAD_EDGE, xml_child(r->root, "head"), "baseline", points(a, head),
                   "oberen", points(a, TOP));
    else if (t->text_top < top)
        THEME_FAIL(r, THEME_GRID_TOP, grid, "first", points(a, t->grid_first), points(a, head),
                   points(a, top + leading_base(t->grid)));
    if (foot > t->page_h - EDGE)
        THEME_FAIL(r, THEME_HEAD_EDGE, xml_child(r->root, "foot"), "baseline", points(a, foot),
                   "unteren", points(a, EDGE));
    else if (t->text_bottom > lowest)
        THEME_FAIL(r, THEME_GRID_BOTTOM, grid, "lines", xml_attr(grid, "lines"),
                   points(a, t->grid), points(a, t->text_bottom), points(a, foot),
                   german_number(a, floor((double)(lowest - t->text_top) / t->grid), 0));
}

static void check_head(struct theme_reader *r)
{
    struct theme *t = r->t;
    struct arena *a = t->arena;
    const struct xml_node *bars = r->item[HEAD_BARS];
    mpt total = (THEME_FIELDS - 2) * t->bar_pitch + t->bar_w;
    if (bars != NULL && t->bar_pitch < t->bar_w)
        THEME_FAIL(r, THEME_BARS_PITCH, bars, "pitch", points(a, t->bar_pitch),
                   points(a, t->bar_w));
    else if (bars != NULL && total > t->text_w / 2)
        THEME_FAIL(r, THEME_BARS_WIDE, bars, "pitch", points(a, total), points(a, t->text_w / 2));
    if (r->item[HEAD_MARK] == NULL)
        THEME_FAIL(r, THEME_NO_MARK, xml_child(r->root, "foot"), NULL, NULL);
}

void theme_check(struct theme_reader *r)
{
    struct warned w = {.r = r};
    check_width(r);
    check_height(r);
    check_head(r);
    check_colours(&w); /* first: a warning belongs to the colour rather than to its uses */
    check_styles(&w);
    theme_check_scales(r);
}
