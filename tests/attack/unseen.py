"""What is hidden leaves no trace: other hidden counts, the same reports, byte for byte.

Call: unseen.py PROGRAM INPUTS BUILT WORK FILE LEAST-PAIRS
BUILT: a folder of outputs with the full build of INPUTS. FILE: of INPUTS/data, counts of a raw
source that has no least count of its own.

Pairs of municipalities exchange a person in a measure and year in which all figures made of
their counts are hidden. Sums stay what they are, and what the sign says stays true: so for the
reader both tables are possible. Text, tables, charts and the lengths of their bars, alternative
texts, attached files, findings, index, neighbours, priorities: if anything at all in the reports
depended on a hidden count, a byte would differ. Not compared are runs that hide other figures:
which figures are hidden may depend on the counts. All pairs are exchanged; where that changes the
choice one half of them and then the other, and so on."""
import csv
import filecmp
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET

RECORD = "veroeffentlicht.csv"


def lines_of(path):
    with open(path, encoding="utf-8") as f:
        return f.readlines()


class Counts:
    """The lines of a delivered table: one number each."""

    def __init__(self, path):
        self.lines = lines_of(path)
        start = next(i for i, line in enumerate(self.lines) if line.startswith("area;"))
        names = self.lines[start].rstrip("\n").split(";")
        self.value = names.index("value")
        self.at = {}  # (measure, year, area): numbers of lines; the total and that of one sex
        for i in range(start + 1, len(self.lines)):
            r = dict(zip(names, self.lines[i].rstrip("\n").split(";")))
            if not r.get("sex") or r["sex"] == "m":
                key = r["measure"], int(r["period"][:4]), r["area"]
                self.at.setdefault(key, []).append((r.get("sex", ""), i))

    def number(self, key):
        """Of the total; None where a line has no number or nothing could be taken away."""
        values = [self.lines[i].rstrip("\n").split(";")[self.value]
                  for _, i in sorted(self.at.get(key, []))]
        if not values or not all(v.isdigit() and v != "0" for v in values):
            return None
        return int(values[0])

    def change(self, key, by):
        for _, i in self.at[key]:
            cells = self.lines[i].rstrip("\n").split(";")
            cells[self.value] = str(int(cells[self.value]) + by)
            self.lines[i] = ";".join(cells) + "\n"


class Rules:
    """The catalogue: what is made of a measure, and how measures contain each other."""

    def __init__(self, inputs):
        root = ET.parse(os.path.join(inputs, "catalogue.xml")).getroot()
        self.uses, self.least = {}, {}
        for ind in root.iter("indicator"):
            rule = ind.find("protection")
            for side in ("numerator", "denominator"):
                element = ind.find(side)
                for term in element.findall("term") if element is not None else ():
                    m = term.get("measure")
                    self.uses.setdefault(m, []).append(
                        (ind.get("id"), int(element.get("offset", 0)), int(ind.get("pool", 1))))
                    least = int(rule.get("min-count", 0)) if rule is not None else 0
                    self.least[m] = max(self.least.get(m, 0), least)
        self.relations = [(r.get("whole"), [p.get("measure") for p in r.iter("part")])
                          for r in root.iter("relation")]

    def possible(self, counts, key, by):
        """Whether parts still fit into their wholes."""
        measure, year, area = key

        def number(m):
            v = counts.number((m, year, area))
            return None if v is None else v + by * (m == measure)

        for whole, parts in self.relations:
            inside = [number(m) for m in parts]
            if measure in [whole, *parts] and number(whole) is not None and \
                    sum(v for v in inside if v is not None) > number(whole):
                return False
        return True

    def figures(self, measure, year, area):
        for id_, offset, pool in self.uses[measure]:
            for last in range(year - offset, year - offset + pool):
                yield id_, last, area


def shown(path):
    with open(path, encoding="utf-8-sig") as f:
        return {(r["Indikator"], int(r["Jahr"]), r["Gebiet"])
                for r in csv.DictReader(f, delimiter=";") if r["Wert"] or r["Zeichen"] == "–"}


def free_pairs(counts, rules, seen, places, groups):
    """Pairs of keys of which one may give a person to the other."""
    def same_sums(one, other):
        measure, year, _ = one
        apart = [g for g, members in groups.items()
                 if (one[2] in members) != (other[2] in members)]
        return not any(f in seen for g in apart for f in rules.figures(measure, year, g))

    by_table = {}
    for measure, year, area in sorted(counts.at):
        key = measure, year, area
        v = counts.number(key)
        if area in places and measure in rules.uses and v is not None and \
                not any(f in seen for f in rules.figures(*key)):
            by_table.setdefault((measure, year), []).append((key, v))
    for (measure, _), keys in sorted(by_table.items()):
        least = rules.least[measure]
        gives = [k for k, v in keys if v > 1 and v != least and rules.possible(counts, k, -1)]
        takes = [k for k, v in keys if v != least - 1 and rules.possible(counts, k, 1)]
        while gives:
            giver = gives.pop(0)
            taker = next((k for k in takes if k != giver and same_sums(giver, k)), None)
            if taker is not None:
                takes = [k for k in takes if k not in (giver, taker)]
                gives = [k for k in gives if k != taker]
                yield giver, taker


def edition(output):
    return next(e.path for e in os.scandir(output) if e.is_dir())


def build(program, inputs, output):
    shutil.rmtree(output, ignore_errors=True)
    done = subprocess.run([program, "build", "--inputs", inputs, "--output", output],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode > 1:
        sys.exit(f"status {done.returncode}: {done.stderr.decode()[-300:]}")
    return edition(output)


def compare(one, other):
    """None where other figures are hidden, else the reports that differ."""
    if shown(os.path.join(one, RECORD)) != shown(os.path.join(other, RECORD)):
        return None
    names = sorted(n for n in os.listdir(one) if n.endswith((".pdf", ".csv")))
    if names != sorted(n for n in os.listdir(other) if n.endswith((".pdf", ".csv"))):
        return ["the list of files"]
    return filecmp.cmpfiles(one, other, names, shallow=False)[1]


def exchange(path, pairs, to):
    counts = Counts(path)
    for giver, taker in pairs:
        counts.change(giver, -1)
        counts.change(taker, 1)
    with open(to, "w", encoding="utf-8") as f:
        f.writelines(counts.lines)


def main():
    program, inputs, built, work, name = sys.argv[1:6]
    path = os.path.join(inputs, "data", name)
    areas = ET.parse(os.path.join(inputs, "areas.xml")).getroot()
    places = {a.get("key") for a in areas.iter("area") if a.get("kind") == "gemeinde"}
    groups = {g.get("key"): {m.get("key") for m in g.iter("member")} for g in areas.iter("group")}
    before = edition(built)
    pairs = list(free_pairs(Counts(path), Rules(inputs), shown(os.path.join(before, RECORD)),
                            places, groups))
    if len(pairs) < int(sys.argv[6]):
        sys.exit(f"only {len(pairs)} pairs of hidden counts")
    changed = shutil.copytree(inputs, os.path.join(work, "inputs"))
    todo, said = [pairs], []
    while todo:
        some = todo.pop(0)
        exchange(path, some, os.path.join(changed, "data", name))
        differing = compare(before, build(program, changed, os.path.join(work, "outputs")))
        if differing:
            sys.exit(f"{len(differing)} files tell of hidden counts, as {differing[0]}")
        if differing is not None:
            said.append(len(some))
        elif len(some) > 1:
            half = len(some) // 2
            todo += [some[:half], some[half:]]
    if not said:
        sys.exit("whatever changes, other figures are hidden")
    print(f"{len(pairs)} pairs of hidden counts, {' and '.join(map(str, said))} exchanged")


main()
