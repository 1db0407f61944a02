"""Writes what the trials of forecast models run on, from the real data; nothing of the test periods is written.

Usage: trial_data.py FOLDER [FIRST-YEAR LAST-YEAR]; the real data is in $CLAIREVOIE_DATA. phila_days.csv: districts by day;
phila_cells.csv: cells of 1 km by day, for weeks; both 2018 to 2021 unless other years are given (the test is 2022 and 2023). New York: Benchmarks/forecast_data.py writes nyc.csv,
whose test begins on 2015-10-01.
"""

import collections
import csv
import io
import math
import os
import pathlib
import subprocess
import sys

folder = pathlib.Path(sys.argv[1])
years = sys.argv[2:4] or ["2018", "2021"]
data = pathlib.Path(os.environ["CLAIREVOIE_DATA"])
text = subprocess.Popen(
    ["zstd", "-dc", data / "philadelphia/philadelphia_2006_2023.csv.zst"], stdout=subprocess.PIPE
).stdout
days, cells, middles = collections.Counter(), collections.Counter(), collections.defaultdict(list)
for row in csv.DictReader(io.TextIOWrapper(text)):
    day = row["dispatch_date"]
    if not years[0] <= day[:4] <= min(years[1], "2021"):
        continue
    code = int(row["ucr_general"] or 0) // 100
    group = "violent" if code in (1, 2, 3, 4, 8) else "theft" if code in (5, 6, 7) else "other"
    try:
        longitude, latitude = float(row["point_x"]), float(row["point_y"])
    except ValueError:
        longitude = latitude = math.nan
    if not (-75.3 < longitude < -74.9 and 39.8 < latitude < 40.2):
        longitude = math.nan
    # A plane at 40° north will do for cells.
    x, y = longitude * 111_320 * math.cos(math.radians(40)), latitude * 111_132
    if row["dc_dist"]:
        days[day, row["dc_dist"], group] += 1
        if not math.isnan(longitude):
            middles[row["dc_dist"]].append((x, y))
    if not math.isnan(longitude):
        cells[day, math.floor(x / 1000), math.floor(y / 1000), group] += 1
middle = {place: [sum(values) / len(values) for values in zip(*points)] for place, points in middles.items()}
with open(folder / "phila_days.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["place", "time", "category", "count", "x", "y"])
    for (day, place, group), count in sorted(days.items()):
        if place in middle:
            writer.writerow([place, day, group, count, *(round(value) for value in middle[place])])
with open(folder / "phila_cells.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["place", "time", "category", "count", "x", "y"])
    for (day, x, y, group), count in sorted(cells.items()):
        writer.writerow([f"{x}:{y}", day, group, count, 1000 * x, 1000 * y])
