"""Reads the text of `sozialbericht dump pages`: elements, pages, operations. Lengths in pt,
y downwards from the top of the page. A line that is not understood is an error: a rule that
does not see a page must not find it in order."""
import json
import re

LINE = re.compile(r'(\w+) ?(.*)')
TEXT = re.compile(r'e(\d+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\w+) (-?[\d.]+)'
                  r'(?: rgb #(\w{6}))?(.*?)"((?:[^"\\]|\\.)*)"$')
ELEMENT = re.compile(r'(\d+) (\w+) in (\d+)(.*)')
BOX = re.compile(r' box p(\d+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+)$')
STRING = re.compile(r' (\w+) ("(?:[^"\\]|\\.)*")')
PAGE = re.compile(r'(\d+) ([\d.]+) ([\d.]+)(?: label "(.*)")?')
COLOUR = re.compile(r' (fill|stroke) #(\w{6})(?: ([\d.]+))?')
OUTLINE = re.compile(r' [MLCZ](?= |$).*')
NUMBER = re.compile(r'-?\d[\d.]*')


class Malformed(Exception):
    pass


class Element:
    __slots__ = ("id", "role", "parent", "alt", "actual", "box", "kids")

    def __init__(self, number, role, parent):
        self.id, self.role, self.parent = number, role, parent
        self.alt = self.actual = self.box = None
        self.kids = []

    def inside(self, *roles):
        """The element itself or the nearest one around it that has one of these roles."""
        at = self
        while at is not None:
            if at.role in roles:
                return at
            at = at.parent
        return None


class Text:
    __slots__ = ("element", "x", "y", "width", "face", "size", "rgb", "marks", "text", "number",
                 "top", "bottom")

    @property
    def right(self):
        return self.x + self.width


class Path:
    __slots__ = ("element", "fill", "stroke", "line_width", "points", "curved", "parts", "number")

    def box(self):
        xs, ys = self.points[0::2], self.points[1::2]
        return min(xs), min(ys), max(xs), max(ys)


class Page:
    __slots__ = ("number", "width", "height", "label", "texts", "paths", "order")

    def __init__(self, number, width, height, label):
        self.number, self.width, self.height, self.label = number, width, height, label
        self.texts, self.paths, self.order = [], [], []


class PageList:
    def __init__(self, name):
        self.name = name
        self.title = ""
        self.mirrored = self.tables = None  # found out by the rules
        self.elements = [Element(0, "Artifact", None)]
        self.pages = []


# What a character's ink reaches above and below the baseline, in em (Lato, the text face).
CAP, XHEIGHT, ACCENT, DESCENT = 0.73, 0.52, 0.93, 0.2
LOW = set("gjpqyß,;()[]{}/|Q„‚§$µ@çşţ_¹²³")  # conservative: a sign in doubt counts as low
LOW -= set("ß¹²³")
FLAT = set("aceimnorsuvwxz")          # nothing above the x-height but the dot of the i
FLAT -= set("i")
HIGH = set("ÄÖÜÀÁÂÈÉÊÌÍÎÒÓÔÙÚÛŠČŽŘ")
MIDDLE = set("-–—·−→.…, ")            # stands between baseline and x-height


def ink(text):
    """Top and bottom of a text's ink, in em above and below the baseline."""
    letters = set(text)
    top = ACCENT if letters & HIGH else CAP
    if letters <= FLAT | MIDDLE:
        top = XHEIGHT
    return top, DESCENT if letters & LOW else 0.02


def read_text(rest):
    found = TEXT.match(rest)
    if not found:
        raise Malformed("text " + rest)
    t = Text()
    (element, x, y, width, t.face, size, t.rgb, t.marks, text) = found.groups()
    t.element, t.x, t.y = int(element), float(x), float(y)
    t.width, t.size = float(width), float(size)
    t.text = json.loads(f'"{text}"') if "\\" in text else text
    top, bottom = ink(t.text)
    t.top, t.bottom = t.y - top * t.size, t.y + bottom * t.size
    return t


def read_path(rest):
    p = Path()
    head, _, _ = rest.partition(" ")
    outline = OUTLINE.search(rest)
    if not outline or head[0] != "e":
        raise Malformed("path " + rest)
    p.element = int(head[1:])
    p.fill = p.stroke = None
    p.line_width = 0.0
    for kind, rgb, width in COLOUR.findall(rest, 0, outline.start() + 1):
        if kind == "fill":
            p.fill = rgb
        else:
            p.stroke, p.line_width = rgb, float(width or 0)
    drawn = outline.group(0)
    p.points = [float(n) for n in NUMBER.findall(drawn)]
    p.curved = "C" in drawn
    p.parts = drawn.count("M")
    if len(p.points) < 2 or len(p.points) % 2:
        raise Malformed("path " + rest)
    return p


def read_element(doc, rest):
    found = ELEMENT.match(rest)
    if not found or int(found.group(1)) != len(doc.elements):
        raise Malformed("element " + rest)
    number, role, parent, more = found.groups()
    e = Element(int(number), role, doc.elements[int(parent)] if int(parent) else None)
    if e.parent is not None:
        e.parent.kids.append(e)
    if more:
        strings = dict(STRING.findall(more))
        e.alt = json.loads(strings["alt"]) if "alt" in strings else None
        e.actual = json.loads(strings["actual"]) if "actual" in strings else None
        box = BOX.search(more)
        if box:
            e.box = (int(box.group(1)),) + tuple(float(n) for n in box.groups()[1:])
    doc.elements.append(e)


def read(text, name=""):
    doc = PageList(name)
    page = None
    announced = None
    for line in text.splitlines():
        if line.startswith("#"):  # tests explain themselves
            continue
        kind, rest = LINE.match(line.lstrip()).groups()
        if kind == "element":
            read_element(doc, rest)
        elif kind == "page":
            number, width, height, label = PAGE.match(rest).groups()
            page = Page(int(number), float(width), float(height), label or "")
            doc.pages.append(page)
        elif kind in ("text", "path"):
            op = read_text(rest) if kind == "text" else read_path(rest)
            op.number = len(page.order)
            op.element = doc.elements[op.element]
            page.order.append(op)
            (page.texts if kind == "text" else page.paths).append(op)
        elif kind == "pages":
            announced = int(rest.split(" ", 1)[0])
            doc.title = json.loads(dict(STRING.findall(" " + rest)).get("title", '""'))
        elif kind not in ("link", "bookmark"):
            raise Malformed(line)
    if announced != len(doc.pages):
        raise Malformed(f"{announced} pages announced, {len(doc.pages)} there")
    return doc
