#include <stdio.h>

#include "base/german.h"
#include "base/str.h"
#include "cli/run.h"

/* How a projected population came about. Only published figures are printed. */

static void put_year(struct run *r, const struct analysis_projection_year *y)
{
    struct arena *a = r->arena;
    printf("%d: %s, gedruckt %s s\n", y->year, german_number(a, y->total, 0),
           german_number(a, analysis_rounded(y->total, ANALYSIS_NEAREST), 0));
    printf("      unter 20 Jahren %s, 20 bis 64 Jahre %s, ab 65 Jahren %s\n",
           german_number(a, y->young, 0), german_number(a, y->middle, 0),
           german_number(a, y->old, 0));
    if (y->has_interval)
        printf("      nach früheren Fehlern zwischen %s und %s (%s %%)\n",
               german_number(a, y->lower, 0), german_number(a, y->upper, 0),
               german_number(a, analysis_projection_level(r->analysis) * 100, 0));
    else
        puts("      kein Bereich: zu wenige frühere Rechnungen, die sich prüfen ließen");
}

bool explain_projection(struct run *r, uint32_t area, const char *word)
{
    if (!str_eq(word, "vorausrechnung"))
        return false;
    const struct analysis_projection *p = analysis_projection(r->analysis, area);
    printf("Vorausrechnung der Bevölkerung, %s\n", areas_at(r->areas, area)->name);
    if (p == NULL || p->n_years == 0) {
        printf("keine: %s\n", p == NULL ? "in analysis.xml nicht vorgesehen" : p->why_not);
        return true;
    }
    printf("aus den Altersaufbauten (%s) von %d und %d\n",
           published_indicator(r->published, analysis_projection_ages(r->analysis))->id, p->from,
           p->to);
    for (size_t i = 0; i < p->n_years; i++)
        put_year(r, &p->years[i]);
    puts(analysis_projection_rule(r->analysis));
    return true;
}
