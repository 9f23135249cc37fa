/* Building an edition: for the command of that name and for sessions.
 *
 * Errors: -1 where nothing was replaced; what was made with faults is told in d, and so is an
 * edition in which reports are missing. */
#ifndef CLI_BUILD_H
#define CLI_BUILD_H

#include "archive/manifest.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "cli/run.h"

/* Makes the reports that the options ask for into the folder of their edition. An edition that
 * was made from just this stays as it is. */
int build_edition(const struct options *o, struct diag *d);

/* Digest of all that staff can change: inputs and templates. RUN_CONFIG is enough. 0 or -1. */
int build_digest(struct run *r, char out[SHA256_HEX], struct diag *d);

/* What a manifest says of a report; lends from all three. */
struct manifest_file build_entry(const struct run *r, const struct job *job,
                                 const struct job_result *result);

#endif
