"""The invented district of auental.geojson, each municipality in a file of its own, and the
second one in another zone. Call: single.py auental.geojson FOLDER."""
import json
import os
import sys

with open(sys.argv[1], encoding="utf-8") as f:
    WORLD = json.load(f)


def write(name, features, zone=32):
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::258{zone}"}}
    with open(os.path.join(sys.argv[2], name), "w", encoding="utf-8") as f:
        json.dump({"type": "FeatureCollection", "crs": crs, "features": features}, f, indent=1)


for n, feature in enumerate(WORLD["features"], 1):
    write(f"ort{n}.geojson", [feature])
write("zone33.geojson", [WORLD["features"][1]], 33)
