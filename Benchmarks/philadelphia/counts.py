"""Writes Philadelphia's reported incidents as tables of counts, exact and with discrete Laplace noise.

Usage: counts.py CSV TAXONOMY FOLDER SEED EPSILON...
CSV is the whole extract, TAXONOMY the territory's taxonomy.csv. FOLDER gets day.csv (police district as recorded × day ×
group) and week.csv (square of 1 km × week × group) from 2015-09-07 to 2024-01-01, Mondays both; with noise they are
day-EPSILON.csv and week-EPSILON.csv, every figure drawn, zeros too. What officers find themselves is left out, by the
taxonomy's origin. Squares are those that had an incident before the test begins; incidents elsewhere are counted on
standard error.
"""

import csv
import datetime
import math
import sys
import zoneinfo

import numpy as np

source, taxonomy, folder, seed = sys.argv[1:5]
epsilons = sys.argv[5:]
first, end, test = (datetime.date.fromisoformat(day) for day in ("2015-09-07", "2024-01-01", "2022-01-03"))
days = (end - first).days

with open(taxonomy, newline="") as file:
    group_of = {row["code"]: row["group"] for row in csv.DictReader(file) if row["origin"] == "reported"}
groups = sorted(set(group_of.values()))

rows, seen, beyond = [], set(), 0
local = zoneinfo.ZoneInfo("America/New_York")
days_of_hours = {}
with open(source, newline="") as file:
    for row in csv.DictReader(file):
        if row["dispatch_date"] < "2015-09-06" or row["text_general_code"] not in group_of or row["dc_key"] in seen:
            continue
        seen.add(row["dc_key"])
        hour = row["dispatch_date_time"][:13]
        day = days_of_hours.get(hour)
        if day is None:
            moment = datetime.datetime.fromisoformat(hour + ":00:00+00:00").astimezone(local)
            day = days_of_hours[hour] = (moment.date() - first).days
        if 0 <= day < days:
            rows.append((day, groups.index(group_of[row["text_general_code"]]), int(row["dc_dist"]),
                         float(row["point_x"] or "nan"), float(row["point_y"] or "nan")))
columns = [np.array(column) for column in zip(*rows)]
day, group, district, longitude, latitude = columns

# The territory's local equal-area plane (Snyder 1987, equations 3-12 and 24-2 to 24-4), centre −75.1, 40.0.
a, f = 6378137.0, 1 / 298.257223563
e2 = f * (2 - f)
e = math.sqrt(e2)


def q(s):
    return (1 - e2) * (s / (1 - e2 * s * s) - np.log((1 - e * s) / (1 + e * s)) / (2 * e))


qp = q(1.0)
rq = a * math.sqrt(qp / 2)
phi1 = math.radians(40.0)
sb1 = q(math.sin(phi1)) / qp
cb1 = math.sqrt(1 - sb1 * sb1)
d = a * math.cos(phi1) / (math.sqrt(1 - e2 * math.sin(phi1) ** 2) * rq * cb1)
dl = np.radians(longitude + 75.1)
sb = q(np.sin(np.radians(latitude))) / qp
cb = np.sqrt(1 - sb * sb)
b = rq * np.sqrt(2 / (1 + sb1 * sb + cb1 * cb * np.cos(dl)))
with np.errstate(invalid="ignore"):
    east = np.floor(b * d * cb * np.sin(dl) / 1000)
    north = np.floor(b / d * (cb1 * sb - sb1 * cb * np.cos(dl)) / 1000)
placed = np.isfinite(east)


def table(places, bins, bin_count):
    """Counts by bin, group and place, of incidents whose place is numbered."""
    counts = np.zeros((bin_count, len(groups), places.max() + 1), dtype=np.int64)
    kept = places >= 0
    np.add.at(counts, (bins[kept], group[kept], places[kept]), 1)
    return counts


def write(name, counts, names, positions, step):
    with open(f"{folder}/{name}.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["place", "time", "category", "count", "x", "y"])
        for number in range(len(counts)):
            time = (first + datetime.timedelta(number * step)).isoformat()
            for category, key in enumerate(groups):
                for place in np.flatnonzero(counts[number, category]) if number else range(len(names)):
                    writer.writerow([names[place], time, key, counts[number, category, place], *positions[place]])


names = sorted(set(district.tolist()))
by_day = table(np.searchsorted(names, district), day, days)
keys = np.where(placed, np.nan_to_num(east) * 1000 + np.nan_to_num(north), np.nan)
before = (test - first).days
cells = np.unique(keys[placed & (day < before)])
number = np.searchsorted(cells, np.nan_to_num(keys))
number = np.where(placed & (number < len(cells)) & (cells[np.minimum(number, len(cells) - 1)] == keys), number, -1)
by_week = table(number, day // 7, days // 7)
print(f"{len(rows)} reported incidents, {(~placed).sum()} without coordinates, "
      f"{(placed & (number < 0)).sum()} in squares that had none before the test; "
      f"{len(names)} districts, {len(cells)} squares, groups {', '.join(groups)}", file=sys.stderr)
squares = [f"{int(cell // 1000)}:{int(cell % 1000)}" for cell in cells + 500_500]
middle = [(int(1000 * round(cell / 1000) + 500), int(1000 * (cell - 1000 * round(cell / 1000)) + 500)) for cell in cells]
generator = np.random.default_rng(int(seed))
for table_name, counts, places, positions, step in [
    ("day", by_day, names, [("", "")] * len(names), 1), ("week", by_week, squares, middle, 7),
]:
    write(table_name, counts, places, positions, step)
    for epsilon in epsilons:
        # The difference of two geometric draws is discrete Laplace.
        success = 1 - math.exp(-float(epsilon))
        noise = generator.geometric(success, counts.shape) - generator.geometric(success, counts.shape)
        write(f"{table_name}-{epsilon}", counts + noise, places, positions, step)
