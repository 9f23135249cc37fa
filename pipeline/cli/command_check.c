#include <stdio.h>

#include "base/german.h"
#include "check/check.h"
#include "cli/run.h"

/* A sentence may be wrong for one municipality only: all reports are made, but not
 * written. */
static void try_reports(struct run *r, struct diag *d)
{
    size_t n = 0;
    struct job *jobs = run_jobs(r, AREA_NONE, &n);
    for (size_t i = 0; i < n && !diag_has_errors(d); i++) {
        struct document *doc = run_document(r, &jobs[i], d);
        run_try_layout(r, doc, d);
        document_free(doc);
    }
}

int command_check(const struct options *o, struct diag *d)
{
    struct run r;
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0) {
        check_facts(r.areas, r.catalogue, r.facts, d);
        r.compose = compose_new(o->templates, r.published, &r.edition);
        compose_use_map(r.compose, r.map);
        compose_use_analysis(r.compose, r.analysis);
        run_look(&r, d);
        run_check_templates(&r, d);
        try_reports(&r, d);
        printf("%s Dateien, %s Zahlen, %s Gebiete, %s Indikatoren geprüft.\n",
               german_number(r.arena, (double)r.count.files, 0),
               german_number(r.arena, (double)r.count.cells, 0),
               german_number(r.arena, (double)areas_count(r.areas), 0),
               german_number(r.arena, (double)catalogue_indicators(r.catalogue), 0));
    }
    run_release(&r);
    return rc;
}
