#include "cli/run.h"

#include <stdlib.h>
#include <string.h>

#include "archive/recorded.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/names.h"
#include "base/sha256.h"
#include "base/share.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/checks.h"
#include "cli/kept.h"
#include "cli/protection.h"
#include "cli/records.h"
#include "cli/shipped.h"
#include "compose/words.h"
#include "guard/perturb.h"
#include "guard/record.h"
#include "guard/revised.h"
#include "layout/layout.h"
#include "xml/xml.h"

static enum area_kind kind_named(const char *s)
{
    return str_eq(s, "kreis") ? AREA_KREIS : str_eq(s, "group") ? AREA_GROUP : AREA_GEMEINDE;
}

bool run_good_name(const char *name)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    return name[0] != '\0' && name[0] != '.' && strspn(name, allowed) == strlen(name) &&
           strlen(name) <= 100 && share_name_fault(name) == NULL;
}

static const char *kept_attr(struct run *r, const struct xml_node *n, const char *name)
{
    const char *value = xml_attr(n, name);
    return value != NULL ? arena_strdup(r->arena, value) : NULL;
}

static struct place kept_place(struct run *r, const struct xml_node *n, const char *name)
{
    struct place at = xml_attr_place(n, name);
    at.file = arena_strdup(r->arena, at.file);
    return at;
}

static int load_edition(struct run *r, struct diag *d)
{
    struct xml_doc *doc = xml_load(r->options->inputs, "edition.xml", "edition.rng", d);
    if (doc == NULL) {
        return -1;
    }
    const struct xml_node *root = xml_root(doc);
    const struct xml_node *mark = xml_child(root, "mark");
    const char *name = r->options->edition ? r->options->edition : xml_attr(root, "name");
    r->edition = (struct edition){
        .name = arena_strdup(r->arena, name),
        .title = arena_strdup(r->arena, xml_attr(root, "title")),
        .date = arena_strdup(r->arena, xml_attr(root, "date")),
        .publisher = xml_text(r->arena, xml_child(root, "publisher")),
        .version = sozialbericht_version,
        .mark = mark != NULL ? xml_text(r->arena, mark) : NULL,
        .revisions = r->options->revisions != NULL ? r->options->revisions
                                                   : kept_attr(r, root, "revisions"),
    };
    r->retain_until = kept_attr(r, root, "retain-until");
    if (r->retain_until != NULL && strcmp(r->retain_until, r->edition.date) < 0) {
        XML_REPORT_AT(d, EDITION_RETAIN, root, "retain-until", 0, r->retain_until,
                      r->edition.date); /* both JJJJ-MM-TT */
    }
    for (const struct xml_node *n = xml_child(root, "report"); n; n = xml_next_same(n)) {
        r->n_rules++;
    }
    r->rules = arena_array(r->arena, r->n_rules, sizeof *r->rules);
    size_t i = 0;
    for (const struct xml_node *n = xml_child(root, "report"); n; n = xml_next_same(n)) {
        r->rules[i++] = (struct report_rule){
            .template_name = arena_strdup(r->arena, xml_attr(n, "template")),
            .file = arena_strdup(r->arena, xml_attr(n, "file")),
            .at = kept_place(r, n, "file"),
            .kind = kind_named(xml_attr(n, "for")),
            .annex = kept_attr(r, n, "annex"),
            .paper = kept_attr(r, n, "paper"),
            .field = xml_attr_int(n, "field", 0, d),
            .single = xml_attr(n, "edition") != NULL,
        };
    }
    xml_free(doc);
    if (!run_good_name(r->edition.name)) {
        DIAG_PLAIN(d, EDITION_BAD_NAME, r->edition.name);
        return -1;
    }
    return 0;
}

const char *const *run_boundary_keys(const struct areas *areas, struct arena *a, size_t *n)
{
    const struct area *kreis = areas_at(areas, areas_district(areas));
    const char **keys = arena_array(a, kreis->n_members, sizeof *keys);
    *n = 0;
    for (size_t i = 0; i < kreis->n_members; i++) {
        const struct area *area = areas_at(areas, kreis->members[i]);
        if (area->kind == AREA_GEMEINDE) {
            keys[(*n)++] = area->key;
        }
    }
    return keys;
}

/* Shares of Windows do not tell "A.pdf" from "a.pdf". */
static const char *as_on_shares(struct run *r, const char *file)
{
    char *lower = arena_strdup(r->arena, file);
    for (char *c = lower; *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c + 32) : *c;
    }
    return lower;
}

/* One report would be written over the other, or under a name that shares do not take. */
static int check_files(struct run *r, struct diag *d)
{
    size_t n = 0;
    const struct job *jobs = run_all_jobs(r, &n);
    struct names files;
    names_init(&files);
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        const char *file = as_on_shares(r, jobs[i].file);
        const char *fault = share_name_fault(jobs[i].file);
        if (fault != NULL) {
            DIAG_AT(d, EDITION_FILE_NAME, jobs[i].rule->at, jobs[i].file,
                    areas_at(r->areas, jobs[i].area)->name, fault);
            rc = -1;
            continue;
        }
        uint32_t earlier = names_find(&files, file, strlen(file));
        if (earlier == NAMES_NONE) {
            names_intern(&files, file, strlen(file));
            continue;
        }
        DIAG_AT(d, EDITION_FILE_TWICE, jobs[i].rule->at, jobs[i].file,
                areas_at(r->areas, jobs[earlier].area)->name,
                arena_printf(r->arena, "%d", jobs[earlier].rule->at.line),
                areas_at(r->areas, jobs[i].area)->name);
        rc = -1;
    }
    names_release(&files);
    return rc;
}

static int load_config(struct run *r, struct diag *d)
{
    const char *inputs = r->options->inputs;
    if (load_edition(r, d) != 0) {
        return -1;
    }
    r->areas = areas_load(inputs, d);
    r->catalogue = catalogue_load(inputs, d);
    r->words = words_load(inputs, d);
    if (r->areas != NULL) {
        size_t n = 0;
        const char *const *keys = run_boundary_keys(r->areas, r->arena, &n);
        r->map = geo_open(inputs, keys, n, d);
    }
    if (r->areas == NULL || r->catalogue == NULL || r->words == NULL) {
        return -1;
    }
    return check_files(r, d);
}

static int load_facts(struct run *r, struct diag *d)
{
    r->delivered = facts_new();
    int rc = ingest_all(r->options->inputs, r->areas, r->catalogue, r->delivered, &r->count, d);
    facts_close(r->delivered, catalogue_measures(r->catalogue));
    return rc;
}

int run_look(struct run *r, struct diag *d)
{
    r->theme = theme_load(r->options->templates, d);
    r->fonts = r->theme != NULL ? fonts_open(r->theme->font, d) : NULL;
    if (r->fonts == NULL) {
        return -1;
    }
    fonts_join(r->fonts, layout_joints);
    return 0;
}

int run_load(struct run *r, const struct options *o, enum run_depth depth, struct diag *d)
{
    *r = (struct run){.arena = arena_new(), .options = o};
    shipped_tell(o, d);
    if (load_config(r, d) != 0) {
        return -1;
    }
    return run_deepen(r, depth, d);
}

static void warn_shown_before(struct run *r, struct diag *d)
{
    struct shown_before b = guard_shown_before(r->published);
    struct arena *a = r->arena;
    if (b.n > 0) {
        DIAG_PLAIN(d, GUARD_SHOWN_BEFORE, catalogue_indicator(r->catalogue, b.indicator)->id,
                   areas_at(r->areas, b.area)->name, arena_printf(a, "%d", b.year), b.edition,
                   b.n > 1 ? arena_printf(a, ", dazu weitere: %zu", b.n - 1) : "");
    }
}

static struct earlier *load_earlier(struct run *r, struct diag *d)
{
    size_t n = 0;
    const char *outputs = r->options->output;
    const struct recorded *found =
        recorded_editions(outputs, r->edition.name, PRINT_SUFFIX, RECORD_FILE, r->arena, &n);
    struct earlier_edition *editions = arena_array(r->arena, n + 1, sizeof *editions);
    for (size_t i = 0; i < n; i++) {
        editions[i] = (struct earlier_edition){found[i].edition, found[i].sha256};
    }
    return earlier_load(outputs, editions, n, d);
}

/* Itself, or the same edition for print: neither is an earlier one. */
static bool is_own_edition(const struct run *r, const char *name)
{
    size_t n = strlen(r->edition.name);
    return strncmp(name, r->edition.name, n) == 0 &&
           (name[n] == '\0' || str_eq(name + n, PRINT_SUFFIX));
}

/* Marks what another edition shows with another number. Where that cannot be, it is reported and
 * nothing is marked; an edition is not replaced then. */
static void mark_revised(struct run *r, struct diag *d)
{
    const char *name = r->edition.revisions;
    struct kept kept = {0};
    size_t marked;
    r->edition.revisions = NULL;
    if (name == NULL || name[0] == '\0')
        return;
    if (is_own_edition(r, name))
        DIAG_PLAIN(d, REVISIONS_SELF, name);
    else if (kept_load(&kept, r->options, name, true, d) == 0 &&
             guard_mark_revised(r->published, kept.table, &marked, d) == 0)
        r->edition.revisions = name;
    kept_release(&kept);
}

/* From the figures as delivered to those that may be shown. */
static int publish(struct run *r, struct diag *d)
{
    r->facts = r->delivered;
    if (perturb_needed(r->catalogue)) {
        r->facts = perturb_facts(r->options->inputs, r->areas, r->catalogue, r->delivered, d);
    }
    if (r->facts == NULL) {
        return -1;
    }
    r->stats = stats_compute(r->areas, r->catalogue, r->facts);
    r->earlier = load_earlier(r, d);
    r->published =
        guard_publish_after(r->areas, r->catalogue, r->facts, r->stats, r->earlier);
    mark_revised(r, d);
    size_t unchecked = guard_unchecked(r->published);
    warn_shown_before(r, d);
    protection_refuse(r, d);
    if (unchecked > 0) {
        DIAG_PLAIN(d, GUARD_UNCHECKED, arena_printf(r->arena, "%zu", unchecked));
    }
    r->analysis = analysis_compute(r->options->inputs, r->published, d);
    return r->analysis != NULL ? 0 : -1;
}

int run_sentences(struct run *r, struct diag *d)
{
    if (r->sentences == NULL) {
        r->sentences = sentences_load(r->options->templates, r->published, r->analysis, d);
    }
    return r->sentences != NULL ? 0 : -1;
}

int run_compose(struct run *r, struct diag *d)
{
    if (run_sentences(r, d) != 0) {
        return -1;
    }
    r->edition.inputs = run_inputs_digest(r);
    r->compose = compose_new(r->options->templates, r->published, &r->edition);
    compose_use_words(r->compose, r->words);
    compose_use_map(r->compose, r->map);
    compose_use_analysis(r->compose, r->analysis);
    compose_use_sentences(r->compose, r->sentences);
    if (r->options->no_data)
        compose_leave_data(r->compose);
    return records_load(r, d);
}

int run_deepen(struct run *r, enum run_depth depth, struct diag *d)
{
    if (depth >= RUN_FACTS && r->delivered == NULL && load_facts(r, d) != 0) {
        return -1;
    }
    if (depth >= RUN_PUBLISHED && r->published == NULL && publish(r, d) != 0) {
        return -1;
    }
    if (depth >= RUN_REPORTS && protection_fails(r)) {
        return -1;
    }
    if (depth >= RUN_REPORTS && r->fonts == NULL) {
        return run_compose(r, d) == 0 ? run_look(r, d) : -1;
    }
    return 0;
}

void run_release(struct run *r)
{
    fonts_close(r->fonts);
    theme_free(r->theme);
    compose_free(r->compose);
    geo_free(r->map);
    words_free(r->words);
    sentences_free(r->sentences);
    analysis_free(r->analysis);
    published_free(r->published);
    earlier_free(r->earlier);
    check_free(r->findings);
    stats_free(r->stats);
    if (r->facts != r->delivered) {
        facts_free(r->facts);
    }
    facts_free(r->delivered);
    catalogue_free(r->catalogue);
    areas_free(r->areas);
    arena_free(r->arena);
}

static const char *file_name(struct run *r, const struct report_rule *rule, const struct area *area)
{
    struct buf b = BUF_INIT;
    for (const char *s = rule->file; *s != '\0'; s++) {
        if (str_starts(s, "{key}")) {
            buf_adds(&b, str_file_name(r->arena, area->key));
            s += strlen("{key}") - 1;
        } else if (str_starts(s, "{name}")) {
            buf_adds(&b, str_file_name(r->arena, area->name));
            s += strlen("{name}") - 1;
        } else {
            buf_addc(&b, *s);
        }
    }
    const struct options *o = r->options;
    if (o->annex != NULL) { /* must not stand in the place of the report without it */
        const char *year = strchr(o->paper, '/');
        buf_printf(&b, "_Anlage_%s_Vorlage_%.*s-%s", o->annex, (int)(year - o->paper), o->paper,
                   year + 1);
    }
    const char *name =
        arena_printf(r->arena, "%s%s.pdf", buf_str(&b), o->print ? "_Druck" : "");
    buf_release(&b);
    return name;
}

/* Reports are about the district: of other Kreise only the figures are there. */
static bool in_district(const struct run *r, const struct area *a)
{
    uint32_t district = areas_district(r->areas);
    bool inside = true;
    for (size_t i = 0; a->kind == AREA_GROUP && i < a->n_members; i++)
        inside = inside && areas_at(r->areas, a->members[i])->parent == district;
    return a->kind == AREA_GROUP ? inside : a->parent == district;
}

static bool wanted(const struct run *r, const struct report_rule *rule, uint32_t area,
                   uint32_t only)
{
    if (areas_at(r->areas, area)->kind != rule->kind) {
        return false;
    }
    return only == AREA_NONE ? area == areas_district(r->areas) ||
                                     in_district(r, areas_at(r->areas, area))
                             : area == only;
}

static bool is_asked_for(const struct options *o, const char *file)
{
    bool asked = o->n_only == 0;
    for (size_t i = 0; i < o->n_only; i++) {
        asked = asked || str_starts(file, o->only[i]);
    }
    return asked && (o->file == NULL || str_starts(file, o->file));
}

/* all: with those that are no part of the edition, and whatever file was asked for. */
static struct job *list_jobs(struct run *r, uint32_t area_or_none, bool all, size_t *n)
{
    size_t areas = areas_count(r->areas);
    struct job *jobs = arena_array(r->arena, r->n_rules * areas + 1, sizeof *jobs);
    *n = 0;
    for (size_t k = 0; k < r->n_rules; k++) {
        for (uint32_t a = 0; a < areas; a++) {
            bool single = r->rules[k].single && !all && area_or_none == AREA_NONE;
            if (single || !wanted(r, &r->rules[k], a, area_or_none)) {
                continue;
            }
            const char *file = file_name(r, &r->rules[k], areas_at(r->areas, a));
            if (all || is_asked_for(r->options, file)) {
                jobs[(*n)++] = (struct job){a, &r->rules[k], file};
            }
        }
    }
    return jobs;
}

struct job *run_jobs(struct run *r, uint32_t area_or_none, size_t *n)
{
    return list_jobs(r, area_or_none, false, n);
}

struct job *run_all_jobs(struct run *r, size_t *n)
{
    return list_jobs(r, AREA_NONE, true, n);
}

static void take_errors(struct diag *from, struct diag *d)
{
    if (diag_has_errors(from)) {
        char *saved = diag_save(from);
        diag_load(d, saved);
        free(saved);
    }
    diag_free(from);
}

static void try_layout(struct run *r, const struct document *doc, struct diag *d)
{
    struct diag *own = diag_new(); /* warnings come again with the report itself */
    if (doc != NULL && r->fonts != NULL) {
        struct metrics metrics = fonts_metrics(r->fonts);
        pages_free(layout_document(doc, r->theme, &metrics, own));
    }
    take_errors(own, d);
}

/* Of the same template with another Handlungsfeld. */
static bool is_checked(const struct job *jobs, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (str_eq(jobs[k].rule->template_name, jobs[i].rule->template_name)) {
            return true;
        }
    }
    return false;
}

/* For the errors alone: warnings come again with the report itself. */
static void try_report(struct run *r, const struct job *job, struct diag *d)
{
    struct diag *own = diag_new();
    struct document *doc = run_document(r, job, own);
    if (doc != NULL && !diag_has_errors(own))
        document_check(doc, own);
    if (!diag_has_errors(own))
        try_layout(r, doc, own);
    document_free(doc);
    take_errors(own, d);
}

void run_check_templates(struct run *r, bool with_first, struct diag *d)
{
    size_t n = 0;
    struct job *jobs = run_all_jobs(r, &n);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && jobs[i].rule == jobs[i - 1].rule) {
            continue;
        }
        const char *name = jobs[i].rule->template_name;
        bool good = is_checked(jobs, i) || compose_check(r->compose, name, d) == 0;
        if (good && with_first) {
            try_report(r, &jobs[i], d);
        }
    }
}

#define MAX_NEAR 3

/* "A, B oder C", each in quotation marks. */
static void put_names(const struct run *r, const uint32_t *near, size_t n, const char *last,
                      struct buf *b)
{
    for (size_t i = 0; i < n; i++) {
        buf_adds(b, i == 0 ? "" : i + 1 == n ? last : ", ");
        buf_printf(b, "„%s“", areas_at(r->areas, near[i])->name);
    }
}

static void report_unknown(struct run *r, const char *typed, const uint32_t *near, size_t n,
                           struct diag *d)
{
    struct buf b = BUF_INIT;
    const char *fold = str_fold(r->arena, typed);
    bool begins = n > 1 && fold[0] != '\0' &&
                  str_starts(str_fold(r->arena, areas_at(r->areas, near[0])->name), fold);
    if (begins) {
        put_names(r, near, n, " und ", &b);
        DIAG_PLAIN(d, CLI_AMBIGUOUS_AREA, typed, buf_str(&b));
    } else {
        buf_adds(&b, n > 0 ? " Meinten Sie " : " Alle Gebiete nennt „sozialbericht list“.");
        put_names(r, near, n, " oder ", &b);
        buf_adds(&b, n > 0 ? "?" : "");
        DIAG_PLAIN(d, CLI_UNKNOWN_AREA, typed, buf_str(&b),
                   areas_at(r->areas, areas_district(r->areas))->name);
    }
    buf_release(&b);
}

uint32_t run_area(struct run *r, const char *typed, struct diag *d)
{
    uint32_t near[MAX_NEAR];
    size_t n = 0;
    uint32_t found = areas_search(r->areas, typed, near, MAX_NEAR, &n);
    if (found != AREA_NONE) {
        return found;
    }
    report_unknown(r, typed, near, n, d);
    return AREA_NONE;
}

struct document *run_document(struct run *r, const struct job *job, struct diag *d)
{
    const struct options *o = r->options;
    compose_use_field(r->compose, job->rule->field);
    struct document *doc = compose_report(r->compose, job->rule->template_name, job->area, d);
    const char *annex = o->annex != NULL ? o->annex : job->rule->annex;
    const char *paper = o->annex != NULL ? o->paper : job->rule->paper;
    if (doc == NULL) {
        return NULL;
    }
    doc->print = o->print;
    if (annex != NULL && paper != NULL) {
        doc->annex = arena_printf(doc->arena, "Anlage %s zur Vorlage %s", annex, paper);
    }
    return doc;
}

int run_write(struct run *r, const struct document *doc, struct buf *out, size_t *pages,
              struct diag *d)
{
    struct metrics metrics = fonts_metrics(r->fonts);
    struct pages *list = layout_document(doc, r->theme, &metrics, d);
    int rc = -1;
    *pages = list->n_pages;
    list->n_attachments = r->options->no_data ? 0 : list->n_attachments;
    if (!diag_has_errors(d)) {
        rc = pdf_write(list, r->fonts, out, d);
    }
    pages_free(list);
    return rc;
}

static size_t count_warnings(const struct diag *d)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_count(d); i++) {
        const struct diag_item *item = diag_at(d, i);
        n += item->severity == SEV_WARNING ? 1 + (size_t)item->repeats : 0;
    }
    return n;
}

int run_report(struct run *r, const struct job *job, struct buf *out, struct job_result *result,
               struct diag *d)
{
    size_t before = count_warnings(d);
    struct document *doc = run_document(r, job, d);
    int rc = -1;
    if (doc != NULL && !diag_has_errors(d)) {
        rc = run_write(r, doc, out, &result->pages, d);
        utf8_copy(result->title, sizeof result->title, doc->title != NULL ? doc->title : "");
        result->newest = doc->newest;
        result->hidden = doc->hidden;
        result->warnings = count_warnings(d) - before;
        result->bytes = out->len;
        sha256_hex(buf_str(out), out->len, result->sha256);
    }
    document_free(doc);
    return rc;
}
