/* The inside of the table of areas, shared by reading and searching.
 *
 * Ownership: strings and members lie in the arena; list, of_key and keys are heap. */
#ifndef FACTS_AREAS_PRIVATE_H
#define FACTS_AREAS_PRIVATE_H

#include "base/arena.h"
#include "base/names.h"
#include "facts/areas.h"

enum { MAX_AREAS = 32768 }; /* 15 bits of a fact key */

struct area_folds { /* str_fold() of what a person may type */
    const char *name, *short_name;
};

struct areas {
    struct arena *arena;
    struct area *list;        /* count entries, document order */
    struct area_folds *folds; /* by index */
    size_t count;
    struct names keys;        /* official keys and regional keys (ARS) */
    uint32_t *of_key;         /* index by name of keys */
    size_t cap_keys;
    uint32_t district;
    const char *date;
};

#endif
