/* Holidays, working days, the clock in Germany, and the committees that texts speak of. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "calendar/agenda.h"
#include "calendar/holidays.h"
#include "folder.h"

static long day(const char *iso)
{
    struct date d;
    assert_true(date_parse(iso, strlen(iso), &d));
    return date_days(d);
}

/* Days from 1 March to Easter Sunday, 1970 to 2200, by dateutil.easter of python-dateutil
 * 2.8.2. */
static const int easter_days[] = {
    28, 41, 32, 52, 44, 29, 48, 40, 25, 45, 36, 49, 41, 33, 52, 37, 29, 49, 33, 25, 45, 30, 49,
    41, 33, 46, 37, 29, 42, 34, 53, 45, 30, 50, 41, 26, 46, 38, 22, 42, 34, 54, 38, 30, 50, 35,
    26, 46, 31, 51, 42, 34, 47, 39, 30, 50, 35, 27, 46, 31, 51, 43, 27, 47, 39, 24, 43, 35, 55,
    40, 31, 51, 36, 28, 47, 39, 24, 44, 35, 48, 40, 32, 51, 36, 28, 48, 32, 52, 44, 29, 48, 40,
    25, 45, 36, 28, 41, 33, 52, 44, 29, 49, 40, 25, 45, 37, 49, 41, 33, 53, 37, 29, 49, 34, 25,
    45, 30, 50, 41, 33, 46, 38, 29, 42, 34, 54, 45, 30, 50, 42, 27, 47, 39, 24, 43, 35, 48, 40,
    31, 51, 36, 28, 47, 32, 52, 44, 28, 48, 40, 25, 44, 36, 28, 41, 32, 52, 44, 29, 48, 40, 25,
    45, 36, 49, 41, 33, 52, 37, 29, 49, 33, 25, 45, 30, 49, 41, 33, 46, 37, 29, 42, 34, 53, 45,
    30, 50, 41, 26, 46, 38, 22, 42, 34, 54, 38, 30, 50, 35, 26, 46, 31, 51, 42, 34, 47, 39, 30,
    50, 35, 27, 46, 31, 51, 43, 27, 47, 39, 24, 43, 35, 55, 40, 31, 51, 36, 28, 47, 39, 24, 44,
    36,
};

static void finds_easter(void **state)
{
    (void)state;
    for (int i = 0; i < (int)(sizeof easter_days / sizeof *easter_days); i++) {
        long march = date_days((struct date){1970 + i, 3, 1});
        assert_int_equal(easter_sunday(1970 + i) - march, easter_days[i]);
    }
}

/* By the Python package holidays 0.109, which follows the laws of the Länder. */
static const struct {
    const char *land;
    int year;
    const char *days;
} expected[] = {
    {"BW", 2024, "01-01 01-06 03-29 04-01 05-01 05-09 05-20 05-30 10-03 11-01 12-25 12-26"},
    {"BY", 2024, "01-01 01-06 03-29 04-01 05-01 05-09 05-20 05-30 10-03 11-01 12-25 12-26"},
    {"BE", 2024, "01-01 03-08 03-29 04-01 05-01 05-09 05-20 10-03 12-25 12-26"},
    {"BB", 2024, "01-01 03-29 03-31 04-01 05-01 05-09 05-19 05-20 10-03 10-31 12-25 12-26"},
    {"HB", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 10-31 12-25 12-26"},
    {"HH", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 10-31 12-25 12-26"},
    {"HE", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 05-30 10-03 12-25 12-26"},
    {"MV", 2024, "01-01 03-08 03-29 04-01 05-01 05-09 05-20 10-03 10-31 12-25 12-26"},
    {"NI", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 10-31 12-25 12-26"},
    {"NW", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 05-30 10-03 11-01 12-25 12-26"},
    {"RP", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 05-30 10-03 11-01 12-25 12-26"},
    {"SL", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 05-30 08-15 10-03 11-01 12-25 12-26"},
    {"SN", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 10-31 11-20 12-25 12-26"},
    {"ST", 2024, "01-01 01-06 03-29 04-01 05-01 05-09 05-20 10-03 10-31 12-25 12-26"},
    {"SH", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 10-03 10-31 12-25 12-26"},
    {"TH", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 09-20 10-03 10-31 12-25 12-26"},
    {"BW", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26"},
    {"BY", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26"},
    {"BE", 2027, "01-01 03-08 03-26 03-29 05-01 05-06 05-17 10-03 12-25 12-26"},
    {"BB", 2027, "01-01 03-26 03-28 03-29 05-01 05-06 05-16 05-17 10-03 10-31 12-25 12-26"},
    {"HB", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 12-25 12-26"},
    {"HH", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 12-25 12-26"},
    {"HE", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 05-27 10-03 12-25 12-26"},
    {"MV", 2027, "01-01 03-08 03-26 03-29 05-01 05-06 05-17 10-03 10-31 12-25 12-26"},
    {"NI", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 12-25 12-26"},
    {"NW", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26"},
    {"RP", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 05-27 10-03 11-01 12-25 12-26"},
    {"SL", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 05-27 08-15 10-03 11-01 12-25 12-26"},
    {"SN", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 11-17 12-25 12-26"},
    {"ST", 2027, "01-01 01-06 03-26 03-29 05-01 05-06 05-17 10-03 10-31 12-25 12-26"},
    {"SH", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 10-03 10-31 12-25 12-26"},
    {"TH", 2027, "01-01 03-26 03-29 05-01 05-06 05-17 09-20 10-03 10-31 12-25 12-26"},
    /* Before the Frauentag of Mecklenburg-Vorpommern. */
    {"MV", 2022, "01-01 04-15 04-18 05-01 05-26 06-06 10-03 10-31 12-25 12-26"},
    {"NI", 2016, "01-01 03-25 03-28 05-01 05-05 05-16 10-03 12-25 12-26"},
};

static void knows_the_holidays(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        enum land land;
        char found[256] = "";
        assert_true(land_named(expected[i].land, &land));
        long first = date_days((struct date){expected[i].year, 1, 1});
        long next = date_days((struct date){expected[i].year + 1, 1, 1});
        for (long at = first; at < next; at++) {
            char iso[11];
            if (holiday_name(at, land) != NULL) {
                date_iso(at, iso);
                strcat(strcat(found, found[0] != '\0' ? " " : ""), iso + 5);
            }
        }
        assert_string_equal(found, expected[i].days);
    }
    enum land none;
    assert_false(land_named("XX", &none));
}

/* By numpy.busday_offset of numpy with the holidays above; some counted on paper too. */
static void counts_working_days(void **state)
{
    (void)state;
    static const struct free_days free_days[] = {
        {12, 24, 0, 0}, {12, 31, 0, 0}, {0, 0, 20965, 20966}}; /* 27 and 28 May 2027 */
    static const struct {
        const char *session;
        int before;
        size_t n_free;
        const char *due;
    } cases[] = {
        {"2026-12-10", 10, 0, "2026-11-26"},
        {"2027-01-12", 1, 0, "2027-01-11"},
        {"2027-01-12", 5, 0, "2027-01-04"},  /* over Heilige Drei Könige and a week-end */
        {"2027-01-12", 8, 0, "2026-12-29"},  /* over Neujahr */
        {"2027-01-12", 8, 2, "2026-12-28"},  /* and Silvester */
        {"2027-04-01", 3, 0, "2027-03-25"},  /* over Easter */
        {"2027-06-10", 9, 0, "2027-05-28"},
        {"2027-06-10", 10, 0, "2027-05-26"}, /* over Fronleichnam */
        {"2027-06-10", 0, 0, "2027-06-10"},
        {"2027-05-18", 1, 0, "2027-05-14"},  /* over Pfingstmontag */
        {"2027-11-02", 1, 0, "2027-10-29"},  /* over Allerheiligen */
        {"2027-05-31", 1, 3, "2027-05-26"},  /* over days of the house */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct work_week week = {LAND_BW, free_days, cases[i].n_free};
        char iso[11];
        date_iso(working_days_before(day(cases[i].session), cases[i].before, &week), iso);
        assert_string_equal(iso, cases[i].due);
    }
    struct free_days ever = {0, 0, -1000000, 1000000};
    assert_int_equal(working_days_before(20000, 3, &(struct work_week){LAND_BW, &ever, 1}), 19997);
}

/* By zoneinfo of Python 3.11 with the time zone database. */
static void knows_summer_time(void **state)
{
    (void)state;
    static const struct {
        long long seconds;
        int offset;
    } cases[] = {
        {859683599, 3600},  /* 1997-03-30T00:59:59Z */
        {859683600, 7200},  /* 1997-03-30T01:00:00Z */
        {1792889999, 7200},  /* 2026-10-25T00:59:59Z */
        {1792890000, 3600},  /* 2026-10-25T01:00:00Z */
        {1806195599, 3600},  /* 2027-03-28T00:59:59Z */
        {1806195600, 7200},  /* 2027-03-28T01:00:00Z */
        {1814400000, 7200},  /* 2027-07-01T00:00:00Z */
        {1830295800, 3600},  /* 2027-12-31T23:30:00Z */
        {2140045199, 7200},  /* 2037-10-25T00:59:59Z */
        {951825600, 3600},  /* 2000-02-29T12:00:00Z */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(clock_offset(cases[i].seconds), cases[i].offset);
    }
}

static void asks_for_the_day(void **state)
{
    (void)state;
    struct diag *d = diag_new();
    long today = 0;
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1798673400", 1), 0); /* 2026-12-30T23:30Z */
    assert_int_equal(clock_today(NULL, &today, d), 0);
    assert_int_equal(today, day("2026-12-31"));
    assert_int_equal(clock_today("2027-02-03", &today, d), 0);
    assert_int_equal(today, day("2027-02-03"));
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "heute", 1), 0);
    assert_int_equal(clock_today(NULL, &today, d), -1);
    assert_int_equal(clock_today("2027", &today, d), -1);
    assert_int_equal(clock_today("2027-02-30", &today, d), -1);
    assert_int_equal(diag_count(d), 3);
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
    assert_int_equal(clock_today(NULL, &today, d), 0);
    diag_free(d);
}

static void weekdays_and_days(void **state)
{
    (void)state;
    assert_int_equal(date_weekday(day("2026-11-23")), 0); /* a Monday */
    assert_int_equal(date_weekday(day("1970-01-01")), 3);
    assert_int_equal(date_weekday(day("1899-12-31")), 6);
    for (long at = day("1896-01-01"); at < day("2104-01-01"); at++) {
        assert_int_equal(date_days(date_of_days(at)), at);
    }
}

#define FIELD "<handlungsfeld id=\"1\" short=\"F\"><name>Feld</name></handlungsfeld>"
#define COMMITTEES                                                               \
    "<committee id=\"KT\" name=\"Kreistag\"/>"                                   \
    "<committee id=\"SOA\" name=\"Sozialausschuss\">"                            \
    "<called>Ausschuss für Soziales und Gesundheit</called></committee>"         \
    "<committee id=\"SO\" name=\"Ausschuss für Soziales\"/>"                     \
    "<committee id=\"VFA\" name=\"Verwaltungs- und Finanzausschuss\"/>"
#define AGENDA(sessions) "<agenda>" FIELD COMMITTEES sessions "</agenda>"

static struct agenda *load(struct folder *f, const char *text)
{
    folder_write(f, "agenda.xml", text);
    return agenda_load(f->path, f->d);
}

static void finds_committees_in_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text, *id;
    } cases[] = {
        {"Sozialausschuss", "SOA"},
        {"Sitzung des SOZIALAUSSCHUSSES (nichtöffentlich)", "SOA"},
        {"Sitzung des Kreistags", "KT"},
        {"Kreistagsfraktion: Klausur", NULL},
        {"Unterkreistag", NULL},
        {"Ausschuss für Soziales", "SO"},
        {"Ausschuss fuer Soziales und Gesundheit", "SOA"}, /* the longer name */
        {"Verwaltungs- und Finanzausschuss", "VFA"},
        {"Verwaltungs– und  Finanzausschuss,öffentlich", "VFA"},
        {"SOA/2027/003", "SOA"},
        {"soa", NULL},
        {"RESOANZ", NULL},
        {"SOA und Kreistag", "KT"}, /* a name says more than letters */
        {"", NULL},
        {"Weihnachtsfeier", NULL},
    };
    struct folder f;
    folder_open(&f);
    struct agenda *g = load(&f, AGENDA(""));
    assert_non_null(g);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct committee *c = agenda_committee_in(g, cases[i].text);
        const char *id = c != NULL ? c->id : "none";
        assert_string_equal(id, cases[i].id != NULL ? cases[i].id : "none");
    }
    assert_null(g->calendar);
    agenda_free(g);
    folder_close(&f);
}

static void reads_rules(void **state)
{
    (void)state;
    struct folder f;
    folder_open(&f);
    struct agenda *g = load(
        &f, AGENDA("<sessions calendar=\"a.ics\" land=\"SN\"><free day=\"12-24\"/>"
                   "<free from=\"2026-12-28\" to=\"2026-12-30\"/>\n"
                   "<due committee=\"SOA\" before=\"10\" count=\"working-days\" max-age=\"5\">"
                   "<report file=\"A\"/><report file=\"B\"/><data source=\"x\"/></due>\n"
                   "<due committee=\"XX\" before=\"10\"/>\n"
                   "<due committee=\"SOA\" before=\"3\"/>\n"
                   "<due committee=\"SOA\" before=\"3\" suffix=\"N\"/>"
                   "<hook on=\"success\" command=\"/bin/a\"><arg>x y</arg></hook>\n"
                   "<hook on=\"failure\" command=\"mail\"/>\n"
                   "<hook on=\"success\" command=\"/bin/b\"/></sessions>"));
    assert_non_null(g);
    assert_int_equal(g->n_rules, 2);
    assert_string_equal(g->rule[0].committee, "SOA");
    assert_true(g->rule[0].working_days);
    assert_int_equal(g->rule[0].n_files, 2);
    assert_string_equal(g->rule[0].files[1], "B");
    assert_string_equal(g->rule[0].sources[0], "x");
    assert_int_equal(g->rule[0].warn_before, 30);
    assert_string_equal(g->rule[1].suffix, "N");
    assert_int_equal(g->week.land, LAND_SN);
    assert_int_equal(g->week.n_free, 2);
    assert_int_equal(g->week.free[1].last, day("2026-12-30"));
    folder_expect(&f, AGENDA_NO_COMMITTEE, 3, 0);
    folder_expect(&f, AGENDA_RULE_TWICE, 4, 0);
    folder_expect(&f, AGENDA_HOOK_PATH, 6, 0);
    folder_expect(&f, AGENDA_HOOK_TWICE, 7, 0);
    assert_string_equal(g->success.command, "/bin/a");
    assert_string_equal(g->success.args[0], "x y");
    assert_null(g->failure.command);
    agenda_free(g);
    assert_null(load(&f, "<agenda><sessions calendar=\"\"/></agenda>"));
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_easter),
        cmocka_unit_test(knows_the_holidays),
        cmocka_unit_test(counts_working_days),
        cmocka_unit_test(knows_summer_time),
        cmocka_unit_test(asks_for_the_day),
        cmocka_unit_test(weekdays_and_days),
        cmocka_unit_test(finds_committees_in_texts),
        cmocka_unit_test(reads_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
