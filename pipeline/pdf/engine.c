#include "pdf/engine_private.h"

#include <hpdf.h>
#include <hpdf_info.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "pdf/syntax_private.h"

/* Offsets, write hooks and error habits used below were proven with this version only. */
#if HPDF_VERSION_ID != 20300
#error "engine.c is written for libharu 2.3.0: check its use of internals before moving on"
#endif

enum { ID_BYTES = 16 };

struct engine {
    HPDF_Doc doc;
    struct arena *arena;
    HPDF_STATUS status; /* first failure */
    char reason[64];
};

/* What the write hook of a dictionary adds to it. */
struct raw {
    const char *text;
    size_t n;
};

static void HPDF_STDCALL failed(HPDF_STATUS status, HPDF_STATUS detail, void *user)
{
    struct engine *e = user;
    if (e->status != HPDF_OK)
        return;
    e->status = status;
    snprintf(e->reason, sizeof e->reason, "libharu %s, Fehler 0x%04lX/%lu", HPDF_VERSION_TEXT,
             (unsigned long)status, (unsigned long)detail);
}

/* Internal functions return failures without calling the handler. */
static bool check(struct engine *e, HPDF_STATUS status)
{
    if (status != HPDF_OK)
        failed(status, e->doc->error.detail_no, e);
    return e->status == HPDF_OK;
}

static bool check_new(struct engine *e, const void *made)
{
    HPDF_STATUS known = e->doc->error.error_no;
    return check(e, made != NULL ? HPDF_OK : known != HPDF_OK ? known : HPDF_FAILD_TO_ALLOC_MEM);
}

/* Never NULL. No pool of libharu's own: it aligns to four bytes only. */
static void *HPDF_STDCALL memory_new(HPDF_UINT n)
{
    return mem_alloc(n);
}

static void HPDF_STDCALL memory_free(void *p)
{
    free(p);
}

struct engine *engine_new(void)
{
    struct engine *e = mem_alloc(sizeof *e);
    e->arena = arena_new();
    e->doc = HPDF_NewEx(failed, memory_new, memory_free, 0, e);
    if (e->doc == NULL) {
        failed(HPDF_FAILD_TO_ALLOC_MEM, 0, e);
        return e;
    }
    e->doc->pdf_version = HPDF_VER_17;
    check(e, HPDF_SetCompressionMode(e->doc, HPDF_COMP_ALL));
    return e;
}

void engine_free(struct engine *e)
{
    if (e == NULL)
        return;
    if (e->doc != NULL)
        HPDF_Free(e->doc);
    arena_free(e->arena);
    free(e);
}

const char *engine_reason(const struct engine *e)
{
    return e->status == HPDF_OK ? NULL : e->reason;
}

static uint32_t number_of(HPDF_Dict dict)
{
    return dict->header.obj_id & 0x00FFFFFF;
}

static HPDF_Dict dict_at(struct engine *e, uint32_t object)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(e->doc->xref, object);
    if (!check_new(e, entry))
        return NULL;
    return entry->obj;
}

static HPDF_STATUS write_raw(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct raw *raw = dict->attr;
    HPDF_STATUS status = HPDF_Stream_Write(stream, (const HPDF_BYTE *)raw->text,
                                           (HPDF_UINT)raw->n);
    return status == HPDF_OK ? HPDF_Stream_WriteChar(stream, '\n') : status;
}

static void lend_text(struct engine *e, HPDF_Dict dict, const char *text, size_t n)
{
    struct raw *raw = arena_alloc(e->arena, sizeof *raw);
    *raw = (struct raw){text, n};
    dict->attr = raw;
    dict->write_fn = write_raw;
}

uint32_t engine_object(struct engine *e)
{
    if (e->status != HPDF_OK)
        return 0;
    HPDF_Dict dict = HPDF_Dict_New(e->doc->mmgr);
    if (!check_new(e, dict) || !check(e, HPDF_Xref_Add(e->doc->xref, dict)))
        return 0;
    return number_of(dict);
}

void engine_object_text(struct engine *e, uint32_t object, const char *text, size_t n)
{
    if (e->status != HPDF_OK)
        return;
    HPDF_Dict dict = dict_at(e, object);
    if (dict != NULL)
        lend_text(e, dict, text, n);
}

uint32_t engine_dict(struct engine *e, const char *text, size_t n)
{
    uint32_t object = engine_object(e);
    engine_object_text(e, object, text, n);
    return object;
}

uint32_t engine_stream(struct engine *e, const char *text, size_t n_text, const void *bytes,
                       size_t n, enum engine_filter filter)
{
    if (e->status != HPDF_OK)
        return 0;
    HPDF_Dict dict = HPDF_DictStream_New(e->doc->mmgr, e->doc->xref);
    if (!check_new(e, dict))
        return 0;
    dict->filter = filter == ENGINE_DEFLATE ? HPDF_STREAM_FILTER_FLATE_DECODE
                                            : HPDF_STREAM_FILTER_NONE;
    lend_text(e, dict, text, n_text);
    if (n > 0)
        check(e, HPDF_Stream_Write(dict->stream, bytes, (HPDF_UINT)n));
    return number_of(dict);
}

uint32_t engine_page(struct engine *e, mpt width, mpt height)
{
    if (e->status != HPDF_OK)
        return 0;
    HPDF_Page page = HPDF_AddPage(e->doc);
    if (!check_new(e, page))
        return 0;
    check(e, HPDF_Page_SetWidth(page, (HPDF_REAL)width / 1000));
    check(e, HPDF_Page_SetHeight(page, (HPDF_REAL)height / 1000));
    return number_of(page);
}

void engine_page_content(struct engine *e, uint32_t page, const void *bytes, size_t n)
{
    if (e->status != HPDF_OK)
        return;
    HPDF_Dict dict = dict_at(e, page);
    if (dict == NULL || n == 0)
        return;
    HPDF_PageAttr attr = dict->attr;
    check(e, HPDF_Stream_Write(attr->stream, bytes, (HPDF_UINT)n));
}

static void add_annots(struct engine *e, HPDF_Dict page, const uint32_t *annots, size_t n)
{
    HPDF_Array list = HPDF_Array_New(e->doc->mmgr);
    if (!check_new(e, list) || !check(e, HPDF_Dict_Add(page, "Annots", list)))
        return;
    for (size_t i = 0; i < n; i++) {
        HPDF_Dict annot = dict_at(e, annots[i]);
        if (annot == NULL || !check(e, HPDF_Array_Add(list, annot)))
            return;
    }
}

void engine_page_finish(struct engine *e, uint32_t page, uint32_t resources,
                        uint32_t struct_parents, const uint32_t *annots, size_t n_annots)
{
    if (e->status != HPDF_OK)
        return;
    HPDF_Dict dict = dict_at(e, page);
    HPDF_Dict shared = dict_at(e, resources);
    if (dict == NULL || shared == NULL)
        return;
    check(e, HPDF_Dict_Add(dict, "Resources", shared));
    check(e, HPDF_Dict_AddNumber(dict, "StructParents", (HPDF_INT32)struct_parents));
    check(e, HPDF_Dict_AddName(dict, "Tabs", "S"));
    if (n_annots > 0)
        add_annots(e, dict, annots, n_annots);
}

/* Text strings of libharu pass through its encoders; these bytes are ready made. */
static HPDF_Binary text_object(struct engine *e, const char *utf8)
{
    struct buf literal = BUF_INIT;
    syntax_text_bytes(&literal, utf8);
    HPDF_Binary text = HPDF_Binary_New(e->doc->mmgr, (HPDF_BYTE *)literal.data,
                                       (HPDF_UINT)literal.len);
    buf_release(&literal);
    check_new(e, text);
    return text;
}

static HPDF_Array destination(struct engine *e, HPDF_Dict page, int64_t top)
{
    HPDF_Array dest = HPDF_Array_New(e->doc->mmgr);
    if (!check_new(e, dest))
        return NULL;
    check(e, HPDF_Array_Add(dest, page));
    check(e, HPDF_Array_AddName(dest, "XYZ"));
    check(e, HPDF_Array_Add(dest, HPDF_Null_New(e->doc->mmgr)));
    check(e, HPDF_Array_AddReal(dest, (HPDF_REAL)top / 100));
    check(e, HPDF_Array_Add(dest, HPDF_Null_New(e->doc->mmgr)));
    return dest;
}

uint32_t engine_outline(struct engine *e, uint32_t parent, const char *title, uint32_t page,
                        int64_t top)
{
    if (e->status != HPDF_OK)
        return 0;
    HPDF_Dict target = dict_at(e, page);
    HPDF_Outline above = parent != 0 ? dict_at(e, parent) : NULL;
    HPDF_Outline item = HPDF_CreateOutline(e->doc, above, "-", NULL);
    if (target == NULL || !check_new(e, item))
        return 0;
    check(e, HPDF_Dict_Add(item, "Title", text_object(e, title)));
    check(e, HPDF_Dict_Add(item, "Dest", destination(e, target, top)));
    check(e, HPDF_SetPageMode(e->doc, HPDF_PAGE_MODE_USE_OUTLINE));
    return number_of(item);
}

void engine_info(struct engine *e, const char *key, const char *value)
{
    if (e->status != HPDF_OK || !check_new(e, e->doc->info))
        return;
    check(e, HPDF_Dict_Add(e->doc->info, key, text_object(e, value)));
}

void engine_catalog(struct engine *e, const char *text, size_t n)
{
    if (e->status == HPDF_OK)
        lend_text(e, e->doc->catalog, text, n);
}

/* The finished file is not written by libharu itself: only dictionaries that share
 * compressed object streams (ISO 32000-1, 7.5.7) keep a tagged report small. */

enum { OBJECTS_PER_STREAM = 500, ROW_BYTES = 7, DEFLATE_BLOCK = 1 << 16 };

struct saver {
    struct engine *e;
    struct buf *out;
    struct buf rows;     /* cross-reference rows: kind, 4 bytes, 2 bytes */
    struct buf index;    /* of the object stream being filled */
    struct buf body;
    uint32_t n_members;
    uint32_t next;       /* number of the next object of our own */
    HPDF_Stream to_out, to_body;
};

static HPDF_STATUS append(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT n)
{
    buf_add(stream->attr, bytes, n);
    return HPDF_OK;
}

static void row_set(struct saver *s, uint32_t object, unsigned kind, size_t a, unsigned b)
{
    unsigned char row[ROW_BYTES] = {
        (unsigned char)kind, (unsigned char)(a >> 24), (unsigned char)(a >> 16),
        (unsigned char)(a >> 8), (unsigned char)a, (unsigned char)(b >> 8), (unsigned char)b};
    size_t at = (size_t)object * ROW_BYTES;
    while (s->rows.len < at + ROW_BYTES)
        buf_add(&s->rows, (unsigned char[ROW_BYTES]){0}, ROW_BYTES);
    memcpy(s->rows.data + at, row, ROW_BYTES);
}

static bool deflate_bytes(struct engine *e, const void *bytes, size_t n, struct buf *out)
{
    HPDF_Stream from = HPDF_MemStream_New(e->doc->mmgr, DEFLATE_BLOCK);
    HPDF_Stream to = HPDF_CallbackWriter_New(e->doc->mmgr, append, out);
    if (check_new(e, from) && check_new(e, to) &&
        check(e, HPDF_Stream_Write(from, bytes, (HPDF_UINT)n)))
        check(e, HPDF_Stream_WriteToStream(from, to, HPDF_STREAM_FILTER_FLATE_DECODE, NULL));
    if (from != NULL)
        HPDF_Stream_Free(from);
    if (to != NULL)
        HPDF_Stream_Free(to);
    return e->status == HPDF_OK;
}

static void begin_object(struct saver *s, uint32_t object)
{
    row_set(s, object, 1, s->out->len, 0);
    buf_int(s->out, object);
    buf_adds(s->out, " 0 obj\n");
}

/* entries must not close the dictionary. */
static void put_stream(struct saver *s, uint32_t object, const struct buf *entries,
                       const struct buf *bytes)
{
    struct buf packed = BUF_INIT;
    if (deflate_bytes(s->e, bytes->data, bytes->len, &packed)) {
        begin_object(s, object);
        buf_add(s->out, entries->data, entries->len);
        buf_adds(s->out, "/Filter/FlateDecode/Length ");
        buf_int(s->out, (int64_t)packed.len);
        buf_adds(s->out, ">>\nstream\r\n");
        buf_add(s->out, packed.data, packed.len);
        buf_adds(s->out, "\nendstream\nendobj\n");
    }
    buf_release(&packed);
}

static void flush_members(struct saver *s)
{
    if (s->n_members == 0)
        return;
    struct buf entries = BUF_INIT;
    buf_adds(&entries, "<</Type/ObjStm/N ");
    buf_int(&entries, s->n_members);
    buf_adds(&entries, "/First ");
    buf_int(&entries, (int64_t)s->index.len);
    buf_add(&s->index, s->body.data, s->body.len);
    put_stream(s, s->next++, &entries, &s->index);
    buf_release(&entries);
    buf_clear(&s->index);
    buf_clear(&s->body);
    s->n_members = 0;
}

static void put_member(struct saver *s, uint32_t object, void *value)
{
    row_set(s, object, 2, s->next, s->n_members++);
    buf_int(&s->index, object);
    buf_addc(&s->index, ' ');
    buf_int(&s->index, (int64_t)s->body.len);
    buf_addc(&s->index, ' ');
    check(s->e, HPDF_Obj_WriteValue(value, s->to_body, NULL));
    buf_addc(&s->body, '\n');
    if (s->n_members == OBJECTS_PER_STREAM)
        flush_members(s);
}

static void put_alone(struct saver *s, uint32_t object, void *value)
{
    begin_object(s, object);
    check(s->e, HPDF_Obj_WriteValue(value, s->to_out, NULL));
    buf_adds(s->out, "\nendobj\n");
}

static bool is_plain_dict(const void *value)
{
    const HPDF_Obj_Header *header = value;
    return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_DICT &&
           ((const HPDF_Dict_Rec *)value)->stream == NULL;
}

static void put_objects(struct saver *s)
{
    HPDF_Xref xref = s->e->doc->xref;
    uint32_t n = (uint32_t)xref->entries->count;
    s->next = n;
    for (uint32_t i = 1; i < n && s->e->status == HPDF_OK; i++) {
        void *value = HPDF_Xref_GetEntry(xref, i)->obj;
        if (is_plain_dict(value))
            put_member(s, i, value);
        else
            put_alone(s, i, value);
    }
    flush_members(s);
}

static void put_digest(struct saver *s, struct buf *entries)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char digest[SHA256_BYTES];
    sha256(s->out->data, s->out->len, digest);
    buf_adds(entries, "/ID[");
    for (int copy = 0; copy < 2; copy++) {
        buf_addc(entries, '<');
        for (int i = 0; i < ID_BYTES; i++) {
            buf_addc(entries, hex[digest[i] >> 4]);
            buf_addc(entries, hex[digest[i] & 15]);
        }
        buf_addc(entries, '>');
    }
    buf_addc(entries, ']');
}

/* Each row as its difference to the one before, which deflates to a fraction (the Up
 * predictor, ISO 32000-1, 7.4.4.4). */
static void put_differences(const struct buf *rows, struct buf *out)
{
    const unsigned char *row = (const unsigned char *)rows->data;
    buf_reserve(out, rows->len + rows->len / ROW_BYTES);
    for (size_t at = 0; at < rows->len; at += ROW_BYTES) {
        buf_addc(out, 2);
        for (size_t i = at; i < at + ROW_BYTES; i++)
            buf_addc(out, (char)(unsigned char)(row[i] - (at > 0 ? row[i - ROW_BYTES] : 0)));
    }
}

static void put_cross_reference(struct saver *s)
{
    struct buf differences = BUF_INIT;
    struct buf entries = BUF_INIT;
    size_t start = s->out->len;
    row_set(s, 0, 0, 0, 65535);
    row_set(s, s->next, 1, start, 0);
    buf_adds(&entries, "<</Type/XRef/W[1 4 2]/Size ");
    buf_int(&entries, (int64_t)s->next + 1);
    buf_adds(&entries, "/Root ");
    syntax_ref(&entries, number_of(s->e->doc->catalog));
    buf_adds(&entries, "/Info ");
    syntax_ref(&entries, number_of(s->e->doc->info));
    put_digest(s, &entries);
    buf_printf(&entries, "/DecodeParms<</Predictor 12/Columns %d>>", ROW_BYTES);
    put_differences(&s->rows, &differences);
    put_stream(s, s->next, &entries, &differences);
    buf_release(&differences);
    buf_adds(s->out, "startxref\n");
    buf_int(s->out, (int64_t)start);
    buf_adds(s->out, "\n%%EOF\n");
    buf_release(&entries);
}

int engine_save(struct engine *e, struct buf *out)
{
    struct saver s = {.e = e, .out = out};
    if (e->status == HPDF_OK) {
        s.to_out = HPDF_CallbackWriter_New(e->doc->mmgr, append, out);
        s.to_body = HPDF_CallbackWriter_New(e->doc->mmgr, append, &s.body);
        if (check_new(e, s.to_out) && check_new(e, s.to_body)) {
            buf_adds(out, "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n");
            put_objects(&s);
            put_cross_reference(&s);
        }
    }
    if (s.to_out != NULL)
        HPDF_Stream_Free(s.to_out);
    if (s.to_body != NULL)
        HPDF_Stream_Free(s.to_body);
    buf_release(&s.rows);
    buf_release(&s.index);
    buf_release(&s.body);
    return e->status == HPDF_OK ? 0 : -1;
}

int engine_deflate(const void *bytes, size_t n, struct buf *out)
{
    struct engine *e = engine_new();
    int rc = e->status == HPDF_OK && deflate_bytes(e, bytes, n, out) ? 0 : -1;
    engine_free(e);
    return rc;
}
