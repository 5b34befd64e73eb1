#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads `namhoc-cli list FILE plans --json`; prints "id<TAB>folder" for each plan.

The folder's name is the plan's number and symbol in plain ASCII ("73-KH-SGDDT"), or its title
where it has no number yet; two plans never share one.
"""

import json
import re
import sys
import unicodedata


def plain(text):
    text = unicodedata.normalize('NFD', text.replace('đ', 'd').replace('Đ', 'D'))
    text = ''.join(char for char in text if not unicodedata.combining(char))
    return re.sub(r'[^A-Za-z0-9]+', '-', text).strip('-')[:60].strip('-')


def folders(plans):
    used = set()
    for plan in plans:
        number = '/'.join(str(plan[key]) for key in ('number', 'symbol') if plan.get(key))
        base = plain(number) if plan.get('number') else plain(str(plan.get('title') or ''))
        name = base or 'ke-hoach'
        count = 1
        while name.lower() in used:
            count += 1
            name = f'{base}-{count}'
        used.add(name.lower())
        yield plan['id'], name


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        for key, name in folders(json.load(file)):
            print(f'{key}\t{name}')


if __name__ == '__main__':
    main()
