/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-sheet.h"

#include <string.h>

typedef struct
{
  const char *text;
  guint column;
  guint kind; /* NhSheetKind */
} Cell;

/* Only cells with a text, by column: one cell in the last column costs no more than one in the
 * first, so that a hostile file can't make a small one large. */
typedef struct
{
  Cell *cells;
  guint n_cells;
  guint n_allocated;
} Row;

typedef struct
{
  gpointer data;
  GDestroyNotify destroy;
} Kept;

struct _NhSheet
{
  gatomicrefcount refs;
  char *name;
  gboolean hidden;
  GArray *rows; /* of Row */
  guint n_columns;
  GStringChunk *texts;
  GArray *merges;  /* of NhSheetMerge, by first row */
  GArray *reaches; /* of guint: the last row of the merged ranges up to this one */
  GArray *kept;    /* of Kept */
  GPtrArray *remarks;
};

static void
row_clear (gpointer data)
{
  g_free (((Row *) data)->cells);
}

static void
kept_clear (gpointer data)
{
  Kept *kept = data;

  kept->destroy (kept->data);
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
  sheet->reaches = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_array_set_clear_func (sheet->kept, kept_clear);
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
  g_array_unref (sheet->reaches);
  g_array_unref (sheet->kept);
  g_ptr_array_unref (sheet->remarks);
  g_free (sheet);
}

/* The first cell of a row at @column or behind. */
static guint
find_cell (const Row *row, guint column)
{
  guint low = 0, high = row->n_cells;

  /* Most rows are filled from the first column on without a gap. */
  if (column < row->n_cells && row->cells[column].column == column)
    return column;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (row->cells[middle].column < column)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
put (NhSheet *sheet, guint row, guint column, NhSheetKind kind, const char *text)
{
  Cell cell = { text, column, kind };
  Row *r;
  guint i;

  if (row >= sheet->rows->len)
    g_array_set_size (sheet->rows, row + 1);
  r = &g_array_index (sheet->rows, Row, row);
  i = r->n_cells == 0 || r->cells[r->n_cells - 1].column < column ? r->n_cells
                                                                   : find_cell (r, column);
  if (i == r->n_cells || r->cells[i].column != column)
    {
      if (r->n_cells == r->n_allocated)
        {
          const Row *above = row > 0 ? r - 1 : NULL;
          guint expected = above && above->n_cells > r->n_cells ? above->n_cells : 0;

          /* The row above is a good guess; it was counted when it was filled, but a short row
           * must not pay for a very long one. */
          r->n_allocated = MAX (r->n_allocated + r->n_allocated / 2 + 2, MIN (expected, 32));
          r->cells = g_renew (Cell, r->cells, r->n_allocated);
        }
      memmove (r->cells + i + 1, r->cells + i, (r->n_cells - i) * sizeof (Cell));
      r->n_cells++;
    }
  r->cells[i] = cell;
  sheet->n_columns = MAX (sheet->n_columns, column + 1);
}

/**
 * nh_sheet_set:
 * @sheet: a table
 * @row: from 0
 * @column: from 0
 * @kind: what the source took the cell for
 * @text: UTF-8, copied; "" leaves the cell as it is
 */
void
nh_sheet_set (NhSheet *sheet, guint row, guint column, NhSheetKind kind, const char *text)
{
  if (*text && kind != NH_SHEET_EMPTY)
    put (sheet, row, column, kind, g_string_chunk_insert (sheet->texts, text));
}

/**
 * nh_sheet_set_kept:
 * @sheet: a table
 * @row: from 0
 * @column: from 0
 * @kind: what the source took the cell for
 * @text: UTF-8 in memory that nh_sheet_keep() keeps; not copied
 *
 * As nh_sheet_set(), for texts that many cells share.
 */
void
nh_sheet_set_kept (NhSheet *sheet, guint row, guint column, NhSheetKind kind, const char *text)
{
  if (*text && kind != NH_SHEET_EMPTY)
    put (sheet, row, column, kind, text);
}

/**
 * nh_sheet_keep:
 * @sheet: a table
 * @data: (transfer full): what holds texts for nh_sheet_set_kept()
 * @destroy: frees @data, together with @sheet
 */
void
nh_sheet_keep (NhSheet *sheet, gpointer data, GDestroyNotify destroy)
{
  Kept kept = { data, destroy };

  g_array_append_val (sheet->kept, kept);
}

/**
 * nh_sheet_clear:
 * @sheet: a table
 * @row: from 0
 * @column: the first column
 * @n_columns: how many columns
 *
 * Empties cells of a row.
 */
void
nh_sheet_clear (NhSheet *sheet, guint row, guint column, guint n_columns)
{
  Row *r = row < sheet->rows->len ? &g_array_index (sheet->rows, Row, row) : NULL;
  guint from = r ? find_cell (r, column) : 0, to = from;

  while (r && to < r->n_cells && r->cells[to].column - column < n_columns)
    to++;
  if (to == from)
    return;
  memmove (r->cells + from, r->cells + to, (r->n_cells - to) * sizeof (Cell));
  r->n_cells -= to - from;
}

/** nh_sheet_add_merge: tells that a range is one cell. In order of rows is fastest. */
void
nh_sheet_add_merge (NhSheet *sheet, guint row, guint column, guint n_rows, guint n_columns)
{
  NhSheetMerge merge = { row, column, n_rows, n_columns };
  guint at = sheet->merges->len;

  while (at > 0 && nh_sheet_get_merge (sheet, at - 1)->row > row)
    at--;
  g_array_insert_val (sheet->merges, at, merge);
  g_array_set_size (sheet->reaches, sheet->merges->len);
  for (guint i = at; i < sheet->merges->len; i++)
    {
      const NhSheetMerge *m = nh_sheet_get_merge (sheet, i);
      guint before = i > 0 ? g_array_index (sheet->reaches, guint, i - 1) : 0;

      g_array_index (sheet->reaches, guint, i) = MAX (before, m->row + m->n_rows - 1);
    }
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
  guint i = r ? find_cell (r, column) : 0;

  return r && i < r->n_cells && r->cells[i].column == column ? &r->cells[i] : NULL;
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

  return cell ? (NhSheetKind) cell->kind : NH_SHEET_EMPTY;
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
  guint low = 0, high = sheet->merges->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (nh_sheet_get_merge (sheet, middle)->row <= row)
        low = middle + 1;
      else
        high = middle;
    }
  while (low-- > 0 && g_array_index (sheet->reaches, guint, low) >= row)
    {
      const NhSheetMerge *m = nh_sheet_get_merge (sheet, low);

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
