/* What an unknown file may be: a descriptor is proposed, for the user to finish.
 *
 * The file is looked at, not taken over: encoding, separator, head, keys, periods, numbers and
 * signs. Every guess stands with its reason in a comment, in German. Of files that look like case
 * records nothing but heads and frequent words is shown. */
#ifndef INGEST_DESCRIBE_H
#define INGEST_DESCRIBE_H

#include "base/diag.h"

struct areas;
struct buf;
struct catalogue;

/* path: any file of the user. XML to out. catalogue may be NULL. 0, or -1 where the file cannot be
 * read; where it is no table that is reported and out stays empty. */
int describe_file(const char *path, const struct areas *areas, const struct catalogue *catalogue,
                  struct buf *out, struct diag *d);

#endif
