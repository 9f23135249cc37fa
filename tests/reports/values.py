"""Every figure of every report against the tables that hold its values: all that it draws
and all that its alternative text mentions must stand there, in the right row and column,
and a link must lead there. Reads `sozialbericht dump document`.
Call: values.py PROGRAM EDITION_FOLDER [--plant AREA]
--plant: plants a fault of each kind into each figure of one report; all must be found."""
import json
import os
import re
import subprocess
import sys

WORD = re.compile(r' (?:([a-z0-9-]+)=("(?:[^"\\]|\\.)*"|[^ ]+)|([a-z-]+))')
NUMBER = re.compile(r"(?<![\d,.–])[−+]?(?:\d{1,3}(?:\u202f\d{3})+(?:,\d+)?|\d+,\d+)(?![\d,])")


def number(text):
    return float(text.replace("−", "-").replace("\u202f", "").replace(",", "."))


def decimals(text):
    return len(text.partition(",")[2])


class Node:
    def __init__(self, kind, attributes, parent):
        self.kind, self.a, self.parent, self.children = kind, attributes, parent, []

    def __getitem__(self, name):
        return self.a.get(name, "")

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()

    def around(self, kind):
        """The nearest and the outermost node of that kind around this one."""
        found = []
        node = self.parent
        while node:
            found += [node] if node.kind == kind else []
            node = node.parent
        return (found[0], found[-1]) if found else (None, None)

    def text(self):
        return "".join(n["text"] for n in self.walk() if n.kind == "text")


def parse(dump):
    root = Node("document", {}, None)
    stack = [(-1, root)]
    for line in dump.splitlines()[1:]:
        depth = (len(line) - len(line.lstrip(" "))) // 2
        kind, _, rest = line.strip().partition(" ")
        attributes = {}
        for name, value, flag in WORD.findall(" " + rest):
            attributes[name or flag] = json.loads(value) if value.startswith('"') else value
        while stack[-1][0] >= depth:
            stack.pop()
        node = Node(kind, attributes, stack[-1][1])
        stack[-1][1].children.append(node)
        stack.append((depth, node))
    return root


def draws_values(node):
    """A locator with boundaries tells where places lie: it has no values that a table could
    list."""
    return any(c.kind == "chart" and not ("map" in c.a and c["kind"] == "locator")
               for c in node.children)


class Table:
    """Cells by row label and head; heads of several rows are joined."""
    def __init__(self, node):
        self.node, self.title = node, node["text"]
        rows = [r for r in node.children if r.kind == "row"]
        heads = [r for r in rows if r["role"] == "head"]
        self.heads = self.spread(heads)
        self.rows = []
        for row in rows:
            cells = [c for c in row.children if c.kind == "cell"]
            if row["role"] not in ("head", "group") and cells:
                self.rows.append((cells[0].text(), [c.text() for c in cells]))
        self.texts = {t for _, cells in self.rows for t in cells}

    @staticmethod
    def spread(heads):
        columns, below = {}, {}
        for row in heads:
            at = 0
            for cell in (c for c in row.children if c.kind == "cell"):
                while below.get(at, 0) > 0:
                    below[at] -= 1
                    at += 1
                for _ in range(int(cell["span"] or 1)):
                    columns[at] = (columns.get(at, "") + " " + cell.text()).strip()
                    below[at] = int(cell["rows"] or 1) - 1
                    at += 1
        return [columns[k] for k in sorted(columns)]


class Report:
    def __init__(self, name, root):
        self.name, self.root = name, root
        self.tables = {n["id"]: Table(n) for n in root.walk() if n.kind == "table" and n["id"]}
        self.values = self.figures = 0

    def fault(self, figure, text):
        title = figure["text"] or figure["alt"][:60]
        raise SystemExit(f"{self.name}: „{title}“: {text}")

    def series_by_year(self, figure, series, tables):
        """One row for each part of the time: every point below its year."""
        points = {p["x"]: p["text"] for p in series.children if p.kind == "point"}
        left = dict(points)
        for table in tables:
            here = {y: t for y, t in points.items() if y in table.heads}
            columns = {y: table.heads.index(y) for y in here}
            for _, cells in table.rows:
                if here and all(len(cells) > columns[y] and cells[columns[y]] == t
                                for y, t in here.items()):
                    left = {y: t for y, t in left.items() if y not in here}
                    break
        if left:
            self.fault(figure, f"no row has {left}")
        self.values += len(points)

    def series_by_label(self, figure, series, tables):
        """One column that has every point in the row of its label."""
        points = [(p["label"], p["text"]) for p in series.children if p.kind == "point"]
        for table in tables:
            rows = dict(table.rows)
            if all(label in rows for label, _ in points):
                for k in range(1, len(table.heads)):
                    if all(len(rows[label]) > k and rows[label][k] == text
                           for label, text in points):
                        self.values += len(points)
                        return
        self.fault(figure, f"no column has {points[:3]} …")

    def spine(self, figure, series, tables):
        for p in (p for p in series.children if p.kind == "point"):
            rows = [c for t in tables for label, c in t.rows
                    if label == f"{p['label']}, {p['sublabel']}"]
            wanted = [p["text"]] + ([p["reference-text"]] if p["reference-text"] else [])
            if not any(r[1:1 + len(wanted)] == wanted for r in rows):
                self.fault(figure, f"no row has {p['label']}: {wanted}")
            for name in ("low", "q1", "median", "q3", "high"):
                if name not in p.a:
                    continue
                near = [c for r in rows for c in r[3:] if re.fullmatch(r"[−\d,\u202f]+", c)]
                drawn = float(p[name])
                if not any(abs(number(c) - drawn) <= 0.501 / 10 ** decimals(c) for c in near):
                    self.fault(figure, f"{p['label']}: {name}={drawn} is not in {near}")
            self.values += len(wanted)

    def references(self, figure, chart, tables):
        for r in (r for r in chart.children if r.kind == "reference"):
            if not any(label == r["name"] and r["text"] in cells
                       for t in tables for label, cells in t.rows):
                self.fault(figure, f"no row {r['name']} has {r['text']}")
            self.values += 1

    def mentioned(self, figure, chart, tables):
        """Numbers of the alternative text; those of title and unit are no values."""
        known = figure["text"] + " " + figure["subtitle"] + " " + chart["unit"]
        known += "".join(" " + c["text"] for c in chart.children if c.kind == "class")
        known += " 95 99,8" if chart["kind"] == "funnel" else ""  # levels of its limits
        core = figure["alt"].split(" Alle Werte stehen")[0]
        texts = set().union(*(t.texts for t in tables))
        # a figure in brackets is mentioned in two pairs of them or in its own
        texts |= {t.strip("()±") for t in texts}
        own = set(NUMBER.findall(known))
        for number in NUMBER.findall(core):
            if number not in texts and number not in own and not self.in_head(number, tables):
                self.fault(figure, f"mentions {number}, which no table of its values has")

    @staticmethod
    def in_head(number, tables):
        """Units such as „je 1 000“ stand in heads and labels."""
        return any(number in h for t in tables for h in t.heads + [r[0] for r in t.rows])

    def link(self, figure, ids):
        if figure.kind == "cell":
            table, _ = figure.around("table")
            if ids == [table["id"]]:
                return
            host = table
        else:
            _, host = figure.around("section")
            host = host or figure.parent
        targets = {n["target"] for n in host.walk() if n.kind == "link"}
        if not targets & set(ids):
            self.fault(figure, f"no link to {ids} near it")

    def check(self, figure):
        chart = next(c for c in figure.children if c.kind == "chart")
        ids = figure["values"].split()
        if not ids or any(i not in self.tables for i in ids):
            self.fault(figure, f"no table of its values ({ids})")
        tables = [self.tables[i] for i in ids]
        for number, series in enumerate(c for c in chart.children if c.kind == "series"):
            kind = chart["kind"]
            if kind in ("line", "columns", "spark", "multiples", "ages"):
                self.series_by_year(figure, series, tables)
            elif kind == "tile" and number == 0:
                self.tile(figure, chart, series, tables)
            elif kind in ("spine", "range"):
                self.spine(figure, series, tables)
            else:
                self.series_by_label(figure, series, tables)
        self.references(figure, chart, tables)
        if chart["value"] and not any(chart["value"] in t.texts for t in tables):
            self.fault(figure, f"{chart['value']} is in none of {ids}")
        self.mentioned(figure, chart, tables)
        self.link(figure, ids)
        self.figures += 1

    def tile(self, figure, chart, series, tables):
        """A tile with one year alone has its value among the places."""
        points = [p for p in series.children if p.kind == "point"]
        if len(points) > 1:
            self.series_by_year(figure, series, tables)
        elif points and not any(points[0]["text"] in t.texts for t in tables):
            self.fault(figure, f"{points[0]['text']} is not in its tables")

    def check_map(self, figure):
        if figure["values"] or NUMBER.search(figure["alt"]):
            self.fault(figure, "a map of boundaries has no values")

    def check_all(self):
        for node in self.root.walk():
            if draws_values(node):
                self.check(node)
            elif any(c.kind == "chart" for c in node.children):
                self.check_map(node)
        if self.figures < 5:
            raise SystemExit(f"{self.name}: only {self.figures} figures")

    def check_short(self):
        """The short report has no tables: it says where the values are."""
        if self.tables or "Alle Werte und Definitionen" not in self.root.text():
            raise SystemExit(f"{self.name}: does not say where its values are")


def plant_cell(report, figure):
    """Another last digit for its first value, wherever its tables have it."""
    chart = next(c for c in figure.children if c.kind == "chart")
    point = next(p for s in chart.children for p in s.children if re.search(r"\d", p["text"]))
    text = point["text"]
    changed = re.sub(r"\d(?=\)?$)", lambda m: "1" if m.group() != "1" else "2", text)
    for table in (report.tables[i] for i in figure["values"].split()):
        table.texts = {changed if t == text else t for t in table.texts}
        for _, cells in table.rows:
            cells[1:] = [changed if c == text else c for c in cells[1:]]


def plant_alt(report, figure):
    figure.a["alt"] = "Kennzahl: 98\u202f765,4. " + figure["alt"]


def plant_link(report, figure):
    own = {figure.around("table")[0]["id"]} if figure.kind == "cell" else set()
    if figure["values"].split() == list(own):
        figure.a["values"] = "weg"
    for n in report.root.walk():
        n.kind = "gone" if n.kind == "link" else n.kind


def prove(program, entry):
    """Each kind of fault, planted for each figure of a report, must be found."""
    dump = load(program, entry)
    count = len([n for n in dump.root.walk() if draws_values(n)])
    for plant in (plant_cell, plant_alt, plant_link):
        for number in range(count):
            report = Report(dump.name, parse(dump.source))
            figure = [n for n in report.root.walk() if draws_values(n)][number]
            plant(report, figure)
            try:
                report.check_all()
            except SystemExit:
                continue
            raise SystemExit(f"{plant.__name__}: not found in figure {number}: {figure['alt']}")
    print(f"{3 * count} planted faults found")


def load(program, entry):
    dump = subprocess.run([program, "dump", "document", entry["area"], "--file", entry["path"]], capture_output=True,
                          check=False)
    if dump.returncode > 1:
        sys.exit(dump.stderr.decode())
    report = Report(entry["path"], parse(dump.stdout.decode()))
    report.source = dump.stdout.decode()
    return report


def main():
    program, folder = sys.argv[1:3]
    with open(os.path.join(folder, "manifest.json"), encoding="utf-8") as f:
        reports = json.load(f)["reports"]
    if len(sys.argv) > 3:
        prove(program, next(r for r in reports if r["area"] == sys.argv[4]))
        return
    figures = values = 0
    for entry in reports:
        report = load(program, entry)
        if "_Kurz_" in entry["path"]:
            report.check_short()
            continue
        report.check_all()
        figures += report.figures
        values += report.values
    print(f"{values} values of {figures} figures in {len(reports)} reports")


if __name__ == "__main__":
    main()
