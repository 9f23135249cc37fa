/* Reading order equals visual order.
 *
 * A piece is what a block has on one page; a table with its caption is one piece, a
 * figure as well. Of two pieces of a page, the one read later
 *   - does not lie wholly above the other, unless it lies wholly to its right (it begins
 *     a column);
 *   - does not lie wholly to its left beside it, that is, with more than half of the
 *     height of the lower one in common.
 * Notes stand at the foot, whatever follows their mark: they are compared with one
 * another only, and lie below all other pieces that they share a column with. A piece
 * read later is not on an earlier page.
 *
 * Inside a block the letters of a line run to the right; a new line lies lower, or, on
 * the same page, wholly to the right of all that was read (a new column). Inside a table
 * each row lies below the one before it and each cell to the right of the one before it;
 * cells that span rows do not count for the height of their row. */
#include <math.h>

#include "structure/check.h"

/* [pt]: boxes of letters are no outlines; an accent or a comma may reach out. */
static const double tolerance = 1.0;
/* Of the size: a change of the baseline below it is a superscript, not a line; kerning
 * may move a letter back that far. */
static const double line_step = 0.5, kerning = 0.35;

enum { PAIRS_MAX = 2000 };

struct piece {
    size_t element;
    struct box box;
    bool note;
};

struct pieces {
    struct piece *piece;
    size_t n, cap;
};

static bool disjoint_right(const struct box *of, const struct box *b)
{
    return b->x0 >= of->x1 - tolerance;
}

static bool wholly_above(const struct box *of, const struct box *b)
{
    return b->y0 >= of->y1 - tolerance;
}

static bool beside_left(const struct box *of, const struct box *b)
{
    double top = fmin(of->y1, b->y1), bottom = fmax(of->y0, b->y0);
    double lower = fmin(of->y1 - of->y0, b->y1 - b->y0);
    return b->x1 <= of->x0 + tolerance && top - bottom > lower / 2;
}

static bool share_column(const struct box *a, const struct box *b)
{
    return fmin(a->x1, b->x1) - fmax(a->x0, b->x0) > tolerance;
}

static void compare(struct check *c, size_t page, const struct piece *first,
                    const struct piece *then)
{
    const char *text = tree_text(&c->tree, then->element);
    if (first->note != then->note) {
        const struct piece *note = first->note ? first : then, *other = first->note ? then : first;
        if (share_column(&note->box, &other->box) && note->box.y0 > other->box.y0 + tolerance)
            fault(c, RULE_ORDER, page, note->element, tree_text(&c->tree, note->element),
                  "a note above %s", tree_path(&c->tree, other->element));
        return;
    }
    if (wholly_above(&first->box, &then->box) && !disjoint_right(&first->box, &then->box))
        fault(c, RULE_ORDER, page, then->element, text, "read after %s, seen above it",
              tree_path(&c->tree, first->element));
    else if (beside_left(&first->box, &then->box))
        fault(c, RULE_ORDER, page, then->element, text, "read after %s, seen to its left",
              tree_path(&c->tree, first->element));
}

static size_t piece_element(const struct tree *t, size_t block)
{
    size_t table = tree_is(t, block, "Table") ? block : tree_above(t, block, "Table");
    /* The outermost: a table in a table would be one piece, too. */
    for (size_t outer; table != 0 && (outer = tree_above(t, table, "Table")) != 0;)
        table = outer;
    return table != 0 ? table : block;
}

static void collect(struct check *c, struct pieces *pages)
{
    const struct tree *t = &c->tree;
    size_t last_page = 0;
    for (size_t i = 0; i < t->n_leaves; i++) {
        const struct leaf *leaf = &t->leaves[i];
        const struct mark *m = tree_mark(t, leaf);
        bool note = leaf->note != 0;
        if (m == NULL || !m->box.any || leaf->block == NOT_FOUND)
            continue;
        size_t element = note ? leaf->note : piece_element(t, t->blocks[leaf->block].element);
        if (!note && leaf->page < last_page)
            fault(c, RULE_ORDER, leaf->page, element, tree_text(t, element),
                  "read after content of page %zu", last_page + 1);
        last_page = note ? last_page : leaf->page;
        struct pieces *p = &pages[leaf->page];
        size_t at = p->n;
        while (at > 0 && p->piece[at - 1].element != element)
            at--;
        if (at == 0) {
            p->piece = store_room(c->store, p->piece, p->n, &p->cap, sizeof *p->piece);
            p->piece[p->n++] = (struct piece){.element = element, .note = note};
            at = p->n;
        }
        box_add(&p->piece[at - 1].box, &m->box);
    }
}

static void check_pieces(struct check *c, size_t page, const struct pieces *p)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = i + 1; k < p->n && k < i + PAIRS_MAX; k++)
            compare(c, page, &p->piece[i], &p->piece[k]);
}

static void check_letters(struct check *c, const struct block *b)
{
    double right = 0, end = 0, y = 0, size = 0;
    size_t page = NOT_FOUND;
    for (size_t i = 0; i < b->n; i++) {
        const struct letter *l = &b->letters[i];
        const struct glyph *g = l->glyph;
        if (page != l->page) {
            if (page != NOT_FOUND && l->page < page)
                fault(c, RULE_LINES, l->page, b->element, b->text, "goes on on an earlier page");
            page = l->page;
            right = g->x0;
        } else if (fabs(g->y - y) <= line_step * fmax(size, g->size)) {
            if (g->x0 < end - kerning * g->size && g != b->letters[i - 1].glyph) {
                fault(c, RULE_LINES, page, b->element, b->text, "the line goes back %.1f pt",
                      end - g->x0);
                return;
            }
        } else if (g->y > y && g->x0 < right - tolerance) {
            fault(c, RULE_LINES, page, b->element, b->text, "a line %.1f pt above the one before",
                  g->y - y);
            return;
        }
        end = g->x1;
        right = fmax(right, g->x1);
        y = g->y;
        size = g->size;
    }
}

static bool spans_rows(const struct tree *t, size_t cell)
{
    return pdf_integer(tree_attribute(t, cell, "Table", "/RowSpan"), 1) > 1;
}

static void check_row(struct check *c, size_t row, size_t page, struct box *above)
{
    const struct tree *t = &c->tree;
    struct box left = {.any = false}, all = {.any = false};
    for (size_t cell = tree_child(t, row, 0); cell != 0; cell = tree_child(t, row, cell)) {
        struct box b = tree_box(t, cell, page);
        if (!b.any)
            continue;
        if (left.any && b.x0 < left.x1 - tolerance)
            fault(c, RULE_CELLS, page, cell, tree_text(t, cell),
                  "not to the right of the cell before it");
        if (above->any && b.y1 > above->y0 + tolerance && !spans_rows(t, cell))
            fault(c, RULE_CELLS, page, cell, tree_text(t, cell), "not below the row before it");
        left = b;
        if (!spans_rows(t, cell))
            box_add(&all, &b);
    }
    if (all.any)
        *above = all;
}

static void check_table(struct check *c, size_t table)
{
    const struct tree *t = &c->tree;
    for (size_t page = 0; page < c->pages.n; page++) {
        struct box above = {.any = false};
        if (!tree_box(t, table, page).any)
            continue;
        for (size_t e = table; (e = tree_next(t, table, e, "Caption TR")) != NOT_FOUND;) {
            if (tree_is(t, e, "TR"))
                check_row(c, e, page, &above);
            else if (tree_box(t, e, page).any && e == table + 1)
                above = tree_box(t, e, page);
        }
    }
}

void check_order(struct check *c)
{
    const struct tree *t = &c->tree;
    struct pieces *pages = store_alloc(c->store, (c->pages.n + 1) * sizeof *pages);
    collect(c, pages);
    for (size_t i = 0; i < c->pages.n; i++)
        check_pieces(c, i, &pages[i]);
    for (size_t i = 0; i < t->n_blocks; i++)
        if (!tree_is(t, t->blocks[i].element, "Figure"))
            check_letters(c, &t->blocks[i]);
    for (size_t e = 0; (e = tree_next(t, 0, e, "Table")) != NOT_FOUND;)
        check_table(c, e);
}
