#include "layout/text_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "layout/footnote_private.h"

enum { LINK_DEPTH = 4, SUPERSCRIPT_SIZE = 620, SUPERSCRIPT_RISE = 360 /* [1/1000 em] */ };

struct writer { /* collects the pieces of one block */
    struct layout *l;
    const struct text_look *look;
    struct piece *piece;
    size_t n, cap;
    const struct text_style *style;
    struct tag *block; /* of the block itself */
    struct tag *tag;   /* span or link inside it, or NULL */
    bool hyphenate;
    bool noted;
};

static mpt scaled(mpt length, int thousandths)
{
    return (mpt)((int64_t)length * thousandths / 1000);
}

mpt style_width(const struct layout *l, const struct text_style *s, const char *text, size_t len)
{
    return l->m->width(l->m->ctx, s->face, s->size, text, len, s->flags);
}

const struct text_style *style_make(struct layout *l, enum face face, mpt size, uint32_t rgb,
                                    unsigned flags, mpt rise)
{
    for (struct text_style *s = l->styles; s != NULL; s = s->next)
        if (s->face == face && s->size == size && s->rgb == rgb && s->flags == flags &&
            s->rise == rise)
            return s;
    struct text_style *s = arena_alloc(l->arena, sizeof *s);
    *s = (struct text_style){.next = l->styles, .face = face, .size = size, .rgb = rgb,
                             .flags = flags, .rise = rise};
    s->space = style_width(l, s, " ", 1);
    s->hyphen = l->m->width(l->m->ctx, face, size, "-", 1, flags | RUN_HYPHEN);
    l->styles = s;
    return s;
}

static const struct text_style *style_for(struct writer *w, unsigned bits)
{
    const struct type_style *type = &w->look->type;
    enum face face = type->face;
    mpt size = type->size;
    uint32_t rgb = type->rgb;
    mpt rise = 0;
    if (bits & TEXT_BOLD)
        face = FACE_BOLD;
    if (bits & TEXT_ITALIC)
        face = FACE_ITALIC;
    if (bits & TEXT_COLOUR)
        rgb = w->look->accent;
    if (bits & TEXT_GREY) {
        rgb = w->l->theme->grey;
        if (w->look->grey_size != 0) {
            size = w->look->grey_size;
            face = bits & TEXT_BOLD ? FACE_BOLD : FACE_REGULAR;
        }
    }
    if (bits & TEXT_SUPERSCRIPT) {
        rise = scaled(size, SUPERSCRIPT_RISE);
        size = scaled(size, SUPERSCRIPT_SIZE);
    }
    return style_make(w->l, face, size, rgb, w->look->flags, rise);
}

static void piece_add(struct writer *w, const char *s, size_t len, enum piece_end end)
{
    if (len == 0)
        return;
    if (w->n == w->cap) {
        w->cap = w->cap < 16 ? 64 : w->cap * 2;
        w->piece = mem_grow(w->piece, w->cap, sizeof *w->piece);
    }
    w->piece[w->n++] = (struct piece){
        .text = s, .len = (uint32_t)len, .style = w->style, .tag = w->tag, .end = (uint8_t)end,
        .width = style_width(w->l, w->style, s, len), .hyphenate = w->hyphenate};
}

static void space_add(struct writer *w)
{
    struct piece *last = w->n > 0 ? &w->piece[w->n - 1] : NULL;
    if (last == NULL || last->space != 0 || last->end == END_FORCED)
        return;
    last->space = w->style->space;
    last->end = END_SPACE;
}

static void end_add(struct writer *w, enum piece_end end)
{
    struct piece *last = w->n > 0 ? &w->piece[w->n - 1] : NULL;
    if (last != NULL && last->end == END_NONE)
        last->end = (uint8_t)end;
}

static bool letter(uint32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
           (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) || cp == 0x1E9E;
}

/* After which characters of the author a line may end: never inside table numbers
 * (12411-02-03-5), never after one or two letters (E-Mail, dl-de, CC-BY). letters: how
 * many precede. */
static enum piece_end end_after(size_t letters, uint32_t cp, uint32_t next)
{
    if (cp == '-' || cp == 0x2010 || cp == 0x2013)
        return letters >= 3 && letter(next) ? END_FREE : END_NONE;
    if (cp == '/')
        return letters >= 3 && letter(next) ? END_FREE : END_NONE;
    return END_NONE;
}

static uint32_t peek(const char *p, const char *end)
{
    return p < end ? utf8_next(&p, end) : 0;
}

/* A word with hyphens, dashes or characters beyond ASCII, already clean. */
static void special_word(struct writer *w, const char *s, size_t len)
{
    const char *p = s;
    const char *end = s + len;
    const char *from = s;
    size_t letters = 0;
    while (p < end) {
        const char *at = p;
        uint32_t cp = utf8_next(&p, end);
        if (cp == 0xAD || cp == 0x200B) {
            enum piece_end how = cp == 0xAD ? END_HYPHEN : END_FREE;
            if (at > from)
                piece_add(w, from, (size_t)(at - from), how);
            else
                end_add(w, how);
            from = p;
            continue;
        }
        if (end_after(letters, cp, peek(p, end)) != END_NONE) {
            piece_add(w, from, (size_t)(p - from), END_FREE);
            from = p;
        }
        letters = letter(cp) ? letters + 1 : 0;
    }
    piece_add(w, from, (size_t)(end - from), END_NONE);
}

enum { CLASS_PLAIN, CLASS_SPACE = 1, CLASS_MARK = 2, CLASS_OTHER = 4 };

static unsigned class_of(unsigned char c)
{
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return CLASS_SPACE;
    if (c == '-' || c == '/')
        return CLASS_MARK;
    return c < 0x20 || c >= 0x7F ? CLASS_OTHER : CLASS_PLAIN;
}

static void word_add(struct writer *w, const char *s, size_t len, unsigned classes)
{
    if ((classes & CLASS_OTHER) != 0 || !glyphs_ascii(w->l, w->style->face))
        s = glyphs_clean(w->l, w->style->face, s, &len);
    if (classes == CLASS_PLAIN)
        piece_add(w, s, len, END_NONE);
    else
        special_word(w, s, len);
}

static void stretch_add(struct writer *w, const char *p, const char *end)
{
    while (p < end) {
        unsigned classes = 0;
        const char *from = p;
        while (p < end && class_of((unsigned char)*p) != CLASS_SPACE)
            classes |= class_of((unsigned char)*p++);
        if (p > from)
            word_add(w, from, (size_t)(p - from), classes);
        if (p < end)
            space_add(w);
        while (p < end && class_of((unsigned char)*p) == CLASS_SPACE)
            p++;
    }
}

static void string_add(struct writer *w, const char *s, const struct doc_node *node)
{
    w->l->reading = s;
    w->l->reading_node = node;
    stretch_add(w, s, s + strlen(s));
}

static void marked_add(struct writer *w, const struct marked *s)
{
    struct tag *outer = w->tag;
    const char *from = s->text;
    w->l->reading = s->text;
    w->l->reading_node = s->node;
    for (size_t i = 0; i < s->marks.n; i++) {
        const struct doc_mark *m = &s->marks.mark[i];
        const char *at = s->text + s->begin + m->at;
        stretch_add(w, from, at);
        w->tag = tag_new(w->l, outer != NULL ? outer : w->block, TAG_SPAN);
        w->tag->expansion = m->expansion;
        w->tag->lang = m->lang;
        from = at + m->len;
        stretch_add(w, at, from);
        w->tag = outer;
    }
    stretch_add(w, from, from + strlen(from));
}

static void text_node(struct writer *w, const struct doc_node *node)
{
    struct tag *outer = w->tag;
    w->style = style_for(w, node->style);
    w->hyphenate = (node->style & TEXT_NO_HYPHEN) == 0;
    if (node->actual != NULL || node->expansion != NULL || node->lang != NULL) {
        w->tag = tag_block(w->l, outer != NULL ? outer : w->block, TAG_SPAN, node);
        w->tag->actual = node->actual;
        w->tag->expansion = node->expansion;
    }
    if (node->text != NULL)
        string_add(w, node->text, node);
    w->tag = outer;
}

static void link_unknown(const struct layout *l, const struct doc_node *node)
{
    const char *target = node->target != NULL ? node->target : "";
    document_report(l->doc, l->diag, LINK_UNKNOWN, node, NULL, (const char *const[]){target, NULL});
}

static void page_ref(struct writer *w, const struct doc_node *node)
{
    struct layout *l = w->l;
    const struct anchor *target = anchor_find(l, node->target);
    w->style = style_for(w, node->style);
    w->hyphenate = false;
    if (target == NULL) {
        link_unknown(l, node);
        string_add(w, "?", node);
        return;
    }
    struct page_use *use = arena_alloc(l->arena, sizeof *use);
    *use = (struct page_use){l->page_uses, w->style, target, NULL};
    use->text = page_label(l->arena, l->known_page[target - l->anchors]);
    l->page_uses = use;
    string_add(w, use->text, node);
    w->piece[w->n - 1].number = true;
}

static void inlines_add(struct writer *w, const struct doc_node *block, int depth);

static void link_add(struct writer *w, const struct doc_node *node, int depth)
{
    struct tag *outer = w->tag;
    struct anchor *target = anchor_find(w->l, node->target);
    if (target == NULL) {
        link_unknown(w->l, node);
    } else {
        w->tag = tag_new(w->l, outer != NULL ? outer : w->block, TAG_LINK);
        w->tag->target = target;
        w->tag->contents = node->alt != NULL ? node->alt
                                             : node_plain_text(w->l->arena, node, 200);
        if (w->tag->contents[0] == '\0')
            w->tag->contents = "Verweis";
    }
    inlines_add(w, node, depth + 1);
    w->tag = outer;
}

/* The mark is read as a reference: its link leads to the note. */
static void footnote_add(struct writer *w, const struct doc_node *node)
{
    struct layout *l = w->l;
    struct tag *outer = w->tag;
    struct footnote *note = footnote_new(l, node, w->block);
    struct tag *reference = tag_new(l, outer != NULL ? outer : w->block, TAG_REFERENCE);
    w->tag = tag_new(l, reference, TAG_LINK);
    w->tag->target = &note->at;
    w->tag->contents = arena_printf(l->arena, "Fußnote %d", node->number);
    w->tag->note = note;
    w->style = style_for(w, node->style | TEXT_SUPERSCRIPT);
    w->hyphenate = false;
    w->noted = true;
    string_add(w, arena_printf(l->arena, "%d", node->number), node);
    w->tag = outer;
}

static void inlines_add(struct writer *w, const struct doc_node *block, int depth)
{
    for (const struct doc_node *n = block->first; n != NULL; n = n->next) {
        if (n->kind == DOC_TEXT)
            text_node(w, n);
        else if (n->kind == DOC_BREAK && w->n > 0)
            w->piece[w->n - 1].end = END_FORCED;
        else if (n->kind == DOC_PAGE_REF)
            page_ref(w, n);
        else if (n->kind == DOC_LINK && depth < LINK_DEPTH)
            link_add(w, n, depth);
        else if (n->kind == DOC_FOOTNOTE && block->kind != DOC_FOOTNOTE && w->block != NULL)
            footnote_add(w, n);
    }
}

/* Spaces at which a line must not end keep their width but lose the break. Where it had
 * better not end, the break costs. */
static void tie(struct writer *w, size_t i)
{
    struct piece *a = &w->piece[i];
    enum words_end end = words_end(a->text, a->len, a[1].text, a[1].len);
    if (end == WORDS_STAY || places_stay(w->l, a, w->n - i))
        a->end = END_NONE;
    else if (end == WORDS_RATHER_NOT)
        a->end = END_BOUND;
}

static void finish(struct writer *w, struct text *out)
{
    for (size_t i = 0; i + 1 < w->n; i++) {
        if (w->piece[i].end == END_FORCED)
            w->piece[i].space = 0;
        else if (w->piece[i].end == END_SPACE)
            tie(w, i);
    }
    if (w->n > 0) {
        w->piece[w->n - 1].end = END_FORCED;
        w->piece[w->n - 1].space = 0;
    }
    *out = (struct text){.n = w->n, .noted = w->noted};
    out->piece = arena_array(w->l->arena, w->n, sizeof *out->piece);
    if (w->n > 0)
        memcpy(out->piece, w->piece, w->n * sizeof *out->piece);
    free(w->piece);
}

void text_of_node(struct layout *l, const struct doc_node *block, const struct text_look *look,
                  struct tag *tag, struct text *out)
{
    struct writer w = {.l = l, .look = look, .block = tag};
    w.style = style_for(&w, 0);
    inlines_add(&w, block, 0);
    finish(&w, out);
}

void text_of_marked(struct layout *l, const struct marked *s, const struct text_look *look,
                    struct tag *tag, struct text *out)
{
    struct writer w = {.l = l, .look = look, .block = tag, .hyphenate = look->hyphenate};
    w.style = style_for(&w, 0);
    if (s->text != NULL)
        marked_add(&w, s);
    finish(&w, out);
}

void text_of_string(struct layout *l, const char *s, const struct text_look *look,
                    struct text *out)
{
    text_of_marked(l, &(struct marked){.text = s}, look, NULL, out);
}

mpt text_least(const struct text *t)
{
    int64_t widest = 0;
    int64_t here = 0;
    for (size_t i = 0; i < t->n; i++) {
        here += t->piece[i].width;
        if (here > widest)
            widest = here;
        here = t->piece[i].end == END_NONE ? here + t->piece[i].space : 0;
    }
    return widest < INT32_MAX / 4 ? (mpt)widest : INT32_MAX / 4;
}

mpt text_most(const struct text *t)
{
    int64_t widest = 0;
    int64_t here = 0;
    for (size_t i = 0; i < t->n; i++) {
        here += t->piece[i].width;
        if (here > widest)
            widest = here;
        here = t->piece[i].end == END_FORCED ? 0 : here + t->piece[i].space;
    }
    return widest < INT32_MAX / 4 ? (mpt)widest : INT32_MAX / 4;
}
