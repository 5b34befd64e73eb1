/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an import will do, row by row, before anything is stored; the user decides about rows.
 */
#pragma once

#include "ui/nh-session.h"
#include "imports/nh-import.h"

G_BEGIN_DECLS

#define NH_TYPE_IMPORT_PREVIEW (nh_import_preview_get_type ())
G_DECLARE_FINAL_TYPE (NhImportPreview, nh_import_preview, NH, IMPORT_PREVIEW, GtkWidget)

/* Signal "changed" (): the user decided something; the import has to be planned again. */

GtkWidget *nh_import_preview_new (void);
void nh_import_preview_show (NhImportPreview *self, NhImport *import);
void nh_import_preview_focus (NhImportPreview *self);
void nh_import_preview_hide (NhImportPreview *self); /* while the import is worked on */

G_END_DECLS
