"""What is published must not depend on the order in which anything stands: municipalities and
groups in areas.xml, measures, relations and indicators in catalogue.xml, rows of the data; nor on
whether a source comes as one file or as two.
Call: shuffled.py PROGRAM INPUTS FOLDER SEED...; prints "same" or the first lines that differ."""
import os
import random
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree


def shuffle_children(rng, parent, tags):
    """Elements of each of these names change places with each other."""
    for tag in tags:
        at = [i for i, child in enumerate(parent) if child.tag == tag]
        moved = [parent[i] for i in at]
        rng.shuffle(moved)
        for i, child in zip(at, moved):
            parent[i] = child


def shuffle_xml(rng, path):
    document = tree.parse(path)
    for element in document.iter():
        shuffle_children(rng, element, ["area", "group", "member", "measure", "indicator"])
        if element.tag == "catalogue":
            shuffle_children(rng, element, ["relation"])
        if element.tag == "relation":
            shuffle_children(rng, element, ["part"])
    document.write(path, encoding="utf-8", xml_declaration=True)


def shuffle_rows(rng, path):
    """Half of the rows become a file of their own."""
    with open(path, encoding="utf-8") as f:
        lines = f.read().splitlines()
    head = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    rows = lines[head:]
    rng.shuffle(rows)
    half = len(rows) // 2
    for name, part in ((path, rows[:half]), (second(path), rows[half:])):
        with open(name, "w", encoding="utf-8") as f:
            f.write("\n".join(lines[:head] + part) + "\n")


def second(path):
    return path[:-len(".csv")] + "-second.csv"


def name_second(path, names):
    """The second files stand beside the first ones in sources.xml."""
    with open(path, encoding="utf-8") as f:
        text = f.read()
    for name in names:
        line = f'<file path="data/{name}"/>'
        assert line in text, name
        text = text.replace(line, line + line.replace(name, second(name)))
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def tidy(path):
    with open(path, encoding="utf-8", errors="replace") as f:
        return any(line.startswith("area;period;measure") for line in f)


def field(text):
    """Sums of fractions (hectares) may differ in their last digits."""
    if "." not in text:
        return text
    try:
        return f"{float(text):.11g}"
    except ValueError:
        return text


def published(program, inputs):
    done = subprocess.run([program, "dump", "statistics", "--inputs", inputs],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode > 1 or not done.stdout:
        sys.exit(f"status {done.returncode}: {done.stderr.decode()[-300:]}")
    return sorted(";".join(map(field, line.split(";")))
                  for line in done.stdout.decode().splitlines())


def main():
    program, inputs, folder, *seeds = sys.argv[1:]
    straight = published(program, inputs)
    for seed in seeds:
        rng = random.Random(int(seed))
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(inputs, folder)
        for name in ("areas.xml", "catalogue.xml"):
            shuffle_xml(rng, os.path.join(folder, name))
        data = os.path.join(folder, "data")
        names = [n for n in sorted(os.listdir(data)) if tidy(os.path.join(data, n))]
        for name in names:
            shuffle_rows(rng, os.path.join(data, name))
        name_second(os.path.join(folder, "sources.xml"), names)
        other = published(program, folder)
        if other != straight:
            moved = sorted(set(straight) ^ set(other), key=lambda x: x.split(";")[:4])
            print(f"{len(moved)} lines differ with seed {seed}: " + " | ".join(moved[:4]))
            return 1
    print(f"same: {len(straight)} lines, {len(seeds)} orders")
    return 0


sys.exit(main())
