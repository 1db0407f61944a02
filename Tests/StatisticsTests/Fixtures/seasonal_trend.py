"""Makes seasonal_trend_even.json with statsmodels 0.15.0: a robust decomposition of even length with R's windows.

    python seasonal_trend.py > seasonal_trend_even.json
"""
import json
import numpy as np
from statsmodels.tsa.seasonal import STL

random = np.random.default_rng(3)
n, period = 152, 12
t = np.arange(n)
y = np.round(20 * (1 + 0.3 * np.sin(2 * np.pi * t / period)) + random.normal(0, 3, n), 5)
y[random.integers(0, n, 5)] += 80
fit = STL(y, period=period, seasonal=13, trend=21, low_pass=13, seasonal_deg=0, trend_deg=1, low_pass_deg=1, robust=True,
          seasonal_jump=2, trend_jump=3, low_pass_jump=2).fit(inner_iter=1, outer_iter=15)
print(json.dumps(dict(series=y.tolist(), season=list(fit.seasonal), trend=list(fit.trend), weights=list(fit.weights))))
