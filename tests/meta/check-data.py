#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what the desktop reads of us: desktop file, metainfo, MIME type, settings, icons, pages.

usage: check-data.py BUILT_DATA_FOLDER          a check whose tool is not there is skipped, by name
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

from tap import Tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / 'data'
APP = 'vn.namhoc.NamHoc'
ACTIONS = DATA / 'icons' / 'scalable' / 'actions'
SVG = '{http://www.w3.org/2000/svg}'
MIME = '{http://www.freedesktop.org/standards/shared-mime-info}'
# What GTK can recolour.
SYMBOLIC_ELEMENTS = {'svg', 'g', 'path', 'rect', 'circle'}
SYMBOLIC_COLOUR = '#2e3436'
WANTED = ('overview plan activity inspection lesson-study theme deadline training unit person team '
          'reference appendix undo redo inspector sidebar export search').split()


def complaints(*command, env=None):
    """Runs a tool; what it said, when it failed."""
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          env=env, check=False, stdin=subprocess.DEVNULL)
    if done.returncode == 0:
        return []
    return [(done.stdout + done.stderr).strip() or f'{command[0]}: status {done.returncode}']


def with_tool(tap, name, tool, run):
    if shutil.which(tool):
        tap.result(name, run())
    else:
        tap.skip(name, f'{tool} is not installed')


def check_desktop(built):
    problems = complaints('desktop-file-validate', built / f'{APP}.desktop')
    text = (built / f'{APP}.desktop').read_text(encoding='utf-8')
    mime = ElementTree.parse(built / f'{APP}.xml').getroot().find(f'{MIME}mime-type').get('type')
    if f'MimeType={mime};' not in text.splitlines():
        problems.append(f'does not open {mime}')
    if f'Icon={APP}' not in text.splitlines():
        problems.append('names another icon than the one installed')
    return problems


def check_metainfo(built):
    path = built / f'{APP}.metainfo.xml'
    problems = complaints('appstreamcli', 'validate', '--no-net', path)
    launchable = ElementTree.parse(path).getroot().findtext('launchable')
    if launchable != f'{APP}.desktop':
        problems.append(f'launches {launchable}')
    return problems


def meson_version():
    text = (ROOT / 'meson.build').read_text(encoding='utf-8')
    return re.search(r"version: '([^']+)'", text).group(1)


def check_release(built):
    root = ElementTree.parse(built / f'{APP}.metainfo.xml').getroot()
    newest = root.find('releases/release').get('version')
    return [] if newest == meson_version() else [f'newest release {newest}, not {meson_version()}']


def check_mime(built):
    """A workbook is known by its content alone, and another SQLite file is not taken for one."""
    with tempfile.TemporaryDirectory() as folder:
        base = pathlib.Path(folder)
        packages = base / 'mime' / 'packages'
        packages.mkdir(parents=True)
        shutil.copy(built / f'{APP}.xml', packages)
        system = pathlib.Path('/usr/share/mime/packages/freedesktop.org.xml')
        if system.exists():
            shutil.copy(system, packages)
        problems = complaints('update-mime-database', base / 'mime')
        head = b'SQLite format 3\0' + bytes(52)
        (base / 'workbook').write_bytes(head + b'NHoc' + bytes(440))
        (base / 'other').write_bytes(head + bytes(444))
        (base / 'torn.namhoc').write_bytes(b'\1\2\3')
        env = {**os.environ, 'XDG_DATA_HOME': folder, 'XDG_DATA_DIRS': folder, 'LC_ALL': 'C.UTF-8'}
        for name, ours in (('workbook', True), ('other', False), ('torn.namhoc', True)):
            said = subprocess.run(['gio', 'info', '-a', 'standard::content-type', base / name],
                                  capture_output=True, text=True, env=env, check=False).stdout
            if ('application/x-namhoc' in said) != ours:
                problems.append(f'{name} is taken for: {said.split()[-1:] or "nothing"}')
        return problems


def check_schema():
    return complaints('glib-compile-schemas', '--strict', '--dry-run', DATA)


def symbolic_problems(path):
    root = ElementTree.parse(path).getroot()
    problems = []
    if [root.get(key) for key in ('width', 'height', 'viewBox')] != ['16', '16', '0 0 16 16']:
        problems.append('is not 16×16')
    for element in root.iter():
        tag = element.tag.replace(SVG, '')
        if tag not in SYMBOLIC_ELEMENTS:
            problems.append(f'has a <{tag}>, which GTK does not recolour')
        elif tag not in ('svg', 'g') and element.get('fill') != SYMBOLIC_COLOUR:
            problems.append(f'has a colour of its own: {element.get("fill")}')
        if element.get('stroke') or element.get('style') or element.get('transform'):
            problems.append('has a stroke, style or transform')
    return [f'{path.name} {problem}' for problem in problems]


def check_icons():
    problems = []
    symbolic = [*sorted(ACTIONS.glob('*.svg')),
                DATA / 'icons' / 'hicolor' / 'symbolic' / 'apps' / f'{APP}-symbolic.svg']
    for path in symbolic:
        problems += symbolic_problems(path)
    have = {path.name for path in ACTIONS.glob('*.svg')}
    problems += [f'nh-{name}-symbolic.svg is missing' for name in WANTED
                 if f'nh-{name}-symbolic.svg' not in have]
    app = DATA / 'icons' / 'hicolor' / 'scalable' / 'apps' / f'{APP}.svg'
    if ElementTree.parse(app).getroot().get('viewBox') != '0 0 128 128':
        problems.append(f'{app.name} is not 128×128')
    return problems


def check_icon_names():
    """Every icon of ours that a source or a template names is there."""
    have = {path.stem for path in ACTIONS.glob('*.svg')}
    problems = []
    for path in [*(ROOT / 'src').rglob('*.[ch]'), *(ROOT / 'src').rglob('*.ui'),
                 *DATA.rglob('*.ui')]:
        for name in set(re.findall(r'"(nh-[a-z-]+-symbolic)"', path.read_text(encoding='utf-8'))):
            if name not in have:
                problems.append(f'{path.relative_to(ROOT)} names {name}, which nobody drew')
    return problems


def ink(path, size):
    """The number of different grey values of an icon drawn at a size: 1 is an empty field."""
    done = subprocess.run(['rsvg-convert', '-w', str(size), '-h', str(size), '-f', 'png', path],
                          capture_output=True, check=False)
    if done.returncode:
        raise ValueError(done.stderr.decode())
    return len(done.stdout)


def check_drawn():
    with tempfile.TemporaryDirectory() as folder:
        empty = pathlib.Path(folder) / 'empty.svg'
        empty.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16"/>')
        least = ink(empty, 16)
    problems = []
    for path in sorted((DATA / 'icons').rglob('*.svg')):
        try:
            if ink(path, 16) <= least:
                problems.append(f'{path.name} draws nothing')
        except ValueError as error:
            problems.append(f'{path.name}: {error}')
    return problems


def check_resources():
    path = DATA / 'namhoc.gresource.xml'
    with tempfile.TemporaryDirectory() as folder:
        problems = complaints('glib-compile-resources', f'--sourcedir={DATA}',
                              f'--target={folder}/out.gresource', path)
    named = {file.text for file in ElementTree.parse(path).getroot().iter('file')}
    for icon in sorted((DATA / 'icons').rglob('*.svg')):
        if icon.relative_to(DATA).as_posix() not in named:
            problems.append(f'{icon.name} is not in namhoc.gresource.xml')
    return problems


def check_man(path):
    if shutil.which('mandoc'):
        return complaints('mandoc', '-T', 'lint', '-W', 'warning', path)
    done = subprocess.run(['groff', '-mandoc', '-Kutf8', '-Tutf8', '-ww', '-z', str(path)],
                          capture_output=True, text=True, check=False)
    return [line for line in done.stderr.splitlines() if line.strip()]


def check_ui(path):
    """Templates hold widgets and callbacks of our own, which the tool can't know."""
    ElementTree.parse(path)
    if not shutil.which('gtk4-builder-tool') or not (
            os.environ.get('DISPLAY') or os.environ.get('WAYLAND_DISPLAY')):
        return []
    return [text for text in complaints('gtk4-builder-tool', 'validate', path)
            if not re.search(r"Invalid (object )?type '?Nh|Unknown.* type.*Nh|Nh\w+' is not|"
                             r"No function named .on_\w+_cb", text)]


def main():
    built = pathlib.Path(sys.argv[1])
    tap = Tap()
    with_tool(tap, 'desktop file', 'desktop-file-validate', lambda: check_desktop(built))
    with_tool(tap, 'metainfo', 'appstreamcli', lambda: check_metainfo(built))
    tap.result('metainfo names this version', check_release(built))
    with_tool(tap, 'MIME type', 'update-mime-database', lambda: check_mime(built))
    with_tool(tap, 'settings', 'glib-compile-schemas', check_schema)
    tap.result('icons', check_icons())
    tap.result('icons named', check_icon_names())
    with_tool(tap, 'icons drawn', 'rsvg-convert', check_drawn)
    with_tool(tap, 'resources', 'glib-compile-resources', check_resources)
    pages = sorted((DATA / 'man').glob('*.1'))
    for path in pages:
        with_tool(tap, f'page {path.name}', 'mandoc' if shutil.which('mandoc') else 'groff',
                  lambda page=path: check_man(page))
    for path in sorted([*DATA.rglob('*.ui'), *(ROOT / 'src').rglob('*.ui')]):
        tap.result(f'template {path.relative_to(ROOT)}', check_ui(path))
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
