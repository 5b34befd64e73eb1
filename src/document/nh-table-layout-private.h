/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside of a table that is laid out, for its two files.
 */
#pragma once

#include "document/nh-page-text.h"
#include "document/nh-table-layout.h"

G_BEGIN_DECLS

typedef struct
{
  guint row;
  guint column;
  guint row_span;
  guint column_span;
  double width; /* of its lines */
  NhAlign align;
  gboolean bold;
  gboolean italic;
  char *words;
  NhPageText *text; /* the words set */
} NhTableLayoutCell;

struct _NhTableLayout
{
  guint n_columns;
  guint n_rows;
  guint n_head;
  double size;
  double pitch;
  double height;
  double head_height;
  double *widths;
  double *heights;
  int *owners;   /* rows × columns: index of the cell that covers the place; -1: none */
  GArray *cells; /* of NhTableLayoutCell */
  NhTablePiece *whole; /* nullable */
};

double nh_table_layout_need (NhTableLayout *self, guint lines);
gboolean nh_table_layout_repeats_head (NhTableLayout *self, double page);

G_END_DECLS
