#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a journey on a display and a session bus of its own, with the keys of a US keyboard.
set -eu
unset WAYLAND_DISPLAY
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi LC_ALL=C.UTF-8
# Standard output is the test's alone: daemons of the session talk there too.
exec 3>&1 >&2 </dev/null
exec dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24 -nolisten tcp" sh -c '"$@" >&3' sh "$@"
