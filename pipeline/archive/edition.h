/* Edition folder: outputs/<name>, written aside and put in place as a whole.
 *
 * edition_begin() locks the output folder, clears what a killed run left behind
 * and makes an empty folder beside the edition; edition_commit() exchanges it for
 * the old one in one step; edition_abandon() removes it and leaves the old edition
 * as it was. Ownership: begin gives, commit or abandon take.
 * Errors: NULL or -1, with the cause reported. */
#ifndef ARCHIVE_EDITION_H
#define ARCHIVE_EDITION_H

#include "base/diag.h"

struct edition_dir;

struct edition_dir *edition_begin(const char *outputs, const char *name, struct diag *d);
const char *edition_staging(const struct edition_dir *e); /* folder to write into */
int edition_commit(struct edition_dir *e, struct diag *d);
void edition_abandon(struct edition_dir *e);

#endif
