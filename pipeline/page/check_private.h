/* What the files of the checker share. */
#ifndef PAGE_CHECK_PRIVATE_H
#define PAGE_CHECK_PRIVATE_H

#include "page/page.h"

struct checker {
    const struct pages *pages;
    struct diag *diag;
    bool good;
};

/* Reports a fault: where and index name the place ("element", 12). */
void check_broken(struct checker *c, const char *where, size_t index, const char *what);

/* check_table.c: rows of one table have equally many columns, counting spans, and no
 * cell reaches below the last row; the heads a cell names are TH elements of its table,
 * made before it. Reports the first fault of each table. Elements must have passed. */
void check_tables(struct checker *c);

#endif
