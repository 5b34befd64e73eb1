#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen by the keyboard alone: each can be reached, says what it is, and
everything that takes the focus there has a name for those who don't see it.

usage: tour.py BUILD_DIR LANGUAGE
"""

import pathlib
import re
import sys
import traceback

from desktop import Atspi, Node, Program, contains, press_until, wait_for

ROLE = Atspi.Role
SIDEBARS = {'vi': 'Các màn hình', 'en': 'Screens'}
# What GTK 4.8 itself leaves without a name: parts of a drop-down, whose own name is read, and
# containers that only pass the focus on.
CONTAINERS = (ROLE.SCROLL_PANE, ROLE.FILLER, ROLE.PANEL, ROLE.SPLIT_PANE)


def is_named(name):
    """GTK 4.8 gives the name of the class to what has none. Cells are named by their row and column first."""
    return name != '' and not re.match(r'^(Gtk|Nh)[A-Z]\w+$|^, ', name)


def tabs_of(program, others, name=None):
    """The tabs of the screen in sight, by name: those of other screens were there before."""
    return {item.name: Node(program.app, item.path) for item in program.app.shown()
            if item.role == ROLE.PAGE_TAB and item.path not in others and name in (None, item.name)}


def is_part_of_drop_down(node):
    parent = node.get_parent()
    while parent is not None and parent.get_role() != ROLE.FRAME:
        if parent.get_role() == ROLE.COMBO_BOX:
            return is_named(parent.get_name())
        parent = parent.get_parent()
    return False


def is_in_sight(node):
    _, _, width, height = node.get_extents()
    return width > 1 and height > 1


def nameless(program):
    """What can be focused and would be read as nothing."""
    found = []
    for item in program.app.shown():
        if not contains(item.states, Atspi.StateType.FOCUSABLE) or item.role in CONTAINERS or is_named(item.name):
            continue
        if item.role == ROLE.TABLE_CELL and not contains(item.states, Atspi.StateType.FOCUSED):
            continue  # the table has a spare one, which is named when the cursor comes to it
        node = Node(program.app, item.path)
        if is_in_sight(node) and not is_part_of_drop_down(node) and not any(node.labels()):
            found.append(f'{item.role.value_nick} {item.name!r} {item.description!r}')
    return found


def rows_of_sidebar(program, screens):
    rows = program.all(ROLE.LIST_ITEM, root=screens, state=Atspi.StateType.FOCUSABLE)
    return [row.get_name() for row in rows]


def row(program):
    """The name of the row with the focus, without the count that stands in it."""
    node = program.focused()
    return node.get_name() if node and node.get_role() == ROLE.LIST_ITEM else ''


def go(program, name, key):
    """Along the sidebar to the screen."""
    press_until(program, key, name, lambda: row(program) == name, 12)


def visit(program, sidebar, name, key):
    """To the screen, and with F6 into it and back."""
    go(program, name, key)
    wait_for(f'a screen for {name}',
             lambda: program.all(ROLE.LIST_ITEM, name, sidebar, Atspi.StateType.SELECTED))
    problems = [f'{name}: {what}' for what in nameless(program)]
    program.keys('F6')
    # A screen may begin with a list of its own, as that of teams does.
    wait_for(f'the focus in the screen {name}',
             lambda: program.focused() and (program.focused().get_role() != ROLE.LIST_ITEM
                                            or row(program) != name))
    if not program.focused().get_name():
        problems.append(f'{name}: what F6 focuses has no name')
    program.keys('shift+F6')
    wait_for('the focus in the sidebar again', lambda: row(program) == name)
    return problems


def visit_tabs(program, name, others, tabs):
    """The parts of a screen: of inspections their list, schedule, coverage, findings, delegations, checklists. A part
    may be made anew while it is looked at, so each tab is looked for when it is wanted."""
    problems = []
    for tab in tabs:
        pressed = []

        def is_open(tab=tab, pressed=pressed):
            node = tabs_of(program, others, tab).get(tab)
            if node is None or node.has_state(Atspi.StateType.SELECTED):
                return node is not None
            node.do_action()
            pressed.append(node)
            return False
        wait_for(f'{name} to show {tab}', is_open)
        if pressed:  # the other one was seen with the screen
            problems += [f'{name}, {tab}: {what}' for what in nameless(program)]
    return problems


def tour(build, language, is_upper, kinds):
    """Through the upper half of the screens or, from the end, the lower one: GTK tells of all that was ever shown."""
    program = Program(build, '--sample', language=language)
    try:
        screens = program.find(ROLE.LIST, SIDEBARS[language])
        program.keys('shift+F6')
        wait_for('the sidebar to have the focus',
                 lambda: program.focused() and program.focused().get_role() == ROLE.LIST_ITEM)
        program.keys('Home' if is_upper else 'End')
        problems = []
        names = rows_of_sidebar(program, screens)
        assert len(names) >= 15, names
        half = len(names) // 2
        names = names[:half] if is_upper else names[:half - 1:-1]
        key = 'Down' if is_upper else 'Up'
        for number, name in enumerate(names):
            # The same widgets speak English: a look at every third screen tells whether they all do.
            if number % 3 and language != 'vi':
                go(program, name, key)
                continue
            print(f'# {name}', flush=True)
            others = {tab.path for tab in program.all(ROLE.PAGE_TAB)}
            problems += visit(program, screens, name, key)
            tabs = tuple(tabs_of(program, others))
            if tabs and tabs not in kinds:  # one plan has the tabs of another
                print('#   ' + ', '.join(tabs), flush=True)
                problems += visit_tabs(program, name, others, tabs)
            kinds.add(tabs)
        errors = program.close()
        assert program.process.returncode == 0, program.process.returncode
        assert 'CRITICAL' not in errors and 'WARNING' not in errors, errors
        assert not problems, '\n'.join(sorted(set(problems)))
    except BaseException:
        program.picture(build / f'tour-{language}.png')
        print(program.errors(), file=sys.stderr)
        raise
    finally:
        program.clean()


def main():
    language = sys.argv[2]
    print('1..1')
    try:
        kinds = set()
        for is_upper in (True, False):
            tour(pathlib.Path(sys.argv[1]), language, is_upper, kinds)
        print(f'ok 1 - by keys through all screens, {language}', flush=True)
    except Exception:
        traceback.print_exc()
        print(f'not ok 1 - by keys through all screens, {language}', flush=True)


if __name__ == '__main__':
    main()
