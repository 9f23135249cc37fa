/* Blocks: how the nodes of a document become boxes of a flow.
 *
 * A builder says where the boxes go (flow, left edge, width) and what they belong to
 * (section, tag, frame); it is copied and changed for what stands inside a block. The
 * stream is the state of one vertical list and is shared by those copies. */
#ifndef LAYOUT_BLOCK_PRIVATE_H
#define LAYOUT_BLOCK_PRIVATE_H

#include "layout/flow_private.h"
#include "layout/text_private.h"

/* What stands above and below decides the space between. */
enum space_class {
    SPACE_NONE, SPACE_H1, SPACE_LEAD, SPACE_HEAD, SPACE_SUBHEAD, SPACE_TEXT, SPACE_KEY,
    SPACE_LIST, SPACE_SMALL, SPACE_BLOCK, SPACE_BOX, SPACE_COLUMNS, SPACE_CLASS_COUNT
};

struct label { /* numeral or dash in front of a paragraph */
    struct text text;
    struct tag *tag;
    mpt x;           /* from the left edge of the flow */
};

struct stream {
    struct flow *flow;
    enum space_class above;
    bool keep;               /* the next box stays with what is above */
    bool force;              /* the next box begins a page */
    bool right;              /* a right-hand one, in print */
    struct anchor *anchor;   /* of the next box */
    struct label *label;     /* of the next paragraph */
    struct tag *key_list;    /* of the key sentences just before */
};

struct builder {
    struct layout *l;
    struct stream *stream;
    const struct sheet_form *form; /* of the page this comes to stand on */
    mpt x, width;
    struct tag *tag;
    const struct section *section;
    const struct frame *frame;
    int field;
    int depth;
    int columns;             /* columns this stands in */
    bool tight;              /* inside a box: small type, no grid */
};

struct par { /* a paragraph broken into lines */
    struct text text;
    struct lines lines;
    mpt leading, base;       /* line pitch; first baseline from the top of a line */
    mpt indent;              /* of the first line */
    struct tag *tag;
    const struct label *label;
};

/* Adds a box of this class: space, grid, penalty, section and frame are set. */
struct vbox *block_box(struct builder *b, enum space_class c, mpt height);

void blocks_build(struct builder *b, const struct doc_node *first); /* and its successors */

struct par *par_new(struct builder *b, struct tag *tag, mpt leading);
/* Breaks the text into lines of the width. */
void par_break(struct builder *b, struct par *p, mpt width, enum hyphens hyphens, mpt size);
/* Titles: lines of nearly equal length, the narrowest width that needs no further line. */
void par_break_even(struct builder *b, struct par *p, mpt size);
/* Titles stand on one page with what they head: lines past the twelfth are left out, with a
 * message. */
void par_cut(struct builder *b, struct par *p);
/* One box per line; nothing for an empty text. */
void par_lines(struct builder *b, const struct par *p, enum space_class c);
void par_draw_line(struct painter *p, const struct vbox *v, mpt x, mpt y);
/* All lines from y on; returns the y below the last one. */
mpt par_draw(struct painter *p, const struct par *par, mpt x, mpt y);

struct text_look look_of(const struct builder *b, const struct type_style *type);

/* figure.c */
struct block_head { /* rule, title, subtitle */
    struct par *title, *subtitle; /* NULL without */
    uint32_t rule;
    mpt width, height;
};
/* The head of a figure or table; title begins with its text. */
struct block_head *block_head_new(struct builder *b, struct tag *tag,
                                  const struct doc_node *node, const char *title);
void block_head_draw(struct painter *p, const struct block_head *h, mpt x, mpt y);
void figure_build(struct builder *b, const struct doc_node *node);
/* Says that a figure shows a hatched field, and where it stands in the template. */
void figure_unusable(const struct document *doc, struct diag *d, const struct doc_node *node,
                     const char *why);
/* Figures that begin columns beside each other begin at one height, under the highest of
 * their heads. */
void figures_align(struct columns *c);
void notes_build(struct builder *b, const struct doc_node *node, mpt space);

/* heading.c, list.c, columns.c, box.c, contents.c, cover.c, table.c */
void heading_build(struct builder *b, const struct doc_node *node);
void list_build(struct builder *b, const struct doc_node *node);
void columns_build(struct builder *b, const struct doc_node *node);
void box_build(struct builder *b, const struct doc_node *node);
void contents_build(struct builder *b, const struct doc_node *node);
void cover_build(struct builder *b, const struct doc_node *node);
void table_build(struct builder *b, const struct doc_node *node);

/* head.c: head and foot of the page the painter stands on. */
void head_draw(struct painter *p, const struct section *section, bool cover);
/* A line that is wider than limit loses its end; returns its width. */
mpt head_shorten(struct layout *l, struct text *text, mpt limit);
bool cover_is(const struct vbox *v);

/* mark.c: "Anlage 3 zur Vorlage 012/2026" above the head; "Entwurf" and the like in the
 * foot, x: left end of its ground, width 0 without a mark. */
void annex_draw(struct painter *p);
mpt mark_width(struct painter *p);
void mark_draw(struct painter *p, mpt x, mpt y);

#endif
