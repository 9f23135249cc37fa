#include "xml/xml.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/utf8.h"
#include "xml/xml_private.h"

const struct xml_node *xml_root(const struct xml_doc *doc)
{
    return doc->root;
}

const char *xml_file(const struct xml_doc *doc)
{
    return doc->file;
}

static const struct xml_node *element_from(const struct xml_node *n)
{
    while (n != NULL && n->kind != XML_KIND_ELEMENT)
        n = n->next;
    return n;
}

const struct xml_node *xml_first(const struct xml_node *n)
{
    return n != NULL ? element_from(n->first) : NULL;
}

const struct xml_node *xml_next(const struct xml_node *n)
{
    return n != NULL ? element_from(n->next) : NULL;
}

const struct xml_node *xml_child(const struct xml_node *n, const char *name)
{
    const struct xml_node *c = xml_first(n);
    while (c != NULL && strcmp(c->name, name) != 0)
        c = xml_next(c);
    return c;
}

const struct xml_node *xml_next_same(const struct xml_node *n)
{
    const struct xml_node *c = xml_next(n);
    while (c != NULL && strcmp(c->name, n->name) != 0)
        c = xml_next(c);
    return c;
}

const struct xml_node *xml_first_any(const struct xml_node *n)
{
    return n != NULL ? n->first : NULL;
}

const struct xml_node *xml_next_any(const struct xml_node *n)
{
    return n != NULL ? n->next : NULL;
}

const struct xml_node *xml_parent(const struct xml_node *n)
{
    return n != NULL ? n->parent : NULL;
}

bool xml_is_text(const struct xml_node *n)
{
    return n != NULL && n->kind == XML_KIND_TEXT;
}

bool xml_is(const struct xml_node *n, const char *name)
{
    return n != NULL && n->kind == XML_KIND_ELEMENT && strcmp(n->name, name) == 0;
}

const char *xml_name(const struct xml_node *n)
{
    return n != NULL ? n->name : "";
}

const char *xml_raw(const struct xml_node *n)
{
    return n != NULL && n->text != NULL ? n->text : "";
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Non-breaking spaces are not white space here: authors set them on purpose. */
static void add_collapsed(struct buf *b, const char *s, bool *pending)
{
    for (; *s != '\0'; s++) {
        if (is_space(*s)) {
            *pending = b->len > 0;
            continue;
        }
        if (*pending)
            buf_addc(b, ' ');
        *pending = false;
        buf_addc(b, *s);
    }
}

/* The loader limits the levels of a document, so recursion is limited. */
static void add_text(struct buf *b, const struct xml_node *n, bool *pending)
{
    if (n->text != NULL)
        add_collapsed(b, n->text, pending);
    for (const struct xml_node *c = n->first; c != NULL; c = c->next)
        add_text(b, c, pending);
}

char *xml_text(struct arena *a, const struct xml_node *n)
{
    struct buf b = BUF_INIT;
    bool pending = false;
    if (n != NULL)
        add_text(&b, n, &pending);
    char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

struct xml_node *xml_node_attr(const struct xml_node *n, const char *name)
{
    struct xml_node *a = n != NULL ? n->attrs : NULL;
    while (a != NULL && strcmp(a->name, name) != 0)
        a = a->next;
    return a;
}

const char *xml_attr(const struct xml_node *n, const char *name)
{
    const struct xml_node *a = xml_node_attr(n, name);
    return a != NULL ? a->text : NULL;
}

const char *xml_attr_at(const struct xml_node *n, size_t i, const char **value)
{
    const struct xml_node *a = n->attrs;
    while (a != NULL && i-- > 0)
        a = a->next;
    *value = a != NULL ? a->text : NULL;
    return a != NULL ? a->name : NULL;
}

/* Trims the value, as the types of the grammar do. */
static const char *trimmed(const char *s, size_t *n)
{
    while (is_space(*s))
        s++;
    *n = strlen(s);
    while (*n > 0 && is_space(s[*n - 1]))
        --*n;
    return s;
}

int xml_attr_int(const struct xml_node *n, const char *name, int fallback, struct diag *d)
{
    const char *value = xml_attr(n, name);
    if (value == NULL)
        return fallback;
    size_t len;
    const char *s = trimmed(value, &len);
    bool negative = len > 0 && *s == '-';
    bool sign = negative || (len > 0 && *s == '+');
    unsigned number;
    if (len > sign && decimal_uint(s + sign, len - sign, INT_MAX, &number))
        return negative ? -(int)number : (int)number;
    char shown[16];
    snprintf(shown, sizeof shown, "%d", fallback);
    XML_REPORT(d, XML_NO_INTEGER, n, name, value, name, shown);
    return fallback;
}

double xml_attr_number(const struct xml_node *n, const char *name, double fallback,
                       struct diag *d)
{
    const char *value = xml_attr(n, name);
    if (value == NULL)
        return fallback;
    size_t len;
    const char *s = trimmed(value, &len);
    double number;
    int decimals;
    if (decimal_parse(s, len, (struct decimal_form){'.', 0}, &number, &decimals) == DECIMAL_OK)
        return number;
    char shown[32];
    snprintf(shown, sizeof shown, "%.10g", fallback);
    XML_REPORT(d, XML_NO_NUMBER, n, name, value, name, shown);
    return fallback;
}

/* Bytes of white space before the first word of a text. */
static size_t leading(const struct xml_node *n)
{
    size_t i = 0;
    while (is_space(n->text[i]))
        i++;
    return n->text[i] != '\0' ? i : 0;
}

static size_t offset_of(const struct xml_node *n, const char *attr)
{
    const struct xml_node *a = attr != NULL ? xml_node_attr(n, attr) : NULL;
    if (a != NULL)
        return a->start;
    return n->kind == XML_KIND_TEXT ? xml_source_offset(n, leading(n)) : n->start;
}

struct place xml_place(const struct xml_node *n)
{
    return xml_attr_place(n, NULL);
}

struct place xml_attr_place(const struct xml_node *n, const char *attr)
{
    if (n == NULL)
        return (struct place){NULL, 0, 0};
    return xml_source_place(n->doc, offset_of(n, attr));
}

void xml_report(struct diag *d, enum diag_code code, const struct xml_node *n, const char *attr,
                const char *const *args)
{
    if (n == NULL)
        diag_report(d, code, (struct place){NULL, 0, 0}, args);
    else
        xml_source_report(d, code, n->doc, offset_of(n, attr), args);
}

void xml_report_at(struct diag *d, enum diag_code code, const struct xml_node *n,
                   const char *attr, size_t offset, const char *const *args)
{
    const struct xml_node *a = n;
    if (attr != NULL)
        a = xml_node_attr(n, attr);
    else if (n != NULL && n->kind == XML_KIND_ELEMENT && xml_is_text(n->first))
        a = n->first;
    if (a == NULL || a->kind == XML_KIND_ELEMENT)
        xml_report(d, code, n, NULL, args);
    else
        xml_source_report(d, code, n->doc, xml_source_offset(a, offset), args);
}

/* The attribute or text that holds s; recursion is limited as in add_text(). */
static const struct xml_node *holder(const struct xml_node *n, const char *s)
{
    const struct xml_node *found = n->text != NULL && strstr(n->text, s) != NULL ? n : NULL;
    for (const struct xml_node *a = n->attrs; a != NULL && found == NULL; a = a->next)
        found = holder(a, s);
    if (n->kind != XML_KIND_ELEMENT)
        return found;
    for (const struct xml_node *c = n->first; c != NULL && found == NULL; c = c->next)
        found = holder(c, s);
    return found;
}

bool xml_report_text(struct diag *d, enum diag_code code, const struct xml_node *n,
                     const char *s, const char *const *args)
{
    const struct xml_node *at = n != NULL && s != NULL ? holder(n, s) : NULL;
    if (at == NULL)
        xml_report(d, code, n, NULL, args);
    else
        xml_source_report(d, code, at->doc,
                          xml_source_offset(at, (size_t)(strstr(at->text, s) - at->text)), args);
    return at != NULL;
}

/* How far a name may be from what was written to be offered: a third of it. */
static int tolerance(const char *s)
{
    size_t n = utf8_length(s, strlen(s));
    return n <= 4 ? 1 : n <= 6 ? 2 : 3;
}

void xml_guess_try(struct xml_guess *g, const char *candidate)
{
    if (g->best != NULL && g->distance < 0)
        return;
    if (xml_means(g->wanted, candidate)) {
        g->best = candidate;
        g->distance = -1; /* nothing is nearer */
        return;
    }
    int limit = g->best != NULL ? g->distance - 1 : tolerance(g->wanted);
    if (limit < 0)
        return;
    int distance = str_distance(g->wanted, candidate, limit);
    if (distance <= limit && (size_t)distance < utf8_length(candidate, strlen(candidate))) {
        g->best = candidate;
        g->distance = distance;
    }
}

const char *xml_guess_text(struct arena *a, const struct xml_guess *g, const char *open,
                           const char *close)
{
    if (g->best == NULL)
        return "";
    return arena_printf(a, " Meinten Sie %s%s%s?", open, g->best, close);
}
