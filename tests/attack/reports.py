"""Figures of reports as everybody can read them: the text of the pages by pdftotext, the
attached file and the alternative texts from the bytes of the file."""
import csv
import io
import re
import subprocess
import zlib

ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


class Figure:
    """A printed figure: its text, and the number if it is one."""

    def __init__(self, text):
        self.text = re.sub(r"[\s()]", "", text)
        plain = self.text.replace("\u2212", "-").replace(",", ".")
        self.number = float(plain) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain) else None


def rows(path):
    """Lines "@ID;YEAR;PART|figure|...|#" of the pages, also where they are broken."""
    text = subprocess.run(["pdftotext", "-raw", path, "-"], check=True,
                          stdout=subprocess.PIPE).stdout.decode()
    row = ""
    for line in text.splitlines():
        if line.startswith("@"):
            row = line
        elif row and "|" in line:
            row += line
        if row.endswith("#"):
            yield row[1:-1]
            row = ""


def streams(path):
    with open(path, "rb") as f:
        data = f.read()
    for start in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[start.end():])
        except zlib.error:
            pass


def attached(path):
    """Rows of the CSV that is attached to a report."""
    for s in streams(path):
        if s.startswith(b"\xef\xbb\xbfschluessel;"):
            yield from csv.DictReader(io.StringIO(s.decode("utf-8-sig"), newline=""),
                                      delimiter=";")


def alternatives(path):
    """Alternative texts of figures."""
    escaped = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)

    def plain(m):
        code = m.group(1)
        return bytes([int(code, 8)]) if len(code) == 3 else ESCAPES.get(code, code)

    for s in streams(path):
        for m in re.finditer(rb"/Alt ?\(((?:[^()\\]|\\.)*)\)", s, re.DOTALL):
            yield escaped.sub(plain, m.group(1)).decode("utf-16")


def read(paths, areas):
    """{(indicator, year, part, area): Figure}. A number that stands anywhere counts. Without
    areas, in whose order the lines of the pages stand, only attached files are read."""
    found = {}

    def add(key, figure):
        if key not in found or found[key].number is None:
            found[key] = figure

    for path in paths:
        for row in rows(path) if areas is not None else ():
            head, *values = row.split("|")[:-1]
            id_, year, part = head.split(";")
            for area, value in zip(areas, values, strict=True):
                add((id_, int(year), int(part), area), Figure(value))
        for row in attached(path):
            add((row["kennzahl"], int(row["jahr"]), 0, row["schluessel"]),
                Figure(row["wert"] or row["zeichen"]))
    return found
