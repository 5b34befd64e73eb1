/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fuzz target reads whatever bytes it is given and aborts when what comes out breaks a promise.
 * libFuzzer calls it (./dev fuzz), and so does replay.c in the usual tests.
 */
#pragma once

#include <glib.h>

#include "core/nh-sheet.h"

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

void fuzz_check_sheets (GPtrArray *sheets, const GError *error);

G_END_DECLS
