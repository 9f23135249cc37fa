#!/usr/bin/env python3
"""Does what the exercises of README.md, "Einen Bericht ändern", say, word by word.

exercises.py PROGRAM FOLDER   prints "ok NAME" or "not ok NAME: why" for each step.

An indented block is a text to look for, what it becomes, a new file, commands or what must be
seen, as the words before it say. "Seen" is: in the pages of the last PDF (its words with single
blanks, without hyphens at the ends of lines) or in what the program said.
"""
import os
import re
import shutil
import subprocess
import sys
import unicodedata

problems = []


def say(good, name, why=""):
    print("ok %s" % name if good else "not ok %s: %s" % (name, " ".join(why.split())))


def chapter():
    text = open("README.md", encoding="utf-8").read()
    return text.split("\n## Einen Bericht ändern\n", 1)[1].split("\n## ", 1)[0]


def blocks(exercise):
    """Pairs of the words before a block and its lines."""
    words, block = "", []
    for line in exercise.split("\n"):
        if line.startswith("       "):
            block.append(line[7:])
        elif not line.strip():
            if block:
                block.append("")
        else:
            if block:
                yield words, "\n".join(block).strip("\n")
                words, block = "", []
            words += " " + line.strip()
    if block:
        yield words, "\n".join(block).strip("\n")


def plain(text):
    text = unicodedata.normalize("NFKC", text.replace("\u00ad\n", "")).replace("\u2011", "-")
    return " ".join(text.replace("\u202f", " ").replace("\u00a0", " ").split())


class Desk:
    """The planner's folder, with copies of what is shipped."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.file, self.wanted = None, None
        self.said, self.page, self.status = "", "", 0
        for name in ("templates", "inputs"):
            shutil.copytree(name, os.path.join(folder, name))

    def path(self, name):
        return os.path.join(self.folder, name)

    def replace(self, new, name):
        with open(self.path(self.file), encoding="utf-8") as f:
            text = f.read()
        say(text.count(self.wanted) == 1, "%s: the text is there once" % name,
            "%d times in %s: %s" % (text.count(self.wanted), self.file, self.wanted))
        with open(self.path(self.file), "w", encoding="utf-8") as f:
            f.write(text.replace(self.wanted, new, 1))
        self.wanted = None

    def run(self, command):
        words = command.split()
        assert words[0] == "build/sozialbericht", command
        done = subprocess.run([self.program] + words[1:], cwd=self.folder, capture_output=True)
        self.status = done.returncode
        self.said = done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
        self.page = ""
        for line in done.stdout.decode("utf-8").split("\n"):
            if line.endswith(".pdf"):
                self.page += subprocess.run(["pdftotext", "-raw", self.path(line), "-"],
                                            capture_output=True).stdout.decode("utf-8")


def step(desk, words, block, name):
    files = re.findall(r"`((?:templates|inputs)/[^`]+)`", words)
    if words.rstrip().endswith("suchen:"):
        desk.file, desk.wanted = files[-1], block
    elif "ersetzen durch" in words:
        desk.replace(block, name)
    elif words.rstrip().endswith("speichern:"):
        with open(desk.path(files[-1]), "w", encoding="utf-8") as f:
            f.write(block + "\n")
    elif block.startswith("build/sozialbericht"):
        for command in block.split("\n"):
            desk.run(command)
            say(desk.status <= 1, "%s: %s" % (name, command), desk.said)
    else:
        for line in block.split("\n"):
            where = plain(desk.said) if "Meinten" in line or line.endswith(".pdf") \
                else plain(desk.page)
            say(plain(line) in where, "%s: seen: %s" % (name, line), where[-400:])
        if "keine Meldung mehr" in words:
            say(desk.status == 0, "%s: no message" % name, desk.said)


def main():
    desk = Desk(os.path.abspath(sys.argv[1]), sys.argv[2])
    parts = chapter().split("\n### ")[1:]
    say(len(parts) == 3, "three exercises", str(len(parts)))
    for part in parts:
        title = part.split("\n", 1)[0].split(":")[0]
        found = list(blocks(part.split("\n", 1)[1]))
        say(len(found) >= 6, "%s has its steps" % title, str(len(found)))
        for i, (words, block) in enumerate(found):
            step(desk, words, block, "%s.%d" % (title, i + 1))


main()
