#include "layout/footnote_private.h"

#include <stdlib.h>

enum {
    RULE_WIDTH = 60000,  /* [mpt] */
    ABOVE_RULE = 10000,  /* [mpt] least white between the text and the rule */
    BELOW_RULE = 4000,   /* [mpt] from the rule to the first line */
    LABEL_WIDTH = 14000, /* [mpt] texts stand behind numbers of one or two digits */
    LABEL_GAP = 4000
};

static struct text_look note_look(const struct layout *l)
{
    return (struct text_look){.type = l->theme->note, .accent = l->theme->brand,
                              .hyphenate = true};
}

static mpt indent_of(const struct footnote *f)
{
    mpt width = text_most(&f->label) + LABEL_GAP;
    return width > LABEL_WIDTH ? width : LABEL_WIDTH;
}

struct footnote *footnote_new(struct layout *l, const struct doc_node *node, struct tag *block)
{
    struct footnote *f = arena_alloc(l->arena, sizeof *f);
    struct text_look look = note_look(l);
    f->node = node;
    f->leading = look.type.leading;
    f->tag = tag_block(l, block, TAG_NOTE, node);
    f->back = tag_new(l, tag_new(l, f->tag, TAG_LBL), TAG_LINK);
    f->back->target = &f->mark;
    f->back->contents = arena_printf(l->arena, "Zurück zum Text bei Fußnote %d", node->number);
    text_of_string(l, arena_printf(l->arena, "%d", node->number), &look, &f->label);
    for (size_t i = 0; i < f->label.n; i++)
        f->label.piece[i].tag = f->back;
    text_of_node(l, node, &look, f->tag, &f->text);
    lines_break(l, &f->text, l->theme->text_w - indent_of(f), 0, HYPHENS_NEEDED, look.type.size,
                &f->lines);
    return f;
}

/* Notes of boxes */

static mpt height_of(const struct footnote *f)
{
    return length_times(f->leading, f->lines.n > 0 ? f->lines.n : 1);
}

static struct notes *add(struct layout *l, struct notes *to, struct footnote *f)
{
    if (to == NULL)
        to = arena_alloc(l->arena, sizeof *to);
    if (to->n > 0 && to->note[to->n - 1] == f) /* a mark in two pieces */
        return to;
    if (to->n == to->cap) {
        to->cap = to->cap == 0 ? 2 : to->cap * 2;
        struct footnote **grown = arena_array(l->arena, to->cap, sizeof(struct footnote *));
        for (size_t i = 0; i < to->n; i++)
            grown[i] = to->note[i];
        to->note = grown;
    }
    to->note[to->n++] = f;
    mpt height = height_of(f);
    to->height = height > LONGEST - to->height ? LONGEST : to->height + height;
    return to;
}

struct notes *notes_of_pieces(struct layout *l, struct notes *to, const struct text *t,
                              size_t first, size_t last)
{
    for (size_t i = first; t->noted && i <= last && i < t->n; i++)
        if (t->piece[i].tag != NULL && t->piece[i].tag->note != NULL)
            to = add(l, to, t->piece[i].tag->note);
    return to;
}

struct notes *notes_of_lines(struct layout *l, struct notes *to, const struct text *t,
                             const struct lines *lines)
{
    return lines->n == 0 ? to : notes_of_pieces(l, to, t, lines->line[0].first,
                                                lines->line[lines->n - 1].last);
}

struct notes *notes_join(struct layout *l, struct notes *to, const struct notes *more)
{
    for (size_t i = 0; more != NULL && i < more->n; i++)
        to = add(l, to, more->note[i]);
    return to;
}

mpt notes_room(mpt height)
{
    return height > 0 ? height + ABOVE_RULE + BELOW_RULE : 0;
}

/* Places */

static void set_marks(const struct flow *f, size_t from, size_t to, uint32_t page, mpt y)
{
    for (size_t i = from; i < to; i++) {
        const struct vbox *v = &f->box[i];
        mpt top = y + v->y;
        for (size_t k = 0; v->notes != NULL && k < v->notes->n; k++)
            v->notes->note[k]->mark = (struct anchor){true, page, top > PT(7) ? top - PT(7) : 0};
        for (size_t k = 0; v->notes != NULL && v->columns != NULL && k < v->columns->n; k++)
            set_marks(&v->columns->flow[k], 0, v->columns->flow[k].n, page, top);
    }
}

static size_t count(const struct flow *f, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += f->box[i].notes != NULL ? f->box[i].notes->n : 0;
    return n;
}

static int by_number(const void *x, const void *y)
{
    const struct footnote *const *a = x;
    const struct footnote *const *b = y;
    return ((*a)->node->number > (*b)->node->number) - ((*a)->node->number < (*b)->node->number);
}

/* The notes of a page by number: cells of a row that goes on over pages mix them. */
static struct footnote **collect(const struct flow *f, size_t from, size_t to, size_t n)
{
    struct footnote **list = mem_alloc(n * sizeof *list);
    size_t k = 0;
    for (size_t i = from; i < to; i++)
        for (size_t j = 0; f->box[i].notes != NULL && j < f->box[i].notes->n; j++)
            list[k++] = f->box[i].notes->note[j];
    qsort(list, n, sizeof *list, by_number);
    return list;
}

static mpt text_end(const struct flow *f, size_t from, size_t to)
{
    mpt end = 0;
    for (size_t i = from; i < to; i++)
        if (f->box[i].y + f->box[i].height > end)
            end = f->box[i].y + f->box[i].height;
    return end;
}

/* The last line ends where the last line of a full page does. */
static void place(const struct flow *f, size_t from, size_t to, mpt top, mpt bottom,
                  struct diag *d)
{
    size_t n = count(f, from, to);
    if (n == 0)
        return;
    uint32_t page = f->box[from].page;
    struct footnote **list = collect(f, from, to, n);
    mpt height = 0;
    for (size_t i = 0; i < n && height < LONGEST / 2; i++)
        height += height_of(list[i]);
    mpt above = top + text_end(f, from, to) + ABOVE_RULE + BELOW_RULE;
    mpt y = bottom - height;
    if (y < above - PT(1)) {
        DIAG_PLAIN(d, FOOTNOTES_TOO_TALL, list[0]->label.n > 0 ? list[0]->label.piece[0].text : "");
        y = above;
    }
    for (size_t i = 0; i < n; i++) {
        list[i]->y = y;
        list[i]->bottom = bottom;
        list[i]->at = (struct anchor){y + list[i]->leading <= bottom, page, y - PT(7)};
        y = y < LONGEST / 2 ? y + height_of(list[i]) : y;
    }
    set_marks(f, from, to, page, top);
    free(list);
}

static size_t page_end(const struct flow *f, size_t from)
{
    size_t to = from;
    while (to < f->n && f->box[to].page == f->box[from].page)
        to++;
    return to;
}

void footnotes_place(const struct flow *f, const struct leaf *leaves, struct diag *d)
{
    for (size_t from = 0; from < f->n; from = page_end(f, from)) {
        const struct leaf *leaf = &leaves[f->box[from].page];
        place(f, from, page_end(f, from), leaf->top, leaf->top + leaf->form->text_h, d);
    }
}

/* Drawing */

static mpt base_of(mpt leading)
{
    return (mpt)((int64_t)leading * 11 / 14);
}

static void footnote_draw(struct painter *p, const struct footnote *f)
{
    mpt y = f->y;
    if (!f->at.placed)
        return;
    text_draw(p, &f->label, f->back, p->leaf->left, y + base_of(f->leading));
    for (size_t i = 0; i < f->lines.n && y + f->leading <= f->bottom; i++, y += f->leading)
        text_line_draw(p, &f->text, &f->lines.line[i], f->tag, p->leaf->left + indent_of(f),
                       y + base_of(f->leading));
}

void footnotes_draw(struct painter *p, const struct flow *f, size_t from, size_t to)
{
    size_t n = count(f, from, to);
    if (n == 0)
        return;
    struct footnote **list = collect(f, from, to, n);
    if (list[0]->at.placed) {
        mpt rule = list[0]->y - BELOW_RULE;
        mpt left = p->leaf->left;
        page_line(p->pages, p->page, TAG_ARTIFACT, left, rule, left + RULE_WIDTH, rule, PT(0.5),
                  p->l->theme->mark);
    }
    for (size_t i = 0; i < n; i++)
        footnote_draw(p, list[i]);
    free(list);
}
