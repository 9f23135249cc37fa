/* Sentences: what the published figures of an area say, in German, and which of it matters.
 *
 * A finding is one statement about one area: level (against the area above), rank (among the
 * municipalities), trend, turning point, balance (births and deaths), gap (between groups),
 * outlook. Wording, phrases of indicators and the rule of importance stand in
 * templates/sentences.xml (sentences.rng); this room only decides which statements are true.
 *
 * The room sees nothing but struct published and what analysis/ makes of it, so no sentence can
 * tell more than the published figures do. A hidden, missing or limited figure gives no finding.
 * What holds against the district is the comparison of statistics (95 %, in headlines 99.8 %),
 * a trend is one that analysis/ has tested and that has not come back a quarter of its way or
 * more; highest and lowest numbers of cases stand in front only where chance cannot explain them
 * (both numbers taken as Poisson, 95 %). Two values that print alike are never said to
 * differ. Deviations are measured in units of the spread of the municipalities: the median
 * absolute deviation (methods/spread.h).
 *
 * Ownership: sentences_load() / sentences_free(); findings and texts live as long as the struct
 * sentences. It grows when asked (findings of an area are kept), so it belongs to one thread. */
#ifndef SENTENCES_SENTENCES_H
#define SENTENCES_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/analysis.h"
#include "base/arena.h"
#include "base/diag.h"
#include "guard/published.h"

struct sentences;

enum finding_kind {
    FINDING_LEVEL, FINDING_RANK, FINDING_TREND, FINDING_TURNING, FINDING_BALANCE, FINDING_GAP,
    FINDING_OUTLOOK, FINDING_KINDS
};

enum language { LANGUAGE_STANDARD, LANGUAGE_PLAIN };

struct finding_figure { /* a published figure that the sentence rests on */
    uint32_t indicator, area;
    int year;
    double forecast;      /* [unit]; valid with is_forecast: what the analysis made of figures */
    bool is_forecast;
};

enum { FINDING_FACTORS = 6, FINDING_FIGURES = 5 };

struct finding {
    enum finding_kind kind;
    uint32_t area, reference; /* reference: the area compared with; PUBLISHED_NONE: none */
    uint32_t indicator, second; /* second: of a balance or gap; else PUBLISHED_NONE */
    int year, from, until; /* from: first year of trend, turning point, outlook; until: last year
                            * of a turning point's series; else 0 */
    int direction;        /* 1 more, rising, highest; -1 less; 0 no proved difference */
    bool strict;          /* holds at the level for headlines */
    bool tested;
    int place, of;        /* place from the nearer end, 1..; 0: none worth telling */
    bool all_shown;       /* every municipality has a published value */
    struct finding_figure figures[FINDING_FIGURES];
    size_t n_figures;
    double deviation;     /* [spreads of the municipalities], >= 0 */
    double factors[FINDING_FACTORS]; /* in the order of sentences_factor() */
    double importance;    /* deviation times factors; 0: never in front */
    const char *topic;    /* of two findings with one topic the lesser is left out */
    int field;            /* Handlungsfeld */
    const void *phrase;   /* how it is told; for this room */
};

/* Reads dir/sentences.xml. A folder without that file has no sentences; a faulty file is
 * reported and gives NULL. analysis may be NULL: no trends, no outlook. Both are lent. */
struct sentences *sentences_load(const char *dir, const struct published *published,
                                 const struct analysis *analysis, struct diag *d);
void sentences_free(struct sentences *s); /* NULL is allowed */

/* All findings of an area, the most important first; ties by kind and indicator. None for areas
 * that are neither the district nor one of its municipalities. */
const struct finding *sentences_findings(struct sentences *s, uint32_t area, size_t *n);

/* The findings that stand in front: up to most, one per topic, no more per Handlungsfeld than
 * declared while there are others; field >= 0: only of that one, without the limit. Only what
 * can be told in the language. */
const struct finding **sentences_choose(struct sentences *s, uint32_t area, size_t most,
                                        int field, enum language language, size_t *n);

/* The finding of that kind about an indicator; year 0: the newest. NULL where there is none. */
const struct finding *sentences_find(struct sentences *s, enum finding_kind kind, uint32_t area,
                                     uint32_t indicator, int year);

/* A finding in words. variant picks among the patterns that fit, modulo their number; avoid is
 * the pattern of the sentence before (0: none), which is not taken again where another fits. */
struct told {
    const char *lead, *text; /* lead: without full stop; NULL both: cannot be told so */
    int pattern;             /* line in sentences.xml */
};
struct told sentences_tell(struct sentences *s, const struct finding *f, enum language language,
                           size_t variant, int avoid);
size_t sentences_variants(struct sentences *s, const struct finding *f, enum language language);

/* A heading of at most 90 characters: what holds at the strict level for the area, of these
 * indicators, the first ones first; else the first trend that does, else the first that holds
 * at 95 %, saying so. "" where none of the figures is published. findings: what the words rest
 * on; where they say that nothing differs, all that were compared. */
struct headline {
    const char *text;
    const struct finding **findings;
    size_t n_findings;
};
struct headline sentences_headline(struct sentences *s, uint32_t area, const uint32_t *indicators,
                                   size_t n, int year);

/* The title of a chart, with the figures it rests on; subject: what is shown, without article
 * ("Arbeitslosenquote"). "" where the figures carry none: then the subject is the title.
 * Level: the newest figure against the area above, at the strict level, or that it does not
 * differ clearly, or that there is nothing to compare. Course: the strict trend from that year
 * on, else the highest or lowest year, else the two ends. */
struct headline sentences_title_level(struct sentences *s, uint32_t area, uint32_t indicator,
                                      const char *subject);
struct headline sentences_title_course(struct sentences *s, uint32_t area, uint32_t indicator,
                                       int from, const char *subject);

/* Where it is: "im Landkreis Esslingen", "in der Städteregion Aachen", "in Aichwald". */
const char *sentences_in_place(struct arena *a, const char *name);

/* The rule of importance in German; "" where there are no sentences. */
const char *sentences_rule(struct sentences *s);
const char *sentences_factor(size_t i);             /* German name of a factor */
const char *sentences_kind(enum finding_kind kind); /* "level" */
/* Kind by its name; FINDING_KINDS where there is none. */
enum finding_kind sentences_kind_named(const char *name);
/* What proves a finding, in German: "Vergleich mit 99,8 % Sicherheit". */
const char *sentences_test(const struct finding *f);

/* Every finding of an area in every pattern and language, one JSON object a line, with the
 * figures it uses; free() it. */
char *sentences_dump(struct sentences *s, uint32_t area);

#endif
