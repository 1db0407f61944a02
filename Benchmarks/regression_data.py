#!/usr/bin/env python3
"""Makes the data of Benchmarks/regression, with a fixed seed: regression_data.py FOLDER

glm_x_columns.f64  20 columns of 1,000,000 values, column after column; ten normal, five of 0 and 1, five held to ±2
glm_y.i32          negative binomial counts of shape 2
daily.i32          1,000 series of 730 days with a week and a year, negative binomial of shape 5
"""
import os
import sys

import numpy as np

folder = sys.argv[1]
random = np.random.default_rng(20240601)
n, p = 1_000_000, 20
x = random.standard_normal((n, p))
x[:, 10:15] = x[:, 10:15] > 0.7
x[:, 15:20] = np.clip(x[:, 15:20], -2, 2)
mean = np.exp(0.3 + x @ random.normal(0, 0.15, p))
random.negative_binomial(2.0, 2 / (2 + mean)).astype("<i4").tofile(os.path.join(folder, "glm_y.i32"))
x.T.astype("<f8").tofile(os.path.join(folder, "glm_x_columns.f64"))
day = np.arange(730)
level = random.lognormal(1.2, 1.0, 1000)[:, None]
year = np.exp(0.2 * np.cos(2 * np.pi * (day - random.uniform(0, 365, 1000)[:, None]) / 365.25))
week = 1 + 0.4 * ((day % 7) >= 5) * random.choice([-1, 1], 1000)[:, None]
mean = level * year * week
random.negative_binomial(5 * np.ones_like(mean), 5 / (5 + mean)).astype("<i4").tofile(os.path.join(folder, "daily.i32"))
