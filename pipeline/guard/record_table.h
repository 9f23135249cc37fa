/* The record of an edition as a table in memory: what a figure was then.
 *
 * Figures are found by indicator, area, year, sex and ages, whatever their formula: it may have
 * changed, and that is told. "r" beside a figure is no part of it: it tells of yet another
 * edition.
 *
 * Ownership: record_table_read() / record_table_free(); rows and fields are the table's. */
#ifndef GUARD_RECORD_TABLE_H
#define GUARD_RECORD_TABLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "guard/published.h"
#include "guard/record_read.h"

struct record_table;

/* Copies the text. NULL where it is no record (reported). */
struct record_table *record_table_read(const char *path, const char *text, size_t len,
                                       struct diag *d);
/* What would be recorded of figures now, in the order of record_write(). */
struct record_table *record_table_of(const struct published *p, struct diag *d);
void record_table_free(struct record_table *t); /* NULL is allowed */

const struct record_row *record_table_rows(const struct record_table *t, size_t *n);
/* The figure of the same name; NULL where there is none. */
const struct record_row *record_table_find(const struct record_table *t,
                                           const struct record_row *like);

bool record_field_same(struct record_field a, struct record_field b);
/* Sign and marks, but for "r". */
bool record_sign_same(const struct record_row *a, const struct record_row *b);
/* Whether a reader sees another number; false where either is none. */
bool record_revised(const struct record_row *then, const struct record_row *now);

#endif
