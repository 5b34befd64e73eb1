#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The district office ends on 30/6/2025 and its schools go to two communes, by the keyboard alone;
then the tree on the last day and on the next one, and all of it undone.

usage: journey_reorganise.py BUILD_DIR
"""

import pathlib
import re
import sys
import traceback

from desktop import Atspi, Program, cell, focused_name, press_until, wait_for, wait_for_cell

OFFICE = 'Phòng GDĐT huyện Dầu Tiếng'
FIRST, SECOND = 'Long Tan A', 'Minh Thanh B'  # keys that every layout has
NEW_OFFICE = 'Phòng Văn hóa - Xã hội Minh Thanh B'
SCHOOL = 'Trường Tiểu học Minh Thạnh'


def step(text):
    print(f'# {text}', flush=True)


def go_to_office(program):
    step('to the row of the office, by the sidebar and the filter')
    program.keys('shift+F6')
    wait_for('the sidebar to have the focus',
             lambda: program.focused_role() == Atspi.Role.LIST_ITEM)
    press_until(program, 'Down', 'the units', lambda: focused_name(program) == 'Đơn vị')
    program.find(Atspi.Role.TABLE, 'Đơn vị')
    program.keys('ctrl+f')
    wait_for('the filter to have the focus',
             lambda: program.focused_role() == Atspi.Role.ENTRY)
    program.type('gddt dau tieng')
    program.find(Atspi.Role.LABEL, re.compile('^1 dòng'))
    program.keys('Return')
    wait_for_cell(program, OFFICE)


def open_dialog(program):
    step('the command in the menu of the row')
    windows = len(program.windows())
    program.keys('Menu')
    wait_for('the menu', lambda: focused_name(program) and not cell(program))
    press_until(program, 'Down', 'the command', lambda: focused_name(program).startswith('Kết thúc'))
    program.keys('Return')
    wait_for('the dialog', lambda: len(program.windows()) > windows)
    program.focus()
    program.find(Atspi.Role.LABEL, re.compile('^Gõ ngày cuối cùng'))
    return windows


def fill_in(program):
    step('the last day, then all to one commune and the last of them to another')
    program.type('30/6/2025')
    program.find(Atspi.Role.LABEL, re.compile('17 đơn vị chưa có nơi chuyển về'))
    program.keys('Tab', 'Tab', 'Tab')
    program.type(FIRST)
    program.keys('Return')
    program.find(Atspi.Role.LABEL, re.compile('17 đơn vị chuyển đi từ ngày 01/7/2025; số nơi nhận: 1. Lập mới 1 phòng'))
    program.keys('ctrl+End')
    program.keys('Up', 'Up', 'Up', 'Up')
    program.keys('shift+ctrl+Down')
    program.type(SECOND)
    program.keys('ctrl+Return')
    program.find(Atspi.Role.LABEL, re.compile('số nơi nhận: 2. Lập mới 2 phòng'))
    program.find(Atspi.Role.LABEL, re.compile('Sau ngày đó còn ghi “' + OFFICE))


def accept(program, windows):
    step('done, as one step')
    program.keys('alt+k')
    wait_for('the dialog to close', lambda: len(program.windows()) == windows)
    program.focus()
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Hoàn tác: Kết thúc hoạt động'))


def show_day(program, day):
    step(f'the tree on {day}')
    program.keys('ctrl+f')
    wait_for('the filter to have the focus',
             lambda: program.focused_role() == Atspi.Role.ENTRY)
    press_until(program, 'shift+Tab', 'the day', lambda: focused_name(program).startswith('Tại ngày'))
    program.keys('Return')
    program.find(Atspi.Role.LABEL, re.compile('bắt đầu chính quyền hai cấp'))
    program.keys('ctrl+a')
    program.type(day)
    program.keys('Return')
    program.find(Atspi.Role.LABEL, re.compile(f'ngày {day} · chỉ xem'))
    wait_for('the table to have the focus', lambda: cell(program))


def read_rows(program, expected):
    """The names in the rows, from the first on."""
    program.find(Atspi.Role.LABEL, re.compile(f'^{len(expected)} dòng'))
    program.keys('ctrl+Home')
    for i, name in enumerate(expected):
        if i:
            program.keys('Down')
        wait_for_cell(program, f'^Tên: {name}$')


def look(program, day, expected):
    show_day(program, day)
    read_rows(program, expected)


def main():
    build = pathlib.Path(sys.argv[1])
    program = Program(build, '--sample', language='vi')
    try:
        program.find(Atspi.Role.LIST, 'Các màn hình')
        go_to_office(program)
        windows = open_dialog(program)
        fill_in(program)
        accept(program, windows)
        step('the tree, narrowed to one school')
        press_until(program, 'shift+Tab', 'the tree', lambda: focused_name(program) == 'Cây')
        program.keys('space')
        program.find(Atspi.Role.TABLE, 'Cây đơn vị')
        program.keys('ctrl+f')
        wait_for('the filter to have the focus',
                 lambda: program.focused_role() == Atspi.Role.ENTRY)
        program.type('tieu hoc minh thanh')
        program.keys('Return')
        top = 'Sở Giáo dục và Đào tạo tỉnh Bình Dương'
        look(program, '30/6/2025', [top, OFFICE, SCHOOL])
        look(program, '01/7/2025', [top, NEW_OFFICE, SCHOOL])
        step('undone')
        program.keys('ctrl+z')
        program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Làm lại: Kết thúc hoạt động'))
        read_rows(program, [top, OFFICE, SCHOOL])
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of a reorganisation')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_reorganise.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of a reorganisation')
    finally:
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
