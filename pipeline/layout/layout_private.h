/* What the files of layout share: the run, its structure tags and its targets.
 *
 * Ownership: everything of one attempt lies in the arena of its struct layout and
 * goes with it; strings may point into the document, which outlives the run.
 * Lengths [mpt]. */
#ifndef LAYOUT_LAYOUT_PRIVATE_H
#define LAYOUT_LAYOUT_PRIVATE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/names.h"
#include "document/document.h"
#include "layout/sheet_private.h"
#include "layout/theme.h"
#include "page/metrics.h"
#include "page/page.h"

enum { NESTING_LIMIT = 64 }; /* blocks inside blocks */

/* A place that links and page numbers point at. */
struct anchor {
    bool placed;
    uint32_t page;         /* index */
    mpt top;
};

struct marked { /* a plain string; its marks count from begin */
    const char *text;
    struct doc_marks marks;
    size_t begin;
    const struct doc_node *node; /* which it belongs to, for messages; or NULL */
};

struct section { /* what page head, contents and bookmarks need to know */
    const struct doc_node *node;
    const struct section *parent;
    const struct section *part; /* the part it stands in or is, or NULL */
    struct anchor *anchor;
    const char *title;     /* running or the heading's text, NULL without both */
    struct doc_marks marks; /* in title */
    int level;             /* of its heading, 0 without */
    int field;             /* 0..5, inherited */
};

/* A structure element that is made when the first of its content is drawn, so
 * that elements stand in reading order and none stays empty. */
struct tag {
    struct tag *parent;    /* NULL: the document */
    enum tag_role role;
    uint32_t id;           /* 0: not made yet */
    const char *alt, *actual, *expansion, *lang, *title;
    enum tag_scope scope;
    int col_span, row_span;
    struct anchor *target; /* links; NULL: drawn by the block as a whole */
    const char *contents;  /* links: description */
    struct footnote *note; /* links: of the mark of a footnote */
};

struct text_style;
struct glyphs;

struct page_use { /* a printed page number */
    struct page_use *next;
    const struct text_style *style;
    const struct anchor *target;
    char *text;            /* as it was set; of the right length it may be overwritten */
};

struct layout {
    const struct document *doc;
    const struct metrics *m;
    const struct theme *theme;
    struct sheet_form form[FORM_COUNT];
    struct diag *diag;
    struct arena *arena;
    struct glyphs *glyphs;       /* kept over the attempts */
    const char *reading;         /* the string that is being cut into words, for messages */
    const struct doc_node *reading_node; /* of which it is, or NULL */
    struct missing *missing;     /* characters already reported */
    struct text_style *styles;   /* list, newest first */
    const struct names *ids;     /* of the document's blocks */
    const struct names *places;  /* words and endings of names of areas (places.c) */
    struct anchor *anchors;      /* by number of the id */
    const uint32_t *known_page;  /* by number of the id: guessed, then as the attempt before */
    struct anchor *figures, *tables; /* without an id: by running number, from 1 */
    int n_figures, n_tables;
    struct page_use *page_uses;
    struct section *sections;    /* in document order */
    size_t n_sections, next_section;
};

struct painter {
    struct layout *l;
    struct pages *pages;
    uint32_t page;
    const struct leaf *leaf;     /* the form of this page */
    bool artifact;               /* repeated content: no element */
};

struct tag *tag_new(struct layout *l, struct tag *parent, enum tag_role role);
/* A tag with the language of a block where it has one. */
struct tag *tag_block(struct layout *l, struct tag *parent, enum tag_role role,
                      const struct doc_node *node);
/* The element, made with its parents when needed; 0 while drawing artifacts. */
uint32_t tag_id(struct painter *p, struct tag *t);
/* The link the text stands in, or NULL. */
const struct tag *tag_link(const struct tag *t);

/* outline.c: targets and sections, found before anything is set. */
void ids_collect(const struct document *doc, struct names *ids);
struct anchor *anchor_find(const struct layout *l, const char *id); /* NULL: no such block */
/* Where a block stands: by its id or its number; NULL without both. */
struct anchor *anchor_of(const struct layout *l, const struct doc_node *node);
/* Pages by the ends that the document asks for, before anything is set: by id. */
void pages_guess(const struct document *doc, const struct names *ids, uint32_t *page);
void outline_build(struct layout *l);
const struct section *outline_section(struct layout *l, const struct doc_node *node);
/* Texts of all inlines in a row, cut behind limit bytes at a character. */
char *node_plain_text(struct arena *a, const struct doc_node *node, size_t limit);
/* Depth-first successor of a node inside root, without recursion; NULL at the end. */
const struct doc_node *node_after(const struct doc_node *root, const struct doc_node *at);
char *page_label(struct arena *a, uint32_t page); /* the printed number */

/* Lengths stay far from overflow, whatever a document asks for. */
enum { LONGEST = 1000000000 };

static inline mpt length_times(mpt length, size_t n)
{
    return length > 0 && n > (size_t)(LONGEST / length) ? LONGEST : length * (mpt)n;
}

static inline uint32_t field_colour(const struct layout *l, int field)
{
    return l->theme->field[field >= 0 && field <= 5 ? field : 0];
}

#endif
