"""What a reader of tagged PDF finds: the text of every structure element in the order of the
tree, and of every page in the order of its content stream. An own reader, since pdfinfo
-struct-text parses a page anew for each of its elements (18 s for 12 pages); qpdf takes the
file apart (object streams, filters), this follows PDF 1.7: 9.10 (ToUnicode), 14.6 (marked
content), 14.7 (structure), 14.9.4 (ActualText)."""
import base64
import json
import re
import subprocess

TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()%]+"
                   rb"|[\[\]]|-?\d*\.?\d+|[A-Za-z'\"*]+[01*]?", re.S)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f",
           b"\n": b"", b"\r": b"", b"\r\n": b""}
MAP = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.S)
HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
SHOWN = {b"Tj", b"TJ", b"'", b'"'}
KEPT = SHOWN | {b"Tf", b"BDC", b"BMC", b"EMC"}


def literal(token):
    """Bytes of a string token, literal or hexadecimal."""
    if token[:1] == b"<":
        digits = re.sub(rb"\s", b"", token[1:-1])
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())

    def plain(found):
        c = found.group(1)
        return bytes([int(c, 8) & 255]) if c[:1].isdigit() else ESCAPES.get(c, c)
    return ESCAPE.sub(plain, token[1:-1]) if b"\\" in token else token[1:-1]


def text_string(raw):
    return raw[2:].decode("utf-16-be") if raw[:2] == b"\xfe\xff" else raw.decode("latin-1")


def utf16(digits):
    return bytes.fromhex(digits.decode()).decode("utf-16-be")


class Element:
    __slots__ = ("role", "parent", "kids", "actual", "alt")

    def __init__(self, role, parent):
        self.role, self.parent = role, parent
        self.kids = []  # Elements and texts
        self.actual = self.alt = None

    def text(self):
        """Text of all of it in the order of the tree, without ActualText of elements."""
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)

    def walk(self):
        yield self
        for kid in self.kids:
            if not isinstance(kid, str):
                yield from kid.walk()


class TaggedPdf:
    """root: Element; pages: text of each page's stream, artifacts included; used: marked
    contents that stand in the tree, marks: all there are, artifacts left out."""

    def __init__(self, path):
        out = subprocess.run(["qpdf", "--json=2", "--json-stream-data=inline",
                              "--decode-level=generalized", path], capture_output=True)
        if out.returncode not in (0, 3):
            raise ValueError(f"{path}: {out.stderr.decode()}")
        self.objects = json.loads(out.stdout)["qpdf"][1]
        self.maps = {}
        self.pages, self.marks, self.used = [], {}, 0
        catalog = self.value(self.objects["trailer"]["value"]["/Root"])
        self.page_refs = list(self.leaves(catalog["/Pages"]))
        for ref in self.page_refs:
            self.read_page(ref)
        tree = self.value(catalog["/StructTreeRoot"])
        self.root = Element("Root", None)
        self.read_kids(self.root, tree, None)

    def value(self, thing):
        while isinstance(thing, str) and "obj:" + thing in self.objects:
            holder = self.objects["obj:" + thing]
            thing = holder["value"] if "value" in holder else holder["stream"]["dict"]
        return thing

    def stream(self, ref):
        return base64.b64decode(self.objects["obj:" + ref]["stream"]["data"])

    def leaves(self, ref):
        node = self.value(ref)
        if node.get("/Type") == "/Page":
            yield ref
        for kid in node.get("/Kids", ()):
            yield from self.leaves(kid)

    # --- content ---

    def unicode_map(self, ref):
        if ref in self.maps:
            return self.maps[ref]
        codes = {}
        cmap = self.stream(self.value(ref)["/ToUnicode"])
        for kind, body in MAP.findall(cmap):
            if kind == b"bfchar":
                digits = HEX.findall(body)
                for code, text in zip(digits[0::2], digits[1::2]):
                    codes[bytes.fromhex(code.decode())] = utf16(text)
                continue
            for line in re.findall(rb"<(\w+)>\s*<(\w+)>\s*(<\w+>|\[[^\]]*\])", body):
                first, last = int(line[0], 16), int(line[1], 16)
                texts = [utf16(d) for d in HEX.findall(line[2])]
                for n in range(last - first + 1):
                    code = (first + n).to_bytes(len(line[0]) // 2, "big")
                    if line[2][:1] == b"[":
                        codes[code] = texts[n]
                    else:
                        codes[code] = texts[0][:-1] + chr(ord(texts[0][-1]) + n)
        self.maps[ref] = codes
        return codes

    def fonts(self, page):
        while "/Resources" not in page:
            page = self.value(page["/Parent"])
        fonts = self.value(self.value(page["/Resources"]).get("/Font", {}))
        return {name.encode(): self.unicode_map(ref) for name, ref in fonts.items()}

    def read_page(self, ref):
        page = self.value(ref)
        fonts = self.fonts(page)
        parts = page["/Contents"] if isinstance(page["/Contents"], list) else [page["/Contents"]]
        content = b"\n".join(self.stream(part) for part in parts)
        marks = self.marks.setdefault(ref, {})
        whole, stack, operands, font = [], [], [], None
        for token in TOKEN.findall(content):
            if not token[:1].isalpha() and token not in (b"'", b'"'):
                operands.append(token)
                continue
            if token in KEPT:
                if token == b"Tf":
                    font = fonts[operands[-2]]
                elif token == b"EMC":
                    self.close(stack, marks)
                elif token in SHOWN:
                    text = self.shown(operands, font)
                    whole.append(text)
                    if stack:
                        stack[-1][1].append(text)
                else:
                    stack.append(self.opened(operands))
            operands = []
        if stack:
            raise ValueError("marked content is not closed")
        self.pages.append("".join(whole))

    @staticmethod
    def opened(operands):
        mcid = actual = None
        for key, value in zip(operands, operands[1:]):
            if key == b"/MCID":
                mcid = int(value)
            elif key == b"/ActualText":
                actual = text_string(literal(value))
        return mcid, [], actual

    @staticmethod
    def close(stack, marks):
        """What was replaced by ActualText or has no number of its own is part of what is
        around it."""
        mcid, parts, actual = stack.pop()
        text = actual if actual is not None else "".join(parts)
        if mcid is not None:
            if mcid in marks:
                raise ValueError(f"MCID {mcid} stands twice on a page")
            marks[mcid] = text
        elif stack:
            stack[-1][1].append(text)

    @staticmethod
    def shown(operands, font):
        raw = b"".join(literal(t) for t in operands if t[:1] in b"(<" and t != b"<<")
        text = []
        while raw:  # no code of one byte begins one of two
            n = 1 if raw[:1] in font else 2
            text.append(font[raw[:n]])
            raw = raw[n:]
        return "".join(text)

    # --- structure ---

    def read_kids(self, element, node, page):
        page = node.get("/Pg", page)
        kids = node.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, int):
                self.add_mark(element, page, kid)
                continue
            kid = self.value(kid)
            if kid.get("/Type") == "/MCR":
                self.add_mark(element, kid.get("/Pg", page), kid["/MCID"])
            elif kid.get("/Type") != "/OBJR":
                inner = Element(kid["/S"][1:], element)
                for key, name in (("/ActualText", "actual"), ("/Alt", "alt")):
                    if key in kid:
                        setattr(inner, name, self.string(kid[key]))
                element.kids.append(inner)
                self.read_kids(inner, kid, page)

    @staticmethod
    def string(value):
        return value[2:] if value[:2] == "u:" else text_string(bytes.fromhex(value[2:]))

    def add_mark(self, element, page, number):
        element.kids.append(self.marks[page][number])
        self.used += 1
