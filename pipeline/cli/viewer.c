#include "cli/viewer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { NOT_STARTED = 127 };

static const char *const starters[] = {"xdg-open", "wslview"};

/* Runs in the child; never returns. */
static void become(const char *path, const sigset_t *signals)
{
    int nowhere = open("/dev/null", O_RDWR);
    setsid();
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, signals, NULL);
    if (nowhere >= 0 && dup2(nowhere, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
        dup2(nowhere, STDERR_FILENO) >= 0) {
        for (size_t i = 0; i < sizeof starters / sizeof *starters; i++) {
            execlp(starters[i], starters[i], path, (char *)NULL);
        }
    }
    _exit(NOT_STARTED);
}

/* Whether the child has ended badly within the time it is given. */
static bool has_failed(pid_t child, const sigset_t *wanted)
{
    const struct timespec limit = {VIEWER_SECONDS, 0};
    int status = 0;
    sigtimedwait(wanted, NULL, &limit);
    return waitpid(child, &status, WNOHANG) == child && status != 0;
}

void viewer_open(const char *path, struct diag *d)
{
    sigset_t wanted, before;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGCHLD);
    fflush(stdout);
    sigprocmask(SIG_BLOCK, &wanted, &before);
    pid_t child = fork();
    if (child == 0) {
        become(path, &before);
    }
    if (child < 0 || has_failed(child, &wanted)) {
        DIAG_PLAIN(d, VIEWER_NONE, path);
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
}
