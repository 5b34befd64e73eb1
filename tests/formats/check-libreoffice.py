#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the sample appendices with LibreOffice and reads the paper: check-libreoffice.py PROGRAM"""
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

import sheets

for needed in ("soffice", "pdftotext", "pdfinfo"):
    if not sheets.tool(needed):
        sheets.skip_all(f"{needed} is missing")
if not sheets.have_font():
    sheets.skip_all("no font with the measures of Times New Roman")

FOLDER = sheets.write_samples(sys.argv[1], 60)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def convert(name):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{FOLDER}/profile", "--headless",
                    "--convert-to", "pdf", "--outdir", FOLDER, os.path.join(FOLDER, name)],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240)
    return os.path.join(FOLDER, name.replace(".xlsx", ".pdf"))


PDF = convert("appendices.xlsx")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def page_text(page, pdf=None):
    return run("pdftotext", "-layout", "-f", str(page), "-l", str(page), pdf or PDF, "-")


def words(text):
    # A line may end after the hyphen of a word.
    text = re.sub(r"(?<=\w)[-‐]\s*(?=\w)", "", text)
    return sorted(re.findall(r"\w+", text))


def pages():
    """(title or None, width, height) of each page."""
    info = run("pdfinfo", "-f", "1", "-l", "999", PDF)
    sizes = [(float(w), float(h)) for w, h in
             re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)]
    result = []
    for number, (width, height) in enumerate(sizes, 1):
        title = re.search(r"Phụ lục [IV]+\n", page_text(number))
        result.append((title.group().strip() if title else None, width, height))
    return result


PAGES = pages()


def paper():
    landscape = None
    for title, width, height in PAGES:
        if title is not None:
            landscape = title in ("Phụ lục I", "Phụ lục IV")
        wanted = (841.9, 595.3) if landscape else (595.3, 841.9)
        assert abs(width - wanted[0]) < 1 and abs(height - wanted[1]) < 1, (title, width, height)
    assert [t for t, _, _ in PAGES if t] == [f"Phụ lục {n}" for n in ("I", "II", "III", "IV", "V")]


def page_numbers():
    """None on the first page of an appendix, then 2, 3…"""
    number = 0
    for page, (title, _, _) in enumerate(PAGES, 1):
        number = 1 if title else number + 1
        first = page_text(page).strip().splitlines()[0].strip()
        assert first == (title if title else str(number)), (page, first)


def head_repeats():
    for page, (title, _, _) in enumerate(PAGES, 1):
        if title is None:
            text = page_text(page)
            assert any(h in text for h in ("Nội dung hoạt động", "Họ và tên", "Nhiệm vụ")), page


def nothing_is_cut():
    """Every word that stands in the workbook stands on paper, as often."""
    with zipfile.ZipFile(os.path.join(FOLDER, "appendices.xlsx")) as book:
        strings = ["".join(t.text or "" for t in item.iter(MAIN + "t")) for item in
                   ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(MAIN + "si")]
        cells = []
        for name in book.namelist():
            if name.startswith("xl/worksheets/sheet"):
                for cell in ElementTree.fromstring(book.read(name)).iter(MAIN + "c"):
                    value = cell.find(MAIN + "v")
                    if cell.get("t") == "s" and value is not None:
                        cells.append(strings[int(value.text)])
    paper_words = words(run("pdftotext", PDF, "-"))
    counts = {}
    for word in paper_words:
        counts[word] = counts.get(word, 0) + 1
    for word in words("\n".join(cells)):
        counts[word] = counts.get(word, 0) - 1
        assert counts[word] >= 0, f"“{word}” is missing on paper"


def text_size():
    """Printed at full size: the table fills the page and is not shrunk to fit."""
    box = ElementTree.fromstring(run("pdftotext", "-bbox", "-f", "2", "-l", "2", PDF, "-"))
    found = [w for w in box.iter("{http://www.w3.org/1999/xhtml}word")]
    heights = [float(w.get("yMax")) - float(w.get("yMin")) for w in found]
    left = min(float(w.get("xMin")) for w in found)
    right = max(float(w.get("xMax")) for w in found)
    assert max(heights) > 14 * 1.05, max(heights)
    assert left > 30 / 25.4 * 72 - 2 and right < 595.3 - 15 / 25.4 * 72 + 2


def list_prints():
    pdf = convert("list.xlsx")
    text = page_text(1, pdf)
    for word in ("Họ và tên", "Ngày sinh", "15/", "0900000000", "=1+1"):
        assert word in text or word == "15/", word
    assert "01/01/1960" in text


sheets.run([paper, page_numbers, head_repeats, nothing_is_cut, text_size, list_prints])
