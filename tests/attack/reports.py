"""Figures of reports as everybody can read them: the text of the pages, the attached file, the
lengths of bars."""
import csv
import io
import re

import pages


class Figure:
    """A printed figure: its text, and the number if it is one."""

    def __init__(self, text):
        self.text = re.sub(r"[\s()]", "", text)
        plain = self.text.replace("\u2212", "-").replace(",", ".")
        self.number = float(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None


def rows(file):
    """Lines "@ID;YEAR;PART|figure|...|#" of the pages, also where they are broken."""
    return re.findall(r"@(\w+;\d+;\d+\|[^@#]*)#", pages.text(file))


def attached(file):
    """Rows of the CSV that is attached to a report."""
    for s in file.streams.values():
        if s.startswith(b"\xef\xbb\xbfschluessel;"):
            yield from csv.DictReader(io.StringIO(s.decode("utf-8-sig"), newline=""),
                                      delimiter=";")


def read(paths, areas):
    """{(indicator, year, part, area): Figure}. A number that stands anywhere counts. Without
    areas, in whose order the lines of the pages stand, only attached files are read."""
    found = {}

    def add(key, figure):
        if key not in found or found[key].number is None:
            found[key] = figure

    for file in map(pages.File, paths):
        for row in rows(file) if areas is not None else ():
            head, *values = row.split("|")[:-1]
            id_, year, part = head.split(";")
            for area, value in zip(areas, values, strict=True):
                add((id_, int(year), int(part), area), Figure(value))
        for row in attached(file):
            add((row["kennzahl"], int(row["jahr"]), 0, row["schluessel"]),
                Figure(row["wert"] or row["zeichen"]))
    return found


def bars(paths, names):
    """{(indicator, year): {area: length}} of rankings titled "@ID;YEAR#". names: areas by what
    stands before their bars."""
    found = {}
    for file in map(pages.File, paths):
        for figure in pages.figures(file):
            title = re.match(r"@(\w+);(\d+)#", figure.title)
            area = None
            for kind, *mark in figure.marks if title else ():
                if kind == "text":
                    area = names.get(mark[0].replace("\u00a0", " ").strip(), area)
                elif kind == "box" and area is not None:
                    key = title.group(1), int(title.group(2))
                    found.setdefault(key, {})[area] = abs(mark[2])
    return found
