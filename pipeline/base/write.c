#include "base/write.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/str.h"

#define ASIDE_SUFFIX ".tmp"

static int fail(struct diag *d, const char *path, int number)
{
    char cause[64];
    file_cause(number, cause);
    DIAG_PLAIN(d, IO_WRITE, path, cause);
    return -1;
}

/* File systems that keep no permissions refuse to change them; there is nothing to keep. */
static int set_mode(int fd, mode_t wanted)
{
    struct stat st;
    if (fstat(fd, &st) != 0)
        return errno;
    mode_t mode = st.st_mode & 07777, better = (mode | wanted) & ~(mode_t)S_IWOTH;
    if (mode == better || fchmod(fd, better) == 0 || errno == EPERM || errno == ENOTSUP)
        return 0;
    return errno;
}

static int flush(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP ? 0 : errno;
}

static int open_folder(int parent, const char *name, bool follow)
{
    int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW);
    int fd = openat(parent, name, flags);
    struct stat st;
    if (fd < 0 && errno == ENOTDIR && fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
        S_ISLNK(st.st_mode))
        errno = ELOOP;
    else if (fd < 0 && errno == ENOENT && fstatat(parent, name, &st, AT_SYMLINK_NOFOLLOW) == 0)
        errno = ELOOP; /* a link that leads nowhere */
    return fd;
}

/* The folder in an open one, made where it is missing; closes parent. -1 with errno. */
static int enter(int parent, const char *name)
{
    int number = 0, fd = open_folder(parent, name, false);
    if (fd < 0 && errno == ENOENT) {
        if (mkdirat(parent, name, 0775) != 0 && errno != EEXIST)
            number = errno;
        fd = number == 0 ? open_folder(parent, name, false) : -1;
        number = number != 0 ? number : fd < 0 ? errno : set_mode(fd, 0750);
        number = number != 0 ? number : flush(parent);
    } else if (fd < 0) {
        number = errno;
    }
    close(parent);
    if (number != 0 && fd >= 0)
        close(fd);
    errno = number;
    return number == 0 ? fd : -1;
}

static bool good_part(const char *part)
{
    return part[0] != '\0' && strcmp(part, ".") != 0 && strcmp(part, "..") != 0;
}

/* Goes down the folders of name; *last gets its last part. Closes root. -1 with errno. */
static int descend(int root, char *name, char **last)
{
    int fd = root;
    char *part = name, *slash;
    while (fd >= 0 && (slash = strchr(part, '/')) != NULL) {
        *slash = '\0';
        if (!good_part(part)) {
            close(fd);
            errno = EINVAL;
            return -1;
        }
        fd = enter(fd, part);
        part = slash + 1;
    }
    *last = part;
    if (fd >= 0 && !good_part(part)) {
        close(fd);
        errno = EINVAL;
        return -1;
    }
    return fd;
}

/* A new file in the folder. What a killed run left under the same name is replaced. */
static int open_aside(int folder, const char *name)
{
    int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW;
    int fd = openat(folder, name, flags, 0664);
    if (fd < 0 && errno == EEXIST && unlinkat(folder, name, 0) == 0)
        fd = openat(folder, name, flags, 0664);
    return fd;
}

/* All bytes to disk; 0 or an errno. */
static int write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, bytes, n);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done < 0 ? errno : ENOSPC;
        bytes += done;
        n -= (size_t)done;
    }
    return fsync(fd) == 0 ? 0 : errno;
}

/* A link in the place of the target is somebody's; it is not replaced. */
static int refuse_link(int folder, const char *name)
{
    struct stat st;
    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
        return errno == ENOENT ? 0 : errno;
    return S_ISLNK(st.st_mode) ? ELOOP : S_ISDIR(st.st_mode) ? EISDIR : 0;
}

/* Writes one file into an open folder; 0 or an errno. */
static int write_at(int folder, const char *name, const void *bytes, size_t n)
{
    struct buf aside = BUF_INIT;
    buf_printf(&aside, ".%s.%ld" ASIDE_SUFFIX, name, (long)getpid());
    int number = refuse_link(folder, name);
    int fd = number == 0 ? open_aside(folder, aside.data) : -1;
    if (number == 0 && fd < 0)
        number = errno;
    if (fd >= 0) {
        number = set_mode(fd, 0440);
        number = number != 0 ? number : write_all(fd, bytes, n);
        if (close(fd) != 0 && number == 0)
            number = errno;
        if (number == 0 && renameat(folder, aside.data, folder, name) != 0)
            number = errno;
        if (number != 0)
            unlinkat(folder, aside.data, 0);
        else
            number = flush(folder);
    }
    buf_release(&aside);
    return number;
}

int write_inside(const char *root, const char *name, const void *bytes, size_t n,
                 struct diag *d)
{
    char *copy = mem_strdup(name), *last = NULL;
    int number = 0;
    int fd = open_folder(AT_FDCWD, root[0] != '\0' ? root : ".", true);
    fd = fd >= 0 ? descend(fd, copy, &last) : -1;
    if (fd < 0) {
        number = errno;
    } else {
        number = write_at(fd, last, bytes, n);
        close(fd);
    }
    free(copy);
    if (number == 0)
        return 0;
    struct buf path = BUF_INIT;
    buf_printf(&path, "%s/%s", root, name);
    fail(d, path.data, number);
    buf_release(&path);
    return -1;
}

int write_path(const char *path, const void *bytes, size_t n, struct diag *d)
{
    char *copy = mem_strdup(path);
    char *slash = strrchr(copy, '/');
    if (slash != NULL)
        *slash = '\0';
    const char *dir = slash == NULL ? "." : slash == copy ? "/" : copy;
    const char *name = slash == NULL ? path : slash + 1;
    int number = 0, fd = open_folder(AT_FDCWD, dir, true);
    if (fd < 0) {
        number = errno;
    } else {
        number = good_part(name) ? write_at(fd, name, bytes, n) : EISDIR;
        close(fd);
    }
    free(copy);
    return number == 0 ? 0 : fail(d, path, number);
}

static int make_folder(const char *path)
{
    if (mkdir(path, 0775) != 0)
        return errno;
    int fd = open_folder(AT_FDCWD, path, false);
    if (fd < 0)
        return errno;
    int number = set_mode(fd, 0750);
    close(fd);
    return number;
}

static bool is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

int write_folder(const char *path, struct diag *d)
{
    char *copy = mem_strdup(path);
    int number = 0;
    for (char *p = copy + 1; copy[0] != '\0' && number == 0; p++) {
        if (*p != '/' && *p != '\0')
            continue;
        char kept = *p;
        *p = '\0';
        if (!is_dir(copy)) {
            number = make_folder(copy);
            number = number == EEXIST && is_dir(copy) ? 0 : number; /* another run's */
        }
        *p = kept;
        if (kept == '\0')
            break;
    }
    free(copy);
    return number == 0 ? 0 : fail(d, path, number);
}

int write_new_folder(const char *path, struct diag *d)
{
    int number = make_folder(path);
    return number == 0 ? 0 : fail(d, path, number);
}

int write_flush(const char *folder)
{
    int fd = open_folder(AT_FDCWD, folder, true);
    if (fd < 0)
        return errno;
    int number = flush(fd);
    close(fd);
    return number;
}

/* ".NAME.PID.tmp", and no process of that number. */
static bool is_orphan(const char *name)
{
    size_t n = strlen(name), suffix = strlen(ASIDE_SUFFIX);
    if (name[0] != '.' || n <= suffix || !str_ends(name, ASIDE_SUFFIX))
        return false;
    size_t end = n - suffix, at = end;
    while (at > 0 && isdigit((unsigned char)name[at - 1]))
        at--;
    if (at == end || end - at > 9 || at < 2 || name[at - 1] != '.')
        return false;
    long pid = strtol(name + at, NULL, 10);
    return pid > 0 && kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

void write_clear(const char *folder)
{
    int fd = open_folder(AT_FDCWD, folder, false);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (dir == NULL) {
        if (fd >= 0)
            close(fd);
        return;
    }
    struct dirent *entry;
    while ((entry = readdir(dir)) != NULL) {
        if (is_orphan(entry->d_name))
            unlinkat(dirfd(dir), entry->d_name, 0);
    }
    closedir(dir);
}
