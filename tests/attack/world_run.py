"""Makes the reports of an invented district. Tables that the audit finds cannot be protected
are left out, as staff would: what it names must suffice. With a catalogue before.xml an
edition is made by that first.
Call: world_run.py PROGRAM FOLDER TESTS; prints how many tables were left out."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys

REFUSED = 3


def call(program, folder, *arguments):
    return subprocess.run([program, *arguments], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)


def every_year(text):
    """"1991" or "1991 bis 1993"."""
    first, last = int(text[:4]), int(text[-4:])
    return [str(year) for year in range(first, last + 1)]


def refused_tables(program, folder):
    done = call(program, folder, "audit", "--format", "csv")
    rows = csv.DictReader(io.StringIO(done.stdout.decode()), delimiter=";")
    refused = {("m" + row["fallzahl"].split()[1], year)
               for row in rows if row["ausreichend"] == "nein"
               for year in every_year(row["jahr"])}
    if done.returncode > 1 and (done.returncode != REFUSED or not refused):
        sys.exit(f"audit: status {done.returncode}: {done.stderr.decode()[:400]}")
    return refused


def leave_out(path, tables):
    with open(path, encoding="utf-8") as f:
        lines = f.readlines()
    with open(path, "w", encoding="utf-8") as f:
        for line in lines:
            cells = line.split(";")
            if (cells[2], cells[1][:4]) not in tables:
                f.write(line)


def goes_together(folder):
    with open(os.path.join(folder, "public.json"), encoding="utf-8") as f:
        return any(m["together"] for m in json.load(f)["measures"])


def make(program, folder, *command):
    """Parts that stand together are protected in rounds over all tables: with some tables left
    out there may be fewer rounds, and another table is refused."""
    n_refused = 0
    while True:
        refused = refused_tables(program, folder)
        leave_out(os.path.join(folder, "inputs/data/raw.csv"), refused)
        n_refused += len(refused)
        done = call(program, folder, *command)
        if done.returncode != REFUSED or not refused or not goes_together(folder):
            break
    if done.returncode > 1:
        sys.exit(f"status {done.returncode}: {done.stderr.decode()[:400]}")
    return n_refused


def publish(program, folder, tests):
    """The reports of a district; how many tables were left out."""
    shutil.copy(os.path.join(tests, "golden/templates/theme.xml"),
                os.path.join(folder, "templates"))
    shutil.copy(os.path.join(tests, "golden/inputs/agenda.xml"), os.path.join(folder, "inputs"))
    inputs = os.path.join(folder, "inputs")
    n_refused = 0
    if os.path.exists(os.path.join(inputs, "before.xml")):
        os.rename(os.path.join(inputs, "catalogue.xml"), os.path.join(folder, "after.xml"))
        os.rename(os.path.join(inputs, "before.xml"), os.path.join(inputs, "catalogue.xml"))
        n_refused += make(program, folder, "build", "--edition", "zuvor")
        os.rename(os.path.join(folder, "after.xml"), os.path.join(inputs, "catalogue.xml"))
    return n_refused + make(program, folder, "report", "08999")


if __name__ == "__main__":
    print(publish(*sys.argv[1:4]))
