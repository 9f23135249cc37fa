"""What can be computed of hidden counts: the best bounds of sums of unknown whole numbers
that are not negative, when other sums of them are known.

A table has numbered unknowns; a set of them is an integer used as a bit mask. Known are
exact sums and bounds of sums. solve() takes many independent tables at once: as they share
no unknown, one linear program whose objective is a sum over all of them gives the best
bound of one hidden count in each. A vertex in whole numbers is a witness that a value is
possible; where witnesses do not suffice, the bound in whole numbers is computed exactly
(scipy.optimize.milp)."""
import math

import numpy as np
import scipy.optimize
import scipy.sparse

SLACK = 1e-6


def bits(mask):
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Sum:
    """One sum of unknowns: lower <= sum <= upper. need: so far must its greatest possible
    value lie above its least one; None: nobody minds."""

    def __init__(self, name, mask, lower, upper=math.inf, need=None):
        self.name, self.mask, self.lower, self.upper, self.need = name, mask, lower, upper, need
        self.offset = 0  # known part, taken out
        self.least, self.most = math.inf, -math.inf  # whole values known to be possible
        self.bound = {}  # direction: best bound of the linear program

    def open(self):
        return self.need is not None and self.most - self.least < self.need

    def interval(self):
        """Whole numbers within the bounds of the linear program."""
        low = self.bound.get(-1, self.lower)
        high = self.bound.get(1, self.upper)
        return (math.ceil(low - SLACK) + self.offset,
                high if math.isinf(high) else math.floor(high + SLACK) + self.offset)


class Contradiction(Exception):
    """No numbers at all agree with what is printed: the attacker has misread something."""


def take_known(exact, sums):
    """Takes out every unknown that follows from one exact sum alone. exact: {mask: value}.
    Returns what is left of exact; the sums are changed in place."""
    known_mask = 0
    while True:
        fixed = {}
        for mask, value in exact.items():
            if value == 0 or mask & (mask - 1) == 0:
                for bit in bits(mask):
                    fixed[bit] = value
        if not fixed:
            return exact
        known_mask = sum(1 << b for b in fixed)

        def reduce(mask):
            both = mask & known_mask
            return mask ^ both, sum(fixed[b] for b in bits(both))

        left = {}
        for mask, value in exact.items():
            rest, part = reduce(mask)
            value -= part
            if rest == 0 and value != 0 or value < 0 or left.get(rest, value) != value:
                raise Contradiction
            if rest:
                left[rest] = value
        exact = left
        for s in sums:
            s.mask, part = reduce(s.mask)
            s.offset += part
            s.lower -= part
            s.upper -= part


def components(exact, sums):
    """Parts of a table that have no unknown in common: (mask, exact, sums)."""
    masks = []
    for mask in list(exact) + [s.mask for s in sums if s.mask]:
        apart = []
        for m in masks:
            if m & mask:
                mask |= m
            else:
                apart.append(m)
        masks = apart + [mask]
    return [(mask, [(m, v) for m, v in exact.items() if m & mask],
             [s for s in sums if s.mask & mask]) for mask in masks]


class Part:
    """One component, with the place of its unknowns in the common program."""

    def __init__(self, mask, exact, sums, first):
        self.sums, self.exact = sums, exact
        self.column = {bit: first + i for i, bit in enumerate(bits(mask))}
        self.end = first + len(self.column)
        self.first = first
        self.asked = None
        self.by_column = {id(s): [self.column[b] - first for b in bits(s.mask)] for s in sums}

    def next_question(self):
        """An open sum and a direction in which its bound is not known yet."""
        for s in self.sums:
            if s.open():
                for direction in (1, -1):
                    if direction not in s.bound:
                        return s, direction
        return None

    def learn(self, values):
        """values: of this part's unknowns. Whole numbers are a witness for all sums."""
        if self.asked is not None:
            s, direction = self.asked
            s.bound[direction] = float(sum(values[i] for i in self.by_column[id(s)]))
        whole = np.rint(values)
        if np.abs(whole - values).max() > SLACK:
            return
        for s in self.sums:
            if s.need is not None:
                value = int(sum(whole[i] for i in self.by_column[id(s)]))
                s.least, s.most = min(s.least, value), max(s.most, value)


class Rows:
    """Constraints of parts, as a sparse matrix with bounds."""

    def __init__(self, parts):
        rows, columns, self.low, self.high = [], [], [], []
        for p in parts:
            wanted = [(m, v, v) for m, v in p.exact]
            wanted += [(s.mask, s.lower, s.upper) for s in p.sums]
            for mask, low, high in wanted:
                here = [p.column[b] for b in bits(mask)]
                rows += [len(self.low)] * len(here)
                columns += here
                self.low.append(low)
                self.high.append(high)
        self.n = parts[-1].end
        self.matrix = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)),
                                              shape=(len(self.low), self.n))
        self.low, self.high = np.array(self.low, float), np.array(self.high, float)

    def optimum(self, objective, upper, whole=False):
        """Greatest value of the objective; None where nothing agrees. Without upper limits
        the greatest would be infinite: upper is large enough to tell."""
        r = scipy.optimize.milp(-objective, integrality=np.full(self.n, int(whole)),
                                bounds=scipy.optimize.Bounds(0, upper),
                                constraints=scipy.optimize.LinearConstraint(
                                    self.matrix, self.low, self.high),
                                options={"mip_rel_gap": 0})
        return r.x


def exact_bounds(part):
    """The open sums of one part, in whole numbers."""
    alone = Part(sum(1 << b for b in part.column), part.exact, part.sums, 0)
    rows = Rows([alone])
    upper = limit([alone])
    for s in part.sums:
        if not s.open() or s.interval()[1] - s.interval()[0] < s.need:
            continue
        for direction in (1, -1):
            objective = np.zeros(rows.n)
            for b in bits(s.mask):
                objective[alone.column[b]] = direction
            values = rows.optimum(objective, upper, whole=True)
            if values is None:
                raise Contradiction
            alone.asked = s, direction
            alone.learn(values)


def limit(parts):
    """An upper limit that no answer to the question "is it wide enough" depends on."""
    return max([v for p in parts for _, v in p.exact] +
               [max(s.lower, 0) + (s.need or 0) for p in parts for s in p.sums] + [1]) * 4 + 100


def solve(tables):
    """tables: (exact, sums). Fills in the bounds of all sums that somebody minds."""
    parts, end = [], 0
    for exact, sums in tables:
        for mask, e, s in components(take_known(exact, sums), sums):
            if any(x.need is not None for x in s):
                parts.append(Part(mask, e, s, end))
                end = parts[-1].end
        for s in sums:
            if s.mask == 0:  # known from the shown ones alone
                s.lower = s.upper = s.bound[1] = s.bound[-1] = 0
                s.least = s.most = 0
    while parts:
        ask_all(parts)
        for p in parts:
            if p.next_question() is None and any(s.open() for s in p.sums):
                exact_bounds(p)
        parts = side_by_side([p for p in parts if p.next_question() is not None])


def ask_all(parts):
    """Asks each part a question, until half of them has none left."""
    rows, upper = Rows(parts), limit(parts)
    asked = len(parts)
    while asked * 2 > len(parts) or asked == 1:
        objective = np.zeros(rows.n)
        asked = 0
        for p in parts:
            p.asked = p.next_question()
            if p.asked is not None:
                asked += 1
                s, direction = p.asked
                for b in bits(s.mask):
                    objective[p.column[b]] = direction
        if not asked:
            return
        values = rows.optimum(objective, upper)
        if values is None:
            raise Contradiction
        for p in parts:
            p.learn(values[p.first:p.end])


def side_by_side(parts):
    end = 0
    for p in parts:
        shift = end - p.first
        p.column = {b: c + shift for b, c in p.column.items()}
        p.first, p.end = end, end + len(p.column)
        end = p.end
    return parts
