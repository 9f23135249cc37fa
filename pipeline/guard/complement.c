#include "guard/complement_private.h"

#include <math.h>

struct knowledge { /* what the attacker reckons with */
    double slack; /* the sum above the least possible one of the hidden members */
    double upper; /* the greatest possible one above the sum; without unbounded members */
    size_t small, unbounded;
};

static struct knowledge know(const struct sum_member *members, size_t n, double total, double m)
{
    struct knowledge k = {.slack = total};
    double greatest = 0;
    for (size_t i = 0; i < n; i++) {
        switch (members[i].state) {
        case MEMBER_SHOWN: k.slack -= members[i].value; break;
        case MEMBER_SMALL:
            k.slack -= 1;
            greatest += m - 2;
            k.small++;
            break;
        case MEMBER_COMPLEMENT: k.slack -= m; k.unbounded++; break;
        case MEMBER_UNKNOWN: k.unbounded++; break;
        }
    }
    k.upper = greatest - k.slack;
    return k;
}

static bool wide_enough(const struct knowledge *k, double m)
{
    return k->small == 0 ||
           (k->slack >= m - 2 && (k->unbounded > 0 || k->upper >= m - 2));
}

/* The smallest that brings as much slack as is needed, else the largest; n where none is. */
static size_t best(const struct sum_member *members, size_t n, double m, double needed)
{
    size_t chosen = n;
    bool enough = false;
    for (size_t i = 0; i < n; i++) {
        const struct sum_member *c = &members[i];
        if (c->state != MEMBER_SHOWN || !(c->value >= m))
            continue;
        bool suffices = c->value - m >= needed;
        if (chosen == n || (suffices && !enough) ||
            (suffices && c->value < members[chosen].value) ||
            (!suffices && !enough && c->value > members[chosen].value))
            chosen = i;
        enough = enough || suffices;
    }
    return chosen;
}

bool complement_choose(struct sum_member *members, size_t n, double total, double least)
{
    double m = fmax(ceil(least), 2); /* below 2 nothing is too small */
    for (;;) {
        struct knowledge k = know(members, n, total, m);
        if (wide_enough(&k, m))
            return true;
        size_t i = best(members, n, m, m - 2 - k.slack);
        if (i == n)
            return false;
        members[i].state = MEMBER_COMPLEMENT;
    }
}
