"""Runs statsforecast's AutoETS and MSTL on the Auckland counters and prints their MASE and CPU seconds.

Usage: forecast_peers.py FOLDER TEST_FROM WEEKS. Each week from TEST_FROM is forecast, 168 hours ahead, from the sixteen
weeks before it: longer ones take AutoETS minutes a series and change its score little. MASE is scaled by the seasonal
naive error (168 hours) of all that lies before TEST_FROM, as `clairevoie backtest` does.
"""

import datetime
import pathlib
import sys
import time
import warnings

import numpy as np
import pandas as pd
from statsforecast import StatsForecast
from statsforecast.models import MSTL, AutoETS, SeasonalNaive

warnings.filterwarnings("ignore")
folder, test_from, weeks = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
frame = pd.read_csv(folder / "auckland.csv", parse_dates=["time"])
wide = frame.pivot(index="time", columns="place", values="count").asfreq("h").fillna(0)
start = wide.index.get_loc(datetime.datetime.fromisoformat(test_from))
values = wide.to_numpy()
scale = np.abs(values[168:start] - values[: start - 168]).mean(axis=0)
history = 16 * 168

for name, model in [
    ("seasonal_naive", lambda: SeasonalNaive(168)),
    ("autoets", lambda: AutoETS(season_length=24)),
    ("mstl", lambda: MSTL(season_length=[24, 168])),
]:
    errors, seconds = [], 0.0
    for week in range(weeks):
        origin = start + 168 * week
        window = wide.iloc[origin - history : origin]
        long = window.melt(ignore_index=False, var_name="unique_id", value_name="y").reset_index(names="ds")
        began = time.process_time()
        forecast = StatsForecast(models=[model()], freq="h", n_jobs=1).forecast(df=long, h=168)
        seconds += time.process_time() - began
        predicted = forecast.pivot(index="ds", columns="unique_id", values=forecast.columns[-1])[wide.columns].to_numpy()
        errors.append(np.abs(predicted - values[origin : origin + 168]).mean(axis=0))
    print(f"peer.{name}.mase {np.mean(np.mean(errors, axis=0) / scale):.4f}")
    print(f"peer.{name}.seconds {seconds:.3f}")
