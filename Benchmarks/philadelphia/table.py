"""Prints the pool's skill and coverage by table, noise and category, with their week-block bootstrap intervals.

Usage: table.py FOLDER; FOLDER holds the reports day.json, day-1.json, … of `clairevoie backtest --json`.
"""

import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])


def interval(entry, key, digits):
    return f"{entry[key]:.{digits}f} [{entry[key + '_low']:.{digits}f} … {entry[key + '_high']:.{digits}f}]"


def coverage(scores, key, nominal):
    inside = scores[key + "_low"] <= nominal <= scores[key + "_high"]
    return f"{scores[key]:.3f} [{scores[key + '_low']:.3f} … {scores[key + '_high']:.3f}]{' ' if inside else '*'}"


print("Pool of all models; CRPS skill, and nats gained a figure, over each baseline; * where nominal isn't in the interval")
for name, title in [("day", "district × day, a week ahead"), ("week", "1 km square × week, a week ahead")]:
    for noise in ("", "-1", "-4"):
        path = folder / f"{name}{noise}.json"
        if not path.exists() or not path.stat().st_size:
            continue
        report = json.loads(path.read_text())
        setting, cost = report["setting"], report["cost"]
        print(f"\n{title}, {'ε = ' + noise[1:] if noise else 'exact'}: {setting['places']} places, {setting['origins']} "
              f"origins, {cost['processor_seconds']:.0f} s CPU, {cost['peak_memory_bytes'] >> 20} MiB")
        print(f"{'':14} {'skill over seasonal naive':25} {'nats':25} {'skill over cell mean':25} {'nats':25} "
              f"{'80 %':25} {'95 %':25} {'80 %, conformal':25} 95 %, conformal")
        pool = next(model for model in report["models"] if model["model"] == "pool")
        for scores in pool["scores"]:
            skill = {entry["over"]: entry for entry in scores["skill"]}
            cells = [interval(skill[over], key, 3) for over in ("seasonal_naive", "cell_mean")
                     for key in ("crps_skill", "log_score_gain")]
            cells += [coverage(scores, prefix + key, nominal) for prefix in ("", "conformal_")
                      for key, nominal in (("coverage80", 0.8), ("coverage95", 0.95))]
            print(f"{scores.get('category', 'all'):14} " + " ".join(f"{cell:25}" for cell in cells).rstrip())
        best = min(report["models"], key=lambda model: model["scores"][0]["log_score"])
        print(f"best by log score: {best['model']} {best['scores'][0]['log_score']:.4f}, pool "
              f"{pool['scores'][0]['log_score']:.4f}")
