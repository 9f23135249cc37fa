#include "compose/compose_private.h"

#include <ctype.h>
#include <string.h>

/* Copies an element with all below it; an element without children keeps its text. */
static struct xpath_item *copy(struct compose *c, struct xpath_item *parent,
                               const struct xml_node *n)
{
    struct xpath_item *item = xpath_item_new(c->xpath, parent, xml_name(n), NULL);
    const char *value = NULL;
    const char *name;
    for (size_t i = 0; (name = xml_attr_at(n, i, &value)) != NULL; i++)
        xpath_item_set(item, name, value);
    if (xml_first(n) == NULL)
        xpath_item_text(item, xml_text(c->arena, n));
    for (const struct xml_node *child = xml_first(n); child != NULL; child = xml_next(child))
        copy(c, item, child);
    return item;
}

void compose_use_field(struct compose *c, int field)
{
    c->field = field;
}

void compose_use_record(struct compose *c, const char *name, const struct xml_node *root)
{
    c->records = arena_push(c->arena, c->records, c->n_records, sizeof *c->records);
    c->records[c->n_records++] = (struct record){
        arena_strdup(c->arena, name), root != NULL ? copy(c, NULL, root) : NULL, NULL};
}

void compose_need_record(struct compose *c, const char *name, const char *file)
{
    for (size_t i = 0; i < c->n_records; i++) {
        if (strcmp(c->records[i].name, name) == 0)
            c->records[i].needed = arena_strdup(c->arena, file);
    }
}

static bool uses(const char *expression, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = strchr(expression, '$'); p != NULL; p = strchr(p + 1, '$')) {
        if (strncmp(p + 1, name, n) == 0 && strspn(p + 1 + n, "-_.") == 0 &&
            !isalnum((unsigned char)p[1 + n]))
            return true;
    }
    return false;
}

const struct record *record_missing(const struct compose *c, const char *expression)
{
    for (size_t i = 0; i < c->n_records; i++) {
        const struct record *r = &c->records[i];
        if (r->needed != NULL && r->item == NULL && uses(expression, r->name))
            return r;
    }
    return NULL;
}
