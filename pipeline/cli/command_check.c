#include <stdio.h>

#include "base/german.h"
#include "check/check.h"
#include "cli/run.h"

int command_check(const struct options *o, struct diag *d)
{
    struct run r;
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0) {
        check_facts(r.areas, r.catalogue, r.facts, d);
        r.compose = compose_new(o->templates, r.published, &r.edition);
        for (size_t i = 0; i < r.n_rules; i++) {
            compose_check(r.compose, r.rules[i].template_name, d);
        }
        printf("%s Dateien, %s Zahlen, %s Gebiete, %s Indikatoren geprüft.\n",
               german_number(r.arena, (double)r.count.files, 0),
               german_number(r.arena, (double)r.count.cells, 0),
               german_number(r.arena, (double)areas_count(r.areas), 0),
               german_number(r.arena, (double)catalogue_indicators(r.catalogue), 0));
    }
    run_release(&r);
    return rc;
}
