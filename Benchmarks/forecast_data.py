"""Writes what the forecast bench runs on, from the real data: nyc.csv and auckland.csv, both place,time,category,count.

Usage: forecast_data.py FOLDER; the real data is in $CLAIREVOIE_DATA.
"""

import csv
import datetime
import io
import os
import pathlib
import subprocess
import sys

import numpy as np

folder = pathlib.Path(sys.argv[1])
data = pathlib.Path(os.environ["CLAIREVOIE_DATA"])

# New York: 16 × 16 regions, 730 days, four categories; every region has a row, so that all cells are scored.
counts = np.load(data / "st-shn/NYC_tensor_row_col_day_category.npz")["counts"]
names = ["burglary", "grand larceny", "robbery", "felony assault"]
first = datetime.date(2014, 1, 1)
with open(folder / "nyc.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["place", "time", "category", "count", "x", "y"])
    for row in range(16):
        for column in range(16):
            for day in range(counts.shape[2]):
                for category in range(4):
                    value = int(counts[row, column, day, category])
                    if value or day == 0:
                        writer.writerow([
                            f"{row:02d}-{column:02d}", first + datetime.timedelta(day), names[category], value,
                            3000 * column, 3000 * row,
                        ])

# Auckland: the counters without a gap from 2024 on.
text = subprocess.run(
    ["zstd", "-dc", data / "auckland-pedestrian-counts/hourly_counts.csv.zst"], check=True, capture_output=True
).stdout.decode()
rows = [row for row in csv.DictReader(io.StringIO(text)) if "2024-01-01" <= row["date"] < "2025-07-01"]
sensors = [name for name in rows[0] if name not in ("date", "hour", "year") and all(row[name] for row in rows)]
# The hour that comes twice when the clocks go back is taken once.
hours = {(row["date"], int(row["hour"].split(":")[0])): row for row in reversed(rows)}
print(f"auckland: {len(sensors)} counters, {len(hours)} hours", file=sys.stderr)
with open(folder / "auckland.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["place", "time", "category", "count"])
    for (day, hour), row in sorted(hours.items()):
        for sensor in sensors:
            writer.writerow([sensor, f"{day}T{hour:02d}:00", "people", round(float(row[sensor]))])
