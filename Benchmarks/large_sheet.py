"""Times the reading of a sheet of 300,000 rows: the reader, ogr2ogr, and fastexcel into polars. Best of three."""

import datetime
import os
import random
import subprocess
import sys
import time

import fastexcel
import xlsxwriter

reader, work = sys.argv[1], sys.argv[2]
path = f"{work}/sheet.xlsx"
ROWS = 300_000


def make():
    draw = random.Random(1)
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Main courante")
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for column, name in enumerate(["id", "date", "type", "rue", "lon", "lat", "agents", "note"]):
        sheet.write(0, column, name)
    start = datetime.datetime(2020, 1, 1)
    kinds = ["Bruit", "Stationnement", "Dépôt sauvage", "Tapage nocturne", "Rixe", "Assistance"]
    for row in range(1, ROWS + 1):
        sheet.write_number(row, 0, row)
        sheet.write_datetime(row, 1, start + datetime.timedelta(minutes=row), moment)
        sheet.write_string(row, 2, draw.choice(kinds))
        sheet.write_string(row, 3, f"{draw.randint(1, 200)} rue {draw.randint(1, 900)}")
        sheet.write_number(row, 4, round(5.3 + draw.random() / 10, 6))
        sheet.write_number(row, 5, round(43.2 + draw.random() / 10, 6))
        sheet.write_number(row, 6, draw.randint(1, 5))
        sheet.write_string(row, 7, f"note {draw.randint(1, 50_000)}")
    book.close()


def best(action):
    times = []
    for _ in range(3):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)


def measured(command, environment=None):
    """Seconds, and the most memory in MiB, of a program whose output is thrown away."""
    peak = 0

    def run():
        nonlocal peak
        # The kernel's account of a process begins with the memory of whoever started it: time is small, we aren't.
        account = path + ".kib"
        done = subprocess.run(
            ["/usr/bin/time", "-f", "%M", "-o", account, *command], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, **(environment or {})})
        if done.returncode:
            sys.exit(f"{command[0]} failed")
        with open(account) as text:
            peak = max(peak, int(text.read()) // 1024)

    return best(run), peak


make()
mine, memory = measured([reader, "rows", path])
same = {"OGR_XLSX_HEADERS": "DISABLE", "OGR_XLSX_FIELD_TYPES": "STRING"}
peer, peer_memory = measured(["ogr2ogr", "-f", "CSV", "/vsistdout/", path], same)
rust = best(lambda: fastexcel.read_excel(path).load_sheet(0).to_polars())
print(f"{'XLSX, 300,000 rows of 8 cells':44} {'ours':>8} {'peer':>8} {'ratio':>7}")
print(f"{'seconds, beside ogr2ogr':44} {mine:8.2f} {peer:8.2f} {mine / peer:7.2f}")
print(f"{'seconds, beside fastexcel into polars':44} {mine:8.2f} {rust:8.2f} {mine / rust:7.2f}")
print(f"{'peak MiB, beside ogr2ogr':44} {memory:8} {peer_memory:8} {memory / peer_memory:7.2f}")
