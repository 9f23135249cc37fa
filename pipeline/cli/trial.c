#include "cli/run.h"
#include "cli/workers.h"
#include "layout/layout.h"

struct trial {
    struct run *run;
    struct job *jobs;
    struct diag *d;
};

/* Runs in a worker process. */
static void try_report(void *ctx, size_t job, struct job_result *result, struct diag *d)
{
    struct trial *t = ctx;
    struct run *r = t->run;
    struct document *doc = run_document(r, &t->jobs[job], d);
    (void)result;
    if (doc != NULL && !diag_has_errors(d)) /* else its faults follow from those */
        document_check(doc, d);
    if (doc != NULL && !diag_has_errors(d) && r->fonts != NULL) {
        struct metrics metrics = fonts_metrics(r->fonts);
        pages_free(layout_document(doc, r->theme, &metrics, d));
    }
    document_free(doc);
}

static void report_tried(void *ctx, const struct job_result *result)
{
    const struct trial *t = ctx;
    if (result->failed == 2)
        DIAG_PLAIN(t->d, REPORT_FAILED,
                   areas_at(t->run->areas, t->jobs[result->job].area)->name,
                   "der Arbeitsprozess ist abgebrochen");
}

int run_try_reports(struct run *r, struct diag *d)
{
    size_t n = 0;
    struct trial t = {.run = r, .jobs = run_jobs(r, AREA_NONE, &n), .d = d};
    int workers = r->options->jobs > 0 ? r->options->jobs : workers_cores();
    return n > 0 ? workers_run(n, workers, try_report, report_tried, &t, d) : 0;
}
