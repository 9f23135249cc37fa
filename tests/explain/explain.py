"""explain --json against the files themselves: every cell is looked up at its line and column,
every figure is computed again from the CSV files; nothing tells what is hidden. One test for each
kind of figure that a report prints."""

import os
import re
import statistics
import sys

from world import call, change, check, explain, field_at, german, strict, tidy, world

WORK = sys.argv[1]
SHIPPED = "inputs"


def near(a, b, decimals):
    return a is not None and b is not None and abs(a - b) <= 0.5 * 10 ** -decimals + 1e-9


def cells_right(inputs, told):
    """What is wrong with the places of the cells; empty: nothing."""
    wrong = []
    for c in told["cells"]:
        if c["protected"]:
            if c["value"] is not None or c["sign"] is not None:
                wrong.append(("told though protected", c))
        elif c["sign"] == "value" and not near(field_at(inputs, c), c["value"], 6):
            wrong.append((field_at(inputs, c), c["value"], c["file"], c["line"], c["column"]))
        for name in ("publisher", "table", "title", "retrieved", "licence", "file"):
            if not c[name]:
                wrong.append((name, c))
    return wrong


def side(told, which):
    return sum(c["weight"] * (c["value"] or 0) for c in told["cells"] if c["side"] == which)


def plain_again(told):
    below = side(told, "denominator")
    calc = told["calculation"]
    return side(told, "numerator") / (below if calc["denominator"] else 1) * calc["factor"]


def test_plain(name, inputs, area, what, year, expected):
    told = explain(inputs, area, what, year)
    good = told is not None and told["kind"] == "figure"
    if not check(f"{name}: it is explained", good, told):
        return
    decimals = told["indicator"]["decimals"]
    check(f"{name}: every cell stands where it says", not cells_right(inputs, told),
          cells_right(inputs, told))
    check(f"{name}: the cells give the value", near(plain_again(told), told["value"], decimals),
          (plain_again(told), told["value"]))
    check(f"{name}: it is what the files give", near(expected, told["value"], decimals),
          (expected, told["value"]))


def plain_figures():
    g = "tests/golden/inputs"
    people = tidy(g, "bevoelkerung.csv")
    own = tidy(g, "eigene.csv")

    def of(area, period, measure, table=people):
        return table[(area, period, measure, "", "", "", "")]
    test_plain("a difference of a group", g, "SUED", "D15", "2022",
               sum(of(a, "2022", "births") - of(a, "2022", "deaths")
                   for a in ("08999001", "08999002")))
    test_plain("a mean", g, "Ahlbach", "D19", "2022", of("08999001", "2022-12-31", "mean_age"))
    test_plain("a rate of own records", g, "Ahlbach", "S44", "2022",
               1000 * of("08999001", "2022", "advised", own) / 10000)
    n = tidy(SHIPPED, "13211-01-03-5.csv")
    ages = tidy(SHIPPED, "12411-02-03-5.csv")
    below = sum(v for k, v in ages.items()
                if k[0] == "08116049" and k[1] == "2015-12-31" and k[2] == "population" and
                k[3] == "" and k[6] == "" and k[4] and 15 <= int(k[4]) and k[5] and
                int(k[5]) < 65)
    test_plain("a rate of ages of the year before", SHIPPED, "Nürtingen", "S06", "2016",
               100 * n[("08116049", "2016", "unemployed", "", "", "", "")] / below)
    girls = sum(v for k, v in ages.items()
                if k[0] == "08116049" and k[1] == "2015-12-31" and k[2] == "population" and
                k[3] in ("f", "w", "female", "2") and k[4] == "0" and k[5] == "2")
    test_plain("a part of a breakdown", SHIPPED, "Nürtingen", "D20:w0-2", "2015", girls)


def strata():
    """S44 and S45 by hand: rates of three ages, weights of Eurostat 2013, the Kreis as standard."""
    jobless = tidy(SHIPPED, "13211-01-03-5.csv")
    jobless.update(tidy(SHIPPED, "13211-01-03-4.csv"))
    ages = tidy(SHIPPED, "12411-02-03-5.csv")
    ages.update({k: v for k, v in tidy(SHIPPED, "12411-02-03-4.csv").items() if k not in ages})

    def persons(area, low, high):
        return sum(v for k, v in ages.items()
                   if k[0] == area and k[1] == "2015-12-31" and k[2] == "population" and
                   k[3] == "" and k[6] == "" and k[4] and k[5] and
                   low <= int(k[4]) and int(k[5]) < high)

    def cases(area):
        def of(m):
            return jobless[(area, "2016", m, "", "", "", "")]
        young, old = of("unemployed_under25"), of("unemployed_over55")
        return [young, of("unemployed") - young - old, old]
    spans, weights = ((15, 25), (25, 55), (55, 65)), (11500, 40500, 12500)
    own = [(c, persons("08116049", *s)) for c, s in zip(cases("08116049"), spans)]
    kreis = [(c, persons("08116", *s)) for c, s in zip(cases("08116"), spans)]
    direct = 100 * sum(w * c / p for w, (c, p) in zip(weights, own)) / sum(weights)
    expected = sum(p * kc / kp for (_, p), (kc, kp) in zip(own, kreis))
    told = explain(SHIPPED, "08116049", "S44", "2016")
    rows = told["calculation"]["strata"]
    check("direct standardisation: the strata are those of the files",
          [(r["cases"], r["persons"], r["weight"]) for r in rows] ==
          [(c, p, w) for (c, p), w in zip(own, weights)], rows)
    check("direct standardisation: the value", near(direct, told["value"], 1),
          (direct, told["value"]))
    check("direct standardisation: the cells", not cells_right(SHIPPED, told),
          cells_right(SHIPPED, told))
    check("direct standardisation: cells add up to their strata",
          all(near(sum(c["weight"] * c["value"] for c in told["cells"]
                       if c["stratum"] == r["stratum"] and c["side"] == s), r[m], 3)
              for r in rows for s, m in (("numerator", "cases"), ("denominator", "persons"))),
          rows)
    told = explain(SHIPPED, "08116049", "S45", "2016")
    rows = told["calculation"]["strata"]
    check("indirect standardisation: persons and rates of the Kreis",
          [(r["persons"], r["standard_cases"], r["standard_persons"]) for r in rows] ==
          [(p, kc, kp) for (_, p), (kc, kp) in zip(own, kreis)], rows)
    check("indirect standardisation: the expected cases",
          near(expected, told["calculation"]["denominator"], 1),
          (expected, told["calculation"]))
    check("indirect standardisation: the value",
          near(100 * sum(c for c, _ in own) / expected, told["value"], 0), told["value"])


def pooled():
    told = explain(SHIPPED, "08116", "D44")
    years = told["year"] - told["from"] + 1
    have = {c["year"] for c in told["cells"] if c["side"] == "numerator"}
    check("years are pooled: cells of each", years == 3 and len(have) == 3, (years, have))
    check("years are pooled: the value", near(plain_again(told), told["value"],
                                              told["indicator"]["decimals"]), told["value"])
    check("years are pooled: the cells", not cells_right(SHIPPED, told),
          cells_right(SHIPPED, told))


def text_agrees():
    """The text names the same places and no other numbers of cells."""
    for inputs, area, what, year in ((SHIPPED, "08116049", "S44", "2016"),
                                     ("tests/golden/inputs", "08999", "S44", "2022")):
        told = explain(inputs, area, what, year)
        _, out, _ = call("explain", area, what, year, "--inputs", inputs, "--output",
                         os.path.join(WORK, "none"))
        places = [f"{c['file']}:{c['line']}, Feld {c['column']}" for c in told["cells"]]
        found = re.findall(r"^      (data/\S+:\d+, Feld \d+)$", out, re.M)
        numbers = [None if n == "(geschützt)" else german(n)
                   for n in re.findall(r"^  [+−] [^:]+: ([^ ]+) ", out, re.M)]
        check(f"text and JSON agree: {what}",
              sorted(places) == sorted(found) and
              numbers == [c["value"] for s in ("numerator", "denominator")
                          for c in told["cells"] if c["side"] == s], (places, found, numbers))


def territory():
    """A Gemeinde that took in another: both figures, each with its own line."""
    inputs = world(WORK, "territory")
    with open(os.path.join(inputs, "territory.xml"), "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<territory><change from="08999009" '
                'to="08999001" date="2022-01-01" name="Altweiler"/></territory>\n')
    with open(os.path.join(inputs, "data", "bevoelkerung.csv"), "a", encoding="utf-8") as f:
        f.write("08999009;2021;births;;;;;11;\n")
    told = explain(inputs, "Ahlbach", "D15", "2021")
    births = [c for c in told["cells"] if c["measure"] == "births"][0]
    parts = births["sum_of"]
    check("territory: the parts with their names and numbers",
          sorted((p["name"], p["value"]) for p in parts) == [("Ahlbach", 95), ("Altweiler", 11)],
          parts)
    check("territory: the parts stand where they say",
          all(near(field_at(inputs, p), p["value"], 6) for p in parts) and
          parts[0]["line"] != parts[1]["line"], parts)
    check("territory: the sum", births["value"] == 106 and told["value"] == 106 - 92, births)


def cases():
    """Counted from single cases: the file is told, no line of it."""
    inputs = world(WORK, "cases")
    rows = (["08999001;03.05.2019;"] * 90 + ["08999004;01.02.2019;"] * 2 +
            ["08999003;01.02.2019;"] * 300)
    with open(os.path.join(inputs, "data", "faelle.csv"), "w", encoding="utf-8") as f:
        f.write("ags;von;bis\n" + "\n".join(rows) + "\n")
    with open(os.path.join(inputs, "descriptors", "faelle.xml"), "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<table id="faelle">'
                '<title>Fälle</title><columns><column is="area" name="ags"/><column is="begin" name="von"/>'
                '<column is="end" name="bis"/></columns>'
                '<head skip="0"><row is="measure"/></head>'
                '<cases count="year" from="2020" to="2020"/>'
                '<values><value measure="advised"/></values></table>\n')
    change(os.path.join(inputs, "sources.xml"), '<file path="data/eigene.csv"/>',
           '<file path="data/eigene.csv"/><file path="data/faelle.csv" table="faelle"/>')
    told = explain(inputs, "08999001", "S44", "2020")
    above = [c for c in told["cells"] if c["side"] == "numerator"] if told else []
    check("single cases: the count and its file",
          [(c["value"], c["file"]) for c in above] ==
          [(90, "data/faelle.csv")], told and told["cells"])
    check("single cases: no line", above and above[0]["line"] is None and
          above[0]["column"] is None, above)
    status, out, _ = call("explain", "08999001", "S44", "2020", "--inputs", inputs,
                          "--output", os.path.join(WORK, "none"))
    check("single cases: the text says so", "Zeilen werden nicht gezeigt" in out and
          "faelle.csv:" not in out, out)
    told = explain(inputs, "08999", "S44", "2020")
    numbers = [c["value"] for c in told["cells"]] if told else ["none"]
    check("single cases: a small count is told nowhere", 2 not in numbers, numbers)


def all_numbers(node):
    if isinstance(node, dict):
        for k, v in node.items():
            if k not in ("line", "column", "year", "from", "decimals", "factor", "weight",
                         "age_from", "age_to", "rank", "rank_of"):
                yield from all_numbers(v)
    elif isinstance(node, list):
        for v in node:
            yield from all_numbers(v)
    elif isinstance(node, (int, float)) and not isinstance(node, bool):
        yield node


def door():
    """Own records: nothing hidden is told, and nothing that gives it back by subtraction."""
    inputs = world(WORK, "door")
    path = os.path.join(inputs, "catalogue.xml")
    with open(path, encoding="utf-8") as f:
        text = f.read()
    both = ('<indicator id="F77" handlungsfeld="1" level="kreis" unit="Personen" factor="1" '
            'decimals="0" polarity="neutral" interval="none"><name>Summe</name>'
            '<short>Summe</short><per>Personen</per><definition>Summe.</definition>'
            '<numerator><term measure="asked"/></numerator>'
            '<protection min-count="3"/></indicator></catalogue>')
    text = text.replace("</catalogue>", both).replace(
        '<measure id="assistance"',
        '<measure id="asked" unit="Personen" reference="Jahressumme" additive="yes">'
        '<name>Anfragen</name></measure><measure id="assistance"')
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    with open(os.path.join(inputs, "data", "eigene.csv"), "a", encoding="utf-8") as f:
        # only the Kreis is published: 23 + 40 + 5 + 2 = 70
        for place, n in (("1", 23), ("2", 40), ("3", 5), ("4", 2)):
            f.write(f"0899900{place};2022;asked;;;;;{n};\n")
    told = explain(inputs, "08999", "F77", "2022")
    known = [c for c in told["cells"] if not c["protected"]]
    check("a sum of places that are not published: the sum", told["value"] == 70, told["value"])
    check("a sum of places that are not published: none of its parts", not known, known)
    hidden = {47, 37, 120, 47.0, 462.5, 10.3, 55.6}
    leaks, single = [], []
    for area in ("08999001", "08999002", "08999003", "08999004", "08999", "SUED"):
        for what in ("F09", "F10", "S44"):
            told = explain(inputs, area, what, "2022")
            if told is None:
                continue
            leaks += [(area, what, n) for n in all_numbers(told) if n in hidden]
            for which in ("numerator", "denominator"):
                unknown = [c for c in told["cells"] if c["side"] == which and c["protected"]]
                if len(unknown) == 1 and told["sign"] == "value":
                    single.append((area, what, which))
    check("no hidden number in any explanation", not leaks, leaks)
    check("no protected cell alone beside a sum that is told", not single, single)
    told = explain(inputs, "08999003", "S44", "2022")
    check("a hidden figure has no number at all",
          told["value"] is None and told["calculation"] is None and told["interval"] is None and
          told["protection"]["kind"] == "small", told)


def analysis():
    told = explain(SHIPPED, "08116049", "sozialindex")
    parts = [c for c in told["components"] if c["sign"] == "value"]
    sign = {"burden": 1, "relief": -1}
    z = [sign[c["direction"]] * (c["used"] - c["mean"]) / c["deviation"] for c in parts]
    check("index: each z", all(abs(a - c["z"]) < 0.06 for a, c in zip(z, parts)),
          [(a, c["z"]) for a, c in zip(z, parts)])
    mean = sum(c["weight"] * c["z"] for c in parts) / sum(c["weight"] for c in parts)
    check("index: the weighted mean of the z", abs(mean - told["value"]) < 0.01,
          (mean, told["value"]))
    told = explain(SHIPPED, "08116", "fortschreibung:S26")
    official = {k[1][:4]: v for k, v in tidy(SHIPPED, "22811-01-01-4.csv").items()
                if k[0] == "08116" and k[2] == "minimum_security" and not any(k[3:])}
    check("forecast: its years and bounds",
          [y["year"] for y in told["years"]] == [told["to"] + 1 + i
                                                 for i in range(len(told["years"]))] and
          all(y["lower"] <= y["value"] <= y["upper"] for y in told["years"]), told["years"])
    check("forecast: the series is that of the file",
          told["series"] and all(official[str(s["year"])] == s["value"] for s in told["series"]),
          told["series"])
    told = explain(SHIPPED, "08116", "trend:S05")
    points = [(s["year"], s["value"]) for s in told["series"]]
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for i, a in enumerate(points) for b in points[i + 1:]]
    check("trend: Sen's slope of the printed series",
          abs(statistics.median(slopes) - told["slope"]) < 0.1 and len(points) == told["points"],
          (statistics.median(slopes), told["slope"]))
    told = explain(SHIPPED, "08116", "streuung:S06")
    values = [v["value"] for v in told["values"] if v["sign"] == "value"]
    check("spread: the median of the values", len(values) == told["places"] and
          abs(statistics.median(values) - told["median"]) <= 0.06, told["median"])
    told = explain(SHIPPED, "08116049", "aehnliche:S06", "2016")
    values = [v["value"] for v in told["values"]]
    check("similar municipalities: the median of their values",
          [v["area"]["key"] for v in told["values"]] ==
          [n["area"]["key"] for n in told["neighbours"]] and
          near(statistics.median(values), told["median"], 1), (values, told["median"]))
    check("similar municipalities: nearest first",
          [n["distance"] for n in told["neighbours"]] ==
          sorted(n["distance"] for n in told["neighbours"]), told["neighbours"])
    told = explain(SHIPPED, "08116", "prioritaeten")
    points = [(p["points"], sum(p[k].get("points", 0) for k in
                                ("level", "change", "people", "expenditure")))
              for p in told["priorities"]]
    check("priorities: the points of the criteria", points and all(a == b for a, b in points),
          points)
    told = explain(SHIPPED, "08116", "S05", "2012-2016")
    check("change: the difference of the two",
          abs(told["to"]["value"] - told["from"]["value"] - told["difference"]) <= 0.1 and
          told["break"] is None, told)
    told = explain(SHIPPED, "08116049", "vorausrechnung")
    check("projection: it says what it rests on or why there is none",
          told["kind"] == "projection" and ("why_not" in told or told["years"]), told)
    check("projection: ages add up", all(
        abs(y["under_20"] + y["from_20_to_64"] + y["from_65"] - y["value"]) <= 2
        for y in told.get("years", [])), told)


def findings():
    """The figures of the sentences are those of the figures themselves."""
    told = explain(SHIPPED, "08116049", "befunde")
    front = [f for f in told["findings"] if f["front"]]
    check("findings: five in front, the heaviest of all first", len(front) == 5 and
          front[0]["importance"] == max(f["importance"] for f in told["findings"]), front)
    wrong = [f["importance"] for f in told["findings"]
             if abs(f["importance"] - f["deviation"] * product(f["factors"])) >
             0.02 + 0.02 * f["importance"]]
    check("findings: the weight is the product of its factors", not wrong, wrong)
    figure = front[0]["figures"][0]
    again = explain(SHIPPED, figure["area"]["key"], figure["indicator"], str(figure["year"]))
    check("findings: their figures are the published ones", again["value"] == figure["value"],
          (again["value"], figure))


def product(factors):
    out = 1
    for f in factors:
        out *= f["value"]
    return out


def wrong_calls():
    for words, says in ((("trend",), "trend:KENNUNG"), (("vorausrechnung:S06",), "vorausrechnung"),
                        (("trend:S06x",), "S06x"), (("S06", "2016-2012"), "ein Jahr"),
                        (("S06", "1999-2016"), "1999")):
        status, out, err = call("explain", "08116049", *words, "--json")
        check(f"a wrong call is told, and nothing else: {' '.join(words)}",
              status >= 2 and out == "" and says in err, (status, out, err))
    try:
        strict('{"a": NaN}')
        check("the reader refuses what is no JSON", False)
    except ValueError:
        check("the reader refuses what is no JSON", True)


for test in (plain_figures, strata, pooled, text_agrees, territory, cases, door, analysis,
             findings, wrong_calls):
    try:
        test()
    except Exception as e:  # a missing member is a failure of that test, not of the others
        check(test.__name__, False, repr(e))
