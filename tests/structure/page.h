/* Pages: what is drawn on them, by marked-content sequence.
 *
 * Coordinates are those of the page [pt], y upwards. Every glyph and every painted path
 * belongs to the innermost sequence that is an artifact or has an MCID; what belongs to
 * none is counted in bare. Form XObjects, images and inline images are not read; that
 * they are there stands in strange. */
#ifndef STRUCTURE_PAGE_H
#define STRUCTURE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "structure/font.h"
#include "structure/object.h"

#define NOT_FOUND ((size_t)-1)

struct box {
    double x0, y0, x1, y1;
    bool any; /* false: empty */
};

void box_point(struct box *b, double x, double y);
void box_add(struct box *b, const struct box *more);

struct glyph {
    double x0, x1, y;   /* from the origin, over the width; y of the baseline */
    double size;        /* of the font on the page */
    struct box box;
    uint32_t code;
    const struct font *font;
    const char *text;   /* UTF-8, "" where the font tells none */
    bool replaced;      /* below an ActualText of the content */
    bool expanded;      /* below an /E of the content */
};

struct mark {
    const char *tag;
    long mcid;              /* -1: none */
    bool artifact;
    const char *type, *subtype; /* of an artifact, or NULL */
    const char *actual, *expansion; /* in the content itself, or NULL */
    const char *string_fault;
    size_t outer;           /* mark, or NOT_FOUND */
    size_t n_text;          /* BT and ET before it */
    size_t first, end;      /* glyphs */
    size_t painted;         /* paths */
    struct box box;
};

struct page {
    json_t *reference, *dict, *resources;
    struct box media;
    struct glyph *glyphs;
    size_t n_glyphs, cap_glyphs;
    struct mark *marks;
    size_t n_marks, cap_marks;
    size_t *by_mcid;        /* mark or NOT_FOUND */
    size_t n_mcids, cap_mcids;
    size_t bare;            /* glyphs and paths outside of all marks */
    const char *bare_text;  /* the first of them */
    const char *label;      /* printed number from the page labels */
    const char **strange;   /* what is wrong with or not understood of the content */
    size_t n_strange, cap_strange;
};

struct page_list {
    struct page *page;
    size_t n, cap;
    const char *fault;      /* of the page tree, or NULL */
};

void pages_read(struct page_list *list, struct font_list *fonts, const struct pdf *pdf);
size_t page_find(const struct page_list *list, const json_t *reference); /* or NOT_FOUND */
void page_strange(const struct pdf *pdf, struct page *p, const char *what);

/* content.c: fills glyphs, marks and the rest of one page. */
void content_read(struct page *p, struct font_list *fonts, const struct pdf *pdf,
                  const unsigned char *bytes, size_t n);

#endif
