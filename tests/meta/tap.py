# SPDX-License-Identifier: GPL-3.0-or-later
"""Results in the Test Anything Protocol, as meson reads them."""

import sys


class Tap:
    """Counts results; a result with problems is a failure, each problem one line below it."""

    def __init__(self):
        self.count = 0
        self.failed = 0

    def result(self, name, problems):
        self.count += 1
        self.failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {self.count} {name}")
        for problem in problems:
            for line in str(problem).splitlines():
                print(f'# {line}')

    def skip(self, name, why):
        self.count += 1
        print(f'ok {self.count} {name} # SKIP {why}')

    def done(self):
        """Ends the report; a program that calls this by hand gets a failing status."""
        print(f'1..{self.count}')
        sys.stdout.flush()
        return 1 if self.failed else 0
