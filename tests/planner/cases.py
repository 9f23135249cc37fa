#!/usr/bin/env python3
"""Mistakes a planner can make in a template, each with the messages it is answered with.

cases.py PROGRAM FOLDER [--write]   prints "ok NAME" or "not ok NAME: why" for each case.

cases.txt holds the cases:

    === name
    lines that stand in the section of a template (line 5 and following)
    --- file NAME          the following lines are that file instead; gemeinde.xml: the template
    --- encoding NAME      the template is written so (Python's name of the codec)
    --- area NAME          of the report; else Nürtingen
    --- page PAGE          else 1
    --- template NAME      else gemeinde
    --- status N           exit status; else 2
    --- says
    what stands on standard error, exactly

--write puts in what the program says now: read it as the person at the keyboard would.
"""
import os
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<report volume="Probe" title="Probe {$name}" for="gemeinde"
        xmlns:xi="http://www.w3.org/2001/XInclude">
  <section id="probe" title="Probe">
"""
FOOT = """  </section>
</report>
"""


def read_cases(path):
    cases, case, part = [], None, None
    for line in open(path, encoding="utf-8"):
        if line.startswith("=== "):
            case = {"name": line[4:].strip(), "parts": [["body", "", []]]}
            part = case["parts"][0]
            cases.append(case)
        elif line.startswith("--- "):
            words = line[4:].strip().split(" ", 1)
            part = [words[0], words[1] if len(words) > 1 else "", []]
            case["parts"].append(part)
        elif case is not None:
            part[2].append(line)
    return cases


def setting(case, name, otherwise):
    for kind, value, _ in case["parts"]:
        if kind == name:
            return value
    return otherwise


def said(case):
    for kind, _, lines in case["parts"]:
        if kind == "says":
            return "".join(lines).rstrip("\n")
    return None


def run(case, program, work):
    folder = os.path.join(work, "templates")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "chapters"))
    shutil.copy("templates/theme.xml", folder)
    codec = setting(case, "encoding", "utf-8")
    files = {"gemeinde.xml": HEAD + "".join(case["parts"][0][2]) + FOOT}
    for kind, value, lines in case["parts"]:
        if kind == "file":
            files[value] = "".join(lines)
    for name, text in files.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(text.encode(codec if name == "gemeinde.xml" else "utf-8"))
    done = subprocess.run(
        [program, "preview", setting(case, "template", "gemeinde"), setting(case, "area", "Nürtingen"),
         setting(case, "page", "1"), "--templates", "templates", "--inputs", os.path.abspath("inputs"),
         "--output", os.path.join(work, "out")],
        cwd=work, capture_output=True)
    return done.returncode, done.stderr.decode("utf-8", "replace").rstrip("\n")


def write_back(path, cases):
    with open(path, encoding="utf-8") as f:
        comment = f.read().split("=== ", 1)[0]
    with open(path, "w", encoding="utf-8") as f:
        f.write(comment)
        for case in cases:
            f.write("=== %s\n" % case["name"])
            for kind, value, lines in case["parts"]:
                if kind in ("says", "status"):
                    continue
                if kind != "body":
                    f.write("--- %s\n" % (kind + " " + value).strip())
                f.write("".join(lines))
            if case["status"] != 2:
                f.write("--- status %d\n" % case["status"])
            f.write("--- says\n%s\n\n" % case["text"] if case["text"] else "--- says\n\n")


def main():
    program, work = os.path.abspath(sys.argv[1]), sys.argv[2]
    path = os.path.join(HERE, "cases.txt")
    cases = read_cases(path)
    for case in cases:
        case["status"], case["text"] = run(case, program, work)
        wanted = said(case)
        status = int(setting(case, "status", "2"))
        if "--write" in sys.argv:
            continue
        if case["text"] == wanted and case["status"] == status:
            print("ok %s" % case["name"])
        else:
            print("not ok %s: status %d, says" % (case["name"], case["status"]))
            print(case["text"])
    if "--write" in sys.argv:
        write_back(path, cases)


main()
