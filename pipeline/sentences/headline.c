#include "sentences/sentences_private.h"

#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

enum { MOST_CHARACTERS = 90, MOST_PARTS = 3 };

static size_t characters(const char *s)
{
    return utf8_length(s, strlen(s));
}

/* "A", "A und B", "A, B und C"; the first letter of all but the first is small. */
static const char *enumerate(struct arena *a, const char *const *parts, size_t n)
{
    const char *text = parts[0];
    for (size_t i = 1; i < n; i++)
        text = arena_printf(a, "%s%s%s", text, i + 1 == n ? " und " : ", ",
                            words_small(a, parts[i]));
    return text;
}

/* "Mehr Ältere und weniger Jüngere als im Landkreis": as many parts as there is room for. */
static const char *levels(struct sentences *s, uint32_t area, const char *pattern,
                          const char *const *parts, size_t *n)
{
    struct finding about = {.kind = FINDING_LEVEL, .area = area, .direction = 1,
                            .reference = finding_reference(s, area),
                            .indicator = s->phrases[0].indicator, .phrase = &s->phrases[0]};
    struct telling t = finding_telling(s, &about);
    const char *end = fill_words(&t, pattern);
    const char *text = "";
    *n = *n < MOST_PARTS ? *n : MOST_PARTS;
    for (;; (*n)--) {
        text = arena_printf(s->arena, "%s %s", enumerate(s->arena, parts, *n), end);
        if (*n == 1 || characters(text) <= MOST_CHARACTERS)
            return text;
    }
}

static struct headline trend(struct sentences *s, uint32_t area, const uint32_t *indicators,
                             size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct finding *f = sentences_find(s, FINDING_TREND, area, indicators[i], 0);
        if (f == NULL || !f->strict)
            continue;
        struct telling t = finding_telling(s, f);
        const char *text = fill_sentence(&t, s->head_trend);
        if (text != NULL && characters(text) <= MOST_CHARACTERS) {
            const struct finding **one = arena_array(s->arena, 1, sizeof *one);
            one[0] = f;
            return (struct headline){text, one, 1};
        }
    }
    return (struct headline){.text = NULL};
}

static const char *nothing(struct sentences *s, uint32_t area)
{
    struct finding about = {.kind = FINDING_LEVEL, .area = area,
                            .reference = finding_reference(s, area),
                            .indicator = s->phrases[0].indicator, .phrase = &s->phrases[0]};
    struct telling t = finding_telling(s, &about);
    const char *text = fill_sentence(&t, s->head_none);
    return text != NULL ? text : "";
}

static bool listed(const struct finding *const *findings, size_t n, const char *topic)
{
    for (size_t i = 0; i < n; i++) {
        if (str_eq(findings[i]->topic, topic))
            return true;
    }
    return false;
}

/* May a heading say of f that it is more or less? */
static bool holds(const struct finding *f, const struct phrase *p)
{
    return p->more != NULL && f->direction != 0 && (f->strict || !f->tested);
}

static const char *part_of(const struct finding *f, const struct phrase *p)
{
    return f->direction > 0 ? p->more : p->less;
}

/* The first of what was compared that holds at 95 % only: a page that says so further down
 * cannot be headed by "no differences". */
static struct headline weak(struct sentences *s, uint32_t area, const struct finding **compared,
                            size_t n)
{
    for (size_t i = 0; i < n && s->head_weak != NULL; i++) {
        const struct phrase *p = sentences_phrase(s, compared[i]->indicator);
        if (p->more == NULL || compared[i]->direction == 0)
            continue;
        const char *part = part_of(compared[i], p);
        size_t one = 1;
        const char *text = levels(s, area, s->head_weak, &part, &one);
        if (characters(text) <= MOST_CHARACTERS)
            return (struct headline){text, &compared[i], 1};
    }
    return (struct headline){.text = NULL};
}

struct headline sentences_headline(struct sentences *s, uint32_t area, const uint32_t *indicators,
                                   size_t n, int year)
{
    const char **parts = arena_array(s->arena, n + 1, sizeof *parts);
    const struct finding **told = arena_array(s->arena, n + 1, sizeof *told);
    const struct finding **compared = arena_array(s->arena, n + 1, sizeof *compared);
    size_t n_told = 0, n_compared = 0;
    for (size_t i = 0; i < n; i++) {
        const struct finding *f = sentences_find(s, FINDING_LEVEL, area, indicators[i], year);
        if (f == NULL)
            continue;
        compared[n_compared++] = f;
        const struct phrase *p = sentences_phrase(s, indicators[i]);
        if (!holds(f, p) || listed(told, n_told, f->topic))
            continue;
        parts[n_told] = part_of(f, p);
        told[n_told++] = f;
    }
    if (n_told > 0) {
        const char *text = levels(s, area, s->head_level, parts, &n_told);
        return (struct headline){text, told, n_told};
    }
    struct headline over_time = {.text = NULL};
    if (year == 0)
        over_time = trend(s, area, indicators, n);
    if (over_time.text != NULL)
        return over_time;
    struct headline not_clear = weak(s, area, compared, n_compared);
    if (not_clear.text != NULL)
        return not_clear;
    return (struct headline){n_compared > 0 ? nothing(s, area) : "", compared, n_compared};
}
