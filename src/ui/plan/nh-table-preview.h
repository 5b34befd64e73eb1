/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table as it will stand on paper: black on white in any theme, as wide as the text of a page.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-table.h"

G_BEGIN_DECLS

#define NH_TYPE_TABLE_PREVIEW (nh_table_preview_get_type ())
G_DECLARE_FINAL_TYPE (NhTablePreview, nh_table_preview, NH, TABLE_PREVIEW, GtkWidget)

GtkWidget *nh_table_preview_new (void);
/* (transfer full) (nullable): the table; NULL with a sentence that says why there is none. */
void nh_table_preview_set_table (NhTablePreview *self, NhTable *table, const char *sentence);
void nh_table_preview_set_landscape (NhTablePreview *self, gboolean landscape);

G_END_DECLS
