/* What lies in a folder and below, as it is on disk: no link is followed.
 * Ownership: everything in the arena. */
#ifndef ARCHIVE_TREE_H
#define ARCHIVE_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;

enum tree_kind { TREE_FILE, TREE_FOLDER, TREE_OTHER /* links, devices, pipes */ };

struct tree_entry {
    const char *name; /* relative: "data/edition/manifest.json" */
    enum tree_kind kind;
    unsigned long long bytes;
};

/* Sorted by name. NULL where a folder cannot be read or lies deeper than 32 (reported). */
const struct tree_entry *tree_list(struct arena *a, const char *root, size_t *n,
                                   struct diag *d);

/* The entry of that name, or NULL. */
const struct tree_entry *tree_find(const struct tree_entry *list, size_t n, const char *name);

/* A relative name that stays where it is: no empty, "." or ".." part, no "~", backslash or
 * control character, valid UTF-8. */
bool tree_plain_name(const char *name);

/* Takes write permission from all files and folders, the root too, and flushes them. */
int tree_protect(const char *root, struct diag *d);

#endif
