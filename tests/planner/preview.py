#!/usr/bin/env python3
"""The command preview: its page is that of the whole report, word by word at the same place.

preview.py PROGRAM FOLDER   prints "ok NAME" or "not ok NAME: why".
"""
import os
import shutil
import subprocess
import sys

program, folder = os.path.abspath(sys.argv[1]), sys.argv[2]


def say(good, name, why=""):
    print("ok %s" % name if good else "not ok %s: %s" % (name, " ".join(str(why).split())))


def run(*words, output="out"):
    done = subprocess.run([program, *words, "--output", os.path.join(folder, output)],
                          capture_output=True)
    return done.returncode, done.stdout.decode().split(), done.stderr.decode()


def words_of(path, first=None, last=None):
    pages = ["-f", str(first), "-l", str(last)] if first else []
    text = subprocess.run(["pdftotext", "-bbox", *pages, path, "-"], capture_output=True).stdout
    return [line for line in text.decode().split("\n") if "<word" in line]


def same(name, template, area, pages, whole, *more):
    status, paths, said = run("preview", template, area, pages, *more)
    first, _, last = pages.partition("-")
    say(status == 0 and len(paths) == 1, "%s: made" % name, said)
    if len(paths) != 1:
        return
    wanted = words_of(whole, int(first), int(last or first))
    say(len(wanted) > 20 and words_of(paths[0]) == wanted, "%s: words and places" % name,
        "%d words" % len(wanted))
    checked = subprocess.run(["qpdf", "--check", paths[0]], capture_output=True)
    say(checked.returncode == 0, "%s: qpdf" % name, checked.stdout.decode())
    info = subprocess.run(["pdfinfo", paths[0]], capture_output=True).stdout.decode()
    say("Tagged:          yes" in info, "%s: tagged" % name, info)


def structure(name, path):
    """The own check of finished reports; what is on other pages cannot be linked or headed."""
    checker = os.path.join(os.path.dirname(program), "structure-check")
    if not os.path.exists(checker):
        return
    said = subprocess.run([checker, "--words", "inputs/words.xml", path],
                          capture_output=True).stdout.decode()
    faults = [line for line in said.split("\n") if "[" in line and " in all" in line
              and "[figure-values]" not in line and "[heading]" not in line
              and "[outline]" not in line and "[reference]" not in line
              and "[unlisted]" not in line]  # the list of abbreviations is on another page
    say(not faults, "%s: structure" % name, faults)


_, reports, _ = run("report", "Nürtingen", "--file", "Sozialbericht_0")
_, district, _ = run("report", "Landkreis", "--file", "Sozialbericht")
_, paper, _ = run("report", "Landkreis", "--file", "Sitzungsvorlage")
say(len(reports) == len(district) == len(paper) == 1, "the reports to compare with",
    reports + district + paper)

for page in ("1", "2", "3", "6", "9"):
    same("page %s of a municipality" % page, "gemeinde", "Nürtingen", page, reports[0])
same("three pages", "gemeinde.xml", "nuertingen", "4-6", reports[0])
same("last page", "gemeinde", "08116049", str(int(subprocess.run(
    ["pdfinfo", reports[0]], capture_output=True).stdout.decode().split("Pages:")[1].split()[0])),
    reports[0])
for page in ("2", "20", "30"):
    same("page %s of the district" % page, "templates/landkreis.xml", "Landkreis", page,
         district[0])
same("first page of a paper", "vorlage", "Landkreis", "1", paper[0])

# Every other page of the district: tables that go on, notes, lists, landscape pages.
n = int(subprocess.run(["pdfinfo", district[0]], capture_output=True).stdout.decode()
        .split("Pages:")[1].split()[0])
for page in range(2, n + 1, 2):
    status, paths, said = run("preview", "landkreis", "Landkreis", str(page))
    if status != 0 or len(paths) != 1:
        say(False, "district, page %d" % page, said)
        continue
    structure("district, page %d" % page, paths[0])

status, paths, said = run("preview", "gemeinde", "Nürtingen", "blick")
say(status == 0 and "auf einen Blick" in " ".join(
    subprocess.run(["pdftotext", path, "-"], capture_output=True).stdout.decode()
    for path in paths), "the page of an id", said)
status, paths, said = run("preview", "steuerungskreis", "Landkreis", "1", "--file",
                          "Steuerungskreis_4")
say(status == 0 and paths[0].endswith("Steuerungskreis_4_Alter_und_Pflege_Seite_1.pdf"),
    "one of several reports", paths)
say(not any(name for name in os.listdir(os.path.join(folder, "out"))
            if name not in ("musterausgabe-2026-einzeln", "musterausgabe-2026-vorschau",
                            ".geprueft", "index.html")),
    "nothing but its own folder", os.listdir(os.path.join(folder, "out")))

first = run("preview", "gemeinde", "Nürtingen", "7")[1][0]
bytes_first = open(first, "rb").read()
second = run("preview", "gemeinde", "Nürtingen", "7", output="again")[1][0]
say(bytes_first == open(second, "rb").read(), "the same bytes again")

# What is known of the last time changes no byte and hides no fault.
known = os.path.join(folder, "out", ".geprueft")
wanted = [open(path, "rb").read() for path in (reports[0], first)]
good = open(known, "rb").read()
for name, text in (("nothing", None), ("all", good), ("half a line", good[:200]),
                   ("other grammars", good[:3] + b"x" + good[4:]), ("no text", b"\0\xff\n" * 99)):
    if text is None:
        os.remove(known)
    else:
        open(known, "wb").write(text)
    _, paths, _ = run("report", "Nürtingen", "--file", "Sozialbericht_0")
    paths += run("preview", "gemeinde", "Nürtingen", "7")[1]
    say([open(path, "rb").read() for path in paths] == wanted, "known before: %s" % name, paths)
inputs = os.path.join(folder, "inputs")
shutil.copytree("inputs", inputs)
catalogue = os.path.join(inputs, "catalogue.xml")
text = open(catalogue, encoding="utf-8").read()
open(catalogue, "w", encoding="utf-8").write(text.replace('min-count="', 'min-count="x', 1))
for words in (("report", "Nürtingen"), ("preview", "gemeinde", "Nürtingen", "7")):
    for _ in range(2):  # what was faulty is not known as good
        status, paths, said = run(*words, "--inputs", inputs)
        say(status >= 2 and "catalogue.xml:" in said and not paths,
            "a fault in a known file: %s" % words[0], "%d %s" % (status, said))

for name, words, wanted, said_wanted in (
        ("page 0", ("gemeinde", "Nürtingen", "0"), 64, "„0“ ist keine Seite"),
        ("pages backwards", ("gemeinde", "Nürtingen", "5-3"), 64, "„5-3“ ist keine Seite"),
        ("page that is no number", ("gemeinde", "Nürtingen", "7a"), 64, "„7a“ ist keine Seite"),
        ("a number beyond all", ("gemeinde", "Nürtingen", "99999999999"), 64, "ist keine Seite"),
        ("a page too many", ("gemeinde", "Nürtingen", "999"), 2, "Eine Seite 999 gibt es nicht"),
        ("an id misspelt", ("gemeinde", "Nürtingen", "blik"), 2, "Meinten Sie „blick“?"),
        ("a template misspelt", ("gemeind", "Nürtingen", "1"), 2, "Meinten Sie „gemeinde.xml“?"),
        ("the theme", ("theme", "Nürtingen", "1"), 2, "Eine Vorlage „theme“ gibt es"),
        ("a template outside", ("../inputs/edition", "Nürtingen", "1"), 2, "gibt es im Ordner"),
        ("a municipality misspelt", ("gemeinde", "Nürtigen", "1"), 2, "Meinten Sie „Nürtingen“?"),
        ("a template for others", ("landkreis", "Nürtingen", "1"), 2, "für die Gebietsart"),
        ("a chapter", ("chapters/impressum", "Nürtingen", "1"), 2, "beginnt mit <chapter>"),
        ("nothing", (), 64, "wird so aufgerufen")):
    status, paths, said = run("preview", *words)
    say(status == wanted and said_wanted in said and not paths, "refused: %s" % name,
        "%d %s" % (status, said))
