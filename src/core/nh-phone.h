/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Vietnamese phone numbers: kept as the bare digits "0912345678", shown grouped.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean nh_phone_parse (const char *text, char **digits, GError **error);
char *nh_phone_format (const char *digits);

G_END_DECLS
