#include "calendar/agenda.h"

#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/str.h"
#include "base/utf8.h"
#include "xml/xml.h"

static size_t count(const struct xml_node *n, const char *name)
{
    size_t found = 0;
    for (const struct xml_node *c = xml_child(n, name); c != NULL; c = xml_next_same(c)) {
        found++;
    }
    return found;
}

/* Attribute attr of all children of that name, or with NULL their texts. */
static const char *const *values(struct arena *a, const struct xml_node *n, const char *name,
                                 const char *attr, size_t *found)
{
    *found = count(n, name);
    const char **list = arena_array(a, *found + 1, sizeof *list);
    size_t i = 0;
    for (const struct xml_node *c = xml_child(n, name); c != NULL; c = xml_next_same(c)) {
        list[i++] = attr != NULL ? arena_strdup(a, xml_attr(c, attr)) : xml_text(a, c);
    }
    return list;
}

static const char *kept(struct arena *a, const struct xml_node *n, const char *attr,
                        const char *otherwise)
{
    const char *value = xml_attr(n, attr);
    return arena_strdup(a, value != NULL ? value : otherwise);
}

static struct place kept_place(struct arena *a, const struct xml_node *n, const char *attr)
{
    struct place at = xml_attr_place(n, attr);
    at.file = arena_strdup(a, at.file);
    return at;
}

static void read_committees(struct agenda *g, const struct xml_node *root)
{
    size_t n = count(root, "committee"), i = 0;
    struct committee *list = arena_array(g->arena, n + 1, sizeof *list);
    const struct xml_node *c = xml_child(root, "committee");
    for (; c != NULL; c = xml_next_same(c), i++) {
        list[i].id = kept(g->arena, c, "id", "");
        list[i].name = kept(g->arena, c, "name", "");
        list[i].called = values(g->arena, c, "called", NULL, &list[i].n_called);
    }
    g->committee = list;
    g->n_committees = n;
}

/* "12-24", "2026-12-28" */
static bool read_day(const struct xml_node *n, const char *attr, struct date *out,
                     struct diag *d)
{
    const char *s = xml_attr(n, attr);
    if (s == NULL || !date_parse(s, strlen(s), out) || out->month == 0) {
        XML_REPORT(d, AGENDA_BAD_DAY, n, s != NULL ? attr : NULL, s != NULL ? s : "");
        return false;
    }
    return true;
}

/* 29 February is one, in some years. */
static bool date_in_year(int month, int day)
{
    struct date then = {2024, month, day}, found = date_of_days(date_days(then));
    return found.month == month && found.day == day;
}

static bool read_free(const struct xml_node *n, struct free_days *f, struct diag *d)
{
    const char *yearly = xml_attr(n, "day");
    struct date from, to;
    if (yearly != NULL) { /* the grammar knows its form */
        f->month = (yearly[0] - '0') * 10 + yearly[1] - '0';
        f->day = (yearly[3] - '0') * 10 + yearly[4] - '0';
        if (date_in_year(f->month, f->day)) {
            return true;
        }
        XML_REPORT(d, AGENDA_BAD_DAY, n, "day", yearly);
        return false;
    }
    if (!read_day(n, "from", &from, d) || !read_day(n, "to", &to, d)) {
        return false;
    }
    f->first = date_days(from);
    f->last = date_days(to);
    return true;
}

static void read_week(struct agenda *g, const struct xml_node *n, struct diag *d)
{
    const char *land = xml_attr(n, "land");
    struct free_days *list = arena_array(g->arena, count(n, "free") + 1, sizeof *list);
    if (land != NULL) {
        land_named(land, &g->week.land); /* the grammar knows them all */
    }
    const struct xml_node *f = xml_child(n, "free");
    for (; f != NULL; f = xml_next_same(f)) {
        g->week.n_free += read_free(f, &list[g->week.n_free], d);
    }
    g->week.free = list;
}

/* Two rules of a committee would give their editions the same name. */
static bool is_taken(const struct due_rule *list, size_t n, const struct due_rule *rule)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(list[i].committee, rule->committee) && str_eq(list[i].suffix, rule->suffix)) {
            return true;
        }
    }
    return false;
}

static void read_rules(struct agenda *g, const struct xml_node *n, struct diag *d)
{
    struct due_rule *list = arena_array(g->arena, count(n, "due") + 1, sizeof *list);
    const struct xml_node *c = xml_child(n, "due");
    for (; c != NULL; c = xml_next_same(c)) {
        struct due_rule rule = {
            .committee = kept(g->arena, c, "committee", ""),
            .suffix = kept(g->arena, c, "suffix", ""),
            .before = xml_attr_int(c, "before", 0, d),
            .working_days = str_eq(xml_attr(c, "count"), "working-days"),
            .max_age = xml_attr_int(c, "max-age", 0, d),
            .warn_before = xml_attr_int(c, "warn-before", 30, d),
            .at = kept_place(g->arena, c, "committee"),
        };
        rule.sources = values(g->arena, c, "data", "source", &rule.n_sources);
        rule.files = values(g->arena, c, "report", "file", &rule.n_files);
        if (agenda_committee(g, rule.committee) == NULL) {
            XML_REPORT_AT(d, AGENDA_NO_COMMITTEE, c, "committee", 0, rule.committee);
        } else if (is_taken(list, g->n_rules, &rule)) {
            XML_REPORT(d, AGENDA_RULE_TWICE, c, "committee", rule.committee);
        } else {
            list[g->n_rules++] = rule;
        }
    }
    g->rule = list;
}

static void read_hooks(struct agenda *g, const struct xml_node *n, struct diag *d)
{
    const struct xml_node *c = xml_child(n, "hook");
    for (; c != NULL; c = xml_next_same(c)) {
        struct hook *h = str_eq(xml_attr(c, "on"), "failure") ? &g->failure : &g->success;
        if (h->command != NULL) {
            XML_REPORT(d, AGENDA_HOOK_TWICE, c, "on", xml_attr(c, "on"));
            continue;
        }
        h->command = kept(g->arena, c, "command", "");
        h->shell = str_eq(xml_attr(c, "shell"), "yes");
        h->args = values(g->arena, c, "arg", NULL, &h->n_args);
        h->seconds = xml_attr_int(c, "seconds", 60, d);
        if (!h->shell && h->command[0] != '/') {
            XML_REPORT(d, AGENDA_HOOK_PATH, c, "command", h->command);
            h->command = NULL;
        }
    }
}

struct agenda *agenda_load(const char *inputs, struct diag *d)
{
    struct xml_doc *doc = xml_load(inputs, "agenda.xml", "agenda.rng", d);
    if (doc == NULL) {
        return NULL;
    }
    struct arena *a = arena_new();
    struct agenda *g = arena_alloc(a, sizeof *g);
    *g = (struct agenda){.arena = a, .week = {.land = LAND_BW}};
    read_committees(g, xml_root(doc));
    const struct xml_node *n = xml_child(xml_root(doc), "sessions");
    if (n != NULL) {
        g->calendar = kept(a, n, "calendar", "");
        g->at = kept_place(a, n, "calendar");
        read_week(g, n, d);
        read_rules(g, n, d);
        read_hooks(g, n, d);
    }
    xml_free(doc);
    return g;
}

void agenda_free(struct agenda *g)
{
    if (g != NULL) {
        arena_free(g->arena);
    }
}

const struct committee *agenda_committee(const struct agenda *g, const char *id)
{
    for (size_t i = 0; i < g->n_committees; i++) {
        if (str_eq(g->committee[i].id, id)) {
            return &g->committee[i];
        }
    }
    return NULL;
}

static bool is_letter(const char *p)
{
    const char *end = p + strlen(p);
    uint32_t c = p < end ? utf8_next(&p, end) : 0;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c >= 0xC0 && c != UTF8_BAD && c != 0x2013 && c != 0x2014);
}

/* Words in lower case with umlauts spelt out, one blank between them and at both ends. */
static char *words_of(struct arena *a, const char *text)
{
    struct buf b = BUF_INIT;
    buf_addc(&b, ' ');
    for (const char *p = text; *p != '\0';) {
        const char *begin = p, *end = p + strlen(p);
        while (is_letter(p)) {
            utf8_next(&p, end);
        }
        if (p > begin) {
            buf_adds(&b, str_fold(a, arena_strndup(a, begin, (size_t)(p - begin))));
            buf_addc(&b, ' ');
        } else {
            utf8_next(&p, end);
        }
    }
    char *out = arena_strdup(a, buf_str(&b));
    buf_release(&b);
    return out;
}

enum { ENDING = 2 /* letters: „des Sozialausschusses“, „des Kreistags“ */ };

/* Length of the name where the text speaks of it, else 0. */
static size_t speaks_of(struct arena *a, const char *text, const char *name)
{
    char *wanted = words_of(a, name);
    size_t n = strlen(wanted) - 1; /* without the blank at the end */
    if (n <= 1) {
        return 0;
    }
    wanted[n] = '\0';
    for (const char *p = text; (p = strstr(p, wanted)) != NULL; p++) {
        if (strcspn(p + n, " ") <= ENDING) {
            return n;
        }
    }
    return 0;
}

/* The id is a word of its own, written just so: "SOA". */
static bool names_id(const char *text, const char *id)
{
    size_t n = strlen(id);
    for (const char *p = text; n > 0 && (p = strstr(p, id)) != NULL; p++) {
        bool begins = p == text || (!is_letter(p - 1) && (unsigned char)p[-1] < 0x80);
        if (begins && !is_letter(p + n)) {
            return true;
        }
    }
    return false;
}

const struct committee *agenda_committee_in(const struct agenda *g, const char *text)
{
    struct arena *a = arena_new();
    const char *words = words_of(a, text);
    const struct committee *best = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < g->n_committees; i++) {
        const struct committee *c = &g->committee[i];
        size_t n = speaks_of(a, words, c->name);
        for (size_t k = 0; k < c->n_called; k++) {
            size_t other = speaks_of(a, words, c->called[k]);
            n = other > n ? other : n;
        }
        n = n == 0 && names_id(text, c->id) ? 1 : n;
        if (n > longest) {
            longest = n;
            best = c;
        }
    }
    arena_free(a);
    return best;
}
