"""Makes change_points.json with ruptures 1.1.10 and numpy 2, Python 3.11.

    python change_points.py > change_points.json
"""
import json
import numpy as np
import ruptures as rpt
from ruptures.base import BaseCost


class PoissonCost(BaseCost):
    """-2 S ln(S/n), the likelihood that ruptures lacks."""

    model = ""
    min_size = 1

    def fit(self, signal):
        self.sums = np.concatenate([[0.0], np.cumsum(signal[:, 0])])
        self.signal = signal
        return self

    def error(self, start, end):
        total = self.sums[end] - self.sums[start]
        return 0.0 if total <= 0 else -2 * total * np.log(total / (end - start))


random = np.random.default_rng(11)
cases = []
for means, lengths, penalty in [
    ([12, 20, 12], [60, 40, 50], 15.0),
    ([3, 6, 6, 2], [50, 50, 50, 50], 10.0),
    ([100, 130, 80, 110, 100], [30, 8, 40, 5, 60], 20.0),
    ([9], [120], 4.0),
]:
    counts = np.concatenate([random.poisson(m, n) for m, n in zip(means, lengths)]).astype(float)
    shortest = 4
    # Exact by dynamic programming for each number of changes: ruptures' Pelt prunes too much when segments have a least length.
    def best(cost):
        search = rpt.Dynp(custom_cost=cost, min_size=shortest, jump=1).fit(counts.reshape(-1, 1))
        options = [[len(counts)]] + [search.predict(n_bkps=k) for k in range(1, 12)]
        return min(options, key=lambda ends: cost.sum_of_costs(ends) + penalty * (len(ends) - 1))
    poisson = best(PoissonCost())
    normal_penalty = penalty * counts.var()
    penalty_kept, penalty = penalty, normal_penalty
    normal = best(rpt.costs.CostL2())
    penalty = penalty_kept
    cases.append(dict(counts=counts.tolist(), shortest=shortest, penalty=penalty, poisson=[int(e) for e in poisson],
                      variance=float(counts.var()), normal=[int(e) for e in normal]))
print(json.dumps(dict(cases=cases)))
