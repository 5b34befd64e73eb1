#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads PDFs of plans with poppler's programs: check-pdf.py PROGRAM"""
import html
import os
import re
import subprocess
import sys
import unicodedata

import sheets

for needed in ("pdftotext", "pdfinfo", "pdffonts", "pdftohtml"):
    if not sheets.tool(needed):
        sheets.skip_all(f"{needed} is missing")
if not sheets.have_font():
    sheets.skip_all("no font with the measures of Times New Roman")

PROGRAM = sys.argv[1]
FOLDER = sheets.write_samples(PROGRAM, None)
subprocess.run([PROGRAM, "--plans", FOLDER], check=True)
SAMPLE = os.path.join(FOLDER, "sample.pdf")
PLANS = [os.path.join(FOLDER, f"plan-{n}.pdf") for n in range(1, 6)]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8")


def text_of(path, *options):
    return run("pdftotext", *options, path, "-")


def flat(text):
    return re.sub(r"\s+", " ", text)


def text():
    """What is copied from the PDF is Vietnamese as it was typed, from the top to the end."""
    words_of_all = flat(text_of(SAMPLE))
    problems = []
    if unicodedata.normalize("NFC", words_of_all) != words_of_all:
        problems.append("the text is not NFC")
    place = -1
    for words in ("ỦY BAN NHÂN DÂN", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "KẾ HOẠCH", "theo cụm trường",
                  "Căn cứ Luật Giáo dục ngày 14 tháng 6 năm 2019;", "Nơi nhận:", "Phụ lục I",
                  "(Kèm theo Kế hoạch số 12/KH-PGDĐT ngày 05 tháng 9 năm 2025", "Phụ lục II"):
        found = words_of_all.find(words, place + 1)
        if found < 0:
            problems.append(f"“{words}” is missing or out of order")
        place = max(place, found)
    for words in ("Trần Thị Minh Châu", "Số: 12/KH-PGDĐT", "Bình Minh, ngày 05 tháng 9 năm 2025",
                  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"):
        if words not in words_of_all:
            problems.append(f"“{words}” is missing")
    assert not problems, problems


def no_strangers():
    """No letter was drawn as a picture or lost: everything is a letter that Vietnamese papers use."""
    problems = []
    for path in [SAMPLE, *PLANS]:
        strange = set(re.findall(r"[^\w\s.,;:!?()/\"“”‘’…–+\-&%@°*]", text_of(path)))
        strange |= {c for c in text_of(path) if unicodedata.category(c) in ("Co", "Cn")}
        if strange:
            problems.append(f"{os.path.basename(path)}: {strange}")
    assert not problems, problems


def fonts():
    problems = []
    for path in [SAMPLE, *PLANS]:
        lines = run("pdffonts", path).splitlines()[2:]
        if not lines:
            problems.append(f"{path}: no fonts")
        for line in lines:
            if not re.search(r" yes yes yes +\d+ +\d+$", line):  # embedded, subset, with Unicode
                problems.append(line)
            if not re.search(r"TimesNewRoman|LiberationSerif|Tinos|Termes", line):
                problems.append(f"another font: {line}")
    assert not problems, problems


def properties():
    info = dict(re.findall(r"^([\w ]+):\s+(.*)$", run("pdfinfo", SAMPLE), re.M))
    wanted = {"Title": "Kế hoạch sinh hoạt chuyên môn", "Author": "Phòng Giáo dục và Đào tạo",
              "Subject": "Năm học 2025-2026"}
    problems = [f"{name}: {info.get(name)}" for name, value in wanted.items() if info.get(name) != value]
    if not info.get("Creator", "").startswith("Năm Học"):
        problems.append(f"Creator: {info.get('Creator')}")
    assert not problems, problems


def sizes(path):
    info = run("pdfinfo", "-f", "1", "-l", "999", path)
    return [(float(w), float(h)) for w, h in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)]


def paper():
    """A4 all through; the second appendix lies on its side."""
    problems = [f"page {n}: {size}" for n, size in enumerate(sizes(SAMPLE), 1)
                if abs(min(size) - 595.3) > 0.5 or abs(max(size) - 841.9) > 0.5]
    if sizes(SAMPLE)[0][0] > sizes(SAMPLE)[0][1] or sizes(SAMPLE)[-1][0] < sizes(SAMPLE)[-1][1]:
        problems.append("orientation")
    assert not problems, problems


def numbers():
    """No number on the first page of the text and of each appendix, then from 2 on."""
    problems = []
    for path in [SAMPLE, *PLANS]:
        number = 0
        for page in range(1, len(sizes(path)) + 1):
            lines = text_of(path, "-layout", "-f", str(page), "-l", str(page)).splitlines()
            first = next(line.strip() for line in lines if line.strip())
            number = 1 if page == 1 or first.startswith("Phụ lục") else number + 1
            if number > 1 and first != str(number):
                problems.append(f"{os.path.basename(path)}, page {page} begins with “{first}”, not {number}")
    assert not problems, problems


def heads():
    """Tables repeat their heads on every page."""
    problems = []
    n = len(sizes(SAMPLE))
    pages = [page for page in range(1, n + 1)
             if re.search(r"TT\s+Đơn vị\s+Nội dung", text_of(SAMPLE, "-layout", "-f", str(page), "-l", str(page)))]
    if n not in pages or len(pages) < 5:
        problems.append(f"heads on pages {pages} of {n}")
    assert not problems, problems


def outline():
    xml = run("pdftohtml", "-i", "-xml", "-stdout", SAMPLE)
    items = [(int(page), html.unescape(words))
             for page, words in re.findall(r'<item page="(\d+)">(.*?)</item>', xml)]
    problems = []
    if not any(words.startswith("I. ") for _, words in items):
        problems.append("no chapter")
    if items[-1][1] != "Phụ lục II. LỊCH SINH HOẠT CHUYÊN MÔN" or items[-1][0] < len(sizes(SAMPLE)) - 4:
        problems.append(f"last item {items[-1]}")
    for page, words in items:
        on_page = flat(text_of(SAMPLE, "-f", str(page), "-l", str(page)))
        if words.split(". ")[0] not in on_page or words.split(". ")[-1] not in on_page:
            problems.append(f"“{words}” is not on page {page}")
    assert not problems, problems


sheets.run([text, no_strangers, fonts, properties, paper, numbers, heads, outline])
