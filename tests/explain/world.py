"""What the tests of explain and diff share: calling the program, reading its input files without
it, small changes of the golden world."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys

PROGRAM = os.environ.get("SOZIALBERICHT", "build/sozialbericht")
GOLDEN = "tests/golden"
TIDY = "area;period;measure;sex;age_from;age_to;nationality;value;sign"


def check(name, good, why=""):
    print(f"ok {name}" if good else f"not ok {name}: {str(why)[:300]}")
    return bool(good)


def call(*args):
    done = subprocess.run([PROGRAM, *args], capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def no_twice(pairs):
    names = [name for name, _ in pairs]
    assert len(names) == len(set(names)), f"a member told twice: {names}"
    return dict(pairs)


def strict(text):
    """RFC 8259: no NaN, no Infinity, no member twice."""
    def refuse(word):
        raise ValueError(word)
    return json.loads(text, parse_constant=refuse, object_pairs_hook=no_twice)


def explain(inputs, area, what, *more):
    """The JSON, or None where nothing was told."""
    none = () if "--output" in more else ("--output", os.path.join(inputs, "none"))
    _, out, err = call("explain", area, what, *more, "--json", "--inputs", inputs, *none)
    if not out:
        sys.stderr.write(err)
        return None
    return strict(out)


def german(text):
    return float(text.replace("\u202f", "").replace("\u00a0", "").replace("−", "-")
                 .replace(",", "."))


def lines_of(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return f.read().splitlines()


def field_at(inputs, cell):
    """The number that stands in the file where the cell says it does; None for a sign."""
    line = lines_of(os.path.join(inputs, cell["file"]))[cell["line"] - 1]
    row = next(csv.reader(io.StringIO(line), delimiter=";"))
    text = row[cell["column"] - 1]
    return german(text) if text not in ("", "-", "–", ".", "x", "/", "...", "*") else None


def tidy(inputs, name):
    """All rows of a tidy file: key to number."""
    rows = {}
    for line in lines_of(os.path.join(inputs, "data", name)):
        if line.startswith("#") or line == TIDY or not line:
            continue
        *key, value, _ = line.split(";")
        rows[tuple(key)] = german(value) if value else None
    return rows


def world(folder, name):
    """A copy of the golden inputs to change."""
    path = os.path.join(folder, name)
    shutil.copytree(os.path.join(GOLDEN, "inputs"), path)
    return path


def change(path, old, new, count=1):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    assert text.count(old) >= 1, (path, old)
    with open(path, "w", encoding="utf-8") as f:
        f.write(text.replace(old, new, count))
