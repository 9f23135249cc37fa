#include <string.h>

#include "layout/chart_kinds_private.h"

#define PITCH       PT(12)
#define PITCH_LEAST PT(10)
#define HEAD_LINE   PT(9)
#define HEAD_GAP    PT(4)    /* below the heads */
#define NAME_GAP    PT(6)
#define PAD         PT(3)    /* beside a number */
#define COLUMN_MOST PT(72)
#define NAME_PART   36       /* [% of the width] at most */
#define FOOT        PT(15)   /* from the last row to the key's first baseline */
#define SWATCH      PT(11)
#define KEY_GAP     PT(5)
#define READABLE    4.5      /* contrast of text, WCAG 2.1 */
#define MIX_STEPS   32

struct heat {
    const struct chart *chart;
    const struct chart_canvas *at;
    size_t rows, columns;
    struct text_look look, own, head_look, small;
    mpt name_width, left, column; /* left: of the first column */
    mpt *number;                  /* width of the widest one of each column */
    mpt pitch, head;
    struct text_lines *heads, *below;     /* of each column */
    struct key_item key[2];               /* signs of the cells without a colour */
    size_t n_key;
    int key_rows;
    struct text_lines method;             /* how the classes were made */
    bool method_below;                    /* it does not fit beside the scale */
};

static mpt larger(mpt a, mpt b)
{
    return a > b ? a : b;
}

static struct text_look cell_look(const struct heat *h, size_t row)
{
    return h->chart->series[0].points[row].emphasis ? h->own : h->look;
}

static void plan_widths(struct heat *h)
{
    const struct chart *c = h->chart;
    const struct metrics *m = h->at->metrics;
    mpt name = 0;
    h->number = arena_array(h->at->scratch, h->columns, sizeof *h->number);
    for (size_t i = 0; i < h->rows; i++) {
        name = larger(name, chart_text_width(m, cell_look(h, i), c->series[0].points[i].label));
        for (size_t k = 0; k < h->columns; k++)
            h->number[k] = larger(h->number[k], chart_text_width(m, cell_look(h, i),
                                                                 c->series[k].points[i].text));
    }
    mpt most = larger(h->at->w * NAME_PART / 100,
                      h->at->w - NAME_GAP - (mpt)h->columns * COLUMN_MOST);
    h->name_width = name > most ? most : name;
    h->left = h->at->x + h->name_width + NAME_GAP;
    h->column = (h->at->w - h->name_width - NAME_GAP) / (mpt)h->columns;
    h->column = h->column > COLUMN_MOST ? COLUMN_MOST : h->column;
}

static void plan_heads(struct heat *h)
{
    struct arena *a = h->at->scratch;
    int most = 0;
    h->heads = arena_array(a, h->columns, sizeof *h->heads);
    h->below = arena_array(a, h->columns, sizeof *h->below);
    for (size_t k = 0; k < h->columns; k++) {
        const struct chart_series *s = &h->chart->series[k];
        h->heads[k] = text_wrap_parted(h->at, h->head_look, s->name, h->column - PAD, TEXT_LINES);
        h->below[k] = text_wrap_parted(h->at, h->small, s->below, h->column - PAD, TEXT_LINES);
        int lines = h->heads[k].n + h->below[k].n;
        most = lines > most ? lines : most;
    }
    h->head = most * HEAD_LINE + HEAD_GAP;
}

/* Whether there are cells with a sign instead of a number, or with one but no class. */
static bool has_cells(const struct heat *h, bool hidden)
{
    for (size_t k = 0; k < h->columns; k++) {
        for (size_t i = 0; i < h->rows; i++) {
            const struct chart_point *p = &h->chart->series[k].points[i];
            if (hidden ? point_hidden(p) : point_counts(p) && p->klass == 0)
                return true;
        }
    }
    return false;
}

/* "niedrig", a field per class, "hoch" and how they were made. */
static mpt scale_width(const struct heat *h)
{
    const struct chart *c = h->chart;
    const struct metrics *m = h->at->metrics;
    if (c->n_classes == 0)
        return 0;
    return chart_text_width(m, h->small, c->classes[0].text) + KEY_GAP +
           (mpt)c->n_classes * SWATCH + KEY_GAP +
           chart_text_width(m, h->small, c->classes[c->n_classes - 1].text) + 2 * KEY_GAP;
}

static void plan_key(struct heat *h)
{
    const struct theme *t = h->at->theme;
    if (has_cells(h, true))
        h->key[h->n_key++] = (struct key_item){KEY_HATCHED, {t->mark, 0, 0, 0}, h->small,
                                               "geheim oder unbekannt"};
    if (has_cells(h, false))
        h->key[h->n_key++] = (struct key_item){KEY_OUTLINE, {t->mark, PT(0.5), 0, 0}, h->small,
                                               "zu wenige oder gleiche Werte"};
    h->method = text_wrap(h->at, h->small, h->chart->method, h->at->w, TEXT_LINES);
    h->method_below = h->method.n > 1 || scale_width(h) + h->method.width > h->at->w;
    h->key_rows = 1 + (h->method_below ? h->method.n : 0) +
                  key_rows(h->at, h->key, h->n_key, h->at->w);
}

static struct heat plan(const struct chart *c, const struct chart_canvas *at)
{
    const struct theme *t = at->theme;
    struct heat h = {.chart = c, .at = at, .columns = c->n_series};
    h.rows = c->n_series > 0 ? c->series[0].n_points : 0;
    for (size_t k = 1; k < h.columns; k++)
        h.rows = c->series[k].n_points < h.rows ? c->series[k].n_points : h.rows;
    h.look = (struct text_look){FACE_REGULAR, t->table_dense.size, t->ink};
    h.own = (struct text_look){FACE_BOLD, t->table_dense.size, t->ink};
    h.head_look = (struct text_look){FACE_BOLD, t->axis.size, t->ink};
    h.small = look_axis(t);
    h.pitch = PITCH;
    if (h.rows == 0)
        return h;
    plan_widths(&h);
    plan_heads(&h);
    plan_key(&h);
    mpt rest = at->h - h.head - FOOT - h.key_rows * KEY_PITCH;
    if (h.pitch * (mpt)h.rows > rest) /* no more room on the page */
        h.pitch = larger(rest / (mpt)h.rows, PITCH_LEAST);
    return h;
}

mpt chart_heat_height(const struct chart *c, mpt width, const struct metrics *m,
                      const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct heat h = plan(c, &at);
    arena_free(at.scratch);
    return h.head + (mpt)h.rows * PITCH + FOOT + (h.key_rows - 1) * KEY_PITCH + PT(4);
}

bool chart_heat_fits(const struct chart *c, mpt width, const struct metrics *m,
                     const struct theme *t)
{
    struct chart_canvas at = canvas_for_measuring(width, m, t);
    struct heat h = plan(c, &at);
    bool fits = true;
    for (size_t k = 0; h.rows > 0 && k < h.columns; k++)
        fits = fits && h.column >= h.number[k] + 2 * PAD;
    arena_free(at.scratch);
    return fits;
}

static uint32_t mixed(uint32_t a, uint32_t b, int part)
{
    uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        int from = (int)(a >> shift & 0xFF), to = (int)(b >> shift & 0xFF);
        out |= (uint32_t)(from + (to - from) * part / MIX_STEPS) << shift;
    }
    return out;
}

/* The colour of the class, as much darker as its number needs to be read on it. */
static uint32_t cell_fill(const struct heat *h, int klass)
{
    const struct theme *t = h->at->theme;
    uint32_t fill = class_colour(t, h->chart, klass), rgb = fill;
    uint32_t dark = class_colour(t, h->chart, (int)h->chart->n_classes);
    for (int i = 1; i <= MIX_STEPS && theme_contrast(ink_on(t, rgb), rgb) < READABLE; i++)
        rgb = mixed(fill, dark, i);
    return rgb;
}

/* Numbers end at one line, brackets stand out behind it. */
static void draw_number(const struct heat *h, const struct chart_point *p, struct text_look look,
                        mpt number, mpt x, mpt base)
{
    size_t n = p->text != NULL ? strlen(p->text) : 0;
    mpt right = x + (h->column + number) / 2;
    if (n > 1 && p->text[n - 1] == ')' && right + PAD < x + h->column)
        right += chart_text_width(h->at->metrics, look, ")") / 2;
    text_put(h->at, right, base, look, TEXT_RIGHT, p->text);
}

static void draw_cell(const struct heat *h, size_t row, size_t column, mpt y)
{
    const struct chart_point *p = &h->chart->series[column].points[row];
    const struct theme *t = h->at->theme;
    struct text_look look = cell_look(h, row);
    mpt x = h->left + (mpt)column * h->column, base = y + h->pitch / 2 + look_drop(look);
    look.rgb = t->ink;
    if (point_hidden(p)) {
        draw_hatched(h->at, x, y, h->column, h->pitch);
        mpt w = chart_text_width(h->at->metrics, look, p->text) + 2 * PAD;
        draw_rect(h->at, x + (h->column - w) / 2, y + PT(1.5), w, h->pitch - PT(3), 0xFFFFFF);
        text_put(h->at, x + h->column / 2, base, look, TEXT_MIDDLE, p->text);
        return;
    }
    uint32_t fill = 0xFFFFFF;
    if (point_counts(p) && p->klass > 0 && p->klass <= (int)h->chart->n_classes)
        fill = cell_fill(h, p->klass);
    page_rect(h->at->pages, h->at->page, h->at->element, x, y, h->column, h->pitch, fill, t->rule,
              PT(0.4));
    look.rgb = ink_on(t, fill);
    draw_number(h, p, look, h->number[column], x, base);
}

static void draw_row(const struct heat *h, size_t row, mpt y)
{
    const struct chart_point *p = &h->chart->series[0].points[row];
    struct text_look look = cell_look(h, row);
    if (p->emphasis)
        look.rgb = role_colour(h->at->theme, ROLE_PLACE, h->chart->field);
    text_put(h->at, h->at->x, y + h->pitch / 2 + look_drop(look), look, TEXT_LEFT,
             text_fit(h->at, look, p->label, h->name_width));
    for (size_t k = 0; k < h->columns; k++)
        draw_cell(h, row, k, y);
}

/* Heads stand on the table, what they are in below them. */
static void draw_heads(const struct heat *h)
{
    for (size_t k = 0; k < h->columns; k++) {
        mpt middle = h->left + (mpt)k * h->column + h->column / 2;
        mpt below = h->at->y + h->head - HEAD_GAP - PT(1) - (h->below[k].n - 1) * HEAD_LINE;
        text_put_lines(h->at, middle, below - h->heads[k].n * HEAD_LINE, HEAD_LINE, h->head_look,
                       TEXT_MIDDLE, &h->heads[k]);
        text_put_lines(h->at, middle, below, HEAD_LINE, h->small, TEXT_MIDDLE, &h->below[k]);
    }
}

static void draw_key(const struct heat *h, mpt base)
{
    const struct chart *c = h->chart;
    const struct theme *t = h->at->theme;
    mpt x = h->at->x, side = PT(7), y = base - look_drop(h->small) - side / 2;
    if (c->n_classes > 0) {
        x += text_put(h->at, x, base, h->small, TEXT_LEFT, c->classes[0].text) + KEY_GAP;
        for (int k = 1; k <= (int)c->n_classes; k++, x += SWATCH)
            page_rect(h->at->pages, h->at->page, h->at->element, x, y, SWATCH, side,
                      cell_fill(h, k), t->mark, PT(0.4));
        x += KEY_GAP;
        x += text_put(h->at, x, base, h->small, TEXT_LEFT, c->classes[c->n_classes - 1].text);
        x += 2 * KEY_GAP;
    }
    x = h->method_below ? h->at->x : x;
    base += h->method_below ? KEY_PITCH : 0;
    text_put_lines(h->at, x, base, KEY_PITCH, h->small, TEXT_LEFT, &h->method);
    base += h->method.n > 0 ? h->method.n * KEY_PITCH : KEY_PITCH;
    key_draw(h->at, h->key, h->n_key, h->at->x, base, h->at->w);
}

void chart_heat_draw(const struct chart *c, const struct chart_canvas *at)
{
    struct heat h = plan(c, at);
    mpt top = at->y + h.head, width = (mpt)h.columns * h.column;
    if (h.rows == 0)
        return;
    draw_heads(&h);
    for (size_t i = 0; i < h.rows; i++)
        draw_row(&h, i, top + (mpt)i * h.pitch);
    for (size_t i = 0; i < h.rows; i++) {
        mpt y = top + (mpt)i * h.pitch;
        if (!c->series[0].points[i].emphasis)
            continue;
        draw_outline(at, h.left, y, width, h.pitch, (struct stroke){0xFFFFFF, PT(3), 0, 0});
        draw_outline(at, h.left, y, width, h.pitch,
                     (struct stroke){role_colour(at->theme, ROLE_PLACE, c->field), PT(1.4), 0, 0});
    }
    draw_key(&h, top + (mpt)h.rows * h.pitch + FOOT);
}
