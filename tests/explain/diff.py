"""diff and the sign r against a comparison of two records made here: what changed, what is told
of it, what is not, and which figures of a report carry the sign."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys

from world import call, change, check, explain, german, strict, world

WORK = sys.argv[1]
TEMPLATES = "tests/golden/templates"
HIDDEN = (".", "/")


def build(inputs, edition, *more):
    return call("build", "--inputs", inputs, "--templates", TEMPLATES, "--output", OUT,
                "--edition", edition, "--jobs", "1", *more)


def record(edition):
    """Figures of an edition by name: (formula, value, sign without r, count, base)."""
    with open(os.path.join(OUT, edition, "veroeffentlicht.csv"), encoding="utf-8-sig",
              newline="") as f:
        rows = list(csv.reader(f, delimiter=";"))
    return {(r[0], *r[2:6]): (r[1], r[6], r[7].replace("r", ""), r[8], r[9]) for r in rows[1:]}


def shows(row):
    return row[1] != "" or row[2][:1] in ("–", "0")


def secret(row):
    return not shows(row) and row[2][:1] in HIDDEN


def expected(then, now):
    """key: (kind, number told of then, of now)"""
    out = {}
    for key in then.keys() | now.keys():
        a, b = then.get(key), now.get(key)
        if a is None:
            out[key] = ("new", None, b[1])
        elif b is None:
            out[key] = ("gone", None, None)
        elif a[1:] == b[1:]:
            continue
        elif shows(a) and shows(b):
            out[key] = ("changed", a[1], b[1])
        elif shows(a) and secret(b):
            out[key] = ("hidden", None, None)
        elif shows(b) and secret(a):
            out[key] = ("shown", None, None)
        else:
            out[key] = ("sign", a[1], b[1])
    return out


def number(text):
    return None if text in (None, "") else german(text)


def key_of(d):
    return (d["indicator"], d["area"], str(d["year"]), d["sex"], d["ages"])


def told_of(d, side):
    return d[side]["value"] if d[side] is not None else None


def compare(name, told, want):
    have = {key_of(d): (d["kind"], told_of(d, "then"), told_of(d, "now"))
            for d in told["differences"]}
    plain = {k: (v[0], number(v[1]), number(v[2])) for k, v in want.items()}
    odd = {k: (have.get(k), plain.get(k)) for k in have.keys() | plain.keys()
           if have.get(k) != plain.get(k)}
    check(name, not odd and len(have) == len(told["differences"]), odd)


def later(folder):
    """The golden world a year on: new figures, secret ones, another formula, another area."""
    inputs = world(folder, "later")
    data = os.path.join(inputs, "data")
    change(os.path.join(data, "bevoelkerung.csv"), "08999001;2022;births;;;;;90;",
           "08999001;2022;births;;;;;93;")
    change(os.path.join(data, "bevoelkerung.csv"), "08999;2022-12-31;mean_age;;;;;43,6;",
           "08999;2022-12-31;mean_age;;;;;43,9;")
    change(os.path.join(data, "bevoelkerung.csv"), "08999;2022;unemployed;;;;;305;",
           "08999;2022;unemployed;;;;;;x")
    # 400 become 44: secret now
    change(os.path.join(data, "eigene.csv"), "08999001;2022;advised;;;;;400;",
           "08999001;2022;advised;;;;;44;")
    # 47 become 90: secret no more
    change(os.path.join(data, "eigene.csv"), "08999003;2022;advised;;;;;47;",
           "08999003;2022;advised;;;;;90;")
    with open(os.path.join(data, "bevoelkerung.csv"), "a", encoding="utf-8") as f:
        f.write("08999001;2023;births;;;;;88;\n08999001;2023;deaths;;;;;101;\n")
    catalogue = os.path.join(inputs, "catalogue.xml")
    change(catalogue, '<term measure="population" ages="18-64"/>',
           '<term measure="population" ages="0-64"/>')
    with open(catalogue, encoding="utf-8") as f:
        text = f.read()
    text = re.sub(r'  <indicator id="D19".*?</indicator>\n', "", text, flags=re.S)
    with open(catalogue, "w", encoding="utf-8") as f:
        f.write(text)
    return inputs


def diffs(inputs):
    args = ("--inputs", inputs, "--output", OUT)
    status, out, err = call("diff", "alt", *args, "--json")
    told = strict(out)
    want = expected(record("alt"), record("neu"))
    kinds = {w[0] for w in want.values()}
    check("the two worlds differ in every way",
          kinds == {"new", "gone", "changed", "hidden", "shown", "sign"}, kinds)
    compare("diff against the inputs", told, want)
    check("diff: its counts", told["counts"]["same"] == len(record("alt").keys() &
                                                            record("neu").keys()) -
          sum(w[0] not in ("new", "gone") for w in want.values()) and
          all(told["counts"][k] == sum(w[0] == k for w in want.values()) for k in kinds),
          told["counts"])
    formulas = {d["indicator"] for d in told["differences"] if d["why"] == "formula"}
    check("diff: a changed formula is told as the reason", formulas == {"S06"}, formulas)
    reasons = {(d["indicator"], d["why"]) for d in told["differences"]
               if d["kind"] in ("new", "gone")}
    check("diff: a new year and an indicator that is gone",
          ("D15", "year") in reasons and ("D19", "indicator") in reasons, reasons)
    status, out, _ = call("diff", "alt", "neu", "--output", OUT, "--inputs", inputs, "--json")
    both = strict(out)
    compare("diff of two editions", both, want)
    check("diff of two editions: which", both["now"]["edition"] == "neu" and
          told["now"] is None, both["now"])
    status, out, _ = call("diff", "alt", *args, "--csv")
    rows = list(csv.reader(io.StringIO(out.lstrip("\ufeff")), delimiter=";"))
    heads = {"Geändert": "changed", "Jetzt geheim": "hidden", "Nicht mehr geheim": "shown",
             "Anderes Zeichen": "sign", "Neu": "new", "Entfallen": "gone"}
    have = {(r[2], r[5], r[6], r[7], r[8]): (heads[r[0]], number(r[9]), number(r[13]))
            for r in rows[1:]}
    check("diff as CSV", have == {k: (v[0], number(v[1]), number(v[2]))
                                  for k, v in want.items()} and
          all(len(r) == 17 for r in rows), rows[:2])
    check("diff: --format is the same", call("diff", "alt", *args, "--format", "csv")[1] == out)
    status, out, err = call("diff", "alt", *args, "--format", "pdf")
    check("diff: a form that is none", status == 64 and "--format" in err and out == "", err)
    status, text, _ = call("diff", "alt", *args)
    told_numbers = re.findall(r"(\S+) → (\S+)", text)
    check("diff as text: grouped, short, and a change with both numbers",
          len(text.splitlines()) < 60 and "Geburtensaldo: " in text and
          any(b == "−7" or b == "−12" or a != b for a, b in told_numbers), text)
    quiet = [line for line in text.splitlines()
             if re.search(r"Ahlbach, 2022|Cannweiler, 2022", line)]
    leaks = [w for line in text.splitlines() for w in ("40,0", "4,4", "91,8") if w in line]
    check("diff as text: nothing of what one side keeps secret", quiet and not leaks, leaks)

def before():
    """What is asked while the edition stands alone."""
    status, out, _ = call("diff", "alt", "--inputs", OLD, "--output", OUT, "--json")
    check("diff of the same: nothing", strict(out)["differences"] == [], out[-300:])
    # the same data, another group
    rules = world(WORK, "rules")
    change(os.path.join(rules, "areas.xml"), '<member key="08999002"/>',
           '<member key="08999003"/>')
    status, out, _ = call("diff", "alt", "--inputs", rules, "--output", OUT, "--json")
    changed = [d for d in strict(out)["differences"] if d["kind"] == "changed"]
    check("diff: the same data, but other areas", changed and
          {(d["area"], d["why"]) for d in changed} == {("SUED", "rules")}, changed)
    same, _ = report(OLD)
    again, _ = report(OLD, "--revisions", "alt")
    check("r: nothing revised, nothing marked", same and again and not revised_rows(again) and
          attached(same) == attached(again))


def damage():
    shutil.copytree(os.path.join(OUT, "alt"), os.path.join(WORK, "bad", "krank"))
    bad = os.path.join(WORK, "bad")
    path = os.path.join(bad, "krank", "veroeffentlicht.csv")
    with open(path, "a", encoding="utf-8") as f:
        f.write("x")
    args = ("--inputs", OLD, "--output", bad)
    for name, says in (("krank", "wurde verändert"), ("nirgends", "Vorhanden: krank")):
        status, out, err = call("diff", name, *args)
        check(f"diff: {says}", status >= 2 and says in err and out == "", (status, err))
    os.remove(path)
    status, out, err = call("diff", "krank", *args)
    check("diff: the record is gone", "veroeffentlicht.csv fehlt" in err and out == "", err)
    manifest = os.path.join(bad, "krank", "manifest.json")
    with open(manifest, encoding="utf-8") as f:
        text = f.read()
    with open(manifest, "w", encoding="utf-8") as f:
        f.write(re.sub(r',\n  "record": \[.*?\n  \]', "", text, flags=re.S))
    status, out, err = call("diff", "krank", *args)
    check("diff: an edition before there were records", "hat noch kein Verzeichnis" in err, err)
    with open(manifest, "w", encoding="utf-8") as f:
        f.write(text[:len(text) // 2])
    status, out, err = call("diff", "krank", *args)
    check("diff: a manifest cut short", "manifest.json ist nicht lesbar" in err and out == "", err)


def attached(pdf):
    """Rows of the attached CSV."""
    subprocess.run(["pdfdetach", "-save", "1", "-o", os.path.join(WORK, "att.csv"), pdf],
                   check=True, capture_output=True)
    with open(os.path.join(WORK, "att.csv"), encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def report(inputs, *more):
    status, out, err = call("report", "Ahlbach", "--inputs", inputs, "--templates", TEMPLATES,
                            "--output", OUT, *more)
    path = out.strip()
    if not path:
        return None, err
    kept = os.path.join(WORK, f"r{len(os.listdir(WORK))}.pdf")
    shutil.copy(path, kept)
    return kept, err


def data(path):
    with open(path, "rb") as f:
        return f.read()


def revised_rows(pdf):
    """F05 shows every sign of the publishers, r among them."""
    return [r for r in attached(pdf) if "r" in r["zeichen"] and r["kennzahl"] != "F05"]


def marks(inputs):
    marked, err = report(inputs, "--revisions", "alt")
    plain, _ = report(inputs)
    want = expected(record("alt"), record("neu"))
    then, now = record("alt"), record("neu")
    revised = {k for k in then.keys() & now.keys()
               if shows(then[k]) and shows(now[k]) and then[k][1] != now[k][1]}
    rows = attached(marked)
    have = {(r["kennzahl"], r["schluessel"], r["jahr"], "", "") for r in revised_rows(marked)}
    listed = {(r["kennzahl"], r["schluessel"], r["jahr"], "", "") for r in rows}
    check("r: in the attached table just the revised figures", have and have == revised & listed,
          have ^ (revised & listed))
    check("r: nothing of the secret ones",
          all(want.get(k, ("",))[0] == "changed" for k in have), have)
    check("r: no sign without the option", not revised_rows(plain))
    text = subprocess.run(["pdftotext", "-layout", marked, "-"], capture_output=True,
                          check=True).stdout.decode()
    check("r: the report prints it and explains it",
          re.search(r"\d\u202f?\s?r\b", text) and "r berichtigt" in text, text[:200])
    text = subprocess.run(["pdftotext", "-layout", plain, "-"], capture_output=True,
                          check=True).stdout.decode()
    numbers = re.findall(r"(\S+) r\b", text)
    check("r: and is silent without it, but for what the publisher marked", len(numbers) <= 2,
          numbers)
    for name, says in (("probe", "ist die Ausgabe selbst"), ("nirgends", "steht nicht in")):
        path, err = report(inputs, "--revisions", name)
        check(f"r: {says}", path is None and says in err, err)
    told = explain(inputs, "08999001", "D15", "2022", "--revisions", "alt", "--output", OUT)
    check("r: explain tells it", "revised" in told["marks"], told["marks"])


def attribute(inputs):
    """revisions= in edition.xml, and the archive builds such an edition again."""
    change(os.path.join(inputs, "edition.xml"), 'date="', 'revisions="alt" date="')
    status, _, err = build(inputs, "mit-r")
    check("r: as edition.xml asks", status <= 1 and '"revisions": "alt"' in
          data(os.path.join(OUT, "mit-r", "manifest.json")).decode(), err)
    check("r: the record of the edition has the sign",
          ";-7;r;" in data(os.path.join(OUT, "mit-r", "veroeffentlicht.csv")).decode() or
          re.search(r";r;", data(os.path.join(OUT, "mit-r", "veroeffentlicht.csv")).decode()))
    check("r: it is no difference itself", record("mit-r") == record("neu"))
    first = data(os.path.join(OUT, "mit-r", "Probe_08999001_Ahlbach.pdf"))
    archive = ("--inputs", inputs, "--templates", TEMPLATES, "--output", OUT, "--archive-root",
               os.path.join(WORK, "archive"), "--edition", "mit-r")
    status, out, err = call("archive", *archive)
    check("r: the archive builds it again, byte for byte", status <= 1 and
          os.path.isdir(os.path.join(WORK, "archive", "mit-r")), (status, err))
    status, out, err = call("diff", "mit-r", *archive[:-2], "--json")
    check("diff finds an edition in the archive too", strict(out)["differences"] == [] and
          first, err)


OUT = os.path.join(WORK, "out")
OLD = world(WORK, "old")
build(OLD, "alt")
before()
NEW = later(WORK)
status_new, _, err_new = build(NEW, "neu")
check("both editions are built", os.path.isdir(os.path.join(OUT, "alt")) and
      os.path.isdir(os.path.join(OUT, "neu")), err_new)
for test, args in ((diffs, (NEW,)), (damage, ()), (marks, (NEW,)), (attribute, (NEW,))):
    try:
        test(*args)
    except Exception as e:
        check(test.__name__, False, repr(e))
