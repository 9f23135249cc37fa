"""heads.py FILE [titles]: the heads that cells of tables name (ISO 32000-1, 14.7.2, 14.8.5.7).

The name tree of the structure is in order and within its limits; every name leads to
the element with that ID; no ID is used twice; every name in /Headers is that of a TH of
the same table. With "titles", each TD's title is the row of its heads' titles."""
import json
import subprocess
import sys

path = sys.argv[1]
data = json.loads(subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", path], check=True,
                                 stdout=subprocess.PIPE).stdout)
objects = {k[4:]: v.get("value") for k, v in data["qpdf"][1].items() if k.startswith("obj:")}


def get(value):
    while isinstance(value, str) and value.endswith(" R") and value in objects:
        value = objects[value]
    return value


def is_ref(value):
    return isinstance(value, str) and value.endswith(" R")


root = next(v for v in objects.values() if isinstance(v, dict) and v.get("/Type") == "/Catalog")
tree = get(root["/StructTreeRoot"])


def names_below(node, found):
    node = get(node)
    first = len(found)
    if "/Names" in node:
        found += list(zip(node["/Names"][::2], node["/Names"][1::2]))
    for kid in node.get("/Kids", []):
        assert is_ref(kid), "a leaf that is no object of its own"
        assert "/Limits" in get(kid), "a leaf without limits"
        names_below(kid, found)
    if "/Limits" in node:
        assert node["/Limits"] == [found[first][0], found[-1][0]], "limits of a leaf"


found = []
if "/IDTree" in tree:
    names_below(tree["/IDTree"], found)
names = dict(found)
assert [n for n, _ in found] == sorted(names), "names out of order or twice"

elements = []  # object, element, its table
stack = [(tree.get("/K"), None)]
while stack:
    ref, table = stack.pop()
    value = get(ref)
    if isinstance(value, list):
        stack += [(kid, table) for kid in reversed(value)]
    elif isinstance(value, dict) and "/S" in value:
        table = ref if value["/S"] == "/Table" else table
        elements.append((ref, value, table))
        stack.append((value.get("/K"), table))

table_of = {ref: table for ref, _, table in elements}
ids = [(e["/ID"], ref) for ref, e, _ in elements if "/ID" in e]
assert len(dict(ids)) == len(ids), "an ID twice"
assert dict(ids) == names, "the name tree is not the IDs of the elements"
cells = 0
for ref, element, table in elements:
    attributes = element.get("/A", {})
    headers = attributes.get("/Headers") if isinstance(attributes, dict) else None
    if headers is None:
        continue
    cells += 1
    assert attributes["/O"] == "/Table" and element["/S"] in ("/TH", "/TD"), "not a cell"
    for name in headers:
        assert name in names, "a head that nothing is named by: %s" % name
        assert get(names[name])["/S"] == "/TH", "a head that is no TH"
        assert table_of[names[name]] == table, "a head of another table"
    if sys.argv[2:] == ["titles"] and element["/S"] == "/TD":
        titles = " ".join(get(names[n])["/T"][2:] for n in headers)
        assert "u:" + titles == element["/T"], "%s names %s" % (element["/T"], titles)
if sys.argv[2:] == ["titles"]:
    assert cells == 152, "%d cells with heads" % cells
print(cells)
