#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/decimal.h"
#include "base/file.h"
#include "base/heap.h"
#include "base/names.h"
#include "base/sha256.h"
#include "base/str.h"
#include "cli/known_files.h"
#include "cli/run.h"
#include "cli/viewer.h"
#include "layout/layout.h"
#include "xml/xml.h"

/* A look at pages is no edition: it has a folder of its own. */
#define PREVIEW_SUFFIX "-vorschau"
#define MAX_PAGE       100000u

/* "7", "3-5" or the id of a place; 0 or -1. */
static int read_span(const char *typed, struct page_span *span)
{
    size_t n = strspn(typed, "0123456789");
    unsigned first = 0, last = 0;
    *span = (struct page_span){.id = n == 0 ? typed : NULL};
    if (n == 0)
        return typed[0] != '\0' && typed[0] != '-' ? 0 : -1;
    bool good = decimal_uint(typed, n, MAX_PAGE, &first) && first > 0;
    last = first;
    if (typed[n] == '-')
        good = good && decimal_uint(typed + n + 1, strlen(typed + n + 1), MAX_PAGE, &last);
    else
        good = good && typed[n] == '\0';
    span->from = first - 1;
    span->to = last;
    return good && last >= first ? 0 : -1;
}

/* "gemeinde", "gemeinde.xml", "templates/gemeinde.xml" are the same template. */
static const char *template_name(struct run *r, const char *typed)
{
    const char *dir = r->options->templates;
    size_t n = strlen(dir);
    while (n > 1 && dir[n - 1] == '/')
        n--;
    if (strncmp(typed, "./", 2) == 0)
        typed += 2;
    if (strncmp(typed, dir, n) == 0 && typed[n] == '/')
        typed += n + 1;
    return str_ends(typed, ".xml") ? typed : arena_printf(r->arena, "%s.xml", typed);
}

/* Templates of reports; theme.xml is none. */
static const char *all_templates(struct run *r, const char *wanted, const char **guess)
{
    struct buf b = BUF_INIT;
    size_t n = 0, listed = 0;
    char **names = dir_list(r->arena, r->options->templates, ".xml", &n);
    const char **reports = arena_array(r->arena, n + 1, sizeof *reports);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(names[i], "theme.xml"))
            continue;
        reports[listed++] = names[i];
        buf_printf(&b, "%s%s", b.len > 0 ? ", " : "", names[i]);
    }
    *guess = did_you_mean(r->arena, wanted, reports, listed);
    const char *text = arena_strdup(r->arena, b.len > 0 ? buf_str(&b) : "keine");
    buf_release(&b);
    return text;
}

static const char *find_template(struct run *r, const char *typed, struct diag *d)
{
    const char *name = template_name(r, typed);
    const char *path = path_inside(r->arena, r->options->templates, name);
    if (path != NULL && file_exists(path) && !str_eq(name, "theme.xml"))
        return name;
    const char *guess;
    const char *all = all_templates(r, name, &guess);
    DIAG_PLAIN(d, PREVIEW_NO_TEMPLATE, typed, r->options->templates, guess, all);
    return NULL;
}

/* As edition.xml makes it; a template that it does not name yet can be looked at, too. */
static struct job job_of(struct run *r, const char *template, uint32_t area)
{
    size_t n = 0;
    struct job *jobs = run_jobs(r, area, &n);
    for (size_t i = 0; i < n; i++) {
        if (str_eq(jobs[i].rule->template_name, template))
            return jobs[i];
    }
    struct report_rule *rule = arena_alloc(r->arena, sizeof *rule);
    rule->template_name = template;
    const char *stem = arena_strndup(r->arena, template, strlen(template) - strlen(".xml"));
    return (struct job){area, rule,
                        arena_printf(r->arena, "%s_%s.pdf", str_file_name(r->arena, stem),
                                     areas_at(r->areas, area)->key)};
}

/* Ids of the blocks, into ids where it is not NULL; their number. */
static size_t list_ids(const struct document *doc, const char **ids)
{
    bool leaving = false;
    size_t n = 0;
    const struct doc_node *at = NULL;
    while ((at = document_next(doc->root, at, &leaving)) != NULL) {
        if (leaving || at->id == NULL || at->kind >= DOC_TEXT)
            continue;
        if (ids != NULL)
            ids[n] = at->id;
        n++;
    }
    return n;
}

static void report_no_place(struct run *r, const struct document *doc,
                            const struct page_span *span, struct diag *d)
{
    if (span->id == NULL) {
        const char *pages = arena_printf(r->arena, "%u Seiten", (unsigned)span->n_pages);
        DIAG_PLAIN(d, PREVIEW_NO_PAGE, arena_printf(r->arena, "%u", (unsigned)span->from + 1),
                   span->n_pages == 1 ? "nur eine Seite" : pages);
        return;
    }
    size_t n = list_ids(doc, NULL);
    const char **ids = arena_array(r->arena, n + 1, sizeof *ids);
    list_ids(doc, ids);
    DIAG_PLAIN(d, PREVIEW_NO_ID, span->id, did_you_mean(r->arena, span->id, ids, n));
}

/* As far as it can be made, whatever messages there are; 0 or -1. */
static int write_pages(struct run *r, const struct job *job, const struct document *doc,
                       struct page_span *span, struct diag *d)
{
    struct metrics metrics = fonts_metrics(r->fonts);
    struct pages *list = layout_pages(doc, r->theme, &metrics, span, d);
    struct buf out = BUF_INIT;
    int rc = 0;
    if (list->n_pages == 0) {
        report_no_place(r, doc, span, d);
    } else if (pdf_write(list, r->fonts, &out, d) == 0) {
        const char *dir = arena_printf(r->arena, "%s/%s%s", r->options->output, r->edition.name,
                                       PREVIEW_SUFFIX);
        const char *file =
            arena_printf(r->arena, "%.*s_%s%s.pdf", (int)(strlen(job->file) - strlen(".pdf")),
                         job->file, span->id == NULL ? "Seite_" : "",
                         str_file_name(r->arena, r->options->args[2]));
        const char *path = path_join(r->arena, dir, file);
        rc = file_make_dir(dir, d) == 0 ? file_write(path, out.data, out.len, d) : -1;
        if (rc == 0)
            puts(path);
        if (rc == 0 && r->options->open)
            viewer_open(path, d);
    }
    buf_release(&out);
    pages_free(list);
    return rc;
}

static int preview(struct run *r, const char *template, uint32_t area, struct page_span *span,
                   struct diag *d)
{
    struct job job = job_of(r, template, area);
    compose_use_hints(r->compose);
    bool good = compose_check(r->compose, template, d) == 0;
    bool report = good || compose_is_report(r->compose, template);
    struct document *doc = report ? run_document(r, &job, d) : NULL;
    if (doc != NULL && !diag_has_errors(d))
        document_check(doc, d);
    int rc = doc != NULL ? write_pages(r, &job, doc, span, d) : 0;
    document_free(doc);
    return rc;
}

int command_preview(const struct options *o, struct diag *d)
{
    struct page_span span;
    if (read_span(o->args[2], &span) != 0) {
        DIAG_PLAIN(d, PREVIEW_BAD_PAGE, o->args[2]);
        return COMMAND_USAGE;
    }
    heap_large_pages();
    struct options own = *o; /* a look needs no attached figures */
    own.no_data = true;
    struct run r;
    struct known_files *known = known_files_use(o->output);
    int rc = run_load(&r, &own, RUN_CONFIG, d);
    const char *template = rc == 0 ? find_template(&r, o->args[0], d) : NULL;
    uint32_t area = rc == 0 ? run_area(&r, o->args[1], d) : AREA_NONE;
    if (template != NULL && area != AREA_NONE) {
        rc = run_deepen(&r, RUN_REPORTS, d);
        rc = rc == 0 ? preview(&r, template, area, &span, d) : rc;
    }
    run_release(&r);
    known_files_end(known);
    return rc;
}
