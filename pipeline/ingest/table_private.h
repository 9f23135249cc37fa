/* A table that is read by its descriptor: its head, column by column, and its state while
 * the rows of data are read.
 *
 * Ownership: lies in the arena of the file. */
#ifndef INGEST_TABLE_PRIVATE_H
#define INGEST_TABLE_PRIVATE_H

#include "ingest/descriptor_private.h"

struct column {
    bool used;          /* false: its head is not the one described, or it is not wanted */
    bool key;           /* a key column */
    struct date period; /* year 0 where the head does not say it */
    struct dims dims;   /* as far as the head says them */
    const struct value **values; /* by kind; NULL where it holds nothing for a kind */
};

struct table {
    struct input *in;
    const struct descriptor *t;
    struct rows *rows;
    struct row head[MAX_HEAD]; /* copied */
    size_t n_fields;           /* of the head rows, and so of every row */
    struct column *columns;    /* n_fields entries */
    size_t *used;              /* the columns that hold something */
    size_t n_used;
    size_t lead[MAX_LEAD];     /* field of each key column */
    struct date period;        /* of a line of its own; year 0 before it came */
    struct area_names *names;  /* where areas are known by name only */
    bool *seen;                /* by area: a row of it was read */
};

/* Leading fields empty, as in a head row. */
bool table_head_like(const struct descriptor *t, const struct row *row);
/* A line that holds a period and nothing else. */
bool table_period_line(const struct row *row, struct date *out);
/* Titles and head rows up to the first row of data. -1, reported, where the head is
 * not as described. */
int table_read_head(struct table *g);

/* The field of a key column in a row. */
const struct field *table_lead(const struct table *g, const struct row *row, size_t i);
/* The area a row is about: AREA_NONE, reported or counted, where it is none of ours. */
uint32_t table_area(struct table *g, const struct row *row);
/* The kind a row is of, or NAMES_NONE. */
uint32_t table_kind(const struct table *g, const struct row *row);
/* What the file's own word means, or the word itself. */
const char *table_word(const struct descriptor *t, enum meaning is, const char *text);

/* Case records (cases.c): reads all rows and adds the counts. */
void cases_read(struct table *g);

#endif
