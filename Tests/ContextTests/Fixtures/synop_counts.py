#!/usr/bin/env python3
"""Prints what synop_counts.csv holds: counts of a SYNOP file, made without Clairevoie.

Usage: synop_counts.py SYNOP.csv > synop_counts.csv. A row for each column: how many three-hourly bins there are from the
first row to the last, how many have a value, how many rows have none, how many bins have no row, and the sum of the
values (°C for `t`, no rain for a trace).
"""

import csv
import datetime
import decimal
import sys

seen = {}
repeats = 0
with open(sys.argv[1], newline="") as file:
    for row in csv.DictReader(file):
        moment = datetime.datetime.fromisoformat(row["date"])
        if moment in seen:
            repeats += 1
            seen[moment] = {name: seen[moment][name] or row[name] for name in row}
        else:
            seen[moment] = row
first, last = min(seen), max(seen)
bins = int((last - first) / datetime.timedelta(hours=3)) + 1
print("column,bins,known,empty,missing,sum")
for column in ["t", "u", "ff", "raf10", "n", "rr3"]:
    values = [decimal.Decimal(row[column]) for row in seen.values() if row[column] != ""]
    if column == "t":
        values = [value - decimal.Decimal("273.15") for value in values]
    if column == "rr3":
        values = [max(value, decimal.Decimal(0)) for value in values]
    if column == "n":
        values = [min(value, decimal.Decimal(100)) for value in values]
    print(f"{column},{bins},{len(values)},{len(seen) - len(values)},{bins - len(seen)},{sum(values):.2f}")
