#include "pdf/structure_private.h"

#include <stdio.h>
#include <string.h>

#include "pdf/syntax_private.h"

enum { LEAF_NUMBERS = 32 /* entries of a leaf of the parent and the name tree */ };

/* A box beside the text is a section: PDF 1.7 has no type of its own for it. */
static const char *type_name(enum tag_role role)
{
    return tag_role_name(role == TAG_ASIDE ? TAG_SECT : role);
}

enum kid_kind { KID_ELEMENT, KID_CONTENT, KID_OBJECT };

struct kid {
    enum kid_kind kind;
    uint32_t page;   /* contents and objects */
    uint32_t number; /* element, MCID or object */
    struct kid *next;
};

struct node {
    const struct page_element *is;
    uint32_t parent;
    uint32_t object;
    uint32_t page;      /* of its first content */
    bool has_page;
    bool artifact, attached;
    uint32_t label;     /* of a list: its first Lbl; 0 none */
    bool numbered;      /* Lbl: starts with a digit */
    bool spaced;        /* its content ends in a space we added */
    bool named;         /* has an ID: notes, heads that cells refer to */
    struct kid *first, *last;
};

struct marks {
    uint32_t *element; /* by MCID */
    uint32_t n, cap;
};

struct structure {
    struct arena *arena;
    struct engine *engine;
    const struct pages *pages;
    const uint32_t *page_objects;
    struct node *nodes; /* by element; those past n_elements are links we add */
    uint32_t n, cap;
    struct marks *marks; /* by page */
    uint32_t *links;     /* elements of the annotations */
    uint32_t n_links, cap_links;
    uint32_t root;
    uint32_t *leaves;    /* of the parent tree: those for pages */
    int digits;          /* of the names of elements */
    struct buf text;
};

/* The links this file adds: everything but the role is inherited or empty. */
static const struct page_element added_link = {.role = TAG_LINK};

const char *structure_fault(const struct pages *pages)
{
    if (pages->n_elements < 2 || pages->elements[1].role == TAG_ARTIFACT)
        return "kein Wurzelelement";
    if (pages->n_elements > UINT32_MAX / 4 || pages->n_pages > UINT16_MAX)
        return "zu viele Seiten oder Elemente";
    if (pages->n_pages == 0)
        return "keine Seite";
    for (size_t i = 1; i < pages->n_elements; i++)
        if (pages->elements[i].parent >= i ||
            (unsigned)pages->elements[i].role >= TAG_ROLE_COUNT ||
            (pages->elements[i].has_box && pages->elements[i].box_page >= pages->n_pages))
            return "Element ohne Platz im Baum";
    for (size_t i = 1; i < pages->n_elements; i++)
        for (size_t k = 0; k < pages->elements[i].n_headers; k++)
            if (pages->elements[i].headers[k] >= pages->n_elements)
                return "Zelle mit einem Kopf, den es nicht gibt";
    return NULL;
}

void structure_space(struct structure *s, uint32_t element)
{
    s->nodes[element].spaced = true;
}

static struct node *node_add(struct structure *s, const struct page_element *is,
                             uint32_t parent)
{
    if (s->n == s->cap) {
        uint32_t cap = s->cap < 64 ? 64 : s->cap * 2;
        struct node *nodes = arena_array(s->arena, cap, sizeof *nodes);
        if (s->n > 0)
            memcpy(nodes, s->nodes, s->n * sizeof *nodes);
        s->nodes = nodes;
        s->cap = cap;
    }
    struct node *node = &s->nodes[s->n++];
    *node = (struct node){.is = is, .parent = parent};
    return node;
}

static void note_label(struct structure *s, uint32_t element)
{
    struct node *list = &s->nodes[s->nodes[s->nodes[element].parent].parent];
    if (list->is->role == TAG_L && list->label == 0)
        list->label = element;
}

void structure_text(struct structure *s, uint32_t element, const char *text)
{
    struct node *node = &s->nodes[element];
    if (node->is->role == TAG_LBL && !node->has_page)
        node->numbered = *text >= '0' && *text <= '9';
}

/* ISO 14289-1, 7.9: notes have an ID of their own; 7.5: heads that cells name. */
static void name_elements(struct structure *s)
{
    for (uint32_t i = 1; i < s->n; i++) {
        const struct page_element *is = s->nodes[i].is;
        s->nodes[i].named = s->nodes[i].named || is->role == TAG_NOTE;
        for (size_t k = 0; k < is->n_headers; k++)
            s->nodes[is->headers[k]].named = true;
    }
}

/* Like objects get numbers in a row and so lie together in the file, where each deflates
 * against the one before. Rows of tables come last and the leaves of the parent tree right
 * behind them: both list the same cells. */
static void number_elements(struct structure *s)
{
    static const enum tag_role last = TAG_TR;
    for (int role = 0; role <= TAG_ROLE_COUNT; role++) {
        enum tag_role now = role == TAG_ROLE_COUNT ? last : (enum tag_role)role;
        if (role == (int)last)
            continue;
        for (uint32_t i = 1; i < s->n; i++)
            if (!s->nodes[i].artifact && s->nodes[i].is->role == now)
                s->nodes[i].object = engine_object(s->engine);
    }
    size_t n = (s->pages->n_pages + LEAF_NUMBERS - 1) / LEAF_NUMBERS;
    s->leaves = arena_array(s->arena, n, sizeof *s->leaves);
    for (size_t i = 0; i < n; i++)
        s->leaves[i] = engine_object(s->engine);
}

struct structure *structure_new(struct arena *a, struct engine *e, const struct pages *pages,
                                const uint32_t *page_objects)
{
    struct structure *s = arena_alloc(a, sizeof *s);
    *s = (struct structure){.arena = a, .engine = e, .pages = pages,
                            .page_objects = page_objects};
    s->cap = (uint32_t)pages->n_elements + 64;
    s->nodes = arena_array(a, s->cap, sizeof *s->nodes);
    s->marks = arena_array(a, pages->n_pages, sizeof *s->marks);
    s->root = engine_object(e);
    for (size_t i = 0; i < pages->n_elements; i++) {
        const struct page_element *is = &pages->elements[i];
        struct node *node = node_add(s, is, i == 0 ? 0 : is->parent);
        node->artifact = i == 0 || is->role == TAG_ARTIFACT ||
                         (is->parent != 0 && s->nodes[is->parent].artifact);
        if (is->role == TAG_LBL)
            note_label(s, (uint32_t)i);
    }
    s->nodes[0].attached = true;
    s->digits = snprintf(NULL, 0, "%u", (unsigned)s->n);
    number_elements(s);
    name_elements(s);
    return s;
}

bool structure_is_artifact(const struct structure *s, uint32_t element)
{
    return element >= s->n || s->nodes[element].artifact;
}

const char *structure_type(const struct structure *s, uint32_t element)
{
    return type_name(s->nodes[element].is->role);
}

uint32_t structure_block(const struct structure *s, uint32_t element)
{
    for (;;) {
        const struct node *node = &s->nodes[element];
        enum tag_role role = node->is->role;
        if (node->parent == 0 ||
            (role != TAG_SPAN && role != TAG_LINK && role != TAG_REFERENCE))
            return element;
        element = node->parent;
    }
}

static void kid_append(struct structure *s, struct node *node, struct kid kid)
{
    struct kid *kept = arena_alloc(s->arena, sizeof *kept);
    *kept = kid;
    if (node->last != NULL)
        node->last->next = kept;
    else
        node->first = kept;
    node->last = kept;
}

/* Hangs the element, and whatever of its ancestors is not in the tree yet, as the
 * youngest child. */
static void attach(struct structure *s, uint32_t element)
{
    while (!s->nodes[element].attached) {
        struct node *node = &s->nodes[element];
        node->attached = true;
        kid_append(s, &s->nodes[node->parent], (struct kid){.number = element});
        element = node->parent;
    }
}

static void add_content(struct structure *s, uint32_t element, struct kid kid)
{
    struct node *node = &s->nodes[element];
    attach(s, element);
    if (!node->has_page) {
        node->has_page = true;
        node->page = kid.page;
    }
    kid_append(s, node, kid);
}

uint32_t structure_mark(struct structure *s, uint32_t element, uint32_t page)
{
    struct marks *m = &s->marks[page];
    if (m->n == m->cap) {
        uint32_t cap = m->cap < 64 ? 64 : m->cap * 2;
        uint32_t *more = arena_array(s->arena, cap, sizeof *more);
        if (m->n > 0)
            memcpy(more, m->element, m->n * sizeof *more);
        m->element = more;
        m->cap = cap;
    }
    m->element[m->n] = element;
    add_content(s, element, (struct kid){.kind = KID_CONTENT, .page = page, .number = m->n});
    return m->n++;
}

static uint32_t link_below(struct structure *s, uint32_t element)
{
    struct node *node = node_add(s, &added_link, structure_is_artifact(s, element) ? 1 : element);
    node->object = engine_object(s->engine);
    return s->n - 1;
}

uint32_t structure_annotation(struct structure *s, uint32_t element, uint32_t page,
                              uint32_t annotation)
{
    if (structure_is_artifact(s, element) || s->nodes[element].is->role != TAG_LINK)
        element = link_below(s, element);
    if (s->n_links == s->cap_links) {
        uint32_t cap = s->cap_links < 32 ? 32 : s->cap_links * 2;
        uint32_t *more = arena_array(s->arena, cap, sizeof *more);
        if (s->n_links > 0)
            memcpy(more, s->links, s->n_links * sizeof *more);
        s->links = more;
        s->cap_links = cap;
    }
    s->links[s->n_links] = element;
    add_content(s, element, (struct kid){.kind = KID_OBJECT, .page = page,
                                         .number = annotation});
    return (uint32_t)s->pages->n_pages + s->n_links++;
}

/* Before the first sibling that was created later; contents do not count. */
static void place_empty(struct structure *s, uint32_t element)
{
    struct node *node = &s->nodes[element];
    struct node *parent = &s->nodes[node->parent];
    struct kid **at = &parent->first;
    node->attached = true;
    while (*at != NULL && ((*at)->kind != KID_ELEMENT || (*at)->number < element))
        at = &(*at)->next;
    if (*at == NULL) {
        kid_append(s, parent, (struct kid){.number = element});
        return;
    }
    struct kid *kept = arena_alloc(s->arena, sizeof *kept);
    *kept = (struct kid){.number = element, .next = *at};
    *at = kept;
}

static void place_all_empty(struct structure *s)
{
    for (uint32_t i = 1; i < s->n; i++)
        if (!s->nodes[i].attached && !s->nodes[i].artifact)
            place_empty(s, i);
}

static void put_kid(struct structure *s, const struct node *node, const struct kid *kid)
{
    struct buf *b = &s->text;
    if (kid->kind == KID_ELEMENT) {
        syntax_ref(b, s->nodes[kid->number].object);
    } else if (kid->kind == KID_CONTENT && kid->page == node->page) {
        buf_int(b, kid->number);
    } else if (kid->kind == KID_CONTENT) {
        buf_adds(b, "<</Type/MCR/Pg ");
        syntax_ref(b, s->page_objects[kid->page]);
        buf_adds(b, "/MCID ");
        buf_int(b, kid->number);
        buf_adds(b, ">>");
    } else {
        buf_adds(b, "<</Type/OBJR/Pg ");
        syntax_ref(b, s->page_objects[kid->page]);
        buf_adds(b, "/Obj ");
        syntax_ref(b, kid->number);
        buf_adds(b, ">>");
    }
}

static void put_kids(struct structure *s, const struct node *node)
{
    if (node->first == NULL)
        return;
    bool many = node->first->next != NULL;
    buf_adds(&s->text, many ? "/K[" : "/K ");
    for (const struct kid *kid = node->first; kid != NULL; kid = kid->next) {
        if (kid != node->first)
            buf_addc(&s->text, ' ');
        put_kid(s, node, kid);
    }
    if (many)
        buf_addc(&s->text, ']');
}

/* Names of one width, so their order is that of the elements. */
static void put_name(const struct structure *s, struct buf *b, uint32_t element)
{
    buf_printf(b, "(e%0*u)", s->digits, (unsigned)element);
}

static void put_headers(const struct structure *s, struct buf *b, const struct page_element *is)
{
    if (is->n_headers == 0)
        return;
    buf_adds(b, "/Headers[");
    for (size_t i = 0; i < is->n_headers; i++)
        put_name(s, b, is->headers[i]);
    buf_addc(b, ']');
}

static void put_span(struct buf *b, const char *key, int n)
{
    if (n > 1)
        buf_printf(b, "/%s %d", key, n);
}

static void put_cell(const struct structure *s, struct buf *b, const struct page_element *is)
{
    static const char *const scopes[] = {
        [SCOPE_NONE] = "", [SCOPE_ROW] = "/Scope/Row", [SCOPE_COLUMN] = "/Scope/Column",
        [SCOPE_BOTH] = "/Scope/Both"};
    bool scoped = is->role == TAG_TH && is->scope > SCOPE_NONE && is->scope <= SCOPE_BOTH;
    if (!scoped && is->col_span <= 1 && is->row_span <= 1 && is->n_headers == 0)
        return;
    buf_adds(b, "/A<</O/Table");
    if (scoped)
        buf_adds(b, scopes[is->scope]);
    put_span(b, "ColSpan", is->col_span);
    put_span(b, "RowSpan", is->row_span);
    put_headers(s, b, is);
    buf_adds(b, ">>");
}

static void put_box(const struct structure *s, struct buf *b, const struct page_element *is)
{
    if (!is->has_box)
        return;
    mpt height = s->pages->page[is->box_page]->height;
    const mpt corners[4] = {is->x, height - is->y - is->h, is->x + is->w, height - is->y};
    buf_adds(b, "/A<</O/Layout/Placement/Block/BBox[");
    for (int i = 0; i < 4; i++) {
        if (i > 0)
            buf_addc(b, ' ');
        syntax_length(b, corners[i]);
    }
    buf_adds(b, "]>>");
}

/* ISO 14289-1, 7.6: lists with labels say how they are numbered. */
static void put_numbering(const struct structure *s, struct buf *b, uint32_t list)
{
    uint32_t label = s->nodes[list].label;
    if (label != 0)
        buf_printf(b, "/A<</O/List/ListNumbering/%s>>",
                   s->nodes[label].numbered ? "Decimal" : "Disc");
}

static void put_attributes(struct structure *s, uint32_t element)
{
    const struct page_element *is = s->nodes[element].is;
    struct buf *b = &s->text;
    if (is->role == TAG_TH || is->role == TAG_TD)
        put_cell(s, b, is);
    else if (is->role == TAG_FIGURE)
        put_box(s, b, is);
    else if (is->role == TAG_L)
        put_numbering(s, b, element);
    if (s->nodes[element].named) {
        buf_adds(b, "/ID");
        put_name(s, b, element);
    }
}

static void put_string(struct buf *b, const char *key, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    buf_adds(b, key);
    syntax_text(b, text);
}

/* What is read instead of the content stands for the space in it, too. */
static const char *actual_text(const struct structure *s, const struct node *node)
{
    const char *actual = node->is->actual;
    if (actual == NULL || !node->spaced)
        return actual;
    return arena_printf(s->arena, "%s ", actual);
}

static void put_strings(const struct structure *s, struct buf *b, const struct node *node)
{
    const struct page_element *is = node->is;
    put_string(b, "/T", is->title);
    put_string(b, "/Alt", is->alt);
    put_string(b, "/ActualText", actual_text(s, node));
    put_string(b, "/E", is->expansion);
    if (is->lang != NULL && *is->lang != '\0') {
        buf_adds(b, "/Lang");
        syntax_ascii(b, is->lang);
    }
}

static void keep_text(struct structure *s, uint32_t object)
{
    size_t n = s->text.len;
    engine_object_text(s->engine, object, syntax_keep(s->arena, &s->text), n);
}

static void write_element(struct structure *s, uint32_t element)
{
    const struct node *node = &s->nodes[element];
    struct buf *b = &s->text;
    buf_adds(b, "/S/");
    buf_adds(b, type_name(node->is->role));
    buf_adds(b, "/P ");
    syntax_ref(b, node->parent == 0 ? s->root : s->nodes[node->parent].object);
    if (node->has_page) {
        buf_adds(b, "/Pg ");
        syntax_ref(b, s->page_objects[node->page]);
    }
    put_attributes(s, element);
    put_strings(s, b, node);
    put_kids(s, node);
    keep_text(s, node->object);
}

static void put_number(struct structure *s, uint32_t key)
{
    struct buf *b = &s->text;
    size_t n_pages = s->pages->n_pages;
    buf_int(b, key);
    if (key >= n_pages) {
        buf_addc(b, ' ');
        syntax_ref(b, s->nodes[s->links[key - n_pages]].object);
        buf_addc(b, ' ');
        return;
    }
    const struct marks *m = &s->marks[key];
    buf_addc(b, '[');
    for (uint32_t i = 0; i < m->n; i++) {
        if (i > 0)
            buf_addc(b, ' ');
        syntax_ref(b, s->nodes[m->element[i]].object);
    }
    buf_addc(b, ']');
}

/* The end of the leaf that begins with a key: pages and annotations are not mixed. */
static uint32_t leaf_end(const struct structure *s, uint32_t from)
{
    uint32_t n_pages = (uint32_t)s->pages->n_pages;
    uint32_t end = from < n_pages ? n_pages : n_pages + s->n_links;
    return end - from < LEAF_NUMBERS ? end : from + LEAF_NUMBERS;
}

/* Two levels: leaves small enough for readers that search them line by line. */
static uint32_t write_parent_tree(struct structure *s)
{
    uint32_t n_pages = (uint32_t)s->pages->n_pages, n = n_pages + s->n_links;
    struct buf kids = BUF_INIT;
    buf_adds(&kids, "/Kids[");
    for (uint32_t from = 0, to; from < n; from = to) {
        to = leaf_end(s, from);
        uint32_t leaf = from < n_pages ? s->leaves[from / LEAF_NUMBERS] : engine_object(s->engine);
        buf_printf(&s->text, "/Limits[%u %u]/Nums[", (unsigned)from, (unsigned)(to - 1));
        for (uint32_t key = from; key < to; key++)
            put_number(s, key);
        buf_addc(&s->text, ']');
        keep_text(s, leaf);
        if (from > 0)
            buf_addc(&kids, ' ');
        syntax_ref(&kids, leaf);
    }
    buf_addc(&kids, ']');
    uint32_t tree = engine_object(s->engine);
    buf_add(&s->text, kids.data, kids.len);
    keep_text(s, tree);
    buf_release(&kids);
    return tree;
}

static uint32_t next_named(const struct structure *s, uint32_t element)
{
    while (element < s->n && (s->nodes[element].artifact || !s->nodes[element].named))
        element++;
    return element;
}

/* A leaf with the names from an element on; sets *element to the first of the next. */
static uint32_t write_names(struct structure *s, uint32_t *element)
{
    uint32_t leaf = engine_object(s->engine);
    uint32_t last = *element;
    struct buf *b = &s->text;
    struct buf names = BUF_INIT;
    buf_adds(b, "/Limits[");
    put_name(s, b, *element);
    for (int i = 0; i < LEAF_NUMBERS && *element < s->n; i++) {
        last = *element;
        put_name(s, &names, last);
        syntax_ref(&names, s->nodes[last].object);
        *element = next_named(s, last + 1);
    }
    put_name(s, b, last);
    buf_adds(b, "]/Names[");
    buf_add(b, names.data, names.len);
    buf_addc(b, ']');
    keep_text(s, leaf);
    buf_release(&names);
    return leaf;
}

/* Two levels like the parent tree; 0 without any name. */
static uint32_t write_id_tree(struct structure *s)
{
    uint32_t element = next_named(s, 1);
    struct buf kids = BUF_INIT;
    if (element == s->n)
        return 0;
    buf_adds(&kids, "/Kids[");
    while (element < s->n) {
        syntax_ref(&kids, write_names(s, &element));
        buf_addc(&kids, element < s->n ? ' ' : ']');
    }
    uint32_t tree = engine_object(s->engine);
    buf_add(&s->text, kids.data, kids.len);
    keep_text(s, tree);
    buf_release(&kids);
    return tree;
}

uint32_t structure_write(struct structure *s)
{
    place_all_empty(s);
    for (uint32_t i = 1; i < s->n; i++)
        if (!s->nodes[i].artifact)
            write_element(s, i);
    uint32_t tree = write_parent_tree(s);
    uint32_t names = write_id_tree(s);
    buf_adds(&s->text, "/Type/StructTreeRoot/ParentTree ");
    syntax_ref(&s->text, tree);
    buf_printf(&s->text, "/ParentTreeNextKey %u",
               (unsigned)(s->pages->n_pages + s->n_links));
    if (names != 0) {
        buf_adds(&s->text, "/IDTree ");
        syntax_ref(&s->text, names);
    }
    put_kids(s, &s->nodes[0]);
    keep_text(s, s->root);
    buf_release(&s->text);
    return s->root;
}
