#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer pastes a list of teachers from a sheet; two schools in it are new. One undo takes all back.

usage: journey_paste.py BUILD_DIR
"""

import pathlib
import re
import subprocess
import sys
import traceback

from desktop import Atspi, Program, focused_name, press_until, wait_for, wait_for_cell

HEADINGS = ['Họ và tên', 'Chức vụ', 'Đơn vị']
TEACHERS = [['Phạm Thị Thử Một', 'Giáo viên', 'MN Hoa Sen'],
            ['Phạm Thị Thử Hai', 'Giáo viên', 'THCS An Lập Mới'],
            ['Phạm Thị Thử Ba', 'Hiệu trưởng', 'MN Hoa Sen']]


def step(text):
    print(f'# {text}', flush=True)


def copy_from_sheet(rows):
    """Who owns the clipboard: to be ended when the journey is over."""
    sheet = subprocess.Popen(['/usr/bin/python3', str(pathlib.Path(__file__).with_name('clipboard.py'))],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding='utf-8')
    sheet.stdin.write(''.join('\t'.join(row) + '\n' for row in rows))
    sheet.stdin.close()
    assert sheet.stdout.readline() == 'ready\n'
    return sheet


def wait_for_rows(program, n):
    program.find(Atspi.Role.LABEL, re.compile(f'^{n} dòng'))


def go_to_people(program):
    step('to the people')
    program.keys('shift+F6')
    wait_for('the sidebar to have the focus',
             lambda: program.focused_role() == Atspi.Role.LIST_ITEM)
    press_until(program, 'Down', 'the people', lambda: focused_name(program) == 'Nhân sự')
    program.find(Atspi.Role.TABLE, 'Nhân sự')
    program.keys('ctrl+f', 'Return')
    wait_for_cell(program, ': ')
    label = program.find(Atspi.Role.LABEL, re.compile(r'^\d+ dòng'))
    return int(label.get_name().split()[0])


def paste(program, before):
    step('into the empty last row; the row of headings is left out')
    program.keys('ctrl+End', 'Down', 'Home', 'Right')
    wait_for_cell(program, '^Họ và tên: $')
    program.keys('ctrl+v')
    step('the schools are not known: nothing is stored, and they can be made in one step')
    program.find(None, re.compile('“MN Hoa Sen”'))
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Thêm 2 đơn vị còn thiếu'))
    wait_for_rows(program, before)
    program.keys('ctrl+period')
    wait_for_rows(program, before + 3)
    program.find(None, 'Đã thêm 3 dòng.')
    wait_for_cell(program, '^Họ và tên: Phạm Thị Thử Ba$')
    program.keys('Right', 'Right')
    wait_for_cell(program, '^Đơn vị: MN Hoa Sen$')


def undo_and_redo(program, before):
    step('undo says what it takes back, and takes all rows back at once')
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Hoàn tác: Dán 3 dòng', re.IGNORECASE))
    program.keys('ctrl+z')
    wait_for_rows(program, before)
    step('redo brings them again')
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Làm lại: Dán 3 dòng', re.IGNORECASE))
    program.keys('ctrl+y')
    wait_for_rows(program, before + 3)


def main():
    build = pathlib.Path(sys.argv[1])
    program = Program(build, '--sample', language='vi')
    sheet = None
    try:
        program.find(Atspi.Role.LIST, 'Các màn hình')
        before = go_to_people(program)
        sheet = copy_from_sheet([HEADINGS, *TEACHERS])
        paste(program, before)
        undo_and_redo(program, before)
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of a paste')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_paste.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of a paste')
    finally:
        if sheet:
            sheet.kill()
            sheet.wait()
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
