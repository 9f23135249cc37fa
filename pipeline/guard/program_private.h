/* Linear programs in whole numbers or fractions: the only place that knows GLPK.
 *
 * Columns have bounds and a cost, rows are sums of columns with bounds; infinite bounds are
 * INFINITY. Built once, then solved again and again with other bounds and costs from where
 * the last solution stood. Dual simplex; whole numbers by branch and cut (R. E. Gomory, Bulletin of
 * the American Mathematical Society 64 (1958) 275-278) over at most PROGRAM_NODES nodes: a number
 * of nodes, not a time, so that each run ends alike.
 *
 * Ownership: program_new() / program_free(). */
#ifndef GUARD_PROGRAM_PRIVATE_H
#define GUARD_PROGRAM_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

enum { PROGRAM_NODES = 2000 };

enum program_result {
    PROGRAM_SOLVED,
    PROGRAM_UNBOUNDED,
    PROGRAM_IMPOSSIBLE,
    PROGRAM_UNDECIDED /* given up; values, where there are any, may not be the best */
};

struct program;

struct program *program_new(size_t n_columns); /* of 0 and more, without cost */
void program_free(struct program *p);

void program_bounds(struct program *p, size_t column, double low, double high);
void program_cost(struct program *p, size_t column, double cost);
/* Columns of a row differ. Returns its number, from 0. */
size_t program_row(struct program *p, const size_t *columns, const double *weights, size_t n,
                   double low, double high);
void program_row_bounds(struct program *p, size_t row, double low, double high);

/* whole: all columns are whole numbers. With PROGRAM_SOLVED program_value() and
 * program_total() (costs times values) tell the solution. */
enum program_result program_solve(struct program *p, bool maximise, bool whole);
double program_value(const struct program *p, size_t column);
double program_total(const struct program *p);

#endif
