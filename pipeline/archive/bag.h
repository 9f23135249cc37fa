/* Bags: folders packed for an archive so that anybody can check them without us (BagIt 1.0,
 * J. Kunze, J. Littman, E. Madden, J. Scancella, C. Adams, RFC 8493, 2018), with SHA-256 and
 * SHA-512 of every file.
 *
 * Writing: bag_begin() makes an empty bag in a staging folder, bag_add() puts files in
 * ("data/..." is payload, anything else a tag file), bag_label() a line into bag-info.txt,
 * bag_close() writes the manifests. No clock: the same files make the same bag.
 * Ownership: bag_begin() / bag_free(). Errors: -1, reported. */
#ifndef ARCHIVE_BAG_H
#define ARCHIVE_BAG_H

#include <stdbool.h>

#include "archive/edition.h"
#include "base/diag.h"

#define BAG_INFO     "bag-info.txt"
#define BAG_MARK     "bagit.txt"
#define BAG_PAYLOAD  "manifest-sha256.txt"
#define BAG_EDITION  "data/edition"

struct bag;
struct arena;

struct bag *bag_begin(const struct edition_dir *place);
void bag_free(struct bag *b);
int bag_add(struct bag *b, const char *name, const void *bytes, size_t n, struct diag *d);
/* A file as it is on disk; it must have this SHA-256 (reported as changed). */
int bag_add_file(struct bag *b, const char *name, const char *path, const char *sha256,
                 struct diag *d);
/* Line ends in the value become blanks. Labels are printed in the order they are given. */
void bag_label(struct bag *b, const char *label, const char *value);
/* Bag-Size and Payload-Oxum are added here. */
int bag_close(struct bag *b, struct diag *d);
unsigned long long bag_bytes(const struct bag *b); /* of the payload */

/* Checks a bag: form, every digest in both manifests, nothing missing, nothing more, no
 * links, no names that lead elsewhere. All faults are reported. 0, or -1 where there are
 * any. *files gets the number of payload files. */
int bag_check(const char *folder, size_t *files, struct diag *d);

/* Whether two bags hold the same payload by their manifests. */
bool bag_same(const char *folder, const char *other);

/* The value of a label of bag-info.txt, NULL where there is none; in the arena. */
const char *bag_value(struct arena *a, const char *folder, const char *label);

#endif
