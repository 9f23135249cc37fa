"""A copy of the shipped inputs and templates with three made-up planning regions (every third
municipality) and a report that prints all figures of one year, theirs too. Only reports of the
district are made: what those of the municipalities show stands in them as well.
Call: regions.py FOLDER"""
import os
import shutil
import sys
import xml.etree.ElementTree as ET

YEAR = 2016
TEMPLATE = f"""<?xml version="1.0" encoding="UTF-8"?>
<report volume="Probe" title="Probe" for="landkreis" subject="Alle Zahlen">
<section title="Zahlen">
<for-each select="indicators()" as="i">
<p>@{{$i/@id}};{YEAR};0|{{value($i/@id, $kreis, {YEAR})}}|<for-each select="$gemeinden" as="g"
>{{value($i/@id, $g, {YEAR})}}|</for-each><for-each select="areas('group')" as="g"
>{{value($i/@id, $g, {YEAR})}}|</for-each>#</p>
</for-each>
</section></report>
"""
REPORT = '<report template="probe.xml" for="kreis" file="Probe_{key}"/>'


def insert(path, end, text):
    with open(path, encoding="utf-8") as f:
        whole = f.read()
    with open(path, "w", encoding="utf-8") as f:
        f.write(whole.replace(end, text + end))


def main():
    folder = sys.argv[1]
    inputs, templates = os.path.join(folder, "inputs"), os.path.join(folder, "templates")
    shutil.copytree("inputs", inputs)
    shutil.copytree("templates", templates)
    areas = os.path.join(inputs, "areas.xml")
    places = [a.get("key") for a in ET.parse(areas).getroot().iter("area")
              if a.get("kind") == "gemeinde"]
    groups = "".join(f'<group key="R{i}" name="Planungsraum {i}">'
                     + "".join(f'<member key="{p}"/>' for p in places[i::3]) + "</group>\n"
                     for i in range(3))
    insert(areas, "</areas>", groups)
    edition = os.path.join(inputs, "edition.xml")
    insert(edition, "</edition>", REPORT)
    with open(edition, encoding="utf-8") as f:
        lines = [line for line in f if 'for="gemeinde"' not in line]
    with open(edition, "w", encoding="utf-8") as f:
        f.writelines(lines)
    with open(os.path.join(templates, "probe.xml"), "w", encoding="utf-8") as f:
        f.write(TEMPLATE)


main()
