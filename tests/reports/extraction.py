"""Every page of every report against its display list: each text that was placed on a
page must be found in the text extracted from that page of the PDF, and every page must
name its area. Called by run.sh: extraction.py PROGRAM EDITION_FOLDER"""
import json
import os
import re
import subprocess
import sys
import unicodedata

RUN = re.compile(r'^ *text .*?"((?:[^"\\]|\\.)*)"')


def flat(text):
    """Without anything that extraction may set differently: spaces and soft hyphens."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\s\u00ad\u2060]+", "", text)


def placed(program, key):
    dump = subprocess.run([program, "dump", "pages", key], capture_output=True, check=False)
    if dump.returncode > 1:
        sys.exit(dump.stderr.decode())
    pages = []
    for line in dump.stdout.decode().splitlines():
        if line.startswith("page "):
            pages.append([])
        found = RUN.match(line)
        if found and pages:
            text = found.group(1).replace('\\"', '"').replace("\\\\", "\\")
            # pdftotext joins words that a hyphen parts at the end of a line.
            pages[-1].append(text[:-1] if text.endswith("-") else text)
    return pages


def extracted(path, n):
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True,
                          check=True).stdout.decode()
    pages = text.split("\f")
    if len(pages) < n:
        sys.exit(f"{path}: {len(pages)} pages of text, {n} were laid out")
    return pages


def check(program, folder, report):
    path = os.path.join(folder, report["path"])
    pages = placed(program, report["area"])
    texts = extracted(path, len(pages))
    runs = 0
    for number, page in enumerate(pages):
        there = flat(texts[number])
        if flat(report["title"]) not in there:
            sys.exit(f"{report['path']} page {number + 1}: does not name {report['title']}")
        for run in page:
            runs += 1
            if flat(run) not in there:
                sys.exit(f"{report['path']} page {number + 1}: not extracted: {run!r}")
    if runs < 50 * len(pages) // 2:
        sys.exit(f"{report['path']}: only {runs} texts in the display list")
    return runs


def main():
    program, folder = sys.argv[1:]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        reports = json.load(f)["reports"]
    runs = sum(check(program, folder, report) for report in reports)
    print(f"{runs} texts on the pages of {len(reports)} reports")


main()
