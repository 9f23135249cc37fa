"""The German of every report, as a reader who knows nothing of the program meets it.
Call: language.py PROGRAM [--plant | --keep FOLDER] AREA... -- [OPTIONS...]
Reads `sozialbericht dump document` of each area (all its reports). Every piece of text is held
against RULES: paragraphs, headings and cells as a whole, and each string of charts, titles and
alternative texts. --plant: puts a fault of each kind into texts of the first area; each must be
found by its rule and by no text that was not touched. --keep: leaves what was read in a folder,
a file for each area, to titles.py."""
import concurrent.futures
import json
import os
import re
import subprocess
import sys

STRING = re.compile(r' ([a-z-]+)=("(?:[^"\\]|\\.)*")')
NAME_OF_LINE = re.compile(r'^( *)([a-z-]+)')
WHOLE = {"paragraph", "heading", "cell", "item", "footnote"} # their inlines are read together
INLINE = {"text", "break", "link", "page-ref", "footnote", "reference"}
NOT_READ = {"id", "target", "href", "url", "basis", "key", "lang", "field", "file"}
BLANK = "\u00a0\u202f "

# Words that stand in programs, not in German; names that contain them are foreign on purpose.
ENGLISH = ("the of and with from by for year years value values table figure page source none "
           "unknown missing higher lower than total area areas true false null undefined error "
           "warning report district state not available per cent percent rank trend level gap "
           "outlook balance men women age births deaths population unemployment").split()
FOREIGN = re.compile(r"German Index of Socioeconomic Deprivation|German Election Database|"
                     r"Statistical Office of the [A-Za-z ]+|https?://\S+|[\w.-]+\.(?:json|csv|xml|zip|xlsx)")
# Names of the program's commands and files are quoted.
QUOTED = re.compile(r"„[^“]*“")
SAME = r"[\u00a0\u202f ]"

RULES = {
    "doubled space": re.compile(r"[\u00a0\u202f ]{2,}(?!\d)"),
    "space before a mark": re.compile(r"(?<![\s.…/–,;])(?<!\bx) +[,;.!?](?!\.\.)(?= |$)"),
    "doubled mark": re.compile(r"[,;]{2}|[:;,] ?[,;]|(?<!\d)(?<!schwerbeh)\.[,;]|(?<!\.)\.\.(?!\.)|[,;:]\.(?!\.)|,[.:;]"),
    "unresolved name": re.compile(r"[{}]|\$[a-z]|&[a-z#]+;|%[sdfuz]\b|\[\w+\(|\(\)"),
    "no number": re.compile(r"\b(?:nan|inf|null|none|undefined|true|false)\b|-nan|\(null\)", re.I),
    "a word twice": re.compile(r"(?<!, )\b([A-Za-zÄÖÜäöüß]{2,})" + SAME + r"\1\b(?!-)"
                               r"|, (?!die die|der der|das das)([A-Za-zÄÖÜäöüß]{2,})" + SAME + r"\2\b(?!-)"),
    "an article before the name of a district": re.compile(
        r"\b(?:im|des|der|dem|den|das)" + SAME + r"Landkreis Landkreis|\bLandkreis(?:es)? (?:im|des) Landkreis"
        r"|\bin Landkreis|\bin Land\b|\bder Landkreises|\bdes Landkreis\b|\bim Landkreises|\bdem Landes\b|\bdes Land\b"),
    "one of many": re.compile(r"(?<!\d[\u00a0\u202f ])(?<![\d.,-])1" + SAME + r"(?:Personen|Gemeinden|Kinder|Menschen|Zuzüge|Fortzüge|Jahre|Haushalte|Werte|Kennzahlen)\b"),
    "a unit twice": re.compile(r"(je" + SAME + r"1?0?0?[\u00a0\u202f ]?\d+), je" + SAME + r"|%" + SAME + r"?%|€" + SAME + r"?€|Prozent" + SAME + r"%"),
    "a number without decimal comma": re.compile(r"(?<!Version )(?<!Attribution )(?<!Programm sozialbericht )(?<![\d.\w-])\d+\.\d+(?![\d.])(?!" + SAME + r"?(?:Uhr|\d{4}))"),
    "an open bracket or quotation mark": None, # see unbalanced()
    "a sentence that begins small": re.compile(r"[a-zäöüß]{3,}(?<!schwerbeh)\. [a-zäöü]{2,}"),
    "a wrong article": re.compile(
        r"\b(?:der|des|dem|den)" + SAME + r"(?:Einwohnerzahl lag|Arbeitslosenanteil)|\bdie" + SAME + r"(?:Anteil|Wert|Landkreis|Saldo|Durchschnitt)\b"
        r"|\bdas" + SAME + r"(?:Anteil|Quote|Zahl|Landkreis|Wert|Gemeinde)\b|\bder" + SAME + r"(?:Durchschnittsalter|Jahr)\b"
        r"|\bein" + SAME + r"(?:Gemeinde|Kennzahl|Quote|Zahl|Stadt)\b|\beine" + SAME + r"(?:Anteil|Wert|Ort|Landkreis)\b"
        r"|\bim" + SAME + r"(?:Gemeinde|Stadt|Jahren)\b|\bzum" + SAME + r"(?:Gemeinde|Stadt)\b"),
    "an English word": re.compile(r"(?<![\w-])(?:" + "|".join(ENGLISH) + r")(?![\w-])"),
}
# ", die die Altersgrenze erreicht haben" is right; so is "am 31.12., Personen".
PLANTS = {
    "doubled space": lambda t: re.sub(r"(?<=[a-z]) (?=[a-z])", "  ", t, count=1),
    "space before a mark": lambda t: re.sub(r"(?<=[a-z])(?=[.,](?: |$))", " ", t, count=1),
    "doubled mark": lambda t: re.sub(r"(?<=[a-z])\.$", "..", t),
    "unresolved name": lambda t: re.sub(r"(?<= )[a-z]+(?= )", "{$name}", t, count=1),
    "no number": lambda t: re.sub(r"(?<= )\d+,\d+(?= )", "nan", t, count=1),
    "a word twice": lambda t: re.sub(r"(?<= )(?!die|der|das)([a-z]{2,})(?= [a-z])", r"\1 \1", t, count=1),
    "an article before the name of a district": lambda t: re.sub(r"im Landkreis\b", "im Landkreis Landkreis", t, count=1),
    "one of many": lambda t: re.sub(r"(?<=[a-z] )\d+ (?=Menschen|Gemeinden)", "1 ", t, count=1),
    "a unit twice": lambda t: re.sub(r"(je.1.000)(?= )", r"\1, \1", t, count=1),
    "a number without decimal comma": lambda t: re.sub(r"(?<= )(\d+),(\d)(?= )", r"\1.\2", t, count=1),
    "an open bracket or quotation mark": lambda t: re.sub(r"(?<=[a-z])\)", "", t, count=1),
    "a sentence that begins small": lambda t: re.sub(r"(?<=[a-z]{3}\. )[A-Z](?=[a-z]+ )", lambda m: m[0].lower(), t, count=1),
    "a wrong article": lambda t: re.sub(r"\bder (Anteil|Wert)\b", r"die \1", t, count=1),
    "an English word": lambda t: re.sub(r"(?<= )(?:von|und|mit)(?= )(?=[^„“]*(?:„[^“]*“[^„“]*)*$)", "of", t,
                                         count=1),
}


def unbalanced(text):
    for a, b in ("()", "[]", "„“", "»«"):
        if text.count(a) != text.count(b):
            return f"{a} {text.count(a)}, {b} {text.count(b)}"
    return None


def fault(text, whole=True):
    """(rule, excerpt) of each rule that text breaks. Only what is a whole has sentences: in
    alternative texts a part of a chart is named as it is named there."""
    if not text.strip():
        return # a cell with nothing but marks of footnotes
    plain = FOREIGN.sub("Name", text)
    for rule, pattern in RULES.items():
        if rule == "a sentence that begins small" and not whole:
            continue
        if pattern is None:
            if unbalanced(text):
                yield rule, text[:90]
            continue
        where = QUOTED.sub("„Name“", plain) if rule in ("an English word", "unresolved name") else plain
        m = pattern.search(where)
        if m:
            yield rule, where[max(m.start() - 45, 0):m.end() + 30]


def texts(dump):
    """(text, whole) in the order of the dump: the inlines of a block as one; other strings."""
    stack = [] # (depth, list of parts) of open wholes
    for line in dump.splitlines()[1:]:
        m = NAME_OF_LINE.match(line)
        depth, kind = len(m[1]), m[2]
        while stack and stack[-1][0] >= depth:
            yield "".join(stack.pop()[1]), True
        strings = [(k, json.loads(v)) for k, v in STRING.findall(line)]
        if kind in INLINE and stack:
            part = dict(strings).get("text", "")
            stack[-1][1].append({"break": " ", "page-ref": "9", "reference": "9"}.get(kind, part))
            strings = [s for s in strings if s[0] != "text"]
        if kind in WHOLE:
            stack.append((depth, []))
        for k, s in strings:
            if k not in NOT_READ and s:
                yield s, False
    while stack:
        yield "".join(stack.pop()[1]), True


def read(program, area, options, keep=None):
    run = subprocess.run([program, "dump", "document", area, *options], capture_output=True)
    if run.returncode > 1:
        sys.exit(f"dump document {area}: {run.stderr.decode(errors='replace')[-300:]}")
    if keep:
        with open(os.path.join(keep, area), "wb") as f:
            f.write(run.stdout)
    return list(texts(run.stdout.decode("utf-8")))


def plant(pieces):
    """Every rule must find its fault in some text, and no rule may be without one."""
    missed = []
    for rule in RULES:
        changed = [c for t, whole in pieces if whole for c in [PLANTS[rule](t)] if c != t]
        if not changed or not all(any(r == rule for r, _ in fault(c)) for c in changed):
            bad = next((c for c in changed if not any(r == rule for r, _ in fault(c))), "no text to change")
            missed.append(f"{rule}: {bad[:160]}")
    return missed


def main(args):
    cut = args.index("--") if "--" in args else len(args)
    program, *areas = args[:cut]
    options = args[cut + 1:]
    if areas[0] == "--plant":
        missed = plant(read(program, areas[1], options))
        print("\n".join(missed))
        return 1 if missed else 0
    keep = None
    if areas[0] == "--keep":
        keep, areas = areas[1], areas[2:]
        os.makedirs(keep, exist_ok=True)
    seen, faults = 0, {}
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for area, pieces in zip(areas, pool.map(lambda a: read(program, a, options, keep), areas)):
            seen += len(pieces)
            for t, whole in pieces:
                for rule, where in fault(t, whole):
                    faults.setdefault((rule, where), []).append(area)
    for (rule, where), of in faults.items():
        print(f"{rule} ({len(of)}, {of[0]}): {where}")
    if seen < 1000 * len(areas):
        print(f"only {seen} texts of {len(areas)} areas")
        return 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
