#include <string.h>

#include "layout/chart_tools_private.h"

#define LINE PT(10)  /* lines of a label */
#define PAGE PT(600) /* names on several lines must not make a chart higher */

static bool same(const char *a, const char *b)
{
    return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* All series have the same labels in the same order, twice the same included. */
static bool is_even(const struct chart *c)
{
    for (size_t i = 1; i < c->n_series; i++) {
        if (c->series[i].n_points != c->series[0].n_points)
            return false;
        for (size_t k = 0; k < c->series[0].n_points; k++) {
            if (!same(c->series[i].points[k].label, c->series[0].points[k].label))
                return false;
        }
    }
    return true;
}

static const struct chart_point **row_at(const struct label_rows *r, const struct chart *c,
                                         size_t row)
{
    return &r->at[row * c->n_series];
}

static const char *row_label(const struct label_rows *r, const struct chart *c, size_t row)
{
    const struct chart_point **p = row_at(r, c, row);
    while (*p == NULL)
        p++;
    return (*p)->label;
}

/* The row of that label that has no point of the series yet, or a new one. */
static size_t row_for(struct label_rows *r, const struct chart *c, size_t series,
                      const char *label)
{
    for (size_t row = 0; row < r->n; row++) {
        if (row_at(r, c, row)[series] == NULL && same(row_label(r, c, row), label))
            return row;
    }
    return r->n++;
}

static void collect(struct label_rows *r, const struct chart *c, struct arena *scratch)
{
    size_t points = 0;
    bool even = is_even(c);
    for (size_t i = 0; i < c->n_series; i++)
        points += c->series[i].n_points;
    r->at = arena_array(scratch, points * c->n_series + 1, sizeof *r->at);
    if (even && c->n_series > 0)
        r->n = c->series[0].n_points;
    for (size_t i = 0; i < c->n_series; i++) {
        for (size_t k = 0; k < c->series[i].n_points; k++) {
            const struct chart_point *p = &c->series[i].points[k];
            size_t row = even ? k : row_for(r, c, i, p->label);
            row_at(r, c, row)[i] = p;
        }
    }
}

static void wrap(struct label_rows *r, const struct chart *c, const struct chart_canvas *at,
                 mpt most, int lines)
{
    for (size_t i = 0; i < r->n; i++) {
        r->label[i] = text_wrap(at, look_row(at->theme, r->bold[i]), row_label(r, c, i), most,
                                lines);
        r->width = r->label[i].width > r->width ? r->label[i].width : r->width;
    }
}

static mpt row_height(const struct text_lines *label, mpt pitch)
{
    mpt text = label->n * LINE + PT(4);
    return text > pitch ? text : pitch;
}

/* Rows as high as their names need and, where that is more than the room, no higher: all
 * give the same share. False where names on one line have less than they need. */
static bool squeeze(struct label_rows *r, mpt pitch, mpt room)
{
    mpt most = (mpt)r->n * pitch < room ? (mpt)r->n * pitch : room;
    mpt least = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (r->label[i].n > 0 && text_shortened(&r->label[i]))
            return false;
        least += r->label[i].n * LINE + PT(1);
    }
    if (least > most)
        return false;
    for (size_t i = 0; i < r->n; i++) {
        mpt spare = (mpt)((int64_t)(most - least) * (int64_t)(i + 1) / (int64_t)r->n) -
                    (mpt)((int64_t)(most - least) * (int64_t)i / (int64_t)r->n);
        r->top[i + 1] = r->top[i] + r->label[i].n * LINE + PT(1) + spare;
    }
    return true;
}

struct label_rows label_rows_make(const struct chart *c, const struct chart_canvas *at, mpt most,
                                  mpt pitch, mpt room)
{
    struct label_rows r = {.own = role_colour(at->theme, ROLE_PLACE, c->field)};
    collect(&r, c, at->scratch);
    r.label = arena_array(at->scratch, r.n + 1, sizeof *r.label);
    r.bold = arena_array(at->scratch, r.n + 1, sizeof *r.bold);
    r.top = arena_array(at->scratch, r.n + 1, sizeof *r.top);
    for (size_t i = 0; i < r.n; i++)
        for (size_t k = 0; k < c->n_series; k++)
            r.bold[i] = r.bold[i] || (row_at(&r, c, i)[k] != NULL && row_at(&r, c, i)[k]->emphasis);
    for (int lines = TEXT_LINES; lines > 1; lines--) {
        r.width = 0;
        wrap(&r, c, at, most, lines);
        for (size_t i = 0; i < r.n; i++)
            r.top[i + 1] = r.top[i] + row_height(&r.label[i], pitch);
        if (r.n == 0 || r.top[r.n] <= (room < PAGE ? room : PAGE))
            return r;
        if (squeeze(&r, pitch, room))
            return r;
    }
    r.width = 0;
    wrap(&r, c, at, most, 1);
    mpt all = (mpt)r.n * pitch;
    all = all > room ? room : all;
    for (size_t i = 0; i <= r.n; i++)
        r.top[i] = (mpt)((int64_t)all * (int64_t)i / (int64_t)r.n);
    return r;
}

mpt label_row_middle(const struct label_rows *r, size_t row)
{
    return (r->top[row] + r->top[row + 1]) / 2;
}

mpt label_rows_least(const struct label_rows *r)
{
    mpt least = r->n > 0 ? r->top[1] : 0;
    for (size_t i = 1; i < r->n; i++) {
        mpt height = r->top[i + 1] - r->top[i];
        least = least > height ? height : least;
    }
    return least;
}

mpt label_rows_bar(const struct label_rows *r, mpt wished)
{
    mpt fits = label_rows_least(r) * 4 / 5;
    return r->n > 0 && wished > fits ? fits : wished;
}

void label_row_draw(const struct label_rows *r, const struct chart_canvas *at, size_t row, mpt top)
{
    struct text_look look = look_row(at->theme, r->bold[row]);
    look.rgb = r->bold[row] ? r->own : look.rgb;
    mpt base = top + label_row_middle(r, row) + look_drop(look);
    text_put_lines(at, at->x, base - (r->label[row].n - 1) * LINE / 2, LINE, look, TEXT_LEFT,
                   &r->label[row]);
}
