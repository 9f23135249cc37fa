#include "pdf/font_pdf_private.h"

#include <harfbuzz/hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "pdf/syntax_private.h"

enum { ENTRIES_PER_BLOCK = 100 /* Adobe TN 5411 */, TAG_LETTERS = 6 };

/* Codes are one byte, and two that begin with 80 .. 9F when those are used up. */
enum { WIDE_FIRST = 0x8001, WIDE_LAST = 0x9FFF, CODE_BYTES = 0x100 };

struct font_set *font_set_new(const struct fonts *f)
{
    struct font_set *s = mem_alloc(sizeof *s);
    for (unsigned i = 0; i < FONT_COUNT; i++)
        s->use[i].file = &f->file[i];
    return s;
}

void font_set_free(struct font_set *s)
{
    if (s == NULL)
        return;
    for (unsigned i = 0; i < FONT_COUNT; i++) {
        free(s->use[i].first);
        free(s->use[i].codes);
    }
    free(s);
}

static bool needs_escape(unsigned byte)
{
    return byte == '(' || byte == ')' || byte == '\\' || byte == '\r' || byte == '\n';
}

static bool is_lead(unsigned byte)
{
    return byte >= WIDE_FIRST >> 8 && byte <= WIDE_LAST >> 8;
}

static bool is_free(const struct font_use *u, uint32_t byte)
{
    return byte > 0 && byte < CODE_BYTES && !is_lead(byte) && !needs_escape(byte) &&
           !u->taken[byte];
}

/* The character's own number as long as it is free, so that words look the same in all fonts
 * and deflate against each other; then a control's that hangs on it, for dashes, quotes and
 * the other kind of figures; then one that few characters call their own. 0: none. */
static uint16_t single_code(const struct font_use *u, uint32_t cp)
{
    static const struct {
        uint16_t from, to;
    } spare[] = {{0x01, 0x1F}, {0x7F, 0x7F}, {0xA0, 0xFF}, {0x20, 0x7E}};
    if (is_free(u, cp))
        return (uint16_t)cp;
    if (is_free(u, cp & 0x1F))
        return (uint16_t)(cp & 0x1F);
    for (size_t i = 0; i < sizeof spare / sizeof *spare; i++)
        for (uint16_t code = spare[i].from; code <= spare[i].to; code++)
            if (is_free(u, code))
                return code;
    return 0;
}

static uint16_t wide_code(const struct font_use *u)
{
    uint16_t code = u->wide;
    do
        code = code == 0 ? WIDE_FIRST : (uint16_t)(code + 1);
    while (needs_escape(code & 0xFF) || (code & 0xFF) == 0);
    return code <= WIDE_LAST ? code : 0;
}

static uint16_t add_code(struct font_use *u, uint16_t gid, uint32_t cp)
{
    uint16_t code = single_code(u, cp);
    if (code != 0)
        u->taken[code] = true;
    else
        code = u->wide = wide_code(u);
    if (code == 0)
        return 0;
    if (u->n == u->cap) {
        u->cap = u->cap == 0 ? 128 : u->cap * 2;
        u->codes = mem_grow(u->codes, u->cap, sizeof *u->codes);
    }
    u->codes[u->n] = (struct font_code){code, gid, u->first[gid], cp};
    u->first[gid] = (uint16_t)++u->n;
    return code;
}

/* Characters of the CIDFont are numbered without a gap between both kinds of codes. */
static uint32_t cid_of(uint16_t code)
{
    return code < CODE_BYTES ? code : code - (WIDE_FIRST - 1U) + CODE_BYTES;
}

static int by_code(const void *a, const void *b)
{
    const struct font_code *x = a, *y = b;
    return (x->code > y->code) - (x->code < y->code);
}

uint16_t font_set_code(struct font_set *s, unsigned font, uint16_t gid, uint32_t cp)
{
    struct font_use *u = &s->use[font];
    if (gid >= u->file->n_glyphs) /* what a broken font substitutes may be anything */
        gid = 0;
    if (u->first == NULL)
        u->first = mem_alloc((u->file->n_glyphs + 1) * sizeof *u->first);
    for (uint16_t i = u->first[gid]; i != 0; i = u->codes[i - 1].next)
        if (u->codes[i - 1].cp == cp)
            return u->codes[i - 1].code;
    uint16_t code = s->full ? 0 : add_code(u, gid, cp);
    s->full = code == 0;
    return code;
}

/* Tables a PDF font has no use for; names and kerning stand in the PDF itself. */
static const hb_tag_t unneeded[] = {
    HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('c', 'm', 'a', 'p'),
    HB_TAG('p', 'o', 's', 't'), HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G'),
    HB_TAG('g', 'a', 's', 'p'), HB_TAG('F', 'F', 'T', 'M'), HB_TAG('M', 'A', 'T', 'H'),
};

/* The font file with the used glyphs, and where each glyph went. */
struct subset {
    hb_subset_input_t *input;
    hb_subset_plan_t *plan;
    hb_face_t *face;
    hb_blob_t *blob;
    const hb_map_t *to_new;
};

static bool subset_open(struct subset *t, const struct font_use *u)
{
    *t = (struct subset){.input = hb_subset_input_create_or_fail()};
    if (t->input == NULL)
        return false;
    hb_subset_input_set_flags(t->input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_t *drop = hb_subset_input_set(t->input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof unneeded / sizeof *unneeded; i++)
        hb_set_add(drop, unneeded[i]);
    hb_set_t *glyphs = hb_subset_input_glyph_set(t->input);
    for (uint32_t i = 0; i < u->n; i++)
        hb_set_add(glyphs, u->codes[i].gid);
    t->plan = hb_subset_plan_create_or_fail(u->file->face, t->input);
    if (t->plan == NULL)
        return false;
    t->face = hb_subset_plan_execute_or_fail(t->plan);
    if (t->face == NULL)
        return false;
    t->blob = hb_face_reference_blob(t->face);
    t->to_new = hb_subset_plan_old_to_new_glyph_mapping(t->plan);
    return hb_blob_get_length(t->blob) > 0;
}

static void subset_close(struct subset *t)
{
    hb_blob_destroy(t->blob);
    hb_face_destroy(t->face);
    hb_subset_plan_destroy(t->plan);
    hb_subset_input_destroy(t->input);
}

/* ABCDEF+Name: letters from a digest of the glyphs, so the same set has the same tag. */
static const char *base_font(const struct font_use *u, struct arena *a)
{
    struct buf set = BUF_INIT;
    unsigned char digest[SHA256_BYTES];
    char tag[TAG_LETTERS + 1] = "";
    buf_adds(&set, u->file->name);
    for (uint32_t i = 0; i < u->n; i++) {
        buf_addc(&set, ' ');
        buf_int(&set, u->codes[i].gid);
    }
    sha256(set.data, set.len, digest);
    for (int i = 0; i < TAG_LETTERS; i++)
        tag[i] = (char)('A' + digest[i] % 26);
    buf_release(&set);
    return arena_printf(a, "%s+%s", tag, u->file->name);
}

/* Text of an object in the arena, as the engine wants it. */
static uint32_t put_dict(struct engine *e, struct arena *a, struct buf *text)
{
    size_t n = text->len;
    return engine_dict(e, syntax_keep(a, text), n);
}

static uint32_t put_file(struct engine *e, struct arena *a, const struct subset *t)
{
    unsigned n;
    const char *bytes = hb_blob_get_data(t->blob, &n);
    const char *text = arena_printf(a, "/Length1 %u", n);
    return engine_stream(e, text, strlen(text), bytes, n, ENGINE_DEFLATE);
}

static uint32_t put_gid_map(struct engine *e, const struct font_use *u, const struct subset *t)
{
    struct buf map = BUF_INIT;
    for (uint32_t i = 0; i < u->n; i++) {
        while (map.len < (size_t)cid_of(u->codes[i].code) * 2)
            buf_add(&map, "\0", 2);
        hb_codepoint_t gid = hb_map_get(t->to_new, u->codes[i].gid);
        char pair[2] = {(char)(gid >> 8), (char)(gid & 0xFF)};
        buf_add(&map, pair, sizeof pair);
    }
    uint32_t object = engine_stream(e, "", 0, map.data, map.len, ENGINE_DEFLATE);
    buf_release(&map);
    return object;
}

static void put_characters(struct buf *b, uint32_t cp)
{
    if (!(cp & LIGATURE)) {
        syntax_utf16_hex(b, cp);
        return;
    }
    for (cp &= ~LIGATURE; cp != 0; cp >>= 7)
        syntax_utf16_hex(b, cp & 0x7F);
}

static void put_code(struct buf *b, uint16_t code)
{
    buf_printf(b, code < CODE_BYTES ? "<%02X>" : "<%04X>", (unsigned)code);
}

static void put_heads(struct buf *b, const char *ordering, const char *name, int type)
{
    buf_printf(b, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo <</Registry (Adobe) /Ordering (%s) /Supplement 0>> def\n"
                  "/CMapName /%s def\n/CMapType %d def\n", ordering, name, type);
    buf_adds(b, "3 begincodespacerange\n<00><7F>\n<8000><9FFF>\n<A0><FF>\n"
                "endcodespacerange\n");
}

static const char map_end[] =
    "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";

/* Entries of a CMap, in blocks. */
struct entries {
    struct buf *out;
    struct buf lines;
    const char *kind;
    unsigned n;
};

static void entries_end(struct entries *t)
{
    if (t->n > 0)
        buf_printf(t->out, "%u begin%s\n%send%s\n", t->n, t->kind, buf_str(&t->lines), t->kind);
    buf_clear(&t->lines);
    t->n = 0;
}

static void entries_next(struct entries *t)
{
    buf_addc(&t->lines, '\n');
    if (++t->n == ENTRIES_PER_BLOCK)
        entries_end(t);
}

/* The end of the codes from i on that are the numbers of their characters. Codes between them
 * that are not used may be in it; bytes below and above those that begin two may not. */
static uint32_t run_end(const struct font_use *u, uint32_t i)
{
    uint32_t from = i;
    while (i < u->n && u->codes[i].cp == u->codes[i].code &&
           ((u->codes[i].code ^ u->codes[from].code) & 0x80) == 0)
        i++;
    return i;
}

/* ISO 32000-1, 9.10.3 */
static uint32_t put_to_unicode(struct engine *e, const struct font_use *u)
{
    struct buf map = BUF_INIT;
    struct entries runs = {&map, BUF_INIT, "bfrange", 0}, others = {&map, BUF_INIT, "bfchar", 0};
    put_heads(&map, "UCS", "Adobe-Identity-UCS", 2);
    for (uint32_t i = 0; i < u->n;) {
        uint32_t end = run_end(u, i);
        struct entries *t = end > i ? &runs : &others;
        put_code(&t->lines, u->codes[i].code);
        if (end > i)
            put_code(&t->lines, u->codes[end - 1].code);
        buf_addc(&t->lines, '<');
        put_characters(&t->lines, u->codes[i].cp);
        buf_addc(&t->lines, '>');
        entries_next(t);
        i = end > i ? end : i + 1;
    }
    entries_end(&runs);
    entries_end(&others);
    buf_adds(&map, map_end);
    uint32_t object = engine_stream(e, "", 0, map.data, map.len, ENGINE_DEFLATE);
    buf_release(&runs.lines);
    buf_release(&others.lines);
    buf_release(&map);
    return object;
}

/* ISO 32000-1, 9.7.5.4: from codes to characters, the same for all fonts. A range may not go
 * beyond the last byte. */
static uint32_t put_encoding(struct engine *e, unsigned last_lead)
{
    static const char text[] = "/Type/CMap/CMapName/Sozialbericht/CIDSystemInfo"
                               "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/WMode 0";
    struct buf map = BUF_INIT;
    struct entries ranges = {&map, BUF_INIT, "cidrange", 0};
    put_heads(&map, "Identity", "Sozialbericht", 1);
    buf_adds(&map, "/WMode 0 def\n");
    buf_adds(&ranges.lines, "<00><7F> 0");
    entries_next(&ranges);
    for (unsigned lead = WIDE_FIRST >> 8; lead <= last_lead; lead++) {
        buf_printf(&ranges.lines, "<%02X00><%02XFF> %u", lead, lead, cid_of((uint16_t)(lead << 8)));
        entries_next(&ranges);
    }
    buf_adds(&ranges.lines, "<A0><FF> 160");
    entries_next(&ranges);
    entries_end(&ranges);
    buf_adds(&map, map_end);
    uint32_t object = engine_stream(e, text, strlen(text), map.data, map.len, ENGINE_DEFLATE);
    buf_release(&ranges.lines);
    buf_release(&map);
    return object;
}

/* In 1/1000 em with one decimal, exactly what was measured with. */
static void put_widths(struct buf *b, const struct font_use *u)
{
    buf_adds(b, "/W[");
    for (uint32_t i = 0; i < u->n; i++) {
        uint32_t cid = cid_of(u->codes[i].code);
        bool joins = i > 0 && cid == cid_of(u->codes[i - 1].code) + 1;
        if (!joins) {
            if (i > 0)
                buf_addc(b, ']');
            buf_int(b, cid);
            buf_addc(b, '[');
        } else {
            buf_addc(b, ' ');
        }
        syntax_number(b, font_advance(u->file, u->codes[i].gid), 1);
    }
    buf_adds(b, "]]");
}

static uint32_t put_descriptor(struct engine *e, struct arena *a, struct buf *b,
                               const struct font_file *f, const char *name, uint32_t file)
{
    unsigned flags = (f->symbolic ? 4U : 32U) | (f->italic_angle != 0 ? 64U : 0U);
    buf_printf(b, "/Type/FontDescriptor/FontName/%s/Flags %u", name, flags);
    buf_printf(b, "/FontBBox[%d %d %d %d]/ItalicAngle %d", f->box[0], f->box[1], f->box[2],
               f->box[3], f->italic_angle);
    buf_printf(b, "/Ascent %d/Descent %d/CapHeight %d/XHeight %d/StemV %d/FontFile2 ", f->ascent,
               f->descent, f->cap_height, f->x_height, f->stem);
    syntax_ref(b, file);
    return put_dict(e, a, b);
}

static uint32_t put_cid_font(struct engine *e, struct arena *a, struct buf *b,
                             const struct font_use *u, const char *name,
                             const struct subset *t)
{
    uint32_t file = put_file(e, a, t);
    uint32_t descriptor = put_descriptor(e, a, b, u->file, name, file);
    uint32_t map = put_gid_map(e, u, t);
    buf_printf(b, "/Type/Font/Subtype/CIDFontType2/BaseFont/%s", name);
    buf_adds(b, "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>");
    buf_adds(b, "/FontDescriptor ");
    syntax_ref(b, descriptor);
    buf_adds(b, "/CIDToGIDMap ");
    syntax_ref(b, map);
    put_widths(b, u);
    return put_dict(e, a, b);
}

/* The Type0 font; 0 where the subset could not be made. */
static uint32_t put_font(struct engine *e, struct arena *a, const struct font_use *u,
                         uint32_t encoding)
{
    struct subset t;
    struct buf b = BUF_INIT;
    uint32_t object = 0;
    if (!subset_open(&t, u))
        goto out;
    const char *name = base_font(u, a);
    uint32_t cid_font = put_cid_font(e, a, &b, u, name, &t);
    uint32_t to_unicode = put_to_unicode(e, u);
    buf_printf(&b, "/Type/Font/Subtype/Type0/BaseFont/%s/Encoding ", name);
    syntax_ref(&b, encoding);
    buf_adds(&b, "/DescendantFonts[");
    syntax_ref(&b, cid_font);
    buf_adds(&b, "]/ToUnicode ");
    syntax_ref(&b, to_unicode);
    object = put_dict(e, a, &b);
out:
    subset_close(&t);
    buf_release(&b);
    return object;
}

uint32_t font_set_write(struct font_set *s, struct engine *e, struct arena *a,
                        const char **reason)
{
    struct buf b = BUF_INIT;
    uint16_t wide = 0;
    for (unsigned i = 0; i < FONT_COUNT; i++)
        wide = s->use[i].wide > wide ? s->use[i].wide : wide;
    uint32_t object = 0, encoding = put_encoding(e, wide >> 8);
    *reason = s->full ? "zu viele verschiedene Zeichen" : NULL;
    buf_adds(&b, "/Font<<");
    for (unsigned i = 0; i < FONT_COUNT && *reason == NULL; i++) {
        if (s->use[i].n == 0)
            continue;
        qsort(s->use[i].codes, s->use[i].n, sizeof *s->use[i].codes, by_code);
        uint32_t font = put_font(e, a, &s->use[i], encoding);
        if (font == 0 && engine_reason(e) == NULL)
            *reason = arena_printf(a, "Schrift %s nicht teilbar", s->use[i].file->name);
        buf_printf(&b, "/F%u ", i);
        syntax_ref(&b, font);
    }
    buf_adds(&b, ">>");
    if (*reason == NULL)
        object = put_dict(e, a, &b);
    buf_release(&b);
    return object;
}
