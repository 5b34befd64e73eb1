#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads calendar files of namhoc-cli with python3-icalendar: check-ics.py NAMHOC-CLI"""
import atexit
import datetime
import json
import os
import shutil
import subprocess
import sys
import tempfile

import sheets

try:
    import icalendar
except ImportError:
    sheets.skip_all("python3-icalendar is missing")

CLI = sys.argv[1]
FOLDER = tempfile.mkdtemp(prefix="nh-ics-")
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
BOOK = os.path.join(FOLDER, "mẫu.namhoc")
# No backslash before an n: icalendar 4 takes the escaped one for a line end; test-ics.c looks at that.
HOSTILE = "Họp, \"quan trọng\"; C:\\tệp BEGIN:VEVENT\r\nEND:VCALENDAR\n" + "Nghiêng ngả " * 40 + "😀" * 30


def cli(*args, status=0):
    run = subprocess.run([CLI, *args], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == status, (args, run.returncode, run.stderr)
    return run.stdout


def rows(table, *args):
    return json.loads(cli("list", BOOK, table, "--json", *args))


def read(*args):
    """The calendar, after its lines were looked at as octets."""
    path = os.path.join(FOLDER, "lịch.ics")
    cli("export", BOOK, "--calendar", *args, "--to", path)
    with open(path, "rb") as file:
        data = file.read()
    assert data.endswith(b"END:VCALENDAR\r\n") and data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, line
        line.decode("utf-8")
    return icalendar.Calendar.from_ical(data)


def events(calendar):
    found = {}
    for event in calendar.walk("VEVENT"):
        assert not event.errors, event.errors
        assert event["UID"] not in found, "a UID stands twice"
        for name in ("DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS", "TRANSP"):
            assert name in event, (name, event["UID"])
        found[str(event["UID"])] = event
    return found


cli("new", BOOK, "--sample")


def sample():
    """Every dated activity and every due day of the sample, on its day."""
    calendar = read()
    assert calendar["VERSION"] == "2.0" and calendar["METHOD"] == "PUBLISH"
    found = events(calendar)
    dated = [a for a in rows("activities") if (a["period"] or {}).get("start")]
    dues = [d for d in rows("dues") if d["due_on"]]
    assert len(found) == len(dated) + len(dues), (len(found), len(dated), len(dues))
    for activity in dated:
        event = found[f"activity-{activity['id']}@namhoc.vn"]
        start = event.decoded("DTSTART")
        end = event.decoded("DTEND") if "DTEND" in event else None
        day = start.date() if isinstance(start, datetime.datetime) else start
        assert day.isoformat() == activity["period"]["start"]
        if end:
            assert (end - datetime.timedelta(1)).isoformat() == activity["period"]["end"]
        exact = activity["period"]["exactness"] in ("day", "days")
        assert exact or event["TRANSP"] == "TRANSPARENT"
        assert exact or "(" in event["SUMMARY"], event["SUMMARY"]
    for due in dues:
        event = found[f"due-{due['id']}@namhoc.vn"]
        assert event.decoded("DTSTART").isoformat() == due["due_on"]
        assert due["what"] in event["SUMMARY"]
        assert ("tạm tính" in event["DESCRIPTION"]) == due["provisional"]


def alarms():
    """Papers that did not come are reminded of three days and one day before, at eight."""
    received = {(s["deadline"], s["unit"]) for s in rows("submissions")}
    n = 0
    for uid, event in events(read("--plan", "73/KH-SGDĐT")).items():
        inside = event.walk("VALARM")
        if uid.startswith("activity-"):
            assert not inside
        elif inside:
            n += 1
            assert [a.decoded("TRIGGER") for a in inside] == [
                datetime.timedelta(days=-3, hours=8), datetime.timedelta(days=-1, hours=8)]
            assert all(a["ACTION"] == "DISPLAY" and a["DESCRIPTION"] for a in inside)
    assert n or received


def hostile():
    """What people type comes back letter by letter."""
    activity = [a for a in rows("activities") if a["period"] and a["period"]["start"]][0]
    cli("set", BOOK, "activities", activity["id"], "content=" + HOSTILE, "place=Phòng 1; tầng 2, nhà A",
        "period=14h30 ngày 5/10/2023")
    stored = [a for a in rows("activities") if a["id"] == activity["id"]][0]
    calendar = read()
    event = events(calendar)[f"activity-{activity['id']}@namhoc.vn"]
    assert str(event["SUMMARY"]) == stored["content"].replace("\r\n", "\n"), repr(str(event["SUMMARY"]))
    assert str(event["LOCATION"]) == "Phòng 1; tầng 2, nhà A"
    start = event.decoded("DTSTART")
    assert (start.year, start.month, start.day, start.hour, start.minute) == (2023, 10, 5, 14, 30)
    assert start.utcoffset() == datetime.timedelta(hours=7)
    zone = calendar.walk("VTIMEZONE")[0]
    assert zone["TZID"] == "Asia/Ho_Chi_Minh"


def choices():
    """One unit, one year; the same events keep their UIDs in another file."""
    everything = events(read())
    unit = events(read("--unit", "Phòng GDĐT Lục Nam"))
    assert 0 < len(unit) < len(everything) and set(unit) <= set(everything)
    for uid, event in unit.items():
        assert "Lục Nam" in event["DESCRIPTION"] or uid.startswith("due-"), uid
    year = events(read("--year", "2017-2018"))
    assert year and all(e.decoded("DTSTART").year in (2017, 2018) for e in year.values())


sheets.run([sample, alarms, hostile, choices])
