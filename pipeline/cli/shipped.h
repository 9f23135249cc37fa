/* Shipped: the inputs and templates that are installed with the program, so that it works in
 * any folder. They lie beside it: PREFIX/bin/sozialbericht finds them under
 * PREFIX/share/sozialbericht, wherever that was put. Folders of one's own come first: those
 * named in the call, then "inputs" and "templates" of the working folder.
 *
 * Linux: the kernel tells the program's path (getauxval); elsewhere this does not compile. */
#ifndef CLI_SHIPPED_H
#define CLI_SHIPPED_H

#include "base/arena.h"
#include "base/diag.h"
#include "cli/command.h"

/* Fills in the folders that the call did not name. The paths are the arena's. */
void shipped_use(struct options *o, struct arena *a);

/* A note where inputs are the shipped ones: who works in the wrong folder must not take the
 * example's figures for his own. */
void shipped_tell(const struct options *o, struct diag *d);

/* For commands that must not fall back on an example: 0, or -1 with a message. */
int shipped_refused(const struct options *o, struct diag *d);

#endif
