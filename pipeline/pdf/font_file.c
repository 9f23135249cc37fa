#include <errno.h>
#include <harfbuzz/hb-ot.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pdf/font_find_private.h"
#include "pdf/fonts_private.h"

#define FILE_LIMIT ((size_t)32 << 20) /* [bytes] */

enum { NAME_MAX_BYTES = 128, DIRECTORY_ENTRY = 16 };

/* A font file while it is judged. */
struct candidate {
    struct font_file *f;
    struct arena *a;
    const struct font_choice *c;
    struct diag *d;
};

static uint32_t be16(const char *p)
{
    return (uint32_t)(unsigned char)p[0] << 8 | (unsigned char)p[1];
}

static uint32_t be32(const char *p)
{
    return be16(p) << 16 | be16(p + 2);
}

static int refuse(const struct candidate *k, enum diag_code code, const char *what)
{
    DIAG_AT(k->d, code, k->c->at, k->f->title, k->f->path, what);
    return -1;
}

/* Thousandths of an em: round(v * 1000 / upem). */
static int thousandths(const struct font_file *f, hb_position_t v)
{
    int32_t x = font_units(f, v);
    return (x >= 0 ? x + 5 : x - 5) / 10;
}

static int metric(const struct font_file *f, hb_ot_metrics_tag_t tag, int otherwise)
{
    hb_position_t v;
    return hb_ot_metrics_get_position(f->font, tag, &v) ? thousandths(f, v) : otherwise;
}

/* A table of the font, as far as it lies in the file; NULL and 0 where there is none. */
struct table {
    hb_blob_t *blob;
    const char *data;
    unsigned n; /* [bytes] */
};

static struct table table_open(const struct font_file *f, hb_tag_t tag)
{
    struct table t = {.blob = hb_face_reference_table(f->face, tag)};
    t.data = hb_blob_get_data(t.blob, &t.n);
    return t;
}

static void table_close(struct table *t)
{
    hb_blob_destroy(t->blob);
}

static bool has_table(const struct font_file *f, hb_tag_t tag)
{
    struct table t = table_open(f, tag);
    table_close(&t);
    return t.n > 0;
}

/* OpenType, table head: xMin, yMin, xMax, yMax at offset 36. */
static bool read_metrics(struct font_file *f)
{
    struct table head = table_open(f, HB_TAG('h', 'e', 'a', 'd'));
    bool ok = head.n >= 54;
    for (int i = 0; ok && i < 4; i++)
        f->box[i] = thousandths(f, (int16_t)be16(head.data + 36 + 2 * i));
    table_close(&head);
    f->ascent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 800);
    f->descent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -200);
    f->cap_height = metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT, 700);
    f->x_height = metric(f, HB_OT_METRICS_TAG_X_HEIGHT, 500);
    f->italic_angle = (int)hb_style_get_value(f->font, HB_STYLE_TAG_SLANT_ANGLE);
    /* No table holds the stem width; this line through usual fonts is good enough for
     * the only use of StemV, imitating a font that is not embedded. */
    f->stem = 10 + ((int)hb_style_get_value(f->font, HB_STYLE_TAG_WEIGHT) - 50) * 220 / 900;
    return ok;
}

/* Every outline must begin where the one before ends, and end in the table glyf. A file
 * that was damaged would otherwise print nothing for some letters, silently. */
static bool outlines_whole(const struct font_file *f)
{
    struct table head = table_open(f, HB_TAG('h', 'e', 'a', 'd'));
    struct table loca = table_open(f, HB_TAG('l', 'o', 'c', 'a'));
    struct table glyf = table_open(f, HB_TAG('g', 'l', 'y', 'f'));
    bool wide = head.n >= 54 && be16(head.data + 50) != 0;
    unsigned size = wide ? 4 : 2;
    bool whole = head.n >= 54 && loca.n / size > f->n_glyphs;
    uint32_t last = 0;
    for (unsigned i = 0; whole && i <= f->n_glyphs; i++) {
        uint32_t at = wide ? be32(loca.data + i * 4) : be16(loca.data + i * 2) * 2;
        whole = at >= last && at <= glyf.n;
        last = at;
    }
    table_close(&head);
    table_close(&loca);
    table_close(&glyf);
    return whole && last > 0;
}

/* What a file is that does not begin like a TrueType font; NULL where it does. */
static const char *kind_of(const char *p, size_t n)
{
    static const struct {
        const char *begin;
        size_t n;
        const char *kind;
    } kinds[] = {
        {"OTTO", 4, "Sie hat PostScript-Umrisse (OpenType/CFF, meist .otf)"},
        {"wOFF", 4, "Sie ist eine Schrift für Webseiten (WOFF)"},
        {"wOF2", 4, "Sie ist eine Schrift für Webseiten (WOFF2)"},
        {"%!", 2, "Sie ist eine PostScript-Schrift (Type 1)"},
        {"\x80\x01", 2, "Sie ist eine PostScript-Schrift (Type 1)"},
    };
    if (n >= 12 && (memcmp(p, "\0\1\0\0", 4) == 0 || memcmp(p, "true", 4) == 0 ||
                    memcmp(p, "ttcf", 4) == 0))
        return NULL;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (n >= kinds[i].n && memcmp(p, kinds[i].begin, kinds[i].n) == 0)
            return kinds[i].kind;
    return "Die Datei ist keine Schrift";
}

/* In a PDF name and behind the letters of a subset only plain characters. */
static const char *postscript_name(const char *name, struct arena *a)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    char *s = arena_strdup(a, name), *end = s;
    for (const char *p = s; *p != '\0'; p++)
        if (strchr(plain, *p) != NULL)
            *end++ = *p;
    *end = '\0';
    return s[0] != '\0' ? s : "Schrift";
}

/* The table that does not lie wholly in the file, or NULL. HarfBuzz would do with what
 * is there, and kerning be lost without a word. */
static const char *cut_table(const struct candidate *k, const char *p, size_t n, unsigned index)
{
    size_t at = 0;
    if (memcmp(p, "ttcf", 4) == 0) {
        if (index >= be32(p + 8) || 12 + 4 * ((size_t)index + 1) > n)
            return "Verzeichnis";
        at = be32(p + 12 + 4 * (size_t)index);
    }
    if (at > n || n - at < 12)
        return "Verzeichnis";
    size_t count = be16(p + at + 4);
    if ((n - at - 12) / DIRECTORY_ENTRY < count)
        return "Verzeichnis";
    for (size_t i = 0; i < count; i++) {
        const char *entry = p + at + 12 + i * DIRECTORY_ENTRY;
        uint32_t from = be32(entry + 8), length = be32(entry + 12);
        if (from > n || length > n - from)
            return arena_printf(k->a, "Tabelle %s", postscript_name(
                                                       arena_strndup(k->a, entry, 4), k->a));
    }
    return NULL;
}

/* OpenType, table OS/2, fsType at offset 8: the lowest four bits say what is allowed,
 * the least restrictive one counts; then two that forbid subsets and outlines. */
static const char *forbidden(const struct font_file *f)
{
    struct table os2 = table_open(f, HB_TAG('O', 'S', '/', '2'));
    unsigned type = os2.n >= 10 ? be16(os2.data + 8) : 0;
    table_close(&os2);
    if ((type & 0xF) == 0x2)
        return "fsType: Einbetten nur mit besonderer Lizenz";
    if (type & 0x100)
        return "fsType: keine Teilschriften";
    return type & 0x200 ? "fsType: nur Bitmaps" : NULL;
}

static const char *name_in(const struct font_file *f, hb_ot_name_id_t id, struct arena *a)
{
    char text[NAME_MAX_BYTES];
    unsigned n = sizeof text;
    hb_ot_name_get_utf8(f->face, id, hb_language_from_string("en", -1), &n, text);
    for (unsigned i = 0; i < n; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7F)
            text[i] = ' ';
    return arena_strndup(a, text, n);
}

static void read_names(struct font_file *f, struct arena *a)
{
    const char *full = name_in(f, HB_OT_NAME_ID_FULL_NAME, a);
    f->name = postscript_name(name_in(f, HB_OT_NAME_ID_POSTSCRIPT_NAME, a), a);
    f->version = name_in(f, HB_OT_NAME_ID_VERSION_STRING, a);
    if (full[0] != '\0')
        f->title = full;
}

static int judge_kind(const struct candidate *k)
{
    const struct font_file *f = k->f;
    if (has_table(f, HB_TAG('f', 'v', 'a', 'r')))
        return refuse(k, PDF_FONT_KIND, "Sie ist eine variable Schrift; gebraucht wird ein "
                                        "fester Schnitt");
    if (has_table(f, HB_TAG('g', 'l', 'y', 'f')))
        return 0;
    if (has_table(f, HB_TAG('C', 'F', 'F', ' ')) || has_table(f, HB_TAG('C', 'F', 'F', '2')))
        return refuse(k, PDF_FONT_KIND, "Sie hat PostScript-Umrisse (OpenType/CFF)");
    if (has_table(f, HB_TAG('E', 'B', 'D', 'T')) || has_table(f, HB_TAG('C', 'B', 'D', 'T')) ||
        has_table(f, HB_TAG('s', 'b', 'i', 'x')) || has_table(f, HB_TAG('b', 'd', 'a', 't')))
        return refuse(k, PDF_FONT_KIND, "Sie hat keine Umrisse, sondern nur Bitmaps");
    return refuse(k, PDF_FONT_BROKEN, "Tabelle glyf fehlt");
}

/* HarfBuzz makes do with less: without widths every letter is an em wide. */
static bool advances_whole(const struct font_file *f)
{
    struct table hhea = table_open(f, HB_TAG('h', 'h', 'e', 'a'));
    struct table hmtx = table_open(f, HB_TAG('h', 'm', 't', 'x'));
    unsigned n = hhea.n >= 36 ? be16(hhea.data + 34) : 0;
    bool whole = n > 0 && n <= f->n_glyphs && hmtx.n >= 4 * n + 2 * (f->n_glyphs - n);
    table_close(&hhea);
    table_close(&hmtx);
    return whole;
}

static int judge(const struct candidate *k)
{
    struct font_file *f = k->f;
    const char *why = forbidden(f);
    if (judge_kind(k) != 0)
        return -1;
    if (why != NULL)
        return refuse(k, PDF_FONT_FORBIDDEN, why);
    if (f->upem < 16 || f->upem > 16384 || !read_metrics(f))
        return refuse(k, PDF_FONT_BROKEN, "Tabelle head");
    if (f->n_glyphs < 2 || f->n_glyphs >= UINT16_MAX || !outlines_whole(f))
        return refuse(k, PDF_FONT_BROKEN, "Tabellen loca und glyf: Umrisse fehlen");
    if (!advances_whole(f))
        return refuse(k, PDF_FONT_BROKEN, "Tabellen hhea und hmtx: Breiten fehlen");
    if (font_glyph(f, 'n') == 0)
        return refuse(k, PDF_FONT_BROKEN, "Tabelle cmap: Buchstaben fehlen");
    return 0;
}

static int map_file(const struct candidate *k)
{
    char cause[64];
    struct stat st;
    bool found = stat(k->f->path, &st) == 0;
    if (found && !S_ISREG(st.st_mode))
        errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    if (!found || !S_ISREG(st.st_mode) || access(k->f->path, R_OK) != 0) {
        file_cause(errno, cause);
        DIAG_AT(k->d, PDF_FONT_FILE, k->c->at, k->f->path, cause);
        return -1;
    }
    return file_map(k->f->path, FILE_LIMIT, &k->f->map, k->d);
}

int font_file_open(struct font_file *f, struct arena *a, const struct font_choice *c,
                   const struct font_found *found, struct diag *d)
{
    const struct candidate k = {f, a, c, d};
    f->path = found->path;
    const char *slash = strrchr(f->path, '/');
    f->title = c->family != NULL ? arena_printf(a, "%s %s", c->family, c->style)
               : slash != NULL   ? slash + 1
                                 : f->path;
    f->version = "";
    if (map_file(&k) != 0)
        return -1;
    const char *kind = kind_of(f->map.data, f->map.len);
    if (kind != NULL)
        return refuse(&k, PDF_FONT_KIND, kind);
    const char *cut = cut_table(&k, f->map.data, f->map.len, found->index);
    if (cut != NULL)
        return refuse(&k, PDF_FONT_BROKEN, arena_printf(a, "%s: abgeschnitten", cut));
    hb_blob_t *blob = hb_blob_create(f->map.data, (unsigned)f->map.len, HB_MEMORY_MODE_READONLY,
                                     NULL, NULL);
    f->face = hb_face_create(blob, found->index);
    f->font = hb_font_create(f->face);
    f->upem = hb_face_get_upem(f->face);
    f->n_glyphs = hb_face_get_glyph_count(f->face);
    hb_blob_destroy(blob);
    read_names(f, a);
    return judge(&k);
}

void font_file_close(struct font_file *f)
{
    hb_font_destroy(f->font);
    hb_face_destroy(f->face);
    file_unmap(&f->map);
}
