#include "pdf/engine_private.h"

#include <hpdf.h>
#include <hpdf_info.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "pdf/packer_private.h"
#include "pdf/syntax_private.h"

/* Offsets, write hooks and error habits used below were proven with this version only. */
#if HPDF_VERSION_ID != 20300
#error "engine.c is written for libharu 2.3.0: check its use of internals before moving on"
#endif

enum { ID_BYTES = 16 };

struct engine {
    HPDF_Doc doc;
    struct arena *arena;
    struct packer *packer;
    struct raw *raw; /* by object */
    uint32_t n_raw, cap_raw;
    HPDF_STATUS status; /* first failure */
    char reason[64];
};

/* What is written for an object instead of what libharu holds; in the arena or lent. */
struct raw {
    const char *text; /* NULL: libharu's object */
    size_t n;
    const char *bytes; /* of a stream as they are written; NULL: a dictionary */
    size_t n_bytes;
    bool packed;       /* they are deflated */
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
    e->packer = packer_new();
    e->doc = HPDF_NewEx(failed, memory_new, memory_free, 0, e);
    if (e->doc == NULL) {
        failed(HPDF_FAILD_TO_ALLOC_MEM, 0, e);
        return e;
    }
    e->doc->pdf_version = HPDF_VER_17;
    return e;
}

void engine_free(struct engine *e)
{
    if (e == NULL)
        return;
    if (e->doc != NULL)
        HPDF_Free(e->doc);
    packer_free(e->packer);
    arena_free(e->arena);
    free(e->raw);
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

static void set_raw(struct engine *e, uint32_t object, struct raw raw)
{
    if (object >= e->cap_raw) {
        e->cap_raw = object < 512 ? 1024 : object * 2;
        e->raw = mem_grow(e->raw, e->cap_raw, sizeof *e->raw);
    }
    for (; e->n_raw <= object; e->n_raw++)
        e->raw[e->n_raw] = (struct raw){.text = NULL};
    e->raw[object] = raw;
}

uint32_t engine_object(struct engine *e)
{
    if (e->status != HPDF_OK)
        return 0;
    HPDF_Dict dict = HPDF_Dict_New(e->doc->mmgr);
    if (!check_new(e, dict) || !check(e, HPDF_Xref_Add(e->doc->xref, dict)))
        return 0;
    set_raw(e, number_of(dict), (struct raw){.text = ""});
    return number_of(dict);
}

void engine_object_text(struct engine *e, uint32_t object, const char *text, size_t n)
{
    if (e->status == HPDF_OK)
        set_raw(e, object, (struct raw){.text = text, .n = n});
}

uint32_t engine_dict(struct engine *e, const char *text, size_t n)
{
    uint32_t object = engine_object(e);
    engine_object_text(e, object, text, n);
    return object;
}

/* Streams are packed at once: what is kept until the end is a third of it. */
static void set_stream(struct engine *e, uint32_t object, enum packing how, struct raw raw)
{
    struct buf b = BUF_INIT;
    if (raw.packed)
        packer_add(e->packer, how, raw.bytes, raw.n_bytes, &b);
    else
        buf_add(&b, raw.bytes, raw.n_bytes);
    raw.n_bytes = b.len;
    raw.bytes = syntax_keep(e->arena, &b);
    set_raw(e, object, raw);
    buf_release(&b);
}

uint32_t engine_stream(struct engine *e, const char *text, size_t n_text, const void *bytes,
                       size_t n, enum engine_filter filter)
{
    uint32_t object = engine_object(e);
    if (e->status == HPDF_OK)
        set_stream(e, object, PACK_OBJECTS,
                   (struct raw){text, n_text, bytes, n, filter == ENGINE_DEFLATE});
    return object;
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
    engine_page_content(e, number_of(page), "", 0);
    return number_of(page);
}

/* libharu has made the object already. */
void engine_page_content(struct engine *e, uint32_t page, const void *bytes, size_t n)
{
    if (e->status != HPDF_OK)
        return;
    HPDF_Dict dict = dict_at(e, page);
    if (dict == NULL)
        return;
    HPDF_PageAttr attr = dict->attr;
    set_stream(e, number_of(attr->contents), PACK_DRAWN, (struct raw){"", 0, bytes, n, true});
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

/* Written behind what libharu itself puts into the catalog. */
static HPDF_STATUS write_lent(HPDF_Dict dict, HPDF_Stream stream)
{
    const struct raw *raw = dict->attr;
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)raw->text, (HPDF_UINT)raw->n);
}

void engine_catalog(struct engine *e, const char *text, size_t n)
{
    if (e->status != HPDF_OK)
        return;
    struct raw *raw = arena_alloc(e->arena, sizeof *raw);
    *raw = (struct raw){.text = text, .n = n};
    e->doc->catalog->attr = raw;
    e->doc->catalog->write_fn = write_lent;
}

/* The finished file is not written by libharu itself: only dictionaries that share
 * compressed object streams (ISO 32000-1, 7.5.7) keep a tagged report small. */

enum { OBJECTS_PER_STREAM = 1000, ROW_BYTES = 7, UNLISTED = 65535 };

struct saver {
    struct engine *e;
    struct buf *out;
    struct buf rows;     /* cross-reference rows: kind, 4 bytes, 2 bytes */
    struct buf index;    /* of the object stream being filled */
    struct buf body;
    uint32_t n_members;
    uint32_t next;       /* number of the next object of our own */
    HPDF_Stream to_body;
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

static void put_stream(struct saver *s, uint32_t object, const struct raw *raw)
{
    row_set(s, object, 1, s->out->len, 0);
    buf_int(s->out, object);
    buf_adds(s->out, " 0 obj\n<<");
    buf_add(s->out, raw->text, raw->n);
    if (raw->packed)
        buf_adds(s->out, "/Filter/FlateDecode");
    buf_adds(s->out, "/Length ");
    buf_int(s->out, (int64_t)raw->n_bytes);
    buf_adds(s->out, ">>\nstream\n");
    buf_add(s->out, raw->bytes, raw->n_bytes);
    buf_adds(s->out, "\nendstream\nendobj\n");
}

/* A stream of the serializer's own: entries of its dictionary and what is to be packed. */
static void put_packed(struct saver *s, uint32_t object, const struct buf *entries,
                       const struct buf *bytes)
{
    struct buf packed = BUF_INIT;
    packer_add(s->e->packer, PACK_OBJECTS, bytes->data, bytes->len, &packed);
    const struct raw raw = {entries->data, entries->len, packed.data, packed.len, true};
    put_stream(s, object, &raw);
    buf_release(&packed);
}

static void flush_members(struct saver *s)
{
    if (s->n_members == 0)
        return;
    struct buf entries = BUF_INIT;
    buf_adds(&entries, "/Type/ObjStm/N ");
    buf_int(&entries, s->n_members);
    buf_adds(&entries, "/First ");
    buf_int(&entries, (int64_t)s->index.len);
    buf_add(&s->index, s->body.data, s->body.len);
    put_packed(s, s->next++, &entries, &s->index);
    buf_release(&entries);
    buf_clear(&s->index);
    buf_clear(&s->body);
    s->n_members = 0;
}

static void put_member(struct saver *s, uint32_t object, const struct raw *raw, void *value)
{
    row_set(s, object, 2, s->next, s->n_members++);
    buf_int(&s->index, object);
    buf_addc(&s->index, ' ');
    buf_int(&s->index, (int64_t)s->body.len);
    buf_addc(&s->index, ' ');
    if (raw->text != NULL) {
        buf_adds(&s->body, "<<");
        buf_add(&s->body, raw->text, raw->n);
        buf_adds(&s->body, ">>");
    } else {
        check(s->e, HPDF_Obj_WriteValue(value, s->to_body, NULL));
    }
    if (s->n_members == OBJECTS_PER_STREAM)
        flush_members(s);
}

/* The numbers among the objects are lengths that libharu made with the contents of pages.
 * Ours stand in the streams themselves, so these are free (ISO 32000-1, 7.5.4). */
static bool is_number(const void *value)
{
    const HPDF_Obj_Header *header = value;
    return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NUMBER;
}

static void put_objects(struct saver *s)
{
    static const struct raw none = {.text = NULL};
    const struct engine *e = s->e;
    uint32_t n = (uint32_t)e->doc->xref->entries->count;
    s->next = n;
    for (uint32_t i = 1; i < n && e->status == HPDF_OK; i++) {
        const struct raw *raw = i < e->n_raw ? &e->raw[i] : &none;
        void *value = HPDF_Xref_GetEntry(e->doc->xref, i)->obj;
        if (raw->bytes != NULL)
            put_stream(s, i, raw);
        else if (raw->text == NULL && is_number(value))
            row_set(s, i, 0, 0, UNLISTED);
        else
            put_member(s, i, raw, value);
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
    row_set(s, 0, 0, 0, UNLISTED);
    row_set(s, s->next, 1, start, 0);
    buf_adds(&entries, "/Type/XRef/W[1 4 2]/Size ");
    buf_int(&entries, (int64_t)s->next + 1);
    buf_adds(&entries, "/Root ");
    syntax_ref(&entries, number_of(s->e->doc->catalog));
    buf_adds(&entries, "/Info ");
    syntax_ref(&entries, number_of(s->e->doc->info));
    put_digest(s, &entries);
    buf_printf(&entries, "/DecodeParms<</Predictor 12/Columns %d>>", ROW_BYTES);
    put_differences(&s->rows, &differences);
    put_packed(s, s->next, &entries, &differences);
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
        s.to_body = HPDF_CallbackWriter_New(e->doc->mmgr, append, &s.body);
        if (check_new(e, s.to_body)) {
            buf_adds(out, "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n");
            put_objects(&s);
            put_cross_reference(&s);
        }
    }
    if (s.to_body != NULL)
        HPDF_Stream_Free(s.to_body);
    buf_release(&s.rows);
    buf_release(&s.index);
    buf_release(&s.body);
    return e->status == HPDF_OK ? 0 : -1;
}
