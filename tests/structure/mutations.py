"""Faults planted into a sound report, one at a time: the rule that is there for it must
find each. A check that cannot fail is none.

mutations.py CHECK WORDS REPORT.json: REPORT.json is what "qpdf --json=2" prints of a
report. Prints "ok ..." or "not ok ...: why" for each fault, and at the end whether every
rule of the check has one."""
import base64
import copy
import json
import re
import subprocess
import sys
import tempfile

FAULTS = []


def fault(rule, prepare=None):
    """The function plants a fault that rule must find; the name is its text. What
    prepare makes of the report is what the fault is compared with, and planted into."""
    def add(function):
        FAULTS.append((rule, prepare, function))
        return function
    return add


class Report:
    def __init__(self, text):
        self.file = json.loads(text)
        self.objects = self.file["qpdf"][1]
        self.catalogue = self.get(self.objects["trailer"]["value"]["/Root"])
        self.root = self.get(self.catalogue["/StructTreeRoot"])
        self.pages = self.get(self.catalogue["/Pages"])["/Kids"]

    def get(self, value):
        while isinstance(value, str) and re.fullmatch(r"\d+ \d+ R", value):
            found = self.objects["obj:" + value]
            value = found["value"] if "value" in found else found["stream"]["dict"]
        return value

    def add(self, value):
        number = 1 + max(int(k[4:].split()[0]) for k in self.objects if k.startswith("obj:"))
        self.objects[f"obj:{number} 0 R"] = {"value": value}
        return f"{number} 0 R"

    def kids(self, element):
        kids = self.get(element).get("/K", [])
        return kids if isinstance(kids, list) else [kids]

    def walk(self, reference=None):
        """References of all elements in reading order."""
        for kid in self.kids(reference) if reference else [self.root["/K"]]:
            if isinstance(kid, str):
                yield kid
                yield from self.walk(kid)

    def all(self, kind, within=None):
        return [r for r in self.walk(within) if self.get(r)["/S"] == "/" + kind]

    def stream(self, reference):
        return base64.b64decode(self.objects["obj:" + reference]["stream"]["data"])

    def put_stream(self, reference, data):
        self.objects["obj:" + reference]["stream"]["data"] = base64.b64encode(data).decode()

    def content(self, page):
        return self.stream(self.get(self.pages[page])["/Contents"])

    def edit(self, page, pattern, by, count=1):
        """Replaces in the content of a page; fails where nothing is found."""
        data, n = re.subn(pattern, by, self.content(page), count=count, flags=re.S)
        if n == 0:
            raise LookupError(f"{pattern!r} is not on page {page + 1}")
        self.put_stream(self.get(self.pages[page])["/Contents"], data)

    def append(self, page, more):
        self.put_stream(self.get(self.pages[page])["/Contents"], self.content(page) + more)

    def page_of(self, reference):
        return self.pages.index(self.get(reference)["/Pg"])

    def mcids(self, reference):
        own = [k for k in self.kids(reference) if isinstance(k, int)]
        return own + [m for k in self.kids(reference) if isinstance(k, str)
                      for m in self.mcids(k)]

    @staticmethod
    def pattern(mcid):
        return rb"/\w+<<[^<>]*/MCID %d>>BDC\n(.*?)EMC\n" % mcid

    def mark(self, reference):
        """Page and pattern of the first marked content of an element."""
        return self.page_of(reference), self.pattern(self.mcids(reference)[0])

    def font(self, n=0):
        fonts = self.get(self.get(self.get(self.pages[0])["/Resources"])["/Font"])
        return self.get(fonts[sorted(fonts)[n]])

    def attributes(self, cell):
        """Those of the table, as a dictionary of this cell alone."""
        element = self.get(cell)
        old = self.get(element.get("/A", []))
        all_old = old if isinstance(old, list) else [old]
        mine = {"/O": "/Table"}
        for one in map(self.get, all_old):
            if one["/O"] == "/Table":
                mine.update({k: copy.copy(self.get(v)) for k, v in one.items()})
        element["/A"] = [o for o in all_old if self.get(o)["/O"] != "/Table"] + [mine]
        return mine

    def attribute(self, reference, key, value):
        self.attributes(reference)[key] = value

    def name(self, ids):
        """Adds pairs of ID and element to the ID tree, which becomes one leaf."""
        def pairs(node):
            node = self.get(node)
            flat = self.get(node.get("/Names", []))
            yield from zip(flat[::2], flat[1::2])
            for kid in self.get(node.get("/Kids", [])):
                yield from pairs(kid)
        known = dict(pairs(self.root["/IDTree"])) if "/IDTree" in self.root else {}
        known.update(ids)
        self.root["/IDTree"] = {"/Names": [v for pair in sorted(known.items()) for v in pair]}
        for key, element in ids.items():
            self.get(element)["/ID"] = key

    def codes(self, text):
        """The bytes of a text in font 0."""
        table = self.stream(self.font()["/ToUnicode"]).decode()
        back = {}
        for first, last, cp in re.findall(r"^<(\w+)>(?:<(\w+)>)?<(\w{4})>$", table, re.M):
            for n in range(int(last or first, 16) - int(first, 16) + 1):
                code = (int(first, 16) + n).to_bytes(len(first) // 2, "big")
                back.setdefault(chr(int(cp, 16) + n), code)
        return b"".join(back[c] for c in text)

    def read_as(self, text, cp):
        """Font 0 says of the code of a character that it is another (hexadecimal UTF-16)."""
        entry = b"1 beginbfchar\n<%s><%s>\nendbfchar\n" % (
            self.codes(text).hex().encode(), cp.encode())
        reference = self.font()["/ToUnicode"]
        self.put_stream(reference, self.stream(reference).replace(b"endcmap", entry + b"endcmap"))

    def change_glyph(self, text, glyph):
        """The glyph of a character in font 0; a function of the map and its place there."""
        gids = self.get(self.font()["/DescendantFonts"][0])["/CIDToGIDMap"]
        data = bytearray(self.stream(gids))
        at = 2 * int.from_bytes(self.codes(text), "big")
        data[at:at + 2] = glyph(data)
        self.put_stream(gids, bytes(data))

    def escaped(self, text):
        return re.sub(rb"([\\()])", rb"\\\1", self.codes(text))

    def figure(self):
        """A figure that is no cell."""
        inside = {f for t in self.all("Table") for f in self.all("Figure", t)}
        return [f for f in self.all("Figure") if f not in inside][2]

    def text_block(self, lines=3):
        """A paragraph of one mark and several lines."""
        for p in self.all("P"):
            if len(self.mcids(p)) == 1 and all(isinstance(k, int) for k in self.kids(p)):
                page, pattern = self.mark(p)
                found = re.search(pattern, self.content(page), re.S)
                fonts = set(re.findall(rb"/F\d+", found.group(1))) if found else set()
                if fonts == {b"/F0"} and found.group(1).count(b" Td\n") >= lines:
                    return p, page, pattern, found.group(1)
        raise LookupError("no paragraph of several lines")

    def change_block(self, change, lines=3):
        _, page, pattern, inner = self.text_block(lines)
        new = change(inner)
        if new == inner:
            raise LookupError("nothing changed in the paragraph")
        self.edit(page, pattern, lambda m: m.group(0).replace(inner, new))

    def replace_text(self, element, text):
        """The marked content of an element shows another text instead, at its place."""
        page, pattern = self.mark(element)
        shown = b"/F0 800 Tf\n(" + self.escaped(text) + b")Tj\n"
        self.edit(page, pattern, lambda m: re.sub(rb"(/F\d+ [\d.]+ Tf\n)?\[.*\]TJ\n",
                                                  lambda _: shown, m.group(0), flags=re.S))

    def rows(self, table, group="TBody"):
        return [r for g in self.all(group, table) for r in self.all("TR", g)]

    def paragraph(self):
        """The first one of a chapter that has a heading, figures and text."""
        for sect in self.all("Sect"):
            kinds = [self.get(k)["/S"] for k in self.kids(sect) if isinstance(k, str)]
            if kinds[:3] == ["/H1", "/P", "/Div"]:
                return self.kids(sect)[1]
        raise LookupError("no such chapter")

    def plain_cell(self):
        """A data cell of one mark without other elements."""
        for cell in self.all("TD"):
            kids = self.kids(cell)
            if len(kids) == 1 and isinstance(kids[0], int):
                return cell
        raise LookupError("no plain cell")


# file, catalogue, page labels

@fault("file")
def page_twice(r):
    r.pages.append(r.pages[0])


@fault("catalogue")
def no_language(r):
    del r.catalogue["/Lang"]


@fault("catalogue")
def not_marked(r):
    r.catalogue["/MarkInfo"]["/Marked"] = False


@fault("catalogue")
def file_name_in_title(r):
    r.catalogue["/ViewerPreferences"]["/DisplayDocTitle"] = False


@fault("catalogue")
def tab_order_by_row(r):
    r.get(r.pages[1])["/Tabs"] = "/R"


@fault("page-labels")
def no_labels(r):
    del r.catalogue["/PageLabels"]


@fault("page-labels")
def same_label_twice(r):
    r.catalogue["/PageLabels"] = {"/Nums": [0, {"/S": "/D"}, 1, {"/S": "/D"}]}


# content, artifacts

@fault("content")
def text_outside_of_marks(r):
    r.append(3, b"BT 50 50 Td /F0 8 Tf (" + r.escaped("Text") + b")Tj ET\n")


@fault("content")
def path_outside_of_marks(r):
    r.edit(3, rb"^", rb"10 10 5 5 re f\n")


@fault("content")
def mark_without_end(r):
    r.edit(3, rb"EMC\n(?=(ET\n)?Q\n$)", b"")


@fault("content")
def mcid_twice(r):
    r.edit(3, rb"/MCID 2>>", rb"/MCID 1>>")


@fault("content")
def text_object_that_ends_in_a_mark(r):
    r.edit(3, rb"EMC\n(ET\n)", rb"\1EMC\n")


@fault("content")
def path_between_words(r):
    r.edit(3, rb"\]TJ\n", rb"]TJ\n10 10 5 5 re f\n")


@fault("content")
def picture(r):
    r.edit(3, rb"EMC\n(?=(ET\n)?Q\n$)", rb"/X0 Do\nEMC\n")


@fault("content")
def artifact_inside_of_text(r):
    r.edit(3, rb"(/MCID 1>>BDC\n)(.*?)EMC", rb"\1/Artifact BMC\nEMC\n\2EMC")


@fault("artifact")
def artifact_without_type(r):
    r.edit(3, rb"/Artifact(<<[^<>]*>>BDC)", rb"/Artifact BMC\n0 0 1 1 re f\nEMC\n/Artifact BMC")


@fault("artifact")
def text_as_layout(r):
    r.append(3, b"/Artifact<</Type/Layout>>BDC\nBT 100 400 Td /F0 8 Tf (" +
             r.escaped("Text") + b")Tj ET\nEMC\n")


@fault("artifact")
def header_in_the_middle(r):
    r.append(3, b"/Artifact<</Type/Pagination/Subtype/Header>>BDC\nBT 100 400 Td /F0 8 Tf (" +
             r.escaped("Text") + b")Tj ET\nEMC\n")


# tree, parent tree, emptiness

@fault("tree")
def unknown_type(r):
    r.get(r.all("P")[9])["/S"] = "/Absatz"


@fault("tree")
def wrong_parent(r):
    r.get(r.all("P")[9])["/P"] = r.all("P")[8]


@fault("tree")
def element_twice(r):
    sect = r.get(r.all("Sect")[2])
    sect["/K"] = sect["/K"] + [sect["/K"][0]]


@fault("tree")
def cell_without_row(r):
    r.get(r.all("TR")[3])["/S"] = "/Div"


@fault("tree")
def circle(r):
    first = r.all("Sect")[1]
    r.get(r.all("P", first)[0])["/K"] = first


@fault("tree")
def mark_of_another_type(r):
    r.edit(3, rb"/P<</MCID 1>>", rb"/H2<</MCID 1>>")


@fault("tree")
def id_of_no_element(r):
    r.name({"u:a": r.all("P")[3]})
    del r.get(r.all("P")[3])["/ID"]


@fault("parent-tree")
def content_of_nobody(r):
    r.get(r.all("P")[9])["/K"] = []


@fault("parent-tree")
def content_of_two(r):
    p = r.all("P")
    same = [x for x in p if r.get(x)["/Pg"] == r.get(p[9])["/Pg"] and x != p[9]][0]
    r.get(same)["/K"] = r.kids(same) + r.kids(p[9])


@fault("parent-tree")
def kid_that_is_not_there(r):
    r.get(r.all("P")[9])["/K"] = r.kids(r.all("P")[9]) + [4711]


@fault("parent-tree")
def parents_exchanged(r):
    for leaf in r.get(r.root["/ParentTree"])["/Kids"]:
        nums = r.get(leaf)["/Nums"]
        for i in range(1, len(nums), 2):
            entry = r.get(nums[i])
            if isinstance(entry, list) and len(entry) > 3:
                entry[1], entry[2] = entry[2], entry[1]
                return
    raise LookupError


@fault("parent-tree")
def entry_left_over(r):
    r.get(r.get(r.get(r.root["/ParentTree"])["/Kids"][0])["/Nums"][1]).append(r.all("P")[0])


@fault("parent-tree")
def page_without_key(r):
    del r.get(r.pages[4])["/StructParents"]


@fault("empty")
def empty_paragraph(r):
    sect = r.all("Sect")[2]
    r.get(sect)["/K"].append(r.add({"/S": "/P", "/P": sect}))


@fault("empty")
def empty_head_cell(r):
    for cell in r.all("TH"):
        r.get(cell)["/K"] = []
        return


@fault("empty")
def empty_mark(r):
    r.edit(3, rb"(/P<</MCID 1>>BDC\n).*?EMC", rb"\1EMC")


@fault("empty")
def mark_of_blanks(r):
    r.replace_text(r.all("P")[9], "  ")


@fault("empty")
def empty_artifact(r):
    r.append(3, b"/Artifact<</Type/Layout>>BDC\nEMC\n")


# order

def move_mark(r, reference, x, y, mcids=None):
    """Moves a mark by points: contents are in hundredths of them."""
    page, first = r.mark(reference)
    own = [first] if mcids is None else [r.pattern(m) for m in mcids]
    for pattern in own:
        r.edit(page, pattern, lambda m: m.group(0).replace(
            m.group(1), b"q 1 0 0 1 %d %d cm\n" % (100 * x, 100 * y) + m.group(1) + b"Q\n"))


@fault("order")
def paragraph_seen_too_high(r):
    paragraph = r.paragraph()
    move_mark(r, paragraph, 0, 80, r.mcids(paragraph))  # links have marks of their own


@fault("order")
def blocks_exchanged(r):
    kids = r.get(r.all("Sect")[3])["/K"]
    kids[0], kids[1] = kids[1], kids[0]


@fault("order")
def columns_exchanged(r):
    for sect in r.all("Sect"):
        kids = r.kids(sect)
        divs = [i for i, k in enumerate(kids) if isinstance(k, str) and r.get(k)["/S"] == "/Div"]
        if len(divs) >= 4:
            kids[divs[0]], kids[divs[1]] = kids[divs[1]], kids[divs[0]]
            return
    raise LookupError


@fault("order")
def page_read_too_late(r):
    sects = r.get(r.root["/K"])["/K"]
    sects.append(sects.pop(-3))


@fault("order")
def note_amid_the_text(r):
    r.get(r.paragraph())["/S"] = "/Note"


@fault("lines")
def lines_exchanged(r):
    def change(inner):
        return re.sub(rb"\n0 -(1400|1050|1100|1200) Td\n", rb"\n0 \1 Td\n", inner, count=1)
    r.change_block(change)


@fault("lines")
def word_drawn_backwards(r):
    def change(inner):
        return re.sub(rb"\)-?[\d.]+\(", rb")4000(", inner, count=1)
    r.change_block(change)


@fault("cells")
def cells_exchanged(r):
    row = r.rows(r.all("Table")[1])[1]  # the first one has two columns
    kids = r.get(row)["/K"]
    kids[1], kids[2] = kids[2], kids[1]


@fault("cells")
def rows_exchanged(r):
    body = r.all("TBody")[0]
    kids = r.get(body)["/K"]
    kids[0], kids[1] = kids[1], kids[0]


@fault("cells")
def caption_below_its_table(r):
    caption = r.all("Caption")[0]
    move_mark(r, r.all("P", caption)[0], 0, -60)


# headings, bookmarks, references

@fault("heading")
def level_left_out(r):
    r.get(r.all("H2")[0])["/S"] = "/H3"


@fault("heading")
def no_first_level(r):
    r.get(r.all("H1")[0])["/S"] = "/H2"


@fault("heading")
def two_first_levels(r):
    r.get(r.all("H2")[0])["/S"] = "/H1"


@fault("heading")
def heading_without_level(r):
    r.get(r.all("H2")[0])["/S"] = "/H"


@fault("heading")
def heading_in_a_list(r):
    r.get(r.all("P", r.all("L")[0])[0])["/S"] = "/H3"


def bookmark(r, n):
    item = r.get(r.get(r.catalogue["/Outlines"])["/First"])
    for _ in range(n):
        item = r.get(item["/Next"])
    return item


@fault("outline")
def other_title(r):
    bookmark(r, 0)["/Title"] = "u:Anderes"


@fault("outline")
def other_page(r):
    bookmark(r, 2)["/Dest"][0] = r.pages[-1]


@fault("outline")
def other_place(r):
    bookmark(r, 2)["/Dest"][3] = 100


@fault("outline")
def level_too_high(r):
    item = next(b for b in (bookmark(r, n) for n in range(20)) if "/First" in b)
    child = item["/First"]
    r.get(child)["/Next"] = item["/Next"]
    item["/Next"] = child
    del item["/First"]


@fault("outline")
def bookmark_missing(r):
    bookmark(r, 1)["/Next"] = bookmark(r, 3 - 1)["/Next"]


@fault("outline")
def no_bookmarks(r):
    del r.catalogue["/Outlines"]


def annotation(r, n=0):
    return r.get(r.get(r.pages[1])["/Annots"])[n]


@fault("reference")
def link_to_another_page(r):
    r.get(annotation(r, 2))["/Dest"][0] = r.pages[-1]


@fault("reference")
def contents_without_link(r):
    r.get(r.all("Link", r.all("TOCI")[0])[0])["/S"] = "/Span"


# tables

@fault("table")
def cell_missing(r):
    r.get(r.rows(r.all("Table")[0])[2])["/K"].pop()


@fault("table")
def span_too_wide(r):
    r.attribute(r.all("TD")[4], "/ColSpan", 3)


@fault("table")
def span_too_long(r):
    last = r.rows(r.all("Table")[0])[-1]
    r.attribute(r.kids(last)[1], "/RowSpan", 2)


@fault("table")
def no_head(r):
    r.get(r.all("THead")[0])["/S"] = "/TBody"


@fault("table")
def no_row_head(r):
    row = r.rows(r.all("Table")[0])[1]
    r.get(r.kids(row)[0])["/S"] = "/TD"


@fault("scope")
def no_scope(r):
    del r.attributes(r.all("TH")[0])["/Scope"]


@fault("scope")
def unknown_scope(r):
    r.attribute(r.all("TH")[6], "/Scope", "/Group")


@fault("scope")
def no_head_cell(r):
    r.get(r.all("TH")[1])["/S"] = "/TD"


def level_heads(r):
    """The first table with an ID for each head and Headers at each cell."""
    table = r.all("Table")[0]
    ids = {f"u:head{i:04}": cell for i, cell in enumerate(r.all("TH", table))}
    r.name(ids)
    columns = [r.get(c)["/ID"] for c in r.kids(r.rows(table, "THead")[0])]
    for row in r.rows(table):
        cells = r.kids(row)
        for i, cell in enumerate(cells[1:], 1):
            r.attribute(cell, "/Headers", [columns[i], r.get(cells[0])["/ID"]])
    return table


@fault("headers")
def spanning_head_without_headers(r):
    for table in r.all("Table"):
        body = r.rows(table)
        for row in body:
            cells = r.kids(row)
            if r.get(cells[0])["/S"] == "/TH" and len(cells) > 2 and not any(
                    "/Headers" in r.attributes(c) for c in cells):
                r.attribute(cells[0], "/ColSpan", 2)
                return
    raise LookupError


def second_head_row(r, table):
    """The first row of the body becomes another row of the head."""
    head, body = r.all("THead", table)[0], r.all("TBody", table)[0]
    row = r.kids(body)[0]
    r.get(body)["/K"] = r.kids(body)[1:]
    r.get(head)["/K"] = r.kids(head) + [row]
    r.get(row)["/P"] = head
    above = [r.get(c)["/ID"] for c in r.kids(r.kids(head)[0])]
    ids = {f"u:second{i}": cell for i, cell in enumerate(r.kids(row))}
    for cell in ids.values():
        r.get(cell).update({"/S": "/TH", "/A": {"/O": "/Table", "/Scope": "/Column"}})
    r.name(ids)
    for other in r.rows(table):
        cells = r.kids(other)
        for i, cell in enumerate(cells[1:], 1):
            r.attribute(cell, "/Headers", [above[i], f"u:second{i}", r.get(cells[0])["/ID"]])


def two_levels(r):
    table = level_heads(r)
    second_head_row(r, table)
    return table


@fault("headers")
def two_rows_of_heads_without_headers(r):
    table = two_levels(r)
    for row in r.rows(table):
        for cell in r.kids(row)[1:]:
            del r.attributes(cell)["/Headers"]


@fault("headers")
def headers_lack_the_row_head(r):
    table = two_levels(r)
    r.attributes(r.kids(r.rows(table)[0])[1])["/Headers"].pop()


@fault("headers")
def headers_lack_the_upper_head(r):
    table = two_levels(r)
    r.attributes(r.kids(r.rows(table)[0])[1])["/Headers"].pop(0)


@fault("headers")
def headers_of_another_table(r):
    table = two_levels(r)
    other = r.all("TH", r.all("Table")[1])[0]
    r.name({"u:zzz": other})
    r.attributes(r.kids(r.rows(table)[0])[1])["/Headers"].append("u:zzz")


@fault("repeated-head")
def head_tagged_again(r):
    table = r.all("Table")[0]
    body, head = r.all("TBody", table)[0], r.rows(table, "THead")[0]
    r.get(body)["/K"] = r.kids(body)[:1] + [copy.copy(head)] + r.kids(body)[1:]
    # A row of its own with the same contents: the tree stays a tree.
    again = r.add({**r.get(head), "/P": body, "/K": []})
    for cell in r.kids(head):
        r.get(again)["/K"].append(r.add({**r.get(cell), "/P": again}))
    r.get(body)["/K"][1] = again


@fault("repeated-head")
def table_over_two_pages_without_head(r):
    table = r.all("Table")[1]
    body = r.all("TBody", table)[0]
    other = r.all("TBody", r.all("Table")[2])[0]
    if r.page_of(r.all("TH", other)[0]) == r.page_of(r.all("TH", body)[0]):
        raise LookupError
    moved = r.kids(other)[0]
    r.get(other)["/K"] = r.kids(other)[1:]
    r.get(body)["/K"] = r.kids(body) + [moved]


# figures, notes, links

@fault("figure-alt")
def no_alternative_text(r):
    del r.get(r.figure())["/Alt"]


@fault("figure-alt")
def short_alternative_text(r):
    r.get(r.figure())["/Alt"] = "u:Diagramm 1"


@fault("figure-alt")
def alternative_text_without_statement(r):
    figure = r.get(r.figure())
    words = re.sub(r"\d", "", figure["/Alt"][2:])
    figure["/Alt"] = "u:" + re.sub(r"[^\W\d_]{2,}", "abc", words)


@fault("figure-alt")
def alternative_text_of_another(r):
    r.get(r.figure())["/Alt"] = "u:Xylophon: 4711 Quadrate, davon 12 rot, 13 gelb, 14 blau."


def values_linked(r):
    """A figure in a Div of its own, with a link to a table that has a number of its."""
    figure = r.figure()
    parent = r.get(r.get(figure)["/P"])
    div = r.add({"/S": "/Div", "/P": r.get(figure)["/P"]})
    note = r.add({"/Type": "/Annot", "/Subtype": "/Link", "/Rect": [60, 60, 90, 70],
                  "/Contents": "u:Werte", "/Dest": [r.pages[3], "/XYZ", None, 842, None]})
    link = r.add({"/S": "/Link", "/P": div, "/Pg": r.get(figure)["/Pg"],
                  "/K": [{"/Type": "/OBJR", "/Obj": note}]})
    parent["/K"] = [div if k == figure else k for k in parent["/K"]]
    r.get(div)["/K"] = [figure, link]
    r.get(figure)["/P"] = div
    r.get(figure)["/Alt"] = "u:" + "Figur " * 8 + "47,11 Personen."
    for table in r.all("Table"):
        for cell in r.all("TD", table):
            if r.get(cell).get("/Pg") == r.pages[3]:
                r.replace_text(cell, "47,11")
                return link, note
    raise LookupError("no cell on page 4")


@fault("figure-values", values_linked)
def values_without_link(r):
    link = r.all("Link", r.get(r.figure())["/P"])[0]
    r.get(link)["/K"] = []


@fault("figure-values", values_linked)
def link_to_a_page_without_table(r):
    link = r.all("Link", r.get(r.figure())["/P"])[0]
    r.get(r.get(link)["/K"][0]["/Obj"])["/Dest"][0] = r.pages[0]


@fault("figure-values", values_linked)
def values_of_another_table(r):
    r.get(r.figure())["/Alt"] = "u:" + "Figur " * 8 + "4711,47 Personen."


@fault("note")
def note_without_id(r):
    r.get(r.all("P")[-1])["/S"] = "/Note"


@fault("note")
def two_notes_with_one_id(r):
    for p in r.all("P")[-2:]:
        r.get(p).update({"/S": "/Note", "/ID": "u:one"})


@fault("link")
def annotation_without_contents(r):
    del r.get(annotation(r))["/Contents"]


@fault("link")
def annotation_without_way_back(r):
    del r.get(annotation(r))["/StructParent"]


@fault("link")
def annotation_of_another_link(r):
    a, b = r.get(annotation(r)), r.get(annotation(r, 1))
    a["/StructParent"], b["/StructParent"] = b["/StructParent"], a["/StructParent"]


@fault("link")
def link_without_annotation(r):
    link = r.get(r.all("Link")[0])
    link["/K"] = [k for k in link["/K"] if isinstance(k, int)]


@fault("link")
def annotation_beside_its_text(r):
    r.get(annotation(r))["/Rect"] = [10, 10, 20, 20]


@fault("link")
def link_to_nowhere(r):
    del r.get(annotation(r))["/Dest"]


# words, signs, hyphens, blanks

@fault("abbreviation")
def abbreviation_not_expanded(r):
    r.replace_text(r.text_block(1)[0], "Hilfe nach dem SGB II")


@fault("abbreviation")
def other_expansion(r):
    element = r.text_block(1)[0]
    r.replace_text(element, "Hilfe nach dem SGB")
    r.get(element)["/E"] = "u:Sportgemeinschaft Berlin"


@fault("unlisted")
def unknown_capitals(r):
    r.replace_text(r.text_block(1)[0], "Daten der BBSE")


@fault("sign")
def sign_in_a_cell(r):
    r.replace_text(r.plain_cell(), ".")


@fault("sign")
def sign_read_as_itself(r):
    r.replace_text(r.plain_cell(), "-")
    r.get(r.plain_cell())["/ActualText"] = "u:-"


@fault("hyphen")
def hyphen_that_stays(r):
    def change(inner):
        lines = inner.split(b" Td\n")
        lines[1] = lines[1].replace(b"]TJ\n", b"(" + r.escaped("e-") + b")]TJ\n")
        lines[2] = lines[2].replace(b"[", b"[(" + r.escaped("e") + b")", 1)
        return b" Td\n".join(lines)
    r.change_block(change)


@fault("hyphen")
def soft_hyphen_inside_of_a_line(r):
    r.read_as("-", "00AD")


@fault("space")
def lines_without_blank(r):
    end = r.escaped(" ")

    def change(inner):
        new = re.sub(re.escape(end) + rb"\)\]TJ\n0 -", rb")]TJ\n0 -", inner, count=1)
        if new == inner:
            raise LookupError("no blank at a line's end")
        return new
    r.change_block(change)


@fault("space")
def gap_without_blank(r):
    blank = r.escaped(" ")

    def change(inner):
        before, shown = inner.split(b"[(", 1)
        first, rest = shown.split(b")]TJ\n", 1)
        new = re.sub(re.escape(blank) + rb"(?=.)", rb")-400(", first, count=1, flags=re.S)
        return before + b"[(" + new + b")]TJ\n" + rest
    r.change_block(change)


# fonts

@fault("font")
def not_embedded(r):
    below = r.get(r.font()["/DescendantFonts"][0])
    del r.get(below["/FontDescriptor"])["/FontFile2"]


@fault("font")
def whole_font(r):
    r.font()["/BaseFont"] = "/Lato-Regular"


@fault("font")
def notdef(r):
    r.change_glyph("e", lambda data: b"\0\0")


@fault("font")
def glyph_of_another_font(r):
    r.change_glyph("e", lambda data: b"\xff\xf0")


@fault("font")
def blank_glyph(r):
    space = 2 * int.from_bytes(r.codes(" "), "big")
    r.change_glyph("e", lambda data: data[space:space + 2])


@fault("font")
def encoding_without_ranges(r):
    encoding = r.font()["/Encoding"]
    r.put_stream(encoding, re.sub(rb"<00><7F> 0\n", b"", r.stream(encoding)))


@fault("font")
def encoding_of_nowhere(r):
    r.font()["/Encoding"] = "/UniGB-UTF16-H"


@fault("unicode")
def code_without_character(r):
    reference = r.font()["/ToUnicode"]
    r.put_stream(reference, re.sub(rb"\d+ beginbfrange.*?endbfrange\n", b"", r.stream(reference),
                                   flags=re.S))


@fault("unicode")
def character_of_half_a_code(r):
    reference = r.font()["/ToUnicode"]
    r.put_stream(reference, re.sub(rb"<(\w\w)>(<\w\w>)?(<\w{4}>\n)", rb"<00\1><00\1>\3",
                                   r.stream(reference)))


@fault("unicode")
def replacement_character(r):
    r.read_as("e", "FFFD")


@fault("unicode")
def private_character(r):
    r.read_as("e", "E005")


@fault("unicode")
def no_table(r):
    del r.font()["/ToUnicode"]


@fault("string")
def control_character(r):
    r.get(r.figure())["/Alt"] += "\u0007"


@fault("string")
def half_a_pair(r):
    r.get(r.figure())["/Alt"] = "b:feff00480061d83d0041"


@fault("string")
def odd_utf16(r):
    r.get(r.figure())["/ActualText"] = "b:feff004800"


@fault("string")
def undefined_byte(r):
    r.get(r.all("P")[5])["/E"] = "b:48617f"


SOUND = [level_heads, two_levels]


def counts(check, words, report):
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as out:
        json.dump(report, out)
        out.flush()
        ended = subprocess.run([check, "--limit", "1", "--words", words, out.name],
                               capture_output=True, text=True, errors="replace", check=False)
    if ended.returncode not in (0, 1):
        return None, f"status {ended.returncode}: {(ended.stderr or ended.stdout).strip()[-300:]}"
    return dict((rule, int(n)) for rule, n in
                re.findall(r"\[([\w-]+)\] (\d+) in all", ended.stdout)), ended.stdout


def main():
    check, words, path = sys.argv[1:]
    with open(path, encoding="utf-8") as f:
        text = f.read()
    before, why = counts(check, words, json.loads(text))
    if before is None:
        sys.exit(f"not ok mutations: {why}")
    sound = before
    for rule, prepare, plant in FAULTS:
        name = f"{rule} finds {plant.__name__.replace('_', ' ')}"
        report = Report(text)
        before = sound
        try:
            if prepare is not None:
                prepare(report)
                before, why = counts(check, words, report.file)
            plant(report)
        except (LookupError, TypeError, ValueError, re.error) as error:
            print(f"not ok {name}: cannot be planted: {error!r}")
            continue
        after, why = counts(check, words, report.file)
        if after is None:
            print(f"not ok {name}: {why}")
        elif after.get(rule, 0) <= before.get(rule, 0):
            others = [r for r in after if after[r] > before.get(r, 0)]
            print(f"not ok {name}: not found ({', '.join(others) or 'nothing was'})")
        else:
            print(f"ok {name}")
    for make in SOUND:
        report = Report(text)
        make(report)
        after, why = counts(check, words, report.file)
        more = after is None or after.get("headers", 0) > sound.get("headers", 0)
        print(f"not ok headers accepts {make.__name__}: {why[-300:]!r}" if more
              else f"ok headers accepts {make.__name__.replace('_', ' ')}")
    rules = subprocess.run([check, "--rules"], capture_output=True, text=True, check=True).stdout
    idle = {line.split("\t")[0] for line in rules.splitlines()} - {rule for rule, _, _ in FAULTS}
    print(f"not ok every rule has a planted fault: {', '.join(sorted(idle))}" if idle
          else "ok every rule has a planted fault")


main()
