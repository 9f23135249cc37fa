"""What stands on the pages of a report, read from the bytes of the file: texts, and the
rectangles and lines of figures. Knows of PDF (ISO 32000-1) what reports need: object streams
(7.5.7), content streams (7.8.2), ToUnicode (9.10.3)."""
import re
import zlib

STREAM = re.compile(rb"(\d+) 0 obj\s*<<([^>]*(?:<<[^>]*>>[^>]*)*)>>\s*stream\r?\n")
LENGTH = re.compile(rb"/Length (\d+)")
STRING = rb"\((?:[^()\\]|\\.)*\)"
STRINGS = re.compile(STRING, re.DOTALL)
ESCAPED = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
# A font, an array of strings, the begin of a paginated artifact, the end of marked content.
TEXTS = re.compile(rb"/F(\d+) [\d.]+ Tf|\[((?:" + STRING + rb"|[-\d. ])*)\] ?TJ|"
                   rb"(/Artifact)\b[^\n]*BDC|(EMC)\b", re.DOTALL)
# Within a figure: numbers and strings before an operator.
DRAWN = re.compile(rb"((?:-?[\d.]+ |\[(?:" + STRING + rb"|[-\d. ])*\] ?|/\w+ )*)([A-Za-z*]+)\s",
                   re.DOTALL)


def plain(string):
    """The bytes of a string."""
    def one(m):
        code = m.group(1)
        return bytes([int(code, 8) & 255]) if code.isdigit() else ESCAPES.get(code, code)
    return ESCAPED.sub(one, string) if b"\\" in string else string


class Font:
    """Codes of one or two bytes, what they stand for."""

    def __init__(self, cmap):
        self.two = [(int(a[:2], 16), int(b[:2], 16)) for a, b in re.findall(
            rb"<(\w{4})><(\w{4})>\n", cmap.split(b"endcodespacerange", maxsplit=1)[0])]
        self.meaning, self.known = {}, {}
        for block in re.findall(rb"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
            for first, last, to in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
                for i in range(int(last, 16) - int(first, 16) + 1):
                    self.meaning[int(first, 16) + i] = chr(int(to, 16) + i)
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
            for code, to in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
                self.meaning[int(code, 16)] = bytes.fromhex(to.decode()).decode("utf-16-be")

    def text(self, codes):
        if codes not in self.known:
            out, i = [], 0
            while i < len(codes):
                code = codes[i]
                i += 1
                if any(a <= code <= b for a, b in self.two):
                    code = code << 8 | codes[i]
                    i += 1
                out.append(self.meaning[code])
            self.known[codes] = "".join(out)
        return self.known[codes]

    def array(self, strings):
        """The text of a TJ: kerning moves, it does not part words."""
        return "".join(self.text(plain(s[1:-1])) for s in STRINGS.findall(strings))


class File:
    """streams: all of them, by number of object; objects: those within streams."""

    def __init__(self, path):
        with open(path, "rb") as f:
            data = f.read()
        self.streams, self.objects, at = {}, {}, 0
        while m := STREAM.search(data, at):
            at = m.end() + int(LENGTH.search(m.group(2)).group(1))
            stream = data[m.end():at]
            if b"/FlateDecode" in m.group(2):
                stream = zlib.decompress(stream)
            self.streams[int(m.group(1))] = stream
            if b"/ObjStm" in m.group(2):
                self.read_objects(stream, int(re.search(rb"/First (\d+)", m.group(2)).group(1)))

    def read_objects(self, stream, first):
        head = [int(n) for n in stream[:first].split()]
        numbers, places = head[::2], head[1::2] + [len(stream) - first]
        for i, number in enumerate(numbers):
            self.objects[number] = stream[first + places[i]:first + places[i + 1]]

    def fonts(self, resources):
        """By number: those named F0, F1 ... in a dictionary of resources."""
        found = {}
        names = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
        for name, number in re.findall(rb"/F(\d+) (\d+) 0 R", names.group(1)) if names else ():
            to = re.search(rb"/ToUnicode (\d+) 0 R", self.objects[int(number)])
            found[name] = Font(self.streams[int(to.group(1))])
        return found

    def pages(self):
        """(content, fonts) in order."""
        known = {}
        for kids in self.nodes(self.root()):
            number = int(re.search(rb"/Resources (\d+) 0 R", kids).group(1))
            if number not in known:
                known[number] = self.fonts(self.objects[number])
            contents = int(re.search(rb"/Contents (\d+) 0 R", kids).group(1))
            yield self.streams[contents], known[number]

    def root(self):
        catalogue = next(o for o in self.objects.values() if re.search(rb"/Type\s*/Catalog", o))
        return self.objects[int(re.search(rb"/Pages (\d+) 0 R", catalogue).group(1))]

    def nodes(self, node):
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", node)
        if kids is None:
            yield node
        for number in re.findall(rb"(\d+) 0 R", kids.group(1)) if kids else ():
            yield from self.nodes(self.objects[int(number)])


def texts(content, fonts):
    """Pieces of text in the order of the page, but its head and foot."""
    font, outside = None, True
    for m in TEXTS.finditer(content):
        if m.group(1):
            font = fonts[m.group(1)]
        elif m.group(3):
            outside = False
        elif m.group(4):
            outside = True
        elif outside:
            yield font.array(m.group(2))


def text(file):
    return "".join(t for page in file.pages() for t in texts(*page))


class Figure:
    """title: the line of text above. marks: ("text", string), ("box", x, y, width, height),
    ("line", [(x, y), ...]), in the order in which they are drawn; in units of the page."""

    def __init__(self, title, content, fonts):
        self.title, self.marks = title, []
        font, path = None, []
        for words, operator in DRAWN.findall(content):
            if operator == b"Tf":
                font = fonts[words.split()[0][2:]]
            elif operator == b"TJ":
                self.marks.append(("text", font.array(words)))
            elif operator == b"re":
                self.marks.append(("box", *map(float, words.split())))
            elif operator in (b"m", b"l"):
                path = path * (operator == b"l") + [tuple(map(float, words.split()))]
            elif operator == b"S" and len(path) > 1:
                self.marks.append(("line", path))


def figures(file):
    for content, fonts in file.pages():
        for m in re.finditer(rb"/Figure<</MCID \d+>>BDC\s(.*?)EMC", content, re.DOTALL):
            before = "".join(texts(content[:m.start()], fonts))
            yield Figure(before[before.rfind("@"):], m.group(1), fonts)
