#include <string.h>

#include "base/german.h"
#include "layout/chart_kinds_private.h"

#define LINE      PT(10.5)
#define HEAD      PT(25)   /* two lines and the rule below them */
#define HEAD_BASE PT(8)
#define PAD       PT(4)    /* above and below the names of a cell */
#define GAP       PT(8)    /* between columns of names */
#define SWATCH    PT(5)
#define SIDE_PART 26       /* [% of the width] of the classes' names, at most */
#define FOOT      PT(14)
#define LABEL     PT(12)   /* stacked: name of a cell above its names */
#define FREE      8        /* lines of a cell before its names are set in columns */

/* Wide: status downwards, the highest on top, dynamics across. Narrow: one cell below the
 * other. A cell lists its places in as many columns as their names leave room for. */
struct grid {
    const struct chart *chart;
    const struct chart_canvas *at;
    const struct chart_series *status, *change;
    int rows, columns;
    size_t n; /* places */
    bool stacked;
    struct text_look name, own, bold, small;
    mpt side, cell; /* widths of the classes' names, of a cell */
    struct text_lines method;
};

struct names { /* of one cell */
    size_t *place;
    size_t n;
    mpt width; /* of the widest */
    int columns, lines; /* as many columns as there is room for */
};

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static bool is_own(const struct grid *g, size_t i)
{
    return g->status->points[i].emphasis;
}

static const char *place_name(const struct grid *g, size_t i)
{
    const struct chart_point *p = &g->status->points[i];
    bool limited = ((p->marks | g->change->points[i].marks) & SIGN_LIMITED) != 0;
    const char *name = p->label != NULL ? p->label : "";
    return limited ? arena_printf(g->at->scratch, "(%s)", name) : name;
}

static mpt name_width(const struct grid *g, size_t i)
{
    return chart_text_width(g->at->metrics, is_own(g, i) ? g->own : g->name, place_name(g, i));
}

/* status 0: places that are in no cell. */
static bool is_in(const struct grid *g, size_t i, int status, int change)
{
    int row = g->status->points[i].klass, column = g->change->points[i].klass;
    bool none = row < 1 || row > g->rows || column < 1 || column > g->columns;
    return status == 0 ? none : !none && row == status && column == change;
}

static struct names names_of(const struct grid *g, int status, int change, mpt room)
{
    struct names s = {.place = arena_array(g->at->scratch, g->n + 1, sizeof *s.place)};
    for (size_t i = 0; i < g->n; i++) {
        if (!is_in(g, i, status, change))
            continue;
        s.place[s.n++] = i;
        s.width = larger(s.width, name_width(g, i));
    }
    s.width = s.width > room ? room : s.width;
    s.columns = (int)((room + GAP) / (s.width + GAP));
    s.columns = s.columns < 1 ? 1 : s.columns;
    s.lines = ((int)s.n + s.columns - 1) / s.columns;
    return s;
}

/* The names one below the other as far as there are lines for them. */
static void use_lines(struct names *s, int lines)
{
    lines = lines > (int)s->n ? (int)s->n : lines;
    s->lines = lines > s->lines ? lines : s->lines;
}

/* Down the columns; base: of the first line. */
static void draw_names(const struct grid *g, const struct names *s, mpt x, mpt base)
{
    for (size_t i = 0; i < s->n; i++) {
        size_t place = s->place[i];
        mpt column = (mpt)(i / (size_t)s->lines), line = (mpt)(i % (size_t)s->lines);
        text_put(g->at, x + column * (s->width + GAP), base + line * LINE,
                 is_own(g, place) ? g->own : g->name, TEXT_LEFT,
                 text_fit(g->at, is_own(g, place) ? g->own : g->name, place_name(g, place),
                          s->width));
    }
}

/* "3,1 bis 4,2" of the values that are in the class. */
static const char *class_range(const struct grid *g, int status)
{
    const struct chart_class *k = &g->chart->classes[status - 1];
    int decimals = g->chart->decimals;
    if (k->n == 0)
        return "–";
    const char *from = german_number(g->at->scratch, k->from, decimals);
    const char *to = german_number(g->at->scratch, k->to, decimals);
    return strcmp(from, to) == 0 ? from : arena_printf(g->at->scratch, "%s bis %s", from, to);
}

static const char *status_head(const struct grid *g)
{
    return arena_printf(g->at->scratch, "Status %s", chart_period(g->at->scratch, g->status));
}

static const char *change_head(const struct grid *g)
{
    return chart_change(g->at->scratch, g->change);
}

static void plan_widths(struct grid *g)
{
    const struct metrics *m = g->at->metrics;
    mpt widest = chart_text_width(m, g->bold, "gleichbleibend");
    for (size_t i = 0; i < g->n; i++)
        widest = larger(widest, name_width(g, i));
    g->side = larger(chart_text_width(m, g->small, status_head(g)),
                     chart_text_width(m, g->small, g->chart->unit));
    for (int k = 1; k <= g->rows; k++) {
        mpt name = chart_text_width(m, g->bold, g->chart->classes[k - 1].text);
        mpt range = chart_text_width(m, g->small, class_range(g, k));
        g->side = larger(g->side, 2 * SWATCH + larger(name, range));
    }
    mpt most = g->at->w * SIDE_PART / 100;
    g->side = (g->side > most ? most : g->side) + GAP;
    g->cell = (g->at->w - g->side) / (g->columns > 0 ? g->columns : 1);
    g->stacked = g->cell < widest + GAP;
    if (g->stacked)
        g->cell = g->at->w;
}

static struct grid plan(const struct chart *c, const struct chart_canvas *at)
{
    static const struct chart_series none = {.name = ""};
    const struct theme *t = at->theme;
    struct grid g = {.chart = c, .at = at, .status = &none, .change = &none};
    if (c->n_series > 1) {
        g.status = &c->series[0];
        g.change = &c->series[1];
    }
    g.n = g.status->n_points < g.change->n_points ? g.status->n_points : g.change->n_points;
    g.rows = (int)c->n_classes;
    g.columns = (int)c->n_columns;
    g.name = (struct text_look){FACE_REGULAR, t->table_dense.size, t->ink};
    g.own = (struct text_look){FACE_BOLD, t->table_dense.size,
                               role_colour(t, ROLE_PLACE, c->field)};
    g.bold = (struct text_look){FACE_BOLD, t->table_dense.size, t->ink};
    g.small = look_axis(t);
    g.method = text_wrap(at, g.small, c->method, at->w, TEXT_LINES);
    plan_widths(&g);
    return g;
}

static struct names cell_names(const struct grid *g, int status, int change)
{
    struct names s = names_of(g, status, change, g->cell - GAP);
    use_lines(&s, FREE);
    return s;
}

/* Those of its fullest cell, two for the name of the class. */
static int row_lines(const struct grid *g, int status)
{
    int lines = 2;
    for (int k = 1; k <= g->columns; k++) {
        struct names s = cell_names(g, status, k);
        lines = s.lines > lines ? s.lines : lines;
    }
    return lines;
}

static mpt row_height(const struct grid *g, int status)
{
    return row_lines(g, status) * LINE + 2 * PAD;
}

static mpt stack_height(const struct grid *g, int status)
{
    mpt h = LINE + 2 * PAD;
    for (int k = 1; k <= g->columns; k++) {
        struct names s = names_of(g, status, k, g->cell);
        h += s.n > 0 ? LABEL + s.lines * LINE : 0;
    }
    return h;
}

static mpt head_height(const struct grid *g)
{
    return g->stacked ? HEAD_BASE + PT(5) + LINE : HEAD;
}

static mpt foot_height(const struct grid *g)
{
    struct names rest = names_of(g, 0, 0, g->at->w);
    mpt h = FOOT + (g->method.n - 1) * LINE + PT(4);
    return h + (rest.n > 0 ? LABEL + rest.lines * LINE : 0);
}

static mpt grid_height(const struct grid *g)
{
    mpt h = head_height(g);
    for (int k = 1; k <= g->rows; k++)
        h += g->stacked ? stack_height(g, k) : row_height(g, k);
    return h;
}

mpt chart_classes_height(const struct chart *c, mpt width, const struct metrics *m,
                         const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct grid g = plan(c, &at);
    mpt h = grid_height(&g) + foot_height(&g);
    arena_free(at.scratch);
    return h;
}

static void draw_rule(const struct grid *g, mpt y, mpt width, uint32_t rgb)
{
    draw_line(g->at, g->at->x, y, g->at->x + g->at->w, y, (struct stroke){rgb, width, 0, 0});
}

static void draw_swatch(const struct grid *g, int status, mpt base)
{
    page_rect(g->at->pages, g->at->page, g->at->element, g->at->x, base - PT(6.5), SWATCH, PT(7.5),
              class_colour(g->at->theme, g->chart, status), g->at->theme->grey, PT(0.4));
}

static void draw_row(const struct grid *g, int status, mpt y)
{
    int lines = row_lines(g, status);
    mpt height = lines * LINE + 2 * PAD;
    mpt base = y + PAD + PT(7.5), x = g->at->x, room = g->side - 2 * SWATCH - GAP;
    draw_swatch(g, status, base);
    text_put(g->at, x + 2 * SWATCH, base, g->bold, TEXT_LEFT,
             text_fit(g->at, g->bold, g->chart->classes[status - 1].text, room));
    text_put(g->at, x + 2 * SWATCH, base + LINE, g->small, TEXT_LEFT, class_range(g, status));
    for (int k = 1; k <= g->columns; k++) {
        mpt left = x + g->side + (k - 1) * g->cell;
        struct names s = cell_names(g, status, k);
        use_lines(&s, lines);
        draw_names(g, &s, left, base);
        if (s.n == 0)
            text_put(g->at, left, base, g->small, TEXT_LEFT, "–");
        for (size_t i = 0; i < s.n; i++) {
            if (is_own(g, s.place[i]))
                draw_outline(g->at, left - PAD, y + PT(1), g->cell - PT(1), height - PT(2),
                             (struct stroke){g->own.rgb, PT(0.75), 0, 0});
        }
    }
}

static void draw_wide(const struct grid *g)
{
    mpt x = g->at->x, base = g->at->y + HEAD_BASE, y = g->at->y + HEAD;
    text_put(g->at, x, base, g->small, TEXT_LEFT, status_head(g));
    text_put(g->at, x, base + LINE, g->small, TEXT_LEFT,
             text_fit(g->at, g->small, g->chart->unit, g->side - GAP));
    text_put(g->at, x + g->side, base, g->small, TEXT_LEFT, change_head(g));
    for (int k = 0; k < g->columns; k++)
        text_put(g->at, x + g->side + k * g->cell, base + LINE, g->bold, TEXT_LEFT,
                 text_fit(g->at, g->bold, g->chart->columns[k], g->cell - GAP));
    draw_rule(g, y, PT(0.75), g->at->theme->ink);
    for (int status = g->rows; status > 0; status--) {
        draw_row(g, status, y);
        y += row_height(g, status);
        draw_rule(g, y, status > 1 ? PT(0.4) : PT(0.75),
                  status > 1 ? g->at->theme->rule : g->at->theme->ink);
    }
}

/* What the places of a cell have in common, and the places. Gives the next baseline. */
static mpt draw_block(const struct grid *g, const char *label, const struct names *s, mpt base)
{
    if (s->n == 0)
        return base;
    text_put(g->at, g->at->x, base, g->small, TEXT_LEFT,
             text_fit(g->at, g->small, label, g->at->w));
    draw_names(g, s, g->at->x, base + LINE);
    return base + LABEL + s->lines * LINE;
}

static void draw_stack(const struct grid *g, int status, mpt y)
{
    mpt base = y + PAD + PT(7.5), x = g->at->x + 2 * SWATCH;
    draw_swatch(g, status, base);
    x += text_put(g->at, x, base, g->bold, TEXT_LEFT, g->chart->classes[status - 1].text) + GAP;
    text_put(g->at, x, base, g->small, TEXT_LEFT,
             text_fit(g->at, g->small, class_range(g, status), g->at->x + g->at->w - x));
    base += LINE + PT(1);
    for (int k = g->columns; k > 0; k--) {
        struct names s = names_of(g, status, k, g->cell);
        base = draw_block(g, g->chart->columns[k - 1], &s, base);
    }
}

static void draw_stacked(const struct grid *g)
{
    mpt base = g->at->y + HEAD_BASE, y = g->at->y + head_height(g);
    const char *unit = g->chart->unit != NULL ? g->chart->unit : "";
    text_put(g->at, g->at->x, base, g->small, TEXT_LEFT,
             text_fit(g->at, g->small, arena_printf(g->at->scratch, "%s%s%s", status_head(g),
                                                    unit[0] != '\0' ? ", " : "", unit),
                      g->at->w));
    text_put(g->at, g->at->x, base + LINE, g->small, TEXT_LEFT, change_head(g));
    for (int status = g->rows; status > 0; status--) {
        draw_rule(g, y, status < g->rows ? PT(0.4) : PT(0.75),
                  status < g->rows ? g->at->theme->rule : g->at->theme->ink);
        draw_stack(g, status, y);
        y += stack_height(g, status);
    }
    draw_rule(g, y, PT(0.75), g->at->theme->ink);
}

void chart_classes_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct grid g = plan(c, at);
    struct names rest = names_of(&g, 0, 0, at->w);
    mpt base = at->y + grid_height(&g) + FOOT - PT(2);
    if (g.stacked)
        draw_stacked(&g);
    else
        draw_wide(&g);
    text_put_lines(at, at->x, base, LINE, g.small, TEXT_LEFT, &g.method);
    draw_block(&g, "Nicht eingeordnet:", &rest, base + g.method.n * LINE);
}
