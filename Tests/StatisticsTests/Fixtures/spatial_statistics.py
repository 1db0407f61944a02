"""Writes getis_ord.json, mann_kendall.json, empirical_bayes.json: what PySAL and pymannkendall answer.

Made with Python 3.11, numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0, esda 2.9.0, libpysal 4.14.1, pymannkendall 1.4.3.
Usage: spatial_statistics.py PYSAL_EXAMPLES, the folder with libpysal's examples (columbus, stl).
"""

import json
import pathlib
import sys
import warnings

import esda
import esda.smoothing
import libpysal
import numpy as np
import pymannkendall
from scipy.stats import norm
from statsmodels.stats.multitest import multipletests

warnings.filterwarnings("ignore")
here = pathlib.Path(__file__).parent
examples = pathlib.Path(sys.argv[1])
random = np.random.default_rng(20240601)


def write(name, values):
    flat = {key: np.asarray(value, float).ravel().tolist() for key, value in values.items()}
    (here / name).write_text(json.dumps(flat, separators=(",", ":")) + "\n")


def gi(values, w):
    return esda.G_Local(values, w, transform="B", permutations=0, star=True).Zs


# A grid of 30 × 20 cells of 200 m with a band of 1 km, whole and with a window; then an irregular list, with weights.
columns, rows = 30, 20
counts = random.negative_binomial(1.5, 0.2, (rows, columns)).astype(float)
counts[8:12, 5:9] += 20
centres = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).reshape(-1, 2) * 200.0
whole = libpysal.weights.DistanceBand(centres, 1000 + 1e-6, binary=True, silence_warnings=True)
z = gi(counts.ravel(), whole)
p = 2 * norm.sf(np.abs(z))
window = random.uniform(size=columns * rows) < 0.8
part = libpysal.weights.DistanceBand(centres[window], 1000 + 1e-6, binary=True, silence_warnings=True)
z_window = np.zeros(columns * rows)
z_window[window] = gi(counts.ravel()[window], part)
gal = libpysal.io.open(str(examples / "columbus" / "columbus.gal")).read()
order = gal.id_order
crime = np.array(libpysal.io.open(str(examples / "columbus" / "columbus.dbf")).by_col("CRIME"))
lists = [[gal.id2i[k] for k in gal.neighbors[i]] for i in order]
write("getis_ord.json", {
    "counts": counts, "z": z, "p": p, "window": window, "zWindow": z_window,
    "qPositive": multipletests(p, method="fdr_bh")[1], "qArbitrary": multipletests(p, method="fdr_by")[1],
    "columbusStarts": np.cumsum([0] + [len(row) for row in lists]), "columbusIndices": sum(lists, []),
    "columbusCrime": crime, "columbusZ": gi(crime, gal),
})

# Series with ties, with a trend, constant, short.
series = [random.poisson(mean, 104) for mean in (0.2, 1, 5, 60)]
series += [random.normal(size=104) + 0.01 * np.arange(104), np.full(104, 3.0), np.arange(104.0)[::-1]]
tests = [pymannkendall.original_test(s) for s in series]
short = [np.array(s, float) for s in ([1, 2], [2, 1, 1], [3, 1, 2, 5, 4, 4, 4])]
short_tests = [pymannkendall.original_test(s) for s in short]
write("mann_kendall.json", {
    "series": series, "s": [t.s for t in tests], "variance": [t.var_s for t in tests], "z": [t.z for t in tests],
    "p": [t.p for t in tests], "slope": [t.slope for t in tests], "intercept": [t.intercept for t in tests],
    "short": np.concatenate(short), "shortS": [t.s for t in short_tests], "shortZ": [t.z for t in short_tests],
})

# Homicides in the counties around Saint Louis.
table = libpysal.io.open(str(examples / "stl" / "stl_hom.csv"))
events, people = np.array(table[:, 10], float), np.array(table[:, 13], float)
w = libpysal.io.open(str(examples / "stl" / "stl.gal")).read()
w = libpysal.weights.W(w.neighbors, id_order=[str(i) for i in range(1, len(events) + 1)])
lists = [[w.id2i[k] for k in w.neighbors[i]] for i in w.id_order]
write("empirical_bayes.json", {
    "events": events, "population": people, "global": esda.smoothing.Empirical_Bayes(events, people).r,
    "local": esda.smoothing.Spatial_Empirical_Bayes(events, people, w).r,
    "starts": np.cumsum([0] + [len(row) for row in lists]), "indices": sum(lists, []),
})
