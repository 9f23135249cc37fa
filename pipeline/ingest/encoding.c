#include <string.h>

#include "base/utf8.h"
#include "ingest/ingest_private.h"

/* Windows-1252 (a superset of the printable part of ISO-8859-1): its characters for
 * the bytes 80 to 9F; 0 where it has none. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

struct census { /* of the bytes of a file */
    size_t good; /* characters of two to four bytes that are sound UTF-8 */
    size_t bad;  /* bytes that are not */
    size_t first_bad;
};

/* Offset of the next byte over 7F, or n; eight bytes at a time. */
static size_t skip_ascii(const char *s, size_t i, size_t n)
{
    static const uint64_t high = UINT64_C(0x8080808080808080);
    while (i + sizeof high <= n) {
        uint64_t w;
        memcpy(&w, s + i, sizeof w);
        if ((w & high) != 0)
            break;
        i += sizeof w;
    }
    while (i < n && (unsigned char)s[i] < 0x80)
        i++;
    return i;
}

static struct census count_bytes(const char *s, size_t n)
{
    struct census c = {0, 0, n};
    for (size_t i = 0; (i = skip_ascii(s, i, n)) < n;) {
        const char *p = s + i;
        if (utf8_next(&p, s + n) == UTF8_BAD) {
            if (c.bad++ == 0)
                c.first_bad = i;
        } else {
            c.good++;
        }
        i = (size_t)(p - s);
    }
    return c;
}

/* All of a file in Windows-1252 as UTF-8; at most three bytes for one. */
static void convert(struct input *in, const char *bytes, size_t len)
{
    char *out = arena_array(in->arena, len + 1, 3);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        uint32_t c = (unsigned char)bytes[i];
        if (c >= 0x80 && c < 0xA0)
            c = windows[c - 0x80] != 0 ? windows[c - 0x80] : 0xFFFD;
        if (c < 0x80)
            out[n++] = (char)c;
        else
            n += (size_t)utf8_put(out + n, c);
    }
    in->data = out;
    in->len = n;
}

static int line_of(const char *bytes, size_t offset)
{
    int line = 1;
    for (size_t i = 0; i < offset; i++)
        line += bytes[i] == '\n';
    return line;
}

bool encoding_is_utf16(const char *bytes, size_t len)
{
    return len >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

void encoding_take(struct input *in, const char *bytes, size_t len, enum encoding declared)
{
    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        bytes += 3;
        len -= 3;
    }
    in->data = bytes;
    in->len = len;
    struct census c = count_bytes(bytes, len);
    if (c.bad == 0)
        return;
    if (declared == ENCODING_UTF8 || (declared == ENCODING_DETECT && c.good > c.bad)) {
        in->damaged = true;
        return;
    }
    if (declared == ENCODING_DETECT)
        DIAG_AT(in->run->d, CSV_ENCODING,
                ((struct place){in->name, line_of(bytes, c.first_bad), 0}), NULL);
    convert(in, bytes, len);
}
