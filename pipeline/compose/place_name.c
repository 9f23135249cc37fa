/* Names of places where there is little room: on maps without what tells rivers and hills
 * apart ("Esslingen"), in squares as abbreviations of five letters ("Kirch", "Nürt"). */
#include "compose/figure_private.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { LETTERS = 5, LEAST = 3, HEAD = 2, SOUND_MOST = 120 };

/* Where a name goes on with what only tells it apart from others of its name. */
static size_t main_part(const char *name)
{
    static const char *const links[] = {" am ",  " an ", " auf ", " bei ", " im ", " in ",
                                        " ob ",  " unter ", " vor ", " a. ", " b. ", " (", ", "};
    size_t n = strlen(name);
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        const char *at = strstr(name, links[i]);
        if (at != NULL && at > name && (size_t)(at - name) < n)
            n = (size_t)(at - name);
    }
    return n;
}

void place_short_names(struct arena *a, const char *const *names, size_t n, const char **out)
{
    const char **cut = arena_array(a, n + 1, sizeof *cut);
    for (size_t i = 0; i < n; i++)
        cut[i] = arena_strndup(a, names[i], main_part(names[i]));
    for (size_t i = 0; i < n; i++) {
        out[i] = cut[i];
        for (size_t k = 0; k < n; k++) {
            if (k != i && strcmp(cut[i], cut[k]) == 0)
                out[i] = names[i];
        }
    }
}

struct sound { /* letters of a name */
    uint32_t letter[SOUND_MOST];
    size_t n;
};

static bool is_letter(uint32_t cp)
{
    uint32_t low = cp | 0x20;
    return (low >= 'a' && low <= 'z') || cp >= 0xC0;
}

static bool is_vowel(uint32_t cp)
{
    for (const char *v = "aeiouyAEIOUY"; *v != '\0'; v++) {
        if (cp == (unsigned char)*v)
            return true;
    }
    return cp == 0xE4 || cp == 0xF6 || cp == 0xFC || cp == 0xC4 || cp == 0xD6 || cp == 0xDC;
}

/* The first word; "Bad", "St." and their like only as an initial before the second. */
static struct sound sound_of(const char *name)
{
    struct sound s = {.n = 0};
    const char *end = name + strlen(name);
    bool first = true;
    while (name < end && s.n < SOUND_MOST) {
        uint32_t cp = utf8_next(&name, end);
        if (is_letter(cp)) {
            s.letter[s.n++] = cp;
        } else if (s.n > 0) {
            if (!first || s.n > LEAST)
                break;
            first = false;
            s.n = 1;
        }
    }
    return s;
}

static const char *letters(struct arena *a, const struct sound *s, size_t from, size_t to)
{
    char text[4 * SOUND_MOST];
    size_t n = 0;
    for (size_t i = from; i < to && i < s->n; i++)
        n += (size_t)utf8_put(text + n, s->letter[i]);
    return arena_strndup(a, text, n);
}

/* Abbreviations end in a consonant. */
static const char *beginning(struct arena *a, const struct sound *s)
{
    size_t n = LETTERS;
    if (s->n <= LETTERS)
        return letters(a, s, 0, s->n);
    while (n > LEAST && is_vowel(s->letter[n - 1]))
        n--;
    return letters(a, s, 0, n);
}

static size_t common(const struct sound *a, const struct sound *b)
{
    size_t n = 0;
    while (n < a->n && n < b->n && a->letter[n] == b->letter[n])
        n++;
    return n;
}

static bool taken(const char *const *out, size_t n, size_t except, const char *text)
{
    for (size_t i = 0; i < n; i++) {
        if (i != except && out[i] != NULL && strcmp(out[i], text) == 0)
            return true;
    }
    return false;
}

/* "Neckartailfingen" beside "Neckartenzlingen": "Netai", with the letters from where they
 * part; a number where even that is the same. */
static const char *told_apart(struct arena *a, const struct sound *s, size_t n, size_t i,
                              const char *const *first, const char *const *out)
{
    size_t part = LEAST;
    for (size_t k = 0; k < n; k++) {
        if (k != i && strcmp(first[k], first[i]) == 0 && common(&s[k], &s[i]) > part)
            part = common(&s[k], &s[i]);
    }
    const char *text = arena_printf(a, "%s%s", letters(a, &s[i], 0, HEAD),
                                    letters(a, &s[i], part - 1, part + LETTERS - HEAD - 1));
    for (int number = 1; taken(out, n, i, text) || taken(first, n, i, text); number++)
        text = arena_printf(a, "%s%d", letters(a, &s[i], 0, LEAST), number);
    return text;
}

void place_abbreviations(struct arena *a, const char *const *names, size_t n, const char **out)
{
    struct sound *s = arena_array(a, n + 1, sizeof *s);
    const char **first = arena_array(a, n + 1, sizeof *first);
    for (size_t i = 0; i < n; i++) {
        s[i] = sound_of(names[i]);
        first[i] = beginning(a, &s[i]);
        out[i] = NULL;
    }
    for (size_t i = 0; i < n; i++) {
        out[i] = taken(first, n, i, first[i]) ? told_apart(a, s, n, i, first, out) : first[i];
    }
}
