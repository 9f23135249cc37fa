#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

/* What is not tagged is drawn at the head, at the foot (the outer parts of the page) or
 * repeats; the parts are generous. */
enum { EDGE_PARTS = 8 };

static void check_page(struct check *c, size_t i)
{
    const struct page *p = &c->pages.page[i];
    for (size_t k = 0; k < p->n_strange; k++)
        fault(c, RULE_CONTENT, i, NO_ELEMENT, NULL, "%s", p->strange[k]);
    if (p->bare > 0)
        fault(c, RULE_CONTENT, i, NO_ELEMENT, p->bare_text,
              "%zu glyphs or paths are neither tagged nor artifacts", p->bare);
    for (size_t k = 0; k < p->n_marks; k++)
        if (p->marks[k].string_fault != NULL)
            fault(c, RULE_STRING, i, NO_ELEMENT, NULL, "MCID %ld: %s", p->marks[k].mcid,
                  p->marks[k].string_fault);
}

static bool one_of(const char *word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return false;
}

static const char *text_of(const struct check *c, const struct page *p, const struct mark *m)
{
    struct growing g = {.store = c->store};
    for (size_t i = m->first; i < m->end; i++)
        growing_add(&g, p->glyphs[i].text, strlen(p->glyphs[i].text));
    return g.data != NULL ? g.data : "";
}

/* ISO 32000-1, 14.8.2.2. Text at the head of a page is a header, at its foot a footer. */
static void check_artifact(struct check *c, size_t page, const struct mark *m)
{
    static const char *const types[] = {"Pagination", "Layout", "Page", "Background"};
    const struct page *p = &c->pages.page[page];
    double edge = (p->media.y1 - p->media.y0) / EDGE_PARTS;
    bool text = m->end > m->first;
    c->artifacts++;
    if (m->type == NULL || !one_of(m->type, types, 4)) {
        fault(c, RULE_ARTIFACT, page, NO_ELEMENT, text_of(c, p, m), "an artifact without type");
        return;
    }
    c->typed_artifacts++;
    if (!text || !m->box.any)
        return;
    if (strcmp(m->type, "Pagination") != 0)
        fault(c, RULE_ARTIFACT, page, NO_ELEMENT, text_of(c, p, m),
              "text as an artifact that is not of type Pagination");
    bool header = m->subtype != NULL && strcmp(m->subtype, "Header") == 0;
    bool footer = m->subtype != NULL && strcmp(m->subtype, "Footer") == 0;
    if ((header && m->box.y0 < p->media.y1 - edge) || (footer && m->box.y1 > p->media.y0 + edge))
        fault(c, RULE_ARTIFACT, page, NO_ELEMENT, text_of(c, p, m),
              "a %s that stands elsewhere", m->subtype);
    if (!header && !footer && (m->box.y0 > p->media.y1 - edge / 2 ||
                               m->box.y1 < p->media.y0 + edge / 2))
        fault(c, RULE_ARTIFACT, page, NO_ELEMENT, text_of(c, p, m),
              "text at the edge that is no header or footer");
}

static bool blank(const struct page *p, const struct mark *m)
{
    for (size_t i = m->first; i < m->end; i++) {
        const char *text = p->glyphs[i].text;
        uint32_t cp;
        /* A glyph without a character is no blank; another rule finds it. */
        if (*text == '\0')
            return false;
        while ((cp = text_next(&text)) != 0)
            if (!text_space(cp))
                return false;
    }
    return true;
}

static void check_marks(struct check *c, size_t page)
{
    const struct page *p = &c->pages.page[page];
    for (size_t i = 0; i < p->n_marks; i++) {
        const struct mark *m = &p->marks[i];
        if (m->artifact)
            check_artifact(c, page, m);
        if (m->painted == 0 && m->first == m->end)
            fault(c, RULE_EMPTY, page, NO_ELEMENT, NULL, "empty marked content /%s, MCID %ld",
                  m->tag, m->mcid);
        else if (m->painted == 0 && blank(p, m))
            fault(c, RULE_EMPTY, page, NO_ELEMENT, NULL,
                  "nothing but white space in marked content /%s, MCID %ld", m->tag, m->mcid);
    }
}

static void check_elements(struct check *c)
{
    const struct tree *t = &c->tree;
    for (size_t e = 1; e < t->n; e++) {
        if (t->e[e].first_leaf < t->e[e].end_leaf)
            continue;
        if (tree_is(t, e, "TD"))
            c->empty_cells++;
        else
            fault(c, RULE_EMPTY, NO_PAGE, e, NULL, "an element without content");
    }
}

/* Of ISO 32000-1, 14.8.4, the parents that have no exception. */
static void check_nesting(struct check *c)
{
    static const struct {
        const char *types, *parents;
    } rules[] = {{"TR", "Table THead TBody TFoot"}, {"TH TD", "TR"},
                 {"THead TBody TFoot", "Table"},    {"LI", "L"},
                 {"Lbl", "LI Note Reference TOCI BibEntry P Figure Caption"},
                 {"LBody", "LI"},                   {"TOCI", "TOC"},
                 {"Caption", "Table Figure L TOC Formula Form"}};
    const struct tree *t = &c->tree;
    for (size_t e = 1; e < t->n; e++) {
        size_t parent = t->e[e].parent;
        for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
            if (tree_is_one(t, e, rules[i].types) && !tree_is_one(t, parent, rules[i].parents))
                fault(c, RULE_TREE, NO_PAGE, e, NULL, "it may not stand there");
        bool block = !tree_inline(t, e) && !tree_is_one(t, e, "Note Lbl Figure Formula Form Ruby");
        if (block && (tree_is_one(t, parent, "P Span Link Reference Quote") ||
                      tree_heading(t, parent) > 0))
            fault(c, RULE_TREE, NO_PAGE, e, NULL, "a block inside of a line");
        if (parent == 0 && (e != 1 || !tree_is(t, e, "Document")))
            fault(c, RULE_TREE, NO_PAGE, e, NULL, "the root is not one Document");
    }
    for (size_t i = 0; i < t->n_faults; i++)
        fault(c, t->faults[i].string ? RULE_STRING : RULE_TREE, NO_PAGE, t->faults[i].element,
              NULL, "%s", t->faults[i].what);
}

static json_t *entry_of(const struct tree_entry *entries, size_t n, long key)
{
    for (size_t i = 0; key >= 0 && i < n; i++)
        if (pdf_integer(entries[i].key, -1) == key)
            return entries[i].value;
    return NULL;
}

/* Kid to parent tree. owner[page][mcid] counts how often an MCID is somebody's kid. */
static void check_leaf(struct check *c, const struct leaf *leaf, json_t *const *parents,
                       size_t *const *owners)
{
    const struct tree *t = &c->tree;
    if (leaf->kind != LEAF_MARK || leaf->page == NOT_FOUND)
        return;
    const struct page *p = &c->pages.page[leaf->page];
    if (tree_mark(t, leaf) == NULL) {
        fault(c, RULE_PARENTS, leaf->page, leaf->element, NULL, "MCID %ld is not on its page",
              leaf->mcid);
        return;
    }
    if (strcmp(p->marks[p->by_mcid[leaf->mcid]].tag,
               pdf_name(pdf_key(&c->pdf, t->e[leaf->element].dict, "/S")) != NULL
                   ? pdf_name(pdf_key(&c->pdf, t->e[leaf->element].dict, "/S")) : "") != 0)
        fault(c, RULE_TREE, leaf->page, leaf->element, NULL, "MCID %ld is tagged as /%s",
              leaf->mcid, p->marks[p->by_mcid[leaf->mcid]].tag);
    owners[leaf->page][leaf->mcid]++;
    json_t *back = json_array_get(parents[leaf->page], (size_t)leaf->mcid);
    if (tree_find(t, back) != leaf->element)
        fault(c, RULE_PARENTS, leaf->page, leaf->element, NULL,
              "the parent tree leads from MCID %ld to another element", leaf->mcid);
}

/* Page to kids: every MCID exactly once, and no entry of the parent tree left over. */
static void check_owners(struct check *c, size_t page, json_t *parents, const size_t *owners)
{
    const struct page *p = &c->pages.page[page];
    for (size_t i = 0; i < p->n_mcids; i++)
        if (p->by_mcid[i] != NOT_FOUND && owners[i] != 1)
            fault(c, RULE_PARENTS, page, NO_ELEMENT,
                  text_of(c, p, &p->marks[p->by_mcid[i]]), "MCID %zu is in %zu elements", i,
                  owners[i]);
    for (size_t i = 0; i < json_array_size(parents); i++)
        if (pdf_item(&c->pdf, parents, i) != NULL &&
            (i >= p->n_mcids || p->by_mcid[i] == NOT_FOUND))
            fault(c, RULE_PARENTS, page, NO_ELEMENT, NULL,
                  "the parent tree has an entry for MCID %zu, the page has not", i);
}

static void check_parents(struct check *c)
{
    const char *wrong = NULL;
    size_t n;
    json_t **parents = store_alloc(c->store, (c->pages.n + 1) * sizeof *parents);
    size_t **owners = store_alloc(c->store, (c->pages.n + 1) * sizeof *owners);
    struct tree_entry *entries = tree_flatten(
        &c->pdf, pdf_key(&c->pdf, c->tree.root, "/ParentTree"), "/Nums", &n, &wrong);
    long next = pdf_integer(pdf_key(&c->pdf, c->tree.root, "/ParentTreeNextKey"), -1);
    if (wrong != NULL)
        fault(c, RULE_PARENTS, NO_PAGE, NO_ELEMENT, NULL, "the parent tree: %s", wrong);
    for (size_t i = 0; i < n; i++) {
        long key = pdf_integer(entries[i].key, -1);
        if (key < 0 || key >= next || (i > 0 && key <= pdf_integer(entries[i - 1].key, -1)))
            fault(c, RULE_PARENTS, NO_PAGE, NO_ELEMENT, NULL,
                  "key %ld of the parent tree is out of order or not below the next key", key);
    }
    for (size_t i = 0; i < c->pages.n; i++) {
        struct page *p = &c->pages.page[i];
        json_t *entry = entry_of(entries, n, pdf_integer(pdf_key(&c->pdf, p->dict,
                                                                 "/StructParents"), -1));
        parents[i] = pdf_resolve(&c->pdf, entry);
        owners[i] = store_alloc(c->store, (p->n_mcids + 1) * sizeof **owners);
        if (p->n_mcids > 0 && !json_is_array(parents[i]))
            fault(c, RULE_PARENTS, i, NO_ELEMENT, NULL, "the parent tree does not know the page");
    }
    for (size_t i = 0; i < c->tree.n_leaves; i++)
        check_leaf(c, &c->tree.leaves[i], parents, owners);
    for (size_t i = 0; i < c->pages.n; i++)
        check_owners(c, i, parents[i], owners[i]);
}

void check_tags(struct check *c)
{
    for (size_t i = 0; i < c->pages.n; i++) {
        check_page(c, i);
        check_marks(c, i);
    }
    check_elements(c);
    check_nesting(c);
    check_parents(c);
}
