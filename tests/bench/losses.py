"""What is lost to disclosure control: figures of the shipped inputs and of invented districts
(tests/attack/world.py), beside what a naive method would hide (audit.h); and how many tables cannot
be protected at all.
Call: losses.py PROGRAM INPUTS WORK SEED..."""
import json
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "../attack"))
import world  # noqa: E402


def audit(program, inputs):
    done = subprocess.run([program, "audit", "--inputs", inputs, "--format", "json"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    return json.loads(done.stdout)


def line(name, figures, hidden, beside, naive, tables):
    print(f"{name:<20}{figures:>9}{hidden:>9}{beside:>9}{naive:>9}  {tables}")


def main():
    program, inputs, work, *seeds = sys.argv[1:]
    line("", "figures", "hidden", "beside", "naively", "tables, not to be protected")
    losses = audit(program, inputs)["verlust"]
    line("shipped inputs", *losses.values(), "")
    for seed in seeds:
        folder = os.path.join(work, f"world{seed}")
        made = world.World(int(seed), 40, 20)
        made.write(folder)
        shutil.copy("tests/golden/inputs/agenda.xml", os.path.join(folder, "inputs"))
        told = audit(program, os.path.join(folder, "inputs"))
        bare = {(c["fallzahl"], c["jahr"]) for c in told["geheim"] if not c["ausreichend"]}
        line(f"district {seed}", *told["verlust"].values(),
             f"{len(made.measures) * len(made.years)}, {len(bare)}")


main()
