#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks, prints a table and writes what they measured as JSON.

usage: run.py --build BUILD_DIR --output FILE [NAME…]

Benchmarks are the programs bench-* in BUILD_DIR/tests/bench and the scripts bench_*.py beside this
file; a script gets BUILD_DIR as its argument. Each prints one JSON object a line: name, size, unit,
value, and where it compares baseline, baseline_value, target, at_least. The ratio is
value / baseline_value, or its inverse where at_least says that more is better ("5 × faster").
A target that is missed is marked in the table but is no failure: machines differ.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent


def find(build, names):
    """Commands of the benchmarks, by name."""
    programs = {path.name.removeprefix('bench-'): [str(path)]
                for path in sorted((build / 'tests' / 'bench').glob('bench-*'))
                if path.is_file() and os.access(path, os.X_OK)}
    scripts = {path.stem.removeprefix('bench_'): [sys.executable, str(path), str(build)]
               for path in sorted(HERE.glob('bench_*.py'))}
    found = {**programs, **scripts}
    unknown = [name for name in names if name not in found]
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(found)}")
    return {name: command for name, command in found.items() if not names or name in names}


def judge(result):
    """Adds the ratio and whether it is good enough."""
    baseline = result.get('baseline_value')
    if baseline and result['value']:
        ratio = result['value'] / baseline
        result['ratio'] = 1 / ratio if result.get('at_least') else ratio
    if 'target' in result:
        reached = result.get('ratio', result['value'])
        result['good'] = (reached >= result['target'] if result.get('at_least')
                          else reached <= result['target'])
    return result


def run(name, command):
    done = subprocess.run(command, capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL)
    results = []
    for line in done.stdout.splitlines():
        if line.startswith('{'):
            results.append(judge({'bench': name, **json.loads(line)}))
    if done.returncode:
        print(f'{name}: failed with status {done.returncode}\n{done.stderr.strip()}',
              file=sys.stderr)
    return results, done.returncode == 0


def number(value):
    if value is None:
        return ''
    return f'{value:,.0f}' if abs(value) >= 1000 else f'{value:.3g}'


def spread(result):
    if 'median' not in result:
        return ''
    figures = [f'{name} {number(result[name])}' for name in ('min', 'median', 'p95', 'max')]
    return f"{', '.join(figures)} of {result['runs']}"


def row(result):
    target = ''
    if 'target' in result:
        sign = '≥' if result.get('at_least') else '≤'
        target = f"{sign} {result['target']:g}{'' if result['good'] else '  MISSED'}"
    size = f"{result['size']:,}" if result.get('size') else ''
    return [result['name'], size, f"{number(result['value'])} {result.get('unit', '')}",
            f"{result.get('baseline', '')} {number(result.get('baseline_value'))}".strip(),
            number(result.get('ratio')), target, spread(result)]


def table(results):
    rows = [['work', 'size', 'measured', 'against', 'ratio', 'target', 'spread'], *map(row, results)]
    widths = [max(len(line[column]) for line in rows) for column in range(len(rows[0]))]
    for line in rows:
        print('  '.join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--build', type=pathlib.Path, required=True)
    parser.add_argument('--output', type=pathlib.Path, required=True)
    parser.add_argument('names', nargs='*')
    options = parser.parse_args()
    results, good = [], True
    for name, command in find(options.build.resolve(), options.names).items():
        print(f'{name} …', file=sys.stderr)
        measured, finished = run(name, command)
        results += measured
        good = good and finished
    table(results)
    options.output.write_text(json.dumps({
        'made': datetime.datetime.now(datetime.timezone.utc).isoformat(timespec='seconds'),
        'machine': f'{platform.system()} {platform.machine()}, {os.cpu_count()} CPUs',
        'results': results}, ensure_ascii=False, indent=1) + '\n', encoding='utf-8')
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
