#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives namhoc-cli as a script would: check-cli.py NAMHOC-CLI MAKE-LARGE LOCALE-FOLDER"""
import csv
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats"))
import docx_rules  # pylint: disable=wrong-import-position
import sheets  # pylint: disable=wrong-import-position

try:
    import openpyxl
except ImportError:
    sheets.skip_all("openpyxl is missing")

CLI, LARGE, LOCALE = sys.argv[1:4]
FOLDER = tempfile.mkdtemp(prefix="nh-cli-")
# A build that looks for leaks must not print which known ones it left out.
os.environ["LSAN_OPTIONS"] = os.environ.get("LSAN_OPTIONS", "") + ":print_suppressions=0"
os.environ["XDG_DATA_HOME"] = os.path.join(FOLDER, "dữ liệu")  # the backups of restores
SAMPLE = os.path.join(FOLDER, "mẫu.namhoc")
PLANS = {"48/KH-PGDĐT": 4, "73/KH-SGDĐT": 2, "758/KH-SGDĐT": 3, "2024 - 2025": 2, "Bồi dưỡng": 2}
TABLES = ("school_years units people references teams memberships plans plan_bases plan_recipients "
          "blocks appendices activities activity_people deadlines dues programmes modules").split()


def cli(*args, status=0, env=None, cwd=None):
    """Runs it; returns what it printed. Diagnostics are one line, only when something is wrong."""
    run = subprocess.run([CLI, *args], capture_output=True, timeout=120, cwd=cwd, check=False,
                         env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en",
                              "NH_LOCALEDIR": LOCALE, **(env or {})})
    out, err = run.stdout.decode(), run.stderr.decode()
    assert run.returncode == status, (args, run.returncode, out[-400:], err)
    if status in (0, 1):  # 1: a check found something
        assert not err, (args, err)
    elif status != 130:
        assert err.startswith("namhoc-cli: ") and err.count("\n") == 1, (args, err)
        assert "(null)" not in err and "%" not in err, err
    cli.error = err
    return out


def rows(*args):
    return json.loads(cli("list", *args, "--json"))


def copy(name="bản.namhoc"):
    path = os.path.join(FOLDER, name)
    shutil.copyfile(SAMPLE, path)
    return path


def inspection(book=None):
    return next(a for a in rows(book or SAMPLE, "activities", "--plan", "73/KH-SGDĐT")
                if a["inspected"] == ["Phòng GDĐT Lục Ngạn"])


def left_behind(folder):
    return sorted(os.listdir(folder))


def plan_ids():
    return {plan["title"]: plan["id"] for plan in rows(SAMPLE, "plans")}


def new():
    empty = os.path.join(FOLDER, "trống.namhoc")
    assert cli("new", empty) == ""
    assert rows(empty, "units") == []
    cli("new", SAMPLE, "--sample")
    assert len(rows(SAMPLE, "plans")) == 5
    before = open(SAMPLE, "rb").read()
    cli("new", SAMPLE, status=4)
    cli("new", SAMPLE, "--sample", status=4)
    assert open(SAMPLE, "rb").read() == before
    cli("new", os.path.join(FOLDER, "không", "có.namhoc"), status=4)
    cli("new", empty, "thừa", status=2)
    assert left_behind(FOLDER) == ["mẫu.namhoc", "trống.namhoc"], left_behind(FOLDER)


def new_killed():
    """Whoever kills it finds no workbook, or a whole one."""
    folder = tempfile.mkdtemp(dir=FOLDER)
    whole = 0
    for n in range(40):
        book = os.path.join(folder, f"{n}.namhoc")
        run = subprocess.Popen([CLI, "new", book, "--sample"], stderr=subprocess.DEVNULL)
        time.sleep(0.003 * n)
        run.kill()
        run.wait()
        if os.path.exists(book):
            assert len(rows(book, "plans")) == 5, n
            whole += 1
    assert whole < 40, "none was killed in time"
    shutil.rmtree(folder)


def list_json():
    for table in TABLES:
        found = rows(SAMPLE, table)
        assert isinstance(found, list)
        for row in found:
            assert row["id"].isdigit(), row
    lesson = rows(SAMPLE, "activities", "--plan", "73/KH-SGDĐT")[0]
    assert lesson["period"] == {"start": "2023-12-01", "end": "2023-12-31", "exactness": "month",
                                "text": "Tháng 12/2023"}
    assert lesson["kind"] == "lesson_study" and lesson["hosts"] == ["Phòng GDĐT TP Bắc Giang"]
    assert lesson["papers_due"] == "2023-11-24" and lesson["note"] is None
    assert inspection()["papers_due"] == "2024-01-29"
    assert len({row["id"] for row in rows(SAMPLE, "units")}) == 72
    module = rows(SAMPLE, "modules")[0]
    assert isinstance(module["position"], int)


def list_text():
    tsv = [line.split("\t") for line in cli("list", SAMPLE, "activities", "--tsv").splitlines()]
    assert tsv[0][:4] == ["id", "plan", "kind", "content"]
    assert len({len(line) for line in tsv}) == 1
    found = rows(SAMPLE, "activities")
    assert [line[0] for line in tsv[1:]] == [row["id"] for row in found]
    text = cli("list", SAMPLE, "activities")
    assert text.count("\n") == len(found) and "Lục Ngạn" in text


def list_options():
    assert len(rows(SAMPLE, "activities", "--plan", "73/KH-SGDĐT")) == 15
    assert len(rows(SAMPLE, "activities", "--plan", "73/kh-sgddt")) == 15
    key = next(p["id"] for p in rows(SAMPLE, "plans") if p["number"] == "73")
    assert len(rows(SAMPLE, "activities", "--plan", key)) == 15
    assert [u["short_name"] for u in rows(SAMPLE, "units", "--find", "ben suc")] == ["TH Bến Súc"]
    assert rows(SAMPLE, "units", "--find", "xyzzy") == []
    cli_quiet = subprocess.run([CLI, "list", SAMPLE, "units", "--find", "xyzzy"], check=False,
                               capture_output=True)
    assert cli_quiet.returncode == 6
    up = [a["period"]["start"] for a in
          rows(SAMPLE, "activities", "--plan", "73/KH-SGDĐT", "--sort", "period")]
    assert up == sorted(up) and len(up) == 15
    down = [a["period"]["start"] for a in
            rows(SAMPLE, "activities", "--plan", "73/KH-SGDĐT", "--sort", "period",
                 "--descending")]
    assert down == sorted(up, reverse=True)
    assert len(rows(SAMPLE, "units", "--limit", "3")) == 3
    assert rows(SAMPLE, "units", "--limit", "0") == []
    assert len(rows(SAMPLE, "modules", "--plan", "bồi dưỡng thường xuyên cán bộ quản lý và giáo "
                    "viên tiểu học trong năm học 2023 - 2024 và hè năm 2024")) == 34 - 1
    cli("list", SAMPLE, "units", "--sort", "colour", status=2)
    cli("list", SAMPLE, "units", "--plan", "73/KH-SGDĐT", status=2)
    cli("list", SAMPLE, "activities", "--plan", "9/KH-X", status=6)
    cli("list", SAMPLE, "teachers", status=2)
    cli("list", SAMPLE, status=2)
    cli("list", os.path.join(FOLDER, "thiếu.namhoc"), "units", status=3)
    cli("list", SAMPLE, "units", "--limit", "x", status=2)
    cli("list", SAMPLE, "units", "--colour", status=2)


def duplicates():
    book = copy()
    cli("set", book, "units",
        next(r["id"] for r in rows(book, "units") if r["name"] == "Trường Tiểu học Minh Hòa"),
        "name=Trường TH Long Hoà")
    found = json.loads(cli("duplicates", book, "--json", status=1))
    pair = next(f for f in found if f["kind"] == "pair" and f["strength"] == "certain")
    assert {r["name"] for r in pair["records"]} == {"Trường Tiểu học Long Hòa", "Trường TH Long Hoà"}, pair
    assert pair["evidence"] and all(r["id"].isdigit() for r in pair["records"]), pair
    text = cli("duplicates", book, status=1)
    assert "Trường TH Long Hoà" in text and len(text.splitlines()) == len(found), text
    assert cli("duplicates", book, "people") == ""
    assert json.loads(cli("duplicates", book, "people", "--json")) == []
    cli("duplicates", book, "teams", status=2)


def roster():
    """Members of a day, and what a replacement in the middle of a year makes of it."""
    book = copy()
    team = "Tổ chuyên môn nghiệp vụ cấp tiểu học tỉnh Quảng Ngãi"
    old = next(m for m in rows(book, "memberships") if m["person"] == "Đỗ Thị Ngọc Huyền")
    cli("set", book, "memberships", old["id"], "to_on=9/2/2025")
    year = json.loads(cli("roster", book, "--team", team, "--on", "1/2/2025", "--json"))
    assert year["on"] == "2025-02-01" and year["units"] == []
    assert [m["person"] for m in year["members"]][0] == "Đỗ Thị Ngọc Huyền", year
    assert year["members"][0]["to_on"] == "2025-02-09" and year["members"][0]["role"] == "member"
    later = rows(book, "memberships", "--on", "10/2/2025", "--team", team)
    assert [m["person"] for m in later] == [m["person"] for m in year["members"]][1:], later
    one = json.loads(cli("roster", book, "--team", team, "--from", "9/2/2025", "--to", "10/2/2025", "--json"))
    assert [(c["change"], c["of"], c["day"], c["before"]["person"], c["after"]) for c in one["changes"]] == [
        ("left", "member", "2025-02-10", "Đỗ Thị Ngọc Huyền", None)], one
    text = cli("roster", book, "--team", team, "--from", "9/2/2025", "--to", "10/2/2025")
    assert "Đỗ Thị Ngọc Huyền" in text and text.count("\n") == 1, text
    assert cli("roster", book, "--team", team, "--from", "10/2/2025", "--to", "11/2/2025") == ""
    council = json.loads(cli("roster", book, "--team", "Cụm Một", "--on", "1/12/2023", "--json"))
    assert len(council["units"]) == 9 and {u["team"] for u in council["units"]} == {"Cụm Một"}
    every = rows(book, "memberships", "--on", "1/2/2025")
    assert {m["id"] for m in later} < {m["id"] for m in every} and old["id"] in {m["id"] for m in every}
    assert len({m["id"] for m in every}) == len(every)
    assert [m["id"] for m in rows(book, "memberships", "--on", "1/2/2025", "--find", "ngoc huyen")] == [old["id"]]
    cli("roster", book, "--team", "Tổ nào đó", "--on", "1/2/2025", status=6)
    for bad in (["--on", "1/2/2025"], ["--team", team], ["--team", team, "--on", "31/2/2025"],
                ["--team", team, "--on", "1/2/2025", "--from", "1/2/2025", "--to", "2/2/2025"],
                ["--team", team, "--from", "1/2/2025"], ["--team", "", "--on", "1/2/2025"]):
        cli("roster", book, *bad, status=2)
    cli("list", book, "memberships", "--team", team, status=2)
    cli("list", book, "teams", "--on", "1/2/2025", status=2)


def new_plan():
    """A plan of a template, whole, and the refusals."""
    book = copy()
    before = len(rows(book, "plans"))
    key, title = cli("new-plan", book, "--template", "network", "--year", "2026-2027").strip().split("  ", 1)
    assert title == "Hoạt động của Tổ mạng lưới chuyên môn cấp tỉnh năm học 2026-2027", title
    plans = rows(book, "plans")
    assert len(plans) == before + 1 and [p["title"] for p in plans if p["id"] == key] == [title]
    assert len(rows(book, "activities", "--plan", key)) >= 10
    named = cli("new-plan", book, "--template", "core-council", "--year", "2027-2028", "--office", "commune", "--title",
                "Hội đồng cốt cán xã An Phú")
    assert named.endswith("  Hội đồng cốt cán xã An Phú\n"), named
    cli("new-plan", book, "--template", "dance", "--year", "2026-2027", status=6)
    for bad in (["--template", "network"], ["--year", "2026-2027"], ["--template", "network", "--year", "2026"],
                ["--template", "network", "--year", "2026-2027", "--office", "district"]):
        cli("new-plan", book, *bad, status=2)
    cli("new-plan", book, "--template", "core-council", "--year", "2026-2027", "--team", "Tổ nào đó", status=6)
    assert len(rows(book, "plans")) == before + 2


def roll_over():
    """Looking first changes nothing; then the plan is there, a year later."""
    book = copy()
    before = len(rows(book, "plans"))
    look = json.loads(cli("roll-over", book, "--plan", "73/KH-SGDĐT", "--year", "2024-2025", "--dry-run", "--json"))
    assert look["plans"] == [] and any("1338/" in f["title"] and len(f["choices"]) >= 3 for f in look["findings"]), look
    assert len(rows(book, "plans")) == before
    text = cli("roll-over", book, "--plan", "73/KH-SGDĐT", "--year", "2024-2025")
    assert "2024-2025" in text.split("\n")[0] and "1338/" in text, text
    key = text.split("  ")[0]
    periods = [a["period"]["text"] for a in rows(book, "activities", "--plan", key)]
    assert "Tháng 12/2024" in periods and not any("2023" in p for p in periods), periods
    for bad in (["--plan", "73/KH-SGDĐT"], ["--year", "2024-2025"], ["--plan", "73/KH-SGDĐT", "--year", "2023-2024"],
                ["--plan", "73/KH-SGDĐT", "--year", "2024"]):
        cli("roll-over", book, *bad, status=2)
    cli("roll-over", book, "--plan", "99/KH-SGDĐT", "--year", "2024-2025", status=6)


def issue_and_diff():
    """Looking first changes nothing; an issued plan keeps a copy, and what is changed later is told."""
    book = copy()
    named = ["--plan", "73/KH-SGDĐT"]
    before = rows(book, "plans")
    assert cli("issue", book, *named, "--number", "73", "--on", "31/8/2023", "--dry-run") == ""
    look = cli("issue", book, *named, "--on", "15/8/2023", "--dry-run", status=1)
    assert "later than the plan: Công văn số 1338/" in look and look.count("\n") == 1, look
    training = next(i for t, i in plan_ids().items() if "Bồi dưỡng" in t)
    look = json.loads(cli("issue", book, "--plan", training, "--number", "9x", "--on", "5/9/2023", "--dry-run", "--json",
                          status=1))
    assert any(r["weight"] == "refused" and "“9x” is no number" in r["text"] for r in look), look
    assert any(r["weight"] == "warning" for r in look), look
    assert rows(book, "plans") == before
    cli("diff", book, *named, status=6)

    cli("issue", book, *named, "--number", "9x", "--on", "31/8/2023", status=2)
    assert "no number" in cli.error, cli.error
    assert rows(book, "plans") == before
    assert cli("issue", book, *named, "--number", "90", "--on", "31/8/2023", "--note", "Lần đầu") == ""
    issued = next(p for p in rows(book, "plans") if p["symbol"] == "KH-SGDĐT" and p["number"] == "90")
    assert issued["status"] == "issued", issued
    named = ["--plan", "90/KH-SGDĐT"]
    assert cli("diff", book, *named) == "" and json.loads(cli("diff", book, *named, "--json")) == []

    cli("set", book, "plans", issued["id"], "sign_name=Trần Văn Bình")
    text = cli("diff", book, *named, status=1)
    assert text.startswith("Changed: Signer: [-") and text.endswith("-] {+Trần Văn Bình+}\n"), text
    found = json.loads(cli("diff", book, *named, "--json", status=1))
    assert len(found) == 1 and found[0]["kind"] == "changed", found
    cli("issue", book, *named, "--number", "90", "--on", "31/8/2023")
    assert cli("diff", book, *named) == ""
    assert cli("diff", book, *named, "--version", "2", status=1) == text
    cli("diff", book, *named, "--version", "3", status=6)
    for bad in (["issue", book, *named], ["issue", book, *named, "--on", "31/8"], ["issue", book, "--on", "31/8/2023"],
                ["diff", book], ["diff", book, *named, "--version", "0"]):
        cli(*bad, status=2)
    cli("issue", book, "--plan", "99/KH-SGDĐT", "--on", "31/8/2023", status=6)


def set_field():
    book = copy()
    one = inspection(book)
    cli("set", book, "activities", one["id"], "period=Tháng 3/2024", "note==1+1")
    after = inspection(book)
    assert after["papers_due"] == "2024-02-27" and after["note"] == "=1+1"
    assert after["period"]["text"] == "Tháng 3/2024"
    due = [d for d in rows(book, "dues", "--plan", "73/KH-SGDĐT") if d["due_on"] == "2024-02-27"]
    assert len(due) == 2
    cli("set", book, "activities", one["id"], "inspected=Lục Ngạn; Phòng GDĐT Lục Nam")
    assert next(a for a in rows(book, "activities") if a["id"] == one["id"])["inspected"] == [
        "Phòng GDĐT Lục Ngạn", "Phòng GDĐT Lục Nam"]
    cli("set", book, "plans", "73/KH-SGDĐT", "status=submitted")
    assert [p["status"] for p in rows(book, "plans") if p["number"] == "73"] == ["submitted"]


def set_refused():
    book = copy()
    one = inspection(book)
    before = cli("list", book, "activities", "--json")
    cli("set", book, "activities", one["id"], "note=x", "kind=picnic", status=2)
    cli("set", book, "activities", one["id"], "inspected=Trường Không Có", status=6)
    cli("set", book, "activities", one["id"], "period=32/13/2024", status=2)
    cli("set", book, "activities", one["id"], "colour=red", status=2)
    cli("set", book, "activities", one["id"], "papers_due=1/1/2024", status=2)
    cli("set", book, "activities", "12345", "note=x", status=6)
    cli("set", book, "activities", "abc", "note=x", status=2)
    cli("set", book, "activities", one["id"] + "x", "note=x", status=2)
    cli("set", book, "activities", one["id"], "note", status=2)
    cli("set", book, "activities", one["id"], "=note", status=2)
    cli("set", book, "activities", one["id"], status=2)
    cli("set", book, "dues", one["id"], "what=x", status=2)
    assert cli("list", book, "activities", "--json") == before


def comma_in_a_name():
    """A name that holds a comma is one name, also in JSON."""
    book = copy()
    unit = rows(book, "units", "--find", "ben suc")[0]["id"]
    cli("set", book, "units", unit, "short_name=TH Bến Súc, cơ sở 2", "aliases=Một, hai; Ba")
    found = rows(book, "units", "--find", "ben suc")[0]
    assert found["aliases"] == ["Một, hai", "Ba"], found["aliases"]
    team = next(t for t in rows(book, "teams") if "TH Bến Súc, cơ sở 2" in t["units"])
    assert len(team["units"]) == 9, team["units"]


class Holder:
    """Another process that has the workbook open for writing: a large, slow set."""

    def __init__(self, book):
        self.base = sqlite3.connect(book, timeout=0, isolation_level=None)
        self.base.execute("BEGIN EXCLUSIVE")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.base.execute("ROLLBACK")
        self.base.close()


def locked():
    book = copy()
    one = inspection(book)
    with Holder(book):
        start = time.time()
        cli("set", book, "activities", one["id"], "note=x", status=5)
        assert time.time() - start < 30
    cli("set", book, "activities", one["id"], "note=x")


def read_only():
    if os.geteuid() == 0:
        return  # the permissions of files do not hold for root
    book = copy()
    one = inspection(book)
    os.chmod(book, 0o444)
    try:
        assert len(rows(book, "plans")) == 5
        cli("set", book, "activities", one["id"], "note=x", status=5)
    finally:
        os.chmod(book, 0o644)


def texts_of(path):
    book = openpyxl.load_workbook(path)
    return [{str(c.value) for r in sheet.iter_rows() for c in r if c.value is not None}
            for sheet in book.worksheets]


def export_appendices():
    ids = plan_ids()
    for part, count in PLANS.items():
        plan = part if "/" in part else next(i for t, i in ids.items() if part in t)
        target = os.path.join(FOLDER, "phụ lục.xlsx")
        assert cli("export", SAMPLE, "--plan", plan, "--to", target) == ""
        found = texts_of(target)
        assert len(found) == count, (plan, len(found))
        for i, texts in enumerate(found):
            assert "Phụ lục " + ("I", "II", "III", "IV")[i] in texts, texts
            assert any(t.startswith("(Kèm theo Kế hoạch số ") for t in texts)
        folder = tempfile.mkdtemp(dir=FOLDER)
        printed = cli("export", SAMPLE, "--plan", plan, "--to", folder).splitlines()
        assert sorted(printed) == [os.path.join(folder, n) for n in left_behind(folder)]
        assert len(printed) == count
        for i, path in enumerate(sorted(printed, key=lambda p: int(
                "Phụ lục II -" in p) + 2 * int("III" in p) + 3 * int("IV" in p))):
            assert texts_of(path) == [found[i]], path
        deep = os.path.join(folder, "mới", "sâu") + "/"
        cli("export", SAMPLE, "--plan", plan, "--to", deep)
        assert len(left_behind(deep)) == count
        shutil.rmtree(folder)


def one_size():
    """All appendices of the sample are set in 13 points (Decree 30), texts off the lines."""
    target = os.path.join(FOLDER, "cỡ chữ.xlsx")
    for plan in plan_ids().values():
        cli("export", SAMPLE, "--plan", plan, "--to", target)
        for sheet in openpyxl.load_workbook(target).worksheets:
            cells = [c for row in sheet.iter_rows() for c in row
                     if c.value and c.border.left.style and c.alignment.horizontal == "left"]
            assert cells, sheet.title
            assert {c.font.sz for c in cells} == {13}, (plan, sheet.title)
            assert {c.alignment.indent for c in cells} == {1}, (plan, sheet.title)


def export_one():
    target = os.path.join(FOLDER, "một.xlsx")
    for word in ("2", "II", "ii", "Phụ lục II"):
        cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--appendix", word, "--to", target)
        texts = texts_of(target)
        assert len(texts) == 1 and "Lục Ngạn" in texts[0] and "Phụ lục II" in texts[0], word
    key = next(a["id"] for a in rows(SAMPLE, "appendices", "--plan", "73/KH-SGDĐT")
               if a["view"] == "inspections")
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--appendix", key, "--to", target)
    assert "Lục Ngạn" in texts_of(target)[0]
    for word in ("3", "0", "IV", "x", "2x", ""):
        before = open(target, "rb").read()
        cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--appendix", word, "--to", target, status=6)
        assert open(target, "rb").read() == before
    cli("export", SAMPLE, "--plan", "9/KH-X", "--to", target, status=6)
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", target + ".doc", status=2)
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", status=2)
    cli("export", SAMPLE, "--to", target, status=2)


def export_plan():
    """A whole plan, or one of its appendices, as PDF and as Word."""
    pdf, docx = os.path.join(FOLDER, "kế hoạch.pdf"), os.path.join(FOLDER, "kế hoạch.docx")
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", pdf)
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", docx)
    assert open(pdf, "rb").read(5) == b"%PDF-"
    assert "word/document.xml" in zipfile.ZipFile(docx).namelist()
    if sheets.tool("pdftotext"):
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
        assert "KẾ HOẠCH" in text and "Phụ lục I\n" in text and "Phụ lục II\n" in text
        cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--appendix", "II", "--to", pdf)
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, check=True).stdout.decode()
        assert "KẾ HOẠCH" not in text and "Phụ lục I\n" not in text and "Phụ lục II\n" in text
    before = open(pdf, "rb").read()
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--appendix", "9", "--to", pdf, status=6)
    assert open(pdf, "rb").read() == before
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", os.path.join(FOLDER, "không có", "x.pdf"), status=4)
    os.remove(pdf)
    os.remove(docx)


def terms():
    """Who leaves after a plan is issued stands in its lists; who had left before does not."""
    book = copy()
    target = os.path.join(FOLDER, "nhiệm kỳ.xlsx")
    plan = next(p["id"] for p in rows(book, "plans") if "2024 - 2025" in p["title"])
    old, new = (next(m["id"] for m in rows(book, "memberships") if m["person"] == name)
                for name in ("Võ Tấn Đạt", "Trương Mỹ Linh"))
    cli("set", book, "memberships", new, "to_on=31/12/2025")
    cli("export", book, "--plan", plan, "--appendix", "I", "--to", target)
    assert "Trương Mỹ Linh" in texts_of(target)[0] and "Võ Tấn Đạt" not in texts_of(target)[0]
    cli("set", book, "memberships", old, "to_on=31/12/2024")
    cli("set", book, "memberships", new, "to_on=31/8/2024")
    cli("export", book, "--plan", plan, "--appendix", "I", "--to", target)
    assert "Trương Mỹ Linh" not in texts_of(target)[0] and "Võ Tấn Đạt" in texts_of(target)[0]
    head = next(m["id"] for m in rows(book, "memberships") if m["person"] == "Mai Phước Thịnh")
    cli("set", book, "memberships", head, "to_on=31/5/2024")
    cli("export", book, "--plan", "48/KH-PGDĐT", "--appendix", "I", "--to", target)
    assert any("Mai Phước Thịnh" in text for text in texts_of(target)[0])


def cell(value):
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d")
    return str(value)


def read_sheet(path):
    """The rows from the head row on."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = [[cell(c) for c in row] for row in sheet.iter_rows(values_only=True)]
    return found


def export_tables():
    for table in TABLES:
        paths = {kind: os.path.join(FOLDER, "bảng." + kind) for kind in ("xlsx", "csv", "json")}
        for path in paths.values():
            assert cli("export", SAMPLE, "--table", table, "--to", path) == ""
        listed = rows(SAMPLE, table)
        with open(paths["json"], encoding="utf-8") as file:
            exported = json.load(file)
        for row in listed:
            row.pop("position", None)
        assert exported == listed, table
        with open(paths["csv"], encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
        assert len(lines) == len(listed) + 1, table
        whole = read_sheet(paths["xlsx"])
        start = next(i for i, row in enumerate(whole)
                     if row[:len(lines[0])] == lines[0] or row[1:len(lines[0]) + 1] == lines[0])
        shift = 0 if whole[start][:len(lines[0])] == lines[0] else 1
        body = [row[shift:shift + len(lines[0])] for row in whole[start + 1:]]
        body = [row for row in body if any(row)]
        assert [[c.replace("\r\n", "\n") for c in row] for row in lines[1:]] == body, table
        names = [k for k in (listed[0] if listed else {}) if k != "id" and not k.endswith("provisional")]
        for row, line in zip(listed, lines[1:]):
            for name, text in zip(names, line):
                value = row[name]
                if isinstance(value, dict):
                    assert text == value["text"], (table, name, text, value)
                elif isinstance(value, list):
                    assert all(v in text for v in value), (table, name)
                elif value is None:
                    assert text == "", (table, name, text)
                elif name in ("kind", "role", "status", "view", "layout", "orientation", "level",
                              "mode", "rule", "activity_kind", "phone", "owes", "state", "fixed"):
                    assert text, (table, name)
                else:
                    assert text == str(value), (table, name, text, value)


def export_some_rows():
    target = os.path.join(FOLDER, "một phần.json")
    cli("export", SAMPLE, "--table", "activities", "--plan", "73/KH-SGDĐT", "--sort", "period",
        "--to", target)
    with open(target, encoding="utf-8") as file:
        starts = [a["period"]["start"] for a in json.load(file)]
    assert len(starts) == 15 and starts == sorted(starts)
    cli("export", SAMPLE, "--table", "units", "--find", "ben suc", "--to", target)
    with open(target, encoding="utf-8") as file:
        assert len(json.load(file)) == 1
    cli("export", SAMPLE, "--table", "teachers", "--to", target, status=2)
    cli("export", SAMPLE, "--table", "units", "--sort", "colour", "--to", target, status=2)
    cli("export", SAMPLE, "--table", "units", "--to", target + ".pdf", status=2)


def word_text(path):
    with zipfile.ZipFile(path) as parts:
        return parts.read("word/document.xml").decode("utf-8").replace("\xa0", " ")


def export_word():
    """The plan as a Word file that keeps the format's rules, and one appendix of it; data that change
    are in the next one."""
    book = copy("cho Word.namhoc")
    target = os.path.join(FOLDER, "kế hoạch.docx")
    for n, plan in enumerate(rows(book, "plans")):
        cli("export", book, "--plan", plan["id"], "--to", target)
        assert not docx_rules.find_problems(target), (n, docx_rules.find_problems(target))
    cli("export", book, "--plan", "73/KH-SGDĐT", "--appendix", "II", "--to", target)
    text = word_text(target)
    assert "Phụ lục II<" in text and "Phụ lục I<" not in text and text.count("<w:sectPr>") == 1
    assert "Lục Ngạn" in text and "Lý Thị Mây Thu" not in text
    plan = next(p for p in rows(book, "plans") if p["number"] == "73")
    cli("set", book, "plans", str(plan["id"]), "sign_name=Lý Thị Mây Thu")
    cli("export", book, "--plan", "73/KH-SGDĐT", "--to", target)
    text = word_text(target)
    assert "Lý Thị Mây Thu" in text and "Phụ lục I<" in text and plan["sign_name"] not in text
    cli("export", book, "--plan", "73/KH-SGDĐT", "--appendix", "9", "--to", target, status=6)
    assert word_text(target) == text  # what was there stays


def unwritable():
    """The target is a folder, or its folder is missing or a file: 4, and nothing changes."""
    taken = os.path.join(FOLDER, "là thư mục.xlsx")
    os.mkdir(taken)
    cli("export", SAMPLE, "--table", "units", "--to", taken, status=4)
    missing = os.path.join(FOLDER, "không có", "a.xlsx")
    cli("export", SAMPLE, "--table", "units", "--to", missing, status=4)
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", missing, status=4)
    cli("export", SAMPLE, "--table", "units", "--to", os.path.join(SAMPLE, "a.csv"), status=4)
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", os.path.join(SAMPLE, "a/"), status=4)
    os.rmdir(taken)
    if os.geteuid() != 0:
        folder = tempfile.mkdtemp(dir=FOLDER)
        old = os.path.join(folder, "cũ.xlsx")
        with open(old, "w", encoding="utf-8") as file:
            file.write("cũ")
        os.chmod(folder, 0o555)
        try:
            cli("export", SAMPLE, "--table", "units", "--to", old, status=4)
            assert left_behind(folder) == ["cũ.xlsx"]
            with open(old, encoding="utf-8") as file:
                assert file.read() == "cũ"
        finally:
            os.chmod(folder, 0o755)


def strict():
    """What a command does not know or can't follow is refused, not passed over."""
    book = copy()
    target = os.path.join(FOLDER, "đích.xlsx")
    unit = rows(book, "units")[0]["id"]
    for args in (["list", book, "units", "--limit", "-5"], ["list", book, "units", "--json", "--tsv"],
                 ["list", book, "units", "--limit", ""], ["list", book, "units", "--sample"],
                 ["list", book, "units", "--to", target], ["verify", book, "--json"],
                 ["set", book, "units", unit, "note=a", "note=b"],
                 ["set", book, "units", unit, "note=a", "--force"],
                 ["export", book, "thừa", "--table", "units", "--to", target],
                 ["export", book, "--table", "units", "--appendix", "1", "--to", target],
                 ["export", book, "--plan", "73/KH-SGDĐT", "--find", "x", "--to", target],
                 ["export", book, "--table", "units", "--to", ""],
                 ["backup", book, "thừa", "--to", target], ["backup", book, "--to", ""],
                 ["restore", book, "thừa", "--from", SAMPLE], ["restore", book, "--from", ""],
                 ["new", ""], ["list", "", "units"]):
        cli(*args, status=2)
    assert not os.path.exists(target)
    assert rows(book, "units", "--find", "ben suc", "--limit", "00001")
    assert open(book, "rb").read() == open(SAMPLE, "rb").read()
    cli("set", book, "activities", inspection(book)["id"], "position=", status=2)


def streams():
    """Standard output that is full or closed is told, and nothing else is written instead."""
    book = copy()
    full = ("/dev/full", os.O_WRONLY) if os.path.exists("/dev/full") else None
    for args in (["list", book, "units", "--json"], ["verify", book], ["list", "--help"]):
        if full:
            with os.fdopen(os.open(*full), "wb", 0) as out:
                run = subprocess.run([CLI, *args], stdout=out, stderr=subprocess.PIPE, check=False)
            if args[-1] != "--help":
                assert run.returncode == 4 and run.stderr.startswith(b"namhoc-cli: "), (args, run)
        run = subprocess.run(["sh", "-c", 'exec "$0" "$@" >&-', CLI, *args],
                             stderr=subprocess.PIPE, check=False)
        if args[-1] != "--help":
            assert run.returncode == 4, (args, run)
    target = os.path.join(FOLDER, "đóng.csv")
    subprocess.run(["sh", "-c", 'exec "$0" "$@" >&- 2>&-', CLI, "export", book, "--table", "units",
                    "--progress", "--to", target], check=False)
    with open(target, encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == 73
    assert open(book, "rb").read() == open(SAMPLE, "rb").read()


def plain_locale():
    """A timer or a service has no locale; texts, and the names of files, are UTF-8 there too."""
    env = {"LC_ALL": "C", "LANGUAGE": ""}
    found = json.loads(cli("list", SAMPLE, "units", "--find", "Bến Súc", "--json", env=env))
    assert len(found) == 1
    folder = tempfile.mkdtemp(dir=FOLDER)
    printed = cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", folder, env=env).splitlines()
    assert sorted(printed) == [os.path.join(folder, n) for n in left_behind(folder)]
    for args in (["list", SAMPLE, "units", "--find", b"\xff"],
                 ["set", SAMPLE, "units", "1", b"name=\xff"]):
        run = subprocess.run([CLI, *args], capture_output=True, check=False)
        assert run.returncode == 2, run


def no_escapes():
    """Nothing in a workbook or a name changes the state of a terminal."""
    book = copy("ma\x1b[31mu\nb.namhoc")
    base = sqlite3.connect(book)
    base.create_function("nh_fold", 1, lambda text: text, deterministic=True)
    base.execute("UPDATE unit SET short_name = 'a\x1b[2J\x07b\x9bc\u2028d' WHERE short_name = "
                 "'TH Bến Súc'")
    base.commit()
    base.close()
    for form in ([], ["--tsv"]):
        out = cli("list", book, "units", *form)
        assert "a [2J b c d" in out, out
        assert not any(c in out for c in "\x1b\x07\x9b\u2028")
        assert out.count("\n") == 72 + len(form)
    cli("export", book, "--table", "units", "--to", book + ".pdf", status=2)
    assert "\x1b" not in cli.error
    os.remove(book)


def strange_values():
    """What another program stored: bytes that are no text, words where numbers belong."""
    book = copy()
    base = sqlite3.connect(book)
    base.create_function("nh_fold", 1, lambda text: "x", deterministic=True)
    base.text_factory = bytes
    base.execute("UPDATE appendix SET title = CAST (X'4142c3' AS TEXT), note = X'410042'")
    base.execute("UPDATE person SET birth_year = 'abc\"'")
    base.commit()
    base.close()
    assert {p["birth_year"] for p in rows(book, "people")} == {'abc"'}
    assert {(a["title"], a["note"]) for a in rows(book, "appendices")} == {("AB\ufffd", "A\ufffdB")}
    for table in ("people", "appendices"):
        for kind in ("json", "csv", "xlsx"):
            path = os.path.join(FOLDER, "lạ." + kind)
            cli("export", book, "--table", table, "--to", path)
            if kind == "xlsx":
                openpyxl.load_workbook(path)
            else:
                with open(path, encoding="utf-8-sig") as file:
                    text = file.read()
                assert kind == "csv" or json.loads(text)
    cli("list", book, "appendices")
    cli("export", book, "--plan", "73/KH-SGDĐT", "--to", os.path.join(FOLDER, "lạ") + "/")


def over_a_workbook():
    """A list is never written in the place of a workbook, least of all of the one it comes from."""
    for name in ("sổ.xlsx", "sổ.csv", "sổ.json"):
        book = copy(name)
        cli("export", book, "--table", "units", "--to", book, status=4)
        cli("export", SAMPLE, "--table", "units", "--to", book, status=4)
        assert len(rows(book, "plans")) == 5
    cli("export", SAMPLE, "--plan", "73/KH-SGDĐT", "--to", copy("sổ.xlsx"), status=4)
    assert len(rows(os.path.join(FOLDER, "sổ.xlsx"), "plans")) == 5


def files():
    book = copy("gốc.namhoc")
    backup = os.path.join(FOLDER, "sao lưu.namhoc")
    cli("verify", book)
    cli("backup", book, "--to", backup)
    cli("verify", backup)
    cli("backup", book, "--to", backup, status=4)
    cli("backup", book, "--to", backup, "--force")
    cli("backup", book, status=2)
    one = inspection(book)
    cli("set", book, "activities", one["id"], "note=sau khi sao lưu")
    assert inspection(book)["note"] and not inspection(backup)["note"]
    out = cli("restore", book, "--from", backup)
    assert inspection(book)["note"] is None
    kept = next(w for w in out.split() if w.endswith(".namhoc.") or ".namhoc" in w)
    assert kept
    cli("restore", book, "--from", os.path.join(FOLDER, "thiếu"), status=3)
    cli("restore", book, status=2)
    cli("verify", os.path.join(FOLDER, "thiếu"), status=3)


def damaged():
    book = copy("hỏng.namhoc")
    good = open(book, "rb").read()
    for name, content in (("cụt", good[:len(good) // 2]),
                          ("lật", good[:4096] + bytes(b ^ 0x55 for b in good[4096:40960])
                           + good[40960:])):
        with open(book, "wb") as file:
            file.write(content)
        run = subprocess.run([CLI, "verify", book], capture_output=True, check=False)
        assert run.returncode == 5, (name, run)
        assert run.stderr.startswith(b"namhoc-cli: "), name
        before = open(SAMPLE, "rb").read()
        target = copy("đích.namhoc")
        run = subprocess.run([CLI, "restore", target, "--from", book], capture_output=True,
                             check=False)
        assert run.returncode in (3, 5), (name, run)
        assert open(target, "rb").read() == before
    with open(book, "wb") as file:
        file.write(b"PK\3\4 not a workbook at all" * 100)
    cli("verify", book, status=3)
    cli("list", book, "units", status=3)
    cli("set", book, "units", "1", "name=x", status=3)
    assert open(book, "rb").read().startswith(b"PK")


def help_and_usage():
    text = cli("--help")
    commands = ("new", "list", "roster", "new-plan", "roll-over", "set", "export", "verify", "backup", "restore")
    for command in commands:
        assert f"namhoc-cli {command} FILE" in text, command
        one = cli(command, "--help")
        assert one.startswith(f"namhoc-cli {command} FILE"), one
        assert cli(command, "-h") == one
        cli(command, status=2)
    for table in TABLES:
        assert table in text, table
    assert cli("--version").startswith("namhoc-cli 0.")
    cli("dance", status=2)
    cli("--dance", status=2)
    assert subprocess.run([CLI], capture_output=True, check=False).returncode == 2
    assert "recognise" not in text  # only what exists is offered


def vietnamese():
    catalogue = os.path.join(LOCALE, "vi", "LC_MESSAGES", "namhoc.mo")
    if not os.path.exists(catalogue):
        print("# no translation is built; skipped")
        return
    env = {"LC_ALL": "C.UTF-8", "LANGUAGE": "vi", "NH_LOCALEDIR": LOCALE}
    cli("list", SAMPLE, "teachers", status=2, env=env)
    assert "bảng" in cli.error.lower(), cli.error
    assert cli("--help", env=env) != cli("--help")
    # Keys of choices and names of fields are the same in every language.
    assert json.loads(cli("list", SAMPLE, "units", "--json", env=env)) == rows(SAMPLE, "units")


def interrupt():
    """Ctrl+C in a long export: 130, no file, the old one kept."""
    book = os.path.join(FOLDER, "lớn.namhoc")
    subprocess.run([LARGE, book, "120000", "50", "10"], check=True)
    for kind in ("csv", "json", "xlsx"):
        folder = tempfile.mkdtemp(dir=FOLDER)
        target = os.path.join(folder, "người." + kind)
        with open(target, "w", encoding="utf-8") as file:
            file.write("cũ")
        run = subprocess.Popen([CLI, "export", book, "--table", "people", "--to", target],
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # It has begun when its temporary file is there.
        while run.poll() is None and left_behind(folder) == [os.path.basename(target)]:
            time.sleep(0.005)
        run.send_signal({"csv": signal.SIGINT, "json": signal.SIGTERM, "xlsx": signal.SIGHUP}[kind])
        _, err = run.communicate(timeout=60)
        assert run.returncode == 130, (kind, run.returncode, err)
        assert left_behind(folder) == [os.path.basename(target)], (kind, left_behind(folder))
        with open(target, encoding="utf-8") as file:
            assert file.read() == "cũ"
    os.remove(book)


def formulas():
    """What begins like a formula is text in the sheet."""
    book = copy()
    unit = rows(book, "units", "--find", "ben suc")[0]["id"]
    cli("set", book, "units", unit, "name==HYPERLINK(\"http://example.vn\")", "note=+84", "area=-1",
        "short_name=@SUM(A1)")
    target = os.path.join(FOLDER, "công thức.xlsx")
    cli("export", book, "--table", "units", "--to", target)
    sheet = openpyxl.load_workbook(target).worksheets[0]
    found = {c.value: c.data_type for row in sheet.iter_rows() for c in row
             if isinstance(c.value, str) and c.value[:1] in "=+-@"}
    for text in ("=HYPERLINK(\"http://example.vn\")", "+84", "-1", "@SUM(A1)"):
        assert text in found, (text, found)
    with zipfile.ZipFile(target) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in parts.read(name) and b"<f " not in parts.read(name)


def owed():
    """Who owes what, and whether it came; what counts from a month only says so."""
    book = copy("hạn.namhoc")
    papers = rows(book, "owed", "--plan", "73/KH-SGDĐT")
    states = {p["state"] for p in papers}
    assert states == {"missing", "late", "received"}, states
    late = [p for p in papers if p["state"] == "late"]
    assert all(p["received_on"] > p["due_on"] and not p["provisional"] for p in late)
    assert len(rows(book, "submissions", "--plan", "73/KH-SGDĐT")) >= len(late)
    dues = rows(book, "due", "--plan", "73/KH-SGDĐT")
    assert [d["due_on"] for d in dues if not d["provisional"]] == ["2023-09-14"]
    target = os.path.join(FOLDER, "nợ.json")
    cli("export", book, "--table", "owed", "--to", target)
    with open(target, encoding="utf-8") as file:
        assert all(isinstance(p["provisional"], bool) for p in json.load(file))


def calendar():
    """One file for a unit; what can't be is refused, and the old file stays."""
    book = copy("lịch.namhoc")
    target = os.path.join(FOLDER, "lịch.ics")
    cli("export", book, "--calendar", "--unit", "Lục Nam", "--year", "2023-2024", "--to", target)
    with open(target, "rb") as file:
        first = file.read()
    assert first.startswith(b"BEGIN:VCALENDAR\r\n") and b"UID:due-" in first and b"UID:activity-" in first
    cli("export", book, "--calendar", "--unit", "Lục Nam", "--year", "2017-2018", "--to", target, status=6)
    cli("export", book, "--calendar", "--unit", "Không có", "--to", target, status=6)
    cli("export", book, "--calendar", "--to", os.path.join(FOLDER, "lịch.xlsx"), status=2)
    cli("export", book, "--calendar", "--table", "units", "--to", target, status=2)
    cli("export", book, "--plan", "73/KH-SGDĐT", "--unit", "Lục Nam", "--to", target, status=2)
    cli("export", book, "--calendar", "--to", os.path.join(FOLDER, "không có", "x.ics"), status=4)
    with open(target, "rb") as file:
        assert file.read() == first


def reminders():
    """Whom to remind of what, as a table for Excel; of another year there is nobody."""
    book = copy("nhắc.namhoc")
    target = os.path.join(FOLDER, "nhắc.xlsx")
    cli("export", book, "--reminders", "--plan", "73/KH-SGDĐT", "--to", target)
    with zipfile.ZipFile(target) as archive:
        words = archive.read("xl/sharedStrings.xml").decode()
    assert "NHẮC NỘP BÁO CÁO" in words
    cli("export", book, "--reminders", "--year", "2017-2018", "--to", os.path.join(FOLDER, "ai.xlsx"), status=6)
    assert not os.path.exists(os.path.join(FOLDER, "ai.xlsx"))
    cli("export", book, "--reminders", "--to", os.path.join(FOLDER, "nhắc.pdf"), status=2)
    cli("export", book, "--reminders", "--calendar", "--to", target, status=2)
    cli("export", book, "--reminders", "--plan", "999/KH", "--to", target, status=6)


def clean():
    """No command left a lock, a log or a half-written file behind."""
    extra = [n for n in left_behind(FOLDER)
             if n.endswith(("-wal", "-shm", "-journal", ".tmp")) or n.startswith(".")]
    assert not extra, extra


try:
    sheets.run([new, new_killed, list_json, list_text, list_options, duplicates, roster, new_plan, roll_over, issue_and_diff,
                set_field, set_refused, comma_in_a_name, locked, read_only, export_appendices, one_size, export_one, export_plan,
                terms, export_tables, export_some_rows, export_word, unwritable, strict, streams, plain_locale,
                no_escapes,
                strange_values, over_a_workbook, files, damaged, help_and_usage,
                vietnamese, interrupt, formulas, owed, calendar, reminders, clean])
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
