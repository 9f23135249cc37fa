"""extraction.py finds what it is there for: one report whole and with planted faults, those of
footnotes where it has some. And its reader of PDF finds what poppler's finds.
Call: extraction_faults.py PROGRAM PDF TITLE OPTIONS..."""
import re
import subprocess
import sys
import tempfile

import extraction
import page_list
import tagged_pdf


def exchanged(text, first, second):
    """Two parts that occur once are exchanged."""
    for part in (first, second):
        assert text.count(part) == 1, (text.count(part), part)
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


def replaced(text, old, new):
    assert old in text, old
    return text.replace(old, new, 1)


def lines_with(text, pattern):
    return [line for line in text.splitlines(True) if re.search(pattern, line)]


def said(line, change):
    """The line of a document's dump with its text changed."""
    head, text, tail = re.match(r'( +text text=")([^"]*)(".*)', line, re.S).groups()
    new = change(text)
    assert new != text, line
    return head + new + tail


def document_faults(d):
    lines = lines_with(d, r'^ +text text="[A-ZÄÖÜ][a-zäöüß]+ [^"]* [^"]*"$')
    long = max(lines, key=len)
    cells = lines_with(d, r'^ +text text="[A-Z][^"]*"$')
    cells = [c for c in cells if d.count(c) == 1][-6:]
    value = lines_with(d, r'^ +text text="[0-9.,]+"$')[0]

    def fault(line, change):
        return replaced(d, line, said(line, change))
    yield "a word less", fault(long, lambda t: t[t.index(" "):])
    yield "a word twice", fault(long, lambda t: t[:t.index(" ")] + " " + t)
    yield "two words joined", fault(long, lambda t: t.replace(" ", "", 1))
    yield "another letter", fault(long, lambda t: t[:-2] + "ß" + t[-1])
    yield "a hyphen that stayed", fault(
        long, lambda t: re.sub(r"([a-zäöü]{2})([a-zäöü]{3})", r"\1-\2", t, count=1))
    yield "two cells exchanged", exchanged(d, cells[0], cells[-1])
    yield "a digit more", fault(value, lambda t: "1" + t)
    numbers = lines_with(d, r'^ +figure.* number=\d+ .* subtitle=')
    yield "another number of a figure", replaced(d, " number=2 ", " number=3 ")
    yield "a figure without number", replaced(
        d, numbers[0], re.sub(r" number=\d+", "", numbers[0]))
    for alone in [n for n in lines_with(d, r"^ +figure.* number=") if " subtitle=" not in n][:1]:
        yield "a number that stands alone is missing", replaced(
            d, alone, re.sub(r" number=\d+", "", alone))
    table = lines_with(d, r"^ +table.* number=\d+ ")[-1]
    yield "a table without number", replaced(d, table, re.sub(r" number=\d+", "", table))
    yield "another sign read", re.sub(r' actual="', ' actual="nicht ', d, count=1)
    # a short title that is not the heading itself, which may stand in the contents as well
    short = r' running="(?=([^"]*)"[^\n]*\n +heading[^\n]*\n +text text="(?!\1"))'
    assert re.search(short, d)
    yield "a title that is not in the contents", re.sub(short, ' running="Kein ', d, count=1)


def note_faults(d):
    if " footnote number=" not in d:
        return
    yield "another number of a footnote", replaced(d, "footnote number=1", "footnote number=2")
    note = re.search(r' footnote number=1[^\n]*\n( +text text="[^"]*"\n)', d).group(1)
    yield "another word of a footnote", replaced(d, note, note[:-3] + 'x"\n')


def page_faults(p):
    texts = lines_with(p, r"^  text e[1-9]")
    artifacts = lines_with(p, r"^  text e0 ")
    yield "two texts exchanged", exchanged(p, texts[40], texts[41])
    yield "a text less", replaced(p, texts[-1], "")
    yield "a page head more", replaced(p, artifacts[-1], artifacts[-1] * 2)
    figures = set(re.findall(r"^element (\d+) Figure", p, re.M))
    label = next(t for t in texts if t.split()[1][1:] in figures)
    yield "another label in a chart", replaced(p, label, label[:-2] + 'x"\n')
    last = p.rindex("\npage ")
    n = int(p.split()[1])
    yield "a page less", p[:last + 1].replace(f"pages {n} ", f"pages {n - 1} ", 1)


def tree_faults(path):
    pdf = tagged_pdf.TaggedPdf(path)
    pdf.used -= 1
    yield "content outside the tree", pdf
    pdf = tagged_pdf.TaggedPdf(path)
    cells = [e for e in pdf.root.walk() if e.role == "TD" and e.kids]
    first = cells[0]
    other = next(e for e in cells if e.text() != first.text())
    first.kids, other.kids = other.kids, first.kids
    yield "cells in another order", pdf
    pdf = tagged_pdf.TaggedPdf(path)
    long = max((e for e in pdf.root.walk() if e.kids and isinstance(e.kids[0], str)),
               key=lambda e: len(e.text()))
    long.kids[0] = long.kids[0].replace(" ", "", 1)
    yield "a space less", pdf
    pdf = tagged_pdf.TaggedPdf(path)
    pdf.pages[1] = pdf.pages[1][::-1]
    yield "letters backwards", pdf


def caught(name, document, pages, pdf, path, title):
    try:
        extraction.check(document, pages, pdf, path, title)
    except (extraction.Mismatch, ValueError, page_list.Malformed):
        print(f"found: {name}")
        return True
    print(f"not found: {name}")
    return False


class Poppler:
    """What it finds in the tree. It takes its time over a whole report, beside the faults."""

    def __init__(self, path):
        self.out = tempfile.TemporaryFile()
        self.process = subprocess.Popen(["pdfinfo", "-enc", "UTF-8", "-struct-text", path],
                                        stdout=self.out)

    def text(self):
        if self.process.wait():
            sys.exit("pdfinfo failed")
        self.out.seek(0)
        return self.out.read().decode(errors="surrogateescape")


def same_as_poppler(poppler, pdf):
    # Titles of elements are printed as they are in the file, in the encoding of PDF.
    theirs = re.findall(r'^ *"(.*)"$', poppler.text(), re.M)
    # U+00AD, where a word is parted, is left out by poppler in the tree, not on the page.
    ours = pdf.root.text().replace("\u00ad", "")
    return "".join("".join(theirs).split()) == "".join(ours.split())


def main():
    program, path, title, *options = sys.argv[1:]
    poppler = Poppler(path)
    document = extraction.dump(program, "document", title, options)
    pages = extraction.dump(program, "pages", title, options)
    pdf = tagged_pdf.TaggedPdf(path)
    extraction.check(document, pages, pdf, path, title)
    tried = [(n, f, pages, pdf) for n, f in document_faults(document)]
    tried += [(n, f, pages, pdf) for n, f in note_faults(document)]
    tried += [(n, document, f, pdf) for n, f in page_faults(pages)]
    tried += [(n, document, pages, f) for n, f in tree_faults(path)]
    good = all([caught(n, d, p, f, path, title) for n, d, p, f in tried])
    if not same_as_poppler(poppler, pdf):
        good = False
        print("poppler finds another text in the structure tree")
    if not good or len(tried) < 20:
        sys.exit(f"{len(tried)} faults were planted")


main()
