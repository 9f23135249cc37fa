/* Index page: outputs/index.html, a list of all editions and reports with a search, the map
 * of the district to click on, and the state of each report. One file: no server, nothing is
 * loaded, links are relative and encoded; works from a file share. Without scripts only the
 * search is missing.
 *
 * Written aside and put in place, while a lock of the folder is held: of two runs at once the
 * later one lists both. No clock: the same outputs give the same page. */
#ifndef CLI_INDEX_PAGE_H
#define CLI_INDEX_PAGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "cli/run.h"

/* r needs RUN_REPORTS (theme, areas, map). 0 or -1. */
int index_write(struct run *r, struct diag *d);

/* Style and script, in the colours of the theme. */
void index_put_style(struct buf *b, const struct theme *t);
const char *index_script(void);

#endif
