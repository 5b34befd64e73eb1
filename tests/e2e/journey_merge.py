#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer finds a school that stands in the list under two spellings, makes one of them and takes
it back, with the keyboard alone.

usage: journey_merge.py BUILD_DIR
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import traceback

from desktop import Atspi, Program, focused_name, has_state, press_until, wait_for

KEEP, GONE = 'Trường Tiểu học Long Hòa', 'Trường TH Long Hoà'
RENAMED = 'Trường Tiểu học Minh Hòa'


def step(text):
    print(f'# {text}', flush=True)


class Workbook:
    """The sample, with one school under the name of another one in other letters."""

    def __init__(self, build):
        self.cli = build / 'src' / 'cli' / 'namhoc-cli'
        self.path = pathlib.Path(tempfile.mkdtemp(prefix='namhoc-e2e-')) / 'trùng.namhoc'
        self.run('new', self.path, '--sample')
        unit = next(u for u in self.rows('units') if u['name'] == RENAMED)
        self.run('set', self.path, 'units', unit['id'], f'name={GONE}', 'short_name=', 'aliases=')

    def run(self, *arguments):
        done = subprocess.run([self.cli, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def rows(self, table):
        return json.loads(self.run('list', self.path, table, '--json'))

    def names(self):
        return {unit['name'] for unit in self.rows('units')}

    def all(self):
        return [self.run('list', self.path, table, '--json') for table in ('units', 'activities', 'teams')]


def go_to_duplicates(program):
    step('to the units, by the sidebar')
    program.keys('shift+F6')
    wait_for('the sidebar to have the focus',
             lambda: program.focused_role() == Atspi.Role.LIST_ITEM)
    press_until(program, 'Down', 'the units', lambda: focused_name(program) == 'Đơn vị')
    program.find(Atspi.Role.TABLE, 'Đơn vị')
    step('a button tells that something stands there twice')
    program.find(Atspi.Role.PUSH_BUTTON, re.compile(r'Tìm trùng \(\d+\)'))
    program.keys('alt+r')


def on_pair(program):
    node = program.focused()
    return node is not None and KEEP in node.get_name() and GONE in node.get_name()


def merge(program):
    step('the pair has the focus')
    wait_for('the pair to have the focus', lambda: on_pair(program))
    left = KEEP if program.focused().get_name().startswith(f'“{KEEP}”') else GONE
    step('its reason, and which one is to stay')
    program.find(Atspi.Role.LABEL, re.compile('là hai cách ghi một tên'))
    assert has_state(program.find(name=f'Giữ lại “{KEEP}”'), Atspi.StateType.CHECKED)
    step('the other one, by the arrow, and back')
    program.keys('Left' if left == GONE else 'Right')
    wait_for('the other one to be kept',
             lambda: has_state(program.find(name=f'Giữ lại “{GONE}”'), Atspi.StateType.CHECKED))
    program.keys('Left' if left == KEEP else 'Right')
    step('Enter makes one of them, and says what moved')
    program.keys('Return')
    program.find(name=re.compile(f'^Đã gộp “{GONE}” vào “{KEEP}”.*hoạt động'))


def main():
    build = pathlib.Path(sys.argv[1])
    workbook = Workbook(build)
    before = workbook.all()
    program = Program(build, str(workbook.path), language='vi')
    try:
        program.find(Atspi.Role.LIST, 'Các màn hình')
        go_to_duplicates(program)
        merge(program)
        step('the file has one school, and knows the other spelling')
        wait_for('the other spelling to be gone', lambda: GONE not in workbook.names())
        unit = next(u for u in workbook.rows('units') if u['name'] == KEEP)
        assert GONE in unit['aliases'], unit
        step('undo tells what it takes back, and gives everything back')
        program.find(Atspi.Role.PUSH_BUTTON, re.compile(f'^Hoàn tác: Gộp đơn vị “{GONE}”'))
        program.keys('ctrl+z')
        wait_for('the two spellings', lambda: GONE in workbook.names())
        assert workbook.all() == before
        step('Esc goes back to the table')
        program.keys('Escape')
        program.find(Atspi.Role.TABLE, 'Đơn vị')
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of two spellings')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_merge.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of two spellings')
    finally:
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
