#include "sentences/sentences_private.h"

#include <string.h>

/* "{lag|lagen}": singular and plural of what the sentence is about. */
static const char *by_number(const struct telling *t, const char *s, size_t n)
{
    const char *bar = memchr(s, '|', n);
    if (bar == NULL)
        return NULL;
    bool plural = t->phrase != NULL && t->phrase->gender == PLURAL;
    struct arena *a = t->s->arena;
    size_t first = (size_t)(bar - s);
    return plural ? arena_strndup(a, bar + 1, n - first - 1) : arena_strndup(a, s, first);
}

static bool begins_sentence(const struct buf *b)
{
    return b->len == 0 || (b->len >= 2 && memcmp(b->data + b->len - 2, ". ", 2) == 0);
}

static const char *fill(const struct telling *t, const char *pattern, bool capitals)
{
    struct arena *a = t->s->arena;
    struct buf b = BUF_INIT;
    bool whole = true;
    for (const char *p = pattern; *p != '\0' && whole;) {
        if (*p != '{') {
            size_t n = strcspn(p, "{");
            buf_add(&b, p, n);
            p += n;
            continue;
        }
        size_t n = strcspn(p + 1, "}");
        const char *words = by_number(t, p + 1, n);
        if (words == NULL)
            words = slot_text(t, p + 1, n);
        whole = words != NULL;
        if (whole)
            buf_adds(&b, capitals && begins_sentence(&b) ? words_capital(a, words) : words);
        p += 1 + n + (p[1 + n] == '}');
    }
    const char *text = whole ? arena_strdup(a, buf_str(&b)) : NULL;
    buf_release(&b);
    return text;
}

const char *fill_sentence(const struct telling *t, const char *pattern)
{
    return fill(t, pattern, true);
}

const char *fill_words(const struct telling *t, const char *pattern)
{
    return fill(t, pattern, false);
}

bool fill_fault(const char *pattern, size_t *offset, size_t *length)
{
    for (const char *p = strchr(pattern, '{'); p != NULL; p = strchr(p + 1, '{')) {
        size_t n = strcspn(p + 1, "}");
        *offset = (size_t)(p - pattern);
        *length = n;
        if (p[1 + n] == '\0' || (memchr(p + 1, '|', n) == NULL && !slot_known(p + 1, n)))
            return true;
    }
    return false;
}
