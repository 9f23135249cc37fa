#include "layout/chart_kinds_private.h"

#define PITCH_ONE   PT(14)
#define PITCH_EACH  PT(9) /* of the bars of one row */
#define ROW_GAP     PT(6)
#define HEAD        PT(13)
#define GAP         PT(8)
#define BAR         PT(8)
#define STUB        PT(22)
#define LABEL_SHARE 42 /* [% of the width] that labels may take at most */

struct bars_plan {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct key_item *key;
    struct label_rows rows;
    uint32_t *fill; /* of each series */
    mpt bar_x, key_width, head;
    mpt each, bar; /* pitch and height of the bars of one row */
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

enum { COLOURS = 5 };

/* Places, district and Land have their colours, of the field or grey; other series, and those
 * that come too late for their own, take a free one of the same kind. */
static void plan_colours(struct bars_plan *p)
{
    const struct theme *t = p->at->theme;
    int field = field_index(p->chart->field);
    const uint32_t colour[COLOURS] = {t->field[field], t->field_mid[field], t->range, t->rule,
                                      t->ink};
    static const size_t of_role[] = {[ROLE_PLACE] = 0, [ROLE_SECOND] = 1, [ROLE_DISTRICT] = 2,
                                     [ROLE_LAND] = 3, [ROLE_OTHERS] = COLOURS};
    /* Light and dark grey go first: in grey print the middle one looks like a field's. */
    static const size_t free_of_field[COLOURS] = {1, 3, 4, 2, 0};
    static const size_t free_grey[COLOURS] = {3, 4, 2, 1, 0};
    bool taken[COLOURS] = {false};
    size_t n = p->chart->n_series;
    bool *has = arena_array(p->at->scratch, n + 1, sizeof *has);
    p->fill = arena_array(p->at->scratch, n + 1, sizeof *p->fill);
    for (size_t i = 0; i < n; i++) {
        size_t k = of_role[p->chart->series[i].role];
        has[i] = k < COLOURS && !taken[k];
        if (has[i])
            taken[k] = true;
        p->fill[i] = colour[k < COLOURS ? k : COLOURS - 1];
    }
    for (size_t i = 0; i < n; i++) {
        bool of_field = of_role[p->chart->series[i].role] < 2;
        for (size_t k = 0; !has[i] && k < COLOURS; k++) {
            size_t next = of_field ? free_of_field[k] : free_grey[k];
            has[i] = !taken[next];
            p->fill[i] = has[i] ? colour[next] : p->fill[i];
            taken[next] = true;
        }
    }
}

static mpt widest_value(const struct bars_plan *p)
{
    mpt most = 0;
    for (size_t i = 0; i < p->chart->n_series; i++) {
        const struct chart_series *s = &p->chart->series[i];
        for (size_t k = 0; k < s->n_points; k++) {
            mpt w = chart_text_width(p->at->metrics, value_look(p, s), s->points[k].text);
            most = w > most ? w : most;
        }
    }
    return most;
}

static void plan_head(struct bars_plan *p)
{
    const struct chart *c = p->chart;
    p->key = arena_array(p->at->scratch, c->n_series + 1, sizeof *p->key);
    for (size_t i = 0; i < c->n_series; i++)
        p->key[i] = (struct key_item){KEY_FILL,
                                      {p->fill[i], 0, 0, 0},
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
    plan_colours(&p);
    plan_head(&p);
    mpt pitch = c->n_series > 1 ? (mpt)c->n_series * PITCH_EACH + ROW_GAP : PITCH_ONE;
    p.rows = label_rows_make(c, at, at->w * LABEL_SHARE / 100, pitch, at->h - p.head);
    p.each = PITCH_EACH;
    mpt least = label_rows_least(&p.rows);
    if (p.rows.n > 0 && c->n_series > 1 && least < pitch) /* no more room on the page */
        p.each = least * PITCH_EACH / pitch;
    p.bar = p.each * BAR / PITCH_EACH;
    p.bar_x = at->x + p.rows.width + GAP;
    mpt right = at->x + at->w - widest_value(&p) - GAP;
    p.x = (struct scale){lo, hi, p.bar_x, right > p.bar_x + PT(20) ? right : p.bar_x + PT(20)};
    return p;
}

mpt chart_bars_height(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct bars_plan p = plan(c, &at);
    mpt height = p.head + p.rows.top[p.rows.n];
    arena_free(at.scratch);
    return height;
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
    mpt first = middle - ((mpt)c->n_series - 1) * p->each / 2;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_point *q = p->rows.at[row * c->n_series + i];
        struct text_look look = value_look(p, &c->series[i]);
        if (q == NULL)
            continue;
        mpt y = first + (mpt)i * p->each;
        draw_bar(p->at, &p->x, q, false, y - p->bar / 2, p->bar,
                 (struct bar_look){p->fill[i], tone_edge(p->at->theme, p->fill[i]),
                                   stub_towards(&p->x, STUB)});
        text_put(p->at, p->at->x + p->at->w, y + look_drop(look), look, TEXT_RIGHT, q->text);
    }
}

void chart_bars_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct bars_plan p = plan(c, at);
    mpt top = at->y + p.head, zero = scale_at(&p.x, 0);
    draw_head(&p);
    for (size_t i = 0; i < p.rows.n; i++) {
        label_row_draw(&p.rows, at, i, top);
        draw_row(&p, i, top + label_row_middle(&p.rows, i));
    }
    draw_line(at, zero, top, zero, top + p.rows.top[p.rows.n],
              (struct stroke){at->theme->ink, PT(0.75), 0, 0});
}
