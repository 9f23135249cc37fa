#include "compose/words.h"

#include <string.h>

#include "base/file.h"
#include "base/str.h"
#include "base/utf8.h"
#include "compose/compose_private.h"

/* Words are found by a trie, from the begin of each word on, the longest first. Blanks of
 * any width count as one. */

#define NBSP        "\xC2\xA0"
#define NARROW_NBSP "\xE2\x80\xAF"

struct word {
    const char *long_form; /* of an abbreviation, else NULL */
    const char *lang;      /* BCP 47, or NULL */
    bool dotted;           /* "Pers." */
};

struct trie_node {
    uint32_t child, next;  /* indices, 0 none */
    uint32_t word;         /* index + 1, 0 none */
    unsigned char byte;
};

struct words {
    struct arena *arena;
    struct word *words;
    size_t n_words;
    struct trie_node *nodes; /* [0] the root */
    size_t n_nodes;
};

/* Bytes of the blank at s, 0 where there is none. */
static size_t blank_length(const char *s)
{
    if (*s == ' ')
        return 1;
    if (str_starts(s, NBSP))
        return strlen(NBSP);
    return str_starts(s, NARROW_NBSP) ? strlen(NARROW_NBSP) : 0;
}

static uint32_t find_child(const struct words *w, uint32_t node, unsigned char byte)
{
    uint32_t at = w->nodes[node].child;
    while (at != 0 && w->nodes[at].byte != byte)
        at = w->nodes[at].next;
    return at;
}

static uint32_t add_child(struct words *w, uint32_t node, unsigned char byte)
{
    uint32_t at = find_child(w, node, byte);
    if (at != 0)
        return at;
    at = (uint32_t)w->n_nodes;
    w->nodes = arena_push(w->arena, w->nodes, w->n_nodes, sizeof *w->nodes);
    w->nodes[w->n_nodes++] = (struct trie_node){.next = w->nodes[node].child, .byte = byte};
    w->nodes[node].child = at;
    return at;
}

/* The node at the end of text; its word is 0 if the text is new. */
static uint32_t add_text(struct words *w, const char *text)
{
    uint32_t node = 0;
    while (*text != '\0') {
        size_t blank = blank_length(text);
        node = add_child(w, node, blank > 0 ? ' ' : (unsigned char)*text);
        text += blank > 0 ? blank : 1;
    }
    return node;
}

static void add_word(struct words *w, const struct xml_node *n, const char *text,
                     struct word word, struct diag *d)
{
    if (text[0] == '\0') {
        XML_REPORT(d, WORDS_EMPTY, n, NULL, NULL);
        return;
    }
    uint32_t node = add_text(w, text);
    if (w->nodes[node].word != 0) {
        XML_REPORT(d, WORDS_TWICE, n, NULL, text);
        return;
    }
    word.dotted = text[strlen(text) - 1] == '.';
    w->words = arena_push(w->arena, w->words, w->n_words, sizeof *w->words);
    w->words[w->n_words++] = word;
    w->nodes[node].word = (uint32_t)w->n_words;
}

static struct words *words_new(void)
{
    struct arena *a = arena_new();
    struct words *w = arena_alloc(a, sizeof *w);
    w->arena = a;
    w->nodes = arena_push(a, NULL, 0, sizeof *w->nodes);
    w->n_nodes = 1;
    return w;
}

struct words *words_load(const char *inputs, struct diag *d)
{
    struct words *w = words_new();
    if (!file_exists(path_join(w->arena, inputs, "words.xml")))
        return w;
    struct xml_doc *doc = xml_load(inputs, "words.xml", "words.rng", d);
    if (doc == NULL) {
        words_free(w);
        return NULL;
    }
    for (const struct xml_node *n = xml_first(xml_root(doc)); n != NULL; n = xml_next(n)) {
        const char *lang = xml_attr(n, "lang");
        struct word word = {.lang = lang != NULL ? arena_strdup(w->arena, lang) : NULL};
        if (xml_is(n, "foreign")) {
            add_word(w, n, xml_text(w->arena, n), word, d);
        } else {
            word.long_form = arena_strdup(w->arena, xml_attr(n, "long"));
            add_word(w, n, xml_attr(n, "short"), word, d);
        }
    }
    xml_free(doc);
    return w;
}

void words_free(struct words *w)
{
    if (w != NULL)
        arena_free(w->arena);
}

void compose_use_words(struct compose *c, const struct words *w)
{
    c->words = w;
}

static bool is_letter(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
           (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) || cp == 0x1E9E;
}

static bool begins_with_letter(const char *s)
{
    const char *end = s + strlen(s);
    return s < end && is_letter(utf8_next(&s, end));
}

/* Whether the character that ends before s + n is part of a word. */
static bool letter_before(const char *s, size_t n)
{
    size_t from = n;
    while (from > 0 && ((unsigned char)s[from - 1] & 0xC0) == 0x80)
        from--;
    if (from == 0)
        return false;
    const char *at = s + from - 1;
    return is_letter(utf8_next(&at, s + n));
}

/* The longest word that begins at s and ends where a word ends; its bytes in *n. */
static const struct word *match(const struct words *w, const char *s, const char *behind,
                                size_t *n)
{
    const struct word *found = NULL;
    uint32_t node = 0;
    for (size_t i = 0; s[i] != '\0';) {
        size_t blank = blank_length(s + i);
        node = find_child(w, node, blank > 0 ? ' ' : (unsigned char)s[i]);
        if (node == 0)
            break;
        i += blank > 0 ? blank : 1;
        const char *next = s[i] != '\0' ? s + i : behind;
        if (w->nodes[node].word == 0 || begins_with_letter(next))
            continue;
        found = &w->words[w->nodes[node].word - 1];
        *n = i;
    }
    return found;
}

/* The first word in text from *at on, between the texts around it. */
static const struct word *find_word(const struct words *w, const char *text, size_t *at,
                                    const char *before, const char *behind, size_t *n)
{
    const char *end = text + strlen(text);
    bool inside = *at == 0 ? letter_before(before, strlen(before)) : letter_before(text, *at);
    while (text + *at < end) {
        const struct word *found =
            inside || find_child(w, 0, (unsigned char)text[*at]) == 0
                ? NULL : match(w, text + *at, behind, n);
        if (found != NULL)
            return found;
        const char *p = text + *at;
        inside = is_letter(utf8_next(&p, end));
        *at = (size_t)(p - text);
    }
    return NULL;
}

static struct doc_node *add_behind(struct document *doc, struct doc_node *n, const char *text)
{
    struct doc_node *made = document_add(doc, NULL, DOC_TEXT);
    made->parent = n->parent;
    made->next = n->next;
    made->style = n->style;
    made->text = text;
    if (n->parent->last == n)
        n->parent->last = made;
    n->next = made;
    return made;
}

static const char *text_of(const struct doc_node *n)
{
    return n != NULL && n->kind == DOC_TEXT && n->text != NULL ? n->text : "";
}

/* A pass over a document. */
struct pass {
    struct document *doc;
    const struct words *words;
};

/* Parts a text where its words stand; gives the last part. */
static struct doc_node *split(struct pass *p, struct doc_node *n, const char *before)
{
    struct document *doc = p->doc;
    const struct words *w = p->words;
    const char *text = n->text;
    const char *behind = text_of(n->next);
    size_t from = 0;
    size_t at = 0;
    size_t length = 0;
    const struct word *word;
    bool fresh = true; /* n is still to be filled */
    while ((word = find_word(w, text, &at, before, behind, &length)) != NULL) {
        if (at > from) {
            const char *part = arena_strndup(doc->arena, text + from, at - from);
            n = fresh ? n : add_behind(doc, n, part);
            n->text = part;
            fresh = false;
        }
        const char *part = arena_strndup(doc->arena, text + at, length);
        n = fresh ? n : add_behind(doc, n, part);
        n->text = part;
        n->expansion = word->long_form;
        n->lang = word->lang;
        fresh = false;
        from = at += length;
    }
    if (!fresh && text[from] != '\0')
        n = add_behind(doc, n, text + from);
    return n;
}

static bool is_plain(const struct doc_node *n)
{
    return n->kind == DOC_TEXT && n->text != NULL && n->actual == NULL && n->expansion == NULL &&
           n->lang == NULL;
}

/* An alternative text has no tags inside: abbreviations with a full stop are written out. */
static const char *spell(struct arena *a, const struct words *w, const char *text)
{
    struct buf b = BUF_INIT;
    size_t from = 0;
    size_t at = 0;
    size_t n = 0;
    const struct word *word;
    while ((word = find_word(w, text, &at, "", "", &n)) != NULL) {
        if (word->dotted && word->long_form != NULL) {
            buf_add(&b, text + from, at - from);
            buf_adds(&b, word->long_form);
            from = at + n;
        }
        at += n;
    }
    if (from > 0) {
        buf_adds(&b, text + from);
        text = arena_strdup(a, buf_str(&b));
    }
    buf_release(&b);
    return text;
}

/* Where words stand in a string that has no inlines. */
static struct doc_marks marks_in(struct pass *p, const char *text)
{
    struct doc_mark *mark = NULL;
    size_t n = 0;
    size_t at = 0;
    size_t length = 0;
    const struct word *word;
    while (text != NULL && (word = find_word(p->words, text, &at, "", "", &length)) != NULL) {
        mark = arena_push(p->doc->arena, mark, n, sizeof *mark);
        mark[n++] = (struct doc_mark){at, length, word->long_form, word->lang};
        at += length;
    }
    return (struct doc_marks){mark, n};
}

static void mark_strings(struct pass *p, struct doc_node *n)
{
    if (n->kind >= DOC_TEXT)
        return;
    n->text_marks = marks_in(p, n->kind == DOC_SECTION ? n->running : n->text);
    n->subtitle_marks = marks_in(p, n->subtitle);
}

void report_words(struct report *r)
{
    const struct words *w = r->c->words;
    bool leaving = false;
    if (w == NULL || w->n_words == 0)
        return;
    struct pass p = {r->doc, w};
    const struct doc_node *at = NULL;
    const struct doc_node *last = NULL; /* the text before, in the same block */
    while ((at = document_next(r->doc->root, at, &leaving)) != NULL) {
        struct doc_node *n = (struct doc_node *)at;
        if (leaving)
            continue;
        if (n->alt != NULL)
            n->alt = spell(r->arena, w, n->alt);
        mark_strings(&p, n);
        const char *before = last != NULL && last->next == n ? text_of(last) : "";
        if (is_plain(n))
            at = n = split(&p, n, before);
        last = n;
    }
}
