"""Prints, by format, how many files the reader, ogr2ogr and LibreOffice open; then the files on which they differ."""

import collections
import json
import pathlib
import shutil
import subprocess
import sys

reader, root, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
KINDS = {
    ".xlsx": "XLSX", ".xlsm": "XLSX", ".xls": "XLS", ".xlsb": "XLSB", ".ods": "ODS", ".dbf": "DBF", ".shp": "Shapefile",
    ".gdb": "FileGDB", ".tab": "MapInfo", ".mif": "MapInfo", ".gpkg": "GeoPackage", ".geojson": "GeoJSON",
    ".kml": "KML", ".mdb": "Access", ".zip": "zip",
}
OFFICE = {"XLSX", "XLS", "XLSB", "ODS", "DBF"}
SECONDS = 60


def files():
    for path in sorted(root.rglob("*")):
        kind = KINDS.get(path.suffix.lower())
        inside = any(parent.suffix == ".gdb" for parent in path.parents)
        if kind and not inside and (path.is_file() or kind == "FileGDB"):
            yield kind, path


def ours(path):
    """The reason of a refusal, or None; a death or a hang has a reason in capitals."""
    try:
        output = subprocess.run([reader, "list", path], capture_output=True, timeout=SECONDS).stdout
    except subprocess.TimeoutExpired:
        return "HANG"
    place, last = 8, None
    while place + 5 <= len(output):
        length = int.from_bytes(output[place + 1:place + 5], "little")
        last = (output[place:place + 1], output[place + 5:place + 5 + length])
        place += 5 + length
    if last is None or last[0] not in (b"E", b"X"):
        return "DEATH"
    return None if last[0] == b"E" else json.loads(last[1])["code"]


def ogr(path):
    target = work / "ogr"
    shutil.rmtree(target, ignore_errors=True)
    source = f"/vsizip/{path}" if path.suffix == ".zip" else str(path)
    command = ["ogr2ogr", "-f", "CSV", str(target), source, "-lco", "GEOMETRY=AS_XY"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0 and target.exists()


def office(paths):
    """The paths that LibreOffice turns into CSV."""
    opened = set()
    for number, path in enumerate(paths):
        target = work / "office" / str(number)
        command = ["soffice", f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "csv",
                   "--outdir", str(target), str(path)]
        try:
            subprocess.run(command, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            continue
        if target.exists() and any(target.iterdir()):
            opened.add(path)
    return opened


found = list(files())
has_office = shutil.which("soffice") is not None and "--no-office" not in sys.argv
with_office = office([path for kind, path in found if kind in OFFICE]) if has_office else set()
table = collections.defaultdict(lambda: [0, 0, 0, 0])
reasons, only_ogr, only_ours = collections.Counter(), [], []
for kind, path in found:
    reason, peer = ours(path), ogr(path)
    row = table[kind]
    row[0] += 1
    row[1] += reason is None
    row[2] += peer
    row[3] += path in with_office
    if reason:
        reasons[reason] += 1
        if peer:
            only_ogr.append(f"{path.name} ({reason})")
    elif not peer:
        only_ours.append(path.name)
print(f"{'files that open':16} {'files':>6} {'ours':>6} {'ogr2ogr':>8} {'LibreOffice':>12}")
for kind, (count, mine, peer, other) in sorted(table.items()):
    print(f"{kind:16} {count:6} {mine:6} {peer:8} {other if has_office and kind in OFFICE else '-':>12}")
totals = [sum(row[index] for row in table.values()) for index in range(3)]
print(f"{'all':16} {totals[0]:6} {totals[1]:6} {totals[2]:8}")
print("refused: " + ", ".join(f"{reason} {count}" for reason, count in reasons.most_common()))
print(f"ogr2ogr opens and we refuse: {', '.join(only_ogr) or 'none'}")
print(f"we open and ogr2ogr refuses: {', '.join(only_ours) or 'none'}")
sys.exit(1 if reasons["DEATH"] or reasons["HANG"] else 0)
