"""Counts the same CSV independently: cells by SQL in DuckDB, zones by joining our exported cell table.

Usage: independent_counts.py CSV CELLS.csv LON0 LAT0
LON0 and LAT0 are the centre of the territory's local grid, in degrees.
Prints `zone,year,count` sorted, for comparison with the exact editions. The projection is written out in SQL from
Snyder (1987), equations 3-12 and 24-2 to 24-4, and shares no code with Clairevoie.
"""

import math
import sys

import duckdb

csv, cells = sys.argv[1:3]
# WGS84, and the centre and false origin of the territory's local grid.
a, f = 6378137.0, 1 / 298.257223563
lon0, lat0 = (float(x) for x in sys.argv[3:5])
e2 = f * (2 - f)
e = math.sqrt(e2)


def q(s):
    return (1 - e2) * (s / (1 - e2 * s * s) - math.log((1 - e * s) / (1 + e * s)) / (2 * e))


qp = q(1)
rq = a * math.sqrt(qp / 2)
phi1 = math.radians(lat0)
sb1 = q(math.sin(phi1)) / qp
cb1 = math.sqrt(1 - sb1 * sb1)
d = a * math.cos(phi1) / (math.sqrt(1 - e2 * math.sin(phi1) ** 2) * rq * cb1)

connection = duckdb.connect()
connection.execute("SET threads = 2; SET TimeZone = 'America/New_York'")
rows = connection.execute(
    f"""
    WITH raw AS (
        SELECT *, row_number() OVER () AS position
        FROM read_csv('{csv}', header = true, all_varchar = true, parallel = false)
    ), once AS (
        -- The first record of each key wins.
        SELECT * FROM raw QUALIFY row_number() OVER (PARTITION BY dc_key ORDER BY position) = 1
    ), sines AS (
        SELECT dispatch_date_time::TIMESTAMPTZ AS t, sin(radians(point_y::DOUBLE)) AS s,
            radians(point_x::DOUBLE - ({lon0})) AS dl
        FROM once WHERE point_x IS NOT NULL AND point_x <> ''
    ), betas AS (
        SELECT t, dl,
            {1 - e2!r} * (s / (1 - {e2!r} * s * s) - ln((1 - {e!r} * s) / (1 + {e!r} * s)) / {2 * e!r}) / {qp!r} AS sb
        FROM sines
    ), planar AS (
        SELECT t, dl, sb, sqrt(1 - sb * sb) AS cb,
            {rq!r} * sqrt(2 / (1 + {sb1!r} * sb + {cb1!r} * sqrt(1 - sb * sb) * cos(dl))) AS b
        FROM betas
    ), placed AS (
        SELECT t, floor((20000000 + b * {d!r} * cb * sin(dl)) / 200)::BIGINT * 200 AS easting,
            floor((20000000 + b / {d!r} * ({cb1!r} * sb - {sb1!r} * cb * cos(dl))) / 200)::BIGINT * 200 AS northing
        FROM planar
    )
    SELECT c.district, year(t) AS year, count(*) FROM placed
    JOIN read_csv('{cells}', header = true, types = {{'district': 'VARCHAR'}}) c
        ON c.easting = placed.easting AND c.northing = placed.northing
    GROUP BY ALL ORDER BY ALL
    """
).fetchall()
for zone, year, count in rows:
    print(f"{zone},{year},{count}")
