#include <math.h>
#include <string.h>

#include "layout/chart_kinds_private.h"

#define PLOT_HEIGHT PT(150)
#define HEAD_GAP    PT(8)
#define FOOT        PT(15) /* years */
#define MOST_SLOT   PT(38)
#define SEPARATOR   PT(0.8) /* white between parts */
#define LIMITED     PT(1.2) /* outline of a part with limited meaning */
#define NARROW      PT(6)   /* columns so narrow are not outlined */
#define STUB        PT(10)  /* of a column that is not known, where none is 100 % long */
#define LEADER      PT(12)  /* from the last column to the names */
#define LABEL_SHARE 40      /* [% of the width] that values and names may take */
#define LABEL_GAP   PT(2.5) /* between names */
#define NAME_GAP    PT(4)   /* from the values to the names */
#define INSIDE      PT(8.5) /* least height of a part with its value in it */
#define INSET       PT(3)
#define PARTS_OPEN  0.5 /* [%] less would be rounding */

enum { BAR_PART = 74 /* [% of a year's width] */, LABEL_PITCH = 9500 };

enum column_state { COLUMN_NONE, COLUMN_HIDDEN, COLUMN_DRAWN };

struct ages {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct value_axis axis;
    struct axis_head head;
    struct key_item *key;
    size_t n_key;
    struct text_lines *label; /* names of the parts of the last column */
    bool any;
    bool labelled, keyed;  /* the last column is known: values stand beside it; names, too,
                            * unless they are too long and stand in the key */
    int first, last, step; /* years */
    int newest;            /* year of the last column that is drawn */
    mpt left, bar, head_height, plot;
    mpt values, names; /* width of the labels */
    mpt top, bottom;
    struct scale x, y;
};

static const struct chart_point *part_at(const struct chart_series *s, int year)
{
    for (size_t i = 0; i < s->n_points; i++) {
        if (lround(s->points[i].x0) == year)
            return &s->points[i];
    }
    return NULL;
}

/* Which of the times between series breaks a year belongs to. */
static size_t era_of(const struct chart *c, double year)
{
    size_t era = 0;
    for (size_t i = 0; i < c->n_breaks; i++)
        era += year > c->breaks[i].x;
    return era;
}

/* A part that has no figure in all of an era does not exist in it. */
static bool exists_in(const struct chart *c, const struct chart_series *s, int year)
{
    for (size_t i = 0; i < s->n_points; i++) {
        if (era_of(c, s->points[i].x0) == era_of(c, year))
            return true;
    }
    return false;
}

/* A sum without one of its parts would be no sum. */
static enum column_state state_of(const struct chart *c, int year, double *sum)
{
    bool any = false, all = true;
    *sum = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_point *q = part_at(&c->series[i], year);
        any = any || q != NULL;
        if (q != NULL && point_counts(q) && q->value >= 0)
            *sum += q->value;
        else
            all = all && q == NULL && !exists_in(c, &c->series[i], year);
    }
    return !any ? COLUMN_NONE : all ? COLUMN_DRAWN : COLUMN_HIDDEN;
}

static bool is_open(const struct chart *c, double sum)
{
    return c->shares && sum < 100 - PARTS_OPEN;
}

/* What the columns need: of the tallest one, and which marks have to be explained. */
static double survey(struct ages *a, bool *hidden, bool *open)
{
    double most = 0;
    for (int year = a->first; year <= a->last; year++) {
        double sum;
        enum column_state state = state_of(a->chart, year, &sum);
        *hidden = *hidden || state == COLUMN_HIDDEN;
        *open = *open || (state == COLUMN_DRAWN && is_open(a->chart, sum));
        if (state != COLUMN_DRAWN)
            continue;
        most = sum > most ? sum : most;
        a->newest = year;
    }
    return most;
}

static uint32_t tone_of(const struct ages *a, size_t part)
{
    return part_tone(a->at->theme, a->chart->field, part, a->chart->n_series);
}

static struct text_look label_look(const struct ages *a, bool value)
{
    const struct theme *t = a->at->theme;
    return (struct text_look){value ? FACE_BOLD : FACE_REGULAR, t->label.size, t->ink};
}

static bool is_drawn(const struct chart_point *q)
{
    return q != NULL && q->value > 0;
}

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static mpt break_names(struct ages *a, mpt room)
{
    const struct chart *c = a->chart;
    mpt height = 0;
    for (size_t i = 0; a->labelled && i < c->n_series; i++) {
        if (!is_drawn(part_at(&c->series[i], a->last)))
            continue;
        a->label[i] = text_wrap(a->at, label_look(a, false), c->series[i].name, room, TEXT_LINES);
        a->keyed = a->keyed || a->label[i].n == 0 || text_shortened(&a->label[i]);
        a->names = larger(a->names, a->label[i].width);
        height += a->label[i].n * LABEL_PITCH + LABEL_GAP;
    }
    return height;
}

/* Returns the height that the labels need. */
static mpt plan_labels(struct ages *a)
{
    const struct chart *c = a->chart;
    mpt room = a->at->w * LABEL_SHARE / 100, height = 0;
    a->label = arena_array(a->at->scratch, c->n_series + 1, sizeof *a->label);
    for (size_t i = 0; a->labelled && i < c->n_series; i++) {
        const struct chart_point *q = part_at(&c->series[i], a->last);
        if (is_drawn(q))
            a->values =
                larger(a->values, chart_text_width(a->at->metrics, label_look(a, true), q->text));
    }
    a->values = a->values < room ? a->values : room;
    height = break_names(a, room - a->values - NAME_GAP);
    for (size_t i = 0; a->keyed && i < c->n_series; i++)
        a->label[i] = (struct text_lines){.n = a->label[i].n > 0, .line = {""}};
    a->names = a->keyed ? 0 : a->names;
    return height;
}

static void add_key(struct ages *a, enum key_mark mark, uint32_t rgb, const char *name)
{
    a->key[a->n_key++] =
        (struct key_item){mark, {rgb, PT(0.5), 0, 0}, look_axis(a->at->theme), name};
}

/* Parts that no name stands beside: all, or those that the last column lacks. */
static void plan_key(struct ages *a, bool hidden, bool open)
{
    const struct chart *c = a->chart;
    a->key = arena_array(a->at->scratch, c->n_series + 2, sizeof *a->key);
    for (size_t i = 0; i < c->n_series; i++) {
        if (a->label[i].n == 0 || a->keyed)
            add_key(a, KEY_FILL, tone_of(a, i), c->series[i].name);
    }
    if (hidden)
        add_key(a, KEY_HATCHED, 0, "ein Teil wird nicht gezeigt");
    if (open && a->bar >= NARROW)
        add_key(a, KEY_OUTLINE, a->at->theme->mark, "nicht aufgeteilt");
}

static void plan_columns(struct ages *a)
{
    const struct chart *c = a->chart;
    a->step = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        int step = natural_step(&c->series[i]);
        a->step = a->step == 0 || step < a->step ? step : a->step;
    }
    a->left = a->at->x + a->axis.label_width;
    mpt names = a->values > 0 ? LEADER + a->values + (a->names > 0 ? NAME_GAP + a->names : 0) : 0;
    mpt width = a->at->w - a->axis.label_width - names - 2 * INSET;
    int count = a->any ? (a->last - a->first) / a->step + 1 : 1;
    mpt slot = width / count < MOST_SLOT ? width / count : MOST_SLOT;
    a->bar = slot * BAR_PART / 100;
    a->x = year_scale(a->first, a->last, a->left + INSET + slot / 2,
                      a->left + INSET + slot / 2 + (count - 1) * slot, 0);
}

static struct ages plan(const struct chart *c, const struct chart_canvas *at)
{
    struct ages a = {.chart = c, .at = at, .newest = -1};
    bool hidden = false, open = false;
    a.any = chart_years(c, &a.first, &a.last);
    double most = a.any ? survey(&a, &hidden, &open) : 0;
    most = c->shares && most < 100 + PARTS_OPEN ? 100 : most > 0 ? most : 1;
    a.labelled = a.any && a.newest == a.last;
    mpt names = plan_labels(&a);
    a.plot = c->height > 0 ? PT(c->height) : PLOT_HEIGHT;
    a.plot = a.plot < names ? names : a.plot;
    a.axis = value_axis_over(c, at, 0, most, a.plot);
    plan_columns(&a);
    plan_key(&a, hidden, open);
    a.head = axis_head_make(c, at, &a.axis, &a.x, a.left, at->x + at->w);
    a.head_height = key_rows(at, a.key, a.n_key, at->w) * KEY_PITCH + (a.n_key > 0 ? PT(2) : 0);
    a.head_height += axis_head_height(&a.head, at->theme) + HEAD_GAP;
    a.top = at->y + a.head_height;
    a.bottom = at->y + at->h - FOOT;
    a.y = (struct scale){a.axis.lo, a.axis.hi, a.bottom, a.top};
    return a;
}

mpt chart_ages_height(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct ages a = plan(c, &at);
    arena_free(at.scratch);
    return a.head_height + a.plot + FOOT;
}

static void draw_part(const struct ages *a, const struct chart_point *q, uint32_t fill, mpt x,
                      mpt top, mpt bottom)
{
    if (q->marks & SIGN_LIMITED) {
        draw_rect(a->at, x, top, a->bar, bottom - top, 0xFFFFFF);
        draw_outline(a->at, x + LIMITED / 2, top + LIMITED / 2, a->bar - LIMITED,
                     bottom - top > LIMITED ? bottom - top - LIMITED : 1,
                     (struct stroke){fill, LIMITED, 0, 0});
    } else if (a->bar < NARROW) {
        draw_rect(a->at, x, top, a->bar, bottom - top, fill);
    } else {
        draw_tone(a->at, x, top, a->bar, bottom - top, fill);
    }
}

/* Its value, if the part has room for it. */
static void draw_inside(const struct ages *a, const struct chart_point *q, uint32_t fill, mpt x,
                        mpt top, mpt bottom)
{
    fill = q->marks & SIGN_LIMITED ? 0xFFFFFF : fill;
    struct text_look look = {FACE_REGULAR, a->at->theme->axis.size, ink_on(a->at->theme, fill)};
    mpt w = chart_text_width(a->at->metrics, look, q->text);
    if (w + PT(2) <= a->bar && bottom - top >= INSIDE && readable_on(a->at->theme, fill))
        text_put(a->at, x + a->bar / 2, (top + bottom) / 2 + look_drop(look), look, TEXT_MIDDLE,
                 q->text);
}

/* The middle of each part goes to middles, if not NULL. */
static void draw_column(const struct ages *a, int year, bool values, mpt *middles)
{
    const struct chart *c = a->chart;
    mpt x = scale_at(&a->x, year) - a->bar / 2, bottom = scale_at(&a->y, 0);
    double sum = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        const struct chart_point *q = part_at(&c->series[i], year);
        if (!is_drawn(q))
            continue;
        bool lowest = !(sum > 0);
        sum += q->value;
        mpt top = scale_at(&a->y, sum);
        if (top < bottom)
            draw_part(a, q, tone_of(a, i), x, top, bottom);
        if (!lowest)
            draw_line(a->at, x, bottom, x + a->bar, bottom,
                      (struct stroke){0xFFFFFF, SEPARATOR, 0, 0});
        if (values)
            draw_inside(a, q, tone_of(a, i), x, top, bottom);
        if (middles != NULL)
            middles[i] = (top + bottom) / 2;
        bottom = top;
    }
    if (a->bar < NARROW)
        draw_line(a->at, x, bottom, x + a->bar, bottom,
                  (struct stroke){a->at->theme->mark, PT(0.75), 0, 0});
    mpt whole = scale_at(&a->y, 100);
    if (is_open(c, sum) && a->bar >= NARROW)
        draw_outline(a->at, x, whole, a->bar, bottom - whole,
                     (struct stroke){a->at->theme->mark, PT(0.5), 0, 0});
}

static void draw_columns(const struct ages *a, mpt *middles)
{
    bool first = true;
    for (int year = a->first; year <= a->last; year++) {
        double sum;
        enum column_state state = state_of(a->chart, year, &sum);
        mpt x = scale_at(&a->x, year) - a->bar / 2;
        mpt top = a->chart->shares ? scale_at(&a->y, 100) : a->bottom - STUB;
        if (state == COLUMN_HIDDEN)
            draw_hatched(a->at, x, top, a->bar, a->bottom - top);
        if (state != COLUMN_DRAWN)
            continue;
        bool named = a->labelled && year == a->last;
        draw_column(a, year, first && !named, named ? middles : NULL);
        first = false;
    }
}

/* Value and name at each part, moved where they would meet, with a line to it. */
static void draw_labels(const struct ages *a, const mpt *middles)
{
    const struct chart *c = a->chart;
    struct label_slot *slots = arena_array(a->at->scratch, c->n_series + 1, sizeof *slots);
    mpt from = scale_at(&a->x, a->last) + a->bar / 2 + PT(1), x = from + LEADER - PT(1);
    mpt names = x + a->values + NAME_GAP;
    size_t n = 0;
    for (size_t i = 0; i < c->n_series; i++) {
        mpt height = a->label[i].n * LABEL_PITCH + LABEL_GAP;
        if (a->label[i].n > 0)
            slots[n++] = (struct label_slot){middles[i], height, i};
    }
    slots_spread(slots, n, a->top - PT(2), a->bottom + PT(2));
    for (size_t i = 0; i < n; i++) {
        size_t part = slots[i].of;
        const struct text_lines *l = &a->label[part];
        mpt middle = slots[i].middle - (l->n - 1) * LABEL_PITCH / 2; /* of the first line */
        mpt base = middle + look_drop(label_look(a, false));
        draw_line(a->at, from, middles[part], x - PT(2), middle,
                  (struct stroke){a->at->theme->mark, PT(0.5), 0, 0});
        text_put(a->at, names - NAME_GAP, base, label_look(a, true), TEXT_RIGHT,
                 part_at(&c->series[part], a->last)->text);
        text_put_lines(a->at, names, base, LABEL_PITCH, label_look(a, false), TEXT_LEFT, l);
    }
}

void chart_ages_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct ages a = plan(c, at);
    mpt *middles = arena_array(at->scratch, c->n_series + 1, sizeof *middles);
    mpt right = a.any ? scale_at(&a.x, a.last) + a.bar / 2 + INSET : at->x + at->w;
    key_draw(at, a.key, a.n_key, at->x, at->y + PT(7), at->w);
    value_axis_draw(&a.axis, at, a.left, a.top, right, a.bottom, true);
    axis_head_draw(&a.head, c, at, &a.x, a.top - HEAD_GAP + PT(1), a.bottom);
    if (!a.any)
        return;
    draw_columns(&a, middles);
    if (a.labelled)
        draw_labels(&a, middles);
    draw_line(at, a.left, a.bottom, right, a.bottom,
              (struct stroke){at->theme->ink, PT(0.75), 0, 0});
    year_axis_draw(at, &a.x, a.first, a.last, a.step, a.bottom + PT(12));
}
