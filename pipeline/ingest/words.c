/* The words of the statistical offices for sex, nationality and age. */
#include <string.h>

#include "base/decimal.h"
#include "base/str.h"
#include "ingest/ingest_private.h"

struct word {
    const char *text;
    int meaning;
};

static const struct word sexes[] = {
    {"Insgesamt", SEX_ALL},  {"insgesamt", SEX_ALL},    {"zusammen", SEX_ALL},
    {"männlich", SEX_MALE},  {"Männer", SEX_MALE},      {"Männlich", SEX_MALE},
    {"weiblich", SEX_FEMALE}, {"Frauen", SEX_FEMALE},   {"Weiblich", SEX_FEMALE},
    {"m", SEX_MALE},         {"w", SEX_FEMALE},         {"all", SEX_ALL},
    {"GESM", SEX_MALE},      {"GESW", SEX_FEMALE},      {"Gesamt", SEX_ALL},
};

static const struct word nationalities[] = {
    {"Insgesamt", NAT_ALL},           {"insgesamt", NAT_ALL},    {"zusammen", NAT_ALL},
    {"Deutsche", NAT_GERMAN},         {"Deutsche(r)", NAT_GERMAN}, {"deutsch", NAT_GERMAN},
    {"Ausländer(innen)", NAT_FOREIGN}, {"Ausländer", NAT_FOREIGN}, {"nichtdeutsch", NAT_FOREIGN},
    {"all", NAT_ALL},                 {"german", NAT_GERMAN},    {"foreign", NAT_FOREIGN},
    {"NATD", NAT_GERMAN},             {"NATA", NAT_FOREIGN},     {"Gesamt", NAT_ALL},
};

static bool look_up(const struct word *words, size_t n, const char *text, int *meaning)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(words[i].text, text) == 0) {
            *meaning = words[i].meaning;
            return true;
        }
    return false;
}

bool word_sex(const char *text, enum sex *out)
{
    int meaning;
    if (!look_up(sexes, sizeof sexes / sizeof sexes[0], text, &meaning))
        return false;
    *out = (enum sex)meaning;
    return true;
}

bool word_nationality(const char *text, enum nationality *out)
{
    int meaning;
    size_t n = sizeof nationalities / sizeof nationalities[0];
    if (!look_up(nationalities, n, text, &meaning))
        return false;
    *out = (enum nationality)meaning;
    return true;
}

/* Moves *s behind the literal, blanks after it included. */
static bool accept(const char **s, const char *literal)
{
    size_t n = strlen(literal);
    if (strncmp(*s, literal, n) != 0)
        return false;
    *s += n;
    *s += strspn(*s, " ");
    return true;
}

static bool accept_number(const char **s, int *value)
{
    size_t n = strspn(*s, "0123456789");
    unsigned v;
    if (!decimal_uint(*s, n, AGE_OPEN - 1, &v))
        return false;
    *value = (int)v;
    *s += n;
    *s += strspn(*s, " ");
    return true;
}

static bool accept_years(const char **s)
{
    return accept(s, "Jahren") || accept(s, "Jahre") || accept(s, "Jahr");
}

/* "unter 3 Jahre" */
static bool ages_below(const char *s, int *from, int *to)
{
    *from = 0;
    if (!accept(&s, "unter") || !accept_number(&s, to))
        return false;
    accept_years(&s);
    return *s == '\0';
}

/* "3 bis unter 6 Jahre" */
static bool ages_between(const char *s, int *from, int *to)
{
    if (!accept_number(&s, from))
        return false;
    accept_years(&s); /* "18 Jahre bis unter 25 Jahre" is usual, too */
    if (!accept(&s, "bis unter") || !accept_number(&s, to))
        return false;
    accept_years(&s);
    return *s == '\0';
}

/* "75 Jahre und mehr", "65 Jahre und älter" */
static bool ages_from(const char *s, int *from, int *to)
{
    *to = AGE_OPEN;
    if (!accept_number(&s, from))
        return false;
    accept_years(&s);
    return (accept(&s, "und mehr") || accept(&s, "und älter") || accept(&s, "u. mehr") ||
            accept(&s, "u. älter")) &&
           *s == '\0';
}

/* "15-24", "15 bis 24 Jahre", "3 Jahre", "65-": full years, both ends included */
static bool ages_included(const char *s, int *from, int *to)
{
    if (!accept_number(&s, from))
        return false;
    accept_years(&s);
    *to = *from + 1;
    if (*s == '\0')
        return true;
    if (accept(&s, "-") || accept(&s, "–")) {
        *to = AGE_OPEN;
        if (*s == '\0')
            return true;
    } else if (!accept(&s, "bis")) {
        return false;
    }
    if (!accept_number(&s, to))
        return false;
    accept_years(&s);
    ++*to;
    return *s == '\0';
}

/* Codes of GENESIS: "ALT003B06" is 3 to under 6, "ALT075UM" 75 and more, "ALT003" 3. */
static bool ages_code(const char *s, int *from, int *to)
{
    if (!accept(&s, "ALT") || !accept_number(&s, from))
        return false;
    *to = *from + 1;
    if (*s == '\0')
        return true;
    if (accept(&s, "UM")) {
        *to = AGE_OPEN;
        return *s == '\0';
    }
    return accept(&s, "B") && accept_number(&s, to) && *s == '\0';
}

bool word_ages(const char *text, int *from, int *to)
{
    *from = 0;
    *to = AGE_OPEN;
    if (str_eq(text, "Insgesamt") || str_eq(text, "insgesamt") || str_eq(text, "zusammen") ||
        str_eq(text, "all") || str_eq(text, "Gesamt"))
        return true;
    return (ages_below(text, from, to) || ages_between(text, from, to) ||
            ages_from(text, from, to) || ages_included(text, from, to) ||
            ages_code(text, from, to)) &&
           *from < *to;
}
