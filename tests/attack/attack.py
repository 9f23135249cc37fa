"""The attacker: reads the reports of one run as everybody can (text of the pages, attached
file, alternative texts) and computes what he can of every hidden count.

Call: attack.py PUBLIC.json SECRET.csv [--without PROTECTION] REPORT.pdf...

--without: as if that protection had failed in every table, once: one hidden figure of its
kind is printed. The attacker must find something then.

PUBLIC.json holds what everybody knows: places, what lies in what, what is counted, least
counts. SECRET.csv, the true counts, is for the judge: to tell which signs are the
program's and not the publisher's, to tell the attacker why a figure is hidden (more than
the reports say: "small" or "for others"), and to catch him where he is wrong.

A line for each hidden count of which too few values are possible:
RECOVERED or NARROWED, with place, year and bounds; then a summary. Exit status 1 after any."""
import csv
import json
import random
import sys

import bounds
import reports


class Table:
    """One measure in one year: what is printed of it."""

    def __init__(self, world, measure, year):
        self.world, self.measure, self.year = world, measure, year
        self.exact = {}
        self.hidden = {}  # mask: name
        self.rates = []   # (mask, lower, upper)

    def mask(self, area, leaves):
        """Unknowns: a bit for each municipality and leaf."""
        n = self.measure["n_leaves"]
        return sum(1 << (self.world.index[place] * n + leaf)
                   for place in self.world.members(area) for leaf in leaves)

    def add(self, area, leaves, figure, name):
        mask = self.mask(area, leaves)
        if figure.text == "–":
            self.exact[mask] = 0
        elif figure.number is not None:
            self.exact[mask] = int(figure.number)
        else:
            self.hidden[mask] = name

    def add_rate(self, area, figure, people):
        if figure.number is None or people is None:
            return
        least, most = (figure.number + half for half in (-0.05, 0.05))
        every = range(self.measure["n_leaves"])
        factor = self.world.public["factor"]
        self.rates.append((self.mask(area, every), least * people / factor - 1e-9,
                           most * people / factor + 1e-9))


class Secret:
    """The judge's knowledge."""

    def __init__(self, path, world):
        self.counts, self.marked = {}, set()
        with open(path, encoding="utf-8") as f:
            for number, year, place, leaf, count, sign in csv.reader(f, delimiter=";"):
                key = int(number), int(year)
                n = world.by_number[int(number)]["n_leaves"]
                bit = world.index[place] * n + int(leaf)
                self.counts.setdefault(key, {})[bit] = int(count)
                if sign:
                    self.marked.add((key, bit))

    def count(self, table, mask):
        return sum(self.counts[table.key][b] for b in bounds.bits(mask))

    def marks(self, table, mask):
        """The publisher has no figure there."""
        return any((table.key, b) in self.marked for b in bounds.bits(mask))


class World:
    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            self.public = json.load(f)
        self.index = {p: i for i, p in enumerate(self.public["places"])}
        self.by_number = {m["number"]: m for m in self.public["measures"]}
        self.areas = [self.public["kreis"]] + self.public["places"] + sorted(self.public["groups"])

    def members(self, area):
        if area == self.public["kreis"]:
            return self.public["places"]
        return self.public["groups"].get(area, [area])

    def tables(self, figures):
        for measure in self.public["measures"]:
            for year in self.public["years"]:
                t = Table(self, measure, year)
                t.key = measure["number"], year
                self.fill(t, figures)
                yield t

    def fill(self, t, figures):
        for ind in t.measure["indicators"]:
            for part, leaves in enumerate([ind["leaves"]] + ind["parts"]):
                for area in self.areas:
                    figure = figures.get((ind["id"], t.year, part, area))
                    if figure is not None:
                        t.add(area, leaves, figure, f"{ind['id']}:{part} {area} {t.year}")
        for area in self.areas:
            rate = figures.get((t.measure["rate"], t.year, 0, area))
            people = figures.get((self.public["population"], t.year, 0, area))
            if rate is not None and people is not None:
                t.add_rate(area, rate, people.number)


def problem(t, secret):
    """The table as exact sums and bounded sums."""
    least = t.measure["least"]
    sums = []
    for mask, name in t.hidden.items():
        if mask in t.exact:
            continue  # shown elsewhere; differences() has it
        if secret.marks(t, mask):
            sums.append(bounds.Sum(name, mask, 0))
        elif 0 < secret.count(t, mask) < least:
            sums.append(bounds.Sum(name, mask, 1, least - 1, need=least - 2))
        else:
            sums.append(bounds.Sum(name, mask, 0 if secret.count(t, mask) == 0 else least,
                                   need=least - 2))
    for mask, low, high in t.rates:
        if mask not in t.exact:
            sums.append(bounds.Sum("rate", mask, low, high))
    return dict(t.exact), sums


def differences(t, secret):
    """What a curious reader finds without a computer: a small count that is simply printed;
    the same count shown at another place; what is shown less what is shown of it."""
    for mask, value in t.exact.items():
        if 0 < value < t.measure["least"]:
            yield f"{t.key} {mask:x}", value
    for mask, name in t.hidden.items():
        if secret.marks(t, mask):
            continue
        if mask in t.exact:
            yield name, t.exact[mask]
            continue
        for whole, value in t.exact.items():
            rest = whole ^ mask
            if whole & mask == mask and rest in t.exact:
                yield name, value - t.exact[rest]
                break
            if whole & mask == whole and rest in t.exact:
                yield name, value + t.exact[rest]
                break


def is_small(t, secret, mask):
    return 0 < secret.count(t, mask) < t.measure["least"]


# Kinds of hidden figures, by (table, secret, mask, (indicator, part, area)).
PROTECTIONS = {
    "small": lambda t, s, m, at: is_small(t, s, m),
    "place": lambda t, s, m, at: not is_small(t, s, m) and at[2] in t.world.index,
    "group": lambda t, s, m, at: not is_small(t, s, m) and at[2] in t.world.public["groups"],
    "part": lambda t, s, m, at: not is_small(t, s, m) and at[1] != "0",
    "darunter": lambda t, s, m, at: not is_small(t, s, m) and at[1] == "0" and
    at[0] != t.measure["indicators"][0]["id"],
    "rate": lambda t, s, m, at: is_small(t, s, m) and at[1] == "0" and
    t.measure["rate"] is not None and at[0] == t.measure["indicators"][0]["id"],
}


def fail(t, secret, kind, rng, people):
    """Prints one hidden figure of the kind; for "rate" only the rate made of it."""
    masks = [m for m, name in sorted(t.hidden.items()) if m not in t.exact and
             not secret.marks(t, m) and
             PROTECTIONS[kind](t, secret, m, name.replace(":", " ").split()[:3])]
    if not masks:
        return 0
    mask = rng.choice(masks)
    if kind != "rate":
        t.exact[mask] = secret.count(t, mask)
        if kind != "small":
            del t.hidden[mask]
        return 1
    area = t.hidden[mask].split()[1]
    base = people.get((t.world.public["population"], t.year, 0, area))
    rate = round(secret.count(t, mask) * t.world.public["factor"] / base.number, 1)
    t.add_rate(area, reports.Figure(f"{rate:.1f}"), base.number)
    return 1


def judge(t, sums, truth, say):
    found = 0
    for s in sums:
        if s.need is None:
            continue
        low, high = s.interval()
        if not low <= truth[s] <= high:
            sys.exit(f"the attacker is wrong: {s.name} is {truth[s]}, not {low}..{high}")
        if not s.open():
            continue
        if s.least == s.most:
            low = high = s.least + s.offset
        found += 1
        say(f"{'RECOVERED' if low == high else 'NARROWED'} {s.name}: {low}..{high}, "
            f"least count {t.measure['least']}")
    return found


def main():
    world = World(sys.argv[1])
    secret = Secret(sys.argv[2], world)
    without, paths = None, sys.argv[3:]
    if paths[0] == "--without":
        without, paths = paths[1], paths[2:]
    figures = reports.read(paths, world.areas)
    rng = random.Random(1)
    tables, problems, truths = [], [], []
    found = n_hidden = n_shown = n_failed = 0
    for t in world.tables(figures):
        if without is not None:
            n_failed += fail(t, secret, without, rng, figures)
        for name, value in differences(t, secret):
            found += 1
            print(f"RECOVERED {name}: {value} by a difference")
        exact, sums = problem(t, secret)
        n_shown += len(exact)
        n_hidden += sum(s.need is not None for s in sums)
        tables.append(t)
        problems.append((exact, sums))
        truths.append({s: secret.count(t, s.mask) for s in sums})
    bounds.solve(problems)
    for t, (_, sums), truth in zip(tables, problems, truths):
        found += judge(t, sums, truth, print)
    if without is not None:
        print(f"{n_failed} times without {without}")
    empty = sum(not t.exact for t in tables)
    print(f"{len(tables) - empty} tables, {n_shown} shown, {n_hidden} hidden, {found} found")
    sys.exit(found > 0)


main()
