#include "layout/chart_kinds_private.h"

#define PITCH_ONE   PT(14)
#define PITCH_EACH  PT(9) /* of the bars of one row */
#define ROW_GAP     PT(6)
#define LINE        PT(10) /* lines of a label */
#define HEAD        PT(13)
#define GAP         PT(8)
#define BAR         PT(8)
#define STUB        PT(22)
#define LABEL_SHARE 42 /* [% of the width] that labels may take at most */

struct bars_plan {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct key_item *key;
    struct text_lines *label;
    mpt *height; /* of each row */
    size_t n_rows;
    mpt bar_x, key_width, head, total;
    bool unit_beside; /* the key, in its first row */
    struct scale x;
};

static bool has_key(const struct chart *c)
{
    return c->n_series > 1;
}

static bool has_unit(const struct chart *c)
{
    return c->unit != NULL && c->unit[0] != '\0';
}

static struct text_look value_look(const struct bars_plan *p, const struct chart_series *s)
{
    bool own = s->role == ROLE_PLACE;
    return (struct text_look){own ? FACE_BOLD : FACE_REGULAR, p->at->theme->label.size,
                              own ? role_colour(p->at->theme, ROLE_PLACE, p->chart->field)
                                  : p->at->theme->ink};
}

static uint32_t bar_colour(const struct bars_plan *p, const struct chart_series *s)
{
    const struct theme *t = p->at->theme;
    int field = field_index(p->chart->field);
    if (s->role == ROLE_PLACE)
        return t->field[field];
    return s->role == ROLE_SECOND ? t->field_mid[field] : t->range;
}

static mpt widest(const struct bars_plan *p, bool values)
{
    mpt most = 0;
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        struct text_look look = values ? value_look(p, s) : look_row(p->at->theme, false);
        for (size_t k = 0; k < s->n_points; k++) {
            mpt w = chart_text_width(p->at->metrics, look,
                                     values ? s->points[k].text : s->points[k].label);
            most = w > most ? w : most;
        }
    }
    return most;
}

/* Label of the row in the first series that has it. */
static const char *row_label(const struct chart *c, size_t row)
{
    for (size_t i = 0; i < c->n_series; i++) {
        if (row < c->series[i].n_points)
            return c->series[i].points[row].label;
    }
    return NULL;
}

static void plan_rows(struct bars_plan *p, mpt label_width)
{
    const struct chart *c = p->chart;
    for (size_t i = 0; i < c->n_series; i++)
        p->n_rows = c->series[i].n_points > p->n_rows ? c->series[i].n_points : p->n_rows;
    p->label = arena_array(p->at->scratch, p->n_rows + 1, sizeof *p->label);
    p->height = arena_array(p->at->scratch, p->n_rows + 1, sizeof *p->height);
    mpt bars = c->n_series > 1 ? (mpt)c->n_series * PITCH_EACH + ROW_GAP : PITCH_ONE;
    for (size_t i = 0; i < p->n_rows; i++) {
        p->label[i] = text_wrap(p->at, look_row(p->at->theme, false), row_label(c, i), label_width,
                                TEXT_LINES);
        mpt text = p->label[i].n * LINE + PT(4);
        p->height[i] = text > bars ? text : bars;
        p->total += p->height[i];
    }
}

static void plan_head(struct bars_plan *p)
{
    const struct chart *c = p->chart;
    p->key = arena_array(p->at->scratch, c->n_series + 1, sizeof *p->key);
    for (size_t i = 0; i < c->n_series; i++)
        p->key[i] = (struct key_item){KEY_FILL,
                                      {bar_colour(p, &c->series[i]), 0, 0, 0},
                                      look_axis(p->at->theme),
                                      c->series[i].name};
    mpt unit = chart_text_width(p->at->metrics, look_axis(p->at->theme), c->unit) + PT(12);
    int rows = has_key(c) ? key_rows(p->at, p->key, c->n_series, p->at->w) : 0;
    p->key_width = p->at->w;
    if (has_key(c) && has_unit(c) && unit < p->at->w / 2 &&
        key_rows(p->at, p->key, c->n_series, p->at->w - unit) == rows) {
        p->unit_beside = true;
        p->key_width -= unit;
    } else if (has_unit(c)) {
        rows++;
    }
    p->head = rows > 0 ? rows * KEY_PITCH + HEAD - KEY_PITCH : 0;
}

static struct bars_plan plan(const struct chart *c, const struct chart_canvas *at)
{
    struct bars_plan p = {.chart = c, .at = at};
    double lo = 0, hi = 1;
    bar_range(c, &lo, &hi);
    mpt label = widest(&p, false), value = widest(&p, true) + GAP;
    label = label > at->w * LABEL_SHARE / 100 ? at->w * LABEL_SHARE / 100 : label;
    plan_rows(&p, label);
    plan_head(&p);
    p.bar_x = at->x + label + GAP;
    mpt right = at->x + at->w - value;
    p.x = (struct scale){lo, hi, p.bar_x, right > p.bar_x + PT(20) ? right : p.bar_x + PT(20)};
    return p;
}

mpt chart_bars_height(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct bars_plan p = plan(c, &at);
    arena_free(at.scratch);
    return p.head + p.total;
}

static void draw_head(const struct bars_plan *p)
{
    const struct chart *c = p->chart;
    struct text_look look = look_axis(p->at->theme);
    mpt base = p->at->y + PT(7);
    if (has_unit(c))
        text_put(p->at, p->at->x + p->at->w, base, look, TEXT_RIGHT,
                 text_fit(p->at, look, c->unit, p->at->w));
    if (has_unit(c) && !p->unit_beside)
        base += KEY_PITCH;
    if (has_key(c))
        key_draw(p->at, p->key, c->n_series, p->at->x, base, p->key_width);
}

static void draw_row(const struct bars_plan *p, size_t row, mpt middle)
{
    const struct chart *c = p->chart;
    struct text_look look = look_row(p->at->theme, false);
    mpt first = middle - ((mpt)c->n_series - 1) * PITCH_EACH / 2;
    text_put_lines(p->at, p->at->x, middle + look_drop(look) - (p->label[row].n - 1) * LINE / 2,
                   LINE, look, TEXT_LEFT, &p->label[row]);
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_series *s = &c->series[i];
        if (row >= s->n_points)
            continue;
        mpt y = first + (mpt)i * PITCH_EACH;
        uint32_t rgb = bar_colour(p, s);
        draw_bar(p->at, &p->x, &s->points[row], false, y - BAR / 2, BAR,
                 (struct bar_look){rgb, rgb, stub_towards(&p->x, STUB)});
        look = value_look(p, s);
        text_put(p->at, p->at->x + p->at->w, y + look_drop(look), look, TEXT_RIGHT,
                 s->points[row].text);
    }
}

void chart_bars_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct bars_plan p = plan(c, at);
    mpt y = at->y + p.head, zero = scale_at(&p.x, 0);
    draw_head(&p);
    for (size_t i = 0; i < p.n_rows; i++) {
        draw_row(&p, i, y + p.height[i] / 2);
        y += p.height[i];
    }
    draw_line(at, zero, at->y + p.head, zero, y, (struct stroke){at->theme->ink, PT(0.75), 0, 0});
}
