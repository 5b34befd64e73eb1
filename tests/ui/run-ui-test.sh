#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a GTK test on a display and a session bus of its own, drawn in software. Without OpenGL:
# its drivers are slow to load and leak. What fontconfig keeps is no leak of ours either.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
export GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable GTK_A11Y="${GTK_A11Y:-test}"
export LC_ALL=C.UTF-8 NO_AT_BRIDGE=1
export LSAN_OPTIONS="${LSAN_OPTIONS:-suppressions=$here/lsan.supp:print_suppressions=0}"
exec dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" "$@"
