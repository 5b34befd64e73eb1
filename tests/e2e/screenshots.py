#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of every screen, dialog and menu of the program on its sample, for people to look at.

usage: screenshots.py --build BUILD_DIR --output FOLDER [--only TEXT] [LANGUAGE-THEME…]

The pictures are FOLDER/LANGUAGE-THEME/NN-what.png, 1366 × 768. Made by keys, as the journeys are.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import traceback

from desktop import Atspi, Missing, Program, focused_name, has_state, press_until, wait_for

ROLE = Atspi.Role
VARIANTS = ('vi-light', 'vi-dark', 'en-light', 'en-dark')
SIDEBAR = {'vi': 'Các màn hình', 'en': 'Screens'}


class Photographer:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.number = 0
        self.missed = []
        folder.mkdir(parents=True, exist_ok=True)

    def place(self):
        """There is no window manager: the main window fills the screen, dialogs stand in its middle."""
        windows = self.program.windows()
        if not windows:
            return
        if len(windows) == 1:
            subprocess.run(['xdotool', 'windowmove', windows[0], '0', '0',
                            'windowsize', windows[0], '1366', '768'], check=False)
            return
        done = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', windows[-1]],
                              capture_output=True, text=True, check=False)
        size = dict(line.split('=') for line in done.stdout.split() if '=' in line)
        left, top = (1366 - int(size['WIDTH'])) // 2, (768 - int(size['HEIGHT'])) // 2
        subprocess.run(['xdotool', 'windowmove', windows[-1], str(max(left, 0)), str(max(top, 0))],
                       check=False)

    def take(self, name):
        """Once the picture stays the same: nothing moves or loads any more."""
        self.number += 1
        clean = re.sub(r'[^\w-]+', '-', name)[:40].strip('-')
        path = self.folder / f'{self.number:02}-{clean}.png'
        before = [None]

        def still():
            self.program.picture(path)
            now = path.read_bytes()
            same = now == before[0]
            before[0] = now
            return same
        try:
            wait_for('the screen to rest', still, 5)
        except Missing:
            pass  # a cursor blinks
        print(f'# {path}', flush=True)

    def attempt(self, name, keys, back=('Escape',), dialog=False):
        """One dialog or menu: opened by keys, pictured, closed again."""
        program = self.program
        windows = len(program.windows())
        program.keys(*keys)
        try:
            if dialog:
                wait_for(f'the window {name}', lambda: len(program.windows()) > windows, 10)
                program.focus()
                self.place()
            self.take(name)
        except Missing as error:
            self.missed.append(f'{name}: {error}')
        for key in back:
            program.keys(key)
        if dialog:
            wait_for(f'{name} to close', lambda: len(program.windows()) <= windows, 10)
        program.focus()


def screens(program, photographer, language):
    sidebar = program.find(ROLE.LIST, SIDEBAR[language])
    names = [row.get_name() for row in program.all(ROLE.LIST_ITEM, root=sidebar, state=Atspi.StateType.FOCUSABLE)]
    program.keys('shift+F6')
    wait_for('the sidebar', lambda: program.focused() and program.focused().get_role() == ROLE.LIST_ITEM)
    program.keys('Home')
    seen = []  # GTK 4.8 does not tell which page of a stack is in front: new tabs belong to it
    for name in names:
        press_until(program, 'Down', name, lambda name=name: focused_name(program) == name, 4)
        photographer.take(name)
        tabs = [tab for tab in program.all(ROLE.PAGE_TAB) if tab not in seen]
        seen += tabs
        for tab in tabs:
            if not has_state(tab, Atspi.StateType.SELECTED):
                label = tab.get_name() or 'tab'
                tab.do_action()
                if not wait_selected(tab):
                    photographer.missed.append(f'{name}: tab {label}')
                    continue
                photographer.take(f'{name}-{label}')


def wait_selected(tab):
    try:
        return wait_for('the tab', lambda: has_state(tab, Atspi.StateType.SELECTED), 2)
    except Missing:
        return False


def dialogs(program, photographer, language):
    program.keys('F6')
    photographer.attempt('menu-workbook', ['alt+f'])
    photographer.attempt('menu-main', ['F10'])
    photographer.attempt('dialog-export', ['ctrl+e'], dialog=True)
    photographer.attempt('dialog-export-table', ['ctrl+shift+e'], dialog=True)
    photographer.attempt('dialog-preferences', ['ctrl+comma'], dialog=True)
    photographer.attempt('dialog-shortcuts', ['F1'], dialog=True)
    photographer.attempt('dialog-open', ['ctrl+o'], dialog=True)
    photographer.attempt('dialog-new', ['ctrl+n'], dialog=True)
    photographer.attempt('dialog-save-copy', ['ctrl+shift+s'], dialog=True)
    for label, name in (('Bản sao lưu…|Backups…', 'dialog-backups'),):
        menu_dialog(program, photographer, 'alt+f', label, name)
    menu_dialog(program, photographer, 'F10', 'Giới thiệu|About', 'dialog-about')


def plain(name):
    """Without the marks of mnemonics."""
    return (name or '').replace('_', '')


def menu_dialog(program, photographer, menu, pattern, name):
    windows = len(program.windows())
    program.keys(menu)

    def item():
        return [item for item in program.app.shown() if re.search(pattern, plain(item.name))
                and item.role in (ROLE.MENU_ITEM, ROLE.PUSH_BUTTON, ROLE.LABEL)]
    try:
        wait_for(f'{pattern} in the menu', item, 5)
        press_until(program, 'Down', pattern, lambda: re.search(pattern, plain(focused_name(program))), 20)
        program.keys('Return')
        wait_for(f'the window {name}', lambda: len(program.windows()) > windows, 10)
        program.focus()
        photographer.place()
        photographer.take(name)
    except (Missing, AssertionError) as error:
        photographer.missed.append(f'{name}: {error}')
        photographer.take(f'{name}-missed')
    program.keys('Escape')
    program.focus()
    program.keys('Escape')
    program.focus()


def editing(program, photographer, language):
    """The table at work: a cell being edited, completion, choices, columns, a filter without hits."""
    sidebar_title = SIDEBAR[language]
    program.find(ROLE.LIST, sidebar_title)
    people = {'vi': 'Nhân sự', 'en': 'People'}[language]
    activities = {'vi': 'Hoạt động', 'en': 'Activities'}[language]
    go(program, activities)
    program.keys('F6')
    wait_for('the table', lambda: program.focused() and program.focused().get_role() == ROLE.TABLE_CELL)
    program.keys('ctrl+Home', 'F2')
    photographer.take('cell-editing')
    program.keys('Escape', 'Right', 'alt+Down')
    photographer.take('cell-choices')
    program.keys('Escape', 'Escape', 'Right', 'Right', 'F2')
    program.type('xyz')
    program.keys('Return')
    photographer.take('cell-refused')
    program.keys('Escape', 'Escape')
    program.keys('ctrl+Home', 'shift+Down', 'shift+Down', 'shift+Right')
    photographer.take('cells-selected')
    program.keys('shift+F10')
    photographer.take('cell-menu')
    program.keys('Escape')
    go(program, people)
    program.keys('ctrl+f')
    program.type('qqq')
    photographer.take('filter-without-hits')
    program.keys('Escape')
    program.keys('F8', 'F9')
    photographer.take('panes-hidden')
    program.keys('F8', 'F9')


def go(program, name):
    for _ in range(4):
        program.keys('shift+F6')
        try:
            wait_for('the sidebar', lambda: program.focused() and program.focused().get_role() == ROLE.LIST_ITEM, 2)
            break
        except Missing:
            continue
    program.keys('Home')
    press_until(program, 'Down', name, lambda: focused_name(program) == name, 40)


def empty_workbook(build, folder, language, theme, missed):
    """What somebody sees at the first start: screens without rows."""
    program = Program(build, language=language, theme=theme)
    photographer = Photographer(program, folder)
    photographer.number = 80
    photographer.place()
    try:
        program.find(ROLE.LIST, SIDEBAR[language])
        photographer.take('first-start')
        program.keys('shift+F6')
        wait_for('the sidebar', lambda: program.focused() and program.focused().get_role() == ROLE.LIST_ITEM)
        for _ in range(4):
            program.keys('Down')
        photographer.take('empty-screen')
        program.close()
    except Missing as error:
        missed.append(f'empty workbook: {error}')
    finally:
        program.clean()


def picture_all(build, folder, variant):
    language, theme = variant.split('-')
    missed = []
    shutil.rmtree(folder / variant, ignore_errors=True)
    empty_workbook(build, folder / variant, language, theme, missed)
    program = Program(build, '--sample', language=language, theme=theme)
    photographer = Photographer(program, folder / variant)
    photographer.place()
    try:
        for part in (screens, dialogs, editing):
            try:
                part(program, photographer, language)
            except Exception as error:  # the other pictures are of use without these
                traceback.print_exc()
                photographer.missed.append(f'{part.__name__}: {error}')
                photographer.take(f'{part.__name__}-missed')
                program.keys('Escape', 'Escape')
                program.focus()
        errors = program.errors()
        if 'CRITICAL' in errors or 'WARNING' in errors:
            print(errors, file=sys.stderr)
        program.close()
    except Missing as error:
        photographer.missed.append(f'end: {error}')
    finally:
        program.clean()
    return missed + photographer.missed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', type=pathlib.Path, required=True)
    parser.add_argument('--output', type=pathlib.Path, required=True)
    parser.add_argument('variants', nargs='*', default=[])
    options = parser.parse_args()
    if not shutil.which('import') or not shutil.which('xdotool'):
        sys.exit('Pictures need xdotool and ImageMagick: sudo apt-get install xdotool imagemagick')
    os.environ['GTK_A11Y'] = 'atspi'
    missed = []
    for variant in options.variants or VARIANTS:
        missed += [f'{variant}: {what}' for what in picture_all(options.build, options.output, variant)]
    for what in missed:
        print(f'missed: {what}', file=sys.stderr)
    return 1 if missed else 0


if __name__ == '__main__':
    sys.exit(main())
