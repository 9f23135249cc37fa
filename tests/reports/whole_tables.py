"""The tables of all municipalities in the report of the district. Called by run.sh:
whole_tables.py PROGRAM. Each stands whole on one page, with its head and notes, whichever way
the page lies. Where a copy of the templates turns them, which leaves too little height, they
go on on a second page: it has the title, marked as continued, and the heads again, in their
columns and to the same order, as artifacts, and nothing else above the rows. Then faults are
planted into both, each of which must be found."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "quality"))
import page_list  # noqa: E402

CHAPTER = os.path.join("chapters", "kreis-gemeinden.xml")
WHOLE, TURNED = 7, 1  # tables; those of them in the section that the copy turns
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


def within(element, block):
    while element is not None and element is not block:
        element = element.parent
    return element is block


def stands(doc, block):
    """The pages of a table, or of its block with the notes."""
    return [p for p in doc.pages if any(within(t.element, block) for t in p.texts)]


def check_whole(text, names):
    doc = page_list.read(text)
    tables = tables_of(doc, names)
    for table in tables:
        pages = stands(doc, table.parent)
        if len(pages) > 1:
            raise Fault(f"a table and its notes on {len(pages)} pages")
    if len(tables) != WHOLE:
        raise Fault(f"{len(tables)} tables of all municipalities")


def check_turned(text, names):
    doc = page_list.read(text)
    turned = 0
    for table in tables_of(doc, names):
        pages = stands(doc, table)
        if all(p.width < p.height for p in pages):
            continue
        turned += 1
        if any(p.width < p.height for p in pages):
            raise Fault("a table on upright and turned pages")
        if len(pages) != 2 or pages[1].number != pages[0].number + 1:
            raise Fault(f"a turned table on pages {[p.number for p in pages]}")
        repeated(table, *pages)
    if turned != TURNED:
        raise Fault(f"{turned} turned tables of all municipalities")


def moved(lines, at, to):
    """The line of a text goes to the end of another page."""
    line = lines.pop(at)
    n = next(i for i, s in enumerate(lines) if s.startswith(f"page {to} "))
    lines.insert(n + 1, line)
    return "".join(lines)


def line_of(page, lines, t):
    start = next(i for i, s in enumerate(lines) if s.startswith(f"page {page.number} "))
    there = [i for i in range(start, len(lines)) if lines[i].startswith("  text ")]
    return there[page.texts.index(t)]


def faults_whole(text, names):
    doc = page_list.read(text)
    lines = text.splitlines(True)
    for n, table in enumerate(tables_of(doc, names), 1):
        (page,) = stands(doc, table.parent)
        row = of_table(page, table)[-1]
        note = [t for t in page.texts if within(t.element, table.parent)][-1]
        for what, text in (("row", row), ("note", note)):
            yield f"a {what} of table {n} on the next page", moved(
                list(lines), line_of(page, lines, text), page.number + 1)


def faults_turned(text, names):
    doc = page_list.read(text)
    lines = text.splitlines(True)
    table, (page, then) = [(t, stands(doc, t)) for t in tables_of(doc, names)
                           if len(stands(doc, t)) == 2][-1]
    row = of_table(then, table)[-1]
    yield "a third page", moved(list(lines), line_of(then, lines, row), then.number + 1)
    again = [t for t in then.texts if t.y > TEXT_TOP and t.element.id == 0
             and t.y < of_table(then, table)[0].y]
    for name, change in (
            ("a head less", lambda s: ""),
            ("a head is read twice", lambda s: s.replace(
                " e0 ", f" e{of_table(page, table)[-1].element.id} ", 1)),
            ("a head of another column", lambda s: re.sub(r" e0 ([\d.]+)", " e0 1", s, count=1)),
            ("another head", lambda s: s.replace('"\n', 'x"\n'))):
        n = line_of(then, lines, again[-1])
        yield name, "".join(lines[:n] + [change(lines[n])] + lines[n + 1:])
    n = line_of(then, lines, again[0])
    yield "not said to go on", "".join(lines[:n] + [lines[n].replace(AGAIN, "")] + lines[n + 1:])


def turn(folder):
    """A copy of the templates with the second section of the chapter turned."""
    shutil.copytree("templates", folder, dirs_exist_ok=True)
    path = os.path.join(folder, CHAPTER)
    with open(path, encoding="utf-8") as f:
        chapter = f.read()
    mark = 'new-page="yes">'
    if chapter.count(mark) != 1:
        sys.exit(f"{CHAPTER}: {chapter.count(mark)} sections to turn")
    with open(path, "w", encoding="utf-8") as f:
        f.write(chapter.replace(mark, 'landscape="yes" ' + mark))


def test(check, faults, text, names):
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


def main():
    program = sys.argv[1]
    listed = re.findall(r"^  (0\d{7}) +(.*)$", dump(program, "list"), re.M)
    names = {name.strip() for _, name in listed}
    if len(names) != 44:
        sys.exit(f"{len(names)} municipalities in the list")
    test(check_whole, faults_whole, dump(program, "dump", "pages", "08116", "--file", "Sozialbericht"), names)
    with tempfile.TemporaryDirectory() as folder:
        turn(folder)
        test(check_turned, faults_turned,
             dump(program, "dump", "pages", "08116", "--file", "Sozialbericht", "--templates", folder), names)


main()
