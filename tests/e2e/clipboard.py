#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet that somebody copied cells from: owns the clipboard until it is ended.

usage: clipboard.py < TSV
"""

import sys

import gi
gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def page(rows):
    cells = ''.join('<tr>' + ''.join(f'<td>{GLib.markup_escape_text(text)}</td>' for text in row) + '</tr>' for row in rows)
    return f'<html><body><table>{cells}</table></body></html>'


def main():
    Gtk.init()
    text = sys.stdin.read()
    rows = [line.split('\t') for line in text.splitlines()]
    parts = [Gdk.ContentProvider.new_for_bytes('text/html', GLib.Bytes.new(page(rows).encode())),
             Gdk.ContentProvider.new_for_value(text)]
    Gdk.Display.get_default().get_clipboard().set_content(Gdk.ContentProvider.new_union(parts))
    print('ready', flush=True)
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
