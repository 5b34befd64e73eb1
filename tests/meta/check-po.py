#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the translations; --update brings them up to date instead.

The sources must all stand in po/POTFILES. po/vi.po, merged with messages freshly extracted from
them, must have no untranslated, fuzzy or malformed message: a new string without its translation
fails here, a changed one too. Translations keep the marks of their messages: mnemonic, ellipsis,
colon, line end; see docs/decisions/0006-words.md. Reports in TAP.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

from tap import Tap

ROOT = pathlib.Path(__file__).resolve().parents[2]
PO = ROOT / 'po'
MARKED_C = re.compile(r'(?<![A-Za-z0-9_])(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2|dngettext)\s*\(\s*["A-Za-z]')
MARKED_XML = re.compile(r'translatable\s*=\s*["\'](?:yes|true|1)["\']')
# As meson's preset "glib" has them, for messages extracted here and by meson alike.
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3',
            'g_dpgettext2:2c,3', 'ngettext:1,2']
FORMATS = ['N_:1:pass-c-format', 'C_:2:pass-c-format', 'NC_:2:pass-c-format',
           'g_dngettext:2:pass-c-format', 'g_strdup_printf:1:c-format',
           'g_string_printf:2:c-format', 'g_string_append_printf:2:c-format',
           'g_error_new:3:c-format', 'g_set_error:4:c-format', 'g_markup_printf_escaped:1:c-format']


def without_comments(text):
    return re.sub(r'/\*.*?\*/|//[^\n]*', '', text, flags=re.S)


def sources():
    """Paths of all files with a translatable text, from the root, sorted."""
    found = []
    for path in sorted((ROOT / 'src').rglob('*.[ch]')):
        if MARKED_C.search(without_comments(path.read_text(encoding='utf-8'))):
            found.append(path)
    for folder in ('src', 'data'):
        for path in sorted((ROOT / folder).rglob('*.ui')):
            if MARKED_XML.search(path.read_text(encoding='utf-8')):
                found.append(path)
    found += sorted((ROOT / 'data').glob('*.in'))
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def listed():
    lines = (PO / 'POTFILES').read_text(encoding='utf-8').splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith('#')]


def run(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f'{command[0]}: {done.stderr.strip()}')
    return done.stdout + done.stderr


def extract(target, files):
    command = ['xgettext', '--package-name=namhoc', '--from-code=UTF-8', '--add-comments',
               '--copyright-holder=', f'--output={target}']
    command += [f'--keyword={word}' for word in KEYWORDS]
    command += [f'--flag={flag}' for flag in FORMATS]
    run(*command, *files)


def update():
    files = sources()
    header = '# SPDX-License-Identifier: GPL-3.0-or-later\n# Made by "./dev po".\n'
    (PO / 'POTFILES').write_text(header + '\n'.join(files) + '\n', encoding='utf-8')
    with tempfile.TemporaryDirectory() as folder:
        pot = f'{folder}/namhoc.pot'
        extract(pot, files)
        for language in (PO / 'LINGUAS').read_text().split():
            po = PO / f'{language}.po'
            run('msgmerge', '--quiet', '--update', '--backup=none', '--no-fuzzy-matching',
                '--no-location', '--sort-output', str(po), pot)
            run('msgattrib', '--no-obsolete', '--no-location', '-o', str(po), str(po))
            # When the messages were last extracted is noise in the history.
            lines = po.read_text(encoding='utf-8').splitlines(keepends=True)
            po.write_text(''.join(line for line in lines if not line.startswith('"POT-Creation')),
                          encoding='utf-8')
            print(f'{po.name}: {statistics(po)}')


def statistics(po):
    return run('env', 'LC_ALL=C', 'msgfmt', '--check', '--statistics', '-o', '/dev/null', str(po)).strip()


def unfinished(po):
    """Messages of a merged catalogue without a translation, at most twenty of them."""
    text = run('msgattrib', '--no-wrap', '--untranslated', '--no-obsolete', str(po))
    text += run('msgattrib', '--no-wrap', '--only-fuzzy', '--no-obsolete', str(po))
    found = [m for m in re.findall(r'^msgid "(.*)"$', text, flags=re.M) if m]
    return found[:20]


def pairs(po):
    """Every msgid, of plurals the last one, with its translation."""
    text = run('msgattrib', '--no-wrap', '--translated', '--no-obsolete', str(po))
    for entry in text.split('\n\n'):
        parts = {}
        for line in entry.splitlines():
            named = re.match(r'(msgid|msgid_plural|msgstr)(?:\[\d+\])? (".*")$', line)
            if named:
                name = 'msgstr' if named[1] == 'msgstr' else 'msgid'
                parts[name] = json.loads(named[2])
            elif line.startswith('"') and parts:
                parts[name] += json.loads(line)
            elif line.startswith('msgctxt'):
                parts = {}
        if parts.get('msgid'):
            yield parts['msgid'], parts['msgstr']


def slips(msgid, text):
    """What a translation lost, or a message cut by a macro of a number's format."""
    if msgid.endswith('%') or '\r' in msgid:
        yield 'cut by a macro, or with a control character'
    if len(re.findall(r'_\w', msgid)) == 1 != len(re.findall(r'_[a-z]', text, flags=re.I)):
        yield 'no mnemonic on a letter without marks'
    if '_' not in msgid and '_' in text:
        yield 'a mnemonic too many'
    for mark in ('…', ':', ';', '\n'):
        if msgid.endswith(mark) != text.endswith(mark):
            yield f'one of both ends with {mark!r}'
    if msgid.endswith('.') and not text.endswith('.'):
        yield 'no full stop'
    if unicodedata.normalize('NFC', text) != text:
        yield 'not in Unicode NFC'
    if text != text.strip(' ') or '  ' in text:
        yield 'blanks too many'


def check():
    tap = Tap()
    found, named = set(sources()), listed()
    problems = [f'not in po/POTFILES (run ./dev po): {path}' for path in sorted(found - set(named))]
    problems += [f'in po/POTFILES without need: {path}' for path in sorted(set(named) - found)]
    tap.result('POTFILES is complete', problems)
    if not all(shutil.which(tool) for tool in ('xgettext', 'msgmerge', 'msgattrib', 'msgfmt')):
        tap.skip('translations', 'no gettext tools')
        return tap.done()
    with tempfile.TemporaryDirectory() as folder:
        pot = f'{folder}/namhoc.pot'
        extract(pot, sorted(found))
        for language in (PO / 'LINGUAS').read_text().split():
            po = PO / f'{language}.po'
            try:
                statistics(po)
                tap.result(f'{language}.po is well-formed', [])
            except RuntimeError as error:
                tap.result(f'{language}.po is well-formed', str(error).splitlines())
                continue
            merged = f'{folder}/{language}.po'
            run('msgmerge', '--quiet', '--no-fuzzy-matching', '-o', merged, str(po), pot)
            problems = [f'no translation: {text}' for text in unfinished(merged)]
            tap.result(f'{language}.po is complete', problems)
            problems = [f'{slip}: {msgid} → {text}' for msgid, text in pairs(merged)
                        for slip in slips(msgid, text)]
            tap.result(f'{language}.po keeps the marks', problems)
    return tap.done()


if __name__ == '__main__':
    sys.exit(update() if '--update' in sys.argv[1:] else check())
