/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of a table that is imported, and what each of them is taken for.
 */
#pragma once

#include <gtk/gtk.h>
#include "imports/nh-import.h"

G_BEGIN_DECLS

#define NH_TYPE_IMPORT_COLUMNS (nh_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (NhImportColumns, nh_import_columns, NH, IMPORT_COLUMNS, GtkWidget)

/* Signal "changed" (): the user took a column for something else. */

GtkWidget *nh_import_columns_new (void);
void nh_import_columns_show (NhImportColumns *self, NhImport *import);

G_END_DECLS
