/* Workers: jobs spread over forked processes that share what was loaded before.
 *
 * A worker takes one job at a time; if it dies, only that job has failed and
 * another worker goes on. Order of results does not depend on the number of
 * workers for whoever sorts by job. */
#ifndef CLI_WORKERS_H
#define CLI_WORKERS_H

#include <stddef.h>

#include "base/diag.h"
#include "base/sha256.h"

struct job_result {
    size_t job;
    int failed; /* 0 made; 1 reported in messages; 2 the worker died */
    size_t pages, bytes;
    char title[128];        /* of the document, cut where it is longer */
    int newest;             /* year of its latest figure, 0: none */
    size_t hidden, warnings;
    char sha256[SHA256_HEX];
};

/* Runs in the worker: makes a job, fills the result, reports to d. */
typedef void job_function(void *ctx, size_t job, struct job_result *result, struct diag *d);

/* Runs in the parent for every job, in order of completion. Messages of the jobs are added
 * to d when all are done, in order of the jobs. */
typedef void job_done(void *ctx, const struct job_result *result);

/* 0, or -1 where no worker could be started (reported). */
int workers_run(size_t n_jobs, int n_workers, job_function *work, job_done *done, void *ctx,
                struct diag *d);

/* Cores of this machine, at least 1. */
int workers_cores(void);

#endif
