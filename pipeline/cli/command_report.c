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

/* Prints the path. 1 where it was made, 0 where it has faults, -1 where nothing can be
 * written. */
static int make(struct run *r, const struct job *job, const char *below, const char **path,
                struct diag *d)
{
    struct buf out = BUF_INIT;
    struct job_result result = {.job = 0};
    const char *dir = path_join(r->arena, r->options->output, below);
    int rc = 0;
    if (run_report(r, job, &out, &result, d) != 0) {
        DIAG_PLAIN(d, REPORT_FAILED, areas_at(r->areas, job->area)->name, "siehe Meldungen");
    } else if (write_inside(r->options->output, path_join(r->arena, below, job->file), out.data,
                            out.len, d) != 0) {
        rc = -1;
    } else {
        struct manifest_file f = build_entry(r, job, &result);
        *path = path_join(r->arena, dir, job->file);
        puts(*path);
        rc = shelf_add_single(dir, r->edition.title, r->edition.date, &f, 1, d) == 0 ? 1 : -1;
    }
    buf_release(&out);
    return rc;
}

/* All reports of one area; *first gets the path of the first one. 0 or -1. */
static int make_one(struct run *r, uint32_t area, const char **first, struct diag *d)
{
    size_t n = 0, made = 0;
    struct job *jobs = run_jobs(r, area, &n);
    const char *below = arena_printf(r->arena, "%s%s", r->edition.name, SINGLE_SUFFIX);
    const char *dir = path_join(r->arena, r->options->output, below);
    if (n == 0 && r->options->file != NULL) {
        DIAG_PLAIN(d, EDITION_NO_FILE, areas_at(r->areas, area)->name, r->options->file);
        return 0;
    }
    if (n == 0) {
        DIAG_PLAIN(d, EDITION_NO_REPORT, areas_at(r->areas, area)->name);
        return 0;
    }
    if (check_folder(r, dir, d) != 0) {
        return -1;
    }
    for (size_t i = 0; i < n; i++) {
        const char *path = NULL;
        int one = make(r, &jobs[i], below, &path, d);
        if (one < 0) {
            return -1;
        }
        *first = *first != NULL ? *first : path;
        made += (size_t)one;
    }
    return made > 0 ? index_write(r, d) : 0;
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
        for (int i = 0; rc == 0 && i < o->n_args; i++) {
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
