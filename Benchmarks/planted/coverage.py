"""Prints how often intervals held the truth, for each effect, with the binomial interval of that share.

Usage: coverage.py MARKS; MARKS holds a JSON object a line, as city.py prints them.
The interval of a share is Wilson's of 95 % over cities: where a city has an effect in several categories their shares are
averaged in it first and the interval is of that mean, since categories of one city share its weather.
"""

import collections
import json
import math
import sys

marks = [json.loads(line) for line in open(sys.argv[1])]
held = collections.defaultdict(lambda: collections.defaultdict(list))
lengths = collections.defaultdict(list)
for mark in marks:
    inside = mark["low"] is not None and mark["low"] <= mark["truth"] <= mark["high"]
    for key in {mark["effect"], f"  {mark['effect']}, {mark['group']}"}:
        held[key][mark["seed"]].append(inside)
        if mark["estimate"] is not None:
            lengths[key].append(math.log(mark["estimate"] / mark["truth"]))


def wilson(share, n, z=1.959964):
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return middle - half, middle + half


cities = len({mark["seed"] for mark in marks})
print(f"{cities} cities")
print(f"{'effect':48} {'n':>6} {'held':>6} {'95 % interval':>15} {'mean error':>11}  95 % inside")


def order(key):
    return key.strip().split(",")[0], key.startswith("  "), key


for key in sorted(held, key=order):
    by_city = held[key]
    n = sum(map(len, by_city.values()))
    if key.startswith("  ") and n == sum(map(len, held[key.strip().rsplit(", ", 1)[0]].values())):
        continue
    means = [sum(values) / len(values) for values in by_city.values()]
    share = sum(means) / len(means)
    if max(map(len, by_city.values())) == 1:
        low, high = wilson(share, n)
    else:
        error = math.sqrt(sum((m - share) ** 2 for m in means) / max(1, len(means) - 1) / len(means))
        low, high = share - 1.96 * error, share + 1.96 * error
    bias = sum(lengths[key]) / max(1, len(lengths[key]))
    print(f"{key:48} {n:6d} {share:6.3f} {low:7.3f} … {high:5.3f} {100 * bias:9.1f} %  "
          f"{'yes' if low <= 0.95 <= high else 'no'}")
