#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of activities becomes a picture of the year: namhoc-cli against TaskJuggler (tj3).

Both read a file with the same days and texts and write the same kind of thing: namhoc-cli an SVG, TaskJuggler an
HTML page with a Gantt chart by weeks. Not the same work in detail: TaskJuggler schedules before it draws, although
all days are given. CPU seconds of the whole processes; where tj3 is missing ours stands alone."""
import datetime
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

SIZES = (500, 2000)


def cpu_seconds(command, folder):
    """CPU seconds of a command; its error ends the benchmark."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        sys.exit(f'{command[0]} failed: {done.stderr.strip()}')
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write_tasks(path, activities):
    lines = ['project year "Năm học" 2023-08-01 +13m {', '  timezone "Asia/Ho_Chi_Minh"', '}']
    for number, activity in enumerate(activities, 1):
        day = datetime.date.fromisoformat(activity['period']['start'])
        lines.append(f'task t{number} "{activity["content"]}" {{ start {day} end {day + datetime.timedelta(1)} }}')
    lines.append('taskreport gantt "gantt" { formats html headline "Năm học" '
                 'columns name, start, end, chart { scale week width 1100 } }')
    path.write_text('\n'.join(lines), encoding='utf-8')


def main():
    build = pathlib.Path(sys.argv[1])
    program = str(build / 'src' / 'cli' / 'namhoc-cli')
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            cpu_seconds([str(build / 'tests' / 'bench' / 'make-large'), 'year.namhoc', '0', '0', str(size)], folder)
            ours = cpu_seconds([program, 'export', 'year.namhoc', '--timeline', '--year', '2023-2024', '--by', 'kind',
                                '--to', 'year.svg'], folder)
            result = {'name': 'a file of activities to a picture of the year', 'size': size, 'value': ours,
                      'unit': 's CPU', 'at_least': True}
            if shutil.which('tj3'):
                listed = subprocess.run([program, 'list', 'year.namhoc', 'activities', '--json'], cwd=folder,
                                        capture_output=True, text=True, check=True).stdout
                write_tasks(folder / 'year.tjp', json.loads(listed))
                result |= {'baseline': 'tj3', 'baseline_value': cpu_seconds(['tj3', '--silent', 'year.tjp'], folder)}
            print(json.dumps(result, ensure_ascii=False), flush=True)


if __name__ == '__main__':
    main()
