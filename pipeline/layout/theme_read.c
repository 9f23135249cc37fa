#include "layout/theme_private.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"

static const char *const face_names[FONT_COUNT] = {
    [FACE_REGULAR] = "regular", [FACE_BOLD] = "bold",      [FACE_LIGHT] = "light",
    [FACE_ITALIC] = "italic",   [FONT_SYMBOL] = "symbols", [FONT_SYMBOL_BOLD] = "symbols-bold",
};

static const char *const item_names[HEAD_ITEM_COUNT] = {
    [HEAD_BARS] = "bars",     [HEAD_RUNNING] = "running",
    [HEAD_VOLUME] = "volume", [HEAD_PUBLICATION] = "publication",
    [HEAD_MARK] = "mark",     [HEAD_FOLIO] = "folio",
};

static mpt length(struct theme_reader *r, const struct xml_node *n, const char *attr)
{
    return PT(xml_attr_number(n, attr, 0, r->d));
}

static mpt hundredths(mpt v)
{
    return v > 0 ? (v + 5) / 10 * 10 : v;
}

static int index_of(const char *const *names, int n, const char *name)
{
    int i = 0;
    while (i < n && !str_eq(names[i], name))
        i++;
    assert(i < n); /* the grammar knows the same names */
    return i;
}

static int named(const struct theme_name *list, int n, const char *name)
{
    int i = 0;
    while (i < n && !str_eq(list[i].name, name))
        i++;
    assert(i < n);
    return i;
}

/* False, with a message, where it was set before. */
static bool claim(struct theme_reader *r, const struct xml_node **slot, const struct xml_node *n,
                  const char *attr, const char *name)
{
    if (*slot != NULL) {
        char line[16];
        snprintf(line, sizeof line, "%d", xml_place(*slot).line);
        THEME_FAIL(r, THEME_TWICE, n, attr, name, line);
        return false;
    }
    *slot = n;
    return true;
}

static void missing_add(struct buf *list, const char *name)
{
    buf_printf(list, "%s„%s“", list->len > 0 ? ", " : "", name);
}

static void missing_report(struct theme_reader *r, const struct xml_node *n, struct buf *list)
{
    if (list->len > 0)
        THEME_FAIL(r, THEME_MISSING, n, NULL, xml_name(n), buf_str(list));
    buf_release(list);
}

static uint32_t rgb_of(const char *s)
{
    return (uint32_t)strtoul(s + 1, NULL, 16);
}

/* A name stands for what <colours> says, also further down in the file. */
static uint32_t colour_of(struct theme_reader *r, const struct xml_node *n, const char *attr)
{
    const char *s = xml_attr(n, attr);
    return s[0] == '#' ? rgb_of(s) : *theme_colour(r->t, named(theme_colours, THEME_COLOURS, s));
}

static void read_page(struct theme_reader *r)
{
    struct theme *t = r->t;
    const struct xml_node *page = xml_child(r->root, "page");
    const struct xml_node *margins = xml_child(page, "margins");
    const struct xml_node *grid = xml_child(page, "grid");
    const struct xml_node *columns = xml_child(page, "columns");
    t->page_w = length(r, page, "width");
    t->page_h = length(r, page, "height");
    t->margin_inner = length(r, margins, "inner");
    t->margin_outer = length(r, margins, "outer");
    t->mirrored = str_eq(xml_attr(margins, "mirrored"), "yes");
    t->text_w = t->page_w - t->margin_inner - t->margin_outer;
    t->grid_first = length(r, grid, "first");
    t->grid = length(r, grid, "pitch");
    t->text_top = t->grid_first - leading_base(t->grid);
    t->text_bottom = t->text_top + t->grid * xml_attr_int(grid, "lines", 0, r->d);
    t->gutter = length(r, columns, "gutter");
    t->column = hundredths((t->text_w - (THEME_COLUMNS - 1) * t->gutter) / THEME_COLUMNS);
}

static const char *field_name(struct theme_reader *r, int i)
{
    return arena_printf(r->t->arena, "Handlungsfeld %d", i);
}

static void read_fields(struct theme_reader *r, const struct xml_node *colours)
{
    struct buf missing = BUF_INIT;
    for (const struct xml_node *n = xml_child(colours, "field"); n; n = xml_next_same(n)) {
        int i = xml_attr_int(n, "number", 0, r->d);
        if (!claim(r, &r->field[i], n, "number", field_name(r, i)))
            continue;
        r->t->field[i] = colour_of(r, n, "colour");
        r->t->field_mid[i] = colour_of(r, n, "middle");
    }
    for (int i = 0; i < THEME_FIELDS; i++)
        if (r->field[i] == NULL)
            missing_add(&missing, field_name(r, i));
    missing_report(r, colours, &missing);
}

static void read_steps(struct theme_reader *r, const struct xml_node *scale, uint32_t *steps,
                       const struct xml_node **nodes)
{
    int i = 0;
    for (const struct xml_node *n = xml_first(scale); n != NULL; n = xml_next(n)) {
        steps[i] = colour_of(r, n, "colour");
        nodes[i++] = n;
    }
}

static void read_colours(struct theme_reader *r)
{
    struct buf missing = BUF_INIT;
    const struct xml_node *colours = xml_child(r->root, "colours");
    for (const struct xml_node *n = xml_child(colours, "colour"); n; n = xml_next_same(n)) {
        const char *name = xml_attr(n, "name");
        int i = named(theme_colours, THEME_COLOURS, name);
        if (claim(r, &r->colour[i], n, "name", name))
            *theme_colour(r->t, i) = rgb_of(xml_attr(n, "value"));
    }
    for (int i = 0; i < THEME_COLOURS; i++)
        if (r->colour[i] == NULL)
            missing_add(&missing, theme_colours[i].name);
    missing_report(r, colours, &missing);
    read_fields(r, colours);
    read_steps(r, xml_child(colours, "scale"), r->t->sequence, r->step);
    read_steps(r, xml_child(colours, "diverging"), r->t->diverging, r->side);
}

static void read_styles(struct theme_reader *r)
{
    struct buf missing = BUF_INIT;
    const struct xml_node *styles = xml_child(r->root, "styles");
    for (const struct xml_node *n = xml_first(styles); n != NULL; n = xml_next(n)) {
        const char *name = xml_attr(n, "name");
        int i = named(theme_styles, THEME_STYLES, name);
        if (!claim(r, &r->style[i], n, "name", name))
            continue;
        *theme_style(r->t, i) = (struct type_style){
            .face = (enum face)index_of(face_names, FACE_COUNT, xml_attr(n, "face")),
            .size = length(r, n, "size"),
            .leading = length(r, n, "leading"),
            .rgb = colour_of(r, n, "colour")};
    }
    for (int i = 0; i < THEME_STYLES; i++)
        if (r->style[i] == NULL)
            missing_add(&missing, theme_styles[i].name);
    missing_report(r, styles, &missing);
}

static void read_side(struct theme_reader *r, const struct xml_node *n, struct head_side *side)
{
    struct theme *t = r->t;
    for (n = xml_first(n); n != NULL; n = xml_next(n)) {
        int i = index_of(item_names, HEAD_ITEM_COUNT, xml_name(n));
        if (!claim(r, &r->item[i], n, NULL, item_names[i]))
            continue;
        side->item[side->n++] = (enum head_item)i;
        if (i == HEAD_BARS) {
            t->bar_w = length(r, n, "width");
            t->bar_h = length(r, n, "height");
            t->bar_pitch = length(r, n, "pitch");
            t->bar_rise = length(r, n, "rise");
        }
    }
}

static void read_line(struct theme_reader *r, const char *name, struct head_line *line)
{
    const struct xml_node *n = xml_child(r->root, name);
    line->baseline = length(r, n, "baseline");
    line->gap = length(r, n, "gap");
    read_side(r, xml_child(n, "outer"), &line->outer);
    read_side(r, xml_child(n, "inner"), &line->inner);
}

static void read_font(struct theme_reader *r, const struct xml_node *n, struct font_choice *f)
{
    struct arena *a = r->t->arena;
    const char *path = xml_attr(n, "path");
    f->at = xml_place(n);
    f->at.file = arena_strdup(a, f->at.file);
    f->family = arena_strdup(a, xml_attr(n, "family"));
    f->style = arena_strdup(a, xml_attr(n, "style"));
    if ((f->family != NULL) != (f->style != NULL) || (f->family != NULL) == (path != NULL))
        THEME_FAIL(r, THEME_FONT, n, NULL, xml_attr(n, "face"));
    if (path == NULL)
        return;
    f->path = path_inside(a, r->dir, path);
    if (f->path == NULL)
        THEME_FAIL(r, PATH_OUTSIDE, n, "path", path);
}

void theme_read_fonts(struct theme_reader *r)
{
    struct buf missing = BUF_INIT;
    const struct xml_node *fonts = xml_child(r->root, "fonts");
    for (const struct xml_node *n = xml_first(fonts); n != NULL; n = xml_next(n)) {
        const char *name = xml_attr(n, "face");
        int i = index_of(face_names, FONT_COUNT, name);
        if (claim(r, &r->font[i], n, "face", name))
            read_font(r, n, &r->t->font[i]);
    }
    for (int i = 0; i < FONT_COUNT; i++)
        if (r->font[i] == NULL)
            missing_add(&missing, face_names[i]);
    missing_report(r, fonts, &missing);
}

void theme_read(struct theme_reader *r)
{
    read_page(r);
    read_colours(r);
    read_styles(r);
    read_line(r, "head", &r->t->page_head);
    read_line(r, "foot", &r->t->page_foot);
    const struct xml_node *parts = xml_child(r->root, "last-parts");
    r->t->last_parts = parts != NULL ? xml_text(r->t->arena, parts) : "";
}
