#!/usr/bin/env python3
"""The checks as a planner and a machine meet them. Call: checks.py PROGRAM WORK. Prints a line for
each test."""
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys

from world import KREIS, PLACES, write, write_world

PROGRAM, WORK = sys.argv[1:3]
INPUTS = os.path.join(WORK, "in")
TEMPLATES = os.path.join(WORK, "tpl")
RULES = ["numerator", "part", "relation", "sum-areas", "sum-sex", "sum-nationality", "sum-ages", "whole",
         "anchor", "break", "jump", "constant", "copied", "gap", "missing", "day", "name", "stale",
         "no-data"]


def say(name, why=None):
    print(f"ok {name}" if not why else f"not ok {name}: " + str(why).replace("\n", " ")[:300])


def run(*words, inputs=INPUTS, templates=TEMPLATES):
    return subprocess.run([PROGRAM, *words, "--inputs", inputs, "--templates", templates, "--output",
                           os.path.join(WORK, "out")], capture_output=True, text=True, check=False)


def check_json():
    return json.loads(run("check", "--json").stdout)


def keys(report, accepted=False):
    """The findings as world.py writes them."""
    return {(f["rule"], f["severity"], f["measure"] or f["indicator"] or f["source"], f["area"] or "",
             f["period"] or "", f["part"] or "")
            for f in report["findings"] if bool(f["accepted"]) == accepted}


def indicator_first(found):
    """Shares of indicators are named by their indicator."""
    return {(r, s, f["indicator"] or f["measure"] or f["source"], f["area"] or "", f["period"] or "",
             f["part"] or "") for f in found for r, s in [(f["rule"], f["severity"])]
            if not f["accepted"]}


def same(found, expected):
    more, less = found - expected, expected - found
    return f"told: {sorted(more)[:3]}; not told: {sorted(less)[:3]}" if more or less else None


def rules(expected):
    report = check_json()
    say("every rule finds what was planted and nothing else",
        same(indicator_first(report["findings"]), expected))
    say("every rule has something to find", sorted(set(RULES) ^ {e[0] for e in expected}) or None)
    for rule in RULES:
        write_world(INPUTS, f'<rule id="{rule}" severity="off"/>')
        found = indicator_first(check_json()["findings"])
        # What is a break is a jump where nobody looks for breaks.
        left = {e for e in expected if e[0] != rule}
        if rule == "break":
            left |= {("jump", "note", "break_level", KREIS, "2011", ""),
                     ("jump", "note", "break_two_years", KREIS, "2013", "")}
        say(f"without {rule} only its findings are missing", same(found, left))
    write_world(INPUTS)


def one(settings, expected, name):
    write_world(INPUTS, settings)
    say(name, same(indicator_first(check_json()["findings"]), expected))


def level(expected, about, severity):
    return {e if e[2] != about else (e[0], severity) + e[2:] for e in expected}


def settings(expected):
    one('<rule id="gap" severity="note" measure="gap_found"/>', level(expected, "gap_found", "note"),
        "a severity for one measure")
    one('<rule id="gap" severity="note" measure="gap_biennial"/>', expected,
        "a severity for another measure changes nothing")
    one('<rule id="day" severity="error" source="tage"/>', level(expected, "tage", "error"),
        "a severity for one source")
    one('<rule id="numerator" severity="note" indicator="S01"/>', level(expected, "S01", "note"),
        "a severity for one indicator")
    one('<rule id="gap" severity="off"/><rule id="gap" severity="note" measure="gap_found"/>',
        level(expected, "gap_found", "note"), "what comes later goes before")
    one('<rule id="stale" limit="4"/>', {e for e in expected if e[0] != "stale"},
        "a limit of years")
    # R: poisson.test(c(1000, 1144))$p.value is 0.00201
    one('<rule id="jump" chance="0.21" measure="jump_chance"/>',
        expected | {("jump", "note", "jump_chance", KREIS, "2013", "")}, "a limit of chance")
    one('<rule id="sum-sex" least="6"/>', level(expected, "sex_wrong", "note"),
        "a limit for what is small")
    one('<rule id="copied" least="30" limit="4" chance="1"/>',
        expected | {("copied", "warning", name, "", "2012", "") for name in ("copied_less", "copied_few")},
        "limits of copied values")
    write_world(INPUTS, '<rule id="no-such-rule" severity="off"/>')
    told = run("check")
    say("an unknown rule is told with its place",
        None if told.returncode == 2 and "catalogue.xml:" in told.stderr else told.stderr)
    write_world(INPUTS, '<rule id="gap" source="gibtesnicht"/>')
    say("an unknown source of a rule is told with its place",
        None if re.search(r"catalogue.xml:\d+:\d+: Fehler: Eine Quelle „gibtesnicht“ gibt es nicht",
                          run("check").stderr) else "not told")
    write_world(INPUTS)


def places():
    """The cells of a finding, in the files themselves."""
    lines = {}
    for f in check_json()["findings"]:
        for c in f["cells"]:
            if c["line"] is None or f["rule"] in ("name", "day"):
                continue
            path = os.path.join(INPUTS, c["file"])
            lines.setdefault(path, open(path, encoding="utf-8").read().split("\n"))
            cell = lines[path][c["line"] - 1].split(";")[c["column"] - 1]
            if float(cell.replace(",", ".")) != c["value"]:
                return f"{f['id']}: {c} is {cell}"
    sums = [f for f in check_json()["findings"] if f["measure"] == "areas_wrong"]
    return None if len(sums[0]["cells"]) == 11 else f"{len(sums[0]['cells'])} cells"


def stable():
    """The same finding has the same id with other lines, files and figures beside it."""
    before = {(f["rule"], f["measure"], f["period"], f["area"], f["part"], f["source"]): f["id"]
              for f in check_json()["findings"]}
    path = os.path.join(INPUTS, "data/amt.csv")
    text = open(path, encoding="utf-8").read().split("\n")
    write(path, "\n".join(text[:1] + list(reversed(text[1:-1]))) + "\n")
    after = {(f["rule"], f["measure"], f["period"], f["area"], f["part"], f["source"]): f["id"]
             for f in check_json()["findings"]}
    write_world(INPUTS)
    ids = [f["id"] for f in check_json()["findings"]]
    if len(set(ids)) != len(ids):
        return "an id is there twice"
    return None if before == after else set(before.items()) ^ set(after.items())


def order(report):
    rank = {"error": 0, "warning": 1, "note": 2}
    seen, last = [], None
    for f in report["findings"]:
        if f["rule"] in ("stale", "no-data"):
            continue
        if f["source"] != last:
            if f["source"] in seen:
                return f"{f['source']} stands there twice"
            seen.append(f["source"])
            worst = rank[f["severity"]]
        elif rank[f["severity"]] < worst:
            return "a worse finding stands behind"
        worst = max(worst, rank[f["severity"]])
        last = f["source"]
    return None


def machine():
    report = check_json()
    say("JSON: grouped by source, worst first", order(report))
    counts = {s: sum(f["severity"] == s for f in report["findings"]) for s in ("warning", "note")}
    say("JSON: counts", None if (report["warnings"], report["notes"])
        == (counts["warning"], counts["note"]) else report["warnings"])
    say("JSON: messages", None if report["messages"] and all(m["code"] for m in report["messages"])
        else report["messages"])
    rows = list(csv.DictReader(io.StringIO(run("check", "--csv").stdout), delimiter=";"))
    cells = sum(max(1, len(f["cells"])) for f in report["findings"])
    say("CSV: a line for each cell", None if len(rows) == cells and None not in rows[0]
        else f"{len(rows)} of {cells}")
    say("CSV: the same findings", None if [r["id"] for r in rows if r["id"]] and
        {r["id"] for r in rows} == {f["id"] for f in report["findings"]} else "others")
    say("CSV: --format is the same", None if run("check", "--csv").stdout
        == run("check", "--format", "csv").stdout else "differs")
    # What spreadsheets would compute: a name of a place in the file is text of somebody else.
    path = os.path.join(INPUTS, "data/liste.csv")
    text = open(path, encoding="utf-8").read()
    catalogue = os.path.join(INPUTS, "catalogue.xml")
    harm = open(catalogue, encoding="utf-8").read()
    for start in "=+-@":
        write(catalogue, harm.replace('<per>', '<per>'))
        write(os.path.join(INPUTS, "accepted.xml"),
              f'<accepted><finding rule="gap" measure="gap_found" by="A" date="2026-01-01">{start}cmd|'
              "' /C calc'!A0; \"x\"</finding></accepted>")
        rows = list(csv.DictReader(io.StringIO(run("check", "--csv").stdout), delimiter=";"))
        bad = [v for r in rows for k, v in r.items() if v[:1] in ("=", "+", "@", "-")
               and k not in ("value", "expected", "cell_value")]
        kept = [r["reason"] for r in rows if r["reason"]]
        say(f"CSV: nothing begins with {start}",
            bad or (None if kept and kept[0] == f"'{start}cmd|' /C calc'!A0; \"x\"" else kept))
    os.remove(os.path.join(INPUTS, "accepted.xml"))
    write(path, text)
    again = run("check", "--json").stdout
    say("the same bytes again", None if again == run("check", "--json").stdout else "differ")
    write(os.path.join(INPUTS, "catalogue.xml"), "<catalogue>")
    broken = run("check", "--json")
    say("JSON: messages alone where nothing can be read", None if broken.returncode == 2 and
        json.loads(broken.stdout)["messages"] and not json.loads(broken.stdout)["findings"]
        else broken.stdout[:200])
    write_world(INPUTS)
    say("a form that is none", None if run("check", "--format", "pdf").returncode == 64 else "taken")


def accepted(expected):
    def entry(attributes, reason="Geprüft &amp; in Ordnung."):
        return f'<finding {attributes} by="A. Muster" date="2026-11-02">{reason}</finding>'
    write(os.path.join(INPUTS, "accepted.xml"), "<accepted>"
          + entry(f'rule="break" measure="break_level" area="{KREIS}" year="2011"')
          + entry('rule="sum-areas" measure="areas_wrong"')
          + entry('rule="name" source="liste" area="Bestadt"')
          + entry('rule="numerator" indicator="S01"') + "</accepted>")
    report = check_json()
    gone = {e for e in expected if e[2] in ("break_level", "areas_wrong", "liste", "S01")}
    say("accepted findings are no longer told",
        same(indicator_first(report["findings"]), expected - gone))
    reasons = {f["accepted"]["reason"] for f in report["findings"] if f["accepted"]}
    say("they keep their reason", None if reasons == {"Geprüft & in Ordnung."} else reasons)
    say("and are no longer counted", None if report["warnings"]
        == sum(e[1] == "warning" for e in expected - gone) else report["warnings"])
    text = run("check")
    say("for people under „Angenommen“", None if re.search(
        r"\nAngenommen\n(.*\n)*  Bruch in der Reihe: Zahl break_level, Probe 2011 \(ein Befund\)\n"
        r"    Geprüft & in Ordnung. \(A. Muster, 02.11.2026\)\n", text.stdout) else text.stdout[-300:])
    say("nothing is told of entries that fit", None if "accepted.xml" not in text.stderr
        else text.stderr)
    for name, attributes, pattern in [
            ("another year", 'rule="break" measure="break_level" year="2012"', "keinen Befund"),
            ("another place", f'rule="sum-areas" measure="areas_wrong" area="{PLACES[0]}"',
             "keinen Befund"),
            ("another rule", 'rule="jump" measure="break_level"', "keinen Befund"),
            ("an unknown rule", 'rule="jumps" measure="break_level"', "Prüfregel „jumps“"),
            ("an unknown measure", 'rule="jump" measure="brak_level"', "Messgröße „brak_level“"),
            ("an unknown place", 'rule="gap" measure="gap_found" area="Nirgends"',
             "Gebiet „Nirgends“")]:
        write(os.path.join(INPUTS, "accepted.xml"), f"<accepted>\n{entry(attributes)}</accepted>")
        told = run("check")
        good = re.search(r"accepted.xml:2:\d+: (?:Warnung|Hinweis): .*" + pattern, told.stderr)
        say(f"{name}: told with its place", None if good else told.stderr)
        say(f"{name}: accepts nothing", same(indicator_first(check_json()["findings"]), expected))
    write(os.path.join(INPUTS, "accepted.xml"), "<accepted><finding rule='gap'>x</finding></accepted>")
    told = run("check")
    say("a faulty file is told", None if told.returncode == 2 and "accepted.xml:1" in told.stderr
        else told.stderr)
    os.remove(os.path.join(INPUTS, "accepted.xml"))


def build():
    """An edition tells of warnings in one line, does not print over errors, and shows what was
    accepted."""
    made = run("build")
    line = re.findall(r"Hinweis: Warnungen der Prüfung der Zahlen: (\d+)", made.stderr)
    report = check_json()
    say("build tells of warnings in one line", None if line == [str(report["warnings"])]
        else made.stderr)
    write_world(INPUTS, '<rule id="anchor" severity="error"/>')
    made = run("build")
    say("errors of the checks keep an edition from being made", None if made.returncode == 2 and
        "Fehler nach den Prüfregeln" in made.stderr else made.stderr)
    write_world(INPUTS)
    write(os.path.join(INPUTS, "accepted.xml"), '<accepted><finding rule="gap" measure="gap_found" '
          'by="A. Muster" date="2026-11-02">Damals ruhte die Erhebung.</finding><finding rule="gap" '
          'measure="gap_three" by="B" date="2026-11-02">Niemals</finding></accepted>')
    dump = run("dump", "document", KREIS).stdout
    say("the annex prints what was accepted", None if all(
        words in dump for words in ("Lücke in der Reihe", "Zahl gap_found", "Damals ruhte", "A. Muster"))
        else dump[-300:])
    say("but not what fits nothing", None if "Niemals" not in dump else "printed")
    os.remove(os.path.join(INPUTS, "accepted.xml"))


def shipped():
    told = run("check", inputs="inputs", templates="templates")
    found = re.search(r"Prüfung der Zahlen: (.*)", told.stdout).group(1)
    say("the shipped figures have no warning", None if "Warnung" not in found
        and "Fehler" not in found else found)
    # The Zensus 2011 is a new basis of the population: without it every rule would see a break.
    copy = os.path.join(WORK, "shipped")
    shutil.copytree("inputs", copy)
    path = os.path.join(copy, "catalogue.xml")
    text = open(path, encoding="utf-8").read()
    write(path, text.replace('<basis from="2011" name="Zensus 2011"/>', "", 1))
    report = json.loads(run("check", "--json", inputs=copy, templates="templates").stdout)
    found = [f["period"] for f in report["findings"] if f["rule"] == "break"
             and f["measure"] == "population" and f["part"] == "alle Gemeinden"]
    say("the Zensus 2011 is found in real figures where it is not declared",
        None if found == ["2011"] else found)


write(os.path.join(TEMPLATES, "a.xml"), """<report volume="P" title="P" for="landkreis">
<section id="a" title="A"><p>Text</p><for-each select="$accepted/finding" as="b"><p>{$b/@rule}:
{$b/@subject}: {$b} ({$b/@by})</p></for-each></section></report>""")
for shipped_file in ("theme.xml", "sentences.xml"):
    shutil.copyfile(os.path.join("templates", shipped_file), os.path.join(TEMPLATES, shipped_file))
EXPECTED = write_world(INPUTS)
rules(EXPECTED)
settings(EXPECTED)
say("every cell that is named holds the value that is told", places())
say("ids are stable and each is there once", stable())
machine()
accepted(EXPECTED)
build()
shipped()
