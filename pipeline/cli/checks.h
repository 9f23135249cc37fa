/* The checks of the figures within a run: once, with what staff accept. */
#ifndef CLI_CHECKS_H
#define CLI_CHECKS_H

#include "base/diag.h"
#include "check/check.h"
#include "cli/run.h"

/* Checks the figures as delivered; needs RUN_FACTS. The findings stay with the run: r->findings;
 * what was checked is not checked again. 0, or -1 where accepted.xml is faulty. */
int checks_run(struct run *r, enum check_extent extent, struct diag *d);

/* One message for the whole, where there are warnings or errors: SEV_ERROR with errors; for
 * warnings the code says how loud. */
void checks_tell(struct run *r, enum diag_code warnings, struct diag *d);

/* What was accepted, as templates see it: $accepted. Without accepted.xml nothing is checked
 * for it. 0 or -1. */
int checks_record(struct run *r, struct diag *d);

#endif
