/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-read-budget.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (nh-read-error-quark, nh_read_error)

/* Counts a cell and the rows that it makes the table long. */
static gboolean
admit (NhReadBudget *budget, NhSheet *sheet, guint row, gsize n_bytes, GError **error)
{
  guint n_rows = nh_sheet_get_n_rows (sheet);

  budget->n_cells++;
  budget->n_text_bytes += n_bytes;
  if (row >= n_rows)
    budget->n_rows += row + 1 - n_rows;
  if (G_LIKELY (budget->n_cells <= NH_READ_MAX_CELLS && budget->n_text_bytes <= NH_READ_MAX_TEXTS
                && budget->n_rows <= NH_READ_MAX_ALL_ROWS))
    return TRUE;
  if (budget->n_cells > NH_READ_MAX_CELLS)
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                 _("There are more than %u filled cells, which is more than can be read. "
                   "Split the file and read its parts."),
                 NH_READ_MAX_CELLS);
  else if (budget->n_rows > NH_READ_MAX_ALL_ROWS)
    g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                 _("The sheets have more than %u rows together, which is more than can be read. "
                   "Split the file and read its parts."),
                 NH_READ_MAX_ALL_ROWS);
  else
    g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                         _("The texts of the cells are too long to be read all. "
                           "Split the file and read its parts."));
  return FALSE;
}

static gboolean
is_outside (NhReadBudget *budget, guint row, guint column)
{
  if (G_LIKELY (row < NH_READ_MAX_ROWS && column < NH_READ_MAX_COLUMNS))
    return FALSE;
  budget->n_outside++;
  return TRUE;
}

/**
 * nh_read_budget_put:
 * @budget: what was used so far
 * @sheet: the table being read
 * @row: from 0
 * @column: from 0
 * @kind: what the source took the cell for
 * @text: valid UTF-8 in NFC
 * @error: return location
 *
 * Sets a cell. What lies beyond Excel's last row or column is left out and counted, longer texts
 * are cut and counted; nh_read_budget_finish_sheet() says so.
 *
 * Returns: whether reading may go on; else %NH_READ_ERROR_LIMIT
 */
gboolean
nh_read_budget_put (NhReadBudget *budget, NhSheet *sheet, guint row, guint column,
                    NhSheetKind kind, const char *text, GError **error)
{
  gsize length = strlen (text);
  g_autofree char *cut = NULL;

  if (length == 0 || is_outside (budget, row, column))
    return TRUE;
  if (G_UNLIKELY (length > NH_READ_MAX_TEXT) && g_utf8_strlen (text, -1) > NH_READ_MAX_TEXT)
    {
      text = cut = g_utf8_substring (text, 0, NH_READ_MAX_TEXT);
      length = strlen (cut);
      budget->n_cut++;
    }
  if (!admit (budget, sheet, row, length, error))
    return FALSE;
  nh_sheet_set (sheet, row, column, kind, text);
  return TRUE;
}

/**
 * nh_read_budget_put_kept:
 * @budget: what was used so far
 * @sheet: the table being read, which keeps @text
 * @row: from 0
 * @column: from 0
 * @text: a text that was counted and cut when it was read
 * @error: return location
 *
 * As nh_read_budget_put(), for a text that many cells share.
 *
 * Returns: whether reading may go on; else %NH_READ_ERROR_LIMIT
 */
gboolean
nh_read_budget_put_kept (NhReadBudget *budget, NhSheet *sheet, guint row, guint column,
                         const char *text, GError **error)
{
  if (!*text || is_outside (budget, row, column))
    return TRUE;
  if (!admit (budget, sheet, row, 0, error))
    return FALSE;
  nh_sheet_set_kept (sheet, row, column, NH_SHEET_TEXT, text);
  return TRUE;
}

/**
 * nh_read_budget_merge:
 * @budget: what was used so far
 * @sheet: the table being read
 * @merge: a range of more than one cell
 * @error: return location
 *
 * Adds a merged range, clipped to what a sheet can have.
 *
 * Returns: whether reading may go on; else %NH_READ_ERROR_LIMIT
 */
gboolean
nh_read_budget_merge (NhReadBudget *budget, NhSheet *sheet, const NhSheetMerge *merge,
                      GError **error)
{
  if (merge->row >= NH_READ_MAX_ROWS || merge->column >= NH_READ_MAX_COLUMNS)
    return TRUE;
  if (++budget->n_merges > NH_READ_MAX_MERGES)
    {
      g_set_error (error, NH_READ_ERROR, NH_READ_ERROR_LIMIT,
                   _("There are more than %u merged cells, which is more than can be read."),
                   NH_READ_MAX_MERGES);
      return FALSE;
    }
  nh_sheet_add_merge (sheet, merge->row, merge->column,
                      MIN (merge->n_rows, NH_READ_MAX_ROWS - merge->row),
                      MIN (merge->n_columns, NH_READ_MAX_COLUMNS - merge->column));
  return TRUE;
}

/**
 * nh_read_budget_finish_sheet:
 * @budget: what was used so far
 * @sheet: the table that was read
 *
 * Adds remarks to @sheet about what was cut or left out of it, and begins to count anew.
 */
void
nh_read_budget_finish_sheet (NhReadBudget *budget, NhSheet *sheet)
{
  g_autofree char *cut = NULL, *outside = NULL;

  if (budget->n_cut > 0)
    {
      cut = g_strdup_printf (ngettext ("%u text was longer than %u characters and was cut.",
                                       "%u texts were longer than %u characters and were cut.",
                                       budget->n_cut),
                             budget->n_cut, NH_READ_MAX_TEXT);
      nh_sheet_add_remark (sheet, cut);
    }
  if (budget->n_outside > 0)
    {
      outside = g_strdup_printf (
          ngettext ("%u cell beyond row %u or column XFD was left out.",
                    "%u cells beyond row %u or column XFD were left out.", budget->n_outside),
          budget->n_outside, NH_READ_MAX_ROWS);
      nh_sheet_add_remark (sheet, outside);
    }
  budget->n_cut = budget->n_outside = 0;
}

/** nh_read_check_cancelled: Returns: whether to go on; else %NH_READ_ERROR_CANCELLED. */
gboolean
nh_read_check_cancelled (GCancellable *cancellable, GError **error)
{
  if (!cancellable || !g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_set_error_literal (error, NH_READ_ERROR, NH_READ_ERROR_CANCELLED,
                       _("Reading was cancelled; nothing was changed."));
  return FALSE;
}
