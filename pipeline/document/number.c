#include "document/document.h"

#include <string.h>

#define NO_BREAK "\xC2\xA0"

static bool has_title(const struct doc_node *n)
{
    return n->text != NULL && n->text[0] != '\0';
}

bool document_has_number(const struct doc_node *n)
{
    if (n->kind == DOC_FOOTNOTE || n->kind == DOC_TABLE)
        return n->kind == DOC_FOOTNOTE || has_title(n);
    if (n->kind != DOC_FIGURE || !has_title(n))
        return false;
    bool tile = n->chart != NULL && n->chart->kind == CHART_TILE;
    return !tile && (n->parent == NULL || n->parent->kind != DOC_COVER);
}

void document_number(struct document *doc)
{
    int count[DOC_KIND_COUNT] = {0};
    bool leaving = false;
    struct doc_node *n = NULL;
    while ((n = document_next(doc->root, n, &leaving)) != NULL)
        if (!leaving)
            n->number = document_has_number(n) ? ++count[n->kind] : 0;
}

const char *document_label(struct arena *a, const struct doc_node *n)
{
    if (n->number < 1 || (n->kind != DOC_FIGURE && n->kind != DOC_TABLE))
        return NULL;
    return arena_printf(a, "%s" NO_BREAK "%d",
                        n->kind == DOC_FIGURE ? "Abbildung" : "Tabelle", n->number);
}
