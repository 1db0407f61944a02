#!/usr/bin/env python3
"""Writes public_holidays.csv: France's public holidays from 2000 to 2035, by the library `holidays`.

The library takes Whit Monday away from 2005 to 2007, when it was the day of solidarity: worked, and yet a holiday in the
Code du travail and in the State's own list. It is put back.

Usage: public_holidays.py > public_holidays.csv, with `pip install holidays` (made with 0.109).
"""

import datetime

import dateutil.easter
import holidays

# The names of `PublicHolidays.Part` and the library's subdivisions.
PARTS = {
    "metropole": None, "alsace-moselle": "6AE", "guadeloupe": "971", "martinique": "972", "guyane": "973",
    "la-reunion": "974", "mayotte": "976", "saint-barthelemy": "BL", "saint-martin": "MF",
    "nouvelle-caledonie": "NC", "polynesie-francaise": "PF", "wallis-et-futuna": "WF",
}

# Days off by custom or agreement, which no law makes public holidays (Code du travail, L3422-2).
CUSTOMARY = {"Victor Schoelcher Day", "Mi-Careme"}

print("part,year,days")
for part, subdivision in PARTS.items():
    for year in range(2000, 2036):
        days = holidays.France(subdiv=subdivision, years=year, language="en_US")
        if 2005 <= year <= 2007:
            days[dateutil.easter.easter(year) + datetime.timedelta(days=50)] = "Whit Monday"
        kept = []
        for date in sorted(days):
            names = set(days.get_list(date)) - CUSTOMARY
            if part == "guadeloupe":
                names.discard("Good Friday")
            if names:
                kept.append(date.strftime("%m-%d"))
        print(f"{part},{year},{' '.join(kept)}")
