#!/usr/bin/env python3
"""tables.py INPUTS OUT: areas, sources and catalogue as plain tables for R.

Base R reads no XML. This only spells out what the files say; nothing is computed.
Tab-separated, one file each: areas, members, sources, measures, bases, indicators, terms,
parts, strata. Ages are half open, 127 is the open end.
"""
import os
import sys
import xml.etree.ElementTree as ET

inputs, out = sys.argv[1:]


def ages(text):
    if text is None:
        return 0, 127
    low, high = text.split("-")
    return int(low), int(high) + 1 if high else 127


def write(name, head, rows):
    with open(os.path.join(out, name + ".tsv"), "w", encoding="utf-8") as f:
        f.write("\t".join(head) + "\n")
        for row in rows:
            f.write("\t".join(str(x) for x in row) + "\n")


def root(name):
    return ET.parse(os.path.join(inputs, name)).getroot()


areas, members = [], []


def walk(node, parent):
    areas.append((node.get("key"), node.get("kind"), parent))
    if parent:
        members.append((parent, node.get("key")))
    for child in node.findall("area"):
        walk(child, node.get("key"))


for top in root("areas.xml").findall("area"):
    walk(top, "")
for group in root("areas.xml").findall("group"):
    areas.append((group.get("key"), "group", ""))
    members += [(group.get("key"), m.get("key")) for m in group.findall("member")]
write("areas", ("key", "kind", "parent"), areas)
write("members", ("area", "member"), members)

write("sources", ("file", "raw"),
      [(f.get("path"), int(s.get("protection") == "raw"))
       for s in root("sources.xml").findall("source") for f in s.findall("file")])

catalogue = root("catalogue.xml")
write("measures", ("id", "unit", "additive"),
      [(m.get("id"), m.get("unit"), int(m.get("additive") == "yes"))
       for m in catalogue.findall("measure")])
write("bases", ("measure", "from"),
      [(m.get("id"), b.get("from")) for m in catalogue.findall("measure")
       for b in m.findall("basis")])

# Of km² or Euro: minimum numbers of persons do not apply.
amounts = {m.get("id") for m in catalogue.findall("measure") if m.get("amount") == "yes"}
indicators, terms, parts, strata = [], [], [], []
for i in catalogue.findall("indicator"):
    id = i.get("id")
    below = i.find("denominator")
    protection = i.find("protection")
    standard, estimate = i.find("standard"), i.find("estimate")
    form = "estimate" if estimate is not None else \
        standard.get("method") if standard is not None else "plain"
    least, persons = 3, 5 if form == "indirect" else 50
    if protection is not None:
        least = protection.get("min-count")
        persons = protection.get("min-denominator", 5 if form == "indirect" else 0)
    if below is not None and any(t.get("measure") in amounts for t in below.findall("term")):
        persons = 0
    indicators.append((id, i.get("level"), i.get("factor"), i.get("interval"),
                       i.get("pool", 1), int(below is not None),
                       below.get("offset", 0) if below is not None else 0, least, persons, form,
                       estimate.get("round") if estimate is not None else 1,
                       standard.get("year", 0) if standard is not None else 0))
    for side, node in (("numerator", i.find("numerator")), ("denominator", below)):
        for t in node.findall("term") if node is not None else []:
            terms.append((id, side, t.get("measure"), t.get("sex", ""),
                          t.get("nationality", ""), *ages(t.get("ages")), t.get("weight", 1),
                          t.get("stratum", 0)))
    node = i.find("parts")
    if node is not None:
        for sex in node.get("sex", "").split() or [""]:
            for a in node.get("ages", "").split() or [None]:
                parts.append((id, sex, *ages(a)))
    for node in (standard, estimate):
        for s in node.findall("stratum") if node is not None else []:
            strata.append((id, s.get("sex", ""), *ages(s.get("ages")), s.get("weight", 0)))
write("indicators", ("id", "level", "factor", "interval", "pool", "ratio", "offset", "least",
                     "persons", "form", "round", "year"), indicators)
write("terms", ("id", "side", "measure", "sex", "nationality", "from", "to", "weight",
                "stratum"), terms)
write("parts", ("id", "sex", "from", "to"), parts)
write("strata", ("id", "sex", "from", "to", "weight"), strata)
