#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the templates of plans, data/templates/*.ini, as check-sample.py does the sample.

Always: entities, fields and choices exist, references lead to records of the file, text is NFC, no
office that was abolished is named, every appendix is referred to. Where NH_TEST_PLANS names the
folder of the real plans: each template is at least as long as the plan of its kind, and no run of
words is copied.

Prints TAP; the exit status is 1 when a test fails.
"""

import glob
import importlib.util
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
spec = importlib.util.spec_from_file_location('check_sample', os.path.join(HERE, 'check-sample.py'))
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)

TEMPLATES = os.path.join(sample.ROOT, 'data', 'templates')

# The real plan of the same kind.
PLANS = {
    'core-council.ini': '48-dau-tieng-2023',
    'lesson-study-inspection.ini': '73-bac-giang-2023',
    'professional-team.ini': 'quang-ngai-2024',
    'network.ini': '758-quang-ngai-2017',
    'training.ini': 'hai-duong-2023',
}

VARIABLES = {'year', 'prev_year', 'next_year', 'y1', 'y2', 'y3', 'y6', 'office', 'office_plain', 'office_full',
             'level', 'LEVEL', 'area', 'province', 'scope'}
# What every plan owns, and what it needs beside itself.
ENTITIES = {'plan', 'plan_basis', 'plan_recipient', 'block', 'appendix', 'activity', 'deadline', 'programme',
            'module', 'legal_reference', 'team'}
# Abolished on 1 July 2025, or replaced since (law_calendar): they must not be proposed any more.
GONE = re.compile(r'Phòng (GDĐT|GD&ĐT|Giáo dục)|\bhuyện\b|\bthanh tra\b|(28|32)/2020/TT-BGDĐT', re.I)

# Bodies and letters that can only be named one way.
sample.NAMES += """
hướng dẫn thực hiện nhiệm vụ năm học
tổ mạng lưới chuyên môn
tổ chuyên môn nghiệp vụ
quy chế tổ chức và hoạt động
kế hoạch đào tạo bồi dưỡng viên chức ngành giáo dục
""".split('\n')


def read(path):
    sample.SAMPLE = TEMPLATES
    records, faults = sample.read_records()
    name = os.path.basename(path)
    return [r for r in records if r.path == name], [f for f in faults if f.startswith(name)]


def references(record, records):
    keys = {r.key for r in records}
    for field, value in record.values.items():
        for key in re.findall(r'\{@([a-z0-9-]+)\}', value) + re.findall(r'^@([a-z0-9-]+)$', value):
            if key not in keys:
                yield '%s: %s names %s, which is not there' % (record, field, key)


def check_fields(records):
    entities = sample.read_entities()
    faults = []
    for record in records:
        if record.entity not in ENTITIES:
            faults.append('%s: a template has no such records' % record)
        when = record.values.pop('when', None)
        if when and set(when.split(';')) - {'province', 'commune', 'school'}:
            faults.append('%s: when=%s' % (record, when))
        # What the program gives them.
        if 'plan' in entities[record.entity]:
            record.values.setdefault('plan', '@kh')
        if record.entity == 'activity':
            record.values.setdefault('status', 'planned')
        faults += references(record, records)
        for value in record.values.values():
            for name in re.findall(r'\{([^@}]*)\}', value):
                if name not in VARIABLES:
                    faults.append('%s: {%s} is filled by nobody' % (record, name))
    return faults + sample.check_fields(records, entities)


def check_text(records):
    faults = []
    for record in records:
        text = ' '.join(record.values.values())
        if GONE.search(text):
            faults.append('%s: %s' % (record, GONE.search(text)[0]))
        for field, value in record.values.items():
            plain = re.sub(r'<[^>]*>', '', re.sub(r'<ref [^>]*>', 'Phụ lục', value))
            if '  ' in plain or re.search(r' [,.;:](?!\.)', plain):
                faults.append('%s: blanks in %s' % (record, field))
            if sample.unicodedata.normalize('NFC', value) != value:
                faults.append('%s: %s is not NFC' % (record, field))
            if re.search(r'\b20[12]\d-20\d\d\b', value):
                faults.append('%s: a fixed school year in %s' % (record, field))
    text = ' '.join(r.values.get('text', '') for r in records)
    for record in records:
        if record.entity == 'appendix' and '{@%s}' % record.key not in text:
            faults.append('%s: the text does not point to it' % record)
    if text.count('<blank>') < 3:
        faults.append('hardly any place to fill')
    return faults


def words(records):
    fields = {'text', 'content', 'measures', 'participants', 'responsible', 'title', 'what', 'audience', 'channel',
              'due', 'period', 'note', 'subject', 'number'}
    return sum(len(re.sub(r'<[^>]*>', ' ', value).split()) for r in records
               for field, value in r.values.items() if field in fields)


def main():
    tap = sample.Tap()
    plans = os.environ.get('NH_TEST_PLANS', '')
    files = sorted(glob.glob(os.path.join(TEMPLATES, '*.ini')))
    tap.report('there is one template for each kind of plan',
               [] if {os.path.basename(f) for f in files} == set(PLANS) else [str(files)])
    for path in files:
        name = os.path.basename(path)
        records, faults = read(path)
        tap.report('%s: records' % name, faults + check_fields(records))
        tap.report('%s: text' % name, check_text(records))
        real = os.path.join(plans, PLANS.get(name, '') + '.txt')
        if not os.path.isfile(real):
            tap.skip('%s: as long as the real plan' % name, 'NH_TEST_PLANS does not name the folder of the real plans')
            tap.skip('%s: no sentence is copied' % name, 'NH_TEST_PLANS does not name the folder of the real plans')
            continue
        with open(real, encoding='utf-8') as file:
            wanted = len(file.read().split())
        tap.report('%s: as long as the real plan' % name,
                   [] if words(records) >= wanted else ['%d words, the real one %d' % (words(records), wanted)])
        for record in records:
            for field, value in record.values.items():
                record.values[field] = re.sub(r'<[^>]*>|\{[^}]*\}', ' ', value)
        tap.report('%s: no sentence is copied' % name, sample.check_copies(records, plans))
    print('1..%d' % tap.count)
    return 1 if tap.failed else 0


if __name__ == '__main__':
    sys.exit(main())
