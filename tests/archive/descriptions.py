#!/usr/bin/env python3
"""descriptions.py BAG: the descriptions in a bag against its files: every cell of the table of
published figures has the type that CSV on the Web and the Frictionless schema say, the OParl
list names every PDF with its size and SHA-512."""
import csv
import hashlib
import json
import re
import sys

bag = sys.argv[1]


def load(name):
    with open(f"{bag}/{name}", encoding="utf-8") as f:
        return json.load(f)


def good(kind, text):
    if text == "" or kind == "string":
        return True
    return re.fullmatch(r"-?\d+" if kind == "integer" else r"-?\d+(,\d+)?", text) is not None


csvw = load("data/csv-metadata.json")
package = load("data/datapackage.json")
assert csvw["@context"][0] == "http://www.w3.org/ns/csvw"
resource = package["resources"][0]
assert resource["path"] == csvw["url"] and re.fullmatch(r"[a-z0-9._-]+", package["name"])
with open(f"{bag}/data/{csvw['url']}", encoding="utf-8-sig", newline="") as f:
    rows = list(csv.reader(f, delimiter=csvw["dialect"]["delimiter"], quoting=csv.QUOTE_NONE))
columns = csvw["tableSchema"]["columns"]
fields = resource["schema"]["fields"]
assert rows[0] == [c["titles"] for c in columns] == [c["name"] for c in fields], rows[0]
assert len(rows) > 50
for number, row in enumerate(rows[1:], 2):
    assert len(row) == len(columns), number
    for text, column, field in zip(row, columns, fields):
        kind = column["datatype"] if isinstance(column["datatype"], str) else "number"
        assert kind == field["type"], column
        assert good(kind, text), (number, column["name"], text)

listed = load("metadata/oparl.json")
manifest = load("data/edition/manifest.json")
assert [f["fileName"] for f in listed] == [r["path"] for r in manifest["reports"]]
for entry in listed:
    with open(f"{bag}/data/edition/{entry['fileName']}", "rb") as f:
        data = f.read()
    assert entry["type"] == "https://schema.oparl.org/1.1/File"
    assert entry["mimeType"] == "application/pdf" and entry["name"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", entry["date"])
    assert entry["size"] == len(data)
    assert entry["sha512Checksum"] == hashlib.sha512(data).hexdigest()
