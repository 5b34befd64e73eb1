#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a GTK test on a display and a session bus of its own, drawn in software.
set -eu
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y="${GTK_A11Y:-test}"
export LC_ALL=C.UTF-8 NO_AT_BRIDGE=1
exec dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24" "$@"
