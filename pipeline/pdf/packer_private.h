/* Packer: bytes made small for /FlateDecode, by zlib.
 *
 * libharu deflates, too, but at one fixed level and with tables made anew for each stream.
 * A packer serves any number of streams, each of less than 2 GB. It never fails: memory
 * that is missing ends the process as everywhere.
 * Ownership: packer_new() / packer_free(). */
#ifndef PDF_PACKER_PRIVATE_H
#define PDF_PACKER_PRIVATE_H

#include <stddef.h>

#include "base/buf.h"

struct packer;

struct packer *packer_new(void);
void packer_free(struct packer *p); /* NULL is allowed */

enum packing {
    PACK_OBJECTS, /* small */
    PACK_DRAWN    /* contents of pages: soon */
};

/* Appends one whole stream. */
void packer_add(struct packer *p, enum packing how, const void *bytes, size_t n, struct buf *out);

#endif
