#include "xml/xpath.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "xml/xml_private.h"
#include "xml/xpath_private.h"

static xmlNode *native(struct xpath_item *i)
{
    return (xmlNode *)i;
}

static const xmlNode *native_const(const struct xpath_item *i)
{
    return (const xmlNode *)i;
}

static const xmlChar *chars(const char *s)
{
    return (const xmlChar *)s;
}

struct xpath *xpath_new(void)
{
    xml_tame_library();
    struct arena *a = arena_new();
    struct xpath *x = arena_alloc(a, sizeof *x);
    x->arena = a;
    x->scratch = arena_new();
    x->doc = xmlNewDoc(chars("1.0"));
    x->doc->dict = xmlDictCreate();
    x->root = xmlNewDocNode(x->doc, NULL, chars("items"), NULL);
    xmlDocSetRootElement(x->doc, x->root);
    x->nowhere = xmlNewDocNode(x->doc, NULL, chars("nothing"), NULL);
    names_init(&x->entry_names);
    names_init(&x->texts);
    names_init(&x->variables);
    return x;
}

static void free_expressions(struct xpath *x)
{
    for (uint32_t i = 0; i < x->texts.count; i++) {
        struct xpath_expression *e = x->expressions[i];
        xmlXPathFreeCompExpr(e->compiled);
        free(e->calls);
        free(e->uses);
    }
    free(x->expressions);
}

static void release_binding(struct xpath_binding *b)
{
    free((void *)b->value.string);
    free((void *)b->value.items);
}

void xpath_free(struct xpath *x)
{
    if (x == NULL)
        return;
    free_expressions(x);
    for (size_t i = 0; i < x->n_bindings; i++)
        release_binding(&x->bindings[i]);
    free(x->bindings);
    free(x->frames);
    free(x->visible);
    free(x->was_set);
    free(x->entries);
    free(x->items);
    names_release(&x->entry_names);
    names_release(&x->texts);
    names_release(&x->variables);
    xmlXPathFreeContext(x->ctxt);
    xmlFreeNode(x->nowhere);
    xmlFreeDoc(x->doc);
    arena_free(x->scratch);
    arena_free(x->arena);
}

/* Items */

/* libxml2 compares elements by this number where it is negative (as
 * xmlXPathOrderDocElems sets it), else by walking the tree. */
static void give_order(struct xpath *x, xmlNode *n)
{
    n->content = (xmlChar *)-(++x->order);
}

void xpath_order(struct xpath *x, struct xpath_item *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (native(items[i])->type == XML_ELEMENT_NODE)
            give_order(x, native(items[i]));
    }
}

struct xpath_item *xpath_item_new(struct xpath *x, struct xpath_item *parent, const char *name,
                                  const void *owner)
{
    xmlNode *n = xmlNewDocNode(x->doc, NULL, chars(name), NULL);
    union {
        const void *lent;
        void *kept;
    } pointer = {.lent = owner};
    n->_private = pointer.kept;
    xmlAddChild(parent != NULL ? native(parent) : x->root, n);
    give_order(x, n);
    if (x->n_items == x->cap_items) {
        x->cap_items = x->cap_items == 0 ? 256 : x->cap_items * 2;
        x->items = mem_grow(x->items, x->cap_items, sizeof(xmlNode *));
    }
    x->items[x->n_items++] = n;
    return (struct xpath_item *)n;
}

static xmlAttr *find_attribute(const xmlNode *n, const char *name)
{
    xmlAttr *a = n->type == XML_ELEMENT_NODE ? n->properties : NULL;
    while (a != NULL && strcmp((const char *)a->name, name) != 0)
        a = a->next;
    return a;
}

void xpath_item_set(struct xpath_item *i, const char *attr, const char *value)
{
    assert(native(i)->type == XML_ELEMENT_NODE && value != NULL);
    xmlAttr *old = find_attribute(native(i), attr);
    if (old != NULL)
        xmlRemoveProp(old);
    xmlNewProp(native(i), chars(attr), chars(value));
}

void xpath_item_text(struct xpath_item *i, const char *text)
{
    assert(native(i)->type == XML_ELEMENT_NODE);
    xmlNode *n = native(i);
    xmlNode *next;
    for (xmlNode *c = n->children; c != NULL; c = next) {
        next = c->next;
        if (c->type != XML_TEXT_NODE)
            continue;
        xmlUnlinkNode(c);
        xmlFreeNode(c);
    }
    xmlAddChild(n, xmlNewDocText(n->doc, chars(text)));
}

const void *xpath_item_owner(const struct xpath_item *i)
{
    return native_const(i)->type == XML_ELEMENT_NODE ? native_const(i)->_private : NULL;
}

const char *xpath_item_attr_name(const struct xpath_item *i, size_t n)
{
    const xmlAttr *a = native_const(i)->type == XML_ELEMENT_NODE ? native_const(i)->properties
                                                                 : NULL;
    while (a != NULL && n-- > 0)
        a = a->next;
    return a != NULL ? (const char *)a->name : NULL;
}

bool xpath_item_is_attribute(const struct xpath_item *i)
{
    return native_const(i)->type == XML_ATTRIBUTE_NODE;
}

const char *xpath_item_name(const struct xpath_item *i)
{
    const xmlChar *name = native_const(i)->name;
    return name != NULL ? (const char *)name : "";
}

const char *xpath_item_attr(const struct xpath_item *i, const char *attr)
{
    const xmlAttr *a = find_attribute(native_const(i), attr);
    if (a == NULL)
        return NULL;
    bool filled = a->children != NULL && a->children->content != NULL;
    return filled ? (const char *)a->children->content : "";
}

size_t xpath_mark(const struct xpath *x)
{
    return x->n_items;
}

/* The last first, so that an item goes before its parent. */
void xpath_reset(struct xpath *x, size_t mark)
{
    assert(mark <= x->n_items);
    while (x->n_items > mark) {
        xmlNode *n = x->items[--x->n_items];
        if (x->context == n)
            x->context = NULL;
        xmlUnlinkNode(n);
        xmlFreeNode(n);
    }
    arena_free(x->scratch);
    x->scratch = arena_new();
}

void xpath_context(struct xpath *x, struct xpath_item *item)
{
    x->context = native(item);
}

/* Functions and variables */

void xpath_register(struct xpath *x, const char *name, int min_args, int max_args,
                    xpath_function *f, void *ctx)
{
    uint32_t id = names_intern(&x->entry_names, name, strlen(name));
    if (id + 1 == x->entry_names.count) {
        x->entries = mem_grow(x->entries, (size_t)id + 1, sizeof *x->entries);
        x->entries[id] = arena_alloc(x->arena, sizeof **x->entries);
    }
    *x->entries[id] = (struct xpath_entry){.name = names_at(&x->entry_names, id),
                                           .min_args = min_args, .max_args = max_args,
                                           .f = f, .ctx = ctx};
}

void xpath_describe(struct xpath *x, const char *name, const char *form)
{
    uint32_t id = names_find(&x->entry_names, name, strlen(name));
    if (id != NAMES_NONE)
        x->entries[id]->form = form;
}

void xpath_enter(struct xpath *x)
{
    if (x->n_frames == x->cap_frames) {
        x->cap_frames = x->cap_frames == 0 ? 16 : x->cap_frames * 2;
        x->frames = mem_grow(x->frames, x->cap_frames, sizeof *x->frames);
    }
    x->frames[x->n_frames++] = x->n_bindings;
}

void xpath_leave(struct xpath *x)
{
    assert(x->n_frames > 0);
    size_t keep = x->frames[--x->n_frames];
    while (x->n_bindings > keep) {
        struct xpath_binding *b = &x->bindings[--x->n_bindings];
        x->visible[b->name] = b->hidden;
        release_binding(b);
    }
}

static struct xpath_value own_copy(const struct xpath_value *v)
{
    struct xpath_value copy = *v;
    copy.string = v->type == XPATH_STRING ? mem_strdup(v->string != NULL ? v->string : "") : NULL;
    copy.items = NULL;
    copy.n_items = v->type == XPATH_ITEMS ? v->n_items : 0;
    if (copy.n_items > 0) {
        struct xpath_item **items = mem_grow(NULL, copy.n_items, sizeof *items);
        memcpy(items, v->items, copy.n_items * sizeof *items);
        copy.items = items;
    }
    return copy;
}

void xpath_set(struct xpath *x, const char *name, const struct xpath_value *v)
{
    uint32_t id = names_intern(&x->variables, name, strlen(name));
    if (id >= x->n_visible) {
        size_t n = (size_t)id + 1;
        x->visible = mem_grow(x->visible, n, sizeof *x->visible);
        memset(x->visible + x->n_visible, 0, (n - x->n_visible) * sizeof *x->visible);
        x->was_set = mem_grow(x->was_set, n, sizeof *x->was_set);
        memset(x->was_set + x->n_visible, 0, (n - x->n_visible) * sizeof *x->was_set);
        x->n_visible = n;
    }
    if (x->n_bindings == x->cap_bindings) {
        x->cap_bindings = x->cap_bindings == 0 ? 64 : x->cap_bindings * 2;
        x->bindings = mem_grow(x->bindings, x->cap_bindings, sizeof *x->bindings);
    }
    x->bindings[x->n_bindings++] = (struct xpath_binding){id, x->visible[id], own_copy(v)};
    x->visible[id] = x->n_bindings;
    x->was_set[id] = true;
}

const struct xpath_binding *xpath_lookup(const struct xpath *x, uint32_t name)
{
    size_t i = name < x->n_visible ? x->visible[name] : 0;
    return i > 0 ? &x->bindings[i - 1] : NULL;
}

/* Values */

xmlXPathObject *xpath_to_object(struct xpath *x, const struct xpath_value *v)
{
    switch (v->type) {
    case XPATH_BOOL: return xmlXPathNewBoolean(v->truth);
    case XPATH_NUMBER: return xmlXPathNewFloat(v->number);
    case XPATH_STRING: return xmlXPathNewString(chars(v->string != NULL ? v->string : ""));
    case XPATH_ITEMS: break;
    }
    xmlXPathObject *o = xmlXPathNewNodeSet(NULL);
    xpath_order(x, v->items, v->n_items);
    for (size_t i = 0; i < v->n_items; i++)
        xmlXPathNodeSetAddUnique(o->nodesetval, native(v->items[i]));
    return o;
}

static void take_items(struct xpath *x, const xmlNodeSet *set, struct xpath_value *out)
{
    size_t n = set != NULL ? (size_t)set->nodeNr : 0;
    struct xpath_item **items = arena_array(x->scratch, n > 0 ? n : 1, sizeof *items);
    for (size_t i = 0; i < n; i++)
        items[i] = (struct xpath_item *)set->nodeTab[i];
    out->items = items;
    out->n_items = n;
}

void xpath_from_object(struct xpath *x, const xmlXPathObject *o, struct xpath_value *out)
{
    *out = (struct xpath_value){.type = XPATH_STRING, .string = ""};
    switch (o->type) {
    case XPATH_BOOLEAN:
        out->type = XPATH_BOOL;
        out->truth = o->boolval != 0;
        break;
    case LIBXML_XPATH_NUMBER:
        out->type = XPATH_NUMBER;
        out->number = o->floatval;
        break;
    case XPATH_NODESET:
        out->type = XPATH_ITEMS;
        take_items(x, o->nodesetval, out);
        break;
    default: /* a string; our trees make no other type */
        if (o->stringval != NULL)
            out->string = arena_strdup(x->scratch, (const char *)o->stringval);
        break;
    }
}

bool xpath_truth(const struct xpath_value *v)
{
    switch (v->type) {
    case XPATH_BOOL: return v->truth;
    case XPATH_NUMBER: return v->number < 0 || v->number > 0; /* false for not-a-number */
    case XPATH_STRING: return v->string != NULL && v->string[0] != '\0';
    case XPATH_ITEMS: return v->n_items > 0;
    }
    return false;
}

double xpath_number(const struct xpath_value *v)
{
    switch (v->type) {
    case XPATH_BOOL: return v->truth ? 1 : 0;
    case XPATH_NUMBER: return v->number;
    case XPATH_STRING: return xmlXPathCastStringToNumber(chars(v->string));
    case XPATH_ITEMS: break;
    }
    return v->n_items > 0 ? xmlXPathCastNodeToNumber(native(v->items[0])) : xmlXPathNAN;
}

const char *xpath_string(struct xpath *x, const struct xpath_value *v)
{
    xmlChar *text = NULL;
    switch (v->type) {
    case XPATH_BOOL: return v->truth ? "true" : "false";
    case XPATH_STRING: return v->string != NULL ? v->string : "";
    case XPATH_NUMBER: text = xmlXPathCastNumberToString(v->number); break;
    case XPATH_ITEMS:
        if (v->n_items > 0)
            text = xmlXPathCastNodeToString(native(v->items[0]));
        break;
    }
    const char *result = text != NULL ? arena_strdup(x->scratch, (const char *)text) : "";
    xmlFree(text);
    return result;
}
