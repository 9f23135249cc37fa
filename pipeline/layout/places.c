#include <string.h>

#include "layout/hyphen_private.h"
#include "layout/text_private.h"

enum { LONGEST_TAIL = 3 }; /* [words] "an der Teck" */

static void add_words(struct names *places, const char *name)
{
    size_t n = strlen(name);
    for (size_t i = 0; i < n;) {
        size_t from = i;
        size_t step;
        while (i < n && (step = letter_length(name + i, n - i)) > 0)
            i += step;
        if (i - from >= HYPHEN_WORD)
            names_intern(places, name + from, i - from);
        if (i == from)
            i++;
    }
}

/* What follows the first word, as a whole and each rest of it. */
static void add_tails(struct names *places, const char *name)
{
    const char *space = strchr(name, ' ');
    while (space != NULL && (space = strchr(space + 1, ' ')) != NULL) {
        const char *tail = space;
        while (tail[-1] != ' ')
            tail--;
        names_intern(places, tail, strlen(tail));
    }
}

void places_collect(const struct document *doc, struct names *places)
{
    for (size_t i = 0; i < doc->n_places; i++) {
        add_words(places, doc->places[i]);
        add_tails(places, doc->places[i]);
    }
}

bool places_word(const struct layout *l, const char *s, size_t n)
{
    if (l->places == NULL)
        return false;
    if (names_find(l->places, s, n) != NAMES_NONE)
        return true;
    return n > 1 && s[n - 1] == 's' && names_find(l->places, s, n - 1) != NAMES_NONE;
}

static bool is_tail(const struct names *places, const char *s, size_t n)
{
    while (n > 0 && strchr(".,;:!?)\"", s[n - 1]) != NULL)
        n--;
    return names_find(places, s, n) != NAMES_NONE;
}

bool places_stay(const struct layout *l, const struct piece *first, size_t n)
{
    char words[64];
    size_t at = 0;
    if (l->places == NULL)
        return false;
    for (size_t i = 0; i < n && i < LONGEST_TAIL; i++) {
        if (first[i].len + 1 > sizeof words - at)
            return false;
        if (i > 0)
            words[at++] = ' ';
        memcpy(words + at, first[i].text, first[i].len);
        at += first[i].len;
        if (i > 0 && is_tail(l->places, words, at))
            return true;
        if (first[i].space == 0)
            return false;
    }
    return false;
}
