#include <math.h>

#include "layout/chart_kinds_private.h"

#define HEAD       PT(16)
#define ROW        PT(18.5) /* at least */
#define FOOT_GAP   PT(12)
#define DOT        PT(3.4)
#define RING       PT(5)
#define BAR        PT(6)
#define GAP        PT(8)
#define LEAST_PLOT PT(60)
#define NAME_MOST  PT(40) /* of the reference */
#define KEY_MOST   6

struct spine {
    const struct chart *chart;
    const struct chart_canvas *at;
    mpt label_width;
    mpt value_x;             /* right edge of the own value */
    mpt left, middle, right; /* of the plot */
    mpt reference_x;         /* right edge of the reference value */
    struct key_item key[KEY_MOST];
    size_t n_key;
    int key_rows;
};

struct label {
    struct row_label text;
    mpt height;
};

static struct label label_make(const struct spine *s, const struct chart_point *p)
{
    struct label l = {row_label_make(s->at, p, s->label_width), ROW};
    mpt needed = l.text.lines * ROW_LINE + (l.text.lines > 2 ? PT(4) : PT(1));
    l.height = needed > ROW ? needed : ROW;
    return l;
}

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static struct text_look head_look(const struct spine *s, bool own)
{
    const struct theme *t = s->at->theme;
    return (struct text_look){FACE_BOLD, t->axis.size,
                              own ? role_colour(t, ROLE_PLACE, s->chart->field) : t->ink};
}

/* What a value is to the reference; the shape of its mark says it, too. */
static enum key_mark mark_of(const struct chart_point *p)
{
    if (p->untested)
        return KEY_SQUARE;
    if (!p->outside)
        return KEY_RING;
    return p->value > p->reference ? KEY_UP : KEY_DOWN;
}

static bool has_untested(const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++)
        for (size_t k = 0; k < c->series[i].n_points; k++)
            if (c->series[i].points[k].untested)
                return true;
    return false;
}

/* What the marks mean. */
static void plan_key(struct spine *s)
{
    const struct theme *t = s->at->theme;
    uint32_t rgb = role_colour(t, ROLE_PLACE, s->chart->field);
    struct text_look look = look_axis(t);
    const struct key_item all[KEY_MOST] = {
        {KEY_UP, {rgb, 0, 0, 0}, look, "höher"},
        {KEY_DOWN, {rgb, 0, 0, 0}, look, "niedriger"},
        {KEY_RING, {rgb, 0, 0, 0}, look, "nicht deutlich verschieden (99,8 %)"},
        {KEY_LINE, {t->mark, PT(0.75), 0, 0}, look, "alle"},
        {KEY_BAR, {t->range, 0, 0, 0}, look, "mittlere Hälfte"},
        {KEY_SQUARE, {rgb, 0, 0, 0}, look, "ohne Zufallsbereich"}};
    s->n_key = has_untested(s->chart) ? KEY_MOST : KEY_MOST - 1;
    for (size_t i = 0; i < s->n_key; i++)
        s->key[i] = all[i];
    s->key_rows = key_rows(s->at, s->key, s->n_key, s->at->w);
}

/* Numbers keep their width, the plot its least one; names take what remains. */
static struct spine plan(const struct chart *c, const struct chart_canvas *at)
{
    struct spine s = {.chart = c, .at = at};
    const struct theme *t = at->theme;
    mpt label = 0, value = PT(24);
    mpt reference = chart_text_width(at->metrics, head_look(&s, false), row_reference(c));
    reference = reference > NAME_MOST ? NAME_MOST : reference;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            label = larger(label, chart_text_width(at->metrics, look_row(t, false), p->label));
            label = larger(label, chart_text_width(at->metrics, look_axis(t), p->sublabel));
            value = larger(value, chart_text_width(at->metrics, look_row(t, true), p->text));
            reference = larger(
                reference, chart_text_width(at->metrics, look_row(t, false), p->reference_text));
        }
    }
    mpt room = at->w - value - reference - LEAST_PLOT - 2 * (GAP + RING) - GAP;
    room = room > at->w * 40 / 100 ? at->w * 40 / 100 : room;
    s.label_width = label > room ? larger(room, PT(40)) : label;
    s.value_x = at->x + s.label_width + GAP + value;
    s.reference_x = at->x + at->w;
    s.left = s.value_x + GAP + RING;
    s.right = s.reference_x - reference - GAP - RING;
    s.middle = (s.left + s.right) / 2;
    plan_key(&s);
    return s;
}

mpt chart_spine_height(const struct chart *c, mpt width, const struct metrics *m,
                       const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct spine s = plan(c, &at);
    mpt h = HEAD + FOOT_GAP + (s.key_rows - 1) * KEY_PITCH + PT(6);
    for (size_t i = 0; i < c->n_series; i++) {
        h += row_group_height(&c->series[i]);
        for (size_t k = 0; k < c->series[i].n_points; k++)
            h += label_make(&s, &c->series[i].points[k]).height;
    }
    arena_free(at.scratch);
    return h;
}

/* Largest distance of anything drawn from the reference. */
static double reach(const struct chart_point *p)
{
    double most = point_counts(p) ? fabs(p->value - p->reference) : 0;
    if (p->has_spread) {
        most = fmax(most, fabs(p->low - p->reference));
        most = fmax(most, fabs(p->high - p->reference));
    }
    return most > 0 && isfinite(most) ? most : 1;
}

static void draw_marks(const struct spine *s, const struct chart_point *p, mpt y)
{
    const struct theme *t = s->at->theme;
    if (!isfinite(p->reference))
        return;
    double r = reach(p);
    struct scale x = {p->reference - r, p->reference + r, s->left, s->right};
    if (p->has_spread) {
        draw_line(s->at, scale_at(&x, p->low), y, scale_at(&x, p->high), y,
                  (struct stroke){t->mark, PT(0.75), 0, 0});
        mpt q1 = scale_at(&x, p->q1), q3 = scale_at(&x, p->q3);
        draw_rect(s->at, q1, y - BAR / 2, q3 - q1, BAR, t->range);
    }
}

static void draw_dots(const struct spine *s, const struct chart_point *p, uint32_t rgb, mpt y)
{
    double r = reach(p);
    struct scale x = {p->reference - r, p->reference + r, s->left, s->right};
    if (!point_counts(p) || !isfinite(p->reference))
        return;
    mpt at_x = scale_at(&x, p->value);
    enum key_mark mark = mark_of(p);
    switch (mark) {
    case KEY_UP:
    case KEY_DOWN:
        draw_triangle(s->at, at_x, y, RING, mark == KEY_UP, 0xFFFFFF);
        draw_triangle(s->at, at_x, y, DOT, mark == KEY_UP, rgb);
        break;
    case KEY_SQUARE:
        draw_square(s->at, at_x, y, RING, 0xFFFFFF);
        draw_square(s->at, at_x, y, DOT - PT(0.4), rgb);
        break;
    default:
        draw_dot(s->at, at_x, y, RING, 0xFFFFFF, NO_COLOUR, 0);
        draw_dot(s->at, at_x, y, DOT - PT(0.5), 0xFFFFFF, rgb, PT(1.4));
    }
}

static mpt draw_row(const struct spine *s, const struct chart_point *p, uint32_t rgb, mpt top,
                    bool dots)
{
    const struct theme *t = s->at->theme;
    struct label l = label_make(s, p);
    struct text_look name = look_row(t, false), own = look_row(t, true);
    mpt y = top + l.height / 2;
    mpt base = y + look_drop(name) - (l.text.lines - 1) * ROW_LINE / 2;
    if (dots) {
        draw_dots(s, p, rgb, y);
        return top + l.height;
    }
    own.rgb = rgb;
    row_label_draw(s->at, &l.text, s->at->x, base);
    text_put(s->at, s->value_x, y + look_drop(own), own, TEXT_RIGHT, p->text);
    draw_marks(s, p, y);
    text_put(s->at, s->reference_x, y + look_drop(name), name, TEXT_RIGHT, p->reference_text);
    return top + l.height;
}

/* "niedriger" and "höher" give way where the plot is narrow. */
static void draw_head(const struct spine *s)
{
    const struct chart *c = s->chart;
    const struct metrics *m = s->at->metrics;
    struct text_look small = look_axis(s->at->theme), own = head_look(s, true);
    struct text_look bold = head_look(s, false);
    mpt base = s->at->y + PT(8), lower = chart_text_width(m, small, "niedriger");
    const char *reference = c->n_references > 0 ? c->references[0].name : row_reference(c);
    mpt half = (s->right - s->left) / 2;
    reference = text_fit(s->at, bold, reference, 2 * half);
    mpt name = chart_text_width(m, bold, reference);
    bool wide = half >= lower + PT(6) + name / 2;
    text_put(s->at, s->value_x, base, own, TEXT_RIGHT,
             text_fit(s->at, own, c->caption_left, s->value_x - s->at->x));
    text_put(s->at, s->middle, base, bold, TEXT_MIDDLE, reference);
    text_put(s->at, s->reference_x, base, bold, TEXT_RIGHT,
             text_fit(s->at, bold, row_reference(c), NAME_MOST));
    if (!wide)
        return;
    text_put(s->at, s->left, base, small, TEXT_LEFT, "niedriger");
    text_put(s->at, s->right, base, small, TEXT_RIGHT, "höher");
}

/* Twice: dots lie on the line of the district, which lies on the spreads. */
static mpt draw_rows(const struct spine *s, bool dots)
{
    mpt y = s->at->y + HEAD;
    for (size_t i = 0; i < s->chart->n_series; i++) {
        const struct chart_series *group = &s->chart->series[i];
        uint32_t rgb = role_colour(s->at->theme, ROLE_PLACE, group->field);
        if (!dots)
            row_group_draw(s->at, group, i == 0, y, s->middle - PT(6) - s->at->x);
        y += row_group_height(group);
        for (size_t k = 0; k < group->n_points; k++)
            y = draw_row(s, &group->points[k], rgb, y, dots);
    }
    return y;
}

void chart_spine_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct spine s = plan(c, at);
    draw_head(&s);
    mpt bottom = draw_rows(&s, false);
    draw_line(at, s.middle, at->y + PT(12), s.middle, bottom,
              (struct stroke){at->theme->ink, PT(1.1), 0, 0});
    draw_rows(&s, true);
    key_draw(at, s.key, s.n_key, at->x, bottom + FOOT_GAP + PT(3), at->w);
}
