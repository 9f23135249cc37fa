"""Reads every sentence that the program makes and says whether it is true, from the text alone
and the published figures; shares no code with the program. Of a dumped line only area, kind,
indicators and year are believed, and those must be found again in the text."""
import re
from decimal import Decimal
from statistics import median

from figures import german, kendall, rounded

# What a sentence about an indicator must mention, so that figure and words belong together.
ABOUT = {
    "D01": "Einwohnerzahl|Menschen", "D06": "unter 18|jünger als 18", "D07": "65", "D13": "unter 3|jünger als 3",
    "D14": "75", "D15": "80", "D12": "lter", "D44": "Geburtenziffer", "D45": "Sterbeziffer",
    "D18": "Geburtenziffer", "D19": "Sterbeziffer", "D16": "Geburten", "D17": "Sterbefälle",
    "D26": "Zuzüge je", "D27": "Fortzüge je", "D31": "18- bis unter 25", "D32": "30- bis unter 50",
    "D33": "65-Jährigen", "D28": "Bevölkerungsdichte", "D24": "Kind.*starb", "D25": "zog.*zog",
    "F01": "3", "F02": "3- bis unter 6", "F16": "Kinder unter 3", "F17": "3 bis unter 6",
    "F19": "Plätze", "F20": "Vollzeitstellen", "F09": "Kinder.* unter 15", "F13": "ohne Hauptschul",
    "F21": "Hochschulreife", "R02": "Eingliederungshilfe je", "R08": "integrativ", "R09": "Eingliederungshilfe",
    "R11": "schwerbehindert", "R12": "Erwerbsminderung", "S01": "SGB|unter 65", "S05": "Arbeitslosenquote",
    "S06": "arbeitslos|Arbeitslosen", "S07": "angzeitarbeitslos|ein(?:em)? Jahr", "S08": "15- bis 24", "S09": "beschäftigt|Beschäftigungsquote|Arbeit",
    "S34": "Frauen", "S30": "Arbeitsplatzdichte", "S36": "55", "S10": "Mindestsicherung", "S26": "Mindestsicherung",
    "S20": "SGB II", "S11": "Grundsicherung im Alter", "S22": "Grundsicherung im Alter", "S12": "Erwerbsminderung",
    "S13": "Lebensunterhalt", "S14": "Wohngeld", "S27": "Einkommen", "S28": "Einkünfte", "S29": "Deprivationsindex",
    "S32": "miete|Miete", "S33": "Angebotsmiete", "A01": "Pflegequote|pflegebedürftig", "A12": "ambulante", "A13": "im Heim",
    "A14": "Pflegegeld", "A05": "Dauerpflegeplätze", "A09": "Hausärzt", "A22": "Ärzt", "A23": "Hilfe zur Pflege",
    "A25": "Hilfe zur Pflege je", "M01": "Ausländeranteil|Staatsangehörigkeit|Pass", "M13": "Ausländeranteil|Staatsangehörigkeit|Pass",
    "M18": "[Bb]eschäftigte", "M17": "Arbeitslosen", "M05": "Asylbewerberleistungen je", "M16": "Asylbewerberleistungen",
    "M07": "Ausländerinnen", "M19": "Ausländeranteil.*SGB", "M08": "Ausländerinnen", "M09": "Ausländerinnen",
    "M15": "Ausländerinnen", "M14": "Herkunft",
}
# Parts of headings to indicators.
HEADINGS = {
    "Anteil Minderjähriger": "D06", "Anteil Älterer": "D07", "Anteil kleiner Kinder": "D13",
    "Anteil Hochaltriger": "D14", "Anteil ab 80-Jähriger": "D15", "Durchschnittsalter": "D12",
    "Geburtenziffer": "D44", "Sterbeziffer": "D45", "Zuzüge je 1 000 Einwohner": "D26",
    "Fortzüge je 1 000 Einwohner": "D27", "Betreuungsquote unter 3-Jähriger": "F01",
    "Betreuungsquote 3- bis 5-Jähriger": "F02", "Kita-Stellen je 100 Kinder": "F20",
    "Anteil von Kindern im SGB II": "F09", "Anteil von Abgängen ohne Hauptschulabschluss": "F13",
    "Anteil von Abgängen mit Hochschulreife": "F21", "Eingliederungshilfe je 1 000 Einwohner": "R02",
    "Anteil integrativer Kitas": "R08", "Anteil schwerbehinderter Menschen an den Arbeitslosen": "R11",
    "SGB-II-Quote": "S01", "Arbeitslosenquote": "S05", "Arbeitslosigkeit": "S06",
    "Anteil Langzeitarbeitsloser an den Arbeitslosen": "S07", "Jugendarbeitslosigkeit": "S08",
    "Beschäftigungsquote": "S09", "Beschäftigungsquote der Frauen": "S34",
    "Anteil Älterer an den Arbeitslosen": "S36", "Mindestsicherungsquote": "S10",
    "Grundsicherung im Alter": "S11", "Grundsicherung bei Erwerbsminderung": "S12",
    "Hilfe zum Lebensunterhalt je 1 000 Einwohner": "S13",
    "Haushalte mit Wohngeld je 1 000 Einwohner": "S14", "verfügbares Einkommen": "S27",
    "Einkünfte je Steuerpflichtigen": "S28", "Mieten": "S32", "Angebotsmieten": "S33",
    "Pflegequote": "A01", "Anteil ambulanter Pflege": "A12", "Anteil der Pflege im Heim": "A13",
    "Anteil mit Pflegegeld allein": "A14", "Pflegeplätze je 1 000 Ältere": "A05",
    "Hausärztinnen und Hausärzte je 10 000 Einwohner": "A09",
    "Ärztinnen und Ärzte je 10 000 Einwohner": "A22", "Hilfe zur Pflege je 1 000 Einwohner": "A25",
    "Ausländeranteil": ("M01", "M13"), "Ausländeranteil unter den Beschäftigten": "M18",
    "Ausländeranteil unter den Arbeitslosen": "M17", "Menschen mit Asylbewerberleistungen je 1 000 Einwohner": "M05",
    "SGB-II-Quote der Ausländerinnen und Ausländer": "M07", "Ausländeranteil im SGB II": "M19",
    "Beschäftigungsquote der Ausländerinnen und Ausländer": "M08",
    "Arbeitslosigkeit von Ausländerinnen und Ausländern": "M09",
    "Arbeitslosenquote der Ausländerinnen und Ausländer": "M15",
    "Anteil betreuter Kinder aus zugewanderten Familien": "M14",
}
# Groups of which a gap may be told: indicator, words of the first clause; indicator, words of the second.
GAPS = {
    ("S34", "S09"): ("der Frauen", "Frauen und Männern zusammen"),
    ("S08", "S06"): ("15- bis 24-Jährigen", "allen 15- bis 64-Jährigen"),
    ("M08", "S09"): ("der Ausländerinnen", "ganzen Bevölkerung"),
    ("M09", "S06"): ("der Ausländerinnen", "ganzen Bevölkerung"),
    ("M15", "S05"): ("der Ausländerinnen", "aller Erwerbspersonen"),
    ("M07", "S01"): ("der Ausländerinnen", "ganzen Bevölkerung"),
}
ORDINALS = ["", "", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt",
            "elft", "zwölft"]
COUNTS = {w: n for n, w in enumerate(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf".split())}
MORE, LESS = r"[Mm]ehr|[Hh]öhere[sr]?", r"[Ww]eniger|[Gg]eringere[sr]?|[Nn]iedrigere[sr]?"
# Numbers that belong to words and not to a finding.
FIXED = [
    r"unter \d+- und der \d+- bis unter \d+-Jährigen", r"(?:von|zwischen) \d+ (?:bis|und) (?:unter )?\d+ Jahren",
    r"\d+- bis (?:unter )?\d+-Jährige\w*", r"(?:unter )?\d+-Jährige\w*", r"(?:jünger als|mindestens|unter|ab) \d+ Jahre\w*(?: alt)?",
    r"je 1 000|je 10 000|je 100\b", r"von (?:100|1 000) (?=[A-ZÄÖÜ])", r"auf einer Skala von 0 bis 1",
    r"(?:den|der) (?:\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf) Gemeinden", r"SGB II", r"mit \d+ % Wahrscheinlichkeit",
    r"\d+\. März",
]
NUMBER = re.compile(r"(?<![\w,])[+−±]?\d{1,3}(?: \d{3})+(?:,\d+)?(?![\d])|(?<![\w,])[+−±]?\d+(?:,\d+)?")


def signed(number):
    return "±0" + german(abs(number))[1:] if number == 0 else ("+" if number > 0 else "") + german(number)


class Wrong(Exception):
    pass


def need(condition, why):
    if not condition:
        raise Wrong(why)


def plain(text):
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def without_fixed(text):
    for pattern in FIXED:
        text = re.sub(pattern, " # ", text)
    return text


def numbers(text):
    return [m.group().strip() for m in NUMBER.finditer(without_fixed(text))]


def years_of(text):
    """Years take no part in figures: four digits without a blank, 1990 to 2060."""
    return [int(y) for y in re.findall(r"(?<![\d,+−] )(?<![\d,+−])(?:19|20)\d\d(?!\d)(?!,\d)(?! \d)", text)]


def without_years(found):
    return [n for n in found if not re.fullmatch(r"(?:19|20)\d\d", n)]


def words_of_place(name, whole=False):
    """How the text must speak of an area: in Aichwald, im Landkreis Esslingen."""
    noun, _, rest = name.partition(" ")
    article = {"Landkreis": "im", "Kreis": "im", "Land": "im", "Region": "in der"}.get(noun)
    if whole:
        return f"{article} ganzen {noun}" if article else f"in ganz {name}"
    return f"{article} {name}" if article else f"in {name}"


def short_place(name):
    noun = name.split(" ")[0]
    return f"im {noun}" if noun in ("Landkreis", "Kreis", "Land") else words_of_place(name)


def chance(a, b):
    """Two Poisson numbers differ by less in 95 of 100 cases."""
    return Decimal("1.95996") * (a + b).sqrt()


def farther(own, other):
    """Is own farther from 0 than other, on its own side of 0, as printed?"""
    return own < other if own < 0 else own > other


class Checker:
    def __init__(self, figures):
        self.f = figures

    def name(self, area):
        return self.f.names.get(area, "Land")

    # -- Every sentence

    def grammar(self, text, lead):
        both = lead + ". " + text
        need("  " not in both and "\u00a0 " not in both and " \u00a0" not in both and "\u202f " not in both, "doubled space")
        need(not re.search(r"[{}<>]", both), "unresolved slot")
        need(not re.search(r"\b(?:nan|inf|null|None|the|and|of|with|more|less|level|rank)\b", both), "foreign word")
        need("?" not in both and "%%" not in both and not re.search(r" [,.;:)]|\( ", both), "stray sign")
        need(not re.search(r"\.\.|,,|,\.|\.,", both), "doubled sign")
        need(text.endswith(".") and not lead.endswith("."), "full stop")
        for part in [lead] + re.split(r"(?<=[a-zäöüß)%\d])\. (?=\S)", text):
            need(part[:1].isupper() or part[:1].isdigit(), f"small first letter: {part[:20]}")
        t = plain(both)
        need(not re.search(r"\b(?:in|im|von|zum|der) (?:in|im|von|zum)\b", t), "two prepositions")
        need(not re.search(r"\bin (?:Landkreis|Kreis|Land|Region)\b|\bim (?:Region|Stadt|Gemeinde)\b|\bin dem\b|\bbei dem\b|\bnach (?:Landkreis|Kreis|Region)\b", t), "article of the place")
        need(not re.search(r"\b(?:ein|kein|einem|einen) (?:Kinder|Menschen|Personen)\b", t), "number of the noun")
        need(not re.search(r"\b1 (?:Kinder|Menschen|Personen|zogen)\b|\b(?:ein Kind|ein Mensch) (?:starben|kamen|zogen)\b|\beinem (?:Kind|Mensch) (?:kam|starb|zog)\b|\bkamen \S+ \S+ ein Kind\b", t), "number of the verb")
        need(not re.search(r"\b(?:den|dem) (?:\w*t)?(?:höchste|niedrigste) ", t), "ending behind den, dem")
        need(not re.search(r"\bjede[rs]? \w+te[rs] ", t), "ending behind jede")
        need(not re.search(r"\b(?:der|die|das) (?:\w*t)?(?:höchsten|niedrigsten) Wert\b", t), "ending behind der")
        need(not re.search(r"\b(?:der|dem|den) (?:Sterbeziffer|Geburtenziffer) (?:lag|lagen)", t), "article of the subject")
        for m in re.finditer(r"(\w*(?:Höchste|höchste|niedrigste|Niedrigste|Höhere|Geringere|Niedrigere))(r|s|) (\w+)", t):
            self.agree(m)

    def verb(self, line, text):
        """Only one subject is a plural."""
        plural = line["indicator"] == "S28"
        wrong = r"\b(?:lag|ist|läge)\b" if plural else r"\b(?:lagen|sind|lägen)\b"
        need(not re.search(wrong, text), "number of the verb")

    def agree(self, m):
        genders = {"Anteil": "r", "Ausländeranteil": "r", "Deprivationsindex": "r", "Wanderungssaldo": "r",
                   "Durchschnittsalter": "s", "Wert": None, "Einkünfte": "", "Mieten": "", "Angebotsmieten": ""}
        ending = genders.get(m[3], "" if re.search(r"(?:quote|ziffer|dichte|miete|zahl|losigkeit|Quote|Zahl)$", m[3]) else None)
        need(ending is None or ending == m[2], f"ending before {m[3]}")

    def about(self, line, text):
        wanted = ABOUT.get(line["indicator"])
        need(wanted is not None, "indicator that the check does not know")
        need(re.search(wanted, text), f"says nothing of {line['indicator']}")
        place = words_of_place(self.name(line["area"]))
        name = self.name(line["area"])
        district = "in eine Gemeinde des " + name.replace("kreis ", "kreises ").replace("Kreis ", "Kreises ")
        need(place in text or f"nach {name}" in text or (line["area"] == self.f.district and district in text) or f"hatte {name} " in text, f"the place is not {place}")
        for key, other in self.f.names.items():
            longer = name.startswith(other) or any(other in n for n in (name,))
            if key != line["area"] and not longer and len(key) == 8:
                need(not re.search(rf"\b(?:in|nach|hatte) {re.escape(other)}\b(?! am| an| auf| unter| \()", text), f"another place: {other}")

    def year(self, text, expected):
        found = set(years_of(text))
        need(found == set(expected), f"years {sorted(found)} instead of {sorted(set(expected))}")

    def figures_are(self, text, expected):
        found = without_years(numbers(text))
        need(found == expected, f"figures {found} instead of {expected}")

    def value(self, indicator, area, year):
        v = self.f.printed(indicator, area, year)
        need(v is not None, f"no published value of {indicator}, {area}, {year}")
        return v

    # -- Kinds

    def said(self, text):
        """Directions that the words claim."""
        claims = set()
        if re.search(r"(?:damit )?\b(?:über) dem Wert|" + rf"\b(?:{MORE})\b", text):
            claims.add(1)
        if re.search(r"\b(?:unter) dem Wert|" + rf"\b(?:{LESS})\b", text):
            claims.add(-1)
        return claims

    def superlatives(self, line, text):
        """Every claim of a place among the municipalities."""
        found = re.findall(r"\b((?:\w*t(?=höchst|niedrigst))?)(höchst|niedrigst)e", text[:1].lower() + text[1:])
        for number, end in found:
            need(number.lower() in ORDINALS, f"place {number}")
            place = ORDINALS.index(number.lower()) or 1
            above, below, alike, _ = self.f.place(line["indicator"], line["area"], line["year"])
            need(alike == 0, "a shared place")
            need((above if end == "höchst" else below) + 1 == place, f"is not the {number}{end}e")
        return found

    def others(self, line, text):
        n = self.f.place(line["indicator"], line["area"], line["year"])[3]
        for m in re.finditer(r"(?:den|der) (\d+|\w+) Gemeinden( mit Angabe)?", text):
            said = int(m[1]) if m[1].isdigit() else COUNTS.get(m[1])
            need(said == n, f"{m[1]} municipalities instead of {n}")
            need((m[2] is not None) == (n < len(self.f.places)), "municipalities without a value")
        return n

    def level(self, line, lead, text):
        own = self.value(line["indicator"], line["area"], line["year"])
        ref = self.f.reference(line["area"])
        other = self.value(line["indicator"], ref, line["year"])
        direction = self.f.direction(line["indicator"], line["area"], line["year"])
        if "kann Zufall sein" in text:
            need(direction == 0 and "ähnlich" in lead, "a difference that is proved")
            need(not self.said(text) and not self.said(lead), "a direction without proof")
        else:
            need(direction in (1, -1), "no proof of a difference")
            need((own > other) - (own < other) == direction, "printed values do not differ so")
            claims = self.said(text) | self.said(lead)
            top = {1 if e == "höchst" else -1 for _, e in self.superlatives(line, lead) + self.superlatives(line, text)}
            need(claims | top == {direction}, f"says {claims | top}, is {direction}")
        self.n_others(line, lead, text)
        first, last = line["year"], line["year"]
        if self.f.pooled.get(line["indicator"], 1) > 1:
            first = last - self.f.pooled[line["indicator"]] + 1
        self.year(text, {first, last})
        if line["language"] == "plain":
            return self.of_hundred(line, text, own, other)
        need(short_place(self.name(ref)) in text or "Wert" in text, "does not say of what")
        every = re.search(r"(etwa )?[Jj]ede[rs]? (\w+)e[rs]? \w+", text)
        if every and every[2] in ORDINALS:
            n = ORDINALS.index(every[2])
            need(abs(Decimal(100) / n - own) <= own * 3 / 100, f"every {n}th is not {own}")
            exact = abs(Decimal(100) / n - own) < Decimal("0.05")
            need(exact == (every[1] is None), "etwa")
        self.figures_are(text, [german(own), german(other)])

    def n_others(self, line, lead, text):
        n = self.others(line, text)
        self.others(line, lead)
        district = short_place(self.name(self.f.district))
        if re.search("höchst|niedrigst|Höchst|Niedrigst", lead) and lead.endswith(" " + district):
            need(n == len(self.f.places), "the district, though values are hidden")

    def of_hundred(self, line, text, own, other):
        m = re.search(r"von (100|1 000) (?=[A-ZÄÖÜ])", text)
        need(m, "plain words without a base")
        base = int(m[1].replace(" ", ""))
        factor = Decimal(base) / 100 if self.f.short[line["indicator"]] == "%" else 1
        spoken = []
        for v in (own, other):
            whole = rounded(float(v * factor), 0)
            need(whole >= 2, "too few for words")
            spoken.append((german(whole), whole != v * factor))
        self.figures_are(text, [n for n, _ in spoken])
        rest = without_fixed(text)
        for number, about in spoken:
            found = re.search(rf"(etwa )?(?<![\d ]){re.escape(number)}(?!\d)|(etwa )?(?<= ){re.escape(number)}(?!\d)", rest)
            need(found and bool(found[1] or found[2]) == about, f"etwa before {number}")
            rest = rest[found.end():]
        need(words_of_place(self.name(self.f.reference(line["area"])), True).lower() in text.lower(), "does not say of what")

    def rank(self, line, lead, text):
        own = self.value(line["indicator"], line["area"], line["year"])
        need(self.superlatives(line, text), "no place")
        self.superlatives(line, lead)
        m = re.match(r"Platz (\d+) von (\d+)$", lead)
        if m:
            above, _, _, n = self.f.place(line["indicator"], line["area"], line["year"])
            need((int(m[1]), int(m[2])) == (above + 1, n), "rank of the heading")
        self.n_others(line, lead, text)
        self.year(text, {line["year"]})
        expected = [german(own)]
        if short_place(self.name(self.f.district)) in text:
            expected.append(german(self.value(line["indicator"], self.f.district, line["year"])))
        self.figures_are(text, expected)

    def trend(self, line, lead, text):
        series = self.f.series(line["indicator"], line["area"], line["from"], line["year"])
        need(series is not None and len(series) >= 5, "fewer than five years, or a break")
        sign, p = kendall([v for _, v in series])
        said = {w for w in re.findall(r"gestiegen|gesunken", lead + " " + text)}
        need(said == {"gestiegen" if sign > 0 else "gesunken"}, f"says {said}")
        need(p < 0.08, f"no trend (p about {p:.3f})")
        first = self.value(line["indicator"], line["area"], line["from"])
        last = self.value(line["indicator"], line["area"], line["year"])
        way = [sign * self.value(line["indicator"], line["area"], y) for y, _ in series]
        need((max(way) - way[-1]) * 4 <= max(way) - way[0], "a trend that has turned back")
        need((last > first) - (last < first) == sign, "the values told go the other way")
        need(f"seit {line['from']}" in lead, "first year of the heading")
        self.year(text, {line["from"], line["year"]})
        self.figures_are(text, [german(first), german(last)])

    def turning(self, line, lead, text):
        span = range(line["from"], line["until"] + 1)
        values = {y: self.value(line["indicator"], line["area"], y) for y in span}
        need(len(values) >= 5, "fewer than five years")
        need(self.f.series(line["indicator"], line["area"], span[0], span[-1]) is not None, "a break")
        own = values.pop(line["year"])
        high = "hoch" in text
        need(high != ("niedrig" in text), "hoch or niedrig")
        need(all(own > v if high else own < v for v in values.values()), "not the extreme")
        need(("höchst" in lead or "hoch" in lead) == high, "heading")
        if "am " in lead:
            need(str(line["year"]) in lead, "year of the heading")
        self.year(text, {line["year"], line["from"], line["until"]})
        expected = [german(own)]
        if line["year"] != line["until"]:
            expected.append(german(self.value(line["indicator"], line["area"], line["until"])))
            since = [y for y in span if y > line["year"]]
            way = abs(self.value(line["indicator"], line["area"], span[0]) - own)
            back = abs(values[span[-1]] - own)
            need(line["importance"] == 0 or (len(since) >= 2 and back * 4 > way), "no turn")
        if line["indicator"] in ("D16", "D17") and line["importance"] > 0:
            other = values[span[-1]] if line["year"] != line["until"] else median(list(values.values()) + [own])
            need(abs(own - other) > chance(own, other), "in front, though chance can explain it")
        self.figures_are(text, expected)

    def balance(self, line, lead, text):
        first, second = {"D24": ("D16", "D17"), "D25": ("D22", "D23")}[line["indicator"]]
        a, b = (self.value(i, line["area"], line["year"]) for i in (first, second))
        saldo = self.value(line["indicator"], line["area"], line["year"])
        need(saldo == a - b, "saldo")
        noun = lead.split()
        need((noun[0] == "Mehr") == (a != b), "heading of equals")
        if a != b:
            births = noun[1] in ("Geburten", "Zuzüge")
            need(births == (a > b), "heading the wrong way")
        self.year(text, {line["year"]})
        rates = re.search(r" Je 1 000 Einwohner (?:waren das|betrug der Saldo) (\S+), (\S.*) (\S+)\.$", text)
        if rates:
            rate = {"D24": "D08", "D25": "D09"}[line["indicator"]]
            ref = self.f.reference(line["area"])
            told = [signed(self.value(rate, k, line["year"])) for k in (line["area"], ref)]
            need([rates[1], rates[3]] == told, f"rates instead of {told}")
            need(rates[2] == short_place(self.name(ref)), "rate of another place")
            text = text[:rates.start()]
            own, above = (self.value(rate, k, line["year"]) for k in (line["area"], ref))
            need(line["importance"] == 0 or farther(own, above), "a surplus that the reference exceeds")
        need(line["language"] == "plain" or rates, "no rates")
        body = re.sub(r" \(Saldo ([^)]*)\)", "", text)
        m = re.search(r"\(Saldo ([^)]*)\)", text)
        if m:
            need(m[1] == signed(saldo), "saldo told")
        counts = []
        for words in re.split(r"[,.] ", body):
            number = without_years(numbers(words))
            word = re.search(r"\b(kein|niemand|einer|ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\b", words, re.I)
            need(number or word, f"no count in „{words}“")
            counts.append(int(number[0].replace(" ", "")) if number else
                          {"kein": 0, "niemand": 0, "einer": 1}.get(word[1].lower(), COUNTS.get(word[1].lower())))
        need(counts == [a, b], f"counts {counts} instead of {[int(a), int(b)]}")

    def gap(self, line, lead, text):
        a, b = (self.f.row(i, line["area"], line["year"]) for i in (line["indicator"], line["second"]))
        need(a is not None and b is not None, "no values")
        groups = GAPS.get((line["indicator"], line["second"]))
        need(groups, "groups that the check does not know")
        own, _, rest = text.partition(", ")
        need(groups[0] in own and groups[1] in rest.split(". ")[0], "figures of other groups")
        first, second = (self.value(i, line["area"], line["year"]) for i in (line["indicator"], line["second"]))
        sign = (first > second) - (first < second)
        need(("häufiger" in lead, "seltener" in lead) == (sign > 0, sign < 0), "heading")
        if a["lower"] and b["lower"]:
            apart = float(a["lower"]) > float(b["upper"]) or float(a["upper"]) < float(b["lower"])
            need(apart, "intervals overlap")
        expected = [german(first), german(second)]
        if "Abstand" in text:
            ref = self.f.reference(line["area"])
            expected += [german(abs(first - second)), german(abs(
                self.value(line["indicator"], ref, line["year"]) - self.value(line["second"], ref, line["year"])))]
            other = self.value(line["indicator"], ref, line["year"]) - self.value(line["second"], ref, line["year"])
            need(line["importance"] == 0 or farther(first - second, other), "a gap that is wider elsewhere")
        self.year(text, {line["year"]})
        self.figures_are(text, expected)

    def outlook(self, line, lead, text):
        target = int(re.search(r"bis (\d{4})$", lead)[1])
        known = self.f.forecasts.get((line["indicator"], line["area"], target))
        need(known is not None, "no forecast")
        need("läge" in text and "gestiegen" not in text and "wird" not in text, "a forecast is no fact")
        self.year(text, {line["from"], line["year"], target})
        d = self.f.decimals[line["indicator"]]
        self.figures_are(text, [german(rounded(v, d)) for v in known])

    def headline(self, line):
        text = plain(line["text"])
        need(len(text) <= 90 and text[:1].isupper() and not text.endswith("."), "form of a heading")
        need("  " not in text and not re.search(r"[{}]", text), "doubled space or slot")
        area = line["area"]
        ref = short_place(self.name(self.f.reference(area)))
        if text.startswith("Keine deutlichen Unterschiede"):
            to = {"im": "zum", "in": "zu"}[ref.split(" ")[0]] + " " + ref.split(" ", 1)[1]
            need(text == f"Keine deutlichen Unterschiede {to}", "place compared with")
            return
        m = re.match(r"(.*) seit (\d{4}) (gestiegen|gesunken)$", text)
        if m:
            ok = False
            for i in line["indicators"]:
                year = self.f.newest(i, area)
                series = self.f.series(i, area, int(m[2]), year)
                sign, p = kendall([v for _, v in series]) if series and len(series) >= 5 else (0, 1)
                ok = ok or (p < 0.02 and sign == (1 if m[3] == "gestiegen" else -1))
            need(ok, "no strict trend")
            return
        strict = not text.endswith(" (95 % Sicherheit)")
        text = text.removesuffix(" (95 % Sicherheit)")
        need(text.endswith(f" als {ref}"), "place compared with")
        body = text[:-len(f" als {ref}")]
        parts = re.split(rf"(?:, | und )(?=(?:{MORE}|{LESS}) )", body)
        for part in parts:
            m = re.match(rf"({MORE}|{LESS}) (.*)$", part)
            need(m, f"part {part}")
            ids = HEADINGS.get(m[2])
            need(ids, f"heading „{m[2]}“ that the check does not know")
            ids = [i for i in ((ids,) if isinstance(ids, str) else ids) if i in line["indicators"]]
            need(ids, f"„{m[2]}“ is of another indicator")
            sign = 1 if re.match(MORE, m[1]) else -1
            need(any(self.f.direction(i, area, self.f.newest(i, area), strict) == sign for i in ids), f"not proved: {part}")
            need(strict or not any(self.f.direction(i, area, self.f.newest(i, area), True) for i in ids), f"is proved: {part}")
        for part in parts:
            self.agree_part(part)

    def agree_part(self, part):
        for m in re.finditer(r"(\w*(?:[Hh]öhere|[Gg]eringere|[Nn]iedrigere))(r|s|) (\w+)", part):
            self.agree(m)

    def check(self, line):
        if line["kind"] == "headline":
            return self.headline(line)
        self.grammar(line["text"], line["lead"])
        text, lead = plain(line["text"]), plain(line["lead"])
        self.about(line, text)
        self.verb(line, text)
        getattr(self, line["kind"])(line, lead, text)
