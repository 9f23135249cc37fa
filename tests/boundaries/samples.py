"""The invented district of auental.geojson in other forms and with faults, as files of a folder.
Call: samples.py auental.geojson FOLDER."""
import json
import os
import sys

import shapefile

UTM32 = "ETRS_1989_UTM_Zone_32N"


def rings(world, number):
    g = world["features"][number - 1]["geometry"]
    return [r for p in ([g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"])
            for r in p]


def points(world):
    return [p for n in range(1, 5) for r in rings(world, n) for p in r]


# Other forms of the same district

def backwards(world):
    world["features"].reverse()
    for n in range(1, 5):
        for ring in rings(world, n):
            ring.reverse()


def with_zone(world):
    """The number of the zone before the easting, and no name of the system."""
    del world["crs"]
    for p in points(world):
        p[0] += 32000000


def with_heights(world):
    for p in points(world):
        p.append(312.5)


def with_others(world):
    world["features"].insert(0, {"type": "Feature", "properties": {"AGS": "08998001"},
                                 "geometry": {"type": "Point", "coordinates": [0, 0]}})
    world["features"].insert(3, {"type": "Feature", "properties": None, "geometry": None})


# Faults

def crossing(world):
    ring = rings(world, 2)[0]
    ring[1], ring[2] = ring[2], ring[1]


def crossing_hole(world):
    rings(world, 3)[1][2][0] -= 3000


def zero_point(world):
    rings(world, 2)[0][2][:] = [0, 0]


def far_point(world):
    rings(world, 4)[0][2][1] += 4000000


def huge_number(world):
    rings(world, 1)[0][1][0] = 1e300


def degrees_among_metres(world):
    for p in rings(world, 4)[0]:
        p[:] = [p[0] / 56000, p[1] / 110500]


def empty_ring(world):
    for p in rings(world, 2)[0]:
        p[:] = [513000, 5370000]


def two_points(world):
    del rings(world, 1)[0][2:]


def no_numbers(world):
    rings(world, 1)[0][2][1] = "5372000"


def twice(world):
    world["features"].append(world["features"][1])


def wrong_axes(world):
    """Degrees, the latitude first."""
    del world["crs"]
    for p in points(world):
        p[:] = [48.5 + (p[1] - 5370000) / 111000, 9.1 + (p[0] - 505000) / 74000]


def other_system(world):
    """Gauss-Krüger, zone 3."""
    del world["crs"]
    for p in points(world):
        p[0] += 3000000


def other_name(world):
    world["crs"]["properties"]["name"] = "urn:ogc:def:crs:EPSG::3857"


def one_missing(world):
    del world["features"][0]


def other_keys(world):
    for feature in world["features"]:
        feature["properties"] = {"AGS": "07" + feature["properties"].get("AGS", "")[2:]}


def no_keys(world):
    for feature in world["features"]:
        del feature["properties"]["AGS" if "AGS" in feature["properties"] else "ARS"]


def no_list(world):
    world["objects"] = world.pop("features")


FORMS = [backwards, with_zone, with_heights, with_others]
FAULTS = [crossing, crossing_hole, zero_point, far_point, huge_number, degrees_among_metres,
          empty_ring, two_points, no_numbers, twice, wrong_axes, other_system, other_name,
          one_missing, other_keys, no_keys, no_list]
# Those that a Shapefile can have as well
SHAPES = [crossing, zero_point, empty_ring, twice, one_missing, other_keys, no_keys]


def write(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def main():
    source, folder = sys.argv[1:]
    with open(source, encoding="utf-8") as f:
        text = f.read()

    def path(name):
        return os.path.join(folder, name)
    for change in FORMS + FAULTS:
        world = json.loads(text)
        change(world)
        write(path(change.__name__ + ".geojson"), json.dumps(world, indent=1))
        if change in SHAPES:
            shapefile.write(path(change.__name__ + ".shp"), world["features"], UTM32)
    world = json.loads(text)["features"]
    write(path("bom.geojson"), "\ufeff" + text)
    write(path("nothing.geojson"), "")
    write(path("cut.geojson"), text[:700])
    write(path("bytes.geojson"), "\0\1\2")
    shapefile.write(path("whole.shp"), world, UTM32)
    shapefile.write(path("nameless.shp"), world)
    shapefile.write(path("mercator.shp"), world, "WGS_1984_Web_Mercator_Auxiliary_Sphere")
    shapefile.write(path("rows.shp"), world, UTM32)
    shapefile.write_table(path("rows.dbf"), [f["properties"] for f in world[:2]])
    for part, lengths in {"shp": ("absent", 0, 60, 110, 500), "shx": ("absent", 0, 60, 110),
                          "dbf": ("absent", 0, 20, 110, 200)}.items():
        for length in lengths:
            name = path(f"{part}-{length}.")
            shapefile.write(name + "shp", world, UTM32)
            if length == "absent":
                os.remove(name + part)
            else:
                os.truncate(name + part, length)


main()
