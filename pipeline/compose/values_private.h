/* Tables of values inside compose: every figure of a finished report gets a table that
 * holds all it shows, so that it can be read without seeing it.
 *
 * A figure's values stand in a table that the template names (values="..."; checked), in
 * its own row (sparks), or in tables made here at the place of <figure-values/>: what
 * belongs together is joined into one table. Only what a chart shows gets in; a cell
 * without a point of a chart has a sign.
 *
 * Ownership: nodes and texts lie in the document's arena; lists live in the pass. */
#ifndef COMPOSE_VALUES_PRIVATE_H
#define COMPOSE_VALUES_PRIVATE_H

#include "compose/figure_private.h"

enum { MAX_TABLES_OF_ONE = 8 }; /* of one figure: parts of a long time, places */

struct value_table {
    struct doc_node *node;
    const char *word;  /* what a link to it is called beside others: "Orte" */
    bool annex;        /* made here */
    size_t number;     /* in the order in which they are made, from 1; 0: not made here */
};

struct drawn { /* a figure of the finished document */
    struct doc_node *node;      /* DOC_FIGURE, or DOC_CELL with a spark */
    const struct chart *chart;
    struct doc_node *section;   /* outermost around it, NULL on the cover */
    size_t chapter;             /* its place among the sections with figures */
    struct doc_node *row, *table; /* sparks */
    bool own_row;               /* a spark whose row holds all its values */
    bool named;                 /* the template names the table, which holds them */
    const struct value_table *tables[MAX_TABLES_OF_ONE];
    size_t n_tables;
};

struct values {
    struct report *r;
    const struct xml_node *at;  /* <figure-values>, for messages */
    struct doc_node *home;      /* that holds the tables; NULL: none are made */
    const char *id;             /* ids of the tables begin with it */
    struct drawn *drawn;
    size_t n;
    size_t n_tables;            /* made here */
    bool gaps;                  /* the table has cells that no figure shows */
};

/* One text of a chart with all that its cell needs. */
struct value_cell {
    const char *text;
    enum sign sign;
    unsigned marks;
};

/* -- values.c: tables */
struct value_table *values_table(struct values *v, struct doc_node *parent, const char *name,
                                 const char *word, const char *title, const char *subtitle);
struct doc_node *values_row(struct values *v, const struct value_table *t, enum row_role role);
/* name in bold and a grey line below (may be NULL). */
struct doc_node *values_head(struct values *v, struct doc_node *row, const char *name,
                             const char *below, enum cell_align align);
struct doc_node *values_label(struct values *v, struct doc_node *row, const char *name,
                              const char *grey);
void values_group(struct values *v, const struct value_table *t, const char *name, int columns);
/* NULL: no chart shows a figure here. */
void values_cell(struct values *v, struct doc_node *row, const struct value_cell *c,
                 enum cell_align align, unsigned style);
/* Explains the signs of the scope below the table. */
void values_notes(struct values *v, const struct value_table *t, const char *text);
void values_found(struct drawn *d, const struct value_table *t);
struct value_cell value_of(const struct chart_point *p);

/* -- values_time.c, values_place.c, values_class.c: make the tables of their figures */
void values_time(struct values *v);
void values_place(struct values *v);
void values_class(struct values *v); /* pyramids, bars */
void values_spine(struct values *v);
/* A chart of kinds that may show either: its series are quantities of places. */
bool chart_of_places(const struct chart *c);
bool value_in_row(const struct drawn *d); /* a spark whose row has all its years */

/* -- values_named.c: tables that the template names */
void values_named(struct values *v);

/* -- values_link.c */
void values_links(struct values *v);
void values_alt(struct values *v, struct drawn *d);

#endif
