#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Timelines drawn by namhoc-cli: check-timeline.py NAMHOC-CLI LOCALE-FOLDER"""
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats"))
import sheets  # pylint: disable=wrong-import-position

CLI, LOCALE = sys.argv[1:3]
FOLDER = tempfile.mkdtemp(prefix="nh-timeline-")
SAMPLE = os.path.join(FOLDER, "mẫu.namhoc")
TARGET = os.path.join(FOLDER, "năm học")


def cli(*args, status=0):
    run = subprocess.run([CLI, *args], capture_output=True, timeout=120, check=False,
                         env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "NH_LOCALEDIR": LOCALE})
    err = run.stderr.decode()
    assert run.returncode == status, (args, run.returncode, err)
    assert not err if status == 0 else err.startswith("namhoc-cli: ") and err.count("\n") == 1, (args, err)
    return err


def export(end, *args, status=0):
    cli("export", SAMPLE, "--timeline", *args, "--to", TARGET + end, status=status)
    return TARGET + end


def pages(path):
    """Words and size of each page."""
    info = subprocess.run(["pdfinfo", "-f", "1", "-l", "99", path], check=True, capture_output=True, text=True).stdout
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)
    for number, size in enumerate(sizes, 1):
        text = subprocess.run(["pdftotext", "-f", str(number), "-l", str(number), path, "-"], check=True,
                              capture_output=True, text=True).stdout
        yield re.sub(r"\s+", " ", text), tuple(map(float, size)), info


def sheets_of_paper():
    if not sheets.tool("pdftotext") or not sheets.tool("pdfinfo"):
        return
    found = list(pages(export(".pdf", "--year", "2023-2024", "--by", "kind")))
    assert len(found) > 1
    for number, (text, size, info) in enumerate(found, 1):
        assert abs(size[0] - 841.9) < 1 and abs(size[1] - 595.3) < 1, size
        assert f"Trang {number}/{len(found)}" in text, text[-200:]
        for word in ("Dòng thời gian năm học 2023-2024", "8/2023", "1/2024", "Học kỳ I", "Học kỳ II", "Hè"):
            assert word in text, (number, word)
        assert re.search(r"Title: +Dòng thời gian năm học 2023-2024", info), info
    whole = " ".join(text for text, _, _ in found)
    for word in ("Sinh hoạt chuyên môn", "Kiểm tra", "Chuyên đề", "Hạn báo cáo", "Phòng GDĐT Hiệp Hòa", "hạn tạm tính"):
        assert word in whole, word
    (text, size, _), *rest = pages(export(".pdf", "--plan", "73/KH-SGDĐT", "--by", "kind", "--paper", "A3"))
    assert not rest and abs(size[0] - 1190.6) < 1, size
    assert "Kế hoạch 73/KH-SGDĐT" in text and "7 hoạt động" in text and "Trang 1/1" in text
    assert "An Lập" not in text  # another plan's
    quarters = list(pages(export(".pdf", "--plan", "73/KH-SGDĐT", "--months", "3")))
    assert len(quarters) == 4, len(quarters)
    for (text, _, _), month in zip(quarters, ("8/2023", "11/2023", "2/2024", "5/2024")):
        assert "Tháng " + month in text and "Chung" in text, text


def pictures():
    data = open(export(".png", "--plan", "48/KH-PGDĐT"), "rb").read()
    assert data.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", data[16:24])
    assert width > 2000 and height > 300, (width, height)
    root = xml.etree.ElementTree.parse(export(".svg", "--year", "2023-2024", "--by", "unit")).getroot()
    assert root.tag.endswith("svg") and len(list(root.iter())) > 200


def filters():
    if not sheets.tool("pdftotext"):
        return
    text = next(pages(export(".pdf", "--year", "2023-2024", "--unit", "Phòng GDĐT Lục Ngạn", "--by", "unit")))[0]
    assert "Lục Ngạn" in text and "Hiệp Hòa" not in text, text
    text = next(pages(export(".pdf", "--year", "2023-2024", "--find", "hiep hoa", "--by", "plan")))[0]
    assert "Hiệp Hòa" in text and "73/KH-SGDĐT" in text and "48/KH-PGDĐT" not in text, text


def refused():
    kept = export(".png", "--plan", "73/KH-SGDĐT")
    before = open(kept, "rb").read()
    for args, status in ((("--find", "không có việc nào như thế"), 6), (("--year", "1990-1991"), 6),
                         (("--plan", "9/KH-X"), 6), (("--unit", "Trường Không Có"), 6),
                         (("--by", "colour"), 2), (("--paper", "a5"), 2), (("--months", "0"), 2), (("--table", "units"), 2),
                         (("--calendar",), 2), (("--sort", "kind"), 2)):
        export(".png", *args, status=status)
        assert open(kept, "rb").read() == before, args
    export(".xlsx", status=2)
    cli("export", SAMPLE, "--by", "kind", "--plan", "73/KH-SGDĐT", "--to", TARGET + ".pdf", status=2)
    cli("export", SAMPLE, "--timeline", "--to", os.path.join(FOLDER, "không", "có.png"), status=4)
    left = [n for n in os.listdir(FOLDER) if n.startswith(".") or n.endswith(".tmp")]
    assert not left, left


try:
    cli("new", SAMPLE, "--sample")
    sheets.run([sheets_of_paper, pictures, filters, refused])
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
