#include "pdf/attachment_private.h"

#include <string.h>

#include "pdf/syntax_private.h"

/* A name object: "text/csv" -> /text#2Fcsv. */
static void put_name(struct buf *b, const char *s)
{
    buf_addc(b, '/');
    for (; *s != '\0'; s++) {
        bool plain = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
                     (*s >= '0' && *s <= '9') || *s == '-' || *s == '.';
        if (plain)
            buf_addc(b, *s);
        else
            buf_printf(b, "#%02X", (unsigned char)*s);
    }
}

static uint32_t write_file(struct arena *a, struct engine *e, const struct page_attachment *f,
                           const char *date)
{
    struct buf b = BUF_INIT;
    struct syntax_date when = {.info = "", .xmp = ""};
    buf_adds(&b, "/Type/EmbeddedFile/Subtype");
    put_name(&b, f->type);
    buf_adds(&b, "/Params<</Size ");
    buf_int(&b, (int64_t)f->len);
    if (syntax_date(date, &when)) {
        buf_adds(&b, "/ModDate");
        syntax_text(&b, when.info);
    }
    buf_adds(&b, ">>");
    size_t n = b.len;
    const char *text = syntax_keep(a, &b);
    buf_release(&b);
    return engine_stream(e, text, n, f->data, f->len, ENGINE_DEFLATE);
}

static uint32_t write_specification(struct arena *a, struct engine *e,
                                    const struct page_attachment *f, uint32_t file)
{
    struct buf b = BUF_INIT;
    buf_adds(&b, "/Type/Filespec/AFRelationship/Data/F");
    syntax_text(&b, f->name);
    buf_adds(&b, "/UF");
    syntax_text(&b, f->name);
    buf_adds(&b, "/Desc");
    syntax_text(&b, f->description);
    buf_adds(&b, "/EF<</F ");
    syntax_ref(&b, file);
    buf_adds(&b, "/UF ");
    syntax_ref(&b, file);
    buf_adds(&b, ">>");
    size_t n = b.len;
    const char *text = syntax_keep(a, &b);
    buf_release(&b);
    return engine_dict(e, text, n);
}

void attachments_write(struct arena *a, struct engine *e, const struct pages *pages,
                       struct buf *b)
{
    struct buf names = BUF_INIT, list = BUF_INIT;
    for (size_t i = 0; i < pages->n_attachments; i++) {
        const struct page_attachment *f = &pages->attachments[i];
        uint32_t object = write_specification(a, e, f, write_file(a, e, f, pages->date));
        syntax_text(&names, f->name);
        buf_addc(&names, ' ');
        syntax_ref(&names, object);
        buf_addc(&list, ' ');
        syntax_ref(&list, object);
    }
    if (pages->n_attachments > 0)
        buf_printf(b, "/AF[%s]/Names<</EmbeddedFiles<</Names[%s]>>>>", buf_str(&list),
                   buf_str(&names));
    buf_release(&names);
    buf_release(&list);
}
