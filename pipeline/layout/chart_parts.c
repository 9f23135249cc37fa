#include <math.h>
#include <string.h>

#include "base/german.h"
#include "layout/chart_tools_private.h"

#define SEPARATOR PT(0.8)
#define EDGE      PT(0.75) /* outline of a part with limited meaning */
#define AIR       PT(5)    /* beside a number in its part */
#define SIGN_GAP  PT(3)
#define TICK_GAP  PT(6)
enum { MOST_TICKS = 6 };

bool point_known(const struct chart_point *p)
{
    return p != NULL && point_counts(p);
}

double parts_shown(const struct chart_point *const *part, size_t n, bool *whole)
{
    double sum = 0;
    *whole = true;
    for (size_t i = 0; i < n && *whole; i++) {
        *whole = point_known(part[i]);
        sum += *whole ? part[i]->value : 0;
    }
    return sum;
}

/* White between two parts that are wide enough to be told apart. */
static void part_from(const struct chart_canvas *c, const struct part_bar *b, mpt at, mpt before,
                      mpt behind)
{
    mpt left = at > before ? at - before : before - at, right = at > behind ? at - behind
                                                                             : behind - at;
    if (left > 2 * SEPARATOR && right > 2 * SEPARATOR)
        draw_line(c, at, b->y, at, b->y + b->height, (struct stroke){0xFFFFFF, SEPARATOR, 0, 0});
}

/* Index of the first part without a number. */
static size_t first_hidden(const struct chart_point *const *part, size_t n)
{
    size_t i = 0;
    while (i < n && point_known(part[i]))
        i++;
    return i;
}

static struct text_look number_look(const struct chart_canvas *c, bool bold, uint32_t rgb)
{
    return (struct text_look){bold ? FACE_BOLD : FACE_REGULAR, c->theme->axis.size, rgb};
}

/* What stands for a hatched rest; nothing was delivered where there is no point. */
static const char *rest_sign(const struct chart_point *p)
{
    return p != NULL && p->text != NULL ? p->text : sign_text(SIGN_ABSENT);
}

mpt part_sign_width(const struct chart_canvas *c, const struct chart_point *const *part, size_t n)
{
    size_t i = first_hidden(part, n);
    if (i == n)
        return 0;
    return SIGN_GAP + chart_text_width(c->metrics, number_look(c, true, 0), rest_sign(part[i]));
}

static void draw_part(const struct chart_canvas *c, const struct part_bar *b, size_t i, mpt from,
                      mpt to)
{
    const struct chart_point *p = b->part[i];
    mpt left = from < to ? from : to, width = from < to ? to - from : from - to;
    uint32_t fill = b->fill[i];
    if (width == 0)
        return;
    if (p->marks & SIGN_LIMITED) {
        draw_rect(c, left, b->y, width, b->height, 0xFFFFFF);
        draw_outline(c, left + EDGE / 2, b->y + EDGE / 2, width > EDGE ? width - EDGE : 1,
                     b->height - EDGE, (struct stroke){c->theme->grey, EDGE, 0, 0});
        fill = 0xFFFFFF;
    } else {
        draw_tone(c, left, b->y, width, b->height, fill);
    }
    struct text_look look = number_look(c, b->bold, ink_on(c->theme, fill));
    mpt text = chart_text_width(c->metrics, look, p->text);
    if (b->inside && text + AIR <= width && look.size < b->height && readable_on(c->theme, fill))
        text_put(c, left + width / 2, b->y + b->height / 2 + look_drop(look), look, TEXT_MIDDLE,
                 p->text);
}

mpt part_bar_draw(const struct chart_canvas *c, const struct part_bar *b)
{
    double sum = b->from;
    mpt end = scale_at(b->x, sum), before = end;
    size_t shown = first_hidden(b->part, b->n);
    for (size_t i = 0; i < shown; i++) {
        mpt from = end;
        sum += b->direction * b->part[i]->value;
        end = scale_at(b->x, sum);
        draw_part(c, b, i, from, end);
        part_from(c, b, from, before, end);
        before = from;
    }
    if (shown == b->n)
        return end;
    draw_hatched(c, b->direction > 0 ? end : end - b->stub, b->y, b->stub, b->height);
    end += b->direction * b->stub;
    struct text_look look = number_look(c, b->bold, c->theme->ink);
    text_put(c, end + b->direction * SIGN_GAP, b->y + b->height / 2 + look_drop(look), look,
             b->direction > 0 ? TEXT_LEFT : TEXT_RIGHT, rest_sign(b->part[shown]));
    return end + b->direction * part_sign_width(c, b->part, b->n);
}

static const char *axis_number(const struct chart_canvas *c, const struct ticks *k, double v,
                               const char *unit)
{
    return german_quantity(c->scratch, fabs(v), k->decimals, unit);
}

/* As many as have room: the widest number is that of an end. */
static struct ticks axis_ticks(const struct chart_canvas *c, const struct scale *x, int decimals,
                               const char *unit)
{
    struct ticks k = {.n = 0};
    for (int most = MOST_TICKS; most >= 3; most--) {
        k = ticks_cover(x->lo, x->hi, most, decimals);
        mpt low = chart_text_width(c->metrics, look_axis(c->theme),
                                   axis_number(c, &k, x->lo, unit));
        mpt high = chart_text_width(c->metrics, look_axis(c->theme),
                                    axis_number(c, &k, x->hi, unit));
        mpt step = scale_at(x, x->lo + k.step) - x->from;
        if (step >= (low > high ? low : high) + TICK_GAP)
            break;
    }
    return k;
}

void bar_axis_draw(const struct chart_canvas *c, const struct scale *x, mpt top, mpt bottom,
                   int decimals, const char *unit)
{
    const char *percent = unit != NULL && strcmp(unit, "%") == 0 ? unit : NULL;
    struct ticks k = axis_ticks(c, x, decimals, percent);
    struct text_look look = look_axis(c->theme);
    double slack = k.step * 1e-9;
    for (int i = 0; i < k.n; i++) {
        double v = tick_value(&k, i);
        if (v < x->lo - slack || v > x->hi + slack)
            continue;
        bool last = tick_value(&k, i + 1) > x->hi + slack;
        mpt at = scale_at(x, v);
        draw_line(c, at, top, at, bottom, (struct stroke){c->theme->rule, PT(0.4), 0, 0});
        text_put(c, at, bottom + PT(10), look, TEXT_MIDDLE,
                 axis_number(c, &k, v, last ? percent : NULL));
    }
}
