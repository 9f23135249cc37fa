"""Text extraction is exact, for every page of every report. Called by run.sh:
extraction.py PROGRAM EDITION_FOLDER. Three comparisons:

1. The words of the document tree, in reading order, are those of the PDF's structure tree,
   one by one. Left out, as they are in one of them only: page heads, feet and repeated table
   heads (artifacts); entries of contents, each of which must be a title of the document;
   texts inside charts, which come third. Footnotes are compared among themselves, since they
   stand where the layout puts them.
2. What pdftotext, a foreign reader, takes from a page in the order of its stream are the
   characters of the page's display list, in order.
3. Texts inside charts: those of the display list, figure by figure, in order; and what is
   read instead of signs (ActualText) is what the document says.

Before words are compared:
  U+00AD  is taken out: it stands only where a word is parted at the end of a line
  U+00A0, U+202F, U+2002, U+2009  part words like U+0020: the layout may set a space that no
          line may end at for another, which changes the character, not the words
  U+2060, U+200B, U+200C  are taken out: they are no characters of words, only orders to a
          setter (no break, break, no ligature)
  U+2011  counts as the hyphen it looks like: it only says that no line ends there
Nothing else is changed: no case, no accents, no ligatures, no compatibility forms."""
import json
import multiprocessing
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "quality"))
import document_words  # noqa: E402
import page_list  # noqa: E402
import tagged_pdf  # noqa: E402

NORMAL = {0xAD: None, 0x2060: None, 0x200B: None, 0x200C: None, 0x2011: "-", 0xA0: " ",
          0x202F: " ", 0x2002: " ", 0x2009: " "}
INLINE = {"Span", "Link", "Reference"}
CONTEXT = 6  # words shown on either side of the first difference


class Mismatch(Exception):
    pass


def normal(text):
    return text.translate(NORMAL)


def dump(program, what, key, options=()):
    done = subprocess.run([program, "dump", what, key, *options], capture_output=True,
                          check=False)
    if done.returncode > 1:
        raise Mismatch(done.stderr.decode())
    return done.stdout.decode()


class Structure:
    """What the tree of a PDF says: running text, contents, notes, figures."""

    def __init__(self, root):
        self.parts, self.entries, self.notes, self.figures, self.actual = [], [], [], [], []
        self.add(root)

    def add(self, e):
        apart = e.role not in INLINE
        if e.role == "TOCI":
            self.entries.append(" ".join(normal(own_text(e)).split()))
            for kid in e.kids:
                if not isinstance(kid, str) and kid.role == "TOC":
                    self.add(kid)
            return
        if e.role == "Figure":
            self.figures.append(e.text())
            return
        if e.role == "Note":
            label = "".join(k.text() for k in e.kids if not isinstance(k, str) and k.role == "Lbl")
            if not label or not e.text().startswith(label):
                raise Mismatch(f"a footnote without its number: {e.text()[:40]!r}")
            self.notes.append(label + " " + e.text()[len(label):])
            return
        if e.actual is not None:
            self.actual.append(e.actual)
        if apart:
            self.parts.append(" ")
        for kid in e.kids:
            if isinstance(kid, str):
                self.parts.append(kid)
            else:
                self.add(kid)
        if apart:
            self.parts.append(" ")


def own_text(entry):
    """Of an entry of the contents, without the entries below it."""
    return "".join(kid if isinstance(kid, str) else "" if kid.role == "TOC" else own_text(kid)
                   for kid in entry.kids)


def fits(word, there):
    """Where the layout set a page number, the document has but its place."""
    if document_words.PAGE not in word:
        return word == there
    pattern = r"\d+".join(re.escape(p) for p in word.split(document_words.PAGE))
    return re.fullmatch(pattern, there) is not None


def compare(wanted, found, what):
    if len(wanted) == len(found) and all(map(fits, wanted, found)):
        return
    n = next((i for i, (a, b) in enumerate(zip(wanted, found)) if not fits(a, b)),
             min(len(wanted), len(found)))
    near = slice(max(0, n - CONTEXT), n + CONTEXT)
    raise Mismatch(f"{what}: word {n + 1} of {len(wanted)}: "
                   f"there should be {' '.join(wanted[near])!r}, "
                   f"there is {' '.join(found[near])!r}")


def check_words(document, tree):
    words = document_words.Words()
    words.add(document)
    wanted = normal("".join(words.parts)).split()
    found = normal("".join(tree.parts)).split()
    compare(wanted, found, "document and structure")
    compare(sorted(" ".join(normal(n).split()) for n in words.notes),
            sorted(" ".join(normal(n).split()) for n in tree.notes), "footnotes")
    compare(words.actual, tree.actual, "read instead of signs")
    titles = {" ".join(normal(t).split()) for t in document_words.titles(document)}
    for entry in tree.entries:
        text, _, page = entry.rpartition(" ")
        if text not in titles or not page.isdigit():
            raise Mismatch(f"contents: {entry!r} is no title with a page")
    if not tree.entries and any(node.kind == "contents" for node in document.walk()):
        raise Mismatch("contents without entries")
    return len(wanted)


def placed(text):
    """A run as it is read: the hyphen at its end that the layout made is none."""
    return text.text[:-1] if "hyphen" in text.marks and text.text[-1] in "-\u2010" else text.text


def letters(text):
    return "".join(normal(text).split())


def check_pages(path, pages, pdf, title):
    out = subprocess.run(["pdftotext", "-raw", "-enc", "UTF-8", path, "-"], capture_output=True,
                         check=True).stdout.decode()
    foreign = out.split("\f")
    if not len(pages.pages) == len(pdf.pages) == len(foreign) - 1:
        raise Mismatch(f"{len(pages.pages)} pages were laid out, {len(foreign) - 1} are there")
    for page, own, other in zip(pages.pages, pdf.pages, foreign):
        wanted = letters("".join(placed(t) for t in page.texts))
        for what, text in (("the content stream", own), ("pdftotext", other)):
            there = letters(text)
            if there != wanted:
                n = len(os.path.commonprefix([there, wanted]))
                raise Mismatch(f"page {page.number + 1}, {what}: "
                               f"there should be {wanted[max(0, n - 20):n + 20]!r}, "
                               f"there is {there[max(0, n - 20):n + 20]!r}")
        if wanted and letters(title) not in wanted:
            raise Mismatch(f"page {page.number + 1} does not name {title}")
    return sum(len(page.texts) for page in pages.pages)


def check_figures(pages, tree):
    wanted = {e.id: [] for e in pages.elements if e.role == "Figure"}
    for page in pages.pages:
        for t in page.texts:
            figure = t.element.inside("Figure")
            if figure is not None:
                wanted[figure.id].append(placed(t))
    if len(wanted) != len(tree.figures):
        raise Mismatch(f"{len(wanted)} figures were laid out, {len(tree.figures)} are there")
    for n, (texts, text) in enumerate(zip(wanted.values(), tree.figures), 1):
        compare(normal(" ".join(texts)).split(), normal(text).split(), f"figure {n}")


def check(document_dump, pages_dump, pdf, path, title):
    document = document_words.read(document_dump)
    pages = page_list.read(pages_dump, path)
    if pdf.used != sum(len(marks) for marks in pdf.marks.values()):
        raise Mismatch("not all marked content stands in the structure tree once")
    tree = Structure(pdf.root)
    words = check_words(document, tree)
    texts = check_pages(path, pages, pdf, title)
    check_figures(pages, tree)
    if words < 50 * len(pages.pages) or texts < 25 * len(pages.pages):
        raise Mismatch(f"only {words} words, {texts} texts on {len(pages.pages)} pages")
    return words, texts


def check_report(task):
    """Words, texts, message."""
    program, folder, report = task
    try:
        path = os.path.join(folder, report["path"])
        return check(dump(program, "document", report["area"], ("--file", report["path"])),
                     dump(program, "pages", report["area"], ("--file", report["path"])),
                     tagged_pdf.TaggedPdf(path), path, report["title"]) + (None,)
    except (Mismatch, ValueError, KeyError, page_list.Malformed) as e:
        return 0, 0, f"{report['path']}: {e!r}"


def main():
    program, folder = sys.argv[1:]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        tasks = [(program, folder, report) for report in json.load(f)["reports"]]
    with multiprocessing.Pool() as pool:
        results = pool.map(check_report, tasks, chunksize=1)
    wrong = [message for _, _, message in results if message]
    if wrong:
        sys.exit("\n".join(wrong[-3:]))
    print(f"{sum(r[0] for r in results)} words, {sum(r[1] for r in results)} texts on the pages "
          f"of {len(results)} reports")


if __name__ == "__main__":
    main()
