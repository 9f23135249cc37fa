/* Cells of CSV files that leave the program: the one place that writes text into them.
 *
 * Fields are parted by semicolons (RFC 4180 otherwise). Spreadsheets run a cell that begins
 * with = + - @, TAB or CR as a formula, also one that came from a name in somebody's file (CSV
 * injection: OWASP, https://owasp.org/www-community/attacks/CSV_Injection); such text gets an
 * apostrophe before it. A plain number ("-3,5", "+12 %") can do no harm and stays a number. */
#ifndef BASE_CSV_CELL_H
#define BASE_CSV_CELL_H

struct buf;

/* Quoted where a separator, a quote, a line end or a blank at an end asks for it. */
void csv_cell_put(struct buf *b, const char *text);

/* The text that csv_cell_put() was given, of a cell without its quotes; lent, a part of cell. */
const char *csv_cell_text(const char *cell);

#endif
