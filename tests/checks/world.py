"""A world of ten municipalities with planted faults: what every rule must find, and what lies just
beside its limit. Everything that is expected stands here, beside what was planted; limits of chance
are R's (each with the call that gives it). Measures are called after what is tried with them."""
import os

KREIS = "08999"
PLACES = [f"08999{i:03d}" for i in range(1, 11)]
YEARS = range(2006, 2016)
# No two neighbours are equal; changes up to 4 %.
COURSE = [1000, 1020, 990, 1010, 1003, 1030, 1001, 1015, 998, 1012]
EDITION_YEAR = 2018


class World:
    def __init__(self):
        self.rows = {}       # by source: lines of the tidy file
        self.measures = {}   # by id: attributes and bases
        self.expected = set()
        self.extra = []      # indicators, relations, checks

    def measure(self, name, unit="Personen", reference="Jahr", additive="yes", bases=()):
        self.measures[name] = (unit, reference, additive, tuple(bases))

    def put(self, name, area, period, value, sex="", low="", high="", nation="", source="amt"):
        if name not in self.measures:
            self.measure(name)
        self.rows.setdefault(source, []).append(
            f"{area};{period};{name};{sex};{low};{high};{nation};{value};")

    def series(self, name, values, area=KREIS, first=2006, source="amt"):
        for i, v in enumerate(values):
            if v is not None:
                self.put(name, area, first + i, v, source=source)

    def expect(self, rule, severity, about, area="", period="", part=""):
        self.expected.add((rule, severity, about, area, str(period), part))

    def places(self, name, year, values, total=None, source="amt"):
        for area, v in zip(PLACES, values):
            self.put(name, area, year, v, source=source)
        self.put(name, KREIS, year, sum(values) if total is None else total, source=source)


def sums(w):
    """Parts and wholes: one or five more than may be."""
    flat = [100 + 7 * i for i in range(10)]
    w.places("areas_wrong", 2015, flat, total=sum(flat) + 1)
    w.expect("sum-areas", "warning", "areas_wrong", KREIS, 2015)
    w.places("areas_right", 2015, flat)
    # one is not known: the others may not be more than the Kreis
    for name, total in (("areas_secret_wrong", 99), ("areas_secret", 100)):
        for area in PLACES:
            w.put(name, area, 2015, 10 if area == PLACES[0] else "")
            w.rows["amt"][-1] += "" if area == PLACES[0] else "."
        w.put(name, KREIS, 2015, total - 90)
    w.expect("sum-areas", "warning", "areas_secret_wrong", KREIS, 2015)
    # R: 4 * sqrt(11 * 25 / 12) is 19.15, below the sure limit 11 * 2.5
    w.places("areas_rounded_wrong", 2015, [5 * v for v in flat], 5 * sum(flat) + 20, "gerundet")
    w.expect("sum-areas", "warning", "areas_rounded_wrong", KREIS, 2015)
    w.places("areas_rounded", 2015, [5 * v for v in flat], 5 * sum(flat) + 19, "gerundet")
    # R: 4 * sqrt(11 * 2 * 3 / 3) is 18.76, below the sure limit 11 * 2
    w.places("areas_noise_wrong", 2015, flat, sum(flat) - 19, "rauschen")
    w.expect("sum-areas", "warning", "areas_noise_wrong", KREIS, 2015)
    w.places("areas_noise", 2015, flat, sum(flat) - 18, "rauschen")
    halves = {"sex": [{"sex": "m"}, {"sex": "w"}],
              "nationality": [{"nation": "german"}, {"nation": "foreign"}],
              "ages": [{"low": 0, "high": 64}, {"low": 65}]}
    for kind, parts in halves.items():
        for name, off, source, severity in [("wrong", 6, "amt", "warning"), ("few", 5, "amt", "note"),
                                            ("right", 0, "amt", None), ("exact", 1, "genau", "warning"),
                                            ("noise", 6, "rauschen", None),  # 3 cells by 2 each
                                            ("noise_wrong", 7, "rauschen", "warning"),
                                            ("rounded", 7, "gerundet", None),  # 3 times 2.5
                                            ("rounded_wrong", 8, "gerundet", "warning")]:
            measure = f"{kind}_{name}"
            w.put(measure, KREIS, 2015, 500, source=source)
            w.put(measure, KREIS, 2015, 200 + off, source=source, **parts[0])
            w.put(measure, KREIS, 2015, 300, source=source, **parts[1])
            if severity:
                w.expect("sum-" + kind, severity, measure, KREIS, 2015)
    for name, part in (("part_wrong", 506), ("part_few", 505), ("part_right", 500)):
        w.put(name, KREIS, 2015, 500)
        w.put(name, KREIS, 2015, part, sex="w", low=65)
    w.expect("part", "warning", "part_wrong", KREIS, 2015, "Frauen, 65 Jahre und älter")
    w.expect("part", "note", "part_few", KREIS, 2015, "Frauen, 65 Jahre und älter")
    for name, off, complete in [("davon_wrong", -6, "yes"), ("davon_right", 0, "yes"),
                                ("darunter_wrong", 6, "no"), ("darunter_right", -400, "no")]:
        w.put(name, KREIS, 2015, 500)
        w.put(name + "_a", KREIS, 2015, 200 + off if off > -100 else 10)
        w.put(name + "_b", KREIS, 2015, 300 if off > -100 else 90)
        w.extra.append(f'<relation whole="{name}" complete="{complete}"><part measure="{name}_a"/>'
                       f'<part measure="{name}_b"/></relation>')
    w.expect("relation", "warning", "davon_wrong", KREIS, 2015)
    w.expect("relation", "warning", "darunter_wrong", KREIS, 2015)


def courses(w):
    """Jumps, breaks, values that stay the same."""
    # R: poisson.test(c(1000, 1144))$p.value is 0.00201, of c(1000, 1145) 0.00187; the usual
    # change is far below 10 %
    calm = [1000, 1001, 1003, 1000, 1002, 1001, 1000]
    w.series("jump_chance", calm + [1144])
    w.series("jump_found", calm + [1145])
    w.expect("jump", "note", "jump_found", KREIS, 2013)
    # R, of the changes d before the last: median(d) + 3 * mad(d) is 0.38399; log(1556 / 1060) is
    # 0.38385, log(1557 / 1060) is 0.38449
    wild = [1000, 1080, 1010, 1150, 1040, 1100, 980, 1060]
    w.series("jump_usual", wild + [1556])
    w.series("jump_unusual", wild + [1557])
    w.expect("jump", "note", "jump_unusual", KREIS, 2014)
    w.series("jump_below_ten", [100000, 100100, 100050, 100120, 100080, 100110, 100090, 109900])
    w.series("jump_above_ten", [100000, 100100, 100050, 100120, 100080, 100110, 100090, 110200])
    w.expect("jump", "note", "jump_above_ten", KREIS, 2013)
    w.series("spike", COURSE[:5] + [3000] + COURSE[6:])
    w.expect("jump", "note", "spike", KREIS, 2011)
    w.series("short_doubled", [40, 81])   # R: poisson.test(c(40, 81))$p.value is 0.00024
    w.expect("jump", "note", "short_doubled", KREIS, 2007)
    w.series("short_less", [40, 79])      # likely no chance, but not doubled
    w.series("short_chance", [5, 11])     # more than doubled, but R: p is 0.21
    w.series("break_level", COURSE[:5] + [v + 500 for v in COURSE[5:]])
    w.expect("break", "note", "break_level", KREIS, 2011)
    w.series("break_two_years", COURSE[:7] + [v + 500 for v in COURSE[7:]])
    w.expect("break", "note", "break_two_years", KREIS, 2013)
    w.measure("break_declared", bases=[(2011, "neu")])
    w.series("break_declared", COURSE[:5] + [v + 500 for v in COURSE[5:]])
    w.series("break_last", COURSE[:9] + [1600])  # nobody knows yet whether it stays
    w.expect("jump", "note", "break_last", KREIS, 2015)
    for name, moved in (("common", 10), ("common_few", 7), ("common_declared", 10)):
        w.measure(name, bases=[(2011, "neu")] if name == "common_declared" else [])
        for i, year in enumerate(YEARS):
            values = []
            for k in range(10):
                v = 10000 + 1000 * k + [0, 5, 2, 7, 1, 9, 4, 8, 3, 6][(i + k) % 10] * 4 + 2 * i
                values.append(v if year < 2011 or k >= moved else round(0.97 * v))
            w.places(name, year, values)
    w.expect("break", "note", "common", KREIS, 2011, "alle Gemeinden")
    # R: besselI(2 * 800, 0, TRUE)^2 is 0.0000995, of 790 0.0001007
    w.series("constant_found", [700, 730, 800, 800, 800, 770])
    w.expect("constant", "note", "constant_found", KREIS, 2010)
    w.series("constant_chance", [700, 730, 790, 790, 790, 770])
    w.series("constant_twice", [900, 1000, 1000, 980])
    w.measure("constant_area", unit="km²")
    w.measures["constant_area"] = ("km²", "Jahr", "yes", (), ' amount="yes"')
    w.series("constant_area", [900, 900, 900, 900, 900])
    old = [200 + 11 * i for i in range(10)]
    w.places("copied_found", 2011, old)
    w.places("copied_found", 2012, old)
    w.expect("copied", "warning", "copied_found", period=2012)
    w.places("copied_less", 2011, old)  # 5 of 11: less than half
    w.places("copied_less", 2012, old[:5] + [v + 9 for v in old[5:]])
    for year in (2011, 2012):           # 4 of 6: less than five
        for i, part in enumerate(({"sex": "m"}, {"sex": "w"}, {"nation": "german"},
                                  {"nation": "foreign"}, {"high": 17, "low": 0}, {"low": 18})):
            w.put("copied_few", KREIS, year, 300 + 20 * i + (7 if year == 2012 and i > 3 else 0),
                  **part)
    w.places("copied_small", 2011, [3, 5, 7, 2, 4, 6, 8, 9, 1, 2], 47)
    w.places("copied_small", 2012, [3, 5, 7, 2, 4, 6, 8, 9, 1, 2], 47)


def presence(w):
    """Years, municipalities, days, names, sizes."""
    w.series("gap_found", [1000, 1020, None, 1010, 1003, 1030])
    w.expect("gap", "warning", "gap_found", period=2008)
    w.series("gap_biennial", [1000, None, 1020, None, 1010, None, 1003])
    w.series("gap_three", [1000, None, None, None, 1020, 1003])
    for i, area in enumerate(PLACES):
        if i != 4:
            w.put("missing_found", area, 2015, 20 + i)
    w.expect("missing", "warning", "missing_found", period=2015)
    w.measure("day_moved", reference="15.03.")
    w.measure("day_declared", reference="15.03.", bases=[(2009, "neuer Stichtag")])
    w.measure("day_same", reference="15.03.")
    for name in ("day_moved", "day_declared", "day_same"):
        for year, v in zip(YEARS, COURSE):
            day = "01" if year >= 2009 and name != "day_same" else "15"
            w.put(name, KREIS, f"{year}-03-{day}", v, source="tage" if name == "day_moved" else "amt")
    w.expect("day", "warning", "tage", period=2009)
    w.expect("name", "warning", "liste", PLACES[1])
    w.measure("named")
    for name, least, most in (("anchor_low", 1000.5, 2000), ("anchor_high", 1, 999.5),
                              ("anchor_right", 1000, 1000)):
        w.put(name, KREIS, 2015, 1000)
        w.extra.append(f'<anchor measure="{name}" least="{least}" most="{most}"/>')
    w.expect("anchor", "warning", "anchor_low", KREIS, 2015)
    w.expect("anchor", "warning", "anchor_high", KREIS, 2015)
    w.put("anchor_place", PLACES[2], 2015, 50)
    w.extra.append(f'<anchor measure="anchor_place" area="{PLACES[2]}" most="49" from="2016"/>')
    w.expect("missing", "warning", "anchor_place", period=2015)
    w.put("old", KREIS, EDITION_YEAR - 4, 7, source="alt")
    w.expect("stale", "note", "alt", period=EDITION_YEAR - 4)


def shares(w):
    """Numerators, and shares that add up."""
    def indicator(name, above, below, interval="none"):
        w.extra.append(
            f'<indicator id="{name}" handlungsfeld="0" level="gemeinde" unit="%" factor="100" '
            f'decimals="1" polarity="burden" interval="{interval}"><name>Anteil {name}</name>'
            f"<short>{name}</short><per>je 100</per><definition>Text.</definition><numerator>"
            f'<term measure="{above}"/></numerator><denominator><term measure="{below}"/>'
            "</denominator></indicator>")
    w.put("below", KREIS, 2015, 500)
    for name, v in (("S01", 501), ("S02", 500)):
        w.put("above_" + name.lower(), KREIS, 2015, v)
        indicator(name, "above_" + name.lower(), "below", "wilson")
    w.expect("numerator", "warning", "S01", KREIS, 2015)
    w.measure("empty")
    indicator("S03", "empty", "below")
    w.expect("no-data", "note", "S03")
    for name, numbers in (("S1", (100, 150, 250)), ("S2", (100, 150, 251))):
        for i, v in enumerate(numbers):
            w.put(f"share_{name.lower()}{i}", KREIS, 2015, v)
            indicator(f"{name}{i}", f"share_{name.lower()}{i}", "below")
        w.extra.append("<whole>" + "".join(f'<part indicator="{name}{i}"/>' for i in range(3))
                       + "</whole>")
    w.expect("whole", "warning", "S20", KREIS, 2015)
    # three shares with one decimal: up to 0.15 from rounding
    for name, numbers in (("whole_found", ("33,3", "33,3", "33,2")),
                          ("whole_right", ("33,3", "33,3", "33,3"))):
        for i, v in enumerate(numbers):
            w.measure(f"{name}{i}", unit="%", additive="no")
            w.put(f"{name}{i}", KREIS, 2015, v)
        w.extra.append("<whole>" + "".join(f'<part measure="{name}{i}"/>' for i in range(3))
                       + "</whole>")
    w.expect("whole", "warning", "whole_found0", KREIS, 2015)


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_catalogue(folder, w, settings):
    out = ['<catalogue version="1">']
    for name, (unit, reference, additive, bases, *more) in w.measures.items():
        out.append(f'<measure id="{name}" unit="{unit}" reference="{reference}" '
                   f'additive="{additive}"{"".join(more)}><name>Zahl {name}</name>'
                   + "".join(f'<basis from="{y}" name="{n}"/>' for y, n in bases) + "</measure>")
    for tag in ("<relation", "<indicator"):
        out += [e for e in w.extra if e.startswith(tag)]
    out.append("<checks>" + "".join(e for e in w.extra if e.startswith(("<anchor", "<whole")))
               + settings + "</checks></catalogue>")
    write(os.path.join(folder, "catalogue.xml"), "\n".join(out))


def write_sources(folder, w):
    sums_of = {"gerundet": ' sums="rounded" step="5"', "rauschen": ' sums="noise" step="2"',
               "genau": ' sums="exact"'}
    out = ["<sources>"]
    for name in list(w.rows) + ["liste"]:
        table = ' table="liste"' if name == "liste" else ""
        out.append(f'<source id="{name}" status="own" protection="protected" retrieved="2017-10-10"'
                   f'{sums_of.get(name, "")}><publisher short="Amt">Amt</publisher><table>{name}'
                   f'</table><title>Zahlen {name}</title><licence id="own">Eigen</licence>'
                   f'<file path="data/{name}.csv"{table}/></source>')
    write(os.path.join(folder, "sources.xml"), "\n".join(out) + "</sources>")


def write_world(folder, settings=""):
    """The inputs into a folder; the findings that are expected."""
    w = World()
    for part in (sums, courses, presence, shares):
        part(w)
    names = ["Adorf", "Bestadt", "Cehausen", "Deheim", "Ehingen", "Efhofen", "Gebach", "Haltal",
             "Ihringen", "Jotburg, Stadt"]
    write(os.path.join(folder, "areas.xml"),
          f'<areas district="{KREIS}" date="2015-12-31"><area key="DG" kind="bund" name="Deutschland">'
          f'<area key="08" kind="land" name="Land"><area key="{KREIS}" kind="kreis" '
          'name="Landkreis Probe" short="Probe">'
          + "".join(f'<area key="{k}" kind="gemeinde" name="{n}"/>' for k, n in zip(PLACES, names))
          + "</area></area></area></areas>")
    head = "area;period;measure;sex;age_from;age_to;nationality;value;sign\n"
    for name, rows in w.rows.items():
        write(os.path.join(folder, f"data/{name}.csv"), head + "\n".join(rows) + "\n")
    # One name is that of another place; ", Stadt" behind a name is none.
    told = dict(zip(PLACES, names))
    told[PLACES[0]] = "Adorf, Stadt"
    told[PLACES[1]] = "Cehausen"
    told[PLACES[9]] = "Jotburg (seit 1975)"
    write(os.path.join(folder, "data/liste.csv"), "Schlüssel;Name;Zahl\n"
          + "".join(f"{k};{n};{30 + i}\n" for i, (k, n) in enumerate(told.items())))
    write(os.path.join(folder, "descriptors/liste.xml"),
          '<table id="liste"><title>Liste</title><columns><column is="area" name="Schlüssel"/>'
          '<column is="name" name="Name"/></columns><period value="2015"/><head skip="0">'
          '<row is="measure"/></head><values><value measure="named" head="Zahl"/></values></table>')
    write_catalogue(folder, w, settings)
    write_sources(folder, w)
    write(os.path.join(folder, "agenda.xml"), '<agenda><handlungsfeld id="1" short="F"><name>F</name>'
          "<leitziel>L.</leitziel></handlungsfeld></agenda>")
    write(os.path.join(folder, "edition.xml"),
          f'<edition name="probe" title="Probe" date="{EDITION_YEAR}-06-01"><publisher>P</publisher>'
          '<report template="a.xml" for="kreis" file="A_{key}"/></edition>')
    write(os.path.join(folder, "words.xml"), "<words/>")
    return w.expected
