/* Kept editions: what an edition published, read from its folder or from its bag in the archive
 * after its manifest and digest have been looked at.
 *
 * Errors: an edition that is not there, is damaged or older than such records is reported with
 * what there is to do. Ownership: embedded; kept_load(), then kept_release(), also after a
 * failure. */
#ifndef CLI_KEPT_H
#define CLI_KEPT_H

#include "archive/manifest.h"
#include "base/arena.h"
#include "cli/command.h"
#include "guard/record_table.h"

struct kept {
    struct arena *arena;
    const char *name;
    struct manifest *manifest;
    struct record_table *table;
};

/* name: of a folder of outputs, of a bag in the archive, or the path of either; beside: only of
 * a folder of outputs. 0 or -1. */
int kept_load(struct kept *k, const struct options *o, const char *name, bool beside,
              struct diag *d);
void kept_release(struct kept *k);

#endif
