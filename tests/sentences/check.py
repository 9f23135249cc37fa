"""check.py FOLDER [--faults | --quiet]: evaluates every line of FOLDER/findings against FOLDER/statistics,
analysis, list and catalogue.xml. --faults: plants faults into true sentences and says of which
kinds each was found. --quiet: only the exit status, 1 where a sentence is wrong."""
import json
import random
import re
import sys

from evaluate import Checker, Wrong, plain
from figures import Figures, read_names


def load(folder):
    names = read_names(f"{folder}/list")
    figures = Figures(f"{folder}/statistics", f"{folder}/catalogue.xml", f"{folder}/analysis", names)
    lines = [json.loads(l) for l in open(f"{folder}/findings", encoding="utf-8")]
    return Checker(figures), lines


def fault_of(checker, line):
    try:
        checker.check(line)
    except Wrong as e:
        return str(e)
    except (KeyError, AttributeError, IndexError, ValueError, TypeError) as e:
        return f"not understood: {type(e).__name__} {e}"
    return None


def swap(a, b):
    def change(text):
        return re.sub(rf"{a}|{b}", lambda m: b if m.group() == a else a, text, count=1)
    return change


def digit(text):
    """The last digit of the first figure that is no year, one more."""
    m = re.search(r"(?<![\w,.-])(?!(?:19|20)\d\d\b)\d+,(\d)(?=[  .,;)])", text)
    return text if m is None else text[:m.start(1)] + str((int(m[1]) + 1) % 10) + text[m.end(1):]


def year(text):
    return re.sub(r"\b((?:19|20)\d)(\d)\b(?=[^-])", lambda m: m[1] + str((int(m[2]) + 1) % 10), text, count=1)


def other_place(text):
    return re.sub(r"\bin (?:Aichwald|Altbach|Köngen|Owen|Ohmden|Neuffen)\b", "in Deizisau", text, count=1)


# What goes wrong in a program that writes sentences; each changes the text only where it can.
FAULTS = {
    "über and unter": ("level", swap("über dem Wert", "unter dem Wert")),
    "a figure of the table, one digit off": (None, digit),
    "another year": (None, year),
    "another place": (None, other_place),
    "a place one off": (None, lambda t: re.sub(r"zweit(?=höchst|niedrigst)", "dritt", t, count=1)),
    "second told as first": (None, lambda t: re.sub(r"zweit(?=höchst|niedrigst)", "", t, count=1)),
    "highest told as lowest": (None, swap("höchst", "niedrigst")),
    "gestiegen and gesunken": ("trend", swap("gestiegen", "gesunken")),
    "hoch and niedrig": ("turning", swap("so hoch", "so niedrig")),
    "every eighth": ("level", lambda t: re.sub(r"([Jj]ede) (\w+)e ", lambda m: f"{m[1]} {'zweit' if m[2] != 'zweit' else 'dritt'}e ", t)),
    "the numbers of 100 swapped": ("level", lambda t: re.sub(r"(etwa )?(\d+) (\D+\. Im ganzen Landkreis waren es) (etwa )?(\d+)", r"\1\5 \3 \4\2", t)),
    "einem for ein": ("balance", lambda t: re.sub(r"\b(\d+|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf) (Kinder|Menschen)", r"einem \2", t, count=1)),
    "one child too many": ("balance", lambda t: re.sub(r"(\d+)(?= (?:Kinder|Menschen|zogen))", lambda m: str(int(m[1]) + 1), t, count=1)),
    "saldo of the wrong sign": ("balance", lambda t: re.sub(r"Saldo \+(?=[1-9])", "Saldo −", t)),
    "rates exchanged": ("balance", lambda t: re.sub(r"(das|Saldo) ([+−±]\S+), (im \S+) ([+−±]\S+)\.$", r"\1 \4, \3 \2.", t)),
    "doubled space": (None, lambda t: t.replace(" ", "  ", 1)),
    "unresolved slot": (None, lambda t: t[:-1] + " {wert}."),
    "nan": (None, lambda t: re.sub(r"\d+,\d+", "nan", t, count=1)),
    "an English word": (None, lambda t: t.replace(" in ", " of ", 1)),
    "missing ending": (None, lambda t: re.sub(r"\b(de[nm] \w*(?:höchste|niedrigste))n ", r"\1 ", t)),
    "in Landkreis": (None, lambda t: t.replace("im Landkreis", "in Landkreis", 1)),
    "wrong verb": (None, lambda t: re.sub(r"^(Die \w*quote|Der Anteil [^.]*?) lag ", r"\1 lagen ", t)),
    "chance hidden": ("level", lambda t: t.replace("; der Unterschied kann Zufall sein", "")),
    "hidden municipalities forgotten": (None, lambda t: t.replace(" mit Angabe", "")),
    "no full stop": (None, lambda t: t[:-1]),
}
HEADING_FAULTS = {
    "heading the wrong way": swap("Höhere", "Niedrigere"),
    "heading of the other sign": swap("Mehr", "Weniger"),
    "heading of chance": lambda t: re.sub(r"^Keine deutlichen Unterschiede zum", "Höhere Arbeitslosigkeit als im", t),
    "ending in a heading": lambda t: re.sub(r"^(Höhere|Niedrigere|Geringere|Höchste|Niedrigste)r Anteil", r"\1s Anteil", t),
}
def report(name, tried, missed, example):
    if tried == 0 or missed:
        print(f"not ok sentences: fault found, {name}: {missed} of {tried} not found: {example}")
    else:
        print(f"ok sentences: fault found, {name} ({tried} times)")


def try_faults(checker, lines):
    random.seed(20261123)
    true = [l for l in lines if fault_of(checker, l) is None]
    for name, (kind, change) in FAULTS.items():
        told = [l for l in true if l["kind"] != "headline" and (kind is None or l["kind"] == kind)]
        changed = [dict(l, text=change(plain(l["text"]))) for l in told]
        changed = [c for c, l in zip(changed, told) if c["text"] != plain(l["text"])]
        changed = random.sample(changed, min(200, len(changed)))
        missed = [c for c in changed if fault_of(checker, c) is None]
        report(name, len(changed), len(missed), missed[0]["text"] if missed else "")
    for name, change in HEADING_FAULTS.items():
        changed = []
        for l in true:
            field = "text" if l["kind"] == "headline" else "lead"
            new = change(plain(l[field]))
            if new != plain(l[field]):
                changed.append(dict(l, **{field: new}))
        changed = random.sample(changed, min(200, len(changed)))
        missed = [c for c in changed if fault_of(checker, c) is None]
        report(name, len(changed), len(missed), missed[0].get("lead", missed[0]["text"]) if missed else "")


def main():
    checker, lines = load(sys.argv[1])
    mode = sys.argv[2] if len(sys.argv) > 2 else ""
    if mode == "--faults":
        try_faults(checker, lines)
        return 0
    wrong = [(l, fault_of(checker, l)) for l in lines]
    wrong = [(l, why) for l, why in wrong if why is not None]
    if mode != "--quiet":
        for kind in sorted({l["kind"] for l in lines}):
            n = sum(l["kind"] == kind for l in lines)
            bad = [(l, why) for l, why in wrong if l["kind"] == kind]
            for l, why in bad[:5]:
                print(f"#   {l['area']} {l.get('indicator', l.get('indicators'))}: {why}: {l.get('lead', '')}. {l['text']}")
            print(f"{'not ' if bad else ''}ok sentences: {kind}, {n} sentences" + (f": {len(bad)} wrong" if bad else ""))
        areas = {l["area"] for l in lines}
        missing = set(checker.f.names) - areas
        print(f"{'not ' if missing else ''}ok sentences: every area has some" + (f": not {missing}" if missing else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
