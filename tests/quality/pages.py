"""The rules of page_rules.py over dumps of pages: pages.py FILE...; or pages.py --faults
FOLDER: good.txt there keeps all rules, and with the changes of each other file it breaks the
one that file is named after."""
import glob
import os
import sys

import page_list
import page_rules

SHOWN = 20  # faults of one rule that are printed


def load(path):
    with open(path, encoding="utf-8") as f:
        return page_list.read(f.read(), os.path.basename(path)[:-4])


def faults_of(doc):
    for rule in page_rules.RULES:
        for page, text, what in rule(doc):
            yield rule.__name__, f"{doc.name} page {page.number + 1}: {what}: {text[:60]!r}"


def check(paths):
    found = {rule.__name__: [] for rule in page_rules.RULES}
    pages = texts = 0
    loose, white = [], 0
    for path in paths:
        doc = load(path)
        pages += len(doc.pages)
        texts += sum(len(p.texts) for p in doc.pages)
        for name, message in faults_of(doc):
            found[name].append(message)
        open_pages, white_pages = page_rules.statistics(doc)
        white += len(white_pages)
        loose += [f"{doc.name}:{n}" for n in open_pages]
    for name, messages in found.items():
        title = "pages: " + name.replace("_", " ")
        if not messages:
            print("ok " + title)
            continue
        print(f"not ok {title}: {len(messages)} faults")
        for message in messages[:SHOWN]:
            print("  " + message)
    print(f"# {pages} pages, {texts} texts; {white} pages more than a third empty, "
          f"{len(loose)} of them not the last of a chapter: {' '.join(loose[:SHOWN])}")
    if pages < 8 * len(paths) or texts < 100 * pages:
        print(f"not ok pages: only {pages} pages with {texts} texts were read")


def planted(path, good):
    """The good report with the changes of a file: each "- OLD" is followed by "+ NEW" lines;
    OLD stands in exactly one line there and is exchanged, or goes where NEW is empty."""
    text, old = good, None
    changes = []
    with open(path, encoding="utf-8") as f:
        for line in f.read().splitlines():
            if line.startswith("- "):
                changes.append([line[2:], []])
            elif line.startswith("+"):
                changes[-1][1].append(line[2:])
            elif not line.startswith("#"):
                sys.exit(f"{path}: {line!r}")
    for old, new in changes:
        if text.count(old) != 1:
            sys.exit(f"{path}: {old!r} stands {text.count(old)} times in the good report")
        text = text.replace(old, "\n".join(new))
    return "\n".join(line for line in text.splitlines() if line.strip())


def check_faults(folder):
    with open(os.path.join(folder, "good.txt"), encoding="utf-8") as f:
        good = f.read()
    kept = sorted({rule for rule, _ in faults_of(page_list.read(good, "good"))})
    print(f"not ok the good report breaks {kept}" if kept else "ok the good report is good")
    paths = sorted(glob.glob(os.path.join(folder, "*.txt")))
    names = [os.path.basename(p)[:-4] for p in paths]
    for rule in page_rules.RULES:
        if rule.__name__ not in {name.partition("-")[0] for name in names}:
            print(f"not ok planted: no fault for the rule {rule.__name__}")
    for path, name in zip(paths, names):
        if name == "good":
            continue
        doc = page_list.read(planted(path, good), name)
        broken = sorted({rule for rule, _ in faults_of(doc)})
        if broken == [name.partition("-")[0]]:
            print(f"ok planted: {name}")
        else:
            print(f"not ok planted: {name}: the rules {broken} are broken")


if sys.argv[1] == "--faults":
    check_faults(sys.argv[2])
else:
    check(sys.argv[1:])
