/* Lock: one run at a time in a folder, by flock(2) on a file in it that says who holds it:
 * "4711, seit 23.11.2026, 13:35 Uhr, Befehl „build“". The system gives it back when a
 * process dies.
 *
 * Ownership: lock_take() gives, lock_give_back() takes. */
#ifndef ARCHIVE_LOCK_H
#define ARCHIVE_LOCK_H

#include "base/diag.h"

/* Takes dir/name for a command. Returns a descriptor, or -1: reported with code busy
 * (folder, owner) where another holds it. */
int lock_take(const char *dir, const char *name, const char *command, enum diag_code busy,
              struct diag *d);
void lock_give_back(int lock); /* -1 is allowed */

#endif
