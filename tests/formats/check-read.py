#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what other programs and we ourselves write: check-read.py WRITE_SAMPLES DUMP_SHEETS"""
import datetime
import json
import os
import re
import subprocess
import sys

import sheets

try:
    import openpyxl
    import openpyxl.styles
except ImportError:
    sheets.skip_all("openpyxl is missing")

FOLDER = sheets.write_samples(sys.argv[1], 300)


def dump(name):
    done = subprocess.run([sys.argv[2], os.path.join(FOLDER, name)], capture_output=True,
                          check=False, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refusal(name):
    done = subprocess.run([sys.argv[2], os.path.join(FOLDER, name)], capture_output=True,
                          check=False, text=True)
    assert done.returncode == 1, done.stdout[:200]
    return done.stderr


def openpyxl_writes():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Nhân sự"
    sheet["A1"], sheet["A2"] = "Họ và tên", "Nguyễn Thị Mẫu\ndòng hai"
    sheet["B2"] = datetime.date(1984, 9, 24)
    sheet["C2"] = datetime.datetime(2023, 9, 5, 14, 30)
    sheet["D2"] = datetime.time(7, 5)
    sheet["E2"], sheet["F2"], sheet["G2"] = 912345678, 98.5, True
    sheet["H2"], sheet["H2"].number_format = 912345678, "0000000000"
    sheet["I2"], sheet["I2"].font = "TrÇn V¨n MÉu", openpyxl.styles.Font(name=".VnTime")
    sheet.merge_cells("A4:C5")
    sheet["A4"] = "gộp"
    hidden = book.create_sheet("Ẩn")
    hidden["Z99"] = "xa"
    hidden.sheet_state = "hidden"
    book.save(os.path.join(FOLDER, "openpyxl.xlsx"))
    first, second = dump("openpyxl.xlsx")
    assert first["name"] == "Nhân sự" and not first["hidden"] and first["merges"] == 1
    assert first["cells"] == {
        "A1": ["text", "Họ và tên"], "A2": ["text", "Nguyễn Thị Mẫu\ndòng hai"],
        "B2": ["date", "1984-09-24"], "C2": ["date", "2023-09-05"], "D2": ["text", "07:05"],
        "E2": ["number", "912345678"], "F2": ["number", "98.5"], "G2": ["boolean", "TRUE"],
        "H2": ["number", "0912345678"], "I2": ["text", "Trần Văn Mẫu"],
        "A4": ["text", "gộp"]}, first["cells"]
    assert second["hidden"] and second["cells"] == {"Z99": ["text", "xa"]}


def our_lists_come_back():
    book, = dump("list.xlsx")
    text, = dump("list.csv")
    assert len(book["cells"]) > 2000
    assert book["cells"].keys() == text["cells"].keys()
    for place, (kind, value) in book["cells"].items():
        other = text["cells"][place][1]
        assert kind in ("text", "number", "date") and value == other, (place, value, other)


def our_appendices_come_back():
    pages = dump("appendices.xlsx")
    book = openpyxl.load_workbook(os.path.join(FOLDER, "appendices.xlsx"))
    assert [page["name"] for page in pages] == book.sheetnames
    for page, sheet in zip(pages, book.worksheets):
        assert page["merges"] == len(sheet.merged_cells.ranges)
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    assert page["cells"][cell.coordinate] == ["text", cell.value], cell.coordinate


def convert(name, to):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{FOLDER}/profile", "--headless",
                    "--convert-to", to, "--outdir", FOLDER, os.path.join(FOLDER, name)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)


def libreoffice_writes():
    os.rename(os.path.join(FOLDER, "openpyxl.xlsx"), os.path.join(FOLDER, "source.xlsx"))
    before = dump("source.xlsx")
    for kind in "ods", "xls", "html":
        convert("source.xlsx", kind)
    convert("source.ods", "xlsx")
    after = dump("source.xlsx")
    assert [page["name"] for page in after] == [page["name"] for page in before]
    assert after[0]["cells"] == before[0]["cells"], after[0]["cells"]
    assert after[0]["merges"] == 1 and after[1] == before[1]
    assert "OpenDocument" in refusal("source.ods")
    assert "(.xls)" in refusal("source.xls")
    page = dump("source.html")[0]
    assert page["cells"]["A1"] == ["text", "Họ và tên"]
    assert re.match(r"Nguyễn Thị Mẫu\s+dòng hai", page["cells"]["A2"][1])


TESTS = [openpyxl_writes, our_lists_come_back, our_appendices_come_back]
if sheets.tool("soffice"):
    TESTS.append(libreoffice_writes)
else:
    print("# soffice is missing: what LibreOffice writes is not tried")
sheets.run(TESTS)
