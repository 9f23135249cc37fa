#include "cli/workers.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"

#define NO_JOB SIZE_MAX

struct worker {
    pid_t pid;
    int fd;     /* -1: not running */
    size_t job; /* at work, or NO_JOB */
};

struct header { /* what a worker sends back; followed by the saved messages */
    struct job_result result;
    size_t diag_len;
};

struct pool {
    struct worker *workers;
    int n_workers;
    size_t n_jobs, next;
    job_function *work;
    job_done *done;
    void *ctx;
    struct diag *d;
    char **saved; /* messages by job, NULL where there are none yet */
};

static bool read_all(int fd, void *bytes, size_t n)
{
    char *p = bytes;
    while (n > 0) {
        ssize_t got = read(fd, p, n);
        if (got <= 0) {
            if (got < 0 && errno == EINTR) {
                continue;
            }
            return false;
        }
        p += got;
        n -= (size_t)got;
    }
    return true;
}

static bool write_all(int fd, const void *bytes, size_t n)
{
    const char *p = bytes;
    while (n > 0) {
        ssize_t put = write(fd, p, n);
        if (put < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        p += put;
        n -= (size_t)put;
    }
    return true;
}

/* The worker's life: a job number comes in, a result goes out, until the end. */
static void serve(const struct pool *p, int fd)
{
    size_t job;
    while (read_all(fd, &job, sizeof job)) {
        struct diag *d = diag_new();
        struct header h = {.result = {.job = job}};
        p->work(p->ctx, job, &h.result, d);
        char *saved = diag_save(d);
        h.diag_len = strlen(saved);
        bool sent = write_all(fd, &h, sizeof h) && write_all(fd, saved, h.diag_len);
        free(saved);
        diag_free(d);
        if (!sent) {
            _exit(EXIT_FAILURE);
        }
    }
    _exit(EXIT_SUCCESS);
}

static bool start(struct pool *p, struct worker *w)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        return false;
    }
    fflush(stdout);
    pid_t parent = getpid();
    w->pid = fork();
    if (w->pid < 0) {
        close(pair[0]);
        close(pair[1]);
        return false;
    }
    if (w->pid == 0) {
        /* A worker that outlived its run would write into the folder of the next one. */
        if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != parent) {
            _exit(EXIT_FAILURE);
        }
        for (int i = 0; i < p->n_workers; i++) {
            if (p->workers[i].fd >= 0) {
                close(p->workers[i].fd); /* else its owner would never see the end */
            }
        }
        close(pair[0]);
        serve(p, pair[1]);
    }
    close(pair[1]);
    w->fd = pair[0];
    w->job = NO_JOB;
    return true;
}

static void stop(struct worker *w)
{
    if (w->fd >= 0) {
        close(w->fd);
        w->fd = -1;
        while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) {
        }
    }
}

static void lost(struct pool *p, struct worker *w)
{
    struct job_result r = {.job = w->job, .failed = 2};
    stop(w);
    if (r.job != NO_JOB) {
        p->done(p->ctx, &r);
    }
}

/* Gives the worker its next job; one whose work is over is sent home. */
static void feed(struct pool *p, struct worker *w)
{
    if (p->next >= p->n_jobs) {
        w->job = NO_JOB;
        stop(w);
        return;
    }
    w->job = p->next++;
    if (!write_all(w->fd, &w->job, sizeof w->job)) {
        lost(p, w);
    }
}

#define MAX_DIAG ((size_t)64 << 20) /* [bytes] no honest worker reports more */

static void receive(struct pool *p, struct worker *w)
{
    struct header h;
    if (!read_all(w->fd, &h, sizeof h) || h.diag_len > MAX_DIAG || h.result.job != w->job) {
        lost(p, w);
        return;
    }
    char *saved = mem_alloc(h.diag_len + 1);
    if (read_all(w->fd, saved, h.diag_len)) {
        p->saved[h.result.job] = saved;
        p->done(p->ctx, &h.result);
        feed(p, w);
    } else {
        free(saved);
        lost(p, w);
    }
}

/* In order of the jobs: which of many alike are kept must not depend on who was first. */
static void tell(struct pool *p)
{
    for (size_t i = 0; i < p->n_jobs; i++) {
        if (p->saved[i] != NULL)
            diag_load(p->d, p->saved[i]);
        free(p->saved[i]);
    }
    free(p->saved);
}

/* Workers that died are replaced while there is work. False: none can be had. */
static bool man(struct pool *p)
{
    bool any = false;
    for (int i = 0; i < p->n_workers; i++) {
        struct worker *w = &p->workers[i];
        if (w->fd < 0 && p->next < p->n_jobs && start(p, w)) {
            feed(p, w);
        }
        any = any || w->fd >= 0;
    }
    return any || p->next >= p->n_jobs;
}

static bool wait_for_results(struct pool *p, struct pollfd *fds)
{
    int n = 0;
    for (int i = 0; i < p->n_workers; i++) {
        if (p->workers[i].fd >= 0) {
            fds[n++] = (struct pollfd){.fd = p->workers[i].fd, .events = POLLIN};
        }
    }
    if (n == 0) {
        return false;
    }
    if (poll(fds, (nfds_t)n, -1) < 0) {
        return errno == EINTR;
    }
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < p->n_workers && fds[i].revents != 0; k++) {
            if (p->workers[k].fd == fds[i].fd) {
                receive(p, &p->workers[k]);
                break;
            }
        }
    }
    return true;
}

int workers_run(size_t n_jobs, int n_workers, job_function *work, job_done *done, void *ctx,
                struct diag *d)
{
    struct pool p = {.n_jobs = n_jobs, .work = work, .done = done, .ctx = ctx, .d = d};
    p.n_workers = n_workers > (int)n_jobs && n_jobs > 0 ? (int)n_jobs : n_workers;
    p.workers = mem_alloc((size_t)p.n_workers * sizeof *p.workers);
    p.saved = mem_alloc(n_jobs * sizeof *p.saved);
    struct pollfd *fds = mem_alloc((size_t)p.n_workers * sizeof *fds);
    for (int i = 0; i < p.n_workers; i++) {
        p.workers[i].fd = -1;
    }
    int rc = 0;
    do {
        if (!man(&p)) {
            char cause[64];
            file_cause(errno, cause);
            DIAG_PLAIN(d, WORKERS_NONE, cause);
            rc = -1;
            break;
        }
    } while (wait_for_results(&p, fds));
    for (int i = 0; i < p.n_workers; i++) {
        stop(&p.workers[i]);
    }
    tell(&p);
    free(fds);
    free(p.workers);
    return rc;
}

int workers_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 256 ? 256 : (int)n;
}
