"""The pages of every PDF of an edition against their display lists: size, number, label, what
is blank; in the print edition also where chapters begin.
Call: sheets.py PROGRAM EDITION_FOLDER [OPTIONS OF THE PROGRAM...] [-- TEXT...]
Each TEXT must stand on every page that is not blank, as an artifact (but on the cover)."""
import concurrent.futures
import json
import os
import re
import subprocess
import sys

COVER = re.compile(r"^ +cover$", re.M)
CONTENTS = re.compile(r"^ +contents ", re.M)
PAGE = re.compile(r'^page \d+ (\S+) (\S+) label "([^"]*)"$')
TEXT = re.compile(r'^  text e(\d+) .*?"((?:[^"\\]|\\.)*)"$')
LINK = re.compile(r'^  link .* to p(\d+) ')
BOOKMARK = re.compile(r'^bookmark (\d) p(\d+) .* title "((?:[^"\\]|\\.)*)"$')
RIGHT = re.compile(r'^  section .*right-page.* running="((?:[^"\\]|\\.)*)"')


def output(*command, most=0):
    run = subprocess.run(command, capture_output=True, check=False)
    if run.returncode > most:
        raise SystemExit(f"{command[:3]}: {run.stderr.decode()}")
    return run.stdout.decode()


def read_pages(dump):
    pages, bookmarks = [], []
    for line in dump.splitlines():
        if found := PAGE.match(line):
            pages.append({"size": found.group(1, 2), "label": found.group(3), "ops": 0,
                          "texts": [], "links": []})
        elif found := BOOKMARK.match(line):
            bookmarks.append((int(found.group(1)), int(found.group(2)), found.group(3)))
        elif line.startswith("  ") and pages:
            pages[-1]["ops"] += 1
            if found := TEXT.match(line):
                pages[-1]["texts"].append((int(found.group(1)), found.group(2)))
            elif found := LINK.match(line):
                pages[-1]["links"].append(int(found.group(1)))
    return pages, bookmarks


def labels(path, n):
    """As a viewer makes them (ISO 32000-1, 12.4.2)."""
    ranges = json.loads(output("qpdf", "--json=2", "--json-key=pagelabels", path))["pagelabels"]
    made = []
    for i in range(n):
        at = [r for r in ranges if r["index"] <= i][-1]
        style = at["label"]
        number = style.get("/St", 1) + i - at["index"] if "/S" in style else ""
        made.append(style.get("/P", "").removeprefix("u:") + str(number))
    return made


def check_pages(path, pages, document):
    info = output("pdfinfo", "-f", "1", "-l", "99999", path)
    sizes = re.findall(r"^Page +\d+ size: +(\S+) x (\S+) pts", info, re.M)
    turned = re.findall(r"^Page +\d+ rot: +([1-9]\d*)", info, re.M)
    if sizes != [page["size"] for page in pages] or turned:
        return "sizes of the pages"
    if labels(path, len(pages)) != [page["label"] for page in pages]:
        return "labels of the pages"
    texts = output("pdftotext", "-enc", "UTF-8", path, "-").split("\f")
    for i, page in enumerate(pages):
        if (page["ops"] == 0) != (texts[i].strip() == ""):
            return f"page {i + 1}: blank in one of list and file"
        numbered = (0, page["label"]) in page["texts"]
        cover = i == 0 and COVER.search(document) is not None
        if numbered != (page["ops"] > 0 and not cover):
            return f"page {i + 1}: its label is not the printed number"
    return None


def check_print(pages, bookmarks, document):
    blank = [i for i, page in enumerate(pages) if page["ops"] == 0]
    if len(pages) % 2 or [page["label"] for page in pages] != [
            str(i + 1) for i in range(len(pages))]:
        return "numbers of the pages"
    if (not blank and COVER.search(document)) or any(i % 2 == 0 or (i + 1 in blank) for i in blank):
        return f"blank pages: {[i + 1 for i in blank]}"
    starts = {title: page for level, page, title in bookmarks if level == 1}
    chapters = [found.group(1) for found in map(RIGHT.match, document.splitlines()) if found]
    if not chapters and COVER.search(document):
        return "no chapter begins on the right"
    for title in chapters:
        if starts[title] % 2:
            return f"{title} begins on page {starts[title] + 1}"
    needed = {page - 1 for page in starts.values() if page - 1 in blank}
    if set(blank) - needed - {len(pages) - 1}:
        return f"blank pages without need: {[i + 1 for i in blank]}"
    return None


def check_contents(pages, bookmarks, document):
    """The contents, where there are some, name the page of every chapter."""
    if CONTENTS.search(document) is None:
        return None
    page = pages[bookmarks[0][1]]
    for level, target, title in bookmarks[1:]:
        if level == 1 and (target not in page["links"] or
                           str(target + 1) not in [text for _, text in page["texts"]]):
            return f"contents: {title} is on page {target + 1}"
    return None


def check_texts(pages, texts):
    for i, page in enumerate(pages):
        for text in texts:
            hits = [element for element, there in page["texts"] if there == text]
            if page["ops"] > 0 and not hits or i > 0 and any(hits):
                return f"page {i + 1}: {text}"
    return None


def check(program, folder, report, options, texts):
    path = os.path.join(folder, report["path"])
    which = (report["area"], "--file", report["path"], *options)
    pages, bookmarks = read_pages(output(program, "dump", "pages", *which, most=1))
    document = output(program, "dump", "document", *which, most=1)
    fault = (check_pages(path, pages, document) or
             check_contents(pages, bookmarks, document) or check_texts(pages, texts))
    if "--print" in options and not fault:
        fault = check_print(pages, bookmarks, document)
    elif not fault and any(page["ops"] == 0 for page in pages):
        fault = "a blank page on the screen"
    return f"{report['path']}: {fault}" if fault else None


def main():
    arguments = sys.argv[1:]
    texts = []
    if "--" in arguments:
        texts = arguments[arguments.index("--") + 1:]
        arguments = arguments[:arguments.index("--")]
    program, folder, *options = arguments
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        reports = json.load(f)["reports"]
    if not reports:
        sys.exit("no reports")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        faults = list(pool.map(
            lambda report: check(program, folder, report, options, texts), reports))
    faults = [fault for fault in faults if fault]
    if faults:
        sys.exit(faults[0])


main()
