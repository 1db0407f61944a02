"""Forecasts by gradient boosting, for ForecastTrials to try beside the pool.

Usage: boosted.py COUNTS BINS FROM UNTIL HORIZON OUT

BINS is day or week; bins from FROM on are forecast, from origins a horizon apart, by trees that are grown anew every 28 days on
all that lies before. XGBoost 1.7 (Chen & Guestrin 2016), count:poisson, beginning from the mix set by hand (half of the mean,
half of a half-life of 120 days, times level and day of the week), so that trees only learn what that misses. The number of trees
and the size of the negative binomial are those best on the last eight weeks, which are held out for that.
"""

import csv
import datetime
import sys

import numpy as np
import xgboost
from scipy.optimize import minimize
from scipy.special import gammaln

path, level, begin, until, horizon, out = sys.argv[1:7]
horizon = int(horizon)
width = {"day": 1, "week": 7}[level]
rows = list(csv.DictReader(open(path, newline="")))
places, categories = {}, {}
for row in rows:
    places.setdefault(row["place"], (len(places), float(row["x"]), float(row["y"])))
    categories.setdefault(row["category"], len(categories))
ordinal = lambda text: datetime.date.fromisoformat(text).toordinal()
# Weeks begin on Mondays, as do ordinals with remainder 1.
bin_of = lambda day: (day - 1) // 7 if width == 7 else day
first = min(bin_of(ordinal(row["time"])) for row in rows)
last = min(max(bin_of(ordinal(row["time"])) for row in rows), bin_of(ordinal(until)) - 1)
T, C, N = last - first + 1, len(categories), len(places)
counts = np.zeros((T, C, N))
for row in rows:
    t = bin_of(ordinal(row["time"])) - first
    if t < T:
        counts[t, categories[row["category"]], places[row["place"]][0]] += int(row["count"])
date_of = lambda t: datetime.date.fromordinal((first + t) * 7 + 1 if width == 7 else first + t)
weekday = np.array([date_of(t).weekday() for t in range(T)])
month_start = np.array([date_of(t).day == 1 for t in range(T)]) if width == 1 else np.zeros(T)
phase = np.array([date_of(t).timetuple().tm_yday / 366 * 2 * np.pi for t in range(T)])
xy = np.array([place[1:] for place in places.values()])
square = ((xy[:, None] - xy[None]) ** 2).sum(2)
np.fill_diagonal(square, np.inf)
kernel = np.exp(-square / (2 * np.median(square.min(1))))
kernel /= np.maximum(kernel.sum(0), 1e-12)


def decayed(values, days):
    """Before each bin the decayed mean; one row more than there are bins."""
    decay = 0.5 ** (width / days)
    total, weight, result = np.zeros_like(values[0]), 0.0, np.zeros((T + 1, *values.shape[1:]))
    for t in range(T):
        total, weight = decay * total + values[t], decay * weight + 1
        result[t + 1] = total / weight
    return result


speeds = [7, 20, 60, 150, 1e6] if width == 1 else [14, 30, 60, 150, 1e6]
own = [decayed(counts, days) for days in speeds]
near = [decayed(counts @ kernel.T, days) for days in (speeds[0], 60)]
everything = [decayed(counts.sum(1), days) for days in (speeds[0], 60)]
city = [decayed(counts.sum(2), days) for days in speeds]
half = decayed(counts, 120)
half_city = decayed(counts.sum(2), 120)
position = weekday if width == 1 else (np.array([date_of(t).month for t in range(T)]) - 1) // 3


def features(t, known):
    """What is known before bin `known` of bin t, for each category and place, and the logarithm of the mix set by hand."""
    past = slice(max(0, known - 2 * 365 // width), known)
    same = position[past] == position[t]
    season = (counts[past][same].sum((0, 2)) + 20) / (same.sum() * counts[past].sum(2).mean(0) + 20)
    share = 0.5 * own[-1][known] / np.maximum(city[-1][known][:, None], 1e-9) + 0.5 * half[known] / np.maximum(
        half_city[known][:, None], 1e-9)
    mix = np.maximum(city[1][known] * season, 1e-3)[:, None] * (share + 0.002 / N) / 1.002
    level_of = [np.broadcast_to(values[known][:, None], (C, N)) for values in city]
    last_ones = [counts[known - lag] for lag in ((1, 2, 7) if width == 1 else (1, 2, 52))]
    plain = [np.full((C, N), value) for value in (t - known, weekday[t], month_start[t], np.sin(phase[t]), np.cos(phase[t]))]
    fixed = [np.broadcast_to(np.arange(C)[:, None], (C, N)), np.broadcast_to(xy[:, 0], (C, N)), np.broadcast_to(xy[:, 1], (C, N))]
    columns = [values[known] for values in own + near] + [np.broadcast_to(v[known], (C, N)) for v in everything] + level_of
    columns += last_ones + plain + fixed + [mix]
    return np.stack([np.asarray(column, dtype=np.float32).ravel() for column in columns], 1), np.log(mix).ravel()


def data(bins, lags):
    made = [features(t, t - lag + 1) for t, lag in zip(bins, lags)]
    return xgboost.DMatrix(
        np.concatenate([m[0] for m in made]), np.concatenate([counts[t].ravel() for t in bins]),
        base_margin=np.concatenate([m[1] for m in made]))


def grow(end, seed):
    """Trees from what lies before bin `end`, and the law of the size."""
    random = np.random.default_rng(seed)
    start = max(53 if width == 7 else 200, end - 1000)
    bins = np.arange(start, end)
    lags = random.integers(1, horizon + 1, len(bins))
    held = max(8, 56 // width)
    fit, check = data(bins[:-held], lags[:-held]), data(bins[-held:], lags[-held:])
    settings = {
        "objective": "count:poisson", "eta": 0.05, "max_depth": 5, "min_child_weight": 20, "subsample": 0.8,
        "colsample_bytree": 0.7, "lambda": 5, "max_delta_step": 0.7, "tree_method": "hist", "nthread": 1, "seed": seed,
    }
    trial = xgboost.train(settings, fit, 400, [(check, "check")], early_stopping_rounds=20, verbose_eval=False)
    rounds = trial.best_iteration + 1
    y, mean = check.get_label(), trial.predict(check, iteration_range=(0, rounds))

    def loss(point):
        size = np.exp(point[0]) + np.exp(point[1]) * mean
        return -np.mean(
            gammaln(y + size) - gammaln(size) + size * np.log(size / (size + mean)) + y * np.log(mean / (size + mean)))

    size = np.exp(minimize(loss, [1.0, 1.0], method="Nelder-Mead").x)
    print(f"bin {end}: {rounds} trees, size {size[0]:.2f} + {size[1]:.2f} mean", file=sys.stderr)
    return xgboost.train(settings, data(bins, lags), rounds), size


start = bin_of(ordinal(begin)) - first
with open(out, "w") as file:
    file.write("bin,category,place,mean,size\n")
    grown = None
    for origin in range(start, T, horizon):
        if grown is None or origin - grown >= max(1, 28 // width):
            trees, size = grow(origin, origin)
            grown = origin
        for t in range(origin, min(T, origin + horizon)):
            table, margin = features(t, origin)
            mean = trees.predict(xgboost.DMatrix(table, base_margin=margin))
            for index, value in enumerate(mean):
                file.write(f"{t},{index // N},{index % N},{value:.7g},{size[0] + size[1] * value:.7g}\n")
