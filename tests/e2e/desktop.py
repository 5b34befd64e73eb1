# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a user with a keyboard and a screen reader meets it.

Program starts it in folders of its own; what is on screen is read through AT-SPI (accessible.py), keys
go through the X server. Every wait asks again and again until its time is over; nothing sleeps for a fixed
time and hopes.
"""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import time

from accessible import Application, Atspi, Bus, GLib, Node, contains

WAIT = 30  # seconds: machines are slow at times, and waiting ends as soon as it can
WINDOWS = (Atspi.Role.FRAME, Atspi.Role.WINDOW, Atspi.Role.DIALOG)


class Missing(AssertionError):
    """What should be on screen did not come."""


def wait_for(what, condition, seconds=WAIT):
    """The first true value of condition()."""
    end = time.monotonic() + seconds
    while True:
        value = None
        hear_events()
        try:
            value = condition()
        except GLib.Error:
            pass  # it vanished while it was looked at
        if value:
            return value
        if time.monotonic() > end:
            raise Missing(f'waited {seconds} s for {what}')
        time.sleep(0.03)


def hear_events():
    context = GLib.MainContext.default()
    while context.iteration(False):
        pass


class Program:
    """namhoc under test. One at a time: keys go to whoever has the focus."""

    def __init__(self, build, *arguments, language='vi', theme='light', home=None):
        self.build = pathlib.Path(build).resolve()
        self.own_home = home is None
        self.home = pathlib.Path(home or tempfile.mkdtemp(prefix='namhoc-e2e-'))
        self.log = open(self.home / 'stderr.txt', 'w+', encoding='utf-8', errors='replace')
        environment = dict(
            os.environ, HOME=str(self.home), G_DEBUG='fatal-criticals', GTK_A11Y='atspi', GDK_BACKEND='x11',
            GSK_RENDERER='cairo', GSETTINGS_BACKEND='keyfile', LC_ALL='C.UTF-8',
            GSETTINGS_SCHEMA_DIR=str(self.build / 'data'), NH_LOCALEDIR=str(self.build / 'po'))
        for name in ('DATA', 'CONFIG', 'CACHE', 'STATE'):
            folder = self.home / name.lower()
            folder.mkdir(exist_ok=True)
            environment[f'XDG_{name}_HOME'] = str(folder)
        self.write_settings(language, theme)
        self.bus = Bus()
        self.app = None
        self.has_focus = None  # the node that told so last: looking for it would take longer
        self.bus.listen('focused', self.on_focused)
        self.process = subprocess.Popen(
            [str(self.build / 'src' / 'ui' / 'namhoc'), *arguments], env=environment,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.app = wait_for('the program on the accessibility bus', self.find_app)
        wait_for('its window', lambda: any(item.role in WINDOWS for item in self.app.shown()))
        self.focus()

    def write_settings(self, language, theme):
        folder = self.home / 'config' / 'glib-2.0' / 'settings'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'keyfile').write_text(
            f"[vn/namhoc/NamHoc]\nlanguage='{language}'\ntheme='{theme}'\n", encoding='utf-8')

    def on_focused(self, sender, path, focused):
        if focused and self.app and sender == self.app.name:
            self.has_focus = Node(self.app, path)

    def find_app(self):
        if self.process.poll() is not None:
            raise Missing(f'the program ended with {self.process.returncode}: {self.errors()}')
        for name in self.bus.names_of(self.process.pid):
            app = Application(self.bus, name)
            try:
                app.items()
                return app
            except GLib.Error:
                pass  # a connection for something else, or not ready yet
        return None

    def errors(self):
        """What it wrote to its standard error, without the note of GTK 4.8 that something asked for another
        size while a frame was drawn, as its text view does when it measures lines late. The next frame is
        right."""
        self.log.flush()
        text = pathlib.Path(self.log.name).read_text(encoding='utf-8', errors='replace')
        return re.sub(r'^.*Trying to snapshot .* without a current allocation\n', '', text, flags=re.M)

    def close(self):
        """Ends the program as its user would; returns what it wrote to its standard error."""
        if self.process.poll() is None:
            self.keys('ctrl+q')
            try:
                self.process.wait(WAIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise Missing('Ctrl+Q did not end the program') from None
        return self.errors()

    def clean(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        self.bus.close()
        self.log.close()
        if self.own_home:
            shutil.rmtree(self.home, ignore_errors=True)

    # Keys. ------------------------------------------------------------------------------------

    def windows(self):
        """The X windows of the program that are on screen, the newest last."""
        done = subprocess.run(
            ['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
            capture_output=True, text=True, check=False)
        return done.stdout.split()

    def focus(self):
        """There is no window manager: what one would do for a new window."""
        windows = wait_for('a window on screen', self.windows)
        subprocess.run(['xdotool', 'windowfocus', '--sync', windows[-1]], check=True, timeout=WAIT)
        self.window = windows[-1]
        return windows

    def keys(self, *keys, held=False):
        """Presses keys; held tells that a button of the mouse is down, which otherwise is let go before."""
        if held:
            subprocess.run(['xdotool', 'key', *keys], check=True)
            return
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '20', *keys], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '20', text], check=True)

    # The mouse. -------------------------------------------------------------------------------

    def point(self, node, x=0.5, y=0.5):
        """A place on a node, as shares of its size from the left and the top, in its window."""
        left, top, width, height = node.get_extents()
        return round(left + x * width), round(top + y * height)

    def mouse(self, *commands):
        """Commands of xdotool, places in the window with the keys."""
        words = [word for command in commands for word in
                 (['mousemove', '--sync', '--window', self.window, *map(str, command)] if isinstance(command, tuple) else [command])]
        subprocess.run(['xdotool', *[part for word in words for part in word.split(' ')]], check=True, timeout=WAIT)

    def click(self, node, x=0.5, y=0.5):
        self.mouse(self.point(node, x, y), 'click 1')

    def drag(self, start, end, steps=8):
        """Presses at start and goes to end as a hand does, in steps; release() lets go."""
        places = [(round(start[0] + (end[0] - start[0]) * i / steps), round(start[1] + (end[1] - start[1]) * i / steps))
                  for i in range(1, steps + 1)]
        self.mouse(start, 'mousedown 1', *[part for place in places for part in (place, 'sleep 0.02')])

    def release(self):
        self.mouse('mouseup 1')

    # Looking. ---------------------------------------------------------------------------------

    def all(self, role=None, name=None, root=None, state=None):
        found = []
        for item in self.app.shown(root):
            if role is not None and item.role != role:
                continue
            if name is not None and not matches(name, item.name):
                continue
            if state is not None and not contains(item.states, state):
                continue
            found.append(Node(self.app, item.path))
        return found

    def find(self, role=None, name=None, root=None, seconds=WAIT):
        def look():
            found = self.all(role, name, root)
            return found[0] if found else None
        return wait_for(f'{role.value_nick if role else "anything"} named {name!r}', look, seconds)

    def focused(self):
        """What has the focus. When it moves, one node loses it a moment before another says it has it."""
        end = time.monotonic() + 0.2
        while self.has_focus is not None and time.monotonic() < end:
            hear_events()
            try:
                if has_state(self.has_focus, Atspi.StateType.FOCUSED):
                    return self.has_focus
            except GLib.Error:
                pass  # it is gone
            time.sleep(0.01)
        found = self.all(state=Atspi.StateType.FOCUSED)
        self.has_focus = found[0] if found else None
        return self.has_focus

    def focused_role(self):
        node = self.focused()
        return node.get_role() if node else None

    def picture(self, path):
        """The whole screen as PNG, where ImageMagick is there."""
        if shutil.which('import'):
            subprocess.run(['import', '-window', 'root', str(path)], check=False, timeout=60)

    def dump(self):
        """The accessible tree as text, for the log of a failure."""
        depths = {}
        lines = []
        for item in self.app.shown():
            depths[item.path] = depths.get(item.parent, -1) + 1
            marks = ''.join(letter for letter, state in (
                ('F', Atspi.StateType.FOCUSED), ('f', Atspi.StateType.FOCUSABLE),
                ('s', Atspi.StateType.SELECTED), ('c', Atspi.StateType.CHECKED))
                if contains(item.states, state))
            text = Node(self.app, item.path).get_text() if 'org.a11y.atspi.Text' in item.interfaces else ''
            lines.append(f"{'  ' * depths[item.path]}{item.role.value_nick} [{marks}] {item.name!r} "
                         f"{item.description!r} {text!r}")
        return '\n'.join(lines)


def matches(wanted, name):
    return wanted.search(name) is not None if hasattr(wanted, 'search') else name == wanted


def has_state(node, state):
    return node.has_state(state)


def cell(program):
    """What a screen reader says of the cell under the cursor: its column and its text."""
    node = program.focused()
    if node is None or node.get_role() != Atspi.Role.TABLE_CELL:
        return ''
    return node.get_name()


def wait_for_cell(program, wanted):
    return wait_for(f'the cell “{wanted}”, not “{cell(program)}”',
                    lambda: re.search(wanted, cell(program)))


def press_until(program, key, what, condition, most=40):
    """Presses a key as often as it takes, looking after each press whether it helped."""
    for _ in range(most):
        if condition():
            return
        before = program.focused()
        seen = (before.get_name(), before.get_description()) if before else None
        program.keys(key)

        def moved(seen=seen):
            now = program.focused()
            return now is not None and (now.get_name(), now.get_description()) != seen or condition()
        try:
            wait_for('the focus to move', moved, 1)
        except AssertionError:
            pass  # a heading takes a press of its own
    raise AssertionError(f'{most} times {key} did not lead to {what}')


def focused_name(program):
    node = program.focused()
    if node is None:
        return ''
    if node.get_role() == Atspi.Role.TABLE_CELL:
        return node.get_name()
    return ' '.join(node.labels()) or node.get_name()


def choose(program, text):
    """In an open drop-down: its rows tell which is selected, not by a name but by their text."""
    for _ in range(20):
        if focused_name(program) == text:
            program.keys('Return')
            return
        seen = focused_name(program)
        program.keys('Down')
        wait_for('the next choice', lambda seen=seen: focused_name(program) != seen)
    raise AssertionError(f'no choice {text}')
