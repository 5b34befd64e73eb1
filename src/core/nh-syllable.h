/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether letters make a Vietnamese syllable. Private to core.
 */
#pragma once

#include <glib.h>

#include "core/nh-letter.h"

G_BEGIN_DECLS

#define NH_SYLLABLE_MAX 7 /* nghiêng */

gboolean nh_syllable_is_valid (const NhLetter *letters, guint n, gboolean strict);

G_END_DECLS
