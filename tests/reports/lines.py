"""Every line of every paragraph of a full build, read from the display lists
(dump pages). Called by run.sh: lines.py PROGRAM EDITION_FOLDER [AREA...]

A run that ends a line which could have gone on says up to where (edge). Counted are
lines that leave more room than the limit of layout/text_private.h (three sizes and a
tenth of the measure), last lines that are shorter than two sizes or only the rest of a
word, hyphens in three lines running or at the foot of a page, hyphens in short words and in
names of areas, what must not stand at a line's end or start, and small numbers parted from
their noun where the line had room to end before them. All of them have to be zero. Spaces
keep their natural width everywhere: without stretched spaces there are no rivers."""
import json
import os
import re
import subprocess
import sys

RUN = re.compile(r'^ *text e(\d+) (\S+) (\S+) (\S+) (\w+) (\S+) rgb \S+(.*?) "((?:[^"\\]|\\.)*)"$')
ELEMENT = re.compile(r"^ *element (\d+) (\w+)")
LEAST = 60  # lines of a report that could have gone on; fewer: the dump is not understood
HANG = 4.0  # [pt] no sign stands farther outside than this
LETTERS = re.compile(r"[^\W\d_]+")
# Parted by a line end: the end of one line, the start of the next.
PARTED = [
    (r"(^|[ (])(§§?|Nr\.|Abs\.|SGB|S\.|Abb\.|Abbildung|Seite|Kap\.|Dr\.|St\.|Bad)$", r"\S"),
    (r"\d$", r"(%|km²|Euro|Mio\.|Prozent)"),
    (r"(^|[ (])\d{1,2}\.$", r"(Januar|Februar|März|April|Mai|Juni|Juli|August|September"
                            r"|Oktober|November|Dezember)"),
    (r"", r"[–—=+…] "),
    (r"(^| )\w\.$", r"\w\.( |$)"),
    (r"\d–$", r"\d"),
]
COUNT = re.compile(r"(^|[ (\xa0])([+−]?\d{1,3}(?:,\d+)?)$")
NOUN = re.compile(r"[A-ZÄÖÜ]\w\w")
DIGIT = 0.58  # [em] figures of the text face, and more than its signs


class Names:
    """Of all areas, as `list` prints them: words of seven letters; places inside of them
    where no line may end: all but the one after the first word."""

    def __init__(self, listed):
        names = re.findall(r"^  (?:DG|0\d*) +(\S.*)$", listed, re.M)
        self.words = {w for name in names for w in LETTERS.findall(name) if len(w) >= 7}
        self.parted = []
        for name in names:
            words = name.split()
            for i in range(2, len(words)):
                self.parted.append((r"(^| )" + re.escape(" ".join(words[1:i])) + "$",
                                    re.escape(" ".join(words[i:])) + r"\b"))
        if len(names) < 45 or not self.parted:
            sys.exit("the names of the areas are not understood")

    def has(self, word):
        return word in self.words or word[-1:] == "s" and word[:-1] in self.words


class Line:
    def __init__(self, page):
        self.page = page
        self.text = ""
        self.start = self.edge = None
        self.hyphen = False

    def add(self, x, width, size, flags, text):
        if self.start is None:
            self.start = x
        self.text += text
        self.end = x + width
        self.size = max(size, getattr(self, "size", 0))
        edge = re.search(r" edge (\S+)", flags)
        self.edge = float(edge.group(1)) if edge else None
        self.hyphen = " hyphen" in flags

    def room(self):
        return self.edge - self.end

    def limit(self):
        return 3 * self.size + (self.edge - self.start) / 10


def lines_of(dump):
    """Lines in reading order without page heads, labels of lists and number columns."""
    roles, lines, page, last = {}, [], 0, None
    for row in dump.splitlines():
        element = ELEMENT.match(row)
        if element:
            roles[element.group(1)] = element.group(2)
        if row.startswith("page "):
            page += 1
            last = None
        run = RUN.match(row)
        if not run or run.group(1) == "0" or roles.get(run.group(1)) == "Lbl":
            continue
        x, y, width, size = (float(run.group(i)) for i in (2, 3, 4, 6))
        if " space " in run.group(7) + " ":
            sys.exit(f"page {page}: a stretched space: {run.group(8)!r}")
        near = last and abs(y - last[0]) < 5 and -0.1 < x - last[1] < 0.1
        if not near:
            lines.append(Line(page))
        lines[-1].add(x, width, size, run.group(7), run.group(8))
        last = (y, x + width)
    if not roles:
        sys.exit("no elements in the dump")
    return lines


def number_fault(line, following):
    """Whether the line could have ended before its last word, a number, without more room
    left than the limit."""
    count = COUNT.search(line.text.rstrip())
    if not count or not NOUN.match(following.text):
        return False
    width = (len(count.group(2)) * DIGIT + 0.3) * line.size
    return line.room() + width < line.limit()


def word_faults(line, following, names):
    """A hyphen needs a word of seven letters, two of them before and three after it, that is
    no name."""
    before = LETTERS.findall(line.text)[-1]
    after = LETTERS.match(following.text)
    after = after.group(0) if after else ""
    if len(before + after) < 7 or len(before) < 2 or len(after) < 3:
        yield "short word with a hyphen"
    if names.has(before + after):
        yield "name with a hyphen"


def faults(lines, names):
    """Pairs of a line and what is wrong with it."""
    running = 0
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        running = running + 1 if line.hyphen else 0
        if running > 2:
            yield line, "third hyphen running"
        ends = line.edge is None
        inside = i > 0 and lines[i - 1].edge is not None
        if ends and inside and line.end - line.start < 2 * line.size:
            yield line, "last line of less than two sizes"
        if ends and inside and lines[i - 1].hyphen and " " not in line.text:
            yield line, "last line is the rest of a word"
        if ends:
            continue
        if following is None:
            yield line, "goes on nowhere"
            continue
        if line.room() > line.limit():
            yield line, f"{line.room():.1f} pt left, limit {line.limit():.1f}"
        if line.room() < -HANG:
            yield line, f"{-line.room():.1f} pt over the edge"
        if line.hyphen and following.page != line.page:
            yield line, "hyphen at the foot of a page"
        if line.hyphen:
            for what in word_faults(line, following, names):
                yield line, what
        if number_fault(line, following):
            yield line, f"number parted from {following.text[:20]!r}"
        for end, start in PARTED + names.parted:
            if re.search(end, line.text.rstrip()) and re.match(start, following.text):
                yield line, f"parted before {following.text[:20]!r}"


def main():
    program, folder, *areas = sys.argv[1:]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        reports = json.load(f)["reports"]
    names = Names(subprocess.run([program, "list"], capture_output=True, text=True,
                                 check=False).stdout)
    count = hyphens = wrong = 0
    for report in reports:
        if areas and report["area"] not in areas:
            continue
        dump = subprocess.run([program, "dump", "pages", report["area"], "--file", report["path"]], capture_output=True,
                              check=False)
        if dump.returncode > 1:
            sys.exit(dump.stderr.decode())
        lines = lines_of(dump.stdout.decode())
        full = [line for line in lines if line.edge is not None]
        if len(full) < min(LEAST, 3 * dump.stdout.count(b"\npage ")):
            sys.exit(f"{report['path']}: only {len(full)} lines of paragraphs")
        count += len(full)
        hyphens += sum(line.hyphen for line in full)
        for line, what in faults(lines, names):
            wrong += 1
            print(f"{report['path']} page {line.page}: {what}: {line.text!r}")
    print(f"{count} lines that could have gone on, {hyphens} hyphens, {wrong} faults")
    sys.exit(wrong != 0)


main()
