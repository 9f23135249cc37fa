#include "layout/chart_private.h"
#include "layout/table_private.h"

enum {
    HEAD_LEADING = 10500, /* [mpt] */
    HEAD_BASE = 8000,
    ABOVE_HEADS = 4000,   /* [mpt] from the rule or subtitle to the first head line */
    TO_RULE = 2000,       /* from the bottom of the last head line to the rule */
    BELOW_RULE = 3500,
    SPARK_WIDTH = 42000,
    SPAN_RULE = 3000      /* room of the line below a spanning head */
};

static bool all_grey(const struct table *t, const struct cell *c, size_t line)
{
    const struct line *l = &c->lines.line[line];
    for (size_t i = l->first; i <= l->last; i++)
        if (c->text.piece[i].style->rgb != t->b.l->theme->grey)
            return false;
    return true;
}

static uint32_t unit_lines(const struct table *t, const struct cell *c)
{
    uint32_t n = 0;
    while (n < c->lines.n && all_grey(t, c, c->lines.n - 1 - n))
        n++;
    return n < c->lines.n ? n : 0;
}

static bool has_span_rule(const struct row *row)
{
    for (uint32_t i = 0; i < row->n; i++)
        if (row->cell[i].span > 1 && row->cell[i].lines.n > 0 &&
            row->number + row->cell[i].row_span < row->table->n_heads)
            return true;
    return false;
}

/* A head that spans rows stands in the last of them. */
static void measure_head_row(struct table *t, uint32_t r)
{
    for (uint32_t i = 0; i < t->rows[r].n; i++) {
        struct cell *c = &t->rows[r].cell[i];
        struct row *at = &t->rows[r + c->row_span - 1];
        c->units = unit_lines(t, c);
        uint32_t names = (uint32_t)c->lines.n - c->units;
        if (names > at->names)
            at->names = names;
        if (c->units > at->units)
            at->units = c->units;
    }
}

void table_heads(struct table *t)
{
    mpt y = t->head->height > 0 || t->n_heads > 0 ? ABOVE_HEADS : PT(2);
    for (uint32_t r = 0; r < t->n_heads; r++)
        measure_head_row(t, r);
    for (uint32_t r = 0; r < t->n_heads; r++) {
        struct row *row = &t->rows[r];
        row->top = y;
        y += (mpt)(row->names + row->units) * HEAD_LEADING;
        if (has_span_rule(row))
            y += SPAN_RULE;
    }
    t->heads_height = t->n_heads > 0 ? y + TO_RULE + BELOW_RULE : y;
}

/* Where a line of the cell begins: brackets and marks hang beside the column's edge. */
static mpt line_x(const struct table *t, const struct cell *c, size_t line)
{
    mpt x = cell_x(t, c);
    mpt room = cell_width(t, c);
    mpt width = c->lines.line[line].width;
    mpt edge = x + room - t->cols[c->col + c->span - 1].hang;
    if (c->align == ALIGN_CENTER)
        return x + (room - width) / 2;
    if (c->decimal)
        return edge - t->cols[c->col].right - c->left;
    if (c->align == ALIGN_RIGHT || c->align == ALIGN_DECIMAL)
        return edge - width + (line + 1 == c->lines.n ? c->hang : 0);
    return x;
}

/* The element of a cell, made once; cells without spans and links need no lasting tag. */
static struct tag *cell_tag(struct painter *p, const struct row *row, const struct cell *c,
                            struct tag *scratch, uint32_t tr)
{
    bool top = row->number < row->table->n_heads;
    struct tag *tag = c->tag;
    if (tag == NULL) {
        *scratch = (struct tag){0};
        tag = scratch;
    }
    if (p->artifact || tag->id != 0)
        return tag;
    tag->role = c->head ? TAG_TH : TAG_TD;
    tag->id = pages_element(p->pages, tag->role, tr);
    struct page_element *e = pages_element_at(p->pages, tag->id);
    e->scope = !c->head ? SCOPE_NONE : top ? SCOPE_COLUMN : SCOPE_ROW;
    e->col_span = (int)c->span;
    e->row_span = (int)c->row_span;
    e->lang = arena_strdup(p->pages->arena, c->node->lang);
    headers_set(p->pages, row, c, tag->id);
    return tag;
}

static void head_cell_draw(struct painter *p, const struct row *row, const struct cell *c,
                           uint32_t tr, mpt x, mpt y)
{
    const struct table *t = row->table;
    const struct row *at = &t->rows[row->number + c->row_span - 1];
    struct tag own;
    struct tag *tag = cell_tag(p, row, c, &own, tr);
    size_t names = c->lines.n - c->units;
    for (size_t i = 0; i < c->lines.n; i++) {
        size_t slot = i < names ? at->names - names + i : at->names + (i - names);
        text_line_draw(p, &c->text, &c->lines.line[i], tag,
                       x + line_x(t, c, i),
                       y + at->top + (mpt)slot * HEAD_LEADING + HEAD_BASE);
    }
    if (c->span > 1 && c->lines.n > 0 && row->number + c->row_span < t->n_heads) {
        mpt rule = y + at->top + (mpt)(at->names + at->units) * HEAD_LEADING + TO_RULE;
        page_line(p->pages, p->page, TAG_ARTIFACT, x + cell_x(t, c), rule,
                  x + cell_x(t, c) + cell_width(t, c), rule, PT(0.5), p->l->theme->mark);
    }
}

/* y: top of the head rows. */
static void heads_draw(struct painter *p, const struct table *t, mpt x, mpt y)
{
    const struct theme *theme = p->l->theme;
    if (t->head->height == 0)
        page_line(p->pages, p->page, TAG_ARTIFACT, x, y, x + t->width, y, PT(0.75),
                  t->ruled ? t->head->rule : theme->ink);
    for (uint32_t r = 0; r < t->n_heads; r++) {
        const struct row *row = &t->rows[r];
        uint32_t tr = p->artifact ? TAG_ARTIFACT
                                  : pages_element(p->pages, TAG_TR, tag_id(p, t->thead));
        for (uint32_t i = 0; i < row->n; i++)
            head_cell_draw(p, row, &row->cell[i], tr, x, y);
    }
    if (t->n_heads > 0) {
        mpt rule = y + t->heads_height - BELOW_RULE;
        page_line(p->pages, p->page, TAG_ARTIFACT, x, rule, x + t->width, rule, PT(0.75),
                  theme->ink);
    }
}

void table_head_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct table *t = v->content;
    block_head_draw(p, t->head, x, y);
    heads_draw(p, t, x, y + t->head_height - t->heads_height);
}

void table_again_draw(struct painter *p, const struct resume *r, mpt x, mpt y)
{
    const struct table *t = r->content;
    p->artifact = true;
    block_head_draw(p, t->again, x, y);
    p->artifact = t->thead->id != 0; /* where the page before was not drawn, these are the heads */
    heads_draw(p, t, x, y + t->again_height - t->heads_height);
    p->artifact = false;
}

static void spark_draw(struct painter *p, const struct table *t, const struct cell *c,
                       const struct tag *tag, mpt x, mpt y)
{
    uint32_t id = pages_element(p->pages, TAG_FIGURE, tag->id);
    const char *alt = c->node->alt != NULL && c->node->alt[0] != '\0' ? c->node->alt : "Verlauf";
    mpt width = cell_width(t, c);
    if (width > SPARK_WIDTH)
        width = SPARK_WIDTH;
    mpt left = x + cell_x(t, c) + (cell_width(t, c) - width) / 2;
    struct page_element *e = pages_element_at(p->pages, id);
    e->alt = arena_strdup(p->pages->arena, alt);
    e->has_box = true;
    e->box_page = p->page;
    e->x = left;
    e->y = y + PT(1);
    e->w = width;
    e->h = t->pitch - PT(2);
    struct chart_canvas at = {.pages = p->pages, .page = p->page, .element = id,
                              .metrics = p->l->m, .theme = p->l->theme, .scratch = p->l->arena,
                              .x = e->x, .y = e->y, .w = e->w, .h = e->h, .layout = p->l,
                              .node = c->node};
    chart_draw(c->node->chart, &at);
}

/* Lines first..last of the cell, the first of them at y. */
static void cell_draw(struct painter *p, const struct row *row, const struct cell *c,
                      struct tag *tag, const struct vbox *v, mpt x, mpt y)
{
    size_t first = row->slices > 1 ? v->index : 0;
    size_t last = row->slices > 1 ? v->index : SIZE_MAX;
    const struct table *t = row->table;
    for (size_t i = first; i < c->lines.n && i <= last; i++, y += t->more)
        text_line_draw(p, &c->text, &c->lines.line[i], tag,
                       x + cell_indent(row, c) + line_x(t, c, i), y + t->base);
}

static void row_background(struct painter *p, const struct row *row, const struct vbox *v, mpt x,
                           mpt y)
{
    const struct table *t = row->table;
    const struct theme *theme = p->l->theme;
    bool at_top = v[-1].page != v->page; /* the head box is always before */
    if (row->role == ROW_GROUP)
        page_rect(p->pages, p->page, TAG_ARTIFACT, x, y, t->width,
                  row->slices > 1 ? v->height : row->height, theme->sand, NO_COLOUR, 0);
    if (v->index > 0 || at_top)
        return;
    mpt rule = y - row->space / 2;
    if (row->rule == RULE_PART)
        page_line(p->pages, p->page, TAG_ARTIFACT, x, rule, x + t->width, rule, PT(0.5),
                  theme->mark);
    else if (row->rule == RULE_HAIR)
        page_line(p->pages, p->page, TAG_ARTIFACT, x, rule, x + t->width, rule, PT(0.4),
                  theme->rule);
}

static void row_foot(struct painter *p, const struct row *row, const struct vbox *v, mpt x, mpt y)
{
    bool ends = row->last && v->index + 1 == row->slices;
    if (!ends && v[1].page == v->page)
        return;
    mpt rule = y + v->height + (ends ? 0 : PT(2));
    page_line(p->pages, p->page, TAG_ARTIFACT, x, rule, x + row->table->width, rule,
              row->table->ruled ? PT(0.4) : PT(0.75),
              row->table->ruled ? p->l->theme->rule : p->l->theme->ink);
}

void table_row_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct row *row = v->content;
    const struct table *t = row->table;
    row_background(p, row, v, x, y);
    /* Cells over several slices have lasting tags, made with the first that is drawn. */
    bool begun = v->index > 0 && row->n > 0 && row->cell[0].tag->id != 0;
    uint32_t tr = begun ? 0 : pages_element(p->pages, TAG_TR, tag_id(p, t->tbody));
    for (uint32_t i = 0; i < row->n; i++) {
        const struct cell *c = &row->cell[i];
        struct tag own;
        struct tag *tag = cell_tag(p, row, c, &own, tr);
        if (v->index == 0 && c->node->chart != NULL)
            spark_draw(p, t, c, tag, x, y);
        cell_draw(p, row, c, tag, v, x, y);
    }
    row_foot(p, row, v, x, y);
}
