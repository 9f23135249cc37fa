/* Our own reading of a RELAX NG grammar, beside libxml2's.
 *
 * libxml2 decides whether a document is valid, but says so vaguely. So we read the
 * same grammar once more, with the method of derivatives (James Clark, "An
 * algorithm for RELAX NG validation", 2002), and tell the author what could stand
 * at the place of the fault. Our reading may allow too much (attributes and text
 * are not ordered, name classes with exceptions are open); then libxml2's verdict,
 * in German, is what remains. It never forbids what the grammar allows.
 *
 * Everything lives as long as the compiled grammar, that is the process. */
#ifndef XML_RNG_PRIVATE_H
#define XML_RNG_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

struct arena;
struct xml_doc;
struct xml_node;

enum pattern_kind {
    PATTERN_NEVER,
    PATTERN_EMPTY,
    PATTERN_ELEMENT,
    PATTERN_CHOICE,
    PATTERN_GROUP,
    PATTERN_INTERLEAVE,
    PATTERN_MANY /* one or more */
};

struct pattern {
    enum pattern_kind kind;
    bool nullable;
    const struct pattern *left, *right;
    struct rng_rule *rule;   /* of PATTERN_ELEMENT */
    struct pattern *chained; /* in the table of patterns */
};

struct rng_attr { /* an <attribute> of a rule */
    const struct xml_node *node;
    const char **names;
    size_t n_names;
    bool required;
};

struct rng_rule { /* an <element> of the grammar */
    const struct xml_node *node;
    const char **names; /* keys as in struct xml_node */
    size_t n_names;
    bool any;  /* a name class that we do not look into */
    bool read; /* what follows is known */
    const struct pattern *content;
    struct rng_attr *attrs;
    size_t n_attrs;
    bool any_attr; /* attributes with a name class */
    const struct xml_node **choices; /* <choice>s between attributes: one must be there */
    size_t n_choices;
    bool text;     /* text between the elements */
    const struct xml_node **values; /* <data>, <value>, <list> of its text */
    size_t n_values;
};

struct rng {
    struct rng *next;
    struct arena *arena;
    const char *name;
    void *schema;           /* libxml2's */
    const char *text;       /* the grammar itself */
    size_t len;             /* [bytes] of text */
    struct xml_doc *doc;    /* read from text when a fault is to be explained, else NULL */
    struct rng_rule *rules; /* one for each <element> */
    size_t n_rules;
    struct pattern *table[1024];
    size_t n_patterns;
    const struct pattern *never, *empty, *start;
    bool partial; /* it uses something that we do not read */
};

/* Checks doc (native: libxml2's tree of it) against an embedded grammar; 0 or -1. */
int rng_check(const char *grammar, struct xml_doc *doc, void *native, struct diag *d);

/* An embedded grammar with its rules read; NULL after a message. Lent. */
struct rng *rng_open(const char *grammar, struct diag *d);

/* Grammar: definitions and rules. */
void rng_read(struct rng *g); /* fills rules and start from doc */
void rng_rule_read(struct rng *g, struct rng_rule *r);
bool rng_rule_is(const struct rng_rule *r, const char *key);
/* A key as authors write it: "xi:include"; in the arena where it is not the key. */
const char *rng_shown(struct arena *a, const char *key);
/* The definition a <ref> means: the i-th of that name, NULL at the end. */
const struct xml_node *rng_define(const struct rng *g, const struct xml_node *ref, size_t i);
/* Names of an <element> or <attribute>; false where it has an open name class. */
bool rng_names(const struct rng *g, const struct xml_node *n, const char ***names,
               size_t *n_names);
bool rng_named(const char *const *names, size_t n_names, const char *name);

/* Patterns: each different one exists once, so equal pointers are equal patterns. */
const struct pattern *pattern_element(struct rng *g, struct rng_rule *r);
const struct pattern *pattern_pair(struct rng *g, enum pattern_kind kind,
                                   const struct pattern *left, const struct pattern *right);
const struct pattern *pattern_many(struct rng *g, const struct pattern *p);
const struct pattern *pattern_optional(struct rng *g, const struct pattern *p);

/* A small set of rules, in order of finding. */
enum { RNG_MAX_SET = 256 };
struct rule_set {
    struct rng_rule *rule[RNG_MAX_SET];
    size_t n;
};
void rule_set_add(struct rule_set *s, struct rng_rule *r);

/* What p allows after an element of that key; the rules it may follow are added
 * to found. PATTERN_NEVER where it may not stand here. */
const struct pattern *pattern_after(struct rng *g, const struct pattern *p, const char *key,
                                    struct rule_set *found);
/* The rules that may come first in p; with all, those anywhere in p. */
void pattern_first(const struct pattern *p, bool all, struct rule_set *found);
/* Those of which one must still follow, the next in order; none if p is nullable. */
void pattern_needed(const struct pattern *p, struct rule_set *found);

/* Words for a German list: "a, b oder c" with " oder " for last, "…" where there
 * are too many. */
enum { RNG_MAX_WORDS = 14 };
struct word_list {
    const char *word[RNG_MAX_WORDS];
    size_t n;
    bool more;
};
void word_list_add(struct word_list *w, const char *word);
const char *word_list_join(struct arena *a, const struct word_list *w, const char *last);

/* Does the value of attribute or text fit n (<attribute>, <data>, <choice>...)? */
bool rng_value_fits(const struct rng *g, const struct xml_node *n, const char *value);
/* What n allows, as words in the arena; fixed words are also offered to guess. */
struct xml_guess;
void rng_value_describe(const struct rng *g, struct arena *a, const struct xml_node *n,
                        struct word_list *out, struct xml_guess *guess);

/* The walk over a document; number of faults reported. */
size_t rng_walk(struct rng *g, const struct xml_doc *doc, struct diag *d);

/* Simple types: is value of the type and within the <param>s of <data> n? */
bool rng_data_fits(const struct xml_node *n, const char *value);
/* "eine ganze Zahl von 1 bis 12", in the arena. */
const char *rng_data_describe(struct arena *a, const struct xml_node *n);

#endif
