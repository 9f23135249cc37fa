#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "archive/manifest.h"
#include "archive/shelf.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/heap.h"
#include "base/write.h"
#include "cli/build.h"
#include "cli/index_page.h"
#include "cli/known_files.h"
#include "cli/run.h"
#include "cli/viewer.h"
#include "cli/workers.h"

/* Single reports have a folder of their own: a finished edition stays as its
 * manifest describes it. */
#define SINGLE_SUFFIX "-einzeln"

/* An edition may be called as the folder of single reports is: it is not written into. */
static int check_folder(const struct run *r, const char *dir, struct diag *d)
{
    if (file_exists(path_join(r->arena, dir, MANIFEST_FILE))) {
        DIAG_PLAIN(d, REPORT_IN_EDITION, dir);
        return -1;
    }
    write_clear(dir);
    return file_make_dir(r->options->output, d);
}

/* The reports of one area. */
struct batch {
    struct run *run;
    const char *below; /* folder of single reports, below that of outputs */
    const struct job *jobs;
    size_t n;
    struct job_result *results; /* by job */
};

/* Runs in a worker process. */
static void make(void *ctx, size_t job, struct job_result *result, struct diag *d)
{
    const struct batch *b = ctx;
    struct run *r = b->run;
    struct buf out = BUF_INIT;
    const char *path = path_join(r->arena, b->below, b->jobs[job].file);
    if (run_report(r, &b->jobs[job], &out, result, d) != 0 ||
        write_inside(r->options->output, path, out.data, out.len, d) != 0) {
        result->failed = 1;
    }
    buf_release(&out);
}

static void keep_result(void *ctx, const struct job_result *result)
{
    struct batch *b = ctx;
    b->results[result->job] = *result;
}

/* One after the other where there is nothing to share out: a process costs more than that. */
static int make_all(struct batch *b, struct diag *d)
{
    struct run *r = b->run;
    int workers = r->options->jobs > 0 ? r->options->jobs : workers_cores();
    b->results = arena_array(r->arena, b->n, sizeof *b->results);
    if (diag_has_errors(d)) { /* faults in figures, refused protection: workers do not see them */
        for (size_t i = 0; i < b->n; i++) {
            b->results[i].failed = 1;
        }
        return 0;
    }
    if (b->n > 1 && workers > 1) {
        for (size_t i = 0; i < b->n; i++) {
            compose_read(r->compose, b->jobs[i].rule->template_name);
        }
        return workers_run(b->n, workers, make, keep_result, b, d);
    }
    for (size_t i = 0; i < b->n; i++) {
        make(b, i, &b->results[i], d);
    }
    return 0;
}

/* Prints the paths, in order of the jobs; *first gets the first of them. 0 or -1. */
static int list_made(struct batch *b, const char *dir, const char **first, struct diag *d)
{
    struct run *r = b->run;
    struct manifest_file *made = arena_array(r->arena, b->n, sizeof *made);
    size_t n_made = 0;
    for (size_t i = 0; i < b->n; i++) {
        const struct job_result *result = &b->results[i];
        if (result->failed != 0) {
            DIAG_PLAIN(d, REPORT_FAILED, areas_at(r->areas, b->jobs[i].area)->name,
                       result->failed == 2 ? "der Arbeitsprozess ist abgebrochen"
                                           : "siehe Meldungen");
            continue;
        }
        const char *path = path_join(r->arena, dir, b->jobs[i].file);
        made[n_made++] = build_entry(r, &b->jobs[i], result);
        *first = *first != NULL ? *first : path;
        puts(path);
    }
    if (n_made == 0)
        return 0;
    return shelf_add_single(dir, r->edition.title, r->edition.date, made, n_made, d) == 0
               ? index_write(r, d) : -1;
}

/* All reports of one area; *first gets the path of the first one. 0 or -1. */
static int make_one(struct run *r, uint32_t area, const char **first, struct diag *d)
{
    struct batch b = {.run = r};
    b.jobs = run_jobs(r, area, &b.n);
    b.below = arena_printf(r->arena, "%s%s", r->edition.name, SINGLE_SUFFIX);
    const char *dir = path_join(r->arena, r->options->output, b.below);
    if (b.n == 0 && r->options->file != NULL) {
        DIAG_PLAIN(d, EDITION_NO_FILE, areas_at(r->areas, area)->name, r->options->file);
        return 0;
    }
    if (b.n == 0) {
        DIAG_PLAIN(d, EDITION_NO_REPORT, areas_at(r->areas, area)->name);
        return 0;
    }
    if (check_folder(r, dir, d) != 0 || make_all(&b, d) != 0) {
        return -1;
    }
    bool unwritten = diag_worst(d) == SEV_FATAL;
    return list_made(&b, dir, first, d) == 0 && !unwritten ? 0 : -1;
}

int command_report(const struct options *o, struct diag *d)
{
    struct run r;
    heap_large_pages();
    struct known_files *known = known_files_use(o->output);
    int rc = run_load(&r, o, RUN_CONFIG, d);
    bool any = false;
    uint32_t *areas = mem_alloc(((size_t)o->n_args + 1) * sizeof *areas);
    const char **made = arena_array(r.arena, (size_t)o->n_args + 1, sizeof *made);
    for (int i = 0; rc == 0 && i < o->n_args; i++) {
        areas[i] = run_area(&r, o->args[i], d);
        any = any || areas[i] != AREA_NONE;
    }
    if (rc == 0 && any) { /* the figures are only read for a name that exists */
        rc = run_deepen(&r, RUN_REPORTS, d);
        bool sound = !diag_has_errors(d);
        if (rc == 0 && !sound) {
            DIAG_PLAIN(d, REPORT_NONE, NULL);
        }
        for (int i = 0; rc == 0 && sound && i < o->n_args; i++) {
            rc = areas[i] != AREA_NONE ? make_one(&r, areas[i], &made[i], d) : 0;
        }
    }
    for (int i = 0; o->open && i < o->n_args; i++) {
        if (made[i] != NULL) {
            viewer_open(made[i], d);
        }
    }
    run_release(&r);
    known_files_end(known);
    free(areas);
    return rc;
}
