#include "cli/hook.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"

enum { VALUES = 5, OF_ENVIRONMENT_SECONDS = 60, STEP = 10 /* [ms] */ };

static const char *const value_names[VALUES] = {"{result}", "{edition}", "{folder}",
                                                "{committee}", "{session}"};

static void values_of(const struct hook_news *n, const char *value[VALUES])
{
    const char *all[VALUES] = {n->success ? "success" : "failure", n->edition, n->folder,
                               n->committee, n->session};
    memcpy(value, all, sizeof all);
}

static const char *filled(struct arena *a, const char *pattern, const char *const value[VALUES])
{
    struct buf b = BUF_INIT;
    while (*pattern != '\0') {
        size_t i = 0;
        while (i < VALUES && !str_starts(pattern, value_names[i])) {
            i++;
        }
        if (i < VALUES) {
            buf_adds(&b, value[i]);
            pattern += strlen(value_names[i]);
        } else {
            buf_addc(&b, *pattern++);
        }
    }
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

/* The program and its arguments, ended by NULL. */
static const char **command_line(struct arena *a, const struct hook *h,
                                 const struct hook_news *news)
{
    const char *value[VALUES];
    const char **line = arena_array(a, h->n_args + 5, sizeof *line);
    size_t n = 0;
    values_of(news, value);
    if (h->shell) {
        line[n++] = "/bin/sh";
        line[n++] = "-c";
    }
    line[n++] = h->command;
    if (h->shell) {
        line[n++] = "sozialbericht"; /* its $0 */
    }
    for (size_t i = 0; i < h->n_args; i++) {
        line[n++] = filled(a, h->args[i], value);
    }
    return line;
}

/* Runs in the child; never returns. What it prints goes to the log of the run. */
static void become(const char *const *line, int input)
{
    setpgid(0, 0);
    signal(SIGPIPE, SIG_DFL); /* it was ignored, and that would be inherited */
    if (dup2(input, STDIN_FILENO) >= 0 && dup2(STDERR_FILENO, STDOUT_FILENO) >= 0) {
        execv(line[0], (char *const *)line);
    }
    _exit(127);
}

/* Status of the child, or -1 where it took too long and was ended. */
static int wait_for(pid_t child, int seconds)
{
    const struct timespec step = {0, STEP * 1000000L};
    int status = 0;
    for (long waited = 0; waited < seconds * 1000L / STEP; waited++) {
        pid_t done = waitpid(child, &status, WNOHANG);
        if (done == child) {
            return status;
        }
        nanosleep(&step, NULL);
    }
    kill(-child, SIGKILL);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return -1;
}

static void judge(struct arena *a, int status, const char *command, struct diag *d)
{
    const char *what = NULL;
    if (status == -1) {
        what = "brauchte zu lange und wurde beendet";
    } else if (WIFSIGNALED(status)) {
        what = arena_printf(a, "wurde durch das Signal %d beendet", WTERMSIG(status));
    } else if (WEXITSTATUS(status) == 127) {
        what = "konnte nicht gestartet werden";
    } else if (WEXITSTATUS(status) != 0) {
        what = arena_printf(a, "endete mit dem Rückgabewert %d", WEXITSTATUS(status));
    }
    if (what != NULL) {
        DIAG_PLAIN(d, HOOK_FAILED, command, what);
    }
}

static void start(const struct hook *h, const struct hook_news *news, struct diag *d)
{
    struct arena *a = arena_new();
    const char **line = command_line(a, h, news);
    FILE *input = tmpfile(); /* a pipe could fill up with nobody reading it */
    pid_t child = -1;
    if (input != NULL && fputs(news->message, input) >= 0 && fflush(input) == 0 &&
        lseek(fileno(input), 0, SEEK_SET) == 0) {
        fflush(stdout);
        child = fork();
    }
    if (child == 0) {
        become(line, fileno(input));
    }
    if (child > 0) {
        setpgid(child, child); /* here too: whoever comes first */
        judge(a, wait_for(child, h->seconds), h->command, d);
    } else {
        char cause[64];
        file_cause(errno, cause);
        DIAG_PLAIN(d, HOOK_FAILED, h->command,
                   arena_printf(a, "konnte nicht gestartet werden (%s)", cause));
    }
    if (input != NULL) {
        fclose(input);
    }
    arena_free(a);
}

void hook_tell(const struct agenda *g, const struct hook_news *news, struct diag *d)
{
    struct hook h = news->success ? g->success : g->failure;
    const char *named =
        getenv(news->success ? "SOZIALBERICHT_ON_SUCCESS" : "SOZIALBERICHT_ON_FAILURE");
    if (named != NULL && named[0] != '\0') {
        h = (struct hook){named, false, value_names, VALUES, OF_ENVIRONMENT_SECONDS};
        if (named[0] != '/') {
            DIAG_PLAIN(d, HOOK_FAILED, named, "ist nicht mit vollständigem Pfad angegeben");
            return;
        }
    }
    if (h.command != NULL) {
        start(&h, news, d);
    }
}
