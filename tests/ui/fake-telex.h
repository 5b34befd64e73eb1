/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An input method that answers late, as ibus does: it takes every key, and 25 ms later gives a
 * preedit (aa → â, dd → đ, oo → ô, s → sắc over a) or puts the key back into the queue.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAKE_TELEX_NAME "faketelex"

void fake_telex_register (void);
guint fake_telex_count_lost (void); /* keys whose widget was gone when the answer came */

G_END_DECLS
