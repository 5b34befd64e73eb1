/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a table is fitted to the width of a page: font size, column widths, row heights.
 */
#pragma once

#include "document/nh-table.h"
#include "document/nh-text-ruler.h"

G_BEGIN_DECLS

#define NH_PIXEL_POINTS 0.75 /* spreadsheets count columns in pixels of 96 dpi */

typedef struct
{
  guint n_columns;
  guint n_rows;
  double font_size;
  gboolean indent; /* whether left-aligned texts are indented by one step */
  int *column_pixels;
  double *row_heights; /* points; may exceed what a spreadsheet row can have */
} NhTableFit;

NhTableFit *nh_table_fit_new (NhTable *table, NhTextRuler *ruler, double page_width);
void nh_table_fit_free (NhTableFit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTableFit, nh_table_fit_free)
double nh_table_fit_get_width (const NhTableFit *fit, guint column, guint span);
double nh_table_fit_get_room (const NhTableFit *fit, double width, NhAlign align);
double nh_table_fit_text_room (double width);

G_END_DECLS
