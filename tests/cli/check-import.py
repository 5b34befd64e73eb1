#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""namhoc-cli import as a script would call it: check-import.py NAMHOC-CLI LOCALE-FOLDER

All people are invented."""
import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats"))
import sheets  # pylint: disable=wrong-import-position

try:
    import openpyxl
except ImportError:
    sheets.skip_all("openpyxl is missing")

CLI, LOCALE = sys.argv[1:3]
FOLDER = tempfile.mkdtemp(prefix="nh-import-")
os.environ["LSAN_OPTIONS"] = os.environ.get("LSAN_OPTIONS", "") + ":print_suppressions=0"
os.environ["XDG_DATA_HOME"] = os.path.join(FOLDER, "dữ liệu")
ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "NH_LOCALEDIR": LOCALE}
FAMILY = "Nguyễn Trần Lê Phạm Võ Đặng Bùi Đỗ Hồ Ngô".split()
MIDDLE = "Thị Văn Ngọc Minh Thu Kim Anh Bảo Hữu Đức Xuân Hồng Thanh Quốc Gia Diệu Tuyết Như Công Đình".split()
GIVEN = "Sen Đào Bưởi Ổi Khế Lựu Mận Lan Hoà Thúy Mai Cúc Trúc Tùng Bách Quế Hồi Nhài Lê Dừa".split()


def path(name):
    return os.path.join(FOLDER, name)


def cli(*args, status=0):
    run = subprocess.run([CLI, *args], capture_output=True, timeout=300, check=False, env=ENV)
    out, err = run.stdout.decode(), run.stderr.decode()
    assert run.returncode == status, (args, run.returncode, out[-600:], err)
    if status:
        assert err.startswith("namhoc-cli: ") and err.count("\n") == 1, (args, err)
    else:
        assert not err, (args, err)
    cli.error = err
    return out


def new(name="sổ.namhoc"):
    book = path(name)
    if os.path.exists(book):
        os.remove(book)
    cli("new", book)
    return book


def table(name, lines):
    with open(path(name), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    return path(name)


def rows(book, what):
    return json.loads(cli("list", book, what, "--json"))


def without_ids(records):
    return sorted(json.dumps({k: v for k, v in r.items() if k != "id"}, ensure_ascii=False, sort_keys=True)
                  for r in records)


def report():
    """The report names columns, rows and fates; a dry run stores nothing."""
    book = new()
    source = table("giáo viên.csv", [
        ["DANH SÁCH GIÁO VIÊN"], [],
        ["STT", "Họ và tên", "Chức vụ", "Đơn vị", "SĐT", "Người ký"],
        ["1", "Bà Nguyễn Thị Lan", "HT", "Trường TH Bến Súc", "912345678", "x"],
        ["2", "Lê Văn Hoà", "GV", "Trường TH Bến Súc", "0912 345 679", "x"],
        ["", "Cộng: 2 người"]])
    dry = json.loads(cli("import", book, source, "--as", "people", "--dry-run", "--json"))
    assert not dry["stored"] and rows(book, "people") == []
    assert dry["header"] == 3
    assert dry["counts"] == {"new": 2, "updates": 0, "same": 0, "ambiguous": 0, "error": 0, "skipped": 4}, dry["counts"]
    assert [c["field"] for c in dry["columns"]] == [None, "name", "post", "unit", "phone", None]
    assert dry["columns"][1] == {"column": "B", "heading": "Họ và tên", "field": "name", "how": "heading"}
    assert dry["added"] == [{"table": "units", "name": "Trường TH Bến Súc", "kind": "Primary school", "like": None,
                             "rows": 2, "first_row": 4}]
    lan = dry["rows"][3]
    assert lan["row"] == 4 and lan["fate"] == "new" and lan["name"] == "Nguyễn Thị Lan"
    fields = {f["field"]: f["new"] for f in lan["fields"]}
    assert fields == {"title": "Bà", "name": "Nguyễn Thị Lan", "post": "HT", "unit": "Trường TH Bến Súc",
                      "phone": "0912 345 678"}, fields
    done = json.loads(cli("import", book, source, "--as", "people", "--json"))
    assert done["stored"] and len(rows(book, "people")) == 2
    again = json.loads(cli("import", book, source, "--as", "people", "--json"))
    assert not again["stored"] and again["counts"]["same"] == 2
    table("giáo viên.csv", [["Họ và tên", "Đơn vị", "SĐT"], ["Nguyễn Thị Lan", "TH Bến Súc", "0987654321"]])
    update = json.loads(cli("import", book, source, "--as", "people", "--json"))
    assert update["rows"][1]["fields"] == [{"field": "phone", "old": "0912 345 678", "new": "0987 654 321"}]
    text = cli("import", book, source, "--as", "people")
    assert "Same 1" in text and "Nothing was stored." in text


def errors():
    book = new()
    source = table("sai.csv", [["Họ và tên", "SĐT"], ["Nguyễn Thị Lan", "abc"], ["Lê Văn Hoà", "0912345678"]])
    out = json.loads(cli("import", book, source, "--as", "people", "--json", status=3))
    assert "1 row is wrong, so nothing was stored. Row 2, column B (SĐT)" in cli.error
    assert out["rows"][1]["fate"] == "error" and "column B (SĐT)" in out["rows"][1]["reason"]
    assert not out["stored"] and rows(book, "people") == []
    cli("import", book, source, "--as", "people", "--dry-run", status=3)
    out = json.loads(cli("import", book, source, "--as", "people", "--skip-errors", "--json"))
    assert out["stored"] and [r["name"] for r in rows(book, "people")] == ["Lê Văn Hoà"]
    cli("import", book, path("không có.csv"), "--as", "people", status=3)
    with open(path("hỏng.xlsx"), "wb") as file:
        file.write(b"PK\x03\x04" + bytes(200))
    cli("import", book, path("hỏng.xlsx"), "--as", "people", status=3)
    source = table("lạ.csv", [["a", "b"], ["1", "2"]])
    cli("import", book, source, "--as", "people", status=6)
    cli("import", book, source, "--as", "plans", status=2)
    cli("import", book, source, "--as", "nothing", status=2)
    cli("import", book, source, status=2)
    cli("import", book, "--as", "people", status=2)
    cli("import", book, source, "--as", "people", "--map", "a", status=2)
    cli("import", book, source, "--as", "people", "--map", "c=name", status=2)
    cli("import", book, source, "--as", "people", "--sheet", "Bảng không có", status=6)
    cli("import", book, source, "--as", "people", "--header", "x", status=2)
    cli("import", path("không có.namhoc"), source, "--as", "people", status=3)


def mapping():
    book = new()
    source = table("tên lạ.csv", [["Nhà giáo", "Nơi dạy"], ["Nguyễn Thị Lan", "Trường TH Bến Súc"]])
    cli("import", book, source, "--as", "people", "--header", "1", "--map", "Nhà giáo=name", "--map", "noi day=unit")
    assert rows(book, "people")[0]["unit"]["name"] == "Trường TH Bến Súc" if isinstance(
        rows(book, "people")[0]["unit"], dict) else rows(book, "people")[0]["unit"]
    # Learned.
    again = json.loads(cli("import", book, source, "--as", "people", "--json"))
    assert [c["how"] for c in again["columns"]] == ["learned", "learned"] and again["counts"]["same"] == 1


def members_and_activities():
    book = path("mẫu.namhoc")
    cli("new", book, "--sample")
    team = rows(book, "teams")[0]["name"]
    source = table("tv.csv", [["Họ và tên", "Đơn vị", "Nhiệm vụ"], ["Nguyễn Thị Lan", "TH Bến Súc", "Thư ký"]])
    out = json.loads(cli("import", book, source, "--as", "memberships", "--json", status=3))
    assert out["rows"][1]["reason"] == "Row 2: the team is missing."
    cli("import", book, source, "--as", "memberships", "--team", team)
    assert json.loads(cli("import", book, source, "--as", "memberships", "--team", team, "--json"))["counts"]["same"] == 1
    source = table("hđ.csv", [["Thời gian", "Nội dung"], ["Tháng 11", "Họp cốt cán"]])
    cli("import", book, source, "--as", "activities", status=2)
    assert "Choose the plan" in cli.error
    cli("import", book, source, "--as", "activities", "--plan", "73/KH-SGDĐT")
    found = json.loads(cli("list", book, "activities", "--plan", "73/KH-SGDĐT", "--find", "hop cot can", "--json"))
    assert found[0]["period"]["start"] == "2023-11-01" and found[0]["kind"] == "meeting"


def several_sheets():
    """The sheet that is understood is taken; merged cells, dates and numbers of Excel."""
    import datetime  # pylint: disable=import-outside-toplevel
    book = new()
    work = openpyxl.Workbook()
    work.active.title = "Hướng dẫn"
    work.active["A1"] = "Điền vào bảng sau"
    sheet = work.create_sheet("Danh sách")
    sheet.append(["STT", "Đơn vị", "Họ và tên", "Ngày sinh", "SĐT"])
    sheet.append([1, "Trường TH Bến Súc", "Nguyễn Thị Lan", datetime.date(1980, 3, 12), 912345678])
    sheet.append([2, None, "Lê Văn Hoà", "5/9/1985", "0912.345.679"])
    sheet.merge_cells("B2:B3")
    work.save(path("hai bảng.xlsx"))
    out = json.loads(cli("import", book, path("hai bảng.xlsx"), "--as", "people", "--json"))
    assert out["sheet"] == "Danh sách"
    people = {r["name"]: r for r in rows(book, "people")}
    assert people["Nguyễn Thị Lan"]["birth_year"] == 1980 and people["Nguyễn Thị Lan"]["phone"] == "0912345678"
    assert people["Lê Văn Hoà"]["birth_year"] == 1985 and people["Lê Văn Hoà"]["unit"] == people["Nguyễn Thị Lan"]["unit"]
    assert out["other_sheets"] == []
    # What was not taken is told: columns without a place, other sheets with such a table.
    other = work.create_sheet("THCS")
    other.append(["Họ và tên", "Đơn vị", "Nhóm máu"])
    other.append(["Trần Thị Sen", "Trường THCS Cầu Ván", "O"])
    work.save(path("hai bảng.xlsx"))
    out = cli("import", book, path("hai bảng.xlsx"), "--as", "people", "--dry-run").splitlines()
    assert any("“Danh sách”" in line and "“THCS”" in line for line in out)
    out = cli("import", book, path("hai bảng.xlsx"), "--as", "people", "--dry-run", "--sheet", "THCS").splitlines()
    assert any("C (Nhóm máu)" in line for line in out) and not any("“Danh sách”" in line for line in out)


def many(count):
    chance = random.Random(5)
    names = [f"{f} {m} {g}" for f in FAMILY for m in MIDDLE for g in GIVEN]
    for i in range(count):
        yield [i + 1, names[i % len(names)], chance.choice(["HT", "PHT", "GV", "TTCM"]),
               f"Trường Tiểu học Cầu Ván {chance.randrange(150)}", chance.choice(["Toán", "Ngữ văn", "Tiếng Anh"]),
               f"09{chance.randrange(10 ** 8):08}", f"gv{i}@example.invalid", 1960 + (i // len(names)) + i % 3]


HEAD = ["STT", "Họ và tên", "Chức vụ", "Đơn vị công tác", "Môn", "Điện thoại", "Email", "Năm sinh"]


def round_trip():
    """5,000 people in, out to .xlsx, into an empty workbook: the same people."""
    first, second = new("một.namhoc"), new("hai.namhoc")
    source = table("năm nghìn.csv", [HEAD, *many(5000)])
    out = json.loads(cli("import", first, source, "--as", "people", "--json"))
    # Namesakes of one school without another birth are one person or in doubt; these differ.
    assert out["counts"]["new"] == 5000, out["counts"]
    for what in ("units", "people"):
        for ending in ("xlsx", "csv"):
            target = path(f"{what}.{ending}")
            cli("export", first, "--table", what, "--to", target)
        out = json.loads(cli("import", second, path(f"{what}.xlsx"), "--as", what, "--json"))
        assert out["counts"]["error"] == out["counts"]["ambiguous"] == 0
        mine, other = rows(first, what), rows(second, what)
        if what == "people":
            for record in mine + other:
                record["unit"] = None if record["unit"] is None else str(record["unit"])
            units = [{u["id"]: u["name"] for u in rows(b, "units")} for b in (first, second)]
            for records, names in zip((mine, other), units):
                for record in records:
                    record["unit"] = names.get(record["unit"], record["unit"])
        assert without_ids(mine) == without_ids(other), what
        again = json.loads(cli("import", second, path(f"{what}.csv"), "--as", what, "--json"))
        assert again["counts"]["new"] == again["counts"]["updates"] == 0 and not again["stored"], again["counts"]


def start(book, source):
    return subprocess.Popen([CLI, "import", book, source, "--as", "people"], env=ENV,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def stopped():
    """Cancelled or killed at any moment: nothing of it is there, the file is whole."""
    book = new("dừng.namhoc")
    source = table("nhiều.csv", [HEAD, *many(6000)])
    begin = time.monotonic()
    scratch = new("đo.namhoc")
    run = start(scratch, source)
    run.communicate(timeout=300)
    assert run.returncode == 0
    whole = time.monotonic() - begin
    chance = random.Random(3)
    seen = set()
    for i in range(8):
        run = start(book, source)
        time.sleep(whole * (0.15 + 0.1 * i) * chance.uniform(0.8, 1))
        number = signal.SIGINT if i % 2 else signal.SIGKILL
        run.send_signal(number)
        run.communicate(timeout=300)
        n = len(rows(book, "people"))
        seen.add(run.returncode)
        assert run.returncode in (0, 130 if i % 2 else -9), run.returncode
        assert n in (0, 6000), n
        assert (n == 6000) == (run.returncode == 0) or run.returncode == -9, (n, run.returncode)
        cli("verify", book)
        if n:
            book = new("dừng.namhoc")
    assert 130 in seen and -9 in seen, seen


def vietnamese():
    book = new()
    source = table("sai.csv", [["Họ và tên", "SĐT"], ["Nguyễn Thị Lan", "abc"]])
    run = subprocess.run([CLI, "import", book, source, "--as", "people"], capture_output=True, check=False, text=True,
                         env={**ENV, "LANGUAGE": "vi"})
    assert run.returncode == 3 and "1 dòng có lỗi nên chưa ghi gì vào sổ" in run.stderr, run.stderr
    assert "Dòng 2, cột B (SĐT)" in run.stderr and "Chưa ghi gì vào sổ." in run.stdout, run.stdout


try:
    sheets.run([report, errors, mapping, members_and_activities, several_sheets, round_trip, stopped, vietnamese])
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
