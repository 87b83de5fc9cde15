"""workbook_check.py MAKE FOLDER: opens what make_workbook wrote with openpyxl
and odfpy, and looks into the packages."""
import datetime
import pathlib
import subprocess
import sys
import time
import xml.etree.ElementTree as tree
import zipfile

import odf.opendocument
import odf.teletype
import openpyxl
from odf import table

MAKE, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
TEXT = "  two  blanks\n=1+1 & <b>\té \U0001f642"


def check(what, got, wanted):
    if got != wanted:
        sys.exit(f"{what}: {got!r}, not {wanted!r}")


def check_xlsx(path):
    book = openpyxl.load_workbook(path)
    check("title", book.properties.title, "A sample")
    sheet = book["Table of -all-"]
    check("lead", sheet["A1"].value, "Every kind of cell")
    check("headings", [cell.value for cell in sheet[4]], ["id", "text", "whole", "decimal", "day", "percent"])
    check("values", [cell.value for cell in sheet[5]],
          ["0012345", TEXT, 12, 4.25, datetime.datetime(2026, 11, 20), 0.125])
    check("types", [cell.data_type for cell in sheet[5]], ["s", "s", "n", "n", "d", "n"])
    check("percent shown", sheet["F5"].number_format, "0.0%")
    check("formula is text", (sheet["A6"].data_type, sheet["A6"].value), ("s", "=SUM(A1:A9)"))
    cut = sheet["B6"].value
    check("Excel's limit", (len(cut) <= 32767, len(cut) > 32000, "cut here" in cut), (True, True, True))
    check("frozen", sheet.freeze_panes, "A5")
    check("filter", sheet.auto_filter.ref, "A4:F6")
    check("width", round(sheet.column_dimensions["B"].width), 41)
    names = zipfile.ZipFile(path).namelist()
    check("charts", sum("charts/chart" in name for name in names), 4)
    chart = zipfile.ZipFile(path).read("xl/charts/chart1.xml").decode()
    for wanted in ("Columns &amp; more", "Month", "Disputes", "Figures!$B$4:$B$6", "Figures!$A$4:$A$6"):
        check("chart has " + wanted, wanted in chart, True)
    drawing = zipfile.ZipFile(path).read("xl/drawings/drawing1.xml").decode()
    check("alternate text", "Disputes resolved &amp; open, by month" in drawing, True)


def ods_values(row):
    values = []
    for cell in row.getElementsByType(table.TableCell):
        kind = cell.getAttribute("valuetype")
        if kind == "string":
            values.append("\n".join(odf.teletype.extractText(p) for p in cell.childNodes))
        elif kind == "date":
            values.append(cell.getAttribute("datevalue"))
        elif kind:
            values.append(float(cell.getAttribute("value")))
    return values


def check_ods(path):
    book = odf.opendocument.load(path)
    sheets = book.spreadsheet.getElementsByType(table.Table)
    check("sheets", [sheet.getAttribute("name") for sheet in sheets], ["Table of -all-", "Figures"])
    rows = sheets[0].getElementsByType(table.TableRow)
    check("values", ods_values(rows[4]), ["0012345", TEXT, 12.0, 4.25, "2026-11-20", 0.125])
    check("whole text", len(ods_values(rows[5])[1]), 40000)
    package = zipfile.ZipFile(path)
    first = package.infolist()[0]
    check("mimetype first", (first.filename, first.compress_type, first.extra), ("mimetype", 0, b""))
    check("type at its place", path.read_bytes()[30:84], b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    listed = tree.fromstring(package.read("META-INF/manifest.xml"))
    space = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
    paths = {entry.get(space + "full-path") for entry in listed}
    check("listed", set(package.namelist()) - {"mimetype", "META-INF/manifest.xml"} - paths, set())
    for number in range(1, 5):
        chart = package.read(f"Object {number}/content.xml").decode()
        tree.fromstring(chart)
        check("range", "$'Figures'.$B$4:$'Figures'.$B$6" in chart.replace("&apos;", "'").replace("&#39;", "'"), True)
    content = package.read("content.xml").decode()
    check("alternate text", content.count("<svg:desc>Disputes resolved &amp; open, by month</svg:desc>"), 4)


def check_same_bytes():
    before = [(FOLDER / name).read_bytes() for name in ("sample.xlsx", "sample.ods")]
    time.sleep(2.1)  # a zip's times count in two seconds
    subprocess.run([MAKE, FOLDER], check=True)
    after = [(FOLDER / name).read_bytes() for name in ("sample.xlsx", "sample.ods")]
    check("the same bytes another time", [a == b for a, b in zip(before, after)], [True, True])


FOLDER.mkdir(exist_ok=True)
subprocess.run([MAKE, FOLDER], check=True)
check_xlsx(FOLDER / "sample.xlsx")
check_ods(FOLDER / "sample.ods")
check_same_bytes()
