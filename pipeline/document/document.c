#include "document/document.h"

#include <assert.h>
#include <string.h>

struct document *document_new(void)
{
    struct arena *a = arena_new();
    struct document *doc = arena_alloc(a, sizeof *doc);
    doc->arena = a;
    doc->lang = "de-DE";
    doc->n_fields = 5;
    doc->title = doc->subject = doc->author = doc->volume = doc->publication = doc->date = "";
    doc->area_key = "";
    doc->root = document_add(doc, NULL, DOC_ROOT);
    return doc;
}

void document_free(struct document *doc)
{
    if (doc != NULL)
        arena_free(doc->arena);
}

struct doc_node *document_add(struct document *doc, struct doc_node *parent, enum doc_kind kind)
{
    struct doc_node *n = arena_alloc(doc->arena, sizeof *n);
    n->kind = kind;
    n->parent = parent;
    n->field = -1;
    n->span = 1;
    n->row_span = 1;
    if (parent == NULL)
        return n;
    if (parent->last != NULL)
        parent->last->next = n;
    else
        parent->first = n;
    parent->last = n;
    return n;
}

struct doc_node *document_next(const struct doc_node *root, const struct doc_node *at,
                               bool *leaving)
{
    if (at == NULL) {
        *leaving = false;
        return (struct doc_node *)root;
    }
    if (!*leaving && at->first != NULL)
        return at->first;
    if (at == root)
        return NULL;
    *leaving = at->next == NULL;
    return *leaving ? at->parent : at->next;
}

const struct doc_node *document_find(const struct document *doc, const char *id)
{
    bool leaving = false;
    const struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL) {
        if (!leaving && n->id != NULL && strcmp(n->id, id) == 0)
            return n;
    }
    return NULL;
}

const void *document_origin(const struct doc_node *n)
{
    while (n != NULL && n->origin == NULL)
        n = n->parent;
    return n != NULL ? n->origin : NULL;
}

bool document_report(const struct document *doc, struct diag *d, enum diag_code code,
                     const struct doc_node *n, const char *text, const char *const *args)
{
    const void *origin = document_origin(n);
    if (origin != NULL && doc->locate != NULL)
        return doc->locate(d, code, origin, text, args);
    diag_report(d, code, (struct place){NULL, 0, 0}, args);
    return true;
}

const char *document_kind_name(enum doc_kind kind)
{
    static const char *const names[DOC_KIND_COUNT] = {
        [DOC_ROOT] = "root",           [DOC_COVER] = "cover",
        [DOC_CONTENTS] = "contents",   [DOC_SECTION] = "section",
        [DOC_HEADING] = "heading",     [DOC_PARAGRAPH] = "paragraph",
        [DOC_LIST] = "list",           [DOC_ITEM] = "item",
        [DOC_COLUMNS] = "columns",     [DOC_COLUMN] = "column",
        [DOC_BOX] = "box",             [DOC_TABLE] = "table",
        [DOC_ROW] = "row",             [DOC_CELL] = "cell",
        [DOC_FIGURE] = "figure",       [DOC_NOTES] = "notes",
        [DOC_PAGE_BREAK] = "page-break", [DOC_TEXT] = "text",
        [DOC_BREAK] = "break",         [DOC_LINK] = "link",
        [DOC_PAGE_REF] = "page-ref",
        [DOC_FOOTNOTE] = "footnote",
    };
    assert((unsigned)kind < DOC_KIND_COUNT);
    return names[kind];
}
