#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "page/check_private.h"

/* Rounding and line widths may stick out by this much [mpt]. */
enum { TOLERANCE = 1000 };

void check_broken(struct checker *c, const char *where, size_t index, const char *what)
{
    char place[64];
    snprintf(place, sizeof place, "%s %zu", where, index);
    DIAG_PLAIN(c->diag, PAGES_BROKEN, place, what);
    c->good = false;
}

static bool inside(const struct page *page, int64_t x, int64_t y)
{
    return x >= -TOLERANCE && y >= -TOLERANCE && x <= (int64_t)page->width + TOLERANCE &&
           y <= (int64_t)page->height + TOLERANCE;
}

static bool in_set(enum tag_role role, const enum tag_role *set)
{
    for (; *set != TAG_ARTIFACT; set++)
        if (*set == role)
            return true;
    return false;
}

/* PDF 1.7, 14.8.4.3: elements that may only stand in certain others. */
static bool parent_fits(enum tag_role role, enum tag_role parent)
{
    static const struct {
        enum tag_role role;
        enum tag_role parents[4];
    } rules[] = {
        {TAG_TOCI, {TAG_TOC}},
        {TAG_LI, {TAG_L}},
        {TAG_LBODY, {TAG_LI}},
        {TAG_THEAD, {TAG_TABLE}},
        {TAG_TBODY, {TAG_TABLE}},
        {TAG_TR, {TAG_TABLE, TAG_THEAD, TAG_TBODY}},
        {TAG_TH, {TAG_TR}},
        {TAG_TD, {TAG_TR}},
    };
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++)
        if (rules[i].role == role)
            return in_set(parent, rules[i].parents);
    return role != TAG_DOCUMENT;
}

static void check_figure(struct checker *c, const struct page_element *e, size_t id)
{
    const struct pages *p = c->pages;
    if (e->alt == NULL || e->alt[0] == '\0')
        check_broken(c, "element", id, "Figure ohne Alternativtext");
    if (!e->has_box || e->box_page >= p->n_pages)
        check_broken(c, "element", id, "Figure ohne Rahmen auf einer Seite");
    else if (!inside(p->page[e->box_page], e->x, e->y) ||
             !inside(p->page[e->box_page], (int64_t)e->x + e->w, (int64_t)e->y + e->h))
        check_broken(c, "element", id, "Rahmen einer Figure außerhalb der Seite");
}

static void check_elements(struct checker *c)
{
    const struct pages *p = c->pages;
    for (size_t i = 2; i < p->n_elements; i++) {
        const struct page_element *e = &p->elements[i];
        if (e->role <= TAG_ARTIFACT || e->role >= TAG_ROLE_COUNT) {
            check_broken(c, "element", i, "unbekannte Rolle");
            continue;
        }
        if (e->parent == 0 || e->parent >= i)
            check_broken(c, "element", i, "ohne vorausgehendes Elternelement");
        else if (!parent_fits(e->role, p->elements[e->parent].role))
            check_broken(c, "element", i, "steht im falschen Elternelement");
        if (e->role == TAG_FIGURE)
            check_figure(c, e, i);
        if (e->role == TAG_TH && e->scope == SCOPE_NONE)
            check_broken(c, "element", i, "TH ohne Geltungsbereich");
        if (e->col_span < 1 || e->row_span < 1)
            check_broken(c, "element", i, "Spannweite kleiner als 1");
    }
}

static const char *text_fault(const struct page *page, const struct page_text *t)
{
    size_t len = strlen(t->text);
    if (len == 0)
        return "leerer Text";
    if (utf8_check(t->text, len) != len)
        return "Text ist kein gültiges UTF-8";
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)t->text[i] < 0x20 || t->text[i] == 0x7F)
            return "Steuerzeichen im Text";
    if (t->size <= 0 || (unsigned)t->face >= FACE_COUNT)
        return "Text ohne Größe oder Schrift";
    if (!inside(page, t->x, t->y) || !inside(page, (int64_t)t->x + t->width, t->y))
        return "Text außerhalb der Seite";
    return NULL;
}

static const char *path_fault(const struct page *page, const struct page_path *path)
{
    static const size_t counts[] = {1, 1, 3, 0};
    size_t points = 0;
    for (size_t i = 0; i < path->n_verbs; i++) {
        if (path->verbs[i] > PATH_CLOSE)
            return "unbekannter Pfadbefehl";
        if (i == 0 && path->verbs[i] != PATH_MOVE)
            return "Pfad beginnt nicht mit einem Startpunkt";
        points += counts[path->verbs[i]];
    }
    if (points != path->n_points)
        return "Pfad mit falscher Punktzahl";
    for (size_t i = 0; i < points; i++)
        if (!inside(page, path->points[2 * i], path->points[2 * i + 1]))
            return "Pfad außerhalb der Seite";
    if (path->fill == NO_COLOUR && path->stroke == NO_COLOUR)
        return "Pfad ohne Farbe";
    return NULL;
}

static const char *link_fault(const struct pages *p, const struct page *page,
                              const struct page_op *op)
{
    const struct page_link *link = &op->u.link;
    if (!inside(page, link->x, link->y) ||
        !inside(page, (int64_t)link->x + link->w, (int64_t)link->y + link->h))
        return "Verweis außerhalb der Seite";
    if (link->uri == NULL && link->page >= p->n_pages)
        return "Verweis auf eine Seite, die es nicht gibt";
    if (link->contents == NULL || link->contents[0] == '\0')
        return "Verweis ohne Beschreibung";
    if (p->elements[op->element].role != TAG_LINK)
        return "Verweis außerhalb eines Link-Elements";
    return NULL;
}

static void check_ops(struct checker *c, size_t index)
{
    const struct page *page = c->pages->page[index];
    for (size_t i = 0; i < page->n_ops; i++) {
        const struct page_op *op = &page->ops[i];
        const char *fault = NULL;
        if (op->element >= c->pages->n_elements)
            fault = "Inhalt ohne Element";
        else if (op->kind == OP_TEXT)
            fault = text_fault(page, &op->u.text);
        else if (op->kind == OP_PATH)
            fault = path_fault(page, &op->u.path);
        else
            fault = link_fault(c->pages, page, op);
        if (fault != NULL)
            check_broken(c, "page", index, fault);
    }
}

static void check_bookmarks(struct checker *c)
{
    const struct pages *p = c->pages;
    for (size_t i = 0; i < p->n_bookmarks; i++) {
        const struct page_bookmark *m = &p->bookmarks[i];
        int above = i > 0 ? p->bookmarks[i - 1].level : 0;
        if (m->title == NULL || m->title[0] == '\0')
            check_broken(c, "bookmark", i, "ohne Titel");
        if (m->level < 1 || m->level > above + 1)
            check_broken(c, "bookmark", i, "Ebene ist übersprungen");
        if (m->page >= p->n_pages || m->element >= p->n_elements)
            check_broken(c, "bookmark", i, "Ziel gibt es nicht");
        if (i > 0 && m->page < p->bookmarks[i - 1].page)
            check_broken(c, "bookmark", i, "nicht in Reihenfolge der Seiten");
    }
}

bool pages_check(const struct pages *p, struct diag *d)
{
    struct checker c = {p, d, true};
    check_elements(&c);
    if (c.good)
        check_tables(&c);
    for (size_t i = 0; i < p->n_pages; i++)
        check_ops(&c, i);
    check_bookmarks(&c);
    return c.good;
}
