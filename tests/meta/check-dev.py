#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries what ./dev does on machines unlike this one, with made-up package tools in PATH, and how
test results are added up. Nothing is installed."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

from tap import Tap

ROOT = pathlib.Path(__file__).resolve().parents[2]

DPKG_QUERY = '''#!/bin/sh
for name; do :; done
grep -qx "$name" "$FAKE/missing" && exit 1
printf installed
'''
# Fails as often as the file "failures" has lines.
APT_GET = '''#!/bin/sh
echo "$*" >>"$FAKE/apt.log"
case "$1" in
  install)
    if [ -s "$FAKE/failures" ]; then
      sed -i 1d "$FAKE/failures"
      echo "E: Unable to locate package" >&2
      exit 100
    fi ;;
esac
'''
SUDO = '''#!/bin/sh
[ "$1" = -n ] && shift
exec "$@"
'''


class Machine:
    """A place with its own package tools; ./dev runs there with the real compilers."""

    def __init__(self, folder, missing=(), failures=0):
        self.fake = pathlib.Path(folder)
        (self.fake / 'missing').write_text(''.join(f'{name}\n' for name in missing))
        (self.fake / 'failures').write_text('once\n' * failures)
        (self.fake / 'apt.log').write_text('')
        self.bin = self.fake / 'bin'
        self.bin.mkdir()
        for name, text in (('dpkg-query', DPKG_QUERY), ('apt-get', APT_GET), ('sudo', SUDO)):
            (self.bin / name).write_text(text)
            (self.bin / name).chmod(0o755)

    def dev(self, *words, path=None):
        env = {**os.environ, 'FAKE': str(self.fake),
               'PATH': path or f"{self.bin}:{os.environ['PATH']}"}
        return subprocess.run([ROOT / 'dev', *words], capture_output=True, text=True, env=env,
                              stdin=subprocess.DEVNULL, check=False)

    def apt(self):
        return (self.fake / 'apt.log').read_text().splitlines()


def expect(problems, truth, what):
    if not truth:
        problems.append(what)


def installs(line, *names):
    """An unattended installation of just these packages."""
    words = line.split()
    return (words[0] == 'install' and '-y' in words
            and sorted(word for word in words[1:] if not word.startswith('-')) == sorted(names))


def try_complete(folder):
    machine = Machine(folder)
    done = machine.dev('deps')
    problems = []
    expect(problems, done.returncode == 0, f'status {done.returncode}: {done.stderr}')
    expect(problems, machine.apt() == [], f'installed something: {machine.apt()}')
    return problems


def try_missing(folder):
    machine = Machine(folder, ['libgtk-4-dev', 'xvfb'])
    done = machine.dev('deps')
    problems = []
    expect(problems, done.returncode == 0, f'status {done.returncode}: {done.stderr}')
    expect(problems, len(machine.apt()) == 1 and installs(machine.apt()[0], 'libgtk-4-dev', 'xvfb'),
           f'called apt-get {machine.apt()}')
    return problems


def try_alternative(folder):
    machine = Machine(folder, ['pkg-config', 'libreoffice-calc'])
    machine.dev('deps')
    return [f'installed {machine.apt()} though an alternative is there'] if machine.apt() else []


def try_stale_lists(folder):
    machine = Machine(folder, ['ninja-build'], failures=1)
    done = machine.dev('deps')
    verbs = [line.split()[0] for line in machine.apt()]
    problems = []
    expect(problems, done.returncode == 0, f'status {done.returncode}: {done.stderr}')
    expect(problems, verbs == ['install', 'update', 'install'], f'called apt-get {verbs}')
    return problems


def try_no_network(folder):
    machine = Machine(folder, ['valgrind'], failures=9)
    done = machine.dev('deps')
    verbs = [line.split()[0] for line in machine.apt()]
    problems = []
    expect(problems, done.returncode != 0, 'claims success')
    expect(problems, verbs == ['install', 'update', 'install'], f'called apt-get {verbs}')
    expect(problems, 'could not be installed: valgrind' in done.stderr, f'said: {done.stderr}')
    return problems


def try_other_system(folder):
    """Without apt the packages are named, and work goes on since the tools are there."""
    machine = Machine(folder)
    tools = pathlib.Path(folder) / 'tools'
    tools.mkdir()
    for place in reversed(os.environ['PATH'].split(':')):
        for tool in pathlib.Path(place).glob('*') if pathlib.Path(place).is_dir() else ():
            if not tool.name.startswith(('apt', 'dpkg')):
                (tools / tool.name).unlink(missing_ok=True)
                (tools / tool.name).symlink_to(tool)
    copy = pathlib.Path(folder) / 'clone'
    copy.mkdir()
    (copy / 'dev').write_bytes((ROOT / 'dev').read_bytes())
    (copy / 'dev').chmod(0o755)
    env = {**os.environ, 'PATH': str(tools), 'FAKE': str(machine.fake)}
    done = subprocess.run([copy / 'dev', 'deps'], capture_output=True, text=True, env=env,
                          stdin=subprocess.DEVNULL, check=False)
    problems = []
    expect(problems, done.returncode == 0, f'status {done.returncode}: {done.stderr}')
    for word in ('Fedora', 'Arch', 'MSYS2', 'gtk4-devel'):
        expect(problems, word in done.stderr, f'does not name {word}')
    return problems


def try_usage(folder):
    machine = Machine(folder)
    problems = []
    expect(problems, machine.dev('no-such-command').returncode == 2, 'takes any command')
    expect(problems, 'screenshots' in machine.dev('help').stdout, 'help lists no commands')
    return problems


JUNIT = '''<testsuites><testsuite name="namhoc">{plain}</testsuite>
<testsuite name="namhoc.namhoc:core / core/text"><testcase name="fold" classname="core/text"/>
<testcase name="compare" classname="core/text"><failure/></testcase>
<testcase name="plans" classname="core/text"><skipped/></testcase></testsuite></testsuites>'''


def fake_build(folder, results, base='testlog'):
    """Each result is a program, how it ended, and what it said if that matters."""
    logs = pathlib.Path(folder) / 'meson-logs'
    logs.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({'name': f'namhoc:core / {name}', 'result': result, 'stderr': ''.join(said)})
             for name, result, *said in results]
    (logs / f'{base}.json').write_text('\n'.join(lines) + '\n')
    (logs / f'{base}.junit.xml').write_text(JUNIT.format(plain='<testcase name="plain"/>'))
    return f'plain={folder}'


def summary(*words):
    done = subprocess.run([sys.executable, ROOT / 'tests' / 'summary.py', *words],
                          capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout.splitlines() or [''])[-1]


def try_summary(folder):
    problems = []
    for number, (results, words, status, line) in enumerate((
            ([('core/text', 'FAIL'), ('plain', 'OK')], [], 1, '2 passed, 1 failed, 1 skipped'),
            ([('plain', 'OK')], [], 0, '1 passed, 0 failed'),
            ([('crash', 'ERROR'), ('plain', 'OK'), ('slow', 'TIMEOUT')], [], 1,
             '1 passed, 2 failed'),
            ([('plain', 'OK'), ('absent', 'SKIP')], [], 0, '1 passed, 0 failed, 1 skipped'),
            ([('plain', 'OK')], ['--broken', 'plain'], 1, '0 passed, 1 failed'))):
        got = summary(*words, fake_build(f'{folder}/{number}', results))
        expect(problems, got == (status, line), f'case {number}: {got}, not {(status, line)}')
    got = summary(f'plain={folder}/none')
    expect(problems, got == (1, '0 passed, 1 failed'), f'no log: {got}')
    return problems


def try_again(folder):
    problems = []
    build = fake_build(folder, [('ui/keys', 'FAIL'), ('e2e/plan', 'TIMEOUT'), ('store/open', 'FAIL'), ('ui/fine', 'OK'),
                                ('ui/leak', 'ERROR', 'ERROR: LeakSanitizer: detected memory leaks')])
    got = summary('--again', folder)
    expect(problems, got == (0, 'ui/keys e2e/plan'), f'to try again: {got}')
    fake_build(folder, [('ui/keys', 'OK'), ('e2e/plan', 'FAIL')], 'again')
    got = summary(build)
    expect(problems, got == (1, '2 passed, 3 failed'), f'after another try: {got}')
    fake_build(folder, [(f'ui/{number}', 'FAIL') for number in range(9)])
    got = summary('--again', folder)
    expect(problems, got == (0, ''), f'where all is broken: {got}')
    return problems


def try_folders(folder):
    plans = [{'id': 1, 'number': '73', 'symbol': 'KH-SGDĐT', 'title': 'x'},
             {'id': 2, 'number': '73', 'symbol': 'KH-SGDĐT', 'title': 'x'},
             {'id': 3, 'number': '', 'symbol': 'KH-TCM', 'title': 'Kế hoạch tổ chuyên môn'}]
    path = pathlib.Path(folder) / 'plans.json'
    path.write_text(json.dumps(plans), encoding='utf-8')
    said = subprocess.run([sys.executable, ROOT / 'tests' / 'plan-folders.py', path],
                          capture_output=True, text=True, check=False).stdout
    wanted = '1\t73-KH-SGDDT\n2\t73-KH-SGDDT-2\n3\tKe-hoach-to-chuyen-mon\n'
    return [] if said == wanted else [f'made {said!r}']


BENCH = '''#!/bin/sh
echo 'a word that is no result'
echo '{"name": "export", "size": 1000, "unit": "ms", "value": 12, "baseline": "bare", \
"baseline_value": 10, "target": 1.25}'
echo '{"name": "faster", "unit": "ms", "value": 10, "baseline": "other", "baseline_value": 40,\
"target": 5, "at_least": true}'
'''


def try_bench(folder):
    benches = pathlib.Path(folder) / 'tests' / 'bench'
    benches.mkdir(parents=True)
    (benches / 'bench-fake').write_text(BENCH.replace('\\\n', ''))
    (benches / 'bench-fake').chmod(0o755)
    output = pathlib.Path(folder) / 'bench.json'
    done = subprocess.run([sys.executable, ROOT / 'tests' / 'bench' / 'run.py', '--build', folder,
                           '--output', output, 'fake'], capture_output=True, text=True, check=False)
    problems = []
    expect(problems, done.returncode == 0, f'status {done.returncode}: {done.stderr}')
    lines = done.stdout.splitlines()
    expect(problems, len(lines) == 3 and '1.2' in lines[1] and 'MISSED' not in lines[1]
           and lines[2].endswith('MISSED'), f'table: {lines}')
    ratios = [round(r['ratio'], 3) for r in json.loads(output.read_text())['results']]
    expect(problems, ratios == [1.2, 4.0], f'ratios: {ratios}')
    return problems


def main():
    tap = Tap()
    for name, attempt in (
            ('nothing is installed where nothing is missing', try_complete),
            ('only what is missing is installed', try_missing),
            ('an alternative package is good enough', try_alternative),
            ('stale package lists are refreshed once', try_stale_lists),
            ('what cannot be installed is named', try_no_network),
            ('another system is told its packages', try_other_system),
            ('commands', try_usage),
            ('results are added up', try_summary),
            ('what failed on a display is tried again alone', try_again),
            ('folders of plans', try_folders),
            ('benchmarks are collected', try_bench)):
        with tempfile.TemporaryDirectory() as folder:
            tap.result(name, attempt(folder))
    return tap.done()


if __name__ == '__main__':
    sys.exit(main())
