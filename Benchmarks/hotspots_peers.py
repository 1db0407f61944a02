"""Times KDEpy, esda, pymannkendall and pointpats on the points of hotspots_points.py: hotspots_peers.py FOLDER

Prints `name CPU-seconds` of one warm call each, and `name.check value`.
"""

import os
import pathlib
import sys
import time
import warnings

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"
import esda
import libpysal
import numpy as np
import pymannkendall
from KDEpy import FFTKDE
from pointpats import spacetime

warnings.filterwarnings("ignore")
folder = pathlib.Path(sys.argv[1])
t, x, y = (np.fromfile(folder / f"points.{name}.f64", "<f8") for name in "txy")


def timed(name, action):
    before = time.process_time()
    result = action()
    print(name, time.process_time() - before, flush=True)
    return result


# An equidistant grid must enclose all points: 540 × 540 with the same step.
steps = (np.arange(-20, 520) + 0.5) * 30
places = np.array([(i, j) for i in steps for j in steps])
points = np.column_stack([x, y])
density = timed("kdepy", lambda: FFTKDE(kernel="gaussian", bw=250.0, norm=2).fit(points).evaluate(places))
print("kdepy.check", density.max())

counts = np.histogram2d(y, x, bins=75, range=[[0, 15000]] * 2)[0]
centres = np.stack(np.meshgrid(np.arange(75), np.arange(75)), -1).reshape(-1, 2) * 200.0
band = timed("esda.weights", lambda: libpysal.weights.DistanceBand(centres, 1000 + 1e-6, silence_warnings=True))


def scores():
    return esda.G_Local(counts.ravel(), band, transform="B", permutations=0, star=True)


scores()
z = timed("esda", scores).Zs
print("esda.check", z.sum())

weeks = np.minimum((t / 7).astype(int), 103)
cube = np.histogramdd(np.column_stack([y, x, weeks]), bins=(75, 75, 104), range=[[0, 15000]] * 2 + [[0, 104]])[0]
ones = np.ones((75, 75))


def box(values):
    wide = np.pad(values, 1)
    return sum(wide[i:i + 75, j:j + 75] for i in range(3) for j in range(3))


size = box(ones)
spread = np.sqrt((5625 * size - size**2) / 5624)
series = np.stack([(box(h) - h.mean() * size) / (h.std() * spread) for h in np.moveaxis(cube, -1, 0)], -1)
tests = timed("pymannkendall", lambda: [pymannkendall.original_test(s) for s in series.reshape(5625, 104)])
print("pymannkendall.check", sum(test.s for test in tests))

few = slice(None, None, 50)
knox = timed("pointpats", lambda: spacetime.knox(
    points[few].copy(), t[few].reshape(-1, 1).copy(), delta=200.0, tau=14.0, permutations=99))
print("pointpats.check", knox["stat"])
