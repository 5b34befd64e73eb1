#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Word files: rules of the format, what python-docx finds, what was kept as golden.

    check-docx.py WRITE-DOCX GOLDEN-FOLDER             checks
    check-docx.py --update WRITE-DOCX GOLDEN-FOLDER    writes the golden parts anew"""
import difflib
import os
import re
import shutil
import subprocess
import sys
import zipfile

import docx_rules
import sheets

PROGRAM, GOLDEN = sys.argv[-2:]
FOLDER = sheets.write_samples(PROGRAM, None)
SAMPLE = os.path.join(FOLDER, "sample.docx")
TARGET = os.path.join(GOLDEN, "sample.docx.d")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def files():
    return sorted(name for name in os.listdir(FOLDER) if name.endswith(".docx"))


def rules():
    assert len(files()) > 10
    for name in files():
        problems = docx_rules.find_problems(os.path.join(FOLDER, name))
        assert not problems, "\n".join([name] + problems)


# Each of these Word would not open, or would mend in its own way.
FAULTS = {
    "too late": ("word/document.xml", "<w:pStyle w:val=\"Heading1\"/>", "<w:jc w:val=\"left\"/><w:pStyle w:val=\"Heading1\"/>"),
    "no list 77": ("word/document.xml", "<w:numId w:val=\"3\"/>", "<w:numId w:val=\"77\"/>"),
    "no header": ("word/document.xml", "r:id=\"rId6\"", "r:id=\"rId9\""),
    "no paragraph style": ("word/document.xml", "<w:pStyle w:val=\"CanCu\"/>", "<w:pStyle w:val=\"Khac\"/>"),
    "footnotes": ("word/document.xml", "<w:footnoteReference w:id=\"1\"/>", "<w:footnoteReference w:id=\"5\"/>"),
    "columns": ("word/document.xml", "<w:gridSpan w:val=\"3\"/>", "<w:gridSpan w:val=\"2\"/>"),
    "does not end with a paragraph": ("word/document.xml", "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"),
    "content type": ("[Content_Types].xml", "/word/footnotes.xml", "/word/notes.xml"),
    "not there": ("word/_rels/document.xml.rels", "styles.xml", "style.xml"),
    "separators": ("word/footnotes.xml", "w:type=\"separator\"", "w:type=\"normal\""),
    "do not belong together": ("word/numbering.xml", "<w:pStyle w:val=\"Gach\"/>", ""),
    "lies otherwise": ("word/document.xml", " w:orient=\"landscape\"", ""),
}


def rules_find_faults():
    for wanted, (part, old, new) in FAULTS.items():
        path = os.path.join(FOLDER, "faulty.zip")
        with zipfile.ZipFile(SAMPLE) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                content = source.read(name).decode("utf-8")
                if name == part:
                    assert old in content, (wanted, old)
                    content = content.replace(old, new)
                target.writestr(name, content)
        found = "\n".join(docx_rules.find_problems(path))
        assert wanted in found, f"{wanted}: {found}"


def python_docx_finds_all():
    document = docx.Document(SAMPLE)
    by_style = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Heading 1"] == ["MỤC ĐÍCH, YÊU CẦU", "TỔ CHỨC THỰC HIỆN"], by_style["Heading 1"]
    assert by_style["Heading 2"] == ["Mục đích", "Các cụm"]
    assert by_style["Heading 4"] == ["Việc của từng người"]
    assert len(by_style["Điểm"]) == 11 and len(by_style["Khoản 5"]) == 2
    assert by_style["Title"] == ["KẾ HOẠCH"]
    assert len(document.tables) == 4  # letterhead, table, signatures, table of the appendix
    table = document.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Cụm", "Đơn vị", "Thời gian"]
    assert table.cell(1, 1).text == table.cell(2, 1).text == "Cụm Đồng Sậy"
    assert table.cell(4, 0).text == table.cell(4, 2).text == "Cộng: 4 trường"
    sections = [(s.orientation == 1, s.different_first_page_header_footer) for s in document.sections]
    assert sections == [(False, True), (True, True), (False, True)], sections
    notes = [r for r in document.part.rels.values() if r.reltype.endswith("/footnotes")]
    assert "trên trang của Sở." in notes[0].target_part.blob.decode("utf-8")
    assert document.core_properties.title == "Kế hoạch sinh hoạt chuyên môn"
    assert document.core_properties.language == "vi-VN"


def reads_python_docx():
    path = os.path.join(FOLDER, "other.zip")
    document = docx.Document()
    document.add_heading("Kế hoạch", 0)
    document.add_heading("Mục đích", 1)
    document.add_heading("Việc làm", 2)
    paragraph = document.add_paragraph("Chữ ")
    paragraph.add_run("đậm").bold = True
    paragraph.add_run(" rồi ")
    paragraph.add_run("nghiêng").italic = True
    for style in ("List Bullet", "List Number", "List Number"):
        document.add_paragraph("mục", style=style)
    table = document.add_table(3, 3, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "ngang"
    table.cell(1, 2).merge(table.cell(2, 2)).text = "dọc"
    document.add_page_break()
    document.add_paragraph("Sau")
    document.save(path)
    read = subprocess.run([PROGRAM, "--xml", path], check=True, capture_output=True).stdout.decode("utf-8")
    wanted = ["<title type=\"Kế hoạch\">", "<heading level=\"1\"><text>Mục đích</text>",
              "<heading level=\"2\"><text>Việc làm</text>",
              "Chữ &lt;b&gt;đậm&lt;/b&gt; rồi &lt;i&gt;nghiêng&lt;/i&gt;", "<bullet label=\"–\" level=\"1\"><text>mục",
              "<paragraph><text>1. mục", "<paragraph><text>2. mục", "columns=\"2\">ngang<", "rows=\"2\">dọc<",
              "<page-break>", "<paragraph><text>Sau</text>"]
    places = [read.find(piece) for piece in wanted]
    assert -1 not in places and places == sorted(places), (wanted, places, read)


def parts():
    with zipfile.ZipFile(SAMPLE) as book:
        for name in sorted(book.namelist()):
            text = TIME.sub("TIME", book.read(name).decode("utf-8"))
            yield name, text.replace("><", ">\n<") + "\n"


def golden():
    kept_names = set()
    for folder, _, names in os.walk(TARGET):
        kept_names.update(os.path.relpath(os.path.join(folder, n), TARGET).replace(os.sep, "/") for n in names)
    found = dict(parts())
    assert set(found) == kept_names, "other parts than before"
    for name, text in found.items():
        with open(os.path.join(TARGET, name), encoding="utf-8") as file:
            kept = file.read()
        if kept != text:
            raise AssertionError(f"{name} differs:\n" + "\n".join(list(difflib.unified_diff(
                kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1))[:40]))


def update():
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, text in parts():
        path = os.path.join(TARGET, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)


if not sheets.have_font():
    sheets.skip_all("no font with the measures of Times New Roman")
if sys.argv[1] == "--update":
    update()
    sys.exit()
TESTS = [rules, rules_find_faults, golden]
try:
    import docx
    TESTS += [python_docx_finds_all, reads_python_docx]
except ImportError:
    print("# python3-docx is missing: what it finds is not checked")
sheets.run(TESTS)
