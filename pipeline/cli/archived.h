/* Archived editions: what is put beside the files of an edition, and building it again.
 *
 * Ownership: texts are added to the caller's buffers, nothing else is kept. */
#ifndef CLI_ARCHIVED_H
#define CLI_ARCHIVED_H

#include "archive/bag.h"
#include "archive/manifest.h"
#include "base/buf.h"
#include "cli/run.h"

#define ARCHIVED_PROGRAM "metadata/program.txt"

/* Dublin Core (DCMES 1.1, in the frame of OAI-PMH 2.0). */
void archived_dublin_core(const struct run *r, const struct manifest_head *head, struct buf *out);

/* One object of the type File (OParl 1.1) for each report; id and addresses are given by the
 * council's information system. folder: of the edition. 0, or -1 (reported). */
int archived_oparl(struct run *r, const struct manifest *m, const char *folder, struct buf *out,
                   struct diag *d);

/* The table of published figures for machines: CSV on the Web (W3C, 2015) and Frictionless
 * Table Schema (v1). path: of the table, relative to the description. */
void archived_csvw(const char *path, struct buf *out);
void archived_datapackage(const char *name, const char *path, struct buf *out);

/* What an edition needs to come out the same, a line each: program, fonts of the manifest,
 * libraries of the running process with their SHA-256. */
void archived_program(const struct manifest *m, const char *version, const char *build,
                      struct buf *out);

/* Builds the edition of a bag again, in the folder work, and compares every file. Inputs
 * that are not in the bag come from the folders of o. 0, or -1 with the reasons. */
int archived_rebuild(const struct options *o, const char *bag, const char *work,
                     struct diag *d);

/* Prints what is in the archive and until when it has to be kept. */
int archived_list(const struct options *o, struct diag *d);

#endif
