#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "xml/xml_private.h"

enum { SHOWN_AFTER = 400, SHOWN_BEFORE = 20000 }; /* [bytes] of a line given to messages */

/* Behind the next line break; NULL where there is none. */
static const char *next_line(const char *p, const char *end)
{
    const char *at = memchr(p, '\n', (size_t)(end - p));
    return at != NULL ? at + 1 : NULL;
}

static void index_lines(struct xml_doc *doc)
{
    const char *end = doc->source + doc->len;
    size_t n = 1;
    for (const char *p = doc->source; (p = next_line(p, end)) != NULL;)
        n++;
    doc->lines = arena_array(doc->arena, n, sizeof *doc->lines);
    for (const char *p = doc->source; (p = next_line(p, end)) != NULL;)
        doc->lines[++doc->n_lines] = (size_t)(p - doc->source);
    doc->n_lines = n;
}

static size_t line_of(const struct xml_doc *doc, size_t offset)
{
    size_t low = 0, high = doc->n_lines;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (doc->lines[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct place xml_source_place(const struct xml_doc *doc, size_t offset)
{
    if (doc->n_lines == 0)
        return (struct place){doc->file, 0, 0};
    if (offset > doc->len)
        offset = doc->len;
    size_t line = line_of(doc, offset);
    size_t from = doc->lines[line];
    size_t column = 1;
    const char *p = doc->source + from;
    while (p < doc->source + offset) {
        utf8_next(&p, doc->source + doc->len);
        column++;
    }
    if (column > INT_MAX)
        column = 0;
    return (struct place){doc->file, (int)line + 1, (int)column};
}

void xml_source_report(struct diag *d, enum diag_code code, const struct xml_doc *doc,
                       size_t offset, const char *const *args)
{
    struct place at = xml_source_place(doc, offset);
    diag_report(d, code, at, args);
    if (at.line == 0)
        return;
    size_t from = doc->lines[at.line - 1];
    size_t end = (size_t)at.line < doc->n_lines ? doc->lines[at.line] : doc->len;
    if (offset > doc->len)
        offset = doc->len;
    if (offset - from > SHOWN_BEFORE)
        return;
    if (end > offset && end - offset > SHOWN_AFTER)
        end = offset + SHOWN_AFTER;
    while (end < doc->len && ((unsigned char)doc->source[end] & 0xC0) == 0x80)
        end++;
    diag_source(d, doc->source + from, end - from);
}

static bool is_xml_char(uint32_t cp)
{
    if (cp < 0x20)
        return cp == '\t' || cp == '\n' || cp == '\r';
    return cp != UTF8_BAD && cp != 0xFFFE && cp != 0xFFFF;
}

/* Everything before the fault must be in place already, so that it can be shown. */
static int check_characters(struct xml_doc *doc, struct diag *d)
{
    const char *end = doc->source + doc->len;
    for (const char *p = doc->source; p < end;) {
        const char *from = p;
        if (*p >= 0x20 && *p < 0x7F) { /* nearly all are */
            p++;
            continue;
        }
        uint32_t cp = utf8_next(&p, end);
        if (is_xml_char(cp))
            continue;
        size_t offset = (size_t)(from - doc->source);
        char text[16];
        if (cp == 0) {
            XML_SOURCE_REPORT(d, XML_NUL_BYTE, doc, offset, NULL);
        } else if (cp == UTF8_BAD) {
            snprintf(text, sizeof text, "0x%02X", (unsigned char)*from);
            XML_SOURCE_REPORT(d, XML_BAD_UTF8, doc, offset, text);
        } else {
            snprintf(text, sizeof text, "%04X", (unsigned)cp);
            XML_SOURCE_REPORT(d, XML_BAD_CHARACTER, doc, offset, text);
        }
        return -1;
    }
    return 0;
}

/* The name in <?xml ... encoding="name"?>, or NULL. */
static char *declared_encoding(struct arena *a, const char *s, size_t n)
{
    if (n > 300)
        n = 300;
    if (n < 6 || memcmp(s, "<?xml", 5) != 0 || strchr(" \t\r\n", s[5]) == NULL)
        return NULL;
    char *head = arena_strndup(a, s, n);
    char *end = strstr(head, "?>");
    if (end == NULL)
        return NULL;
    *end = '\0';
    char *p = strstr(head, "encoding");
    if (p == NULL)
        return NULL;
    p += strlen("encoding");
    p += strspn(p, " \t\r\n=");
    if (*p != '"' && *p != '\'')
        return NULL;
    char quote[2] = {*p, '\0'};
    p++;
    p[strcspn(p, quote)] = '\0';
    return p;
}

static int convert(struct xml_doc *doc, const char *name, const char *bytes, size_t n,
                   struct diag *d)
{
    size_t len = 0, bad = n;
    char *text = xml_encoding_convert(doc->arena, name, bytes, n, &len, &bad);
    if (text == NULL) {
        DIAG_AT(d, XML_BAD_ENCODING, ((struct place){doc->file, 1, 1}), name);
        return -1;
    }
    doc->source = text;
    doc->len = len;
    index_lines(doc);
    if (bad < n) {
        char byte[16];
        snprintf(byte, sizeof byte, "0x%02X", (unsigned char)bytes[bad]);
        XML_SOURCE_REPORT(d, XML_BAD_BYTE, doc, len, byte, name);
        return -1;
    }
    return check_characters(doc, d);
}

int xml_source_take(struct xml_doc *doc, const char *bytes, size_t n, struct diag *d)
{
    if (n == 0) {
        DIAG_AT(d, XML_EMPTY, ((struct place){doc->file, 0, 0}), NULL);
        return -1;
    }
    if (n >= 2 && (memcmp(bytes, "\xFE\xFF", 2) == 0 || memcmp(bytes, "\xFF\xFE", 2) == 0))
        return convert(doc, "UTF-16", bytes, n, d);
    bool marked = n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (marked) {
        bytes += 3;
        n -= 3;
    }
    char *encoding = declared_encoding(doc->arena, bytes, n);
    if (encoding != NULL && !marked && strcasecmp(encoding, "UTF-8") != 0)
        return convert(doc, encoding, bytes, n, d);
    doc->source = arena_alloc(doc->arena, n + 1);
    memcpy(doc->source, bytes, n);
    doc->len = n;
    index_lines(doc);
    return check_characters(doc, d);
}

/* Number of bytes that "&...;" at p stands for; *used is its own length. */
static size_t reference_bytes(const char *p, const char *end, size_t *used)
{
    const char *q = memchr(p, ';', (size_t)(end - p));
    if (q == NULL || q - p > 16) {
        *used = 1;
        return 1;
    }
    *used = (size_t)(q - p) + 1;
    if (p[1] != '#')
        return 1; /* lt, gt, amp, apos, quot: there are no others without a DTD */
    uint32_t cp = 0;
    bool hex = p[2] == 'x';
    for (const char *c = p + (hex ? 3 : 2); c < q; c++) {
        uint32_t digit = *c <= '9' ? (uint32_t)(*c - '0') : ((uint32_t)*c | 0x20U) - 'a' + 10;
        cp = (cp * (hex ? 16 : 10) + digit) & 0x1FFFFF;
    }
    char out[4];
    return (size_t)utf8_put(out, cp);
}

/* Length of markup at p that leaves no trace in the text, 0 if there is none. */
static size_t invisible(const char *p, const char *end, bool *cdata)
{
    static const struct {
        const char *open, *close;
    } marks[] = {{"<!--", "-->"}, {"<?", "?>"}};
    if (*cdata) {
        if (end - p < 3 || memcmp(p, "]]>", 3) != 0)
            return 0;
        *cdata = false;
        return 3;
    }
    if (end - p >= 9 && memcmp(p, "<![CDATA[", 9) == 0) {
        *cdata = true;
        return 9;
    }
    for (size_t i = 0; i < 2; i++) {
        size_t n = strlen(marks[i].open);
        if ((size_t)(end - p) < n || memcmp(p, marks[i].open, n) != 0)
            continue;
        const char *q = strstr(p + n, marks[i].close);
        return q != NULL ? (size_t)(q - p) + strlen(marks[i].close) : (size_t)(end - p);
    }
    return 0;
}

size_t xml_source_offset(const struct xml_node *n, size_t decoded)
{
    const struct xml_doc *doc = n->doc;
    bool text = n->kind == XML_KIND_TEXT;
    const char *p = doc->source + (text ? n->start : n->value);
    const char *end = doc->source + doc->len;
    bool cdata = false;
    for (size_t done = 0; p < end;) {
        size_t used = text ? invisible(p, end, &cdata) : 0;
        if (used > 0) {
            p += used;
            continue;
        }
        if (done >= decoded)
            break;
        if (*p == '&' && !cdata) {
            done += reference_bytes(p, end, &used);
            p += used;
        } else {
            p += *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
            done++;
        }
    }
    return (size_t)(p - doc->source);
}
