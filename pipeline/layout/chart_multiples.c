#include <math.h>

#include "layout/chart_kinds_private.h"

#define GAP         PT(10) /* between panels */
#define ROW_GAP     PT(9)
#define LEAST_PANEL PT(66) /* width */
#define LEAST_PLOT  PT(20) /* height */
#define MOST_PLOT   PT(80)
#define VALUE_ROOM  PT(9)  /* above a plot, for the last value */
#define TITLE_GAP   PT(4)  /* where all of them stand beside the plot */
#define FOOT        PT(13) /* years */
#define PAGE_SHARE  84     /* [% of the page] that all rows together may take */
#define VALUE_GAP   PT(2)
#define DOT         PT(1.9)
#define LONE_DOT    PT(1.4)
#define HIDDEN      PT(4.5)
#define DASH        PT(2)
#define NEAR        PT(13) /* a value this far above its point may better stand below */

enum { MOST_COLUMNS = 6, IN_ONE_ROW = 3, TITLE_LINES = 2, TITLE_PITCH = 9500 };

struct multiples {
    const struct chart *chart;
    const struct chart_canvas *at;
    struct value_axis axis;
    struct text_lines unit;
    struct key_item *key;
    size_t n_key;
    struct text_lines *title; /* of each panel */
    int *title_lines;         /* of each row */
    int columns, rows;
    bool any, beside;       /* values stand beside the last points */
    int first, last;        /* years */
    mpt panel, plot;        /* width with the room for a value; height */
    mpt value, above, head; /* room for a value beside; above the plot; of unit and key */
};

static bool in_panel(const struct chart *c, size_t series)
{
    for (size_t i = 0; i < c->n_panels; i++) {
        if (series >= c->panels[i].first && series - c->panels[i].first < c->panels[i].n)
            return true;
    }
    return false;
}

static struct text_look title_look(const struct multiples *m, const struct chart_panel *p)
{
    const struct theme *t = m->at->theme;
    return (struct text_look){p->emphasis ? FACE_BOLD : FACE_REGULAR, t->label.size,
                              p->emphasis ? t->field[field_index(m->chart->field)] : t->ink};
}

static struct stroke own_stroke(const struct multiples *m, const struct chart_panel *p)
{
    const struct theme *t = m->at->theme;
    int field = field_index(m->chart->field);
    return p->emphasis ? (struct stroke){t->field[field], PT(2), 0, 0}
                       : (struct stroke){t->field_mid[field], PT(1.4), 0, 0};
}

/* Grey and thin, in print without colours too; the first one solid. */
static struct stroke reference_stroke(const struct multiples *m, size_t number)
{
    mpt dash = number > 0 ? PT(1.5) : 0;
    return (struct stroke){m->at->theme->grey, PT(0.5), dash, dash};
}

static struct stroke break_stroke(const struct multiples *m)
{
    return (struct stroke){m->at->theme->mark, PT(0.6), DASH, DASH};
}

static bool has_hidden(const struct chart *c)
{
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            if (point_hidden(&c->series[i].points[k]))
                return true;
        }
    }
    return false;
}

static struct text_look value_look(const struct multiples *m, const struct chart_panel *p)
{
    const struct theme *t = m->at->theme;
    uint32_t rgb = p != NULL && p->emphasis ? t->field[field_index(m->chart->field)] : t->ink;
    return (struct text_look){FACE_BOLD, t->axis.size, rgb};
}

/* Values stand beside the lines where that leaves them room; above those that end early. */
static void plan_values(struct multiples *m)
{
    bool early = false;
    m->value = 0;
    for (size_t i = 0; i < m->chart->n_panels; i++) {
        const struct chart_point *q = last_drawn(&m->chart->series[m->chart->panels[i].first]);
        mpt w = q != NULL ? chart_text_width(m->at->metrics, value_look(m, NULL), q->text) : 0;
        m->value = w + VALUE_GAP > m->value ? w + VALUE_GAP : m->value;
        early = early || (q != NULL && m->last - q->x0 > 0.5);
    }
    m->beside = m->first < m->last && m->value <= m->panel * 30 / 100;
    m->above = m->beside && !early ? TITLE_GAP : VALUE_ROOM;
}

static struct scale years_of(const struct multiples *m, mpt left)
{
    mpt right = left + m->panel - DOT - (m->beside ? m->value : 0);
    return year_scale(m->first, m->last, left + DOT, right, 0.5);
}

static void plan_key(struct multiples *m)
{
    const struct chart *c = m->chart;
    struct text_look look = look_axis(m->at->theme);
    struct scale years = years_of(m, 0);
    size_t references = 0;
    m->key = arena_array(m->at->scratch, c->n_series + c->n_breaks + 1, sizeof *m->key);
    for (size_t i = 0; i < c->n_series; i++) {
        if (!in_panel(c, i))
            m->key[m->n_key++] = (struct key_item){KEY_LINE, reference_stroke(m, references++),
                                                   look, c->series[i].name};
    }
    for (size_t i = 0; i < c->n_breaks; i++) {
        if (break_shown(&c->breaks[i], &years))
            m->key[m->n_key++] =
                (struct key_item){KEY_UPRIGHT, break_stroke(m), look, c->breaks[i].name};
    }
    if (has_hidden(c))
        m->key[m->n_key++] = (struct key_item){KEY_HATCHED, {0}, look, "Wert nicht gezeigt"};
}

/* Height of all rows; titles are broken and counted for the present columns. */
static mpt plan_rows(struct multiples *m)
{
    const struct chart *c = m->chart;
    int n = (int)c->n_panels;
    mpt height = 0;
    m->rows = (n + m->columns - 1) / m->columns;
    m->columns = m->rows > 0 ? (n + m->rows - 1) / m->rows : 1; /* no row much shorter */
    m->panel = (m->at->w - m->axis.label_width - (m->columns - 1) * GAP) / m->columns;
    plan_values(m);
    for (int row = 0; row < m->rows; row++) {
        m->title_lines[row] = 1;
        for (int i = row * m->columns; i < n && i < (row + 1) * m->columns; i++) {
            m->title[i] = text_wrap(m->at, title_look(m, &c->panels[i]), c->panels[i].title,
                                    m->panel, TITLE_LINES);
            if (m->title[i].n > m->title_lines[row])
                m->title_lines[row] = m->title[i].n;
        }
        height += m->title_lines[row] * TITLE_PITCH + m->above + m->plot;
    }
    return height + (m->rows - 1) * ROW_GAP + FOOT;
}

static mpt plot_for(const struct multiples *m, int columns)
{
    mpt panel = (m->at->w - (columns - 1) * GAP) / columns, plot = panel * 55 / 100;
    if (m->chart->height > 0)
        return PT(m->chart->height);
    return plot < LEAST_PLOT ? LEAST_PLOT : plot > MOST_PLOT ? MOST_PLOT : plot;
}

/* Up to three side by side, others as large as fits into a wide field; many get the least
 * width, and less height, and at last less width, where they would not fit on a page:
 * narrow ones cut their names. */
static mpt plan_grid(struct multiples *m)
{
    const struct theme *t = m->at->theme;
    mpt page = (t->text_bottom - t->text_top) / 100 * PAGE_SHARE, height = 0;
    int n = (int)m->chart->n_panels, most = (int)((m->at->w + GAP) / (LEAST_PANEL + GAP));
    most = most < 2 ? 2 : most > MOST_COLUMNS ? MOST_COLUMNS : most;
    int least = n > IN_ONE_ROW ? 2 : n < 1 ? 1 : n < most ? n : most;
    for (int columns = least; columns <= MOST_COLUMNS; columns++) {
        m->columns = columns;
        m->plot = plot_for(m, columns);
        m->axis = value_axis_make(m->chart, m->at, m->plot);
        height = plan_rows(m);
        mpt lowest = height - m->rows * (m->plot - LEAST_PLOT);
        if (height <= m->at->w * 55 / 100 || (columns >= most && lowest <= page) || columns >= n)
            break;
    }
    if (height > page && m->chart->height <= 0) {
        mpt lower = m->plot - (height - page) / m->rows;
        m->plot = lower > LEAST_PLOT ? lower : LEAST_PLOT;
        m->axis = value_axis_make(m->chart, m->at, m->plot);
        height = plan_rows(m);
    }
    return height;
}

static struct multiples plan(const struct chart *c, const struct chart_canvas *at, mpt *height)
{
    struct multiples m = {.chart = c, .at = at};
    m.any = chart_years(c, &m.first, &m.last);
    m.title = arena_array(at->scratch, c->n_panels + 1, sizeof *m.title);
    m.title_lines = arena_array(at->scratch, c->n_panels + 1, sizeof *m.title_lines);
    *height = plan_grid(&m);
    m.unit = text_wrap(at, look_axis(at->theme), m.axis.unit, at->w, 2);
    plan_key(&m);
    m.head = m.unit.n * at->theme->axis.leading;
    m.head += key_rows(at, m.key, m.n_key, at->w) * KEY_PITCH;
    m.head += m.head > 0 ? PT(4) : 0;
    *height += m.head;
    return m;
}

mpt chart_multiples_height(const struct chart *c, mpt width, const struct metrics *m,
                           const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    mpt height;
    plan(c, &at, &height);
    arena_free(at.scratch);
    return height;
}

struct panel {
    const struct multiples *m;
    const struct chart_panel *of;
    mpt left, right, top, bottom; /* of the plot */
    struct scale x, y;
};

/* Stretches of one counting; years without figures between them are bridged by dashes. A
 * value between two gaps is a dot. */
static void draw_course(const struct panel *p, const struct chart_series *s, struct stroke stroke)
{
    const struct chart_canvas *at = p->m->at;
    mpt *points = arena_array(at->scratch, 2 * s->n_points + 1, sizeof *points);
    int step = natural_step(s);
    const struct chart_point *before = NULL;
    for (size_t i = 0; i < s->n_points;) {
        const struct chart_point *first = &s->points[i];
        size_t next = i + 1;
        if (point_counts(first)) {
            next = line_stretch(s, i, step);
            for (size_t k = i; k < next; k++) {
                points[2 * (k - i)] = scale_at(&p->x, s->points[k].x0);
                points[2 * (k - i) + 1] = scale_at(&p->y, s->points[k].value);
            }
            if (before != NULL && points_joined(before, first))
                draw_line(at, scale_at(&p->x, before->x0), scale_at(&p->y, before->value),
                          points[0], points[1],
                          (struct stroke){stroke.rgb, stroke.width, DASH, DASH});
            draw_polyline(at, points, next - i, stroke);
            if (next == i + 1)
                draw_dot(at, points[0], points[1], LONE_DOT, stroke.rgb, NO_COLOUR, 0);
            before = &s->points[next - 1];
        }
        i = next;
    }
}

static void draw_marks(const struct panel *p, const struct chart_series *s)
{
    const struct chart *c = p->m->chart;
    for (size_t i = 0; i < c->n_breaks; i++) {
        mpt x = scale_at(&p->x, c->breaks[i].x);
        if (break_shown(&c->breaks[i], &p->x))
            draw_line(p->m->at, x, p->top, x, p->bottom, break_stroke(p->m));
    }
    for (size_t i = 0; i < s->n_points; i++) {
        if (point_hidden(&s->points[i]))
            draw_hatched(p->m->at, scale_at(&p->x, s->points[i].x0) - HIDDEN / 2,
                         p->bottom - HIDDEN, HIDDEN, HIDDEN);
    }
}

/* Highest and lowest point of a line between two places. */
static void reach(const struct panel *p, const struct chart_series *s, mpt from, mpt to, mpt *high,
                  mpt *low)
{
    for (size_t i = 0; i < s->n_points; i++) {
        const struct chart_point *q = &s->points[i];
        mpt x = scale_at(&p->x, q->x0);
        bool near = (x >= from && x <= to) ||
                    (x < from && i + 1 < s->n_points && scale_at(&p->x, q[1].x0) > from);
        if (!point_counts(q) || !near)
            continue;
        mpt y = scale_at(&p->y, q->value);
        *high = y < *high ? y : *high;
        *low = y > *low ? y : *low;
    }
}

/* Beside the last point, or above it clear of all lines; below where that is much nearer. */
static void draw_value(const struct panel *p, const struct chart_series *s)
{
    const struct multiples *m = p->m;
    const struct chart_point *q = last_drawn(s);
    if (q == NULL)
        return;
    struct text_look look = value_look(m, p->of);
    mpt x = scale_at(&p->x, q->x0), y = scale_at(&p->y, q->value), high = y, low = y;
    mpt w = chart_text_width(m->at->metrics, look, q->text);
    draw_dot(m->at, x, y, DOT, own_stroke(m, p->of).rgb, NO_COLOUR, 0);
    if (m->beside && m->last - q->x0 < 0.5) {
        text_put(m->at, x + DOT + VALUE_GAP, y + look_drop(look), look, TEXT_LEFT, q->text);
        return;
    }
    mpt left = x + w / 2 > p->right ? p->right - w : x - w / 2;
    left = left < p->left ? p->left : left;
    reach(p, s, left, left + w, &high, &low);
    for (size_t i = 0; i < m->chart->n_series; i++) {
        if (!in_panel(m->chart, i))
            reach(p, &m->chart->series[i], left, left + w, &high, &low);
    }
    bool below = y - high > NEAR && low - y < y - high && low + PT(9) < p->bottom;
    mpt base = below ? low + PT(9) : high - PT(3.5);
    mpt room = m->at->x + m->at->w - left;
    draw_rect(m->at, left, base - PT(5.8), w < room ? w : room, PT(6.4), 0xFFFFFF); /* over grid */
    text_put(m->at, left, base, look, TEXT_LEFT, q->text);
}

/* The first and the last one, at the edges of the plot. */
static void draw_years(const struct panel *p)
{
    const struct multiples *m = p->m;
    struct text_look look = look_axis(m->at->theme);
    mpt base = p->bottom + PT(10), from = p->x.from - DOT, to = p->x.to + DOT;
    const char *first = arena_printf(m->at->scratch, "%d", m->first);
    const char *last = arena_printf(m->at->scratch, "%d", m->last);
    mpt w = chart_text_width(m->at->metrics, look, last);
    if (m->first == m->last) {
        text_put(m->at, (p->left + p->right) / 2, base, look, TEXT_MIDDLE, last);
        return;
    }
    if (to - from >= 2 * w + PT(4))
        text_put(m->at, from, base, look, TEXT_LEFT, first);
    text_put(m->at, to, base, look, TEXT_RIGHT, last);
}

static void draw_panel(const struct panel *p, size_t number)
{
    const struct multiples *m = p->m;
    const struct chart *c = m->chart;
    const struct chart_series *s = &c->series[p->of->first];
    size_t references = 0;
    value_axis_draw(&m->axis, m->at, p->left, p->top, p->right, p->bottom,
                    number % (size_t)m->columns == 0);
    if (s->n_points == 0) /* above the middle grid line */
        text_put(m->at, (p->left + p->right) / 2, (p->top + p->bottom) / 2 - PT(3),
                 look_axis(m->at->theme), TEXT_MIDDLE, "keine Angaben");
    if (m->any) {
        draw_marks(p, s);
        for (size_t i = 0; i < c->n_series; i++) {
            if (!in_panel(c, i))
                draw_course(p, &c->series[i], reference_stroke(m, references++));
        }
        draw_course(p, s, own_stroke(m, p->of));
        draw_value(p, s);
        if (number + (size_t)m->columns >= c->n_panels)
            draw_years(p);
    }
}

void chart_multiples_draw(const struct chart *c, const struct chart_canvas *at)
{
    mpt height, leading = at->theme->axis.leading;
    struct multiples m = plan(c, at, &height);
    mpt y = at->y + m.head;
    text_put_lines(at, at->x, at->y + PT(7), leading, look_axis(at->theme), TEXT_LEFT, &m.unit);
    key_draw(at, m.key, m.n_key, at->x, at->y + PT(7) + m.unit.n * leading, at->w);
    for (int row = 0; row < m.rows; row++) {
        mpt titles = m.title_lines[row] * TITLE_PITCH;
        for (int k = 0; k < m.columns; k++) {
            size_t i = (size_t)(row * m.columns + k);
            if (i >= c->n_panels)
                break;
            struct panel p = {.m = &m, .of = &c->panels[i], .top = y + titles + m.above};
            p.left = at->x + m.axis.label_width + k * (m.panel + GAP);
            p.right = p.left + m.panel - (m.beside ? m.value - VALUE_GAP : 0);
            p.bottom = p.top + m.plot;
            p.x = years_of(&m, p.left);
            p.y = (struct scale){m.axis.lo, m.axis.hi, p.bottom, p.top};
            text_put_lines(at, p.left,
                           y + PT(7) + (m.title_lines[row] - m.title[i].n) * TITLE_PITCH,
                           TITLE_PITCH, title_look(&m, p.of), TEXT_LEFT, &m.title[i]);
            draw_panel(&p, i);
        }
        y += titles + m.above + m.plot + ROW_GAP;
    }
}
