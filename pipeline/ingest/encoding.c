#include <stdio.h>
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

/* ISO-8859-15 differs from ISO-8859-1 in eight characters. */
static const struct {
    unsigned char byte;
    uint16_t character;
} latin9[] = {{0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D},
              {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178}};

struct census { /* of the bytes of a file */
    size_t good; /* characters of two to four bytes that are sound UTF-8 */
    size_t bad;  /* bytes that are not */
    size_t first_bad;
    size_t lost, first_lost;   /* U+FFFD: a letter was lost before */
    size_t twice, first_twice; /* UTF-8 that was taken for Windows-1252 and written again */
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

static void count_once(size_t *count, size_t *first, size_t at)
{
    if ((*count)++ == 0)
        *first = at;
}

/* "Ã" or "Â" before a character that is no letter of a word: "Ã¤", "Ã¼", "ÃŸ", "Â ". */
static bool twice_encoded(uint32_t c, const char *p, const char *end)
{
    if ((c != 0xC3 && c != 0xC2) || p == end || (unsigned char)*p < 0x80)
        return false;
    uint32_t next = utf8_next(&p, end);
    return next != UTF8_BAD && (next < 0xC0 || next > 0xFF);
}

static struct census count_bytes(const char *s, size_t n)
{
    struct census c = {.first_bad = n};
    for (size_t i = 0; (i = skip_ascii(s, i, n)) < n;) {
        const char *p = s + i;
        uint32_t character = utf8_next(&p, s + n);
        if (character == UTF8_BAD)
            count_once(&c.bad, &c.first_bad, i);
        else
            c.good++;
        if (character == 0xFFFD)
            count_once(&c.lost, &c.first_lost, i);
        else if (twice_encoded(character, p, s + n))
            count_once(&c.twice, &c.first_twice, i);
        i = (size_t)(p - s);
    }
    return c;
}

static uint32_t one_byte(unsigned char byte, enum encoding e)
{
    if (e == ENCODING_LATIN9) {
        for (size_t i = 0; i < sizeof latin9 / sizeof latin9[0]; i++)
            if (latin9[i].byte == byte)
                return latin9[i].character;
        return byte;
    }
    if (byte < 0x80 || byte >= 0xA0)
        return byte;
    return windows[byte - 0x80] != 0 ? windows[byte - 0x80] : 0xFFFD;
}

/* All of a file of one byte for a character as UTF-8; at most three bytes for one. */
static void convert(struct input *in, const char *bytes, size_t len, enum encoding e)
{
    char *out = arena_array(in->arena, len + 1, 3);
    size_t n = 0;
    for (size_t i = 0; i < len; i++) {
        uint32_t c = one_byte((unsigned char)bytes[i], e);
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

/* What is read in UTF-8 may have been spoiled before. */
static void report_damage(const struct input *in, const struct census *c)
{
    char count[24];
    if (c->lost > 0) {
        snprintf(count, sizeof count, "%zu", c->lost);
        DIAG_AT(in->run->d, CSV_LOST_LETTERS,
                ((struct place){in->name, line_of(in->data, c->first_lost), 0}), count);
    }
    if (c->twice > 0) {
        snprintf(count, sizeof count, "%zu", c->twice);
        DIAG_AT(in->run->d, CSV_TWICE_ENCODED,
                ((struct place){in->name, line_of(in->data, c->first_twice), 0}), count);
    }
}

/* Which one-byte encodings the file can be in: only Windows-1252 uses 80 to 9F, and eight
 * bytes mean something else in ISO-8859-15. */
static void report_encoding(const struct input *in, const char *bytes, size_t len, size_t first)
{
    bool windows_only = false, differs = false;
    for (size_t i = first; i < len; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        windows_only = windows_only || (byte >= 0x80 && byte < 0xA0);
        for (size_t k = 0; !differs && k < sizeof latin9 / sizeof latin9[0]; k++)
            differs = latin9[k].byte == byte;
    }
    enum diag_code code = !windows_only && differs ? CSV_ENCODING_UNSURE : CSV_ENCODING;
    DIAG_AT(in->run->d, code, ((struct place){in->name, line_of(bytes, first), 0}), NULL);
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
    bool utf8 = declared == ENCODING_UTF8 || (declared == ENCODING_DETECT && c.good > c.bad);
    if (c.bad > 0 && !utf8) {
        if (declared == ENCODING_DETECT)
            report_encoding(in, bytes, len, c.first_bad);
        convert(in, bytes, len, declared);
        c = count_bytes(in->data, in->len);
    } else {
        in->damaged = c.bad > 0;
    }
    report_damage(in, &c);
}
