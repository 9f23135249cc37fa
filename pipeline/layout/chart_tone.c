#include "layout/chart_tools_private.h"

enum { STEPS = 5, LEAST_MARK = 3 };
static const double least_text = 4.5; /* contrasts by WCAG 2.1 */

uint32_t colour_mix(uint32_t a, uint32_t b, double part)
{
    uint32_t rgb = 0;
    for (int shift = 0; shift < 24; shift += 8) {
        double from = (a >> shift) & 0xFF, to = (b >> shift) & 0xFF;
        rgb |= (uint32_t)(from + (to - from) * part + 0.5) << shift;
    }
    return rgb;
}

/* Five steps, dark to light; few tones are taken without the first, the shade, which lies
 * nearest to its neighbour. */
static uint32_t tone_at(const uint32_t *step, size_t i, size_t n)
{
    if (n < STEPS)
        return step[i + 1 < STEPS ? i + 1 : STEPS - 1];
    size_t at = i * (STEPS - 1) * 1000 / (n - 1), k = at / 1000;
    return k + 1 >= STEPS ? step[STEPS - 1]
                          : colour_mix(step[k], step[k + 1], (double)(at % 1000) / 1000);
}

uint32_t part_tone(const struct theme *t, int field, size_t i, size_t n)
{
    uint32_t full = t->field[field_index(field)], mid = t->field_mid[field_index(field)];
    const uint32_t step[STEPS] = {colour_mix(full, t->ink, 0.55), full, mid,
                                  colour_mix(mid, 0xFFFFFF, 0.45),
                                  colour_mix(mid, 0xFFFFFF, 0.75)};
    return tone_at(step, i, n);
}

uint32_t grey_tone(const struct theme *t, size_t i, size_t n)
{
    const uint32_t step[STEPS] = {t->ink, t->grey, t->range, t->rule, t->sand2};
    return tone_at(step, i, n);
}

bool readable_on(const struct theme *t, uint32_t fill)
{
    return theme_contrast(ink_on(t, fill), fill) >= least_text;
}

uint32_t tone_edge(const struct theme *t, uint32_t fill)
{
    return theme_contrast(fill, 0xFFFFFF) < LEAST_MARK ? t->mark : fill;
}

void draw_tone(const struct chart_canvas *c, mpt x, mpt y, mpt w, mpt h, uint32_t fill)
{
    mpt line = PT(0.5);
    draw_rect(c, x, y, w, h, fill);
    if (tone_edge(c->theme, fill) != fill && w > 2 * line && h > 2 * line)
        draw_outline(c, x + line / 2, y + line / 2, w - line, h - line,
                     (struct stroke){c->theme->mark, line, 0, 0});
}
