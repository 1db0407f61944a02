"""Prints `zone,year,count` of an exact table of published editions, for comparison with independent_counts.py.

Usage: published_counts.py EDITIONS.sqlite TABLE_KEY TIME_ZONE
"""

import collections
import datetime
import json
import sqlite3
import struct
import sys
import zoneinfo

path, key, zone_name = sys.argv[1:4]
zone = zoneinfo.ZoneInfo(zone_name)
db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
table, places, categories = db.execute(
    "SELECT id, places, categories FROM published_table WHERE key = ? AND public_noise = 0", (key,)).fetchone()
places = [p["id"] for p in json.loads(places)]
totals = collections.Counter()
for start, figures in db.execute("SELECT bin_start, public_figures FROM edition WHERE table_id = ?", (table,)):
    year = datetime.datetime.fromtimestamp(start, zone).year
    for index, value in enumerate(struct.unpack(f"<{len(figures) // 4}i", figures)):
        totals[places[index % len(places)], year] += value
for (place, year), count in sorted(totals.items()):
    if count:
        print(f"{place},{year},{count}")
