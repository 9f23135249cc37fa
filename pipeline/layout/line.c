#include <string.h>

#include "base/buf.h"
#include "layout/text_private.h"

struct run { /* pieces of one style and element */
    const struct piece *first;
    mpt x, width;
    struct buf text;
    bool open;                 /* its last word goes on in the next line */
};

static void link_draw(struct painter *p, const struct run *run, struct tag *tag, mpt baseline)
{
    const struct tag *link = tag_link(run->first->tag);
    if (link == NULL || p->artifact || link->target == NULL || !link->target->placed)
        return;
    mpt size = run->first->style->size;
    mpt up = (mpt)((int64_t)size * p->l->m->ascent / 1000);
    mpt down = (mpt)((int64_t)size * p->l->m->descent / 1000);
    tag_id(p, tag);
    page_link(p->pages, p->page, link->id,
              (struct page_link){.x = run->x, .y = baseline - up, .w = run->width, .h = up + down,
                                 .page = link->target->page, .top = link->target->top,
                                 .contents = link->contents});
}

/* edge: for the last run of the line. */
static void run_draw(struct painter *p, struct run *run, struct tag *tag, mpt baseline,
                     bool hyphen, mpt edge)
{
    const struct text_style *s = run->first->style;
    struct tag *own = run->first->tag != NULL ? run->first->tag : tag;
    if (hyphen) {
        buf_addc(&run->text, '-');
        run->width = p->l->m->width(p->l->m->ctx, s->face, s->size, run->text.data,
                                    run->text.len, s->flags | RUN_HYPHEN);
    }
    page_text(p->pages, p->page, tag_id(p, own),
              (struct page_text){.x = run->x, .y = baseline - s->rise, .size = s->size,
                                 .width = run->width, .edge = edge, .face = s->face, .rgb = s->rgb,
                                 .flags = s->flags | (hyphen ? (unsigned)RUN_HYPHEN : 0u) |
                                          (run->open ? (unsigned)RUN_OPEN : 0u),
                                 .text = buf_str(&run->text)});
    link_draw(p, run, own, baseline);
    buf_clear(&run->text);
}

/* No space was left out where the line ends after this piece. */
static bool goes_on(const struct text *t, size_t last)
{
    const struct piece *piece = &t->piece[last];
    bool inside = piece->end == END_FREE || piece->end == END_HYPHEN ||
                  piece->end == END_EMERGENCY;
    return inside && piece->space == 0 && last + 1 < t->n;
}

void text_line_draw(struct painter *p, const struct text *t, const struct line *line,
                    struct tag *tag, mpt x, mpt baseline)
{
    struct run run = {.text = BUF_INIT};
    mpt edge = line->edge > 0 ? x + line->edge : 0;
    x -= line->left;
    for (size_t i = line->first; i <= line->last; i++) {
        const struct piece *piece = &t->piece[i];
        if (run.text.len > 0 &&
            (piece->style != run.first->style || piece->tag != run.first->tag)) {
            run_draw(p, &run, tag, baseline, false, 0);
            x = run.x + run.width;
        }
        if (run.text.len == 0) {
            run.first = piece;
            run.x = x;
            run.width = 0;
        }
        buf_add(&run.text, piece->text, piece->len);
        run.width += piece->number ? style_width(p->l, piece->style, piece->text, piece->len)
                                   : piece->width;
        if (i < line->last && piece->space > 0) {
            buf_addc(&run.text, ' ');
            run.width += piece->space;
        }
    }
    run.open = goes_on(t, line->last);
    if (run.text.len > 0)
        run_draw(p, &run, tag, baseline, t->piece[line->last].end == END_HYPHEN, edge);
    buf_release(&run.text);
}

void text_draw(struct painter *p, const struct text *t, struct tag *tag, mpt x, mpt baseline)
{
    if (t->n == 0)
        return;
    struct line all = {.last = (uint32_t)t->n - 1};
    text_line_draw(p, t, &all, tag, x, baseline);
}
