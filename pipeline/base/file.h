/* Files: read whole, folders. Writing is that of base/write.h.
 *
 * Functions return 0 or -1 and report the cause to d (German, with the path). */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct buf;

/* The whole file into an owned buffer, NUL-terminated. limit [bytes] guards
 * against files that are too large. */
int file_read(const char *path, size_t limit, struct buf *out, struct diag *d);

/* Mapped read-only, or read where it cannot be mapped; data stays valid until file_unmap.
 * Empty files give len 0. */
struct file_map {
    const char *data;
    size_t len; /* [bytes] */
    bool owned; /* read, not mapped */
};
int file_map(const char *path, size_t limit, struct file_map *out, struct diag *d);
void file_unmap(struct file_map *m);

int file_write(const char *path, const void *bytes, size_t n, struct diag *d);

int file_make_dir(const char *path, struct diag *d);     /* with parents; 0 if it exists */
int file_remove_tree(const char *path, struct diag *d);  /* never follows symbolic links */
int file_rename(const char *from, const char *to, struct diag *d); /* flushes the folder */
bool file_exists(const char *path);
bool file_is_folder(const char *path); /* follows links */

bool file_same(const char *path, const char *other);   /* both readable, with the same bytes */

/* The German words for an errno, in text. */
void file_cause(int number, char text[64]);

/* dir/name in the arena. */
char *path_join(struct arena *a, const char *dir, const char *name);

/* dir/name only if name is relative and stays inside dir, also after following
 * symbolic links; otherwise NULL (the caller reports PATH_OUTSIDE with its place). */
char *path_inside(struct arena *a, const char *dir, const char *name);

/* Names of the entries of a folder ending in suffix, sorted by bytes; count in *n. */
char **dir_list(struct arena *a, const char *dir, const char *suffix, size_t *n);

#endif
