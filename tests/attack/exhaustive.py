"""The attacker's bounds against every table there is: small random systems of sums are
filled in all possible ways. Call: exhaustive.py HOW-MANY SEED"""
import itertools
import random
import sys

import bounds


def tables_that_fit(n, most, exact, sums):
    """All ways to part a total of "most" among n unknowns that fit."""
    for cuts in itertools.combinations(range(most + n - 1), n - 1):
        ends = (-1, *cuts, most + n - 1)
        values = [b - a - 1 for a, b in zip(ends, ends[1:])]

        def total(mask):
            return sum(values[b] for b in bounds.bits(mask))
        if all(total(m) == v for m, v in exact.items()) and \
                all(s.lower <= total(s.mask) <= s.upper for s in sums):
            yield values


def system(rng):
    """Unknowns, what is shown of them (true), what is hidden and why."""
    n, least = rng.randint(2, 5), rng.choice([3, 4])
    truth = [rng.choice([0, 1, 2, 3, 4, 5]) for _ in range(n)]

    def total(mask):
        return sum(truth[b] for b in bounds.bits(mask))

    every = (1 << n) - 1
    exact = {every: total(every)}
    for _ in range(rng.randint(0, 3)):
        mask = rng.randint(1, every)
        exact[mask] = total(mask)
    sums = []
    for mask in {rng.randint(1, every) for _ in range(rng.randint(1, 4))}:
        if mask in exact:
            continue
        if 0 < total(mask) < least:
            sums.append(bounds.Sum(str(mask), mask, 1, least - 1, least - 2))
        elif total(mask) >= least:
            sums.append(bounds.Sum(str(mask), mask, least, need=least - 2))
    return n, exact, sums


def main():
    rng = random.Random(int(sys.argv[2]))
    cases = []
    for _ in range(int(sys.argv[1])):
        n, exact, sums = system(rng)
        fitting = list(tables_that_fit(n, exact[(1 << n) - 1], exact, sums))
        possible = [{sum(t[b] for b in bounds.bits(s.mask)) for t in fitting} for s in sums]
        cases.append((exact, sums, possible))
    bounds.solve([(exact, sums) for exact, sums, _ in cases])
    n_sums = n_open = 0
    for case, (_, sums, possible) in enumerate(cases):
        for s, values in zip(sums, possible):
            n_sums += 1
            n_open += s.open()
            if s.open() != (max(values) - min(values) < s.need):
                sys.exit(f"case {case}: {min(values)}..{max(values)} is possible, "
                         f"found {s.least + s.offset}..{s.most + s.offset}")
            if not s.least + s.offset >= min(values) or not s.most + s.offset <= max(values):
                sys.exit(f"case {case}: found what is not possible")
    print(f"{n_sums} hidden sums, {n_open} found")


main()
