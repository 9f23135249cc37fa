#include "layout/chart_kinds_private.h"

#include <string.h>

#define PITCH       PT(15)
#define PITCH_MANY  PT(13)
#define MANY        20
#define BAR         PT(9)
#define GAP         PT(8)
#define VALUE_GAP   PT(3)
#define NAME_GAP    PT(4) /* from the zero line */
#define HEAD_GAP    PT(3)
#define FOOT        PT(13)
#define STUB        PT(22)
#define LEAST_BARS  PT(12)
#define DOT         PT(2)
#define RING        PT(1.1)
#define LABEL_SHARE 38 /* [% of the width] that labels may take at most */
enum { NAME_LINES = 2, UNIT_LINES = 2, SIDES = 2 };

/* Series 0 .. half - 1 lie left of 0, the first outermost; then one over 0 if their number
 * is odd; then the right half. */
struct diverging {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct label_rows rows;
    size_t n, half; /* series that are bars, on each side */
    bool middle;
    uint32_t *fill;
    struct key_item *key;
    struct text_lines side[SIDES], unit;
    const struct chart_point **arm; /* of one row: half of them, from 0 outwards */
    mpt beside[SIDES];              /* for numbers and hatched rests */
    mpt balance;                    /* column of its numbers */
    mpt unit_base, ring_base, names_base; /* baselines in the head, from its top */
    mpt head, foot, bar;
    struct scale x;
};

static bool has_text(const char *s)
{
    return s != NULL && s[0] != '\0';
}

static const struct chart_point *point_of(const struct diverging *d, size_t row, size_t series)
{
    return d->rows.at[row * d->chart->n_series + series];
}

static size_t series_of_arm(const struct diverging *d, int side, size_t k)
{
    return side == 0 ? d->half - 1 - k : d->n - d->half + k;
}

/* The parts of one side from 0 outwards; colours beside them. */
static void take_arm(const struct diverging *d, size_t row, int side, uint32_t *fill)
{
    for (size_t k = 0; k < d->half; k++) {
        size_t i = series_of_arm(d, side, k);
        d->arm[k] = point_of(d, row, i);
        fill[k] = d->fill[i];
    }
}

static struct text_look value_look(const struct diverging *d, bool bold)
{
    return (struct text_look){bold ? FACE_BOLD : FACE_REGULAR, d->at->theme->label.size,
                              d->at->theme->ink};
}

/* Half of what lies over 0; where that is hidden nothing of the row has its place. */
static double middle_of(const struct diverging *d, size_t row, bool *known)
{
    const struct chart_point *p = d->middle ? point_of(d, row, d->half) : NULL;
    *known = !d->middle || point_known(p);
    return *known && p != NULL ? p->value / 2 : 0;
}

/* Width of what stands beside the bars of one side, and their greatest value. */
static double plan_side(struct diverging *d, int side)
{
    double most = 0;
    uint32_t *unused = arena_array(d->at->scratch, d->half + 1, sizeof *unused);
    for (size_t i = 0; i < d->rows.n; i++) {
        bool whole, known;
        take_arm(d, i, side, unused);
        double sum = middle_of(d, i, &known) + parts_shown(d->arm, d->half, &whole);
        most = known && sum > most ? sum : most;
        mpt w = !known ? STUB : whole ? 0 : STUB + part_sign_width(d->at, d->arm, d->half);
        if (known && whole && d->half == 1 && !d->middle)
            w = VALUE_GAP + chart_text_width(d->at->metrics, value_look(d, true), d->arm[0]->text);
        if (!known && side == 1) {
            const struct chart_point *p = point_of(d, i, d->half);
            w += part_sign_width(d->at, &p, 1);
        }
        w += d->chart->balance ? DOT + RING : 0; /* it may lie at the end of a bar */
        d->beside[side] = w > d->beside[side] ? w : d->beside[side];
    }
    return most;
}

static const struct chart_point *balance_of(const struct diverging *d, size_t row)
{
    const struct chart_point *p = d->chart->balance ? point_of(d, row, d->n) : NULL;
    return point_known(p) ? p : NULL;
}

static void plan_scale(struct diverging *d)
{
    double left = plan_side(d, 0), right = plan_side(d, 1); /* the greatest values */
    for (size_t i = 0; i < d->rows.n; i++) {
        const struct chart_point *p = balance_of(d, i);
        mpt w = p != NULL ? GAP + chart_text_width(d->at->metrics, value_look(d, true), p->text)
                          : 0;
        d->balance = w > d->balance ? w : d->balance;
    }
    bool any = left > 0 || right > 0;
    mpt left_edge = d->at->x + d->rows.width + GAP, right_edge = d->at->x + d->at->w;
    mpt from = left_edge + d->beside[0], to = right_edge - d->balance - d->beside[1];
    if (to < from + LEAST_BARS) { /* numbers as long as no number is */
        from = left_edge + STUB;
        to = right_edge - STUB;
    }
    d->x = (struct scale){any ? -left : -1, any ? right : 1, from, to};
}

/* Ends are strong, the middle is pale; two sides differ like two quantities elsewhere. */
static uint32_t side_colour(const struct diverging *d, size_t i)
{
    const struct theme *t = d->at->theme;
    int field = field_index(d->chart->field);
    if (d->n == SIDES)
        return i == 0 ? t->field_mid[field] : t->field[field];
    if (d->middle && i == d->half)
        return t->sand2;
    return i < d->half ? grey_tone(t, i, d->half) : part_tone(t, field, d->n - 1 - i, d->half);
}

static const char *balance_name(const struct diverging *d)
{
    const char *name = d->chart->balance ? d->chart->series[d->n].name : NULL;
    return has_text(name) ? name : "";
}

static mpt balance_key_width(const struct diverging *d)
{
    const char *name = balance_name(d);
    return name[0] != '\0' ? PT(10.3) + chart_text_width(d->at->metrics, look_axis(d->at->theme),
                                                         name) : 0;
}

static mpt zero_of(const struct diverging *d)
{
    return scale_at(&d->x, 0);
}

/* Rows of the head from above: the unit, then the ring of the balance, beside it where
 * there is room. */
static void plan_above(struct diverging *d, bool unit, bool ring)
{
    mpt rows = unit ? d->unit.n : 0, width = ring ? balance_key_width(d) : 0;
    bool beside = rows == 1 && d->unit.width + GAP + width <= d->at->w;
    if (width > 0 && !beside)
        rows++;
    d->unit_base = PT(7);
    d->ring_base = PT(7) + (rows > 0 ? rows - 1 : 0) * KEY_PITCH;
    d->names_base = PT(7) + rows * KEY_PITCH;
}

/* Names of the sides on both sides of 0. */
static void plan_side_names(struct diverging *d)
{
    const struct chart_canvas *at = d->at;
    struct text_look look = look_label(at->theme, at->theme->ink);
    mpt room[SIDES] = {zero_of(d) - NAME_GAP - at->x, at->x + at->w - zero_of(d) - NAME_GAP};
    mpt beside[SIDES] = {d->unit.n > 1 ? at->w : d->unit.width, balance_key_width(d)};
    bool above[SIDES];
    int lines = 1;
    for (int i = 0; i < SIDES; i++) {
        d->side[i] = text_wrap(at, look, d->chart->series[i].name, room[i], NAME_LINES);
        lines = d->side[i].n > lines ? d->side[i].n : lines;
        above[i] = beside[i] > 0 && d->side[i].width + GAP + beside[i] > room[i];
    }
    plan_above(d, above[0], above[1]);
    mpt last = d->names_base + (lines - 1) * KEY_PITCH;
    d->unit_base = above[0] ? d->unit_base : last;
    d->ring_base = above[1] ? d->ring_base : last;
    d->head = last + PT(4) + HEAD_GAP;
}

static void plan_key(struct diverging *d)
{
    d->key = arena_array(d->at->scratch, d->n + 1, sizeof *d->key);
    for (size_t i = 0; i < d->n; i++)
        d->key[i] = (struct key_item){KEY_FILL, {d->fill[i], 0, 0, 0}, look_axis(d->at->theme),
                                      d->chart->series[i].name};
    if (has_text(d->chart->unit) && strcmp(d->chart->unit, "%") == 0) /* stands at the axis */
        d->unit.n = 0;
    plan_above(d, true, true);
    d->head = d->names_base + (key_rows(d->at, d->key, d->n, d->at->w) - 1) * KEY_PITCH + PT(4) +
              HEAD_GAP;
    d->foot = FOOT;
}

static struct diverging plan(const struct chart *c, const struct chart_canvas *at)
{
    struct diverging d = {.chart = c, .at = at, .n = c->n_series};
    d.n -= c->balance && d.n > 0;
    d.half = d.n / 2;
    d.middle = d.n % 2 == 1;
    d.arm = arena_array(at->scratch, d.half + 1, sizeof *d.arm);
    d.fill = arena_array(at->scratch, d.n + 1, sizeof *d.fill);
    for (size_t i = 0; i < d.n; i++)
        d.fill[i] = side_colour(&d, i);
    bool many = c->n_series > 0 && c->series[0].n_points > MANY;
    mpt most = at->w * LABEL_SHARE / 100, pitch = many ? PITCH_MANY : PITCH;
    d.rows = label_rows_make(c, at, most, pitch, at->h);
    d.unit = text_wrap(at, look_axis(at->theme), c->unit, at->w, UNIT_LINES);
    plan_scale(&d);
    if (d.n == SIDES)
        plan_side_names(&d);
    else
        plan_key(&d);
    if (d.rows.top[d.rows.n] + d.head + d.foot > at->h) /* no more room on the page */
        d.rows = label_rows_make(c, at, most, pitch, at->h - d.head - d.foot);
    d.bar = label_rows_bar(&d.rows, BAR);
    return d;
}

mpt chart_diverging_height(const struct chart *c, mpt width, const struct metrics *m,
                           const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct diverging d = plan(c, &at);
    mpt height = d.head + d.rows.top[d.rows.n] + d.foot;
    arena_free(at.scratch);
    return height;
}

static void draw_head(const struct diverging *d)
{
    const struct chart_canvas *at = d->at;
    struct text_look small = look_axis(at->theme), name = look_label(at->theme, at->theme->ink);
    mpt last = at->y + d->head - HEAD_GAP - PT(4); /* of the names */
    text_put_lines(at, at->x, at->y + d->unit_base, KEY_PITCH, small, TEXT_LEFT, &d->unit);
    if (d->key != NULL)
        key_draw(at, d->key, d->n, at->x, at->y + d->names_base, at->w);
    for (int i = 0; d->key == NULL && i < SIDES; i++) {
        name.rgb = i == 1 ? role_colour(at->theme, ROLE_PLACE, d->chart->field) : name.rgb;
        text_put_lines(at, zero_of(d) + (i == 1 ? NAME_GAP : -NAME_GAP),
                       last - (d->side[i].n - 1) * KEY_PITCH, KEY_PITCH, name,
                       i == 1 ? TEXT_LEFT : TEXT_RIGHT, &d->side[i]);
    }
    struct key_item ring = {KEY_RING, {at->theme->ink, 0, 0, 0}, small, balance_name(d)};
    mpt width = balance_key_width(d) > at->w ? at->w : balance_key_width(d);
    if (width > 0)
        key_draw(at, &ring, 1, at->x + at->w - width, at->y + d->ring_base, width);
}

/* End of what is drawn on a side: of the bar, or of a dot that reaches beyond it. */
static mpt end_of(const struct diverging *d, size_t row, int direction, mpt bar)
{
    const struct chart_point *p = balance_of(d, row);
    mpt dot = p != NULL ? scale_at(&d->x, p->value) + direction * (DOT + RING) : bar;
    return direction * dot > direction * bar ? dot : bar;
}

static void draw_side(const struct diverging *d, size_t row, int side, double from, mpt middle)
{
    uint32_t *fill = arena_array(d->at->scratch, d->half + 1, sizeof *fill);
    int direction = side == 1 ? 1 : -1;
    take_arm(d, row, side, fill);
    struct part_bar b = {.part = d->arm, .fill = fill, .n = d->half, .x = &d->x,
                         .from = direction * from, .direction = direction,
                         .y = middle - d->bar / 2, .height = d->bar, .stub = STUB,
                         .bold = d->rows.bold[row], .inside = d->n != SIDES};
    bool whole;
    mpt end = end_of(d, row, direction, part_bar_draw(d->at, &b));
    parts_shown(d->arm, d->half, &whole);
    struct text_look look = value_look(d, b.bold);
    if (whole && d->n == SIDES)
        text_put(d->at, end + direction * VALUE_GAP, middle + look_drop(look), look,
                 side == 1 ? TEXT_LEFT : TEXT_RIGHT, d->arm[0]->text);
}

/* The part over 0, or where it is hidden all of the row, to both sides. */
static bool draw_middle(const struct diverging *d, size_t row, double half, bool known, mpt middle)
{
    const struct chart_point *p = point_of(d, row, d->half);
    struct part_bar b = {.part = &p, .fill = &d->fill[d->half], .n = 1, .x = &d->x, .from = -half,
                         .direction = 1, .y = middle - d->bar / 2, .height = d->bar,
                         .stub = STUB, .bold = d->rows.bold[row], .inside = true};
    if (!known)
        draw_hatched(d->at, zero_of(d) - STUB, b.y, STUB, d->bar);
    part_bar_draw(d->at, &b);
    return known;
}

static void draw_balance(const struct diverging *d, size_t row, mpt middle)
{
    const struct chart_point *p = balance_of(d, row);
    struct text_look look = value_look(d, d->rows.bold[row]);
    if (p == NULL)
        return;
    draw_dot(d->at, scale_at(&d->x, p->value), middle, DOT, 0xFFFFFF, d->at->theme->ink, RING);
    text_put(d->at, d->at->x + d->at->w, middle + look_drop(look), look, TEXT_RIGHT, p->text);
}

void chart_diverging_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct diverging d = plan(c, at);
    mpt top = at->y + d.head, bottom = top + d.rows.top[d.rows.n], zero = zero_of(&d);
    struct stroke axis = {at->theme->ink, PT(0.75), 0, 0};
    draw_head(&d);
    if (d.foot > 0)
        bar_axis_draw(at, &d.x, top, bottom, c->decimals, c->unit);
    if (d.middle)
        draw_line(at, zero, top, zero, bottom, axis);
    for (size_t i = 0; i < d.rows.n; i++) {
        mpt middle = top + label_row_middle(&d.rows, i);
        bool known;
        double half = middle_of(&d, i, &known);
        label_row_draw(&d.rows, at, i, top);
        if (!d.middle || draw_middle(&d, i, half, known, middle)) {
            draw_side(&d, i, 0, half, middle);
            draw_side(&d, i, 1, half, middle);
        }
    }
    if (!d.middle)
        draw_line(at, zero, top, zero, bottom, axis);
    for (size_t i = 0; i < d.rows.n; i++)
        draw_balance(&d, i, top + label_row_middle(&d.rows, i));
}
