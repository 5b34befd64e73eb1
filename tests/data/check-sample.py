#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the data of the sample workbook, data/sample/*.ini.

Always: the files are key files of records whose entities, fields and choices exist in
src/model/nh-entities.c, whose references point to earlier records, and whose text is NFC.
Where NH_TEST_PLANS names the folder of the real plans: every fact of them is there, no run of
words of their text is copied, and no real person or phone number occurs.

Prints TAP; the exit status is 1 when a test fails.
"""

import glob
import json
import os
import re
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(ROOT, 'data', 'sample')
ENTITIES = os.path.join(ROOT, 'src', 'model', 'nh-entities.c')

# So many syllables in a row make a copied sentence.
COPIED_RUN = 8

# The real plan of each file of the sample.
PLANS = {
    '1-dau-tieng.ini': '48-dau-tieng-2023',
    '2-bac-giang.ini': '73-bac-giang-2023',
    '3-quang-ngai-2024.ini': 'quang-ngai-2024',
    '4-quang-ngai-2017.ini': '758-quang-ngai-2017',
    '5-hai-duong.ini': 'hai-duong-2023',
}

# Fields whose text is a sentence of ours. Names of units, titles of legal documents, recipients
# and periods are facts: they are the same words in every document that names them.
SENTENCE_FIELDS = {
    'block': ('text',),
    'activity': ('content', 'measures', 'participants', 'responsible', 'note'),
    'appendix': ('title', 'note'),
    'deadline': ('what', 'channel'),
    'programme': ('content',),
    'plan': ('title',),
    'plan_basis': ('text',),
}

# Names that can only be written one way: bodies, documents, programmes, themes, contests, terms
# of the trade. A text is cut at them, and at names of units, before it is compared.
NAMES = """
hội đồng chuyên môn nghiệp vụ cốt cán giáo dục tiểu học cấp huyện năm học 2023 2024
hội đồng chuyên môn nghiệp vụ cốt cán giáo dục tiểu học cấp huyện
tổ chuyên môn nghiệp vụ cấp tiểu học tỉnh quảng ngãi
tổ mạng lưới chuyên môn cấp tiểu học tỉnh quảng ngãi
tổ mạng lưới chuyên môn cấp tiểu học
phòng giáo dục và đào tạo
sở giáo dục và đào tạo
bộ giáo dục và đào tạo
giáo dục trung học giáo dục thường xuyên
giáo dục mầm non giáo dục phổ thông và giáo dục thường xuyên
chương trình giáo dục phổ thông
cục nhà giáo và cán bộ quản lý giáo dục
đổi mới căn bản toàn diện giáo dục và đào tạo
phòng nghỉ thư giãn cho cb gv
trường học hạnh phúc ngày của con
đề án trường thcs trọng điểm chất lượng cao
đề án nâng cao chất lượng bồi dưỡng học sinh giỏi
trường cao đẳng kỹ thuật công nghiệp
cao đẳng công nghệ việt hàn
cao đẳng miền núi bắc giang
trường học thông minh
trường học hạnh phúc
dạy học song ngữ
dạy học trực tiếp kết hợp trực tuyến
nghiên cứu bài học
chương trình ngày của con
góc thư giãn
thư viện xanh
thư viện thân thiện
thư viện đạt chuẩn
trường đạt chuẩn quốc gia
nhà vệ sinh thông minh thân thiện
câu lạc bộ năng khiếu
phong trào tích điểm a
hội thi giáo viên dạy giỏi
hội thi thiết kế bài giảng điện tử
bộ sưu tập giáo án đồ dùng dạy học điện tử
tìm hiểu kỹ năng tham gia giao thông an toàn
tài liệu giáo dục địa phương
cán bộ quản lý
hội đồng cm nv
trường phổ thông có cấp tiểu học
cơ sở giáo dục có cấp tiểu học
điều chỉnh nội dung dạy học tiếng việt 2 cho phù hợp với chương trình tv1 cgd
rèn luyện kỹ năng viết cho hs
bồi dưỡng thường xuyên
chương trình bồi dưỡng thường xuyên giáo viên cơ sở giáo dục phổ thông
chương trình bồi dưỡng thường xuyên cán bộ quản lý cơ sở giáo dục phổ thông
""".split('\n')

# A document as the law wants it cited: "Thông tư số 19/2019/TT-BGDĐT ngày 12/11/2019".
CITED = re.compile(r'(?:số )?\d+(?:/\d{4})?/[A-ZĐ][\w,-]*(?: ngày \d+/\d+/\d{4})?')

# References and footnotes within a text: nh-rich-text.h.
REFERENCE = re.compile(r'<ref (appendix|heading|legal)="\{@([a-z0-9-]+)\}"/>')
TARGETS = {'appendix': 'appendix', 'heading': 'block', 'legal': 'legal_reference'}
MARKUP = re.compile(r'</?(?:b|i|blank|note)>')

LINE = re.compile(r'^(?:\[([a-z_]+) ([a-z0-9-]+)\]|([a-z0-9_]+)=(.*))$')


class Record:
    def __init__(self, entity, key, path, line):
        self.entity, self.key, self.path, self.line = entity, key, path, line
        self.values = {}

    def __str__(self):
        return '%s:%d [%s %s]' % (self.path, self.line, self.entity, self.key)


def unescape(value):
    return re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t', 's': ' ', 'r': '\r'}.get(m[1], m[1]),
                  value)


def read_records():
    """All records in the order in which the program reads them, and what is malformed."""
    records, faults = [], []
    for path in sorted(glob.glob(os.path.join(SAMPLE, '*.ini'))):
        name = os.path.basename(path)
        with open(path, encoding='utf-8') as file:
            for number, line in enumerate(file.read().split('\n'), 1):
                if not line.strip() or line.startswith('#'):
                    continue
                match = LINE.match(line)
                if not match:
                    faults.append('%s:%d: neither a record nor a field: %s' % (name, number, line))
                elif match[1]:
                    records.append(Record(match[1], match[2], name, number))
                elif not records or records[-1].path != name:
                    faults.append('%s:%d: a field before the first record' % (name, number))
                elif match[3] in records[-1].values:
                    faults.append('%s:%d: %s is given twice' % (name, number, match[3]))
                elif not match[4] or match[4] != match[4].strip():
                    faults.append('%s:%d: %s is empty or has blanks at an end'
                                  % (name, number, match[3]))
                else:
                    records[-1].values[match[3]] = unescape(match[4])
    return records, faults


def read_entities():
    """{entity: {field: (kind, required, hidden or computed, choice keys, target)}}"""
    with open(ENTITIES, encoding='utf-8') as file:
        source = file.read()
    choices = {}
    for match in re.finditer(r'static const NhChoice (\w+)\[\] = \{(.*?)END_CHOICES', source, re.S):
        choices[match[1]] = re.findall(r'\{ "([^"]+)"', match[2])
    lists = {}
    for match in re.finditer(r'static const NhField (\w+)\[\] = \{(.*?)END_FIELDS', source, re.S):
        fields = {}
        for field in re.finditer(r'^  ([A-Z_]+) \("(\w+)", ([^,]+),(.*)\),$', match[2], re.M):
            kind, name, flags, rest = field.groups()
            last = [part.strip().strip('"') for part in rest.split(',')]
            if kind == 'OPEN_CHOICE':  # an office may add to these; the sample does not
                kind, last = 'CHOICE', last[:-1]
            fields[name] = (kind, 'REQUIRED' in flags, 'HIDDEN' in flags or 'COMPUTED' in flags,
                            choices[last[-1]] if kind == 'CHOICE' else None,
                            last[-1] if kind == 'REFERENCE' else
                            last[-2] if kind == 'LINKS' else None)
        for field in re.finditer(r'\{ \.name = "(\w+)", \.kind = NH_FIELD_(\w+), \.flags = ([^,]+),',
                                 match[2]):
            fields[field[1]] = (field[2], 'REQUIRED' in field[3],
                                'HIDDEN' in field[3] or 'COMPUTED' in field[3], None, None)
        fields['position'] = ('INTEGER', False, True, None, None)
        lists[match[1]] = fields
    entities = {}
    for match in re.finditer(r'^  \{ "(\w+)", "\w+", N_.*?(\w+_fields),', source, re.M | re.S):
        entities[match[1]] = lists[match[2]]
    entities['setting'] = {'key': ('TEXT', True, False, None, None),
                           'value': ('TEXT', True, False, None, None)}
    return entities


def check_fields(records, entities):
    faults = []
    for record in records:
        fields = entities.get(record.entity)
        if fields is None:
            faults.append('%s: no such entity' % record)
            continue
        for name, value in record.values.items():
            if name not in fields:
                faults.append('%s: no field %s' % (record, name))
                continue
            kind, _, hidden, choices, _ = fields[name]
            if hidden:
                faults.append('%s: %s is set by the program' % (record, name))
            if choices and value not in choices:
                faults.append('%s: %s is no choice of %s' % (record, value, name))
            if kind == 'INTEGER' and not value.isdigit():
                faults.append('%s: %s is no number' % (record, name))
            if kind == 'DATE' and not re.fullmatch(r'\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d', value):
                faults.append('%s: %s is no date' % (record, name))
            if kind == 'PHONE' and not re.fullmatch(r'0\d{9}', value):
                faults.append('%s: %s is no phone number of ten digits' % (record, name))
        for name, field in fields.items():
            if field[1] and name not in record.values:
                faults.append('%s: %s is missing' % (record, name))
    return faults


def check_references(records, entities):
    faults, seen = [], {}
    for record in records:
        for name, value in record.values.items():
            target = entities.get(record.entity, {}).get(name, (None,) * 5)[4]
            if not target:
                continue
            for item in value.split(';'):
                item = item.strip()
                if not item.startswith('@') or seen.get(item[1:]) != target:
                    faults.append('%s: %s=%s is no earlier %s' % (record, name, item, target))
        if record.key in seen:
            faults.append('%s: the key is used before' % record)
        seen[record.key] = record.entity
    for record in records:
        for name, value in record.values.items():
            for kind, key in REFERENCE.findall(value):
                if seen.get(key) != TARGETS[kind]:
                    faults.append('%s: %s names %s, which is no %s' % (record, name, key, kind))
    return faults


def plain(text):
    """A text without its markup; what it refers to is left out."""
    return MARKUP.sub('', REFERENCE.sub('…', text))


def check_text(records):
    faults = []
    for record in records:
        for name, value in record.values.items():
            if unicodedata.normalize('NFC', value) != value:
                faults.append('%s: %s is not NFC' % (record, name))
            value = plain(value)
            odd = set(re.findall(r'[^\w\s.,;:()/&@"“”\'+?!%*…–-]', value))
            if odd or re.search(r'[\u00d0\u0400-\u04ff\u0370-\u03ff\u00a0]', value):
                faults.append('%s: odd characters in %s: %s' % (record, name, ' '.join(sorted(odd))))
            if re.search(r'  | [,.;:](?!\.)', value):
                faults.append('%s: blanks in %s' % (record, name))
    return faults


def check_plans(records):
    """What a plan's text, deadlines and appendices must say of each other."""
    faults = []
    for plan in (r for r in records if r.entity == 'plan'):
        own = [r for r in records if r.values.get('plan') == '@' + plan.key]
        marked = '\n'.join(r.values.get('text', '') for r in own if r.entity == 'block')
        named = {key for kind, key in REFERENCE.findall(marked) if kind == 'appendix'}
        text = fold(plain(marked))
        if re.search(r'\bphụ lục [ivx]+\b', text):
            faults.append('%s: the text names an appendix by its number' % plan)
        for appendix in (r for r in own if r.entity == 'appendix'):
            if appendix.key not in named:
                faults.append('%s: the text does not point to it' % appendix)
        for deadline in (r for r in own if r.entity == 'deadline'):
            values = deadline.values
            if values['rule'] == 'relative':
                if not (values.get('activity_kind') and values.get('offset_days')):
                    faults.append('%s: before which activities, how many days?' % deadline)
            elif not values.get('due'):
                faults.append('%s: when is it due?' % deadline)
            elif values['rule'] != 'words':
                day = fold(re.sub('^trước ngày ', '', values['due']))
                if day not in text:
                    faults.append('%s: the text does not say %s' % (deadline, values['due']))
    return faults


# Comparing with the real plans.

TONES = {'oà': 'òa', 'oá': 'óa', 'oả': 'ỏa', 'oã': 'õa', 'oạ': 'ọa', 'oè': 'òe', 'oé': 'óe',
         'oẻ': 'ỏe', 'uỳ': 'ùy', 'uý': 'úy', 'uỷ': 'ủy', 'uỵ': 'ụy'}


def fold(text):
    """Lower case, one tone place, one spelling of i and y, words and numbers only."""
    text = unicodedata.normalize('NFC', text).lower()
    text = re.sub(r'(?<!q)(oà|oá|oả|oã|oạ|oè|oé|oẻ|uỳ|uý|uỷ|uỵ)\b', lambda m: TONES[m[1]], text)
    text = re.sub(r'\b([hklmst])ì\b', r'\1ỳ', text)
    text = re.sub(r'\b([hklmst])í\b', r'\1ý', text)
    text = text.replace('gd&đt', 'gdđt')
    return ' '.join(re.findall(r'[\wđ]+', text))


def parts(text, names):
    """The words of a text, cut where a name stands."""
    pieces = [fold(piece) for piece in CITED.split(text)]
    folded = ' ' + ' | '.join(pieces) + ' '
    for name in names:
        folded = folded.replace(' ' + name + ' ', ' | ')
    return [part.split() for part in folded.split('|')]


def runs(words):
    """All runs of COPIED_RUN words."""
    return [' '.join(words[start:start + COPIED_RUN])
            for start in range(len(words) - COPIED_RUN + 1)]


def check_copies(records, plans):
    names = {fold(name) for name in NAMES}
    for record in records:
        if record.entity == 'unit':
            names |= {fold(record.values.get(field, '')) for field in ('name', 'short_name')}
    names = sorted(filter(None, names), key=len, reverse=True)
    real = {}
    for name in PLANS.values():
        with open(os.path.join(plans, name + '.txt'), encoding='utf-8') as file:
            text = re.sub(r'[*¹]', '', file.read())
        for paragraph in re.split(r'\n\s*\n', text):
            for words in parts(paragraph, names):
                real.update((run, name) for run in runs(words))
    faults = []
    for record in records:
        if record.values.get('kind') == 'heading':
            continue  # headings are conventional
        for field in SENTENCE_FIELDS.get(record.entity, ()):
            for words in parts(plain(record.values.get(field, '')), names):
                copied = [start for start, run in enumerate(runs(words)) if run in real]
                while copied:
                    first = last = copied.pop(0)
                    while copied and copied[0] == last + 1:
                        last = copied.pop(0)
                    faults.append('%s: «%s» as in %s'
                                  % (record, ' '.join(words[first:last + COPIED_RUN]),
                                     real[' '.join(words[first:first + COPIED_RUN])]))
    return faults


def real_people(expected):
    """Names and phone numbers of persons in a real plan."""
    for value in expected.get('clusters', ()):
        yield value['leader']
        if 'phone' in value:
            yield value['phone']
    for value in expected.get('members', ()):
        yield value['name']
    yield expected['signature']['name']


def check_people(records, plans):
    faults = []
    text = ''.join('\n' + value for record in records for value in record.values.values())
    folded = ' ' + fold(text) + ' '
    for name in PLANS.values():
        expected = load(plans, name)
        with open(os.path.join(plans, name + '.txt'), encoding='utf-8') as file:
            real = file.read()
        people = set(real_people(expected))
        people |= set(re.findall(r'\b0\d{9}\b', real)) | set(re.findall(r'[\w.]+@[\w.]+', real))
        faults += ['%s of %s occurs' % (who, name) for who in sorted(people)
                   if ' ' + fold(who) + ' ' in folded]
    return faults


def load(plans, name):
    with open(os.path.join(plans, 'expected', name + '.json'), encoding='utf-8') as file:
        return json.load(file)


class Plan:
    """The records of one file, with what a reader of the plan would see of them."""

    def __init__(self, records, path):
        self.all = {record.key: record for record in records}
        self.records = [record for record in records if record.path == path]
        self.plan = next((r for r in self.records if r.entity == 'plan'), None)

    def of(self, entity, **values):
        return [r for r in self.records if r.entity == entity
                and all(r.values.get(k) == v for k, v in values.items())]

    def linked(self, record, field):
        return [self.all[key.strip()[1:]]
                for key in record.values.get(field, '').split(';') if key.strip()]

    def unit_is(self, unit, name):
        """Whether a real plan's name of a unit means this one."""
        names = [unit.values['name'], unit.values.get('short_name', ''), unit.values.get('area', '')]
        names += unit.values.get('aliases', '').split(';')
        names += [re.sub(r'^Trường ', '', n.strip()) for n in names]
        names += [re.sub(r'^TH ', '', n) for n in names]
        return fold(name) in [fold(n) for n in names]

    def units_are(self, record, field, names):
        units = self.linked(record, field)
        return len(units) == len(names) and all(map(self.unit_is, units, names))


def iso(date):
    match = re.fullmatch(r'(\d{1,2})/(\d{1,2})/(\d{4})', date)
    return '%s-%02d-%02d' % (match[3], int(match[2]), int(match[1])) if match else date


def month(text):
    """A period of a plan as comparable text: 'Tháng 02/2024' = 'Tháng 2/2024'."""
    return re.sub(r'\b0(\d)\b', r'\1', fold(text))


# Slips of the real plans that the sample puts right: real text → ours.
RIGHT = {
    '73-bac-giang-2023': {'Tháng 2/2023': 'Tháng 02/2024'},
    '758-quang-ngai-2017': {'Tháng 3/2017': 'Tháng 3/2018', 'Nhi': 'Nhì',
                            'Thành Phố': 'Thành phố Quảng Ngãi',
                            '3539/QĐ-GDTH': '3539/QĐ-SGDĐT', '3540/QĐ-GDĐT': '3540/QĐ-SGDĐT'},
    'hai-duong-2023': {'98/QĐ-SGDDT': '98/QĐ-SGDĐT'},
    '48-dau-tieng-2023': {'Thanh Tuyên': 'Thanh Tuyền'},
}


def check_plan(plan, name, expected):
    faults = []

    def need(condition, what):
        if not condition:
            faults.append('%s: %s' % (name, what))

    right = RIGHT.get(name, {})
    fix = lambda value: right.get(value, value)
    values = plan.plan.values if plan.plan else {}

    need(values.get('number', '') == expected['number'], 'number')
    need(values.get('symbol', '') == expected['symbol'], 'symbol')
    need(values.get('place', '') == expected['place'], 'place')
    if len(expected['date']) == 10:
        need(iso(values.get('issued', '')) == expected['date'], 'date of issue')
    elif expected['date']:
        year, number = expected['date'].split('-')
        need(month(values.get('issued', '')) == 'tháng %d %s' % (int(number), year), 'month of issue')
    year = plan.all.get(values.get('school_year', '@')[1:])
    need(year and year.values['name'] == expected['school_year'], 'school year')

    kinds = {'Công văn': 'letter', 'Quyết định': 'decision', 'Thông tư': 'circular'}
    cited = [plan.all[r.values['reference'][1:]] for r in plan.of('plan_basis')
             if 'reference' in r.values]
    need([(r.values['kind'], r.values['number'], iso(r.values['issued_on'])) for r in cited]
         == [(kinds[k], fix(n), d) for k, n, d in expected['legal_bases']], 'legal bases')

    # Letters are the fifth level, whatever levels a plan leaves out above them.
    levels = [5 if re.fullmatch('[a-zđ][)]?', h['number']) else h['level'] for h in expected['headings']]
    ours = [int(r.values['level']) for r in plan.of('block', kind='heading')]
    need(ours == levels, 'levels of headings %s instead of %s' % (ours, levels))

    need(len(plan.of('plan_recipient')) == len(expected['recipients']), 'number of recipients')
    need(sum(r.values.get('text', '').count('<note>') for r in plan.of('block')) == len(expected.get('footnotes', ())), 'footnotes')
    if 'appendices' in expected:
        need(len(plan.of('appendix')) == len(expected['appendices']), 'number of appendices')
    need(values.get('sign_authority', '').replace('.', '')
         == expected['signature']['authority'].replace('.', ''), 'signing authority')
    need(values.get('sign_post', '').upper() == expected['signature']['position'].upper(),
         "signer's post")

    studies = plan.of('activity', kind='lesson_study')
    for study in expected.get('lesson_studies', ()):
        need(any(r.values.get('level') == study['level']
                 and plan.units_are(r, 'hosts', [study['host']])
                 and fold(study['subject']) in (fold(r.values['subject']),
                                                fold(r.values['subject'] + ' '
                                                     + r.values.get('grade', '')))
                 and month(r.values['period']) == month(fix(study['time'])) for r in studies),
             'lesson study %s' % study)
    inspections = plan.of('activity', kind='inspection')
    for row in expected.get('inspections', ()):
        need(any(plan.units_are(r, 'inspected', row['units'])
                 and month(r.values['period']) == month(row['time']) for r in inspections),
             'inspection %s' % row)

    clusters = plan.of('team', kind='cluster')
    need(len(clusters) == len(expected.get('clusters', ())), 'number of clusters')
    for cluster in expected.get('clusters', ()):
        found = [r for r in clusters if fold(r.values['name']).endswith(fold(cluster['name']))]
        need(found and plan.units_are(found[0], 'units', [fix(u) for u in cluster['units']]),
             'units of cluster %s' % cluster['name'])
        heads = [plan.all[m.values['person'][1:]] for r in found for m in plan.of('membership')
                 if m.values['team'] == '@' + r.key and m.values['role'] == 'cluster_head']
        need(len(heads) == 1
             and plan.unit_is(plan.all[heads[0].values['unit'][1:]], cluster['leader_unit'])
             and bool(heads[0].values.get('phone')) == ('phone' in cluster),
             'head of cluster %s' % cluster['name'])

    themes = plan.of('activity', kind='theme')
    for theme, pilots in expected.get('pilots', ()):
        need(any(plan.units_are(r, 'pilots', pilots) and '100%' in r.values.get('target', '')
                 for r in themes), 'pilots of %s' % theme)
    for start, end, count in expected.get('periods', ()):
        form = lambda text: '%d %s' % (int(text[5:]), text[:4])
        text = month('Tháng %s đến tháng %s' % (form(start), form(end)))
        rows = [r for r in plan.of('activity') if month(r.values.get('period', '')) == text]
        need(len(rows) == count, '%d activities of %s' % (len(rows), text))

    if 'general_activities_time' in expected:
        rows = [r for r in plan.of('activity') if 'team' not in r.values]
        need([month(r.values['period']) for r in rows]
             == [month(t) for t in expected['general_activities_time']], 'general calendar')
    for row in expected.get('cluster_activities', ()):
        need(any('team' in r.values
                 and fold(plan.linked(r, 'team')[0].values['name']).endswith(fold(fix(row['cluster'])))
                 and plan.units_are(r, 'hosts', [row['place']])
                 and month(r.values['period']) == month(fix(row['time']))
                 for r in plan.of('activity')), 'session of cluster %s' % row['cluster'])

    for member in expected.get('members', ()):
        need(any(m.values.get('subject') == member['subject'] and 'replaces' in m.values
                 and fold(person.values['post']) == fold(member['position'])
                 and plan.unit_is(plan.all[person.values['unit'][1:]], member['unit'])
                 for m in plan.of('membership')
                 for person in plan.linked(m, 'person')), 'member of %s' % member['subject'])

    programmes = plan.of('programme')
    for number, programme in enumerate(expected.get('training_programmes', ())):
        need(number < len(programmes) and fold(programmes[number].values['title'])
             .startswith(fold(programme)), programme)
    if 'required_periods_programme_3' in expected:
        need([p.values.get('required_periods') for p in programmes[:3]]
             == [None, None, str(expected['required_periods_programme_3'])], 'required periods')

    deadlines = plan.of('deadline')
    for deadline in expected.get('deadlines', ()):
        need(any(is_due(r.values, deadline['due']) for r in deadlines),
             'deadline %s' % deadline['due'])
    return faults


def is_due(values, due):
    """Whether a deadline of ours is the one that the expectation tells in English or as a day."""
    relative = re.match(r'(\d+) days before each (\w+)', due)
    if relative:
        return (values['rule'] == 'relative' and values.get('offset_days') == relative[1]
                and values.get('activity_kind', '').startswith(relative[2].split('_')[0]))
    when = fold(values.get('due', ''))
    if due == '31 May each year':
        return values['rule'] == 'yearly' and '31 tháng 5' in when
    if due == 'June each year':
        return values['rule'] == 'yearly' and 'tháng 6' in when
    year, number, day = due.split('-')
    return values['rule'] == 'on' and month(when).endswith('%d %d %s' % (int(day), int(number), year))


class Tap:
    def __init__(self):
        self.count = self.failed = 0

    def report(self, name, faults):
        self.count += 1
        print('%s %d - %s' % ('not ok' if faults else 'ok', self.count, name))
        for fault in faults:
            print('# ' + fault)
        self.failed += bool(faults)

    def skip(self, name, why):
        self.count += 1
        print('ok %d - %s # SKIP %s' % (self.count, name, why))


def main():
    tap = Tap()
    records, faults = read_records()
    entities = read_entities()
    tap.report('files are key files of records', faults or ([] if records else ['no records']))
    tap.report('entities, fields, choices and kinds of values exist', check_fields(records, entities))
    faults = check_references(records, entities)
    tap.report('references point to earlier records', faults)
    tap.report('text is NFC and clean', check_text(records))
    tap.report('texts, deadlines and appendices of a plan agree', check_plans(records))

    plans = os.environ.get('NH_TEST_PLANS', '')
    why = 'NH_TEST_PLANS does not name the folder of the real plans'
    for path, name in PLANS.items():
        if not os.path.isfile(os.path.join(plans, name + '.txt')):
            tap.skip('facts of %s' % name, why)
        elif faults:
            tap.report('facts of %s' % name, ['references are broken'])
        else:
            tap.report('facts of %s' % name,
                       check_plan(Plan(records, path), name, load(plans, name)))
    if os.path.isdir(os.path.join(plans, 'expected')):
        tap.report('no sentence is copied', check_copies(records, plans))
        tap.report('no real person or phone number occurs', check_people(records, plans))
    else:
        tap.skip('no sentence is copied', why)
        tap.skip('no real person or phone number occurs', why)
    print('1..%d' % tap.count)
    return 1 if tap.failed else 0


if __name__ == '__main__':
    sys.exit(main())
