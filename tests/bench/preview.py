#!/usr/bin/env python3
"""One page of a report as a whole process, against the whole report: medians, and their ratio.

preview.py PROGRAM [RUNS]   The runs alternate, so that other work on the machine meets both.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

program, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 50


def once(words):
    start = time.perf_counter()
    child = subprocess.Popen([program, *words], stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(child.pid, 0)
    return 1e3 * (time.perf_counter() - start), 1e3 * (used.ru_utime + used.ru_stime)


with tempfile.TemporaryDirectory() as folder:
    out = ["--output", folder]
    calls = {"preview gemeinde Nürtingen 7": [], "report Nürtingen": []}
    for call in calls:
        once(call.split() + out)  # the first look checks all files
    for _ in range(runs):
        for call, times in calls.items():
            times.append(once(call.split() + out))
    medians = []
    for call, times in calls.items():
        elapsed = [t[0] for t in times]
        used = [t[1] for t in times]
        medians.append((statistics.median(elapsed), statistics.median(used)))
        print("%-32s median %6.1f ms elapsed, %6.1f ms of processor; least %6.1f and %6.1f ms"
              % (call, *medians[-1], min(elapsed), min(used)))
    print("ratio of the medians: %.2f elapsed, %.2f of processor"
          % (medians[0][0] / medians[1][0], medians[0][1] / medians[1][1]))
