#include "base/decimal.h"

#include <float.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TEXT = 256 }; /* [bytes] of a number without its groups */

/* Beyond 2^53 a double no longer holds every whole number. */
static const double max_value = 9007199254740992.0;

/* The number as plain text for strtod, and what the fast way needs. */
struct plain {
    char text[MAX_TEXT];
    size_t len;
    uint64_t mantissa; /* all digits, valid while digits <= 15 */
    int digits;        /* without leading zeros */
    int decimals;
    bool too_long;
};

static void plain_add(struct plain *p, char c)
{
    if (p->len + 1 >= MAX_TEXT) {
        p->too_long = true;
        return;
    }
    p->text[p->len++] = c;
    if (c < '0' || c > '9')
        return;
    if (p->digits > 0 || c != '0')
        p->digits++;
    if (p->digits <= 15)
        p->mantissa = p->mantissa * 10 + (uint64_t)(c - '0');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *s, const char *end)
{
    size_t n = 0;
    while (s + n < end && is_digit(s[n]))
        n++;
    return n;
}

static size_t skip_text(const char *s, const char *end, const char *text)
{
    size_t n = strlen(text);
    return (size_t)(end - s) >= n && memcmp(s, text, n) == 0 ? n : 0;
}

/* Length of a group separator at s, 0 if there is none. */
static size_t separator(const char *s, const char *end, char group)
{
    if (s >= end || group == 0)
        return 0;
    if (*s == group)
        return 1;
    if (group == '\'')
        return skip_text(s, end, "\xE2\x80\x99"); /* U+2019 */
    if (group != ' ')
        return 0;
    static const char *const spaces[] = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
    for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
        size_t n = skip_text(s, end, spaces[i]);
        if (n > 0)
            return n;
    }
    return 0;
}

/* Whole part with groups of exactly three; returns where it ends, NULL if it is
 * malformed. */
static const char *read_whole(struct plain *p, const char *s, const char *end, char group)
{
    size_t n = count_digits(s, end);
    if (n == 0)
        return NULL;
    bool first = true;
    for (;;) {
        for (size_t i = 0; i < n; i++)
            plain_add(p, s[i]);
        s += n;
        size_t skip = separator(s, end, group);
        if (skip == 0)
            return s;
        if (first && n > 3)
            return NULL;
        first = false;
        s += skip;
        n = count_digits(s, end);
        if (n != 3)
            return NULL;
    }
}

static const char *read_decimals(struct plain *p, const char *s, const char *end)
{
    size_t n = count_digits(s, end);
    if (n == 0)
        return NULL;
    plain_add(p, '.');
    for (size_t i = 0; i < n; i++)
        plain_add(p, s[i]);
    p->decimals = n < MAX_TEXT ? (int)n : MAX_TEXT;
    return s + n;
}

/* "1.234" or "1,234,567" with a mark that the form gives no meaning. */
static bool looks_grouped(const char *s, const char *end, struct decimal_form form)
{
    size_t n = count_digits(s, end);
    if (n == 0 || n > 3 || s[0] == '0' || s + n == end)
        return false;
    char c = s[n];
    if ((c != '.' && c != ',') || c == form.mark || c == form.group)
        return false;
    s += n;
    while (s < end && *s == c) {
        if (count_digits(s + 1, end) != 3)
            return false;
        s += 4;
    }
    return s == end;
}

/* Up to 15 digits and 22 decimals both numbers are exact doubles, so that one
 * division rounds correctly (Clinger, How to Read Floating Point Numbers
 * Accurately, 1990). Otherwise strtod, which glibc rounds correctly; the program
 * never calls setlocale, so the mark is the point. */
static double plain_value(const struct plain *p)
{
    static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (FLT_EVAL_METHOD == 0 && p->digits <= 15 && p->decimals <= 22)
        return (double)p->mantissa / powers[p->decimals];
    return strtod(p->text, NULL);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

enum decimal_result decimal_parse(const char *s, size_t n, struct decimal_form form,
                                  double *value, int *decimals)
{
    const char *end = s + n;
    while (s < end && is_blank(*s))
        s++;
    while (s < end && is_blank(end[-1]))
        end--;
    if (s == end)
        return DECIMAL_EMPTY;
    size_t minus = *s == '-' ? 1 : skip_text(s, end, "\xE2\x88\x92"); /* U+2212 */
    s += minus > 0 ? minus : *s == '+';
    struct plain p = {.len = 0};
    const char *at = read_whole(&p, s, end, form.group);
    if (at != NULL && at < end && *at == form.mark)
        at = read_decimals(&p, at + 1, end);
    if (at != end)
        return looks_grouped(s, end, form) ? DECIMAL_AMBIGUOUS : DECIMAL_BAD;
    if (p.too_long)
        return DECIMAL_RANGE;
    double v = plain_value(&p);
    if (v > max_value)
        return DECIMAL_RANGE;
    *value = minus > 0 && v > 0 ? -v : v; /* never minus zero */
    if (decimals != NULL)
        *decimals = p.decimals;
    return DECIMAL_OK;
}

bool decimal_uint(const char *s, size_t n, unsigned max, unsigned *value)
{
    if (n == 0)
        return false;
    uint64_t v = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_digit(s[i]))
            return false;
        v = v * 10 + (uint64_t)(s[i] - '0');
        if (v > max)
            return false;
    }
    *value = (unsigned)v;
    return true;
}
