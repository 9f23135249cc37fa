"""The tables of all municipalities in the report of the district. Called by run.sh:
whole_tables.py PROGRAM. On upright pages such a table stands whole, with its head and notes.
A wide one on turned pages may take two: the second has its title, marked as continued, and
its heads again, in their columns and to the same order, as artifacts, and nothing else above
its rows. Then faults are planted, each of which must be found."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "quality"))
import page_list  # noqa: E402

UPRIGHT, TURNED = 3, 1
AGAIN = " (Fortsetzung)"
TEXT_TOP = 71.0


class Fault(Exception):
    pass


def dump(program, *what):
    done = subprocess.run([program, *what], capture_output=True, check=False)
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    return done.stdout.decode()


def letters(text):
    """Names that are set on several lines have no blanks there, and hyphens more."""
    return "".join(c for c in text if c.isalpha())


def tables_of(doc, names):
    """Those in which each name is the head of a row."""
    heads = {}
    for page in doc.pages:
        for t in page.texts:
            cell, table = t.element.inside("TH"), t.element.inside("Table")
            if cell is not None and table is not None and cell.parent.parent.role == "TBody":
                cells = heads.setdefault(table.id, {})
                cells[cell.id] = cells.get(cell.id, "") + letters(t.text)
    names = {letters(name) for name in names}
    return [doc.elements[n] for n, cells in heads.items() if names <= set(cells.values())]


def of_table(page, table):
    return [t for t in page.texts if t.element.inside("Table") is table]


def repeated(table, first, then):
    """Title and heads of the second page against those of the first."""
    here = of_table(first, table)
    heads = [t for t in here if t.element.inside("Caption", "THead") is not None]
    rows = of_table(then, table)
    if not rows or any(t.element.inside("Caption", "THead") for t in rows):
        raise Fault("heads of the second page are no artifacts")
    top = min(t.y for t in rows)
    again = [t for t in then.texts if TEXT_TOP < t.y < top]
    if any(t.element.id != 0 for t in again):
        raise Fault("something is read above the rows of the second page")
    if len(again) != len(heads):
        raise Fault(f"{len(heads)} texts of heads, {len(again)} on the second page")
    title = next(t for t in heads if t.element.inside("Caption"))
    dy = again[0].y - title.y
    for old, new in zip(heads, again):
        text = old.text + AGAIN if old is title else old.text
        if new.text != text or (new.face, new.size) != (old.face, old.size):
            raise Fault(f"{new.text!r} on the second page for {text!r}")
        if abs(new.x - old.x) > 0.01 or abs(new.y - old.y - dy) > 0.01:
            raise Fault(f"{new.text!r} is not where it was on the first page")


def check(text, names):
    doc = page_list.read(text)
    kinds = {False: 0, True: 0}
    for table in tables_of(doc, names):
        pages = [p for p in doc.pages if of_table(p, table)]
        turned = pages[0].width > pages[0].height
        kinds[turned] += 1
        if any((p.width > p.height) != turned for p in pages):
            raise Fault("a table on upright and turned pages")
        if len(pages) > (2 if turned else 1):
            raise Fault(f"a table on {len(pages)} pages, {'turned' if turned else 'upright'}")
        if len(pages) == 2:
            if pages[1].number != pages[0].number + 1:
                raise Fault("a table's second page is not the next one")
            repeated(table, *pages)
    if kinds != {False: UPRIGHT, True: TURNED}:
        raise Fault(f"{kinds[False]} upright, {kinds[True]} turned tables of all municipalities")


def moved(doc, lines, at, to):
    """The line of a text goes to the end of another page."""
    line = lines.pop(at)
    n = next(i for i, s in enumerate(lines) if s.startswith(f"page {to} "))
    lines.insert(n + 1, line)
    return "".join(lines)


def faults(text, names):
    doc = page_list.read(text)
    lines = text.splitlines(True)
    tables = tables_of(doc, names)
    last = {}
    for table in tables:
        pages = [p for p in doc.pages if of_table(p, table)]
        last[pages[0].width > pages[0].height] = table, pages

    def line_of(page, t):
        start = next(i for i, s in enumerate(lines) if s.startswith(f"page {page.number} "))
        there = [i for i in range(start, len(lines)) if lines[i].startswith("  text ")]
        return there[page.texts.index(t)]

    table, (page, *_) = last[False]
    row = of_table(page, table)[-1]
    yield "a row on the next page", moved(doc, list(lines), line_of(page, row), page.number + 1)
    table, (page, then) = last[True]
    row = of_table(then, table)[-1]
    yield "a third page", moved(doc, list(lines), line_of(then, row), then.number + 1)
    again = [t for t in then.texts if t.y > TEXT_TOP and t.element.id == 0
             and t.y < of_table(then, table)[0].y]
    for name, change in (
            ("a head less", lambda s: ""),
            ("a head is read twice", lambda s: s.replace(
                " e0 ", f" e{of_table(page, table)[-1].element.id} ", 1)),
            ("a head of another column", lambda s: re.sub(r" e0 ([\d.]+)", " e0 1", s, count=1)),
            ("another head", lambda s: s.replace('"\n', 'x"\n'))):
        n = line_of(then, again[-1])
        yield name, "".join(lines[:n] + [change(lines[n])] + lines[n + 1:])
    n = line_of(then, again[0])
    yield "not said to go on", "".join(lines[:n] + [lines[n].replace(AGAIN, "")] + lines[n + 1:])


def main():
    program = sys.argv[1]
    listed = re.findall(r"^  (0\d{7}) +(.*)$", dump(program, "list"), re.M)
    names = {name.strip() for _, name in listed}
    if len(names) != 44:
        sys.exit(f"{len(names)} municipalities in the list")
    text = dump(program, "dump", "pages", "08116")
    try:
        check(text, names)
    except Fault as fault:
        sys.exit(str(fault))
    for name, wrong in faults(text, names):
        try:
            check(wrong, names)
        except Fault:
            continue
        sys.exit(f"not found: {name}")


main()
