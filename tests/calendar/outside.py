"""Sessions of a calendar by other software: icalendar reads it, dateutil expands it, zoneinfo
knows the zones. Shares nothing with the program but the form of the keys."""
import datetime

import icalendar
from dateutil import rrule
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
UTC = datetime.timezone.utc


def wall(prop, zone=BERLIN):
    """A date, or the clock on the wall in a zone."""
    value = prop.dt
    if not isinstance(value, datetime.datetime):
        return value
    tzid = prop.params.get("TZID")
    if tzid:
        value = value.replace(tzinfo=ZoneInfo(tzid))
    if value.tzinfo is not None:
        value = value.astimezone(zone).replace(tzinfo=None)
    return value


def zone_of(prop):
    if "TZID" in prop.params:
        return ZoneInfo(prop.params["TZID"])
    value = prop.dt
    return UTC if isinstance(value, datetime.datetime) and value.tzinfo is not None else BERLIN


def to_berlin(value, zone):
    if not isinstance(value, datetime.datetime):
        return value
    return value.replace(tzinfo=zone).astimezone(BERLIN).replace(tzinfo=None)


def listed(event, name):
    props = event.get(name, [])
    for prop in props if isinstance(props, list) else [props]:
        for one in prop.dts:
            one.params = prop.params
            yield one


def key_of(uid, planned):
    if not isinstance(planned, datetime.datetime):
        return f"{uid}/{planned:%Y%m%d}"
    return f"{uid}/{planned.replace(tzinfo=BERLIN).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def series(event, until):
    """Planned starts on the German wall."""
    prop = event["DTSTART"]
    zone = zone_of(prop)
    start = wall(prop, zone)
    found = {start}
    if "RRULE" in event:
        rule = dict(event["RRULE"])
        end = rule.pop("UNTIL", [None])[0]
        rule.pop("X", None)
        text = icalendar.vRecur(rule).to_ical().decode()
        whole = isinstance(start, datetime.datetime)
        first = start if whole else datetime.datetime.combine(start, datetime.time())
        last = datetime.datetime.combine(until, datetime.time(23, 59))
        if end is not None:
            if not isinstance(end, datetime.datetime):
                end = datetime.datetime.combine(end, datetime.time(23, 59, 59))
            elif end.tzinfo is not None:
                end = end.astimezone(zone).replace(tzinfo=None)
            last = min(last, end)
        for at in rrule.rrulestr(text, dtstart=first).between(first, last, inc=True):
            found.add(at if whole else at.date())
    found = {to_berlin(at, zone) for at in found}
    found |= {wall(p) for p in listed(event, "RDATE")}
    return sorted(found)


def day(value):
    return value.date() if isinstance(value, datetime.datetime) else value


def session(event, key, start, planned, cancelled, summary):
    return {"key": key, "date": day(start), "planned": day(planned), "cancelled": cancelled,
            "time": f"{start:%H:%M}" if isinstance(start, datetime.datetime) else None,
            "title": str(event.get("SUMMARY", summary))}


def expand(text, first, last):
    """All sessions from first to last."""
    events = {}
    for event in icalendar.Calendar.from_ical(text).walk("VEVENT"):
        uid = str(event["UID"])
        instead = wall(event["RECURRENCE-ID"]) if "RECURRENCE-ID" in event else None
        old = events.setdefault(uid, {}).get(instead)
        if old is None or int(event.get("SEQUENCE", 0)) >= int(old.get("SEQUENCE", 0)):
            events[uid][instead] = event
    out = []
    for uid, versions in events.items():
        master = versions.pop(None, None)
        gone = master is not None and str(master.get("STATUS", "")) == "CANCELLED"
        if master is not None and not versions and not {"RRULE", "RDATE"} & set(master):
            start = wall(master["DTSTART"])
            out.append(session(master, uid, start, start, gone, ""))
            continue
        planned = series(master, last + datetime.timedelta(731)) if master is not None else []
        skipped = {wall(p) for p in listed(master, "EXDATE")} if master is not None else set()
        for at in planned:
            if at in versions:
                continue
            if at not in skipped:
                out.append(session(master, key_of(uid, at), at, at, gone, ""))
        for at, event in versions.items():
            start = wall(event["DTSTART"]) if "DTSTART" in event else at
            cancelled = gone or str(event.get("STATUS", "")) == "CANCELLED"
            out.append(session(event, key_of(uid, at), start, at, cancelled,
                               master.get("SUMMARY", "") if master is not None else ""))
    return sorted((s for s in out if first <= s["date"] <= last),
                  key=lambda s: (s["date"], s["time"] or "", s["key"]))
