#include "base/str.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/utf8.h"

bool str_eq(const char *a, const char *b)
{
    if (a == NULL || b == NULL)
        return a == b;
    return strcmp(a, b) == 0;
}

bool str_starts(const char *s, const char *prefix)
{
    return strncmp(s, prefix, strlen(prefix)) == 0;
}

bool str_ends(const char *s, const char *suffix)
{
    size_t n = strlen(s);
    size_t m = strlen(suffix);
    return n >= m && memcmp(s + n - m, suffix, m) == 0;
}

/* Bytes of white space at the start of s. */
static size_t space_length(const char *s, const char *end)
{
    size_t n = (size_t)(end - s);
    if (n >= 1 && (*s == ' ' || (*s >= '\t' && *s <= '\r')))
        return 1;
    if (n >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
        return 2;
    if (n >= 3 && memcmp(s, "\xE2\x80\xAF", 3) == 0)
        return 3;
    return 0;
}

static size_t space_length_before(const char *s, const char *end)
{
    for (size_t n = 1; n <= 3 && s + n <= end; n++) {
        if (space_length(end - n, end) == n)
            return n;
    }
    return 0;
}

char *str_trim(struct arena *a, const char *s, size_t n)
{
    const char *end = s + n;
    size_t skip;
    while ((skip = space_length(s, end)) > 0)
        s += skip;
    while ((skip = space_length_before(s, end)) > 0)
        end -= skip;
    return arena_strndup(a, s, (size_t)(end - s));
}

enum { LATIN_FIRST = 0xC0, LATIN_LAST = 0x17F };

/* Latin-1 Supplement and Latin Extended-A in ASCII, umlauts the German way. */
static const char latin[LATIN_LAST - LATIN_FIRST + 1][3] = {
    "A", "A", "A", "A", "Ae", "A", "Ae", "C", "E", "E", "E", "E", "I", "I", "I", "I",
    "D", "N", "O", "O", "O", "O", "Oe", "", "O", "U", "U", "U", "Ue", "Y", "Th", "ss",
    "a", "a", "a", "a", "ae", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",
    "d", "n", "o", "o", "o", "o", "oe", "", "o", "u", "u", "u", "ue", "y", "th", "y",
    "A", "a", "A", "a", "A", "a", "C", "c", "C", "c", "C", "c", "C", "c", "D", "d",
    "D", "d", "E", "e", "E", "e", "E", "e", "E", "e", "E", "e", "G", "g", "G", "g",
    "G", "g", "G", "g", "H", "h", "H", "h", "I", "i", "I", "i", "I", "i", "I", "i",
    "I", "i", "Ij", "ij", "J", "j", "K", "k", "k", "L", "l", "L", "l", "L", "l", "L",
    "l", "L", "l", "N", "n", "N", "n", "N", "n", "n", "N", "n", "O", "o", "O", "o",
    "O", "o", "Oe", "oe", "R", "r", "R", "r", "R", "r", "S", "s", "S", "s", "S", "s",
    "S", "s", "T", "t", "T", "t", "T", "t", "U", "u", "U", "u", "U", "u", "U", "u",
    "U", "u", "U", "u", "W", "w", "Y", "y", "Y", "Z", "z", "Z", "z", "Z", "z", "s",
};

/* ASCII text of the next character; "" where it has none. Decomposed umlauts (as
 * file names from macOS have them) give the same text as composed ones. */
static const char *next_ascii(const char **p, const char *end, char one[2], uint32_t *cp)
{
    *cp = utf8_next(p, end);
    if (*cp < 0x80) {
        one[0] = (char)*cp;
        one[1] = '\0';
        bool umlaut = end - *p >= 2 && memcmp(*p, "\xCC\x88", 2) == 0;
        const char *vowel = umlaut && *cp != 0 ? strchr("aouAOU", (int)*cp) : NULL;
        if (vowel == NULL)
            return one;
        static const char *const composed[] = {"ae", "oe", "ue", "Ae", "Oe", "Ue"};
        *p += 2;
        return composed[vowel - "aouAOU"];
    }
    if (*cp >= LATIN_FIRST && *cp <= LATIN_LAST)
        return latin[*cp - LATIN_FIRST];
    return *cp == 0x1E9E ? "SS" : "";
}

/* Letters of other scripts stay in the key as they are. */
static bool other_letter(uint32_t cp)
{
    return cp != UTF8_BAD && cp > LATIN_LAST && !(cp >= 0x300 && cp <= 0x36F) &&
           !(cp >= 0x2000 && cp <= 0x2BFF) && !(cp >= 0x3000 && cp <= 0x303F) && cp < 0xE000 &&
           cp != 0x1E9E;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool ascii_alnum(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

char *str_fold(struct arena *a, const char *s)
{
    struct buf b = BUF_INIT;
    const char *end = s + strlen(s);
    while (s < end) {
        char one[2];
        uint32_t cp;
        const char *from = s;
        const char *ascii = next_ascii(&s, end, one, &cp);
        if (other_letter(cp))
            buf_add(&b, from, (size_t)(s - from));
        for (; *ascii != '\0'; ascii++) {
            if (ascii_alnum(*ascii))
                buf_addc(&b, lower(*ascii));
        }
    }
    char *key = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return key;
}

/* Device names of Windows cannot be file names there, whatever their case. */
static bool reserved(const char *name)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", "com", "lpt"};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof devices / sizeof devices[0]; i++) {
        bool same = n >= 3;
        for (size_t k = 0; same && k < 3; k++)
            same = lower(name[k]) == devices[i][k];
        if (same && (i < 4 ? n == 3 : n == 4 && name[3] >= '0' && name[3] <= '9'))
            return true;
    }
    return false;
}

char *str_file_name(struct arena *a, const char *s)
{
    enum { MAX_LENGTH = 100 };
    struct buf b = BUF_INIT;
    const char *end = s + strlen(s);
    bool gap = false;
    while (s < end && b.len < MAX_LENGTH) {
        char one[2];
        uint32_t cp;
        const char *ascii = next_ascii(&s, end, one, &cp);
        if (cp == 0x2013 || cp == 0x2010 || cp == 0x2011)
            ascii = "-";
        gap = gap || ascii[0] == ' ' || ascii[0] == '/' || ascii[0] == '_' || cp == 0xA0;
        for (; *ascii != '\0'; ascii++) {
            /* No leading hyphen: commands would take the name for an option. */
            if (!ascii_alnum(*ascii) && (*ascii != '-' || b.len == 0))
                continue;
            if (gap && b.len > 0)
                buf_addc(&b, '_');
            gap = false;
            buf_addc(&b, *ascii);
        }
    }
    if (b.len == 0 || reserved(b.data))
        buf_addc(&b, '_');
    char *name = arena_strdup(a, b.data);
    buf_release(&b);
    return name;
}

/* Code points of s, malloc'ed; a broken byte counts as one that equals no other
 * character. */
static uint32_t *decode(const char *s, size_t *n)
{
    size_t len = strlen(s);
    const char *end = s + len;
    uint32_t *cps = mem_grow(NULL, len + 1, sizeof *cps);
    *n = 0;
    while (s < end)
        cps[(*n)++] = utf8_next(&s, end);
    return cps;
}

static int min_int(int a, int b)
{
    return a < b ? a : b;
}

/* Only the diagonal band of width 2 * limit + 1 can hold a result within limit.
 * Three rows: the transposition looks two back. */
static int banded(const uint32_t *a, size_t n, const uint32_t *b, size_t m, int limit)
{
    int *rows = mem_grow(NULL, 3 * (m + 1), sizeof *rows);
    int *before = rows;
    int *last = rows + (m + 1);
    int *row = rows + 2 * (m + 1);
    int far = limit + 1;
    for (size_t j = 0; j <= m; j++) {
        before[j] = far;
        last[j] = j <= (size_t)limit ? (int)j : far;
        row[j] = far;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t from = i > (size_t)limit ? i - (size_t)limit : 1;
        size_t to = i + (size_t)limit < m ? i + (size_t)limit : m;
        row[from - 1] = from == 1 && i <= (size_t)limit ? (int)i : far;
        for (size_t j = from; j <= to; j++) {
            int d = min_int(last[j - 1] + (a[i - 1] != b[j - 1]),
                            min_int(last[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d = min_int(d, before[j - 2] + 1);
            row[j] = min_int(d, far);
        }
        if (to < m)
            row[to + 1] = far;
        int *spare = before;
        before = last;
        last = row;
        row = spare;
    }
    int result = min_int(last[m], far);
    free(rows);
    return result;
}

int str_distance(const char *a, const char *b, int limit)
{
    if (limit < 0)
        return limit + 1;
    size_t n;
    size_t m;
    uint32_t *x = decode(a, &n);
    uint32_t *y = decode(b, &m);
    size_t longer = n > m ? n : m;
    size_t gap = n > m ? n - m : m - n;
    int band = longer < (size_t)limit ? (int)longer : limit; /* limit + 1 must not overflow */
    int result = gap > (size_t)limit ? limit + 1 : banded(x, n, y, m, band);
    free(x);
    free(y);
    return result;
}
