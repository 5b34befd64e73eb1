#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer finds a school office, a person by a phone, a plan by its number and a command in the
one box, by keys and by the mouse; a screen reader hears what is found.

usage: journey_search.py BUILD_DIR
"""

import pathlib
import re
import subprocess
import sys
import traceback

from desktop import Atspi, Program, cell, has_state, wait_for, wait_for_cell

ROLE = Atspi.Role
RESULTS = 'Kết quả'


def step(text):
    print(f'# {text}', flush=True)


def find_box(program):
    found = program.all(name='NhSearchPalette')
    return found[0] if found else None


def results(program):
    """What the rows say, and which of them is selected."""
    lists = program.all(ROLE.LIST, RESULTS)
    rows = program.all(ROLE.LIST_ITEM, root=lists[0]) if lists else []
    chosen = [row.get_name() for row in rows if has_state(row, Atspi.StateType.SELECTED)]
    return rows, chosen[0] if chosen else None


def wait_for_choice(program, wanted):
    return wait_for(f'the choice “{wanted}”, not “{results(program)[1]}”',
                    lambda: re.search(wanted, results(program)[1] or ''))


def open_box(program):
    program.keys('ctrl+k')
    wait_for('the box to have the keys',
             lambda: program.focused_role() == ROLE.ENTRY and results(program)[0])


def wait_closed(program):
    wait_for('the box to close', lambda: find_box(program) is None)


def records(program):
    step('an office, without marks: Enter goes to its row')
    open_box(program)
    program.type('luc ngan')
    wait_for_choice(program, '^Đơn vị: Phòng GDĐT huyện Lục Ngạn, ')
    program.find(ROLE.STATUS_BAR, re.compile(r'^\d+ kết quả$'), find_box(program))
    entry = program.focused()
    wait_for('the entry to say what is selected',
             lambda: entry.get_description().startswith('Đơn vị: Phòng GDĐT huyện Lục Ngạn'))
    program.keys('Return')
    wait_closed(program)
    program.find(ROLE.TABLE, 'Đơn vị')
    wait_for_cell(program, 'Phòng GDĐT huyện Lục Ngạn$')

    step('a person by a phone, from within a cell that is being edited')
    program.keys('F2')
    open_box(program)
    program.type('0912 000 102')
    wait_for_choice(program, '^Nhân sự: Huỳnh Tấn Lợi, Hiệu trưởng')
    program.keys('Return')
    wait_closed(program)
    program.find(ROLE.TABLE, 'Nhân sự')
    wait_for_cell(program, '.')
    program.keys('Home', 'Right')
    wait_for_cell(program, 'Huỳnh Tấn Lợi$')


def arrows(program):
    step('arrows, pages, both ends; Esc gives the keys back')
    before = cell(program)
    open_box(program)
    program.type('phong gddt huyen')
    wait_for_choice(program, '^Đơn vị: Phòng GDĐT huyện')
    rows, first = results(program)
    names = [row.get_name() for row in rows]
    program.keys('Down')
    wait_for_choice(program, f'^{re.escape(names[1])}$')
    program.keys('End')
    wait_for_choice(program, f'^{re.escape(names[-1])}$')
    program.keys('Down')
    wait_for_choice(program, f'^{re.escape(first)}$')
    program.keys('Page_Down', 'Page_Up')
    wait_for_choice(program, f'^{re.escape(first)}$')
    program.keys('Escape')
    wait_closed(program)
    wait_for_cell(program, f'^{re.escape(before)}$')


def command(program):
    step('a command')
    open_box(program)
    program.type('di toi kiem tra')
    wait_for_choice(program, '^Lệnh: Đi tới: Kiểm tra')
    program.keys('Return')
    wait_closed(program)
    program.find(ROLE.TABLE, 'Kiểm tra')


def click(program, node):
    left, top, width, height = node.get_extents()
    window = program.windows()[-1]
    subprocess.run(['xdotool', 'mousemove', '--window', window, str(left + width // 2),
                    str(top + height // 2), 'click', '1'], check=True)


def mouse(program):
    step('by the mouse: six times a row, once beside the box')
    for number in range(6):
        typed, name = (('ben suc', 'Trường Tiểu học Bến Súc'), ('ba to', 'Phòng GDĐT huyện Ba Tơ'))[number % 2]
        open_box(program)
        program.type(typed)
        wait_for_choice(program, f': {name}')
        click(program, results(program)[0][0])
        wait_closed(program)
        wait_for_cell(program, f': {name}$')
    open_box(program)
    window = program.windows()[-1]
    subprocess.run(['xdotool', 'mousemove', '--window', window, '120', '620', 'click', '1'], check=True)
    wait_closed(program)


def main():
    build = pathlib.Path(sys.argv[1])
    program = Program(build, '--sample', language='vi')
    try:
        program.find(ROLE.LIST, 'Các màn hình')
        records(program)
        arrows(program)
        command(program)
        mouse(program)
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of a search')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_search.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of a search')
    finally:
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
