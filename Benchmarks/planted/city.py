"""Marks one demonstration city: which planted effects lie inside the 95 % intervals that the program gives.

Usage: city.py PROGRAM SEED FOLDER
Simulates the cities SEED and SEED − 1 into FOLDER, counts the calls of SEED (exact, no vault), and asks `analyse context`
for each category of hours, `analyse effect` for the evenings of each quartier. Prints a JSON object a line: effect, group,
truth, estimate, low, high. Null effects, whose truth is 1, are the weather of the city SEED − 1, and the measure in two
quartiers that had none. What else was planted is told to the regression as an analyst who knows the city would tell it: the
public expected at matches and at events, by day; the hours of a planted cluster, and those of the measure.
"""

import collections
import csv
import datetime
import json
import math
import pathlib
import random
import subprocess
import sys

import numpy as np

program, seed, folder = sys.argv[1], int(sys.argv[2]), pathlib.Path(sys.argv[3])
paris = "Europe/Paris"


def run(*arguments):
    return subprocess.run([program, *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def weather(path):
    """Rows of start, temperature, rain."""
    with open(path / "weather.csv", newline="") as file:
        return [(row["debut"], float(row["temperature_c"]), float(row["pluie_mm"])) for row in csv.DictReader(file)]


def degrees(rows):
    """By day, how far the highest temperature is above 27 °C, as the city's rates know it."""
    highest = {}
    for start, temperature, _ in rows:
        highest[start[:10]] = max(highest.get(start[:10], -99), temperature)
    return {day: max(0, round(value * 10 - 270) / 10) for day, value in highest.items()}


for number in (seed, seed - 1):
    if not (folder / str(number) / "weather.csv").exists():
        run("simulate", folder / str(number), "--seed", number)
city, other = folder / str(seed), folder / str(seed - 1)
truth = json.loads((city / "truth.json").read_text())
hours, elsewhere = weather(city), weather(other)
heat, other_heat = degrees(hours), degrees(elsewhere)
days = {"vacances_scolaires": set(), "jour_ferie": set()}
public = {"match": collections.Counter(), "evenement": collections.Counter()}
with open(city / "calendar.csv", newline="") as file:
    for row in csv.DictReader(file):
        if row["type"] in days:
            start, end = (datetime.date.fromisoformat(row[name][:10]) for name in ("debut", "fin"))
            days[row["type"]] |= {(start + datetime.timedelta(n)).isoformat() for n in range((end - start).days)}
        elif row["type"] in public:
            public[row["type"]][row["debut"][:10]] += float(row["affluence_attendue"] or 0) / 1000
holidays = [part for day in sorted(days["jour_ferie"] & heat.keys()) for part in ("--holiday", day)]

# Calls by code and hour of the wall clock, repeated numbers and unreadable dates left out; evenings keep their place.
measure = truth["measure"]
seen, calls, evenings = set(), collections.Counter(), []
with open(city / "incidents.csv", encoding="utf-8", errors="replace") as file:
    next(file)
    for line in file:
        number, time, latitude, longitude, code, _ = line.split(";", 5)
        if number in seen:
            continue
        seen.add(number)
        if len(time) < 13 or time[2] != "/" or time[5] != "/":
            continue
        day, hour = f"{time[6:10]}-{time[3:5]}-{time[0:2]}", time[11:13]
        calls[code, f"{day}T{hour}"] += 1
        if code in measure["categories"] and hour.isdigit() and int(hour) in measure["hours"] and latitude and longitude:
            evenings.append((day, float(longitude.replace(",", ".")), float(latitude.replace(",", "."))))


def tell(effect, group, truth, record):
    print(json.dumps({"seed": seed, "effect": effect, "group": group, "truth": truth,
                      **{key: record.get(key) for key in ("estimate", "low", "high")}}))


def slope(effect, degrees):
    """The log-linear slope of rates that grow by a share for each degree, as a ratio."""
    values = [degrees[start[:10]] for start, _, _ in hours]
    return math.exp(sum(v * math.log1p(effect * v) for v in values) / sum(v * v for v in values))


def planted(code, day, hour):
    """Whether a cluster or the measure was at work in an hour of a category: two zeros or ones."""
    cluster = any(c["category"] == code and c["first_day"] <= day <= c["last_day"] and hour in c["hours"]
                  for c in truth["clusters"])
    return int(cluster), int(code in measure["categories"] and day >= measure["from"] and hour in measure["hours"])


for category in truth["categories"]:
    code = category["code"]
    table = city / "hours.csv"
    with open(table, "w") as file:
        file.write("place,time,category,count,rain,school-holidays,heat,other-rain,other-heat,match,event,"
                   "cluster,measure\n")
        for (start, _, rain), (_, _, other_rain) in zip(hours, elsewhere):
            day, hour = start[:10], start[:13]
            # An hour that comes twice when the clocks go back has its calls in the first.
            count = calls.pop((code, hour), 0)
            file.write(f"city,{start},{code},{count},{rain},{int(day in days['vacances_scolaires'])},{heat[day]},"
                       f"{other_rain},{other_heat[day]},{public['match'][day]},{public['evenement'][day]},"
                       f"{','.join(map(str, planted(code, day, int(start[11:13]))))}\n")
    report = json.loads(run("analyse", "context", "--counts", table, "--time-zone", paris, "--cut", "rain>0", "--cut",
                            "other-rain>0", "--folds", 2, "--json", *holidays))
    terms = {record["term"]: record for record in report["records"] if record["kind"] == "term"}
    tell("rain", code, 1 + category["rain_effect"], terms["rain>0"])
    tell("school holidays", code, 1 + category["school_holiday_effect"], terms["school-holidays"])
    tell("heat", code, slope(category["heat_effect_per_degree_above_27"], heat), terms["heat"])
    tell("null: another city's rain", code, 1, terms["other-rain>0"])
    tell("null: another city's heat", code, 1, terms["other-heat"])

# The measure, by quartier and week of evenings.
points = np.array([(x, y) for _, x, y in evenings])
where = np.full(len(points), -1)
quartiers = json.loads((city / "quartiers.geojson").read_text())["features"]
for number, feature in enumerate(quartiers):
    geometry = feature["geometry"]
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        rings = [np.array(ring) for ring in polygon]
        low, high = rings[0].min(axis=0), rings[0].max(axis=0)
        near = np.flatnonzero(((points >= low) & (points <= high)).all(axis=1) & (where < 0))
        inside = np.zeros(len(near), dtype=bool)
        for ring in rings:
            for (x0, y0), (x1, y1) in zip(ring[:-1], ring[1:]):
                crosses = (y0 > points[near, 1]) != (y1 > points[near, 1])
                if y0 != y1:
                    inside ^= crosses & (points[near, 0] < x0 + (points[near, 1] - y0) * (x1 - x0) / (y1 - y0))
        where[near[inside]] = number
ids = [str(feature["properties"].get("id") or feature.get("id")) for feature in quartiers]
by_place = collections.Counter((ids[n], day) for (day, _, _), n in zip(evenings, where) if n >= 0)
table = city / "evenings.csv"
with open(table, "w") as file:
    file.write("place,time,category,count\n")
    for (place, day), count in sorted(by_place.items()):
        file.write(f"{place},{day},noise,{count}\n")
others = [place for place in ids if place not in measure["quartiers"]]
busy = [place for place in others if sum(by_place[place, day] for day in heat) > 104]
for effect, treated, ratio in [("measure", measure["quartiers"], 1 + measure["effect"]),
                               ("null: no measure", random.Random(seed).sample(busy, 2), 1)]:
    report = json.loads(run("analyse", "effect", "--counts", table, "--time-zone", paris, "--step", "week", "--from",
                            measure["from"], "--draws", 19, "--json", *[p for q in treated for p in ("--treated", q)]))
    for record in report["records"]:
        if record["kind"] == "effect" and record.get("term") in ("did", "synthetic"):
            tell(f"{effect}, {record['term']}", "evenings", ratio, record)
