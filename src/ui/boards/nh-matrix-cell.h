/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One cell of an NhMatrixView that is in sight: its items as chips, and its name for screen readers.
 * Private to the view.
 */
#pragma once

#include <gtk/gtk.h>
#include "document/nh-matrix.h"

G_BEGIN_DECLS

#define NH_TYPE_MATRIX_CELL (nh_matrix_cell_get_type ())
G_DECLARE_FINAL_TYPE (NhMatrixCell, nh_matrix_cell, NH, MATRIX_CELL, GtkWidget)

GtkWidget *nh_matrix_cell_new (void);
void nh_matrix_cell_bind (NhMatrixCell *self, NhMatrix *matrix, guint row, guint column, gboolean odd);
void nh_matrix_cell_set_mark (NhMatrixCell *self, const char *mark, gboolean on); /* "cursor", "selected", "drop" */
void nh_matrix_cell_set_item (NhMatrixCell *self, int item); /* the current one; -1: none */
int nh_matrix_cell_item_at (NhMatrixCell *self, double x, double y); /* -1: none */
guint nh_matrix_cell_get_row (NhMatrixCell *self);
guint nh_matrix_cell_get_column (NhMatrixCell *self);
char *nh_matrix_cell_dup_item_text (const NhMatrixItem *item); /* with its symbol */

G_END_DECLS
