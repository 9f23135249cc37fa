/* Display list: placed text runs, paths and links, each with its structure tag.
 * Nothing is left to break or to measure. The third waist.
 *
 * Coordinates: [mpt], origin top left of the page, y downwards; text at its
 * baseline. Ownership: pages_new() / pages_free(); strings are copied into the
 * arena of the pages. Operations stand in reading order. */
#ifndef PAGE_PAGE_H
#define PAGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diag.h"
#include "page/metrics.h"

/* Structure elements (PDF 1.7, 14.8.4). TAG_ARTIFACT is element 0. */
enum tag_role {
    TAG_ARTIFACT, TAG_DOCUMENT, TAG_PART, TAG_SECT, TAG_DIV, TAG_TOC, TAG_TOCI, TAG_REFERENCE,
    TAG_H1, TAG_H2, TAG_H3, TAG_H4, TAG_P, TAG_L, TAG_LI, TAG_LBL, TAG_LBODY,
    TAG_TABLE, TAG_CAPTION, TAG_THEAD, TAG_TBODY, TAG_TR, TAG_TH, TAG_TD,
    TAG_FIGURE, TAG_NOTE, TAG_SPAN, TAG_LINK, TAG_ASIDE /* written as Sect */, TAG_ROLE_COUNT
};

/* The standard name: "TOCI"; "Aside" for TAG_ASIDE, "?" for what is no role. */
const char *tag_role_name(enum tag_role role);

enum tag_scope { SCOPE_NONE, SCOPE_ROW, SCOPE_COLUMN, SCOPE_BOTH };

struct page_element {
    enum tag_role role;
    uint32_t parent;        /* element; 0 for the root */
    const char *alt;        /* figures; NULL otherwise */
    const char *actual;     /* read instead of the content */
    const char *expansion;  /* of an abbreviation */
    const char *lang;       /* BCP 47, NULL inherits */
    const char *title;      /* bookmark title, may be NULL */
    enum tag_scope scope;   /* TH */
    int col_span, row_span; /* TH, TD; >= 1 */
    const uint32_t *headers; /* TH, TD: elements of the head cells over it, or NULL */
    size_t n_headers;
    bool has_box;           /* figures: bounding box on its page */
    uint32_t box_page;
    mpt x, y, w, h;
};

struct page_text {
    mpt x, y;               /* start of the baseline */
    mpt size;
    mpt word_space;         /* added at every U+0020 */
    mpt width;              /* as measured, with word_space */
    mpt edge;               /* x up to which the line could have gone on, told by the run that
                             * ends it; 0: ends a paragraph or stands alone */
    enum face face;
    unsigned flags;         /* RUN_* */
    uint32_t rgb;           /* 0xRRGGBB */
    const char *text;       /* UTF-8, no control characters */
};

enum path_verb { PATH_MOVE, PATH_LINE, PATH_CURVE /* 3 points */, PATH_CLOSE };

#define NO_COLOUR UINT32_MAX

struct page_path {
    const unsigned char *verbs;
    size_t n_verbs;
    const mpt *points;      /* x, y pairs in the order of the verbs */
    size_t n_points;        /* pairs */
    uint32_t fill, stroke;  /* 0xRRGGBB or NO_COLOUR; filled by the even-odd rule */
    mpt line_width;
    mpt dash_on, dash_off;  /* 0, 0: solid */
    bool round;             /* round caps and joins; else butt and miter */
};

struct page_link {
    mpt x, y, w, h;
    uint32_t page;          /* target page index */
    mpt top;                /* target position on it */
    const char *uri;        /* or an outside address; NULL for inside */
    const char *contents;   /* description for readers */
};

enum page_op_kind { OP_TEXT, OP_PATH, OP_LINK };

struct page_op {
    enum page_op_kind kind;
    uint32_t element;       /* 0: artifact */
    bool margin;            /* artifact of the head or foot of the page */
    union {
        struct page_text text;
        struct page_path path;
        struct page_link link;
    } u;
};

struct page {
    mpt width, height;
    const char *label;      /* printed page number: "5" */
    struct page_op *ops;
    size_t n_ops, cap_ops;
};

struct page_bookmark {
    const char *title;
    int level;              /* 1.. */
    uint32_t page;
    mpt top;
    uint32_t element;
};

struct page_attachment { /* a file that goes with the document */
    const char *name;        /* "Zahlen.csv" */
    const char *type;        /* MIME: "text/csv" */
    const char *description;
    const void *data;
    size_t len;              /* [bytes] */
};

struct pages {
    struct arena *arena;
    struct page **page;
    size_t n_pages, cap_pages;
    struct page_element *elements; /* [0] is the artifact, [1] the document */
    size_t n_elements, cap_elements;
    struct page_bookmark *bookmarks;
    size_t n_bookmarks, cap_bookmarks;
    bool margin;            /* what is added now stands in the head or foot of its page */
    struct page_attachment *attachments; /* sorted by name */
    size_t n_attachments;
    const char *title, *subject, *author, *date, *lang, *area_key;
};

struct pages *pages_new(void);
void pages_free(struct pages *p);

uint32_t pages_add(struct pages *p, mpt width, mpt height, const char *label);
uint32_t pages_element(struct pages *p, enum tag_role role, uint32_t parent);
/* Valid until the next pages_element. */
struct page_element *pages_element_at(struct pages *p, uint32_t id);
void pages_bookmark(struct pages *p, struct page_bookmark b);

/* Appends to a page; text, verbs, points are copied. */
void page_text(struct pages *p, uint32_t page, uint32_t element, struct page_text t);
void page_path(struct pages *p, uint32_t page, uint32_t element, struct page_path path);
void page_link(struct pages *p, uint32_t page, uint32_t element, struct page_link link);
/* Shorthands. */
void page_line(struct pages *p, uint32_t page, uint32_t element, mpt x0, mpt y0, mpt x1, mpt y1,
               mpt width, uint32_t rgb);
void page_rect(struct pages *p, uint32_t page, uint32_t element, mpt x, mpt y, mpt w, mpt h,
               uint32_t fill, uint32_t stroke, mpt line_width);

/* Leaves only the pages from..to-1 (indices), on which alone something was drawn. Links and
 * bookmarks to others go; labels, and so the printed numbers, stay. */
void pages_keep(struct pages *p, uint32_t from, uint32_t to);

/* Rules of a well-formed list: everything inside its page, elements with parents,
 * figures with alt and box, tables regular and their heads known, texts without
 * control characters, bookmarks in order.
 * Reports what is broken; true if nothing. */
bool pages_check(const struct pages *p, struct diag *d);

char *pages_dump(const struct pages *p); /* stable text for golden files; free() it */

#endif
