"""Rules of axe-core on a page in a headless Chromium.

axe.py CHROMIUM AXE_JS PAGE dark|light WIDTH [SEARCH]: prints each finding; status 1 if there
is any. The page runs as it is, but for its policy, which would not let axe in."""
import html
import json
import os
import re
import subprocess
import sys
import tempfile

chromium, axe, page, scheme, width = sys.argv[1:6]
search = sys.argv[6] if len(sys.argv) > 6 else ""
text = open(page, encoding="utf-8").read()
text, n = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
assert n == 1, "the page has no policy"
run = """
<script>%s</script>
<script>
window.addEventListener("load", function () {
  var box = document.getElementById("suche");
  box.value = %s;
  box.dispatchEvent(new Event("input"));
  [].forEach.call(document.querySelectorAll("details"), function (d, i) { d.open = i %% 2; });
  axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(function (r) {
    var out = document.createElement("pre");
    out.id = "axe-result";
    out.textContent = JSON.stringify({bad: r.violations, passes: r.passes.length,
      unsure: r.incomplete, rows: document.querySelectorAll("tr[data-n]:not([hidden])").length,
      parts: document.querySelectorAll("section[data-e]:not([hidden])").length,
      found: document.querySelectorAll("svg a.found").length,
      told: document.getElementById("zahl").textContent});
    document.body.appendChild(out);
  });
});
</script></body>""" % (open(axe, encoding="utf-8").read().replace("</script", "<\\/script"),
                       json.dumps(search))
text = text.replace("</body>", run)
with tempfile.TemporaryDirectory() as folder:
    copy = os.path.join(folder, "page.html")
    open(copy, "w", encoding="utf-8").write(text)
    done = subprocess.run([chromium, "--headless=new", "--no-sandbox", "--disable-gpu",
                           "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions",
                           f"--user-data-dir={folder}/profile", f"--window-size={width},1000",
                           f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
                           "--virtual-time-budget=20000", "--dump-dom", "file://" + copy],
                          capture_output=True, text=True, timeout=280, check=False)
found = re.search(r'<pre id="axe-result">(.*?)</pre>', done.stdout, re.S)
if not found:
    print("no result:", done.stderr[-400:])
    sys.exit(2)
result = json.loads(html.unescape(found.group(1)))
print(f"passed {result['passes']} rules; rows {result['rows']}, editions {result['parts']}, "
      f"on the map {result['found']}: {result['told']}")
for kind in ("bad", "unsure"):
    for rule in result[kind]:
        for node in rule["nodes"][:3]:
            print(kind, rule["id"], rule["help"], node["html"][:150], node.get("failureSummary"))
sys.exit(1 if result["bad"] else 0)
