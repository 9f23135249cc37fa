#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

enum {
    ALT_MIN = 40,  /* characters: less is a name, no description */
    ALT_MIN_CELL = 12, /* in a cell: the heads of its row and column name it */
    STEM = 5,      /* letters of a word that stand for it in all its cases */
    WORD_MIN = 4
};

static bool has_digit(const char *text)
{
    return strpbrk(text, "0123456789") != NULL;
}

/* What a description without figures must say instead: where to or how much. */
static bool tells_direction(const char *folded)
{
    static const char *const words[] = {
        "steig", "stieg", "sank", "sink", "fiel", "fäll", "fall", "wuchs", "wächs", "zunahm",
        "abnahm", "mehr", "wenig", "höch", "hoch", "niedrig", "größ", "klein", "meist", "gleich",
        "unter", "über", "liegt", "lage", "nord", "süd", "ost", "west", "mitte"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(folded, words[i]) != NULL)
            return true;
    return false;
}

static size_t length_of(const char *text)
{
    size_t n = 0;
    while (text_next(&text) != 0)
        n++;
    return n;
}

/* The figure's title: its caption, or what stands first in its Div or section. */
static const char *title_of(const struct check *c, size_t figure)
{
    const struct tree *t = &c->tree;
    struct growing g = {.store = c->store};
    size_t caption = tree_next(t, figure, figure, "Caption");
    size_t group = tree_above(t, figure, "Div Sect Part Art");
    if (caption != NOT_FOUND)
        return tree_text(t, caption);
    if (group == 0)
        return "";
    /* A section without heading, as the cover: all that is said in it. */
    bool headed = tree_is(t, group, "Div");
    for (size_t e = group + 1; e < figure; e++)
        headed = headed || tree_heading(t, e) > 0;
    for (size_t e = group; (e = tree_next(t, group, e, "P H1 H2 H3 H4 H5 H6 Caption")) !=
                           NOT_FOUND && e < figure;) {
        const char *text = tree_text(t, e);
        growing_add(&g, text, strlen(text));
        growing_add(&g, " ", 1);
        if (headed)
            break;
    }
    return g.data != NULL ? g.data : "";
}

/* A word of both, by its first letters. */
static bool shares_word(struct check *c, const char *title, const char *alt)
{
    const char *p = text_folded(c->store, title), *all = text_folded(c->store, alt);
    uint32_t cp;
    do {
        struct growing stem = {.store = c->store};
        size_t n = 0;
        while (text_letter(cp = text_next(&p)))
            if (n++ < STEM)
                text_put(&stem, cp);
        if (n >= WORD_MIN && strstr(all, stem.data) != NULL)
            return true;
    } while (cp != 0);
    return false;
}

static void check_alt(struct check *c, size_t figure)
{
    const struct tree *t = &c->tree;
    const char *alt = t->e[figure].alt, *title = title_of(c, figure);
    if (alt == NULL || *text_plain(c->store, alt) == '\0') {
        fault(c, RULE_ALT, NO_PAGE, figure, title, "no alternative text");
        return;
    }
    bool in_cell = tree_above(t, figure, "TR") != 0;
    if (length_of(alt) < (in_cell ? ALT_MIN_CELL : ALT_MIN))
        fault(c, RULE_ALT, NO_PAGE, figure, alt, "an alternative text of %zu characters",
              length_of(alt));
    if (!has_digit(alt) && !tells_direction(text_folded(c->store, alt)))
        fault(c, RULE_ALT, NO_PAGE, figure, alt, "neither a figure nor a direction in it");
    if (!in_cell && !shares_word(c, title, alt))
        fault(c, RULE_ALT, NO_PAGE, figure, alt, "no word of the title \"%s\"",
              text_plain(c->store, title));
}

/* The number stands there and is not part of a longer one. U+202F groups digits. */
static bool has_number(const char *text, const char *number)
{
    size_t n = strlen(number);
    for (const char *p = text; (p = strstr(p, number)) != NULL; p++) {
        bool before = p > text && strchr("0123456789,\xAF", p[-1]) != NULL;
        const char *behind = p + n;
        behind += *behind == ',' ? 1 : strncmp(behind, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
        bool after = text_digit((unsigned char)*behind);
        if (!before && !after)
            return true;
    }
    return false;
}

struct numbers {
    size_t all, found;
};

/* Numbers of a text without their blanks, and how many of them the other text has. Two
 * kinds, as years, ranks, days and ages are short: those with a comma or three digits
 * and more, but no years, and the others. */
static void count_numbers(struct check *c, const char *text, const char *tables,
                          struct numbers *large, struct numbers *small)
{
    const char *p = text;
    uint32_t cp = text_next(&p);
    while (cp != 0) {
        struct growing g = {.store = c->store};
        while (text_digit(cp) || (g.len > 0 && (cp == ',' || cp == 0x202F))) {
            text_put(&g, cp);
            cp = text_next(&p);
        }
        if (g.len == 0) {
            cp = text_next(&p);
            continue;
        }
        while (g.data[g.len - 1] == ',' || (unsigned char)g.data[g.len - 1] == 0xAF)
            g.len -= g.data[g.len - 1] == ',' ? 1 : 3;
        g.data[g.len] = '\0';
        if (g.len == 4 && (strncmp(g.data, "19", 2) == 0 || strncmp(g.data, "20", 2) == 0))
            continue;
        struct numbers *kind = g.len >= 3 ? large : small;
        kind->all++;
        kind->found += has_number(tables, g.data);
    }
}

/* Text of the tables that a place leads to: the one that begins next below it and those
 * that follow in its section. */
static void add_tables(const struct check *c, size_t page, double top, struct growing *g)
{
    const struct tree *t = &c->tree;
    double best = -1;
    size_t table = NOT_FOUND;
    for (size_t e = 0; (e = tree_next(t, 0, e, "Table")) != NOT_FOUND;) {
        struct box b = tree_box(t, e, page);
        if (b.any && tree_page(t, e) == page && b.y1 <= top + 2 && b.y1 > best) {
            best = b.y1;
            table = e;
        }
    }
    size_t section = table != NOT_FOUND ? tree_above(t, table, "Sect Part Art Document") : 0;
    for (size_t e = table; e != NOT_FOUND; e = tree_next(t, section, e, "Table")) {
        const char *text = tree_text(t, e);
        growing_add(g, text, strlen(text));
        growing_add(g, " ", 1);
    }
}

/* The text without its list of classes: their limits are no values. */
static const char *without_classes(struct check *c, const char *alt)
{
    const char *from = strstr(alt, "in Klassen: ");
    const char *to = from != NULL ? strstr(from, ". ") : NULL;
    struct growing g = {.store = c->store};
    if (from == NULL)
        return alt;
    growing_add(&g, alt, (size_t)(from - alt));
    if (to != NULL)
        growing_add(&g, to, strlen(to));
    return g.data;
}

/* Whether the links of the group lead to tables with the numbers of the figure's text:
 * two thirds of the large ones, or where there are none half of the others; an age or a
 * rank need not stand in a table. *links counts the links. */
static bool values_linked(struct check *c, size_t group, const char *values, size_t *links)
{
    const struct tree *t = &c->tree;
    struct growing tables = {.store = c->store};
    struct numbers large = {0, 0}, small = {0, 0};
    for (size_t i = t->e[group].first_leaf; i < t->e[group].end_leaf; i++) {
        const struct leaf *leaf = &t->leaves[i];
        double top;
        if (leaf->kind != LEAF_OBJECT)
            continue;
        size_t page = check_target(c, pdf_resolve(&c->pdf, leaf->object), &top);
        if (page != NOT_FOUND)
            add_tables(c, page, top, &tables);
        ++*links;
    }
    if (tables.len == 0)
        return false;
    count_numbers(c, values, tables.data, &large, &small);
    return large.all > 0 ? large.found * 3 >= large.all * 2 : small.found * 2 >= small.all;
}

/* The link stands beside the figure, in its Div, or for all figures of its section. */
static void check_values(struct check *c, size_t figure)
{
    const struct tree *t = &c->tree;
    size_t group = tree_above(t, figure, "Div"), links = 0;
    const char *values = t->e[figure].alt != NULL ? without_classes(c, t->e[figure].alt) : "";
    /* In a cell: its row has the values. A map shows none. */
    if (tree_above(t, figure, "TR") != 0 || !has_digit(tree_text(t, figure)))
        return;
    if (group != 0 && values_linked(c, group, values, &links))
        return;
    group = tree_above(t, figure, "Sect Part Art");
    if (values_linked(c, group, values, &links))
        return;
    if (links == 0)
        fault(c, RULE_VALUES, NO_PAGE, figure, values, "no link beside it to its values");
    else
        fault(c, RULE_VALUES, NO_PAGE, figure, values,
              "no table that its links lead to has the numbers of it");
}

/* A report without any table, as the one of two pages, leaves the values to a longer one. */
void check_figures(struct check *c)
{
    bool tables = tree_next(&c->tree, 0, 0, "Table") != NOT_FOUND;
    for (size_t e = 0; (e = tree_next(&c->tree, 0, e, "Figure Formula")) != NOT_FOUND;) {
        check_alt(c, e);
        if (tables)
            check_values(c, e);
    }
}
