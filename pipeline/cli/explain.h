/* Explaining: how a printed figure came about, for people and for machines (tell.h).
 *
 * What is shown passes one door, explain_shows(): the number in a cell of a raw source that is
 * kept by hiding is told only where it stands alone behind a published count, so that no
 * explanation tells more than the reports. What is made of published figures (analysis,
 * sentences) rests on them alone.
 *
 * Structure of the JSON: README.md, "explain --json". Errors: what does not exist is reported.
 * Ownership: everything is lent by the run. */
#ifndef CLI_EXPLAIN_H
#define CLI_EXPLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/run.h"
#include "cli/tell.h"

struct question {
    struct run *run;
    struct tell *tell;
    struct diag *diag;
    uint32_t area, indicator; /* indicator: CATALOGUE_NONE where none was asked for */
    uint32_t part;            /* 0: the whole */
    int year, until;          /* 0: the newest; until: of a change, else 0 */
    const struct published_value *value;
    const struct published_indicator *about;
};

/* -- Doors (explain_cell.c) */
/* Whether the number in a cell may be told beside the figure that is asked for. */
bool explain_shows(const struct question *q, uint32_t cell);
/* The same of all cells on one side of a figure: then their sum may be told as well. */
bool explain_shows_side(const struct question *q, const struct stat_cell *cells, size_t n,
                        bool denominator);

/* -- What figures have in common */
void explain_area(const struct question *q, const char *name, uint32_t area);
void explain_indicator(const struct question *q);
/* A published figure: sign, text, number, as it is printed. */
void explain_value(const struct question *q, const char *name, uint32_t indicator, uint32_t area,
                   int year, uint32_t part);
const char *explain_part_name(struct arena *a, const struct published_part *p);

/* -- Kinds of figures: q as far as it is needed. */
void explain_figure(const struct question *q);
void explain_cells(const struct question *q, const struct stat_cell *cells, size_t n);
void explain_change(const struct question *q);
void explain_index(const struct question *q, const struct analysis_index *x);
void explain_projection(const struct question *q);
void explain_forecast(const struct question *q);
void explain_trend(const struct question *q);
void explain_spread(const struct question *q);
void explain_similar(const struct question *q);
void explain_portfolio(const struct question *q);
/* 0, or -1 where sentences.xml is faulty. */
int explain_findings(const struct question *q);

#endif
