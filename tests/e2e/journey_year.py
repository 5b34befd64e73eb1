#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The head of an office looks at the whole year: moves an inspection on the timeline with the mouse and by keys, lets
the program propose a schedule, marks papers as received and sends the year as a picture and as a calendar.

usage: journey_year.py BUILD_DIR
"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback

from desktop import Atspi, Program, cell, choose, focused_name, press_until, wait_for, wait_for_cell

ROLE = Atspi.Role
YEAR, PLAN = 'Năm học 2023-2024', '73/KH-SGDĐT'
INSPECTION = 'Kiểm tra: Kiểm tra nhiệm vụ GDTrH, GDTX tại các đơn vị thuộc địa bàn '
HOSTS_THEN = 'SHCM cấp tỉnh theo nghiên cứu bài học môn Lịch sử và Địa lí lớp 8'
COLLIDES = 'Phòng GDĐT Hiệp Hòa đăng cai và được kiểm tra trong tháng 3/2024'
BOARD, PROPOSAL = 'Lịch kiểm tra theo tháng', 'Lịch đề xuất'
BEFORE, AFTER = 'Tháng 3/2024', 'Tháng 5/2024'


def step(text):
    print(f'# {text}', flush=True)


def cli(program, *arguments):
    done = subprocess.run([str(program.build / 'src' / 'cli' / 'namhoc-cli'), *map(str, arguments)],
                          capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout


def go_to(program, screen):
    """With the mouse, by the sidebar."""
    row = program.find(ROLE.LIST_ITEM, screen, program.find(ROLE.LIST, 'Các màn hình'))
    program.click(row)
    wait_for(f'the keys in the screen {screen}',
             lambda: row.has_state(Atspi.StateType.SELECTED) and program.focused() not in (None, row))


def go_to_tab(program, tab):
    program.click(program.find(ROLE.PAGE_TAB, tab))
    wait_for(f'the tab {tab}', lambda: program.all(ROLE.PAGE_TAB, tab, state=Atspi.StateType.SELECTED))


def can_undo(program):
    return program.find(ROLE.PUSH_BUTTON, re.compile('^Hoàn tác')).has_state(Atspi.StateType.SENSITIVE)


# The timeline. ----------------------------------------------------------------------------------


def bars(program):
    """What is in sight, by what is said of it. The list is asked for its children of now: GTK goes on telling of bars
    that are kept for others to come."""
    timeline = program.find(ROLE.LIST, 'Dòng thời gian')
    return {node.get_name(): node for node in timeline.get_children()}


def bar(program, place):
    """The inspection of a place."""
    return wait_for(f'the inspection of {place}',
                    lambda: [node for name, node in bars(program).items() if name.startswith(f'{INSPECTION}{place}, ')])[0]


def wait_for_bar(program, place, wanted):
    """All that is said of the inspection of a place, its conflicts too."""
    wait_for(f'the bar of {place} in “{wanted}”', lambda: f'{INSPECTION}{place}, {wanted}' in bars(program))


def wait_for_host(program, wanted):
    wait_for(f'the bar of what Hiệp Hòa hosts in “{wanted}”',
             lambda: f'Sinh hoạt chuyên môn: {HOSTS_THEN}, {wanted}' in bars(program))


def open_timeline(program):
    step(f'the timeline of {YEAR}, only the plan {PLAN}')
    program.click(program.find(ROLE.COMBO_BOX, 'Năm học'))
    wait_for('the years', lambda: program.focused_role() == ROLE.LIST_ITEM)
    choose(program, YEAR)
    go_to(program, 'Dòng thời gian')
    program.click(program.find(ROLE.PUSH_BUTTON, re.compile('^Lọc: ')))
    wait_for('the filters', lambda: focused_name(program).endswith('Tất cả kế hoạch') and program.focused_role() == ROLE.PUSH_BUTTON)
    program.keys('space')
    wait_for('the plans', lambda: program.focused_role() == ROLE.LIST_ITEM)
    choose(program, PLAN)
    wait_for('the filters again', lambda: program.focused_role() == ROLE.PUSH_BUTTON)
    program.keys('Escape')
    program.find(ROLE.PUSH_BUTTON, 'Lọc: đang đặt 1 điều kiện')
    step('an inspection of an office that hosts in that month is announced')
    wait_for_bar(program, 'Hiệp Hòa', f'{BEFORE}, cảnh báo: {COLLIDES}')
    wait_for_host(program, f'{BEFORE}, cảnh báo: {COLLIDES}')


def in_sight(program, label):
    """What stands beside the pointer loses its size when it goes."""
    return any(node.get_parent().get_extents()[2] > 0 for node in program.all(ROLE.LABEL, label))


def wait_for_conflicts(program, number):
    program.find(ROLE.PUSH_BUTTON, re.compile(f'^{number} chỗ trùng'))


def place_of(program, place):
    """Near the beginning of the bar: most of its words stand behind it."""
    left, top, _, height = bar(program, place).get_extents()
    return left + 24, top + height // 2


def way(program):
    """From the bar to two months later, as far as it is from September to November: their words stand behind them."""
    x, y = place_of(program, 'Hiệp Hòa')
    return (x, y), (x + place_of(program, 'Việt Yên, Yên Thế')[0] - place_of(program, 'TP Bắc Giang')[0], y + 3)


def drag_and_think_better(program):
    step('dragged to another month, then Esc: all is as it was')
    start, end = way(program)
    program.drag(start, end)
    wait_for('the new month beside the pointer', lambda: in_sight(program, AFTER))
    program.keys('Escape', held=True)
    wait_for('nothing beside the pointer', lambda: not in_sight(program, AFTER))
    program.release()
    wait_for_bar(program, 'Hiệp Hòa', f'{BEFORE}, cảnh báo: {COLLIDES}')
    assert not can_undo(program)


def drag(program):
    step(f'dragged to {AFTER}, which it says on the way; the warning goes')
    start, end = way(program)
    program.drag(start, end)
    wait_for('the new month beside the pointer', lambda: in_sight(program, AFTER))
    program.release()
    wait_for_bar(program, 'Hiệp Hòa', AFTER)
    wait_for_conflicts(program, 'Không có')


def look_in_table(program):
    step('the table of inspections has it too; undo there')
    go_to(program, 'Kiểm tra')
    program.keys('ctrl+f')
    wait_for('the filter', lambda: program.focused_role() == ROLE.ENTRY)
    program.keys('shift+Tab')
    wait_for('the choice of a plan', lambda: program.focused_role() == ROLE.PUSH_BUTTON)
    program.keys('space')
    wait_for('the plans', lambda: program.focused_role() == ROLE.LIST_ITEM)
    choose(program, PLAN)
    program.find(ROLE.LABEL, re.compile('^7 dòng'))
    program.keys('ctrl+f', 'Return')
    wait_for_cell(program, '^Đơn vị được kiểm tra: ')
    program.keys('ctrl+Home')
    press_until(program, 'Down', 'Hiệp Hòa', lambda: cell(program).endswith(' Hiệp Hòa'))
    program.keys('Right', 'Right')  # past the content
    wait_for_cell(program, f'^Thời gian: {AFTER}$')
    program.keys('ctrl+z')
    wait_for_cell(program, f'^Thời gian: {BEFORE}$')
    assert not can_undo(program)


def move_by_keys(program):
    step('the same by keys: arrows to the bar, Alt with arrows moves it')
    go_to(program, 'Dòng thời gian')
    wait_for_bar(program, 'Hiệp Hòa', f'{BEFORE}, cảnh báo: {COLLIDES}')
    wait_for('a bar to have the focus', lambda: program.focused() and ', ' in focused_name(program))
    program.keys('ctrl+Home')
    press_until(program, 'Down', 'the inspection of Hiệp Hòa',
                lambda: focused_name(program).startswith(f'{INSPECTION}Hiệp Hòa'))
    program.keys('alt+Right')
    wait_for_bar(program, 'Hiệp Hòa', 'Tháng 4/2024')
    program.keys('alt+Right')
    wait_for_bar(program, 'Hiệp Hòa', AFTER)
    assert focused_name(program) == f'{INSPECTION}Hiệp Hòa, {AFTER}', focused_name(program)
    step('each press is a step of its own to undo')
    program.keys('ctrl+z')
    wait_for_bar(program, 'Hiệp Hòa', 'Tháng 4/2024')
    program.keys('ctrl+z')
    wait_for_bar(program, 'Hiệp Hòa', f'{BEFORE}, cảnh báo: {COLLIDES}')
    program.keys('ctrl+y', 'ctrl+y')
    wait_for_bar(program, 'Hiệp Hòa', AFTER)
    program.keys('ctrl+Home')
    wait_for_host(program, BEFORE)


# A schedule. ------------------------------------------------------------------------------------


def schedule(program, table):
    """Which team goes where and when, as the cells of a board tell: {('Lục Ngạn', '2/2024'): 'Đoàn 2'}."""
    found = {}
    for node in program.all(ROLE.TABLE_CELL, root=program.find(ROLE.TABLE, table)):
        said = re.fullmatch(r'(.+), (?:tháng )?(\d+/\d+): (.+)', node.get_name())
        if said and 'Đoàn' in said[3]:
            found[said[1], said[2]] = said[3]
    return found


def propose(program):
    step('the program proposes a schedule')
    go_to(program, 'Kiểm tra')
    go_to_tab(program, 'Lịch')
    before = wait_for('the schedule', lambda: schedule(program, BOARD))
    windows = len(program.windows())
    program.click(program.find(ROLE.PUSH_BUTTON, re.compile('Đề xuất lịch…$')))
    program.find(ROLE.TABLE, PROPOSAL)
    wait_for('the window', lambda: len(program.windows()) > windows)
    program.focus()
    proposed = wait_for('a proposal', lambda: schedule(program, PROPOSAL))
    (month,) = (month for place, month in proposed if place == 'Lục Ngạn')
    step('one round is moved by hand, the rest is proposed again: that one stays')
    program.click(cell_of(program, month))
    program.keys('alt+Right')
    wait_for('the round in another month', lambda: ('Lục Ngạn', month) not in schedule(program, PROPOSAL))
    chosen = {key for key in schedule(program, PROPOSAL) if key[0] == 'Lục Ngạn'}
    assert len(chosen) == 1, chosen
    program.keys('alt+l')
    wait_for('a proposal around it', lambda: chosen <= set(schedule(program, PROPOSAL)))
    (fixed,) = chosen
    wait_for('nobody else in that month',
             lambda: [key for key in schedule(program, PROPOSAL) if key[1] == fixed[1]] == [fixed])
    return before, fixed, windows


def apply(program, before, fixed, windows):
    step('applied; one undo brings all back')
    program.keys('alt+d')
    wait_for('the window to close', lambda: not program.all(ROLE.TABLE, PROPOSAL))
    program.focus()
    wait_for('the new schedule', lambda: fixed in schedule(program, BOARD))
    assert schedule(program, BOARD) != before
    program.keys('ctrl+z')
    wait_for('the old schedule', lambda: schedule(program, BOARD) == before)


def cell_of(program, month):
    return program.find(ROLE.TABLE_CELL, re.compile(f'^Lục Ngạn, {month}: '), program.find(ROLE.TABLE, PROPOSAL))


# Papers. ----------------------------------------------------------------------------------------


def missing(program):
    """How many papers are late, as the sidebar says."""
    row = program.find(ROLE.LIST_ITEM, 'Hạn báo cáo', program.find(ROLE.LIST, 'Các màn hình'))
    said = re.match(r'(\d+) báo cáo quá hạn', row.get_description())
    return int(said[1]) if said else 0


def receive(program):
    step('three papers came: the sidebar counts fewer, undo counts them again')
    go_to(program, 'Hạn báo cáo')
    go_to_tab(program, 'Theo dõi')
    before = missing(program)
    assert before > 3, before
    wait_for_cell(program, '^Hạn nộp: ')
    program.keys('ctrl+Home')
    wait_for('the first row', lambda: (program.focused().get_description() or '').startswith('dòng 1 /'))
    program.keys('shift+Down', 'shift+Down')
    program.find(ROLE.LABEL, re.compile(' đang chọn 3$'))
    program.keys('ctrl+Return')
    wait_for('three less', lambda: missing(program) == before - 3)
    program.keys('ctrl+z')
    wait_for('as many as before', lambda: missing(program) == before)
    program.keys('ctrl+y')
    wait_for('three less again', lambda: missing(program) == before - 3)


# The overview and the files. ----------------------------------------------------------------------


def overview(program):
    step('the overview has what is late; a click goes to it')
    go_to(program, 'Tổng quan')
    late = program.find(ROLE.LIST, 'Quá hạn')
    first = wait_for('something late', lambda: program.all(ROLE.LIST_ITEM, re.compile('chậm'), late))[0]
    assert 'Phòng GDĐT' in first.get_name(), first.get_name()
    program.click(first)
    wait_for('the screen of deadlines',
             lambda: program.all(ROLE.LIST_ITEM, 'Hạn báo cáo', state=Atspi.StateType.SELECTED))
    wait_for_cell(program, ': ')


def read_files(program, book, folder):
    step('the year as a picture and as a calendar, from the same workbook')
    picture, calendar = folder / 'year.pdf', folder / 'year.ics'
    cli(program, 'export', book, '--timeline', '--by', 'kind', '--plan', PLAN, '--to', picture)
    assert picture.read_bytes().startswith(b'%PDF'), picture
    cli(program, 'export', book, '--calendar', '--plan', PLAN, '--to', calendar)
    events = calendar.read_text(encoding='utf-8').replace('\n ', '').split('BEGIN:VEVENT')[1:]
    (ours,) = (event for event in events if 'địa bàn Hiệp Hòa (trong tháng 5/2024)' in event)
    assert 'DTSTART;VALUE=DATE:20240501' in ours and 'DTEND;VALUE=DATE:20240601' in ours, ours
    if shutil.which('pdftotext'):
        text = subprocess.run(['pdftotext', '-layout', str(picture), '-'], capture_output=True, text=True, check=True).stdout
        # Three days before the first of May: papers go with the inspection.
        assert re.search(r'28/4 Thời khóa biểu .*\(Phòng GDĐT Hiệp Hòa\)', text), text


def journey(program):
    open_timeline(program)
    drag_and_think_better(program)
    drag(program)
    look_in_table(program)
    move_by_keys(program)
    apply(program, *propose(program))
    receive(program)
    overview(program)


def main():
    build = pathlib.Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix='namhoc-year-') as folder:
        book = pathlib.Path(folder) / 'year.namhoc'
        subprocess.run([str(build / 'src' / 'cli' / 'namhoc-cli'), 'new', str(book), '--sample'], check=True, timeout=60)
        program = Program(build, str(book), language='vi')
        try:
            journey(program)
            errors = program.close()
            read_files(program, book, pathlib.Path(folder))
            assert program.process.returncode == 0, program.process.returncode
            assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
            print('ok 1 - journey of a year')
        except Exception:
            traceback.print_exc()
            program.picture(build / 'journey_year.png')
            print(program.dump(), file=sys.stderr)
            print(program.errors(), file=sys.stderr)
            print('not ok 1 - journey of a year')
        finally:
            program.clean()
    print('1..1')


if __name__ == '__main__':
    main()
