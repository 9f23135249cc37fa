/* Areas: reading, families, keys, and what a person may type. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "facts/areas.h"
#include "folder.h"

/* Keys and regional keys of the Gemeindeverzeichnis (GV100AD, 31.08.2025). */
static const char good[] =
    "<areas district=\"08116\" date=\"2024-12-31\">\n"
    "<area key=\"DG\" kind=\"bund\" name=\"Deutschland\">\n"
    "<area key=\"08\" kind=\"land\" name=\"Baden-Württemberg\">\n"
    "<area key=\"08116\" kind=\"kreis\" name=\"Landkreis Esslingen\" short=\"Esslingen\" "
    "designation=\"Landkreis\" ha=\"64150\">\n"
    "<area key=\"08116004\" kind=\"gemeinde\" name=\"Altbach\" ha=\"335\"/>\n"
    "<area key=\"08116005\" kind=\"gemeinde\" name=\"Altdorf\"/>\n"
    "<area key=\"08116006\" kind=\"gemeinde\" name=\"Altenriet\"/>\n"
    "<area key=\"08116019\" kind=\"gemeinde\" name=\"Esslingen am Neckar\"/>\n"
    "<area key=\"08116049\" ars=\"081165008049\" kind=\"gemeinde\" name=\"Nürtingen\" "
    "designation=\"Große Kreisstadt\" ha=\"4690\" lon=\"9.33\" lat=\"48.62\"/>\n"
    "<area key=\"08116078\" kind=\"gemeinde\" name=\"Leinfelden-Echterdingen\"/>\n"
    "</area></area></area>\n"
    "<group key=\"FILDER\" name=\"Filderraum\"><member key=\"08116078\"/>"
    "<member key=\"08116019\"/></group>\n"
    "</areas>\n";

static struct areas *load(struct folder *f, const char *text)
{
    folder_open(f);
    folder_write(f, "areas.xml", text);
    return areas_load(f->path, f->d);
}

static void reads_families(void **state)
{
    (void)state;
    struct folder f;
    struct areas *t = load(&f, good);
    folder_expect_clean(&f);
    assert_int_equal(areas_count(t), 10);
    assert_string_equal(areas_date(t), "2024-12-31");
    const struct area *kreis = areas_at(t, areas_district(t));
    assert_string_equal(kreis->key, "08116");
    assert_string_equal(kreis->short_name, "Esslingen");
    assert_int_equal(kreis->n_members, 6);
    assert_int_equal(areas_at(t, kreis->parent)->kind, AREA_LAND);
    const struct area *town = areas_at(t, kreis->members[4]);
    assert_string_equal(town->name, "Nürtingen");
    assert_string_equal(town->short_name, "Nürtingen");
    assert_true(town->ha == 4690 && town->lon == 9.33 && town->lat == 48.62);
    assert_int_equal(areas_at(t, 0)->parent, AREA_NONE);
    areas_free(t);
    folder_close(&f);
}

static void links_groups(void **state)
{
    (void)state;
    struct folder f;
    struct areas *t = load(&f, good);
    const struct area *g = areas_at(t, areas_find(t, "FILDER", 6));
    assert_int_equal(g->kind, AREA_GROUP);
    assert_int_equal(g->n_members, 2);
    assert_string_equal(areas_at(t, g->members[0])->key, "08116078");
    areas_free(t);
    folder_close(&f);
}

static void warns_of_groups_over_two_kreise(void **state)
{
    (void)state;
    static const char text[] =
        "<areas district=\"08116\" date=\"2024-12-31\"><area key=\"DG\" kind=\"bund\" name=\"D\">"
        "<area key=\"08\" kind=\"land\" name=\"BW\">"
        "<area key=\"08116\" kind=\"kreis\" name=\"Landkreis Esslingen\">"
        "<area key=\"08116004\" kind=\"gemeinde\" name=\"Altbach\"/></area>"
        "<area key=\"08117\" kind=\"kreis\" name=\"Landkreis Göppingen\">"
        "<area key=\"08117018\" kind=\"gemeinde\" name=\"Ebersbach\"/></area></area></area>\n"
        "<group key=\"FILS\" name=\"Filstal\"><member key=\"08116004\"/>"
        "<member key=\"08117018\"/></group></areas>\n";
    struct folder f;
    struct areas *t = load(&f, text);
    assert_non_null(t);
    assert_int_equal(areas_at(t, areas_find(t, "FILS", 4))->n_members, 2);
    folder_expect(&f, AREA_GROUP_KREISE, 2, 0);
    areas_free(t);
    folder_close(&f);
}

static void finds_whole_keys_only(void **state)
{
    (void)state;
    struct folder f;
    struct areas *t = load(&f, good);
    uint32_t town = areas_find(t, "08116049", 8);
    assert_string_equal(areas_at(t, town)->name, "Nürtingen");
    assert_int_equal(areas_find(t, "081165008049", 12), town);
    assert_int_equal(areas_find(t, "0723108116", 10), AREA_NONE);
    assert_int_equal(areas_find(t, "08116049x", 8), town);
    assert_int_equal(areas_find(t, "0811604", 7), AREA_NONE);
    assert_int_equal(areas_find(t, "", 0), AREA_NONE);
    areas_free(t);
    folder_close(&f);
}

static void searches_tolerantly(void **state)
{
    (void)state;
    static const struct {
        const char *typed, *key; /* key NULL: nothing or more than one */
        const char *near;        /* first suggestion */
        size_t n_near;
    } cases[] = {
        {"08116049", "08116049", NULL, 0},
        {"Nürtingen", "08116049", NULL, 0},
        {"nuertingen", "08116049", NULL, 0},
        {" NÜRTINGEN ", "08116049", NULL, 0},
        {"nür", "08116049", NULL, 0},
        {"Esslingen", "08116019", NULL, 0}, /* the town, not the district */
        {"Landkreis Essl", "08116", NULL, 0},
        {"esslingen am", "08116019", NULL, 0},
        {"leinfelden echterdingen", "08116078", NULL, 0},
        {"Filder", "FILDER", NULL, 0},
        {"Alt", NULL, "08116004", 3},
        {"Nuertinnen", NULL, "08116049", 1},
        {"Nütringen", NULL, "08116049", 1},
        {"Echterdingen", NULL, "08116078", 1},
        {"08116094", NULL, "08116004", 2}, /* one digit off, as 08116049 is */
        {"Deutschland", NULL, NULL, 0}, /* no report is made for it */
        {"Hamburg", NULL, NULL, 0},
        {"", NULL, NULL, 0},
        {"???", NULL, NULL, 0},
    };
    struct folder f;
    struct areas *t = load(&f, good);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint32_t near[5];
        size_t n = 99;
        uint32_t found = areas_search(t, cases[i].typed, near, 5, &n);
        if (cases[i].key == NULL)
            assert_int_equal(found, AREA_NONE);
        else
            assert_string_equal(areas_at(t, found)->key, cases[i].key);
        if (cases[i].near != NULL) {
            assert_true(n >= 1);
            assert_string_equal(areas_at(t, near[0])->key, cases[i].near);
        }
        if (cases[i].n_near != 2) /* two: at least one, the order of keys decides */
            assert_int_equal(n, cases[i].n_near);
    }
    uint32_t near[1];
    size_t n;
    areas_search(t, "Alt", near, 1, &n);
    assert_int_equal(n, 1);
    areas_search(t, "Alt", NULL, 0, &n);
    assert_int_equal(n, 0);
    areas_free(t);
    folder_close(&f);
}

/* One replacement in the good file, and what must come of it. */
static void refuse(const char *from, const char *to, enum diag_code code, int line)
{
    struct folder f;
    char text[4096];
    const char *at = strstr(good, from);
    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good, to, at + strlen(from));
    struct areas *t = load(&f, text);
    assert_null(t);
    folder_expect(&f, code, line, 0);
    folder_close(&f);
}

static void refuses_bad_files(void **state)
{
    (void)state;
    refuse("key=\"08116005\"", "key=\"08116004\"", AREA_TWICE, 6);
    refuse("key=\"08116005\"", "key=\"08117005\"", AREA_KEY, 6);
    refuse("<member key=\"08116019\"/>", "<member key=\"08116020\"/>", AREA_MEMBER, 12);
    refuse("<member key=\"08116019\"/>", "<member key=\"08116078\"/>", AREA_MEMBER_TWICE, 12);
    refuse("district=\"08116\"", "district=\"08117\"", AREA_DISTRICT, 1);
}

static void reads_the_real_file(void **state)
{
    (void)state;
    if (!file_exists("inputs/areas.xml")) {
        print_message("skipped: inputs/areas.xml is not there\n");
        skip();
    }
    struct diag *d = diag_new();
    struct areas *t = areas_load("inputs", d);
    assert_non_null(t);
    assert_int_equal(areas_at(t, areas_district(t))->n_members, 44);
    areas_free(t);
    diag_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_families),
        cmocka_unit_test(links_groups),
        cmocka_unit_test(warns_of_groups_over_two_kreise),
        cmocka_unit_test(finds_whole_keys_only),
        cmocka_unit_test(searches_tolerantly),
        cmocka_unit_test(refuses_bad_files),
        cmocka_unit_test(reads_the_real_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
