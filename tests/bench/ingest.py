#!/usr/bin/env python3
"""Ingest of ten million tidy rows, side by side: against libcsv with empty callbacks and, where
the Python package duckdb is installed, against DuckDB with one thread and the same grouping.

ingest.py PROGRAM [ROWS] [PAIRS]   PROGRAM is build/bench/ingest. Files lie in TMPDIR (some
50 bytes a row) and are deleted afterwards. Processor time; the two of a pair run one after the
other, so that other work on the machine meets both, and the ratio is the median of the pairs'.
"""
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile

PROGRAM = sys.argv[1]
ROWS = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000_000
PAIRS = int(sys.argv[3]) if len(sys.argv) > 3 else 5

# One cell for each key, as in the fact store; count(*) would show what came twice.
DUCKDB = """
import duckdb, sys, time
db = duckdb.connect()
db.execute("SET threads = 1")
db.execute("SET enable_progress_bar = false")
start = time.process_time()
db.execute('''CREATE TABLE cells AS
    SELECT area, period, measure, sex, age_from, age_to, nationality, any_value(value) AS value,
           any_value(sign) AS sign, count(*) AS n
    FROM read_csv(?, delim = ';', header = true, decimal_separator = ',', columns = {
        'area': 'VARCHAR', 'period': 'SMALLINT', 'measure': 'VARCHAR', 'sex': 'VARCHAR',
        'age_from': 'TINYINT', 'age_to': 'TINYINT', 'nationality': 'VARCHAR',
        'value': 'DOUBLE', 'sign': 'VARCHAR'})
    GROUP BY ALL''', [sys.argv[1]])
took = time.process_time() - start
cells, = db.execute("SELECT count(*) FROM cells").fetchone()
print("%.4f s %d rows %d cells" % (took, cells, cells))
"""


def call(*words):
    """Seconds, rows, cells, bytes: the numbers that a run prints."""
    out = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return [float(word) for word in out[::2]]


def read(folder):
    return call(PROGRAM, "read", folder)


def libcsv(folder):
    return call(PROGRAM, "libcsv", folder)


def duckdb(folder):
    return call(sys.executable, "-c", DUCKDB, os.path.join(folder, "data/rows.csv"))


def compare(folder, name, other, pairs):
    both = [(read(folder), other(folder)) for _ in range(pairs)]
    ours, theirs = ([run[k][0] for run in both] for k in (0, 1))
    ratio = statistics.median(a / b for a, b in zip(ours, theirs))
    print("ratio to %-28s %5.2f   (least: %.2f s against %.2f s; %d pairs)"
          % (name, ratio, min(ours), min(theirs), pairs), flush=True)
    assert len(both[0][1]) < 3 or both[0][0][2] == both[0][1][2], "other cells than " + name


def grow(folder):
    print("%10s %8s %10s %12s %14s" % ("rows", "MB", "seconds", "ns a row", "bytes a cell"))
    for rows in (ROWS // 10, ROWS // 5, ROWS // 2, ROWS):
        call(PROGRAM, "make", folder, str(rows))
        seconds, read_rows, cells, held = min(read(folder) for _ in range(3))
        size = os.path.getsize(os.path.join(folder, "data/rows.csv"))
        assert read_rows == rows and cells == rows
        print("%10d %8.0f %10.2f %12.0f %14.1f"
              % (rows, size / 1e6, seconds, 1e9 * seconds / rows, held / cells), flush=True)


def leave_out(folder):
    call(PROGRAM, "few", folder)
    seconds, rows, cells, held = min(read(folder) for _ in range(3))
    print("two areas in areas.xml: %.2f s, %d of %d rows kept, %.1f MB"
          % (seconds, cells, rows, held / 1e6))


with tempfile.TemporaryDirectory() as work:
    grow(work)
    compare(work, "libcsv, empty callbacks:", libcsv, PAIRS)
    if importlib.util.find_spec("duckdb") is not None:
        compare(work, "DuckDB, one thread:", duckdb, min(PAIRS, 3))
    else:
        print("ratio to DuckDB: not measured, as the Python package duckdb is not installed")
    leave_out(work)
