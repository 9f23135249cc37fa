#include "pdf/fonts_private.h"

#include <stdlib.h>
#include <string.h>

#include "pdf/font_find_private.h"
#include "pdf/packer_private.h"
#include "pdf/shape_private.h"

#define FILE_LIMIT ((size_t)32 << 20) /* [bytes] */

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
    bool found = hb_font_get_nominal_glyph(f->font, cp, &gid);
    return found && gid < f->n_glyphs ? gid : 0; /* a broken font may promise more */
}

unsigned font_fallback(enum face face)
{
    return face == FACE_BOLD ? FONT_SYMBOL_BOLD : FONT_SYMBOL;
}

static const char *joined(struct arena *a, const char *const *list, size_t n)
{
    const char *text = "";
    for (size_t i = 0; i < n; i++)
        text = arena_printf(a, "%s%s%s", text, i > 0 ? ", " : "", list[i]);
    return text;
}

static int open_font(struct fonts *f, unsigned role, struct font_finder *finder, struct diag *d)
{
    const struct font_choice *c = &f->choices[role];
    struct font_found found = {c->path, 0};
    if (c->path == NULL && font_find(finder, c, f->arena, &found, d) != 0)
        return -1;
    f->file[role].symbolic = role >= FONT_SYMBOL;
    return font_file_open(&f->file[role], f->arena, c, &found, d);
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
        struct packer *packer = packer_new();
        packer_add(packer, PACK_OBJECTS, bytes.data, bytes.len, &f->profile);
        packer_free(packer);
        buf_release(&bytes);
        return rc;
    }
    struct arena *a = arena_new();
    DIAG_PLAIN(d, PDF_PROFILE_MISSING, joined(a, profiles, n));
    arena_free(a);
    return -1;
}

/* For messages about characters that no font has. */
static void name_tried(struct fonts *f)
{
    for (unsigned i = 0; i < FACE_COUNT; i++) {
        const struct font_file *own = &f->file[i], *other = &f->file[font_fallback((enum face)i)];
        f->tried[i] = strcmp(own->path, other->path) == 0
                          ? own->title
                          : arena_printf(f->arena, "%s und %s", own->title, other->title);
    }
}

struct fonts *fonts_open(const struct font_choice *choices, struct diag *d)
{
    struct fonts *f = mem_alloc(sizeof *f);
    struct font_finder *finder = font_finder_new();
    int rc = 0;
    f->arena = arena_new();
    f->choices = choices;
    f->shapes = shapes_new();
    for (unsigned i = 0; i < FONT_COUNT; i++)
        if (open_font(f, i, finder, d) != 0)
            rc = -1;
    if (open_profile(f, d) != 0)
        rc = -1;
    font_finder_free(finder);
    if (rc == 0) {
        name_tried(f);
        return f;
    }
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
    for (unsigned i = 0; i < FONT_COUNT; i++)
        font_file_close(&f->file[i]);
    shapes_free(f->shapes);
    arena_free(f->arena);
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

const char *fonts_tried(const struct fonts *f, enum face face)
{
    return f->tried[face];
}

struct metrics fonts_metrics(struct fonts *f)
{
    const struct font_file *r = &f->file[FACE_REGULAR];
    struct metrics m = {
        .ctx = f, .width = width, .has = has, .cap_height = r->cap_height,
        .x_height = r->x_height, .ascent = r->ascent, .descent = -r->descent};
    for (int i = 0; i < FACE_COUNT; i++)
        m.tried[i] = f->tried[i];
    return m;
}

struct font_record fonts_at(const struct fonts *f, unsigned role)
{
    const struct font_file *file = &f->file[role];
    const char *slash = strrchr(file->path, '/');
    return (struct font_record){.title = file->title, .version = file->version,
                                .file = slash != NULL ? slash + 1 : file->path,
                                .bytes = file->map.data, .len = file->map.len};
}
