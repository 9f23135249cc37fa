/* Records: files that staff keep for templates beside the figures: agenda.xml, paper.xml
 * (the Sitzungsvorlage), actions.xml (Maßnahmen and questions), print-order.xml (what is
 * printed for whom).
 *
 * What a grammar cannot see is checked here, across the files: a session of a committee
 * that the agenda does not name, numbers given twice, actions that no report shows. Such a
 * fault is told with its place, and the reports are made. */
#ifndef CLI_RECORDS_H
#define CLI_RECORDS_H

#include "base/diag.h"
#include "cli/run.h"

/* Gives the records to r->compose; needs the rules of edition.xml. A missing file is none.
 * 0, or -1 where one cannot be read (reported). */
int records_load(struct run *r, struct diag *d);

#endif
