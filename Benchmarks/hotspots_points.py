"""Writes a million incidents of a made-up city: hotspots_points.py FOLDER

points.t.f64 are days in [0, 730), sorted; points.x.f64 and points.y.f64 metres in [0, 15000). The seed is fixed. Two
thirds lie in sixty clusters, a tenth to a third by category follow an earlier one nearby and soon after.
"""

import pathlib
import sys

import numpy as np

folder = pathlib.Path(sys.argv[1])
random = np.random.default_rng(20240601)
COUNT, DAYS, SIDE = 1_000_000, 730.0, 15_000.0
SHARES = [0.40, 0.25, 0.18, 0.12, 0.05]
FOLLOWERS = [0.10, 0.25, 0.15, 0.05, 0.30]


def days(count, category):
    """Times by rejection from a year, a week and a day that aren't flat."""
    kept = np.empty(0)
    while kept.size < count:
        t = random.uniform(0, DAYS, int(count * 2.2))
        hour, weekday = (t % 1) * 24, np.floor(t).astype(int) % 7
        rate = 1 + 0.25 * np.cos(2 * np.pi * (t - 200 - 20 * category) / 365.25)
        rate *= 1 + 0.2 * (weekday >= 5) * (1 if category % 2 else -1)
        rate *= 1 + 0.6 * np.cos(2 * np.pi * (hour - 20 + 3 * category) / 24)
        kept = np.concatenate([kept, t[random.uniform(0, 2.4, t.size) < rate]])
    return kept[:count]


centre_x, centre_y = random.uniform(1000, 14000, 60), random.uniform(1000, 14000, 60)
weight, spread = random.gamma(0.7, 1, 60), random.uniform(120, 900, 60)
parts = []
for category, (share, followers) in enumerate(zip(SHARES, FOLLOWERS)):
    count = int(COUNT * share)
    following = int(count * followers)
    first = count - following
    chance = weight * random.gamma(1.5, 1, 60)
    clustered = int(first * 0.65)
    cluster = random.choice(60, clustered, p=chance / chance.sum())
    x = np.concatenate([centre_x[cluster] + spread[cluster] * random.standard_normal(clustered),
                        random.uniform(0, SIDE, first - clustered)])
    y = np.concatenate([centre_y[cluster] + spread[cluster] * random.standard_normal(clustered),
                        random.uniform(0, SIDE, first - clustered)])
    t = days(first, category)
    parent = random.integers(0, first, following)
    x = np.concatenate([x, x[parent] + 80 * random.standard_normal(following)])
    y = np.concatenate([y, y[parent] + 80 * random.standard_normal(following)])
    t = np.concatenate([t, t[parent] + random.exponential(5.0, following)])
    x = np.where((x < 0) | (x >= SIDE), random.uniform(0, SIDE, count), x)
    y = np.where((y < 0) | (y >= SIDE), random.uniform(0, SIDE, count), y)
    t = np.where(t >= DAYS, random.uniform(0, DAYS, count), t)
    parts.append(np.column_stack([t, x, y]))
points = np.concatenate(parts)
points = points[np.argsort(points[:, 0], kind="stable")]
for index, name in enumerate("txy"):
    points[:, index].astype("<f8").tofile(folder / f"points.{name}.f64")
