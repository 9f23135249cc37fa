#include "layout/block_private.h"
#include "layout/footnote_private.h"

#include <string.h>

enum { LINE_PENALTY = 60, HYPHEN_PENALTY = 400 }; /* of a page end between two lines */
enum { TITLE_LINES = 12, SHOWN = 60 /* [bytes] of a title in a message, at least */ };

struct text_look look_of(const struct builder *b, const struct type_style *type)
{
    return (struct text_look){.type = *type, .accent = field_colour(b->l, b->field),
                              .hyphenate = true};
}

struct par *par_new(struct builder *b, struct tag *tag, mpt leading)
{
    struct par *p = arena_alloc(b->l->arena, sizeof *p);
    p->tag = tag;
    p->leading = leading;
    p->base = leading_base(leading);
    return p;
}

void par_break(struct builder *b, struct par *p, mpt width, enum hyphens hyphens, mpt size)
{
    p->text.hangs = true;
    lines_break(b->l, &p->text, width, p->indent, hyphens, size, &p->lines);
}

void par_break_even(struct builder *b, struct par *p, mpt size)
{
    struct lines found;
    par_break(b, p, b->width, HYPHENS_NONE, size);
    if (p->lines.n < 2 || p->lines.n > 4)
        return;
    mpt low = text_least(&p->text); /* below it words would be cut */
    mpt high = b->width;
    if (low < b->width / 2)
        low = b->width / 2;
    while (high - low > PT(2)) {
        mpt middle = low + (high - low) / 2;
        lines_break(b->l, &p->text, middle, 0, HYPHENS_NONE, size, &found);
        bool fits = found.n == p->lines.n;
        for (size_t i = 0; i < found.n; i++)
            fits = fits && found.line[i].width <= middle;
        if (fits) {
            p->lines = found;
            high = middle;
        } else {
            low = middle;
        }
    }
}

void par_cut(struct builder *b, struct par *p)
{
    struct arena *a = b->l->arena;
    const char *title = "";
    if (p->lines.n <= TITLE_LINES)
        return;
    for (size_t i = 0; i < p->text.n && strlen(title) < SHOWN; i++)
        title = arena_printf(a, "%s%.*s%s", title, (int)p->text.piece[i].len,
                             p->text.piece[i].text, p->text.piece[i].space > 0 ? " " : "");
    DIAG_PLAIN(b->l->diag, TITLE_CUT, title, arena_printf(a, "%d", TITLE_LINES));
    p->lines.n = TITLE_LINES;
}

static void draw_line(struct painter *p, const struct par *par, size_t i, mpt x, mpt y)
{
    text_line_draw(p, &par->text, &par->lines.line[i], par->tag,
                   x + (i == 0 ? par->indent : 0), y + par->base);
}

void par_draw_line(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct par *par = v->content;
    if (v->index == 0 && par->label != NULL)
        text_draw(p, &par->label->text, par->label->tag, x - v->x + par->label->x,
                  y + par->base);
    draw_line(p, par, v->index, x, y);
}

mpt par_draw(struct painter *p, const struct par *par, mpt x, mpt y)
{
    for (size_t i = 0; i < par->lines.n; i++, y += par->leading)
        draw_line(p, par, i, x, y);
    return y;
}

/* At least two lines on either side of a page end. */
static int line_penalty(const struct par *p, size_t i)
{
    if (i == 1 || i + 1 == p->lines.n)
        return PENALTY_FORBID;
    size_t before = p->lines.line[i - 1].last;
    return LINE_PENALTY + (p->text.piece[before].end == END_HYPHEN ? HYPHEN_PENALTY : 0);
}

void par_lines(struct builder *b, const struct par *p, enum space_class c)
{
    struct stream *s = b->stream;
    if (p->lines.n == 0)
        return;
    struct par *own = arena_alloc(b->l->arena, sizeof *own);
    *own = *p;
    own->label = s->label;
    s->label = NULL;
    for (size_t i = 0; i < own->lines.n; i++) {
        struct vbox *v = block_box(b, c, own->leading);
        v->draw = par_draw_line;
        v->content = own;
        v->index = i;
        v->notes = notes_of_pieces(b->l, NULL, &own->text, own->lines.line[i].first,
                                   own->lines.line[i].last);
        if (i == 0)
            continue;
        v->space = 0;
        v->grid = GRID_NONE;
        v->elastic = false;
        v->penalty = line_penalty(own, i);
    }
}
