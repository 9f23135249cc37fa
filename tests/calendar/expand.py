"""Random calendars: the program's sessions must be those of icalendar and dateutil.

expand.py PROGRAM INPUTS TEMPLATES WORK COUNT: prints "ok NAME" or "not ok NAME: why"."""
import datetime
import json
import os
import random
import subprocess
import sys

import outside

YEAR = 2027
NEW_YORK = """BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE
BEGIN:VTIMEZONE
TZID:Asia/Tokyo
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
"""
BERLIN = """BEGIN:VTIMEZONE
TZID:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
ZONES = ["Europe/Berlin", "Europe/Berlin", "Europe/Berlin", "UTC", "America/New_York",
         "Asia/Tokyo", "date", "floating"]
DAYS = ["MO", "TU", "WE", "TH", "FR"]


def stamp(at, zone):
    if zone == "date":
        return ";VALUE=DATE:" + at.strftime("%Y%m%d")
    text = at.strftime("%Y%m%dT%H%M%S")
    if zone == "UTC":
        return f":{text}Z"
    return f":{text}" if zone == "floating" else f";TZID={zone}:{text}"


def rule(r, start, zone):
    """A rule whose first day is the start, as RFC 5545 asks."""
    kind = r.randrange(7)
    weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][start.weekday()]
    nth = (start.day - 1) // 7 + 1
    text = ["FREQ=WEEKLY", f"FREQ=WEEKLY;BYDAY={weekday}",
            f"FREQ=MONTHLY;BYDAY={nth}{weekday}" if nth < 5 else f"FREQ=MONTHLY;BYDAY=-1{weekday}",
            f"FREQ=MONTHLY;BYMONTHDAY={start.day}", "FREQ=YEARLY", "FREQ=DAILY",
            f"FREQ=YEARLY;BYMONTH={start.month};BYMONTHDAY={start.day}"][kind]
    if kind == 2 and nth >= 5 and (start + datetime.timedelta(7)).month == start.month:
        text = "FREQ=WEEKLY"
    step = r.choice([1, 1, 1, 2, 3, 5]) * (7 if kind == 5 else 1)
    text += f";INTERVAL={step}" if step > 1 or r.random() < 0.2 else ""
    end = r.randrange(4)
    if end == 1:
        text += f";COUNT={r.randrange(1, 40)}"
    elif end == 2:
        last = start + datetime.timedelta(r.randrange(0, 600))
        if zone == "date":
            text += f";UNTIL={last:%Y%m%d}"
        elif zone == "floating":
            text += f";UNTIL={last:%Y%m%dT%H%M%S}"
        else:  # in UTC, to the second the start of a day that belongs to it
            name = "UTC" if zone == "UTC" else zone
            utc = last.replace(tzinfo=outside.ZoneInfo(name)).astimezone(outside.UTC)
            text += f";UNTIL={utc:%Y%m%dT%H%M%SZ}"
    return text + (";WKST=SU" if r.random() < 0.2 else "")


def event(r, uid):
    zone = r.choice(ZONES)
    start = datetime.datetime(r.randrange(2024, 2028), 1, 1) + datetime.timedelta(
        days=r.randrange(365), hours=r.randrange(9, 20), minutes=r.choice([0, 15, 30]))
    lines = [f"UID:{uid}", f"DTSTART{stamp(start, zone)}", "SUMMARY:SOA Sitzung", "SEQUENCE:1",
             "DTSTAMP:20260101T000000Z"]
    repeats = r.random() < 0.8
    if repeats:
        lines.append("RRULE:" + rule(r, start, zone))
    if r.random() < 0.25:
        extra = start + datetime.timedelta(r.randrange(1, 500))
        lines.append(f"RDATE{stamp(extra, zone)}")
        repeats = True
    text = "\n".join(["BEGIN:VEVENT"] + lines)
    if not repeats:
        text += "\nSTATUS:CANCELLED" if r.random() < 0.2 else ""
        return text + "\nEND:VEVENT\n"
    plain = outside.icalendar.Calendar.from_ical("BEGIN:VCALENDAR\n" + text +
                                                 "\nEND:VEVENT\nEND:VCALENDAR\n")
    days = outside.series(plain.walk("VEVENT")[0], datetime.date(YEAR + 1, 6, 1))
    days = [d for d in days if outside.day(d).year == YEAR]
    out, changes = "", []
    for at in r.sample(days, min(len(days), r.randrange(4))):
        named = at if zone == "date" else at.replace(tzinfo=outside.BERLIN)
        back = named if zone in ("date", "floating") else named.astimezone(
            outside.ZoneInfo(zone))
        name = stamp(back, zone)
        if r.random() < 0.4:
            out += f"\nEXDATE{name}"
            continue
        new = back + datetime.timedelta(days=r.randrange(-5, 9), hours=r.randrange(-3, 3))
        lines = ["BEGIN:VEVENT", f"UID:{uid}", f"RECURRENCE-ID{name}", "SUMMARY:SOA verlegt",
                 f"DTSTART{stamp(new, zone)}", f"SEQUENCE:{r.randrange(1, 4)}",
                 "DTSTAMP:20260102T000000Z"]
        lines += ["STATUS:CANCELLED"] if r.random() < 0.4 else []
        changes.append("\n".join(lines + ["END:VEVENT\n"]))
    parts = [text + out + "\nEND:VEVENT\n"] + changes
    r.shuffle(parts)
    return "".join(parts)


def fold(r, text):
    out = []
    for line in text.splitlines():
        while len(line) > 30 and r.random() < 0.3:
            out.append(line[:25] + "\r\n")
            line = " " + line[25:]
        out.append(line + "\r\n")
    return "".join(out)


def main():
    program, inputs, templates, work, count = sys.argv[1:]
    sessions = 0
    for seed in range(int(count)):
        r = random.Random(seed)
        body = "".join(event(r, f"e{i}") for i in range(12))
        zones = BERLIN + NEW_YORK
        text = fold(r, "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" +
                    (zones + body if seed % 2 else body + zones) + "END:VCALENDAR\n")
        with open(os.path.join(inputs, "calendar.ics"), "w", newline="", encoding="utf-8") as f:
            f.write(text)
        done = subprocess.run([program, "due", "--json", "--year", str(YEAR), "--date",
                               "2027-01-01", "--inputs", inputs, "--templates", templates,
                               "--output", os.path.join(work, "none")],
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            print(f"not ok random calendars: seed {seed}: {done.stderr.strip()[-300:]}")
            return
        got = sorted((e["key"], e["session"], e["time"], e["planned"], e["cancelled"])
                     for e in json.loads(done.stdout))
        want = sorted((s["key"], s["date"].isoformat(), s["time"], s["planned"].isoformat(),
                       s["cancelled"])
                      for s in outside.expand(text, datetime.date(YEAR, 1, 1),
                                              datetime.date(YEAR, 12, 31)))
        if got != want:
            extra = [g for g in got if g not in want][:3]
            missing = [w for w in want if w not in got][:3]
            print(f"not ok random calendars: seed {seed}: too many {extra}, missing {missing}")
            return
        sessions += len(want)
    print("ok random calendars are expanded as dateutil does" if sessions > 10 * int(count) else
          f"not ok random calendars: only {sessions} sessions")


main()
