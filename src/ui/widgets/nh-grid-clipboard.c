/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clipboard: cells go out as text and as an HTML table, and come in as either.
 */
#include "ui/widgets/nh-clipboard-bytes.h"
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-text.h"

/* More than this is no table that somebody copied. */
#define MAX_HTML_BYTES (64 * 1024 * 1024)

static NhGridHtmlReader html_reader;
static NhGridHtmlWriter html_writer;

/**
 * nh_grid_set_html:
 * @reader: (nullable): makes sheets of the tables in a page
 * @writer: (nullable): makes a page of cells
 *
 * How tables in HTML are pasted and copied; the grid itself knows no file formats. Without them
 * the clipboard holds text alone.
 */
void
nh_grid_set_html (NhGridHtmlReader reader, NhGridHtmlWriter writer)
{
  html_reader = reader;
  html_writer = writer;
}

/* (transfer full): texts of cells, as shown or as they would be edited. */
NhGridBlock *
nh_grid_take_block (NhGrid *self, GArray *rows, GArray *columns, gboolean for_edit)
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

static GdkContentProvider *
provide_html (const NhGridBlock *block)
{
  g_autofree char *html =
      html_writer ((const char *const *)block->texts, block->n_rows, block->n_columns);
  g_autoptr (GBytes) bytes = g_bytes_new (html, strlen (html));

  return gdk_content_provider_new_for_bytes ("text/html", bytes);
}

static gboolean
copy (NhGrid *self)
{
  g_autoptr (GArray) rows = NULL, columns = NULL;
  g_autoptr (NhGridBlock) block = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GdkContentProvider) content = NULL;
  GdkContentProvider *parts[2];
  guint n = 0;

  if (self->model == NULL)
    return FALSE;
  rows = nh_grid_selection_rows (self);
  columns = nh_grid_selection_columns (self, FALSE);
  if (rows->len == 0 || columns->len == 0)
    return FALSE;
  block = nh_grid_take_block (self, rows, columns, FALSE);
  text = nh_grid_block_to_tsv (block);
  if (html_writer != NULL)
    parts[n++] = provide_html (block);
  parts[n++] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  content = gdk_content_provider_new_union (parts, n);
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

/* Whether the first row holds the headings of the columns that it would go into: each filled cell
 * must, and one at least is filled. */
static gboolean
begins_with_headings (NhGrid *self, const NhGridBlock *block, guint column)
{
  gboolean any = FALSE;

  if (block->n_rows < 2)
    return FALSE;
  for (guint j = 0; j < block->n_columns && column + j < self->shown->len; j++)
    {
      guint model_column = nh_grid_columns_get (self, column + j)->model_column;
      g_autofree char *text = nh_text_fold (block->texts[j]);
      g_autofree char *title =
          nh_text_fold (nh_grid_model_get_column (self->model, model_column)->title);
      g_autofree char *heading =
          nh_text_fold (nh_grid_model_get_heading (self->model, model_column));

      if (*text == '\0')
        continue;
      if (!g_str_equal (text, title) && !g_str_equal (text, heading))
        return FALSE;
      any = TRUE;
    }
  return any;
}

static char *
step_name (guint n_rows)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Paste %u row", "Paste %u rows", n_rows),
                          n_rows);
}

/* @block: (transfer full) */
static void
paste_block (NhGrid *self, NhGridBlock *block)
{
  guint row = MIN (self->row, self->extent_row), column = MIN (self->column, self->extent_column);
  guint n_rows = MAX (self->row, self->extent_row) - row + 1;
  guint n_columns = MAX (self->column, self->extent_column) - column + 1;
  gboolean headings = begins_with_headings (self, block, column);
  g_autofree char *name = NULL;

  if (headings)
    nh_grid_block_drop_first_row (block);
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
      nh_grid_block_free (block);
      nh_grid_set_error (self, _ ("The copied cells are wider than the table to the right of the "
                                  "cursor. Nothing was pasted."));
      return;
    }
  name = step_name (n_rows);
  if (nh_grid_put (self, block, row, column, n_rows, n_columns, name) && headings)
    nh_grid_tell (self, _ ("The row of headings was left out."), _ ("_Undo"), NH_GRID_OFFER_UNDO);
}

/* Puts in what the clipboard brought. @block: (transfer full) (nullable) */
static void
take_pasted (NhGrid *self, NhGridBlock *block)
{
  if (block == NULL)
    nh_grid_set_error (self, _ ("Too much was copied to paste it at once. Nothing was pasted; "
                                "import the file instead."));
  else if (self->model != NULL && self->shown->len > 0 && nh_grid_total_rows (self) > 0)
    paste_block (self, block);
  else
    nh_grid_block_free (block);
}

static void
on_text_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, &error);
  g_autoptr (NhGrid) self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->pasting);
  if (text == NULL)
    nh_grid_set_error (self, _ ("There is no text on the clipboard to paste."));
  else
    take_pasted (self, nh_grid_tsv_parse (text));
}

static void
read_text (NhGrid *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->pasting,
                                 on_text_cb, g_object_ref (self));
}

/* The first table with something in it; NULL: what was copied is not a table. */
static NhSheet *
first_table (GBytes *bytes)
{
  g_autoptr (GPtrArray) sheets = NULL;
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);

  if (length >= MAX_HTML_BYTES)
    return NULL;
  sheets = html_reader (data, length, NULL);
  for (guint i = 0; sheets != NULL && i < sheets->len; i++)
    if (nh_sheet_get_n_rows (sheets->pdata[i]) > 0)
      return nh_sheet_ref (sheets->pdata[i]);
  return NULL;
}

static void
on_html_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NhGrid) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = nh_clipboard_read_bytes_finish (result, NULL, &error);
  g_autoptr (NhSheet) sheet = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  sheet = bytes != NULL ? first_table (bytes) : NULL;
  if (sheet == NULL)
    {
      read_text (self); /* a paragraph of a page, say */
      return;
    }
  g_clear_object (&self->pasting);
  take_pasted (self, nh_grid_block_from_sheet (sheet));
}

/**
 * nh_grid_paste:
 * @self: a grid
 *
 * Pastes cells from the clipboard at the selection: all or nothing, one undo step. One value fills
 * the selected range, a block that fits several times repeats; rows beyond the end are added. A
 * table in HTML is preferred to text: only there cells of Word keep their lines together.
 */
void
nh_grid_paste (NhGrid *self)
{
  static const char *const types[] = { "text/html", NULL };
  GdkClipboard *clipboard;

  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL)
    return;
  g_cancellable_cancel (self->pasting);
  g_clear_object (&self->pasting);
  self->pasting = g_cancellable_new ();
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  if (html_reader != NULL &&
      gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), types[0]))
    nh_clipboard_read_bytes (clipboard, types, self->pasting, on_html_cb, g_object_ref (self));
  else
    read_text (self);
}
