#include "layout/theme_private.h"

#include <math.h>

#include "base/arena.h"
#include "base/german.h"

/* Scales of classes: what is left of them in greyscale and for readers who see few colours. */

enum { MIDDLE = THEME_STEPS / 2, WHITE = 0xFFFFFF };

/* W3C, WCAG 2.1, success criterion 1.4.3, for text on a class, and for its darkest: white
 * and that lie far enough apart for three more. Two greys side by side are told apart from
 * about 1.2 : 1 on. */
#define TEXT_LEAST 4.5
#define NEAR_LEAST 1.2

static double linear(uint32_t c)
{
    double v = (double)(c & 0xFF) / 255;
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t rgb)
{
    return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
}

double theme_contrast(uint32_t a, uint32_t b)
{
    double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

const char *theme_hex(struct arena *a, uint32_t rgb)
{
    return arena_printf(a, "#%06X", (unsigned)rgb);
}

/* Not rounded up to what is asked for. */
const char *theme_ratio(struct arena *a, double ratio, double least)
{
    double shown = german_round(ratio, 2);
    return german_number(a, shown >= least ? floor(ratio * 100) / 100 : shown, 2);
}

static bool darker(uint32_t a, uint32_t b)
{
    return luminance(a) < luminance(b);
}

/* Two neighbours of a scale; outer is the one that must be darker. */
static void check_pair(struct theme_reader *r, const uint32_t *steps,
                       const struct xml_node *const *nodes, int outer, int inner,
                       enum diag_code code)
{
    struct arena *a = r->t->arena;
    double ratio = theme_contrast(steps[outer], steps[inner]);
    const struct xml_node *n = nodes[outer];
    if (!darker(steps[outer], steps[inner]))
        XML_REPORT(r->d, code, n, "colour", theme_hex(a, steps[outer]),
                   theme_hex(a, steps[inner]));
    else if (ratio < NEAR_LEAST)
        XML_REPORT(r->d, THEME_STEP_NEAR, n, "colour", theme_hex(a, steps[outer]),
                   theme_hex(a, steps[inner]), theme_ratio(a, ratio, NEAR_LEAST),
                   german_number(a, NEAR_LEAST, 1));
}

static void check_texts(struct theme_reader *r, const uint32_t *steps,
                        const struct xml_node *const *nodes)
{
    struct arena *a = r->t->arena;
    for (int i = 0; i < THEME_STEPS; i++) {
        double best = fmax(theme_contrast(r->t->ink, steps[i]), theme_contrast(WHITE, steps[i]));
        if (best < TEXT_LEAST)
            XML_REPORT(r->d, THEME_STEP_TEXT, nodes[i], "colour", theme_hex(a, steps[i]),
                       theme_ratio(a, best, TEXT_LEAST), german_number(a, TEXT_LEAST, 1));
    }
}

static void check_end(struct theme_reader *r, uint32_t rgb, const struct xml_node *n)
{
    struct arena *a = r->t->arena;
    double ratio = theme_contrast(rgb, WHITE);
    if (ratio < TEXT_LEAST)
        XML_REPORT(r->d, THEME_STEP_PALE, n, "colour", theme_hex(a, rgb),
                   theme_ratio(a, ratio, TEXT_LEAST), german_number(a, TEXT_LEAST, 1));
}

void theme_check_scales(struct theme_reader *r)
{
    const struct theme *t = r->t;
    for (int i = 1; i < THEME_STEPS; i++)
        check_pair(r, t->sequence, r->step, i, i - 1, THEME_SCALE);
    check_texts(r, t->sequence, r->step);
    check_end(r, t->sequence[THEME_STEPS - 1], r->step[THEME_STEPS - 1]);
    if (r->side[0] == NULL)
        return;
    for (int i = 0; i < MIDDLE; i++) {
        check_pair(r, t->diverging, r->side, i, i + 1, THEME_DIVERGING);
        check_pair(r, t->diverging, r->side, THEME_STEPS - 1 - i, THEME_STEPS - 2 - i,
                   THEME_DIVERGING);
    }
    check_texts(r, t->diverging, r->side);
    check_end(r, t->diverging[0], r->side[0]);
    check_end(r, t->diverging[THEME_STEPS - 1], r->side[THEME_STEPS - 1]);
}
