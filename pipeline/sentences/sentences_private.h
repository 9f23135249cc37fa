/* Inside of sentences: what the files of this room share. Everything lies in the arena of
 * struct sentences. */
#ifndef SENTENCES_SENTENCES_PRIVATE_H
#define SENTENCES_SENTENCES_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/german.h"
#include "sentences/sentences.h"
#include "xml/xml.h"

struct phrase { /* how an indicator is spoken of */
    uint32_t indicator;
    const char *topic;
    const char *subject;     /* nominative with article: "der Anteil der Älteren" */
    const char *noun;        /* without: "Anteil Älterer" */
    const char *dative;      /* with article; NULL: made of the subject */
    enum gender gender;      /* of the subject, told by its article */
    enum gender noun_gender;
    int inhabitants;         /* ranks are told from so many on */
    const char *when;        /* "Ende {jahr}" */
    const char *unit;        /* behind the first number: "je 100 Personen" */
    const char *unit_dative; /* "Jahren" */
    const char *again;       /* behind further numbers */
    const char *more, *less; /* "Mehr Ältere"; NULL: no level is told */
    const char *says;        /* clause without time: "waren {in-ort} {wert} ..."; NULL: none */
    const char *every;       /* the same with {jede}; NULL: none */
    const char *person;      /* "jede Person" */
    const char *plain;       /* the subject in plain language; NULL: none */
    const char *plain_when, *plain_unit, *plain_more, *plain_less; /* without terms and signs */
    const char *of, *are;    /* plain: "Menschen", "sind {zahl} arbeitslos"; NULL: not plain */
    bool level, rank, trend, turning, outlook; /* what may be told */
};

struct counted { /* words for a number of cases */
    const char *zero, *one, *many;
};

struct pair { /* of two indicators: balance or gap */
    enum finding_kind kind;
    uint32_t first, second;
    uint32_t measure;        /* balance: the difference; gap: PUBLISHED_NONE */
    uint32_t rate;           /* balance: the difference per 1,000, compared with others */
    const char *topic, *when;
    const char *more, *less, *equal; /* leads */
    struct counted words[2];
    const struct phrase *phrase; /* gap: of the first; balance: NULL */
};

struct pattern {
    enum finding_kind kind;
    enum language language;
    int directions;          /* 1 more, 2 less, 4 equal */
    int place;               /* 1: only with a place, 0: only without, -1: both */
    size_t own;              /* 1..: of the pair with that number; 0: for all */
    const struct pair *pair; /* the same; NULL: for all */
    const char *lead, *text;
    int line;
};

struct people_step {
    double from; /* [% of the inhabitants] */
    double factor;
};

struct importance {
    double kinds[FINDING_KINDS];
    double most;             /* [spreads] */
    double relative;         /* [%] stands for one spread where there are too few places */
    double strict, untested, unfavourable, favourable, extreme, per_year;
    double least;            /* below that a finding does not stand in front */
    int ends, per_field, min_places;
    const struct people_step *people;
    size_t n_people;
};

struct area_findings {
    bool made;
    struct finding *list;
    size_t n;
};

struct scale { /* spread of the municipalities */
    uint32_t indicator;
    int year;
    double median, scale;    /* [unit]; scale 0: too few places, or all alike */
};

struct title_words { /* of charts; NULL: none */
    const char *level, *weak, *alike, *none, *open, *trend, *turning, *change, *same;
};

struct sentences {
    struct arena *arena;
    const struct published *published;
    const struct analysis *analysis;
    uint32_t district, land, population; /* population: indicator D01, for shares */
    uint32_t *places;
    size_t n_places;
    struct phrase *phrases;
    size_t n_phrases;
    struct pair *pairs;
    size_t n_pairs;
    struct pattern *patterns;
    size_t n_patterns;
    struct importance importance;
    double tolerance;        /* [% of the share] of "jede achte Person" */
    const char *head_level, *head_trend, *head_none;
    const char *head_weak;   /* what holds at 95 % only; NULL: headings do not tell it */
    struct title_words title;
    int newest;              /* year of any figure of the phrases */
    struct area_findings *areas; /* by index */
    struct scale *scales;
    size_t n_scales;
};

/* -- read.c */
int sentences_read(struct sentences *s, const struct xml_node *root, struct diag *d);
const struct phrase *sentences_phrase(const struct sentences *s, uint32_t indicator);

/* -- figure.c: published values as they are printed */
/* The value where it is shown without reserve (a number, not limited), else NULL. */
const struct published_value *figure_at(const struct sentences *s, uint32_t indicator,
                                        uint32_t area, int year);
const struct published_value *figure_latest(const struct sentences *s, uint32_t indicator,
                                            uint32_t area);
/* As printed: rounded to the decimals of the indicator. */
double figure_printed(const struct sentences *s, uint32_t indicator, double value);
bool figure_is_count(const struct published_value *v); /* a number of cases, not a rate */
/* Median and spread of the municipalities in that year. */
struct scale figure_scale(struct sentences *s, uint32_t indicator, int year);
/* The same of any numbers of the municipalities; scale 0 where they are too few. */
struct scale scale_of(const struct sentences *s, const double *values, size_t n);
/* The place of a value, counted from the nearer end, where it is within the declared ends and
 * nobody shares it or a place before it, by what is printed; 0 otherwise. */
struct figure_place { int place, of; bool top, all; };
struct figure_place figure_rank(const struct sentences *s, uint32_t indicator, uint32_t area,
                                int year);

/* -- find*.c: what can be said of an area; each adds to the list of the area */
/* What levels are compared with: of a municipality the district, of the district the Land. */
uint32_t finding_reference(const struct sentences *s, uint32_t area);
void finding_use(struct finding *f, uint32_t indicator, uint32_t area, int year);
/* Each fills *f, or gives false where the figures do not carry the statement. year 0: newest. */
bool find_level(struct sentences *s, const struct phrase *p, uint32_t area, int year,
                struct finding *f);
bool find_rank(struct sentences *s, const struct phrase *p, uint32_t area, int year,
               struct finding *f);
bool find_trend(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f);
bool find_turning(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f);
bool find_outlook(struct sentences *s, const struct phrase *p, uint32_t area, struct finding *f);
bool find_balance(struct sentences *s, const struct pair *p, uint32_t area, int year,
                  struct finding *f);
bool find_gap(struct sentences *s, const struct pair *p, uint32_t area, struct finding *f);

/* -- weigh.c */
void finding_weigh(struct sentences *s, struct finding *f);

/* -- place.c: names of areas in a sentence */
enum place_form {
    PLACE_IN,           /* "in Aichwald", "im Landkreis Esslingen", "in der Region Hannover" */
    PLACE_IN_SHORT,     /* "im Landkreis", "im Kreis", "in der Region"; others as PLACE_IN */
    PLACE_IN_WHOLE,     /* "im ganzen Landkreis", "in ganz Hessen" */
    PLACE_TO_SHORT,     /* "zum Landkreis", "zur Region", "zu Hessen" */
    PLACE_OF,           /* "Nürtingens", "von Neuffen am See", "des Landkreises Esslingen" */
    PLACE_OF_SHORT      /* "des Landkreises", "der Region" */
};
const char *place_words(struct arena *a, const char *name, enum place_form form);

/* -- words.c */
/* "höchste", "zweithöchste", "drittniedrigste"; ending is put behind: "r". place 1..12. */
const char *words_superlative(struct arena *a, int place, bool top, const char *ending);
/* "jede achte Person" for a printed share [%] that one in n is near enough; NULL otherwise. */
const char *words_every(struct arena *a, const char *person, double share, double tolerance);
/* A count of cases: "kein Kind", "ein Kind", "12 Kinder", with words up to twelve if wanted. */
const char *words_counted(struct arena *a, const struct counted *c, double n, bool in_words);
/* First letter made a capital (also an umlaut), or a small one. */
const char *words_capital(struct arena *a, const char *s);
const char *words_small(struct arena *a, const char *s);
/* A number and what stands behind it, "%" by a narrow space, words by a fixed one. */
const char *words_quantity(struct arena *a, double v, int decimals, const char *unit);

/* -- slot.c: the words of a finding */
struct telling {
    struct sentences *s;
    const struct finding *f;
    const struct phrase *phrase; /* or NULL */
    const struct pair *pair;     /* or NULL */
    const char *subject;         /* of a chart, without article; NULL elsewhere */
};
struct telling finding_telling(struct sentences *s, const struct finding *f);
bool slot_known(const char *name, size_t n);
/* NULL where the finding has no such words. */
const char *slot_text(const struct telling *t, const char *name, size_t n);

/* -- fill.c: patterns with slots, "{in-ort}", and numbers, "{lag|lagen}" */
/* Filled, the first letter of each sentence a capital; NULL where a slot has no words. */
const char *fill_sentence(const struct telling *t, const char *pattern);
const char *fill_words(const struct telling *t, const char *pattern); /* as it stands */
/* The offset and length of the first slot that does not exist; false where all do. */
bool fill_fault(const char *pattern, size_t *offset, size_t *length);

/* -- tell.c */
bool pattern_fits(const struct pattern *p, const struct telling *t, enum language language);

#endif
