"""Times `clairevoie import` beside DuckDB grouping the same CSV by cell, hour and category; medians of five, in turn.

Usage: ingest.py CLAIREVOIE CSV WORKDIR
DuckDB's cells are degrees cut in pieces, which is less work than a projection: the peer is favoured.
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

binary, csv, work = sys.argv[1:4]
GROUPING = f"""
    SELECT cast(floor(point_x * 560) AS int) cx, cast(floor(point_y * 555) AS int) cy,
        date_trunc('hour', dispatch_date_time::timestamptz) h, text_general_code g, count(*) k
    FROM read_csv('{csv}', header = true) WHERE point_x IS NOT NULL GROUP BY ALL"""
BARE = f"SELECT count(*), sum(k) FROM ({GROUPING})"
STORED = f"CREATE OR REPLACE TABLE cube AS {GROUPING}"


def peer(query, path):
    code = (
        "import duckdb, sys, time; c = duckdb.connect(sys.argv[2]); c.execute('SET threads = 2; SET enable_progress_bar = false'); "
        "t = time.time(); c.execute(sys.argv[1]).fetchall(); c.close(); print(time.time() - t)")
    if path != ":memory:" and os.path.exists(path):
        os.remove(path)
    return float(subprocess.run([sys.executable, "-c", code, query, path], check=True, capture_output=True).stdout)


def ours():
    shutil.rmtree(f"{work}/ingest", ignore_errors=True)
    start = time.time()
    report = subprocess.run(
        [binary, "import", csv, "--territory", "Territories/philadelphia", "--data", f"{work}/ingest", "--source",
         "incidents", "--period", "2006-01-01/2024-01-01", "--json"], check=True, capture_output=True).stdout
    return time.time() - start, json.loads(report)


bare, stored, mine, peaks = [], [], [], []
for _ in range(5):
    bare.append(peer(BARE, ":memory:"))
    stored.append(peer(STORED, f"{work}/peer.duckdb"))
    seconds, report = ours()
    assert report["read"] == 1927360 == report["admitted"] + sum(report["refused"].values())
    mine.append(seconds)
    peaks.append(report["peakMiB"])
ours_s = statistics.median(mine)
for name, peer_s in (("bare grouping (aim 1.5)", statistics.median(bare)), ("written to a file", statistics.median(stored))):
    print(f"{'import, wall s, beside DuckDB ' + name:58} {ours_s:10.2f} {peer_s:10.2f} {ours_s / peer_s:7.2f}")
print(f"{'import, peak MiB (aim 300)':58} {max(peaks):10d} {'-':>10} {'-':>7}")
