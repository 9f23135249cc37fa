#!/usr/bin/env python3
"""No cell of a CSV file that leaves the program may run as a formula in a spreadsheet, whatever
areas, indicators, units, tables and sessions are called; numbers stay numbers.

formulas.py PROGRAM WORLD FOLDER   prints "ok NAME" or "not ok NAME: why".

Read back by Python's csv module; what a formula is: https://owasp.org/www-community/attacks/
CSV_Injection. The names themselves must still be there, behind an apostrophe.
"""
import csv
import io
import os
import re
import shutil
import subprocess
import sys

NAMES = ["=1+1", "@SUM(A1;A2)", "-2+3", '+cmd|" /C calc"!A0', "=HYPERLINK(\"http://x\")"]
SUPPORT = """<indicator id="F02" handlungsfeld="1" level="gemeinde" unit="Personen" factor="1" decimals="0"
  polarity="burden" interval="none"><name>@Hilfen</name><short>Hilfen</short><per>Personen</per>
  <definition>Fälle.</definition><numerator><term measure="support"/></numerator><protection min-count="3"/></indicator>"""
NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?( ?%)?\Z")


def quoted(text):
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")


def change(folder, path, *pairs):
    full = os.path.join(folder, path)
    with open(full, encoding="utf-8", newline="") as f:
        text = f.read()
    for old, new in pairs:
        if old not in text:
            sys.exit(f"{path}: no {old}")
        text = text.replace(old, new)
    with open(full, "w", encoding="utf-8", newline="") as f:
        f.write(text)


def hostile(world, folder):
    shutil.copytree(world, folder)
    change(folder, "inputs/areas.xml", ('name="Ahlbach"', f'name="{quoted(NAMES[0])}"'),
           ('name="Birkental"', f'name="{quoted(NAMES[1])}"'),
           ('name="Cannweiler"', f'name="{quoted(NAMES[4])}"'))
    change(folder, "inputs/catalogue.xml", ("<name>Bevölkerung</name><short>", f"<name>{NAMES[2]}</name><short>"),
           ('unit="Personen" factor="1"', f'unit="{quoted(NAMES[3])}" factor="1"'),
           ('id="population" unit="Personen"', f'id="population" unit="{quoted(NAMES[3])}"'))
    # A name that does not fit its key is told of; births fall below zero.
    change(folder, "inputs/data/tabelle.csv", ("Ahlbach", "x"))
    change(folder, "inputs/data/zahlen.csv", ("births;;;;;95;", "births;;;;;-95;"))
    change(folder, "inputs/sitzungen.ics", ("UID:soa-1", "UID:=cmd|'x'!A1"))
    change(folder, "templates/gemeinde.xml",
           ("Einwohner.</p>", "Einwohner, {value('F01', $gemeinde, 2023)}.</p>"))


def cells(text):
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=";")
    return [cell for row in rows for cell in row]


def judge(name, text, wanted):
    found = cells(text)
    bad = [c for c in found if c.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r") and c
           and not NUMBER.match(c) and c != "-"]
    missing = [w for w in wanted if w not in found]
    if bad or missing:
        print(f"not ok {name}: formulas {bad[:3]}, missing {missing[:3]}")
    else:
        print(f"ok {name}")


def call(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, capture_output=True)
    if done.returncode > 3:
        print(f"not ok {arguments[0]}: {done.stderr.decode()}")
    return done.stdout.decode()


def read(path):
    with open(path, encoding="utf-8", newline="") as f:
        return f.read()


def main():
    program, world, work = os.path.abspath(sys.argv[1]), sys.argv[2], os.path.abspath(sys.argv[3])
    folder = os.path.join(work, "formulas")
    hostile(world, folder)
    call(program, folder, "build", "--output", "out")
    shown = ["'" + name for name in NAMES]
    edition = os.path.join(folder, "out", "probe")
    attached = ""
    for name in sorted(os.listdir(edition)):
        if name.endswith(".pdf"):
            subprocess.run(["pdfdetach", "-saveall", "-o", folder, os.path.join(edition, name)],
                           capture_output=True)
    for name in sorted(os.listdir(folder)):
        if name.startswith("Zahlen_"):
            attached += read(os.path.join(folder, name))
    judge("attached figures hold no formula", attached, [*shown, "-9,6"])
    judge("the record holds no formula", read(os.path.join(edition, "veroeffentlicht.csv")), ["-9,6"])
    judge("the dump of facts holds no formula", call(program, folder, "dump", "facts"), ["-95"])
    judge("the dump of statistics holds no formula", call(program, folder, "dump", "statistics"), [])
    call(program, folder, "run-due", "--date", "2026-12-01", "--output", "out")
    made = read(os.path.join(folder, "out", "sitzungen.csv"))
    judge("the list of sessions holds no formula", made, ["'=cmd|'x'!A1"])
    call(program, folder, "run-due", "--date", "2026-12-02", "--output", "out")
    again = read(os.path.join(folder, "out", "sitzungen.csv")).replace("2026-12-02", "2026-12-01")
    print("ok a session with such a key is made once" if again == made else
          "not ok a session with such a key is made once: " + again)
    # With an indicator of few cases, which the audit refuses and lists.
    change(folder, "inputs/catalogue.xml", ("</catalogue>", SUPPORT + "</catalogue>"))
    judge("the audit as CSV holds no formula", call(program, folder, "audit", "--format", "csv"),
          ["'" + NAMES[0], "'" + NAMES[4]])


main()
