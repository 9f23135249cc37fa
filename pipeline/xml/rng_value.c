#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "xml/rng_private.h"
#include "xml/xml.h"
#include "xml/xml_private.h"

enum { MAX_LEVELS = 100 };

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Equal as the type token compares: white space collapsed. */
static bool same_token(const char *a, const char *b)
{
    for (;;) {
        bool space_a = is_space(*a), space_b = is_space(*b);
        while (is_space(*a))
            a++;
        while (is_space(*b))
            b++;
        if (*a == '\0' || *b == '\0')
            return *a == *b;
        if (space_a != space_b || *a++ != *b++)
            return false;
    }
}

static const char *trim_left(const char *s)
{
    while (is_space(*s))
        s++;
    return s;
}

/* What stands in a <value>: its own text, not collapsed. */
static const char *value_text(const struct xml_node *n)
{
    return xml_raw(xml_first_any(n));
}

static bool is_part(const struct xml_node *n)
{
    return !xml_is(n, "name") && !xml_is(n, "anyName") && !xml_is(n, "nsName") &&
           !xml_is(n, "documentation") && !xml_is(n, "param");
}

static bool fits(const struct rng *g, const struct xml_node *n, const char *value, int depth);

/* The parts of a group are alternatives here, because that is enough for the words
 * of a list; a group outside a list is left to libxml2. */
static bool fits_part(const struct rng *g, const struct xml_node *n, const char *value, int depth)
{
    bool any = false;
    for (const struct xml_node *c = xml_first(n); c != NULL; c = xml_next(c)) {
        if (is_part(c) && fits(g, c, value, depth + 1))
            return true;
        any = any || is_part(c);
    }
    return !any;
}

static bool fits_list(const struct rng *g, const struct xml_node *n, const char *value, int depth)
{
    struct arena *a = arena_new();
    bool ok = true;
    for (const char *s = trim_left(value); ok && *s != '\0'; s = trim_left(s)) {
        size_t len = strcspn(s, " \t\r\n");
        ok = fits_part(g, n, arena_strndup(a, s, len), depth);
        s += len;
    }
    arena_free(a);
    return ok;
}

static bool fits(const struct rng *g, const struct xml_node *n, const char *value, int depth)
{
    if (depth > MAX_LEVELS || xml_is(n, "text"))
        return true;
    if (xml_is(n, "value")) {
        bool exact = str_eq(xml_attr(n, "type"), "string");
        return exact ? str_eq(value_text(n), value)
                     : same_token(trim_left(value_text(n)), trim_left(value));
    }
    if (xml_is(n, "data"))
        return rng_data_fits(n, value);
    if (xml_is(n, "list"))
        return fits_list(g, n, value, depth);
    if (xml_is(n, "notAllowed"))
        return false;
    if (xml_is(n, "empty"))
        return *trim_left(value) == '\0';
    if (!xml_is(n, "ref"))
        return fits_part(g, n, value, depth);
    const struct xml_node *def;
    for (size_t i = 0; (def = rng_define(g, n, i)) != NULL; i++) {
        if (fits_part(g, def, value, depth))
            return true;
    }
    return false;
}

bool rng_value_fits(const struct rng *g, const struct xml_node *n, const char *value)
{
    return fits(g, n, value, 0);
}

void word_list_add(struct word_list *w, const char *word)
{
    for (size_t i = 0; i < w->n; i++) {
        if (strcmp(w->word[i], word) == 0)
            return;
    }
    if (w->n < RNG_MAX_WORDS)
        w->word[w->n++] = word;
    else
        w->more = true;
}

const char *word_list_join(struct arena *a, const struct word_list *w, const char *last)
{
    const char *text = "";
    for (size_t i = 0; i < w->n; i++) {
        const char *glue = i == 0 ? "" : i + 1 < w->n || w->more ? ", " : last;
        text = arena_printf(a, "%s%s%s", text, glue, w->word[i]);
    }
    return w->more ? arena_printf(a, "%s …", text) : text;
}

static void describe(const struct rng *g, struct arena *a, const struct xml_node *n,
                     struct word_list *out, struct xml_guess *guess, int depth);

static void describe_parts(const struct rng *g, struct arena *a, const struct xml_node *n,
                           struct word_list *out, struct xml_guess *guess, int depth)
{
    for (const struct xml_node *c = xml_first(n); c != NULL; c = xml_next(c)) {
        if (is_part(c))
            describe(g, a, c, out, guess, depth + 1);
    }
}

static void describe(const struct rng *g, struct arena *a, const struct xml_node *n,
                     struct word_list *out, struct xml_guess *guess, int depth)
{
    const struct xml_node *note = xml_child(n, "documentation");
    if (depth > MAX_LEVELS)
        return;
    if (note != NULL && !xml_is(n, "value") && !xml_is(n, "attribute")) {
        word_list_add(out, xml_text(a, note));
    } else if (xml_is(n, "value")) {
        const char *word = xml_text(a, n);
        word_list_add(out, arena_printf(a, "„%s“", word));
        xml_guess_try(guess, word);
    } else if (xml_is(n, "data")) {
        word_list_add(out, rng_data_describe(a, n));
    } else if (xml_is(n, "text")) {
        word_list_add(out, "Text");
    } else if (xml_is(n, "empty")) {
        word_list_add(out, "nichts");
    } else if (xml_is(n, "ref")) {
        const struct xml_node *def;
        for (size_t i = 0; (def = rng_define(g, n, i)) != NULL; i++)
            describe_parts(g, a, def, out, guess, depth + 1);
    } else if (xml_is(n, "list")) {
        struct word_list parts = {.n = 0};
        describe_parts(g, a, n, &parts, guess, depth + 1);
        word_list_add(out, arena_printf(a, "%s (auch mehrere, durch Leerzeichen getrennt)",
                                        word_list_join(a, &parts, " oder ")));
    } else {
        describe_parts(g, a, n, out, guess, depth);
    }
}

void rng_value_describe(const struct rng *g, struct arena *a, const struct xml_node *n,
                        struct word_list *out, struct xml_guess *guess)
{
    describe(g, a, n, out, guess, 0);
}
