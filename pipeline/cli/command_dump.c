#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/str.h"
#include "cli/protection.h"
#include "gallery/gallery.h"
#include "layout/layout.h"

static const char *const sex_names[] = {"", "m", "w"};
static const char *const nationality_names[] = {"", "german", "foreign"};

/* Tidy layout plus where the figure came from. */
static void put_fact(const struct run *r, uint32_t cell)
{
    struct fact_key k = facts_key(r->delivered, cell);
    struct fact f = facts_at(r->delivered, cell);
    printf("%s;%d", areas_at(r->areas, k.area)->key, k.year);
    if (k.month > 0) {
        printf("-%02d", k.month);
    }
    printf(";%s;%s;", catalogue_measure(r->catalogue, k.measure)->id, sex_names[k.sex]);
    if (k.age_from > 0 || k.age_to < AGE_OPEN) {
        printf("%d;", k.age_from);
        if (k.age_to < AGE_OPEN) {
            printf("%d", k.age_to - 1);
        }
    } else {
        putchar(';');
    }
    printf(";%s;", nationality_names[k.nationality]);
    if (f.sign == SIGN_VALUE) {
        printf("%.15g;", f.value);
    } else {
        /* Two signs are printed alike, but do not mean the same. */
        printf(";%s", f.sign == SIGN_HIDDEN_UPSTREAM ? "*" : sign_text(f.sign));
    }
    printf("%s%s%s%s;%s:%u\n", f.marks & SIGN_PROVISIONAL ? "p" : "",
           f.marks & SIGN_REVISED ? "r" : "", f.marks & SIGN_ESTIMATED ? "s" : "",
           f.marks & SIGN_LIMITED ? "(" : "", facts_file(r->delivered, f.file), f.line);
}

static void dump_facts(const struct run *r)
{
    puts("area;period;measure;sex;age_from;age_to;nationality;value;sign;place");
    for (size_t i = 0; i < facts_count(r->delivered); i++) {
        put_fact(r, (uint32_t)i);
    }
}

static void put_text(char *text)
{
    fputs(text, stdout);
    free(text);
}

static void dump_pages(struct run *r, const struct document *doc, struct diag *d)
{
    struct metrics m = fonts_metrics(r->fonts);
    struct pages *list = layout_document(doc, r->theme, &m, d);
    pages_check(list, d);
    put_text(pages_dump(list));
    pages_free(list);
}

static int dump_gallery(struct run *r, struct diag *d)
{
    if (run_look(r, d) != 0) {
        return -1;
    }
    struct document *doc = gallery_document();
    document_check(doc, d);
    dump_pages(r, doc, d);
    document_free(doc);
    return 0;
}

static int dump_report(struct run *r, const char *typed, bool pages, struct diag *d)
{
    uint32_t area = run_area(r, typed, d);
    size_t n = 0;
    struct job *jobs = area != AREA_NONE ? run_jobs(r, area, &n) : NULL;
    for (size_t i = 0; i < n; i++) {
        struct document *doc = run_document(r, &jobs[i], d);
        if (doc != NULL && !pages) {
            document_check(doc, d);
            put_text(document_dump(doc));
        } else if (doc != NULL) {
            dump_pages(r, doc, d);
        }
        document_free(doc);
    }
    return 0;
}

/* Of one area, or of the district and all its municipalities. */
static int dump_findings(struct run *r, const char *typed, struct diag *d)
{
    if (protection_fails(r) || run_sentences(r, d) != 0) {
        return -1;
    }
    uint32_t only = typed != NULL ? run_area(r, typed, d) : AREA_NONE;
    for (uint32_t i = 0; i < areas_count(r->areas); i++) {
        if (typed == NULL || i == only) {
            put_text(sentences_dump(r->sentences, i));
        }
    }
    return 0;
}

int command_dump(const struct options *o, struct diag *d)
{
    static const char *const kinds[] = {"facts",   "statistics", "analysis", "gallery",
                                        "findings", "document",   "pages"};
    enum { KINDS = sizeof kinds / sizeof *kinds, ANALYSIS = 2, GALLERY = 3, FINDINGS = 4 };
    static const enum run_depth depths[] = {RUN_FACTS,  RUN_PUBLISHED, RUN_PUBLISHED,
                                            RUN_CONFIG, RUN_PUBLISHED, RUN_REPORTS, RUN_REPORTS};
    size_t kind = 0;
    while (kind < KINDS && !str_eq(kinds[kind], o->args[0])) {
        kind++;
    }
    bool named = o->n_args == 2;
    if (kind == KINDS || (kind != FINDINGS && (kind > FINDINGS) != named)) {
        DIAG_PLAIN(d, CLI_ARGUMENTS, "dump",
                   "facts|statistics|analysis|gallery|findings [GEBIET]|document GEBIET|"
                   "pages GEBIET");
        return COMMAND_USAGE;
    }
    struct run r;
    int rc = run_load(&r, o, depths[kind], d);
    if (rc == 0 && kind == 0) {
        dump_facts(&r);
    } else if (rc == 0 && kind == 1 && protection_fails(&r)) {
        rc = -1;
    } else if (rc == 0 && kind == 1) {
        put_text(published_dump(r.published));
    } else if (rc == 0 && kind == ANALYSIS) {
        put_text(analysis_dump(r.analysis));
    } else if (rc == 0 && kind == FINDINGS) {
        rc = dump_findings(&r, named ? o->args[1] : NULL, d);
    } else if (rc == 0 && kind == GALLERY) {
        rc = dump_gallery(&r, d);
    } else if (rc == 0) {
        rc = dump_report(&r, o->args[1], kind == KINDS - 1, d);
    }
    run_release(&r);
    return rc;
}
