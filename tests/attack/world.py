"""A small invented district with many measures and years: hundreds of independent tables
(measure by year) that one run of the program protects and prints.
Call: world.py FOLDER SEED MEASURES YEARS [FEATURE...]

Features: "pooled", rates of three years summed; "together", the parts of a breakdown are shown
or hidden together; "before", an edition was made by a catalogue with less in it; "drawn", rates
are printed in whole per cent and drawn as bars, whose lengths tell more; "strata", a rate
standardised by the age classes of each measure.

Writes FOLDER/inputs and FOLDER/templates for the program; FOLDER/public.json, what every
reader may know (places, groups, what each indicator counts, least counts), without any
figure; FOLDER/secret.csv, the counts, for the judge alone."""
import itertools
import json
import os
import random
import sys
from xml.sax.saxutils import quoteattr

KREIS = "08999"
FIRST_YEAR = 1991
LOOK = """<theme>
  <page width="595.28" height="841.89">
    <margins inner="40" outer="40" mirrored="no"/>
    <grid first="82" pitch="14" lines="50"/><columns gutter="12"/>
  </page>"""


def ages_text(part):
    low, high = part
    return f"{low}-" if high is None else f"{low}-{high}"


class Measure:
    """What is counted, by which features it comes, and what is printed of it."""

    def __init__(self, rng, number, features=()):
        self.pooled = "pooled" in features
        self.together = "together" in features
        self.drawn = "drawn" in features
        self.id = f"m{number}"
        self.number = number
        self.least = rng.choice([3, 3, 3, 4, 5, 10])
        self.sexes = rng.random() < 0.6
        self.ages = rng.choice([[], [(0, 17), (18, None)], [(0, 17), (18, 64), (65, None)],
                                [(0, 2), (3, 5), (6, None)]])
        self.nations = rng.random() < 0.3 and not (self.sexes and self.ages)
        self.crossed = bool(self.sexes and self.ages) and rng.random() < 0.7
        self.margins = rng.random() < 0.8
        self.rate = rng.random() < 0.4
        self.level = self.least * rng.choice([1.5, 3, 6, 15])
        self.zeros = rng.choice([0, 0.1, 0.2])
        self.standard = "strata" in features and bool(self.ages)

    def leaves(self):
        sexes = "mw" if self.sexes else "a"
        ages = self.ages or [None]
        nations = ["german", "foreign"] if self.nations else [None]
        return list(itertools.product(sexes, ages, nations))

    def indicators(self):
        """(id, conditions on the leaves, parts): what is printed."""
        found = [{}]
        if self.sexes and self.margins:
            found += [{"sex": "m"}, {"sex": "w"}]
        elif self.sexes:
            found += [{"sex": "w"}]  # "darunter weiblich"
        if self.ages and self.margins:
            found += [{"ages": [k]} for k in range(len(self.ages))]
        elif self.ages:
            found += [{"ages": [0]}]
        if len(self.ages) == 3:
            found += [{"ages": [0, 1]}]  # "darunter unter ..."
        if self.nations:
            found += [{"nation": "foreign"}]
        return [(self.name(i), condition, self.crossed and i == 0)
                for i, condition in enumerate(found)]

    def name(self, i):
        """Identifiers of indicators are a letter and two digits: ten for each measure."""
        number = self.number * 10 + i
        return f"{chr(ord('A') + number // 100)}{number % 100:02}"

    def holds(self, leaf, condition):
        sex, age, nation = leaf
        return ("sex" not in condition or sex == condition["sex"]) and \
            ("ages" not in condition or self.ages.index(age) in condition["ages"]) and \
            ("nation" not in condition or nation == condition["nation"])


def term(measure, condition):
    text = f'<term measure="{measure.id}"'
    if "sex" in condition:
        text += f' sex="{condition["sex"]}"'
    if "ages" in condition:
        first, last = measure.ages[condition["ages"][0]], measure.ages[condition["ages"][-1]]
        text += f' ages="{ages_text((first[0], last[1]))}"'
    if "nation" in condition:
        text += f' nationality="{condition["nation"]}"'
    return text + "/>"


def standard(measure):
    """The standard population is a thousand for each year of age, to ninety."""
    strata = "".join(f'<stratum ages="{ages_text((low, high))}" '
                     f'weight="{((high or 89) - low + 1) * 1000}"/>' for low, high in measure.ages)
    return f'<standard method="direct" population="Norm">{strata}</standard>'


def indicator(id_, numerator, least, denominator="", parts="", pool=1, drawn=False, strata=""):
    """One that pools years is printed so finely that it tells its cases."""
    rate = bool(denominator)
    years = f' pool="{pool}"' if pool > 1 else ""
    unit, factor = ("%", 100) if drawn else ("je 1 000", 1000) if rate else ("Personen", 1)
    return (f'<indicator id="{id_}" handlungsfeld="1" level="gemeinde" '
            f'unit="{unit}" factor="{factor}" '
            f'decimals="{4 if pool > 1 else int(rate and not drawn)}" polarity="neutral" '
            f'interval="{"byar" if rate else "none"}"{years}>'
            f"<name>Zahl {id_}</name><short>{id_}</short><per>{id_}</per>"
            f"<definition>Erfunden.</definition><numerator>{numerator}</numerator>"
            + (f"<denominator>{denominator}</denominator>{strata}" if rate else "")
            + (f'<protection min-count="{least}"/>' if least else "") + parts + "</indicator>")


def catalogue(measures, wholes_only=False):
    """wholes_only: nothing by sex, age or nationality."""
    out = ['<catalogue version="probe">',
           '<measure id="population" unit="Personen" reference="31.12." additive="yes">'
           "<name>Einwohner</name></measure>"]
    for m in measures:
        out.append(f'<measure id="{m.id}" unit="Personen" reference="31.12." additive="yes">'
                   f"<name>Fälle {m.number}</name></measure>")
    out.append(indicator("A00", '<term measure="population"/>', 0))
    for m in measures:
        for id_, condition, crossed in m.indicators():
            parts = ""
            if crossed and not wholes_only:
                ages = " ".join(map(ages_text, m.ages))
                together = ' together="yes"' if m.together else ""
                parts = f'<parts sex="m w" ages="{ages}"{together}/>'
            if not condition or not wholes_only:
                out.append(indicator(id_, term(m, condition), m.least, parts=parts))
        people = '<term measure="population"/>'
        if m.rate:
            out.append(indicator(m.name(9), term(m, {}), m.least, people, drawn=m.drawn))
        if m.standard:
            out.append(indicator(m.name(7), term(m, {}), m.least, people, strata=standard(m)))
        if m.pooled:
            out.append(indicator(m.name(8), term(m, {}), m.least, people, pool=3))
    return "\n".join(out + ["</catalogue>"])


def cells(measure, area, values):
    """All cells of one table and area, totals included, as lines of a tidy file."""
    sexes = ["", "m", "w"] if measure.sexes else [""]
    ages = [None] + list(range(len(measure.ages)))
    nations = ["", "german", "foreign"] if measure.nations else [""]
    for sex, age, nation in itertools.product(sexes, ages, nations):
        count = sum(v for leaf, v in values.items()
                    if (not sex or leaf[0] == sex)
                    and (age is None or leaf[1] == measure.ages[age])
                    and (not nation or leaf[2] == nation))
        low, high = ("", "") if age is None else measure.ages[age]
        yield (f"{area};%d;{measure.id};{sex};{low};{'' if high is None else high};"
               f"{nation};%s;%s\n", count)


class World:
    def __init__(self, seed, n_measures, n_years, features=()):
        self.features = features
        self.rng = rng = random.Random(seed)
        self.places = [f"{KREIS}{i:03}" for i in range(1, rng.randint(3, 6) + 1)]
        self.sizes = {p: rng.lognormvariate(0, 0.8) for p in self.places}
        self.groups = self.make_groups()
        self.years = range(FIRST_YEAR, FIRST_YEAR + n_years)
        self.measures = [Measure(rng, i, features) for i in range(1, n_measures + 1)]

    def make_groups(self):
        """None, two that part the district, or two that overlap."""
        kind = self.rng.randrange(4)
        shuffled = self.rng.sample(self.places, len(self.places))
        cut = self.rng.randint(1, len(shuffled) - 1)
        if kind == 0:
            return {}
        if kind == 1:
            return {"G1": sorted(shuffled[:cut])}
        if kind == 2:
            return {"G1": sorted(shuffled[:cut]), "G2": sorted(shuffled[cut:])}
        return {"G1": sorted(shuffled[:cut + 1]), "G2": sorted(shuffled[cut:])}

    def draw(self, measure):
        table = {}
        for place in self.places:
            for leaf in measure.leaves():
                mean = measure.level * self.sizes[place] * self.rng.uniform(0.4, 1.6)
                few = self.rng.gammavariate(2, mean / 2)
                table[place, leaf] = 0 if self.rng.random() < measure.zeros else round(few)
        return table

    def write(self, folder):
        inputs, templates = os.path.join(folder, "inputs"), os.path.join(folder, "templates")
        os.makedirs(os.path.join(inputs, "data"), exist_ok=True)
        os.makedirs(templates, exist_ok=True)
        head = "area;period;measure;sex;age_from;age_to;nationality;value;sign\n"
        with open(os.path.join(inputs, "data", "people.csv"), "w", encoding="utf-8") as f:
            f.write(head)
            for year in self.years:
                people = {p: self.rng.randint(800, 9000) for p in self.places}
                people[KREIS] = sum(people.values())
                for area, count in people.items():
                    f.write(f"{area};{year}-12-31;population;;;;;{count};\n")
                if "strata" in self.features:
                    self.write_ages(f, year, people)
        with open(os.path.join(inputs, "data", "raw.csv"), "w", encoding="utf-8") as f, \
                open(os.path.join(folder, "secret.csv"), "w", encoding="utf-8") as secret:
            f.write(head)
            for measure, year in itertools.product(self.measures, self.years):
                self.write_table(measure, year, f, secret)
        files = {"areas.xml": self.areas(), "catalogue.xml": catalogue(self.measures),
                 "sources.xml": SOURCES, "edition.xml": EDITION}
        if "before" in self.features:
            files["before.xml"] = catalogue(self.measures, wholes_only=True)
        for name, text in files.items():
            with open(os.path.join(inputs, name), "w", encoding="utf-8") as f:
                f.write('<?xml version="1.0" encoding="UTF-8"?>\n' + text)
        with open(os.path.join(templates, "kreis.xml"), "w", encoding="utf-8") as f:
            f.write(TEMPLATE % (DRAWN if "drawn" in self.features else ""))
        with open(os.path.join(folder, "public.json"), "w", encoding="utf-8") as f:
            json.dump(self.public(), f)

    def write_ages(self, f, year, people):
        """Every class that some measure has; the largest age takes what is left."""
        atoms = [(0, 2), (3, 5), (6, 17), (18, 64), (65, None)]
        for place in self.places:
            shares = [0.03, 0.03, 0.14, 0.6]
            counts = [round(people[place] * s * self.rng.uniform(0.7, 1.2)) for s in shares]
            people[place] = [*counts, people[place] - sum(counts)]
        people[KREIS] = [sum(people[p][i] for p in self.places) for i in range(len(atoms))]
        for area, counts in people.items():
            for low, high in sorted({a for m in self.measures for a in m.ages}, key=str):
                count = sum(n for n, (first, last) in zip(counts, atoms) if first >= low and
                            (high is None or (last is not None and last <= high)))
                f.write(f"{area};{year}-12-31;population;;{low};"
                        f"{'' if high is None else high};;{count};\n")

    def write_table(self, measure, year, f, secret):
        table = self.draw(measure)
        marked = self.rng.choice(self.places) if self.rng.random() < 0.05 else None
        for area in self.places + [KREIS]:
            values = {leaf: sum(table[p, leaf] for p in self.places if area in (p, KREIS))
                      for leaf in measure.leaves()}
            for line, count in cells(measure, area, values):
                shown = ("", ".") if area == marked else ("", "-") if count == 0 else (count, "")
                f.write(line.replace("%d", f"{year}-12-31") % shown)
        for (place, leaf), count in table.items():
            number = measure.leaves().index(leaf)
            sign = "." if place == marked else ""
            secret.write(f"{measure.number};{year};{place};{number};{count};{sign}\n")

    def areas(self):
        out = [f'<areas district="{KREIS}" date="2022-12-31">',
               '<area key="DG" kind="bund" name="Deutschland">',
               '<area key="08" kind="land" name="Baden-Württemberg">',
               f'<area key="{KREIS}" kind="kreis" name="Landkreis Auental" short="Auental" '
               'designation="Landkreis" article="der" ha="10000" seat="Ort 001">']
        for i, p in enumerate(self.places):
            out.append(f'<area key="{p}" kind="gemeinde" designation="Gemeinde" '
                       f'name="Ort {p[5:]}" ha="1000" lon="{9 + i / 20:.2f}" lat="48.50"/>')
        out.append("</area></area></area>")
        for key, members in self.groups.items():
            out.append(f'<group key="{key}" name={quoteattr("Raum " + key)}>')
            out += [f'<member key="{m}"/>' for m in members] + ["</group>"]
        return "\n".join(out + ["</areas>"])

    def public(self):
        """Leaves are numbered; each indicator is a list of leaves, and of lists for parts."""
        described = []
        for m in self.measures:
            leaves = m.leaves()
            lists = []
            for id_, condition, crossed in m.indicators():
                whole = [i for i, leaf in enumerate(leaves) if m.holds(leaf, condition)]
                parts = [[i for i, leaf in enumerate(leaves) if leaf[0] == sex and
                          leaf[1] == age] for sex in "mw" for age in m.ages] if crossed else []
                lists.append({"id": id_, "leaves": whole, "parts": parts})
            described.append({"number": m.number, "least": m.least, "n_leaves": len(leaves),
                              "indicators": lists, "rate": m.name(9) if m.rate else None,
                              "pooled": m.name(8) if m.pooled else None,
                              "standard": m.name(7) if m.standard else None,
                              "strata": [[i for i, leaf in enumerate(leaves) if leaf[1] == age]
                                         for age in m.ages],
                              "together": m.together})
        return {"kreis": KREIS, "places": self.places, "groups": self.groups,
                "years": list(self.years), "measures": described, "population": "A00",
                "factor": 100 if "drawn" in self.features else 1000,
                "half": 0.5 if "drawn" in self.features else 0.05,  # of a rate's last decimal
                "names": {f"Ort {p[5:]}": p for p in self.places}}


SOURCES = """<sources>
  <source id="amt" status="demonstration" protection="protected" retrieved="2024-02-01">
    <publisher short="Amt">Amt</publisher><table>1</table><title>Einwohner</title>
    <licence id="frei">frei</licence><file path="data/people.csv"/></source>
  <source id="eigen" status="demonstration" protection="raw" retrieved="2024-03-01">
    <publisher short="Kreis">Kreis</publisher><table>2</table><title>Fälle</title>
    <licence id="intern">intern</licence><file path="data/raw.csv"/></source>
</sources>
"""
EDITION = """<edition name="probe" title="Probe" date="2026-11-03">
  <publisher>Landratsamt Auental</publisher>
  <report template="kreis.xml" for="kreis" file="Probe_{key}"/>
</edition>
"""
# A line for every indicator, year and part: the Kreis, the municipalities, the groups.
TEMPLATE = """<report volume="Probe" title="Probe" for="landkreis" subject="Alle Zahlen">
<section title="Zahlen">
<for-each select="indicators()" as="i"><for-each select="years($i/@id)" as="j">
<p>@{$i/@id};{$j};0|{value($i/@id, $kreis, $j)}|<for-each select="$gemeinden" as="g"
>{value($i/@id, $g, $j)}|</for-each><for-each select="areas('group')" as="g"
>{value($i/@id, $g, $j)}|</for-each>#</p>
<for-each select="parts($i/@id)" as="t"><p>@{$i/@id};{$j};{$t/@n}|{part($i/@id, $kreis, $j, $t/@n)}|<for-each
 select="$gemeinden" as="g">{part($i/@id, $g, $j, $t/@n)}|</for-each><for-each
 select="areas('group')" as="g">{part($i/@id, $g, $j, $t/@n)}|</for-each>#</p></for-each>
</for-each></for-each>%s
</section></report>
"""
# Each rate of the feature "drawn" in each year.
DRAWN = """
<for-each select="indicators()[@unit = '%']" as="i"><for-each select="years($i/@id)" as="j">
<figure kind="ranking" indicator="{$i/@id}" year="{$j}" areas="$gemeinden"
 title="@{$i/@id};{$j}#"/></for-each></for-each>"""


def main():
    folder, seed, measures, years = sys.argv[1], *map(int, sys.argv[2:5])
    World(seed, measures, years, sys.argv[5:]).write(folder)


if __name__ == "__main__":
    main()
