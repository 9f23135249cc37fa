#include "structure/text.h"

#include <string.h>

uint32_t text_next(const char **p)
{
    const unsigned char *at = (const unsigned char *)*p;
    uint32_t cp = *at;
    int more = cp < 0x80 ? 0 : cp >= 0xC2 && cp < 0xE0 ? 1 : cp >= 0xE0 && cp < 0xF0 ? 2
               : cp >= 0xF0 && cp < 0xF5 ? 3 : -1;
    if (cp == 0)
        return 0;
    at++;
    if (more < 0) {
        *p = (const char *)at;
        return REPLACEMENT;
    }
    cp &= more == 0 ? 0x7FU : 0x3FU >> more;
    for (int i = 0; i < more; i++, at++) {
        if ((*at & 0xC0) != 0x80) {
            *p = (const char *)at;
            return REPLACEMENT;
        }
        cp = cp << 6 | (*at & 0x3FU);
    }
    *p = (const char *)at;
    return cp;
}

void text_put(struct growing *g, uint32_t cp)
{
    char out[4];
    size_t n = 0;
    if (cp < 0x80) {
        out[n++] = (char)cp;
    } else if (cp < 0x800) {
        out[n++] = (char)(0xC0 | cp >> 6);
    } else {
        if (cp < 0x10000) {
            out[n++] = (char)(0xE0 | cp >> 12);
        } else {
            out[n++] = (char)(0xF0 | cp >> 18);
            out[n++] = (char)(0x80 | (cp >> 12 & 0x3F));
        }
        out[n++] = (char)(0x80 | (cp >> 6 & 0x3F));
    }
    if (cp >= 0x80)
        out[n++] = (char)(0x80 | (cp & 0x3F));
    growing_add(g, out, n);
}

/* Latin Extended-A has small letters at odd places up to U+0137 and from U+014A, at
 * even ones between; that is as far as names in German reports go. */
static bool extended_lower(uint32_t cp)
{
    bool shifted = (cp >= 0x139 && cp <= 0x148) || (cp >= 0x179 && cp <= 0x17E);
    return shifted ? cp % 2 == 0 : cp % 2 == 1 || cp == 0x138;
}

bool text_lower(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xDF && cp <= 0xFF && cp != 0xF7) ||
           (cp >= 0x100 && cp <= 0x17F && extended_lower(cp)) || (cp >= 0xFB00 && cp <= 0xFB06);
}

bool text_upper(uint32_t cp)
{
    return (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE && cp != 0xD7) ||
           (cp >= 0x100 && cp <= 0x17F && !extended_lower(cp)) || cp == 0x1E9E;
}

bool text_letter(uint32_t cp)
{
    return text_lower(cp) || text_upper(cp) || (cp >= 0x180 && cp < 0x2000 && cp != 0x37E);
}

bool text_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

bool text_space(uint32_t cp)
{
    return cp == ' ' || cp == '\t' || cp == 0xA0 || (cp >= 0x2000 && cp <= 0x200B) ||
           cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

char *text_of_utf16(struct store *s, const unsigned char *bytes, size_t n, const char **fault)
{
    struct growing g = {.store = s};
    if (n % 2 != 0)
        *fault = "an odd number of bytes of UTF-16";
    for (size_t i = 0; i + 1 < n; i += 2) {
        uint32_t unit = (uint32_t)bytes[i] << 8 | bytes[i + 1];
        uint32_t low = i + 3 < n ? (uint32_t)bytes[i + 2] << 8 | bytes[i + 3] : 0;
        if (unit >= 0xD800 && unit < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (unit >= 0xD800 && unit < 0xE000) {
            *fault = "half of a pair in UTF-16";
            unit = REPLACEMENT;
        } else if (unit == 0) {
            *fault = "U+0000";
            unit = REPLACEMENT;
        }
        text_put(&g, unit);
    }
    return g.data != NULL ? g.data : store_text(s, "", 0);
}

/* ISO 32000-1, table D.2; 0 where nothing is defined. */
static uint32_t doc_encoding(unsigned char byte)
{
    static const uint16_t low[] = {0x2D8, 0x2C7, 0x2C6, 0x2D9, 0x2DD, 0x2DB, 0x2DA, 0x2DC};
    static const uint16_t high[] = {
        0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x192,  0x2044, 0x2039, 0x203A, 0x2212,
        0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x141,
        0x152,  0x160,  0x178,  0x17D,  0x131,  0x142,  0x153,  0x161,  0x17E,  0,      0x20AC};
    if (byte >= 0x18 && byte < 0x20)
        return low[byte - 0x18];
    if (byte >= 0x80 && byte <= 0xA0)
        return high[byte - 0x80];
    return byte < 0x18 || byte == 0x7F || byte == 0xAD ? 0 : byte;
}

char *text_of_bytes(struct store *s, const unsigned char *bytes, size_t n, const char **fault)
{
    if (n >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
        return text_of_utf16(s, bytes + 2, n - 2, fault);
    struct growing g = {.store = s};
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = doc_encoding(bytes[i]);
        if (cp == 0)
            *fault = "neither UTF-16 with its mark nor PDFDocEncoding";
        text_put(&g, cp == 0 ? REPLACEMENT : cp);
    }
    return g.data != NULL ? g.data : store_text(s, "", 0);
}

const char *text_fault(const char *text)
{
    uint32_t cp;
    while ((cp = text_next(&text)) != 0) {
        if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
            return "a control character";
        if (cp == REPLACEMENT || cp == 0xFFFE || cp == 0xFFFF)
            return "U+FFFD or no character";
    }
    return NULL;
}

char *text_plain(struct store *s, const char *text)
{
    struct growing g = {.store = s};
    bool space = false;
    uint32_t cp;
    while ((cp = text_next(&text)) != 0) {
        if (cp == SOFT_HYPHEN)
            continue;
        if (text_space(cp)) {
            space = g.len > 0;
            continue;
        }
        if (space)
            growing_add(&g, " ", 1);
        space = false;
        text_put(&g, cp);
    }
    return g.data != NULL ? g.data : store_text(s, "", 0);
}

char *text_folded(struct store *s, const char *text)
{
    struct growing g = {.store = s};
    const char *p = text_plain(s, text);
    uint32_t cp;
    while ((cp = text_next(&p)) != 0)
        text_put(&g, (cp >= 'A' && cp <= 'Z') || (cp >= 0xC0 && cp <= 0xDE) ? cp + 0x20 : cp);
    return g.data != NULL ? g.data : store_text(s, "", 0);
}
