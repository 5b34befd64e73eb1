#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The five plans of the sample, composed whole, beside what the real plans have: check-plans.py DUMP-PLAN

What every plan must have is always checked; numbers of headings, bases, recipients, footnotes and
appendices only where NH_TEST_PLANS names the folder of the real plans. Prints TAP."""

import json
import os
import re
import subprocess
import sys

PLANS = ['48-dau-tieng-2023', '73-bac-giang-2023', 'quang-ngai-2024', '758-quang-ngai-2017',
         'hai-duong-2023']
# Slips of the real plans that the sample puts right.
RIGHT = {'3539/QĐ-GDTH': '3539/QĐ-SGDĐT', '3540/QĐ-GDĐT': '3540/QĐ-SGDĐT', '98/QĐ-SGDDT': '98/QĐ-SGDĐT'}


def read_plan(program, number):
    output = subprocess.run([program, str(number)], check=True, stdout=subprocess.PIPE,
                            encoding='utf-8').stdout
    return [line.split('\t') for line in output.splitlines()]


def level_of(heading):
    """Letters are the fifth level, whatever levels a plan leaves out above them."""
    return '5' if re.fullmatch('[a-zđ][)]?', heading['number']) else str(heading['level'])


class Plan:
    def __init__(self, lines):
        self.lines = lines

    def of(self, name):
        return [line[1:] for line in self.lines if line[0] == name]


def check_form(plan):
    """What Decree 30/2020/NĐ-CP wants of every plan."""
    faults = []

    def need(condition, what):
        if not condition:
            faults.append(what)

    names = [line[0] for line in plan.lines]
    need(names[:3] == ['letterhead', 'title', 'basis'], 'letterhead, title and bases come first')
    bases = [line[2] for line in plan.of('basis')]
    need(all(b.endswith(';') and not b.endswith(';;') for b in bases[:-1]) and bases[-1].endswith('.'),
         'ends of bases %s' % bases)
    recipients = [line[0] for line in plan.of('recipient')]
    need(all(r.startswith('- ') and r.endswith(';') for r in recipients[:-1])
         and recipients[-1].startswith('- Lưu: VT') and recipients[-1].endswith('.'),
         'ends of recipients %s' % recipients)
    texts = [line for line in plan.lines if line[0] in ('paragraph', 'bullet', 'heading')]
    body = texts[:len([n for n in names[:names.index('recipient')]
                       if n in ('paragraph', 'bullet', 'heading')])]
    need(body[-1][3].endswith('./.'), 'the last paragraph %s' % body[-1])
    need(sum(line[3].endswith('./.') for line in texts) == 1, 'one end mark')
    need(all(line[3] == line[3].strip() and '(?)' not in line[3] and '[' not in line[3] for line in texts),
         'lost references or tables')
    for heading in plan.of('heading'):
        if heading[0] == '1':
            words = [w for w in heading[2].split() if sum(c.isupper() for c in w) < 2 and len(w) > 1]
            need(all(w == w.upper() for w in words), 'capitals of %s' % heading)
    for line in plan.of('authority'):
        need(line[0] == line[0].upper(), 'capitals of %s' % line)
    for line in plan.of('appendix'):
        need(line[2].startswith('(Kèm theo Kế hoạch số ') and line[2].endswith(')'), 'attached line %s' % line)
        need(any(line[0] + w in ' '.join(t[3] for t in body) + ' ' for w in ' .,;:)'), '%s is named' % line[0])
    return faults


def check_expected(plan, expected):
    faults = []

    def need(found, wanted, what):
        if found != wanted:
            faults.append('%s: %s instead of %s' % (what, found, wanted))

    head = plan.of('letterhead')[0]
    number = expected['number'].zfill(2) if expected['number'] else None
    if number:
        need(head[2], 'Số: %s/%s' % (number, expected['symbol']), 'number')
    need(head[3].split(',')[0], expected['place'] or '……', 'place')
    if len(expected['date']) == 10:
        year, month, day = expected['date'].split('-')
        need(head[3].split(', ')[1],
             'ngày %s tháng %s năm %s' % (day, month if int(month) < 3 else int(month), year), 'date')
    need([(h[0], h[1].rstrip('.)')) for h in plan.of('heading')],
         [(level_of(h), h['number'].rstrip('.)')) for h in expected['headings']], 'headings')
    cited = [b[2] for b in plan.of('basis')]
    for kind, symbol, date in expected['legal_bases']:
        year, month, day = date.split('-')
        pattern = '%s số %s ngày 0?%d/0?%d/%s' % (kind, re.escape(RIGHT.get(symbol, symbol)), int(day), int(month), year)
        if not any(re.search(pattern, b) for b in cited):
            faults.append('no basis like %s in %s' % (pattern, cited))
    need(len(plan.of('recipient')), len(expected['recipients']), 'recipients')
    need(len(plan.of('note')), len(expected.get('footnotes', ())), 'footnotes')
    if 'appendices' in expected:
        need([a[0] for a in plan.of('appendix')],
             ['Phụ lục %s' % a['number'] for a in expected['appendices']], 'appendices')
    authority = [a[0] for a in plan.of('authority')]
    wanted = [expected['signature'].get('authority', ''), expected['signature']['position']]
    need([a.replace('.', '') for a in authority], [w.replace('.', '').upper() for w in wanted if w], 'authority')
    return faults


def main():
    folder = os.path.join(os.environ.get('NH_TEST_PLANS', ''), 'expected')
    count = failed = 0

    def report(name, faults):
        nonlocal count, failed
        count += 1
        failed += bool(faults)
        print('%s %d - %s' % ('not ok' if faults else 'ok', count, name))
        for fault in faults:
            print('# %s' % fault)

    for number, name in enumerate(PLANS, 1):
        plan = Plan(read_plan(sys.argv[1], number))
        report('form of plan %d' % number, check_form(plan))
        path = os.path.join(folder, name + '.json')
        if os.path.isfile(path):
            with open(path, encoding='utf-8') as file:
                report('%s is whole' % name, check_expected(plan, json.load(file)))
        else:
            count += 1
            print('ok %d - %s is whole # SKIP NH_TEST_PLANS does not name the folder of the real plans'
                  % (count, name))
    print('1..%d' % count)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
