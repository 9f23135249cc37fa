/* One sum over areas: which of its members must be hidden in addition so that the sum
 * does not give back the ones that are too small to be shown.
 *
 * Attacker: knows the sum, every value that is shown, that counts are whole and not
 * negative, the least count m, and of every hidden value why it is hidden: too small means
 * 1 .. m - 1, hidden in addition means m or more. (One who cannot tell the two apart knows
 * less.) The sum counts as exact: where the publisher has rounded, he knows less. Members
 * without a number are unbounded for him.
 *
 * Rule: to him every hidden value must keep m - 1 possible values. For a small count this
 * is all that the primary rule leaves: the sum adds nothing to it. A sum that contradicts
 * its members (rounded figures) is not wide enough.
 *
 * With one unbounded member this holds when the sum exceeds the least possible sum of its
 * hidden members by m - 2 (the slack); without one, also the greatest must exceed the sum
 * by m - 2. A complement of value v adds v - m to the slack. Taken is the smallest that
 * suffices alone; where none does the largest, and so on. Ties: the first of the list.
 * Zeros are never taken: that nothing exists is often known from elsewhere. */
#ifndef GUARD_COMPLEMENT_PRIVATE_H
#define GUARD_COMPLEMENT_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>

enum member_state {
    MEMBER_SHOWN,
    MEMBER_SMALL,      /* hidden by the primary rule */
    MEMBER_COMPLEMENT, /* hidden in addition */
    MEMBER_UNKNOWN     /* without a number */
};

struct sum_member {
    double value; /* not of MEMBER_UNKNOWN */
    enum member_state state;
};

/* Turns shown members into complements until the rule holds; false where all that can be
 * hidden is not enough (then all of it is hidden). least > 0. */
bool complement_choose(struct sum_member *members, size_t n, double total, double least);

#endif
