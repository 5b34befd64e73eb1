#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the house that a compiler does not check: layers, licence lines, deprecated calls.

usage: check-sources.py [--verbose] [ROOT]      --verbose also lists files that have grown long
"""

import argparse
import pathlib
import re
import sys

from tap import Tap

# What each layer may include of the others. Nothing but ui knows GTK, nothing but store SQLite.
LAYERS = {
    'core': {'core'},
    'store': {'store', 'core'},
    'model': {'model', 'core', 'store'},
    'checks': {'checks', 'core', 'model'},
    'document': {'document', 'core', 'model'},
    # Long lists stream from the model, without a Document in between.
    'formats': {'formats', 'core', 'model', 'document'},
    # Tables from outside become records; who reads the file is not the import's business.
    'imports': {'imports', 'core', 'store', 'model'},
    'cli': {'cli', 'core', 'store', 'model', 'checks', 'document', 'formats', 'imports'},
    'ui': {'ui', 'core', 'store', 'model', 'checks', 'document', 'formats', 'imports'},
}
# Widgets serve any program: they are given what they show.
# Tables of the clipboard are read like those of files.
WIDGETS = {'ui/widgets', 'ui/compat', 'core', 'formats/nh-html-table.h'}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.S)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"')

# Deprecated by GTK between 4.10 and 4.20, so kept to src/ui/compat, one place to change.
DEPRECATED_CLASSES = (
    'TreeView', 'TreeModel', 'TreeStore', 'ListStore', 'TreeSelection', 'CellRenderer', 'CellArea',
    'CellView', 'IconView', 'ComboBox', 'EntryCompletion', 'Dialog', 'MessageDialog',
    'FileChooser', 'ColorChooser', 'ColorButton', 'FontChooser', 'FontButton', 'AppChooser',
    'InfoBar', 'Statusbar', 'Assistant', 'StyleContext', 'ShortcutsWindow', 'ShortcutsSection',
    'ShortcutsGroup', 'ShortcutsShortcut', 'LockButton', 'VolumeButton')
DEPRECATED_CALLS = (
    'gtk_show_uri', 'gtk_widget_show', 'gtk_widget_hide', 'gtk_widget_get_style_context',
    'gtk_widget_get_allocation', 'gtk_widget_get_allocated_width',
    'gtk_widget_get_allocated_height', 'gtk_widget_get_allocated_baseline',
    'gtk_widget_translate_coordinates', 'gtk_css_provider_load_from_data',
    'gtk_snapshot_render_background', 'gtk_snapshot_render_frame', 'gtk_snapshot_render_focus',
    'gtk_snapshot_render_layout', 'gtk_snapshot_render_insertion_cursor',
    'gtk_window_set_default_icon_list')
ALLOWED_CALLS = {'gtk_style_context_add_provider_for_display',
                 'gtk_style_context_remove_provider_for_display'}
LONG = 600

LICENCE = 'SPDX-License-Identifier: GPL-3.0-or-later'
# AppStream asks for metadata that anybody may pass on.
OTHER_LICENCES = {'data/vn.namhoc.NamHoc.metainfo.xml.in': 'SPDX-License-Identifier: CC0-1.0'}
LICENSED = {'.c', '.h', '.py', '.sh', '.ui', '.css', '.xml', '.in', '.svg', '.sql', '.build',
            '.yml', '.1', '.po', '.supp', '.nsi'}
LICENSED_NAMES = {'dev', 'run', 'POTFILES', 'meson_options.txt', '.clang-format', '.editorconfig'}
SKIPPED_FOLDERS = {'.git', '__pycache__', 'node_modules'}


def snake(name):
    return 'gtk_' + re.sub(r'(?<!^)([A-Z])', r'_\1', name).lower()


DEPRECATED = re.compile(
    r'\b(?:' + '|'.join(snake(name) + r'_\w+' for name in DEPRECATED_CLASSES) + '|'
    + '|'.join(name + r'\b' for name in DEPRECATED_CALLS) + ')')
DEPRECATED_UI = re.compile(
    r'(?:class|parent)="Gtk(' + '|'.join(DEPRECATED_CLASSES) + r')(?:Text|Widget|Native|Button)?"')


def code_of(path):
    return COMMENT.sub('', path.read_text(encoding='utf-8'))


def check_layers(root):
    problems = []
    for path in sorted((root / 'src').rglob('*.[ch]')):
        inside = path.relative_to(root / 'src').as_posix()
        layer = inside.split('/')[0]
        if layer not in LAYERS:
            problems.append(f'src/{inside}: no layer of this name; add it to LAYERS')
            continue
        for kind, header in INCLUDE.findall(code_of(path)):
            first = header.split('/')[0]
            if kind == '"' and inside.startswith('ui/widgets/'):
                if first in LAYERS and not any(f'{header}/'.startswith(f'{at}/') for at in WIDGETS):
                    problems.append(f'src/{inside}: a widget must not include "{header}"')
            elif kind == '"' and first in LAYERS and first not in LAYERS[layer]:
                problems.append(f'src/{inside}: {layer} must not include "{header}"')
            if layer != 'ui' and first in {'gtk', 'gdk', 'gsk'}:
                problems.append(f'src/{inside}: {layer} must not know GTK: <{header}>')
            if layer != 'store' and first.startswith('sqlite3'):
                problems.append(f'src/{inside}: only the store knows SQLite: <{header}>')
    for path in sorted((root / 'src').rglob('meson.build')):
        inside = path.relative_to(root / 'src').as_posix()
        text = re.sub(r'#[^\n]*', '', path.read_text(encoding='utf-8'))
        for word, home in (('gtk_dep', 'ui/'), ('sqlite_dep', 'store/')):
            if re.search(rf'\b{word}\b', text) and not inside.startswith(home):
                problems.append(f'src/{inside}: {word} belongs to {home}')
    return problems


def check_deprecated(root):
    problems = []
    for path in sorted((root / 'src').rglob('*.[ch]')):
        inside = path.relative_to(root).as_posix()
        if inside.startswith('src/ui/compat/'):
            continue
        text = STRING.sub('""', code_of(path))
        for call in sorted(set(DEPRECATED.findall(text)) - ALLOWED_CALLS):
            problems.append(f'{inside}: {call} is deprecated after GTK 4.8: put it in src/ui/compat')
    for path in ui_files(root):
        inside = path.relative_to(root).as_posix()
        for name in sorted(set(DEPRECATED_UI.findall(path.read_text(encoding='utf-8')))):
            if '/compat/' not in inside:
                problems.append(f'{inside}: Gtk{name} is deprecated after GTK 4.8')
    return problems


def ui_files(root):
    return sorted([*(root / 'data').rglob('*.ui'), *(root / 'src').rglob('*.ui')])


def all_files(root):
    """The project's own files: neither build folders nor what git keeps for itself."""
    for path in sorted(root.iterdir()):
        if path.name in SKIPPED_FOLDERS or path.name.startswith('build'):
            continue
        if path.is_dir():
            for inner in sorted(path.rglob('*')):
                if inner.is_file() and not SKIPPED_FOLDERS & set(inner.parts):
                    yield inner
        elif path.is_file() and path.name != '.git':
            yield path


def check_licence(root):
    problems = []
    for path in all_files(root):
        inside = path.relative_to(root).as_posix()
        if inside.startswith(('tests/data/', 'tests/fuzz/corpus/')):
            continue
        if path.suffix in LICENSED or path.name in LICENSED_NAMES:
            head = path.read_text(encoding='utf-8', errors='replace')[:600]
            licence = OTHER_LICENCES.get(inside, LICENCE)
            if licence not in head:
                problems.append(f'{inside}: no "{licence}" at its top')
    return problems


def check_text(root):
    """Left-overs: nothing is unfinished in a file, nothing names the machine it was made on."""
    problems = []
    leftover = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')
    for path in all_files(root):
        inside = path.relative_to(root).as_posix()
        if path.suffix not in LICENSED | {'.md'} or inside.startswith('tests/data/'):
            continue
        for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
            if leftover.search(line):
                problems.append(f'{inside}:{number}: unfinished: {line.strip()}')
            if path.suffix in {'.c', '.h', '.py', '.ui', '.css'} and line != line.rstrip():
                problems.append(f'{inside}:{number}: space at the end of the line')
    return problems


def long_files(root):
    for folder in ('src', 'tests'):
        for path in sorted((root / folder).rglob('*.[ch]')):
            lines = path.read_text(encoding='utf-8').count('\n')
            if lines > LONG:
                yield f'{path.relative_to(root)}: {lines} lines, more than {LONG}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--verbose', action='store_true')
    parser.add_argument('root', nargs='?', default=pathlib.Path(__file__).resolve().parents[2],
                        type=pathlib.Path)
    options = parser.parse_args()
    tap = Tap()
    tap.result('layers depend downward only', check_layers(options.root))
    tap.result('nothing deprecated after GTK 4.8 outside compat', check_deprecated(options.root))
    tap.result('every file names its licence', check_licence(options.root))
    tap.result('nothing is left unfinished', check_text(options.root))
    if options.verbose:
        for line in long_files(options.root):
            print(f'# long: {line}')
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
