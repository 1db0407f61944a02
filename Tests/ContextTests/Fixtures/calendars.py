#!/usr/bin/env python3
"""Writes calendars.ics, 120 seeded calendars, and calendars.csv, what `recurring-ical-events` makes of them.

Usage: calendars.py DIR, with `pip install icalendar recurring-ical-events` (made with 7.3.2 and 3.8.2). A row gives a
calendar's number, and of its occurrences that touch 2024 in UTC: how many, the sum of their first seconds since 1970,
and the sum of their last.
"""

import datetime
import pathlib
import random
import sys
import zoneinfo

import icalendar
import recurring_ical_events
from dateutil import rrule

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
ZONES = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Indian/Reunion"]
UTC = datetime.timezone.utc
BEGIN = datetime.datetime(2024, 1, 1, tzinfo=UTC)
END = datetime.datetime(2025, 1, 1, tzinfo=UTC)


def rule(rng):
    """A rule's parts without COUNT and UNTIL."""
    frequency = rng.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
    parts = [f"FREQ={frequency}"]
    if rng.random() < 0.5:
        parts.append(f"INTERVAL={rng.randint(2, 4)}")
    if frequency == "DAILY":
        if rng.random() < 0.4:
            parts.append("BYDAY=" + ",".join(rng.sample(DAYS, 3)))
        if rng.random() < 0.3:
            parts.append("BYMONTH=" + ",".join(map(str, sorted(rng.sample(range(1, 13), 4)))))
    elif frequency == "WEEKLY":
        if rng.random() < 0.8:
            parts.append("BYDAY=" + ",".join(rng.sample(DAYS, rng.randint(1, 4))))
        if rng.random() < 0.5:
            parts.append("WKST=" + rng.choice(["MO", "SU"]))
    elif frequency == "MONTHLY":
        kind = rng.randint(0, 4)
        if kind == 0:
            parts.append("BYMONTHDAY=" + ",".join(map(str, rng.sample([1, 15, 29, 30, 31, -1, -2, -5], 2))))
        elif kind == 1:
            parts.append(f"BYDAY={rng.choice([1, 2, 3, 4, -1, -2])}{rng.choice(DAYS)}")
        elif kind == 2:
            parts.append("BYDAY=MO,TU,WE,TH,FR")
            parts.append(f"BYSETPOS={rng.choice([1, 2, -1])}")
        elif kind == 3:
            parts.append("BYDAY=FR")
            parts.append("BYMONTHDAY=13")
    else:
        kind = rng.randint(0, 4)
        if kind == 0:
            parts.append(f"BYMONTH={rng.randint(1, 12)}")
            parts.append(f"BYDAY={rng.choice([1, 2, -1])}{rng.choice(DAYS)}")
        elif kind == 1:
            parts.append(f"BYDAY={rng.choice([1, 20, -1, -10])}{rng.choice(DAYS)}")
        elif kind == 2:
            parts.append("BYMONTH=3,9")
            parts.append("BYMONTHDAY=1,-1")
        elif kind == 3:
            parts.append("BYMONTHDAY=21")
    return parts


def calendar(rng, number):
    """The lines of a calendar, its start in step with its rule."""
    zone = rng.choice(ZONES + [None, "date"])
    # Not within an hour of a change of the clocks, where libraries differ.
    hour, minute = rng.randint(7, 21), rng.choice([0, 15, 30])
    start = datetime.datetime(rng.randint(2021, 2024), rng.randint(1, 12), rng.randint(1, 28), hour, minute)
    parts = rule(rng)
    first = next(iter(rrule.rrulestr("RRULE:" + ";".join(parts), dtstart=start)), None)
    if first is None:
        return None
    start = first
    following = [start]
    for moment in rrule.rrulestr("RRULE:" + ";".join(parts), dtstart=start):
        following.append(moment)
        if len(following) > 400:
            break
    end = rng.randint(0, 2)
    if end == 1:
        parts.append(f"COUNT={rng.randint(1, 60)}")
    elif end == 2:
        last = rng.choice(following)
        if zone == "date":
            parts.append(f"UNTIL={last:%Y%m%d}")
        elif zone is None:
            parts.append(f"UNTIL={last:%Y%m%dT%H%M%SZ}")
        else:
            moment = last.replace(tzinfo=zoneinfo.ZoneInfo(zone)).astimezone(UTC)
            parts.append(f"UNTIL={moment:%Y%m%dT%H%M%SZ}")

    def stamp(name, moment):
        if zone == "date":
            return f"{name};VALUE=DATE:{moment:%Y%m%d}"
        if zone is None:
            return f"{name}:{moment:%Y%m%dT%H%M%SZ}"
        return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}"

    lines = ["BEGIN:VEVENT", f"UID:event-{number}", "DTSTAMP:20240101T000000Z", stamp("DTSTART", start)]
    if zone == "date":
        if rng.random() < 0.5:
            lines.append(stamp("DTEND", start + datetime.timedelta(days=rng.randint(1, 3))))
    elif rng.random() < 0.7:
        lines.append(stamp("DTEND", start + datetime.timedelta(minutes=rng.choice([30, 60, 105]))))
    else:
        lines.append("DURATION:PT1H30M")
    lines.append("SUMMARY:" + "Fête de quartier\\, bal\\; et feu d'artifice " * rng.randint(1, 3))
    lines.append("RRULE:" + ";".join(parts))
    excluded = rng.sample(following[1:20], 2) if len(following) > 25 and rng.random() < 0.5 else []
    if excluded:
        name, _, _ = stamp("EXDATE", start).partition(":")
        values = ",".join(stamp("X", moment).partition(":")[2] for moment in excluded)
        lines.append(f"{name}:{values}")
    if rng.random() < 0.2 and zone != "date":
        lines.append(stamp("RDATE", start + datetime.timedelta(days=1, minutes=17)))
    lines.append("END:VEVENT")
    kept = [moment for moment in following[1:15] if moment not in excluded]
    if kept and end == 0 and rng.random() < 0.4:
        moment = rng.choice(kept)
        moved = moment + (datetime.timedelta(days=1) if zone == "date" else datetime.timedelta(minutes=45))
        lines += [
            "BEGIN:VEVENT", f"UID:event-{number}", "DTSTAMP:20240101T000000Z", stamp("RECURRENCE-ID", moment),
            stamp("DTSTART", moved), "SUMMARY:Reporté", "END:VEVENT",
        ]
        if zone != "date":
            lines.insert(-1, "DURATION:PT20M")
    return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//fixture//FR"] + lines + ["END:VCALENDAR"]


def folded(line):
    """A line in pieces of 75 bytes, cut where it falls, in the middle of a character too."""
    data = line.encode()
    pieces = [data[:75]]
    for index in range(75, len(data), 74):
        pieces.append(b" " + data[index:index + 74])
    return b"\r\n".join(pieces) + b"\r\n"


def seconds(moment):
    """Seconds since 1970; a day begins at midnight in Paris."""
    if not isinstance(moment, datetime.datetime):
        moment = datetime.datetime.combine(moment, datetime.time(), zoneinfo.ZoneInfo("Europe/Paris"))
    return int(moment.timestamp())


def main():
    rng = random.Random(20240301)
    folder = pathlib.Path(sys.argv[1])
    text, rows = b"", ["calendar,count,starts,ends"]
    number = 0
    while number < 120:
        lines = calendar(rng, number)
        if lines is None:
            continue
        parsed = icalendar.Calendar.from_ical("\r\n".join(lines) + "\r\n")
        found = []
        # A wider window, and then by seconds, since the library takes days without a zone as it likes.
        for event in recurring_ical_events.of(parsed).between(
            BEGIN - datetime.timedelta(days=9), END + datetime.timedelta(days=9)
        ):
            start = event["DTSTART"].dt
            finish = event.end if hasattr(event, "end") else event["DTEND"].dt
            first, last = seconds(start), seconds(finish)
            if first < END.timestamp() and max(last, first + 1) > BEGIN.timestamp():
                found.append((first, last))
        rows.append(f"{number},{len(found)},{sum(a for a, _ in found)},{sum(b for _, b in found)}")
        text += b"".join(folded(line) for line in lines)
        number += 1
    (folder / "calendars.ics").write_bytes(text)
    (folder / "calendars.csv").write_text("\n".join(rows) + "\n")


main()
