#include "base/german.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"

#define NARROW_NBSP "\xE2\x80\xAF" /* U+202F */
#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92" /* U+2212 */
#define PLUS_MINUS "\xC2\xB1"
#define APOSTROPHE "\xE2\x80\x99" /* U+2019 */

enum { MAX_DIGITS = 320, MAX_DECIMALS = 9 };

/* Decimal digits of a magnitude: 0.d0 d1 d2 ... times 10^point. */
struct digits {
    char d[MAX_DIGITS + 2];
    int n;
    int point;
};

static void digits_of_whole(struct digits *g, unsigned long long v)
{
    g->n = 1;
    for (unsigned long long rest = v / 10; rest > 0; rest /= 10)
        g->n++;
    g->point = g->n;
    for (int i = g->n; i-- > 0; v /= 10)
        g->d[i] = (char)('0' + v % 10);
}

/* Rounding needs decimals, a double has none. Taken are its first 15 significant
 * digits: every decimal number of at most 15 digits comes through a double
 * unchanged (DBL_DIG), and the noise that arithmetic leaves in the digits behind
 * (100 * 23 / 160 = 14.374999999999998) cannot turn a half. From 1e15 on the whole
 * number is taken exactly; it has no decimals left to round. */
static void digits_of(struct digits *g, double v)
{
    char text[MAX_DIGITS + 8];
    if (v >= 1e15) {
        g->n = snprintf(g->d, sizeof g->d, "%.0f", v);
        g->point = g->n;
        return;
    }
    if (!(v > floor(v))) { /* counts, mostly: the same digits without the way through text */
        digits_of_whole(g, (unsigned long long)v);
        return;
    }
    snprintf(text, sizeof text, "%.14e", v);
    g->n = 0;
    for (const char *p = text; *p != 'e'; p++) {
        if (*p != '.')
            g->d[g->n++] = *p;
    }
    g->point = atoi(strchr(text, 'e') + 1) + 1;
}

/* Adds one at the last digit; a carry out of the first moves the point. */
static void digits_increment(struct digits *g)
{
    int i = g->n - 1;
    while (i >= 0 && g->d[i] == '9')
        g->d[i--] = '0';
    if (i >= 0) {
        g->d[i]++;
        return;
    }
    memmove(g->d + 1, g->d, (size_t)g->n);
    g->d[0] = '1';
    g->n++;
    g->point++;
}

/* Half away from zero at the given decimal. */
static void digits_round(struct digits *g, int decimals)
{
    int keep = g->point + decimals;
    if (keep >= g->n)
        return;
    if (keep < 0) {
        g->n = 0;
        return;
    }
    bool up = g->d[keep] >= '5';
    g->n = keep;
    if (up && keep > 0) {
        digits_increment(g);
    } else if (up) {
        g->d[0] = '1';
        g->n = 1;
        g->point++;
    }
}

static bool digits_zero(const struct digits *g)
{
    for (int i = 0; i < g->n; i++) {
        if (g->d[i] != '0')
            return false;
    }
    return true;
}

static char digit_at(const struct digits *g, int i)
{
    return i >= 0 && i < g->n ? g->d[i] : '0';
}

static void put_number(struct buf *b, const struct digits *g, int decimals, const char *group,
                       char mark)
{
    int whole = g->point > 0 ? g->point : 0;
    if (whole == 0)
        buf_addc(b, '0');
    for (int i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            buf_adds(b, group);
        buf_addc(b, digit_at(g, i));
    }
    if (decimals == 0)
        return;
    buf_addc(b, mark);
    for (int i = 0; i < decimals; i++)
        buf_addc(b, digit_at(g, g->point + i));
}

static char *take(struct arena *a, struct buf *b)
{
    char *text = arena_strdup(a, buf_str(b));
    buf_release(b);
    return text;
}

static char *format(struct arena *a, double v, int decimals, const char *plus, const char *zero)
{
    assert(decimals >= 0 && decimals <= MAX_DECIMALS);
    if (!isfinite(v))
        return arena_strdup(a, "?");
    struct digits g;
    digits_of(&g, fabs(v));
    digits_round(&g, decimals);
    struct buf b = BUF_INIT;
    buf_adds(&b, digits_zero(&g) ? zero : v < 0 ? MINUS : plus);
    put_number(&b, &g, decimals, NARROW_NBSP, ',');
    return take(a, &b);
}

char *german_number(struct arena *a, double v, int decimals)
{
    return format(a, v, decimals, "", "");
}

char *german_signed(struct arena *a, double v, int decimals)
{
    return format(a, v, decimals, "+", PLUS_MINUS);
}

double german_round(double v, int decimals)
{
    assert(decimals >= 0 && decimals <= MAX_DECIMALS);
    if (!isfinite(v))
        return v;
    struct digits g;
    digits_of(&g, fabs(v));
    digits_round(&g, decimals);
    if (digits_zero(&g))
        return 0;
    struct buf b = BUF_INIT;
    put_number(&b, &g, decimals, "", '.');
    double rounded = strtod(buf_str(&b), NULL);
    buf_release(&b);
    return v < 0 ? -rounded : rounded;
}

/* Words are joined by a space of full width, symbols like % and € by a narrow one. */
static bool starts_with_letter(const char *s)
{
    unsigned char c = (unsigned char)s[0];
    unsigned char next = (unsigned char)s[c != '\0'];
    return isalpha(c) || (c == 0xC3 && next >= 0x80); /* U+00C0..U+00FF */
}

char *german_quantity(struct arena *a, double v, int decimals, const char *unit)
{
    char *number = german_number(a, v, decimals);
    if (unit == NULL || unit[0] == '\0')
        return number;
    return arena_printf(a, "%s%s%s", number, starts_with_letter(unit) ? NBSP : NARROW_NBSP, unit);
}

char *german_date(struct arena *a, const char *iso)
{
    struct date d;
    if (!date_parse(iso, strlen(iso), &d) || d.month == 0)
        return arena_strdup(a, iso);
    return arena_printf(a, "%02d.%02d.%d", d.day, d.month, d.year);
}

char *german_long_date(struct arena *a, const char *iso)
{
    static const char *const months[] = {"Januar", "Februar", "März",      "April",
                                         "Mai",    "Juni",    "Juli",      "August",
                                         "September", "Oktober", "November", "Dezember"};
    struct date d;
    if (!date_parse(iso, strlen(iso), &d) || d.month == 0)
        return arena_strdup(a, iso);
    return arena_printf(a, "%d." NBSP "%s %d", d.day, months[d.month - 1], d.year);
}

/* Where the part of a name ends that takes the ending: before "am Neckar",
 * "(Teck)", ", Stadt". */
static size_t head_length(const char *name)
{
    for (size_t i = 0; name[i] != '\0'; i++) {
        if (name[i] == ',')
            return i;
        if (name[i] == ' ' && i > 0 && (islower((unsigned char)name[i + 1]) || name[i + 1] == '('))
            return i;
    }
    return strlen(name);
}

static const struct german_noun nouns[] = {
    {"Landkreis", "Landkreises", MASCULINE},
    {"Stadtkreis", "Stadtkreises", MASCULINE},
    {"Kreis", "Kreises", MASCULINE},
    {"Regionalverband", "Regionalverbands", MASCULINE},
    {"Regierungsbezirk", "Regierungsbezirks", MASCULINE},
    {"Freistaat", "Freistaats", MASCULINE},
    {"Markt", "Markts", MASCULINE},
    {"Region", "Region", FEMININE},
    {"Städteregion", "Städteregion", FEMININE},
    {"StädteRegion", "StädteRegion", FEMININE},
    {"Stadt", "Stadt", FEMININE},
    {"Hansestadt", "Hansestadt", FEMININE},
    {"Landeshauptstadt", "Landeshauptstadt", FEMININE},
    {"Gemeinde", "Gemeinde", FEMININE},
    {"Samtgemeinde", "Samtgemeinde", FEMININE},
    {"Verbandsgemeinde", "Verbandsgemeinde", FEMININE},
    {"Land", "Landes", NEUTER},
    {"Amt", "Amtes", NEUTER},
    {"Saarland", "Saarlands", NEUTER},
};

const struct german_noun *german_leading_noun(const char *name)
{
    size_t n = strcspn(name, " ");
    for (size_t i = 0; i < sizeof nouns / sizeof nouns[0]; i++) {
        if (strlen(nouns[i].noun) == n && strncmp(name, nouns[i].noun, n) == 0)
            return &nouns[i];
    }
    return NULL;
}

bool german_hisses(const char *name)
{
    static const char *const hissing[] = {"s", "ß", "x", "z", "ce"};
    for (size_t i = 0; i < sizeof hissing / sizeof hissing[0]; i++) {
        if (str_ends(name, hissing[i]))
            return true;
    }
    return false;
}

/* Common nouns in front of a name are declined themselves: "des Landkreises X". */
char *german_genitive(struct arena *a, const char *name)
{
    const struct german_noun *noun = german_leading_noun(name);
    if (noun != NULL)
        return arena_printf(a, "%s%s", noun->genitive, name + strlen(noun->noun));
    char *head = arena_strndup(a, name, head_length(name));
    const char *ending = head[0] == '\0' ? "" : german_hisses(head) ? APOSTROPHE : "s";
    return arena_printf(a, "%s%s%s", head, ending, name + strlen(head));
}

char *german_count_word(struct arena *a, int n)
{
    static const char *const words[] = {"eins", "zwei",   "drei", "vier", "fünf", "sechs",
                                        "sieben", "acht", "neun", "zehn", "elf",  "zwölf"};
    if (n >= 1 && n <= 12)
        return arena_strdup(a, words[n - 1]);
    return german_number(a, n, 0);
}
