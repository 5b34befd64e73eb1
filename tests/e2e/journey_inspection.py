#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer moves an inspection by a month and prints the appendix again, with the keyboard alone.

usage: journey_inspection.py BUILD_DIR
"""

import pathlib
import re
import sys
import traceback

import openpyxl

from desktop import (Atspi, Program, cell, choose, focused_name, has_state, press_until, wait_for,
                     wait_for_cell)

PLAN = '73/KH-SGDĐT'
UNIT = 'Lục Ngạn'
BEFORE, AFTER = 'Tháng 02/2024', 'Tháng 3/2024'
# Three days before the first day of the month, and before a Sunday the Friday: worked out by hand.
DUE_BEFORE, DUE_AFTER = '29/01/2024', '27/02/2024'


def step(text):
    print(f'# {text}', flush=True)


def go_to_inspections(program):
    step('to the screen of inspections, by the sidebar')
    program.keys('shift+F6')
    wait_for('the sidebar to have the focus',
             lambda: program.focused_role() == Atspi.Role.LIST_ITEM)
    press_until(program, 'Down', 'the inspections', lambda: focused_name(program) == 'Kiểm tra')
    program.find(Atspi.Role.TABLE, 'Kiểm tra')

    step(f'only those of {PLAN}, by the list of plans')
    program.keys('ctrl+f')
    wait_for('the filter to have the focus',
             lambda: program.focused_role() == Atspi.Role.ENTRY)
    program.keys('shift+Tab')
    wait_for('the list of plans to have the focus',
             lambda: program.focused_role() == Atspi.Role.PUSH_BUTTON)
    program.keys('space')
    wait_for('the list to open',
             lambda: program.focused_role() == Atspi.Role.LIST_ITEM)
    choose(program, PLAN)
    program.find(Atspi.Role.LABEL, re.compile(r'^7 dòng'))
    program.keys('ctrl+f', 'Return')
    wait_for_cell(program, 'dòng|: ')


def go_to_cell(program, first_column, value):
    program.keys('ctrl+Home')
    wait_for_cell(program, f'^{first_column}: ')
    press_until(program, 'Down', value, lambda: cell(program).endswith(f' {value}'), 10)


def change_month(program):
    step(f'{UNIT} from {BEFORE} to {AFTER}, in the cell')
    go_to_cell(program, 'Đơn vị được kiểm tra', UNIT)
    program.keys('Right', 'Right')  # past the content
    wait_for_cell(program, f'Thời gian: {BEFORE}$')
    program.keys('Right')
    wait_for_cell(program, f': {DUE_BEFORE}')
    program.keys('Left')
    wait_for_cell(program, f'Thời gian: {BEFORE}$')
    program.keys('F2', 'End', *['Left'] * len('/2024'), *['BackSpace'] * len('02'), '3', 'Return')
    wait_for('the cursor to go on', lambda: not cell(program).endswith(BEFORE))
    program.keys('Up')
    wait_for_cell(program, f'Thời gian: {AFTER}$')
    step('the day its papers are due moves with it')
    program.keys('Right')
    wait_for_cell(program, f': {DUE_AFTER}')


def undo_and_redo(program):
    step('undo says what it takes back, and does')
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Hoàn tác: .*Thời gian', re.IGNORECASE))
    program.keys('ctrl+z')
    wait_for_cell(program, f': {DUE_BEFORE}')
    step('redo too')
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('^Làm lại: .*Thời gian', re.IGNORECASE))
    program.keys('ctrl+y')
    wait_for_cell(program, f': {DUE_AFTER}')


def export(program):
    step('the appendix again, as a workbook of Excel')
    windows = len(program.windows())
    program.keys('ctrl+e')
    wait_for('the dialog', lambda: len(program.windows()) > windows)
    program.focus()
    program.find(Atspi.Role.LABEL, PLAN)
    first = program.find(Atspi.Role.CHECK_BOX, re.compile(r'^Phụ lục I\. '))
    press_until(program, 'Tab', 'the first appendix',
                lambda: program.focused() == first)
    program.keys('space')
    wait_for('the first appendix to be left out', lambda: not has_state(first, Atspi.StateType.CHECKED))
    press_until(program, 'Tab', 'the button', lambda: focused_name(program) == 'Xuất')
    program.keys('Return')
    program.find(Atspi.Role.LABEL, re.compile('1 tệp'))
    program.keys('Escape')
    wait_for('the dialog to close', lambda: len(program.windows()) == windows)
    program.focus()


def read_file(program):
    step('what stands in the file')
    files = list(program.home.glob('*.xlsx'))
    assert len(files) == 1, files
    assert '73-KH-SGDĐT' in files[0].name, files
    book = openpyxl.load_workbook(files[0])
    rows = [[str(value.value or '') for value in row] for sheet in book for row in sheet.iter_rows()]
    ours = [row for row in rows if any(UNIT in text for text in row)]
    assert len(ours) == 1, ours
    assert any(AFTER in text for text in ours[0]), ours
    assert not any(BEFORE in text for text in ours[0]), ours
    assert len(book.worksheets) == 1, book.sheetnames


def main():
    build = pathlib.Path(sys.argv[1])
    program = Program(build, '--sample', language='vi')
    try:
        program.find(Atspi.Role.LIST, 'Các màn hình')
        go_to_inspections(program)
        change_month(program)
        undo_and_redo(program)
        export(program)
        read_file(program)
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of an inspection')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_inspection.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of an inspection')
    finally:
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
