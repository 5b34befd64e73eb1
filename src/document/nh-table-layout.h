/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table with its columns measured and its cells set: drawn whole in the editor, in pieces on pages.
 * Lengths are points.
 */
#pragma once

#include <cairo.h>
#include "document/nh-table.h"

G_BEGIN_DECLS

typedef struct _NhTableLayout NhTableLayout;

NhTableLayout *nh_table_layout_new (NhTable *table, double width);
NhTableLayout *nh_table_layout_new_after (NhTable *table, double width, NhTableLayout *old);
void nh_table_layout_free (NhTableLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhTableLayout, nh_table_layout_free)

double nh_table_layout_get_width (NhTableLayout *self);
double nh_table_layout_get_height (NhTableLayout *self);
double nh_table_layout_get_font_size (NhTableLayout *self);
double nh_table_layout_get_pitch (NhTableLayout *self);
double nh_table_layout_get_column_width (NhTableLayout *self, guint column);
double nh_table_layout_get_row_height (NhTableLayout *self, guint row);
/* The whole table, its top left corner at 0, 0, in the colour of @cr. */
void nh_table_layout_draw (NhTableLayout *self, cairo_t *cr);

/* Where a table goes on after the end of a page. */
typedef struct
{
  guint row;       /* first row that is not finished */
  gboolean inside; /* its beginning stands on the page before */
  guint n_columns;
  guint *done;     /* by column: lines shown already of the cell that covers row and column */
} NhTableBreak;

void nh_table_break_free (NhTableBreak *self);
NhTableBreak *nh_table_break_copy (const NhTableBreak *self);
gboolean nh_table_break_equal (const NhTableBreak *a, const NhTableBreak *b);

/* The part of a table on one page. */
typedef struct
{
  double height;
  guint first_row; /* without the head, where that is repeated */
  guint end_row;   /* the row after the last one that is shown, wholly or in part */
  GArray *rows;    /* of double: tops of the rows from the first, and the bottom of the last */
  GArray *cells;   /* private */
} NhTablePiece;

void nh_table_piece_free (NhTablePiece *self);

NhTablePiece *nh_table_layout_cut (NhTableLayout *self, const NhTableBreak *from, double room, double page,
                                   guint end_row, NhTableBreak **next);
double nh_table_layout_get_least (NhTableLayout *self, double page);
void nh_table_layout_draw_piece (NhTableLayout *self, const NhTablePiece *piece, cairo_t *cr, double x,
                                 double y);

G_END_DECLS
