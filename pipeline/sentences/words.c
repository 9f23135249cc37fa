#include "sentences/sentences_private.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "base/german.h"

static const char *const ordinals[] = {"", "", "zweit", "dritt", "viert", "fünft", "sechst",
                                       "siebt", "acht", "neunt", "zehnt", "elft", "zwölft"};
enum { LAST_ORDINAL = sizeof ordinals / sizeof ordinals[0] - 1 };

const char *words_superlative(struct arena *a, int place, bool top, const char *ending)
{
    if (place < 1 || place > LAST_ORDINAL)
        return NULL;
    return arena_printf(a, "%s%s%s", ordinals[place], top ? "höchste" : "niedrigste", ending);
}

/* "jede Person" gives "jede achte Person", "jedes Kind" gives "jedes achte Kind". */
const char *words_every(struct arena *a, const char *person, double share, double tolerance)
{
    if (person == NULL || !(share > 0))
        return NULL;
    double n = floor(100 / share + 0.5);
    if (!(n >= 2 && n <= LAST_ORDINAL) || fabs(100 / n - share) > share * tolerance / 100)
        return NULL;
    size_t head = strcspn(person, " ");
    bool exact = fabs(100 / n - share) < 0.05;
    return arena_printf(a, "%s%.*s %se%s", exact ? "" : "etwa ", (int)head, person,
                        ordinals[(int)n], person + head);
}

const char *words_counted(struct arena *a, const struct counted *c, double n, bool in_words)
{
    if (n < 0.5)
        return c->zero;
    if (n < 1.5)
        return c->one;
    const char *number = in_words && n < 12.5 ? german_count_word(a, (int)(n + 0.5))
                                              : german_number(a, n, 0);
    struct buf b = BUF_INIT;
    const char *at = strstr(c->many, "{zahl}");
    if (at == NULL)
        at = c->many + strlen(c->many);
    buf_add(&b, c->many, (size_t)(at - c->many));
    buf_adds(&b, number);
    buf_adds(&b, *at != '\0' ? at + strlen("{zahl}") : "");
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

/* ASCII letters and ä, ö, ü (C3 A4, B6, BC), whose capitals stand 32 before them. */
static const char *first_letter(struct arena *a, const char *s, bool capital)
{
    char *text = arena_strdup(a, s);
    unsigned char *c = (unsigned char *)text;
    if (c[0] < 0x80)
        c[0] = (unsigned char)(capital ? toupper(c[0]) : tolower(c[0]));
    else if (c[0] == 0xC3 && capital && c[1] >= 0xA0 && c[1] != 0xB7)
        c[1] = (unsigned char)(c[1] - 0x20);
    else if (c[0] == 0xC3 && !capital && c[1] >= 0x80 && c[1] <= 0x9E && c[1] != 0x97)
        c[1] = (unsigned char)(c[1] + 0x20);
    return text;
}

const char *words_capital(struct arena *a, const char *s)
{
    return first_letter(a, s, true);
}

const char *words_small(struct arena *a, const char *s)
{
    return first_letter(a, s, false);
}

const char *words_quantity(struct arena *a, double v, int decimals, const char *unit)
{
    return german_quantity(a, v, decimals, unit);
}
