/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows × columns of cells that hold items: units × months, subjects × clusters, units × years, units ×
 * deadlines. What the boards of the year show, and what their appendices print.
 */
#pragma once

#include "document/nh-table.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;         /* of the record behind it; 0: none */
  char *text;        /* short: what stands in the cell */
  const char *style; /* interned: how it looks; NULL: plain. States have a colour and a symbol: "good" ✓, "open" ○,
                        "late" !, "bad" ✗, "none" –; kinds of activities a colour: "kind-inspection" … */
  char *description; /* the whole story, for tooltips and screen readers; NULL: the text */
} NhMatrixItem;

typedef struct
{
  gint64 key;   /* what the row or column stands for; a Julian day, a year, the key of a record */
  char *label;
  char *detail; /* small, beside or under the label; may be NULL */
  char *group;  /* rows of a group stand together under its name; NULL: none */
  double progress;  /* 0 … 1: a bar under the label of a column; negative: none */
  gboolean current; /* the month of today and the like: marked */
  gboolean warns;   /* the detail tells of what is wrong */
} NhMatrixHead;

typedef struct _NhMatrix NhMatrix;

NhMatrix *nh_matrix_new (const char *corner); /* the words above the heads of the rows */
void nh_matrix_free (NhMatrix *matrix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhMatrix, nh_matrix_free)

guint nh_matrix_add_column (NhMatrix *matrix, gint64 key, const char *label, const char *detail);
guint nh_matrix_add_row (NhMatrix *matrix, gint64 key, const char *label, const char *detail, const char *group);
void nh_matrix_set_column_progress (NhMatrix *matrix, guint column, double progress);
void nh_matrix_set_column_warns (NhMatrix *matrix, guint column);
void nh_matrix_set_current_column (NhMatrix *matrix, guint column);
int nh_matrix_find_column (NhMatrix *matrix, gint64 key); /* -1: none */
int nh_matrix_find_row (NhMatrix *matrix, gint64 key);
void nh_matrix_add_item (NhMatrix *matrix, guint row, guint column, gint64 id, const char *text, const char *style,
                         const char *description);

const char *nh_matrix_get_corner (NhMatrix *matrix);
guint nh_matrix_get_n_columns (NhMatrix *matrix);
guint nh_matrix_get_n_rows (NhMatrix *matrix);
const NhMatrixHead *nh_matrix_get_column (NhMatrix *matrix, guint column);
const NhMatrixHead *nh_matrix_get_row (NhMatrix *matrix, guint row);
const NhMatrixItem *nh_matrix_get_items (NhMatrix *matrix, guint row, guint column, guint *n_items);
/* The name that stands over the row; NULL: it goes on with the group of the row before, or has none. */
const char *nh_matrix_starts_group (NhMatrix *matrix, guint row);
const char *nh_matrix_style_symbol (const char *style); /* "✓"; NULL: the style has none */
/* As it is printed: a head row, groups as rows over all columns, items of a cell on lines of their own. */
NhTable *nh_matrix_to_table (NhMatrix *matrix);

G_END_DECLS
