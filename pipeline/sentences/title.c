#include "sentences/sentences_private.h"

#include <math.h>

/* Titles of charts. They say no more than headings do: a difference that holds at the strict
 * level, or at 95 % if they say so, a trend that is proved at the strict level, and otherwise
 * what the figures themselves show. */

/* Charts may show what no sentence is made of; then there are no words but those given. */
static struct phrase *phrase_of(struct sentences *s, uint32_t indicator)
{
    const struct phrase *known = sentences_phrase(s, indicator);
    struct phrase *p = arena_alloc(s->arena, sizeof *p);
    *p = known != NULL ? *known : (struct phrase){.indicator = indicator, .topic = ""};
    p->level = p->trend = p->turning = true;
    return p;
}

static struct headline worded(struct sentences *s, const struct finding *found,
                              const char *subject, const char *pattern)
{
    struct finding *f = arena_alloc(s->arena, sizeof *f);
    const struct finding **one = arena_array(s->arena, 1, sizeof *one);
    *f = *found;
    one[0] = f;
    struct telling t = finding_telling(s, f);
    t.subject = subject;
    const char *text = pattern != NULL ? fill_sentence(&t, pattern) : NULL;
    return (struct headline){text != NULL ? text : "", one, text != NULL};
}

/* Nothing was tested, or the two print the same number. */
static bool alike(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f)
{
    uint32_t reference = finding_reference(s, area);
    const struct published_value *v = figure_latest(s, p->indicator, area);
    const struct published_value *r =
        v != NULL && reference != PUBLISHED_NONE ? figure_at(s, p->indicator, reference, v->year)
                                                 : NULL;
    if (r == NULL || fabs(figure_printed(s, p->indicator, v->value) -
                          figure_printed(s, p->indicator, r->value)) > 0)
        return false;
    *f = (struct finding){.kind = FINDING_LEVEL, .area = area, .reference = reference,
                          .indicator = p->indicator, .second = PUBLISHED_NONE, .year = v->year,
                          .topic = p->topic, .phrase = p};
    finding_use(f, p->indicator, area, v->year);
    finding_use(f, p->indicator, reference, v->year);
    return true;
}

/* The area above has a figure, the place none, or one of too few cases. */
static struct headline nothing_to_compare(struct sentences *s, const struct phrase *p,
                                          uint32_t area, const char *subject)
{
    uint32_t reference = finding_reference(s, area);
    if (reference == PUBLISHED_NONE || figure_latest(s, p->indicator, reference) == NULL)
        return (struct headline){.text = ""};
    struct finding f = {.kind = FINDING_LEVEL, .area = area, .reference = reference,
                        .indicator = p->indicator, .second = PUBLISHED_NONE, .topic = p->topic,
                        .phrase = p};
    return worded(s, &f, subject, s->title.open);
}

struct headline sentences_title_level(struct sentences *s, uint32_t area, uint32_t indicator,
                                      const char *subject)
{
    const struct phrase *p = phrase_of(s, indicator);
    struct finding f;
    if (alike(s, p, area, &f))
        return worded(s, &f, subject, s->title.alike);
    if (!find_level(s, p, area, 0, &f))
        return nothing_to_compare(s, p, area, subject);
    if (f.direction == 0)
        return worded(s, &f, subject, s->title.none);
    /* Findings in front hold at 95 %; a title that denies them would contradict the report. */
    bool weak = f.tested && !f.strict;
    if (weak)
        return worded(s, &f, subject, s->title.weak != NULL ? s->title.weak : s->title.none);
    return worded(s, &f, subject, s->title.level);
}

/* The first and the last figure that may be compared, from the year on. */
static bool find_ends(struct sentences *s, const struct phrase *p, uint32_t area, int from,
                      struct finding *f)
{
    const struct published_indicator *in = published_indicator(s->published, p->indicator);
    const struct published_value *last = figure_latest(s, p->indicator, area), *first = NULL;
    for (size_t i = 0; i < in->n_years && first == NULL && last != NULL; i++) {
        int year = in->years[i];
        if (year >= from && year < last->year &&
            published_break(s->published, p->indicator, year, last->year) == NULL)
            first = figure_at(s, p->indicator, area, year);
    }
    if (first == NULL)
        return false;
    double change = figure_printed(s, p->indicator, last->value) -
                    figure_printed(s, p->indicator, first->value);
    *f = (struct finding){.kind = FINDING_TREND, .area = area, .reference = PUBLISHED_NONE,
                          .indicator = p->indicator, .second = PUBLISHED_NONE,
                          .year = last->year, .from = first->year,
                          .direction = (change > 0) - (change < 0), .topic = p->topic,
                          .phrase = p};
    finding_use(f, p->indicator, area, last->year);
    finding_use(f, p->indicator, area, first->year);
    return true;
}

/* Of what the chart shows from that year on, nothing lies before the year `since`. */
static bool all_since(const struct sentences *s, uint32_t indicator, uint32_t area, int from,
                      int since)
{
    const struct published_indicator *in = published_indicator(s->published, indicator);
    for (size_t i = 0; i < in->n_years && in->years[i] < since; i++) {
        if (in->years[i] >= from && published_at(s->published, indicator, area, in->years[i], 0))
            return false;
    }
    return true;
}

struct headline sentences_title_course(struct sentences *s, uint32_t area, uint32_t indicator,
                                       int from, const char *subject)
{
    const struct phrase *p = phrase_of(s, indicator);
    struct finding f;
    if (find_trend(s, p, area, &f) && f.strict && f.from >= from)
        return worded(s, &f, subject, s->title.trend);
    if (find_turning(s, p, area, &f) && f.year >= from &&
        all_since(s, indicator, area, from, f.from))
        return worded(s, &f, subject, s->title.turning);
    if (find_ends(s, p, area, from, &f))
        return worded(s, &f, subject, f.direction != 0 ? s->title.change : s->title.same);
    return (struct headline){.text = ""};
}
