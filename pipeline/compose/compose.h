/* Compose: templates (XML with XPath over published values) to documents.
 *
 * Ownership: compose_new() / compose_free(); templates are parsed once and used
 * for all reports of a run. compose_report() gives a document to free. */
#ifndef COMPOSE_COMPOSE_H
#define COMPOSE_COMPOSE_H

#include <stdint.h>

#include "base/diag.h"
#include "document/document.h"
#include "guard/published.h"

struct edition {
    const char *name;        /* folder name: "musterausgabe-2026" */
    const char *title;       /* "Musterausgabe 2026" */
    const char *date;        /* ISO */
    const char *publisher;   /* "Landratsamt Esslingen" */
    const char *version;     /* of the program */
    const char *mark;        /* "Entwurf", or NULL */
    const char *inputs;      /* digest of the inputs, or NULL */
    const char *revisions;   /* name of the edition that revised figures are marked against, or
                              * NULL */
};

struct compose;

/* templates: folder. Faults of edition or folder are reported when used. */
struct compose *compose_new(const char *templates, const struct published *published,
                            const struct edition *edition);
void compose_free(struct compose *c);

/* Abbreviations and foreign words are marked in all texts from now on; lent. */
struct words;
void compose_use_words(struct compose *c, const struct words *words);

/* Maps show these boundaries from now on, where they hold all municipalities; lent, may
 * be NULL. */
struct geo_map;
void compose_use_map(struct compose *c, const struct geo_map *map);

/* What staff keep in a file of their own (a paper for the council, actions, the agenda):
 * templates see its elements, attributes and texts as $name from now on, an empty list
 * where root is NULL. Copied. */
struct xml_node;
void compose_use_record(struct compose *c, const char *name, const struct xml_node *root);

/* Templates that use $name are at fault where the record is empty: they have nothing to say
 * without it. file is its name in messages. */
void compose_need_record(struct compose *c, const char *name, const char *file);

/* The Handlungsfeld that the next reports are about: $feld in templates. 0: none. */
void compose_use_field(struct compose *c, int field);

/* Values that are printed but not known are told from now on, once for each place: for
 * somebody who looks at one report. */
void compose_use_hints(struct compose *c);

/* Documents come without their figures as a file (struct document: data). */
void compose_leave_data(struct compose *c);

/* What templates may ask of trends, indices, priorities; lent, may be NULL. */
struct analysis;
void compose_use_analysis(struct compose *c, const struct analysis *analysis);

/* Findings and sentences that templates may ask for; lent, may be NULL. It grows when asked. */
struct sentences;
void compose_use_sentences(struct compose *c, struct sentences *sentences);

/* Reads a template with all it includes, so that processes forked later share it. What cannot be
 * read is left for compose_report(), which tells why. */
void compose_read(struct compose *c, const char *name);

/* Parses and checks a template ("gemeinde.xml") with all it includes; 0 or -1. */
int compose_check(struct compose *c, const char *name, struct diag *d);

/* Has the template been read, and is it that of a report? */
bool compose_is_report(struct compose *c, const char *name);

/* The report of one area; NULL where nothing useful can be made. Faults are
 * reported with file:line:column; what can be made is made. */
struct document *compose_report(struct compose *c, const char *name, uint32_t area,
                                struct diag *d);

/* The functions that expressions may call, for the printed reference: the i-th in
 * alphabetical order, NULL behind the last. Constant. */
struct compose_function_doc {
    const char *signature; /* "value(indikator, gebiet, jahr)" */
    const char *text;      /* German: what it gives */
    const char *example;
};
const struct compose_function_doc *compose_function_doc(size_t i);

/* The elements of templates, in the order of the reference; NULL behind the last. */
struct compose_element_doc {
    const char *name, *attributes, *text;
};
const struct compose_element_doc *compose_element_doc(size_t i);

/* The reference of the template language (German), from the tables that define it: how its
 * parts are printed is the caller's. A call for each part, in order. */
struct language_printer {
    void *to;
    void (*heading)(void *to, const char *text);
    void (*paragraph)(void *to, const char *text);
    /* An element, a variable ...: rest is what stands behind its name, "" for nothing. With
     * apart it is one of those that take several lines. text NULL: none. */
    void (*entry)(void *to, const char *name, const char *rest, const char *text, bool apart);
    /* A line more about the last entry: "Beispiel", "value('D01', $area, 2015)". */
    void (*more)(void *to, const char *label, const char *text);
};
void compose_language(const struct language_printer *p);

#endif
