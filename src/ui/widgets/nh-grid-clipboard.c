/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to a range of cells: copy, cut, paste, fill, clear, and adding and deleting rows.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/widgets/nh-grid-tsv.h"

/* (transfer full): texts of cells, as shown or as they would be edited. */
static NhGridBlock *
take_block (NhGrid *self, GArray *rows, GArray *columns, gboolean for_edit)
{
  NhGridBlock *block = g_new0 (NhGridBlock, 1);
  gsize next = 0;

  block->n_rows = rows->len;
  block->n_columns = columns->len;
  block->texts = g_new0 (char *, (gsize)rows->len * columns->len + 1);
  for (guint i = 0; i < rows->len; i++)
    for (guint j = 0; j < columns->len; j++)
      {
        guint row = g_array_index (rows, guint, i), column = g_array_index (columns, guint, j);

        block->texts[next++] = for_edit ? nh_grid_model_get_edit_text (self->model, row, column)
                                        : nh_grid_model_get_text (self->model, row, column);
      }
  return block;
}

static gboolean
copy (NhGrid *self)
{
  g_autoptr (GArray) rows = NULL, columns = NULL;
  g_autoptr (NhGridBlock) block = NULL;
  g_autofree char *text = NULL, *html = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  GdkContentProvider *both[2];

  if (self->model == NULL)
    return FALSE;
  rows = nh_grid_selection_rows (self);
  columns = nh_grid_selection_columns (self, FALSE);
  if (rows->len == 0 || columns->len == 0)
    return FALSE;
  block = take_block (self, rows, columns, FALSE);
  text = nh_grid_block_to_tsv (block);
  html = nh_grid_block_to_html (block);
  bytes = g_bytes_new (html, strlen (html));
  both[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  both[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  content = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  return TRUE;
}

/**
 * nh_grid_copy:
 * @self: a grid
 *
 * Copies the selected cells as text (the way Excel writes it) and as an HTML table.
 */
void
nh_grid_copy (NhGrid *self)
{
  g_return_if_fail (NH_IS_GRID (self));
  copy (self);
}

/**
 * nh_grid_cut:
 * @self: a grid
 *
 * Copies the selected cells and clears them.
 */
void
nh_grid_cut (NhGrid *self)
{
  g_return_if_fail (NH_IS_GRID (self));
  if (copy (self))
    nh_grid_clear_cells (self);
}

static void
say (NhGrid *self, const GError *error)
{
  nh_grid_set_error (self, error->message);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Says which cell of the block was wrong, by row and column as the user sees them. */
static void
say_refused (NhGrid *self,
             guint row,
             const GArray *columns,
             guint error_row,
             guint error_column,
             const GError *error)
{
  g_autofree char *message = NULL;
  const NhGridColumn *column;

  if (error_row == G_MAXUINT || error_column >= columns->len)
    {
      say (self, error);
      return;
    }
  column = nh_grid_model_get_column (self->model, g_array_index (columns, guint, error_column));
  message = g_strdup_printf (_ ("Nothing was pasted. Row %u, column “%s”: %s"), row + error_row + 1,
                             column->title, error->message);
  nh_grid_set_error (self, message);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static char *
cell_of (const NhGridBlock *block, guint row, guint column)
{
  return block->texts[(gsize)(row % block->n_rows) * block->n_columns + column % block->n_columns];
}

/* Stores a block over @n_rows rows, repeated as often as it fits. Columns that can't be edited
 * are passed over: their values are computed. */
static gboolean
put_block (NhGrid *self, const NhGridBlock *block, guint row, guint first, guint n_rows, guint n)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  guint error_row, error_column;

  for (guint j = 0; j < n; j++)
    if (nh_grid_columns_describe (self, first + j)->editable)
      g_array_append_val (columns, nh_grid_columns_get (self, first + j)->model_column);
  if (columns->len == 0)
    {
      nh_grid_set_error (self, _ ("These cells can't be edited. Nothing was pasted."));
      return FALSE;
    }
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < n; j++)
      if (nh_grid_columns_describe (self, first + j)->editable)
        g_ptr_array_add (texts, cell_of (block, i, j));
  g_ptr_array_add (texts, NULL);
  if (!nh_grid_model_paste (self->model, row, (const guint *)columns->data, columns->len,
                            (char **)texts->pdata, n_rows, &error_row, &error_column, &error))
    {
      say_refused (self, row, columns, error_row, error_column, error);
      return FALSE;
    }
  nh_grid_set_error (self, NULL);
  return TRUE;
}

static void
paste_block (NhGrid *self, NhGridBlock *block)
{
  guint row = MIN (self->row, self->extent_row), column = MIN (self->column, self->extent_column);
  guint n_rows = MAX (self->row, self->extent_row) - row + 1;
  guint n_columns = MAX (self->column, self->extent_column) - column + 1;

  if (row + n_rows > self->n_rows && n_rows > 1)
    n_rows = self->n_rows - row;
  /* A block that goes into the selection a whole number of times fills it. */
  if (n_rows % block->n_rows != 0 || n_columns % block->n_columns != 0)
    {
      n_rows = block->n_rows;
      n_columns = block->n_columns;
    }
  if (n_columns > self->shown->len - column)
    nh_grid_block_drop_empty_columns (block);
  n_columns = MIN (n_columns, MAX (block->n_columns, self->shown->len - column));
  if (n_columns > self->shown->len - column)
    {
      nh_grid_set_error (self, _ ("The copied cells are wider than the table to the right of the "
                                  "cursor. Nothing was pasted."));
      return;
    }
  if (put_block (self, block, row, column, n_rows, n_columns))
    nh_grid_select (self, row, column, row + n_rows - 1, column + n_columns - 1);
}

static void
on_text_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_autoptr (NhGrid) self = user_data;
  g_autoptr (NhGridBlock) block = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->pasting);
  if (text == NULL)
    nh_grid_set_error (self, _ ("There is no text on the clipboard to paste."));
  else if ((block = nh_grid_tsv_parse (text)) == NULL)
    nh_grid_set_error (self, _ ("Too much was copied to paste it at once. Nothing was pasted; "
                                "import the file instead."));
  else if (self->model != NULL && self->shown->len > 0 && nh_grid_total_rows (self) > 0)
    paste_block (self, block);
}

/**
 * nh_grid_paste:
 * @self: a grid
 *
 * Pastes cells from the clipboard at the selection: all or nothing, one undo step. One value fills
 * the selected range; rows beyond the end are added.
 */
void
nh_grid_paste (NhGrid *self)
{
  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL)
    return;
  g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  self->pasting = g_cancellable_new ();
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->pasting,
                                 on_text_cb, g_object_ref (self));
}

/* Copies the first row of the selection to the others; a single row takes from the one above. */
void
nh_grid_fill_down (NhGrid *self)
{
  guint row = MIN (self->row, self->extent_row), last = MAX (self->row, self->extent_row);
  guint column = MIN (self->column, self->extent_column);
  guint n_columns = MAX (self->column, self->extent_column) - column + 1;
  g_autoptr (GArray) source = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) columns = NULL;
  g_autoptr (NhGridBlock) block = NULL;

  if (self->n_rows == 0 || self->shown->len == 0)
    return;
  if (row == last)
    {
      if (row == 0)
        return;
      row--;
    }
  else
    last = MIN (last, self->n_rows - 1);
  if (row >= last)
    return;
  columns = nh_grid_selection_columns (self, FALSE);
  g_array_append_val (source, row);
  block = take_block (self, source, columns, TRUE);
  put_block (self, block, row + 1, column, last - row, n_columns);
}

/**
 * nh_grid_clear_cells:
 * @self: a grid
 *
 * Clears the selected cells, as one undo step; computed ones stay.
 */
void
nh_grid_clear_cells (NhGrid *self)
{
  g_autoptr (GArray) rows = NULL, columns = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL)
    return;
  rows = nh_grid_selection_rows (self);
  columns = nh_grid_selection_columns (self, TRUE);
  if (self->drafts->len > 0)
    for (guint i = 0; i < rows->len; i++)
      for (guint j = 0; j < columns->len; j++)
        nh_grid_drafts_drop (self,
                             nh_grid_model_get_id (self->model, g_array_index (rows, guint, i)),
                             g_array_index (columns, guint, j));
  if (rows->len == 0)
    return;
  if (columns->len == 0)
    nh_grid_set_error (self, _ ("These cells are filled in by the program and can't be cleared."));
  else if (!nh_grid_model_clear (self->model, (const guint *)rows->data, rows->len,
                                 (const guint *)columns->data, columns->len, &error))
    say (self, error);
  else
    nh_grid_editor_moved (self);
  nh_grid_draw_invalidate (self, 0, G_MAXUINT);
}

/**
 * nh_grid_delete_rows:
 * @self: a grid
 *
 * Deletes the selected rows, as one undo step; the cursor goes to the row that takes their place.
 */
void
nh_grid_delete_rows (NhGrid *self)
{
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint first, column = self->column;

  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL)
    return;
  rows = nh_grid_selection_rows (self);
  if (rows->len == 0)
    return;
  if (self->editing)
    nh_grid_editor_cancel (self);
  first = g_array_index (rows, guint, 0);
  if (!nh_grid_model_remove (self->model, (const guint *)rows->data, rows->len, &error))
    say (self, error);
  else
    nh_grid_move_to (self, first, column, FALSE);
}

/**
 * nh_grid_add_row:
 * @self: a grid
 *
 * Puts the cursor on the hint row, in the first cell that can be typed into. The row is stored
 * when something is typed: an empty one would stand anywhere in a sorted table, or be left behind.
 */
void
nh_grid_add_row (NhGrid *self)
{
  guint column = 0;

  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL || !nh_grid_model_can_append (self->model))
    return;
  nh_grid_editor_leave (self);
  while (column + 1 < self->shown->len && !nh_grid_columns_describe (self, column)->editable)
    column++;
  nh_grid_move_to (self, self->n_rows, column, FALSE);
}
