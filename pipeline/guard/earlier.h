/* What other editions in the output folder have published: their records (record.h) are
 * read at the start of a run, so that a figure that is out already is known to be out.
 *
 * A record must be as its edition left it: the caller says which editions have one and with
 * which digest. One that is changed, missing or not understood is an error with its place, and
 * nothing is published before the folder is put right or taken away: the protection of this run
 * would not hold. Any bytes are safe to read.
 *
 * Ownership: earlier_load() / earlier_free(); what it lends lives as long. */
#ifndef GUARD_EARLIER_H
#define GUARD_EARLIER_H

#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/sha256.h"
#include "guard/record.h"

struct earlier;

struct earlier_record { /* for the manifest of this run */
    const char *edition;
    const char *path; /* "edition/veroeffentlicht.csv" */
    size_t bytes;
    size_t figures; /* that it shows */
    char sha256[SHA256_HEX];
};

struct earlier_edition {
    const char *name;   /* of its folder in outputs */
    const char *sha256; /* of its record; "": not known, no file is right */
};

/* Never NULL. The first of the editions that shows a figure is the one that is told. */
struct earlier *earlier_load(const char *outputs, const struct earlier_edition *editions,
                             size_t n, struct diag *d);
void earlier_free(struct earlier *e);

size_t earlier_records(const struct earlier *e);
const struct earlier_record *earlier_record(const struct earlier *e, size_t i);

/* The first record that shows a number for a figure, as such or by one of the signs for
 * nothing; NULL where none does. */
const struct earlier_record *earlier_shown(const struct earlier *e, struct record_key k);

#endif
