
#include "layout/footnote_private.h"
#include "layout/table_private.h"

enum {
    TALL_ROW = 250000,   /* [mpt] a higher row is parted between its lines */
    TALL_SPAN = 150000,  /* [mpt] a higher cell counts in its first row alone */
    TALL_HEAD = 300000,  /* [mpt] higher head rows are not repeated, but parted as rows */
    ROW_PENALTY = 80, GROUP_PENALTY = 30, SUB_PENALTY = 120,
    STRAY_PENALTY = 300, /* a sum without its rows, one row of a group alone */
    FOOT = 2500,         /* [mpt] from the last row to the rule below */
    NOTES = 6000         /* from there to the notes: their baseline is 14 below the rule */
};

static bool needs_tag(const struct doc_node *cell)
{
    for (const struct doc_node *n = cell->first; n != NULL; n = n->next)
        if (n->kind == DOC_LINK || n->kind == DOC_FOOTNOTE || n->actual != NULL ||
            n->expansion != NULL || n->lang != NULL)
            return true;
    return false;
}

static struct text_look cell_look(const struct table *t, const struct row *row,
                                  const struct cell *cell)
{
    const struct theme *theme = t->b.l->theme;
    struct text_look look = look_of(&t->b, t->dense ? &theme->table_dense : &theme->table);
    if (row->role == ROW_HEAD) {
        look.type.size = cell->span > 1 ? PT(7.5) : PT(8);
        look.type.face = FACE_BOLD;
        look.grey_size = PT(7.5);
    } else if (row->role == ROW_GROUP || row->role == ROW_SUM) {
        look.type.face = FACE_BOLD;
        if (row->role == ROW_GROUP)
            look.type.rgb = theme->brand;
    } else if (cell->node->head_cell) {
        look.grey_size = PT(7.5); /* units below names */
        if (t->ruled)
            look.type.face = FACE_BOLD;
    }
    look.flags = RUN_TABULAR;
    return look;
}

static void set_text(struct table *t, const struct row *row, struct cell *c)
{
    struct layout *l = t->b.l;
    c->align = (uint8_t)c->node->role.align;
    if (needs_tag(c->node))
        c->tag = tag_new(l, NULL, TAG_TD);
    struct text_look look = cell_look(t, row, c);
    text_of_node(l, c->node, &look, c->tag, &c->text);
    c->most = text_most(&c->text) + cell_indent(row, c);
    if (row->number >= t->n_heads && c->span == 1 && c->most <= LONGEST_NUMBER &&
        (c->align == ALIGN_DECIMAL || c->align == ALIGN_RIGHT))
        cell_number(t, c);
}

static void set_texts(struct table *t)
{
    for (uint32_t r = 0; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++)
            set_text(t, &t->rows[r], &t->rows[r].cell[i]);
}

/* A table without figures is a table of texts: lines between its rows. */
static bool all_text(const struct table *t)
{
    for (uint32_t r = t->n_heads; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            enum cell_align a = t->rows[r].cell[i].node->role.align;
            if (a == ALIGN_RIGHT || a == ALIGN_DECIMAL ||
                t->rows[r].cell[i].node->chart != NULL)
                return false;
        }
    return t->n_rows > t->n_heads;
}

static mpt lines_height(const struct table *t, size_t lines)
{
    return t->pitch + (lines > 1 ? length_times(t->more, lines - 1) : 0);
}

static void break_cells(struct table *t)
{
    for (uint32_t r = 0; r < t->n_rows; r++) {
        struct row *row = &t->rows[r];
        row->lines = 1;
        for (uint32_t i = 0; i < row->n; i++) {
            struct cell *c = &row->cell[i];
            mpt size = c->text.n > 0 ? c->text.piece[0].style->size : PT(8);
            lines_break(t->b.l, &c->text, cell_room(row, c), 0,
                        c->decimal ? HYPHENS_NONE : HYPHENS_NEEDED, size, &c->lines);
            bool own = c->row_span == 1 || lines_height(t, c->lines.n) > TALL_SPAN;
            if (own && c->lines.n > row->lines)
                row->lines = (uint32_t)c->lines.n;
        }
    }
}

/* A cell over several rows makes the last of them higher where it needs to. */
static void spanning_heights(struct table *t)
{
    for (uint32_t r = t->n_heads; r < t->n_rows; r++)
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            const struct cell *c = &t->rows[r].cell[i];
            mpt have = 0;
            if (c->row_span < 2 || c->lines.n == 0)
                continue;
            for (uint32_t k = 0; k < c->row_span; k++)
                have = have > LONGEST / 2 ? have : have + t->rows[r + k].height +
                                                       (k > 0 ? t->rows[r + k].space : 0);
            mpt need = lines_height(t, c->lines.n);
            if (need > have && need <= TALL_SPAN)
                t->rows[r + c->row_span - 1].height += need - have;
        }
}

/* Where rows run over several lines, lines and a little air keep them apart. */
static void set_lined(struct table *t)
{
    uint32_t tall = 0;
    for (uint32_t r = t->n_heads; r < t->n_rows; r++)
        tall += t->rows[r].lines > 1;
    t->lined = t->ruled || tall * 3 > t->n_rows - t->n_heads;
    if (!t->lined || tall == 0)
        return;
    if (t->dense) {
        t->pitch = PT(13.5);
        t->base = PT(9.5);
        t->more = PT(9.5);
    } else {
        t->pitch = t->ruled ? PT(18) : PT(15.5);
        t->base = t->ruled ? PT(12.5) : PT(11);
        t->more = t->ruled ? PT(12) : PT(10.5);
    }
}

static void demote_heads(struct table *t)
{
    mpt height = 0;
    for (uint32_t r = 0; r < t->n_heads; r++)
        if (height <= TALL_HEAD)
            height += length_times(t->more, t->rows[r].lines);
    if (height > TALL_HEAD)
        t->n_heads = 0;
}

static void heights(struct table *t)
{
    demote_heads(t);
    set_lined(t);
    for (uint32_t r = t->n_heads; r < t->n_rows; r++) {
        struct row *row = &t->rows[r];
        row->height = lines_height(t, row->lines);
        if (!t->dense && !t->lined)
            row->height = grid_up(row->height, grid_step(t->b.l, GRID_HALF));
        if (row->height <= TALL_ROW)
            continue;
        row->slices = row->lines;
        row->height = lines_height(t, row->lines);
        for (uint32_t i = 0; i < row->n; i++) /* its pieces share one element */
            if (row->cell[i].tag == NULL)
                row->cell[i].tag = tag_new(t->b.l, NULL, TAG_TD);
    }
}

/* Rows of the same kind in a long group get a hairline after every fifth. */
static bool fifth(const struct table *t, uint32_t r, uint32_t in_group)
{
    if (in_group == 0 || in_group % 5 != 0)
        return false;
    for (uint32_t k = 0; k < 3; k++)
        if (r + k >= t->n_rows || t->rows[r + k].role != ROW_BODY)
            return false;
    return true;
}

static void rules(struct table *t)
{
    uint32_t in_group = 0;
    bool parts = false;
    for (uint32_t r = t->n_heads; r < t->n_rows; r++) {
        struct row *row = &t->rows[r];
        enum row_role above = r > t->n_heads ? t->rows[r - 1].role : ROW_HEAD;
        mpt wide = t->dense ? PT(6) : PT(7);
        in_group = row->role == ROW_BODY && above == ROW_BODY ? in_group + 1 : 0;
        parts = parts || (row->role == ROW_BODY && above == ROW_SUB);
        row->last = r + 1 == t->n_rows;
        if (above == ROW_HEAD)
            continue;
        if (t->lined) {
            row->rule = RULE_HAIR;
        } else if (row->role == ROW_GROUP) {
            row->space = above == ROW_SUM ? wide : t->dense ? PT(3) : PT(7);
            row->rule = above == ROW_SUM ? RULE_PART : RULE_NONE;
        } else if (row->role == ROW_SUM || (above == ROW_SUM && row->role != ROW_SUB)) {
            row->space = t->dense ? PT(4) : PT(7);
            row->rule = RULE_PART;
        } else if (row->role == ROW_BODY && (above == ROW_SUB || (parts && !t->dense))) {
            row->space = wide;
            row->rule = above == ROW_SUB ? RULE_PART : RULE_HAIR;
        } else if (fifth(t, r, in_group)) {
            row->rule = RULE_HAIR;
        }
    }
}

/* Rows that count when two have to stay together: labels of groups do not. */
static bool counts(const struct row *row)
{
    return row->role != ROW_GROUP;
}

/* The first and the last row that may begin a page: two rows stay with the head, two
 * come to the last page. */
static void set_limits(struct table *t)
{
    uint32_t before = 0;
    uint32_t after = 0;
    uint32_t r = t->n_heads;
    while (r < t->n_rows && before < 2)
        before += counts(&t->rows[r++]);
    t->first_break = r;
    r = t->n_rows;
    while (r > t->n_heads && after < 2)
        after += counts(&t->rows[--r]);
    t->last_break = r;
}

/* Alone on the next page, under a label that is carried over for it. */
static bool last_of_group(const struct table *t, uint32_t r)
{
    const struct row *row = &t->rows[r];
    return row->group != NULL && (r + 1 == t->n_rows || t->rows[r + 1].group != row->group);
}

static int row_penalty(const struct table *t, uint32_t r)
{
    const struct row *row = &t->rows[r];
    if (r < t->first_break || r > t->last_break || t->rows[r - 1].role == ROW_GROUP)
        return PENALTY_FORBID;
    if (row->group != NULL && row->group->number + 2 == r)
        return PENALTY_FORBID;
    if (row->role == ROW_SUM || last_of_group(t, r))
        return STRAY_PENALTY;
    return row->role == ROW_GROUP ? GROUP_PENALTY : row->role == ROW_SUB ? SUB_PENALTY
                                                                         : ROW_PENALTY;
}

/* Of a whole row, or of one line of each cell where the row is parted. */
static struct notes *row_notes(const struct table *t, const struct row *row, struct notes *to,
                               uint32_t slice)
{
    for (uint32_t i = 0; i < row->n; i++) {
        const struct cell *c = &row->cell[i];
        if (row->slices == 1)
            to = notes_of_lines(t->b.l, to, &c->text, &c->lines);
        else if (slice < c->lines.n)
            to = notes_of_pieces(t->b.l, to, &c->text, c->lines.line[slice].first,
                                 c->lines.line[slice].last);
    }
    return to;
}

static void add_slices(struct table *t, uint32_t r, const struct resume *resume, bool spanned)
{
    const struct row *row = &t->rows[r];
    for (uint32_t k = 0; k < row->slices; k++) {
        struct vbox *v = block_box(&t->b, SPACE_BLOCK, row->height);
        v->draw = table_row_draw;
        v->content = row;
        v->index = k;
        v->resume = resume;
        v->notes = row_notes(t, row, NULL, k);
        v->grid = GRID_NONE;
        v->elastic = false;
        v->space = k == 0 ? row->space : 0;
        v->penalty = spanned ? PENALTY_FORBID : row_penalty(t, r);
        if (row->slices > 1) {
            v->height = k == 0 ? t->pitch : t->more;
            v->penalty = k == 1 || k + 1 == row->slices ? PENALTY_FORBID
                         : k > 0 ? ROW_PENALTY : v->penalty;
        }
        if (row->last && k + 1 == row->slices)
            v->height += PT(1) * FOOT / 1000;
    }
}

/* The row below the content of a cell that hangs over several rows. */
static uint32_t hangs_to(const struct table *t, uint32_t r, const struct cell *c)
{
    mpt need = lines_height(t, c->lines.n);
    uint32_t k = 0;
    if (need > TALL_SPAN)
        return r;
    while (k < c->row_span && need > 0)
        need -= t->rows[r + k++].height;
    return r + k;
}

static void add_boxes(struct table *t)
{
    bool repeats = t->again_height > 0 && t->again_height < t->b.form->text_h / 2;
    uint32_t spanned_to = 0;
    struct vbox *v = block_box(&t->b, SPACE_BLOCK, t->head_height);
    v->draw = table_head_draw;
    v->content = t;
    struct notes *notes = NULL;
    for (uint32_t r = 0; r < t->n_heads; r++)
        notes = row_notes(t, &t->rows[r], notes, 0);
    v->notes = notes;
    t->resume = (struct resume){t->again_height, table_again_draw, t};
    const struct resume *carried = NULL;
    for (uint32_t r = t->n_heads; r < t->n_rows; r++) {
        const struct row *row = &t->rows[r];
        if (row->role == ROW_GROUP)
            carried = carry_new(t, row);
        const struct resume *resume = row->group != NULL && carried != NULL ? carried
                                                                            : &t->resume;
        add_slices(t, r, repeats ? resume : NULL, r < spanned_to);
        for (uint32_t i = 0; i < t->rows[r].n; i++) {
            uint32_t end = hangs_to(t, r, &t->rows[r].cell[i]);
            if (end > spanned_to)
                spanned_to = end;
        }
    }
}

static void report_width(struct table *t)
{
    mpt total = t->n_cols > 0 ? t->cols[t->n_cols - 1].x + t->cols[t->n_cols - 1].width : 0;
    bool tight = false;
    for (uint32_t i = 0; i < t->n_cols; i++)
        tight = tight || t->cols[i].width < t->cols[i].least;
    if (tight || total > t->width + 1)
        document_report(t->b.l->doc, t->b.l->diag, TABLE_TOO_WIDE, t->node, NULL,
                        (const char *const[]){t->node->text != NULL ? t->node->text
                                                                    : "ohne Titel", NULL});
}

static void set_styles(struct table *t)
{
    const struct theme *theme = t->b.l->theme;
    const struct type_style *type = t->dense ? &theme->table_dense : &theme->table;
    t->ruled = all_text(t);
    t->pitch = type->leading;
    t->base = leading_base(t->pitch);
    t->more = t->dense ? PT(9.5) : PT(11);
    t->gap = t->ruled ? PT(12) : t->dense ? PT(7) : PT(9);
}

static void set_heads(struct table *t)
{
    struct layout *l = t->b.l;
    const struct theme *theme = l->theme;
    const char *title = t->node->text;
    struct tag *div = tag_block(l, t->b.tag, TAG_DIV, t->node);
    t->tag = tag_new(l, div, TAG_TABLE);
    t->caption = tag_new(l, t->tag, TAG_CAPTION);
    t->thead = tag_new(l, t->tag, TAG_THEAD);
    t->tbody = tag_new(l, t->tag, TAG_TBODY);
    t->b.tag = div;
    t->head = block_head_new(&t->b, t->caption, t->node, title);
    t->again = t->head;
    if (title != NULL && title[0] != '\0')
        t->again = block_head_new(&t->b, t->caption, t->node,
                                  arena_printf(l->arena, "%s (Fortsetzung)", title));
    table_heads(t);
    t->head_height = t->head->height + t->heads_height;
    t->again_height = t->again->height + t->heads_height;
    if (!t->dense && t->pitch == theme->grid) {
        t->head_height = grid_up(t->head_height, grid_step(l, GRID_FULL));
        t->again_height = grid_up(t->again_height, grid_step(l, GRID_FULL));
    }
}

void table_build(struct builder *b, const struct doc_node *node)
{
    struct table *t = arena_alloc(b->l->arena, sizeof *t);
    t->b = *b;
    t->node = node;
    t->dense = node->dense;
    t->width = b->width;
    table_read(t);
    set_styles(t);
    set_texts(t);
    table_widths(t);
    report_width(t);
    break_cells(t);
    heights(t);
    rules(t);
    spanning_heights(t);
    set_heads(t);
    set_limits(t);
    headers_init(t);
    add_boxes(t);
    for (const struct doc_node *n = node->first; n != NULL; n = n->next)
        if (n->kind == DOC_NOTES)
            notes_build(&t->b, n, NOTES);
}
