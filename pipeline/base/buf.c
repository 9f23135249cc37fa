#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { PRINTED = 48 }; /* [bytes] room for most of what is printed: then once is enough */

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

void buf_release(struct buf *b)
{
    free(b->data);
    *b = (struct buf)BUF_INIT;
}

char *buf_detach(struct buf *b)
{
    buf_reserve(b, 0);
    char *data = b->data;
    *b = (struct buf)BUF_INIT;
    return data;
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data != NULL)
        b->data[0] = '\0';
}

void buf_reserve(struct buf *b, size_t extra)
{
    /* An impossible size goes to mem_grow, which ends the process. */
    size_t need = extra < SIZE_MAX - b->len - 1 ? b->len + extra + 1 : SIZE_MAX;
    if (need <= b->cap)
        return;
    size_t cap = b->cap < 64 ? 64 : b->cap;
    while (cap < need)
        cap = cap <= SIZE_MAX / 2 ? cap * 2 : need;
    b->data = mem_grow(b->data, cap, 1);
    b->cap = cap;
    b->data[b->len] = '\0';
}

void buf_add(struct buf *b, const void *bytes, size_t n)
{
    buf_reserve(b, n);
    if (n > 0)
        memcpy(b->data + b->len, bytes, n);
    b->len += n;
    b->data[b->len] = '\0';
}

void buf_adds(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addc(struct buf *b, char c)
{
    if (b->len + 1 >= b->cap) /* nothing is called for most characters */
        buf_reserve(b, 1);
    b->data[b->len++] = c;
    b->data[b->len] = '\0';
}

void buf_vprintf(struct buf *b, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    buf_reserve(b, PRINTED);
    int n = vsnprintf(b->data + b->len, b->cap - b->len, format, args);
    assert(n >= 0);
    if ((size_t)n >= b->cap - b->len) {
        buf_reserve(b, (size_t)n);
        vsnprintf(b->data + b->len, (size_t)n + 1, format, again);
    }
    va_end(again);
    b->len += (size_t)n;
}

void buf_printf(struct buf *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(b, format, args);
    va_end(args);
}

static uint64_t magnitude(int64_t v)
{
    return v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
}

/* Digits of v to the end of text, at least min of them; returns the first. */
static char *digits_before(char *end, uint64_t v, int min)
{
    char *p = end;
    while (v > 0 || min > 0) {
        *--p = (char)('0' + v % 10);
        v /= 10;
        min--;
    }
    return p;
}

void buf_int(struct buf *b, int64_t v)
{
    char text[24];
    char *end = text + sizeof text;
    char *p = digits_before(end, magnitude(v), 1);
    if (v < 0)
        *--p = '-';
    buf_add(b, p, (size_t)(end - p));
}

void buf_fixed(struct buf *b, int64_t v, int decimals)
{
    assert(decimals >= 0 && decimals <= 18);
    uint64_t m = magnitude(v);
    while (decimals > 0 && m % 10 == 0) {
        m /= 10;
        decimals--;
    }
    char text[32];
    char *end = text + sizeof text;
    char *p = digits_before(end, m, decimals + 1);
    if (v < 0)
        buf_addc(b, '-');
    size_t whole = (size_t)(end - p) - (size_t)decimals;
    buf_add(b, p, whole);
    if (decimals > 0) {
        buf_addc(b, '.');
        buf_add(b, p + whole, (size_t)decimals);
    }
}

static const char *xml_entity(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return NULL;
    }
}

/* XML 1.0, production 2 (Char); what it forbids cannot be escaped either. */
static bool xml_allows(uint32_t cp)
{
    return cp != UTF8_BAD && cp >= 0x20 && cp != 0xFFFE && cp != 0xFFFF;
}

void buf_double(struct buf *b, double v)
{
    char text[40];
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, v);
        double back = strtod(text, NULL);
        if (!(back < v) && !(back > v))
            break;
    }
    buf_adds(b, text);
}

void buf_xml(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);
    while (s < end) {
        const char *from = s;
        const char *entity = xml_entity(*s);
        uint32_t cp = utf8_next(&s, end);
        if (entity != NULL)
            buf_adds(b, entity);
        else if (xml_allows(cp))
            buf_add(b, from, (size_t)(s - from));
        else
            buf_adds(b, replacement);
    }
}

static const char *json_escape(char c)
{
    switch (c) {
    case '"': return "\\\"";
    case '\\': return "\\\\";
    case '\t': return "\\t";
    case '\n': return "\\n";
    case '\r': return "\\r";
    default: return NULL;
    }
}

void buf_json(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);
    buf_addc(b, '"');
    while (s < end) {
        const char *from = s;
        const char *escape = json_escape(*s);
        uint32_t cp = utf8_next(&s, end);
        if (escape != NULL)
            buf_adds(b, escape);
        else if (cp == UTF8_BAD)
            buf_adds(b, replacement);
        else if (cp < 0x20)
            buf_printf(b, "\\u%04x", (unsigned)cp);
        else
            buf_add(b, from, (size_t)(s - from));
    }
    buf_addc(b, '"');
}

const char *buf_str(const struct buf *b)
{
    return b->data != NULL ? b->data : "";
}
