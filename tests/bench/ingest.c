/* Ingest against the bare parser, on rows that the program makes itself (ingest.py calls it).
 *
 *   ingest make FOLDER ROWS    inputs with one tidy file of that many rows; no key comes twice
 *   ingest few FOLDER          leaves one municipality and its Kreis in its areas.xml
 *   ingest read FOLDER [ROUNDS]  processor time of ingest; the memory of the cells
 *   ingest libcsv FOLDER       processor time of libcsv over the same file, callbacks empty
 *
 * The rows: 45 areas of the shipped areas.xml, 20 years, both sexes and nationalities, single
 * years of age, as many measures as it takes; whole numbers, each 50th with decimals, each
 * 100th a sign. FOLDER lies below the temporary folder; ingest.py deletes it. */
#include <csv.h>
#include <inttypes.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"
#include "ingest/ingest.h"

enum { YEARS = 20, FIRST_YEAR = 2004, AGES = 90, SEXES = 2, NATIONALITIES = 2 };

static const char *const nationalities[NATIONALITIES] = {"german", "foreign"};
static const char *const sexes[SEXES] = {"m", "w"};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fail(const char *what, struct diag *d)
{
    fprintf(stderr, "%s\n%s", what, d != NULL ? diag_text(d) : "");
    exit(EXIT_FAILURE);
}

/* Keys of the Kreis and its Gemeinden, in order of areas.xml. */
static const char **list_keys(const struct areas *areas, struct arena *a, size_t *n)
{
    uint32_t district = areas_district(areas);
    const char **keys = arena_array(a, areas_count(areas), sizeof *keys);
    *n = 0;
    for (uint32_t i = 0; i < areas_count(areas); i++) {
        const struct area *area = areas_at(areas, i);
        if (i == district || (area->kind == AREA_GEMEINDE && area->parent == district))
            keys[(*n)++] = area->key;
    }
    return keys;
}

static void write_value(FILE *out, uint64_t row)
{
    uint64_t number = row * UINT64_C(2862933555777941757) + 3037000493; /* Knuth's MMIX */
    number >>= 50;
    if (row % 100 == 0)
        fputs(";.\n", out);
    else if (row % 50 == 0)
        fprintf(out, "%" PRIu64 ",%" PRIu64 ";\n", number, row % 9 + 1);
    else
        fprintf(out, "%" PRIu64 ";\n", number);
}

static void write_rows(FILE *out, const char *const *keys, size_t n_keys, uint64_t rows)
{
    fputs("area;period;measure;sex;age_from;age_to;nationality;value;sign\n", out);
    for (uint64_t row = 0; row < rows; row++) {
        uint64_t rest = row;
        unsigned age = (unsigned)(rest % AGES);
        rest /= AGES;
        const char *nationality = nationalities[rest % NATIONALITIES];
        rest /= NATIONALITIES;
        const char *sex = sexes[rest % SEXES];
        rest /= SEXES;
        unsigned year = FIRST_YEAR + (unsigned)(rest % YEARS);
        rest /= YEARS;
        const char *key = keys[rest % n_keys];
        unsigned measure = (unsigned)(rest / n_keys);
        fprintf(out, "%s;%u;measure_%03u;%s;%u;%u;%s;", key, year, measure, sex, age, age,
                nationality);
        write_value(out, row);
    }
}

static void write_catalogue(struct buf *b, uint64_t measures)
{
    buf_adds(b, "<catalogue version=\"bench\">\n");
    for (uint64_t m = 0; m < measures; m++)
        buf_printf(b, "<measure id=\"measure_%03u\" unit=\"Personen\" reference=\"31.12.\" "
                      "additive=\"yes\"><name>Zahl %u</name></measure>\n", (unsigned)m,
                   (unsigned)m);
    buf_adds(b, "<indicator id=\"D01\" handlungsfeld=\"0\" level=\"gemeinde\" unit=\"Personen\" "
                "factor=\"1\" decimals=\"0\" polarity=\"neutral\" interval=\"none\"><name>Zahl"
                "</name><short>Zahl</short><per>Personen</per><definition>Eine Zahl.</definition>"
                "<numerator><term measure=\"measure_000\"/></numerator></indicator>\n"
                "</catalogue>\n");
}

static const char sources[] =
    "<sources><source id=\"eigen\" status=\"demonstration\" protection=\"protected\" "
    "retrieved=\"2024-01-01\"><publisher short=\"Amt\">Amt</publisher><table>1</table>"
    "<title>Zahlen</title><licence id=\"frei\">frei</licence><file path=\"data/rows.csv\"/>"
    "</source></sources>\n";

static void copy(const char *name, const char *folder, struct arena *a, struct diag *d)
{
    struct buf text = BUF_INIT;
    file_read(path_join(a, "inputs", name), SIZE_MAX, &text, d);
    file_write(path_join(a, folder, name), text.data, text.len, d);
    buf_release(&text);
}

static void make(const char *folder, uint64_t rows)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct buf text = BUF_INIT;
    struct areas *areas = areas_load("inputs", d);
    size_t n = 0;
    if (areas == NULL || file_make_dir(path_join(a, folder, "data"), d) != 0)
        fail(folder, d);
    const char **keys = list_keys(areas, a, &n);
    uint64_t each = (uint64_t)AGES * NATIONALITIES * SEXES * YEARS * n;
    copy("areas.xml", folder, a, d);
    copy("agenda.xml", folder, a, d);
    file_write(path_join(a, folder, "sources.xml"), sources, strlen(sources), d);
    write_catalogue(&text, (rows + each - 1) / each);
    file_write(path_join(a, folder, "catalogue.xml"), text.data, text.len, d);
    FILE *out = fopen(path_join(a, folder, "data/rows.csv"), "w");
    if (out == NULL)
        fail(folder, NULL);
    write_rows(out, keys, n, rows);
    if (ferror(out) || fclose(out) != 0 || diag_has_errors(d))
        fail(folder, d);
    areas_free(areas);
    buf_release(&text);
    diag_free(d);
    arena_free(a);
}

static void leave_one(const char *folder)
{
    static const char few[] =
        "<areas district=\"08115\" date=\"2024-12-31\"><area key=\"DG\" kind=\"bund\" name=\"D\">"
        "<area key=\"08\" kind=\"land\" name=\"L\"><area key=\"08115\" kind=\"kreis\" name=\"K\">"
        "<area key=\"08115001\" kind=\"gemeinde\" name=\"G\"/></area><area key=\"08116\" "
        "kind=\"kreis\" name=\"E\"><area key=\"08116049\" kind=\"gemeinde\" name=\"N\"/></area>"
        "</area></area></areas>\n";
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    if (file_write(path_join(a, folder, "areas.xml"), few, strlen(few), d) != 0)
        fail(folder, d);
    diag_free(d);
    arena_free(a);
}

/* On the heap and mapped by it; the file itself is not counted. */
static size_t memory(void)
{
    struct mallinfo2 m = mallinfo2();
    return m.uordblks + m.hblkhd;
}

static void read_all(const char *folder, int rounds)
{
    struct diag *d = diag_new();
    struct areas *areas = areas_load(folder, d);
    struct catalogue *catalogue = areas == NULL ? NULL : catalogue_load(folder, d);
    if (catalogue == NULL)
        fail(folder, d);
    struct ingest_count count = {0};
    double least = 0;
    size_t bytes = 0;
    for (int i = 0; i < rounds; i++) {
        struct diag *told = diag_new();
        size_t before = memory();
        double start = now();
        struct facts *facts = facts_new();
        ingest_all(folder, areas, catalogue, facts, &count, told);
        double took = now() - start;
        bytes = memory() - before;
        least = i == 0 || took < least ? took : least;
        facts_free(facts);
        diag_free(told);
    }
    printf("%.4f s %zu rows %zu cells %zu bytes\n", least, count.rows, count.cells, bytes);
    catalogue_free(catalogue);
    areas_free(areas);
    diag_free(d);
}

static void no_field(void *bytes, size_t n, void *user)
{
    (void)bytes, (void)n, (void)user;
}

static void no_row(int c, void *user)
{
    (void)c, (void)user;
}

static void parse_only(const char *folder)
{
    struct arena *a = arena_new();
    struct diag *d = diag_new();
    struct csv_parser p;
    struct file_map map;
    double start = now();
    if (file_map(path_join(a, folder, "data/rows.csv"), SIZE_MAX, &map, d) != 0)
        fail(folder, d);
    csv_init(&p, 0);
    csv_set_delim(&p, ';');
    csv_parse(&p, map.data, map.len, no_field, no_row, NULL);
    csv_fini(&p, no_field, no_row, NULL);
    csv_free(&p);
    file_unmap(&map);
    printf("%.4f s\n", now() - start);
    diag_free(d);
    arena_free(a);
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    int number = argc > 3 ? atoi(argv[3]) : 1;
    if (str_eq(what, "make"))
        make(argv[2], (uint64_t)number);
    else if (str_eq(what, "few"))
        leave_one(argv[2]);
    else if (str_eq(what, "read"))
        read_all(argv[2], number);
    else if (str_eq(what, "libcsv"))
        parse_only(argv[2]);
    else
        fail("ingest make|few|read|libcsv FOLDER [NUMBER]", NULL);
    return EXIT_SUCCESS;
}
