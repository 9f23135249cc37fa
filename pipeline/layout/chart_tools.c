#include "layout/chart_tools_private.h"

#include <math.h>
#include <string.h>

#define HATCH_STEP PT(3.6)
#define HATCH_LINE PT(0.6)
#define CIRCLE     0.5522847498 /* control point distance of a quarter circle by a Bézier curve */

void draw_polyline(const struct chart_canvas *c, const mpt *points, size_t n, struct stroke s)
{
    if (n < 2) {
        return;
    }
    unsigned char *verbs = arena_alloc(c->scratch, n);
    memset(verbs, PATH_LINE, n);
    verbs[0] = PATH_MOVE;
    page_path(c->pages, c->page, c->element,
              (struct page_path){.verbs = verbs,
                                 .n_verbs = n,
                                 .points = points,
                                 .n_points = n,
                                 .fill = NO_COLOUR,
                                 .stroke = s.rgb,
                                 .line_width = s.width,
                                 .dash_on = s.on,
                                 .dash_off = s.off,
                                 .round = s.on == 0});
}

void draw_line(const struct chart_canvas *c, mpt x0, mpt y0, mpt x1, mpt y1, struct stroke s)
{
    static const unsigned char verbs[] = {PATH_MOVE, PATH_LINE};
    page_path(c->pages, c->page, c->element,
              (struct page_path){.verbs = verbs,
                                 .n_verbs = 2,
                                 .points = (const mpt[]){x0, y0, x1, y1},
                                 .n_points = 2,
                                 .fill = NO_COLOUR,
                                 .stroke = s.rgb,
                                 .line_width = s.width,
                                 .dash_on = s.on,
                                 .dash_off = s.off});
}

void draw_rect(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, uint32_t fill)
{
    page_rect(c->pages, c->page, c->element, x, y, w, h, fill, NO_COLOUR, 0);
}

void draw_outline(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, struct stroke s)
{
    page_rect(c->pages, c->page, c->element, x, y, w, h, NO_COLOUR, s.rgb, s.width);
}

void draw_dot(const struct chart_canvas *c, mpt x, mpt y, mpt r, uint32_t fill, uint32_t stroke,
              mpt line_width)
{
    static const unsigned char verbs[] = {PATH_MOVE,  PATH_CURVE, PATH_CURVE,
                                          PATH_CURVE, PATH_CURVE, PATH_CLOSE};
    mpt k = (mpt)lround(r * CIRCLE);
    const mpt points[] = {x + r, y,     x + r, y + k, x + k, y + r, x,     y + r, x - k,
                          y + r, x - r, y + k, x - r, y,     x - r, y - k, x - k, y - r,
                          x,     y - r, x + k, y - r, x + r, y - k, x + r, y};
    page_path(c->pages, c->page, c->element,
              (struct page_path){.verbs = verbs,
                                 .n_verbs = 6,
                                 .points = points,
                                 .n_points = 13,
                                 .fill = fill,
                                 .stroke = stroke,
                                 .line_width = line_width});
}

/* One line of the hatching: x - y = d inside the rectangle. */
static void hatch_line(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, mpt d)
{
    mpt x0 = d > 0 ? d : 0, x1 = d + h < w ? d + h : w;
    if (x1 > x0) {
        draw_line(c, x + x0, y + h - (x0 - d), x + x1, y + h - (x1 - d),
                  (struct stroke){c->theme->mark, HATCH_LINE, 0, 0});
    }
}

void draw_hatched(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h)
{
    draw_rect(c, x, y, w, h, 0xFFFFFF);
    for (mpt d = -h + HATCH_STEP; d < w; d += HATCH_STEP) {
        hatch_line(c, x, y, w, h, d);
    }
    draw_outline(c, x, y, w, h, (struct stroke){c->theme->mark, PT(0.5), 0, 0});
}

void draw_bar(const struct chart_canvas *c, const struct scale *along, const struct chart_point *p,
              bool upright, mpt at, mpt thick, struct bar_look look)
{
    mpt zero = scale_at(along, 0);
    mpt end = point_counts(p) ? scale_at(along, p->value) : zero + look.stub;
    mpt from = end < zero ? end : zero, length = end < zero ? zero - end : end - zero;
    mpt x = upright ? at : from, y = upright ? from : at;
    mpt w = upright ? thick : length, h = upright ? length : thick;
    if (length == 0)
        return;
    if (!point_counts(p)) {
        draw_hatched(c, x, y, w, h);
    } else if (p->marks & SIGN_LIMITED) {
        page_rect(c->pages, c->page, c->element, x, y, w, h, 0xFFFFFF, look.edge, PT(0.75));
    } else {
        draw_tone(c, x, y, w, h, look.fill);
    }
}
