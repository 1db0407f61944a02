"""Writes forecast_scores.csv and forecasts.json: scores of counts, intermittent demand, reconciliation.

Made with Python 3.11, mpmath 1.4.1, numpy 2.4.6, properscoring 0.1 and statsforecast (its version is in the JSON). Scores
are sums over counts to 40 digits; where a closed form exists (Wei & Held 2014) it must agree.
"""

import csv
import json
import pathlib

import mpmath as mp
import numpy as np
import properscoring
import statsforecast
import statsforecast.models as models

mp.mp.dps = 40
here = pathlib.Path(__file__).parent


def poisson(mean):
    return lambda k: mp.exp(-mean + k * mp.log(mean) - mp.loggamma(k + 1))


def negative_binomial(mean, size):
    return lambda k: mp.exp(
        mp.loggamma(k + size) - mp.loggamma(size) - mp.loggamma(k + 1)
        + size * mp.log(size / (size + mean)) + k * mp.log(mean / (size + mean))
    )


def summed(mass, y):
    total, score, k = mp.mpf(0), mp.mpf(0), 0
    while True:
        total += mass(k)
        gap = 1 - total if k >= y else total
        score += gap**2
        k += 1
        if k > y and 1 - total < mp.mpf(10) ** -22:
            return score


def poisson_closed(mean, y):
    mass = poisson(mean)
    below = mp.fsum(mass(k) for k in range(y + 1))
    return (y - mean) * (2 * below - 1) + 2 * mean * mass(y) - mean * mp.exp(-2 * mean) * (
        mp.besseli(0, 2 * mean) + mp.besseli(1, 2 * mean)
    )


def negative_binomial_closed(mean, size, y):
    p = size / (size + mean)
    at = mp.fsum(negative_binomial(mean, size)(k) for k in range(y + 1))
    more = mp.fsum(negative_binomial(mean * (size + 1) / size, size + 1)(k) for k in range(y))
    return (y * (2 * at - 1) - size * (1 - p) / p**2 * (
        p * (2 * more - 1) + mp.hyp2f1(size + 1, mp.mpf(1) / 2, 2, -4 * (1 - p) / p**2)
    ))


rows = []
for mean in [0.0004, 0.02, 0.25, 0.9, 3.3, 12, 14.99, 15.2, 70, 400]:
    for y in sorted({0, 1, 2, int(mean), int(mean + 2 * mean**0.5), int(mean + 6 * mean**0.5)}):
        m = mp.mpf(mean)
        score = summed(poisson(m), y)
        assert abs(score - poisson_closed(m, y)) < 1e-15 * max(1, score), (mean, y)
        rows.append(["poisson", repr(float(mean)), "", y, repr(float(-mp.log(poisson(m)(y)))), repr(float(score))])
for mean, size in [(0.001, 0.3), (0.25, 0.6), (0.25, 8), (1.4, 0.05), (3, 2.5), (40, 1.2), (40, 60), (300, 15)]:
    for y in sorted({0, 1, 3, int(mean), int(mean + 3 * (mean + mean**2 / size) ** 0.5)}):
        m, r = mp.mpf(mean), mp.mpf(size)
        score = summed(negative_binomial(m, r), y)
        assert abs(score - negative_binomial_closed(m, r, y)) < 1e-12 * max(1, score), (mean, size, y)
        rows.append(["negative_binomial", repr(float(mean)), repr(float(size)), y,
                     repr(float(-mp.log(negative_binomial(m, r)(y)))), repr(float(score))])
with open(here / "forecast_scores.csv", "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["law", "mean", "size", "count", "log_score", "crps"])
    writer.writerows(rows)

random = np.random.default_rng(5)
sample = random.poisson(3.1, 40)
demand = (random.random(60) < 0.3) * random.poisson(4, 60)
parents = [-1, 0, 0, 1, 1, 1, 2, 2, 3, 3]
leaves = [n for n in range(10) if n not in parents]


def leaves_below(node):
    children = [n for n in range(10) if parents[n] == node]
    return {node} if not children else set().union(*(leaves_below(c) for c in children))


sums = np.array([[float(leaf in leaves_below(node)) for leaf in leaves] for node in range(10)])
means = np.array([50.0, 22, 31, 9, 6, 5, 17, 11, 5.5, 2])
variances = np.array([9.0, 4, 7, 1, 2, 0.5, 6, 3, 0.7, 0.4])
weights = np.diag(1 / variances)
reconciled = sums @ np.linalg.solve(sums.T @ weights @ sums, sums.T @ weights @ means)
output = {
    "statsforecast": [float(part) for part in statsforecast.__version__.split(".")[:2]],
    "sample": sample.tolist(),
    "sample_crps": [float(properscoring.crps_ensemble(y, sample)) for y in range(12)],
    "demand": demand.astype(int).tolist(),
    "croston": models.CrostonClassic().forecast(demand.astype(float), h=1)["mean"].tolist(),
    "syntetos_boylan": models.CrostonSBA().forecast(demand.astype(float), h=1)["mean"].tolist(),
    "tree_parents": parents,
    "tree_means": means.tolist(),
    "tree_variances": variances.tolist(),
    "tree_reconciled": reconciled.tolist(),
}
(here / "forecasts.json").write_text(json.dumps(output, indent=1) + "\n")
