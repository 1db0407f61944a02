"""Writes Portland's calls for service by day and square cell, and scores maps of counts and densities by the same rules.

Usage: cells.py FOLDER SIDE...; SIDE is in feet; the real data is in $CLAIREVOIE_DATA. FOLDER gets cells-SIDE.csv
(place,time,category,count) for the cells whose middle lies in a police district, and maps-SIDE.json: by period and category
the cells pointed at, PAI and PEI* of a map of August's counts and of a Gaussian density of August's calls. Its bandwidth is
chosen for each category in August alone: densities of 1 to 17 August are scored on 18 to 31 August.
"""

import collections
import csv
import datetime
import io
import json
import os
import pathlib
import struct
import sys
import zipfile

import numpy as np

folder, sides = pathlib.Path(sys.argv[1]), [int(side) for side in sys.argv[2:]]
data = pathlib.Path(os.environ["CLAIREVOIE_DATA"]) / "nij-portland-cfs"
first = datetime.date(2016, 8, 1)
# By the challenge's rules a quarter of a square mile at least is pointed at, in cells of 62,500 to 360,000 square feet.
least_area = 0.25 * 5280 ** 2
bandwidths = [250, 500, 1000, 1500, 2000]
periods = {"two weeks": (31, 45), "a month": (31, 61)}


def table(path):
    """The rows of the DBF in a zip file, as texts by column."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(next(name for name in archive.namelist() if name.endswith(".dbf")))
    count, header, length = struct.unpack("<IHH", content[4:12])
    fields, at, offset = [], 32, 1
    while content[at] != 0x0D:
        name = content[at:at + 11].split(b"\0")[0].decode()
        fields.append((name, offset, content[at + 16]))
        offset += content[at + 16]
        at += 32
    for number in range(count):
        row = content[header + number * length:header + (number + 1) * length]
        yield {name: row[start:start + size].decode("latin-1").strip() for name, start, size in fields}


def polygons(path):
    """The rings of the polygons in a zipped shapefile."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(next(name for name in archive.namelist() if name.endswith(".shp")))
    at = 100
    while at < len(content):
        size = struct.unpack(">I", content[at + 4:at + 8])[0] * 2
        record = content[at + 8:at + 8 + size]
        at += 8 + size
        if struct.unpack("<I", record[:4])[0] == 0:
            continue
        parts, points = struct.unpack("<II", record[36:44])
        starts = list(struct.unpack(f"<{parts}I", record[44:44 + 4 * parts])) + [points]
        xy = np.frombuffer(record, "<f8", 2 * points, 44 + 4 * parts).reshape(-1, 2)
        yield [xy[a:b] for a, b in zip(starts, starts[1:])]


calls, odd = [], collections.Counter()
for name in ("080116_083116_Data.zip", "090116_093016_Data.zip"):
    for row in table(data / name):
        row = {key.lower(): value for key, value in row.items()}
        day = row["occ_date"].replace("-", "")[:8]
        number = (datetime.date(int(day[:4]), int(day[4:6]), int(day[6:8])) - first).days if day else -1
        if 0 <= number < 61:
            calls.append((number, row["category"], float(row["x_coordina"]), float(row["y_coordina"])))
        else:
            odd["without a day of the two months"] += 1
categories = sorted({call[1] for call in calls})
day = np.array([call[0] for call in calls])
category = np.array([categories.index(call[1]) for call in calls])
xy = np.array([call[2:] for call in calls])
districts = [rings for rings in polygons(data / "portland-police-districts.zip")]
low = np.min([ring.min(axis=0) for rings in districts for ring in rings], axis=0)
high = np.max([ring.max(axis=0) for rings in districts for ring in rings], axis=0)


def inside(rings, x, y):
    """Which points lie in a polygon, by the crossings of its edges."""
    odd_crossings = np.zeros(len(x), dtype=bool)
    for ring in rings:
        for (x0, y0), (x1, y1) in zip(ring[:-1], ring[1:]):
            if y0 != y1:
                crosses = (y0 > y) != (y1 > y)
                odd_crossings[crosses] ^= x[crosses] < x0 + (y[crosses] - y0) * (x1 - x0) / (y1 - y0)
    return odd_crossings


def smoothed(grid, bandwidth, side):
    """A grid of counts under a Gaussian kernel, cut at four bandwidths."""
    reach = int(np.ceil(4 * bandwidth / side))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) * side / bandwidth) ** 2)
    for axis in (0, 1):
        grid = np.apply_along_axis(lambda line: np.convolve(line, kernel, "same"), axis, grid)
    return grid


def score(expected, came, pointed):
    order = np.lexsort((np.arange(len(expected)), -expected))[:pointed]
    caught, most = came[order].sum(), np.sort(came)[::-1][:pointed].sum()
    return {"hit_rate": caught / came.sum(), "pai": caught / came.sum() / (pointed / len(came)), "pei": caught / most}


for side in sides:
    columns, rows = (np.ceil((high - low) / side)).astype(int)
    east, north = np.meshgrid(low[0] + (np.arange(columns) + 0.5) * side, low[1] + (np.arange(rows) + 0.5) * side)
    east, north = east.ravel(), north.ravel()
    kept = np.zeros(len(east), dtype=bool)
    for rings in districts:
        a, b = (np.min([r.min(axis=0) for r in rings], axis=0), np.max([r.max(axis=0) for r in rings], axis=0))
        near = np.flatnonzero(~kept & (east >= a[0]) & (east <= b[0]) & (north >= a[1]) & (north <= b[1]))
        kept[near] = inside(rings, east[near], north[near])
    cells = np.flatnonzero(kept)
    at = np.floor((xy - low) / side).astype(int)
    valid = (at >= 0).all(axis=1) & (at[:, 0] < columns) & (at[:, 1] < rows)
    flat = np.where(valid, at[:, 1] * columns + at[:, 0], 0)
    valid &= kept[flat]
    place = np.searchsorted(cells, flat)
    pointed = int(np.ceil(least_area / side ** 2))
    counts = np.zeros((61, len(categories), len(cells)), dtype=np.int32)
    np.add.at(counts, (day[valid], category[valid], place[valid]), 1)
    with open(folder / f"cells-{side}.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["place", "time", "category", "count", "x", "y"])
        for number in range(61):
            time = (first + datetime.timedelta(number)).isoformat()
            for index, key in enumerate(categories):
                # The first day names every cell, so that empty ones are places too.
                for cell in range(len(cells)) if number == 0 else np.flatnonzero(counts[number, index]):
                    writer.writerow([int(cells[cell]), time, key, counts[number, index, cell],
                                     round(east[cells[cell]]), round(north[cells[cell]])])

    def map_of(series, days, bandwidth=None):
        grid = np.zeros(columns * rows)
        grid[cells] = series[days[0]:days[1]].sum(axis=0)
        if bandwidth:
            grid = smoothed(grid.reshape(rows, columns), bandwidth, side).ravel()
        return grid[cells]

    found = []
    for key, series in [("all", counts.sum(axis=1))] + [(k, counts[:, i]) for i, k in enumerate(categories)]:
        later = series[17:31].sum(axis=0)
        best = max(bandwidths, key=lambda width: score(map_of(series, (0, 17), width), later, pointed)["pai"])
        for period, (a, b) in periods.items():
            came = series[a:b].sum(axis=0)
            for method, expected in [("count map", map_of(series, (0, 31))), ("density", map_of(series, (0, 31), best))]:
                found.append({"period": period, "category": key, "method": method, "bandwidth": best,
                              "calls": int(came.sum()), **score(expected, came, pointed)})
    area = pointed * side ** 2 / 5280 ** 2
    (folder / f"maps-{side}.json").write_text(json.dumps({
        "side": side, "cells": len(cells), "pointed": pointed, "square_miles": area, "share": pointed / len(cells),
        "found": found}))
    print(f"{side} ft: {len(cells)} cells, {pointed} pointed at ({area:.3f} square miles), {(~valid).sum()} calls outside, "
          f"{dict(odd)}", file=sys.stderr)
