/* Time per stage and per report on the inputs of the project: processor time of this
 * process, no test. Call: stages [ROUNDS]; from the root of the project. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "cli/checks.h"
#include "cli/run.h"
#include "layout/layout.h"

struct stage {
    const char *name;
    double total, most; /* [ms] */
    size_t n;
};

enum { LOAD, INGEST, CHECKS, STATS, GUARD, FONTS, COMPOSE, LAYOUT, PDF, REPORT, STAGES };

static struct stage stages[STAGES] = {
    {.name = "configuration"}, {.name = "ingest"}, {.name = "checks"},  {.name = "statistics"},
    {.name = "guard"},         {.name = "fonts"},  {.name = "compose"}, {.name = "layout"},
    {.name = "pdf"},           {.name = "report"}};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static double lap(int stage, double since)
{
    double end = now(), took = end - since;
    stages[stage].total += took;
    stages[stage].most = took > stages[stage].most ? took : stages[stage].most;
    stages[stage].n++;
    return end;
}

static size_t make(struct run *r, const struct job *job, struct diag *d)
{
    struct metrics m = fonts_metrics(r->fonts);
    double start = now();
    struct document *doc = compose_report(r->compose, job->rule->template_name, job->area, d);
    double t = lap(COMPOSE, start);
    struct pages *pages = layout_document(doc, r->theme, &m, d);
    t = lap(LAYOUT, t);
    struct buf out = BUF_INIT;
    pdf_write(pages, r->fonts, &out, d);
    lap(PDF, t);
    lap(REPORT, start);
    size_t bytes = out.len;
    buf_release(&out);
    pages_free(pages);
    document_free(doc);
    return bytes;
}

static void load(struct run *r, const struct options *o, struct diag *d)
{
    double t = now();
    if (run_load(r, o, RUN_CONFIG, d) != 0) {
        fputs(diag_text(d), stderr);
        exit(EXIT_FAILURE);
    }
    t = lap(LOAD, t);
    r->delivered = r->facts = facts_new();
    ingest_all(o->inputs, r->areas, r->catalogue, r->facts, &r->count, d);
    facts_close(r->facts, catalogue_measures(r->catalogue));
    t = lap(INGEST, t);
    if (checks_run(r, CHECK_ALL, d) != 0) {
        fputs(diag_text(d), stderr);
        exit(EXIT_FAILURE);
    }
    t = lap(CHECKS, t);
    r->stats = stats_compute(r->areas, r->catalogue, r->facts);
    t = lap(STATS, t);
    r->published = guard_publish(r->areas, r->catalogue, r->facts, r->stats);
    t = lap(GUARD, t);
    r->compose = compose_new(o->templates, r->published, &r->edition);
    compose_use_words(r->compose, r->words);
    if (run_look(r, d) != 0) {
        fputs(diag_text(d), stderr);
        exit(EXIT_FAILURE);
    }
    lap(FONTS, t);
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 1;
    struct options o = {.inputs = "inputs", .templates = "templates", .output = "outputs"};
    struct diag *d = diag_new();
    struct run r;
    size_t bytes = 0, reports = 0;
    load(&r, &o, d);
    size_t n = 0;
    struct job *jobs = run_jobs(&r, AREA_NONE, &n);
    for (int round = 0; round < rounds; round++) {
        for (size_t i = 0; i < n; i++, reports++) {
            bytes += make(&r, &jobs[i], d);
        }
    }
    printf("%-14s %6s %10s %10s %10s\n", "stage", "n", "ms each", "ms most", "ms all");
    for (int i = 0; i < STAGES; i++) {
        printf("%-14s %6zu %10.2f %10.2f %10.1f\n", stages[i].name, stages[i].n,
               stages[i].total / (double)stages[i].n, stages[i].most, stages[i].total);
    }
    printf("%zu cells, %zu reports, %.0f kB each\n", facts_count(r.facts), reports,
           (double)bytes / 1000 / (double)reports);
    run_release(&r);
    diag_free(d);
    return 0;
}
