/* Ingest: the files of the sources into the fact store; driven by descriptors.
 *
 * A file is known by its beginning: the tidy head line, or a GENESIS title line
 * whose table has a descriptor (inputs/descriptors/<table>.xml). Bad lines are
 * reported with file:line:column and left out; the rest goes in. */
#ifndef INGEST_INGEST_H
#define INGEST_INGEST_H

#include <stddef.h>

#include "base/diag.h"

struct areas;
struct catalogue;
struct facts;

struct ingest_count {
    size_t files;  /* files read */
    size_t rows;   /* data rows read */
    size_t cells;  /* cells kept */
    size_t foreign_rows; /* rows of areas that are not configured (left out on purpose) */
};

/* Reads every file of every source in order of the catalogue. Returns 0, or -1
 * where a file could not be opened at all (reported; the others are still read). */
int ingest_all(const char *inputs, const struct areas *areas, const struct catalogue *catalogue,
               struct facts *facts, struct ingest_count *count, struct diag *d);

#endif
