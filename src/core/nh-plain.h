/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Private to core/: single letters without tone and hat, the alphabet that the parsers of times,
 * numbers and phones read. People leave out tones in short notes, so "thang 3" is read as well.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint nh_plain_char (gunichar c, char plain[static 8]);
char *nh_plain_text (const char *text);
char *nh_plain_trim (const char *text);
char *nh_plain_quote (const char *text, gsize from, gsize to);

G_END_DECLS
