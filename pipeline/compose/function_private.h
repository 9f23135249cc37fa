/* Inside of compose: what the functions of analysis share (function_analysis.c,
 * function_ahead.c). Everything lies in the arenas of the compose. */
#ifndef COMPOSE_FUNCTION_PRIVATE_H
#define COMPOSE_FUNCTION_PRIVATE_H

#include "compose/compose_private.h"

/* Not 0, and why, where the run has no analysis at all. */
int analysis_missing(const struct compose *c, const char **error);

/* The rule of an analysis, in words, as result of a function of a template. */
typedef const char *analysis_rule(const struct analysis *a);
int set_rule(const struct compose *c, analysis_rule *rule, struct xpath_value *out,
             const char **error);

/* Attributes. Numbers that are not finite are left out. */
void item_int(struct xpath_item *i, const char *name, int value);
void item_double(struct xpath_item *i, const char *name, double value);
void item_area(struct compose *c, struct xpath_item *i, uint32_t area);
void item_indicator(struct compose *c, struct xpath_item *i, uint32_t indicator);

/* An item that prints words, or a point that is read as `missing`. */
struct xpath_item *analysis_item(struct compose *c, const char *name, const char *words,
                                 const char *missing);
/* The source of the figures is named where the result stands. */
void analysis_used(struct compose *c, uint32_t indicator, int year);

#endif
