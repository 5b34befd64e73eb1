#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample plans as LibreOffice prints our Word files, beside our own PDF: check-word-paper.py WRITE-DOCX

docs/WORD.md tells of the differences that are known."""
import collections
import os
import re
import subprocess
import sys
import tempfile

import sheets

for needed in ("soffice", "pdftotext", "pdfinfo"):
    if not sheets.tool(needed):
        sheets.skip_all(f"{needed} is missing")
if not sheets.have_font():
    sheets.skip_all("no font with the measures of Times New Roman")

FOLDER = tempfile.TemporaryDirectory(prefix="nh-paper-")
OURS = os.path.join(FOLDER.name, "ours")
THEIRS = os.path.join(FOLDER.name, "theirs")
os.mkdir(OURS)
subprocess.run([sys.argv[1], "--plans", OURS], check=True, stdout=subprocess.DEVNULL)
PLANS = sorted(name[:-5] for name in os.listdir(OURS) if name.endswith(".docx"))


def convert(kind):
    subprocess.run(["soffice", f"-env:UserInstallation=file://{FOLDER.name}/profile", "--headless", "--convert-to", kind,
                    "--outdir", THEIRS] + [os.path.join(OURS, plan + ".docx") for plan in PLANS],
                   check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=280)


convert("pdf")
if not os.path.isdir(THEIRS):
    sheets.skip_all("LibreOffice has no Writer here")


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def pages(folder, plan):
    """The lines of each page, blanks alike."""
    text = run("pdftotext", "-layout", os.path.join(folder, plan + ".pdf"), "-").replace("\xa0", " ").replace("\u2011", "-")
    return [[re.sub(r"\s+", " ", line).strip() for line in page.splitlines() if line.strip()]
            for page in text.split("\f")[:-1]]


def words(paper):
    # A line may end after the hyphen of a word.
    text = re.sub(r"(?<=\w)[-‐]\s+(?=\w)", "-", "\n".join(line for page in paper for line in page))
    return collections.Counter(re.findall(r"\w+", text))


def sizes(folder, plan):
    info = run("pdfinfo", "-l", "999", os.path.join(folder, plan + ".pdf"))
    return [(round(float(w) / 10), round(float(h) / 10))
            for w, h in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", info)]


def make_test(plan):
    def test():
        ours, theirs = pages(OURS, plan), pages(THEIRS, plan)
        lines = [line for page in ours for line in page]
        found = {line for page in theirs for line in page}
        same = sum(line in found for line in lines)
        print(f"# {plan}: {len(ours)} pages, LibreOffice {len(theirs)}; {same} of {len(lines)} lines alike")
        gone = words(ours) - words(theirs)
        more = words(theirs) - words(ours)
        assert not gone and not more, f"only ours: {dict(gone)}; only LibreOffice: {dict(more)}"
        assert len(ours) == len(theirs), "other pages"
        assert sizes(OURS, plan) == sizes(THEIRS, plan)
        assert same >= 0.9 * len(lines), [line for line in lines if line not in found][:10]
    test.__name__ = plan
    return test


def all_there():
    assert len(PLANS) == 5, PLANS


def saved_anew():
    """What LibreOffice saves again as a Word file is still the same document."""
    convert("docx:MS Word 2007 XML")
    for plan in PLANS:
        names = [os.path.join(folder, plan + ".docx") for folder in (OURS, THEIRS)]
        assert subprocess.run([sys.argv[1], "--same"] + names, check=False).returncode == 0, plan


sheets.run([all_there, saved_anew] + [make_test(plan) for plan in PLANS])
