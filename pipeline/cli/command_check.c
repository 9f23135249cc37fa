#include <stdio.h>

#include "base/german.h"
#include "check/check.h"
#include "cli/run.h"

int command_check(const struct options *o, struct diag *d)
{
    struct run r;
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0) {
        check_facts(r.areas, r.catalogue, r.delivered, d);
        rc = run_compose(&r, d);
        run_look(&r, d);
        run_check_templates(&r, false, d);
        rc = rc == 0 ? run_try_reports(&r, d) : rc;
        printf("%s Dateien, %s Zahlen, %s Gebiete, %s Indikatoren geprüft.\n",
               german_number(r.arena, (double)r.count.files, 0),
               german_number(r.arena, (double)r.count.cells, 0),
               german_number(r.arena, (double)areas_count(r.areas), 0),
               german_number(r.arena, (double)catalogue_indicators(r.catalogue), 0));
    }
    run_release(&r);
    return rc;
}
