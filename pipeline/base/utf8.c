#include "base/utf8.h"

#include <string.h>

/* Table 3-7 of the Unicode Standard (well-formed UTF-8 byte sequences): the length
 * by the first byte, and the range that only the second byte is limited to. */
static int sequence(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF) {
        if (first == 0xE0)
            *low = 0xA0;
        if (first == 0xED)
            *high = 0x9F;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (first == 0xF0)
            *low = 0x90;
        if (first == 0xF4)
            *high = 0x8F;
        return 4;
    }
    return 0;
}

uint32_t utf8_next(const char **p, const char *end)
{
    const unsigned char *s = (const unsigned char *)*p;
    size_t left = (size_t)(end - *p);
    unsigned char low;
    unsigned char high;
    int n = sequence(s[0], &low, &high);
    *p += 1;
    if (n == 1)
        return s[0];
    if (n == 0 || left < (size_t)n || s[1] < low || s[1] > high)
        return UTF8_BAD;
    uint32_t cp = s[0] & (0x7Fu >> n);
    for (int i = 1; i < n; i++) {
        if ((s[i] & 0xC0u) != 0x80)
            return UTF8_BAD;
        cp = cp << 6 | (s[i] & 0x3Fu);
    }
    *p += n - 1;
    return cp;
}

int utf8_put(char out[4], uint32_t cp)
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        cp = 0xFFFD;
    int n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (int i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80u | (cp & 0x3F));
        cp >>= 6;
    }
    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = (char)(lead[n] | cp);
    return n;
}

size_t utf8_check(const char *s, size_t n)
{
    const char *p = s;
    const char *end = s + n;
    while (p < end) {
        const char *at = p;
        if (utf8_next(&p, end) == UTF8_BAD)
            return (size_t)(at - s);
    }
    return n;
}

size_t utf8_length(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += ((unsigned char)s[i] & 0xC0u) != 0x80;
    return count;
}

void utf8_copy(char *out, size_t size, const char *s)
{
    size_t n = strlen(s);
    if (n >= size) {
        n = size - 1;
        while (n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80)
            n--;
    }
    memcpy(out, s, n);
    out[n] = '\0';
}
