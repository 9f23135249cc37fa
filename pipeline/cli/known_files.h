/* Known files: XML files that were valid the last time are not checked against their grammars
 * again by commands that someone waits for (preview, report). Their digests and those of the
 * grammars stand in the output folder (".geprueft"), which may be deleted. A full run, which
 * makes an edition, checks all.
 *
 * Only the grammar's check is left out: a file is read as ever, and what it says of protection
 * is taken from the file itself. */
#ifndef CLI_KNOWN_FILES_H
#define CLI_KNOWN_FILES_H

struct known_files;

/* From now on, until known_files_end(), which writes down what is known then. What cannot be
 * read or written only takes longer the next time. */
struct known_files *known_files_use(const char *outputs);
void known_files_end(struct known_files *k);

#endif
