#!/usr/bin/env python3
"""calls.py PROGRAM SHIM WORK [STEP]: lets every call by which build, report and archive reach
the disk fail once, one after the other; fills the disk at each; kills runs at 500 points
(fixed seed). After each: the old edition is whole, or the new one is; the message names the
cause; the next run succeeds by itself and leaves nothing behind.

The district is tiny (two reports of one page), so that a run takes some hundredths of a
second. STEP > 1 takes each STEP-th call only (sanitizers are slow).
Prints "ok NAME" or "not ok NAME: why"."""
import concurrent.futures
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time

PROGRAM, SHIM, WORK = (os.path.abspath(p) for p in sys.argv[1:4])
STEP = int(sys.argv[4]) if len(sys.argv) > 4 else 1
ROOT = os.getcwd()
KINDS = ["write", "fsync", "rename", "close", "mmap", "ftruncate", "open", "mkdir", "unlink",
         "fchmod", "read"]
CAUSES = {5: "Fehler des Datenträgers", 28: "kein Platz auf dem Datenträger",
          12: "zu wenig Arbeitsspeicher", 30: "schreibgeschützt"}
ERRNO = {"write": 28, "mmap": 12, "mkdir": 28, "open": 30}
# Of a report there are none; an archive makes some hundred more of those below, by the code
# that build has shown to hold.
SPARED = {"build": (), "archive": ("unlink", "read"),
          "report": ("ftruncate", "unlink", "read", "mkdir", "fchmod")}
# A run in which one of these failed must say so; of others some do not matter.
STRICT = ("write", "fsync", "rename", "open", "mkdir")
EDITION = """<?xml version="1.0" encoding="UTF-8"?>
<edition name="probe" title="%s" date="2026-11-03">
  <publisher>Landratsamt Auental</publisher>
  <report template="kurz.xml" for="kreis" file="Eins_{key}"/>
  <report template="kurz.xml" for="kreis" file="Zwei_{key}"/>
</edition>
"""
TEMPLATE = """<?xml version="1.0" encoding="UTF-8"?>
<report volume="Probe" title="Probe" for="landkreis" subject="Probe">
  <section id="a" title="Probe"><p>{$edition/@title}: {value('D01', $kreis, 2022)}</p></section>
</report>
"""


def world():
    for name, title in (("old", "Alte Ausgabe"), ("new", "Neue Ausgabe")):
        shutil.copytree(ROOT + "/tests/golden/inputs", f"{WORK}/{name}")
        with open(f"{WORK}/{name}/edition.xml", "w") as f:
            f.write(EDITION % title)
    os.mkdir(WORK + "/tpl")
    shutil.copy(ROOT + "/tests/golden/templates/theme.xml", WORK + "/tpl")
    with open(WORK + "/tpl/kurz.xml", "w") as f:
        f.write(TEMPLATE)


def command(what, inputs, case):
    words = {"build": ["build"], "report": ["report", "08999"], "archive": ["archive", "probe"]}
    return [PROGRAM, *words[what], "--jobs", "1", "--inputs", f"{WORK}/{inputs}",
            "--templates", WORK + "/tpl", "--output", case + "/out",
            "--archive-root", case + "/arc"]


def environment(case, **settings):
    """The name of the shim without its path: that may have a blank in it."""
    env = dict(os.environ, LD_PRELOAD=os.path.basename(SHIM), LD_LIBRARY_PATH=os.path.dirname(SHIM),
               ASAN_OPTIONS="verify_asan_link_order=0:detect_leaks=0", SB_COUNTER=case + "/counter")
    env.update({k: str(v) for k, v in settings.items()})
    return env


def run(what, inputs, case, **settings):
    with open(case + "/counter", "wb") as f:
        f.write(bytes(16))
    p = subprocess.run(command(what, inputs, case), env=environment(case, **settings),
                       capture_output=True, text=True)
    return p.returncode, p.stdout + p.stderr


def calls(case):
    with open(case + "/counter", "rb") as f:
        return int.from_bytes(f.read(8), "little")


def state(folder):
    """Digests of all files below; {} where there is no such folder."""
    found = {}
    for path, _, files in os.walk(folder):
        for name in files:
            full = os.path.join(path, name)
            with open(full, "rb") as f:
                found[os.path.relpath(full, folder)] = hashlib.sha256(f.read()).hexdigest()
    return found


def remains(case):
    found = []
    for folder in ("out", "arc", "out/probe-einzeln"):
        full = os.path.join(case, folder)
        for name in os.listdir(full) if os.path.isdir(full) else []:
            if name.startswith(".") and name not in (".sperre", ".geprueft") or name.endswith(".tmp"):
                found.append(name)
    return found


def remove(case):
    for path, folders, _ in os.walk(case):
        for name in folders:
            os.chmod(os.path.join(path, name), 0o700)
    shutil.rmtree(case)


class Trial:
    """One command with what it must keep and what it must make."""

    def __init__(self, what):
        self.what = what
        self.before = f"{WORK}/before-{what}"
        os.mkdir(self.before)
        assert run("build", "old" if what != "archive" else "new", self.before)[0] <= 1
        if what == "report":
            assert run("report", "old", self.before)[0] <= 1
        if what == "archive":  # an older edition lies in the archive
            os.makedirs(self.before + "/arc/alt/data")
            with open(self.before + "/arc/alt/data/a.pdf", "w") as f:
                f.write("alt")
        self.old = self.look(self.before)
        reference = f"{WORK}/after-{what}"
        shutil.copytree(self.before, reference)
        status, text = run(what, "new", reference)
        assert status <= 1, text
        self.new = self.look(reference)
        assert self.new != self.old

    def look(self, case):
        """What readers see: the edition, single reports, the archive; but the list of loaded
        libraries names the shim's neighbours, so tag files count only where they stand."""
        found = {}
        for name in ("out/probe", "out/probe-einzeln", "arc/probe", "arc/alt"):
            found[name] = state(os.path.join(case, name))
        return found

    def start(self, name):
        case = f"{WORK}/case-{self.what}-{name}"
        shutil.copytree(self.before, case)
        return case

    def again(self, case):
        status, text = run(self.what, "new", case)
        if status > 1:
            return f"the next run ends with {status}: {text[-300:]}"
        if self.look(case) != self.new:
            return "the next run makes something else"
        left = remains(case)
        return f"the next run leaves {left}" if left else ""

    def judge(self, status, text, case, cause):
        now = self.look(case)
        if status < 0:
            return "" if now in (self.old, self.new) else "killed: neither old nor new"
        if status <= 1:
            return "" if now == self.new else "says all is well, but it is not the new one"
        if ("out/" if self.what == "build" else "arc/") + "probe“ steht an seinem Platz" in text:
            return "" if now == self.new else "not in place, though it says so"
        if self.what == "build" and "enthält 1 von 2 Berichten" in text:
            return "" if "abgebrochen" in text and len(now["out/probe"]) == 3 \
                else f"half: {sorted(now['out/probe'])} {text}"
        if self.what == "report" and status in (2, 74):
            # The list grows with each report.
            half = [f for f, digest in now["out/probe-einzeln"].items()
                    if f != "berichte.json" and digest not in (self.old["out/probe-einzeln"].get(f),
                                      self.new["out/probe-einzeln"].get(f))]
            if half or now["out/probe"] != self.old["out/probe"]:
                return f"half: {half}"
        elif now != self.old:
            return "fails, but the old one is not as it was"
        return "" if cause in text or "Standardausgabe" in text or "abgebrochen" in text \
            else f"does not name the cause: {text[-400:]}"

    def fault(self, kind, call, lasting):
        number = ERRNO.get(kind, 5)
        case = self.start(f"{kind}-{call}-{lasting}")
        status, text = run(self.what, "new", case, SB_CALLS=kind, SB_AT=call, SB_ERRNO=number,
                           SB_LASTING=lasting)
        # What is only kept to be quicker the next time may fail in silence.
        done = self.what == "report" and self.look(case) == self.new
        why = "nothing is said of it" if status in (0, 1) and kind in STRICT and not done else \
            self.judge(status, text, case, CAUSES[number])
        why = why or self.again(case)
        remove(case)
        return f"call {call}: {why}" if why else ""

    def count(self, kinds):
        case = self.start("count")
        run(self.what, "new", case, SB_CALLS=kinds, SB_AT=0)
        n = calls(case)
        remove(case)
        return n

    def kill_at(self, call):
        case = self.start(f"kill-{call}")
        run(self.what, "new", case, SB_CALLS=" ".join(KINDS), SB_AT=call, SB_KILL=1)
        why = self.judge(-9, "", case, "") or self.again(case)
        remove(case)
        return f"killed at call {call}: {why}" if why else ""

    def kill_after(self, name, seconds):
        case = self.start(f"time-{name}")
        p = subprocess.Popen(command(self.what, "new", case), stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, env=environment(case))
        time.sleep(seconds)
        p.kill()
        p.wait()
        why = self.judge(-9, "", case, "") or self.again(case)
        remove(case)
        return f"killed after {seconds:.4f} s: {why}" if why else ""


def tell(name, results, n):
    results = [r for r in results if r]
    if results:
        print(f"not ok {name}: {len(results)} of {n}: " +
              " | ".join(" ".join(r.split()) for r in results[:3]), flush=True)
    else:
        print(f"ok {name} ({n})" if n else f"not ok {name}: nothing to try", flush=True)


def every_call(pool, trial, kind, lasting):
    n = trial.count(kind)
    tried = range(1, n + 1, STEP)
    results = list(pool.map(lambda call: trial.fault(kind, call, lasting), tried))
    how = "disk full from each write on" if lasting else f"each {kind} fails"
    tell(f"{trial.what}: {how}", results, len(tried))


def kills(pool, trials):
    rng = random.Random(8493)
    jobs = []
    for i in range(500 // STEP):
        trial = trials[rng.choice([0, 0, 1])]
        if i % 2:
            jobs.append((trial.kill_at, rng.randint(1, trial.total)))
        else:
            jobs.append((lambda t, i=i, trial=trial: trial.kill_after(i, t),
                         rng.uniform(0, trial.seconds)))
    tell("killed anywhere", list(pool.map(lambda j: j[0](j[1]), jobs)), len(jobs))


def main():
    world()
    trials = [Trial(what) for what in ("build", "archive", "report")]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for trial in trials:
            for kind in KINDS:
                if kind not in SPARED[trial.what]:
                    every_call(pool, trial, kind, 0)
            every_call(pool, trial, "write", 1)
        for trial in trials[:2]:
            trial.total = trial.count(" ".join(KINDS))
            began = time.monotonic()
            case = trial.start("clock")
            run(trial.what, "new", case)
            trial.seconds = time.monotonic() - began
            remove(case)
        kills(pool, trials[:2])



main()
