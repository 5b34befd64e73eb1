# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader gets of a program, asked for on the accessibility bus itself.

The libraries for it ask for one property of one node at a time, which takes some milliseconds a node. GTK
tells of all nodes it has made in one answer (org.a11y.atspi.Cache): Application.shown() looks at that.
"""

import collections

import gi
gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
NOTHING = '/org/a11y/atspi/null'
TIMEOUT = 30000  # milliseconds for an answer


class Item(collections.namedtuple('Item', 'path parent index n_children interfaces name role description states')):
    """One node of the answer."""

    @classmethod
    def read(cls, answer):
        """By its parts: unpack() takes three times as long."""
        part = answer.get_child_value
        states = part(9)
        return cls(part(0).get_child_value(1).get_string(), part(2).get_child_value(1).get_string(), part(3).get_int32(),
                   part(4).get_int32(), part(5).get_strv(), part(6).get_string(), Atspi.Role(part(7).get_uint32()),
                   part(8).get_string(), states.get_child_value(0).get_uint32() | states.get_child_value(1).get_uint32() << 32)


def contains(states, state):
    return bool(states >> int(state) & 1)


def is_visible(states):
    return contains(states, Atspi.StateType.VISIBLE)


class Bus:
    """The accessibility bus of this session."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, Gio.DBusCallFlags.NONE, TIMEOUT, None).unpack()[0]
        flags = Gio.DBusConnectionFlags
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)

    def ask(self, name, path, interface, method, arguments=None):
        return self.connection.call_sync(name, path, interface, method, arguments, None,
                                         Gio.DBusCallFlags.NONE, TIMEOUT, None)

    def call(self, *question):
        return self.ask(*question).unpack()

    def ask_itself(self, method, arguments=None):
        return self.call('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments)[0]

    def names_of(self, pid):
        """The connections of a process; a program may have more than one."""
        found = []
        for name in self.ask_itself('ListNames'):
            if name.startswith(':'):
                try:
                    owner = self.ask_itself('GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))
                except GLib.Error:
                    continue  # it left a moment ago
                if owner == pid:
                    found.append(name)
        return found

    def listen(self, event, callback):
        """Calls back with sender, path and detail of events such as "focused"."""
        wanted = GLib.Variant('(sass)', (f'object:state-changed:{event}', [], ''))
        self.call('org.a11y.atspi.Registry', '/org/a11y/atspi/registry', 'org.a11y.atspi.Registry', 'RegisterEvent', wanted)

        def on_signal(_connection, sender, path, _interface, _signal, parameters):
            callback(sender, path, parameters.get_child_value(1).get_int32())
        self.connection.signal_subscribe(None, 'org.a11y.atspi.Event.Object', 'StateChanged', None, event,
                                         Gio.DBusSignalFlags.NONE, on_signal)

    def close(self):
        self.connection.close_sync(None)


class Node:
    """One thing on screen. Each question goes to the program, so the answer is of now."""

    def __init__(self, app, path):
        self.app = app
        self.path = path

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    def call(self, interface, method, arguments=None):
        return self.app.call(self.path, f'org.a11y.atspi.{interface}', method, arguments)

    def get_property(self, name):
        return self.app.call(self.path, 'org.freedesktop.DBus.Properties', 'Get',
                             GLib.Variant('(ss)', ('org.a11y.atspi.Accessible', name)))[0]

    def get_name(self):
        return self.get_property('Name')

    def get_description(self):
        return self.get_property('Description')

    def get_role(self):
        return Atspi.Role(self.call('Accessible', 'GetRole')[0])

    def get_parent(self):
        _, path = self.get_property('Parent')
        return None if path == NOTHING else Node(self.app, path)

    def get_children(self):
        return [Node(self.app, path) for _, path in self.call('Accessible', 'GetChildren')[0]]

    def has_state(self, state):
        low, high = self.call('Accessible', 'GetState')[0]
        return contains(low | high << 32, state)

    def labels(self):
        """The words on it."""
        found = []
        for node in self.get_children():
            if node.has_state(Atspi.StateType.VISIBLE):
                found += [node.get_name()] if node.get_role() == Atspi.Role.LABEL else node.labels()
        return found

    def get_extents(self):
        """Left, top, width, height in its window."""
        window = GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),))
        return self.call('Component', 'GetExtents', window)[0]

    def get_text(self):
        return self.call('Text', 'GetText', GLib.Variant('(ii)', (0, -1)))[0]

    def do_action(self):
        """What a click on it would do."""
        self.call('Action', 'DoAction', GLib.Variant('(i)', (0,)))


class Application:
    """A program on the bus."""

    def __init__(self, bus, name):
        self.bus = bus
        self.name = name

    def call(self, path, interface, method, arguments=None):
        return self.bus.call(self.name, path, interface, method, arguments)

    def call_all(self, paths, interface, method, arguments=None):
        """The answers of several nodes, none for one that is gone. All are asked before the first answer is
        awaited: that takes a tenth of the time."""
        answers = {}

        def on_answer(connection, result, path):
            try:
                answers[path] = connection.call_finish(result).unpack()[0]
            except GLib.Error:
                answers[path] = None
        for path in paths:
            self.bus.connection.call(self.name, path, f'org.a11y.atspi.{interface}', method, arguments, None,
                                     Gio.DBusCallFlags.NONE, TIMEOUT, None, on_answer, path)
        while len(answers) < len(paths):
            GLib.MainContext.default().iteration(True)
        return answers

    def items(self):
        """All nodes that GTK has made so far, hidden ones too."""
        answer = self.bus.ask(self.name, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems').get_child_value(0)
        return [Item.read(answer.get_child_value(i)) for i in range(answer.n_children())]

    def find_sizes(self, paths):
        """Width and height in pixels; none of what is no widget, as the pages of stacks."""
        window = GLib.Variant('(u)', (int(Atspi.CoordType.WINDOW),))
        return {path: extents and extents[2:] for path, extents in
                self.call_all(paths, 'Component', 'GetExtents', window).items()}

    def find_behind(self, items):
        """The pages of stacks that never were in front: what is on them has no size, and GTK 4.8 tells it by
        nothing else."""
        pages = {item.path for item in items if item.path != ROOT and 'org.a11y.atspi.Component' not in item.interfaces}
        children = {item.path: item.parent for item in items if item.parent in pages}
        return {children[child] for child, size in self.find_sizes(children).items() if size and 0 in size}

    def make(self, paths):
        """GTK makes a node when somebody asks its parent for it: this does, level by level, below all that has
        a size. Returns whether there was any."""
        made = False
        while paths:
            sizes = self.find_sizes(paths)
            answers = self.call_all([path for path in paths if not sizes[path] or 0 not in sizes[path]],
                                    'Accessible', 'GetChildren')
            made = made or bool(answers)
            children = {path for nodes in answers.values() for _, path in nodes or ()}
            states = self.call_all(children, 'Accessible', 'GetState')
            paths = {path for path in children if states[path] and is_visible(states[path][0])}
        return made

    def shown(self, root=None):
        """What is shown at root and below it, each item before its children."""
        found, missing = self.look(root)
        if self.make(missing):
            found, _ = self.look(root)
        return found

    def look(self, root):
        items = {item.path: item for item in self.items()}
        below = collections.defaultdict(list)
        for item in items.values():
            below[item.parent].append(item)
        behind = self.find_behind(items.values())
        found, missing = [], set()
        start = ROOT if root is None else root.path
        waiting = [items[start]] if start in items else []
        while waiting:
            item = waiting.pop()
            found.append(item)
            children = [child for child in below[item.path] if is_visible(child.states)]
            # Counted by their places: what was shown once is still told, at the place of another.
            if len({child.index for child in children}) < item.n_children:
                missing.add(item.path)
            children.sort(key=lambda child: child.index, reverse=True)
            waiting += [child for child in children if child.path not in behind]
        return found, missing
