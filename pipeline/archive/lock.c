#define _GNU_SOURCE /* flock */
#include "archive/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

static int refuse(const char *path, struct diag *d)
{
    char cause[64];
    file_cause(errno, cause);
    DIAG_PLAIN(d, IO_WRITE, path, cause);
    return -1;
}

static int report_busy(int lock, const char *dir, enum diag_code busy, struct diag *d)
{
    char owner[32] = "";
    ssize_t n = pread(lock, owner, sizeof owner - 1, 0);
    owner[n > 0 ? n : 0] = '\0';
    close(lock); /* it is the other's: not to be emptied */
    DIAG_PLAIN(d, busy, dir, owner[0] ? owner : "unbekannt");
    return -1;
}

int lock_take(const char *dir, const char *name, enum diag_code busy, struct diag *d)
{
    struct arena *a = arena_new();
    const char *path = path_join(a, dir, name);
    char own[32];
    int len = snprintf(own, sizeof own, "%ld", (long)getpid());
    int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (lock < 0) {
        refuse(path, d);
    } else if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
        lock = report_busy(lock, dir, busy, d);
    } else if (ftruncate(lock, 0) != 0 || pwrite(lock, own, (size_t)len, 0) != len) {
        refuse(path, d);
        close(lock);
        lock = -1;
    }
    arena_free(a);
    return lock;
}

void lock_give_back(int lock)
{
    if (lock >= 0) {
        int emptied = ftruncate(lock, 0); /* the number says who is at work: nobody now */
        (void)emptied;
        close(lock);
    }
}
