"""The attacker and the shipped figures: reads all reports of a full build (attached files; lines
of figures on the pages, where a report has them: regions.py) and computes what he can of the counts of unemployed that the reports hide.
Call: real.py INPUTS [--print INDICATOR AREA] REPORT.pdf...

He knows besides: the catalogue and the areas (printed in the annex), the figures of all
protected sources (public tables), that municipalities add up to the district, that groups
of persons are part of all unemployed, why something is hidden. --print: as if that hidden
count were printed. A line for each count of which too little stays open; exit status 1."""
import csv
import glob
import os
import sys
import xml.etree.ElementTree as ET

import bounds
import reports

TABLE = "13211-01-03-5.csv"  # the raw one: for the judge, and for the sum of the district
WHOLE = "unemployed"
DISJOINT = [("unemployed_under25", "unemployed_over55"), ("unemployed_foreign",),
            ("unemployed_disabled",), ("unemployed_long_term",)]


def rows(path):
    with open(path, encoding="utf-8") as f:
        lines = [line for line in f if not line.startswith("#")]
    if not lines[0].startswith("area;"):
        return []
    return list(csv.DictReader(lines, delimiter=";"))


def by_name(name):
    """As reports sort them (DIN 5007-2)."""
    return name.lower().translate({0xe4: "ae", 0xf6: "oe", 0xfc: "ue", 0xdf: "ss"})


class Places:
    def __init__(self, inputs):
        root = ET.parse(os.path.join(inputs, "areas.xml")).getroot()
        self.kreis = root.get("district")
        found = [a for a in root.iter("area") if a.get("kind") == "gemeinde"]
        self.list = [a.get("key") for a in sorted(found, key=lambda a: by_name(a.get("name")))]
        self.groups = {g.get("key"): [m.get("key") for m in g.iter("member")]
                       for g in root.iter("group")}


class People:
    """Population by age, a public table: the base of many rates."""

    def __init__(self, inputs):
        self.counts = {}
        for path in sorted(glob.glob(os.path.join(inputs, "data/12411-*.csv"))):
            for r in rows(path):
                if r["measure"] == "population" and not r["sex"] and not r["nationality"] and \
                        r["age_from"] and r["value"]:
                    key = r["area"], int(r["period"][:4])
                    last = int(r["age_to"]) if r["age_to"] else 126
                    self.counts.setdefault(key, {})[int(r["age_from"]), last] = int(r["value"])

    def between(self, area, year, low, high):
        classes = self.counts.get((area, year), {})
        inside = {c: n for c, n in classes.items() if c[0] >= low and c[1] <= high}
        at, total = low, 0
        while at <= high:
            here = [c for c in inside if c[0] == at]
            if not here:
                return None
            best = min(here, key=lambda c: c[1])
            total += inside[best]
            at = best[1] + 1
        return total


def ages(term):
    if term.get("ages") is None:
        return None
    low, high = term.get("ages").split("-")
    return int(low), int(high or 126)


class Attack:
    def __init__(self, inputs, figures):
        self.places = Places(inputs)
        self.people = People(inputs)
        self.figures = figures
        self.truth = {(r["measure"], r["area"]): int(r["value"] or 0)
                      for r in rows(os.path.join(inputs, "data", TABLE))}
        self.year = int(rows(os.path.join(inputs, "data", TABLE))[0]["period"][:4])
        self.measures = sorted({m for m, _ in self.truth})
        self.catalogue = ET.parse(os.path.join(inputs, "catalogue.xml")).getroot()
        self.least = self.least_counts()
        self.exact, self.hidden, self.bounded = {}, {}, []
        self.in_groups = 0  # figures of groups that the reports show or hide

    def least_counts(self):
        least = {}
        for ind in self.catalogue.iter("indicator"):
            rule = ind.find("protection")
            for t in ind.iter("term") if rule is not None else ():
                m = t.get("measure")
                least[m] = max(least.get(m, 0), int(rule.get("min-count", 0)))
        return least

    def bit(self, measure, place):
        """Of a place; those of its members together for a group."""
        if place in self.places.groups:
            return sum(self.bit(measure, p) for p in self.places.groups[place])
        return 1 << (self.measures.index(measure) * len(self.places.list) +
                     self.places.list.index(place))

    def figure(self, ind, place):
        return self.figures.get((ind.get("id"), self.year, 0, place))

    def read_counts(self):
        for ind in self.catalogue.iter("indicator"):
            terms = ind.findall("numerator/term")
            if len(terms) != 1 or terms[0].get("measure") not in self.measures:
                continue
            if not any(f is not None and f.number is not None
                       for f in (self.figure(ind, p) for p in self.places.list)):
                continue  # the publisher's marks, of the other side of the formula
            for place in [*self.places.list, *self.places.groups]:
                f = self.figure(ind, place)
                if f is None:
                    continue
                self.in_groups += place in self.places.groups
                bit = self.bit(terms[0].get("measure"), place)
                if f.text == ".":
                    self.hidden[bit] = terms[0].get("measure"), place
                elif ind.find("denominator") is None and (f.number is not None or f.text == "–"):
                    self.exact[bit] = int(f.number or 0)

    def read_rates(self):
        """A rate and its base bound the count."""
        for ind in self.catalogue.iter("indicator"):
            terms, base = ind.findall("numerator/term"), ind.find("denominator")
            if len(terms) != 1 or base is None or terms[0].get("measure") not in self.measures:
                continue
            below = base.findall("term")
            for place in self.places.list:
                f = self.figure(ind, place)
                if f is None or f.number is None or len(below) != 1:
                    continue
                n = self.base(below[0], place, self.year + int(base.get("offset", 0)))
                if n is None:
                    continue
                half = 0.5 * 10 ** -int(ind.get("decimals"))
                low, high = ((f.number + h) * n / float(ind.get("factor")) for h in (-half, half))
                self.bounded.append((self.bit(terms[0].get("measure"), place), low - 1e-9,
                                     high + 1e-9))

    def base(self, term, place, year):
        if term.get("measure") in self.measures:
            return self.exact.get(self.bit(term.get("measure"), place))
        if term.get("measure") != "population" or term.get("nationality") or not ages(term):
            return None
        return self.people.between(place, year, *ages(term))

    def add_sums(self):
        """Municipalities make up the district; the deviation by rounding counts as known."""
        for m in self.measures:
            every = sum(self.bit(m, p) for p in self.places.list)
            self.exact[every] = sum(self.truth[m, p] for p in self.places.list)
        for parts in DISJOINT:
            for p in self.places.list:
                whole = self.exact.get(self.bit(WHOLE, p))
                if whole is not None:
                    self.bounded.append((sum(self.bit(m, p) for m in parts), 0, whole))

    def solve(self):
        sums = []
        for bit, (measure, place) in sorted(self.hidden.items()):
            least = self.least[measure]
            true = sum(self.truth[measure, p] for p in self.places.groups.get(place, [place]))
            small = 0 < true < least
            sums.append(bounds.Sum(f"{measure} {place}", bit, 1 if small else least,
                                   least - 1 if small else float("inf"), least - 2))
        sums += [bounds.Sum("rate", m, low, high) for m, low, high in self.bounded]
        shown = [s.name for s in sums if s.mask in self.exact and s.need is not None]
        bounds.solve([(self.exact, sums)])
        for name in shown:
            print(f"RECOVERED {name}: shown")
        hidden = [s for s in sums if s.need is not None]
        for s in hidden:
            if s.open():
                print(f"FOUND {s.name}: {s.interval()}")
        print(f"{len(hidden)} hidden, {self.in_groups} figures of groups, "
              f"{sum(s.open() for s in hidden)} found")
        return not any(s.open() for s in hidden) and not shown


def main():
    arguments = sys.argv[1:]
    inputs, tell = arguments.pop(0), None
    if arguments[0] == "--print":
        tell, arguments = (arguments[1], arguments[2]), arguments[3:]
    places = Places(inputs)
    areas = [places.kreis, *places.list, *places.groups]
    figures = reports.read(arguments, None)
    figures.update(reports.read([p for p in arguments if "Probe_" in p], areas))
    attack = Attack(inputs, figures)
    attack.read_counts()
    if tell is not None:
        bit = attack.bit(*tell)
        attack.exact[bit] = attack.truth[tell]
        attack.hidden.pop(bit)
    attack.read_rates()
    attack.add_sums()
    if len(attack.hidden) < 5 or len(attack.bounded) < 100:
        sys.exit(f"only {len(attack.hidden)} hidden counts and {len(attack.bounded)} rates read")
    sys.exit(not attack.solve())


main()
