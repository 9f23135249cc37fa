/* A table in the layout of GENESIS: its head, column by column, and its state while
 * the rows of data are read.
 *
 * Ownership: lies in the arena of the file. */
#ifndef INGEST_GENESIS_PRIVATE_H
#define INGEST_GENESIS_PRIVATE_H

#include "ingest/descriptor_private.h"

struct column {
    bool used;          /* false: its head is not the one described, or it is not wanted */
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
    struct column *columns;    /* n_fields entries; leading ones unused */
    struct date period;        /* of a line of its own; year 0 before it came */
};

/* Leading fields empty, as in a head row. */
bool genesis_head_like(const struct descriptor *t, const struct row *row);
/* A line that holds a period and nothing else. */
bool genesis_period_line(const struct row *row, struct date *out);
/* Titles and head rows up to the first row of data. -1, reported, where the head is
 * not as described. */
int genesis_read_head(struct table *g);

#endif
