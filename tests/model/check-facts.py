#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The facts of the real plans in the sample, as the model gives them: check-facts.py NAMHOC-CLI

Needs the folder of the real plans in NH_TEST_PLANS. Slips of the real plans are not carried over;
they are named here with what the sample says instead."""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "formats"))
import sheets  # pylint: disable=wrong-import-position

PLANS = os.environ.get("NH_TEST_PLANS", "")
if not os.path.isdir(os.path.join(PLANS, "expected")):
    sheets.skip_all("the real plans are not here (NH_TEST_PLANS)")

CLI = sys.argv[1]
FOLDER = tempfile.mkdtemp(prefix="nh-facts-")
BOOK = os.path.join(FOLDER, "mẫu.namhoc")
SLIPS = {"3539/qd gdth": "3539/qd sgddt", "3540/qd gddt": "3540/qd sgddt",
         "thang 2/2023": "thang 02/2024", "thang 3/2017": "thang 3/2018"}
OWN = {"48-dau-tieng-2023": "48", "73-bac-giang-2023": "73", "758-quang-ngai-2017": "758",
       "hai-duong-2023": "Bồi dưỡng", "quang-ngai-2024": "2024 - 2025"}


def fold(text):
    text = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = re.sub(r"[\s\-–]+", " ", text).strip(" .")
    return SLIPS.get(text, text)


def rows(table, plan=None):
    args = ["--plan", plan] if plan else []
    run = subprocess.run([CLI, "list", BOOK, table, "--json", *args], capture_output=True,
                         check=True)
    return json.loads(run.stdout)


subprocess.run([CLI, "new", BOOK, "--sample"], check=True)
RECORDS = rows("plans")
UNITS = rows("units")
EXPECTED = {}
for path in glob.glob(os.path.join(PLANS, "expected", "*.json")):
    with open(path, encoding="utf-8") as file:
        EXPECTED[os.path.basename(path)[:-5]] = json.load(file)


def plan(name):
    part = OWN[name]
    return next(p for p in RECORDS if p["number"] == part or part in p["title"])


def names(unit):
    texts = [unit["name"], unit["short_name"] or "", unit["area"] or "", *unit["aliases"]]
    found = {fold(t) for t in texts if t}
    # The real tables say "Dầu Tiếng" for the primary school of that name.
    return found | {re.sub(r"^(truong )?(th|tieu hoc) ", "", n) for n in found}


NAMES = {(u["short_name"] or u["name"]): names(u) for u in UNITS}


def same_units(shown, wanted):
    assert len(shown) == len(wanted), (shown, wanted)
    for unit, text in zip(shown, wanted):
        text = fold(text.replace("GD&ĐT", "GDĐT"))
        assert text in NAMES[unit] or any(text in n for n in NAMES[unit]), (text, NAMES[unit])


def heads():
    for name, wanted in EXPECTED.items():
        record = plan(name)
        assert (record["number"] or "") == wanted["number"], name
        assert fold(record["symbol"] or "") == fold(wanted["symbol"]), name
        assert record["school_year"].replace(" ", "") == wanted["school_year"], name
        issued = (record["issued"] or {}).get("start") or ""
        assert issued.startswith(wanted["date"]), (name, issued)


def bases():
    for name, wanted in EXPECTED.items():
        by_number = {fold(r["number"]): r for r in rows("references") if r["number"]}
        used = [fold(b["reference"]) for b in rows("plan_bases", plan(name)["id"])
                if b["reference"]]
        for _, number, day in wanted["legal_bases"]:
            assert fold(number) in used, (name, number, used)
            assert by_number[fold(number)]["issued_on"] == day, (name, number)


def clusters():
    teams = rows("teams")
    for name, wanted in EXPECTED.items():
        for cluster in wanted.get("clusters", []):
            own = [t for t in teams if t["parent"] == plan(name)["team"]
                   and fold(t["name"]).endswith(" " + fold(cluster["name"]))]
            assert len(own) == 1, (name, cluster["name"])
            same_units(own[0]["units"], cluster["units"])


def lesson_studies():
    wanted = EXPECTED["73-bac-giang-2023"]["lesson_studies"]
    found = [a for a in rows("activities", "73/KH-SGDĐT") if a["kind"] == "lesson_study"]
    assert len(found) == len(wanted)
    for row, fact in zip(found, wanted):
        assert row["level"] == fact["level"]
        same_units(row["hosts"], [fact["host"]])
        assert fold(row["period"]["text"]) == fold(fact["time"]), (row["period"], fact)
        subject = fold(f"{row['subject']} {row['grade'] or ''}").replace("ly", "li")
        asked = fold(fact["subject"]).replace("ly", "li")
        assert subject == asked or subject.startswith(asked), (subject, asked)


def inspections():
    wanted = EXPECTED["73-bac-giang-2023"]["inspections"]
    found = [a for a in rows("activities", "73/KH-SGDĐT") if a["kind"] == "inspection"]
    assert len(found) == len(wanted) == 7
    for row, fact in zip(found, wanted):
        same_units(row["inspected"], fact["units"])
        assert row["period"]["text"] == fact["time"]


def stretches():
    found = {}
    for row in rows("activities", "48/KH-PGDĐT"):
        period = row["period"] or {}
        if row["kind"] != "theme" and period.get("start"):
            key = (period["start"][:7], period["end"][:7])
            found[key] = found.get(key, 0) + 1
    for start, end, count in EXPECTED["48-dau-tieng-2023"]["periods"]:
        assert found.get((start, end)) == count, (start, end, found)


def pilots():
    found = [a["pilots"] for a in rows("activities", "48/KH-PGDĐT") if a["pilots"]]
    for theme, units in EXPECTED["48-dau-tieng-2023"]["pilots"]:
        matching = [p for p in found if len(p) == len(units)
                    and all(fold(t) in NAMES[u] for u, t in zip(p, units))]
        assert matching, (theme, units, found)


def calendars():
    facts = EXPECTED["758-quang-ngai-2017"]
    found = rows("activities", "758/KH-SGDĐT")
    general = [a for a in found if not a["team"] and a["kind"] != "theme"
               and (a["period"] or {}).get("start")]
    assert [a["period"]["text"] for a in general] == facts["general_activities_time"]
    own = [a for a in found if a["team"]]
    assert [fold(a["period"]["text"]) for a in own] == [
        fold(c["time"]) for c in facts["cluster_activities"]]
    for row, fact in zip(own, facts["cluster_activities"]):
        same_units(row["hosts"][:1], [fact["place"].replace("huyện ", "")])


def deadlines():
    iso = re.compile(r"\d{4}-\d\d-\d\d$")
    for name, wanted in EXPECTED.items():
        found = rows("deadlines", plan(name)["id"])
        for fact in wanted.get("deadlines", []):
            due = fact["due"]
            if iso.match(due):
                assert any((d["due"] or {}).get("end") == due for d in found), (name, due)
            elif "before each" in due:
                days = int(due.split()[0])
                assert any(d["offset_days"] == days for d in found), (name, due)
            else:
                assert any(d["rule"] == "yearly" for d in found), (name, due)


def programmes():
    found = rows("programmes", plan("hai-duong-2023")["id"])
    for title in EXPECTED["hai-duong-2023"]["training_programmes"]:
        assert any(fold(title) in fold(p["title"]) for p in found), title
    assert any(p["required_periods"] == 40 for p in found)


def recipients():
    for name, wanted in EXPECTED.items():
        found = rows("plan_recipients", plan(name)["id"])
        assert len(found) >= len(wanted["recipients"]), (name, len(found))


try:
    sheets.run([heads, bases, clusters, lesson_studies, inspections, stretches, pilots, calendars,
                deadlines, programmes, recipients])
finally:
    shutil.rmtree(FOLDER, ignore_errors=True)
