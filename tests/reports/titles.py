"""The titles of all charts, evaluated: each must be of a form that is known here, and what it says
must follow from the published figures (dump statistics) or from the chart itself. Reads what
language.py --keep left; shares no code with the program.
Call: titles.py FOLDER_OF_DOCUMENTS FOLDER_OF_FIGURES [--plant]
--plant: changes titles so that they are wrong; every one of them must be found."""
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "sentences"))
from evaluate import COUNTS, Checker, Wrong, need, plain, short_place
from figures import Figures, german, kendall, read_names, rounded
from values import number, parse

# What charts over time show; of some only the district is known.
OF_AREA = {
    "Anteil der Langzeitarbeitslosen": "S07", "Anteil schwerbehinderter Arbeitsloser": "R11",
    "Ausländeranteil unter den Arbeitslosen": "M17", "Geburtenziffer": "D18",
    "Arbeitslosenquote": "S05", "Arbeitslosenquote der Ausländerinnen und Ausländer": "M15",
    "Verfügbares Einkommen": "S27", "Mindestsicherungsquote": "S10",
    "Zahl der Wohngeldhaushalte je 1 000 Einwohner": "S14", "Einwohnerzahl": "D01",
    "Eingliederungshilfe je 1 000 Einwohner": "R02", "Anteil ohne Hauptschulabschluss": "F13",
    "Anteil der ab 65-Jährigen": "D07", "Anteil mit Asylbewerberleistungen": "M05",
    "Ausländeranteil im SGB II": "M19",
    "Anteil betreuter Kinder aus zugewanderten Familien": "M14",
}
OF_DISTRICT = {
    "Zahl der Menschen mit Mindestsicherung": "S26", "Zahl der Menschen mit Grundsicherung": "S21",
    "Angebotsmiete": "S33", "Zahl der SGB-II-Berechtigten": "S20",
    "Durchschnittlicher Wohngeldanspruch": "S40", "Zahl der betreuten Kinder unter 3 Jahren": "F16",
    "Zahl der Plätze in Tageseinrichtungen": "F19",
    "Zahl der betreuten Kinder von 3 bis unter 6 Jahren": "F17",
    "Zahl der Vollzeitstellen je 100 Kinder": "F20", "Zahl der Geburten": "D16",
    "Hausarztdichte": "A09", "Zahl der Plätze in der Dauerpflege": "A15",
    "Zahl der Menschen mit Hilfe zur Pflege": "A23", "Zahl der Beschäftigten in der Pflege": "A24",
    "Zahl der Menschen mit Eingliederungshilfe": "R09",
    "Zahl der Menschen mit Grundsicherung bei Erwerbsminderung": "R12",
    "Anteil integrativer Tageseinrichtungen": "R08", "Zahl schwerbehinderter Arbeitsloser": "R10",
    "Zahl der Menschen mit Asylbewerberleistungen": "M16",
}
ACROSS = { # maps and rankings
    "65 Jahre und älter": "D07", "75 Jahre und älter": "D14", "Unter 18 Jahre": "D06",
    "Unter 3 Jahre": "D13", "Geburten, drei Jahre": "D44", "Geburten": "D18",
    "Schwerbehinderte Arbeitslose": "R11", "Arbeitslose": "S06", "Beschäftigte am Wohnort": "S09",
    "Ausländeranteil 2011": "M13", "Ausländische Beschäftigte": "M18", "Nettokaltmiete": "S32",
    "Deprivation": "S29", "Einkünfte": "S28", "Zuzüge und Fortzüge": "D09",
}
# Titles without a finding; a subject of OF_AREA or OF_DISTRICT must not stand alone.
NAMES = {"Kennzahlen der Gemeinden", "Lage im Landkreis", "Lage im Kreis", "Die Gemeinden im Überblick"}
LONGEST = 94 # [characters]: two lines over half a page
NO_ONE = {"keine": 0, "keiner": 0, "eine": 1, "einer": 1, "einem": 1}


def count(word):
    word = word.lower()
    known = NO_ONE.get(word, COUNTS.get(word))
    return known if known is not None else int(word.replace(" ", ""))


def sign(number_):
    return (number_ > 0) - (number_ < 0)


def said(word):
    return 1 if word in ("höher", "gestiegen", "höchsten") else -1


class Titles:
    """One method for each form of a title; FORMS says which."""

    def __init__(self, figures, analysis):
        self.f = figures
        rows = [l.rstrip("\n").split(";") for l in open(analysis, encoding="utf-8")]
        self.index = [float(r[4]) for r in rows if r[:2] == ["place", "sozialindex"] and r[4]]
        self.limits = next((list(map(float, r[11:14])) for r in rows if r[:2] == ["index", "sozialindex"]), [])
        self.headlines = Checker(figures)

    def subject(self, name, area):
        if name in OF_AREA:
            return OF_AREA[name], area
        need(name in OF_DISTRICT, f"subject „{name}“ that the check does not know")
        return OF_DISTRICT[name], self.f.district

    def years(self, indicator, area):
        return sorted(self.f.years.get((indicator, area), []))

    def value(self, indicator, area, year):
        v = self.f.printed(indicator, area, year)
        need(v is not None, f"no value of {indicator}, {area}, {year}")
        return v

    def compared(self, m, area):
        indicator, area = self.subject(m[1], area)
        if "–" in m[2]:
            indicator = "D44"
            need(int(m[2][-4:]) - int(m[2][:4]) == 2, "years taken together")
        year = int(m[2][-4:])
        need(year == self.f.newest(indicator, area), "not the newest year")
        need(m["place"] == short_place(self.f.names.get(self.f.reference(area), "Land")), "compared with another place")
        need("(" not in self.f.row(indicator, area, year)["marks"], "too few cases to compare")
        reference = self.f.reference(area)
        return indicator, area, year, self.value(indicator, area, year), self.value(indicator, reference, year)

    def level(self, m, area, figure):
        indicator, area, year, own, other = self.compared(m, area)
        need(sign(own - other) == said(m[3]), "the other way")
        need(self.f.direction(indicator, area, year, True) == said(m[3]), "not proved")

    def none(self, m, area, figure):
        indicator, area, year, own, other = self.compared(m, area)
        need(self.f.direction(indicator, area, year, False) == 0, "a difference that is proved")

    def weak(self, m, area, figure):
        indicator, area, year, own, other = self.compared(m, area)
        need(sign(own - other) == said(m[3]), "the other way")
        need(self.f.direction(indicator, area, year, False) == said(m[3]), "not at 95 % either")
        need(self.f.direction(indicator, area, year, True) == 0, "proved without the addition")

    def alike(self, m, area, figure):
        own, other = self.compared(m, area)[3:]
        need(own == other, "printed values differ")

    def open(self, m, area, figure):
        indicator, area = self.subject(m[1], area)
        newest = max(y for i, _, y in list(self.f.rows) + list(self.f.missing) if i == indicator)
        row = self.f.row(indicator, area, newest)
        need(row is None or "(" in row["marks"], "a value that could be compared")

    def trend(self, m, area, figure):
        indicator, area = self.subject(m[1], area)
        self.value(indicator, area, int(m[2]))
        series = self.f.series(indicator, area, int(m[2]), self.f.newest(indicator, area))
        need(series is not None and len(series) >= 5, "too few years, or a break")
        direction, p = kendall([v for _, v in series])
        need(direction == said(m[3]) and p < 0.02, f"no strict trend (p {p:.3f})")

    def turning(self, m, area, figure):
        indicator, area = self.subject(m[1], area)
        own = self.value(indicator, area, int(m[2]))
        others = [self.value(indicator, area, y) for y in self.years(indicator, area) if y != int(m[2])]
        need(len(others) >= 4 and all(sign(own - v) == said(m[3]) for v in others), "not the extreme")
        need(self.f.series(indicator, area, 1900, 2100) is not None, "a break")

    def change(self, m, area, figure):
        indicator, area = self.subject(m[1], area)
        last, first = self.value(indicator, area, int(m[2])), self.value(indicator, area, int(m[4]))
        need(sign(last - first) == (said(m[3]) if m[3] != "so hoch wie" else 0), "the other way")
        need(self.f.series(indicator, area, int(m[4]), int(m[2])) is not None, "a break")
        after = [y for y in self.years(indicator, area) if y > int(m[2])]
        need(not after or self.f.series(indicator, area, int(m[2]), after[0]) is None, "not the last year")
        before = [y for y in self.years(indicator, area) if y < int(m[4])]
        need(not before or self.f.series(indicator, area, before[-1], int(m[2])) is None, "not the first year")

    def ages(self, m, area, figure):
        if m[0].startswith("Ältere und Minderjährige"):
            for i in ("D06", "D07"):
                need(self.f.direction(i, area, self.f.newest(i, area), True) == 0, f"{i} differs")
            return
        self.headlines.headline({"text": m[0], "area": area, "indicators": ["D07", "D06"]})

    def balances(self, area):
        return [self.value("D16", area, y) - self.value("D17", area, y) for y in self.years("D24", area)]

    def majority(self, m, area, figure):
        b = self.balances(area)
        of = sum(v > 0 for v in b) if m[3] == "Geburten" else sum(v < 0 for v in b)
        need(m[4] != m[3] and count(m[2] or m[1]) == len(b), "years")
        need(of == (len(b) if m[2] is None else count(m[1])), f"{of} years")
        need(2 * of >= len([v for v in b if v]), "the smaller part")

    def balance(self, m, area, figure):
        years, b = self.years("D24", area), self.balances(area)
        need((int(m[1]), int(m[2])) == (years[0], years[-1]) and len(years) == years[-1] - years[0] + 1, "years")
        if m["what"] is None:
            need(sum(b) == 0, "not as many")
            return
        births = m["what"] == "Geburten"
        need(sum(b) != 0 and births == (sum(b) > 0), f"sum {sum(b)}")
        need(m["other"] == ("Sterbefälle" if births else "Geburten"), "compared with itself")

    def numbers(self, figure, series=None):
        chart = next(c for c in figure.children if c.kind == "chart")
        rows = [s for s in chart.children if s.kind == "series" and series in (None, s["name"])]
        return [[number(p["text"]) for p in s.children if p.kind == "point"] for s in rows]

    def young(self, m, area, figure):
        need(sum(map(sum, self.numbers(figure))) == int(m[2].replace(" ", "")), "sum of the bars")
        self.year_of_ages(m[1], area)

    def year_of_ages(self, year, area):
        need(int(year) == self.f.newest("D07", area), "year")

    def women(self, m, area, figure):
        women, men = self.numbers(figure, "Frauen")[0][-1], self.numbers(figure, "Männer")[0][-1]
        need(rounded(100 * women / (women + men), 0) == int(m[1]), "share")

    def rank(self, m, area, figure):
        year = self.f.newest("S29", area)
        shown = [float(self.f.row("S29", k, year)["value"]) for k in self.f.places if self.f.row("S29", k, year)]
        row = self.f.row("S29", area, year)
        need(int(m[1]) == year and row["rank"] == f"{m[2]}/{m[3]}" and int(m[3]) == len(shown), "rank")
        need(int(m[2]) <= 1 + sum(v > float(row["value"]) for v in shown), "others are higher")

    def clear(self, indicator, word):
        year = max(self.f.newest(indicator, k) for k in self.f.places)
        rows = (self.f.row(indicator, k, year) for k in self.f.places)
        return sum(r is not None and r["district998"] == word for r in rows)

    def across(self, m, area, figure):
        need(m[1] in ACROSS, f"„{m[1]}“ that the check does not know")
        higher, lower = (self.clear(ACROSS[m[1]], w) for w in ("higher", "lower"))
        said_ = (0, 0) if m[2] is None else (count(m[2]), count(m[3]))
        need(said_ == (higher, lower), f"{higher} and {lower}")

    def ends(self, m, area, figure):
        indicator = ACROSS[m[1]]
        year = max(self.f.newest(indicator, k) for k in self.f.places)
        shown = {k: self.value(indicator, k, year) for k in self.f.places if self.f.row(indicator, k, year)}
        for end, best in (("high", max(shown.values())), ("low", min(shown.values()))):
            own = [self.f.names[k] for k, v in shown.items() if v == best]
            name = m.groupdict().get(end)
            need((name is None) == (len(own) > 1), f"{end}: {len(own)} share it")
            need(name is None or own[0].startswith(name), f"{name} is not the end")

    def funnel(self, m, area, figure):
        points = [p for p in figure.walk() if p.kind == "point" and "outside" in p.a]
        need(len(points) == (0 if m[1] is None else count(m[1])), f"{len(points)} points outside")
        need(m[2] is None or int(m[2]) == len(self.f.places), "all")

    def fewer(self, m, area, figure):
        own = {i: max(self.f.newest(i, k) for k in self.f.places) for i in ("S06", "S09")}
        at = lambda i, k: float(self.f.row(i, k, own[i])["value"]) if self.f.row(i, k, own[i]) else None
        many = [k for k in self.f.places if at("S06", k) and at("S09", k) and at("S06", k) > at("S06", self.f.district)]
        few = [k for k in many if at("S09", k) < at("S09", self.f.district)]
        need((count(m[1]), count(m[2])) == (len(few), len(many)), f"{len(few)} of {len(many)}")

    def largest(self, m, area, figure):
        people = sorted((self.value("D01", k, int(m[1])) for k in self.f.places), reverse=True)
        need(rounded(float(100 * sum(people[:3]) / self.value("D01", self.f.district, int(m[1]))), 0) == int(m[2]), "share")

    def both(self, m, area, figure):
        clear = [{k for k in self.f.places if (r := self.f.row(i, k, max(self.f.newest(i, p) for p in self.f.places)))
                  and r["district998"] == "higher"} for i in ("S06", "M13")]
        need(count(m[1]) == len(clear[0] & clear[1]), f"{len(clear[0] & clear[1])}")

    def status(self, m, area, figure):
        high = sum(v >= self.limits[-1] for v in self.index)
        low = sum(v < self.limits[0] for v in self.index)
        need((count(m[1]), count(m[2])) == (high, low), f"{high} and {low}")
        need(int(m[3]) == len(self.f.places), "all")

    def under(self, m, area, figure):
        rows = [p for p in figure.walk() if p.kind == "point" and p["text"] and p["reference-text"]]
        below = sum(float(p["value"]) < float(p["reference"]) for p in rows)
        all_ = m[2] is None
        need(count(m[1] if all_ else m[2]) == len(rows), f"of {len(rows)}")
        need(below == (len(rows) if all_ else count(m[1])), f"{below} below")

    def care(self, m, area, figure):
        last = {k: self.value(i, self.f.district, int(m[1])) for k, i in
                (("mit Pflegegeld allein", "A19"), ("ambulant versorgt", "A17"), ("in vollstationärer Pflege", "A18"))}
        need(last[m[2]] == max(last.values()), "not the most")

    def spine(self, m, area, figure):
        points = [p for p in figure.walk() if p.kind == "point" and "value" in p.a and p["text"]]
        need(count(m[2]) == len(points), f"of {len(points)}")
        need(count(m[1]) == sum("outside" in p.a for p in points), "so many deviate")


PLACE = r"(?P<place>(?:im|in) .+)"
FORMS = [
    (rf"(.+) (\d{{4}}(?:–\d{{4}})?) (höher|niedriger) als {PLACE} \(95 % Sicherheit\)", Titles.weak),
    (rf"(.+) (\d{{4}}(?:–\d{{4}})?) (höher|niedriger) als {PLACE}", Titles.level),
    (rf"(.+) (\d{{4}}(?:–\d{{4}})?) nicht deutlich anders als {PLACE}", Titles.none),
    (rf"(.+) (\d{{4}}(?:–\d{{4}})?) wie {PLACE}", Titles.alike),
    (r"(.+): kein Vergleich möglich", Titles.open),
    (r"(.+) seit (\d{4}) (gestiegen|gesunken)", Titles.trend),
    (r"(.+) (\d{4}) am (höchsten|niedrigsten)", Titles.turning),
    (r"(.+) (\d{4}) (höher|niedriger) als (\d{4})", Titles.change),
    (r"(.+) (\d{4}) (so hoch wie) (\d{4})", Titles.change),
    (r"Ältere und Minderjährige: keine deutlichen Unterschiede (?:zum|zu) .+", Titles.ages),
    (r"(?:Höherer|Geringerer) Anteil (?:Älterer|Minderjähriger).* als .+", Titles.ages),
    (r"In (?:allen )?(\w+)(?: von (\w+))? Jahren mehr (Geburten|Sterbefälle) als (Geburten|Sterbefälle)", Titles.majority),
    (r"(\d{4}) bis (\d{4}) zusammen (?:so viele Geburten wie Sterbefälle|mehr (?P<what>Geburten|Sterbefälle) als (?P<other>Geburten|Sterbefälle))", Titles.balance),
    (r"Ende (\d{4}) waren ([\d ]+) Menschen jünger als 20 Jahre", Titles.young),
    (r"(\d+) % der Menschen ab 75 Jahren waren Frauen", Titles.women),
    (r"Deprivationsindex (\d{4}): Rang (\d+) von (\d+)", Titles.rank),
    (r"(.+): (\w+) Gemeinden? deutlich über, (\w+) unter dem (?:Landkreis|Kreis)", Titles.across),
    (r"(.+): keine(x)?(x)? Gemeinde deutlich anders als der (?:Landkreis|Kreis)", Titles.across),
    (r"(.+): (?:höchster Wert|höchster Saldo|am höchsten) in (?P<high>.+), (?:am )?niedrigste[rn] in (?P<low>.+)", Titles.ends),
    (r"(.+): (?:höchster Wert|höchster Saldo|am höchsten) in (?P<high>.+)", Titles.ends),
    (r"(.+): (?:niedrigster Wert|niedrigster Saldo|am niedrigsten) in (?P<low>.+)", Titles.ends),
    (r"In (?:keiner Gemeinde|(\w+) von (\d+) Gemeinden) liegt der Anteil der Arbeitslosen außerhalb der äußeren Grenzen", Titles.funnel),
    (r"(\w+) von (\w+) Gemeinden mit mehr Arbeitslosen als im .+ ha(?:t|ben) weniger Beschäftigte", Titles.fewer),
    (r"Arbeitslose und Ausländeranteil in (\w+) Gemeinden? deutlich über dem (?:Landkreis|Kreis)", Titles.both),
    (r"In den drei größten Gemeinden lebten Ende (\d{4}) (\d+) % der Menschen", Titles.largest),
    (r"Belastung hoch in (\w+), niedrig in (\w+) von (\d+) Gemeinden", Titles.status),
    (r"Bei (?:allen )?(\w+)(?: von (\w+))? Kennzahlen liegt der .+ unter dem Land", Titles.under),
    (r"Dezember (\d{4}): die meisten Pflegebedürftigen (.+)", Titles.care),
    (r"(\w+) von (\w+) Kennzahlen weich(?:t|en) deutlich vom .+ ab", Titles.spine),
]


def fault(titles, title, area, figure):
    text = plain(title)
    if text in NAMES:
        return None
    if len(text) > LONGEST:
        return f"{len(text)} characters"
    if "  " in text or text.endswith(".") or text[:1].islower():
        return "form"
    for pattern, check in FORMS:
        m = re.fullmatch(pattern, text)
        if m is None:
            continue
        try:
            check(titles, m, area, figure)
        except Wrong as e:
            return f"{check.__name__}: {e}"
        except (KeyError, IndexError, ValueError, TypeError, StopIteration) as e:
            return f"{check.__name__}: not understood: {type(e).__name__} {e}"
        return None
    return "of no known form"


def swapped(a, b):
    return lambda t: re.sub(rf"\b(?:{a}|{b})", lambda m: b if m[0] == a else a, t, count=1)


def next_word(t):
    words = "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split()
    return re.sub(r"\b(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf)\b",
                  lambda m: words[words.index(m[0].lower()) + 1], t, count=1, flags=re.I)


PLANTS = {
    "higher told as lower": swapped("höher", "niedriger"),
    "Höherer told as Geringerer": swapped("Höherer", "Geringerer"),
    "risen told as sunk": swapped("gestiegen", "gesunken"),
    "highest told as lowest": swapped("höchsten", "niedrigsten"),
    "proved told as not": lambda t: re.sub(r" (?:höher|niedriger)( als im)", r" nicht deutlich anders\1", t),
    "95 % told as more": lambda t: t.replace(" (95 % Sicherheit)", ""),
    "more told as 95 %": lambda t: re.sub(r"(\d{4} (?:höher|niedriger) als im \w+)$", r"\1 (95 % Sicherheit)", t),
    "not proved told as higher": lambda t: t.replace("nicht deutlich anders", "höher"),
    "no comparison told as none": lambda t: re.sub(r"^(.+): kein Vergleich möglich$", r"\1 2016 nicht deutlich anders als im Landkreis", t),
    "another year": lambda t: re.sub(r"\b(20[012]\d)\b(?!–)", lambda m: str(int(m[1]) - 1), t, count=1),
    "a number one more": lambda t: re.sub(r"(?<!\d)(?!20\d\d\b|19\d\d\b)(\d+)(?= (?:%|von|Menschen|Geburten|Sterbefälle|unter))", lambda m: str(int(m[1]) + 1), t, count=1),
    "a count one more": next_word,
    "births and deaths exchanged": swapped("Geburten", "Sterbefälle"),
    "no difference where there is one": lambda t: re.sub(r"^.*Anteil (?:Älterer|Minderjähriger).* als im (\w+)$", r"Ältere und Minderjährige: keine deutlichen Unterschiede zum \1", t),
    "a difference where there is none": lambda t: re.sub(r"^Ältere und Minderjährige.*", "Höherer Anteil Älterer als im Landkreis", t),
    "the ends exchanged": lambda t: re.sub(r"in (.+), (am niedrigsten|niedrigster) in (.+)$", r"in \3, \2 in \1", t),
    "only the subject": lambda t: re.sub(r"^(Anteil der Langzeit\w+|Zahl der Menschen mit \w+|Arbeitslosenquote)\b.*", r"\1", t),
    "another form of care": lambda t: t.replace("mit Pflegegeld allein", "ambulant versorgt"),
}


def load(folder, figures):
    """(title, area, figure) of every numbered chart."""
    for path in sorted(glob.glob(f"{folder}/*")):
        area = os.path.basename(path)
        for text in re.split(r"^(?=document )", open(path, encoding="utf-8").read(), flags=re.M):
            for node in parse(text).walk() if text else ():
                if node.kind == "figure" and node["number"] and node["text"]:
                    yield node["text"], area, node


def main(args):
    names = read_names(f"{args[1]}/list")
    f = Figures(f"{args[1]}/statistics", f"{args[1]}/catalogue.xml", f"{args[1]}/analysis", names)
    titles, charts = Titles(f, f"{args[1]}/analysis"), list(load(args[0], f))
    wrong = [(t, a, why) for t, a, n in charts for why in [fault(titles, t, a, n)] if why]
    for t, a, why in wrong[:12]:
        print(f"{a}: {t}: {why}")
    if len(charts) < 10 * len(names):
        print(f"only {len(charts)} charts of {len(names)} areas")
        return 1
    if wrong or "--plant" not in args:
        return 1 if wrong else 0
    missed = []
    for name, change in PLANTS.items():
        told = [(change(plain(t)), a, n) for t, a, n in charts if change(plain(t)) != plain(t)]
        missed += [f"{name}: {t}" for t, a, n in told if fault(titles, t, a, n) is None]
        missed += [] if told else [f"{name}: no title to change"]
    print("\n".join(missed[:12]))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
