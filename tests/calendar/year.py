"""A year of run-due with a clock that the test sets: exactly the right editions are made.

What is right is worked out here a second time, with icalendar, dateutil and holidays typed
from the law of Baden-Württemberg; besides, the editions that matter are listed by hand.

year.py PROGRAM INPUTS TEMPLATES WORK: prints "ok NAME" or "not ok NAME: why"."""
import csv
import datetime
import glob
import hashlib
import os
import re
import subprocess
import sys

import outside

D = datetime.date
HOLIDAYS = {D(2027, m, d) for m, d in [(1, 1), (1, 6), (3, 26), (3, 29), (5, 1), (5, 6), (5, 17),
                                       (5, 27), (10, 3), (11, 1), (12, 25), (12, 26), (12, 24),
                                       (12, 31)]} | {D(2026, 12, d) for d in (24, 25, 26, 31)}
# committee, suffix, days before, working days; the order is that of agenda.xml
RULES = [("SOA", "", 10, True), ("JHA", "", 14, False), ("KT", "", 5, True),
         ("KT", "Nachtrag", 2, True), ("VFA", "", 7, False)]

BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE
"""


def event(uid, start, title, *more, sequence=0):
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20261201T000000Z",
                      f"SEQUENCE:{sequence}", f"DTSTART;TZID=Europe/Berlin:{start}",
                      f"SUMMARY:{title}", *more, "END:VEVENT\n"])


# 11 + 4 + 6 + 4 + 5 = 30 sessions.
FIRST = [
    event("soa", "20270107T143000", "Sitzung des Sozialausschusses",
          "RRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20271231T225959Z",
          "EXDATE;TZID=Europe/Berlin:20270805T143000"),
    event("jha", "20270119T090000", "Jugendhilfeausschuss",
          "RRULE:FREQ=MONTHLY;INTERVAL=3;BYDAY=3TU;COUNT=4"),
    event("kt", "20270225T140000", "Kreistag",
          "RDATE;TZID=Europe/Berlin:20270429T140000,20270617T140000,20270715T140000",
          "RDATE;TZID=Europe/Berlin:20271014T140000,20271209T140000"),
    "BEGIN:VEVENT\nUID:vfa\nDTSTAMP:20261201T000000Z\nDTSTART:20271108T083000Z\n"
    "SUMMARY:Verwaltungs- und Finanzausschuss\nRRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\n",
    event("einzeln-1", "20270318T100000", "SOA Sondersitzung"),
    event("einzeln-2", "20270520T100000", "JHA Sondersitzung"),
    event("einzeln-3", "20270520T160000", "JHA Sondersitzung\\, zweiter Teil"),
    event("einzeln-4", "20270922T100000", "SOA Klausur"),
    event("einzeln-5", "20271117T100000", "Kreistag\\, Haushalt"),
    event("fremd", "20270310T100000", "Betriebsausflug"),
]


def change(uid, instead, start, title, *more, sequence=1):
    return event(uid, start, title, f"RECURRENCE-ID;TZID=Europe/Berlin:{instead}", *more,
                 sequence=sequence)


# What the council office publishes, and when: (day, events added, uids taken out).
NEWS = [
    # moved before anything was made: to a later day
    (D(2027, 1, 11), [change("soa", "20270204T143000", "20270211T150000", "Sozialausschuss")], []),
    # cancelled before anything was made
    (D(2027, 2, 1), [change("soa", "20270304T143000", "20270304T143000", "Sozialausschuss",
                            "STATUS:CANCELLED")], []),
    # moved to a day so near that its reports are due at once
    (D(2027, 4, 14), [change("kt", "20270429T140000", "20270415T140000", "Kreistag")], []),
    # moved after it was made: nothing new, and later once more back
    (D(2027, 5, 4), [change("soa", "20270506T143000", "20270512T143000", "Sozialausschuss")], []),
    (D(2027, 5, 10), [change("soa", "20270506T143000", "20270511T143000", "Sozialausschuss",
                             sequence=2)], []),
    # cancelled after it was made
    (D(2027, 5, 18), [event("einzeln-3", "20270520T160000", "JHA", "STATUS:CANCELLED",
                            sequence=1)], []),
    # cancelled, then not after all
    (D(2027, 6, 1), [change("kt", "20270617T140000", "20270617T140000", "Kreistag",
                            "STATUS:CANCELLED")], []),
    (D(2027, 6, 14), [change("kt", "20270617T140000", "20270617T140000", "Kreistag",
                             sequence=2)], []),
    # the same session under another UID, after its reports were made
    (D(2027, 9, 14), [event("neu-4", "20270922T100000", "SOA Klausur")], ["einzeln-4"]),
    # moved into a time when the machine is off
    (D(2027, 10, 1), [change("jha", "20271019T090000", "20271028T090000", "Jugendhilfeausschuss")],
     []),
]

# Days without a run: [first, last].
OFF = [(D(2027, 2, 24), D(2027, 3, 16)), (D(2027, 6, 28), D(2027, 7, 14)),
       (D(2027, 8, 9), D(2027, 8, 30)), (D(2027, 10, 11), D(2027, 10, 29)),
       (D(2027, 12, 1), D(2027, 12, 8))]
# The clock shows another day: back, and over a session.
WRONG = {D(2027, 6, 9): D(2027, 5, 20), D(2027, 9, 6): D(2027, 9, 24),
         D(2027, 11, 3): D(2027, 1, 4)}

# By hand: what must and must not be there at the end.
MADE = {"2027-01-07-SOA", "2027-02-11-SOA", "2027-04-15-KT", "2027-05-06-SOA", "2027-05-20-JHA",
        "2027-05-20-JHA-2", "2027-06-17-KT", "2027-06-17-KT-Nachtrag", "2027-09-22-SOA",
        "2027-10-07-SOA", "2027-10-14-KT", "2027-11-17-KT", "2027-12-09-KT",
        "2027-12-09-KT-Nachtrag", "2027-02-25-KT-Nachtrag"}
NOT_MADE = {"2027-02-04-SOA", "2027-03-04-SOA", "2027-08-05-SOA", "2027-05-12-SOA",
            "2027-05-11-SOA", "2027-04-29-KT", "2027-09-22-SOA-2", "2027-10-14-KT-Nachtrag",
            "2027-10-19-JHA", "2027-10-28-JHA"}


def due_day(session, before, working):
    if not working:
        return session - datetime.timedelta(before)
    day = session
    while before > 0:
        day -= datetime.timedelta(1)
        before -= day.weekday() < 5 and day not in HOLIDAYS
    return day


def committee(title):
    for name, code in [("Sozialausschuss", "SOA"), ("SOA", "SOA"), ("Jugendhilfe", "JHA"),
                       ("JHA", "JHA"), ("Kreistag", "KT"), ("Finanzausschuss", "VFA")]:
        if name in title:
            return code
    return None


class Model:
    """What should be there: (key, suffix) to (edition, session, day)."""

    def __init__(self):
        self.made = {}
        self.names = set()

    def run(self, text, today):
        sessions = [dict(s, committee=committee(s["title"]))
                    for s in outside.expand(text, today - datetime.timedelta(31),
                                            today + datetime.timedelta(400))]
        sessions.sort(key=lambda s: (s["date"], s["time"], s["committee"] or "", s["key"]))
        keys = {s["key"] for s in sessions}
        for s in sessions:
            for who, suffix, before, working in RULES:
                if s["committee"] == who:
                    self.look(s, suffix, due_day(s["date"], before, working), today, keys)

    def look(self, s, suffix, due, today, keys):
        same = [1 for (key, other), (_, day, _) in self.made.items()
                if other == suffix and day == s["date"] and key not in keys
                and self.made[key, other][0].split("-")[3] == s["committee"]]
        if (s["key"], suffix) in self.made or same or s["cancelled"] or \
                not due <= today <= s["date"]:
            return
        base = f"{s['date']}-{s['committee']}" + (f"-{suffix}" if suffix else "")
        name = base
        while name in self.names:
            name = f"{base}-{int(name[len(base) + 1:] or 1) + 1}"
        self.names.add(name)
        self.made[s["key"], suffix] = (name, s["date"], today)


def digests(output):
    return {p: hashlib.sha256(open(p, "rb").read()).hexdigest()
            for p in sorted(glob.glob(os.path.join(output, "*", "*")) +
                            glob.glob(os.path.join(output, "*.csv")))}


def records(output):
    with open(os.path.join(output, "sitzungen.csv"), encoding="utf-8") as f:
        rows = list(csv.reader(f, delimiter=";"))
    head = rows.index(["key", "committee", "suffix", "session", "edition", "made", "inputs"])
    return {(r[0], r[2]): (r[4], D.fromisoformat(r[3]), D.fromisoformat(r[5]))
            for r in rows[head + 1:]}


class Year:
    def __init__(self, program, inputs, templates, work):
        self.program, self.inputs, self.templates = program, inputs, templates
        self.output = os.path.join(work, "jahr")
        self.model = Model()
        self.bad = None
        self.events = list(FIRST)
        self.runs = 0

    def text(self):
        return ("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + BERLIN + "".join(self.events) +
                "END:VCALENDAR\n")

    def publish(self, day):
        for when, added, gone in NEWS:
            if when == day:
                self.events = [e for e in self.events
                               if not any(f"UID:{g}\n" in e for g in gone)] + added
        with open(os.path.join(self.inputs, "calendar.ics"), "w", encoding="utf-8") as f:
            f.write(self.text())

    def run_due(self, shown):
        environment = dict(os.environ, SOURCE_DATE_EPOCH=str(int(datetime.datetime(
            shown.year, shown.month, shown.day, 6, tzinfo=outside.UTC).timestamp())))
        self.runs += 1
        return subprocess.run([self.program, "run-due", "--inputs", self.inputs, "--templates",
                               self.templates, "--output", self.output], check=False,
                              capture_output=True, text=True, env=environment)

    def check(self, day, shown):
        before = digests(self.output)
        done = self.run_due(shown)
        self.model.run(self.text(), shown)
        folders = {os.path.basename(p) for p in glob.glob(os.path.join(self.output, "20*"))}
        after = digests(self.output)
        changed = [p for p, d in before.items() if after.get(p) != d and p.endswith(".pdf")]
        if done.returncode not in (0, 1):
            self.bad = f"{day}: status {done.returncode}: {done.stderr.strip()[-300:]}"
        elif folders != self.model.names:
            self.bad = f"{day}: {sorted(folders ^ self.model.names)}"
        elif records(self.output) != self.model.made:
            self.bad = f"{day}: records differ"
        elif changed:
            self.bad = f"{day}: changed {changed[:2]}"

    def simulate(self):
        day = D(2026, 12, 14)
        while day <= D(2027, 12, 31) and self.bad is None:
            off = any(first <= day <= last for first, last in OFF) or day.weekday() > 4
            self.publish(day)
            if not off:
                self.check(day, WRONG.get(day, day))
            day += datetime.timedelta(1)


def say(name, why):
    print(f"ok {name}" if not why else f"not ok {name}: {why}")


def main():
    year = Year(*sys.argv[1:])
    sessions = [s for s in outside.expand(year.text(), D(2027, 1, 1), D(2027, 12, 31))
                if committee(s["title"])]
    say("30 sessions to begin with", len(sessions) != 30 and f"{len(sessions)}")
    year.simulate()
    say("a year of run-due makes exactly the right editions", year.bad)
    names = {e for e, _, _ in records(year.output).values()}
    say("what must be made is", sorted(MADE - names))
    say("what must not be made is not", sorted(NOT_MADE & names))
    lacking = [n for n in names if len(glob.glob(os.path.join(year.output, n, "*.pdf"))) != 2
               or not os.path.exists(os.path.join(year.output, n, "manifest.json"))]
    say("each edition is whole", lacking)
    again = digests(year.output)
    done = year.run_due(D(2027, 12, 31))
    say("the last run once more changes nothing",
        again != digests(year.output) and "changed" or
        (not re.search("SB0102", done.stdout) and done.stdout))


main()
