/* Preloaded by the tests: counts the calls by which a program reaches the disk, over all its
 * processes, and lets one of them fail, or all from one on, or kills the run there.
 *
 * SB_COUNTER  file of 16 bytes that the processes share: calls so far, first process
 * SB_CALLS    which calls count, with blanks: "write fsync rename close mmap ftruncate open"
 * SB_AT       number of the call that fails, from 1; 0: none
 * SB_ERRNO    how it fails
 * SB_LASTING  1: all later ones fail as well
 * SB_KILL     1: instead of failing, the first process is killed
 * SB_UNDER    only files whose path begins so (open, mkdir, rename, unlink), all others: any
 *
 * SB_FREE     bytes that are left on every disk, as statvfs tells
 * SB_CLOCK    1: the clock of the day leaps years back and forth with every look at it
 *
 * Of close() only that of files open for writing counts; the others have nothing to lose.
 * Nothing is really flushed: the tests cut no power, and flushing takes most of the time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

struct shared {
    unsigned long calls;
    long first; /* process */
};

static struct shared *shared;
static unsigned long at;
static int number, lasting, fatal;
static const char *kinds, *under;

static void *next(const char *name)
{
    return dlsym(RTLD_NEXT, name);
}

static const char *setting(const char *name)
{
    const char *value = getenv(name);
    return value != NULL ? value : "";
}

__attribute__((constructor)) static void begin(void)
{
    int fd = (int)syscall(SYS_openat, AT_FDCWD, setting("SB_COUNTER"), O_RDWR | O_CLOEXEC);
    if (fd < 0) {
        return;
    }
    void *page = (void *)syscall(SYS_mmap, NULL, sizeof *shared, PROT_READ | PROT_WRITE,
                                 MAP_SHARED, fd, 0);
    syscall(SYS_close, fd);
    if (page == MAP_FAILED) {
        return;
    }
    kinds = setting("SB_CALLS");
    under = setting("SB_UNDER");
    at = strtoul(setting("SB_AT"), NULL, 10);
    number = atoi(setting("SB_ERRNO"));
    lasting = atoi(setting("SB_LASTING"));
    fatal = atoi(setting("SB_KILL"));
    shared = page;
    shared->first = (long)getpid();
}

static int wanted(const char *kind)
{
    size_t n = strlen(kind);
    const char *found = strstr(kinds, kind);
    while (found != NULL && !((found == kinds || found[-1] == ' ') &&
                              (found[n] == '\0' || found[n] == ' '))) {
        found = strstr(found + 1, kind);
    }
    return found != NULL;
}

/* Whether this call is to fail; path NULL: none is known. */
static int fails(const char *kind, const char *path)
{
    if (shared == NULL || !wanted(kind) ||
        (path != NULL && strncmp(path, under, strlen(under)) != 0)) {
        return 0;
    }
    unsigned long call = __atomic_add_fetch(&shared->calls, 1, __ATOMIC_SEQ_CST);
    if (at == 0 || call < at || (call > at && !lasting)) {
        return 0;
    }
    if (fatal) {
        kill((pid_t)shared->first, SIGKILL);
        for (;;) { /* a worker ends with its run */
            pause();
        }
    }
    errno = number;
    return 1;
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    static ssize_t (*real)(int, const void *, size_t);
    *(void **)&real = real ? (void *)real : next("write");
    return fails("write", NULL) ? -1 : real(fd, bytes, n);
}

ssize_t pwrite(int fd, const void *bytes, size_t n, off_t offset)
{
    static ssize_t (*real)(int, const void *, size_t, off_t);
    *(void **)&real = real ? (void *)real : next("pwrite");
    return fails("write", NULL) ? -1 : real(fd, bytes, n, offset);
}

ssize_t read(int fd, void *bytes, size_t n)
{
    static ssize_t (*real)(int, void *, size_t);
    *(void **)&real = real ? (void *)real : next("read");
    return fails("read", NULL) ? -1 : real(fd, bytes, n);
}

int fsync(int fd)
{
    (void)fd;
    return fails("fsync", NULL) ? -1 : 0;
}

int close(int fd)
{
    static int (*real)(int);
    *(void **)&real = real ? (void *)real : next("close");
    int flags = fcntl(fd, F_GETFL); /* close frees the number even where it fails */
    int failed = flags != -1 && (flags & O_ACCMODE) != O_RDONLY && fails("close", NULL);
    int rc = real(fd);
    if (failed) {
        errno = number;
    }
    return failed ? -1 : rc;
}

int ftruncate(int fd, off_t length)
{
    static int (*real)(int, off_t);
    *(void **)&real = real ? (void *)real : next("ftruncate");
    return fails("ftruncate", NULL) ? -1 : real(fd, length);
}

int fchmod(int fd, mode_t mode)
{
    static int (*real)(int, mode_t);
    *(void **)&real = real ? (void *)real : next("fchmod");
    return fails("fchmod", NULL) ? -1 : real(fd, mode);
}

void *mmap(void *address, size_t length, int protection, int flags, int fd, off_t offset)
{
    static void *(*real)(void *, size_t, int, int, int, off_t);
    *(void **)&real = real ? (void *)real : next("mmap");
    return fd >= 0 && fails("mmap", NULL) ? MAP_FAILED
                                          : real(address, length, protection, flags, fd, offset);
}

int rename(const char *from, const char *to)
{
    static int (*real)(const char *, const char *);
    *(void **)&real = real ? (void *)real : next("rename");
    return fails("rename", to) ? -1 : real(from, to);
}

int renameat(int folder, const char *from, int other, const char *to)
{
    static int (*real)(int, const char *, int, const char *);
    *(void **)&real = real ? (void *)real : next("renameat");
    return fails("rename", NULL) ? -1 : real(folder, from, other, to);
}

int renameat2(int folder, const char *from, int other, const char *to, unsigned flags)
{
    static int (*real)(int, const char *, int, const char *, unsigned);
    *(void **)&real = real ? (void *)real : next("renameat2");
    if (getenv("SB_NO_EXCHANGE") != NULL) { /* as some network shares */
        errno = EINVAL;
        return -1;
    }
    return fails("rename", to) ? -1 : real(folder, from, other, to, flags);
}

int statvfs(const char *path, struct statvfs *fs)
{
    static int (*real)(const char *, struct statvfs *);
    *(void **)&real = real ? (void *)real : next("statvfs");
    int rc = real(path, fs);
    if (rc == 0 && getenv("SB_FREE") != NULL) {
        fs->f_frsize = 1;
        fs->f_bavail = strtoul(getenv("SB_FREE"), NULL, 10);
    }
    return rc;
}

static time_t leap(time_t now)
{
    static unsigned looks;
    return getenv("SB_CLOCK") == NULL ? now
           : ++looks % 2              ? now - 400000000 - (time_t)looks * 86400
                                      : now + 900000000 + (time_t)looks * 86400;
}

time_t time(time_t *out)
{
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_REALTIME, &now);
    time_t told = leap(now.tv_sec);
    if (out != NULL) {
        *out = told;
    }
    return told;
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    int rc = (int)syscall(SYS_clock_gettime, clock, now);
    if (rc == 0 && clock == CLOCK_REALTIME) {
        now->tv_sec = leap(now->tv_sec);
    }
    return rc;
}

/* Opening for writing; a disk that may only be read refuses that and nothing else. */
static int opens(const char *path, int flags)
{
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT) != 0;
    return writes && fails("open", path[0] == '/' ? path : NULL);
}

int open(const char *path, int flags, ...)
{
    static int (*real)(const char *, int, ...);
    *(void **)&real = real ? (void *)real : next("open");
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    return opens(path, flags) ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    static int (*real)(int, const char *, int, ...);
    *(void **)&real = real ? (void *)real : next("openat");
    va_list list;
    va_start(list, flags);
    mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
    va_end(list);
    return opens(path, flags) ? -1 : real(folder, path, flags, mode);
}

int mkdir(const char *path, mode_t mode)
{
    static int (*real)(const char *, mode_t);
    *(void **)&real = real ? (void *)real : next("mkdir");
    return fails("mkdir", path) ? -1 : real(path, mode);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    static int (*real)(int, const char *, mode_t);
    *(void **)&real = real ? (void *)real : next("mkdirat");
    return fails("mkdir", NULL) ? -1 : real(folder, path, mode);
}

int unlinkat(int folder, const char *path, int flags)
{
    static int (*real)(int, const char *, int);
    *(void **)&real = real ? (void *)real : next("unlinkat");
    return fails("unlink", NULL) ? -1 : real(folder, path, flags);
}
