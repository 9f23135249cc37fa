#include "layout/text_private.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "layout/chart_private.h"

enum { KNOWN_CHARACTERS = 0x3000 }; /* asked once; further ones every time */
enum { UNASKED, PRESENT, MISSING };

struct glyphs {
    unsigned char known[FACE_COUNT][KNOWN_CHARACTERS];
    unsigned char ascii[FACE_COUNT];
};

struct glyphs *glyphs_new(struct arena *a)
{
    return arena_alloc(a, sizeof(struct glyphs));
}

static bool present(struct layout *l, enum face face, uint32_t cp)
{
    if (cp >= KNOWN_CHARACTERS)
        return l->m->has(l->m->ctx, face, cp);
    unsigned char *known = &l->glyphs->known[face][cp];
    if (*known == UNASKED)
        *known = l->m->has(l->m->ctx, face, cp) ? PRESENT : MISSING;
    return *known == PRESENT;
}

bool glyphs_ascii(struct layout *l, enum face face)
{
    unsigned char *ascii = &l->glyphs->ascii[face];
    if (*ascii == UNASKED) {
        *ascii = PRESENT;
        for (uint32_t cp = 0x21; cp < 0x7F; cp++)
            if (!present(l, face, cp))
                *ascii = MISSING;
    }
    return *ascii == PRESENT;
}

/* Characters that mean the same on paper: used without a message. */
static uint32_t substitute(struct layout *l, enum face face, uint32_t cp)
{
    static const uint32_t same[][3] = {
        {0x202F, 0xA0, ' '}, {0x2009, 0xA0, ' '}, {0xA0, ' ', ' '}, {0x2007, 0xA0, ' '},
        {0x2011, 0x2010, '-'}, {0x2010, '-', '-'}, {0x2212, 0x2013, '-'}, {0x2015, 0x2014, '-'},
        {0x2003, 0xA0, ' '}, {0x2002, 0xA0, ' '},
    };
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
        if (same[i][0] != cp)
            continue;
        if (present(l, face, same[i][1]))
            return same[i][1];
        return same[i][2];
    }
    return 0;
}

struct missing { /* a character that was reported */
    struct missing *next;
    const void *origin;
    uint32_t cp;
};

/* Notes the character; true where it was noted for the origin before. */
static bool said(struct layout *l, const void *origin, uint32_t cp)
{
    for (const struct missing *m = l->missing; m != NULL; m = m->next)
        if (m->origin == origin && m->cp == cp)
            return true;
    struct missing *m = arena_alloc(l->arena, sizeof *m);
    *m = (struct missing){l->missing, origin, cp};
    l->missing = m;
    return false;
}

/* The words around a character that stands at s + at, up to the end of the text. */
static const char *around(struct layout *l, const char *s, size_t at)
{
    size_t len = at + strnlen(s + at, 64);
    size_t from = at > 24 ? at - 24 : 0;
    size_t to = len - from > 60 ? from + 60 : len;
    while (from > 0 && ((unsigned char)s[from] & 0xC0u) == 0x80)
        from--;
    while (to < len && ((unsigned char)s[to] & 0xC0u) == 0x80)
        to++;
    return arena_printf(l->arena, "%s%.*s%s", from > 0 ? "…" : "", (int)(to - from), s + from,
                        to < len ? "…" : "");
}

/* Once for each place of the template that holds the character; once for all where it comes
 * with values or names. */
static void report_missing(struct layout *l, enum face face, uint32_t cp, const char *at)
{
    const struct doc_node *node = l->reading_node;
    bool bad = cp == UTF8_BAD;
    enum diag_code code = bad ? TEXT_INVALID : GLYPH_MISSING;
    char shown[5] = {0};
    char number[16];
    utf8_put(shown, bad ? 0xFFFD : cp);
    snprintf(number, sizeof number, "U+%04X", (unsigned)cp);
    bool own = document_report(l->doc, NULL, code, node, shown, NULL);
    if (said(l, own ? document_origin(node) : NULL, cp))
        return;
    const char *words = around(l, l->reading, (size_t)(at - l->reading));
    const char *tried = l->m->tried[face] != NULL ? l->m->tried[face] : "des Berichts";
    const char *from = own ? "" : " Es kommt mit einem Wert oder Namen in die Vorlage.";
    const char *const invalid[] = {words, NULL};
    const char *const missing[] = {shown, number, words, tried, from, NULL};
    document_report(l->doc, l->diag, code, node, shown, bad ? invalid : missing);
}

static bool ignorable(uint32_t cp)
{
    return cp == 0x2060 || cp == 0xFEFF || cp == 0x200C || cp == 0x200D ||
           (cp >= 0x80 && cp < 0xA0);
}

static bool marker(uint32_t cp)
{
    return cp == 0xAD || cp == 0x200B;
}

static bool fine(struct layout *l, enum face face, uint32_t cp)
{
    if (cp < 0x20 || cp == 0x7F || cp == UTF8_BAD || ignorable(cp))
        return false;
    return cp == ' ' || marker(cp) || present(l, face, cp);
}

static void put_clean(struct layout *l, enum face face, struct buf *b, uint32_t cp,
                      const char *at)
{
    char bytes[4];
    if (cp < 0x20 || cp == 0x7F || ignorable(cp))
        return;
    if (!fine(l, face, cp)) {
        uint32_t other = substitute(l, face, cp);
        if (other == 0)
            report_missing(l, face, cp, at);
        cp = other != 0 ? other : '?';
    }
    buf_add(b, bytes, (size_t)utf8_put(bytes, cp));
}

const char *glyphs_clean(struct layout *l, enum face face, const char *s, size_t *len)
{
    const char *p = s;
    const char *end = s + *len;
    bool good = true;
    while (p < end && good)
        good = fine(l, face, utf8_next(&p, end));
    if (good)
        return s;
    struct buf b = BUF_INIT;
    for (p = s; p < end;) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        put_clean(l, face, &b, cp, at);
    }
    char *clean = arena_strndup(l->arena, buf_str(&b), b.len);
    *len = b.len;
    buf_release(&b);
    return clean;
}

const char *glyphs_of_chart(const struct chart_canvas *c, enum face face, const char *text)
{
    size_t len = strlen(text);
    if (c->layout == NULL)
        return text;
    c->layout->reading = text;
    c->layout->reading_node = c->node;
    return glyphs_clean(c->layout, face, text, &len);
}
