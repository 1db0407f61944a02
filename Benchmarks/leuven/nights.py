"""Writes the noisy nights of two Leuven stations: counts of classified voices and music, and what is known of each night.

Usage: nights.py FOLDER; the real data is in $CLAIREVOIE_DATA. FOLDER gets nights.csv (place,time,category,count) and
known.csv (time and covariates). A night is 22 to 6 o'clock and bears the date of its evening. Counted are the events that
the stations' classifier calls shouting, singing or music, from 2022-03-07 to 2022-12-26; stations 03 and 05, since 01 and
07 have no measurements for parts of the autumn.

Weather is what was measured (Open-Meteo), taken as if foreseen. The university's terms are those of its published academic
calendar, rounded to whole weeks; a student night is a Monday to Thursday of a teaching week. All this was fixed before any
night of the test (from 2022-10-03) was looked at.
"""

import collections
import csv
import datetime
import os
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
data = pathlib.Path(os.environ["CLAIREVOIE_DATA"]) / "leuven-noise"
first, end = datetime.date(2022, 3, 7), datetime.date(2022, 12, 26)
noisy = {"Human voice - Shouting", "Human voice - Singing", "Music non-amplified"}
stations = {"station 03": "csv_results_41_255441_mp-03-naamsestraat-62-taste.csv",
            "station 05": "csv_results_41_255442_mp-05-calvariekapel-ku-leuven.csv"}


def night(moment):
    """The date of the evening that a moment's night began in; none by day."""
    if 6 <= moment.hour < 22:
        return None
    return moment.date() - datetime.timedelta(moment.hour < 6)


with open(folder / "nights.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["place", "time", "category", "count"])
    for station, name in stations.items():
        counts = collections.Counter()
        with open(data / "noise_events" / name, newline="", encoding="utf-8-sig") as events:
            for row in csv.DictReader(events, delimiter=";"):
                if row["noise_event_laeq_primary_detected_class"] in noisy:
                    counts[night(datetime.datetime.strptime(row["result_timestamp"][:16], "%d/%m/%Y %H:%M"))] += 1
        for number in range((end - first).days):
            day = first + datetime.timedelta(number)
            writer.writerow([station, day, "voices and music", counts[day]])

weather = collections.defaultdict(list)
with open(data / "weather_air/open_meteo_leuven_2022_hourly_raw.csv", newline="") as file:
    for row in csv.DictReader(list(file)[3:]):
        evening = night(datetime.datetime.fromisoformat(row["time"]))
        if evening:
            weather[evening].append([float(row[key]) for key in
                                     ("temperature_2m (°C)", "rain (mm)", "windspeed_10m (km/h)")])
terms = {
    "teaching": [("2022-02-14", "2022-04-02"), ("2022-04-18", "2022-05-28"), ("2022-09-26", "2022-12-24")],
    "exams": [("2022-06-06", "2022-07-02"), ("2022-08-16", "2022-09-10")],
    "holiday": [("2022-04-17", "2022-04-19"), ("2022-05-01", "2022-05-02"), ("2022-05-26", "2022-05-27"),
                ("2022-06-05", "2022-06-07"), ("2022-07-21", "2022-07-22"), ("2022-08-15", "2022-08-16"),
                ("2022-11-01", "2022-11-03"), ("2022-11-11", "2022-11-12"), ("2022-12-25", "2022-12-26")],
}
with open(folder / "known.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["time", "temperature", "rain", "wind", *terms, "student-night"])
    for number in range((end - first).days):
        day = first + datetime.timedelta(number)
        hours = weather[day]
        temperature, wind = (sum(hour[i] for hour in hours) / len(hours) for i in (0, 2))
        inside = [int(any(a <= day.isoformat() < b for a, b in spans)) for spans in terms.values()]
        writer.writerow([day, round(temperature, 2), round(sum(hour[1] for hour in hours), 2), round(wind, 2), *inside,
                         int(inside[0] and day.weekday() < 4)])
