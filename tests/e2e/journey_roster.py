#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer replaces a member in the middle of the year and looks at the roster of two days, with
the keyboard alone.

usage: journey_roster.py BUILD_DIR
"""

import pathlib
import re
import sys
import traceback

from desktop import Atspi, Program, cell, focused_name, has_state, press_until, wait_for, wait_for_cell

ROLE = Atspi.Role
TEAM = 'Tổ chuyên môn nghiệp vụ cấp tiểu học'
OLD, NEW = 'Đỗ Thị Ngọc Huyền', 'Phan Thanh Tam'


def step(text):
    print(f'# {text}', flush=True)


def in_role(program, role):
    node = program.focused()
    return node is not None and node.get_role() == role


def go_to_team(program):
    step('to the screen of clusters and teams, by the sidebar')
    program.keys('shift+F6')
    wait_for('the sidebar to have the focus', lambda: in_role(program, ROLE.LIST_ITEM))
    press_until(program, 'Down', 'clusters and teams', lambda: focused_name(program) == 'Cụm và tổ')
    step('to the team in the tree, which is the next pane')
    program.keys('F6')
    wait_for('the tree', lambda: in_role(program, ROLE.LIST_ITEM) and
             program.focused().get_name() == 'Tất cả cụm và tổ')
    press_until(program, 'Down', TEAM, lambda: program.focused().get_name().startswith(TEAM), 12)
    program.keys('F6')
    wait_for_cell(program, f'Họ và tên: {OLD}')


def replace(program):
    step('a new member in her place from 10/02/2025, by the menu of the row')
    windows = len(program.windows())
    program.keys('shift+F10')
    press_until(program, 'Down', 'the item', lambda: 'Thay thế thành viên' in
                focused_name(program).replace('_', ''), 16)
    program.keys('Return')
    entry = program.find(ROLE.TEXT, 'Người mới:')
    wait_for('the menu to be gone', lambda: len(program.windows()) == windows + 1)
    program.focus()
    wait_for('its first entry', lambda: has_state(entry, Atspi.StateType.FOCUSED))
    program.type(NEW)
    program.keys('Tab')
    program.type('10/2/2025')
    program.keys('Return')
    step('nobody of that name is known yet: the dialog offers to add her')
    program.find(ROLE.CHECK_BOX, re.compile('danh sách nhân sự'))
    program.keys('Return')
    wait_for('the dialog to close', lambda: len(program.windows()) == windows)
    program.focus()
    program.find(ROLE.PUSH_BUTTON, re.compile('^Hoàn tác: Thay thế thành viên'))


def open_days(program):
    """The button says the day in full where the focus is: in the menu button, not only around it."""
    def look():
        for button in program.all(None, re.compile('^(Tại ngày: hôm nay|Tại ngày [0-9]+/0?2/2025)')):
            if has_state(button, Atspi.StateType.FOCUSABLE) and button.get_parent().get_name() == button.get_name():
                return button
        return None
    wait_for('the button of the day', look).do_action()


def look_at(program, day, wanted):
    step(f'the roster of {day}')
    open_days(program)
    entry = program.find(ROLE.TEXT, 'Ngày')
    wait_for('the day entry', lambda: has_state(entry, Atspi.StateType.FOCUSED))
    program.keys('ctrl+a')
    program.type(day)
    program.keys('Return')
    program.find(ROLE.LABEL, re.compile(f'(?i)tại ngày {day}: '))
    program.focus()
    press_until(program, 'Tab', 'the table of that day', lambda: cell(program).startswith('Họ và tên'), 16)
    program.keys('ctrl+Home')
    wait_for_cell(program, f'Họ và tên: {wanted}')


def main():
    build = pathlib.Path(sys.argv[1])
    program = Program(build, '--sample', language='vi')
    try:
        program.find(ROLE.LIST, 'Các màn hình')
        go_to_team(program)
        replace(program)
        look_at(program, '09/02/2025', OLD)
        look_at(program, '10/02/2025', NEW)
        step('undo takes the replacement back, the new person too')
        program.keys('ctrl+z')
        wait_for_cell(program, f'Họ và tên: {OLD}')
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of a roster')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_roster.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of a roster')
    finally:
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
