#include <string.h>

#include "base/arena.h"
#include "base/decimal.h"
#include "base/str.h"
#include "base/utf8.h"
#include "xml/libxml_private.h"
#include "xml/rng_private.h"
#include "xml/xml.h"

/* The types of XML Schema that our grammars may use. Others are left to libxml2. */
enum shape { SHAPE_ANY, SHAPE_INTEGER, SHAPE_DECIMAL, SHAPE_BOOLEAN, SHAPE_DATE, SHAPE_TOKEN,
             SHAPE_NAME };

static const struct type {
    const char *name;
    enum shape shape;
    bool bounded;
    double least; /* of a bounded type */
    const char *german;
} types[] = {
    {"string", SHAPE_ANY, false, 0, "Text"},
    {"normalizedString", SHAPE_ANY, false, 0, "Text"},
    {"token", SHAPE_ANY, false, 0, "Text"},
    {"anyURI", SHAPE_ANY, false, 0, "eine Adresse"},
    {"integer", SHAPE_INTEGER, false, 0, "eine ganze Zahl"},
    {"int", SHAPE_INTEGER, false, 0, "eine ganze Zahl"},
    {"long", SHAPE_INTEGER, false, 0, "eine ganze Zahl"},
    {"short", SHAPE_INTEGER, false, 0, "eine ganze Zahl"},
    {"nonNegativeInteger", SHAPE_INTEGER, true, 0, "eine ganze Zahl"},
    {"unsignedInt", SHAPE_INTEGER, true, 0, "eine ganze Zahl"},
    {"unsignedShort", SHAPE_INTEGER, true, 0, "eine ganze Zahl"},
    {"positiveInteger", SHAPE_INTEGER, true, 1, "eine ganze Zahl"},
    {"decimal", SHAPE_DECIMAL, false, 0, "eine Zahl mit Dezimalpunkt"},
    {"double", SHAPE_DECIMAL, false, 0, "eine Zahl mit Dezimalpunkt"},
    {"float", SHAPE_DECIMAL, false, 0, "eine Zahl mit Dezimalpunkt"},
    {"boolean", SHAPE_BOOLEAN, false, 0, "„true“ oder „false“"},
    {"date", SHAPE_DATE, false, 0, "ein Datum, das es gibt, in der Form JJJJ-MM-TT"},
    {"NMTOKEN", SHAPE_TOKEN, false, 0, "ein Wort aus Buchstaben, Ziffern, „-“, „_“, „.“, „:“"},
    {"Name", SHAPE_NAME, false, 0, "ein Name, der mit einem Buchstaben beginnt, ohne Leerzeichen"},
    {"NCName", SHAPE_NAME, false, 0, "ein Name, der mit einem Buchstaben beginnt, ohne "
                                     "Leerzeichen"},
    {"ID", SHAPE_NAME, false, 0, "ein Name, der mit einem Buchstaben beginnt, ohne Leerzeichen"},
    {"IDREF", SHAPE_NAME, false, 0, "ein Name, der mit einem Buchstaben beginnt, ohne "
                                    "Leerzeichen"},
};

static const struct type *type_of(const struct xml_node *data)
{
    const char *name = xml_attr(data, "type");
    for (size_t i = 0; name != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(types[i].name, name) == 0)
            return &types[i];
    }
    return &types[0];
}

static bool is_number(const char *s, size_t n, bool integer, double *value)
{
    int decimals;
    if (n > 0 && s[0] == '+') {
        s++;
        n--;
    }
    if (n == 0 || s[0] == '\xE2' || (integer && memchr(s, '.', n) != NULL))
        return false;
    if (!integer && strpbrk(s, "eEIN") != NULL)
        return true; /* forms of the type double, which libxml2 knows */
    struct decimal_form form = {'.', 0};
    enum decimal_result result = decimal_parse(s, n, form, value, &decimals);
    return result == DECIMAL_OK || result == DECIMAL_RANGE;
}

static bool is_date(const char *s, size_t n)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned y, m, d;
    if (n != 10 || s[4] != '-' || s[7] != '-' || !decimal_uint(s, 4, 9999, &y) ||
        !decimal_uint(s + 5, 2, 12, &m) || !decimal_uint(s + 8, 2, 31, &d) || m == 0 || d == 0)
        return false;
    bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
    return d <= days[m - 1] + (unsigned)(m == 2 && leap);
}

/* Bytes beyond ASCII are taken as letters: libxml2 knows them exactly. */
static bool is_word(const char *s, size_t n, bool name)
{
    if (n == 0 || (name && strchr("-.0123456789", s[0]) != NULL))
        return false;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
        if (!letter && (c < '0' || c > '9') && strchr("-_.:", s[i]) == NULL)
            return false;
    }
    return true;
}

static bool has_shape(enum shape shape, const char *s, size_t n, double *number)
{
    switch (shape) {
    case SHAPE_ANY: return true;
    case SHAPE_INTEGER: return is_number(s, n, true, number);
    case SHAPE_DECIMAL: return is_number(s, n, false, number);
    case SHAPE_BOOLEAN: return str_eq(s, "true") || str_eq(s, "false") || str_eq(s, "1") ||
                               str_eq(s, "0");
    case SHAPE_DATE: return is_date(s, n);
    case SHAPE_TOKEN: return is_word(s, n, false);
    case SHAPE_NAME: return is_word(s, n, true);
    }
    return true;
}

static double limit_of(const struct xml_node *param)
{
    double limit = 0;
    int decimals;
    struct arena *a = arena_new();
    const char *text = xml_text(a, param);
    decimal_parse(text, strlen(text), (struct decimal_form){'.', 0}, &limit, &decimals);
    arena_free(a);
    return limit;
}

static bool matches(const char *pattern, const char *value)
{
    xmlRegexp *re = xmlRegexpCompile((const xmlChar *)pattern);
    if (re == NULL)
        return true;
    int result = xmlRegexpExec(re, (const xmlChar *)value);
    xmlRegFreeRegexp(re);
    return result != 0;
}

static bool within(const struct xml_node *param, const char *value, size_t n, double number)
{
    const char *name = xml_attr(param, "name");
    double length = (double)utf8_length(value, n);
    if (str_eq(name, "minInclusive"))
        return number >= limit_of(param);
    if (str_eq(name, "maxInclusive"))
        return number <= limit_of(param);
    if (str_eq(name, "minExclusive"))
        return number > limit_of(param);
    if (str_eq(name, "maxExclusive"))
        return number < limit_of(param);
    if (str_eq(name, "minLength"))
        return length >= limit_of(param);
    if (str_eq(name, "maxLength"))
        return length <= limit_of(param);
    if (str_eq(name, "length"))
        return length == limit_of(param);
    if (!str_eq(name, "pattern"))
        return true;
    struct arena *a = arena_new();
    bool fits = matches(xml_text(a, param), value);
    arena_free(a);
    return fits;
}

bool rng_data_fits(const struct xml_node *n, const char *value)
{
    const struct type *t = type_of(n);
    struct arena *a = arena_new();
    const char *s = t->shape == SHAPE_ANY ? value : str_trim(a, value, strlen(value));
    size_t len = strlen(s);
    double number = 0;
    bool fits = has_shape(t->shape, s, len, &number) && (!t->bounded || number >= t->least);
    for (const struct xml_node *p = xml_first(n); fits && p != NULL; p = xml_next(p)) {
        if (xml_is(p, "param"))
            fits = within(p, s, len, number);
    }
    arena_free(a);
    return fits;
}

static const char *param(struct arena *a, const struct xml_node *data, const char *name)
{
    for (const struct xml_node *p = xml_first(data); p != NULL; p = xml_next(p)) {
        if (xml_is(p, "param") && str_eq(xml_attr(p, "name"), name))
            return xml_text(a, p);
    }
    return NULL;
}

const char *rng_data_describe(struct arena *a, const struct xml_node *n)
{
    const struct xml_node *note = xml_child(n, "documentation");
    if (note != NULL)
        return xml_text(a, note);
    const struct type *t = type_of(n);
    const char *text = t->german;
    const char *low = param(a, n, "minInclusive"), *high = param(a, n, "maxInclusive");
    const char *above = param(a, n, "minExclusive"), *shortest = param(a, n, "minLength");
    const char *longest = param(a, n, "maxLength"), *pattern = param(a, n, "pattern");
    if (low == NULL && t->bounded)
        low = t->least > 0 ? "1" : "0";
    if (low != NULL && high != NULL)
        text = arena_printf(a, "%s von %s bis %s", text, low, high);
    else if (low != NULL)
        text = arena_printf(a, "%s ab %s", text, low);
    else if (high != NULL)
        text = arena_printf(a, "%s bis %s", text, high);
    if (above != NULL)
        text = arena_printf(a, "%s größer als %s", text, above);
    if (shortest != NULL && longest == NULL && strcmp(shortest, "1") == 0)
        text = arena_printf(a, "%s, der nicht leer ist", text);
    else if (shortest != NULL)
        text = arena_printf(a, "%s mit mindestens %s Zeichen", text, shortest);
    if (longest != NULL)
        text = arena_printf(a, "%s mit höchstens %s Zeichen", text, longest);
    if (pattern != NULL)
        text = arena_printf(a, "%s nach dem Muster %s", text, pattern);
    return text;
}
