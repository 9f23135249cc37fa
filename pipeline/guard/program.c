#include "guard/program_private.h"

#include <assert.h>
#include <glpk.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

/* Values this near to a whole number are that number. */
static const double near = 1e-6;

struct program {
    glp_prob *lp;
    size_t n_columns;
    double *values; /* of the last solution */
    double total;
    int *index;     /* room for a row; from 1, as GLPK counts */
    double *weight;
    bool started;
};

struct program *program_new(size_t n_columns)
{
    assert(n_columns < INT_MAX);
    struct program *p = mem_alloc(sizeof *p);
    glp_term_out(GLP_OFF);
    p->lp = glp_create_prob();
    p->n_columns = n_columns;
    p->values = mem_alloc((n_columns + 1) * sizeof *p->values);
    p->index = mem_alloc((n_columns + 1) * sizeof *p->index);
    p->weight = mem_alloc((n_columns + 1) * sizeof *p->weight);
    if (n_columns > 0)
        glp_add_cols(p->lp, (int)n_columns);
    for (size_t i = 0; i < n_columns; i++)
        program_bounds(p, i, 0, INFINITY);
    return p;
}

void program_free(struct program *p)
{
    if (p == NULL)
        return;
    glp_delete_prob(p->lp);
    free(p->values);
    free(p->index);
    free(p->weight);
    free(p);
}

static int kind_of_bounds(double low, double high)
{
    if (isinf(low))
        return isinf(high) ? GLP_FR : GLP_UP;
    if (isinf(high))
        return GLP_LO;
    return high > low ? GLP_DB : GLP_FX;
}

void program_bounds(struct program *p, size_t column, double low, double high)
{
    assert(column < p->n_columns && !(low > high));
    glp_set_col_bnds(p->lp, (int)column + 1, kind_of_bounds(low, high), isinf(low) ? 0 : low,
                     isinf(high) ? 0 : high);
}

void program_cost(struct program *p, size_t column, double cost)
{
    assert(column < p->n_columns);
    glp_set_obj_coef(p->lp, (int)column + 1, cost);
}

size_t program_row(struct program *p, const size_t *columns, const double *weights, size_t n,
                   double low, double high)
{
    assert(n <= p->n_columns);
    int row = glp_add_rows(p->lp, 1);
    for (size_t i = 0; i < n; i++) {
        assert(columns[i] < p->n_columns);
        p->index[i + 1] = (int)columns[i] + 1;
        p->weight[i + 1] = weights[i];
    }
    glp_set_mat_row(p->lp, row, (int)n, p->index, p->weight);
    program_row_bounds(p, (size_t)row - 1, low, high);
    return (size_t)row - 1;
}

void program_row_bounds(struct program *p, size_t row, double low, double high)
{
    assert(!(low > high));
    glp_set_row_bnds(p->lp, (int)row + 1, kind_of_bounds(low, high), isinf(low) ? 0 : low,
                     isinf(high) ? 0 : high);
}

/* Dual: from one question to the next it is mostly bounds that change. A basis that went bad
 * (singular) is built anew once. */
static int simplex(struct program *p)
{
    glp_smcp how;
    glp_init_smcp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.meth = GLP_DUALP;
    if (!p->started)
        glp_std_basis(p->lp);
    p->started = true;
    if (glp_simplex(p->lp, &how) == 0)
        return 0;
    glp_std_basis(p->lp);
    return glp_simplex(p->lp, &how);
}

static bool take_values(struct program *p, double (*value)(glp_prob *, int), double total)
{
    bool all_whole = true;
    for (size_t i = 0; i < p->n_columns; i++) {
        double v = value(p->lp, (int)i + 1);
        bool whole = fabs(v - nearbyint(v)) < near;
        p->values[i] = whole ? nearbyint(v) : v;
        all_whole = all_whole && whole;
    }
    p->total = fabs(total - nearbyint(total)) < near ? nearbyint(total) : total;
    return all_whole;
}

static void count_nodes(glp_tree *tree, void *nodes)
{
    int *n = nodes;
    if (glp_ios_reason(tree) == GLP_ISELECT && ++*n > PROGRAM_NODES)
        glp_ios_terminate(tree);
}

/* With Gomory's cuts most questions are settled before anything branches. One that rounding
 * put wrong takes tables away and adds none: it errs on the side of protection. */
static enum program_result branch_and_bound(struct program *p)
{
    int nodes = 0;
    glp_iocp how;
    glp_init_iocp(&how);
    how.msg_lev = GLP_MSG_OFF;
    how.gmi_cuts = GLP_ON;
    how.cb_func = count_nodes;
    how.cb_info = &nodes;
    for (int i = 1; i <= (int)p->n_columns; i++)
        glp_set_col_kind(p->lp, i, GLP_IV);
    int status = glp_intopt(p->lp, &how);
    int found = glp_mip_status(p->lp);
    if (found == GLP_OPT || found == GLP_FEAS)
        take_values(p, glp_mip_col_val, glp_mip_obj_val(p->lp));
    for (int i = 1; i <= (int)p->n_columns; i++)
        glp_set_col_kind(p->lp, i, GLP_CV);
    if (status == 0 && found == GLP_OPT)
        return PROGRAM_SOLVED;
    return status == 0 && found == GLP_NOFEAS ? PROGRAM_IMPOSSIBLE : PROGRAM_UNDECIDED;
}

enum program_result program_solve(struct program *p, bool maximise, bool whole)
{
    glp_set_obj_dir(p->lp, maximise ? GLP_MAX : GLP_MIN);
    if (simplex(p) != 0)
        return PROGRAM_UNDECIDED;
    switch (glp_get_status(p->lp)) {
    case GLP_OPT: break;
    case GLP_UNBND: return PROGRAM_UNBOUNDED;
    case GLP_NOFEAS: return PROGRAM_IMPOSSIBLE;
    default: return PROGRAM_UNDECIDED;
    }
    bool all_whole = take_values(p, glp_get_col_prim, glp_get_obj_val(p->lp));
    return all_whole || !whole ? PROGRAM_SOLVED : branch_and_bound(p);
}

double program_value(const struct program *p, size_t column)
{
    assert(column < p->n_columns);
    return p->values[column];
}

double program_total(const struct program *p)
{
    return p->total;
}
