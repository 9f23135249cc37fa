#include "layout/block_private.h"
#include "layout/chart_private.h"

/* Places on the cover, from the top of the page [mpt]. */
enum {
    ANNEX_Y = 52000, OVER_Y = 82000, OVER_RULE_Y = 91800,
    TITLE_Y = 178600, SUB_GAP = 32000,     /* from the last line of the title */
    BARS_GAP = 24500, BAR_HEIGHT = 4300, BAR_SPACE = 4300, BAR_LABEL = 17000,
    MAP_GAP = 35000,                       /* from the bars' labels to the map */
    FOOT_RULE_Y = 729300, FOOT_Y = 743300, FOOT_PITCH = 10500,
    LEAST_MAP = 80000,
    LOWEST_Y = 800000,                     /* longer covers lose their end */
    FIELDS = 5
};

struct cover {
    const struct doc_node *node;
    struct builder copy;
    struct tag *part;
};

/* A cover paragraph of the role: all of them, one below the other. Returns the last
 * baseline, or y - pitch where there is none. */
static mpt put_role(struct painter *p, const struct cover *c, enum paragraph_role role,
                    const struct type_style *type, bool right, mpt x, mpt width, mpt y)
{
    struct builder b = c->copy;
    mpt last = y - type->leading;
    for (const struct doc_node *n = c->node->first; n != NULL; n = n->next) {
        if (n->kind != DOC_PARAGRAPH || n->role.para != role)
            continue;
        struct text_look look = look_of(&b, type);
        struct par *par = par_new(&b, tag_block(p->l, c->part, TAG_P, n), type->leading);
        text_of_node(p->l, n, &look, par->tag, &par->text);
        par_break(&b, par, width, HYPHENS_NONE, type->size);
        for (size_t i = 0; i < par->lines.n; i++) {
            mpt left = right ? x + width - par->lines.line[i].width : x;
            if (last + type->leading > LOWEST_Y) {
                DIAG_PLAIN(p->l->diag, BLOCK_TOO_TALL, "Titelseite");
                return last;
            }
            last += type->leading;
            text_line_draw(p, &par->text, &par->lines.line[i], par->tag, left, last);
        }
    }
    return last;
}

/* Which annex of which paper this is belongs to what the cover says, unlike the line at
 * the head of the other pages, which repeats it. */
static void put_annex(struct painter *p, const struct cover *c, mpt right)
{
    struct layout *l = p->l;
    struct builder b = c->copy;
    struct type_style type = l->theme->block_title;
    if (l->doc->annex == NULL)
        return;
    struct text_look look = look_of(&b, &type);
    struct par *par = par_new(&b, tag_new(l, c->part, TAG_P), type.leading);
    text_of_string(l, l->doc->annex, &look, &par->text);
    par_break(&b, par, l->theme->text_w, HYPHENS_NONE, type.size);
    if (par->lines.n > 0)
        text_line_draw(p, &par->text, &par->lines.line[0], par->tag,
                       right - par->lines.line[0].width, ANNEX_Y);
}

static void rule(struct painter *p, mpt x, mpt y, uint32_t rgb)
{
    page_line(p->pages, p->page, TAG_ARTIFACT, x, y, x + p->l->theme->text_w, y, PT(0.75), rgb);
}

/* One bar per Handlungsfeld; small paragraphs of the cover are their names. */
static void put_bars(struct painter *p, const struct cover *c, mpt x, mpt y)
{
    const struct theme *t = p->l->theme;
    int n = p->l->doc->n_fields > FIELDS ? FIELDS : p->l->doc->n_fields;
    if (n <= 0)
        return;
    mpt width = (t->text_w - (n - 1) * BAR_SPACE) / n;
    struct builder b = c->copy;
    const struct doc_node *name = c->node->first;
    for (int i = 0; i < n; i++) {
        mpt left = x + i * (width + BAR_SPACE);
        page_rect(p->pages, p->page, TAG_ARTIFACT, left, y, width, BAR_HEIGHT, t->field[i + 1],
                  NO_COLOUR, 0);
        while (name != NULL &&
               (name->kind != DOC_PARAGRAPH || name->role.para != PARA_SMALL))
            name = name->next;
        if (name == NULL)
            continue;
        const struct type_style *type = &t->block_subtitle;
        struct text_look look = look_of(&b, type);
        struct par *par = par_new(&b, tag_block(p->l, c->part, TAG_P, name), type->leading);
        text_of_node(p->l, name, &look, par->tag, &par->text);
        par_break(&b, par, width, HYPHENS_NONE, type->size);
        par_draw(p, par, left, y + BAR_LABEL - par->base);
        name = name->next;
    }
}

/* The figure of the cover, in what room the title leaves. */
static void put_map(struct painter *p, const struct cover *c, mpt x, mpt y, mpt height)
{
    const struct doc_node *n = c->node->first;
    while (n != NULL && (n->kind != DOC_FIGURE || n->chart == NULL))
        n = n->next;
    if (n == NULL || height < LEAST_MAP)
        return;
    struct tag *tag = tag_block(p->l, c->part, TAG_FIGURE, n);
    tag->alt = n->alt != NULL && n->alt[0] != '\0' ? n->alt : "Lagekarte";
    uint32_t id = tag_id(p, tag);
    struct page_element *e = pages_element_at(p->pages, id);
    e->has_box = true;
    e->box_page = p->page;
    e->x = x;
    e->y = y;
    e->w = p->l->theme->text_w;
    e->h = height;
    struct chart_canvas at = {.pages = p->pages, .page = p->page, .element = id,
                              .metrics = p->l->m, .theme = p->l->theme, .scratch = p->l->arena,
                              .x = x, .y = y, .w = e->w, .h = height, .layout = p->l,
                              .node = n};
    chart_draw(n->chart, &at);
}

static void cover_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct cover *c = v->content;
    const struct theme *t = p->l->theme;
    struct type_style over = t->block_title;
    struct type_style small = t->note;
    (void)y;
    put_annex(p, c, x + t->text_w);
    over.size = PT(11);
    over.rgb = t->brand;
    put_role(p, c, PARA_COVER_OVER_LEFT, &over, false, x, t->text_w * 2 / 3, OVER_Y);
    over = t->block_subtitle;
    over.size = PT(9);
    put_role(p, c, PARA_COVER_OVER_RIGHT, &over, true, x + t->text_w / 2, t->text_w / 2, OVER_Y);
    rule(p, x, OVER_RULE_Y, t->brand);
    mpt at = put_role(p, c, PARA_COVER_TITLE, &t->cover_title, false, x, t->text_w, TITLE_Y);
    at = put_role(p, c, PARA_COVER_NAME, &t->cover_name, false, x, t->text_w,
                  at + t->cover_name.leading);
    at = put_role(p, c, PARA_COVER_SUB, &t->cover_sub, false, x, t->text_w, at + SUB_GAP);
    at += BARS_GAP;
    put_bars(p, c, x, at);
    at += BAR_LABEL + MAP_GAP;
    put_map(p, c, x, at, FOOT_RULE_Y - PT(28) - at);
    rule(p, x, FOOT_RULE_Y, t->rule);
    small.size = PT(8);
    small.leading = FOOT_PITCH;
    put_role(p, c, PARA_COVER_FOOT_LEFT, &small, false, x, t->text_w / 2, FOOT_Y);
    put_role(p, c, PARA_COVER_FOOT_RIGHT, &small, true, x + t->text_w / 2, t->text_w / 2, FOOT_Y);
}

bool cover_is(const struct vbox *v)
{
    return v->draw == cover_draw;
}

void cover_build(struct builder *b, const struct doc_node *node)
{
    const struct theme *t = b->l->theme;
    struct cover *c = arena_alloc(b->l->arena, sizeof *c);
    if (b->width != t->text_w) { /* not a page of its own: plain paragraphs */
        blocks_build(b, node->first);
        return;
    }
    c->node = node;
    c->copy = *b;
    c->part = tag_block(b->l, b->tag, TAG_SECT, node);
    b->stream->force = b->stream->flow->n > 0;
    struct vbox *v = block_box(b, SPACE_BLOCK, b->form->text_h);
    v->draw = cover_draw;
    v->content = c;
    b->stream->force = true;
    b->stream->right = true; /* the back of a printed cover stays empty */
    b->stream->above = SPACE_NONE;
}
