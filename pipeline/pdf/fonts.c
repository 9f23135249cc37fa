#include "pdf/fonts_private.h"

#include <harfbuzz/hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/engine_private.h"
#include "pdf/shape_private.h"

#define FILE_LIMIT ((size_t)32 << 20) /* [bytes] */

struct source {
    const char *name;  /* PostScript name */
    const char *title; /* for people */
    const char *file;
    bool symbolic;
};

static const struct source sources[FONT_COUNT] = {
    [FACE_REGULAR] = {"Lato-Regular", "Lato Regular", "Lato-Regular.ttf", false},
    [FACE_BOLD] = {"Lato-Bold", "Lato Bold", "Lato-Bold.ttf", false},
    [FACE_LIGHT] = {"Lato-Light", "Lato Light", "Lato-Light.ttf", false},
    [FACE_ITALIC] = {"Lato-Italic", "Lato Italic", "Lato-Italic.ttf", false},
    [FONT_SYMBOL] = {"DejaVuSans", "DejaVu Sans", "DejaVuSans.ttf", true},
    [FONT_SYMBOL_BOLD] = {"DejaVuSans-Bold", "DejaVu Sans Bold", "DejaVuSans-Bold.ttf", true},
};

/* Where distributions put these files; no environment is asked. */
static const char *const folders[] = {
    "/usr/share/fonts/truetype/lato", "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/lato",          "/usr/share/fonts/dejavu-sans-fonts",
    "/usr/share/fonts/lato-fonts",    "/usr/share/fonts/TTF",
    "/usr/local/share/fonts",
};

static const char *const profiles[] = {
    "/usr/share/color/icc/sRGB.icc",
    "/usr/share/color/icc/ghostscript/srgb.icc",
    "/usr/share/color/icc/colord/sRGB.icc",
};

int32_t font_units(const struct font_file *f, hb_position_t v)
{
    int64_t scaled = (int64_t)v * EM;
    int64_t half = (int64_t)f->upem / 2;
    return (int32_t)((scaled >= 0 ? scaled + half : scaled - half) / (int64_t)f->upem);
}

int32_t font_advance(const struct font_file *f, uint32_t gid)
{
    return font_units(f, hb_font_get_glyph_h_advance(f->font, gid));
}

uint32_t font_glyph(const struct font_file *f, uint32_t cp)
{
    hb_codepoint_t gid = 0;
    return hb_font_get_nominal_glyph(f->font, cp, &gid) ? gid : 0;
}

unsigned font_fallback(enum face face)
{
    return face == FACE_BOLD ? FONT_SYMBOL_BOLD : FONT_SYMBOL;
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

static int16_t big_endian(const char *p)
{
    return (int16_t)((unsigned char)p[0] << 8 | (unsigned char)p[1]);
}

/* OpenType, table head: xMin, yMin, xMax, yMax at offset 36. */
static bool read_box(struct font_file *f)
{
    unsigned n;
    hb_blob_t *blob = hb_face_reference_table(f->face, HB_TAG('h', 'e', 'a', 'd'));
    const char *head = hb_blob_get_data(blob, &n);
    bool ok = head != NULL && n >= 54;
    for (int i = 0; ok && i < 4; i++)
        f->box[i] = thousandths(f, big_endian(head + 36 + 2 * i));
    hb_blob_destroy(blob);
    return ok;
}

static bool read_metrics(struct font_file *f)
{
    if (!read_box(f))
        return false;
    f->ascent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, 800);
    f->descent = metric(f, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, -200);
    f->cap_height = metric(f, HB_OT_METRICS_TAG_CAP_HEIGHT, 700);
    f->x_height = metric(f, HB_OT_METRICS_TAG_X_HEIGHT, 500);
    f->italic_angle = (int)hb_style_get_value(f->font, HB_STYLE_TAG_SLANT_ANGLE);
    /* No table holds the stem width; this line through usual fonts is good enough for
     * the only use of StemV, imitating a font that is not embedded. */
    f->stem = 10 + ((int)hb_style_get_value(f->font, HB_STYLE_TAG_WEIGHT) - 50) * 220 / 900;
    return true;
}

static hb_blob_t *table(const struct font_file *f, hb_tag_t tag)
{
    return hb_face_reference_table(f->face, tag);
}

/* Where the outlines end by the table loca; 0 where it is cut off. A file that was
 * truncated would otherwise print nothing for some letters, silently. */
static unsigned outlines_end(const struct font_file *f)
{
    unsigned n_head, n_loca, end = 0;
    hb_blob_t *head_blob = table(f, HB_TAG('h', 'e', 'a', 'd'));
    hb_blob_t *loca_blob = table(f, HB_TAG('l', 'o', 'c', 'a'));
    const char *head = hb_blob_get_data(head_blob, &n_head);
    const char *loca = hb_blob_get_data(loca_blob, &n_loca);
    bool wide = n_head >= 54 && big_endian(head + 50) != 0;
    unsigned last = f->n_glyphs * (wide ? 4 : 2);
    if (n_head >= 54 && n_loca >= last + (wide ? 4 : 2)) {
        end = (uint16_t)big_endian(loca + last);
        end = wide ? end << 16 | (uint16_t)big_endian(loca + last + 2) : end * 2;
    }
    hb_blob_destroy(head_blob);
    hb_blob_destroy(loca_blob);
    return end;
}

/* Needs glyf outlines: others cannot go into a CIDFontType2. */
static bool is_usable(const struct font_file *f)
{
    hb_blob_t *glyf = table(f, HB_TAG('g', 'l', 'y', 'f'));
    unsigned end = outlines_end(f);
    bool usable = end > 0 && end <= hb_blob_get_length(glyf) && f->upem >= 16 &&
                  f->upem <= 16384 && f->n_glyphs > 1 && f->n_glyphs < UINT16_MAX;
    hb_blob_destroy(glyf);
    return usable;
}

static bool open_map(struct font_file *f, const struct source *source)
{
    hb_blob_t *blob = hb_blob_create(f->map.data, (unsigned)f->map.len, HB_MEMORY_MODE_READONLY,
                                     NULL, NULL);
    f->name = source->name;
    f->symbolic = source->symbolic;
    f->face = hb_face_create(blob, 0);
    f->font = hb_font_create(f->face);
    f->upem = hb_face_get_upem(f->face);
    f->n_glyphs = hb_face_get_glyph_count(f->face);
    hb_blob_destroy(blob);
    if (!is_usable(f) || !read_metrics(f))
        return false;
    return true;
}

static const char *find_file(struct arena *a, const char *name)
{
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = path_join(a, folders[i], name);
        if (file_exists(path))
            return path;
    }
    return NULL;
}

static const char *joined(struct arena *a, const char *const *list, size_t n)
{
    const char *text = "";
    for (size_t i = 0; i < n; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? ", " : "", list[i]);
    return text;
}

static int open_font(struct font_file *f, const struct source *source, struct diag *d)
{
    int rc = -1;
    struct arena *a = arena_new();
    const char *path = find_file(a, source->file);
    if (path == NULL) {
        DIAG_PLAIN(d, PDF_FONT_MISSING, source->title, source->file,
                   joined(a, folders, sizeof folders / sizeof *folders));
        goto out;
    }
    if (file_map(path, FILE_LIMIT, &f->map, d) != 0)
        goto out;
    if (!open_map(f, source)) {
        DIAG_PLAIN(d, PDF_FONT_BROKEN, source->title, path);
        goto out;
    }
    rc = 0;
out:
    arena_free(a);
    return rc;
}

/* The same in every document, so deflated once. */
static int open_profile(struct fonts *f, struct diag *d)
{
    size_t n = sizeof profiles / sizeof *profiles;
    for (size_t i = 0; i < n; i++) {
        struct buf bytes = BUF_INIT;
        if (!file_exists(profiles[i]))
            continue;
        int rc = file_read(profiles[i], FILE_LIMIT, &bytes, d);
        if (rc == 0 && engine_deflate(bytes.data, bytes.len, &f->profile) != 0) {
            DIAG_PLAIN(d, PDF_ENGINE, profiles[i]);
            rc = -1;
        }
        buf_release(&bytes);
        return rc;
    }
    struct arena *a = arena_new();
    DIAG_PLAIN(d, PDF_PROFILE_MISSING, joined(a, profiles, n));
    arena_free(a);
    return -1;
}

struct fonts *fonts_open(struct diag *d)
{
    struct fonts *f = mem_alloc(sizeof *f);
    int rc = 0;
    f->shapes = shapes_new();
    for (unsigned i = 0; i < FONT_COUNT; i++)
        if (open_font(&f->file[i], &sources[i], d) != 0)
            rc = -1;
    if (open_profile(f, d) != 0)
        rc = -1;
    if (rc == 0)
        return f;
    fonts_close(f);
    return NULL;
}

void fonts_join(struct fonts *f, joints_find *find)
{
    f->joints = find;
}

void fonts_close(struct fonts *f)
{
    if (f == NULL)
        return;
    for (unsigned i = 0; i < FONT_COUNT; i++) {
        hb_font_destroy(f->file[i].font);
        hb_face_destroy(f->file[i].face);
        file_unmap(&f->file[i].map);
    }
    shapes_free(f->shapes);
    buf_release(&f->profile);
    free(f);
}

static mpt width(void *ctx, enum face face, mpt size, const char *text, size_t len,
                 unsigned flags)
{
    struct shape_reader r = shape_start(ctx, face, flags, text, len);
    const struct shape *piece;
    int64_t sum = 0;
    while ((piece = shape_next(&r)) != NULL)
        sum += piece->advance;
    sum = (sum * size + EM / 2) / EM;
    return sum > INT32_MAX ? INT32_MAX : (mpt)sum;
}

static bool has(void *ctx, enum face face, uint32_t cp)
{
    return shape_has(ctx, face, cp);
}

struct metrics fonts_metrics(struct fonts *f)
{
    const struct font_file *r = &f->file[FACE_REGULAR];
    return (struct metrics){
        .ctx = f, .width = width, .has = has, .cap_height = r->cap_height,
        .x_height = r->x_height, .ascent = r->ascent, .descent = -r->descent};
}
