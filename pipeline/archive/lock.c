#define _GNU_SOURCE /* flock */
#include "archive/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

enum { OWNER_SIZE = 128, ENDING_TRIES = 200, ENDING_PAUSE = 10 /* [ms] */ };

/* Returns 0 or an errno. */
static int sign_lock(int lock, const char *command)
{
    char text[OWNER_SIZE], since[40] = "unbekannt";
    time_t now = time(NULL);
    struct tm local;
    if (localtime_r(&now, &local) != NULL) {
        strftime(since, sizeof since, "%d.%m.%Y, %H:%M Uhr", &local);
    }
    int len = snprintf(text, sizeof text, "%ld, seit %s, Befehl „%.20s“", (long)getpid(), since,
                       command);
    if (ftruncate(lock, 0) != 0 || pwrite(lock, text, (size_t)len, 0) != len) {
        return errno != 0 ? errno : EIO;
    }
    return 0;
}

/* The process that signed is gone: workers of a killed run end a moment after it. */
static bool is_ending(const char *owner)
{
    long pid = strtol(owner, NULL, 10);
    return pid <= 0 || (kill((pid_t)pid, 0) != 0 && errno == ESRCH);
}

/* Returns 0 or an errno; EWOULDBLOCK: owner holds it. */
static int lock_or_wait(int lock, char owner[OWNER_SIZE])
{
    const struct timespec pause = {.tv_nsec = ENDING_PAUSE * 1000000L};
    for (int i = 0; flock(lock, LOCK_EX | LOCK_NB) != 0; i++) {
        if (errno != EWOULDBLOCK) {
            return errno;
        }
        ssize_t n = pread(lock, owner, OWNER_SIZE - 1, 0);
        owner[n > 0 ? n : 0] = '\0';
        if (!is_ending(owner) || i == ENDING_TRIES) {
            return EWOULDBLOCK;
        }
        nanosleep(&pause, NULL);
    }
    return 0;
}

static int take(const char *path, const char *command, char owner[OWNER_SIZE], int *lock)
{
    *lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0660);
    if (*lock < 0) {
        return errno;
    }
    int number = lock_or_wait(*lock, owner);
    if (number != 0) {
        return number;
    }
    int shared = fchmod(*lock, 0660); /* who may write here must be able to lock */
    (void)shared;
    return sign_lock(*lock, command);
}

int lock_take(const char *dir, const char *name, const char *command, enum diag_code busy,
              struct diag *d)
{
    struct arena *a = arena_new();
    const char *path = path_join(a, dir, name);
    char owner[OWNER_SIZE] = "", cause[64];
    int lock, number = take(path, command, owner, &lock);
    if (number == EWOULDBLOCK) {
        DIAG_PLAIN(d, busy, dir, owner[0] ? owner : "unbekannt");
    } else if (number != 0) {
        file_cause(number, cause);
        DIAG_PLAIN(d, IO_WRITE, path, cause);
    }
    if (number != 0 && lock >= 0) {
        close(lock); /* it may be the other's: not to be emptied */
        lock = -1;
    }
    arena_free(a);
    return lock;
}

void lock_give_back(int lock)
{
    if (lock >= 0) {
        int emptied = ftruncate(lock, 0); /* the text says who is at work: nobody now */
        (void)emptied;
        close(lock);
    }
}
