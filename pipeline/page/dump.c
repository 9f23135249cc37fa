#include "base/buf.h"
#include "page/page.h"

static const char *const role_names[TAG_ROLE_COUNT] = {
    [TAG_ARTIFACT] = "Artifact", [TAG_DOCUMENT] = "Document", [TAG_PART] = "Part",
    [TAG_SECT] = "Sect", [TAG_DIV] = "Div", [TAG_TOC] = "TOC", [TAG_TOCI] = "TOCI",
    [TAG_REFERENCE] = "Reference", [TAG_H1] = "H1", [TAG_H2] = "H2", [TAG_H3] = "H3",
    [TAG_H4] = "H4", [TAG_P] = "P", [TAG_L] = "L", [TAG_LI] = "LI", [TAG_LBL] = "Lbl",
    [TAG_LBODY] = "LBody", [TAG_TABLE] = "Table", [TAG_CAPTION] = "Caption",
    [TAG_THEAD] = "THead", [TAG_TBODY] = "TBody", [TAG_TR] = "TR", [TAG_TH] = "TH",
    [TAG_TD] = "TD", [TAG_FIGURE] = "Figure", [TAG_NOTE] = "Note", [TAG_SPAN] = "Span",
    [TAG_LINK] = "Link", [TAG_ASIDE] = "Aside",
};
static const char *const scope_names[] = {"none", "row", "column", "both"};
static const char *const face_names[FACE_COUNT] = {"regular", "bold", "light", "italic"};

const char *tag_role_name(enum tag_role role)
{
    return (unsigned)role < TAG_ROLE_COUNT ? role_names[role] : "?";
}

static void put_length(struct buf *b, mpt v)
{
    buf_addc(b, ' ');
    buf_fixed(b, v, 3);
}

static void put_string(struct buf *b, const char *name, const char *value)
{
    if (value == NULL)
        return;
    buf_printf(b, " %s ", name);
    buf_json(b, value);
}

static void put_colour(struct buf *b, const char *name, uint32_t rgb)
{
    if (rgb != NO_COLOUR)
        buf_printf(b, " %s #%06X", name, (unsigned)rgb);
}

static void put_element(struct buf *b, const struct page_element *e, size_t id)
{
    buf_printf(b, "element %zu %s in %u", id, tag_role_name(e->role), (unsigned)e->parent);
    put_string(b, "alt", e->alt);
    put_string(b, "actual", e->actual);
    put_string(b, "expansion", e->expansion);
    put_string(b, "lang", e->lang);
    put_string(b, "title", e->title);
    if ((unsigned)e->scope <= SCOPE_BOTH && e->scope != SCOPE_NONE)
        buf_printf(b, " scope %s", scope_names[e->scope]);
    if (e->col_span != 1 || e->row_span != 1)
        buf_printf(b, " span %dx%d", e->col_span, e->row_span);
    for (size_t i = 0; i < e->n_headers; i++)
        buf_printf(b, "%s%u", i == 0 ? " heads " : ",", (unsigned)e->headers[i]);
    if (e->has_box) {
        buf_printf(b, " box p%u", (unsigned)e->box_page);
        put_length(b, e->x);
        put_length(b, e->y);
        put_length(b, e->w);
        put_length(b, e->h);
    }
    buf_addc(b, '\n');
}

static void put_text(struct buf *b, const struct page_text *t)
{
    put_length(b, t->x);
    put_length(b, t->y);
    put_length(b, t->width);
    buf_printf(b, " %s", (unsigned)t->face < FACE_COUNT ? face_names[t->face] : "?");
    put_length(b, t->size);
    put_colour(b, "rgb", t->rgb);
    if (t->word_space != 0) {
        buf_adds(b, " space");
        put_length(b, t->word_space);
    }
    if (t->edge != 0) {
        buf_adds(b, " edge");
        put_length(b, t->edge);
    }
    if (t->flags & RUN_TABULAR)
        buf_adds(b, " tabular");
    if (t->flags & RUN_HYPHEN)
        buf_adds(b, " hyphen");
    else if (t->flags & RUN_OPEN)
        buf_adds(b, " open");
    buf_addc(b, ' ');
    buf_json(b, t->text);
}

static void put_path(struct buf *b, const struct page_path *path)
{
    static const char letters[] = {'M', 'L', 'C', 'Z'};
    static const size_t counts[] = {1, 1, 3, 0};
    put_colour(b, "fill", path->fill);
    put_colour(b, "stroke", path->stroke);
    if (path->stroke != NO_COLOUR)
        put_length(b, path->line_width);
    if (path->dash_on != 0 || path->dash_off != 0) {
        buf_adds(b, " dash");
        put_length(b, path->dash_on);
        put_length(b, path->dash_off);
    }
    if (path->round)
        buf_adds(b, " round");
    size_t at = 0;
    for (size_t i = 0; i < path->n_verbs; i++) {
        unsigned verb = path->verbs[i];
        if (verb > PATH_CLOSE)
            break;
        buf_printf(b, " %c", letters[verb]);
        for (size_t k = 0; k < counts[verb] && at < path->n_points; k++, at++) {
            put_length(b, path->points[2 * at]);
            put_length(b, path->points[2 * at + 1]);
        }
    }
}

static void put_link(struct buf *b, const struct page_link *link)
{
    put_length(b, link->x);
    put_length(b, link->y);
    put_length(b, link->w);
    put_length(b, link->h);
    if (link->uri != NULL) {
        put_string(b, "uri", link->uri);
    } else {
        buf_printf(b, " to p%u", (unsigned)link->page);
        put_length(b, link->top);
    }
    put_string(b, "contents", link->contents);
}

static void put_op(struct buf *b, const struct page_op *op)
{
    static const char *const names[] = {"text", "path", "link"};
    buf_printf(b, "  %s e%u", names[op->kind], (unsigned)op->element);
    if (op->kind == OP_TEXT)
        put_text(b, &op->u.text);
    else if (op->kind == OP_PATH)
        put_path(b, &op->u.path);
    else
        put_link(b, &op->u.link);
    buf_addc(b, '\n');
}

char *pages_dump(const struct pages *p)
{
    struct buf b = BUF_INIT;
    buf_printf(&b, "pages %zu", p->n_pages);
    put_string(&b, "title", p->title);
    put_string(&b, "subject", p->subject);
    put_string(&b, "author", p->author);
    put_string(&b, "date", p->date);
    put_string(&b, "lang", p->lang);
    put_string(&b, "area", p->area_key);
    buf_addc(&b, '\n');
    for (size_t i = 1; i < p->n_elements; i++)
        put_element(&b, &p->elements[i], i);
    for (size_t i = 0; i < p->n_bookmarks; i++) {
        const struct page_bookmark *m = &p->bookmarks[i];
        buf_printf(&b, "bookmark %d p%u", m->level, (unsigned)m->page);
        put_length(&b, m->top);
        buf_printf(&b, " e%u", (unsigned)m->element);
        put_string(&b, "title", m->title);
        buf_addc(&b, '\n');
    }
    for (size_t i = 0; i < p->n_pages; i++) {
        const struct page *page = p->page[i];
        buf_printf(&b, "page %zu", i);
        put_length(&b, page->width);
        put_length(&b, page->height);
        put_string(&b, "label", page->label);
        buf_addc(&b, '\n');
        for (size_t k = 0; k < page->n_ops; k++)
            put_op(&b, &page->ops[k]);
    }
    return buf_detach(&b);
}
