#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs a journey on a display, a session bus and an accessibility bus of its own, with the keys of a
# US keyboard, so that several can run at once.
set -eu
# No display but the one made here: what starts the accessibility bus would write its address on that display, for all
# other journeys to read and go to.
unset WAYLAND_DISPLAY DISPLAY
export GDK_BACKEND=x11 GSK_RENDERER=cairo GTK_A11Y=atspi LC_ALL=C.UTF-8
XDG_RUNTIME_DIR=$(mktemp -d "${TMPDIR:-/tmp}/namhoc-run.XXXXXX")
export XDG_RUNTIME_DIR XDG_CACHE_HOME="$XDG_RUNTIME_DIR/cache"
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
# Standard output is the test's alone: daemons of the session talk there too.
exec 3>&1 >&2 </dev/null
dbus-run-session -- xvfb-run -a -s "-screen 0 1366x768x24 -nolisten tcp" sh -c '"$@" >&3' sh "$@"
