/* Reading of a theme: what the file's nodes and the struct have in common. */
#ifndef LAYOUT_THEME_PRIVATE_H
#define LAYOUT_THEME_PRIVATE_H

#include <stddef.h>

#include "layout/theme.h"
#include "xml/xml.h"

enum {
    THEME_COLOURS = 8,
    THEME_STYLES = 24,
    THEME_FIELDS = 6,
    THEME_STEPS = 5,
    THEME_COLUMNS = 12
};

struct theme_name {
    const char *name;
    size_t offset; /* in struct theme */
};

extern const struct theme_name theme_colours[THEME_COLOURS]; /* uint32_t */
extern const struct theme_name theme_styles[THEME_STYLES];   /* struct type_style */

static inline uint32_t *theme_colour(struct theme *t, int i)
{
    return (uint32_t *)(void *)((char *)t + theme_colours[i].offset);
}

static inline struct type_style *theme_style(struct theme *t, int i)
{
    return (struct type_style *)(void *)((char *)t + theme_styles[i].offset);
}

struct theme_reader {
    const char *dir;
    const struct xml_node *root;
    struct theme *t;
    struct diag *d;
    bool bad; /* an error was reported: the theme is not given out */
    /* Where it was set; NULL: not at all. */
    const struct xml_node *colour[THEME_COLOURS], *style[THEME_STYLES], *field[THEME_FIELDS],
        *step[THEME_STEPS], *side[THEME_STEPS], *font[FONT_COUNT], *item[HEAD_ITEM_COUNT];
};

/* Fills r->t from the file; what is missing or named twice is reported. */
void theme_read(struct theme_reader *r); /* all but the fonts */
void theme_read_fonts(struct theme_reader *r);

/* What depends on several values: room on the page, leading, contrast. */
void theme_check(struct theme_reader *r);
void theme_check_scales(struct theme_reader *r);

/* "#17505C"; "4,48", never rounded up to what is asked for. */
const char *theme_hex(struct arena *a, uint32_t rgb);
const char *theme_ratio(struct arena *a, double ratio, double least);

#define THEME_FAIL(r, code, n, attr, ...)                                                          \
    do {                                                                                           \
        XML_REPORT((r)->d, code, n, attr, __VA_ARGS__);                                            \
        (r)->bad = true;                                                                           \
    } while (0)

#endif
