#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what the writers wrote with openpyxl: check-openpyxl.py WRITE-SAMPLES"""
import csv
import datetime
import json
import os
import sys

import sheets

try:
    import openpyxl
except ImportError:
    sheets.skip_all("openpyxl is missing")
if not sheets.have_font():
    sheets.skip_all("no font with the measures of Times New Roman")

ROWS = 50000
FOLDER = sheets.write_samples(sys.argv[1], ROWS)
BOOK = openpyxl.load_workbook(os.path.join(FOLDER, "appendices.xlsx"))
I, II, III, IV, V = BOOK.worksheets
PIXEL = 1 / 7


def merges(sheet):
    return {str(r) for r in sheet.merged_cells.ranges}


def values():
    assert BOOK.sheetnames == [f"Phụ lục {n}" for n in ("I", "II", "III", "IV", "V")]
    assert I["A1"].value == "Phụ lục I"
    assert I["A2"].value.startswith("PHÂN CÔNG TỔ CHỨC")
    assert I["A3"].value.startswith("(Kèm theo Kế hoạch số 112/KH-SGDĐT")
    assert [c.value for c in I[5]] == ["CẤP THCS"] + [None] * 3 + ["CẤP THPT"] + [None] * 3
    assert I["B7"].value == "Phòng GDĐT thị xã Bến Ngự"
    assert I["H12"].value is None and I["A13"].value is None
    assert I["A14"].value.startswith("Lưu ý: ") and I["A15"].value.startswith("Điểm cầu")


def merged_cells():
    assert {"A1:H1", "A2:H2", "A3:H3", "A5:D5", "E5:H5", "A14:H14", "A15:H15"} == merges(I)
    assert {"B6:B8", "B9:B10"} <= merges(III)


def types():
    assert I["A7"].value == 1 and I["A7"].data_type == "n"
    assert III["D6"].is_date and III["D6"].value == datetime.datetime(2024, 10, 7)
    assert III["D6"].number_format == "dd/mm/yyyy"
    assert III["F6"].value == "0912 000 345" and III["F6"].data_type == "s"
    assert IV["J6"].value == 5 and IV["J6"].number_format == "0.0"


def fonts():
    for sheet in BOOK.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.font.name == "Times New Roman", cell
                if cell.value is not None:
                    assert 11 <= cell.font.sz <= 14, cell
                    assert cell.alignment.wrap_text, cell
    assert I["A1"].font.b and I["A1"].font.sz == 14 and not I["A1"].font.i
    assert I["A2"].font.b and I["A2"].font.sz == 14
    assert I["A3"].font.i and not I["A3"].font.b and I["A3"].font.sz in (13, 14)
    assert I["A5"].font.b and I["C6"].font.b and not I["C7"].font.b
    assert I["B7"].font.sz == 13
    for cell in ("A1", "A2", "A3", "A5", "C6", "A7", "D7"):
        assert I[cell].alignment.horizontal == "center", cell
    assert I["B7"].alignment.horizontal == "left"


def borders():
    for sheet, first, last in ((I, 5, 12), (II, 5, 15), (III, 5, 10)):
        for row in sheet.iter_rows(min_row=first, max_row=last):
            for cell in row:
                # openpyxl gives the inner cells of a merge only their outer edge.
                if any(cell.coordinate in r for r in sheet.merged_cells.ranges):
                    continue
                sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
                assert all(s.style == "thin" for s in sides), cell
        assert sheet["A1"].border.left.style is None


def widths():
    for sheet, millimetres in ((I, 252), (II, 165), (III, 165), (IV, 252), (V, 165)):
        pixels = [round(sheet.column_dimensions[chr(65 + c)].width * 7)
                  for c in range(sheet.max_column)]
        points = sum(pixels) * 0.75
        assert millimetres / 25.4 * 72 - 4 < points < millimetres / 25.4 * 72, (sheet, points)
        assert min(pixels) >= 20
    # A number needs less than a name.
    assert I.column_dimensions["A"].width < I.column_dimensions["B"].width / 2


def heights():
    for sheet in BOOK.worksheets:
        for row in range(1, sheet.max_row + 1):
            height = sheet.row_dimensions[row].height
            assert height is not None and 9 <= height <= 409, (sheet, row, height)
    # The long cell of October has seven lines or more of 13 points.
    assert II.row_dimensions[8].height >= 7 * 16
    assert II.row_dimensions[14].height < 4 * 16
    # A row that is too high became several, and nothing of its text is lost.
    text = "\n".join(V.cell(r, 3).value for r in range(5, V.max_row) if V.cell(r, 3).value)
    assert all(f"Việc thứ {i}:" in text for i in range(1, 31))
    assert sum(V.row_dimensions[r].height for r in range(6, V.max_row)) > 55 * 15
    assert max(V.row_dimensions[r].height for r in range(6, V.max_row)) < 60


def page_setup():
    for sheet, landscape in ((I, True), (II, False), (III, False), (IV, True), (V, False)):
        setup, margins = sheet.page_setup, sheet.page_margins
        assert setup.orientation == ("landscape" if landscape else "portrait")
        assert str(setup.paperSize) == "9"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert setup.fitToWidth in (None, 1) and str(setup.fitToHeight) == "0"
        assert setup.useFirstPageNumber and setup.firstPageNumber in (None, 1)
        for value, mm in ((margins.left, 30), (margins.right, 15), (margins.top, 20),
                          (margins.bottom, 20), (margins.header, 10)):
            assert abs(value * 25.4 - mm) < 0.1
        assert sheet.print_options.horizontalCentered
        header = sheet.HeaderFooter
        assert header.differentFirst
        assert header.oddHeader.center.text == "&P"
        assert header.oddHeader.center.font == "Times New Roman,Regular"
        assert header.oddHeader.center.size == 13
        assert header.firstHeader.center.text is None


def repeats_and_names():
    assert I.print_title_rows == "$5:$6" and II.print_title_rows == "$5:$5"
    assert I.freeze_panes == "A7" and II.freeze_panes == "A6"
    assert str(I.print_area).strip("[]'\"").endswith("$A$1:$H$15"), I.print_area
    names = BOOK.defined_names
    get = names.get if hasattr(names, "get") else lambda n: names[n]
    assert get("Bang_Phu_luc_I").attr_text == "'Phụ lục I'!$A$5:$H$12"
    assert get("Bang_Phu_luc_III").attr_text == "'Phụ lục III'!$A$5:$F$10"


def properties():
    props = BOOK.properties
    assert props.title == "Phụ lục I, Phụ lục II, Phụ lục III, Phụ lục IV, Phụ lục V"
    assert props.creator == "Sở Giáo dục và Đào tạo tỉnh Sông Mây"
    age = datetime.datetime.utcnow() - props.created.replace(tzinfo=None)
    assert abs(age.total_seconds()) < 3600


def hostile_names():
    book = openpyxl.load_workbook(os.path.join(FOLDER, "hostile.xlsx"))
    names = book.sheetnames
    assert len({n.casefold() for n in names}) == len(names) == 6
    for name in names:
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31, name
        assert not set("[]:*?/\\") & set(name) and name.strip("'") == name


def hostile_texts():
    book = openpyxl.load_workbook(os.path.join(FOLDER, "hostile.xlsx"))
    sheet = book.worksheets[1]
    assert sheet["A2"].value == "=TIÊU ĐỀ" and sheet["A2"].data_type == "s"
    column = [c for c in (sheet.cell(r, 1) for r in range(4, 16))]
    assert all(c.data_type == "s" and c.hyperlink is None for c in column)
    got = [c.value for c in column]
    wanted = ["=1+1", "+84 912", "-5", "@SUM(A1)", "0912000345", "az", None, "<b>&\"'</b>", "x\ny",
              None, " đầu và cuối ", "http://example.invalid/"]
    for have, want in zip(got, wanted):
        assert want is None or have == want, (have, want)
    # Excel reads _x005F_ as an underscore; versions of openpyxl differ.
    assert got[6] in ("_x0041_", "_x005F_x0041_")


def long_list():
    book = openpyxl.load_workbook(os.path.join(FOLDER, "list.xlsx"), read_only=True)
    sheet = book.worksheets[0]
    with open(os.path.join(FOLDER, "list.json"), encoding="utf-8") as file:
        objects = json.load(file)
    with open(os.path.join(FOLDER, "list.csv"), encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    rows = sheet.iter_rows(values_only=True)
    heading = next(rows)
    assert list(heading) == lines[0] and heading[:2] == ("STT", "Họ và tên")
    count = 0
    for row, line, entry in zip(rows, lines[1:], objects):
        count += 1
        assert row[0] == entry["order"] == int(line[0]) == count
        assert row[1] == entry["name"] == line[1]
        day = row[2].date().isoformat() if isinstance(row[2], datetime.datetime) else row[2]
        assert day == entry["birthday"] == line[2]
        assert row[3] == entry["phone"] == line[3] and row[3].startswith("09")
        assert row[6] == entry["periods"] and isinstance(row[6], int)
        assert json.loads(row[7]) == entry["term"] == json.loads(line[7])
        assert (row[9] or "") == (entry["note"] or "") == line[9]
    assert count == len(objects) == len(lines) - 1 == ROWS


def list_form():
    path = os.path.join(sheets.write_samples(sys.argv[1], 30), "list.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.title == "Danh sách giáo viên"
    assert sheet.auto_filter.ref == "A1:J31" and sheet.freeze_panes == "A2"
    assert sheet["A1"].font.b and sheet["A1"].border.bottom.style == "thin"
    assert sheet["A1"].fill.fill_type == "solid"
    assert sheet["B2"].font.name == "Times New Roman" and sheet["B2"].font.sz == 12
    assert sheet["C2"].is_date and sheet["C9"].value == "tháng 5/1980"
    assert sheet["J4"].value == "=1+1" and sheet["J4"].data_type == "s"
    assert sheet.page_setup.orientation == "landscape" and str(sheet.page_setup.paperSize) == "9"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["E"].width > sheet.column_dimensions["A"].width * 2


sheets.run([values, merged_cells, types, fonts, borders, widths, heights, page_setup,
            repeats_and_names, properties, hostile_names, hostile_texts, long_list, list_form])
