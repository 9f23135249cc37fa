/* Tables: cells set into columns whose widths come from the content.
 *
 * table_read.c puts the cells into rows and columns, table_number.c finds where figures
 * stand above each other, table_width.c shares out the width, table.c makes the boxes,
 * table_draw.c draws, table_header.c names the heads of cells. Every row fills all
 * columns: cells that are missing are added. Lengths [mpt], x from the left edge. */
#ifndef LAYOUT_TABLE_PRIVATE_H
#define LAYOUT_TABLE_PRIVATE_H

#include "layout/block_private.h"

enum { LONGEST_NUMBER = 120000 }; /* [mpt] what is wider is set like a text */

struct cell {
    const struct doc_node *node;
    struct text text;
    struct lines lines;
    struct tag *tag;         /* only where spans or links need one; else made while drawing */
    mpt most;                /* natural width */
    mpt left;                /* decimal cells: width up to the comma or the last digit */
    mpt hang;                /* figures: width of bracket and marks behind the last digit */
    uint32_t col, span, row_span;
    uint32_t units;          /* heads: grey lines at the end */
    uint8_t align;           /* enum cell_align as it is set */
    bool decimal;            /* aligned at the comma of its column */
    bool head;               /* tagged as a head: of columns, of its row, label of a group */
};

enum row_rule { RULE_NONE, RULE_PART, RULE_HAIR };

struct row {
    const struct table *table;
    struct cell *cell;
    uint32_t n;
    uint32_t number;         /* of the row in its table */
    const struct row *group; /* the label this row stands under, or NULL */
    enum row_role role;
    mpt height, space;       /* space: above it */
    uint8_t rule;            /* enum row_rule, above it */
    bool last;
    uint32_t lines;          /* most lines in a cell */
    uint32_t slices;         /* 1, or one per line for a row too tall for one piece */
    mpt top;                 /* heads: from the top of the head rows */
    uint32_t names, units;   /* heads: lines of names, of units */
};

struct column {
    mpt least, most;         /* content: longest word, longest line */
    mpt left, right;         /* decimal cells: up to the comma, from it to the last digit */
    mpt hang;                /* room behind the last digits; heads and signs keep out of it */
    mpt x, width;
    bool number;             /* holds right-aligned figures */
    bool chart;
};

struct headers;

struct table {
    struct builder b;        /* as it was for the block */
    const struct doc_node *node;
    struct row *rows;
    uint32_t n_rows, n_heads;
    struct column *cols;
    uint32_t n_cols;
    mpt gap;                 /* between columns */
    mpt width;
    mpt pitch, base, more;   /* first line of a row, its baseline, further lines */
    bool dense;
    bool ruled;              /* a table of texts, no figures */
    bool lined;              /* hairlines between all rows */
    struct tag *tag, *caption, *thead, *tbody;
    struct block_head *head, *again; /* again: with "(Fortsetzung)" */
    mpt heads_height;        /* of the head rows with their rules */
    mpt head_height, again_height; /* with the block head, on the grid */
    uint32_t first_break, last_break; /* rows that may begin a page */
    struct resume resume;
    struct headers *headers; /* NULL where scopes say enough */
};

/* Rows, columns and cells; what is too wide is cut and reported. */
void table_read(struct table *t);

/* No text and no chart. */
bool cell_blank(const struct cell *c);

/* Finds comma and hanging marks of a figure; sets left, hang and decimal. */
void cell_number(const struct table *t, struct cell *c);

/* Widths and positions of the columns; needs the cells' texts. */
void table_widths(struct table *t);

/* Left edge and width of a cell; the width its lines may take. */
mpt cell_x(const struct table *t, const struct cell *c);
mpt cell_width(const struct table *t, const struct cell *c);
mpt cell_room(const struct row *row, const struct cell *c);
mpt cell_indent(const struct row *row, const struct cell *c);

/* Positions of the head rows and their lines; sets heads_height. */
void table_heads(struct table *t);

/* The label of a group at the top of the page that goes on with it, below the head.
 * The resume of the group's rows; NULL where it would take too much of a page. */
const struct resume *carry_new(struct table *t, const struct row *group);

/* Heads by cell, where the table needs them; headers_set is called for every cell in
 * order of drawing, once its element is made. */
void headers_init(struct table *t);
void headers_set(struct pages *pages, const struct row *row, const struct cell *c,
                 uint32_t element);

void table_head_draw(struct painter *p, const struct vbox *v, mpt x, mpt y);
void table_again_draw(struct painter *p, const struct resume *r, mpt x, mpt y);
void table_row_draw(struct painter *p, const struct vbox *v, mpt x, mpt y);

#endif
