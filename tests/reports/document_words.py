"""The words of a report in reading order, from `sozialbericht dump document`. Nothing of the
layout is known here but what it makes itself:
  - the cover is arranged by the roles of its paragraphs (COVER);
  - numbers of figures and tables stand before their subtitle, or in its place (LABEL); in
    reading order they are 1, 2, 3... of each kind, as those of footnotes are;
  - numerals of key sentences and labels of list items stand before their text;
  - entries of the contents come from titles (see titles());
  - page numbers are known to the layout alone: the word holds PAGE in their place;
  - charts are pictures: their texts are compared with the display list instead."""
import json
import re

STRING = re.compile(r' ([a-z-]+)=("(?:[^"\\]|\\.)*")')
PLAIN = re.compile(r' ([a-z-]+)(?:=(\S+))?')
PAGE = "\ufffc"
COVER = ("over-left", "over-right", "title", "name", "sub", "small", "figure", "foot-left",
         "foot-right")
LABEL = {"figure": "Abbildung", "table": "Tabelle"}
INLINE = {"text", "break", "link", "page-ref", "footnote"}


class Node:
    __slots__ = ("kind", "strings", "plain", "kids")

    def __init__(self, kind, rest):
        self.kind, self.kids = kind, []
        self.strings = {k: json.loads(v) for k, v in STRING.findall(rest)}
        self.plain = dict(PLAIN.findall(STRING.sub("", rest)))

    def walk(self):
        yield self
        for kid in self.kids:
            yield from kid.walk()


def read(dump):
    """The root; below a chart everything belongs to the chart and is left out."""
    lines = dump.splitlines()
    stack = []
    chart = None
    for line in lines[1:]:
        body = line.lstrip(" ")
        depth = (len(line) - len(body)) // 2
        if chart is not None and depth > chart:
            continue
        kind, _, rest = body.partition(" ")
        chart = depth if kind == "chart" else None
        if chart is not None:
            continue
        node = Node(kind, " " + rest if rest else "")
        del stack[depth:]
        if stack:
            stack[-1].kids.append(node)
        stack.append(node)
    return stack[0]


class Words:
    """Collects text; a block stands apart from what is around it."""

    def __init__(self):
        self.parts, self.notes, self.actual = [], [], []
        self.count = {}

    def block(self, text):
        if text:
            self.parts += [" ", text, " "]

    def number(self, node):
        """The number of a figure, a table or a footnote; None where it has none."""
        if "number" not in node.plain:
            return None
        self.count[node.kind] = n = self.count.get(node.kind, 0) + 1
        if int(node.plain["number"]) != n:
            raise ValueError(f"{node.kind} {node.plain['number']} after {n - 1}")
        return str(n)

    def subtitle(self, node):
        subtitle = node.strings.get("subtitle")
        n = self.number(node) if node.kind in LABEL else None
        if n is None:
            return subtitle
        label = f"{LABEL[node.kind]} {n}"
        return f"{label} · {subtitle}" if subtitle else label

    def inlines(self, node):
        self.parts.append(" ")
        self.inside(node)
        self.parts.append(" ")

    def inside(self, node):
        for kid in node.kids:
            if kid.kind == "text":
                self.parts.append(kid.strings.get("text", ""))
                if "actual" in kid.strings:
                    self.actual.append(kid.strings["actual"])
            elif kid.kind == "break":
                self.parts.append(" ")
            elif kid.kind == "page-ref":
                self.parts.append(PAGE)
            elif kid.kind == "link":
                self.inside(kid)
            elif kid.kind == "footnote":
                mark = self.number(kid)
                self.parts.append(mark)
                note = Words()
                note.inside(kid)
                self.notes.append(mark + " " + "".join(note.parts))
            else:
                raise ValueError(f"{kid.kind} between inlines")

    def add(self, node):
        k = node.kind
        if k == "paragraph" and node.plain.get("role") == "key" and "level" in node.plain:
            self.block(node.plain["level"])
        self.block(node.strings.get("text"))
        self.block(self.subtitle(node))
        if k in ("heading", "paragraph", "cell") or (node.kids and node.kids[0].kind in INLINE):
            self.inlines(node)
        elif k == "list":
            for n, item in enumerate(node.kids, 1):
                self.block(str(n) if "ordered" in node.plain else "–")
                self.add(item)
        elif k == "cover":
            for kid in sorted(node.kids, key=lambda kid: COVER.index(
                    kid.plain["role"] if kid.kind == "paragraph" else kid.kind)):
                self.add(kid)
        else:
            for kid in node.kids:
                self.add(kid)


def titles(root):
    """What an entry of the contents may say: titles of sections (short where they have a
    short one), of figures and tables after their number."""
    found = set()
    for node in root.walk():
        if node.kind == "section":
            heading = next((kid for kid in node.kids if kid.kind == "heading"), None)
            if "running" in node.strings:
                found.add(node.strings["running"])
            if heading is not None:
                words = Words()
                words.inside(heading)
                found.add("".join(words.parts))
        elif node.kind in ("figure", "table") and "text" in node.strings:
            found.add(node.plain.get("number", "") + node.strings["text"])
    return found
