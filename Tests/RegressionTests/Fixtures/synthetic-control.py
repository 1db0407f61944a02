"""Makes synthetic-control.json with pysyncon 1.7.0 and scipy 1.17.1, Python 3.11.

    python synthetic-control.py > synthetic-control.json
"""
import json
import numpy as np
import pandas as pd
from pysyncon import Synth
from pysyncon.base import BaseSynth  # noqa: F401

random = np.random.default_rng(9)
periods, donors, start = 40, 16, 28
factors = np.cumsum(random.normal(0, 0.6, (periods, 3)), 0)
loads = random.uniform(0, 2, (donors + 1, 3))
loads[0] = 0.3 * loads[3] + 0.5 * loads[7] + 0.2 * loads[11]
outcomes = np.round(20 + factors @ loads.T + random.normal(0, 0.5, (periods, donors + 1)), 5)
outcomes[start:, 0] -= 4
names = ["treated"] + [f"d{j}" for j in range(donors)]
x0 = pd.DataFrame(outcomes[:start, 1:], columns=names[1:])
x1 = pd.Series(outcomes[:start, 0], name="treated")
weights, loss = Synth().w_optimize(V_mat=np.eye(start), X0=x0.to_numpy(), X1=x1.to_numpy())
# scipy's SLSQP stops early: the objective of its weights is what an exact answer may not exceed.
residual = outcomes[:start, 0] - outcomes[:start, 1:] @ weights
print(json.dumps(dict(treated=outcomes[:, 0].tolist(), donors=outcomes[:, 1:].T.tolist(), start=start,
                      weights=list(map(float, weights)), objective=float(residual @ residual))))
