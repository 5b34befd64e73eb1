# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a user with a keyboard and a screen reader meets it.

Program starts it in folders of its own; what is on screen is read through AT-SPI, keys go through
the X server. Every wait asks again and again until its time is over; nothing sleeps for a fixed
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
import warnings

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

warnings.filterwarnings('ignore', category=DeprecationWarning)

WAIT = 30  # seconds: machines are slow at times, and waiting ends as soon as it can
APP_ID = 'vn.namhoc.NamHoc'


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


class Focus:
    """Follows the focus as a screen reader does: by events, since looking for it takes long."""

    def __init__(self):
        self.node = None
        self.listener = Atspi.EventListener.new(self.on_event)
        self.listener.register('object:state-changed:focused')

    def on_event(self, event):
        if event.detail1:
            self.node = event.source


def is_laid_out(page):
    """Pages of a stack that are not in front have no size; GTK 4.8 tells it by nothing else."""
    child = page.get_child_at_index(0)
    component = child.get_component_iface() if child else None
    if component is None:
        return True
    extents = Atspi.Component.get_extents(component, Atspi.CoordType.WINDOW)
    return extents.width > 0 and extents.height > 0


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
        self.focus_events = Focus()
        self.process = subprocess.Popen(
            [str(self.build / 'src' / 'ui' / 'namhoc'), *arguments], env=environment,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.app = wait_for('the program on the accessibility bus', self.find_app)
        self.app.set_cache_mask(Atspi.Cache.NONE)
        self.window = wait_for('its window', self.find_window)
        self.focus()

    def write_settings(self, language, theme):
        folder = self.home / 'config' / 'glib-2.0' / 'settings'
        folder.mkdir(parents=True, exist_ok=True)
        (folder / 'keyfile').write_text(
            f"[vn/namhoc/NamHoc]\nlanguage='{language}'\ntheme='{theme}'\n", encoding='utf-8')

    def find_app(self):
        if self.process.poll() is not None:
            raise Missing(f'the program ended with {self.process.returncode}: {self.errors()}')
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache()
        for i in range(desktop.get_child_count()):
            app = desktop.get_child_at_index(i)
            try:
                if app and app.get_process_id() == self.process.pid:
                    return app
            except GLib.Error:
                pass  # one that ended a moment ago
        return None

    def find_window(self):
        self.app.clear_cache()
        for i in range(self.app.get_child_count()):
            window = self.app.get_child_at_index(i)
            if window and window.get_role() in (Atspi.Role.FRAME, Atspi.Role.WINDOW, Atspi.Role.DIALOG):
                return window
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
        self.focus_events.listener.deregister('object:state-changed:focused')
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
        return windows

    def keys(self, *keys):
        subprocess.run(['xdotool', 'key', '--clearmodifiers', '--delay', '20', *keys], check=True)

    def type(self, text):
        subprocess.run(['xdotool', 'type', '--clearmodifiers', '--delay', '20', text], check=True)

    # Looking. ---------------------------------------------------------------------------------

    def walk(self, root=None, depth=0):
        """What a screen reader can reach, with what is not shown left out."""
        root = root or self.app
        yield root
        if depth > 40:
            return
        for i in range(root.get_child_count()):
            child = root.get_child_at_index(i)
            if child is None:
                continue
            if root is not self.app and not child.get_state_set().contains(Atspi.StateType.VISIBLE):
                continue
            if child.get_name() == 'GtkStackPage' and not is_laid_out(child):
                continue
            yield from self.walk(child, depth + 1)

    def all(self, role=None, name=None, root=None):
        found = []
        for node in self.walk(root):
            if role is not None and node.get_role() != role:
                continue
            if name is not None and not matches(name, node.get_name()):
                continue
            found.append(node)
        return found

    def find(self, role=None, name=None, root=None, seconds=WAIT):
        def look():
            found = self.all(role, name, root)
            return found[0] if found else None
        return wait_for(f'{role.value_nick if role else "anything"} named {name!r}', look, seconds)

    def focused(self):
        hear_events()
        node = self.focus_events.node
        try:
            if node is not None and has_state(node, Atspi.StateType.FOCUSED):
                return node
        except GLib.Error:
            pass
        for node in self.walk():
            if has_state(node, Atspi.StateType.FOCUSED):
                self.focus_events.node = node
                return node
        return None

    def picture(self, path):
        """The whole screen as PNG, where ImageMagick is there."""
        if shutil.which('import'):
            subprocess.run(['import', '-window', 'root', str(path)], check=False, timeout=60)

    def dump(self, root=None):
        """The accessible tree as text, for the log of a failure."""
        lines = []

        def add(node, depth):
            states = node.get_state_set()
            if depth > 1 and not states.contains(Atspi.StateType.VISIBLE):
                return
            if node.get_name() == 'GtkStackPage' and not is_laid_out(node):
                return
            marks = ''.join(letter for letter, state in (
                ('F', Atspi.StateType.FOCUSED), ('f', Atspi.StateType.FOCUSABLE),
                ('s', Atspi.StateType.SELECTED), ('c', Atspi.StateType.CHECKED))
                if states.contains(state))
            lines.append(f"{'  ' * depth}{node.get_role_name()} [{marks}] {node.get_name()!r} "
                         f"{node.get_description()!r} {text_of(node)!r}")
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is not None and depth < 40:
                    add(child, depth + 1)
        add(root or self.app, 0)
        return '\n'.join(lines)


def matches(wanted, name):
    return wanted.search(name) is not None if hasattr(wanted, 'search') else name == wanted


def text_of(node):
    """The text of an entry or label."""
    text = node.get_text_iface()
    return Atspi.Text.get_text(text, 0, -1) if text else ''


def has_state(node, state):
    return node.get_state_set().contains(state)


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
    labels = [label.get_name() for label in program.all(Atspi.Role.LABEL, root=node)]
    return node.get_name() if node.get_role() == Atspi.Role.TABLE_CELL else ' '.join(labels) or node.get_name()


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
