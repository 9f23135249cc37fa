/* Processor time of ingest alone. Call: ingest INPUTS [ROUNDS]; prints the least time and what
 * was read. For two versions run both in turns and compare (pairs). */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"
#include "ingest/ingest.h"

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

int main(int argc, char **argv)
{
    const char *inputs = argc > 1 ? argv[1] : "inputs";
    int rounds = argc > 2 ? atoi(argv[2]) : 5;
    double least = 0;
    struct diag *d = diag_new();
    struct areas *areas = areas_load(inputs, d);
    struct catalogue *catalogue = areas == NULL ? NULL : catalogue_load(inputs, d);
    struct ingest_count count = {0};
    for (int i = 0; i < rounds && catalogue != NULL; i++) {
        struct facts *facts = facts_new();
        struct diag *told = diag_new();
        double start = now();
        ingest_all(inputs, areas, catalogue, facts, &count, told);
        double took = now() - start;
        least = i == 0 || took < least ? took : least;
        diag_free(told);
        facts_free(facts);
    }
    printf("%.1f ms, %zu rows, %zu cells, %.0f ns a row\n", least, count.rows, count.cells,
           count.rows > 0 ? 1e6 * least / (double)count.rows : 0.0);
    catalogue_free(catalogue);
    areas_free(areas);
    diag_free(d);
    return EXIT_SUCCESS;
}
