#!/usr/bin/env python3
"""areas.xml of all of Germany from the register of municipalities (GV100AD, fixed width).

Call: germany.py GV100AD > areas.xml. Positions are those of the publisher's description of the
records ("Datensatzbeschreibung GV100AD"): 1-2 kind of record, 3-10 date, 11-18 key, 19-22
association, 23-72 name, 123-124 kind of area, 129-139 hectares.
"""
import sys
from xml.sax.saxutils import quoteattr

KINDS = {"41": "Kreisfreie Stadt", "42": "Stadtkreis", "43": "Kreis", "44": "Landkreis",
         "45": "Regionalverband", "60": "Markt", "61": "Kreisfreie Stadt", "62": "Stadtkreis",
         "63": "Stadt", "64": "Gemeinde", "67": "Große Kreisstadt"}
DISTRICT = "08116"


def records(path):
    with open(path, encoding="utf-8-sig") as file:
        for line in file:
            yield {"record": line[0:2], "date": line[2:10], "key": line[10:18].strip(),
                   "association": line[18:22].strip(), "name": line[22:72].strip(),
                   "kind": line[122:124], "ha": line[128:139].strip()}


def element(area, kind, indent, more=""):
    designation = KINDS.get(area["kind"])
    if designation is not None:
        more += f' designation="{designation}"'
    if area["ha"].isdigit() and int(area["ha"]) > 0:
        more += f' ha="{int(area["ha"])}"'
    name = quoteattr(" ".join(area["name"].split()))
    return f'{" " * indent}<area key="{area["key"]}" kind="{kind}" name={name}{more}'


def main():
    laender, kreise, gemeinden, date = [], {}, {}, ""
    for area in records(sys.argv[1]):
        key, date = area["key"], area["date"] if area["date"].isdigit() else date
        if area["record"] == "10":
            laender.append(area)
        elif area["record"] == "40":
            kreise.setdefault(key[:2], []).append(area)
        elif area["record"] == "60":
            gemeinden.setdefault(key[:5], []).append(area)
    print('<?xml version="1.0" encoding="UTF-8"?>')
    print(f'<areas district="{DISTRICT}" date="{date[:4]}-{date[4:6]}-{date[6:]}">')
    print('<area key="DG" kind="bund" name="Deutschland">')
    for land in laender:
        print(element(land, "land", 1) + ">")
        for kreis in kreise[land["key"]]:
            print(element(kreis, "kreis", 2) + ">")
            for area in gemeinden[kreis["key"]]:
                key = area["key"]
                ars = key[:5] + area["association"].rjust(4, "0") + key[5:]
                print(element(area, "gemeinde", 3, f' ars="{ars}"') + "/>")
            print("  </area>")
        print(" </area>")
    print("</area>\n</areas>")


main()
