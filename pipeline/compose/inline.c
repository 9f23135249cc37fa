#include "compose/compose_private.h"

#include <string.h>

#include "base/str.h"

/* Writes inlines: joins pieces of one style to one text, collapses white space over
 * the borders of pieces, drops it at the ends of a paragraph and around breaks. */
struct writer {
    struct report *r;
    const struct xml_node *at;
    struct doc_node *parent;
    unsigned style;
    const char *lang, *expansion;
    struct buf text;          /* not yet a node */
    struct doc_node *before;  /* the text node written last, NULL after a break */
    bool space;               /* a blank is due before the next character */
    bool fresh;               /* nothing since the start or a break */
    bool cell;                /* of a table: revised figures carry their sign */
    struct inline_stats stats;
};

static struct doc_node *add_text(struct writer *w, const char *text)
{
    struct doc_node *t = report_add(w->r, w->at, w->parent, DOC_TEXT);
    t->text = text;
    t->style = w->style;
    t->lang = w->lang;
    t->expansion = w->expansion;
    w->before = t;
    return t;
}

static void flush(struct writer *w)
{
    if (w->text.len > 0)
        add_text(w, arena_strdup(w->r->arena, buf_str(&w->text)));
    buf_clear(&w->text);
}

/* A blank between two styles belongs to the text before: no bold or linked blanks. */
static void put_space(struct writer *w)
{
    if (w->space && !w->fresh) {
        if (w->text.len == 0 && w->before != NULL && w->before->actual == NULL)
            w->before->text = arena_printf(w->r->arena, "%s ", w->before->text);
        else
            buf_addc(&w->text, ' ');
    }
    w->space = false;
    w->fresh = false;
}

static void put(struct writer *w, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r') {
            w->space = true;
            continue;
        }
        if (w->space || w->fresh)
            put_space(w);
        buf_addc(&w->text, s[i]);
    }
}

static void put_words(struct writer *w, const char *s, size_t n)
{
    size_t before = w->text.len;
    put(w, s, n);
    if (w->text.len > before)
        w->stats.words++;
}

/* A sign stands in a text of its own, because it is read as something else. */
static void put_subject(struct writer *w, const struct subject *s, const char *text)
{
    w->stats.values++;
    if (!w->cell) {
        s = subject_in_prose(w->r->arena, s);
        text = s->text;
    }
    scope_subject(w->r, s);
    if (s->actual == NULL) {
        put(w, text, strlen(text));
        return;
    }
    if (w->space || w->fresh)
        put_space(w);
    flush(w);
    struct arena *a = w->r->arena;
    add_text(w, arena_strdup(a, text))->actual = arena_strdup(a, s->actual);
}

static void put_expression(struct writer *w, const struct xml_node *n, const struct piece *p)
{
    struct report *r = w->r;
    char *expression = arena_strndup(r->arena, p->s, p->n);
    struct xpath_value v;
    const struct subject *s;
    if (report_eval(r, expression, n, NULL, p->offset, &v) != 0) {
        put_words(w, "?", 1);
        return;
    }
    const char *text = result_text(r, &v, expression, n, NULL, p->offset, &s);
    if (s != NULL)
        put_subject(w, s, text);
    else
        put_words(w, text, strlen(text));
}

static void put_template(struct writer *w, const struct xml_node *n)
{
    const char *raw = xml_raw(n);
    struct piece p;
    enum piece_fault fault;
    for (size_t at = 0; piece_next(raw, &at, &p, &fault);) {
        report_piece(w->r, fault, n, NULL, p.offset);
        if (fault == PIECE_EMPTY)
            continue;
        if (p.expression)
            put_expression(w, n, &p);
        else
            put_words(w, p.s, p.n);
    }
}

static void put_child(struct report *r, const struct xml_node *n, void *target);

static void put_styled(struct writer *w, const struct xml_node *n, unsigned style)
{
    flush(w);
    unsigned outer = w->style;
    w->style |= style;
    walk_children(w->r, n, put_child, w);
    flush(w);
    w->style = outer;
}

static void put_term(struct writer *w, const struct xml_node *n)
{
    flush(w);
    const char *outer = w->expansion;
    w->expansion = attr_text(w->r, n, "expansion", NULL);
    walk_children(w->r, n, put_child, w);
    flush(w);
    w->expansion = outer;
}

static void put_foreign(struct writer *w, const struct xml_node *n)
{
    flush(w);
    const char *outer = w->lang;
    w->lang = attr_text(w->r, n, "lang", NULL);
    walk_children(w->r, n, put_child, w);
    flush(w);
    w->lang = outer;
}

static struct doc_node *put_node(struct writer *w, const struct xml_node *n, enum doc_kind kind,
                                 const char *attr)
{
    if (w->space || w->fresh)
        put_space(w);
    flush(w);
    struct doc_node *node = report_add(w->r, n, w->parent, kind);
    node->target = attr_text(w->r, n, attr, "");
    node->style = w->style;
    report_ref(w->r, n, attr, node);
    w->before = NULL;
    w->stats.words++;
    return node;
}

/* A blank before a part that may be taken out belongs to the part. */
static struct doc_node *part_open(struct writer *w)
{
    flush(w);
    w->before = NULL;
    return w->parent->last;
}

static void part_close(struct writer *w, const struct xml_node *n, const char *id,
                       struct doc_node *before)
{
    flush(w);
    w->before = NULL;
    report_part(w->r, n, id, w->parent, before);
}

static void put_if_there(struct writer *w, const struct xml_node *n)
{
    const char *id = attr_text(w->r, n, "there", "");
    struct doc_node *before = part_open(w);
    walk_children(w->r, n, put_child, w);
    part_close(w, n, id, before);
}

static void put_ref(struct writer *w, const struct xml_node *n)
{
    struct doc_node *outer = w->parent;
    bool optional = attr_yes(n, "optional");
    struct doc_node *before = optional ? part_open(w) : NULL;
    struct doc_node *link = put_node(w, n, DOC_LINK, "to");
    w->parent = link;
    walk_children(w->r, n, put_child, w);
    flush(w);
    w->parent = outer;
    w->before = NULL;
    if (optional)
        part_close(w, n, link->target, before);
}

/* The mark stands at the word, whatever white space there is in the template. */
static void put_footnote(struct writer *w, const struct xml_node *n)
{
    bool said = compose_reported(w->r->c, n, NULL, 0);
    if (note_misplaced(n, said ? NULL : w->r->d))
        return;
    flush(w);
    struct doc_node *note = report_add(w->r, n, w->parent, DOC_FOOTNOTE);
    note->style = w->style;
    compose_inlines(w->r, n, note, 0);
    w->before = NULL;
    w->space = false;
    w->fresh = false;
}

static void put_break(struct writer *w, const struct xml_node *n)
{
    flush(w);
    report_add(w->r, n, w->parent, DOC_BREAK);
    w->before = NULL;
    w->space = false;
    w->fresh = true;
}

static void put_sources(struct writer *w, const struct xml_node *n)
{
    const char *text = xml_is(n, "signs") ? signs_text(w->r) : sources_text(w->r, n);
    put_words(w, text, strlen(text));
}

/* The link is made when all figures are known. */
static void put_values(struct writer *w, const struct xml_node *n)
{
    struct report *r = w->r;
    flush(w);
    struct values_spot *spot = arena_alloc(r->arena, sizeof *spot);
    *spot = (struct values_spot){report_add(r, n, w->parent, DOC_TEXT), r->spots};
    spot->at->text = "";
    r->spots = spot;
    w->before = NULL;
}

static void put_child(struct report *r, const struct xml_node *n, void *target)
{
    static const struct { const char *name; unsigned style; } styles[] = {
        {"b", TEXT_BOLD}, {"i", TEXT_ITALIC}, {"sup", TEXT_SUPERSCRIPT}, {"grey", TEXT_GREY},
        {"accent", TEXT_COLOUR}};
    static const struct { const char *name; void (*put)(struct writer *, const struct xml_node *); }
        others[] = {{"term", put_term},   {"foreign", put_foreign},   {"ref", put_ref},
                    {"br", put_break},    {"footnote", put_footnote}, {"if", put_if_there},
                    {"sources", put_sources}, {"signs", put_sources}, {"values", put_values}};
    struct writer *w = target;
    if (xml_is_text(n)) {
        put_template(w, n);
        return;
    }
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++) {
        if (xml_is(n, styles[i].name)) {
            put_styled(w, n, styles[i].style);
            return;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        if (xml_is(n, others[i].name)) {
            others[i].put(w, n);
            return;
        }
    }
    if (xml_is(n, "page"))
        put_node(w, n, DOC_PAGE_REF, "of");
    else
        XML_REPORT(r->d, TEMPLATE_NOT_HERE, n, NULL, xml_name(n));
}

struct inline_stats compose_inlines(struct report *r, const struct xml_node *n,
                                    struct doc_node *parent, unsigned style)
{
    struct writer w = {.r = r, .at = n, .parent = parent, .style = style, .fresh = true,
                       .cell = parent->kind == DOC_CELL};
    walk_children(r, n, put_child, &w);
    flush(&w);
    buf_release(&w.text);
    return w.stats;
}

void compose_subject(struct report *r, const struct xml_node *at, struct doc_node *parent,
                     const struct subject *s, const char *text, unsigned style)
{
    struct writer w = {.r = r, .at = at, .parent = parent, .style = style, .fresh = true,
                       .cell = parent->kind == DOC_CELL};
    put_subject(&w, s, text);
    flush(&w);
    buf_release(&w.text);
}

void compose_text(struct report *r, const struct xml_node *at, struct doc_node *parent,
                  const char *text, unsigned style)
{
    if (text[0] == '\0')
        return;
    struct doc_node *t = report_add(r, at, parent, DOC_TEXT);
    t->text = arena_strdup(r->arena, text);
    t->style = style;
}
