/* Writing that leaves the old file whole: the bytes go to a file beside the target, are
 * flushed, get their permissions, are renamed over the target, and the folder is flushed.
 * After a failure the target is as before and nothing half-written stays.
 *
 * write_inside() never leaves its folder: below root every part of the name is opened from
 * the one before (openat) and no symbolic link is followed, so that neither a link nor
 * somebody who exchanges folders meanwhile can lead a write elsewhere. root itself may be
 * a link: it is what the caller was told to use.
 *
 * Permissions: what umask leaves, but the group may always read (folders: enter) and
 * nobody outside the group may ever write. On file systems without permissions that is
 * passed over.
 *
 * Functions return 0 or -1 and report the cause to d (German, with the path). */
#ifndef BASE_WRITE_H
#define BASE_WRITE_H

#include <stddef.h>

struct diag;

/* name is relative, without "." and ".." parts; missing folders of it are made. */
int write_inside(const char *root, const char *name, const void *bytes, size_t n,
                 struct diag *d);

/* Any path, as the shell would open it (file_write). */
int write_path(const char *path, const void *bytes, size_t n, struct diag *d);

/* A folder with its parents; 0 if it exists. */
int write_folder(const char *path, struct diag *d);

/* A folder that must not exist yet. */
int write_new_folder(const char *path, struct diag *d);

/* Flushes a folder, so that a rename in it survives a power cut; 0 or an errno. Network
 * file systems that cannot flush folders are no failure. */
int write_flush(const char *folder);

/* Removes what killed runs left half-written in a folder: files of write_inside() and
 * write_path() whose process is gone. What cannot be removed stays. */
void write_clear(const char *folder);

#endif
