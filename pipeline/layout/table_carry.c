#include "layout/table_private.h"

#include <string.h>

enum { MOST_LINES = 3 };

struct carry {
    struct resume resume;
    const struct table *table;
    struct text text;
    struct lines lines;
    mpt height;
};

/* The label as it stands in the table, and the word behind it. */
static void set_label(struct table *t, const struct row *group, struct text *out)
{
    const struct theme *theme = t->b.l->theme;
    struct text_look look = look_of(&t->b, t->dense ? &theme->table_dense : &theme->table);
    struct text label;
    struct text word;
    look.type.face = FACE_BOLD;
    look.type.rgb = theme->brand;
    text_of_node(t->b.l, group->cell[0].node, &look, NULL, &label);
    text_of_string(t->b.l, "(Fortsetzung)", &look, &word);
    *out = (struct text){.n = label.n + word.n};
    out->piece = arena_array(t->b.l->arena, out->n, sizeof *out->piece);
    if (label.n > 0) {
        memcpy(out->piece, label.piece, label.n * sizeof *label.piece);
        out->piece[label.n - 1].end = END_SPACE;
        out->piece[label.n - 1].space = word.n > 0 ? word.piece[0].style->space : 0;
    }
    if (word.n > 0)
        memcpy(out->piece + label.n, word.piece, word.n * sizeof *word.piece);
}

static void carry_draw(struct painter *p, const struct resume *r, mpt x, mpt y)
{
    const struct carry *c = r->content;
    const struct table *t = c->table;
    table_again_draw(p, &t->resume, x, y);
    y += t->again_height;
    page_rect(p->pages, p->page, TAG_ARTIFACT, x, y, t->width, c->height,
              p->l->theme->sand, NO_COLOUR, 0);
    p->artifact = true;
    for (size_t i = 0; i < c->lines.n; i++)
        text_line_draw(p, &c->text, &c->lines.line[i], NULL, x,
                       y + t->base + length_times(t->more, i));
    p->artifact = false;
}

const struct resume *carry_new(struct table *t, const struct row *group)
{
    struct layout *l = t->b.l;
    if (group->n == 0 || cell_blank(&group->cell[0]))
        return NULL;
    struct carry *c = arena_alloc(l->arena, sizeof *c);
    c->table = t;
    set_label(t, group, &c->text);
    lines_break(l, &c->text, t->width, 0, true, l->theme->table.size, &c->lines);
    if (c->lines.n == 0 || c->lines.n > MOST_LINES)
        return NULL;
    c->height = t->pitch + length_times(t->more, c->lines.n - 1);
    c->resume = (struct resume){t->again_height + c->height, carry_draw, c};
    return &c->resume;
}
