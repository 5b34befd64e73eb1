#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer makes a plan from a template, writes in it, puts a table in, changes what the table shows,
issues the plan and sends it as a Word file, with the keyboard alone.

usage: journey_plan.py BUILD_DIR
"""

import pathlib
import re
import sys
import traceback
import xml.etree.ElementTree as ElementTree
import zipfile

from desktop import (Atspi, Program, cell, focused_name, press_until, wait_for, wait_for_cell)

TEMPLATE = 'Sinh hoạt chuyên môn và kiểm tra'
HEADING = 'Yeu cau chung'
BEFORE, AFTER = 'Tháng 10/2026', 'Tháng 5/2027'
WORD = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'


def step(text):
    print(f'# {text}', flush=True)


def has_focus(program, name):
    node = program.focused()
    return node is not None and node.get_name() == name


def outline(program):
    """What the rows of the outline say: each its number and its words."""
    return [row.get_name() for row in program.all(Atspi.Role.LIST_ITEM, root=program.find(Atspi.Role.LIST, 'Dàn ý'))]


def new_plan(program):
    step(f'a new plan from the template “{TEMPLATE}”')
    windows = len(program.windows())
    program.keys('ctrl+shift+n')
    wait_for('the dialog', lambda: len(program.windows()) > windows)
    program.focus()
    press_until(program, 'Down', TEMPLATE, lambda: focused_name(program) == TEMPLATE)
    program.find(Atspi.Role.LABEL, re.compile(r'\d+ chỗ cần điền'))
    program.keys('alt+l')
    wait_for('the dialog to close', lambda: len(program.windows()) == windows)
    program.focus()
    program.find(Atspi.Role.TEXT, 'Nội dung kế hoạch')
    program.keys('ctrl+Home')
    wait_for('the text to have the focus', lambda: has_focus(program, 'Nội dung kế hoạch'))
    wait_for('the outline', lambda: 'I. MỤC ĐÍCH, YÊU CẦU' in outline(program))
    program.find(Atspi.Role.LABEL, re.compile(r'Còn \d+ chỗ cần điền'))


def write(program):
    step('a heading, typed after the first paragraph, then promoted')
    program.keys('ctrl+Down', 'Return')
    program.type(HEADING)
    program.keys('ctrl+2')
    wait_for('a heading of the second level',
             lambda: any(re.fullmatch(rf'\d+\. {HEADING}', row) for row in outline(program)))
    program.keys('shift+Tab')
    wait_for('a heading of the first level',
             lambda: any(re.fullmatch(rf'[IVX]+\. {HEADING}', row) for row in outline(program)))
    step('undo lowers it again, redo raises it')
    program.keys('ctrl+z')
    wait_for('the second level again',
             lambda: any(re.fullmatch(rf'\d+\. {HEADING}', row) for row in outline(program)))
    program.keys('ctrl+y')
    wait_for('the first level again',
             lambda: any(re.fullmatch(rf'[IVX]+\. {HEADING}', row) for row in outline(program)))


def insert_table(program):
    step('a table of the inspections, by the menu')
    program.keys('End', 'Return')
    tables = len(program.all(Atspi.Role.LABEL, re.compile('^Bảng tự cập nhật · Kiểm tra')))
    program.find(Atspi.Role.PUSH_BUTTON, 'Chèn').do_action()
    wait_for('the menu', lambda: program.focused_role() == Atspi.Role.MENU_ITEM)
    program.keys('Right')
    press_until(program, 'Down', 'the inspections',
                lambda: focused_name(program) == 'Kiểm tra' and program.focused_role() == Atspi.Role.MENU_ITEM)
    program.keys('Return')
    wait_for('one more table of inspections in the text',
             lambda: len(program.all(Atspi.Role.LABEL, re.compile('^Bảng tự cập nhật · Kiểm tra'))) > tables)


def change_data(program):
    step(f'the inspection of {BEFORE} moves to {AFTER}, in the table of activities')
    program.keys('alt+3')
    wait_for_cell(program, '^Loại: ')
    program.keys('ctrl+Home')
    press_until(program, 'Down', 'the inspections', lambda: cell(program).endswith('Kiểm tra'))
    program.keys('Right', 'Right')
    wait_for_cell(program, '^Thời gian: ')
    press_until(program, 'Down', BEFORE, lambda: cell(program).endswith(BEFORE))
    program.keys('F2', 'End', *['BackSpace'] * len('10/2026'))
    program.type('5/2027')
    program.keys('Return')
    wait_for('the cursor to go on', lambda: not cell(program).endswith(BEFORE))
    program.keys('Up')
    wait_for_cell(program, f'Thời gian: {AFTER}$')
    program.keys('alt+1')
    wait_for('the text to have the focus again', lambda: has_focus(program, 'Nội dung kế hoạch'))
    pages = program.find(Atspi.Role.LABEL, re.compile(r'^Trang \d+/\d+$'))
    assert int(pages.get_name().split('/')[1]) >= 5, pages.get_name()


def issue(program):
    step('the plan is issued: number and day')
    windows = len(program.windows())
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('Ban hành…')).do_action()
    wait_for('the dialog', lambda: len(program.windows()) > windows)
    program.focus()
    wait_for('the number to have the focus', lambda: has_focus(program, 'Số'))
    program.keys('ctrl+a')
    program.type('112')
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('Ban hành 112/'))
    program.keys('Return')
    wait_for('the dialog to close', lambda: len(program.windows()) == windows)
    program.focus()
    program.find(Atspi.Role.PUSH_BUTTON, re.compile('Tình trạng kế hoạch: Đã ban hành'))
    program.find(Atspi.Role.LABEL, re.compile('^112/KH-'))


def export_word(program):
    step('the plan as a Word file')
    windows = len(program.windows())
    program.keys('ctrl+e')
    wait_for('the menu', lambda: program.focused_role() == Atspi.Role.MENU_ITEM)
    press_until(program, 'Down', 'Word', lambda: 'Word' in focused_name(program))
    program.keys('Return')
    wait_for('the dialog of files', lambda: len(program.windows()) > windows and program.focused_role() != Atspi.Role.MENU_ITEM)
    program.focus()
    program.keys('ctrl+a')
    program.type(str(program.home / 'plan.docx'))
    program.keys('Return')
    wait_for('the file', (program.home / 'plan.docx').exists)
    program.focus()


def read_word(program):
    step('what stands in the file')
    with zipfile.ZipFile(program.home / 'plan.docx') as package:
        body = ElementTree.fromstring(package.read('word/document.xml'))
    paragraphs = [''.join(text.text or '' for text in paragraph.iter(f'{WORD}t')) for paragraph in body.iter(f'{WORD}p')]
    paragraphs = [text.replace('\u00a0', ' ') for text in paragraphs]
    assert any(HEADING.upper() in text.upper() for text in paragraphs), paragraphs[:40]
    assert any('112/KH-' in text for text in paragraphs), paragraphs[:12]
    attached = [text for text in paragraphs if text.startswith('(Kèm theo')]
    assert attached and all('112/KH-' in text for text in attached), attached
    tables = [[''.join(text.text or '' for text in row.iter(f'{WORD}t')).replace('\u00a0', ' ') for row in table.iter(f'{WORD}tr')]
              for table in body.iter(f'{WORD}tbl')]
    changed = [table for table in tables if any(AFTER in row for row in table)]
    # The one in the text, and the appendix that shows the same data.
    assert len(changed) >= 2, tables
    assert paragraphs[-1] != '' or len(paragraphs) > 60, len(paragraphs)


def main():
    build = pathlib.Path(sys.argv[1])
    program = Program(build, '--sample', language='vi')
    try:
        program.find(Atspi.Role.LIST, 'Các màn hình')
        new_plan(program)
        write(program)
        insert_table(program)
        change_data(program)
        issue(program)
        export_word(program)
        read_word(program)
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        print('ok 1 - journey of a plan')
    except Exception:
        traceback.print_exc()
        program.picture(build / 'journey_plan.png')
        print(program.dump(), file=sys.stderr)
        print(program.errors(), file=sys.stderr)
        print('not ok 1 - journey of a plan')
    finally:
        program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
