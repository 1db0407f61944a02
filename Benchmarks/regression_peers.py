#!/usr/bin/env python3
"""Times glum on the data of regression_data.py: regression_peers.py FOLDER"""
import os
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
from glum import GeneralizedLinearRegressor

folder = sys.argv[1]
y = np.fromfile(os.path.join(folder, "glm_y.i32"), "<i4").astype(float)
x = np.fromfile(os.path.join(folder, "glm_x_columns.f64"), "<f8").reshape(20, -1).T
before = time.process_time()
fit = GeneralizedLinearRegressor(family="poisson", alpha=0, gradient_tol=1e-9).fit(x, y)
print("glum.poisson", time.process_time() - before)
print("glum.poisson.check", repr(float(fit.coef_[0])))
