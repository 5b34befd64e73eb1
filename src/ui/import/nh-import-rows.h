/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The rows of an import as the grid shows them: what becomes of each, and why. Read from the import
 * when they are drawn, so that a hundred thousand rows cost nothing.
 */
#pragma once

#include "imports/nh-import.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_IMPORT_ROWS (nh_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (NhImportRows, nh_import_rows, NH, IMPORT_ROWS, GObject)

NhImportRows *nh_import_rows_new (void);
/* @fates: bits 1 << NhImportFate of the rows to show; @import must be planned, NULL: no rows. */
void nh_import_rows_show (NhImportRows *self, NhImport *import, guint fates);
/* The row of the sheet; G_MAXUINT behind the end. */
guint nh_import_rows_get_sheet_row (NhImportRows *self, guint position);

G_END_DECLS
