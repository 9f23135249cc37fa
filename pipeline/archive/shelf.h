/* Shelf: what stands in an output folder: editions as their manifests describe them, and
 * folders of single reports (their list, SINGLE_LIST, has the form of a manifest).
 *
 * Ownership: shelf_load() / shelf_free(); everything in it is lent. What cannot be read is
 * left out: a page that lists editions must not keep them from being made. Entries that point
 * out of their folder, or whose file is gone, are left out as well. */
#ifndef ARCHIVE_SHELF_H
#define ARCHIVE_SHELF_H

#include <stdbool.h>
#include <stddef.h>

#include "archive/manifest.h"
#include "base/diag.h"

#define SINGLE_LIST "berichte.json"

struct shelf_edition {
    const char *folder;            /* name below the output folder */
    const char *title, *date, *version; /* "" where the manifest does not say */
    const struct manifest_file *report; /* in the order of the manifest: by file name */
    size_t n_reports;
    size_t n_failed;
    bool single;                   /* a folder of single reports */
};

struct shelf {
    const struct shelf_edition *edition; /* by folder, the last of the alphabet first */
    size_t n;
};

/* At most 2,000 folders and 20,000 reports in each; manifests of 64 MB. */
struct shelf *shelf_load(const char *outputs);
void shelf_free(struct shelf *s);

/* Puts reports into the list of a folder of single reports, in the place of those with the
 * same file names. 0 or -1. */
int shelf_add_single(const char *folder, const char *title, const char *date,
                     const struct manifest_file *report, size_t n, struct diag *d);

#endif
