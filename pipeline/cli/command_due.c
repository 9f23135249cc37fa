#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/german.h"
#include "base/utf8.h"
#include "cli/schedule.h"

enum { COLUMNS = 6, SOON = 92 /* [days] what is told without --year */ };

struct table {
    const char *(*row)[COLUMNS];
    size_t n;
};

static const char *const weekdays[] = {"Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"};

static const char *day_text(struct arena *a, long day)
{
    char iso[11];
    date_iso(day, iso);
    return german_date(a, iso);
}

/* "Do 10.12.2026, 14:30" */
static const char *session_text(struct arena *a, const struct session *s)
{
    const char *day = day_text(a, s->day);
    const char *weekday = weekdays[date_weekday(s->day)];
    return s->minute < 0 ? arena_printf(a, "%s %s", weekday, day)
                         : arena_printf(a, "%s %s, %02d:%02d", weekday, day, s->minute / 60,
                                        s->minute % 60);
}

static void add_reason(struct buf *b, const char *text)
{
    buf_adds(b, b->len > 0 ? "; " : "");
    buf_adds(b, text);
}

static const char *reason(struct schedule *s, const struct due *e)
{
    struct arena *a = s->run.arena;
    struct buf b = BUF_INIT;
    const char **file;
    size_t n = schedule_reports(s, e->rule, &file);
    add_reason(&b, due_rule_text(a, e->rule));
    buf_printf(&b, ", %zu %s", n, n == 1 ? "Bericht" : "Berichte");
    if (e->made != NULL) {
        add_reason(&b, arena_printf(a, "erstellt am %s", day_text(a, e->made->day)));
    }
    if (e->moved) {
        add_reason(&b, arena_printf(a, "damals für den %s", day_text(a, e->made->session)));
    }
    if (e->session->planned != e->session->day) {
        add_reason(&b, arena_printf(a, "verlegt vom %s", day_text(a, e->session->planned)));
    }
    if (e->made != NULL && e->session->cancelled) {
        add_reason(&b, "seither abgesagt");
    }
    if (schedule_outdated(s, e)) {
        add_reason(&b, "Eingaben seither geändert");
    }
    if (e->old != NULL && e->made == NULL && !e->session->cancelled) {
        add_reason(&b, arena_printf(a, "Daten zu alt (%s: %ld Tage)", e->old->id, e->age));
    }
    const char *text = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return text;
}

static void put_cell(const char *text, size_t width)
{
    size_t n = utf8_length(text, strlen(text));
    printf("%s%*s", text, (int)(n < width ? width - n : 0) + 2, "");
}

static void put_table(const struct table *t)
{
    size_t width[COLUMNS] = {0};
    for (size_t i = 0; i < t->n; i++) {
        for (size_t c = 0; c < COLUMNS; c++) {
            size_t n = utf8_length(t->row[i][c], strlen(t->row[i][c]));
            width[c] = n > width[c] ? n : width[c];
        }
    }
    for (size_t i = 0; i < t->n; i++) {
        for (size_t c = 0; c + 1 < COLUMNS; c++) {
            put_cell(t->row[i][c], width[c]);
        }
        printf("%s\n", t->row[i][COLUMNS - 1]);
    }
}

static bool is_shown(const struct schedule *s, const struct due *e)
{
    if (s->run.options->year != 0) {
        return true;
    }
    return e->state == DUE_MISSED || (e->session->day >= s->today && e->day <= s->today + SOON);
}

static void put_text(struct schedule *s)
{
    struct arena *a = s->run.arena;
    size_t count[DUE_STATE_COUNT] = {0}, n = 0;
    struct table t = {.row = arena_array(a, s->plan.n + 1, sizeof *t.row)};
    static const char *const head[COLUMNS] = {"Stand",   "ab",      "bis zur Sitzung",
                                              "Gremium", "Ausgabe", "warum"};
    memcpy(t.row[t.n++], head, sizeof head);
    for (size_t i = 0; i < s->plan.n; i++) {
        const struct due *e = &s->plan.due[i];
        if (is_shown(s, e)) {
            const char *row[COLUMNS] = {due_state_text(e->state), day_text(a, e->day),
                                        session_text(a, e->session), e->session->committee->id,
                                        e->edition, reason(s, e)};
            memcpy(t.row[t.n++], row, sizeof row);
            count[e->state]++;
            n++;
        }
    }
    char iso[11];
    date_iso(s->today, iso);
    printf("Heute ist der %s.\n\n", german_long_date(a, iso));
    if (n == 0) {
        puts("Keine Sitzung, zu der Berichte zu erstellen wären.");
        return;
    }
    put_table(&t);
    printf("\n");
    const char *comma = "";
    for (size_t i = 0; i < DUE_STATE_COUNT; i++) {
        if (count[i] > 0) {
            printf("%s%zu %s", comma, count[i], due_state_text((enum due_state)i));
            comma = ", ";
        }
    }
    printf("\n");
}

static void put_field(struct buf *b, const char *name, const char *value)
{
    buf_adds(b, ", ");
    buf_json(b, name);
    buf_adds(b, ": ");
    if (value != NULL) {
        buf_json(b, value);
    } else {
        buf_adds(b, "null");
    }
}

static void put_day(struct buf *b, const char *name, long day)
{
    char iso[11];
    date_iso(day, iso);
    put_field(b, name, iso);
}

static void put_object(struct schedule *s, const struct due *e, struct buf *b)
{
    static const char *const states[DUE_STATE_COUNT] = {"later", "due",       "made",
                                                        "missed", "over", "cancelled"};
    const struct session *session = e->session;
    struct arena *a = s->run.arena;
    buf_adds(b, "  {\"state\": ");
    buf_json(b, states[e->state]);
    put_field(b, "edition", e->edition[0] != '\0' ? e->edition : NULL);
    put_field(b, "committee", session->committee->id);
    put_day(b, "due", e->day);
    put_day(b, "session", session->day);
    put_field(b, "time", session->minute < 0 ? NULL
                                             : arena_printf(a, "%02d:%02d", session->minute / 60,
                                                            session->minute % 60));
    put_day(b, "planned", session->planned);
    put_field(b, "key", session->key);
    put_field(b, "title", session->title);
    put_field(b, "location", session->location);
    put_field(b, "rule", due_rule_text(a, e->rule));
    buf_printf(b, ", \"cancelled\": %s, \"moved\": %s, \"inputs_changed\": %s",
               session->cancelled ? "true" : "false", e->moved ? "true" : "false",
               schedule_outdated(s, e) ? "true" : "false");
    if (e->made != NULL) {
        put_day(b, "made", e->made->day);
        put_day(b, "made_for", e->made->session);
    }
    if (e->old != NULL) {
        put_field(b, "old_source", e->old->id);
        buf_printf(b, ", \"data_age\": %ld, \"max_age\": %d", e->age, e->rule->max_age);
    }
    const char **file;
    size_t n = schedule_reports(s, e->rule, &file);
    buf_adds(b, ", \"files\": [");
    for (size_t i = 0; i < n; i++) {
        buf_adds(b, i > 0 ? ", " : "");
        buf_json(b, file[i]);
    }
    buf_adds(b, "]}");
}

static void put_json(struct schedule *s)
{
    struct buf b = BUF_INIT;
    const char *comma = "\n";
    buf_addc(&b, '[');
    for (size_t i = 0; i < s->plan.n; i++) {
        if (is_shown(s, &s->plan.due[i])) {
            buf_adds(&b, comma);
            put_object(s, &s->plan.due[i], &b);
            comma = ",\n";
        }
    }
    buf_adds(&b, "\n]\n");
    fputs(buf_str(&b), stdout);
    buf_release(&b);
}

int command_due(const struct options *o, struct diag *d)
{
    struct schedule s;
    int rc = schedule_load(&s, o, d);
    if (rc == 0) {
        schedule_warn(&s, d);
        o->json ? put_json(&s) : put_text(&s);
    }
    schedule_release(&s);
    return rc;
}
