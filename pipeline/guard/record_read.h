/* Reading the record of an edition back (record.h): row by row, each checked column by column. Any
 * bytes are safe. A row that is not as record_write() makes it is reported with its place, and
 * reading ends there.
 *
 * Ownership: rows and fields are lent by the text that is read. */
#ifndef GUARD_RECORD_READ_H
#define GUARD_RECORD_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "guard/record.h"

enum record_column {
    RECORD_INDICATOR, RECORD_FORMULA, RECORD_AREA, RECORD_YEAR, RECORD_SEX, RECORD_AGES,
    RECORD_VALUE, RECORD_SIGN, RECORD_COUNT, RECORD_BASE, RECORD_FIELDS
};

struct record_field {
    const char *at; /* not terminated */
    size_t n;       /* [bytes] */
};

struct record_row {
    struct record_field fields[RECORD_FIELDS];
    int line;
};

/* Bytes of the columns that name the figure, from the first field on. */
size_t record_key_length(const struct record_row *r);
/* A number, or a sign that stands for one. */
bool record_shows(const struct record_row *r);

typedef void record_take(void *ctx, const struct record_row *r);

/* Gives all rows in their order. 0, or -1 at the first that is none. path: for messages. */
int record_read(const char *path, const char *text, size_t len, record_take *take, void *ctx,
                struct diag *d);

#endif
