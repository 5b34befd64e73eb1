/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Shows an NhMatrix: heads that stay while the cells scroll, items as chips, a cursor over the cells. Cells in
 * sight are real widgets with a name for screen readers. It knows neither store nor model.
 *
 * Keys: arrows, Home, End, PageUp, PageDown; Enter opens an item; Insert or + asks to add one; Alt+arrows
 * moves the item (as dragging does; Esc ends a drag without moving); Shift+arrows selects; Delete asks to take it away; Menu opens the menu of the cell.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-matrix.h"

G_BEGIN_DECLS

#define NH_TYPE_MATRIX_VIEW (nh_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (NhMatrixView, nh_matrix_view, NH, MATRIX_VIEW, GtkWidget) /* a GtkScrollable */

/* Signals; rows and columns are positions, item is its id or 0:
 *   "cell-activated" (guint row, guint column, gint64 item)   a click or Enter
 *   "item-moved" (gint64 item, guint from_row, guint from_column, guint row, guint column)
 *   "cell-menu" (guint row, guint column, gint64 item, GdkRectangle *where)
 *   "cell-add" (guint row, guint column)
 *   "row-activated" (guint row), "column-activated" (guint column)   a click on a head
 *   "cursor-moved" ()   or another selection
 *   "cell-delete" (guint row, guint column, gint64 item)
 *   "item-edit" (guint row, guint column, gint64 item): gboolean   Enter on an item, or a double click; TRUE: it was
 *     taken, so that Enter is no "cell-activated" */

GtkWidget *nh_matrix_view_new (void);
void nh_matrix_view_set_matrix (NhMatrixView *self, NhMatrix *matrix); /* transfer full; the cursor stays by keys */
NhMatrix *nh_matrix_view_get_matrix (NhMatrixView *self);
void nh_matrix_view_set_editable (NhMatrixView *self, gboolean movable); /* whether items can be moved */
/* Whether several cells can be selected, as a rectangle: Shift with arrows or a click, dragging, heads of columns. */
void nh_matrix_view_set_selectable (NhMatrixView *self, gboolean selectable);
void nh_matrix_view_set_click_selects (NhMatrixView *self, gboolean selects);
gboolean nh_matrix_view_get_selection (NhMatrixView *self, guint *row, guint *column, guint *n_rows, guint *n_columns);
void nh_matrix_view_select (NhMatrixView *self, guint row, guint column, guint n_rows, guint n_columns);
gint64 nh_matrix_view_get_item (NhMatrixView *self); /* the one under the cursor; 0: none */
/* Where a cell is, to point a popover at it; FALSE: not in sight. */
gboolean nh_matrix_view_get_cell_bounds (NhMatrixView *self, guint row, guint column, GdkRectangle *bounds);
gboolean nh_matrix_view_get_cursor (NhMatrixView *self, guint *row, guint *column);
void nh_matrix_view_set_cursor (NhMatrixView *self, guint row, guint column);

G_END_DECLS
