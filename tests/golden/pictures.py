"""Pages of a PDF against small pictures of them.

pictures.py compare PDF FOLDER NAME WORK   FOLDER/NAME-<page>.png against the pages
pictures.py rewrite PDF FOLDER NAME WORK   makes these pictures
pictures.py faults PDF WORK                planted faults are found, another renderer is not

Prints "ok ..." and "not ok ..." per page. Pictures are RGB at DPI, so small that letters are
grey stripes; they are drawn FINE times larger and reduced, since at this size every renderer
rounds in its own way. Differences are taken within squares and strips (see there). Another
renderer (cairo for splash) differs by up to 18 there, a rule of 0.75 pt that is missing, a
block that moved by 6 pt or a field's colour that turned grey by 25 and more: LIMIT is between.

Only Python's own library: PNG (W3C, 2003) is written and read here."""
import glob
import itertools
import os
import struct
import subprocess
import sys
import zlib

DPI = 36
FINE = 4     # times finer is what is drawn, so that edges and places of letters are exact
TILE = 6     # [pixels] side of a square: 12 pt, a line of text
LENGTH = 24  # [pixels] of a strip: 48 pt
LIMIT = 20   # [0..255] of a colour within a square or strip
MM = 25.4 / DPI


class Picture:
    __slots__ = ("width", "height", "rows")

    def __init__(self, width, height, rows):
        self.width, self.height, self.rows = width, height, rows  # rows: bytes, RGB


def read_ppm(path):
    with open(path, "rb") as f:
        data = f.read()
    head = data.split(b"\n", 3)
    magic, (width, height), depth, pixels = (head[0], map(int, head[1].split()), head[2], head[3])
    if magic != b"P6" or depth != b"255":
        raise ValueError(path)
    return Picture(width, height, [pixels[i * width * 3:(i + 1) * width * 3]
                                   for i in range(height)])


def paeth(a, b, c):
    p = a + b - c
    pa, pb, pc = abs(p - a), abs(p - b), abs(p - c)
    return a if pa <= pb and pa <= pc else b if pb <= pc else c


def unfilter(kind, line, above, step):
    if kind == 0:
        return line
    if kind == 2:
        return bytes([(x + b) & 255 for x, b in zip(line, above)])
    out = bytearray(len(line))
    for i, x in enumerate(line):
        a = out[i - step] if i >= step else 0
        c = above[i - step] if i >= step else 0
        out[i] = (x + (a if kind == 1 else (a + above[i]) // 2 if kind == 3
                       else paeth(a, above[i], c))) & 255
    return bytes(out)


def read_png(path):
    with open(path, "rb") as f:
        data = f.read()
    at, body = 8, []
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        chunk = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, laced = struct.unpack(">IIBBBBB", chunk)
        elif kind == b"IDAT":
            body.append(chunk)
        at += length + 12
    if data[:8] != b"\x89PNG\r\n\x1a\n" or (depth, laced) != (8, 0) or colour not in (2, 6):
        raise ValueError(f"{path}: not an RGB picture of 8 bits")
    step = 3 if colour == 2 else 4
    raw, stride = zlib.decompress(b"".join(body)), step * width
    rows, above = [], bytes(stride)
    for y in range(height):
        start = y * (stride + 1)
        above = unfilter(raw[start], raw[start + 1:start + 1 + stride], above, step)
        rows.append(above if step == 3 else
                    bytes(v for i, v in enumerate(above) if i % 4 != 3))
    return Picture(width, height, rows)


def write_png(path, picture):
    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(
            ">I", zlib.crc32(kind + body))
    raw, above = bytearray(), bytes(picture.width * 3)
    for row in picture.rows:
        raw += b"\2" + bytes([(x - b) & 255 for x, b in zip(row, above)])
        above = row
    with open(path, "wb") as f:
        f.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
            ">IIBBBBB", picture.width, picture.height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(bytes(raw), 9)) + chunk(b"IEND", b""))


def reduced(picture):
    """One pixel for FINE x FINE: their mean."""
    rows = []
    for y in range(0, picture.height - FINE + 1, FINE):
        sums = [sum(v) for v in zip(*picture.rows[y:y + FINE])]
        colours = []
        for k in range(3):
            line = sums[k::3]
            end = len(line) // FINE * FINE
            parts = zip(*(line[i:end:FINE] for i in range(FINE)))
            colours.append([sum(v) // (FINE * FINE) for v in parts])
        rows.append(bytes(v for rgb in zip(*colours) for v in rgb))
    return Picture(len(rows[0]) // 3, len(rows), rows)


def render(pdf, work, tool="pdftoppm"):
    """The pages in order."""
    prefix = os.path.join(work, "page")
    kind = ["-png"] if tool == "pdftocairo" else []
    subprocess.run([tool, "-r", str(DPI * FINE), *kind, pdf, prefix], check=True)
    pages = []
    for path in sorted(glob.glob(prefix + "-*")):
        pages.append(reduced(read_png(path) if kind else read_ppm(path)))
        os.remove(path)
    return pages


def blurred(picture):
    """Sums of 3 x 3, per colour, without the outermost pixels."""
    across = [[a + b + c for a, b, c in zip(row, row[3:], row[6:])] for row in picture.rows]
    return [[a + b + c for a, b, c in zip(*rows)]
            for rows in zip(across, across[1:], across[2:])]


def squares(a, b):
    """(mean of the differences, box) of the squares over LIMIT: ink that is elsewhere or has
    another colour."""
    rows = [[abs(p - q) for p, q in zip(*pair)] for pair in zip(blurred(a), blurred(b))]
    return windows(rows, TILE, TILE, 9)


def strips(a, b):
    """(difference of the means, box) of the strips over LIMIT: a rule less or more, which is
    too thin for squares. Ink that is spread another way counts nothing here."""
    rows = [[p - q for p, q in zip(*pair)] for pair in zip(a.rows, b.rows)]
    yield from windows(rows, LENGTH, 3, 1)
    turned = []
    for x in range(a.width):
        turned.append([v for row in rows for v in row[3 * x:3 * x + 3]])
    for mean, (x, y, w, h) in windows(turned, LENGTH, 3, 1):
        yield mean, (y, x, h, w)


def windows(rows, width, height, scale):
    for y in range(0, len(rows) - height + 1):
        sums = [sum(v) for v in zip(*rows[y:y + height])]
        if max(sums) - min(sums) == 0:
            continue
        for k in range(3):
            ends = [0, *itertools.accumulate(sums[k::3])]
            for x in range(0, len(ends) - width, width // 3):
                mean = abs(ends[x + width] - ends[x]) / (width * height * scale)
                if mean > LIMIT:
                    yield mean, (x, y, width, height)


def differences(a, b):
    return [*squares(a, b), *strips(a, b)]


def place(found):
    """The box around all squares, in mm from the top left of the page."""
    boxes = [box for _, box in found]
    return "{:.0f}-{:.0f} mm from the left, {:.0f}-{:.0f} mm from the top".format(
        min(x for x, _, _, _ in boxes) * MM, max(x + w for x, _, w, _ in boxes) * MM,
        min(y for _, y, _, _ in boxes) * MM, max(y + h for _, y, _, h in boxes) * MM)


def side_by_side(path, wanted, there):
    """Expected, found, and where they differ (dark)."""
    rows = []
    for a, b in zip(wanted.rows, there.rows):
        third = bytes(255 - max(abs(p - q) for p, q in zip(a[i:i + 3], b[i:i + 3]))
                      for i in range(0, min(len(a), len(b)), 3) for _ in range(3))
        rows.append(a + b"\xc0" * 12 + b + b"\xc0" * 12 + third)
    write_png(path, Picture(len(rows[0]) // 3, len(rows), rows))


def compare(pages, folder, name, work):
    known = sorted(glob.glob(os.path.join(folder, name + "-*.png")))
    if len(known) != len(pages) or not pages:
        print(f"not ok picture {name}: {len(pages)} pages, {len(known)} pictures in {folder}")
        return
    for n, (path, there) in enumerate(zip(known, pages), 1):
        wanted = read_png(path)
        if (wanted.width, wanted.height) != (there.width, there.height):
            print(f"not ok picture {name} page {n}: {there.width} x {there.height} pixels "
                  f"instead of {wanted.width} x {wanted.height}")
            continue
        found = differences(wanted, there)
        if not found:
            print(f"ok picture {name} page {n}")
            continue
        shown = os.path.join(work, f"{name}-{n}-differs.png")
        side_by_side(shown, wanted, there)
        print(f"not ok picture {name} page {n}: differs {place(found)} "
              f"(by {max(found)[0]:.0f}, {LIMIT:.0f} is allowed); see {shown}")


# --- planted faults ----------------------------------------------------------------------------

def changed(picture, box, change):
    """A copy with the pixels of a box (x0, y0, x1, y1) changed by a function of (r, g, b)."""
    x0, y0, x1, y1 = box
    rows = list(picture.rows)
    for y in range(y0, y1):
        row = bytearray(rows[y])
        for x in range(x0, x1):
            row[3 * x:3 * x + 3] = bytes(change(tuple(row[3 * x:3 * x + 3])))
        rows[y] = bytes(row)
    return Picture(picture.width, picture.height, rows)


def moved(picture, box, dx, dy):
    """A copy with a box moved, white where it stood."""
    x0, y0, x1, y1 = box
    parts = [picture.rows[y][3 * x0:3 * x1] for y in range(y0, y1)]
    out = [bytearray(row) for row in picture.rows]
    for y in range(y0, y1):
        out[y][3 * x0:3 * x1] = b"\xff" * (3 * (x1 - x0))
    for y, part in zip(range(y0 + dy, y1 + dy), parts):
        out[y][3 * (x0 + dx):3 * (x1 + dx)] = part
    return Picture(picture.width, picture.height, [bytes(row) for row in out])


def inked_rows(picture):
    """Runs (from, to) of rows with ink: lines of text, rules, charts."""
    runs, start = [], None
    for y, row in enumerate(picture.rows):
        ink = min(row) < 0xC0
        if ink and start is None:
            start = y
        elif not ink and start is not None:
            runs.append((start, y))
            start = None
    return runs


def grey(rgb):
    v = (rgb[0] * 3 + rgb[1] * 6 + rgb[2]) // 10
    return v, v, v


def planted(pages):
    """(name, page number, changed page)"""
    for n, page in enumerate(pages, 1):
        runs = inked_rows(page)
        width, whole = page.width, (0, 0, page.width, page.height)
        text = next(r for r in runs[2:] if r[1] - r[0] >= 3)
        line = (0, text[0], width, text[1])
        tall = max(runs, key=lambda r: r[1] - r[0])
        block = (0, tall[0], width, tall[1])
        yield "a line of text is lost", n, changed(page, line, lambda rgb: (255, 255, 255))
        yield "all moved 7 pt down", n, moved(page, (0, 0, width, page.height - 4), 0, 4)
        yield "a block moved 6 pt down", n, moved(page, block, 0, 3)
        yield "a block moved 6 pt right", n, moved(
            page, (0, tall[0], width - 3, tall[1]), 3, 0)
        if n > 1:
            yield "the colour is lost", n, changed(page, whole, grey)
        else:
            yield "red and blue are exchanged", n, changed(page, whole, lambda rgb: rgb[::-1])
        rule = (width // 4, page.height // 2, width * 3 // 4, page.height // 2 + 1)
        yield "a rule of 0.75 pt more", n, changed(
            page, rule, lambda rgb: tuple(v * 2 // 3 for v in rgb))


def faults(pdf, work):
    pages = render(pdf, work)
    missed = [f"page {n}: {name}" for name, n, page in planted(pages)
              if not differences(pages[n - 1], page)]
    if missed or not pages:
        print(f"not ok planted pictures: not found: {'; '.join(missed)}")
    else:
        print("ok planted pictures: lost lines and colours, moved blocks are found")
    other = render(pdf, work, "pdftocairo")
    wrong = [f"page {n} {place(found)}" for n, found in enumerate(map(differences, pages, other), 1)
             if found]
    if wrong or len(other) != len(pages):
        print(f"not ok pictures by another renderer: {'; '.join(wrong)}")
    else:
        print("ok pictures by another renderer are taken as the same")


def main():
    what, pdf = sys.argv[1:3]
    if what == "faults":
        faults(pdf, sys.argv[3])
        return
    folder, name, work = sys.argv[3:]
    pages = render(pdf, work)
    if what == "rewrite":
        for old in glob.glob(os.path.join(folder, name + "-*.png")):
            os.remove(old)
        for n, page in enumerate(pages, 1):
            write_png(os.path.join(folder, f"{name}-{n:02}.png"), page)
        print(f"ok pictures {name} (rewritten)")
    else:
        compare(pages, folder, name, work)


if __name__ == "__main__":
    main()
