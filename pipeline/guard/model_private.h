/* How counts hang together: what an attacker knows besides the figures that are shown.
 *
 * Everything counted consists of atoms: persons of one measure, year, area that is not
 * divided further, sex, nationality and age between two neighbouring limits of classes. An
 * atom is nothing or more. Every cell is the sum of its atoms: a Kreis or group those of its
 * municipalities, "all" those of both sexes and nationalities, an age class those of the
 * years in it. So all ways in which classes overlap, and their counterparts that nobody
 * delivers, are in the system without being listed. A dimension that no cell divides is one
 * atom wide. Relations of the catalogue hold between atoms of the same place and class.
 *
 * Atoms are reckoned as differences from their true values, so that the truth is the zero of
 * the system. Where delivered figures contradict each other (rounded members of a Kreis) the
 * truth is the table nearest to them, differences rather in large sums than in small ones.
 * There are two attackers then: one knows what remains between the truth and a figure (the
 * system with zeros), the other believes one such figure (row.shift, of a sum with something
 * hidden). Protection holds against both; if the second finds that nothing fits what he
 * believes, he has learnt nothing.
 *
 * Only what hangs together with something hidden is modelled. Rows are the counts (in their
 * order), then the links. Ownership: model_new() / model_free(). */
#ifndef GUARD_MODEL_PRIVATE_H
#define GUARD_MODEL_PRIVATE_H

#include "guard/counts_private.h"

struct row {
    size_t *atoms;
    double *weights;
    size_t n;         /* 0: a count that is not modelled */
    double low, high; /* of a link; what a count may be is said by counts_knowledge() */
    double shift;     /* the figure less the true atoms: where delivered figures disagree */
};

struct model {
    struct arena *arena;
    size_t n_atoms, n_rows, n_counts;
    struct row *rows;   /* counts, then links */
    size_t cap_rows;
    double *lower;      /* by atom: the least difference, - its true value or -INFINITY */
    double *truth;      /* by atom */
};

struct model *model_new(const struct counts *c, const struct areas *areas,
                        const struct facts *f);
void model_free(struct model *m);

/* What hangs together when everything is taken out that equations determine. equal: by row,
 * whether it can only be zero. */
struct pieces {
    struct arena *arena;
    bool *fixed;         /* by atom */
    size_t n;
    size_t *first_atom, *atoms; /* of piece i: atoms[first_atom[i] .. first_atom[i + 1] - 1] */
    size_t *first_row, *rows;   /* the same; rows with an atom that is not fixed */
    size_t *place;       /* by atom: its place in its piece */
};

struct pieces *pieces_new(const struct model *m, const bool *equal);
void pieces_free(struct pieces *p);

/* Whether all true values of the piece are whole numbers. */
bool pieces_whole(const struct pieces *p, const struct model *m, size_t piece);

#endif
