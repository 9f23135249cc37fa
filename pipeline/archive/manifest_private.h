/* The manifest in memory, for its writer and its reader. */
#ifndef ARCHIVE_MANIFEST_PRIVATE_H
#define ARCHIVE_MANIFEST_PRIVATE_H

#include "archive/manifest.h"

struct list {
    struct manifest_file *items;
    size_t n, cap;
};

struct manifest {
    struct arena *arena;
    struct manifest_head head;
    struct list lists[MANIFEST_LISTS];
};

extern const char *const manifest_list_names[MANIFEST_LISTS];

/* Copies the strings of f. */
void manifest_add(struct manifest *m, enum manifest_list list, struct manifest_file f);

#endif
