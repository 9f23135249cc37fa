"""Polygons of a GeoJSON file as a Shapefile, by the ESRI Shapefile Technical Description (1998)
and the dBASE III table format. Call: shapefile.py IN.geojson OUT.shp."""
import json
import struct
import sys

POLYGON = 5
HEAD = 100  # bytes of the head of .shp and .shx


def signed_area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:]))


def rings_of(geometry):
    """Outer rings run clockwise, holes the other way: the reverse of GeoJSON."""
    parts = geometry["coordinates"]
    for polygon in [parts] if geometry["type"] == "Polygon" else parts:
        for n, ring in enumerate(polygon):
            clockwise = signed_area(ring) < 0
            yield ring if clockwise == (n == 0) else ring[::-1]


def frame(points):
    x, y = [p[0] for p in points], [p[1] for p in points]
    return struct.pack("<4d", min(x), min(y), max(x), max(y))


def record(rings):
    points = [p for ring in rings for p in ring]
    starts = [sum(len(r) for r in rings[:n]) for n in range(len(rings))]
    return (struct.pack("<i", POLYGON) + frame(points) +
            struct.pack(f"<2i{len(rings)}i", len(rings), len(points), *starts) +
            b"".join(struct.pack("<2d", *p[:2]) for p in points))


def head(length, points):
    """Lengths are counted in words of 16 bits, big-endian; the rest is little-endian."""
    return (struct.pack(">7i", 9994, 0, 0, 0, 0, 0, length // 2) +
            struct.pack("<2i", 1000, POLYGON) + frame(points) + struct.pack("<4d", 0, 0, 0, 0))


def write_shapes(path, shapes):
    body, index = b"", b""
    for n, rings in enumerate(shapes, 1):
        content = record(rings)
        index += struct.pack(">2i", (HEAD + len(body)) // 2, len(content) // 2)
        body += struct.pack(">2i", n, len(content) // 2) + content
    points = [p for rings in shapes for ring in rings for p in ring]
    for name, data in ((path, body), (path[:-1] + "x", index)):
        with open(name, "wb") as f:
            f.write(head(HEAD + len(data), points) + data)


def write_table(path, rows):
    """Texts of the properties; what has no value in a row is blank."""
    names = sorted({k for row in rows for k, v in row.items() if isinstance(v, str)})
    widths = {k: max(len(str(row.get(k) or "").encode("latin-1", "replace")) for row in rows) or 1
              for k in names}
    length = 1 + sum(widths.values())
    with open(path, "wb") as f:
        f.write(struct.pack("<4BI2H20x", 3, 113, 12, 31, len(rows), 33 + 32 * len(names), length))
        for k in names:
            f.write(struct.pack("<11sc4xBB14x", k[:10].upper().encode(), b"C", widths[k], 0))
        f.write(b"\r")
        for row in rows:
            f.write(b" " + b"".join(str(row.get(k) or "").encode("latin-1", "replace")
                                    .ljust(widths[k]) for k in names))
        f.write(b"\x1a")


def write(path, features, projection=None):
    """path: that of the .shp; the .prj names the projection where one is given."""
    write_shapes(path, [list(rings_of(f["geometry"])) for f in features])
    write_table(path[:-3] + "dbf", [f["properties"] for f in features])
    if projection is not None:
        with open(path[:-3] + "prj", "w", encoding="ascii") as f:
            f.write(f'PROJCS["{projection}"]')


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as geojson:
        write(sys.argv[2], json.load(geojson)["features"])
