/* The inside of the catalogue, shared by the files that read its three XML files.
 *
 * Ownership: everything lies in the arena; measure_ids and indicator_ids are
 * released by catalogue_free(). Readers return nothing: an error is reported to d
 * and remembered in bad. */
#ifndef FACTS_CATALOGUE_PRIVATE_H
#define FACTS_CATALOGUE_PRIVATE_H

#include "base/arena.h"
#include "base/names.h"
#include "facts/catalogue.h"
#include "xml/xml.h"

enum {
    MAX_MEASURES = 2048, /* 11 bits of a fact key */
    MAX_FILES = 65000,   /* 16 bits of a fact's origin */
    FIELDS = 5,
    FIRST_YEAR = 1900,
    LAST_YEAR = 2155     /* 8 bits of a fact key */
};

struct catalogue {
    struct arena *arena;
    const char *version;
    struct measure *measures;
    size_t n_measures;
    struct names measure_ids; /* ids in order of the measures */
    struct relation *relations;
    size_t n_relations;
    struct indicator *indicators;
    size_t n_indicators;
    struct names indicator_ids; /* lower case, in order of the indicators */
    struct source *sources;
    size_t n_sources;
    struct handlungsfeld *fields;
    size_t n_fields;
    struct check_config checks;
};

struct catalogue_reader {
    struct catalogue *c;
    struct diag *d;
    struct names measure_names, indicator_names;
    struct xml_doc *doc; /* catalogue.xml, while the checks wait for the sources */
    bool bad;
};

/* Reports and remembers; second may be NULL. */
void catalogue_fail(struct catalogue_reader *r, enum diag_code code, const struct xml_node *n,
                    const char *attr, const char *first, const char *second);

size_t catalogue_count(const struct xml_node *n, const char *name);   /* children of a name */
const char *catalogue_attr(struct catalogue_reader *r, const struct xml_node *n,
                           const char *attr);                         /* copied; "" if absent */
const char *catalogue_child(struct catalogue_reader *r, const struct xml_node *n,
                            const char *name);                        /* text; "" if absent */
/* Index of the attribute's word in words; fallback where it is absent. */
int catalogue_word(const struct xml_node *n, const char *attr, const char *const *words,
                   int n_words, int fallback);
/* "15-64" to 15..65, "65-" to 65..AGE_OPEN; false where it is none. */
bool catalogue_ages(const char *text, size_t n, int *from, int *to);

void catalogue_read_protection(struct catalogue_reader *r, struct indicator *i,
                               const struct xml_node *n);
/* What single contributors have must not be shown: no formula is made of it. */
void catalogue_check_contributions(struct catalogue_reader *r, const struct xml_node *root);
void catalogue_read_method(struct catalogue_reader *r, struct source *s,
                           const struct xml_node *n);
/* The measure that the attribute names, or CATALOGUE_NONE, reported with the nearest name. */
uint32_t catalogue_named_measure(struct catalogue_reader *r, const struct xml_node *n,
                                 const char *attr);

void catalogue_read_agenda(struct catalogue_reader *r, const struct xml_node *root);
void catalogue_read_measures(struct catalogue_reader *r, const struct xml_node *root);
void catalogue_read_relations(struct catalogue_reader *r, const struct xml_node *root);
void catalogue_read_indicators(struct catalogue_reader *r, const struct xml_node *root);
void catalogue_check_indicator(struct catalogue_reader *r, const struct indicator *i,
                               const struct xml_node *n);
/* What is more than numerator by denominator: pooled years, strata (catalogue_forms.c). */
void catalogue_read_forms(struct catalogue_reader *r, struct indicator *i,
                          const struct xml_node *n);
void catalogue_check_forms(struct catalogue_reader *r, const struct indicator *i,
                           const struct xml_node *n);
/* Rules that look at the whole of an indicator (catalogue_rules.c), for one without errors. */
void catalogue_check_rules(struct catalogue_reader *r, const struct indicator *i,
                           const struct xml_node *n);
/* A name that another entry has is reported; seen keeps those that were there before. */
void catalogue_check_name(struct catalogue_reader *r, struct names *seen, const char *name,
                          const struct xml_node *n);
/* <checks>, behind measures, indicators and sources. */
void catalogue_read_checks(struct catalogue_reader *r, const struct xml_node *root);
void catalogue_read_sources(struct catalogue_reader *r, const struct xml_node *root);

#endif
