/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables in HTML: what Excel, Calc, Word and browsers put on the clipboard, and the pages that
 * web portals call .xls. And the way back, for copying.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GPtrArray *nh_html_table_read (const void *bytes, gsize length, GError **error);
char *nh_html_table_write (const char *const *texts, guint n_rows, guint n_columns);

G_END_DECLS
