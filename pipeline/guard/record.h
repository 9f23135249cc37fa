/* Record of what an edition publishes: all its figures as a table, kept beside the reports,
 * so that later editions know what can no longer be hidden (earlier.h).
 *
 * UTF-8 with a byte order mark, fields separated by ";", lines by CR LF, no quotes; columns:
 * Indikator, Formel (published_indicator.formula_id), Gebiet (official key), Jahr, Geschlecht
 * ("", m, w), Alter ("", "0-2", "75-"), Wert as printed with a decimal comma and without
 * groups, Zeichen (in place of the value, or beside it), Anzahl and Nenner where they are
 * published. A field that a spreadsheet would take for a formula gets an apostrophe. */
#ifndef GUARD_RECORD_H
#define GUARD_RECORD_H

#include "base/buf.h"
#include "guard/published.h"

#define RECORD_FILE "veroeffentlicht.csv"
#define RECORD_MARK "\xEF\xBB\xBF" /* byte order mark */
#define RECORD_HEAD \
    "Indikator;Formel;Gebiet;Jahr;Geschlecht;Alter;Wert;Zeichen;Anzahl;Nenner"

struct record_key { /* names a figure */
    const char *indicator, *formula, *area;
    int year;
    const struct published_part *part; /* NULL: the whole */
};

/* The first six fields, without a ";" at the end. */
void record_put_key(struct buf *b, struct record_key k);

void record_write(const struct published *p, struct buf *out);

#endif
