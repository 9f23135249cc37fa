#include "structure/lex.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH = 12, NUMBER_MAX = 40 };

static bool white(unsigned char c)
{
    return c == 0 || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == ' ';
}

static bool delimiter(unsigned char c)
{
    return memchr("()<>[]{}/%", c, 10) != NULL;
}

static void skip_white(struct lex *l)
{
    while (l->p < l->end) {
        if (*l->p == '%')
            while (l->p < l->end && *l->p != '\n' && *l->p != '\r')
                l->p++;
        else if (white(*l->p))
            l->p++;
        else
            break;
    }
}

static int digit_value(unsigned char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct lex_value bad(const char *what)
{
    return (struct lex_value){.kind = LEX_BAD, .text = what};
}

static struct lex_value hex_string(struct lex *l)
{
    struct growing g = {.store = l->store};
    int half = -1;
    for (l->p++; l->p < l->end && *l->p != '>'; l->p++) {
        int value = digit_value(*l->p);
        if (value < 0 && !white(*l->p))
            return bad("a sign in a hexadecimal string");
        if (value < 0)
            continue;
        if (half >= 0) {
            char byte = (char)(half << 4 | value);
            growing_add(&g, &byte, 1);
        }
        half = half >= 0 ? -1 : value;
    }
    if (l->p == l->end)
        return bad("a string without end");
    l->p++;
    if (half >= 0) {
        char byte = (char)(half << 4);
        growing_add(&g, &byte, 1);
    }
    return (struct lex_value){.kind = LEX_STRING, .text = g.data != NULL ? g.data : "",
                              .len = g.len};
}

/* Behind a backslash; false where it stands for nothing (a continued line). */
static bool escaped(struct lex *l, char *byte)
{
    static const char from[] = "nrtbf", to[] = "\n\r\t\b\f";
    unsigned char c = *l->p;
    const char *known = memchr(from, c, 5);
    if (c >= '0' && c <= '7') {
        unsigned value = 0;
        for (int i = 0; i < 3 && l->p < l->end && *l->p >= '0' && *l->p <= '7'; i++, l->p++)
            value = value * 8 + (*l->p - '0');
        *byte = (char)(value & 0xFF);
        return true;
    }
    l->p++;
    if (c == '\r' && l->p < l->end && *l->p == '\n')
        l->p++;
    if (c == '\r' || c == '\n')
        return false;
    *byte = known != NULL ? to[known - from] : (char)c;
    return true;
}

static struct lex_value literal_string(struct lex *l)
{
    struct growing g = {.store = l->store};
    int depth = 1;
    l->p++;
    while (l->p < l->end) {
        char byte = (char)*l->p;
        if (byte == '\\') {
            if (++l->p == l->end)
                break;
            if (escaped(l, &byte))
                growing_add(&g, &byte, 1);
            continue;
        }
        l->p++;
        depth += byte == '(' ? 1 : byte == ')' ? -1 : 0;
        if (depth == 0)
            return (struct lex_value){.kind = LEX_STRING, .text = g.data != NULL ? g.data : "",
                                      .len = g.len};
        growing_add(&g, &byte, 1);
    }
    return bad("a string without end");
}

static struct lex_value name(struct lex *l)
{
    struct growing g = {.store = l->store};
    for (l->p++; l->p < l->end && !white(*l->p) && !delimiter(*l->p); l->p++) {
        char byte = (char)*l->p;
        if (byte == '#' && l->end - l->p > 2 && digit_value(l->p[1]) >= 0 &&
            digit_value(l->p[2]) >= 0) {
            byte = (char)(digit_value(l->p[1]) << 4 | digit_value(l->p[2]));
            l->p += 2;
        }
        if (byte != '\0')
            growing_add(&g, &byte, 1);
    }
    return (struct lex_value){.kind = LEX_NAME, .text = g.data != NULL ? g.data : "",
                              .len = g.len};
}

static struct lex_value word(struct lex *l)
{
    const unsigned char *start = l->p;
    while (l->p < l->end && !white(*l->p) && !delimiter(*l->p))
        l->p++;
    size_t n = (size_t)(l->p - start);
    char *text = store_text(l->store, (const char *)start, n);
    if (strchr("+-.0123456789", text[0]) == NULL || n > NUMBER_MAX)
        return (struct lex_value){.kind = LEX_OPERATOR, .text = text, .len = n};
    if (strspn(text, "+-.0123456789") != n)
        return bad("a number with other signs in it");
    return (struct lex_value){.kind = LEX_NUMBER, .number = strtod(text, NULL)};
}

static struct lex_value next(struct lex *l, int depth);

static bool at_end_of(struct lex *l, bool dict)
{
    if (!dict)
        return *l->p == ']';
    return *l->p == '>' && l->end - l->p > 1 && l->p[1] == '>';
}

static struct lex_value list(struct lex *l, int depth, bool dict)
{
    struct lex_value all = {.kind = dict ? LEX_DICT : LEX_ARRAY};
    size_t cap = 0;
    if (depth >= DEPTH)
        return bad("nested too deep");
    for (skip_white(l); l->p < l->end; skip_white(l)) {
        if (at_end_of(l, dict)) {
            l->p += dict ? 2 : 1;
            return all;
        }
        struct lex_value item = next(l, depth + 1);
        if (item.kind == LEX_BAD)
            return item;
        all.items = store_room(l->store, all.items, all.n, &cap, sizeof item);
        all.items[all.n++] = item;
    }
    return bad("an array or dictionary without end");
}

static struct lex_value next(struct lex *l, int depth)
{
    skip_white(l);
    if (l->p == l->end)
        return (struct lex_value){.kind = LEX_END};
    bool doubled = l->end - l->p > 1 && l->p[1] == *l->p;
    switch (*l->p) {
    case '(': return literal_string(l);
    case '/': return name(l);
    case '[': l->p++; return list(l, depth, false);
    case '<':
        if (!doubled)
            return hex_string(l);
        l->p += 2;
        return list(l, depth, true);
    case ')': case '>': case ']': case '{': case '}':
        l->p++;
        return bad("a bracket that was not opened");
    default: return word(l);
    }
}

struct lex_value lex_next(struct lex *l)
{
    return next(l, 0);
}

const struct lex_value *lex_key(const struct lex_value *dict, const char *key)
{
    for (size_t i = 0; dict->kind == LEX_DICT && i + 1 < dict->n; i += 2)
        if (dict->items[i].kind == LEX_NAME && strcmp(dict->items[i].text, key) == 0)
            return &dict->items[i + 1];
    return NULL;
}
