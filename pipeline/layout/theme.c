#include "layout/theme_private.h"

#include "base/arena.h"

#define COLOUR(field) {#field, offsetof(struct theme, field)}
#define STYLE(name, field) {name, offsetof(struct theme, field)}

const struct theme_name theme_colours[THEME_COLOURS] = {
    COLOUR(ink),  COLOUR(grey), COLOUR(mark),  COLOUR(range),
    COLOUR(rule), COLOUR(sand), COLOUR(sand2), COLOUR(brand),
};

const struct theme_name theme_styles[THEME_STYLES] = {
    STYLE("h1", h1), STYLE("h1-finding", h1_finding), STYLE("h2", h2), STYLE("h3", h3),
    STYLE("h4", h4), STYLE("lead", lead), STYLE("body", body), STYLE("key", key),
    STYLE("numeral", numeral), STYLE("block-title", block_title),
    STYLE("block-subtitle", block_subtitle), STYLE("table", table),
    STYLE("table-dense", table_dense), STYLE("box-title", box_title),
    STYLE("box-text", box_text), STYLE("axis", axis), STYLE("label", label),
    STYLE("note", note), STYLE("head", head), STYLE("folio", folio),
    STYLE("cover-title", cover_title), STYLE("cover-name", cover_name),
    STYLE("cover-sub", cover_sub), STYLE("key-figure", key_figure),
};

struct theme *theme_load(const char *dir, struct diag *d)
{
    struct xml_doc *doc = xml_load(dir, "theme.xml", "theme.rng", d);
    if (doc == NULL)
        return NULL;
    struct arena *a = arena_new();
    struct theme *t = arena_alloc(a, sizeof *t);
    struct theme_reader r = {.dir = dir, .root = xml_root(doc), .t = t, .d = d};
    t->arena = a;
    theme_read(&r);
    if (!r.bad)
        theme_check(&r);
    theme_read_fonts(&r);
    xml_free(doc);
    if (!r.bad)
        return t;
    theme_free(t);
    return NULL;
}

void theme_free(struct theme *t)
{
    if (t != NULL)
        arena_free(t->arena);
}
