#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the appendices of the sample's plans with LibreOffice: check-paper.py NAMHOC-CLI"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats"))
import sheets  # pylint: disable=wrong-import-position

for needed in ("soffice", "pdftotext", "pdfinfo"):
    if not sheets.tool(needed):
        sheets.skip_all(f"{needed} is missing")
if not sheets.have_font():
    sheets.skip_all("no font with the measures of Times New Roman")

CLI = sys.argv[1]
FOLDER = tempfile.mkdtemp(prefix="nh-paper-")
BOOK = os.path.join(FOLDER, "mau.namhoc")
PORTRAIT, LANDSCAPE = (595.3, 841.9), (841.9, 595.3)


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def squeeze(text):
    """Lines break anywhere: blanks and hyphens at line ends do not count."""
    return re.sub(r"\s+", "", text)


def make():
    run(CLI, "new", BOOK, "--sample")
    plans = json.loads(run(CLI, "list", BOOK, "plans", "--json"))
    names = []
    for number, plan in enumerate(plans):
        name = f"plan{number}"
        run(CLI, "export", BOOK, "--plan", plan["id"], "--to", f"{FOLDER}/{name}.xlsx")
        names.append((name, plan))
    subprocess.run(["soffice", f"-env:UserInstallation=file://{FOLDER}/profile", "--headless",
                    "--convert-to", "pdf", "--outdir", FOLDER,
                    *[f"{FOLDER}/{name}.xlsx" for name, _ in names]],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=280)
    result = {}
    for name, plan in names:
        key = plan["number"] or plan["title"]
        result[key] = list(read(f"{FOLDER}/{name}.pdf"))
        WHOLE[key] = squeeze(run("pdftotext", f"{FOLDER}/{name}.pdf", "-"))
    return result


def read(pdf):
    """Text, title and size of each page."""
    info = run("pdfinfo", "-f", "1", "-l", "999", pdf)
    sizes = [(float(w), float(h)) for w, h in
             re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)]
    for number, size in enumerate(sizes, 1):
        text = run("pdftotext", "-layout", "-f", str(number), "-l", str(number), pdf, "-")
        title = re.search(r"Phụ lục ([IV]+)\n", text)
        yield text, title.group(1) if title else None, size


WHOLE = {}  # cell by cell, where the layout of lines would mix the columns
PAGES = make()


def has(part, *texts):
    whole = next(text for key, text in WHOLE.items()
                 if part == key or (len(part) > 4 and part in key))
    for text in texts:
        assert squeeze(text) in whole, (part, text)


def bac_giang():
    has("73", "(Kèm theo Kế hoạch số 73/KH-SGDĐT ngày 31 tháng 8 năm 2023 của Sở GDĐT)",
        "CẤP THCS", "CẤP THPT", "Đơn vị tổ chức", "Các đơn vị trên địa bàn huyện, thành phố",
        "Lục Ngạn", "Tháng 02/2024", "Tân Yên, Yên Dũng", "Tháng 4/2024", "Việt Yên, Yên Thế")


def dau_tieng():
    has("48", "Cụm trưởng", "THCS Long Tân", "Đơn vị thí điểm", "Phòng nghỉ",
        "TH Bến Súc", "(Kèm theo Kế hoạch số 48/KH-PGDĐT")


def quang_ngai():
    has("758", "Tháng 11,12", "Tháng 3,4,5", "Biện pháp", "Ba Tơ, Đức Phổ, Mộ Đức")
    has("2024 - 2025", "Môn Lịch sử và Địa lí", "Hoạt động trải nghiệm", "Địa điểm",
        "tháng 9 năm 2024")


def hai_duong():
    has("Bồi dưỡng", "Số tiết", "40", "hằng năm", "15/6/2024", "Thời hạn")


def paper():
    landscape = {("73", "I"), ("758", "II"), ("758", "III")}
    for plan, pages in PAGES.items():
        assert pages[0][1] == "I", plan
        current = None
        seen = []
        for _, title, size in pages:
            if title:
                current = title
                seen.append(title)
            wanted = LANDSCAPE if (plan, current) in landscape else None
            if plan in ("73", "758") and wanted is None:
                wanted = PORTRAIT
            fits = [s for s in ((wanted,) if wanted else (PORTRAIT, LANDSCAPE))
                    if abs(size[0] - s[0]) < 1 and abs(size[1] - s[1]) < 1]
            assert fits, (plan, current, size)
        assert seen == ["I", "II", "III", "IV"][:len(seen)] and len(seen) >= 2, (plan, seen)


def page_numbers():
    """None on the first page of an appendix; each appendix counts for itself."""
    for plan, pages in PAGES.items():
        number = 0
        for text, title, _ in pages:
            number = 1 if title else number + 1
            first = text.strip().splitlines()[0].strip()
            assert first == (f"Phụ lục {title}" if title else str(number)), (plan, number, first)


try:
    sheets.run([bac_giang, dau_tieng, quang_ngai, hai_duong, paper, page_numbers])
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
