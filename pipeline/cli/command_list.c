#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/archived.h"
#include "cli/run.h"

#define RANGE_COLUMN 12 /* [characters] */

static void list_areas(const struct run *r)
{
    puts("Gebiete:");
    for (uint32_t i = 0; i < areas_count(r->areas); i++) {
        const struct area *a = areas_at(r->areas, i);
        printf("  %-12s %s\n", a->key, a->name);
    }
}

static void list_indicators(const struct run *r)
{
    puts("\nIndikatoren (Kennung, Jahre, Name):");
    for (uint32_t i = 0; i < catalogue_indicators(r->catalogue); i++) {
        const struct indicator *ind = catalogue_indicator(r->catalogue, i);
        size_t n = 0;
        const int *years = stats_years(r->stats, i, &n);
        char range[32] = "ohne Zahlen";
        if (n > 0) {
            snprintf(range, sizeof range, n > 1 ? "%d–%d" : "%d", years[0], years[n - 1]);
        }
        int gap = RANGE_COLUMN - (int)utf8_length(range, strlen(range));
        printf("  %-5s %s%*s %s, %s%s\n", ind->id, range, gap > 0 ? gap : 0, "", ind->name,
               ind->per, ind->district_only ? " (nur Landkreis)" : "");
    }
}

static void list_reports(struct run *r)
{
    size_t n = 0;
    struct job *jobs = run_jobs(r, AREA_NONE, &n);
    printf("\nBerichte der Ausgabe %s:\n", r->edition.name);
    for (size_t i = 0; i < n; i++) {
        printf("  %s\n", jobs[i].file);
    }
}

int command_list(const struct options *o, struct diag *d)
{
    struct run r;
    if (o->list_archive) {
        return archived_list(o, d);
    }
    int rc = run_load(&r, o, RUN_PUBLISHED, d);
    if (rc == 0) {
        list_areas(&r);
        list_indicators(&r);
        list_reports(&r);
    }
    run_release(&r);
    return rc;
}
