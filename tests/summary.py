#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what `meson test` logged in several builds.

usage: summary.py [--broken NAME]… [--optional NAME]… NAME=BUILD_DIR…
       summary.py --again BUILD_DIR

Counts every test case (TAP reports them one by one) rather than every program. A program that
fails without saying which case (a crash, a timeout, a leak found at exit) counts as one failure.
A build that could not be made is one failure too, and one without a log unless it is optional: the
tests named by the user need not exist in each.

What lives on a display has the clock of the machine to reckon with. Of such programs, where few failed, --again
prints the names of those to be tried once more with nothing beside them (meson test --logbase again): but not for
what a sanitizer found, which is a defect however seldom it comes. Those that pass then are counted as passed and
named as unsteady. The last line is always
"N passed, N failed", followed by ", N skipped" where some were; the status is 1 after a failure.
"""

import argparse
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

ON_DISPLAY = ('ui/', 'e2e/')
FOUND_BY_SANITIZERS = ('Sanitizer', 'runtime error:')
MAX_AGAIN = 5  # more than these: something is wrong with all
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


def read_tests(log):
    return [json.loads(line) for line in log.read_text(encoding='utf-8').splitlines()] if log.exists() else []


def short_name(test):
    return test['name'].rpartition(' / ')[2]


def to_try_again(build):
    failed = [test for test in read_tests(build / 'meson-logs' / 'testlog.json') if test['result'] not in GOOD | SKIPPED]
    if len(failed) > MAX_AGAIN:
        return []
    said = {short_name(test): test.get('stdout', '') + test.get('stderr', '') for test in failed}
    return [name for name, words in said.items()
            if name.startswith(ON_DISPLAY) and not any(mark in words for mark in FOUND_BY_SANITIZERS)]


def explanation(test):
    """What a failed TAP program said on standard output; meson itself shows only the other one."""
    lines = [line for line in test.get('stdout', '').splitlines()
             if line.startswith(('#', 'not ok', 'Bail out')) and 'DEBUG: ' not in line]
    return [f'  {line}' for line in lines[-25:]]


def count(label, build, report, optional):
    """Adds the programs of one build to the report: passed, failed, skipped."""
    logs = build / 'meson-logs'
    if not (logs / 'testlog.json').exists():
        if not optional:
            report['failed'].append(f'{label}: no test was run')
        return
    cases = read_cases(logs / 'testlog.junit.xml')
    cases_again = read_cases(logs / 'again.junit.xml')
    again = {test['name']: test for test in read_tests(logs / 'again.json') if test['result'] in GOOD}
    for test in read_tests(logs / 'testlog.json'):
        name = short_name(test)
        source = cases
        if test['name'] in again:
            report['details'] += [f'{label}: {name} said, beside others:', *explanation(test)]
            report['unsteady'].append(f'{label}: {name}')
            test = again[test['name']]
            source = cases_again
        passed, failed, skipped = source.get(test['name'], (0, [], []))
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
    parser.add_argument('--again')
    parser.add_argument('builds', nargs='*')
    options = parser.parse_args()
    if options.again:
        print(' '.join(to_try_again(pathlib.Path(options.again))))
        return 0
    report = {'passed': 0, 'failed': [], 'skipped': [], 'unsteady': [], 'details': []}
    for build in options.builds:
        label, _, folder = build.partition('=')
        if label in options.broken:
            report['failed'].append(f'{label}: the build failed')
        else:
            count(label, pathlib.Path(folder), report, label in options.optional)
    for line in report['details']:
        print(line)
    for name in report['unsteady']:
        print(f'unsteady {name}: failed beside others, passed alone')
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
