#include <math.h>

#include "layout/chart_tools_private.h"

/* Of the area of a circle: its corners lie at 1.555 r, for pi r^2 = 3 sqrt(3) / 4 R^2. */
#define CORNER 1.555
#define ASIDE  0.8660254038 /* sin 60 degrees */
#define HALF   0.8862269255 /* of a square's side: sqrt(pi) / 2 */

void draw_triangle(const struct chart_canvas *c, mpt x, mpt y, mpt r, bool up, uint32_t fill)
{
    static const unsigned char verbs[] = {PATH_MOVE, PATH_LINE, PATH_LINE, PATH_CLOSE};
    mpt corner = (mpt)lround(r * CORNER), aside = (mpt)lround(r * CORNER * ASIDE);
    mpt tip = up ? -corner : corner;
    const mpt points[] = {x, y + tip, x + aside, y - tip / 2, x - aside, y - tip / 2};
    page_path(c->pages, c->page, c->element,
              (struct page_path){.verbs = verbs,
                                 .n_verbs = 4,
                                 .points = points,
                                 .n_points = 3,
                                 .fill = fill,
                                 .stroke = NO_COLOUR});
}

void draw_square(const struct chart_canvas *c, mpt x, mpt y, mpt r, uint32_t fill)
{
    mpt half = (mpt)lround(r * HALF);
    draw_rect(c, x - half, y - half, 2 * half, 2 * half, fill);
}
