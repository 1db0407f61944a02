"""Writes near_repeat.json: events and the observed tables of the Near Repeat Calculator 1.3 and of pointpats.

The tables are read from the calculator's own files; the data come with them (github.com/wsteenbeek/NearRepeat at
f48d213) and with libpysal 4.14.1 (burkitt). Made with Python 3.11. Usage: near_repeat.py ORACLES
"""

import csv
import datetime
import json
import pathlib
import re
import sys

oracles = pathlib.Path(sys.argv[1])
result = {}
for name, verbose in (
    ("arson", "chicago_arson_NRverbose_2019-09-23_145637.csv"),
    ("burglary", "chicago_be_month1_NRverbose_2019-09-23_143005.csv"),
):
    lines = open(oracles / "near-repeat" / verbose, encoding="latin-1").read().splitlines()
    # The calculator lists the events as it read them: to a decimetre, which moves one pair over a bound.
    events = [line.split(",") for line in lines if re.fullmatch(r"\d+, [\d.]+, [\d.]+, \d+/\d+/\d+", line.strip())]
    result[name + "X"] = [float(event[1]) for event in events]
    result[name + "Y"] = [float(event[2]) for event in events]
    result[name + "Day"] = [
        datetime.datetime.strptime(event[3].strip(), "%m/%d/%Y").toordinal() for event in events]
    for key, title in (("Observed", "Observed frequencies distribution"), ("Ratio", "Observed over mean expected")):
        start = next(i for i, line in enumerate(lines) if line.startswith(title)) + 3
        table = [line.split(",")[2:6] for line in lines[start:start + 5]]
        result[name + key] = [float(cell or 0) for row in table for cell in row]
rows = list(csv.DictReader(open(oracles / "r-outputs" / "burkitt_cases.csv")))
for key in "xyt":
    result["burkitt" + key.upper()] = [float(row[key]) for row in rows]
pathlib.Path(__file__).with_suffix(".json").write_text(json.dumps(result, separators=(",", ":")) + "\n")
