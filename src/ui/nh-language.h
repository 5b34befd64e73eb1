/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The language of the interface: Vietnamese whatever the system says, unless preferred otherwise.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nh_language_init (void);
gboolean nh_language_is_vietnamese (void);
char *nh_language_format_count (guint64 number);

G_END_DECLS
