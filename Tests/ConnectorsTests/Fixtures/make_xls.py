"""Writes the two XLS fixtures: pip install xlwt==1.3.0; python3 make_xls.py"""
import datetime
import pathlib

import xlwt

for counts_from_1904 in (False, True):
    book = xlwt.Workbook()
    book.dates_1904 = counts_from_1904
    sheet = book.add_sheet("Appels")
    moment = xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, name in enumerate(["date", "jour", "n", "rue"]):
        sheet.write(0, column, name)
    sheet.write(1, 0, datetime.datetime(2024, 3, 15, 6, 30), moment)
    sheet.write(1, 1, datetime.date(2024, 2, 29), day)
    sheet.write(1, 2, 0.1)
    sheet.write(1, 3, "rue Étienne")
    sheet.write(2, 2, 12)
    sheet.write(2, 3, "007")
    book.save(str(pathlib.Path(__file__).parent / f"dates_{1904 if counts_from_1904 else 1900}.xls"))
