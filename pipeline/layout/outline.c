#include "layout/layout_private.h"

#include <string.h>

#include "base/buf.h"

enum { TITLE_LIMIT = 400 }; /* [bytes] of a heading in contents and page head */

const struct doc_node *node_after(const struct doc_node *root, const struct doc_node *at)
{
    if (at->first != NULL)
        return at->first;
    while (at != root && at->next == NULL)
        at = at->parent;
    return at == root ? NULL : at->next;
}

void ids_collect(const struct document *doc, struct names *ids)
{
    for (const struct doc_node *n = doc->root; n != NULL; n = node_after(doc->root, n))
        if (n->id != NULL && n->kind < DOC_TEXT)
            names_intern(ids, n->id, strlen(n->id));
}

struct anchor *anchor_find(const struct layout *l, const char *id)
{
    uint32_t i = id != NULL ? names_find(l->ids, id, strlen(id)) : NAMES_NONE;
    return i != NAMES_NONE ? &l->anchors[i] : NULL;
}

struct anchor *anchor_of(const struct layout *l, const struct doc_node *node)
{
    struct anchor *own = anchor_find(l, node->id);
    if (own == NULL && node->kind == DOC_FIGURE && node->number > 0 &&
        node->number <= l->n_figures)
        own = &l->figures[node->number - 1];
    if (own == NULL && node->kind == DOC_TABLE && node->number > 0 && node->number <= l->n_tables)
        own = &l->tables[node->number - 1];
    return own;
}

void pages_guess(const struct document *doc, const struct names *ids, uint32_t *page)
{
    uint32_t now = 0;
    for (const struct doc_node *n = doc->root; n != NULL; n = node_after(doc->root, n)) {
        if (n->kind == DOC_PAGE_BREAK || (n->kind == DOC_CONTENTS && n->parent == doc->root) ||
            (n->kind == DOC_SECTION && n->new_page))
            now++;
        uint32_t i = n->id != NULL ? names_find(ids, n->id, strlen(n->id)) : NAMES_NONE;
        if (i != NAMES_NONE)
            page[i] = now;
    }
}

char *page_label(struct arena *a, uint32_t page)
{
    return arena_printf(a, "%u", (unsigned)page + 1);
}

char *node_plain_text(struct arena *a, const struct doc_node *node, size_t limit)
{
    struct buf b = BUF_INIT;
    const struct doc_node *at = node;
    while ((at = node_after(node, at)) != NULL && b.len <= limit) {
        if (at->kind == DOC_TEXT && at->text != NULL)
            buf_adds(&b, at->text);
        else if (at->kind == DOC_BREAK)
            buf_addc(&b, ' ');
    }
    size_t n = b.len;
    if (n > limit) {
        n = limit;
        while (n > 0 && ((unsigned char)b.data[n] & 0xC0u) == 0x80)
            n--;
    }
    char *text = arena_strndup(a, buf_str(&b), n);
    buf_release(&b);
    return text;
}

static const struct doc_node *heading_of(const struct doc_node *section)
{
    const struct doc_node *first = section->first;
    return first != NULL && first->kind == DOC_HEADING ? first : NULL;
}

static bool is_marked(const struct doc_node *n)
{
    return n->kind == DOC_TEXT && n->text != NULL && (n->expansion != NULL || n->lang != NULL);
}

/* The marks of the inlines in what node_plain_text() makes of them, up to its limit. */
static struct doc_marks inline_marks(struct arena *a, const struct doc_node *node, size_t limit)
{
    size_t most = 0;
    size_t n = 0;
    size_t at = 0;
    const struct doc_node *i = node;
    while ((i = node_after(node, i)) != NULL)
        most += is_marked(i);
    struct doc_mark *mark = arena_array(a, most, sizeof *mark);
    i = node;
    while ((i = node_after(node, i)) != NULL) {
        size_t len = i->kind == DOC_TEXT && i->text != NULL ? strlen(i->text) : 0;
        if (at + len > limit)
            break;
        if (is_marked(i))
            mark[n++] = (struct doc_mark){at, len, i->expansion, i->lang};
        at += i->kind == DOC_BREAK ? 1 : len;
    }
    return (struct doc_marks){mark, n};
}

static void describe(struct layout *l, struct section *s, const struct doc_node *node,
                     const struct section *parent)
{
    const struct doc_node *heading = heading_of(node);
    s->node = node;
    s->parent = parent;
    s->part = node->part && parent == NULL ? s : parent != NULL ? parent->part : NULL;
    s->anchor = anchor_find(l, node->id);
    if (s->anchor == NULL)
        s->anchor = arena_alloc(l->arena, sizeof *s->anchor);
    s->level = heading != NULL ? heading->level : 0;
    s->title = node->running;
    s->marks = node->text_marks;
    if (s->title == NULL && heading != NULL) {
        s->title = node_plain_text(l->arena, heading, TITLE_LIMIT);
        s->marks = inline_marks(l->arena, heading, TITLE_LIMIT);
    }
    s->field = node->field >= 0 && node->field <= 5 ? node->field : -1;
    if (s->field < 0)
        s->field = parent != NULL ? parent->field : 0;
}

/* The section list is in document order, and a parent precedes its children: the
 * enclosing one is the last whose node is an ancestor. */
static const struct section *enclosing(const struct section *sections, size_t n,
                                       const struct doc_node *node)
{
    const struct section *s = n > 0 ? &sections[n - 1] : NULL;
    while (s != NULL) {
        for (const struct doc_node *up = node->parent; up != NULL; up = up->parent)
            if (up == s->node)
                return s;
        s = s->parent;
    }
    return NULL;
}

void outline_build(struct layout *l)
{
    const struct doc_node *root = l->doc->root;
    size_t n = 0;
    for (const struct doc_node *at = root; at != NULL; at = node_after(root, at)) {
        n += at->kind == DOC_SECTION;
        l->n_figures += at->kind == DOC_FIGURE && at->number > 0;
        l->n_tables += at->kind == DOC_TABLE && at->number > 0;
    }
    l->sections = arena_array(l->arena, n, sizeof *l->sections);
    l->figures = arena_array(l->arena, (size_t)l->n_figures, sizeof *l->figures);
    l->tables = arena_array(l->arena, (size_t)l->n_tables, sizeof *l->tables);
    for (const struct doc_node *at = root; at != NULL; at = node_after(root, at)) {
        if (at->kind != DOC_SECTION)
            continue;
        const struct section *parent = enclosing(l->sections, l->n_sections, at);
        describe(l, &l->sections[l->n_sections++], at, parent);
    }
}

const struct section *outline_section(struct layout *l, const struct doc_node *node)
{
    for (size_t k = 0; k < l->n_sections; k++) {
        size_t i = (l->next_section + k) % l->n_sections;
        if (l->sections[i].node == node) {
            l->next_section = i + 1;
            return &l->sections[i];
        }
    }
    return NULL;
}
