/* Changes of counts that chance does not explain.
 *
 * Two counts: Przyborowski & Wilenski, Biometrika 31 (1940) 313: if both are Poisson with the
 * same mean, the one is binomial in their sum with one half. The probability of a difference as
 * large as this or larger, either way, is twice the smaller tail, at most 1: R's
 * poisson.test(c(a, b))$p.value.
 *
 * Equal counts: two Poisson counts with the mean m are equal with the probability
 * exp(-2m) I0(2m) (Skellam, J. R. Stat. Soc. 109 (1946) 296), in R besselI(2 * m, 0, TRUE).
 *
 * Many equal: how likely at least k of n independent events are that have the probability p on
 * average; binomial, which is wider than what unequal ones do (Hoeffding, Ann. Math. Stat. 27
 * (1956) 713) where k is above n p. In R pbinom(k - 1, n, p, lower.tail = FALSE).
 *
 * Counts are not negative; parts of one are rounded. Pure. */
#ifndef METHODS_JUMP_H
#define METHODS_JUMP_H

#include <stddef.h>

double jump_chance(double before, double after); /* 0..1; 1 where one is no count */
double jump_equal(double mean);                  /* 0..1; mean >= 0 */
double jump_many(size_t k, size_t n, double p); /* 0..1; k <= n, 0 <= p <= 1 */

#endif
