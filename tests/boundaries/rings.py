"""Are the areas of a boundaries.xml those of a GeoJSON file in metres, ring by ring and point by
point? Call: rings.py IN.geojson boundaries.xml. Prints the number of points in rings."""
import json
import sys
import xml.etree.ElementTree as xml


def canonical(ring):
    """The same for every start and both directions; a closing point is left out."""
    ring = [tuple(p[:2]) for p in ring]
    ring = ring[:-1] if ring[0] == ring[-1] else ring
    forms = []
    for way in (ring, ring[::-1]):
        least = way.index(min(way))
        forms.append(tuple(way[least:] + way[:least]))
    return min(forms)


def delivered(path):
    areas = {}
    with open(path, encoding="utf-8") as f:
        for feature in json.load(f)["features"]:
            p, g = feature["properties"], feature["geometry"]
            key = p.get("AGS") or p["ARS"][:5] + p["ARS"][9:]
            for polygon in [g["coordinates"]] if g["type"] == "Polygon" else g["coordinates"]:
                areas.setdefault(key, []).extend(canonical(ring) for ring in polygon)
    return {key: sorted(rings) for key, rings in areas.items()}


def written(path):
    root = xml.parse(path).getroot()
    arcs = []
    for arc in root.iter("arc"):
        n = [int(word) for word in arc.text.split()]
        points = [(sum(n[0:i + 1:2]), sum(n[1:i + 2:2])) for i in range(0, len(n), 2)]
        arcs.append(points + points[:1] if arc.get("closed") else points)
    areas = {}
    for area in root.iter("area"):
        for ring in area.iter("ring"):
            points = []
            for number in map(int, ring.get("arcs").split()):
                arc = arcs[abs(number) - 1] if number > 0 else arcs[-number - 1][::-1]
                assert not points or points[-1] == arc[0], "arcs do not meet"
                points += arc if not points else arc[1:]
            assert points[0] == points[-1], "a ring is open"
            areas.setdefault(area.get("key"), []).append(canonical(points))
    return {key: sorted(rings) for key, rings in areas.items()}


def main():
    wanted, found = delivered(sys.argv[1]), written(sys.argv[2])
    for key in sorted(wanted.keys() | found.keys()):
        if wanted.get(key) != found.get(key):
            sys.exit(f"{key}: {found.get(key)} instead of {wanted.get(key)}")
    print(sum(len(ring) for rings in found.values() for ring in rings))


main()
