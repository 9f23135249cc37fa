"""outputs/index.html: tags in pairs, nothing from outside, every link leads to a file that is
there, digests are those of the files, every report of every manifest is listed.

links.py OUTPUTS"""
import glob
import hashlib
import html.parser
import json
import os
import re
import sys
import urllib.parse

VOID = {"meta", "input", "br"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.links, self.ids, self.digests, self.tags = [], [], [], {}, set()
        self.labels, self.row = [], None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        assert len(a) == len(attrs), f"attribute twice: {attrs}"
        self.tags.add(tag)
        for name, value in attrs:
            assert name not in ("src", "srcset", "action") and not name.startswith("on"), name
            if name == "href":
                self.links.append((tag, value, "svg" in self.open))
            if name == "id":
                self.ids.append(value)
            if name in ("aria-labelledby", "aria-describedby"):
                self.labels += value.split()
        if tag == "a" and "tr" in self.open:
            self.row = a["href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> in {self.open}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] == "code":
            self.digests[self.row] = data


out = sys.argv[1]
text = open(os.path.join(out, "index.html"), encoding="utf-8").read()
page = Page()
page.feed(text)
assert not page.open, page.open
assert page.tags <= {"html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2",
                     "p", "main", "div", "label", "input", "svg", "path", "section", "span",
                     "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "details",
                     "summary", "code", "footer", "script", "nav", "ul", "li"}, page.tags
assert len(page.ids) == len(set(page.ids)), "an id twice"
assert set(page.labels) <= set(page.ids), set(page.labels) - set(page.ids)
body = text.replace("http://www.w3.org", "")
assert not re.search(r"https?:|url\(|@import|//[a-z]", body), "something from outside"
files = set()
for tag, link, in_map in page.links:
    assert tag == "a", tag
    if link.startswith("#"):
        assert link[1:] in page.ids, link
        continue
    assert re.fullmatch(r"\./[A-Za-z0-9._~%/-]+", link), link
    path = os.path.join(out, urllib.parse.unquote(link[2:]))
    assert os.path.isfile(path), path
    if not in_map and path.endswith(".pdf"):
        files.add(os.path.normpath(path))
        digest = hashlib.sha256(open(path, "rb").read()).hexdigest()
        assert page.digests[link] == digest, path
listed = set()
for name in glob.glob(os.path.join(glob.escape(out), "*", "manifest.json")) + \
        glob.glob(os.path.join(glob.escape(out), "*", "berichte.json")):
    for report in json.load(open(name, encoding="utf-8"))["reports"]:
        path = os.path.normpath(os.path.join(os.path.dirname(name), report["path"]))
        if os.path.isfile(path) and "/" not in report["path"]:
            listed.add(path)
assert files == listed, files ^ listed
print(f"{len(files)} reports, {len(page.links)} links")
