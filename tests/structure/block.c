#include <string.h>

#include "structure/text.h"
#include "structure/tree.h"

enum { LEVELS_MAX = 24, ENTRIES_MAX = 1000000 };

/* A figure is read as a whole, whatever is tagged inside of it but its caption. */
static size_t block_element(const struct tree *t, size_t element)
{
    size_t e = element, found = 0;
    for (; e != 0; e = t->e[e].parent) {
        if (found == 0 && !tree_inline(t, e))
            found = e;
        if (tree_is(t, e, "Figure"))
            return e;
        if (tree_is(t, e, "Caption"))
            break;
    }
    return found;
}

static struct block *block_for(struct tree *t, size_t element)
{
    if (t->block_of[element] == NOT_FOUND) {
        t->blocks = store_room(t->pdf->store, t->blocks, t->n_blocks, &t->cap_blocks,
                               sizeof *t->blocks);
        t->blocks[t->n_blocks] = (struct block){.element = element};
        t->block_of[element] = t->n_blocks++;
    }
    return &t->blocks[t->block_of[element]];
}

static void add_letters(struct tree *t, struct block *b, const struct leaf *leaf,
                        const struct mark *m)
{
    const struct page *p = &t->pages->page[leaf->page];
    for (size_t i = m->first; i < m->end; i++) {
        const char *text = p->glyphs[i].text;
        uint32_t cp;
        while ((cp = text_next(&text)) != 0) {
            b->letters = store_room(t->pdf->store, b->letters, b->n, &b->cap, sizeof *b->letters);
            b->letters[b->n++] = (struct letter){cp, leaf->page, leaf->element, &p->glyphs[i]};
        }
    }
}

void tree_find_blocks(struct tree *t)
{
    t->block_of = store_alloc(t->pdf->store, t->n * sizeof *t->block_of);
    for (size_t i = 0; i < t->n; i++)
        t->block_of[i] = NOT_FOUND;
    for (size_t i = 0; i < t->n_leaves; i++) {
        struct leaf *leaf = &t->leaves[i];
        const struct mark *m = tree_mark(t, leaf);
        size_t element = block_element(t, leaf->element);
        if (m == NULL || element == 0)
            continue;
        add_letters(t, block_for(t, element), leaf, m);
        leaf->block = t->block_of[element];
    }
    for (size_t i = 0; i < t->n_blocks; i++) {
        struct growing g = {.store = t->pdf->store};
        for (size_t k = 0; k < t->blocks[i].n; k++)
            text_put(&g, t->blocks[i].letters[k].cp);
        t->blocks[i].text = g.data != NULL ? g.data : "";
    }
}

/* Of an element inside of the block: its letters alone. */
static void add_text(const struct tree *t, const struct block *b, size_t element,
                     struct growing *g)
{
    if (g->len > 0)
        growing_add(g, " ", 1);
    if (b->element >= element) {
        growing_add(g, b->text, strlen(b->text));
        return;
    }
    for (size_t i = 0; i < b->n; i++)
        if (b->letters[i].element >= element && b->letters[i].element < t->e[element].end)
            text_put(g, b->letters[i].cp);
}

const char *tree_text(const struct tree *t, size_t element)
{
    struct growing g = {.store = t->pdf->store};
    size_t next = 0;
    /* Blocks are numbered in the order of their first leaves. */
    for (size_t i = t->e[element].first_leaf; i < t->e[element].end_leaf; i++) {
        const struct leaf *leaf = &t->leaves[i];
        if (leaf->block == NOT_FOUND || leaf->block < next || !tree_holds(t, element, leaf))
            continue;
        add_text(t, &t->blocks[leaf->block], element, &g);
        next = leaf->block + 1;
    }
    return g.data != NULL ? g.data : "";
}

static size_t ordinal(const struct tree *t, size_t element, bool *alone)
{
    size_t parent = t->e[element].parent, n = 0, of = 0;
    for (size_t e = tree_child(t, parent, 0); e != 0; e = tree_child(t, parent, e)) {
        n += strcmp(t->e[e].type, t->e[element].type) == 0;
        of = e == element ? n : of;
    }
    *alone = n == 1;
    return of;
}

const char *tree_path(const struct tree *t, size_t element)
{
    const char *path = "";
    for (size_t e = element; e != 0; e = t->e[e].parent) {
        bool alone;
        size_t n = ordinal(t, e, &alone);
        const char *type = *t->e[e].type != '\0' ? t->e[e].type : "?";
        const char *slash = *path != '\0' ? "/" : "";
        path = alone ? store_printf(t->pdf->store, "%s%s%s", type, slash, path)
                     : store_printf(t->pdf->store, "%s[%zu]%s%s", type, n, slash, path);
    }
    return path;
}

struct walk {
    const struct pdf *pdf;
    const char *key, **fault;
    struct tree_entry *entries;
    size_t n, cap, nodes;
};

static void flatten(struct walk *w, json_t *node, int level)
{
    json_t *pairs = pdf_key(w->pdf, node, w->key), *kids = pdf_key(w->pdf, node, "/Kids");
    if (level > LEVELS_MAX || w->nodes++ > ENTRIES_MAX) {
        *w->fault = "nested too deep or too large";
        return;
    }
    if (json_array_size(pairs) % 2 != 0 || (pairs == NULL && kids == NULL))
        *w->fault = "a node without pairs of key and value";
    for (size_t i = 0; i + 1 < json_array_size(pairs) && w->n < ENTRIES_MAX; i += 2) {
        w->entries = store_room(w->pdf->store, w->entries, w->n, &w->cap, sizeof *w->entries);
        w->entries[w->n++] = (struct tree_entry){pdf_item(w->pdf, pairs, i),
                                                 json_array_get(pairs, i + 1)};
    }
    for (size_t i = 0; i < json_array_size(kids) && w->nodes < ENTRIES_MAX; i++)
        flatten(w, json_array_get(kids, i), level + 1);
}

/* The depth is limited: recursion is. */
struct tree_entry *tree_flatten(const struct pdf *pdf, json_t *root, const char *key, size_t *n,
                                const char **fault)
{
    struct walk w = {.pdf = pdf, .key = key, .fault = fault};
    flatten(&w, root, 0);
    *n = w.n;
    return w.entries;
}
