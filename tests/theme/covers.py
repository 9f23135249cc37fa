"""Covers on pages of other sizes. Called by run.sh: covers.py PROGRAM TEMPLATES WIDTH HEIGHT
INNER OUTER BOTTOM. The covers of the volume, of a place with a short name and of those with the
longest names and words show what they show on A4 (the shipped templates), in the same order;
all of it stands between the margins and above the foot, nothing over another text and nothing
over the map but the names in it; names are whole words; and the map is there. Then faults are
planted, each of which must be found. Lengths [pt]."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "quality"))
import page_list  # noqa: E402

ROOM = 0.01
NAME = 15  # what is larger is title or name


class Fault(Exception):
    pass


def dump(program, key, *options):
    done = subprocess.run([program, "dump", "pages", key, *options], capture_output=True,
                          check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    return first_page(done.stdout.decode())


def first_page(text):
    """The list as if there were no more pages: the others take long to read."""
    head, *pages = re.split(r"^(?=page \d)", text, flags=re.M)
    return re.sub(r"^pages \d+", "pages 1", head) + pages[0]


def in_figure(t):
    return t.element.inside("Figure") is not None


def read(text):
    """The first page and the box of its map."""
    doc = page_list.read(text)
    page = doc.pages[0]
    boxes = [e.box for e in doc.elements if e.role == "Figure" and e.box and e.box[0] == page.number]
    return page, boxes


def letters(page):
    """What is read of the titles, whichever way they are set in lines."""
    return "".join(t.text[:-1] if parted(t) else t.text for t in page.texts
                   if not in_figure(t)).replace(" ", "")


def parted(t):
    return " hyphen" in f" {t.marks}"


def overlap(a, b):
    return (min(a.right, b.right) - max(a.x, b.x) > ROOM
            and min(a.bottom, b.bottom) - max(a.top, b.top) > ROOM)


def check(text, usual, size):
    width, height, inner, outer, bottom = size
    page, boxes = read(text)
    side = (inner + outer) / 2
    if (page.width, page.height) != (width, height):
        raise Fault(f"the page is {page.width} by {page.height}")
    if letters(page) != letters(usual):
        raise Fault(f"{letters(page)} for {letters(usual)}")
    if len(boxes) != 1 or min(boxes[0][3:]) < 80:
        raise Fault(f"maps: {boxes}")
    _, x, y, w, h = boxes[0]
    if x < side - ROOM or x + w > width - side + ROOM or y < 0 or y + h > bottom:
        raise Fault(f"the map is at {boxes[0]}")
    for t in page.texts:
        if t.x < side - t.size / 2 or t.right > width - side + t.size / 2 or t.top < 10:
            raise Fault(f"{t.text!r} runs over a margin")
        if t.bottom > height - 10:
            raise Fault(f"{t.text!r} runs over the foot")
        if parted(t) and t.size > NAME:
            raise Fault(f"{t.text!r} is parted")
        over_map = t.x < x + w and t.right > x and t.top < y + h and t.bottom > y
        if over_map and not in_figure(t):
            raise Fault(f"{t.text!r} lies over the map")
        if in_figure(t) and (t.x < x - ROOM or t.right > x + w + ROOM):
            raise Fault(f"{t.text!r} stands beside the map")
    for i, t in enumerate(page.texts):
        for other in page.texts[:i]:
            if overlap(t, other):
                raise Fault(f"{t.text!r} lies over {other.text!r}")


def faults(text):
    """The title of the cover left out, moved sideways, up, down, onto the map; parted."""
    line = re.findall(r"^  text e[1-9].*$", text, re.M)[2]
    head, x, y, rest = re.match(r"^(  text e\d+ )(\S+) (\S+) (.*)$", line).groups()
    box = re.search(r"box p?(\d+) (\S+) (\S+) (\S+) (\S+)", text)
    _, bx, by, bw, bh = (float(n) for n in box.groups())
    moved = {"left out": None, "moved left": (10, y), "moved up": (x, 5),
             "moved to the foot": (x, 5000), "on the map": (bx + 1, by + bh / 2),
             "moved to the line below": (x, float(y) + 40)}
    for name, to in moved.items():
        yield name, text.replace(line + "\n", "" if to is None else
                                 f"{head}{to[0]} {to[1]} {rest}\n", 1)
    yield "parted", text.replace(line, line.replace(' "', ' hyphen "', 1), 1)


def main():
    program, templates, *size = sys.argv[1:]
    size = [float(n) for n in size]
    listed = subprocess.run([program, "list"], capture_output=True, text=True, check=False).stdout
    names = re.findall(r"^  (08116\d{3}) +(.*)$", listed, re.M)
    if len(names) != 44:
        sys.exit(f"{len(names)} municipalities")
    by_length = [key for key, name in sorted(names, key=lambda n: len(n[1]))]
    by_word = [key for key, name in sorted(names, key=lambda n: max(map(len, n[1].split())))]
    for key in ["08116", by_length[0], *by_length[-3:], *by_word[-2:]]:
        usual, _ = read(dump(program, key))
        text = dump(program, key, "--templates", templates)
        try:
            check(text, usual, size)
        except Fault as fault:
            sys.exit(f"{key}: {fault}")
    for name, wrong in faults(text):
        try:
            check(wrong, usual, size)
        except Fault:
            continue
        sys.exit(f"not found: {name}")


main()
