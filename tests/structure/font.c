#include "structure/font.h"

#include <string.h>

#include "structure/lex.h"
#include "structure/text.h"

enum { WIDE_CODES = 65536, BYTE_CODES = 256, FONTS_MAX = 64, ENTRIES_MAX = 1 << 18 };

static uint32_t code_of(const struct lex_value *v)
{
    uint32_t code = 0;
    for (size_t i = 0; i < v->len && i < 4; i++)
        code = code << 8 | (unsigned char)v->text[i];
    return v->kind == LEX_STRING ? code : UINT32_MAX;
}

/* Whether the font's encoding has codes of that first byte and that length. */
static bool has_length(const struct font *f, const struct lex_value *v)
{
    return v->kind == LEX_STRING && v->len > 0 && f->bytes[(unsigned char)v->text[0]] == v->len;
}

static void map(struct font *f, const struct pdf *pdf, uint32_t code, const struct lex_value *to,
                uint32_t plus)
{
    const char *fault = NULL;
    if (f->mapped++ > ENTRIES_MAX) {
        f->text_fault = "too many entries in ToUnicode";
        return;
    }
    if (code >= f->n_codes || to->kind != LEX_STRING || to->len == 0) {
        f->text_fault = "an entry of ToUnicode is out of range or empty";
        return;
    }
    char *bytes = store_text(pdf->store, to->text, to->len);
    bytes[to->len - 1] = (char)(unsigned char)((unsigned char)bytes[to->len - 1] + plus);
    f->text[code] = text_of_utf16(pdf->store, (const unsigned char *)bytes, to->len, &fault);
    if (fault != NULL)
        f->text_fault = fault;
}

static void map_range(struct font *f, const struct pdf *pdf, const struct lex_value *entry)
{
    uint32_t from = code_of(&entry[0]), to = code_of(&entry[1]);
    if (to >= f->n_codes || from > to || !has_length(f, &entry[1])) {
        f->text_fault = "a range of ToUnicode that is none";
        return;
    }
    for (uint32_t code = from; code <= to && f->mapped <= ENTRIES_MAX; code++) {
        if (entry[2].kind != LEX_ARRAY)
            map(f, pdf, code, &entry[2], code - from);
        else if (code - from < entry[2].n)
            map(f, pdf, code, &entry[2].items[code - from], 0);
        else
            f->text_fault = "an array of ToUnicode is too short";
    }
}

/* The entries between the brackets of a CMap, n values each (2 or 3). */
typedef void cmap_entry(struct font *f, const struct pdf *pdf, const struct lex_value *entry);

struct cmap_kind {
    const char *begin;
    size_t n;
    cmap_entry *read;
};

static bool read_cmap(struct font *f, const struct pdf *pdf, json_t *stream,
                      const struct cmap_kind *kinds, size_t n_kinds)
{
    unsigned char *bytes;
    size_t n, held = 0;
    struct lex_value entry[3], v;
    const struct cmap_kind *kind = NULL;
    if (!pdf_stream(pdf, stream, &bytes, &n))
        return false;
    struct lex l = {.store = pdf->store, .p = bytes, .end = bytes + n};
    while ((v = lex_next(&l)).kind != LEX_END) {
        if (v.kind == LEX_OPERATOR) {
            kind = NULL;
            held = 0;
            for (size_t i = 0; i < n_kinds; i++)
                if (strcmp(v.text, kinds[i].begin) == 0)
                    kind = &kinds[i];
            continue;
        }
        if (kind == NULL)
            continue;
        entry[held++] = v;
        if (held == kind->n) {
            kind->read(f, pdf, entry);
            held = 0;
        }
    }
    return true;
}

static void read_char(struct font *f, const struct pdf *pdf, const struct lex_value *entry)
{
    if (!has_length(f, &entry[0]))
        f->text_fault = "a code of ToUnicode that is none";
    map(f, pdf, code_of(&entry[0]), &entry[1], 0);
}

static void read_text_range(struct font *f, const struct pdf *pdf, const struct lex_value *entry)
{
    if (!has_length(f, &entry[0]))
        f->text_fault = "a code of ToUnicode that is none";
    map_range(f, pdf, entry);
}

/* ISO 32000-1, 9.10.3. */
static void read_unicode(struct font *f, const struct pdf *pdf, json_t *stream)
{
    static const struct cmap_kind kinds[] = {{"beginbfchar", 2, read_char},
                                             {"beginbfrange", 3, read_text_range}};
    if (!read_cmap(f, pdf, stream, kinds, 2))
        f->text_fault = "no ToUnicode";
}

static void code_space(struct font *f, const struct pdf *pdf, const struct lex_value *entry)
{
    (void)pdf;
    size_t len = entry[0].len;
    if (entry[0].kind != LEX_STRING || entry[1].kind != LEX_STRING || len != entry[1].len ||
        len < 1 || len > 2) {
        f->fault = "codes that are not of one or two bytes";
        return;
    }
    for (unsigned b = (unsigned char)entry[0].text[0]; b <= (unsigned char)entry[1].text[0]; b++) {
        if (f->bytes[b] != 0)
            f->fault = "codes of two lengths begin alike";
        f->bytes[b] = (unsigned char)len;
    }
}

/* ISO 32000-1, 9.7.5: only the last byte may differ. */
static void cid_range(struct font *f, const struct pdf *pdf, const struct lex_value *entry)
{
    (void)pdf;
    uint32_t from = code_of(&entry[0]), to = code_of(&entry[1]);
    if (to >= f->n_codes || from > to || from >> 8 != to >> 8 || entry[2].kind != LEX_NUMBER ||
        !has_length(f, &entry[0]) || !has_length(f, &entry[1])) {
        f->fault = "a range of the encoding that is none";
        return;
    }
    for (uint32_t code = from; code <= to; code++)
        f->cid[code] = (uint32_t)entry[2].number + code - from;
}

static void read_encoding(struct font *f, const struct pdf *pdf)
{
    static const struct cmap_kind kinds[] = {{"begincodespacerange", 2, code_space},
                                             {"begincidrange", 3, cid_range}};
    json_t *encoding = json_object_get(f->dict, "/Encoding");
    if (pdf_is_name(pdf_resolve(pdf, encoding), "Identity-H")) {
        memset(f->bytes, 2, sizeof f->bytes);
        for (uint32_t code = 0; code < f->n_codes; code++)
            f->cid[code] = code;
    } else if (!read_cmap(f, pdf, encoding, kinds, 2)) {
        f->fault = "an encoding that is neither Identity-H nor in the file";
    }
}

/* ISO 32000-1, 9.7.4.3. */
static void read_cid_widths(struct font *f, const struct pdf *pdf, json_t *dict)
{
    json_t *w = pdf_key(pdf, dict, "/W");
    double standard = pdf_number(pdf_key(pdf, dict, "/DW"), 1000);
    float *width = store_alloc(pdf->store, f->n_codes * sizeof *width); /* by CID */
    for (uint32_t cid = 0; cid < f->n_codes; cid++)
        width[cid] = (float)standard;
    for (size_t i = 0; i + 1 < json_array_size(w);) {
        long from = pdf_integer(pdf_item(pdf, w, i), -1);
        json_t *next = pdf_item(pdf, w, i + 1);
        if (json_is_array(next)) {
            for (size_t k = 0; k < json_array_size(next) && k < f->n_codes; k++)
                if (from >= 0 && (size_t)from + k < f->n_codes)
                    width[(size_t)from + k] = (float)pdf_number(pdf_item(pdf, next, k), 0);
            i += 2;
            continue;
        }
        long to = pdf_integer(next, -1);
        for (long k = from; from >= 0 && k <= to && (size_t)k < f->n_codes; k++)
            width[k] = (float)pdf_number(pdf_item(pdf, w, i + 2), 0);
        i += 3;
    }
    for (uint32_t code = 0; code < f->n_codes; code++)
        f->width[code] = f->cid[code] < f->n_codes ? width[f->cid[code]] : (float)standard;
}

static void read_simple_widths(struct font *f, const struct pdf *pdf, json_t *dict)
{
    json_t *widths = pdf_key(pdf, dict, "/Widths");
    long first = pdf_integer(pdf_key(pdf, dict, "/FirstChar"), 0);
    for (size_t i = 0; i < json_array_size(widths) && i < BYTE_CODES; i++)
        if (first >= 0 && (size_t)first + i < f->n_codes)
            f->width[(size_t)first + i] = (float)pdf_number(pdf_item(pdf, widths, i), 0);
}

static bool tagged(const char *name)
{
    for (int i = 0; i < 6; i++)
        if (name[i] < 'A' || name[i] > 'Z')
            return false;
    return name[6] == '+' && name[7] != '\0';
}

static void read_descriptor(struct font *f, const struct pdf *pdf, json_t *dict)
{
    json_t *d = pdf_key(pdf, dict, "/FontDescriptor");
    json_t *file = json_object_get(d, "/FontFile2");
    unsigned char *bytes;
    f->top = pdf_number(pdf_key(pdf, d, "/CapHeight"), 700);
    f->bottom = pdf_number(pdf_key(pdf, d, "/Descent"), -200);
    f->embedded = file != NULL || pdf_key(pdf, d, "/FontFile3") != NULL ||
                  pdf_key(pdf, d, "/FontFile") != NULL;
    f->subset = tagged(f->name);
    if (file != NULL && pdf_stream(pdf, file, &bytes, &f->file_len))
        f->file = bytes;
}

static void read_composite(struct font *f, const struct pdf *pdf)
{
    json_t *below = pdf_item(pdf, pdf_key(pdf, f->dict, "/DescendantFonts"), 0);
    json_t *gids = json_object_get(below, "/CIDToGIDMap");
    unsigned char *bytes;
    f->cid = store_alloc(pdf->store, f->n_codes * sizeof *f->cid);
    read_encoding(f, pdf);
    read_cid_widths(f, pdf, below);
    read_descriptor(f, pdf, below);
    if (!pdf_is_name(pdf_key(pdf, below, "/Subtype"), "CIDFontType2"))
        f->fault = "a composite font that is no TrueType";
    if (pdf_stream(pdf, gids, &bytes, &f->n_gids))
        f->gids = bytes;
    else if (!pdf_is_name(gids, "Identity"))
        f->fault = "no map from codes to glyphs";
}

static void font_read(struct font *f, const struct pdf *pdf)
{
    const char *subtype = pdf_name(pdf_key(pdf, f->dict, "/Subtype"));
    const char *name = pdf_name(pdf_key(pdf, f->dict, "/BaseFont"));
    f->name = name != NULL ? name : "";
    f->composite = subtype != NULL && strcmp(subtype, "Type0") == 0;
    f->n_codes = f->composite ? WIDE_CODES : BYTE_CODES;
    f->width = store_alloc(pdf->store, f->n_codes * sizeof *f->width);
    f->text = store_alloc(pdf->store, f->n_codes * sizeof *f->text);
    f->used = store_alloc(pdf->store, f->n_codes * sizeof *f->used);
    if (f->composite) {
        read_composite(f, pdf);
    } else {
        memset(f->bytes, 1, sizeof f->bytes);
        read_simple_widths(f, pdf, f->dict);
        read_descriptor(f, pdf, f->dict);
    }
    if (subtype == NULL || strcmp(subtype, "Type3") == 0)
        f->fault = "no font, or one of Type 3";
    read_unicode(f, pdf, json_object_get(f->dict, "/ToUnicode"));
}

struct font *font_find(struct font_list *list, const struct pdf *pdf, json_t *value)
{
    json_t *dict = pdf_resolve(pdf, value);
    for (size_t i = 0; i < list->n; i++)
        if (list->font[i]->dict == dict || i == FONTS_MAX)
            return list->font[i];
    struct font *f = store_alloc(pdf->store, sizeof *f);
    f->dict = dict;
    font_read(f, pdf);
    list->font = store_room(pdf->store, list->font, list->n, &list->cap, sizeof *list->font);
    list->font[list->n++] = f;
    return f;
}

uint32_t font_glyph(const struct font *f, uint32_t code)
{
    uint32_t cid = f->cid != NULL ? f->cid[code] : code;
    if (f->gids == NULL)
        return cid;
    if ((size_t)cid * 2 + 1 >= f->n_gids)
        return 0;
    return (uint32_t)f->gids[2 * cid] << 8 | f->gids[2 * cid + 1];
}

static uint32_t big_endian(const struct font *f, size_t at, int bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < bytes; i++)
        value = value << 8 | (at + (size_t)i < f->file_len ? f->file[at + (size_t)i] : 0);
    return value;
}

static size_t table_at(const struct font *f, const char *tag, size_t *len)
{
    uint32_t n = big_endian(f, 4, 2);
    for (uint32_t i = 0; i < n && 12 + 16 * ((size_t)i + 1) <= f->file_len; i++) {
        size_t entry = 12 + 16 * (size_t)i;
        if (memcmp(f->file + entry, tag, 4) == 0) {
            *len = big_endian(f, entry + 12, 4);
            return big_endian(f, entry + 8, 4);
        }
    }
    return 0;
}

enum font_outline font_outline(const struct font *f, uint32_t gid)
{
    size_t len = 0;
    if (f->file == NULL)
        return FONT_UNKNOWN;
    size_t maxp = table_at(f, "maxp", &len), head = table_at(f, "head", &len);
    size_t loca = table_at(f, "loca", &len);
    if (maxp == 0 || head == 0 || loca == 0)
        return FONT_UNKNOWN;
    if (gid >= big_endian(f, maxp + 4, 2))
        return FONT_ABSENT;
    int size = big_endian(f, head + 50, 2) == 0 ? 2 : 4;
    size_t at = loca + (size_t)gid * (size_t)size;
    return big_endian(f, at, size) < big_endian(f, at + (size_t)size, size) ? FONT_DRAWN
                                                                             : FONT_EMPTY;
}
