#include "compose/figure_private.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* What is allowed, but is hardly what the author meant: seen in the template alone. */

enum { WHOLE_WIDTH = 12 }; /* units of a row of columns */

static bool name_start(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

static bool name_part(char c)
{
    return name_start(c) || (c >= '0' && c <= '9') || c == '-';
}

static bool is_function(const char *s, size_t n)
{
    const struct compose_function_doc *doc;
    for (size_t i = 0; (doc = compose_function_doc(i)) != NULL; i++) {
        if (strncmp(doc->signature, s, n) == 0 && doc->signature[n] == '(')
            return true;
    }
    return false;
}

/* "$name" or "value('D01', ...": what only means something between braces. Its length. */
static size_t expression_at(const char *s, const char *end)
{
    size_t n = *s == '$' ? 1 : 0;
    if (s + n >= end || !name_start(s[n]))
        return 0;
    while (s + n < end && name_part(s[n]))
        n++;
    if (*s == '$')
        return n;
    bool call = end - s > (ptrdiff_t)n + 1 && s[n] == '(' && strchr("'$", s[n + 1]) != NULL;
    return call && is_function(s, n) ? n : 0;
}

void advice_text(const struct xml_node *n, const char *attr, const struct piece *p,
                 struct diag *d)
{
    const char *end = p->s + p->n;
    for (const char *s = p->s; s < end; s++) {
        size_t len = s == p->s || !name_part(s[-1]) ? expression_at(s, end) : 0;
        if (len == 0)
            continue;
        struct buf b = BUF_INIT;
        buf_add(&b, s, len);
        buf_adds(&b, *s == '$' ? "" : "(…)");
        XML_REPORT_AT(d, TEMPLATE_OUTSIDE, n, attr, p->offset + (size_t)(s - p->s), buf_str(&b));
        buf_release(&b);
        return; /* one for each text says enough */
    }
}

static void say_row(const struct xml_node *last, int used, const char *next, struct diag *d)
{
    char text[16];
    snprintf(text, sizeof text, "%d", used);
    XML_REPORT(d, TEMPLATE_COLUMN_SUM, last, "span", text, next);
}

/* Rows of columns that leave a part of the width empty; only where all of them stand here. */
static void check_columns(const struct xml_node *n, struct diag *d)
{
    const struct xml_node *last = NULL;
    int used = 0;
    for (const struct xml_node *k = xml_first(n); k != NULL; k = xml_next(k)) {
        if (xml_is(k, "let"))
            continue;
        if (!xml_is(k, "column"))
            return;
        int span = xml_attr_int(k, "span", WHOLE_WIDTH, NULL);
        if (used > 0 && used + span > WHOLE_WIDTH) {
            if (used < WHOLE_WIDTH)
                say_row(last, used, " Die nächste passt nicht mehr daneben und beginnt eine neue "
                                    "Reihe.", d);
            used = 0;
        }
        used += span;
        last = k;
    }
    if (last != NULL && used < WHOLE_WIDTH)
        say_row(last, used, "", d);
}

static bool holds(const struct xml_node *n, const char *const *names)
{
    for (const struct xml_node *k = xml_first(n); k != NULL; k = xml_next(k)) {
        for (size_t i = 0; names[i] != NULL; i++) {
            if (xml_is(k, names[i]))
                return true;
        }
    }
    return false;
}

static void check_table(const struct xml_node *n, struct diag *d)
{
    static const char *const rows[] = {"row", "for-each", "if", "choose", "include", NULL};
    if (!holds(n, rows))
        XML_REPORT(d, TEMPLATE_EMPTY, n, NULL, "Die Tabelle hat keine Zeilen",
                   "Zeilen sind <row> nach <head>");
}

static void check_section(const struct xml_node *n, struct diag *d)
{
    bool any = false;
    for (const struct xml_node *k = xml_first(n); k != NULL && !any; k = xml_next(k))
        any = !xml_is(k, "heading") && !xml_is(k, "let");
    if (!any)
        XML_REPORT(d, TEMPLATE_EMPTY, n, NULL, "Der Abschnitt hat keinen Inhalt",
                   "Er besteht nur aus seiner Überschrift");
}

static bool is_blank(const struct xml_node *n)
{
    const char *s = xml_raw(n);
    return s[strspn(s, " \t\r\n")] == '\0';
}

static void check_paragraph(const struct xml_node *n, struct diag *d)
{
    const struct xml_node *k = xml_first_any(n);
    while (k != NULL && xml_is_text(k) && is_blank(k))
        k = xml_next_any(k);
    if (k == NULL)
        XML_REPORT(d, TEMPLATE_EMPTY, n, NULL, "Der Absatz ist leer",
                   "Abstände macht der Satz von selbst");
}

void advice_element(const struct xml_node *n, struct diag *d)
{
    static const struct {
        const char *name;
        void (*check)(const struct xml_node *n, struct diag *d);
    } checks[] = {{"columns", check_columns}, {"table", check_table},
                  {"section", check_section}, {"p", check_paragraph}};
    for (size_t i = 0; i < sizeof checks / sizeof checks[0]; i++) {
        if (xml_is(n, checks[i].name))
            checks[i].check(n, d);
    }
}
