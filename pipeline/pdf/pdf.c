#include "pdf/pdf.h"

#include "base/arena.h"
#include "pdf/attachment_private.h"
#include "pdf/content_private.h"
#include "pdf/engine_private.h"
#include "pdf/font_pdf_private.h"
#include "pdf/fonts_private.h"
#include "pdf/metadata_private.h"
#include "pdf/navigation_private.h"
#include "pdf/structure_private.h"
#include "pdf/syntax_private.h"

/* One document while it is written. */
struct work {
    const struct pages *pages;
    struct fonts *fonts;
    struct diag *diag;
    struct arena *arena; /* everything lent to the engine */
    struct engine *engine;
    struct font_set *set;
    struct structure *structure;
    uint32_t *page_objects;
    struct annots *annots; /* by page */
};

struct annots {
    uint32_t *object;
    size_t n;
};

/* Links go with their page, so that they take their place in the order of reading. */
static void write_contents(struct work *w)
{
    struct buf content = BUF_INIT;
    struct content_job job = {.pages = w->pages, .fonts = w->fonts, .set = w->set,
                              .structure = w->structure, .diag = w->diag};
    for (size_t i = 0; i < w->pages->n_pages; i++) {
        buf_clear(&content);
        content_write(&job, (uint32_t)i, &content);
        engine_page_content(w->engine, w->page_objects[i], content.data, content.len);
        w->annots[i].n = navigation_links(w->arena, w->engine, w->structure, w->pages,
                                          w->page_objects, (uint32_t)i, &w->annots[i].object);
    }
    buf_release(&content);
}

static void finish_pages(struct work *w, uint32_t resources)
{
    for (size_t i = 0; i < w->pages->n_pages; i++)
        engine_page_finish(w->engine, w->page_objects[i], resources, (uint32_t)i,
                           w->annots[i].object, w->annots[i].n);
}

static void write_catalog(struct work *w)
{
    struct buf b = BUF_INIT;
    uint32_t root = structure_write(w->structure);
    buf_adds(&b, "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>"
                 "/StructTreeRoot ");
    syntax_ref(&b, root);
    metadata_write(w->engine, w->pages, &w->fonts->profile, &b, w->diag);
    navigation_labels(&b, w->pages);
    attachments_write(w->arena, w->engine, w->pages, &b);
    size_t n = b.len;
    engine_catalog(w->engine, syntax_keep(w->arena, &b), n);
    buf_release(&b);
}

static const char *find_fault(const struct pages *pages)
{
    const char *fault = structure_fault(pages);
    return fault != NULL ? fault : navigation_fault(pages);
}

/* 0, or -1 with *reason, which lives as long as the work. */
static int write_document(struct work *w, struct buf *out, const char **reason)
{
    const struct pages *pages = w->pages;
    for (size_t i = 0; i < pages->n_pages; i++)
        w->page_objects[i] = engine_page(w->engine, pages->page[i]->width,
                                         pages->page[i]->height);
    w->structure = structure_new(w->arena, w->engine, pages, w->page_objects);
    write_contents(w);
    uint32_t resources = font_set_write(w->set, w->engine, w->arena, reason);
    if (*reason != NULL)
        return -1;
    finish_pages(w, resources);
    navigation_bookmarks(w->engine, pages, w->page_objects);
    write_catalog(w);
    int rc = engine_save(w->engine, out);
    *reason = engine_reason(w->engine);
    return rc;
}

int pdf_write(const struct pages *pages, struct fonts *f, struct buf *out, struct diag *d)
{
    const char *reason = find_fault(pages);
    if (reason != NULL) {
        DIAG_PLAIN(d, PDF_LIST_BROKEN, reason);
        return -1;
    }
    struct work w = {.pages = pages, .fonts = f, .diag = d, .arena = arena_new(),
                     .engine = engine_new(), .set = font_set_new(f)};
    buf_clear(out);
    w.annots = arena_array(w.arena, pages->n_pages, sizeof *w.annots);
    w.page_objects = arena_array(w.arena, pages->n_pages, sizeof *w.page_objects);
    int rc = write_document(&w, out, &reason);
    if (rc != 0) {
        DIAG_PLAIN(d, PDF_ENGINE, reason);
        buf_clear(out);
    }
    font_set_free(w.set);
    engine_free(w.engine);
    arena_free(w.arena);
    return rc;
}
