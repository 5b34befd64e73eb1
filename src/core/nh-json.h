/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Texts as JSON (RFC 8259).
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void nh_json_append_string (GString *json, const char *text);

G_END_DECLS
