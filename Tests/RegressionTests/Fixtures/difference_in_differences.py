"""Makes difference_in_differences.json with pyfixest 0.60.0 and statsmodels 0.15.0, Python 3.11.

    python difference_in_differences.py > difference_in_differences.json
"""
import json
import warnings
import numpy as np
import pandas as pd
import pyfixest
import statsmodels.formula.api as smf
import statsmodels.api as sm

warnings.filterwarnings("ignore")
random = np.random.default_rng(5)
units, periods = 24, 14
rows = []
for unit in range(units):
    level = random.normal(2.2, 0.5)
    exposure = random.uniform(0.5, 3)
    for period in range(periods):
        if random.uniform() < 0.06:
            continue  # unbalanced
        treated = float(unit < 8 and period >= 7)
        rain = round(random.normal(), 6)
        mean = exposure * np.exp(level + 0.15 * np.sin(period) - 0.35 * treated + 0.1 * rain)
        rows.append((unit, period, treated, rain, round(exposure, 6), int(random.poisson(mean * random.gamma(10, 0.1)))))
frame = pd.DataFrame(rows, columns=["unit", "period", "treated", "rain", "exposure", "count"])
frame["log_exposure"] = np.log(frame.exposure)
out = {c: frame[c].tolist() for c in ["unit", "period", "treated", "rain", "exposure", "count"]}
ols = pyfixest.feols("count ~ treated + rain | unit + period", frame, vcov={"CRV1": "unit"}, fixef_tol=1e-14)
frame["w"] = 1.0 + (frame["unit"] % 3)
weighted = pyfixest.feols("count ~ treated + rain | unit + period", frame, weights="w", vcov={"CRV1": "unit"}, fixef_tol=1e-14)
poisson = pyfixest.fepois("count ~ treated + rain | unit + period", frame, vcov={"CRV1": "unit"}, iwls_tol=1e-13, fixef_tol=1e-14, iwls_maxiter=200)
raw = smf.ols("count ~ treated + rain + C(unit) + C(period)", frame).fit(cov_type="cluster", cov_kwds={"groups": frame.unit}, use_t=True)
glm = smf.glm("count ~ treated + rain + C(unit) + C(period)", frame, family=sm.families.Poisson(), offset=frame.log_exposure
              ).fit(cov_type="cluster", cov_kwds={"groups": frame.unit, "use_correction": False}, tol=1e-14, tol_criterion="params")
out["ols"] = dict(coefficients=ols.coef().tolist(), errors=ols.se().tolist())
out["weighted"] = dict(coefficients=weighted.coef().tolist(), errors=weighted.se().tolist())
out["poisson"] = dict(coefficients=poisson.coef().tolist(), errors=poisson.se().tolist())
out["dummies"] = dict(coefficients=raw.params[["treated", "rain"]].tolist(), errors=raw.bse[["treated", "rain"]].tolist())
out["offset"] = dict(coefficients=glm.params[["treated", "rain"]].tolist(), errorsWithoutCorrection=glm.bse[["treated", "rain"]].tolist())
print(json.dumps(out))
import sys
n, g = len(frame), units
ratio = (np.array(out["dummies"]["errors"]) / np.array(out["ols"]["errors"])) ** 2
full = 2 + units + periods - 1
print("n", n, "K implied", n - (n - full) * ratio, "full", full, file=sys.stderr)
