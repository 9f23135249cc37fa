/* Recorded: which editions of an output folder have left a record of what they publish, and
 * the record's digest as their manifests have it.
 *
 * An edition made before there were records has none. One whose manifest cannot be read, or
 * names a record without its digest, should have one: its digest is "", so that no file can be
 * it. A folder without a manifest is no edition, unless it holds a record.
 *
 * Ownership: all is in the arena. */
#ifndef ARCHIVE_RECORDED_H
#define ARCHIVE_RECORDED_H

#include <stddef.h>

#include "base/arena.h"

struct recorded {
    const char *edition; /* name of its folder */
    const char *sha256;  /* "" where it should have one and cannot be told which */
};

/* Those beside the edition, by name: neither itself nor its twin, the edition of its name with
 * the suffix. file: what the record is called. */
struct recorded *recorded_editions(const char *outputs, const char *edition, const char *suffix,
                                   const char *file, struct arena *a, size_t *n);

#endif
