"""Changed counts against true ones: changed.py RECORD TRUE-RECORD MOST.

Of the birth rate (D18) the record gives rate, count and persons of each municipality.
MOST 5: rounded to multiples of five; otherwise changed by MOST at most."""

import csv
import sys


def read(path):
    out = {}
    with open(path, encoding="utf-8-sig", newline="") as f:
        for r in csv.DictReader(f, delimiter=";"):
            if r["Indikator"] == "D18" and len(r["Gebiet"]) == 8 and r["Anzahl"]:
                out[r["Gebiet"], r["Jahr"]] = [float(r[k].replace(",", "."))
                                               for k in ("Wert", "Anzahl", "Nenner")]
    return out


def main(changed, true, most):
    a, b = read(changed), read(true)
    assert len(a) == len(b) > 250, (len(a), len(b))
    moved, total = 0, 0
    for key, (rate, count, base) in a.items():
        off = count - b[key][1]
        assert base == b[key][2], key
        assert abs(off) <= (2 if most == 5 else most), (key, off)
        assert most != 5 or count % 5 == 0, (key, count)
        assert abs(1000 * count / base - rate) <= 0.0500001, (key, rate, count, base)
        moved += off != 0
        total += off
    assert moved > len(a) / 2, moved
    assert abs(total) < 5 * (2 * len(a)) ** 0.5, total


main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
