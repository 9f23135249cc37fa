/* Viewer: shows a finished file with whatever the desktop opens such files with: xdg-open, or
 * wslview in Linux under Windows. It is started apart, without the terminal, and goes on when
 * the program has ended. */
#ifndef CLI_VIEWER_H
#define CLI_VIEWER_H

#include "base/diag.h"

/* Waits until the starter has ended, VIEWER_SECONDS at most: one that failed is told as a note,
 * for the file is there all the same. What was printed so far is written out before. */
enum { VIEWER_SECONDS = 3 };
void viewer_open(const char *path, struct diag *d);

#endif
