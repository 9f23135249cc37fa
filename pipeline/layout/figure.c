#include <string.h>

#include "layout/block_private.h"
#include "layout/chart_private.h"

enum { TITLE_GAP = 12000, PLOT_GAP = 7000 }; /* [mpt] to the subtitle's baseline; to the plot */

/* Charts that draw into whatever height they get. */
static const bool flexible[CHART_KIND_COUNT] = {
    [CHART_LINE] = true, [CHART_COLUMNS] = true, [CHART_RANKING] = true,
    [CHART_PYRAMID] = true,
};

struct figure {
    struct block_head *head;
    const struct doc_node *node;
    const struct chart *chart;
    struct tag *tag;
    mpt width, top, height; /* of the plot, from the top of the block */
    bool refused;           /* too many rows: a hatched field */
};

static struct par *head_par(struct builder *b, struct tag *tag, const struct type_style *type,
                            const struct marked *s)
{
    struct text_look look = look_of(b, type);
    if (s->text == NULL || s->text[0] == '\0')
        return NULL;
    struct par *p = par_new(b, tag_new(b->l, tag, TAG_P), type->leading);
    text_of_marked(b->l, s, &look, p->tag, &p->text);
    if (type->face == FACE_BOLD)
        par_break_even(b, p, type->size);
    else /* words are parted only where one is longer than the line */
        par_break(b, p, b->width, text_least(&p->text) > b->width ? HYPHENS_NEEDED : HYPHENS_NONE,
                  type->size);
    par_cut(b, p);
    return p->lines.n > 0 ? p : NULL;
}

/* "Abbildung 3 · Personen am 31.12.2015": the number stands before the subtitle, for the
 * title tells the finding. */
static struct marked numbered_subtitle(struct layout *l, const struct doc_node *node)
{
    const char *label = document_label(l->arena, node);
    bool more = node->subtitle != NULL && node->subtitle[0] != '\0';
    if (!more)
        return (struct marked){.text = label, .node = node};
    if (label == NULL)
        return (struct marked){node->subtitle, node->subtitle_marks, 0, node};
    const char *before = arena_printf(l->arena, "%s · ", label);
    return (struct marked){arena_printf(l->arena, "%s%s", before, node->subtitle),
                           node->subtitle_marks, strlen(before), node};
}

/* The rule lies 11 above the title's first baseline. */
struct block_head *block_head_new(struct builder *b, struct tag *tag,
                                  const struct doc_node *node, const char *title)
{
    const struct theme *t = b->l->theme;
    struct block_head *h = arena_alloc(b->l->arena, sizeof *h);
    mpt base = PT(11) - TITLE_GAP;
    h->rule = field_colour(b->l, b->field);
    h->width = b->width;
    struct marked above = {title, node->text_marks, 0, node};
    struct marked below = numbered_subtitle(b->l, node);
    h->title = head_par(b, tag, &t->block_title, &above);
    h->subtitle = head_par(b, tag, &t->block_subtitle, &below);
    if (h->title != NULL) {
        h->title->base = PT(11);
        base = PT(11) + length_times(h->title->leading, h->title->lines.n - 1);
    }
    if (h->subtitle != NULL) {
        h->subtitle->base = base + TITLE_GAP;
        base += TITLE_GAP + length_times(h->subtitle->leading, h->subtitle->lines.n - 1);
    }
    h->height = h->title != NULL || h->subtitle != NULL ? base + PT(3) : 0;
    return h;
}

void block_head_draw(struct painter *p, const struct block_head *h, mpt x, mpt y)
{
    if (h->height == 0)
        return;
    page_line(p->pages, p->page, TAG_ARTIFACT, x, y, x + h->width, y, PT(0.75), h->rule);
    if (h->title != NULL)
        par_draw(p, h->title, x, y);
    if (h->subtitle != NULL)
        par_draw(p, h->subtitle, x, y);
}

static void figure_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct figure *f = v->content;
    block_head_draw(p, f->head, x, y);
    if (f->chart == NULL)
        return;
    uint32_t id = tag_id(p, f->tag);
    struct page_element *e = pages_element_at(p->pages, id);
    e->has_box = true;
    e->box_page = p->page;
    e->x = x;
    e->y = y + f->top;
    e->w = f->width;
    e->h = f->height;
    struct chart_canvas at = {.pages = p->pages, .page = p->page, .element = id,
                              .metrics = p->l->m, .theme = p->l->theme, .scratch = p->l->arena,
                              .x = x, .y = y + f->top, .w = f->width, .h = f->height,
                              .layout = p->l, .node = f->node};
    if (f->refused)
        chart_refuse(&at, "Nicht gezeichnet: " CHART_TOO_LONG);
    else
        chart_draw(f->chart, &at);
}

static void figure_shrink(struct vbox *v, mpt by)
{
    struct figure *f = v->flexible;
    f->height -= by;
    v->height -= by;
}

/* Rows that do not fit on a page even where they may be pressed. */
static bool has_too_many_rows(const struct chart *c, mpt height, mpt limit)
{
    if (c->kind == CHART_RANKING)
        return height > limit / 3 * 4;
    if (c->kind == CHART_HEAT)
        return height > limit / 8 * 9;
    return (c->kind == CHART_BARS || c->kind == CHART_SPINE || c->kind == CHART_RANGE ||
            c->kind == CHART_CLASSES) && height > limit;
}

static bool is_too_wide(const struct builder *b, const struct figure *f)
{
    return f->chart != NULL && chart_fault(f->chart) == NULL &&
           !chart_fits(f->chart, f->width, b->l->m, b->l->theme);
}

void figure_unusable(const struct document *doc, struct diag *d, const struct doc_node *node,
                     const char *why)
{
    document_report(doc, d, CHART_UNUSABLE, node, NULL,
                    (const char *const[]){node->text != NULL ? node->text : "ohne Titel", why,
                                          NULL});
}

/* Why the figure shows a hatched field; NULL: it does not. */
static const char *refused(const struct builder *b, const struct figure *f)
{
    const char *fault = f->chart != NULL ? chart_fault(f->chart) : NULL;
    return fault != NULL ? fault : f->refused ? CHART_TOO_LONG
           : is_too_wide(b, f) ? CHART_TOO_WIDE : NULL;
}

static void set_height(struct builder *b, struct figure *f, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    mpt least = 3 * t->grid;
    mpt limit = b->form->text_h - f->head->height - least;
    f->height = f->chart != NULL ? chart_height(f->chart, f->width, b->l->m, t) : 0;
    if (is_too_wide(b, f))
        figure_unusable(b->l->doc, b->l->diag, node, CHART_TOO_WIDE);
    if (f->height <= limit)
        return;
    f->refused = has_too_many_rows(f->chart, f->height, limit);
    f->height = limit > least && !f->refused ? limit : least;
    if (f->refused)
        figure_unusable(b->l->doc, b->l->diag, node, CHART_TOO_LONG);
}

/* A sixth of the plot, in whole steps of the grid. */
static mpt give_of(const struct figure *f, mpt pitch)
{
    bool may = f->chart != NULL && (unsigned)f->chart->kind < CHART_KIND_COUNT &&
               flexible[f->chart->kind];
    return may ? f->height / 6 / pitch * pitch : 0;
}

/* What is not drawn is still told: the values are in the text. */
static const char *alt_of(const struct builder *b, const struct figure *f,
                          const struct doc_node *node)
{
    const char *why = refused(b, f), *alt = "Abbildung";
    if (node->alt != NULL && node->alt[0] != '\0')
        alt = node->alt;
    else if (node->text != NULL && node->text[0] != '\0')
        alt = node->text;
    return why == NULL ? alt : arena_printf(b->l->arena, "%s (Nicht gezeichnet: %s.)", alt, why);
}

/* The plot ends on the half grid of its block, whatever its own height; head: height of
 * what stands above it; half: a step of the half grid. Returns the height of the block. */
static mpt set_plot(struct figure *f, mpt head, mpt half)
{
    bool tile = f->chart != NULL && f->chart->kind == CHART_TILE; /* its figure keeps apart */
    mpt bottom = head + (head > 0 && !tile ? PLOT_GAP : 0) + f->height;
    bottom = grid_up(bottom, half);
    f->top = bottom - f->height;
    return bottom;
}

void figures_align(struct columns *c)
{
    mpt head = 0;
    for (size_t i = 0; i < c->n; i++) {
        const struct vbox *v = c->flow[i].n > 0 ? &c->flow[i].box[0] : NULL;
        const struct figure *f = v != NULL && v->draw == figure_draw ? v->content : NULL;
        if (f != NULL && f->head->height > head)
            head = f->head->height;
    }
    for (size_t i = 0; i < c->n; i++) {
        struct vbox *v = c->flow[i].n > 0 ? &c->flow[i].box[0] : NULL;
        if (v == NULL || v->draw != figure_draw)
            continue;
        struct figure *f = v->flexible;
        if (f->chart == NULL || f->head->height == 0 || f->head->height == head)
            continue;
        v->height = set_plot(f, head, c->flow[i].pitch / 2);
        flow_stack(&c->flow[i]);
    }
}

void figure_build(struct builder *b, const struct doc_node *node)
{
    struct layout *l = b->l;
    struct tag *div = tag_block(l, b->tag, TAG_DIV, node);
    struct figure *f = arena_alloc(l->arena, sizeof *f);
    struct builder inner = *b;
    inner.field = node->chart != NULL && node->chart->field >= 0 && node->chart->field <= 5
                      ? node->chart->field : b->field;
    f->head = block_head_new(&inner, div, node, node->text);
    f->node = node;
    f->chart = node->chart;
    f->width = b->width;
    inner.tag = div;
    set_height(b, f, node);
    mpt bottom = set_plot(f, f->head->height, grid_step(l, GRID_HALF));
    f->tag = tag_new(l, div, TAG_FIGURE);
    f->tag->alt = alt_of(b, f, node);
    struct vbox *v = block_box(b, SPACE_BLOCK, f->chart != NULL ? bottom : f->head->height);
    v->content = f;
    v->draw = figure_draw;
    v->flexible = f;
    v->give = give_of(f, l->theme->grid);
    v->shrink = figure_shrink;
    for (const struct doc_node *n = node->first; n != NULL; n = n->next)
        if (n->kind == DOC_NOTES)
            notes_build(&inner, n, PT(2));
}

/* Notes stay with their block; long ones may be parted like paragraphs. */
void notes_build(struct builder *b, const struct doc_node *node, mpt space)
{
    const struct type_style *type = &b->l->theme->note;
    struct builder inner = *b;
    struct flow *f = b->stream->flow;
    enum space_class above = b->stream->above;
    bool inside = above == SPACE_BLOCK;
    size_t from = f->n;
    for (const struct doc_node *n = node->first; n != NULL; n = n->next) {
        if (n->kind != DOC_PARAGRAPH)
            continue;
        struct text_look look = look_of(b, type);
        struct par *p = par_new(b, tag_block(b->l, b->tag, TAG_P, n), type->leading);
        text_of_node(b->l, n, &look, p->tag, &p->text);
        par_break(&inner, p, b->width, HYPHENS_NEEDED, type->size);
        par_lines(&inner, p, SPACE_SMALL);
    }
    bool together = f->n - from <= 12;
    for (size_t i = from; i < f->n; i++) {
        f->box[i].elastic = false;
        if (i == from)
            f->box[i].space = space;
        if (together || i <= from + 1)
            f->box[i].penalty = PENALTY_FORBID;
    }
    if (inside)
        b->stream->above = SPACE_BLOCK;
}
