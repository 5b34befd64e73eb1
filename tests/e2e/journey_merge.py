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

        assert GONE in unit['aliases'], unit
        step('undo tells what it takes back, and gives everything back')
        program.find(Atspi.Role.PUSH_BUTTON, re.compile(f'^Hoàn tác: Gộp đơn vị “{GONE}”'))
        program.keys('ctrl+z')
        wait_for('the two spellings', lambda: GONE in workbook.names())
        after = workbook.run('list', workbook.path, 'units', '--json'), workbook.run(
            'list', workbook.path, 'activities', '--json'), workbook.run('list', workbook.path, 'teams', '--json')
        assert after == before
        step('the proposal is there again; Esc goes back to the table')
        wait_for('the proposal', lambda: any(KEEP in row.get_name() and GONE in row.get_name()
                                             for row in program.all(Atspi.Role.LIST_ITEM)))
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
