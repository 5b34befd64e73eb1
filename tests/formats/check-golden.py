#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the parts of written workbooks with those kept in the tree.

    check-golden.py WRITE-SAMPLES GOLDEN-FOLDER             compares
    check-golden.py --update WRITE-SAMPLES GOLDEN-FOLDER    writes them anew; read the difference

Each part stands in a file of its own, one element a line. Times are replaced."""
import difflib
import os
import re
import shutil
import sys
import zipfile

import sheets

WORKBOOKS = ("appendices", "hostile", "list")
SKIPPED = ("xl/theme/theme1.xml",)  # the library's own, long, never touched
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def parts(path):
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        for name in sorted(book.namelist()):
            if name not in SKIPPED:
                text = TIME.sub("TIME", book.read(name).decode("utf-8"))
                yield name, text.replace("><", ">\n<") + "\n"


def write_golden(folder, golden):
    for workbook in WORKBOOKS:
        target = os.path.join(golden, workbook + ".xlsx.d")
        shutil.rmtree(target, ignore_errors=True)
        for name, text in parts(os.path.join(folder, workbook + ".xlsx")):
            path = os.path.join(target, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)


def golden_files(target):
    for folder, _, names in os.walk(target):
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), target).replace(os.sep, "/")


def check(folder, golden, workbook):
    target = os.path.join(golden, workbook + ".xlsx.d")
    found = dict(parts(os.path.join(folder, workbook + ".xlsx")))
    assert set(found) == set(golden_files(target)), "other parts than before"
    for name, text in found.items():
        with open(os.path.join(target, name), encoding="utf-8") as file:
            kept = file.read()
        if kept != text:
            lines = list(difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now",
                                              lineterm="", n=1))
            raise AssertionError(f"{name} differs:\n" + "\n".join(lines[:40]))


def main():
    update = sys.argv[1] == "--update"
    program, golden = sys.argv[-2:]
    if not sheets.have_font():
        sheets.skip_all("no font with the measures of Times New Roman")
    folder = sheets.write_samples(program, 50)
    if update:
        write_golden(folder, golden)
        return
    tests = []
    for workbook in WORKBOOKS:
        def test(workbook=workbook):
            check(folder, golden, workbook)
        test.__name__ = workbook
        tests.append(test)
    sheets.run(tests)


main()
