/* Edition folder: outputs/<name>, written aside and put in place as a whole.
 *
 * edition_begin() locks the output folder, puts right what a killed run left behind
 * and makes an empty folder beside the edition; edition_write() writes into it;
 * edition_commit() exchanges it for the old edition in one step, edition_commit_once()
 * puts it in place only where nothing is; edition_abandon() removes it and leaves the
 * old edition as it was. Ownership: begin gives, commit or abandon take.
 *
 * The lock is a flock on ".sperre" in the output folder, so it ends with the process that
 * holds it, whatever becomes of that; its text tells others who is at work (process,
 * since when, command).
 *
 * File systems without an exchange of folders (some network shares) get two renames; a run
 * killed between them leaves the old edition beside, and the next run puts it back.
 * Errors: NULL or -1, with the cause reported. */
#ifndef ARCHIVE_EDITION_H
#define ARCHIVE_EDITION_H

#include "base/diag.h"

struct edition_dir;

/* command: what is being done, for the others: "build". */
struct edition_dir *edition_begin(const char *outputs, const char *name, const char *command,
                                  struct diag *d);

/* Reports and gives -1 where the disk has less than this left. [bytes] */
int edition_need(const struct edition_dir *e, unsigned long long bytes, struct diag *d);

const char *edition_staging(const struct edition_dir *e); /* folder to write into */
int edition_write(const struct edition_dir *e, const char *name, const void *bytes, size_t n,
                  struct diag *d);

/* Once: a folder that is there already is an error and stays. After -1 of either nothing
 * has been put in place; but where only the disk would not confirm, that is told apart. */
int edition_commit(struct edition_dir *e, struct diag *d);
int edition_commit_once(struct edition_dir *e, struct diag *d);
void edition_abandon(struct edition_dir *e);

/* Clears what killed runs left, for runs that have nothing to write; not while another one
 * is at work. */
void edition_tidy(const char *outputs);

/* Bytes of the files in a folder, not in folders below; 0 where there is none. */
unsigned long long edition_size(const char *folder);

#endif
