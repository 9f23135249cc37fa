/* Manifest of an edition: every file with its digest, what it was made from and by
 * which version; manifest.json in the edition's folder. No clock: the date is the
 * edition's.
 *
 * Ownership: manifest_new() / manifest_free(); strings are copied. */
#ifndef ARCHIVE_MANIFEST_H
#define ARCHIVE_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"
#include "base/sha256.h"

#define MANIFEST_FILE "manifest.json"

struct manifest;

struct manifest_file {
    const char *path;   /* relative to the edition, or to the inputs/templates folder */
    const char *area;   /* official key; NULL for inputs */
    const char *title;  /* NULL for inputs */
    const char *source; /* template the report was made from; NULL for inputs */
    const char *version; /* fonts: what they say of themselves; else NULL */
    size_t bytes;
    size_t pages; /* 0 for inputs */
    const char *name;        /* of a report: "Sozialbericht Nürtingen"; else NULL, */
    int newest;              /* year of its latest figure, */
    size_t hidden, warnings; /* figures kept secret, warnings when it was made */
    char sha256[SHA256_HEX];
};

struct manifest_head {
    const char *edition, *title, *date, *version, *build;
    const char *pdfa; /* "3a" or "2a" */
    const char *revisions; /* edition that revised figures are marked against; NULL or "": none */
};

/* Reports and the record come last: what stands before them depends only on what they are
 * made from, so that manifest_current() can compare it. */
enum manifest_list {
    MANIFEST_INPUTS, MANIFEST_TEMPLATES, MANIFEST_FONTS, MANIFEST_EARLIER, MANIFEST_FAILED,
    MANIFEST_REPORTS, MANIFEST_RECORD, MANIFEST_LISTS
};

struct manifest *manifest_new(struct manifest_head head);
void manifest_free(struct manifest *m);

void manifest_add_report(struct manifest *m, struct manifest_file f);
/* Reads the file dir/name and adds its digest; kind "inputs" or "templates". */
int manifest_add_input(struct manifest *m, const char *kind, const char *dir, const char *name,
                       struct diag *d);
/* A font the reports are set in; one that was added before is passed over. */
void manifest_add_font(struct manifest *m, const char *file, const char *title,
                       const char *version, const void *bytes, size_t len);
/* The record of what the edition publishes; and one of another edition that was looked at.
 * Both with path, bytes and digest. */
void manifest_add_record(struct manifest *m, struct manifest_file f);
void manifest_add_earlier(struct manifest *m, struct manifest_file f);
void manifest_add_failed(struct manifest *m, const char *area, const char *title);

/* Digest of the inputs and templates added so far, whatever their order. */
void manifest_inputs_digest(struct manifest *m, char out[SHA256_HEX]);

/* Whether the edition in dir was made from exactly this (same inputs, templates,
 * fonts, other editions' records, version and build, nothing failed) and still holds all n
 * files as they were. */
bool manifest_current(struct manifest *m, const char *dir, const char *const *files, size_t n);

/* Reads the manifest of an edition back; any bytes are safe. NULL where it is not one that
 * manifest_write() wrote (reported). */
struct manifest *manifest_load(const char *dir, struct diag *d);
/* The same for a file of that form which may lack parts of the head: they are "". */
struct manifest *manifest_load_as(const char *dir, const char *name, struct diag *d);
const struct manifest_head *manifest_head(const struct manifest *m);
const struct manifest_file *manifest_files(const struct manifest *m, enum manifest_list list,
                                           size_t *n);

/* Checks an edition's folder against its manifest: nothing missing, changed, more, no links.
 * All faults are reported. 0, or -1 where there are any. *files gets how many it names. */
int manifest_check(const char *folder, size_t *files, struct diag *d);

/* Sorted by path, so that the order of work does not show. 0 or -1. */
int manifest_write(struct manifest *m, const char *dir, struct diag *d);
int manifest_write_as(struct manifest *m, const char *dir, const char *name, struct diag *d);

#endif
