/* Names of files that every share can keep: those of Windows forbid more than POSIX does
 * (Microsoft, "Naming Files, Paths, and Namespaces"): reserved devices, also with an
 * extension, some characters, a dot or blank at the end; they do not tell upper from lower
 * case, and whole paths are short. */
#ifndef BASE_SHARE_H
#define BASE_SHARE_H

#define SHARE_NAME_MAX 120 /* [bytes] leaves room for the path before it: 260 in all */

/* NULL for a good name; else the fault in German words: "„NUL“ ist unter Windows ein Gerät". */
const char *share_name_fault(const char *name);

#endif
