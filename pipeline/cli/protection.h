/* What the audit of disclosure control (guard/audit.h) found, in words for staff. The true
 * value of a hidden count is never told, nor an interval of one value: texts of the program
 * are passed on in mails.
 *
 * Ownership: texts live in the arena of the run. */
#ifndef CLI_PROTECTION_H
#define CLI_PROTECTION_H

#include "cli/run.h"
#include "guard/audit.h"

/* Something that is hidden could be computed too closely from what would be published. */
bool protection_fails(const struct run *r);

/* Reports it: measure, year and areas, and what staff can do. Nothing where all is well. */
void protection_refuse(const struct run *r, struct diag *d);

/* "Arbeitslose"; "weiblich, unter 25 Jahre", "" for the whole; "2016", "2014 bis 2016". */
const char *protection_measure(const struct run *r, const struct audit_count *c);
const char *protection_part(const struct run *r, const struct audit_count *c);
const char *protection_years(const struct run *r, const struct audit_count *c);

/* Only one value is left, and it is hidden: it must not be told here either. */
bool protection_exact(const struct audit_count *c);

/* Indicators that show this count or a rate of it: "S07, S09, D20 (Teil)". */
const char *protection_indicators(const struct run *r, const struct audit_count *c);

/* Counts of this measure are hidden below; 0: never for their size. */
double protection_least(const struct run *r, uint32_t measure);

#endif
