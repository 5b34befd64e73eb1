# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of written workbooks share: sample files, TAP output, skipping."""
import os
import shutil
import subprocess
import sys
import tempfile
import traceback


def write_samples(program, rows=200):
    """Runs write-samples, or write-docx without rows; returns the folder, which is removed at exit."""
    folder = tempfile.mkdtemp(prefix="nh-samples-")
    import atexit
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    subprocess.run([program, folder] + ([] if rows is None else [str(rows)]), check=True)
    return folder


def have_font():
    """Widths are measured in Times New Roman or a font with its measures."""
    try:
        name = subprocess.run(["fc-match", "Times New Roman"], capture_output=True, text=True).stdout
    except OSError:
        return False
    return any(family in name for family in ("Times", "Liberation", "Tinos"))


def skip_all(reason):
    print(f"1..0 # SKIP {reason}")
    sys.exit(0)


def run(tests):
    """Runs functions as TAP tests."""
    print(f"1..{len(tests)}")
    for number, test in enumerate(tests, 1):
        name = test.__name__.replace("_", "-")
        try:
            test()
            print(f"ok {number} {name}")
        except Exception:  # pylint: disable=broad-except
            for line in traceback.format_exc().splitlines():
                print("#", line)
            print(f"not ok {number} {name}")
    sys.stdout.flush()


def tool(name):
    return shutil.which(name) is not None


__all__ = ["write_samples", "have_font", "skip_all", "run", "tool", "os"]
