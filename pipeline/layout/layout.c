#include "layout/layout.h"

#include <stdlib.h>
#include <string.h>

#include "layout/block_private.h"
#include "layout/chart_private.h"
#include "layout/footnote_private.h"
#include "layout/text_private.h"

enum { ATTEMPTS = 3 }; /* until printed page numbers agree with the pages */

struct attempt { /* one way of setting the document */
    struct layout layout;
    struct flow flow;
    struct leaf *leaves;
    uint32_t n_leaves;
};

static void attempt_make(struct attempt *at, const struct layout *base)
{
    struct layout *l = &at->layout;
    const struct sheet_form *form = &l->form[FORM_PORTRAIT];
    *l = *base;
    l->arena = arena_new();
    l->anchors = arena_array(l->arena, l->ids->count, sizeof *l->anchors);
    flow_init(&at->flow, l->theme->grid);
    outline_build(l);
    struct stream stream = {.flow = &at->flow};
    struct builder b = {.l = l, .stream = &stream, .form = form, .width = form->text_w};
    if (l->doc->root != NULL)
        blocks_build(&b, l->doc->root->first);
    at->flow.wide_height = l->form[FORM_LANDSCAPE].text_h;
    uint32_t n_pages = flow_paginate(&at->flow, form->text_h, l->diag);
    at->leaves = sheet_plan(l, &at->flow, n_pages, &at->n_leaves);
    flow_anchor(&at->flow, at->leaves);
    footnotes_place(&at->flow, at->leaves, l->diag);
}

static void attempt_release(struct attempt *at)
{
    flow_release(&at->flow);
    arena_free(at->layout.arena);
}

/* Puts the numbers of the pages where they are printed. False where one is longer or wider
 * than what was set for it: lines may break elsewhere then. A narrower one leaves its line
 * a little shorter, no more: text is not justified. */
static bool number_pages(struct layout *l)
{
    bool fit = true;
    for (struct page_use *use = l->page_uses; use != NULL; use = use->next) {
        const char *label = page_label(l->arena, use->target->page);
        size_t n = strlen(label);
        if (n == strlen(use->text) && style_width(l, use->style, label, n) <=
                                          style_width(l, use->style, use->text, n))
            memcpy(use->text, label, n);
        else
            fit = false;
    }
    return fit;
}

/* The figures go with the pages, so that nobody has to type them off. */
static void copy_data(struct pages *p, const struct document *doc)
{
    if (doc->data == NULL)
        return;
    char *copy = arena_alloc(p->arena, doc->data_len);
    memcpy(copy, doc->data, doc->data_len);
    p->attachments = arena_alloc(p->arena, sizeof *p->attachments);
    p->n_attachments = 1;
    p->attachments[0] = (struct page_attachment){
        .name = arena_printf(p->arena, "Zahlen_%s.csv", doc->area_key ? doc->area_key : "alle"),
        .type = "text/csv",
        .description = arena_printf(p->arena, "Veröffentlichte Zahlen: %s",
                                    doc->title ? doc->title : "Bericht"),
        .data = copy,
        .len = doc->data_len};
}

static void copy_facts(struct pages *p, const struct document *doc)
{
    p->title = arena_strdup(p->arena, doc->title);
    p->subject = arena_strdup(p->arena, doc->subject);
    if (doc->annex != NULL) /* what a council's system shows beside the title */
        p->subject = arena_printf(p->arena, "%s%s%s", doc->subject ? doc->subject : "",
                                  doc->subject && doc->subject[0] ? ". " : "", doc->annex);
    p->author = arena_strdup(p->arena, doc->author);
    p->date = arena_strdup(p->arena, doc->date);
    p->lang = arena_strdup(p->arena, doc->lang);
    p->area_key = arena_strdup(p->arena, doc->area_key);
    copy_data(p, doc);
}

static void draw_page(struct painter *p, const struct attempt *at, size_t from, size_t to)
{
    const struct vbox *first = &at->flow.box[from];
    const struct leaf *leaf = p->leaf;
    p->pages->margin = true;
    head_draw(p, first->section, cover_is(first));
    p->pages->margin = false;
    if (first->resume != NULL)
        first->resume->draw(p, first->resume, leaf->left + first->x, leaf->top);
    flow_draw(p, &at->flow, from, to, leaf->left, leaf->top);
    footnotes_draw(p, &at->flow, from, to);
}

static void find_span(const struct attempt *at, struct page_span *span)
{
    const struct anchor *anchor = span->id != NULL ? anchor_find(&at->layout, span->id) : NULL;
    span->n_pages = at->n_leaves;
    if (span->id != NULL) {
        bool found = anchor != NULL && anchor->placed;
        span->from = found ? anchor->page : 0;
        span->to = found ? anchor->page + 1 : 0;
    }
    span->to = span->to < span->n_pages ? span->to : span->n_pages;
}

/* span NULL: all pages. */
static struct pages *draw(struct attempt *at, const struct page_span *span)
{
    struct layout *l = &at->layout;
    struct pages *pages = pages_new();
    struct painter p = {.l = l, .pages = pages};
    size_t from = 0;
    copy_facts(pages, l->doc);
    for (uint32_t i = 0; i < at->n_leaves; i++) {
        const struct sheet_form *form = at->leaves[i].form;
        pages_add(pages, form->page_w, form->page_h, page_label(l->arena, i));
    }
    for (uint32_t i = 0; i < at->n_leaves; i++) {
        size_t to = from;
        while (to < at->flow.n && at->flow.box[to].page == i)
            to++;
        p.page = i;
        p.leaf = &at->leaves[i];
        if (!p.leaf->blank && (span == NULL || (i >= span->from && i < span->to)))
            draw_page(&p, at, from, to);
        from = to;
    }
    if (span != NULL)
        pages_keep(pages, span->from, span->to);
    return pages;
}

/* Sets the document until the printed page numbers fit their places. */
static void settle(struct attempt *at, struct layout *base, struct arena *arena)
{
    uint32_t *known_page = arena_array(arena, base->ids->count, sizeof *known_page);
    pages_guess(base->doc, base->ids, known_page);
    base->known_page = known_page;
    attempt_make(at, base);
    for (int i = 1; i <= ATTEMPTS && !number_pages(&at->layout); i++) {
        if (i == ATTEMPTS) {
            DIAG_PLAIN(base->diag, PAGE_REF_UNSETTLED, "3");
            break;
        }
        for (uint32_t k = 0; k < base->ids->count; k++)
            known_page[k] = at->layout.anchors[k].page;
        attempt_release(at);
        diag_free(base->diag);
        base->diag = diag_new();
        attempt_make(at, base);
    }
}

static void check_charts(const struct document *doc, struct diag *d)
{
    const struct doc_node *n = doc->root;
    for (; n != NULL; n = node_after(doc->root, n)) {
        const char *fault = n->chart != NULL ? chart_fault(n->chart) : NULL;
        if (fault != NULL)
            figure_unusable(doc, d, n, fault);
    }
}

struct pages *layout_pages(const struct document *doc, const struct theme *theme,
                           const struct metrics *m, struct page_span *span, struct diag *d)
{
    struct arena *arena = arena_new();
    struct names ids, places;
    names_init(&ids);
    names_init(&places);
    ids_collect(doc, &ids);
    places_collect(doc, &places);
    struct layout base = {.doc = doc, .m = m, .theme = theme, .diag = diag_new(),
                          .glyphs = glyphs_new(arena), .ids = &ids, .places = &places};
    sheet_forms(base.theme, base.form);
    struct attempt at;
    check_charts(doc, d);
    settle(&at, &base, arena);
    at.layout.diag = base.diag;
    if (span != NULL)
        find_span(&at, span);
    struct pages *pages = draw(&at, span);
    attempt_release(&at);
    char *saved = diag_save(base.diag); /* the messages of the last attempt alone */
    diag_load(d, saved);
    free(saved);
    diag_free(base.diag);
    names_release(&ids);
    names_release(&places);
    arena_free(arena);
    return pages;
}

struct pages *layout_document(const struct document *doc, const struct theme *theme,
                              const struct metrics *m, struct diag *d)
{
    return layout_pages(doc, theme, m, NULL, d);
}
