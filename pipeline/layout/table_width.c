#include "layout/table_private.h"

enum {
    LEAST_COLUMN = 4000,  /* [mpt] */
    CHART_LEAST = 34000, CHART_MOST = 42000,
    AIR = 26000           /* [mpt] a number column may be wider than its content by */
};

static void widen(mpt *length, mpt least)
{
    if (*length < least)
        *length = least;
}

static bool forced_lines(const struct text *t)
{
    for (size_t i = 0; i + 1 < t->n; i++)
        if (t->piece[i].end == END_FORCED)
            return true;
    return false;
}

/* Head cells without line ends of the author count with half of their length: they
 * may take two lines. */
static mpt wished(const struct table *t, const struct row *row, const struct cell *c, mpt least)
{
    if (row->number >= t->n_heads || c->span > 1 || forced_lines(&c->text))
        return c->most;
    return c->most / 2 > least ? c->most / 2 + PT(2) : least;
}

static bool right_aligned(const struct cell *c)
{
    return c->align == ALIGN_RIGHT || c->align == ALIGN_DECIMAL;
}

static void measure_cell(struct table *t, const struct row *row, const struct cell *c)
{
    struct column *col = &t->cols[c->col];
    mpt least = text_least(&c->text) + cell_indent(row, c);
    bool head = row->number < t->n_heads; /* heads come to stand like their figures */
    mpt beside = head || right_aligned(c) ? col->hang - c->hang : 0;
    if (!head && c->most <= LONGEST_NUMBER && right_aligned(c))
        least = c->most;
    if (c->decimal) {
        widen(&col->left, c->left);
        widen(&col->right, c->most - c->hang - c->left);
    }
    if (c->node->chart != NULL) {
        col->chart = true;
        widen(&col->least, CHART_LEAST);
        widen(&col->most, CHART_MOST);
    }
    widen(&col->least, least + beside);
    widen(&col->most, wished(t, row, c, least) + beside);
    if (!head && right_aligned(c))
        col->number = true;
}

static void measure_columns(struct table *t)
{
    for (uint32_t r = t->n_heads; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++)
            if (t->rows[r].cell[i].span == 1)
                widen(&t->cols[t->rows[r].cell[i].col].hang, t->rows[r].cell[i].hang);
    for (uint32_t r = 0; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++)
            if (t->rows[r].cell[i].span == 1)
                measure_cell(t, &t->rows[r], &t->rows[r].cell[i]);
    for (uint32_t k = 0; k < t->n_cols; k++) {
        struct column *col = &t->cols[k];
        widen(&col->least, col->left + col->right + col->hang);
        widen(&col->least, LEAST_COLUMN);
        widen(&col->most, col->least);
    }
}

/* What a cell over several columns needs beyond them is shared out evenly. */
static void share_span(struct table *t, const struct cell *c, mpt need, bool least)
{
    int64_t have = (int64_t)t->gap * (c->span - 1);
    for (uint32_t k = 0; k < c->span; k++)
        have += least ? t->cols[c->col + k].least : t->cols[c->col + k].most;
    if (need <= have)
        return;
    mpt more = (mpt)((need - have + c->span - 1) / c->span);
    for (uint32_t k = 0; k < c->span; k++) {
        struct column *col = &t->cols[c->col + k];
        if (least)
            col->least += more;
        else
            col->most += more;
        widen(&col->most, col->least);
    }
}

static void measure_spans(struct table *t)
{
    for (uint32_t r = 0; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            const struct cell *c = &t->rows[r].cell[i];
            if (c->span == 1 || (c->col == 0 && c->span == t->n_cols))
                continue;
            share_span(t, c, text_least(&c->text), true);
            if (t->rows[r].number < t->n_heads)
                share_span(t, c, c->most, false);
        }
}

/* Number columns become equally wide as far as the room goes: the lowest are raised
 * to a common level. Returns what is left. */
static mpt level_numbers(struct table *t, mpt room)
{
    for (;;) {
        mpt low = INT32_MAX;
        mpt next = INT32_MAX;
        int64_t n = 0;
        for (uint32_t k = 0; k < t->n_cols; k++)
            if (t->cols[k].number && t->cols[k].width < low)
                low = t->cols[k].width;
        for (uint32_t k = 0; k < t->n_cols; k++) {
            if (!t->cols[k].number)
                continue;
            n += t->cols[k].width == low;
            if (t->cols[k].width > low && t->cols[k].width < next)
                next = t->cols[k].width;
        }
        if (next == INT32_MAX || room < n)
            return room;
        mpt step = (int64_t)(next - low) * n <= room ? next - low : (mpt)(room / n);
        for (uint32_t k = 0; k < t->n_cols; k++)
            if (t->cols[k].number && t->cols[k].width == low)
                t->cols[k].width += step;
        room -= (mpt)(step * n);
    }
}

/* Everything fits: number columns get equal width and some air, the rest of the room
 * goes to the texts by their length (or to the first column). */
static void set_wide(struct table *t, mpt room)
{
    int64_t texts = 0;
    mpt numbers = 0;
    for (uint32_t k = 0; k < t->n_cols; k++) {
        t->cols[k].width = t->cols[k].most;
        bool narrow = t->cols[k].number || t->cols[k].chart;
        numbers += narrow && k > 0;
        texts += narrow ? 0 : t->cols[k].most;
    }
    room = level_numbers(t, room);
    mpt air = numbers > 0 ? room / (numbers + 1) : 0;
    if (air > AIR)
        air = AIR;
    for (uint32_t k = 1; k < t->n_cols; k++)
        if (t->cols[k].number || t->cols[k].chart) {
            t->cols[k].width += air;
            room -= air;
        }
    mpt given = 0;
    for (uint32_t k = 0; k < t->n_cols && texts > 0; k++)
        if (!t->cols[k].number && !t->cols[k].chart) {
            mpt more = (mpt)((int64_t)room * t->cols[k].most / texts);
            t->cols[k].width += more;
            given += more;
        }
    if (t->n_cols > 0)
        t->cols[0].width += room - given;
}

/* Lines must break: every column gets its least, the rest goes by what is missing. */
static void set_tight(struct table *t, mpt room, int64_t missing)
{
    mpt left = room;
    for (uint32_t k = 0; k < t->n_cols; k++) {
        struct column *col = &t->cols[k];
        mpt more = missing > 0
                       ? (mpt)((int64_t)room * (col->most - col->least) / missing) : 0;
        col->width = col->least + more;
        left -= more;
    }
    if (t->n_cols > 0)
        t->cols[0].width += left;
}

/* Even the longest words do not fit: all columns shrink in proportion. */
static void set_squeezed(struct table *t, mpt room, int64_t least)
{
    for (uint32_t k = 0; k < t->n_cols; k++) {
        t->cols[k].width = (mpt)((int64_t)room * t->cols[k].least / (least > 0 ? least : 1));
        widen(&t->cols[k].width, 1);
    }
}

static void share_width(struct table *t)
{
    int64_t least = 0;
    int64_t most = 0;
    int64_t gaps = t->n_cols > 1 ? (int64_t)t->gap * (t->n_cols - 1) : 0;
    for (uint32_t k = 0; k < t->n_cols; k++) {
        least += t->cols[k].least;
        most += t->cols[k].most;
    }
    if (most + gaps > t->width) { /* closer columns before broken lines */
        t->gap = t->gap * 2 / 3;
        gaps = t->n_cols > 1 ? (int64_t)t->gap * (t->n_cols - 1) : 0;
    }
    if (least + gaps > t->width) {
        t->gap = gaps > t->width / 4 ? t->width / 4 / (mpt)t->n_cols : t->gap / 2;
        gaps = t->n_cols > 1 ? (int64_t)t->gap * (t->n_cols - 1) : 0;
    }
    mpt room = (mpt)(t->width - gaps);
    if (most <= room)
        set_wide(t, (mpt)(room - most));
    else if (least <= room)
        set_tight(t, (mpt)(room - least), most - least);
    else
        set_squeezed(t, room, least);
}

/* "x" and "." stand at the right edge of a number column, however they came in. */
static void align_signs(struct table *t)
{
    for (uint32_t r = t->n_heads; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            struct cell *c = &t->rows[r].cell[i];
            if (c->align == ALIGN_LEFT && c->col > 0 && c->span == 1 && c->text.n == 1 &&
                c->text.piece[0].len <= 3 && t->cols[c->col].number)
                c->align = ALIGN_RIGHT;
        }
}

/* Heads stand right above their numbers. */
static void align_heads(struct table *t)
{
    for (uint32_t r = 0; r < t->n_heads; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            struct cell *c = &t->rows[r].cell[i];
            if (c->align == ALIGN_LEFT && t->cols[c->col].number && c->span == 1)
                c->align = ALIGN_RIGHT;
            if (c->align == ALIGN_DECIMAL)
                c->align = ALIGN_RIGHT;
        }
}

/* Columns too narrow for their figures give up the comma: right-aligned, wrapped. */
static void drop_commas(struct table *t)
{
    for (uint32_t r = t->n_heads; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            struct cell *c = &t->rows[r].cell[i];
            const struct column *col = &t->cols[c->col];
            if (c->decimal && col->left + col->right + col->hang > col->width)
                c->decimal = false;
        }
}

void table_widths(struct table *t)
{
    measure_columns(t);
    measure_spans(t);
    share_width(t);
    mpt x = 0;
    for (uint32_t k = 0; k < t->n_cols; k++) {
        t->cols[k].x = x;
        x += t->cols[k].width + t->gap;
    }
    align_heads(t);
    align_signs(t);
    drop_commas(t);
}

mpt cell_x(const struct table *t, const struct cell *c)
{
    return t->cols[c->col].x;
}

mpt cell_width(const struct table *t, const struct cell *c)
{
    const struct column *last = &t->cols[c->col + c->span - 1];
    return last->x + last->width - t->cols[c->col].x;
}

mpt cell_indent(const struct row *row, const struct cell *c)
{
    return row->role == ROW_SUB && c->col == 0 ? PT(8) : 0;
}

mpt cell_room(const struct row *row, const struct cell *c)
{
    const struct table *t = row->table;
    const struct column *last = &t->cols[c->col + c->span - 1];
    mpt beside = right_aligned(c) && !c->decimal ? last->hang - c->hang : 0;
    mpt room = cell_width(t, c) - cell_indent(row, c) - beside;
    return room > 1 ? room : 1;
}
