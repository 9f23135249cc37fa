#include "layout/block_private.h"
#include "layout/chart_private.h"

/* Distances on the cover [mpt]. Those around title and bars are for a text block of FULL_H. */
enum {
    FULL_H = 700000,
    ANNEX_RISE_COVER = 30000,              /* above the first line */
    OVER_RULE = 9800,                      /* from the first line to its rule */
    TITLE_GAP = 86800, SUB_GAP = 32000,    /* to the title; from its last line */
    BARS_GAP = 24500, BAR_HEIGHT = 4300, BAR_SPACE = 4300, BAR_LABEL = 17000,
    MAP_GAP = 35000, LABEL_GAP = 14000,    /* from the bars' labels to the map, at least */
    MAP_EDGE = 28000,                      /* from the map to the rules above and below */
    FOOT_RULE = 41700, FOOT_LINE = 27700,  /* above the end of the text block */
    FOOT_PITCH = 10500,
    LEAST_MAP = 80000,
    FIELDS = 5
};

/* Title and name get smaller by steps where they do not fit: further without a map than
 * for its sake. [percent] */
enum { STEP = 5, LEAST_WITH_MAP = 60, LEAST_WITHOUT = 40 };

struct fit { /* what of sizes and distances is left [percent] */
    int type, distance;
};

struct cover {
    const struct doc_node *node;
    struct builder copy;
    struct tag *part;
};

struct span { /* of the title and the bars */
    mpt x, width;
};

static void too_tall(struct painter *p, const struct cover *c)
{
    document_report(p->l->doc, p->l->diag, COVER_TOO_TALL, c->node, NULL,
                    (const char *const[]){NULL});
}

static mpt part(mpt length, int percent)
{
    return (mpt)((int64_t)length * percent / 100);
}

static struct type_style smaller(const struct type_style *type, int percent)
{
    struct type_style s = *type;
    s.size = part(s.size, percent);
    s.leading = part(s.leading, percent);
    return s;
}

/* A cover paragraph of the role: all of them, one below the other. Returns the last
 * baseline, or y - pitch where there is none. Without draw it is only measured. */
static mpt put_role(struct painter *p, const struct cover *c, enum paragraph_role role,
                    const struct type_style *type, bool right, struct span in, mpt y, bool draw)
{
    struct builder b = c->copy;
    const struct theme *t = p->l->theme;
    mpt last = y - type->leading;
    for (const struct doc_node *n = c->node->first; n != NULL; n = n->next) {
        if (n->kind != DOC_PARAGRAPH || n->role.para != role)
            continue;
        struct text_look look = look_of(&b, type);
        struct tag *tag = draw ? tag_block(p->l, c->part, TAG_P, n) : NULL;
        struct par *par = par_new(&b, tag, type->leading);
        text_of_node(p->l, n, &look, par->tag, &par->text);
        par_break(&b, par, in.width, HYPHENS_NONE, type->size);
        for (size_t i = 0; i < par->lines.n; i++) {
            mpt left = right ? in.x + in.width - par->lines.line[i].width : in.x;
            last += type->leading;
            if (draw && last > t->page_foot.baseline - t->folio.leading) {
                too_tall(p, c);
                return last;
            }
            if (draw)
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
                       right - par->lines.line[0].width,
                       l->theme->grid_first - ANNEX_RISE_COVER);
}

static void rule(struct painter *p, mpt x, mpt y, uint32_t rgb)
{
    page_line(p->pages, p->page, TAG_ARTIFACT, x, y, x + p->l->theme->text_w, y, PT(0.75), rgb);
}

/* One bar per Handlungsfeld; small paragraphs of the cover are their names. Returns the
 * last baseline of these. */
static mpt put_bars(struct painter *p, const struct cover *c, struct span in, mpt y, bool draw)
{
    const struct theme *t = p->l->theme;
    int n = p->l->doc->n_fields > FIELDS ? FIELDS : p->l->doc->n_fields;
    mpt last = y;
    if (n <= 0)
        return last;
    mpt width = (in.width - (n - 1) * BAR_SPACE) / n;
    struct builder b = c->copy;
    const struct doc_node *name = c->node->first;
    for (int i = 0; i < n; i++) {
        mpt left = in.x + i * (width + BAR_SPACE);
        if (draw)
            page_rect(p->pages, p->page, TAG_ARTIFACT, left, y, width, BAR_HEIGHT,
                      t->field[i + 1], NO_COLOUR, 0);
        while (name != NULL &&
               (name->kind != DOC_PARAGRAPH || name->role.para != PARA_SMALL))
            name = name->next;
        if (name == NULL)
            continue;
        const struct type_style *type = &t->block_subtitle;
        struct text_look look = look_of(&b, type);
        struct tag *tag = draw ? tag_block(p->l, c->part, TAG_P, name) : NULL;
        struct par *par = par_new(&b, tag, type->leading);
        text_of_node(p->l, name, &look, par->tag, &par->text);
        par_break(&b, par, width, HYPHENS_NONE, type->size);
        if (draw)
            par_draw(p, par, left, y + BAR_LABEL - par->base);
        mpt end = y + BAR_LABEL + length_times(type->leading, par->lines.n) - type->leading;
        last = end > last ? end : last;
        name = name->next;
    }
    return last;
}

static const struct doc_node *map_of(const struct cover *c)
{
    const struct doc_node *n = c->node->first;
    while (n != NULL && (n->kind != DOC_FIGURE || n->chart == NULL))
        n = n->next;
    return n;
}

static void put_map(struct painter *p, const struct cover *c, struct span in, mpt y, mpt height)
{
    const struct doc_node *n = map_of(c);
    if (n == NULL || height < LEAST_MAP)
        return;
    struct tag *tag = tag_block(p->l, c->part, TAG_FIGURE, n);
    tag->alt = n->alt != NULL && n->alt[0] != '\0' ? n->alt : "Lagekarte";
    uint32_t id = tag_id(p, tag);
    struct page_element *e = pages_element_at(p->pages, id);
    e->has_box = true;
    e->box_page = p->page;
    e->x = in.x;
    e->y = y;
    e->w = in.width;
    e->h = height;
    struct chart_canvas at = {.pages = p->pages, .page = p->page, .element = id,
                              .metrics = p->l->m, .theme = p->l->theme, .scratch = p->l->arena,
                              .x = in.x, .y = y, .w = e->w, .h = height, .layout = p->l,
                              .node = n};
    chart_draw(n->chart, &at);
}

/* Title, name, what is below them and the bars. Returns where a map may begin. */
static mpt put_titles(struct painter *p, const struct cover *c, struct span in, struct fit fit,
                      bool draw)
{
    const struct theme *t = p->l->theme;
    struct type_style title = smaller(&t->cover_title, fit.type);
    struct type_style name = smaller(&t->cover_name, fit.type);
    mpt gap = part(TITLE_GAP, fit.distance);
    mpt at = t->grid_first + OVER_RULE + (gap > title.leading ? gap : title.leading);
    at = put_role(p, c, PARA_COVER_TITLE, &title, false, in, at, draw);
    at = put_role(p, c, PARA_COVER_NAME, &name, false, in, at + name.leading, draw);
    at = put_role(p, c, PARA_COVER_SUB, &t->cover_sub, false, in, at + part(SUB_GAP, fit.type),
                  draw);
    at += part(BARS_GAP, fit.distance);
    mpt labels = put_bars(p, c, in, at, draw) + LABEL_GAP;
    at += BAR_LABEL + part(MAP_GAP, fit.distance);
    return labels > at ? labels : at;
}

/* Whether no word of the role has to be parted. */
static bool words_fit(struct painter *p, const struct cover *c, enum paragraph_role role,
                      const struct type_style *type, int percent, mpt width)
{
    struct type_style set = smaller(type, percent);
    struct text_look look = look_of(&c->copy, &set);
    for (const struct doc_node *n = c->node->first; n != NULL; n = n->next) {
        struct text text;
        if (n->kind != DOC_PARAGRAPH || n->role.para != role)
            continue;
        text_of_node(p->l, n, &look, NULL, &text);
        if (text_least(&text) > width)
            return false;
    }
    return true;
}

/* The size at which title and name fit, and the map where it comes below: on lower pages
 * all distances are smaller for its sake, otherwise only if they must. */
static struct fit fitting(struct painter *p, const struct cover *c, struct span in, mpt foot,
                          bool map_below)
{
    const struct theme *t = p->l->theme;
    int share = (int)((int64_t)100 * (t->text_bottom - t->text_top) / FULL_H);
    int low = share < 100 ? share : 100, high = map_below ? low : 100;
    struct fit fit = {100, low};
    for (; fit.type > LEAST_WITHOUT; fit.type -= STEP) {
        mpt map = map_below && fit.type >= LEAST_WITH_MAP ? LEAST_MAP : 0;
        if (!words_fit(p, c, PARA_COVER_TITLE, &t->cover_title, fit.type, in.width) ||
            !words_fit(p, c, PARA_COVER_NAME, &t->cover_name, fit.type, in.width))
            continue;
        struct fit wide = {fit.type, high};
        if (put_titles(p, c, in, wide, false) + map <= foot - MAP_EDGE)
            return wide;
        if (put_titles(p, c, in, fit, false) + map <= foot - MAP_EDGE)
            return fit;
    }
    if (put_titles(p, c, in, fit, false) > foot - MAP_EDGE) /* words may be parted now */
        too_tall(p, c);
    return fit;
}

/* Upright pages have the map below the title, wide ones beside it, on 5 of 12 columns. */
static void cover_draw(struct painter *p, const struct vbox *v, mpt x, mpt y)
{
    const struct cover *c = v->content;
    const struct theme *t = p->l->theme;
    struct type_style over = t->block_title;
    struct type_style small = t->note;
    struct span title = {x, t->text_w}, map = title;
    struct span left = {x, t->text_w / 2}, right = {x + t->text_w / 2, t->text_w / 2};
    mpt top = t->grid_first + OVER_RULE, foot = t->text_bottom - FOOT_RULE;
    bool beside = map_of(c) != NULL && t->page_w > t->page_h &&
                  foot - top - 2 * MAP_EDGE >= LEAST_MAP;
    bool below = map_of(c) != NULL && !beside;
    (void)y;
    put_annex(p, c, x + t->text_w);
    over.size = PT(11);
    over.rgb = t->brand;
    put_role(p, c, PARA_COVER_OVER_LEFT, &over, false, (struct span){x, t->text_w * 2 / 3},
             t->grid_first, true);
    over = t->block_subtitle;
    over.size = PT(9);
    put_role(p, c, PARA_COVER_OVER_RIGHT, &over, true, right, t->grid_first, true);
    rule(p, x, top, t->brand);
    if (beside) {
        map.width = 5 * t->column + 4 * t->gutter;
        map.x = x + t->text_w - map.width;
        title.width = t->text_w - map.width - 2 * t->gutter;
    }
    mpt at = put_titles(p, c, title, fitting(p, c, title, foot, below), true);
    at = beside ? top + MAP_EDGE : at;
    put_map(p, c, map, at, foot - MAP_EDGE - at);
    rule(p, x, foot, t->rule);
    small.size = PT(8);
    small.leading = FOOT_PITCH;
    mpt line = t->text_bottom - FOOT_LINE;
    put_role(p, c, PARA_COVER_FOOT_LEFT, &small, false, left, line, true);
    put_role(p, c, PARA_COVER_FOOT_RIGHT, &small, true, right, line, true);
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
