"""Published figures as the program dumps them, read for checking sentences: values as readers
see them, comparisons, and the tests of trends that the sentences rest on, made again."""
import csv
import re
import sys
from decimal import ROUND_HALF_UP, Decimal


def rounded(value, decimals):
    """Half away from zero, of the first 15 significant digits."""
    short = Decimal(f"{value:.14e}")
    return short.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def german(number):
    """Decimal to the text of a table: 1 234,5; U+2212 for minus; blanks for thin spaces."""
    text = f"{abs(number):,f}".replace(",", " ").replace(".", ",")
    return ("−" if number < 0 else "") + text


class Figures:
    def __init__(self, statistics, catalogue, analysis, names):
        self.rows = {}
        self.years = {}
        self.missing = set()
        for row in csv.DictReader(open(statistics, encoding="utf-8"), delimiter=";"):
            if row["part"] != "":
                continue
            key = (row["indicator"], row["area"], int(row["year"]))
            if row["value"] == "":
                self.missing.add(key)
                continue
            self.rows[key] = row
            self.years.setdefault(key[:2], []).append(key[2])
        self.decimals, self.polarity, self.short, self.pooled = {}, {}, {}, {}
        text = open(catalogue, encoding="utf-8").read()
        for head, body in re.findall(r"<indicator\b(.*?)>(.*?)</indicator>", text, re.S):
            attrs = dict(re.findall(r'([\w-]+)="([^"]*)"', head))
            self.decimals[attrs["id"]] = int(attrs["decimals"])
            self.pooled[attrs["id"]] = int(attrs.get("pool", 1))
            self.short[attrs["id"]] = attrs.get("unit", "")
        self.forecasts = {}
        for line in open(analysis, encoding="utf-8"):
            f = line.rstrip("\n").split(";")
            if f[0] == "ahead":
                self.forecasts[f[1], f[2], int(f[3])] = tuple(map(float, f[4:7]))
        self.names = names            # key -> name of district and municipalities
        self.district = next(k for k in names if len(k) == 5)
        self.places = [k for k in names if len(k) == 8]
        self.land = self.district[:2]

    def row(self, indicator, area, year):
        return self.rows.get((indicator, area, year))

    def printed(self, indicator, area, year):
        row = self.row(indicator, area, year)
        return None if row is None else rounded(float(row["value"]), self.decimals[indicator])

    def text(self, indicator, area, year):
        return german(self.printed(indicator, area, year))

    def newest(self, indicator, area):
        return max(self.years.get((indicator, area), [0]))

    def reference(self, area):
        return self.land if area == self.district else self.district

    def direction(self, indicator, area, year, strict=False):
        """1, -1, 0; None where nothing was tested."""
        row = self.row(indicator, area, year)
        if row is None:
            return None
        if area != self.district:
            word = row["district998" if strict else "district"]
            return {"higher": 1, "lower": -1, "similar": 0}.get(word)
        other = self.row(indicator, self.land, year)
        if other is None:
            return None
        low, high = ("lower998", "upper998") if strict else ("lower", "upper")
        value = float(other["value"])
        if row["lower"] == "":
            own = float(row["value"])
            return (own > value) - (own < value)
        return 1 if value < float(row[low]) else -1 if value > float(row[high]) else 0

    def place(self, indicator, area, year):
        """(values above, values below, others alike, all) by what is printed."""
        own = self.printed(indicator, area, year)
        all_ = [self.printed(indicator, k, year) for k in self.places]
        shown = [v for v in all_ if v is not None]
        return (sum(v > own for v in shown), sum(v < own for v in shown),
                sum(v == own for v in shown) - 1, len(shown))

    def series(self, indicator, area, first, last):
        """Values of the years with a figure, or None across a change of the basis."""
        rows = [(y, self.row(indicator, area, y)) for y in range(first, last + 1)]
        rows = [(y, r) for y, r in rows if r is not None]
        if not rows or len({r["basis"] for _, r in rows}) != 1:
            return None
        return [(y, float(r["value"])) for y, r in rows]


def kendall(values):
    """Sign of S and a two-sided p of Mann-Kendall by the normal approximation."""
    from math import erfc, sqrt
    n = len(values)
    s = sum((b > a) - (b < a) for i, a in enumerate(values) for b in values[i + 1:])
    ties = [values.count(v) for v in set(values)]
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
    if variance <= 0:
        return 0, 1.0
    return (s > 0) - (s < 0), erfc((abs(s) - 1) / sqrt(variance) / sqrt(2))


def read_names(listing):
    """Keys and names of "sozialbericht list": the district and its municipalities."""
    names = {}
    for line in open(listing, encoding="utf-8"):
        m = re.match(r"  (\d{5}|\d{8}) +(\S.*)$", line)
        if m:
            names[m[1]] = m[2].strip()
    if not names:
        sys.exit("no areas in the listing")
    return names
