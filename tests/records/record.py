"""The record of an edition against the dump of statistics: record.py EDITION STATISTICS.

Every figure of the dump has its row, rounded half up as it is printed; every row is a figure
of the dump; nothing begins as a formula; the manifest has the digest."""

import csv
import hashlib
import json
import os
import sys
import xml.etree.ElementTree as tree
from decimal import ROUND_HALF_UP, Decimal

SIGNS = {"": "", "nothing": "–", "small": "0", "unknown": ".", "later": "…", "unsure": "/",
         "crossed": "x", "hidden-upstream": ".", "hidden": "."}


def read_catalogue(path):
    """Decimals and formula of each indicator."""
    decimals, formulas = {}, {}
    for i in tree.parse(path).iter("indicator"):
        sides = []
        for name in ("numerator", "denominator"):
            side = i.find(name)
            terms = [] if side is None else [tuple(sorted(t.attrib.items())) for t in side]
            sides.append((sorted(terms), "0" if side is None else side.get("offset", "0")))
        decimals[i.get("id")] = int(i.get("decimals"))
        formulas[i.get("id")] = repr((sides, i.get("factor")))
    return decimals, formulas


def main(folder, statistics):
    raw = open(os.path.join(folder, "veroeffentlicht.csv"), "rb").read()
    manifest = json.load(open(os.path.join(folder, "manifest.json"), encoding="utf-8"))
    record = manifest["record"]
    assert [r["path"] for r in record] == ["veroeffentlicht.csv"], record
    assert record[0]["sha256"] == hashlib.sha256(raw).hexdigest() and record[0]["bytes"] == len(raw)
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Indikator;Formel;Gebiet;Jahr;Geschlecht;Alter;Wert;Zeichen;Anzahl;Nenner"
    assert lines.pop() == ""
    places, meant = read_catalogue("inputs/catalogue.xml")
    rows = {}
    formulas = {}
    for line in lines[1:]:
        f = line.split(";")
        assert len(f) == 10, line
        assert not any(x[:1] in ("=", "+", "@", "\t") for x in f), line
        key = (f[2], f[0], f[4] + f[5], f[3])
        assert key not in rows, key
        assert formulas.setdefault(f[0], f[1]) == f[1], line
        rows[key] = f
    for a in formulas:
        for b in formulas:
            assert (formulas[a] == formulas[b]) == (meant[a] == meant[b]), (a, b)
    seen = 0
    with open(statistics, encoding="utf-8", newline="") as f:
        for d in csv.DictReader(f, delimiter=";"):
            row = rows[d["area"], d["indicator"], d["part"], d["year"]]
            if d["value"] and d["sign"] == "":
                unit = Decimal(1).scaleb(-places[d["indicator"]])
                value = Decimal(d["value"]).quantize(unit, ROUND_HALF_UP)
                assert Decimal(row[6].replace(",", ".")) == value, (d, row)
            else:
                assert row[6] == "", (d, row)
            assert row[7].rstrip("(prs") == SIGNS[d["sign"]], (d, row)
            assert sorted(row[7][len(SIGNS[d["sign"]]):]) == sorted(d["marks"]), (d, row)
            assert (row[8] != "") == (d["count"] != ""), (d, row)
            seen += 1
    assert seen == len(rows) and seen > 10000, (seen, len(rows))


main(*sys.argv[1:])
