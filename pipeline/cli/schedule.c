#include "cli/schedule.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/german.h"
#include "base/str.h"
#include "cli/build.h"

enum { BACK = 31, AHEAD = 400 /* [days] */ };

static const char *day_text(struct arena *a, long day)
{
    char iso[11];
    date_iso(day, iso);
    return german_date(a, iso);
}

static const struct data_source *data_sources(struct run *r, size_t *n)
{
    *n = catalogue_sources(r->catalogue);
    struct data_source *list = arena_array(r->arena, *n + 1, sizeof *list);
    for (uint32_t i = 0; i < *n; i++) {
        const struct source *s = catalogue_source(r->catalogue, i);
        struct date day = {1970, 1, 1};
        date_parse(s->retrieved, strlen(s->retrieved), &day); /* the grammar knows its form */
        list[i] = (struct data_source){s->id, s->title, date_days(day)};
    }
    return list;
}

/* Names that nothing else would miss: of sources and of files. */
static void check_rules(struct schedule *s, const struct data_source *source, size_t n,
                        struct diag *d)
{
    size_t n_jobs = 0;
    const struct job *jobs = run_jobs(&s->run, AREA_NONE, &n_jobs);
    for (size_t i = 0; i < s->agenda->n_rules; i++) {
        const struct due_rule *r = &s->agenda->rule[i];
        for (size_t k = 0; k < r->n_sources; k++) {
            size_t found = 0;
            while (found < n && !str_eq(source[found].id, r->sources[k])) {
                found++;
            }
            if (found == n) {
                DIAG_AT(d, SESSION_NO_SOURCE, r->at, r->sources[k]);
            }
        }
        for (size_t k = 0; k < r->n_files; k++) {
            size_t found = 0;
            while (found < n_jobs && !str_starts(jobs[found].file, r->files[k])) {
                found++;
            }
            if (found == n_jobs) {
                DIAG_AT(d, SESSION_NO_REPORT, r->at, r->files[k], r->committee);
            }
        }
    }
}

int schedule_load(struct schedule *s, const struct options *o, struct diag *d)
{
    *s = (struct schedule){.today = 0};
    if (run_load(&s->run, o, RUN_CONFIG, d) != 0) {
        return -1;
    }
    if (clock_today(o->date, &s->today, d) != 0) {
        return COMMAND_USAGE;
    }
    s->agenda = agenda_load(o->inputs, d);
    if (s->agenda == NULL) {
        return -1;
    }
    if (s->agenda->calendar == NULL || s->agenda->n_rules == 0) {
        DIAG_PLAIN(d, SESSIONS_NONE, NULL);
        return -1;
    }
    long from = s->today - BACK, until = s->today + AHEAD;
    if (o->year != 0) {
        from = date_days((struct date){(int)o->year, 1, 1});
        until = date_days((struct date){(int)o->year, 12, 31});
    }
    s->calendar = calendar_load(o->inputs, s->agenda, from, until, d);
    s->made = made_load(o->output, d);
    if (s->calendar == NULL || s->made == NULL || build_digest(&s->run, s->digest, d) != 0) {
        return -1;
    }
    size_t n = 0;
    const struct data_source *source = data_sources(&s->run, &n);
    check_rules(s, source, n, d);
    s->plan = plan_make(s->run.arena, s->agenda, s->calendar, s->made, source, n, s->today);
    return 0;
}

void schedule_release(struct schedule *s)
{
    made_free(s->made);
    calendar_free(s->calendar);
    agenda_free(s->agenda);
    run_release(&s->run);
}

const char *schedule_session(const struct schedule *s, const struct due *e)
{
    return arena_printf(s->run.arena, "%s am %s", e->session->committee->name,
                        day_text(s->run.arena, e->session->day));
}

bool schedule_outdated(const struct schedule *s, const struct due *e)
{
    return e->state == DUE_MADE && e->session->day >= s->today && !e->session->cancelled &&
           strcmp(e->made->inputs, s->digest) != 0;
}

static const char *days(struct arena *a, long n)
{
    return arena_printf(a, "%ld %s", n, n == 1 ? "Tag" : "Tage");
}

static void warn_of(struct schedule *s, const struct due *e, struct diag *d)
{
    struct arena *a = s->run.arena;
    const char *session = schedule_session(s, e);
    bool ahead = e->session->day >= s->today;
    if (e->warn) {
        DIAG_AT(d, SESSION_DATA_OLD, e->rule->at, session, e->old->id, days(a, e->age),
                days(a, e->rule->max_age), day_text(a, e->day));
    }
    if (e->state == DUE_MISSED) {
        DIAG_PLAIN(d, SESSION_MISSED, session, e->edition);
    }
    if (e->made != NULL && e->session->cancelled && ahead) {
        DIAG_PLAIN(d, SESSION_MADE_CANCELLED, session, e->edition);
    } else if (e->moved && ahead) {
        DIAG_PLAIN(d, SESSION_MOVED, session, e->edition,
                   schedule_outdated(s, e)
                       ? arena_printf(a, "; die Eingaben haben sich geändert, neu mit "
                                         "„sozialbericht run-due --again %s“", e->edition)
                       : "; an den Eingaben hat sich nichts geändert");
    }
}

void schedule_warn(struct schedule *s, struct diag *d)
{
    for (size_t i = 0; i < s->plan.n; i++) {
        warn_of(s, &s->plan.due[i], d);
    }
    if (made_last(s->made) > s->today) {
        DIAG_PLAIN(d, SESSION_CLOCK_BACK, day_text(s->run.arena, s->today),
                   day_text(s->run.arena, made_last(s->made)));
    }
}

size_t schedule_reports(struct schedule *s, const struct due_rule *r, const char ***file)
{
    struct options own = *s->run.options;
    const struct options *kept = s->run.options;
    size_t n = 0;
    own.only = r->files;
    own.n_only = r->n_files;
    s->run.options = &own;
    struct job *jobs = run_jobs(&s->run, AREA_NONE, &n);
    s->run.options = kept;
    *file = arena_array(s->run.arena, n + 1, sizeof **file);
    for (size_t i = 0; i < n; i++) {
        (*file)[i] = jobs[i].file;
    }
    return n;
}
