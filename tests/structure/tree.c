#include "structure/tree.h"

#include <string.h>

enum { DEPTH_MAX = 200, ELEMENTS_MAX = 500000, LEAVES_MAX = 2000000, ROLES = 8,
       FAULTS_MAX = 1000,
       OBJECTS_MAX = 1 << 23 /* ISO 32000-1, annex C */ };

static const char *const standard_types =
    " Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 "
    "H3 H4 H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference "
    "BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form ";

static bool word_in(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words; n > 0 && (p = strstr(p, word)) != NULL; p += n)
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == '\0'))
            return true;
    return false;
}

static void fault(struct tree *t, size_t element, const char *what)
{
    if (t->n_faults >= FAULTS_MAX)
        return;
    t->faults = store_room(t->pdf->store, t->faults, t->n_faults, &t->cap_faults,
                           sizeof *t->faults);
    t->faults[t->n_faults++] = (struct tree_fault){.element = element, .what = what,
                                                   .string = *what == '/'};
}

static const char *type_of(struct tree *t, json_t *dict, size_t element)
{
    json_t *roles = pdf_key(t->pdf, t->root, "/RoleMap");
    const char *type = pdf_name(pdf_key(t->pdf, dict, "/S"));
    for (int i = 0; i < ROLES && type != NULL && !word_in(standard_types, type); i++)
        type = pdf_name(pdf_key(t->pdf, roles, store_printf(t->pdf->store, "/%s", type)));
    if (type != NULL && word_in(standard_types, type))
        return type;
    fault(t, element, "its type is no standard one, nor mapped to one");
    return "";
}

static const char *string_of(struct tree *t, json_t *dict, const char *key, size_t element)
{
    const char *wrong = NULL;
    json_t *value = pdf_key(t->pdf, dict, key);
    const char *text = pdf_text(t->pdf, value, &wrong);
    if (value != NULL && text == NULL)
        wrong = "no string";
    if (wrong != NULL)
        fault(t, element, store_printf(t->pdf->store, "%s: %s", key, wrong));
    return text;
}

struct frame {
    size_t element;
    json_t *kids; /* an array, or one value */
    size_t at;
};

static size_t add_element(struct tree *t, size_t parent, json_t *reference)
{
    json_t *dict = pdf_resolve(t->pdf, reference);
    t->e = store_room(t->pdf->store, t->e, t->n, &t->cap, sizeof *t->e);
    size_t new = t->n++;
    t->e[new] = (struct element){.parent = parent, .reference = reference, .dict = dict,
                                 .end = new + 1, .depth = t->e[parent].depth + 1,
                                 .first_leaf = t->n_leaves, .end_leaf = t->n_leaves};
    const char *type = type_of(t, dict, new);
    struct element e = t->e[new];
    e.type = type;
    e.alt = string_of(t, dict, "/Alt", new);
    e.actual = string_of(t, dict, "/ActualText", new);
    e.expansion = string_of(t, dict, "/E", new);
    e.title = string_of(t, dict, "/T", new);
    e.id = pdf_key(t->pdf, dict, "/ID");
    t->e[new] = e;
    t->by_object[pdf_reference(reference)] = new;
    json_t *up = json_object_get(dict, "/P");
    if (!pdf_same(up, parent == 0 ? json_object_get(t->pdf->catalog, "/StructTreeRoot")
                                  : t->e[parent].reference))
        fault(t, new, "its /P does not lead to its parent");
    return new;
}

static size_t page_of(const struct tree *t, json_t *content, size_t element)
{
    json_t *page = json_object_get(content, "/Pg");
    if (page == NULL)
        page = json_object_get(t->e[element].dict, "/Pg");
    return page_find(t->pages, page);
}

static void add_leaf(struct tree *t, struct leaf leaf)
{
    if (leaf.page == NOT_FOUND)
        fault(t, leaf.element, "content on a page that is none of the file");
    if (t->n_leaves >= LEAVES_MAX)
        return;
    t->leaves = store_room(t->pdf->store, t->leaves, t->n_leaves, &t->cap_leaves, sizeof leaf);
    leaf.note = tree_is(t, leaf.element, "Note") ? leaf.element
                                                 : tree_above(t, leaf.element, "Note");
    leaf.block = NOT_FOUND;
    t->leaves[t->n_leaves++] = leaf;
}

static bool room_for(struct tree *t, int object)
{
    size_t n = (size_t)object + 1, more = n * 2;
    if (n <= t->n_objects)
        return true;
    if (object > OBJECTS_MAX)
        return false;
    size_t *moved = store_alloc(t->pdf->store, more * sizeof *moved);
    if (t->n_objects > 0)
        memcpy(moved, t->by_object, t->n_objects * sizeof *moved);
    t->by_object = moved;
    t->n_objects = more;
    return true;
}

/* True where the kid is an element, which is then *made. */
static bool take_kid(struct tree *t, size_t element, json_t *kid, size_t *made)
{
    json_t *dict = pdf_resolve(t->pdf, kid);
    bool object = pdf_is_name(pdf_key(t->pdf, dict, "/Type"), "OBJR");
    bool marked = pdf_is_name(pdf_key(t->pdf, dict, "/Type"), "MCR");
    if (json_is_integer(kid) || marked) {
        json_t *mcid = marked ? pdf_key(t->pdf, dict, "/MCID") : kid;
        if (marked && json_object_get(dict, "/Stm") != NULL)
            fault(t, element, "content in a stream other than the page's");
        add_leaf(t, (struct leaf){.kind = LEAF_MARK, .element = element,
                                  .mcid = pdf_integer(mcid, -1),
                                  .page = page_of(t, marked ? dict : NULL, element)});
    } else if (object) {
        add_leaf(t, (struct leaf){.kind = LEAF_OBJECT, .element = element, .mcid = -1,
                                  .object = json_object_get(dict, "/Obj"),
                                  .page = page_of(t, dict, element)});
    } else if (json_is_object(dict) && pdf_reference(kid) != 0) {
        if (tree_find(t, kid) != NOT_FOUND || !room_for(t, pdf_reference(kid)) ||
            t->n >= ELEMENTS_MAX || t->e[element].depth >= DEPTH_MAX) {
            fault(t, element, "an element for the second time, or nested too deep");
            return false;
        }
        *made = add_element(t, element, kid);
        return true;
    } else {
        fault(t, element, "a kid that is neither content nor element");
    }
    return false;
}

static struct frame frame_of(const struct tree *t, size_t element)
{
    json_t *raw = json_object_get(t->e[element].dict, "/K");
    json_t *kids = pdf_resolve(t->pdf, raw);
    return (struct frame){.element = element, .kids = json_is_array(kids) ? kids : raw};
}

static void close_at(struct tree *t, size_t element)
{
    t->e[element].end = t->n;
    t->e[element].end_leaf = t->n_leaves;
}

void tree_read(struct tree *t, const struct pdf *pdf, const struct page_list *pages)
{
    struct frame stack[DEPTH_MAX + 2];
    size_t n = 0, made = 0;
    *t = (struct tree){.pdf = pdf, .pages = pages,
                       .root = pdf_key(pdf, pdf->catalog, "/StructTreeRoot")};
    t->e = store_room(pdf->store, NULL, 0, &t->cap, sizeof *t->e);
    t->e[t->n++] = (struct element){.dict = t->root, .type = "", .end = 1};
    stack[n++] = frame_of(t, 0);
    while (n > 0) {
        struct frame *f = &stack[n - 1];
        bool array = json_is_array(f->kids);
        size_t count = array ? json_array_size(f->kids) : f->kids != NULL;
        if (f->at == count) {
            n--;
            continue;
        }
        json_t *kid = array ? json_array_get(f->kids, f->at) : f->kids;
        f->at++;
        if (take_kid(t, f->element, kid, &made))
            stack[n++] = frame_of(t, made);
        for (size_t i = 0; i < n; i++)
            close_at(t, stack[i].element);
    }
}

bool tree_is(const struct tree *t, size_t element, const char *type)
{
    return strcmp(t->e[element].type, type) == 0;
}

bool tree_is_one(const struct tree *t, size_t element, const char *types)
{
    return word_in(types, t->e[element].type);
}

bool tree_inline(const struct tree *t, size_t element)
{
    return tree_is_one(t, element, "Span Link Reference Quote Annot BibEntry Code NonStruct");
}

int tree_heading(const struct tree *t, size_t element)
{
    const char *type = t->e[element].type;
    return type[0] == 'H' && type[1] >= '1' && type[1] <= '6' ? type[1] - '0' : 0;
}

size_t tree_above(const struct tree *t, size_t element, const char *types)
{
    for (size_t e = t->e[element].parent; e != 0; e = t->e[e].parent)
        if (tree_is_one(t, e, types))
            return e;
    return 0;
}

size_t tree_next(const struct tree *t, size_t within, size_t at, const char *types)
{
    for (size_t e = at + 1; e < t->e[within].end; e++)
        if (tree_is_one(t, e, types))
            return e;
    return NOT_FOUND;
}

size_t tree_child(const struct tree *t, size_t element, size_t child)
{
    size_t next = child == 0 ? element + 1 : t->e[child].end;
    return next < t->e[element].end ? next : 0;
}

size_t tree_find(const struct tree *t, const json_t *reference)
{
    size_t object = (size_t)pdf_reference(reference);
    return object == 0 || object >= t->n_objects || t->by_object[object] == 0
               ? NOT_FOUND : t->by_object[object];
}

static json_t *attribute_in(const struct pdf *pdf, json_t *list, const char *owner,
                            const char *key)
{
    size_t n = json_is_array(list) ? json_array_size(list) : 1;
    for (size_t i = 0; i < n; i++) {
        json_t *dict = json_is_array(list) ? pdf_item(pdf, list, i) : list;
        json_t *value = pdf_key(pdf, dict, key);
        if (value != NULL && pdf_is_name(pdf_key(pdf, dict, "/O"), owner))
            return value;
    }
    return NULL;
}

json_t *tree_attribute(const struct tree *t, size_t element, const char *owner, const char *key)
{
    const struct pdf *pdf = t->pdf;
    json_t *value = attribute_in(pdf, pdf_key(pdf, t->e[element].dict, "/A"), owner, key);
    json_t *class = pdf_key(pdf, t->e[element].dict, "/C");
    size_t n = json_is_array(class) ? json_array_size(class) : class != NULL;
    for (size_t i = 0; value == NULL && i < n; i++) {
        json_t *name = json_is_array(class) ? pdf_item(pdf, class, i) : class;
        if (pdf_name(name) != NULL)
            value = attribute_in(pdf, pdf_key(pdf, pdf_key(pdf, t->root, "/ClassMap"),
                                              json_string_value(name)), owner, key);
    }
    return value;
}

const struct mark *tree_mark(const struct tree *t, const struct leaf *leaf)
{
    if (leaf->kind != LEAF_MARK || leaf->page == NOT_FOUND)
        return NULL;
    const struct page *p = &t->pages->page[leaf->page];
    if (leaf->mcid < 0 || (size_t)leaf->mcid >= p->n_mcids ||
        p->by_mcid[leaf->mcid] == NOT_FOUND)
        return NULL;
    return &p->marks[p->by_mcid[leaf->mcid]];
}

bool tree_holds(const struct tree *t, size_t element, const struct leaf *leaf)
{
    return leaf->note == 0 || (element >= leaf->note && element < t->e[leaf->note].end);
}

struct box tree_box(const struct tree *t, size_t element, size_t page)
{
    struct box b = {.any = false};
    for (size_t i = t->e[element].first_leaf; i < t->e[element].end_leaf; i++) {
        const struct mark *m = tree_mark(t, &t->leaves[i]);
        if (m != NULL && t->leaves[i].page == page && tree_holds(t, element, &t->leaves[i]))
            box_add(&b, &m->box);
    }
    return b;
}

size_t tree_page(const struct tree *t, size_t element)
{
    for (size_t i = t->e[element].first_leaf; i < t->e[element].end_leaf; i++)
        if (t->leaves[i].page != NOT_FOUND)
            return t->leaves[i].page;
    return NOT_FOUND;
}
