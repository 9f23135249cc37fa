/* realpath is in the X/Open part of POSIX.1-2008. */
#define _XOPEN_SOURCE 700

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/write.h"

enum { MAX_DEPTH = 64 }; /* of a folder tree that is removed */

/* strerror speaks the language of a locale, which is never set. */
static const struct {
    int number;
    const char *text;
} causes[] = {
    {ENOENT, "nicht vorhanden"},
    {EACCES, "keine Berechtigung"},
    {EPERM, "nicht erlaubt"},
    {EISDIR, "ist ein Ordner"},
    {ENOTDIR, "ein Teil des Pfades ist kein Ordner"},
    {EEXIST, "schon vorhanden"},
    {ENOTEMPTY, "der Ordner ist nicht leer"},
    {ENOSPC, "kein Platz auf dem Datenträger"},
    {EDQUOT, "das Speicherkontingent ist erschöpft"},
    {EROFS, "der Datenträger ist schreibgeschützt"},
    {EFBIG, "die Datei würde zu groß"},
    {EIO, "Fehler des Datenträgers"},
    {ELOOP, "symbolische Verknüpfung"},
    {ENAMETOOLONG, "der Name ist zu lang"},
    {EMFILE, "zu viele offene Dateien"},
    {ENFILE, "zu viele offene Dateien"},
    {EXDEV, "liegt auf einem anderen Datenträger"},
    {EBUSY, "wird gerade benutzt"},
    {ETXTBSY, "wird gerade benutzt"},
    {ENOMEM, "zu wenig Arbeitsspeicher"},
    {EPIPE, "der Empfänger liest nicht mehr"},
    {EINVAL, "keine gewöhnliche Datei"},
};

void file_cause(int number, char text[64])
{
    for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++) {
        if (causes[i].number == number) {
            snprintf(text, 64, "%s", causes[i].text);
            return;
        }
    }
    snprintf(text, 64, "Systemfehler %d", number);
}

static int fail_read(struct diag *d, const char *path, int number)
{
    char cause[64];
    file_cause(number, cause);
    DIAG_AT(d, IO_READ, ((struct place){path, 0, 0}), cause);
    return -1;
}

static int fail_write(struct diag *d, const char *path, int number)
{
    char cause[64];
    file_cause(number, cause);
    DIAG_PLAIN(d, IO_WRITE, path, cause);
    return -1;
}

/* Opens a regular file within the limit; devices and pipes could block or never
 * end, so they are refused. */
static int open_regular(const char *path, size_t limit, size_t *size, struct diag *d)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return fail_read(d, path, errno);
    struct stat st;
    int number = 0;
    if (fstat(fd, &st) != 0)
        number = errno;
    else if (!S_ISREG(st.st_mode))
        number = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    if (number != 0) {
        close(fd);
        return fail_read(d, path, number);
    }
    if ((uintmax_t)st.st_size > limit) {
        char megabytes[24];
        snprintf(megabytes, sizeof megabytes, "%zu", limit < 1000000 ? 1 : limit / 1000000);
        DIAG_AT(d, IO_TOO_LARGE, ((struct place){path, 0, 0}), megabytes);
        close(fd);
        return -1;
    }
    *size = (size_t)st.st_size;
    return fd;
}

/* size bytes, fewer where the file became shorter meanwhile; -1 with errno. */
static ssize_t read_all(int fd, char *to, size_t size)
{
    size_t have = 0;
    while (have < size) {
        ssize_t n = read(fd, to + have, size - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += (size_t)n;
    }
    return (ssize_t)have;
}

int file_read(const char *path, size_t limit, struct buf *out, struct diag *d)
{
    size_t size;
    int fd = open_regular(path, limit, &size, d);
    if (fd < 0)
        return -1;
    buf_clear(out);
    buf_reserve(out, size);
    ssize_t n = read_all(fd, out->data, size);
    if (n < 0)
        fail_read(d, path, errno);
    out->len = n < 0 ? 0 : (size_t)n;
    out->data[out->len] = '\0';
    close(fd);
    return n < 0 ? -1 : 0;
}

int file_map(const char *path, size_t limit, struct file_map *out, struct diag *d)
{
    size_t size;
    *out = (struct file_map){"", 0, false};
    int fd = open_regular(path, limit, &size, d);
    if (fd < 0)
        return -1;
    void *data = size > 0 ? mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) : NULL;
    if (data != MAP_FAILED) {
        if (size > 0)
            *out = (struct file_map){data, size, false};
        close(fd);
        return 0;
    }
    char *copy = mem_alloc(size);
    ssize_t n = read_all(fd, copy, size);
    if (n < 0) {
        fail_read(d, path, errno);
        free(copy);
    } else {
        *out = (struct file_map){copy, (size_t)n, true};
    }
    close(fd);
    return n < 0 ? -1 : 0;
}

void file_unmap(struct file_map *m)
{
    if (m->owned)
        free((void *)(uintptr_t)m->data);
    else if (m->len > 0)
        munmap((void *)(uintptr_t)m->data, m->len);
    *m = (struct file_map){"", 0, false};
}

static int remove_entry(int parent, const char *name, int depth);

/* Removes what the folder holds; 0 or an errno. */
static int remove_contents(int fd, int depth)
{
    DIR *dir = fdopendir(fd);
    if (dir == NULL) {
        int number = errno;
        close(fd);
        return number;
    }
    int number = 0, writable = fchmod(fd, 0700); /* folders of an archive are read-only */
    (void)writable;
    struct dirent *entry;
    while (number == 0 && (entry = readdir(dir)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            number = remove_entry(dirfd(dir), entry->d_name, depth + 1);
    }
    closedir(dir);
    return number;
}

/* Works with open folders, not paths, so that a link that is put in place of a
 * folder meanwhile is not followed. */
static int remove_entry(int parent, const char *name, int depth)
{
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM)
        return errno;
    if (depth > MAX_DEPTH)
        return ENAMETOOLONG;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int number = remove_contents(fd, depth);
    if (number == 0 && unlinkat(parent, name, AT_REMOVEDIR) != 0)
        number = errno;
    return number;
}

int file_write(const char *path, const void *bytes, size_t n, struct diag *d)
{
    return write_path(path, bytes, n, d);
}

int file_make_dir(const char *path, struct diag *d)
{
    return write_folder(path, d);
}

int file_remove_tree(const char *path, struct diag *d)
{
    int number = remove_entry(AT_FDCWD, path, 0);
    return number == 0 ? 0 : fail_write(d, path, number);
}

int file_rename(const char *from, const char *to, struct diag *d)
{
    if (rename(from, to) != 0)
        return fail_write(d, to, errno);
    char *folder = mem_strdup(to);
    char *slash = strrchr(folder, '/');
    if (slash != NULL)
        slash[slash == folder] = '\0';
    int number = write_flush(slash != NULL ? folder : ".");
    free(folder);
    return number == 0 ? 0 : fail_write(d, to, number);
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_same(const char *path, const char *other)
{
    struct diag *silent = diag_new(); /* what cannot be read is not the same */
    struct buf x = BUF_INIT, y = BUF_INIT;
    bool same = file_read(path, SIZE_MAX / 2, &x, silent) == 0 &&
                file_read(other, SIZE_MAX / 2, &y, silent) == 0 && x.len == y.len &&
                memcmp(x.data, y.data, x.len) == 0;
    buf_release(&x);
    buf_release(&y);
    diag_free(silent);
    return same;
}

char *path_join(struct arena *a, const char *dir, const char *name)
{
    if (dir[0] == '\0')
        return arena_strdup(a, name);
    return arena_printf(a, "%s%s%s", dir, str_ends(dir, "/") ? "" : "/", name);
}

/* True if a part of name is "..". */
static bool climbs(const char *name)
{
    while (*name != '\0') {
        size_t n = strcspn(name, "/");
        if (n == 2 && name[0] == '.' && name[1] == '.')
            return true;
        name += n + (name[n] == '/');
    }
    return false;
}

/* The resolved form of path or of its longest part that exists; malloc'ed or NULL. */
static char *resolve_existing(const char *path)
{
    char *copy = mem_strdup(path);
    char *real = realpath(copy, NULL);
    while (real == NULL && errno == ENOENT) {
        char *slash = strrchr(copy, '/');
        if (slash == NULL || slash == copy)
            break;
        *slash = '\0';
        real = realpath(copy, NULL);
    }
    free(copy);
    return real;
}

/* Dangling links count as outside: what they would create is not known. */
static bool dangles(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && stat(path, &st) != 0;
}

char *path_inside(struct arena *a, const char *dir, const char *name)
{
    if (name[0] == '/' || name[0] == '\0')
        return NULL;
    const char *base = dir[0] != '\0' ? dir : ".";
    char *path = path_join(a, dir, name);
    if (!file_exists(path) && (climbs(name) || dangles(path)))
        return NULL;
    char *real_dir = realpath(base, NULL);
    if (real_dir == NULL)
        return climbs(name) ? NULL : path;
    char *joined = path_join(a, base, name);
    char *real = resolve_existing(joined);
    size_t n = strlen(real_dir);
    bool inside = real != NULL && strncmp(real, real_dir, n) == 0 &&
                  (real[n] == '\0' || real[n] == '/' || n == 1);
    free(real);
    free(real_dir);
    return inside ? path : NULL;
}

static int compare_names(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

char **dir_list(struct arena *a, const char *dir, const char *suffix, size_t *n)
{
    char **names = NULL;
    size_t cap = 0;
    *n = 0;
    DIR *handle = opendir(dir[0] != '\0' ? dir : ".");
    struct dirent *entry;
    while (handle != NULL && (entry = readdir(handle)) != NULL) {
        const char *name = entry->d_name;
        if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || !str_ends(name, suffix))
            continue;
        if (*n == cap) {
            cap = cap == 0 ? 32 : cap * 2;
            names = mem_grow(names, cap, sizeof *names);
        }
        names[(*n)++] = arena_strdup(a, name);
    }
    if (handle != NULL)
        closedir(handle);
    if (*n > 0)
        qsort(names, *n, sizeof *names, compare_names);
    char **list = arena_array(a, *n + 1, sizeof *list);
    if (*n > 0)
        memcpy(list, names, *n * sizeof *list);
    free(names);
    return list;
}
