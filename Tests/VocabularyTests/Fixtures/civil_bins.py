"""Writes civil_bins.csv: bins of local time as Python's zoneinfo sees them.

Run: python3 civil_bins.py > civil_bins.csv

For each zone, moments around its changes of offset and at random; for each moment and level, the first second of its
bin and of the next one. Found by walking through time in steps of a quarter of an hour (all offsets used here are
multiples of that), so that nothing of the method is shared with the code under test.
"""

import random
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

ZONES = [
    "Europe/Paris", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata",
    "Atlantic/Azores", "America/Havana", "Africa/Casablanca", "Asia/Kathmandu",
]
STEP = 900
END = 1_672_531_200  # 2023


def wall(zone, t):
    return datetime.fromtimestamp(t, zone).replace(tzinfo=None)


def first_moment(zone, local):
    """The first moment at which the clock shows `local` or later."""
    guess = int(local.replace(tzinfo=timezone.utc).timestamp())
    t = guess - 16 * 3600
    while wall(zone, t) < local:
        t += STEP
    return t


def hour(zone, t):
    """An hour lasts while date, hour and offset stay the same."""
    def label(t):
        d = datetime.fromtimestamp(t, zone)
        return d.date(), d.hour, d.utcoffset()
    start = t - t % STEP
    while label(start - STEP) == label(t):
        start -= STEP
    end = t - t % STEP + STEP
    while label(end) == label(t):
        end += STEP
    return start, end


def bins(zone, t):
    yield "hour", *hour(zone, t)
    now = wall(zone, t)
    day = now.replace(hour=0, minute=0, second=0)
    quarter = day + timedelta(hours=now.hour // 6 * 6)
    month = day.replace(day=1)
    monday = day - timedelta(days=day.weekday())
    year = month.replace(month=1)
    for level, first, following in [
        ("six_hours", quarter, quarter + timedelta(hours=6)),
        ("day", day, day + timedelta(days=1)),
        ("week", monday, monday + timedelta(days=7)),
        ("month", month, (month + timedelta(days=32)).replace(day=1)),
        ("year", year, year.replace(year=year.year + 1)),
    ]:
        yield level, first_moment(zone, first), first_moment(zone, following)


def changes(zone):
    found, step = [], 6 * 3600
    for t in range(86400, END, step):
        if datetime.fromtimestamp(t, zone).utcoffset() != datetime.fromtimestamp(t + step, zone).utcoffset():
            u = t
            while datetime.fromtimestamp(u + STEP, zone).utcoffset() == datetime.fromtimestamp(t, zone).utcoffset():
                u += STEP
            found.append(u + STEP)
    return found


def main():
    generator = random.Random(20261123)
    print("zone,level,time,start,end")
    for name in ZONES:
        zone = ZoneInfo(name)
        known = changes(zone)
        times = [generator.randrange(86400 * 400, END) for _ in range(5)]
        for change in generator.sample(known, min(8, len(known))):
            times += [change - 1, change, change + generator.randrange(-20, 20) * 1800 + 7]
        for t in times:
            for level, start, end in bins(zone, t):
                print(f"{name},{level},{t},{start},{end}")


main()
