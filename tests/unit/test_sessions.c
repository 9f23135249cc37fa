/* Calendar files: what they may hold, what is wrong with them and where, and that no bytes do
 * harm. Series are compared with other software in tests/calendar. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "calendar/calendar.h"
#include "calendar/plan.h"
#include "folder.h"

#define BEGIN "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define END "END:VCALENDAR\r\n"
#define EVENT(lines) "BEGIN:VEVENT\r\nSUMMARY:SOA\r\n" lines "END:VEVENT\r\n"

struct world {
    struct folder f;
    struct agenda *agenda;
    struct calendar *calendar;
};

static long day(const char *iso)
{
    struct date d;
    assert_true(date_parse(iso, strlen(iso), &d));
    return date_days(d);
}

static void open_world(struct world *w, const char *name, const char *rules)
{
    struct buf b = BUF_INIT;
    folder_open(&w->f);
    buf_adds(&b, "<agenda><handlungsfeld id=\"1\" short=\"F\"><name>Feld</name></handlungsfeld>"
                 "<committee id=\"KT\" name=\"Kreistag\"/>"
                 "<committee id=\"SOA\" name=\"Sozialausschuss\"/>");
    buf_printf(&b, "<sessions calendar=\"%s\">%s</sessions></agenda>", name, rules);
    folder_write(&w->f, "agenda.xml", buf_str(&b));
    buf_release(&b);
    w->agenda = agenda_load(w->f.path, w->f.d);
    assert_non_null(w->agenda);
    w->calendar = NULL;
}

static void close_world(struct world *w)
{
    calendar_free(w->calendar);
    agenda_free(w->agenda);
    folder_close(&w->f);
}

/* Sessions of 2027. */
static void read_text(struct world *w, const char *text)
{
    open_world(w, "a.ics", "");
    folder_write(&w->f, "a.ics", text);
    w->calendar = calendar_load(w->f.path, w->agenda, day("2027-01-01"), day("2027-12-31"),
                                w->f.d);
}

/* "2027-01-14 14:30 key" */
static void expect(const struct world *w, size_t i, const char *text)
{
    char iso[11], found[200];
    assert_non_null(w->calendar);
    assert_true(i < w->calendar->n_sessions);
    const struct session *s = &w->calendar->session[i];
    date_iso(s->day, iso);
    snprintf(found, sizeof found, "%s %02d:%02d %s%s", iso, s->minute / 60, s->minute % 60,
             s->key, s->cancelled ? " cancelled" : "");
    assert_string_equal(found, text);
}

static void reads_times_of_all_kinds(void **state)
{
    (void)state;
    struct world w;
    read_text(&w, BEGIN
              EVENT("UID:a\r\nDTSTART:20270114T133000Z\r\n")
              EVENT("UID:b\r\nDTSTART:20270614T123000Z\r\n")
              EVENT("UID:c\r\nDTSTART;TZID=Europe/Berlin:20270714T143000\r\n")
              EVENT("UID:d\r\nDTSTART;TZID=\"W. Europe Standard Time\":20270814T143000\r\n")
              EVENT("UID:e\r\nDTSTART:20270914T143000\r\n")
              EVENT("UID:f\r\nDTSTART;VALUE=DATE:20271014\r\n")
              EVENT("UID:g\r\nDTSTART:20271231T233000Z\r\n") /* is 2028 in Germany */
              EVENT("UID:h\r\nDTSTART:20261231T233000Z\r\n")
              "BEGIN:VEVENT\r\nUID:i\r\nSUMMARY:Wander\r\n tag\r\nDTSTART:20270101\r\n"
              "END:VEVENT\r\n" END);
    assert_int_equal(diag_count(w.f.d), 0);
    assert_int_equal(w.calendar->n_sessions, 7);
    assert_int_equal(w.calendar->n_others, 1);
    expect(&w, 0, "2027-01-01 00:30 h");
    expect(&w, 1, "2027-01-14 14:30 a");
    expect(&w, 2, "2027-06-14 14:30 b");
    expect(&w, 3, "2027-07-14 14:30 c");
    expect(&w, 4, "2027-08-14 14:30 d");
    expect(&w, 5, "2027-09-14 14:30 e");
    assert_int_equal(w.calendar->session[6].minute, -1);
    close_world(&w);
}

static void unfolds_and_reads_texts(void **state)
{
    (void)state;
    struct world w;
    read_text(&w, "\xEF\xBB\xBF" "begin:vcalendar\r\nBEGIN:VEVENT\r\nUID:a\r\n"
                  "DTSTART;TZID=Europe/Ber\r\n lin:20270114\r\n\tT143000\r\n"
                  "SUMMARY;LANGUAGE=de:Sitzung des So\r\n zialausschusses\\, \\\"A\\\"\\nB\r\n"
                  "LOCATION;ALTREP=\"http://x:1;2\":Saal\\; 1. OG\r\n"
                  "BEGIN:VALARM\r\nSUMMARY:Kreistag\r\nDTSTART:19990101\r\nEND:VALARM\r\n"
                  "END:VEVENT\r\nend:vcalendar\r\n");
    assert_int_equal(diag_count(w.f.d), 0);
    expect(&w, 0, "2027-01-14 14:30 a");
    assert_string_equal(w.calendar->session[0].title,
                        "Sitzung des Sozialausschusses, \"A\" B");
    assert_string_equal(w.calendar->session[0].location, "Saal; 1. OG");
    assert_string_equal(w.calendar->session[0].committee->id, "SOA");
    close_world(&w);
}

static void newest_version_holds(void **state)
{
    (void)state;
    struct world w;
    read_text(&w, BEGIN
              EVENT("UID:a\r\nSEQUENCE:3\r\nDTSTART:20270103T100000\r\n")
              EVENT("UID:a\r\nSEQUENCE:12\r\nDTSTART:20270112T100000\r\n")
              EVENT("UID:a\r\nSEQUENCE:4\r\nDTSTART:20270104T100000\r\n")
              EVENT("UID:b\r\nDTSTAMP:20260102T000000Z\r\nDTSTART:20270202T100000\r\n")
              EVENT("UID:b\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20270201T100000\r\n")
              EVENT("UID:c\r\nDTSTART:20270301T100000\r\n")
              EVENT("UID:c\r\nDTSTART:20270302T100000\r\nSTATUS:CANCELLED\r\n") END
              BEGIN "METHOD:CANCEL\r\n"
              EVENT("UID:d\r\nDTSTART:20270401T100000\r\n") END);
    assert_int_equal(diag_count(w.f.d), 0);
    assert_int_equal(w.calendar->n_sessions, 4);
    expect(&w, 0, "2027-01-12 10:00 a");
    expect(&w, 1, "2027-02-02 10:00 b");
    expect(&w, 2, "2027-03-02 10:00 c cancelled");
    expect(&w, 3, "2027-04-01 10:00 d cancelled");
    close_world(&w);
}

static void series_with_changes(void **state)
{
    (void)state;
    struct world w;
    read_text(&w, BEGIN
              EVENT("UID:s\r\nDTSTART;TZID=Europe/Berlin:20270107T143000\r\n"
                    "RRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270506T123000Z\r\n" /* that very day */
                    "EXDATE;TZID=Europe/Berlin:20270401T143000\r\n"
                    "RDATE;TZID=Europe/Berlin:20270610T100000\r\n")
              EVENT("UID:s\r\nRECURRENCE-ID:20270204T133000Z\r\nDTSTART:20270211T150000\r\n")
              EVENT("UID:s\r\nRECURRENCE-ID;TZID=Europe/Berlin:20270304T143000\r\n"
                    "STATUS:CANCELLED\r\n") /* without a start */
              EVENT("UID:s\r\nRECURRENCE-ID:20270909T120000Z\r\nDTSTART:20270909T150000\r\n")
              END);
    assert_int_equal(diag_count(w.f.d), 0);
    assert_int_equal(w.calendar->n_sessions, 6);
    expect(&w, 0, "2027-01-07 14:30 s/20270107T133000Z");
    expect(&w, 1, "2027-02-11 15:00 s/20270204T133000Z");
    assert_int_equal(w.calendar->session[1].planned, day("2027-02-04"));
    expect(&w, 2, "2027-03-04 14:30 s/20270304T133000Z cancelled");
    expect(&w, 3, "2027-05-06 14:30 s/20270506T123000Z");
    expect(&w, 4, "2027-06-10 10:00 s/20270610T080000Z");
    expect(&w, 5, "2027-09-09 15:00 s/20270909T120000Z"); /* of no day of the series */
    close_world(&w);
}

/* A day alone in UNTIL is meant to its end. */
static void ends_with_a_day(void **state)
{
    (void)state;
    struct world w;
    read_text(&w, BEGIN EVENT("UID:s\r\nDTSTART:20270107T143000\r\n"
                              "RRULE:FREQ=WEEKLY;UNTIL=20270121\r\n") END);
    assert_int_equal(w.calendar->n_sessions, 3);
    expect(&w, 2, "2027-01-21 14:30 s/20270121T133000Z");
    close_world(&w);
}

/* Counted by hand. */
static void moves_all_that_follow(void **state)
{
    (void)state;
    struct world w;
    read_text(&w, BEGIN
              EVENT("UID:s\r\nDTSTART;TZID=Europe/Berlin:20270107T140000\r\n"
                    "RRULE:FREQ=WEEKLY;COUNT=5\r\n")
              EVENT("UID:s\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:"
                    "20270121T140000\r\nDTSTART;TZID=Europe/Berlin:20270122T160000\r\n")
              EVENT("UID:s\r\nRECURRENCE-ID;TZID=Europe/Berlin:20270204T140000\r\n"
                    "DTSTART;TZID=Europe/Berlin:20270201T090000\r\n") END);
    static const char *const days[] = {
        "2027-01-07 14:00 s/20270107T130000Z", "2027-01-14 14:00 s/20270114T130000Z",
        "2027-01-22 16:00 s/20270121T130000Z", "2027-01-29 16:00 s/20270128T130000Z",
        "2027-02-01 09:00 s/20270204T130000Z"};
    assert_int_equal(w.calendar->n_sessions, 5);
    for (size_t i = 0; i < 5; i++)
        expect(&w, i, days[i]);
    close_world(&w);
}

static void tells_what_is_wrong_and_where(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum diag_code code;
        int line, column;
        bool used; /* the rest of the file */
    } cases[] = {
        {"", CALENDAR_NONE, 0, 0, false},
        {"\r\n\r\n", CALENDAR_NONE, 0, 0, false},
        {"Hallo\r\n", CALENDAR_NONE, 1, 1, false},
        {"BEGIN:VEVENT\r\nEND:VEVENT\r\n", CALENDAR_BROKEN, 1, 7, false},
        {BEGIN "BEGIN:VEVENT\r\n", CALENDAR_BROKEN, 3, 7, false},
        {BEGIN "BEGIN:VEVENT\r\nEND:VALARM\r\n" END, CALENDAR_BROKEN, 4, 5, false},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\n"), CALENDAR_BROKEN, 7, 5, false},
        {END, CALENDAR_BROKEN, 1, 5, false},
        {BEGIN "ohne Wert\r\n" END, CALENDAR_BAD_LINE, 3, 1, true},
        {BEGIN "X;A=\"offen:1\r\n" END, CALENDAR_BAD_LINE, 3, 1, true},
        {BEGIN EVENT("UID:a\r\n") END, CALENDAR_INCOMPLETE, 3, 1, true},
        {BEGIN EVENT("DTSTART:20270101\r\n") END, CALENDAR_INCOMPLETE, 3, 1, true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270230\r\n") END, CALENDAR_BAD_TIME, 6, 9, true},
        {BEGIN EVENT("UID:a\r\nDTSTART:morgen\r\n") END, CALENDAR_BAD_TIME, 6, 9, true},
        {BEGIN EVENT("UID:a\r\nDTSTART;TZID=Ä:20270101T250000\r\n") END, CALENDAR_BAD_TIME, 6, 16,
         true},
        {BEGIN EVENT("UID:a\r\nDTSTART:99990101\r\n") END, CALENDAR_BAD_TIME, 6, 9, true},
        {BEGIN EVENT("UID:a\r\nDTSTART;TZID=Mars:20270101T100000\r\n") END,
         CALENDAR_UNKNOWN_ZONE, 6, 19, true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\nRRULE:FREQ=SECONDLY\r\n") END,
         CALENDAR_BAD_RULE, 7, 7, true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\nRRULE:FREQ=DAILY;BYHOUR=1,2\r\n") END,
         CALENDAR_BAD_RULE, 7, 7, true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\nRRULE:x\r\n") END, CALENDAR_BAD_RULE, 7, 7,
         true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\nRDATE:20270102,x\r\n") END, CALENDAR_BAD_TIME,
         7, 7, true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\nEXDATE:x\r\nRRULE:FREQ=DAILY;COUNT=2\r\n") END,
         CALENDAR_BAD_TIME, 7, 8,
         true},
        {BEGIN EVENT("UID:a\r\nDTSTART:20270101\r\nSEQUENCE:-1\r\n") END, CALENDAR_BAD_TIME, 7,
         10, true},
        {BEGIN "BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\n" END, CALENDAR_BAD_ZONE, 3, 1, true},
        {BEGIN "BEGIN:VTIMEZONE\r\nTZID:Z\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
               "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nRRULE:FREQ=SECONDLY\r\n"
               "END:STANDARD\r\nEND:VTIMEZONE\r\n" END,
         CALENDAR_BAD_ZONE, 3, 1, true},
        {BEGIN "\xff\xfe\r\n" END, CALENDAR_BAD_UTF8, 3, 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w;
        read_text(&w, cases[i].text);
        folder_expect(&w.f, cases[i].code, cases[i].line, cases[i].column);
        assert_int_equal(w.calendar != NULL, cases[i].used);
        close_world(&w);
    }
}

static void bears_nul_and_missing_files(void **state)
{
    (void)state;
    struct world w;
    open_world(&w, "a.ics", "");
    assert_null(calendar_load(w.f.path, w.agenda, 0, 1, w.f.d));
    folder_expect(&w.f, CALENDAR_MISSING, 1, 0);
    folder_write_bytes(&w.f, "a.ics", "BEGIN:VCALENDAR\r\nX\0Y:1\r\nEND:VCALENDAR\r\n", 40);
    assert_null(calendar_load(w.f.path, w.agenda, 0, 1, w.f.d));
    folder_expect(&w.f, CALENDAR_BAD_UTF8, 2, 2);
    close_world(&w);
    open_world(&w, "../a.ics", "");
    assert_null(calendar_load(w.f.path, w.agenda, 0, 1, w.f.d));
    folder_expect(&w.f, PATH_OUTSIDE, 1, 0);
    close_world(&w);
}

/* Series without an end, without any day, from long ago: they end, and soon. */
static void endless_series_end(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        size_t n; /* sessions in 2027 */
    } cases[] = {
        {"FREQ=DAILY", 365},
        {"FREQ=WEEKLY", 52},
        {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 0},
        {"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31", 0},
        {"FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4,6,9,11", 0},
        {"FREQ=YEARLY;INTERVAL=32767", 0},
        {"FREQ=WEEKLY;INTERVAL=32767;BYDAY=MO", 0},
        {"FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6", 0},
        {"FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1", 0},
        {"FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=9", 0},
        {"FREQ=DAILY;COUNT=2147483647", 365},
        {"FREQ=DAILY;INTERVAL=-1", 0},
        {"FREQ=DAILY;INTERVAL=0", 365}, /* refused: read as if it were 1, or not at all */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct world w;
        char text[512];
        snprintf(text, sizeof text,
                 BEGIN EVENT("UID:a\r\nDTSTART:19700103T100000\r\nRRULE:%s\r\n") END,
                 cases[i].rule);
        read_text(&w, text);
        assert_non_null(w.calendar);
        if (strstr(cases[i].rule, "INTERVAL=0") == NULL)
            assert_int_equal(w.calendar->n_sessions, cases[i].n);
        close_world(&w);
    }
}

/* Days that do not exist, a thousand times: the reader gives up, what is single stays. */
static void barren_series_are_given_up(void **state)
{
    (void)state;
    struct world w;
    struct buf b = BUF_INIT;
    buf_adds(&b, BEGIN);
    for (int i = 0; i < 1000; i++)
        buf_printf(&b, EVENT("UID:%d\r\nDTSTART:20260101\r\n"
                             "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n"), i);
    buf_adds(&b, EVENT("UID:x\r\nDTSTART:20270101T100000\r\n") END);
    read_text(&w, buf_str(&b));
    folder_expect(&w.f, CALENDAR_ENDLESS, 0, 0);
    expect(&w, 0, "2027-01-01 10:00 x");
    close_world(&w);
    buf_release(&b);
}

static void too_many_are_refused(void **state)
{
    (void)state;
    struct world w;
    struct buf b = BUF_INIT;
    buf_adds(&b, BEGIN);
    for (int i = 0; i < 3; i++)
        buf_printf(&b, EVENT("UID:%d\r\nDTSTART:20260101\r\nRRULE:FREQ=DAILY\r\n"), i);
    buf_adds(&b, END);
    read_text(&w, buf_str(&b));
    folder_expect(&w.f, CALENDAR_FULL, 0, 0);
    assert_null(w.calendar);
    close_world(&w);
    buf_clear(&b);
    buf_adds(&b, BEGIN);
    for (int i = 0; i < 20001; i++)
        buf_adds(&b, EVENT("UID:1\r\nDTSTART:20260101\r\n"));
    buf_adds(&b, END);
    read_text(&w, buf_str(&b));
    folder_expect(&w.f, CALENDAR_TOO_MANY, 0, 0);
    close_world(&w);
    buf_clear(&b);
    buf_adds(&b, BEGIN);
    for (int i = 0; i < 200000; i++)
        buf_adds(&b, "X:\n");
    read_text(&w, buf_str(&b));
    folder_expect(&w.f, CALENDAR_TOO_LONG, 0, 0);
    close_world(&w);
    buf_clear(&b);
    buf_adds(&b, BEGIN);
    for (int i = 0; i < 9; i++)
        buf_adds(&b, "BEGIN:X\r\n");
    read_text(&w, buf_str(&b));
    folder_expect(&w.f, CALENDAR_BROKEN, 10, 0);
    close_world(&w);
    buf_release(&b);
}

static void reads_tables(void **state)
{
    (void)state;
    struct world w;
    open_world(&w, "a.csv", "");
    folder_write(&w.f, "a.csv",
                 "# Sitzungen\r\ncommittee;key;date;time;state;place\r\n"
                 "SOA;1;10.06.2027;14:30;;\"Saal \"\"A\"\"; 1. OG\"\r\n"
                 "Sozialausschuss;2;2027-07-10;;abgesagt;\r\n"
                 "Bauausschuss;3;2027-07-10\r\n"
                 "\r\n"
                 "SOA;4;2027-02-30\r\n"
                 "SOA;5;2027-02-28;25:00\r\n"
                 "SOA;;2027-02-28\r\n"
                 "SOA;6;2027-02-28;;verlegt\r\n"
                 "SOA;1;2027-03-28\r\n"
                 "KT;7;2027;\r\n");
    w.calendar = calendar_load(w.f.path, w.agenda, day("2027-01-01"), day("2027-12-31"), w.f.d);
    assert_int_equal(w.calendar->n_sessions, 2);
    assert_int_equal(w.calendar->n_others, 1);
    expect(&w, 0, "2027-06-10 14:30 1");
    assert_string_equal(w.calendar->session[0].location, "Saal \"A\"; 1. OG");
    assert_true(w.calendar->session[1].cancelled);
    assert_string_equal(w.calendar->session[1].committee->id, "SOA");
    static const int places[][2] = {{7, 7}, {8, 18}, {9, 5}, {10, 19}, {12, 6}};
    for (size_t i = 0; i < 5; i++) {
        const struct diag_item *m = folder_message(&w.f, CALENDAR_BAD_CELL, i);
        assert_non_null(m);
        assert_int_equal(m->at.line, places[i][0]);
        assert_int_equal(m->at.column, places[i][1]);
    }
    folder_expect(&w.f, CALENDAR_TWICE, 11, 1);
    calendar_free(w.calendar);
    folder_write(&w.f, "a.csv", "key;date\r\n1;2027-01-01\r\n");
    w.calendar = calendar_load(w.f.path, w.agenda, 0, 1, w.f.d);
    assert_null(w.calendar);
    close_world(&w);
}

/* Prefixes and changed bytes of a file: no fault of memory, no endless work. */
static void no_bytes_do_harm(void **state)
{
    (void)state;
    static const char good[] =
        BEGIN "BEGIN:VTIMEZONE\r\nTZID:New York\r\nBEGIN:STANDARD\r\nDTSTART:19701101T020000\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n"
        "END:STANDARD\r\nEND:VTIMEZONE\r\n"
        EVENT("UID:s\r\nDTSTART;TZID=\"New York\":20270107T083000\r\n"
              "RRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270506T123000Z;WKST=SU\r\n"
              "EXDATE;TZID=New York:20270401T083000,20270401\r\nRDATE;VALUE=PERIOD:20270610T100000"
              "Z/PT1H\r\n")
        EVENT("UID:s\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20270204T133000Z\r\n"
              "DTSTART:20270211T150000\r\nSEQUENCE:1\r\n") END;
    static const char noise[] = {'\0', '\n', ':', ';', '=', '"', ' ', '9', 'Z', '\xC3', '-'};
    struct world w;
    open_world(&w, "a.ics", "");
    for (size_t i = 0; i < sizeof good; i += 7) {
        folder_write_bytes(&w.f, "a.ics", good, i);
        calendar_free(calendar_load(w.f.path, w.agenda, day("2027-01-01"), day("2027-12-31"),
                                    w.f.d));
    }
    for (size_t i = 0; i < sizeof good - 1; i += 2) {
        char bad[sizeof good];
        memcpy(bad, good, sizeof good);
        bad[i] = noise[i / 2 % sizeof noise];
        folder_write_bytes(&w.f, "a.ics", bad, sizeof good - 1);
        calendar_free(calendar_load(w.f.path, w.agenda, day("2027-01-01"), day("2027-12-31"),
                                    w.f.d));
    }
    close_world(&w);
}

#define DUE_RULE "<due committee=\"SOA\" before=\"7\" max-age=\"100\" warn-before=\"10\"/>"

static struct plan plan_of(struct world *w, struct made_list *made, const char *today)
{
    static const struct data_source source[] = {{"alt", "Alt", 20700}, {"neu", "Neu", 20800}};
    return plan_make(w->calendar->arena, w->agenda, w->calendar, made, source, 2, day(today));
}

static void plans_by_rules(void **state)
{
    (void)state;
    struct world w;
    open_world(&w, "a.ics", DUE_RULE);
    folder_write(&w.f, "a.ics", BEGIN EVENT("UID:a\r\nDTSTART:20270114T100000\r\n")
                 EVENT("UID:b\r\nDTSTART:20270114T180000\r\n")
                 EVENT("UID:c\r\nDTSTART:20270121T100000\r\nSTATUS:CANCELLED\r\n") END);
    w.calendar = calendar_load(w.f.path, w.agenda, day("2027-01-01"), day("2027-12-31"), w.f.d);
    struct made_list *made = made_load(w.f.path, w.f.d);
    struct plan p = plan_of(&w, made, "2027-01-06");
    assert_int_equal(p.n, 3);
    assert_string_equal(p.due[0].edition, "2027-01-14-SOA");
    assert_string_equal(p.due[1].edition, "2027-01-14-SOA-2");
    assert_int_equal(p.due[0].state, DUE_LATER);
    assert_int_equal(p.due[2].state, DUE_CANCELLED);
    assert_string_equal(p.due[0].old->id, "alt"); /* 20700 is 2026-09-04: 132 days */
    assert_int_equal(p.due[0].age, 132);
    assert_true(p.due[0].warn);
    assert_false(plan_of(&w, made, "2026-12-27").due[0].warn);
    assert_true(plan_of(&w, made, "2026-12-28").due[0].warn);
    assert_int_equal(plan_of(&w, made, "2027-01-07").due[0].state, DUE_NOW);
    assert_int_equal(plan_of(&w, made, "2027-01-14").due[1].state, DUE_NOW);
    assert_int_equal(plan_of(&w, made, "2027-01-15").due[0].state, DUE_OVER);
    made_run(made, day("2027-01-10"));
    assert_int_equal(plan_of(&w, made, "2027-01-15").due[0].state, DUE_MISSED);
    assert_int_equal(plan_of(&w, made, "2027-01-15").due[2].state, DUE_CANCELLED);
    /* Made, under another UID, for the first session that stands there. */
    made_add(made, (struct made){"other", "SOA", "", day("2027-01-14"), "2027-01-14-SOA",
                                 day("2027-01-08"), "x"});
    assert_int_equal(plan_of(&w, made, "2027-01-09").due[0].state, DUE_MADE);
    made_add(made, (struct made){"b", "SOA", "", day("2027-01-10"), "2027-01-10-SOA",
                                 day("2027-01-08"), "x"});
    p = plan_of(&w, made, "2027-01-09");
    assert_int_equal(p.due[1].state, DUE_MADE);
    assert_true(p.due[1].moved);
    assert_string_equal(p.due[1].edition, "2027-01-10-SOA");
    made_free(made);
    close_world(&w);
}

/* Only the sources that a rule names count. */
static void looks_at_named_sources(void **state)
{
    (void)state;
    struct world w;
    open_world(&w, "a.ics", "<due committee=\"SOA\" before=\"7\" max-age=\"100\">"
                            "<data source=\"neu\"/></due>");
    folder_write(&w.f, "a.ics", BEGIN EVENT("UID:a\r\nDTSTART:20270114T100000\r\n") END);
    w.calendar = calendar_load(w.f.path, w.agenda, day("2027-01-01"), day("2027-12-31"), w.f.d);
    struct made_list *made = made_load(w.f.path, w.f.d);
    assert_null(plan_of(&w, made, "2027-01-06").due[0].old);
    made_free(made);
    close_world(&w);
}

static void keeps_what_was_made(void **state)
{
    (void)state;
    static const char digest[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    static const char key[] = "uid;mit \"allem\"\n#;";
    struct folder f;
    folder_open(&f);
    struct made_list *l = made_load(f.path, f.d);
    assert_int_equal(made_first(l), 0);
    made_run(l, day("2027-01-08"));
    made_run(l, day("2027-01-05"));
    made_add(l, (struct made){key, "SOA", "", 1, "alt", 2, digest});
    made_add(l, (struct made){key, "SOA", "N", 1, "neu", 2, digest});
    made_add(l, (struct made){key, "SOA", "", 20832, "2027-01-14-SOA", 20826, digest});
    assert_int_equal(made_write(l, f.path, f.d), 0);
    made_free(l);
    l = made_load(f.path, f.d);
    assert_non_null(l);
    assert_int_equal(made_count(l), 2);
    assert_string_equal(made_at(l, 0)->key, "uid;mit \"allem\" #;"); /* in one line */
    assert_string_equal(made_at(l, 0)->edition, "2027-01-14-SOA");
    assert_int_equal(made_at(l, 0)->session, 20832);
    assert_string_equal(made_at(l, 1)->suffix, "N");
    assert_int_equal(made_first(l), day("2027-01-05"));
    assert_int_equal(made_last(l), day("2027-01-05"));
    made_free(l);
    static const char *const damaged[] = {
        "", "key\n", "erster Lauf;2027-01-05\nletzter Lauf;2027-01-05\n",
        "erster Lauf;2027-01-05\nletzter Lauf;2027-01-05\n"
        "key;committee;suffix;session;edition;made;inputs\na;b\n",
        "erster Lauf;2027-01-05\nletzter Lauf;2027-01-05\n"
        "key;committee;suffix;session;edition;made;inputs", /* cut off */
        "erster Lauf;morgen\n"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        folder_write(&f, MADE_FILE, damaged[i]);
        assert_null(made_load(f.path, f.d));
    }
    folder_expect(&f, STATE_BAD, 0, 0);
    folder_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_times_of_all_kinds),
        cmocka_unit_test(unfolds_and_reads_texts),
        cmocka_unit_test(newest_version_holds),
        cmocka_unit_test(series_with_changes),
        cmocka_unit_test(moves_all_that_follow),
        cmocka_unit_test(ends_with_a_day),
        cmocka_unit_test(tells_what_is_wrong_and_where),
        cmocka_unit_test(bears_nul_and_missing_files),
        cmocka_unit_test(endless_series_end),
        cmocka_unit_test(barren_series_are_given_up),
        cmocka_unit_test(too_many_are_refused),
        cmocka_unit_test(reads_tables),
        cmocka_unit_test(no_bytes_do_harm),
        cmocka_unit_test(plans_by_rules),
        cmocka_unit_test(looks_at_named_sources),
        cmocka_unit_test(keeps_what_was_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
