#include "pdf/syntax_private.h"

#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

static const char hex[] = "0123456789ABCDEF";

int64_t syntax_hundredths(mpt v)
{
    int64_t x = v;
    return x >= 0 ? (x + 5) / 10 : -((5 - x) / 10);
}

void syntax_number(struct buf *b, int64_t v, int decimals)
{
    char text[32];
    char *end = text + sizeof text, *p = end;
    uint64_t m = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    for (; decimals > 0; decimals--, m /= 10)
        if (m % 10 != 0 || p < end)
            *--p = (char)('0' + m % 10);
    if (p < end)
        *--p = '.';
    else if (m == 0)
        *--p = '0';
    for (; m > 0; m /= 10)
        *--p = (char)('0' + m % 10);
    if (v < 0)
        *--p = '-';
    buf_add(b, p, (size_t)(end - p));
}

void syntax_length(struct buf *b, mpt v)
{
    syntax_number(b, syntax_hundredths(v), 2);
}

void syntax_ref(struct buf *b, uint32_t object)
{
    buf_int(b, object);
    buf_add(b, " 0 R", 4);
}

static uint32_t printable(uint32_t cp)
{
    return cp == UTF8_BAD || cp < 0x20 || (cp >= 0x7F && cp < 0xA0) ? 0xFFFD : cp;
}

/* PDFDocEncoding (ISO 32000-1, D.3) equals Unicode here, but has no U+00AD; the
 * bytes EF and FE could begin a byte order mark. */
static bool is_latin1(const char *s, const char *end)
{
    while (s < end) {
        uint32_t cp = printable(utf8_next(&s, end));
        if (cp > 0xFF || cp == 0xA0 || cp == 0xAD || cp == 0xEF || cp == 0xFE)
            return false;
    }
    return true;
}

static void unit_bytes(struct buf *b, unsigned unit)
{
    char pair[2] = {(char)(unit >> 8), (char)(unit & 0xFF)};
    buf_add(b, pair, sizeof pair);
}

static int utf16_units(uint32_t cp, unsigned unit[2])
{
    if (cp < 0x10000) {
        unit[0] = cp;
        return 1;
    }
    unit[0] = 0xD800 + ((cp - 0x10000) >> 10);
    unit[1] = 0xDC00 + ((cp - 0x10000) & 0x3FF);
    return 2;
}

void syntax_text_bytes(struct buf *b, const char *utf8)
{
    const char *end = utf8 + strlen(utf8);
    bool latin1 = is_latin1(utf8, end);
    if (!latin1)
        unit_bytes(b, 0xFEFF);
    while (utf8 < end) {
        unsigned unit[2];
        uint32_t cp = printable(utf8_next(&utf8, end));
        if (latin1) {
            buf_addc(b, (char)cp);
            continue;
        }
        int n = utf16_units(cp, unit);
        for (int i = 0; i < n; i++)
            unit_bytes(b, unit[i]);
    }
}

static void string_byte(struct buf *b, char byte)
{
    if (byte == '\r') { /* a bare CR would be read as LF */
        buf_add(b, "\\r", 2);
        return;
    }
    if (byte == '(' || byte == ')' || byte == '\\')
        buf_addc(b, '\\');
    buf_addc(b, byte);
}

void syntax_text(struct buf *b, const char *utf8)
{
    struct buf bytes = BUF_INIT;
    syntax_text_bytes(&bytes, utf8);
    buf_addc(b, '(');
    for (size_t i = 0; i < bytes.len; i++)
        string_byte(b, bytes.data[i]);
    buf_addc(b, ')');
    buf_release(&bytes);
}

void syntax_ascii(struct buf *b, const char *s)
{
    buf_addc(b, '(');
    for (; *s != '\0'; s++) {
        unsigned c = (unsigned char)*s;
        if (c > 0x20 && c < 0x7F) {
            string_byte(b, (char)c);
        } else {
            char code[3] = {'%', hex[c >> 4], hex[c & 15]};
            buf_add(b, code, sizeof code);
        }
    }
    buf_addc(b, ')');
}

void syntax_utf16_hex(struct buf *b, uint32_t cp)
{
    unsigned unit[2];
    int n = utf16_units(cp, unit);
    for (int i = 0; i < n; i++) {
        char digits[4] = {hex[unit[i] >> 12 & 15], hex[unit[i] >> 8 & 15],
                          hex[unit[i] >> 4 & 15], hex[unit[i] & 15]};
        buf_add(b, digits, sizeof digits);
    }
}

const char *syntax_keep(struct arena *a, struct buf *b)
{
    char *kept = arena_alloc(a, b->len + 1);
    if (b->len > 0)
        memcpy(kept, b->data, b->len);
    buf_clear(b);
    return kept;
}

bool syntax_date(const char *iso, struct syntax_date *out)
{
    struct date d;
    if (iso == NULL || !date_parse(iso, strlen(iso), &d) || d.month == 0)
        return false;
    snprintf(out->info, sizeof out->info, "D:%04d%02d%02d000000Z", d.year % 10000, d.month,
             d.day);
    snprintf(out->xmp, sizeof out->xmp, "%04d-%02d-%02dT00:00:00Z", d.year % 10000, d.month,
             d.day);
    return true;
}
