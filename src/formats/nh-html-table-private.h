/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reader of tables as a part of a reader of texts: it is given what stands inside of tables.
 */
#pragma once

#include <libxml/HTMLparser.h>

#include "core/nh-sheet.h"
#include "formats/nh-html-table.h"

G_BEGIN_DECLS

typedef struct _NhHtmlTables NhHtmlTables;

NhHtmlTables *nh_html_tables_new (xmlParserCtxtPtr parser);
void nh_html_tables_free (NhHtmlTables *self);
void nh_html_tables_start (NhHtmlTables *self, const char *name, const xmlChar **attributes);
void nh_html_tables_end (NhHtmlTables *self, const char *name);
void nh_html_tables_characters (NhHtmlTables *self, const char *text, gsize length);
gboolean nh_html_tables_get_place (NhHtmlTables *self, guint *row, guint *column);
guint nh_html_tables_get_n_open (NhHtmlTables *self);
GPtrArray *nh_html_tables_get_sheets (NhHtmlTables *self);
GError *nh_html_tables_take_error (NhHtmlTables *self);

G_END_DECLS
