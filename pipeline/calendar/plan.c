#include "calendar/plan.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/str.h"

const char *due_state_text(enum due_state s)
{
    static const char *const text[DUE_STATE_COUNT] = {"später",   "fällig", "erstellt",
                                                      "versäumt", "vorbei", "abgesagt"};
    return text[s];
}

const char *due_rule_text(struct arena *a, const struct due_rule *r)
{
    if (r->before == 0) {
        return "am Tag der Sitzung";
    }
    const char *unit = r->working_days ? r->before == 1 ? "Arbeitstag" : "Arbeitstage"
                       : r->before == 1 ? "Tag"
                                        : "Tage";
    return arena_printf(a, "%d %s vor der Sitzung", r->before, unit);
}

static int compare_key(const void *x, const void *y)
{
    return strcmp(*(const char *const *)x, *(const char *const *)y);
}

/* The keys of all sessions, sorted. */
static const char **keys_of(struct arena *a, const struct calendar *c)
{
    const char **key = arena_array(a, c->n_sessions + 1, sizeof *key);
    for (size_t i = 0; i < c->n_sessions; i++) {
        key[i] = c->session[i].key;
    }
    if (c->n_sessions > 1) {
        qsort(key, c->n_sessions, sizeof *key, compare_key);
    }
    return key;
}

static const struct made *find_made(const struct made_list *l, const struct session *s,
                                    const struct due_rule *r, const char *const *keys,
                                    size_t n_keys)
{
    for (size_t i = 0; i < made_count(l); i++) {
        const struct made *m = made_at(l, i);
        if (str_eq(m->key, s->key) && str_eq(m->suffix, r->suffix)) {
            return m;
        }
    }
    for (size_t i = 0; i < made_count(l); i++) {
        const struct made *m = made_at(l, i);
        if (m->session == s->day && str_eq(m->committee, s->committee->id) &&
            str_eq(m->suffix, r->suffix) &&
            bsearch(&m->key, keys, n_keys, sizeof *keys, compare_key) == NULL) {
            return m;
        }
    }
    return NULL;
}

static bool counts(const struct due_rule *r, const char *source)
{
    for (size_t i = 0; i < r->n_sources; i++) {
        if (str_eq(r->sources[i], source)) {
            return true;
        }
    }
    return r->n_sources == 0;
}

static void find_old(struct due *e, const struct data_source *source, size_t n, long today)
{
    for (size_t i = 0; i < n && e->rule->max_age > 0; i++) {
        long age = e->session->day - source[i].retrieved;
        if (age > e->rule->max_age && age > e->age && counts(e->rule, source[i].id)) {
            e->old = &source[i];
            e->age = age;
        }
    }
    e->warn = e->old != NULL && (e->state == DUE_NOW || e->state == DUE_LATER) &&
              today >= e->day - e->rule->warn_before;
}

static enum due_state state_of(const struct due *e, long today, long first)
{
    if (e->made != NULL) {
        return DUE_MADE;
    }
    if (e->session->cancelled) {
        return DUE_CANCELLED;
    }
    if (e->session->day < today) {
        return first == 0 || e->session->day < first ? DUE_OVER : DUE_MISSED;
    }
    return e->day <= today ? DUE_NOW : DUE_LATER;
}

static bool name_is_taken(const struct plan *p, const struct made_list *l, const char *name)
{
    for (size_t i = 0; i < p->n; i++) {
        if (str_eq(p->due[i].edition, name)) {
            return true;
        }
    }
    for (size_t i = 0; i < made_count(l); i++) {
        if (str_eq(made_at(l, i)->edition, name)) {
            return true;
        }
    }
    return false;
}

/* "2026-12-10-SOA"; a second session of the committee on that day gets "-2". */
static const char *edition_name(struct arena *a, const struct plan *p, const struct made_list *l,
                                const struct due *e)
{
    char iso[11];
    date_iso(e->session->day, iso);
    const char *suffix = e->rule->suffix;
    const char *base = arena_printf(a, "%s-%s%s%s", iso, e->session->committee->id,
                                    suffix[0] != '\0' ? "-" : "", suffix);
    const char *name = base;
    for (int i = 2; name_is_taken(p, l, name); i++) {
        name = arena_printf(a, "%s-%d", base, i);
    }
    return name;
}

struct plan plan_make(struct arena *a, const struct agenda *g, const struct calendar *c,
                      const struct made_list *made, const struct data_source *source,
                      size_t n_sources, long today)
{
    struct plan p = {.due = arena_array(a, c->n_sessions * g->n_rules + 1, sizeof *p.due)};
    const char **keys = keys_of(a, c);
    for (size_t i = 0; i < c->n_sessions; i++) {
        const struct session *s = &c->session[i];
        for (size_t k = 0; k < g->n_rules; k++) {
            const struct due_rule *r = &g->rule[k];
            struct due e = {.session = s, .rule = r};
            if (!str_eq(r->committee, s->committee->id)) {
                continue;
            }
            e.day = r->working_days ? working_days_before(s->day, r->before, &g->week)
                                    : s->day - r->before;
            e.made = find_made(made, s, r, keys, c->n_sessions);
            e.state = state_of(&e, today, made_first(made));
            e.moved = e.made != NULL && e.made->session != s->day;
            e.edition = e.made != NULL              ? e.made->edition
                        : e.state == DUE_CANCELLED ? ""
                                                    : edition_name(a, &p, made, &e);
            find_old(&e, source, n_sources, today);
            p.due[p.n++] = e;
        }
    }
    return p;
}
