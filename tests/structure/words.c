#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "structure/check.h"
#include "structure/text.h"

enum { FILE_MAX = 1 << 22 };

static void entity(struct growing *out, const char *name, size_t n)
{
    static const char *const known[] = {"amp&", "lt<", "gt>", "quot\"", "apos'"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strlen(known[i]) == n + 1 && strncmp(known[i], name, n) == 0)
            growing_add(out, known[i] + n, 1);
    if (n > 1 && name[0] == '#') {
        bool hex = name[1] == 'x';
        unsigned long cp = strtoul(name + (hex ? 2 : 1), NULL, hex ? 16 : 10);
        text_put(out, cp > 0 && cp < 0x110000 ? (uint32_t)cp : REPLACEMENT);
    }
}

/* Value of an attribute in the tag from p to end, NULL if it has none. */
static const char *attribute(struct store *s, const char *p, const char *end, const char *name)
{
    size_t n = strlen(name);
    struct growing g = {.store = s};
    for (; p < end && !(strchr(" \t\r\n", *p) != NULL && strncmp(p + 1, name, n) == 0 &&
                        p[n + 1] == '='); p++)
        continue;
    if (p >= end || (p[n + 2] != '"' && p[n + 2] != '\''))
        return NULL;
    char quote = p[n + 2];
    for (p += n + 3; p < end && *p != quote; p++) {
        const char *semicolon = *p == '&' ? memchr(p, ';', (size_t)(end - p)) : NULL;
        if (semicolon != NULL) {
            entity(&g, p + 1, (size_t)(semicolon - p - 1));
            p = semicolon;
        } else {
            growing_add(&g, p, 1);
        }
    }
    return g.data != NULL ? text_plain(s, g.data) : NULL;
}

static void read_elements(struct words *w, char *text)
{
    static const char tag[] = "<abbreviation";
    for (char *p; (p = strstr(text, "<!--")) != NULL;) {
        char *end = strstr(p, "-->");
        memset(p, ' ', end != NULL ? (size_t)(end + 3 - p) : strlen(p));
    }
    for (const char *p = text; (p = strstr(p, tag)) != NULL; p++) {
        const char *end = strchr(p, '>');
        if (end == NULL)
            break;
        struct word word = {attribute(w->store, p, end, "short"),
                            attribute(w->store, p, end, "long")};
        if (word.brief == NULL || word.full == NULL)
            continue;
        w->word = store_room(w->store, w->word, w->n, &w->cap, sizeof word);
        w->word[w->n++] = word;
    }
}

const char *words_read(struct words *w, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return strerror(errno);
    char *text = store_alloc(w->store, FILE_MAX + 1);
    size_t n = fread(text, 1, FILE_MAX, in);
    fclose(in);
    if (strlen(text) != n)
        return "no text";
    read_elements(w, text);
    return w->n > 0 ? NULL : "no abbreviations in it";
}
