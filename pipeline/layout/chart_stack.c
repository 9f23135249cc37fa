#include "layout/chart_kinds_private.h"

#include <string.h>

#define PITCH_FEW   PT(17)
#define PITCH_MANY  PT(13)
#define BAR_FEW     PT(12)
#define BAR_MANY    PT(10)
#define MANY        20
#define GAP         PT(8)
#define HEAD_GAP    PT(4)
#define FOOT        PT(13)
#define UNIT        PT(10.5)
#define STUB        PT(22)
#define LEAST_BARS  PT(40)
#define NAME_SPACE  PT(6)
#define LABEL_SHARE 42 /* [% of the width] that labels may take at most */
enum { NAME_LINES = 2, UNIT_LINES = 2 };

struct stack {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct label_rows rows;
    uint32_t *fill;          /* of each part */
    struct text_lines *name; /* over the first bar; NULL: in a key */
    struct key_item *key;
    struct text_lines unit;
    mpt head, foot, bar;
    bool any; /* a part is drawn to scale */
    struct scale x;
    mpt stub;
};

static const struct chart_point **parts_of(const struct stack *s, size_t row)
{
    return &s->rows.at[row * s->chart->n_series];
}

/* The whole is 100 % or the longest of the bars; what is hidden has no part in it. */
static void plan_scale(struct stack *s)
{
    const struct chart *c = s->chart;
    double most = 0;
    mpt sign = 0, left = s->at->x + s->rows.width + GAP;
    for (size_t i = 0; i < s->rows.n; i++) {
        bool whole;
        double sum = parts_shown(parts_of(s, i), c->n_series, &whole);
        mpt w = part_sign_width(s->at, parts_of(s, i), c->n_series);
        s->any = s->any || sum > 0;
        most = sum > most ? sum : most;
        sign = w > sign ? w : sign;
    }
    mpt right = s->at->x + s->at->w - sign - (sign > 0 && !c->shares ? STUB : 0);
    if (right < left + LEAST_BARS) /* a sign as long as no sign is */
        right = s->at->x + s->at->w - STUB;
    s->x = (struct scale){0, c->shares ? 100 : most > 0 ? most : 1, left, right};
    s->stub = c->shares ? right - left : STUB;
}

/* Names over the first bar, each as wide as its part, the last one up to the edge. */
static bool names_fit(struct stack *s)
{
    const struct chart *c = s->chart;
    bool whole = false;
    double sum = 0;
    if (s->rows.n > 0)
        parts_shown(parts_of(s, 0), c->n_series, &whole);
    for (size_t i = 0; whole && i < c->n_series; i++) {
        const char *name = c->series[i].name;
        mpt from = scale_at(&s->x, sum);
        sum += parts_of(s, 0)[i]->value;
        bool last = i + 1 == c->n_series;
        mpt room = last ? s->at->x + s->at->w - from : scale_at(&s->x, sum) - from - NAME_SPACE;
        if (name == NULL || name[0] == '\0' || room <= 0)
            return false;
        s->name[i] = text_wrap(s->at, look_axis(s->at->theme), name, room, NAME_LINES);
        if (s->name[i].width > room || s->name[i].n == 0 || text_shortened(&s->name[i]))
            return false;
    }
    return whole;
}

static void plan_head(struct stack *s)
{
    const struct chart *c = s->chart;
    int lines = 0;
    s->name = arena_array(s->at->scratch, c->n_series + 1, sizeof *s->name);
    s->key = arena_array(s->at->scratch, c->n_series + 1, sizeof *s->key);
    for (size_t i = 0; i < c->n_series; i++)
        s->key[i] = (struct key_item){KEY_FILL, {s->fill[i], 0, 0, 0}, look_axis(s->at->theme),
                                      c->series[i].name};
    if (names_fit(s)) {
        for (size_t i = 0; i < c->n_series; i++)
            lines = s->name[i].n > lines ? s->name[i].n : lines;
    } else {
        s->name = NULL;
        lines = key_rows(s->at, s->key, c->n_series, s->at->w);
    }
    s->head = lines * KEY_PITCH + HEAD_GAP;
}

/* Numbers say themselves that they are per cent. */
static void plan_foot(struct stack *s)
{
    const char *unit = s->chart->unit;
    if (s->any && unit != NULL && strcmp(unit, "%") != 0)
        s->unit = text_wrap(s->at, look_axis(s->at->theme), unit, s->at->w, UNIT_LINES);
    s->foot = s->any ? FOOT + s->unit.n * UNIT : 0;
}

static struct stack plan(const struct chart *c, const struct chart_canvas *at)
{
    struct stack s = {.chart = c, .at = at};
    s.fill = arena_array(at->scratch, c->n_series + 1, sizeof *s.fill);
    for (size_t i = 0; i < c->n_series; i++)
        s.fill[i] = part_tone(at->theme, c->field, i, c->n_series);
    bool many = c->n_series > 0 && c->series[0].n_points > MANY;
    mpt most = at->w * LABEL_SHARE / 100, pitch = many ? PITCH_MANY : PITCH_FEW;
    s.rows = label_rows_make(c, at, most, pitch, at->h);
    plan_scale(&s);
    plan_head(&s);
    plan_foot(&s);
    if (s.rows.top[s.rows.n] + s.head + s.foot > at->h) /* no more room on the page */
        s.rows = label_rows_make(c, at, most, pitch, at->h - s.head - s.foot);
    s.bar = label_rows_bar(&s.rows, many ? BAR_MANY : BAR_FEW);
    return s;
}

mpt chart_stack_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct stack s = plan(c, &at);
    mpt height = s.head + s.rows.top[s.rows.n] + s.foot;
    arena_free(at.scratch);
    return height;
}

static void draw_names(const struct stack *s)
{
    double sum = 0;
    struct text_look look = look_axis(s->at->theme);
    mpt base = s->at->y + s->head - HEAD_GAP - PT(2);
    if (s->name == NULL) {
        key_draw(s->at, s->key, s->chart->n_series, s->at->x, s->at->y + PT(7), s->at->w);
        return;
    }
    for (size_t i = 0; i < s->chart->n_series; i++) {
        text_put_lines(s->at, scale_at(&s->x, sum), base - (s->name[i].n - 1) * KEY_PITCH,
                       KEY_PITCH, look, TEXT_LEFT, &s->name[i]);
        sum += parts_of(s, 0)[i]->value;
    }
}

/* Of a whole that is not known no part can be drawn. */
static void draw_bar_of(const struct stack *s, size_t row, mpt top)
{
    struct part_bar b = {.part = parts_of(s, row), .fill = s->fill, .n = s->chart->n_series,
                         .x = &s->x, .direction = 1, .height = s->bar, .stub = s->stub,
                         .y = top + label_row_middle(&s->rows, row) - s->bar / 2,
                         .bold = s->rows.bold[row], .inside = true};
    bool whole;
    parts_shown(b.part, b.n, &whole);
    while (s->chart->shares && !whole && point_known(b.part[0])) {
        b.part++;
        b.n--;
    }
    part_bar_draw(s->at, &b);
}

/* The unit begins below 0, or further left where it needs the room. */
static void draw_axis(const struct stack *s, mpt top, mpt bottom)
{
    const struct chart *c = s->chart;
    mpt left = s->at->x + s->at->w - s->unit.width;
    if (!s->any)
        return;
    bar_axis_draw(s->at, &s->x, top, bottom, c->shares ? 0 : c->decimals,
                  c->shares ? "%" : c->unit);
    text_put_lines(s->at, left < s->x.from ? left : s->x.from, bottom + PT(10) + UNIT, UNIT,
                   look_axis(s->at->theme), TEXT_LEFT, &s->unit);
}

void chart_stack_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct stack s = plan(c, at);
    mpt top = at->y + s.head, bottom = top + s.rows.top[s.rows.n];
    draw_names(&s);
    draw_axis(&s, top, bottom);
    for (size_t i = 0; i < s.rows.n; i++) {
        label_row_draw(&s.rows, at, i, top);
        draw_bar_of(&s, i, top);
    }
    draw_line(at, s.x.from, top, s.x.from, bottom, (struct stroke){at->theme->ink, PT(0.75), 0, 0});
}
