#include "sentences/sentences_private.h"

#include <string.h>

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

/* "Mehr Ältere und weniger Jüngere als im Landkreis" */
static const char *levels(struct sentences *s, uint32_t area, const char *const *parts, size_t n)
{
    struct finding about = {.kind = FINDING_LEVEL, .area = area, .direction = 1,
                            .reference = finding_reference(s, area),
                            .indicator = s->phrases[0].indicator, .phrase = &s->phrases[0]};
    struct telling t = finding_telling(s, &about);
    const char *end = fill_words(&t, s->head_level);
    const char *text = "";
    for (size_t k = n < MOST_PARTS ? n : MOST_PARTS; k > 0; k--) {
        text = arena_printf(s->arena, "%s %s", enumerate(s->arena, parts, k), end);
        if (characters(text) <= MOST_CHARACTERS)
            break;
    }
    return text;
}

static const char *trend(struct sentences *s, uint32_t area, const uint32_t *indicators, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct finding *f = sentences_find(s, FINDING_TREND, area, indicators[i], 0);
        if (f == NULL || !f->strict)
            continue;
        struct telling t = finding_telling(s, f);
        const char *text = fill_sentence(&t, s->head_trend);
        if (text != NULL && characters(text) <= MOST_CHARACTERS)
            return text;
    }
    return NULL;
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

const char *sentences_headline(struct sentences *s, uint32_t area, const uint32_t *indicators,
                               size_t n, int year)
{
    const char **parts = arena_array(s->arena, n + 1, sizeof *parts);
    size_t n_parts = 0;
    bool compared = false;
    for (size_t i = 0; i < n; i++) {
        const struct finding *f = sentences_find(s, FINDING_LEVEL, area, indicators[i], year);
        const struct phrase *p = sentences_phrase(s, indicators[i]);
        compared = compared || f != NULL;
        bool holds = f != NULL && p->more != NULL && f->direction != 0 &&
                     (f->strict || !f->tested);
        if (holds)
            parts[n_parts++] = f->direction > 0 ? p->more : p->less;
    }
    if (n_parts > 0)
        return levels(s, area, parts, n_parts);
    const char *over_time = year == 0 ? trend(s, area, indicators, n) : NULL;
    return over_time != NULL ? over_time : compared ? nothing(s, area) : "";
}
