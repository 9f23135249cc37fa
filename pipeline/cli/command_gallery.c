#include <stdio.h>

#include "base/buf.h"
#include "base/file.h"
#include "cli/run.h"
#include "gallery/gallery.h"

/* Needs no figures: what is shown is invented. */
int command_gallery(const struct options *o, struct diag *d)
{
    struct run r;
    struct buf out = BUF_INIT;
    size_t pages = 0;
    struct document *doc = gallery_document();
    int rc = run_load(&r, o, RUN_CONFIG, d);
    if (rc == 0) {
        rc = run_look(&r, d);
    }
    if (rc == 0) {
        doc->author = r.edition.publisher;
        doc->date = r.edition.date;
        rc = run_write(&r, doc, &out, &pages, d);
    }
    const char *path = rc == 0 ? path_join(r.arena, o->output, "musterblaetter.pdf") : NULL;
    if (rc == 0 && file_make_dir(o->output, d) == 0 &&
        file_write(path, out.data, out.len, d) == 0) {
        puts(path);
    }
    buf_release(&out);
    document_free(doc);
    run_release(&r);
    return rc;
}
