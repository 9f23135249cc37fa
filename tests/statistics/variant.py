#!/usr/bin/env python3
"""variant.py KIND INPUTS OUT: a copy of the inputs that must give the same statistics.

open      no source needs protection, so that every figure is printed
reversed  open, the rows of every file from last to first
split     open, every file in two, its rows alternately
group     open, with a group of two municipalities
merged    open, the same two are one municipality: what can be summed is
"""
import os
import re
import shutil
import sys

kind, inputs, out = sys.argv[1:]
FIRST, SECOND = "08116004", "08116016"
HEAD = "area;period;measure;sex;age_from;age_to;nationality;value;sign"

shutil.copytree(inputs, out)


def change(name, *pairs):
    path = os.path.join(out, name)
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for pattern, to in pairs:
        text, n = re.subn(pattern, to, text)
        if n == 0:
            sys.exit(f"variant.py: {name}: nothing matches {pattern}")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def data_files():
    with open(os.path.join(out, "sources.xml"), encoding="utf-8") as f:
        return re.findall(r'<file path="([^"]+)"/>', f.read())


def read(name):
    with open(os.path.join(out, name), encoding="utf-8") as f:
        lines = f.read().splitlines()
    head = lines.index(HEAD)
    return lines[:head + 1], [line for line in lines[head + 1:] if line]


def write(name, lines):
    with open(os.path.join(out, name), "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")


def merge(rows, means):
    """Rows of the second are added to those of the first; means of both are left out."""
    sums, kept = {}, []
    for row in rows:
        area, period, measure, *rest = row.split(";")
        if area not in (FIRST, SECOND):
            kept.append(row)
        elif measure not in means:
            sums.setdefault((period, measure, *rest[:4]), []).append(rest[4:])
    for (period, measure, *rest), cells in sums.items():
        if len(cells) != 2:
            continue  # one has no figure: neither has the sum
        numbers = [float(value.replace(",", ".")) for value, _ in cells if value]
        bare = [sign for value, sign in cells if not value]
        if set(bare) - {"-"}:
            sys.exit("variant.py: a sum of signs is not written here")
        text = "%.10g" % sum(numbers)
        cell = [text.replace(".", ","), ""] if numbers else ["", "-"]
        kept.append(";".join([FIRST, period, measure, *rest, *cell]))
    return kept


change("sources.xml", ('protection="raw"', 'protection="protected"'))
if kind == "reversed":
    for name in data_files():
        head, rows = read(name)
        write(name, head + rows[::-1])
elif kind == "split":
    for name in data_files():
        head, rows = read(name)
        write(name, head + rows[::2])
        write(name.replace(".csv", "-2.csv"), head + rows[1::2])
    change("sources.xml", (r'<file path="([^"]+)\.csv"/>',
                           r'<file path="\1.csv"/><file path="\1-2.csv"/>'))
elif kind == "group":
    change("areas.xml", ("</areas>", f'<group key="PAIR" name="Paar"><member key="{FIRST}"/>'
                         f'<member key="{SECOND}"/></group></areas>'))
elif kind == "merged":
    with open(os.path.join(out, "catalogue.xml"), encoding="utf-8") as f:
        means = set(re.findall(r'<measure id="([^"]+)"[^>]*additive="no"', f.read()))
    for name in data_files():
        head, rows = read(name)
        write(name, head + merge(rows, means))
    change("areas.xml", (f'<area key="{SECOND}"[^>]*/>', ""),
           (f'<member key="{SECOND}"/>', ""))
