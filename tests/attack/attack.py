"""The attacker: reads the reports of one run as everybody can (text of the pages, attached
file, alternative texts) and computes what he can of every hidden count.

Call: attack.py FOLDER [--digits]; --digits: bars are not measured

FOLDER/public.json holds what everybody knows: places, what lies in what, what is counted, least
counts. FOLDER/secret.csv, the true counts, is for the judge: to tell which signs are the
program's and not the publisher's, to tell the attacker why a figure is hidden (more than
the reports say: "small" or "for others"), and to catch him where he is wrong. The reports are
FOLDER/outputs/*/*.pdf.

A line for each hidden count of which too few values are possible:
RECOVERED or NARROWED, with place, year and bounds; PRINTED, DRAWN and TORN for what is seen
without reckoning; then a summary. Exit status 1 after any."""
import csv
import glob
import json
import os
import random
import sys

import bounds
import reports


class Table:
    """One measure in one year, or in all years where pooled figures join them: what is printed
    of it."""

    def __init__(self, world, measure, years):
        self.world, self.measure, self.years = world, measure, years
        self.key = measure["number"], *years
        self.n_unknowns = measure["n_leaves"] * len(world.index)  # of a year
        self.exact = {}
        self.shown = {}   # mask: names
        self.hidden = {}  # mask: name
        self.rates = []   # (mask, lower, upper)
        self.drawn = []   # bars of what is not printed

    def mask(self, area, leaves, *years):
        """Unknowns: a bit for each year, municipality and leaf."""
        n = self.measure["n_leaves"]
        return sum(1 << (self.years.index(year) * self.n_unknowns +
                         self.world.index[place] * n + leaf)
                   for year in years for place in self.world.members(area) for leaf in leaves)

    def add(self, mask, figure, name):
        if figure.text == "–":
            self.exact[mask] = 0
        elif figure.number is not None:
            self.exact[mask] = int(figure.number)
        else:
            self.hidden[mask] = name
            return
        self.shown.setdefault(mask, []).append(name)

    def add_rate(self, mask, figure, people, half):
        """half: of the last decimal, up or down."""
        if figure.number is None or None in people:
            return
        least, most = ((figure.number + h) * sum(people) / self.world.public["factor"]
                       for h in (-half, half))
        self.rates.append((mask, least - 1e-9, most + 1e-9))

    def add_bars(self, bars, people, shown):
        """Lengths of bars from nothing on, all in one scale. people: by area; shown: printed
        rates by area. mask by area: of what is behind the bar."""
        drawn = {a: Bar(length, self.mask(a, range(self.measure["n_leaves"]), *self.years),
                        people[a], shown[a], self.world.public)
                 for a, length in bars.items() if length > BLUR}
        scales = [bar.scale(self.exact.get(bar.mask)) for bar in drawn.values()]
        every = self.exact.get(self.mask(self.world.public["kreis"],
                                         range(self.measure["n_leaves"]), *self.years))
        if every is not None and len(drawn) == len(self.world.index):
            scales.append((every / sum(bar.most() for bar in drawn.values()),
                           every / sum(bar.least() for bar in drawn.values())))
        low, high = max(s[0] for s in scales), min(s[1] for s in scales)
        for bar in drawn.values():
            self.rates.append((bar.mask, low * bar.least() - 1e-9, high * bar.most() + 1e-9))


BLUR = 1.5  # lengths are whole numbers [1/100 pt], both ends rounded


class Bar:
    """Cases are scale times length times people."""

    def __init__(self, length, mask, people, rate, public):
        self.length, self.mask, self.people = length, mask, people
        self.cases = [(rate.number + half) * people / public["factor"]
                      for half in (-public["half"], public["half"])]

    def least(self):
        return (self.length - BLUR) * self.people

    def most(self):
        return (self.length + BLUR) * self.people

    def scale(self, cases):
        """Bounds of the scale, from the printed rate or from the cases where they are known."""
        low, high = self.cases if cases is None else (cases, cases)
        return max(low, 0) / self.most(), high / self.least()


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

    def places(self, table, mask):
        """Year and bit of a municipality's leaf, for each bit of the mask."""
        for b in bounds.bits(mask):
            year, bit = divmod(b, table.n_unknowns)
            yield (table.measure["number"], table.years[year]), bit

    def count(self, table, mask):
        return sum(self.counts[key][bit] for key, bit in self.places(table, mask))

    def marks(self, table, mask):
        """The publisher has no figure there."""
        return any(place in self.marked for place in self.places(table, mask))


class World:
    def __init__(self, path):
        with open(path, encoding="utf-8") as f:
            self.public = json.load(f)
        self.index = {p: i for i, p in enumerate(self.public["places"])}
        self.patches = set()  # lengths of what is drawn for hidden figures
        self.by_number = {m["number"]: m for m in self.public["measures"]}
        self.areas = [self.public["kreis"]] + self.public["places"] + sorted(self.public["groups"])

    def members(self, area):
        if area == self.public["kreis"]:
            return self.public["places"]
        return self.public["groups"].get(area, [area])

    def tables(self, figures, bars):
        years = self.public["years"]
        for measure in self.public["measures"]:
            for some in [years] if measure["pooled"] else [[y] for y in years]:
                t = Table(self, measure, some)
                for year in some:
                    self.fill(t, figures, year)
                    self.fill_rates(t, figures, year)
                if (t.measure["rate"], some[0]) in bars:
                    self.fill_bars(t, figures, bars[t.measure["rate"], some[0]])
                yield t

    def fill(self, t, figures, year):
        for ind in t.measure["indicators"]:
            for part, leaves in enumerate([ind["leaves"]] + ind["parts"]):
                for area in self.areas:
                    figure = figures.get((ind["id"], year, part, area))
                    if figure is not None:
                        t.add(t.mask(area, leaves, year), figure,
                              f"{ind['id']}:{part} {area} {year}")

    def fill_rates(self, t, figures, year):
        every = range(t.measure["n_leaves"])
        for area in self.areas:
            def people(years):
                found = (figures.get((self.public["population"], y, 0, area)) for y in years)
                return [f and f.number for f in found]

            rate = figures.get((t.measure["rate"], year, 0, area))
            if rate is not None:
                t.add_rate(t.mask(area, every, year), rate, people([year]), self.public["half"])
            pooled = figures.get((t.measure["pooled"], year, 0, area))
            last = t.years.index(year)
            if pooled is None or last < 2:
                continue
            years = t.years[last - 2:last + 1]
            t.add_rate(t.mask(area, every, *years), pooled, people(years), 0.00005)
            if pooled.number is None:
                t.hidden[t.mask(area, every, *years)] = f"{t.measure['pooled']} {area} {year}"


    def fill_bars(self, t, figures, lengths):
        """Hidden ones have a patch of one length, in the order of names."""
        year = t.years[0]
        shown = {a: figures[t.measure["rate"], year, 0, a] for a in lengths}
        people = {a: figures[self.public["population"], year, 0, a].number for a in lengths}
        hidden = [a for a in lengths if shown[a].number is None]
        self.patches.update(lengths.pop(a) for a in hidden)
        if hidden != sorted(hidden) or len(self.patches) > 1:
            t.drawn.append(f"DRAWN {t.measure['rate']} {year}: {' '.join(hidden)}")
        if lengths:
            t.add_bars(lengths, people, shown)


def tell_strata(t, figures, secret):
    """A standardised rate with its weights and people is one equation for its strata. Where one
    is shown the attacker is told each of them: more than he can reckon."""
    for area in t.world.areas:
        for year in t.years:
            rate = figures.get((t.measure["standard"], year, 0, area))
            for leaves in t.measure["strata"] if rate and rate.number is not None else ():
                mask = t.mask(area, leaves, year)
                t.exact[mask] = secret.count(t, mask)


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
        elif secret.count(t, mask) == 0:
            sums.append(bounds.Sum(name, mask, 0, 0))  # what does not exist is often known
        else:
            sums.append(bounds.Sum(name, mask, least, need=least - 2))
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


def careless(t, secret):
    """What needs no reckoning: a number where the publisher has none; parts of which some are
    hidden and some are not, where they go together."""
    for mask, names in t.shown.items():
        for name in names:
            if name.split()[1] != t.world.public["kreis"] and secret.marks(t, mask):
                yield f"PRINTED {name}: the publisher has no figure"
    yield from t.drawn
    if not t.measure["together"]:
        return
    parts = {}
    for names, hidden in [(n, False) for n in t.shown.values()] + \
            [([n], True) for n in t.hidden.values()]:
        for name in names:
            figure, *at = name.split()
            if not figure.endswith(":0") and ":" in figure:
                parts.setdefault((figure.split(":")[0], *at), set()).add(hidden)
    for at, kinds in sorted(parts.items()):
        if len(kinds) > 1:
            yield f"TORN {' '.join(at)}"


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
    area, year = t.hidden[mask].split()[1:]
    base = people[t.world.public["population"], int(year), 0, area].number
    rate = round(secret.count(t, mask) * t.world.public["factor"] / base, 1)
    t.add_rate(mask, reports.Figure(f"{rate:.1f}"), [base], 0.05)
    return 1


def judge(t, sums, truth, say):
    found = 0
    for s in sums:
        if s.need is None:
            continue
        low, high = s.interval()
        if not low <= truth[s] <= high:
            raise Wrong(f"the attacker is wrong: {s.name} is {truth[s]}, not {low}..{high}")
        if not s.open():
            continue
        if s.least == s.most:
            low = high = s.least + s.offset
        found += 1
        say(f"{'RECOVERED' if low == high else 'NARROWED'} {s.name}: {low}..{high}, "
            f"least count {t.measure['least']}")
    return found


class Wrong(Exception):
    """The attacker has misread something, or somebody misprinted it."""


class Attack:
    """All that is printed in a folder of reports, and the judge's knowledge."""

    def __init__(self, folder, lengths=True):
        self.world = World(os.path.join(folder, "public.json"))
        self.secret = Secret(os.path.join(folder, "secret.csv"), self.world)
        paths = glob.glob(os.path.join(folder, "outputs/*/*.pdf"))
        self.figures = reports.read(paths, self.world.areas)
        self.bars = reports.bars(paths, self.world.public["names"]) if lengths else {}

    def run(self, without=None, say=print):
        """How many tables there are, figures shown, hidden, found. without: as if a protection
        had failed in every table, once: one hidden figure of its kind is printed."""
        rng = random.Random(1)
        tables, problems, truths = [], [], []
        found = n_hidden = n_shown = 0
        for t in self.world.tables(self.figures, self.bars):
            tell_strata(t, self.figures, self.secret)
            if without is not None:
                fail(t, self.secret, without, rng, self.figures)
            for name, value in differences(t, self.secret):
                found += 1
                say(f"RECOVERED {name}: {value} by a difference")
            for line in careless(t, self.secret):
                found += 1
                say(line)
            exact, sums = problem(t, self.secret)
            n_shown += len(exact)
            n_hidden += sum(s.need is not None for s in sums)
            tables.append(t)
            problems.append((exact, sums))
            truths.append({s: self.secret.count(t, s.mask) for s in sums})
        try:
            bounds.solve(problems)
        except bounds.Contradiction as e:
            raise Wrong(f"what is printed contradicts itself, {found} found before") from e
        for t, (_, sums), truth in zip(tables, problems, truths):
            found += judge(t, sums, truth, say)
        return sum(bool(t.exact) for t in tables), n_shown, n_hidden, found


def summary(result):
    return "{} tables, {} shown, {} hidden, {} found".format(*result)


def main():
    try:
        result = Attack(sys.argv[1], lengths="--digits" not in sys.argv).run()
    except Wrong as e:
        sys.exit(str(e))
    print(summary(result))
    sys.exit(result[3] > 0)


if __name__ == "__main__":
    main()
