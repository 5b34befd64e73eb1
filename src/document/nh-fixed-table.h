/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A table whose cells were typed or pasted, not computed: block.options holds it as text, the editor
 * of fixed tables changes it, paper shows it as an NhTable.
 *
 *   <table head="1"><column align="right" width="5"/><column/>
 *   <row><cell>TT</cell><cell rows="2" columns="1">Nội dung</cell></row>…</table>
 *
 * A row has one element for each place that no cell from above or from the left covers. What a cell
 * does not say is as in NhTable: heads stand in the middle and are bold, others as their column.
 */
#pragma once

#include "document/nh-table.h"

G_BEGIN_DECLS

/* More is no table that anybody reads on paper. */
#define NH_FIXED_TABLE_MAX_COLUMNS 64u
#define NH_FIXED_TABLE_MAX_ROWS 5000u
#define NH_FIXED_TABLE_MAX_TEXT 32767u /* characters of a cell */
/* A share of the width, in characters. */
#define NH_FIXED_TABLE_MAX_WIDTH 200u

typedef struct _NhFixedTable NhFixedTable;

/* Rows and columns of places; all of a rectangle. */
typedef struct
{
  guint row;
  guint column;
  guint n_rows;
  guint n_columns;
} NhTableArea;

/* What block.options holds; NULL and "" are a table of one empty cell. */
NhTable *nh_fixed_table_read (const char *options, GError **error);
char *nh_fixed_table_write (NhTable *table);

NhFixedTable *nh_fixed_table_new (guint n_rows, guint n_columns, guint n_head_rows);
NhFixedTable *nh_fixed_table_parse (const char *options, GError **error);
NhFixedTable *nh_fixed_table_from_table (NhTable *table);
NhFixedTable *nh_fixed_table_copy (NhFixedTable *self);
void nh_fixed_table_free (NhFixedTable *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhFixedTable, nh_fixed_table_free)
NhTable *nh_fixed_table_to_table (NhFixedTable *self);
char *nh_fixed_table_to_options (NhFixedTable *self);

guint nh_fixed_table_get_n_rows (NhFixedTable *self);
guint nh_fixed_table_get_n_columns (NhFixedTable *self);
guint nh_fixed_table_get_n_head_rows (NhFixedTable *self);
/* FALSE: covered by a merged cell. The text of @cell belongs to the table. */
gboolean nh_fixed_table_get_cell (NhFixedTable *self, guint row, guint column, NhCell *cell);
/* The cell that covers the place: itself, or the merged one. */
NhTableArea nh_fixed_table_get_area (NhFixedTable *self, guint row, guint column);
guint nh_fixed_table_get_width (NhFixedTable *self, guint column);

/* Areas are cut to the table; every edit keeps the table whole. */
void nh_fixed_table_set_text (NhFixedTable *self, guint row, guint column, const char *text);
void nh_fixed_table_set_align (NhFixedTable *self, const NhTableArea *area, NhAlign align);
void nh_fixed_table_set_bold (NhFixedTable *self, const NhTableArea *area, gboolean bold);
void nh_fixed_table_set_italic (NhFixedTable *self, const NhTableArea *area, gboolean italic);
void nh_fixed_table_set_width (NhFixedTable *self, guint column, guint width);
void nh_fixed_table_set_n_head_rows (NhFixedTable *self, guint n_head_rows);
gboolean nh_fixed_table_insert_rows (NhFixedTable *self, guint at, guint n);
gboolean nh_fixed_table_insert_columns (NhFixedTable *self, guint at, guint n);
gboolean nh_fixed_table_remove_rows (NhFixedTable *self, guint at, guint n);
gboolean nh_fixed_table_remove_columns (NhFixedTable *self, guint at, guint n);
gboolean nh_fixed_table_move_row (NhFixedTable *self, guint from, guint to);
gboolean nh_fixed_table_move_column (NhFixedTable *self, guint from, guint to);
gboolean nh_fixed_table_merge (NhFixedTable *self, const NhTableArea *area);
gboolean nh_fixed_table_split (NhFixedTable *self, const NhTableArea *area);

G_END_DECLS
