/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * TCVN3 (ABC) and VNI as they look inside Unicode text, each byte become the Latin-1
 * character of its number. Private to core.
 */
#pragma once

#include <glib.h>

#include "core/nh-letter.h"

G_BEGIN_DECLS

guint nh_legacy_decode_tcvn3 (const gunichar *word, guint n, NhLetter *letters);
guint nh_legacy_decode_vni (const gunichar *word, guint n, NhLetter *letters);

G_END_DECLS
