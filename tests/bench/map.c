/* What a map costs: processor time of a report with one map less that of the same report
 * without it, in turn, so that both see the same machine; medians. No test. Call: map [ROUNDS]
 * from the root of the project. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/run.h"
#include "layout/layout.h"

enum { COMPOSE, LAYOUT, PDF, ALL, STAGES };
enum { MOST = 2000 };

static const char *const kinds[] = {"map", "tiles", "symbols", "ranking"};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return 1e3 * (double)t.tv_sec + 1e-6 * (double)t.tv_nsec;
}

static size_t make(struct run *r, struct compose *c, const char *name, uint32_t area,
                   double stage[STAGES], struct diag *d)
{
    struct metrics m = fonts_metrics(r->fonts);
    double t0 = now();
    struct document *doc = compose_report(c, name, area, d);
    double t1 = now();
    struct pages *pages = layout_document(doc, r->theme, &m, d);
    double t2 = now();
    struct buf out = BUF_INIT;
    pdf_write(pages, r->fonts, &out, d);
    double t3 = now();
    size_t bytes = out.len;
    stage[COMPOSE] = t1 - t0;
    stage[LAYOUT] = t2 - t1;
    stage[PDF] = t3 - t2;
    stage[ALL] = t3 - t0;
    buf_release(&out);
    pages_free(pages);
    document_free(doc);
    return bytes;
}

static void write_template(const char *dir, const char *name, const char *figure)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s.xml", dir, name);
    FILE *f = fopen(path, "w");
    if (f == NULL)
        exit(EXIT_FAILURE);
    fprintf(f, "<report volume=\"v\" title=\"t\" for=\"gemeinde\"><section title=\"s\" id=\"s\">"
               "<p>Text.</p>%s</section></report>\n", figure);
    fclose(f);
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *v, int n)
{
    qsort(v, (size_t)n, sizeof *v, compare);
    return v[n / 2];
}

static void measure(struct run *r, struct compose *c, const char *kind, uint32_t area, int rounds,
                    struct diag *d)
{
    static double cost[STAGES][MOST];
    char name[40];
    size_t with = 0, without = 0;
    snprintf(name, sizeof name, "%s.xml", kind);
    for (int i = -1; i < rounds; i++) { /* the first warms up */
        double a[STAGES], b[STAGES];
        with = make(r, c, name, area, a, d);
        without = make(r, c, "none.xml", area, b, d);
        for (int k = 0; i >= 0 && k < STAGES; k++)
            cost[k][i] = a[k] - b[k];
    }
    printf("%-10s", kind);
    for (int k = 0; k < STAGES; k++)
        printf(" %10.2f", median(cost[k], rounds));
    printf(" %10.1f\n", ((double)with - (double)without) / 1000);
}

static uint32_t first_place(const struct published *p)
{
    uint32_t i = 0;
    while (published_area(p, i)->kind != PUBLISHED_GEMEINDE)
        i++;
    return i;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 100;
    struct options o = {.inputs = "inputs", .templates = "templates", .output = "outputs"};
    struct diag *d = diag_new();
    struct run r;
    const char *tmp = getenv("TMPDIR");
    char dir[200];
    char figure[200], path[300];
    rounds = rounds < 1 ? 1 : rounds > MOST ? MOST : rounds;
    snprintf(dir, sizeof dir, "%s/bench-XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(dir) == NULL || run_load(&r, &o, RUN_REPORTS, d) != 0 ) {
        fputs(diag_text(d), stderr);
        return EXIT_FAILURE;
    }
    struct compose *c = compose_new(dir, r.published, &r.edition);
    compose_use_map(c, r.map);
    write_template(dir, "none", "");
    printf("%-10s %10s %10s %10s %10s %10s\n", "kind", "compose ms", "layout ms", "pdf ms",
           "all ms", "kB");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        snprintf(figure, sizeof figure,
                 "<figure kind=\"%s\" indicator=\"S06\" title=\"Arbeitslose\"/>", kinds[i]);
        write_template(dir, kinds[i], figure);
        measure(&r, c, kinds[i], first_place(r.published), rounds, d);
        snprintf(path, sizeof path, "%s/%s.xml", dir, kinds[i]);
        unlink(path);
    }
    snprintf(path, sizeof path, "%s/none.xml", dir);
    unlink(path);
    rmdir(dir);
    compose_free(c);
    run_release(&r);
    diag_free(d);
    return 0;
}
