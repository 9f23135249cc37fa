#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "xml/xml_private.h"

enum encoding { ASCII, LATIN1, LATIN9, WINDOWS, UTF16 };

/* Few on purpose: what editors on office machines write. */
static const struct {
    const char *name;
    enum encoding encoding;
} known[] = {
    {"US-ASCII", ASCII},      {"ASCII", ASCII},          {"ISO-8859-1", LATIN1},
    {"LATIN1", LATIN1},       {"ISO-8859-15", LATIN9},   {"LATIN9", LATIN9},
    {"WINDOWS-1252", WINDOWS}, {"CP1252", WINDOWS},      {"UTF-16", UTF16},
};

/* Bytes 0x80..0x9F; 0 is not assigned. Source: unicode.org, CP1252.TXT. */
static const uint16_t windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/* Where ISO 8859-15 differs from ISO 8859-1. Source: unicode.org, 8859-15.TXT. */
static const struct {
    unsigned char byte;
    uint16_t cp;
} latin9[] = {{0xA4, 0x20AC}, {0xA6, 0x0160}, {0xA8, 0x0161}, {0xB4, 0x017D},
              {0xB8, 0x017E}, {0xBC, 0x0152}, {0xBD, 0x0153}, {0xBE, 0x0178}};

static uint32_t code_point(enum encoding e, unsigned char byte)
{
    if (byte < 0x80)
        return byte;
    if (e == ASCII)
        return UTF8_BAD;
    if (e == WINDOWS && byte < 0xA0)
        return windows[byte - 0x80] != 0 ? windows[byte - 0x80] : UTF8_BAD;
    for (size_t i = 0; e == LATIN9 && i < sizeof latin9 / sizeof latin9[0]; i++) {
        if (latin9[i].byte == byte)
            return latin9[i].cp;
    }
    return byte;
}

static size_t convert_bytes(enum encoding e, const char *bytes, size_t n, char *out, size_t *bad)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = code_point(e, (unsigned char)bytes[i]);
        if (cp == UTF8_BAD) {
            *bad = i;
            return len;
        }
        len += (size_t)utf8_put(out + len, cp);
    }
    return len;
}

static uint32_t unit(const char *bytes, size_t i, bool little)
{
    unsigned char a = (unsigned char)bytes[i], b = (unsigned char)bytes[i + 1];
    return little ? (uint32_t)b << 8 | a : (uint32_t)a << 8 | b;
}

/* Only with a byte order mark: without one the file is taken as UTF-8. */
static size_t convert_utf16(const char *bytes, size_t n, char *out, size_t *bad)
{
    bool little = (unsigned char)bytes[0] == 0xFF;
    size_t len = 0;
    for (size_t i = 2; i < n; i += 2) {
        *bad = i;
        if (n - i < 2)
            return len;
        uint32_t cp = unit(bytes, i, little);
        if (cp >= 0xD800 && cp < 0xE000) {
            if (cp >= 0xDC00 || n - i < 4)
                return len;
            uint32_t low = unit(bytes, i + 2, little);
            if (low < 0xDC00 || low >= 0xE000)
                return len;
            cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        }
        len += (size_t)utf8_put(out + len, cp);
    }
    *bad = n;
    return len;
}

char *xml_encoding_convert(struct arena *a, const char *name, const char *bytes, size_t n,
                           size_t *len, size_t *bad)
{
    *bad = n;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcasecmp(name, known[i].name) != 0)
            continue;
        bool marked = n >= 2 && (memcmp(bytes, "\xFE\xFF", 2) == 0 ||
                                 memcmp(bytes, "\xFF\xFE", 2) == 0);
        if (known[i].encoding == UTF16 && !marked)
            return NULL;
        char *out = arena_alloc(a, 3 * n + 1); /* a byte makes at most three */
        *len = known[i].encoding == UTF16 ? convert_utf16(bytes, n, out, bad)
                                          : convert_bytes(known[i].encoding, bytes, n, out, bad);
        return out;
    }
    return NULL;
}
