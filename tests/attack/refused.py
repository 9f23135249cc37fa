"""A table that nothing can protect (one small count, one neighbour of just the least count,
the rest zero, the total shown) must stop everything, and say so.
Call: refused.py PROGRAM FOLDER TESTS; prints a line for each test."""
import csv
import io
import json
import os
import shutil
import subprocess
import sys


def call(program, folder, *arguments):
    done = subprocess.run([program, *arguments], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def make(folder, tests):
    here = os.path.dirname(os.path.abspath(__file__))
    subprocess.run([sys.executable, os.path.join(here, "world.py"), folder, "1", "1", "2"],
                   check=True)
    shutil.copy(os.path.join(tests, "golden/templates/theme.xml"), f"{folder}/templates")
    shutil.copy(os.path.join(tests, "golden/inputs/agenda.xml"), f"{folder}/inputs")
    with open(f"{folder}/public.json", encoding="utf-8") as f:
        public = json.load(f)
    least = public["measures"][0]["least"]
    return public, least


def write(folder, public, year, counts):
    with open(f"{folder}/inputs/data/raw.csv", "w", encoding="utf-8") as f:
        f.write("area;period;measure;sex;age_from;age_to;nationality;value;sign\n")
        for place in [*public["places"], public["kreis"]]:
            count = counts.get(place, 0)
            f.write(f"{place};{year}-12-31;m1;;;;;{count or ''};{'' if count else '-'}\n")


def check(name, holds):
    print(f"ok {name}" if holds else f"not ok {name}: see refused.py")


def snapshot(folder):
    """Every file of the outputs and when it was written."""
    return {os.path.join(at, name): os.stat(os.path.join(at, name)).st_mtime_ns
            for at, _, names in os.walk(f"{folder}/outputs") for name in names}


def refusal(program, folder, public, year):
    status, out, err = call(program, folder, "report", public["kreis"])
    check("report is refused", status == 3 and out == "")
    check("the refusal names measure, year and place",
          all(w in err for w in ("Fälle 1", str(year), "Ort 001", "Abhilfe")))
    before = snapshot(folder)
    status, _, _ = call(program, folder, "build")
    check("build is refused and leaves the edition as it was",
          status == 3 and before and snapshot(folder) == before)
    status, out, _ = call(program, folder, "dump", "statistics")
    check("statistics are not given out either", status == 3 and out == "")


def audits(program, folder):
    status, out, _ = call(program, folder, "audit")
    check("the audit says what can be computed", status == 3 and "genau errechenbar" in out and
          "NICHT AUSREICHEND" in out)
    status, out, _ = call(program, folder, "audit", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out), delimiter=";"))
    check("the audit does not tell the count itself", rows and
          all(not r["von"] and not r["bis"] for r in rows if r["genau"] == "ja"))
    status, out, _ = call(program, folder, "audit", "--format", "json")
    data = json.loads(out)
    check("JSON and CSV agree", data["nicht_ausreichend"] ==
          sum(r["ausreichend"] == "nein" for r in rows) and len(data["geheim"]) == len(rows))
    status, _, err = call(program, folder, "audit", "--format", "xml")
    check("a wrong form is a wrong call", status == 64 and "json" in err)


def explained(program, folder, public, indicator, year, counts):
    """Both reasons are told, and no number."""
    small, other = public["places"][:2]
    for place, reason in ((small, "kleine Fallzahl"), (other, "andere")):
        _, out, _ = call(program, folder, "explain", place, indicator, str(year))
        lines = [line for line in out.splitlines() if line.strip().startswith(("Wert", "+"))]
        told = [w for line in lines for w in line.replace(",", " ").split()
                if w == str(counts[place])]
        check(f"explain tells why and not how many: {reason}", reason in out and not told)


def main():
    program, folder, tests = sys.argv[1:4]
    public, least = make(folder, tests)
    year, first, second = public["years"][0], *public["places"][:2]
    indicator = public["measures"][0]["indicators"][0]["id"]
    third = public["places"][2]
    good = {first: 1, second: 9 * least, third: 80, public["kreis"]: 81 + 9 * least}
    write(folder, public, year, good)
    status, _, err = call(program, folder, "build")
    check("what can be protected is published", status <= 1)
    if status > 1:
        print("#", err[:300])
    explained(program, folder, public, indicator, year, good)
    write(folder, public, year, {first: 1, second: least, public["kreis"]: 1 + least})
    refusal(program, folder, public, year)
    audits(program, folder)


main()
