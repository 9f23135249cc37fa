#include "cli/records.h"

#include <string.h>

#include "base/buf.h"
#include "base/file.h"
#include "base/str.h"
#include "cli/checks.h"
#include "xml/xml.h"

enum record { AGENDA, PAPER, ACTIONS, ORDER, RECORDS };
enum { FIELDS = 5 }; /* Handlungsfelder */

static const struct { const char *name, *file, *grammar; } record[RECORDS] = {
    [AGENDA] = {"agenda", "agenda.xml", "agenda.rng"},
    [PAPER] = {"paper", "paper.xml", "paper.rng"},
    [ACTIONS] = {"actions", "actions.xml", "actions.rng"},
    [ORDER] = {"order", "print-order.xml", "print-order.rng"},
};

/* The earlier sibling of n's name with the same value of the attribute, and of the second
 * one where that is asked for; NULL if there is none. */
static const struct xml_node *earlier_same(const struct xml_node *n, const char *attr,
                                           const char *second)
{
    const struct xml_node *e = xml_child(xml_parent(n), xml_name(n));
    for (; e != n; e = xml_next_same(e)) {
        if (str_eq(xml_attr(e, attr), xml_attr(n, attr)) &&
            (second == NULL || str_eq(xml_attr(e, second), xml_attr(n, second)))) {
            return e;
        }
    }
    return NULL;
}

static const char *line_of(struct run *r, const struct xml_node *n, const char *attr)
{
    return arena_printf(r->arena, "%d", xml_attr_place(n, attr).line);
}

/* A cross-cutting theme names indicators of the catalogue. */
static void check_themes(struct run *r, const struct xml_node *agenda, struct diag *d)
{
    const struct xml_node *n = xml_child(agenda, "querschnittsthema");
    for (; n != NULL; n = xml_next_same(n)) {
        const char *p = xml_attr(n, "indicators");
        for (p = p != NULL ? p + strspn(p, " ") : ""; *p != '\0'; p += strspn(p, " ")) {
            const char *id = arena_strndup(r->arena, p, strcspn(p, " "));
            p += strlen(id);
            if (catalogue_find_indicator(r->catalogue, id) == CATALOGUE_NONE)
                XML_REPORT(d, AGENDA_INDICATOR, n, "indicators", id);
        }
    }
}

static void check_agenda(struct run *r, const struct xml_node *agenda, struct diag *d)
{
    check_themes(r, agenda, d);
    const struct xml_node *n = xml_child(agenda, "committee");
    for (; n != NULL; n = xml_next_same(n)) {
        const struct xml_node *e = earlier_same(n, "id", NULL);
        if (e != NULL) {
            XML_REPORT(d, AGENDA_COMMITTEE_TWICE, n, "id", xml_attr(n, "id"),
                       line_of(r, e, "id"));
        }
    }
}

static bool has_committee(const struct xml_node *agenda, const char *id)
{
    const struct xml_node *n = agenda != NULL ? xml_child(agenda, "committee") : NULL;
    while (n != NULL && !str_eq(xml_attr(n, "id"), id)) {
        n = xml_next_same(n);
    }
    return n != NULL;
}

/* "KT (Kreistag), SOA (Sozialausschuss)" */
static const char *committees(struct run *r, const struct xml_node *agenda)
{
    struct buf b = BUF_INIT;
    const struct xml_node *n = agenda != NULL ? xml_child(agenda, "committee") : NULL;
    for (; n != NULL; n = xml_next_same(n)) {
        buf_printf(&b, "%s%s (%s)", b.len > 0 ? ", " : "", xml_attr(n, "id"),
                   xml_attr(n, "name"));
    }
    const char *text = arena_strdup(r->arena, b.len > 0 ? buf_str(&b) : "keine");
    buf_release(&b);
    return text;
}

static void check_session(struct run *r, const struct xml_node *n, const struct xml_node *agenda,
                          struct diag *d)
{
    const char *id = xml_attr(n, "committee"), *day = xml_attr(n, "date");
    const char *made = xml_attr(xml_parent(n), "date");
    const struct xml_node *e = earlier_same(n, "committee", "date");
    if (!has_committee(agenda, id)) {
        XML_REPORT_AT(d, PAPER_COMMITTEE, n, "committee", 0, id, committees(r, agenda));
    }
    if (e != NULL) {
        XML_REPORT(d, PAPER_SESSION_TWICE, n, "committee", id, day, line_of(r, e, "committee"));
    }
    if (strcmp(day, made) < 0) { /* both JJJJ-MM-TT */
        XML_REPORT_AT(d, PAPER_SESSION_EARLY, n, "date", 0, day, made);
    }
}

static void check_paper(struct run *r, const struct xml_node *paper,
                        const struct xml_node *agenda, struct diag *d)
{
    const struct xml_node *n = xml_child(paper, "session");
    for (; n != NULL; n = xml_next_same(n)) {
        check_session(r, n, agenda, d);
    }
    for (n = xml_child(paper, "annex"); n != NULL; n = xml_next_same(n)) {
        const struct xml_node *e = earlier_same(n, "number", NULL);
        if (e != NULL) {
            XML_REPORT_AT(d, PAPER_ANNEX_TWICE, n, "number", 0, xml_attr(n, "number"),
                          line_of(r, e, "number"));
        }
    }
}

static bool has_report(const struct run *r, int field)
{
    for (size_t i = 0; i < r->n_rules; i++) {
        if (r->rules[i].field == field) {
            return true;
        }
    }
    return false;
}

/* One message for each field, at its first entry. */
static void check_fields(struct run *r, const struct xml_node *actions, struct diag *d)
{
    for (int field = 1; field <= FIELDS; field++) {
        const struct xml_node *first = NULL;
        int count = 0;
        for (const struct xml_node *n = xml_first(actions); n != NULL; n = xml_next(n)) {
            if (xml_attr_int(n, "field", 0, d) == field) {
                first = first == NULL ? n : first;
                count++;
            }
        }
        if (first != NULL && !has_report(r, field)) {
            XML_REPORT_AT(d, ACTIONS_NO_REPORT, first, "field", 0,
                          arena_printf(r->arena, "%d", field),
                          arena_printf(r->arena, "%d", count));
        }
    }
}

static void check_actions(struct run *r, const struct xml_node *actions, struct diag *d)
{
    check_fields(r, actions, d);
    const struct xml_node *n = xml_child(actions, "action");
    for (; n != NULL; n = xml_next_same(n)) {
        const char *state = xml_attr(n, "state");
        if ((str_eq(state, "done") || str_eq(state, "stopped")) &&
            xml_attr(n, "decides") != NULL) {
            XML_REPORT(d, ACTION_DECIDED, n, "decides",
                       str_eq(state, "done") ? "abgeschlossen" : "beendet");
        }
    }
}

/* Names of the edition's files as a print order has them: without "_Druck" and ".pdf". */
static const char **order_files(struct run *r, size_t *n)
{
    const struct job *jobs = run_all_jobs(r, n);
    const char **files = arena_array(r->arena, *n + 1, sizeof *files);
    for (size_t i = 0; i < *n; i++) {
        size_t len = strcspn(jobs[i].file, ".") - (r->options->print ? strlen("_Druck") : 0);
        files[i] = arena_strndup(r->arena, jobs[i].file, len);
    }
    return files;
}

/* What is to be printed is a report of the edition, and there is time to print it. */
static void check_order(struct run *r, const struct xml_node *order, struct diag *d)
{
    size_t n_files = 0;
    const char **files = order_files(r, &n_files);
    const struct xml_node *n = r->options->annex ? NULL : xml_child(order, "item");
    for (; n != NULL; n = xml_next_same(n)) {
        const char *file = xml_attr(n, "file");
        size_t i = 0;
        while (i < n_files && !str_eq(files[i], file)) {
            i++;
        }
        if (i == n_files) {
            XML_REPORT_AT(d, ORDER_FILE, n, "file", 0, file,
                          did_you_mean(r->arena, file, files, n_files));
        }
    }
    if (strcmp(xml_attr(order, "due"), xml_attr(order, "date")) < 0) { /* both JJJJ-MM-TT */
        XML_REPORT_AT(d, ORDER_DUE, order, "due", 0, xml_attr(order, "due"),
                      xml_attr(order, "date"));
    }
}

int records_load(struct run *r, struct diag *d)
{
    const char *inputs = r->options->inputs;
    struct xml_doc *doc[RECORDS] = {NULL};
    const struct xml_node *root[RECORDS] = {NULL};
    int rc = 0;
    for (size_t i = 0; i < RECORDS; i++) {
        if (file_exists(path_join(r->arena, inputs, record[i].file))) {
            doc[i] = xml_load(inputs, record[i].file, record[i].grammar, d);
            rc = doc[i] == NULL ? -1 : rc;
        }
        root[i] = doc[i] != NULL ? xml_root(doc[i]) : NULL;
        compose_use_record(r->compose, record[i].name, root[i]);
    }
    /* A paper for the council is number, date and proposal; a report can do without actions. */
    compose_need_record(r->compose, record[PAPER].name, record[PAPER].file);
    if (root[AGENDA] != NULL) {
        check_agenda(r, root[AGENDA], d);
    }
    if (root[PAPER] != NULL && rc == 0) { /* an agenda that cannot be read names nobody */
        check_paper(r, root[PAPER], root[AGENDA], d);
    }
    if (root[ACTIONS] != NULL) {
        check_actions(r, root[ACTIONS], d);
    }
    if (root[ORDER] != NULL) {
        check_order(r, root[ORDER], d);
    }
    for (size_t i = 0; i < RECORDS; i++) {
        xml_free(doc[i]);
    }
    return checks_record(r, d) != 0 ? -1 : rc;
}
