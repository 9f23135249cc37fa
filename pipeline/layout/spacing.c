#include "layout/text_private.h"

#include <string.h>

/* Words that keep a following number on their line (Duden, Textverarbeitung;
 * DIN 5008, 10.2: abbreviations, units and numbers are not parted). */
static const char *const before_number[] = {
    "Nr.", "Nrn.", "Abs.", "Absatz", "Art.", "Artikel", "Satz", "S.", "Seite", "Seiten", "Tab.",
    "Tabelle", "Tabellen", "Abb.", "Abbildung", "Kap.", "Kapitel", "Kapitels", "SGB", "Ziff.",
    "Ziffer", "Anlage", "ca.", "rund", "etwa", "je", "Rang", "Buch", "Band", "Pos.", "Teil",
    "Platz", "Stufe", "Zensus", "Ende", "Anfang", "Handlungsfeld", "Bd.", "Hs.",
};
static const char *const before_any[] = {"Dr.", "Prof.", "St.", "Sankt", "Bad", "vgl."};
static const char *const after_number[] = {
    "%", "‰", "€", "Euro", "km", "km²", "m", "m²", "ha", "Mio.", "Mrd.", "Prozent", "Uhr",
    "Prozentpunkte", "Prozentpunkten", "Millionen", "Milliarden", "Jahre", "Jahren", "EW",
};
static const char *const months[] = {
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool listed(const char *const *words, size_t n_words, const char *s, size_t n)
{
    for (size_t i = 0; i < n_words; i++)
        if (words[i][0] == s[0] && strlen(words[i]) == n && memcmp(words[i], s, n) == 0)
            return true;
    return false;
}

static bool listed_trimmed(const char *const *words, size_t n_words, const char *s, size_t n)
{
    while (n > 1 && (s[n - 1] == ',' || s[n - 1] == ';' || s[n - 1] == ')' || s[n - 1] == ':'))
        n--;
    if (listed(words, n_words, s, n))
        return true;
    return n > 1 && s[n - 1] == '.' && listed(words, n_words, s, n - 1);
}

static bool roman(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && strchr("IVXLC", s[i]) != NULL)
        i++;
    return i > 0 && (i == n || s[i] == ',' || s[i] == '.' || s[i] == ')' || s[i] == ';');
}

/* "z.", "B.", "d." */
static bool single_letter(const char *s, size_t n)
{
    if (n == 0)
        return false;
    char c = (char)(s[0] | 0x20);
    return n >= 2 && c >= 'a' && c <= 'z' && s[1] == '.' && (n == 2 || s[2] == ',' || s[2] == ')');
}

static bool day(const char *s, size_t n)
{
    return (n == 2 && digit(s[0]) && s[1] == '.') ||
           (n == 3 && digit(s[0]) && digit(s[1]) && s[2] == '.');
}

/* "1" before "240": groups of a number written with plain spaces. */
static bool digit_groups(const char *a, size_t na, const char *b, size_t nb)
{
    size_t digits = 0;
    while (digits < na && digit(a[na - 1 - digits]))
        digits++;
    if (digits < 1 || digits > 3 || nb < 3 || !digit(b[0]) || !digit(b[1]) || !digit(b[2]))
        return false;
    return nb == 3 || !(digit(b[3]) || (nb > 4 && (b[3] == '.' || b[3] == '-')));
}

bool words_stay(const char *a, size_t na, const char *b, size_t nb)
{
    if (na == 0 || nb == 0)
        return false;
    if (a[0] == '(') {
        a++;
        na--;
        if (na == 0)
            return false;
    }
    bool number = digit(b[0]) || roman(b, nb);
    if ((na == 2 && memcmp(a, "§", 2) == 0) || (na == 4 && memcmp(a, "§§", 4) == 0))
        return true;
    if (number && listed(before_number, COUNT(before_number), a, na))
        return true;
    if (listed(before_any, COUNT(before_any), a, na))
        return true;
    if (digit(a[na - 1]) && listed_trimmed(after_number, COUNT(after_number), b, nb))
        return true;
    if (single_letter(a, na) && single_letter(b, nb))
        return true;
    if (digit_groups(a, na, b, nb))
        return true;
    if (day(a, na) && listed_trimmed(months, COUNT(months), b, nb))
        return true;
    return number && nb >= 4 && digit(b[3]) && listed(months, COUNT(months), a, na);
}
