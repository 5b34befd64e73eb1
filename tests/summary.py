#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what `meson test` logged in several builds.

usage: summary.py [--broken NAME]… [--optional NAME]… NAME=BUILD_DIR…

Counts every test case (TAP reports them one by one) rather than every program. A program that
fails without saying which case (a crash, a timeout, a leak found at exit) counts as one failure.
A build that could not be made is one failure too, and one without a log unless it is optional: the
tests named by the user need not exist in each. The last line is always
"N passed, N failed", followed by ", N skipped" where some were; the status is 1 after a failure.
"""

import argparse
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {'OK', 'EXPECTEDFAIL'}
SKIPPED = {'SKIP'}


def read_cases(path):
    """Cases of each TAP program, by the name that testlog.json has: [passed, failed, skipped]."""
    cases = {}
    if not path.exists():
        return cases
    for suite in ElementTree.parse(path).getroot().iter('testsuite'):
        name = suite.get('name', '').partition('.')[2]
        entry = cases.setdefault(name, [0, [], []])
        for case in suite.iter('testcase'):
            if case.find('failure') is not None or case.find('error') is not None:
                entry[1].append(case.get('name'))
            elif case.find('skipped') is not None:
                entry[2].append(case.get('name'))
            else:
                entry[0] += 1
    return cases


def explanation(test):
    """What a failed TAP program said on standard output; meson itself shows only the other one."""
    lines = [line for line in test.get('stdout', '').splitlines()
             if line.startswith(('#', 'not ok', 'Bail out')) and 'DEBUG: ' not in line]
    return [f'  {line}' for line in lines[-25:]]


def count(label, build, report, optional):
    """Adds the programs of one build to the report: passed, failed, skipped."""
    log = build / 'meson-logs' / 'testlog.json'
    if not log.exists():
        if not optional:
            report['failed'].append(f'{label}: no test was run')
        return
    cases = read_cases(log.with_name('testlog.junit.xml'))
    for line in log.read_text(encoding='utf-8').splitlines():
        test = json.loads(line)
        passed, failed, skipped = cases.get(test['name'], (0, [], []))
        name = test['name'].rpartition(' / ')[2]
        # Programs without a protocol stand in the log of the whole project, not in one of theirs.
        if passed + len(failed) + len(skipped) == 0 and test['result'] in GOOD:
            passed = 1
        if test['result'] in SKIPPED and not skipped:
            skipped = ['all of it']
            passed = 0
        if test['result'] not in GOOD | SKIPPED and not failed:
            failed = [test['result'].lower()]
        if failed:
            report['details'] += [f'{label}: {name} said:', *explanation(test)]
        report['passed'] += passed
        report['failed'] += [f'{label}: {name}: {case}' for case in failed]
        report['skipped'] += [f'{label}: {name}: {case}' for case in skipped]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--broken', action='append', default=[])
    parser.add_argument('--optional', action='append', default=[])
    parser.add_argument('builds', nargs='+')
    options = parser.parse_args()
    report = {'passed': 0, 'failed': [], 'skipped': [], 'details': []}
    for build in options.builds:
        label, _, folder = build.partition('=')
        if label in options.broken:
            report['failed'].append(f'{label}: the build failed')
        else:
            count(label, pathlib.Path(folder), report, label in options.optional)
    for line in report['details']:
        print(line)
    for name in report['skipped']:
        print(f'skipped  {name}')
    for name in report['failed']:
        print(f'FAILED   {name}')
    line = f"{report['passed']} passed, {len(report['failed'])} failed"
    if report['skipped']:
        line += f", {len(report['skipped'])} skipped"
    print(line)
    return 1 if report['failed'] or report['passed'] == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
