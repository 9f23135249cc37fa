#include <stdlib.h>
#include <string.h>

#include "archive/lock.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/build.h"
#include "cli/hook.h"
#include "cli/journal.h"
#include "cli/schedule.h"
#include "cli/shipped.h"

#define LOCK_NAME ".sperre-sitzungen"

/* The messages of one edition go to those of the run. */
static void take(struct diag *from, struct diag *d)
{
    char *saved = diag_save(from);
    diag_load(d, saved);
    free(saved);
    diag_free(from);
}

static void tell(struct schedule *s, const struct due *e, const char *edition, bool success,
                 const struct diag *own, struct diag *d)
{
    struct arena *a = s->run.arena;
    char *messages = diag_text(own), session[11];
    date_iso(e->session->day, session);
    const char *folder = path_join(a, s->run.options->output, edition);
    struct hook_news news = {
        .success = success,
        .edition = edition,
        .folder = folder,
        .committee = e->session->committee->id,
        .session = session,
        .message = arena_printf(a, "%s\nSitzung: %s\nOrdner: %s\n\n%s",
                                success ? "Die Berichte sind erstellt."
                                        : "Die Berichte konnten nicht erstellt werden.",
                                schedule_session(s, e), folder, messages),
    };
    hook_tell(s->agenda, &news, d);
    free(messages);
}

/* The first version keeps its name; what was handed out is never replaced. */
static const char *next_version(struct schedule *s, const struct due *e)
{
    struct arena *a = s->run.arena;
    char iso[11];
    date_iso(e->session->day, iso);
    const char *suffix = e->rule->suffix, *name;
    int version = 1;
    do {
        version++;
        name = arena_printf(a, "%s-%s%s%s-Fassung%d", iso, e->session->committee->id,
                            suffix[0] != '\0' ? "-" : "", suffix, version);
    } while (file_exists(path_join(a, s->run.options->output, name)));
    return name;
}

/* Whether the edition stands and is on record. The record comes after the edition: a run that
 * is killed between the two finds the edition as it would make it, and only records it. */
static int make(struct schedule *s, const struct due *e, const char *edition, struct diag *d)
{
    struct options o = *s->run.options;
    struct diag *own = diag_new();
    o.edition = edition;
    o.only = e->rule->files;
    o.n_only = e->rule->n_files;
    bool good = build_edition(&o, own) == 0 && !diag_has_errors(own);
    if (good) {
        made_add(s->made, (struct made){e->session->key, e->session->committee->id,
                                        e->rule->suffix, e->session->day, edition, s->today,
                                        s->digest});
        if (made_write(s->made, o.output, d) != 0) {
            take(own, d);
            return -1;
        }
        journal_say("SB0101 Erstellt: %s, Sitzung %s", edition, schedule_session(s, e));
    } else {
        DIAG_PLAIN(d, SESSION_FAILED, edition, schedule_session(s, e));
    }
    tell(s, e, edition, good, own, d);
    take(own, d);
    return 0;
}

/* All, or those whose names were given. */
static bool is_named(const struct options *o, const struct due *e)
{
    bool named = o->n_args == 0;
    for (int i = 0; i < o->n_args; i++) {
        named = named || str_eq(o->args[i], e->edition);
    }
    return named;
}

/* 1 where something was made or tried, 0 where nothing was to do, -1. */
static int handle(struct schedule *s, const struct due *e, struct diag *d)
{
    if (!is_named(s->run.options, e)) {
        return 0;
    }
    if (e->state == DUE_NOW) {
        return make(s, e, e->edition, d) == 0 ? 1 : -1;
    }
    if (s->run.options->again && schedule_outdated(s, e)) {
        return make(s, e, next_version(s, e), d) == 0 ? 1 : -1;
    }
    if (s->run.options->again && e->state == DUE_MADE && e->session->day >= s->today) {
        journal_say("SB0103 Unverändert: %s%s", e->edition,
                    e->session->cancelled ? " (abgesagt)" : "");
    }
    return 0;
}

static void check_names(const struct schedule *s, const struct options *o, struct diag *d)
{
    for (int i = 0; i < o->n_args; i++) {
        bool found = false;
        for (size_t k = 0; k < s->plan.n; k++) {
            const struct due *e = &s->plan.due[k];
            found = found || ((e->state == DUE_NOW || e->state == DUE_MADE) &&
                              str_eq(e->edition, o->args[i]));
        }
        if (!found) {
            DIAG_PLAIN(d, SESSION_UNKNOWN_EDITION, o->args[i]);
        }
    }
}

static int run_all(struct schedule *s, struct diag *d)
{
    const char *output = s->run.options->output;
    size_t made = 0;
    schedule_warn(s, d);
    check_names(s, s->run.options, d);
    made_run(s->made, s->today);
    for (size_t i = 0; i < s->plan.n; i++) {
        int one = handle(s, &s->plan.due[i], d);
        if (one < 0) {
            return -1;
        }
        made += (size_t)one;
    }
    if (made == 0) {
        journal_say("SB0102 Nichts zu erstellen.");
    }
    return made_write(s->made, output, d);
}

int command_run_due(const struct options *o, struct diag *d)
{
    struct schedule s;
    int rc, lock;
    if (shipped_refused(o, d) != 0 || file_make_dir(o->output, d) != 0) {
        return -1;
    }
    lock = lock_take(o->output, LOCK_NAME, "run-due", SESSION_BUSY, d);
    if (lock < 0) {
        return -1;
    }
    rc = schedule_load(&s, o, d);
    if (rc == 0) {
        rc = run_all(&s, d);
    }
    schedule_release(&s);
    lock_give_back(lock);
    return rc;
}
