/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one spreadsheet-like grid of the program: a scrollable widget that draws its cells and keeps
 * a real entry over the active one.
 */
#pragma once

#include "core/nh-sheet.h"
#include "ui/widgets/nh-grid-model.h"

G_BEGIN_DECLS

#define NH_TYPE_GRID (nh_grid_get_type ())
G_DECLARE_FINAL_TYPE (NhGrid, nh_grid, NH, GRID, GtkWidget)

/* Signals:
 *   "cursor-moved" ()          the active cell or the selection changed
 *   "activate-row" (guint row) Ctrl+Enter or a double click on a cell that can't be edited
 *   "error" (const char *)     a sentence for the status bar; "" when the error is gone
 *   "notice" (const char *)    a sentence for the status bar about what was done
 *   "offer" (const char *)     what can be done about the last sentence, as the label of a button that
 *                              calls nh_grid_take_offer(); "" takes the button away
 *   "filter-column" (guint column)  the values of a column of the model are to be chosen
 *   "view-changed" ()          the user sorted or grouped: remember it
 *   "columns-changed" ()       widths, order or visibility changed: remember them
 */

GtkWidget *nh_grid_new (void);
void nh_grid_set_model (NhGrid *self, NhGridModel *model);
NhGridModel *nh_grid_get_model (NhGrid *self);
void nh_grid_set_label (NhGrid *self, const char *label); /* accessible name of the table */
void nh_grid_set_append_hint (NhGrid *self, const char *text); /* "thêm đợt kiểm tra…" */

gboolean nh_grid_get_cursor (NhGrid *self, guint *row, guint *column);
void nh_grid_set_cursor (NhGrid *self, guint row, guint column);
void nh_grid_get_selection (NhGrid *self, guint *first_row, guint *last_row, guint *first_column,
                            guint *last_column);
gboolean nh_grid_is_editing (NhGrid *self);
gboolean nh_grid_commit (NhGrid *self); /* finish an edit; FALSE when the text was refused */

/* Actions, also bound to keys inside the grid. */
/* Further items of the cells' menu; NULL: none. */
void nh_grid_set_row_menu (NhGrid *self, GMenuModel *menu);
void nh_grid_copy (NhGrid *self);
void nh_grid_cut (NhGrid *self);
void nh_grid_paste (NhGrid *self);
void nh_grid_clear_cells (NhGrid *self);
void nh_grid_delete_rows (NhGrid *self);
void nh_grid_add_row (NhGrid *self);
void nh_grid_take_offer (NhGrid *self);

/* Makes sheets (element-type NhSheet) of the tables in a page, NULL for none; and a page of cells. */
typedef GPtrArray *(*NhGridHtmlReader) (const void *bytes, gsize length, GError **error);
typedef char *(*NhGridHtmlWriter) (const char *const *texts, guint n_rows, guint n_columns);
void nh_grid_set_html (NhGridHtmlReader reader, NhGridHtmlWriter writer);

/* Remembered columns: order, width in pixels, hidden. A GVariant of type a(sib) (id, width,
 * visible) in the order shown; unknown ids are ignored, new columns come at the end. */
GVariant *nh_grid_get_columns_state (NhGrid *self);
void nh_grid_set_columns_state (NhGrid *self, GVariant *state);
void nh_grid_set_default_columns (NhGrid *self, GVariant *state); /* for "Reset columns" */

void nh_grid_update_headers (NhGrid *self); /* sorting or filters changed from outside */
gboolean nh_grid_get_header_bounds (NhGrid *self, guint column, GdkRectangle *bounds);

G_END_DECLS
