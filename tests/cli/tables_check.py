"""tables_check.py FILE…: what other programs read in the exported tables."""
import datetime
import sys
import zipfile

import odf.opendocument
import odf.teletype
import openpyxl
from odf import table

NAMES = ["Disputes", "Stages", "Compliments", "Events"]


def check(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got!r}, not {wanted!r}")


def check_xlsx(path):
    book = openpyxl.load_workbook(path)
    check("sheets", book.sheetnames, NAMES)
    sheet = book["Disputes"]
    headings = [cell.value for cell in sheet[1]]
    row = dict(zip(headings, sheet[2]))
    check("id is text", (row["child_id"].value, row["child_id"].data_type), ("0765432", "s"))
    check("birth is a date", row["date_of_birth"].value, datetime.datetime(2019, 8, 17))
    check("deadline is a date", row["stage_1_deadline"].value, datetime.datetime(2026, 11, 30))
    check("text is as typed", row["requested_action"].value[:2], "- ")
    check("one row each", [len(list(book[name].values)) for name in NAMES], [3, 3, 2, 6])
    for name in NAMES:
        for cells in book[name].iter_rows(min_row=2):
            check("no formula", [cell.coordinate for cell in cells if cell.data_type == "f"], [])


def check_ods(path):
    sheets = odf.opendocument.load(path).spreadsheet.getElementsByType(table.Table)
    check("sheets", [sheet.getAttribute("name") for sheet in sheets], NAMES)
    rows = sheets[0].getElementsByType(table.TableRow)
    check("rows", len(rows), 3)
    cell = rows[1].getElementsByType(table.TableCell)[2]
    check("id is text", (odf.teletype.extractText(cell), cell.getAttribute("valuetype")), ("0765432", "string"))
    dates = [cell.getAttribute("datevalue") for cell in rows[1].getElementsByType(table.TableCell)]
    check("dates", {"2019-08-17", "2026-11-30"} <= set(dates), True)
    check("whole", zipfile.ZipFile(path).testzip(), None)


for name in sys.argv[1:]:
    (check_ods if name.endswith("ods") else check_xlsx)(name)
