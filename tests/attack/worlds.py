"""Invented districts under attack: makes them, makes their reports, attacks these.
Call: worlds.py PROGRAM WORK TESTS; prints "ok NAME", "not ok NAME: why". WORK/world1 and world2
stay."""
import glob
import os
import re
import shutil
import subprocess
import sys

import attack
import pages
import reports
import world
from attempt import attempt

TABLES = 10000
# What is printed of years summed, of parts that stand together, of strata, after an earlier
# edition.
FEATURES = ["pooled", "together", "strata", "before"]


def nothing_found(name, program, folder, tests, *of):
    """A line of the test; how many tables there were."""
    said = []
    world.World(*of).write(folder)
    result, why = attempt(program, folder, tests, said.append)
    if why or result[3]:
        print(f"not ok {name}: {why or attack.summary(result)}")
        print("".join(f"# {line}\n" for line in said[:5]), end="")
        return 0
    print(f"ok {name} ({attack.summary(result)})", flush=True)
    return result[0]


def read_alike(folder):
    """Whether poppler reads the same lines of figures."""
    for path in glob.glob(os.path.join(folder, "outputs/*/*.pdf")):
        told = subprocess.run(["pdftotext", "-raw", path, "-"], check=True,
                              stdout=subprocess.PIPE).stdout.decode()
        lines = "".join(line for line in told.splitlines() if "|" in line)
        yield re.findall(r"@([^@#]*)#", re.sub(r"\s", "", lines)) == \
            [re.sub(r"\s", "", row) for row in reports.rows(pages.File(path))] != []


def noticed(folder):
    """Each protection taken away, one figure in every table."""
    printed = attack.Attack(folder)
    for kind in attack.PROTECTIONS:
        try:
            found = printed.run(kind, say=lambda line: None)[3]
        except attack.Wrong as e:
            found = 0
            print(f"# {e}")
        print(f"{'ok' if found else 'not ok'} noticed: without protection of kind {kind}" +
              (f" ({found} found)" if found else ": nothing found"), flush=True)


def main():
    program, work, tests = sys.argv[1:4]
    tables = seed = 0
    while tables < TABLES and seed < 16:
        seed += 1
        folder = os.path.join(work, f"world{seed}")
        tables += nothing_found(f"nothing recovered in world {seed}", program, folder, tests,
                                seed, 40, 20)
        if seed > 2:
            shutil.rmtree(folder)
    print(f"{'ok' if tables >= TABLES else 'not ok'} {tables} tables attacked" +
          ("" if tables >= TABLES else ": too few"))
    for seed, feature in enumerate(FEATURES, 21):
        folder = os.path.join(work, feature)
        nothing_found(f"nothing recovered: {feature}", program, folder, tests, seed, 12, 10,
                      [feature])
    print(f"{'ok' if all(read_alike(folder)) else 'not ok'} pages are read as poppler reads them")
    noticed(os.path.join(work, "world2"))


main()
