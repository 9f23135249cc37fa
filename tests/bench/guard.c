/* Protection of a district: 44 municipalities, two sexes, six age classes, three years, all
 * counts raw. What is lost and how long it takes. Arguments: mean of the counts, seed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/diag.h"
#include "guard/audit.h"
#include "guard/guard.h"
#include "stats/stats.h"

enum { PLACES = 44, FIRST = 3, AGES = 6, YEARS = 3 };

static const int limits[AGES + 1] = {0, 6, 15, 25, 50, 65, AGE_OPEN};

static void put_file(const char *dir, const char *name, const char *text)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
        exit(EXIT_IO);
}

static void put_areas(const char *dir)
{
    static char text[20000];
    size_t n = 0;
    n += (size_t)snprintf(text, sizeof text,
                          "<areas district=\"08999\" date=\"2015-12-31\"><area key=\"DG\" kind=\""
                          "bund\" name=\"D\"><area key=\"08\" kind=\"land\" name=\"L\"><area key="
                          "\"08999\" kind=\"kreis\" name=\"K\">");
    for (int i = 1; i <= PLACES; i++)
        n += (size_t)snprintf(text + n, sizeof text - n,
                              "<area key=\"08999%03d\" kind=\"gemeinde\" name=\"G%02d\"/>", i, i);
    n += (size_t)snprintf(text + n, sizeof text - n, "</area></area></area>");
    for (int g = 0; g < 4; g++) {
        n += (size_t)snprintf(text + n, sizeof text - n, "<group key=\"G%d\" name=\"Gruppe %d\">",
                              g, g);
        for (int i = 1 + g; i <= PLACES; i += 4)
            n += (size_t)snprintf(text + n, sizeof text - n, "<member key=\"08999%03d\"/>", i);
        n += (size_t)snprintf(text + n, sizeof text - n, "</group>");
    }
    snprintf(text + n, sizeof text - n, "</areas>");
    put_file(dir, "areas.xml", text);
}

#define TEXTS "<name>N</name><short>N</short><per>N</per><definition>N</definition>"

static void put_inputs(const char *dir)
{
    put_areas(dir);
    put_file(dir, "sources.xml",
             "<sources><source id=\"eigen\" status=\"own\" protection=\"raw\""
             " retrieved=\"2017-10-10\"><publisher short=\"A\">A</publisher><table>2</table>"
             "<title>L</title><licence id=\"own\">L</licence><file path=\"data/e.csv\"/></source>"
             "</sources>");
    put_file(dir, "agenda.xml",
             "<agenda><handlungsfeld id=\"1\" short=\"F\"><name>F</name><leitziel>A</leitziel>"
             "</handlungsfeld></agenda>");
    put_file(dir, "catalogue.xml",
             "<catalogue version=\"1\"><measure id=\"cases\" unit=\"P\" reference=\"Jahr\""
             " additive=\"yes\"><name>N</name></measure>"
             "<indicator id=\"T01\" handlungsfeld=\"0\" level=\"gemeinde\" unit=\"P\" factor=\"1\""
             " decimals=\"0\" polarity=\"burden\" interval=\"none\">" TEXTS
             "<numerator><term measure=\"cases\"/></numerator>"
             "<protection min-count=\"3\" min-denominator=\"1\"/>"
             "<parts sex=\"m w\" ages=\"0-5 6-14 15-24 25-49 50-64 65-\"/></indicator>"
             "</catalogue>");
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static unsigned next(unsigned *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void put_facts(struct facts *f, unsigned mean, unsigned seed)
{
    uint32_t first = 0;
    facts_intern_file(f, "e.csv");
    for (uint32_t place = 0; place < PLACES; place++) {
        unsigned size = 1 + next(&seed) % (2 * mean);
        for (int i = 0; i < YEARS * 2 * AGES; i++) {
            struct fact_key k = {.measure = 0, .area = FIRST + place, .year = 2013 + i / 2 / AGES,
                                 .sex = i % 2 == 0 ? SEX_MALE : SEX_FEMALE,
                                 .age_from = limits[i / 2 % AGES],
                                 .age_to = limits[i / 2 % AGES + 1]};
            struct fact v = {.value = (double)(next(&seed) % (2 * size + 1))};
            facts_add(f, k, v, &first);
        }
        for (int y = 0; y < YEARS; y++) {
            struct fact_key k = {.measure = 0, .area = FIRST + place, .year = 2013 + y,
                                 .age_to = AGE_OPEN};
            struct fact v = {.value = 0};
            uint32_t c = (uint32_t)(facts_count(f) - (size_t)y - 1);
            for (int n = 0; n < 2 * AGES * YEARS; c--, n++) {
                if (facts_key(f, c).year == 2013 + y)
                    v.value += facts_at(f, c).value;
            }
            facts_add(f, k, v, &first);
        }
    }
    facts_close(f, 1);
}

int main(int argc, char **argv)
{
    const char *tmp = getenv("TMPDIR");
    char dir[500];
    snprintf(dir, sizeof dir, "%s/guard-XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(dir) == NULL)
        return EXIT_IO;
    put_inputs(dir);
    struct diag *d = diag_new();
    struct areas *areas = areas_load(dir, d);
    struct catalogue *catalogue = catalogue_load(dir, d);
    static const char *const names[] = {"areas.xml", "sources.xml", "agenda.xml", "catalogue.xml"};
    for (size_t i = 0; i < 4; i++) {
        char path[600];
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        unlink(path);
    }
    rmdir(dir);
    if (areas == NULL || catalogue == NULL)
        return EXIT_DATA_ERRORS;
    struct facts *facts = facts_new();
    put_facts(facts, argc > 1 ? (unsigned)atoi(argv[1]) : 10,
              argc > 2 ? (unsigned)atoi(argv[2]) : 1);
    struct stats *stats = stats_compute(areas, catalogue, facts);
    double start = seconds();
    struct published *p = guard_publish(areas, catalogue, facts, stats);
    double taken = seconds() - start;
    size_t primary = 0, more = 0;
    for (uint32_t a = 0; a < published_areas(p); a++) {
        for (int year = 2013; year < 2013 + YEARS; year++) {
            for (uint32_t part = 0; part <= 2 * AGES; part++) {
                const struct published_value *v = published_at(p, 0, a, year, part);
                primary += v != NULL && v->sign == SIGN_HIDDEN && !v->for_others;
                more += v != NULL && v->sign == SIGN_HIDDEN && v->for_others;
            }
        }
    }
    printf("%zu small, %zu beside them", primary, more);
#ifndef WITHOUT_AUDIT
    const struct audit *u = published_audit(p);
    printf(", naively %zu; of %zu statistics; %zu exposed", u->losses.naive, u->losses.statistics,
           u->exposed);
#endif
    printf("; %.0f ms\n", taken * 1000);
    published_free(p);
    stats_free(stats);
    facts_free(facts);
    catalogue_free(catalogue);
    areas_free(areas);
    diag_free(d);
    return EXIT_CLEAN;
}
