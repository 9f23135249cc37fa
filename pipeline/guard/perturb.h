/* Counts that are protected by changing them a little, before anything is computed: as an
 * alternative to hiding, chosen by source (method in sources.xml). All sums, rates, texts
 * and charts are made of the changed counts and agree with each other; sums of changed
 * counts are not those of the true ones.
 *
 * Rounding: each count on its own to the nearest multiple of five, whole counts by 2 at
 * most; 1 and 2 become 0 (the practice of the Statistisches Bundesamt since 2014).
 *
 * Cell keys (Fraser, Wooton: A proposed method for confidentialising tabular output to
 * protect against differencing, UNECE Geneva 2005; Marley, Leaver: A method for confidentialising
 * user-defined tables, ISI Dublin 2011; used for the Zensus 2022): a count n is changed by
 * d in -D..D with the chance p(d | n), which a table gives; a uniform number, the key,
 * chooses. Zero stays zero, nothing becomes negative, the change is 0 on average and has
 * the given variance. Among all such tables that of maximum entropy is taken (Giessing:
 * Computational issues in the design of transition probabilities and disclosure risk
 * estimation for additive noise, PSD 2016, LNCS 9867), so that d tells least.
 *
 * The key is a digest of the secret seed and of what the cell is (measure, area, time, sex,
 * nationality, ages): one cell has the same change in every table, edition and order of
 * rows as long as its count stays. The seed is a file in the folder of inputs, 64 hexadecimal
 * digits of chance; whoever has it can undo the changes.
 *
 * Averages of counts are rounded to whole ones first. Figures that are no counts (means,
 * rates, amounts) stay as they are: the other rules apply to them.
 *
 * Errors: a seed that is missing or no seed is reported and ends the run. */
#ifndef GUARD_PERTURB_H
#define GUARD_PERTURB_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "facts/areas.h"
#include "facts/catalogue.h"
#include "facts/facts.h"

#define PERTURB_SEED_FILE "cell-key.txt"
#define PERTURB_MOST 9 /* greatest D */

/* Chances of the changes of one count: at [d + D] that of d. */
struct perturb_chances {
    double p[2 * PERTURB_MOST + 1];
};

/* For a count above zero; max_change D in 1..PERTURB_MOST, 0 < variance < D. */
struct perturb_chances perturb_chances(double count, int max_change, double variance);
/* The change that a key in [0, 1) chooses. */
int perturb_change(const struct perturb_chances *c, int max_change, double key);
/* Key of a cell [0, 1). */
double perturb_key(const unsigned char seed[SHA256_BYTES], const struct areas *areas,
                   const struct catalogue *c, struct fact_key k);
/* To the nearest multiple of five; halves away from zero. */
double perturb_round(double count);

/* Whether any source is rounded or has cell keys; whether a seed is needed. */
bool perturb_needed(const struct catalogue *c);
bool perturb_needs_seed(const struct catalogue *c);

/* The protected facts, with the same numbers of cells; closed; facts_free() them. NULL where
 * there is no seed (reported). */
struct facts *perturb_facts(const char *inputs, const struct areas *areas,
                            const struct catalogue *c, const struct facts *f, struct diag *d);

/* Whether a cell of a measure and source was changed. */
bool perturb_applies(const struct catalogue *c, uint32_t measure, uint32_t source);
/* What readers are told of figures made of a source, for a list of caveats; "" where there
 * is nothing to say. */
const char *perturb_note(struct arena *a, const struct source *s);

#endif
