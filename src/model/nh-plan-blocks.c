/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-blocks.h"

#define COLUMNS "id, plan, position, kind, level, text, view, options"

void
nh_block_row_clear (NhBlockRow *row)
{
  g_clear_pointer (&row->kind, g_free);
  g_clear_pointer (&row->text, g_free);
  g_clear_pointer (&row->view, g_free);
  g_clear_pointer (&row->options, g_free);
}

static void
clear_row (gpointer data)
{
  nh_block_row_clear (data);
}

static char *
dup_filled (const char *text)
{
  return text && *text ? g_strdup (text) : NULL;
}

static void
read_columns (NhStatement *statement, NhBlockRow *row)
{
  row->id = nh_statement_int64 (statement, 0);
  row->plan = nh_statement_int64 (statement, 1);
  row->position = nh_statement_int64 (statement, 2);
  row->kind = g_strdup (nh_statement_text (statement, 3));
  row->level = (int) nh_statement_int64 (statement, 4);
  row->text = dup_filled (nh_statement_text (statement, 5));
  row->view = dup_filled (nh_statement_text (statement, 6));
  row->options = dup_filled (nh_statement_text (statement, 7));
}

/**
 * nh_block_rows_read:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhBlockRow): the rows of its text in their order.
 */
GArray *
nh_block_rows_read (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "SELECT " COLUMNS " FROM block WHERE plan = ? ORDER BY position, id", error);
  g_autoptr (GArray) rows = g_array_new (FALSE, TRUE, sizeof (NhBlockRow));

  g_array_set_clear_func (rows, clear_row);
  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  while (TRUE)
    {
      NhBlockRow row;
      gboolean more;

      if (!nh_statement_step (select, &more, error))
        return NULL;
      if (!more)
        return g_steal_pointer (&rows);
      read_columns (select, &row);
      g_array_append_val (rows, row);
    }
}

/**
 * nh_block_row_read:
 * @workbook: a workbook
 * @id: key of a block
 * @row: (out caller-allocates): filled when it is there
 * @found: (out): whether it is there
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether it could be looked for.
 */
gboolean
nh_block_row_read (NhWorkbook *workbook, gint64 id, NhBlockRow *row, gboolean *found, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook), "SELECT " COLUMNS " FROM block WHERE id = ?", error);

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, id);
  if (!nh_statement_step (select, found, error))
    return FALSE;
  if (*found)
    read_columns (select, row);
  return TRUE;
}

static gboolean
write_row (NhWorkbook *workbook, const char *sql, const NhBlockRow *row, GError **error)
{
  g_autoptr (NhStatement) statement = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean more;

  if (!statement)
    return FALSE;
  nh_statement_bind_int64 (statement, 1, row->id);
  nh_statement_bind_int64 (statement, 2, row->plan);
  nh_statement_bind_int64 (statement, 3, row->position);
  nh_statement_bind_text (statement, 4, row->kind);
  nh_statement_bind_int64 (statement, 5, row->level);
  nh_statement_bind_text (statement, 6, row->text);
  nh_statement_bind_text (statement, 7, row->view);
  nh_statement_bind_text (statement, 8, row->options);
  return nh_statement_step (statement, &more, error);
}

/** nh_block_row_insert: Returns: whether the new row is there. */
gboolean
nh_block_row_insert (NhWorkbook *workbook, const NhBlockRow *row, GError **error)
{
  return write_row (workbook, "INSERT INTO block (" COLUMNS ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", row,
                    error);
}

/** nh_block_row_update: Returns: whether the row has the new values. */
gboolean
nh_block_row_update (NhWorkbook *workbook, const NhBlockRow *row, GError **error)
{
  return write_row (workbook,
                    "UPDATE block SET plan = ?2, position = ?3, kind = ?4, level = ?5, text = ?6, view = ?7, "
                    "options = ?8 WHERE id = ?1",
                    row, error);
}

/** nh_block_row_delete: Returns: whether it is gone. */
gboolean
nh_block_row_delete (NhWorkbook *workbook, gint64 id, GError **error)
{
  g_autoptr (NhStatement) statement = nh_store_prepare (nh_workbook_get_store (workbook),
                                                        "DELETE FROM block WHERE id = ?", error);
  gboolean more;

  if (!statement)
    return FALSE;
  nh_statement_bind_int64 (statement, 1, id);
  return nh_statement_step (statement, &more, error);
}

/**
 * nh_block_rows_naming:
 * @workbook: a workbook
 * @attribute: "appendix", "heading" or "legal"
 * @target: key of the record
 * @error: of domain NH_STORE_ERROR
 *
 * Who deletes a record asks this first: places that refer to it would read "(?)" afterwards.
 *
 * Returns: (transfer full) (element-type gint64): the blocks that refer to it, of all plans.
 */
GArray *
nh_block_rows_naming (NhWorkbook *workbook, const char *attribute, gint64 target, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT id FROM block WHERE instr (text, ?) > 0 ORDER BY plan, position, id", error);
  g_autofree char *reference = g_strdup_printf ("<ref %s=\"%" G_GINT64_FORMAT "\"/>", attribute, target);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!select)
    return NULL;
  nh_statement_bind_text (select, 1, reference);
  while (TRUE)
    {
      gboolean more;
      gint64 id;

      if (!nh_statement_step (select, &more, error))
        return NULL;
      if (!more)
        return g_steal_pointer (&ids);
      id = nh_statement_int64 (select, 0);
      g_array_append_val (ids, id);
    }
}
