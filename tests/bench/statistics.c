/* What statistics, disclosure control and analysis cost: processor time of stats_compute(), of
 * guard_publish() and of analysis_compute(), and of what that leaves until somebody asks (ranks
 * by chance), in one process, medians; no test. Call: statistics ROUNDS INPUTS ... from
 * the root of the project. With more than one folder of inputs the ratio to the first one
 * stands beside it. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "cli/run.h"

enum { STATISTICS, GUARD, ANALYSIS, RANKS, ALL, STAGES };
enum { MOST = 1000 };

static const char *const stages[] = {"statistics", "guard", "analysis", "rank chances", "all"};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, compare);
    return n % 2 == 1 ? v[n / 2] : (v[n / 2 - 1] + v[n / 2]) / 2;
}

/* Every round makes all from the facts, as a run does. */
static void measure(const struct run *r, const struct options *o, int rounds, double out[STAGES],
                    struct diag *d)
{
    static double took[STAGES][MOST];
    for (int i = 0; i < rounds; i++) {
        double t0 = now();
        struct stats *s = stats_compute(r->areas, r->catalogue, r->delivered);
        double t1 = now();
        struct published *p = guard_publish(r->areas, r->catalogue, r->delivered, s);
        double t2 = now();
        struct analysis *a = analysis_compute(o->inputs, p, d);
        double t3 = now();
        for (size_t k = 0; k < analysis_indices(a); k++)
            analysis_index_at(a, k); /* draws the ranks */
        double t4 = now();
        took[STATISTICS][i] = t1 - t0;
        took[GUARD][i] = t2 - t1;
        took[ANALYSIS][i] = t3 - t2;
        took[RANKS][i] = t4 - t3;
        took[ALL][i] = t4 - t0;
        analysis_free(a);
        published_free(p);
        stats_free(s);
    }
    for (int k = 0; k < STAGES; k++)
        out[k] = median(took[k], rounds);
}

static void load(struct run *r, const struct options *o, struct diag *d)
{
    double t = now();
    if (run_load(r, o, RUN_FACTS, d) != 0) {
        fputs(diag_text(d), stderr);
        exit(EXIT_FAILURE);
    }
    printf("%s: %zu areas, %zu indicators, %zu cells (read in %.0f ms)\n", o->inputs,
           areas_count(r->areas), catalogue_indicators(r->catalogue), facts_count(r->delivered),
           now() - t);
}

int main(int argc, char **argv)
{
    double first[STAGES], took[STAGES];
    int rounds = argc > 1 ? atoi(argv[1]) : 5;
    rounds = rounds < 1 ? 1 : rounds > MOST ? MOST : rounds;
    for (int i = 2; i < argc; i++) {
        struct options o = {.inputs = argv[i], .templates = "templates", .output = "outputs"};
        struct diag *d = diag_new();
        struct run r;
        load(&r, &o, d);
        measure(&r, &o, rounds, took, d);
        for (int k = 0; k < STAGES; k++) {
            first[k] = i == 2 ? took[k] : first[k];
            printf("  %-12s %10.2f ms", stages[k], took[k]);
            printf(i == 2 ? "\n" : " %10.1f times the first\n", took[k] / first[k]);
        }
        run_release(&r);
        diag_free(d);
    }
    struct rusage use;
    if (getrusage(RUSAGE_SELF, &use) == 0)
        printf("largest memory %ld MB\n", use.ru_maxrss / 1024);
    return 0;
}
