#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

/* IDs */

void check_ids(struct check *c)
{
    const struct tree *t = &c->tree;
    const char *wrong = NULL;
    json_t *root = pdf_key(&c->pdf, t->root, "/IDTree"), *seen = json_object();
    size_t n = 0;
    struct tree_entry *entries = NULL;
    c->ids = json_object();
    if (root != NULL)
        entries = tree_flatten(&c->pdf, root, "/Names", &n, &wrong);
    if (wrong != NULL)
        fault(c, RULE_TREE, NO_PAGE, NO_ELEMENT, NULL, "the ID tree: %s", wrong);
    for (size_t i = 0; i < n; i++) {
        size_t element = tree_find(t, entries[i].value);
        if (!pdf_is_string(entries[i].key) || element == NOT_FOUND ||
            !json_equal(t->e[element].id, entries[i].key))
            fault(c, RULE_TREE, NO_PAGE, element, NULL,
                  "entry %zu of the ID tree does not fit its element", i + 1);
        else
            json_object_set_new(c->ids, json_string_value(entries[i].key),
                                json_integer((json_int_t)element));
    }
    for (size_t e = 1; e < t->n; e++) {
        const char *id = json_string_value(t->e[e].id);
        if (id == NULL)
            continue;
        if (json_object_get(seen, id) != NULL)
            fault(c, tree_is(t, e, "Note") ? RULE_NOTE : RULE_TREE, NO_PAGE, e, NULL,
                  "its ID is that of another element");
        else if ((size_t)json_integer_value(json_object_get(c->ids, id)) != e)
            fault(c, RULE_TREE, NO_PAGE, e, NULL, "the ID tree does not lead to it");
        json_object_set_new(seen, id, json_true());
    }
    json_decref(seen);
}

static void check_notes(struct check *c)
{
    const struct tree *t = &c->tree;
    for (size_t e = 0; (e = tree_next(t, 0, e, "Note")) != NOT_FOUND;)
        if (!pdf_is_string(t->e[e].id) || strlen(json_string_value(t->e[e].id)) < 3)
            fault(c, RULE_NOTE, NO_PAGE, e, tree_text(t, e), "a note without ID");
}

/* Links */

static struct box box_of(const struct pdf *pdf, json_t *array)
{
    struct box b = {.any = false};
    if (json_array_size(array) != 4)
        return b;
    box_point(&b, pdf_number(pdf_item(pdf, array, 0), 0), pdf_number(pdf_item(pdf, array, 1), 0));
    box_point(&b, pdf_number(pdf_item(pdf, array, 2), 0), pdf_number(pdf_item(pdf, array, 3), 0));
    return b;
}

static json_t *parent_of(const struct tree_entry *entries, size_t n, long key)
{
    for (size_t i = 0; key >= 0 && i < n; i++)
        if (pdf_integer(entries[i].key, -1) == key)
            return entries[i].value;
    return NULL;
}

static void check_annotation(struct check *c, size_t page, json_t *reference,
                             const struct tree_entry *entries, size_t n)
{
    const struct tree *t = &c->tree;
    const char *wrong = NULL;
    json_t *a = pdf_resolve(&c->pdf, reference);
    const char *contents = pdf_text(&c->pdf, pdf_key(&c->pdf, a, "/Contents"), &wrong);
    size_t element = tree_find(t, parent_of(entries, n, pdf_integer(
                                                pdf_key(&c->pdf, a, "/StructParent"), -1)));
    bool back = false, link = pdf_is_name(pdf_key(&c->pdf, a, "/Subtype"), "Link");
    double top;
    if (wrong != NULL)
        fault(c, RULE_STRING, page, NO_ELEMENT, contents, "Contents of an annotation: %s", wrong);
    if (contents == NULL || *text_plain(c->store, contents) == '\0')
        fault(c, RULE_LINK, page, element, NULL, "an annotation without Contents");
    if (link && check_target(c, a, &top) == NOT_FOUND &&
        !pdf_is_name(pdf_key(&c->pdf, pdf_key(&c->pdf, a, "/A"), "/S"), "URI"))
        fault(c, RULE_LINK, page, element, contents, "a link that leads nowhere");
    for (size_t i = 0; element != NOT_FOUND && i < t->n_leaves; i++)
        back = back || (t->leaves[i].kind == LEAF_OBJECT && t->leaves[i].element == element &&
                        pdf_same(t->leaves[i].object, reference));
    if (!back)
        fault(c, RULE_LINK, page, NO_ELEMENT, contents,
              "an annotation whose StructParent leads to no element with it");
    else if (link && !tree_is(t, element, "Link"))
        fault(c, RULE_LINK, page, element, contents, "a link annotation in another element");
}

/* Part of the text of the Link must lie below its annotations, on each of their pages. */
static void check_link(struct check *c, size_t link)
{
    const struct tree *t = &c->tree;
    size_t objects = 0;
    const char *text = tree_text(t, link);
    for (size_t i = t->e[link].first_leaf; i < t->e[link].end_leaf; i++) {
        const struct leaf *leaf = &t->leaves[i];
        if (leaf->kind != LEAF_OBJECT)
            continue;
        objects++;
        json_t *a = pdf_resolve(&c->pdf, leaf->object);
        struct box rect = box_of(&c->pdf, pdf_key(&c->pdf, a, "/Rect"));
        struct box box = leaf->page != NOT_FOUND ? tree_box(t, link, leaf->page)
                                                 : (struct box){.any = false};
        if (!pdf_is_name(pdf_key(&c->pdf, a, "/Type"), "Annot") &&
            !pdf_is_name(pdf_key(&c->pdf, a, "/Subtype"), "Link"))
            fault(c, RULE_LINK, leaf->page, link, text, "an OBJR that is no annotation");
        else if (!rect.any || !box.any || rect.x1 <= box.x0 || rect.x0 >= box.x1 ||
                 rect.y1 <= box.y0 || rect.y0 >= box.y1)
            fault(c, RULE_LINK, leaf->page, link, text, "its annotation lies beside its text");
    }
    if (objects == 0)
        fault(c, RULE_LINK, NO_PAGE, link, text, "a Link without annotation");
    if (*text_plain(c->store, text) == '\0')
        fault(c, RULE_LINK, NO_PAGE, link, NULL, "a Link without text");
}

/* References */

/* The page number a text prints: what stands last in an entry of the contents, else
 * what follows "Seite". Empty where there is none. */
static const char *printed_page(struct check *c, size_t link)
{
    const struct tree *t = &c->tree;
    char *text = text_plain(c->store, tree_text(t, link));
    size_t entry = tree_above(t, link, "TOCI");
    char *last = strrchr(text, ' '), *page = NULL;
    if (entry != 0) {
        text = text_plain(c->store, tree_text(t, entry));
        last = strrchr(text, ' ');
        return last != NULL ? last + 1 : "";
    }
    for (char *p = text; (p = strstr(p, "Seite ")) != NULL; p++)
        page = p + strlen("Seite ");
    if (page == NULL)
        return "";
    page[strcspn(page, " ,.;:)")] = '\0';
    return page;
}

static void check_reference(struct check *c, size_t link)
{
    const struct tree *t = &c->tree;
    const char *printed = printed_page(c, link);
    for (size_t i = t->e[link].first_leaf; i < t->e[link].end_leaf; i++) {
        double top;
        if (t->leaves[i].kind != LEAF_OBJECT)
            continue;
        size_t page = check_target(c, pdf_resolve(&c->pdf, t->leaves[i].object), &top);
        const char *label = page != NOT_FOUND ? c->pages.page[page].label : NULL;
        if (label != NULL && *printed != '\0' && strcmp(label, printed) != 0)
            fault(c, RULE_REFERENCE, NO_PAGE, link, tree_text(t, link),
                  "it leads to the page with the label %s", label);
    }
}

static void check_contents(struct check *c)
{
    const struct tree *t = &c->tree;
    for (size_t e = 0; (e = tree_next(t, 0, e, "TOCI")) != NOT_FOUND;) {
        const char *text = text_plain(c->store, tree_text(t, e));
        const char *last = strrchr(text, ' ');
        if (tree_next(t, e, e, "Link") == NOT_FOUND)
            fault(c, RULE_REFERENCE, NO_PAGE, e, text, "an entry of the contents without Link");
        if (last == NULL || strspn(last + 1, "0123456789ivxlc") != strlen(last + 1))
            fault(c, RULE_REFERENCE, NO_PAGE, e, text, "an entry of the contents without page");
    }
}

void check_links(struct check *c)
{
    const struct tree *t = &c->tree;
    const char *wrong = NULL;
    size_t n;
    struct tree_entry *entries = tree_flatten(
        &c->pdf, pdf_key(&c->pdf, t->root, "/ParentTree"), "/Nums", &n, &wrong);
    for (size_t i = 0; i < c->pages.n; i++) {
        json_t *annots = pdf_key(&c->pdf, c->pages.page[i].dict, "/Annots");
        for (size_t k = 0; k < json_array_size(annots); k++)
            check_annotation(c, i, json_array_get(annots, k), entries, n);
    }
    for (size_t e = 0; (e = tree_next(t, 0, e, "Link")) != NOT_FOUND;) {
        check_link(c, e);
        check_reference(c, e);
    }
    check_contents(c);
    check_notes(c);
}
