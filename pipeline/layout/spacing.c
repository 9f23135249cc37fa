#include "layout/text_private.h"

#include <string.h>

struct word { /* of the line, without the brackets and signs around it */
    const char *s;
    size_t n;
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const labels[] = {
    "Nr.", "Nrn.", "Abs.", "Absatz", "Art.", "Artikel", "Satz", "S.", "Seite", "Seiten", "Tab.",
    "Tabelle", "Tabellen", "Abb.", "Abbildung", "Abbildungen", "Kap.", "Kapitel", "Kapitels",
    "Ziff.", "Ziffer", "Anlage", "Anl.", "Anhang", "Buch", "Band", "Bd.", "Pos.", "Teil", "Heft",
    "Platz", "Stufe", "Rang", "Handlungsfeld", "Karte", "Spalte", "Zeile", "Zeichen", "Hs.",
    "Zensus", "Ende", "Anfang", "Mitte", "Fn.", "Rn.", "ca.", "rund", "etwa", "je", "EUR", "€",
};
static const char *const titles[] = {
    "Dr.", "Prof.", "Dipl.", "St.", "Sankt", "Bad", "Frau", "Herr", "Herrn", "vgl.",
};
static const char *const units[] = {
    "%", "‰", "€", "Euro", "EUR", "Cent", "ct", "Tsd.", "Mio.", "Mrd.", "Millionen",
    "Milliarden", "mm", "cm", "m", "km", "m²", "km²", "ha", "a", "l", "g", "kg", "t", "kWh",
    "MWh", "°C", "Grad", "Prozent", "Prozentpunkt", "Prozentpunkte", "Prozentpunkten",
    "Promille", "Uhr", "h", "Std.", "Min.", "min", "s", "Jahre", "Jahren", "Jahr", "Monate",
    "Monaten", "Tage", "Tagen", "EW", "Ew.", "Pers.", "VZÄ", "f.", "ff.",
};
static const char *const scales[] = {"Tsd.", "Mio.", "Mrd."};
static const char *const months[] = {
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember", "Jan.", "Febr.", "Apr.", "Aug.", "Sept.", "Okt.", "Nov.",
    "Dez.",
};
static const char *const counted[] = {
    "Quartal", "Quartals", "Halbjahr", "Halbjahres", "Lebensjahr", "Lebensjahres", "Lebensjahrs",
    "Kapitel", "Kapitels", "Abschnitt", "Auflage", "Buch", "Rang", "Platz", "Klasse", "Woche",
    "Monat", "Stock",
};
static const char *const never_first[] = {"–", "—", "…", "=", "+", "×", "·", "/", "&", "|"};
static const char *const signs[] = {"+", "−", "±", "≥", "≤", ">", "<", "≈", "~", "&"};

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool capital(struct word w)
{
    return (w.s[0] >= 'A' && w.s[0] <= 'Z') ||
           (w.n > 1 && (unsigned char)w.s[0] == 0xC3 && (unsigned char)w.s[1] < 0x9F);
}

static bool listed(const char *const *words, size_t n_words, struct word w)
{
    for (size_t i = 0; i < n_words; i++)
        if (words[i][0] == w.s[0] && strlen(words[i]) == w.n && memcmp(words[i], w.s, w.n) == 0)
            return true;
    return false;
}

static bool closes(char c)
{
    return c != '\0' && strchr(",;:)]!?", c) != NULL;
}

/* Without the signs that close it; then also without the full stop of the sentence. */
static bool listed_closed(const char *const *words, size_t n_words, struct word w)
{
    while (w.n > 1 && closes(w.s[w.n - 1]))
        w.n--;
    if (listed(words, n_words, w))
        return true;
    w.n--;
    return w.n > 0 && w.s[w.n] == '.' && listed(words, n_words, w);
}

static bool anything(struct word w)
{
    return w.n > 0;
}

static bool is_section(struct word w)
{
    return (w.n == 2 && memcmp(w.s, "§", 2) == 0) || (w.n == 4 && memcmp(w.s, "§§", 4) == 0);
}

static bool is_label(struct word w)
{
    return listed(labels, COUNT(labels), w);
}

static bool is_title(struct word w)
{
    return listed(titles, COUNT(titles), w);
}

static bool is_unit(struct word w)
{
    return listed_closed(units, COUNT(units), w);
}

static bool is_scale(struct word w)
{
    return listed(scales, COUNT(scales), w);
}

static bool is_month(struct word w)
{
    return listed_closed(months, COUNT(months), w);
}

static bool is_counted(struct word w)
{
    return listed_closed(counted, COUNT(counted), w);
}

static bool is_never_first(struct word w)
{
    return listed(never_first, COUNT(never_first), w);
}

static bool is_sign(struct word w)
{
    return listed(signs, COUNT(signs), w);
}

static bool starts_with_digit(struct word w)
{
    return digit(w.s[0]) || (w.n > 3 && memcmp(w.s, "−", 3) == 0 && digit(w.s[3]));
}

static bool ends_with_digit(struct word w)
{
    return digit(w.s[w.n - 1]);
}

/* I, XII, also "XII," and "XII)." */
static bool is_roman(struct word w)
{
    size_t i = 0;
    while (i < w.n && strchr("IVXLC", w.s[i]) != NULL)
        i++;
    return i > 0 && (i == w.n || closes(w.s[i]) || w.s[i] == '.');
}

/* "B", "B)", "B.": of parts that are counted by letters. */
static bool is_letter(struct word w)
{
    return w.s[0] >= 'A' && w.s[0] <= 'Z' && (w.n == 1 || closes(w.s[1]) || w.s[1] == '.');
}

/* What a label stands for. Long keys (12411-02-03-5) may begin a line: they are read
 * sign by sign in any case, and kept with their label they tear holes into lines. */
static bool is_number(struct word w)
{
    enum { LONG = 10 };
    return (starts_with_digit(w) && w.n < LONG) || is_roman(w) || is_letter(w);
}

/* "z.", "B.", "d.", "h.)" */
static bool is_initial(struct word w)
{
    char c = (char)(w.s[0] | 0x20);
    return w.n >= 2 && c >= 'a' && c <= 'z' && w.s[1] == '.' && (w.n == 2 || closes(w.s[2]));
}

static bool is_name_initial(struct word w)
{
    return w.n == 2 && capital(w) && w.s[1] == '.';
}

static bool is_capitalised(struct word w)
{
    return w.n > 2 && capital(w);
}

static bool is_ordinal(struct word w)
{
    return (w.n == 2 && digit(w.s[0]) && w.s[1] == '.') ||
           (w.n == 3 && digit(w.s[0]) && digit(w.s[1]) && w.s[2] == '.');
}

static bool is_year(struct word w)
{
    return w.n >= 4 && digit(w.s[0]) && digit(w.s[1]) && digit(w.s[2]) && digit(w.s[3]) &&
           (w.n == 4 || !digit(w.s[4]));
}

/* SGB, DIN, VG250, GV100AD: two capitals and more, no small letters. */
static bool is_abbreviation(struct word w)
{
    size_t capitals = 0;
    for (size_t i = 0; i < w.n; i++) {
        if (w.s[i] >= 'A' && w.s[i] <= 'Z')
            capitals++;
        else if (!digit(w.s[i]))
            return false;
    }
    return capitals >= 2;
}

/* Up to three digits at the end, before a group of three. */
static bool ends_with_group(struct word w)
{
    size_t digits = 0;
    while (digits < w.n && digit(w.s[w.n - 1 - digits]))
        digits++;
    return digits >= 1 && digits <= 3;
}

static bool is_group(struct word w)
{
    if (w.n < 3 || !digit(w.s[0]) || !digit(w.s[1]) || !digit(w.s[2]))
        return false;
    return w.n == 3 || !(digit(w.s[3]) || (w.n > 4 && (w.s[3] == '.' || w.s[3] == '-')));
}

/* One to three digits, also of a decimal number: "8", "44", "1,5", "+3". No rule ties them
 * to their noun, but they say little without what they count, and look lost at a line's end
 * where longer numbers do not. */
static bool is_small_number(struct word w)
{
    size_t digits = 0;
    size_t i = 0;
    if (w.n > 1 && w.s[0] == '+')
        i = 1;
    else if (w.n > 3 && memcmp(w.s, "−", 3) == 0)
        i = 3;
    for (; i < w.n; i++) {
        if (digit(w.s[i]))
            digits++;
        else if (w.s[i] != ',' || digits == 0 || i + 1 == w.n)
            return false;
    }
    return digits >= 1 && digits <= 3;
}

/* What is counted, but not as in "Abs. 2 Satz 1 SGB VIII". */
static bool is_thing(struct word w)
{
    return is_capitalised(w) && !is_label(w) && !is_abbreviation(w);
}

/* Duden: Duden, Die deutsche Rechtschreibung, section on word processing and
 * typesetting; DIN: DIN 5008:2020, sections on abbreviations, numbers and signs. */
static const struct rule {
    bool (*first)(struct word w);
    bool (*second)(struct word w);
} rules[] = {
    {is_section, anything},            /* § 35a; Duden "Paragrafzeichen", DIN */
    {is_label, is_number},             /* Nr. 3, S. 7, Abb. 3, Teil B; Duden, DIN */
    {ends_with_digit, is_unit},        /* 12 %, 3,5 km², 20 Euro, 10 ff.; Duden, DIN */
    {is_scale, is_unit},               /* 2 Mio. Euro; Duden */
    {is_initial, is_initial},          /* z. B., i. d. R.; Duden "Abkürzungen", DIN */
    {is_ordinal, is_month},            /* 31. Dezember; Duden "Datum", DIN */
    {is_month, is_year},               /* Dezember 2015; DIN */
    {is_ordinal, is_counted},          /* 2. Quartal; Duden "Ordinalzahlen" */
    {is_title, is_capitalised},        /* Dr. Meyer, St. Georgen, Bad Überkingen; Duden */
    {is_name_initial, is_capitalised}, /* E. Mustermann; Duden "Namen" */
    {is_abbreviation, is_number},      /* SGB XII, DIN 5008; Duden, DIN */
    {is_capitalised, is_roman},        /* Ludwig XIV.; Duden "Namen" */
    {ends_with_group, is_group},       /* 1 475 with a plain space; DIN "Gliederung" */
    {is_sign, starts_with_digit},      /* + 3, ≥ 5; DIN "Rechenzeichen" */
    {anything, is_never_first},        /* Wort – Wort, Punkte …; Duden "Gedankenstrich" */
};

static struct word opened(const char *s, size_t n)
{
    while (n > 0 && (*s == '(' || *s == '[')) {
        s++;
        n--;
    }
    return (struct word){s, n};
}

enum words_end words_end(const char *a, size_t na, const char *b, size_t nb)
{
    struct word first = opened(a, na);
    struct word second = {b, nb};
    if (first.n == 0 || second.n == 0)
        return WORDS_PART;
    for (size_t i = 0; i < COUNT(rules); i++)
        if (rules[i].second(second) && rules[i].first(first))
            return WORDS_STAY;
    return is_small_number(first) && is_thing(second) ? WORDS_RATHER_NOT : WORDS_PART;
}
