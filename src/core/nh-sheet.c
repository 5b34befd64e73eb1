/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-sheet.h"

#include <string.h>

typedef struct
{
  const char *text; /* in the sheet's chunk */
  NhSheetKind kind;
} Cell;

typedef struct
{
  Cell *cells;
  guint n_cells;
} Row;

struct _NhSheet
{
  gatomicrefcount refs;
  char *name;
  gboolean hidden;
  GArray *rows; /* of Row */
  guint n_columns;
  GStringChunk *texts;
  GArray *merges; /* of NhSheetMerge */
  GPtrArray *remarks;
};

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->cells);
}

/**
 * nh_sheet_new:
 * @name: what the source calls the table; "" where it has no name
 *
 * Returns: (transfer full): an empty table.
 */
NhSheet *
nh_sheet_new (const char *name)
{
  NhSheet *sheet = g_new0 (NhSheet, 1);

  g_atomic_ref_count_init (&sheet->refs);
  sheet->name = g_strdup (name);
  sheet->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (sheet->rows, row_clear);
  sheet->texts = g_string_chunk_new (64 * 1024);
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (NhSheetMerge));
  sheet->remarks = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (sheet->remarks, NULL);
  return sheet;
}

/** nh_sheet_ref: Returns: (transfer full): @sheet, once more. */
NhSheet *
nh_sheet_ref (NhSheet *sheet)
{
  g_atomic_ref_count_inc (&sheet->refs);
  return sheet;
}

/** nh_sheet_unref: gives a reference back; safe from every thread. */
void
nh_sheet_unref (NhSheet *sheet)
{
  if (!g_atomic_ref_count_dec (&sheet->refs))
    return;
  g_free (sheet->name);
  g_array_unref (sheet->rows);
  g_string_chunk_free (sheet->texts);
  g_array_unref (sheet->merges);
  g_ptr_array_unref (sheet->remarks);
  g_free (sheet);
}

/**
 * nh_sheet_set:
 * @sheet: a table
 * @row: from 0
 * @column: from 0
 * @kind: what the source took the cell for
 * @text: UTF-8, copied; "" leaves the cell empty
 */
void
nh_sheet_set (NhSheet *sheet, guint row, guint column, NhSheetKind kind, const char *text)
{
  Row *r;

  if (!*text || kind == NH_SHEET_EMPTY)
    return;
  if (row >= sheet->rows->len)
    g_array_set_size (sheet->rows, row + 1);
  r = &g_array_index (sheet->rows, Row, row);
  if (column >= r->n_cells)
    {
      guint n = MAX (column + 1, sheet->n_columns);

      r->cells = g_renew (Cell, r->cells, n);
      memset (r->cells + r->n_cells, 0, (n - r->n_cells) * sizeof (Cell));
      r->n_cells = n;
    }
  r->cells[column].text = g_string_chunk_insert (sheet->texts, text);
  r->cells[column].kind = kind;
  sheet->n_columns = MAX (sheet->n_columns, column + 1);
}

/** nh_sheet_add_merge: tells that a range is one cell. */
void
nh_sheet_add_merge (NhSheet *sheet, guint row, guint column, guint n_rows, guint n_columns)
{
  NhSheetMerge merge = { row, column, n_rows, n_columns };

  g_array_append_val (sheet->merges, merge);
}

/** nh_sheet_set_hidden: tells whether the source hides the table. */
void
nh_sheet_set_hidden (NhSheet *sheet, gboolean hidden)
{
  sheet->hidden = hidden;
}

/** nh_sheet_add_remark: adds a translated sentence about what was done while reading. */
void
nh_sheet_add_remark (NhSheet *sheet, const char *remark)
{
  g_ptr_array_insert (sheet->remarks, (int) sheet->remarks->len - 1, g_strdup (remark));
}

/** nh_sheet_get_name: Returns: (transfer none): its name. */
const char *
nh_sheet_get_name (NhSheet *sheet)
{
  return sheet->name;
}

/** nh_sheet_is_hidden: Returns: whether the source hides the table. */
gboolean
nh_sheet_is_hidden (NhSheet *sheet)
{
  return sheet->hidden;
}

/** nh_sheet_get_n_rows: Returns: one more than the last row with a text. */
guint
nh_sheet_get_n_rows (NhSheet *sheet)
{
  return sheet->rows->len;
}

/** nh_sheet_get_n_columns: Returns: one more than the last column with a text. */
guint
nh_sheet_get_n_columns (NhSheet *sheet)
{
  return sheet->n_columns;
}

static const Cell *
get_cell (NhSheet *sheet, guint row, guint column)
{
  const Row *r = row < sheet->rows->len ? &g_array_index (sheet->rows, Row, row) : NULL;

  return r && column < r->n_cells && r->cells[column].text ? &r->cells[column] : NULL;
}

/** nh_sheet_get_text: Returns: (transfer none): the text of a cell, "" where there is none. */
const char *
nh_sheet_get_text (NhSheet *sheet, guint row, guint column)
{
  const Cell *cell = get_cell (sheet, row, column);

  return cell ? cell->text : "";
}

/** nh_sheet_get_kind: Returns: what the source took the cell for. */
NhSheetKind
nh_sheet_get_kind (NhSheet *sheet, guint row, guint column)
{
  const Cell *cell = get_cell (sheet, row, column);

  return cell ? cell->kind : NH_SHEET_EMPTY;
}

/** nh_sheet_get_n_merges: Returns: how many ranges are merged. */
guint
nh_sheet_get_n_merges (NhSheet *sheet)
{
  return sheet->merges->len;
}

/** nh_sheet_get_merge: Returns: (transfer none): a merged range. */
const NhSheetMerge *
nh_sheet_get_merge (NhSheet *sheet, guint index)
{
  return &g_array_index (sheet->merges, NhSheetMerge, index);
}

/** nh_sheet_find_merge: Returns: (transfer none) (nullable): the merged range over a cell. */
const NhSheetMerge *
nh_sheet_find_merge (NhSheet *sheet, guint row, guint column)
{
  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const NhSheetMerge *m = nh_sheet_get_merge (sheet, i);

      if (row - m->row < m->n_rows && column - m->column < m->n_columns)
        return m;
    }
  return NULL;
}

/** nh_sheet_get_remarks: Returns: (array zero-terminated=1) (transfer none): what was done. */
const char *const *
nh_sheet_get_remarks (NhSheet *sheet)
{
  return (const char *const *) sheet->remarks->pdata;
}

/** nh_sheet_column_name: Returns: (transfer full): the letters of a column, "A" for 0. */
char *
nh_sheet_column_name (guint column)
{
  char buffer[8];
  guint i = sizeof buffer;

  buffer[--i] = '\0';
  for (guint n = column + 1; n > 0 && i > 0; n = (n - 1) / 26)
    buffer[--i] = (char) ('A' + (n - 1) % 26);
  return g_strdup (buffer + i);
}
