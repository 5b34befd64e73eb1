/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done to a range of cells: filling it with a block, clearing it, adding and deleting rows.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>

/* A refused block that can go in once the names it lacks are made. */
typedef struct
{
  NhGridBlock *block;
  guint row, column, n_rows, n_columns;
  char *name;
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  nh_grid_block_free (pending->block);
  g_free (pending->name);
  g_free (pending);
}

void
nh_grid_range_forget (NhGrid *self)
{
  g_clear_pointer (&self->pending, pending_free);
}

static void
say (NhGrid *self, const GError *error)
{
  nh_grid_set_error (self, error->message);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Says which cell of the block was wrong, by row and column as the user sees them. A wrong cell
 * of a row that is there keeps the text that it can't take, marked and in sight; the cursor stays
 * where the corrected block belongs. */
static void
say_refused (NhGrid *self, const NhGridEdit *edit, const GError *error)
{
  g_autofree char *message = NULL;
  const NhGridColumn *column;
  guint row = edit->row + edit->error_row, model_column;

  if (edit->error_row == G_MAXUINT || edit->error_column >= edit->n_columns)
    {
      say (self, error);
      return;
    }
  model_column = edit->columns[edit->error_column];
  column = nh_grid_model_get_column (self->model, model_column);
  if (row >= self->n_rows)
    {
      message = g_strdup_printf (
          _ ("Nothing was changed. Row %u of what was copied, column “%s”: %s"),
          edit->error_row + 1, column->title, error->message);
    }
  else
    {
      message = g_strdup_printf (_ ("Nothing was changed. Row %u, column “%s”: %s"), row + 1,
                                 column->title, error->message);
      nh_grid_drafts_put (
          self, nh_grid_model_get_id (self->model, row), model_column,
          edit->texts[(gsize)edit->error_row * edit->n_columns + edit->error_column], message);
      nh_grid_draw_invalidate (self, row, 1);
      for (guint i = 0; i < self->shown->len; i++)
        if (nh_grid_columns_get (self, i)->model_column == model_column)
          nh_grid_reveal (self, row, i);
    }
  nh_grid_set_error (self, message);
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static char *
cell_of (const NhGridBlock *block, guint row, guint column)
{
  return block->texts[(gsize)(row % block->n_rows) * block->n_columns + column % block->n_columns];
}

/* (transfer full): the records of the rows, as far as there are drafts to forget in them. */
static GArray *
ids_with_drafts (NhGrid *self, guint row, guint n_rows)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = row; self->drafts->len > 0 && i < row + n_rows && i < self->n_rows; i++)
    {
      gint64 id = nh_grid_model_get_id (self->model, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

/* What stood in the cells and could not be stored is overwritten. */
static void
drop_drafts (NhGrid *self, const GArray *ids, const GArray *columns)
{
  for (guint i = 0; i < ids->len; i++)
    for (guint j = 0; j < columns->len; j++)
      nh_grid_drafts_drop (self, g_array_index (ids, gint64, i),
                           g_array_index (columns, guint, j));
}

static gboolean
store (NhGrid *self, NhGridEdit *edit, GError **error)
{
  NhGridWait *wait = nh_grid_wait_new (GTK_WIDGET (self));
  gboolean stored;

  edit->progress = nh_grid_wait_progress;
  edit->progress_data = wait;
  self->busy = TRUE;
  stored = nh_grid_model_paste (self->model, edit, error);
  self->busy = FALSE;
  nh_grid_wait_free (wait);
  return stored;
}

/* New rows may stand anywhere: they are told of. */
static void
tell_added (NhGrid *self, guint n, gboolean shown)
{
  g_autofree char *text = NULL;

  if (shown)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was added.", "%u rows were added.", n), n);
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u row was added; the filter hides it.",
                                         "%u rows were added; the filter hides them.", n), n);
  nh_grid_tell (self, text, NULL, NH_GRID_OFFER_NONE);
}

static gboolean
stands_at (NhGrid *self, gint64 id, guint row)
{
  return row < self->n_rows && nh_grid_model_get_id (self->model, row) == id;
}

static gboolean
put (NhGrid *self, Pending *what, gboolean create)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  guint n_new = 0, n_old;
  gint64 first = 0, last = 0;
  g_auto (NhGridEdit) edit = { .name = what->name, .row = what->row, .n_rows = what->n_rows,
                               .create_unknown = create };

  for (guint j = 0; j < what->n_columns; j++)
    if (nh_grid_columns_describe (self, what->column + j)->editable)
      g_array_append_val (columns, nh_grid_columns_get (self, what->column + j)->model_column);
  if (columns->len == 0)
    {
      nh_grid_set_error (self, _ ("These cells can't be edited. Nothing was changed."));
      return FALSE;
    }
  for (guint i = 0; i < what->n_rows; i++)
    for (guint j = 0; j < what->n_columns; j++)
      if (nh_grid_columns_describe (self, what->column + j)->editable)
        g_ptr_array_add (texts, cell_of (what->block, i, j));
  g_ptr_array_add (texts, NULL);
  edit.columns = (const guint *)(gpointer)columns->data;
  edit.n_columns = columns->len;
  edit.texts = (char **)texts->pdata;
  ids = ids_with_drafts (self, what->row, what->n_rows);
  n_old = what->row < self->n_rows ? MIN (what->n_rows, self->n_rows - what->row) : 0;
  if (n_old > 0)
    {
      first = nh_grid_model_get_id (self->model, what->row);
      last = nh_grid_model_get_id (self->model, what->row + n_old - 1);
    }
  if (what->row + what->n_rows > self->n_rows)
    n_new = what->row + what->n_rows - self->n_rows;
  if (!store (self, &edit, &error))
    {
      say_refused (self, &edit, error);
      if (edit.create_label != NULL)
        {
          self->pending = what;
          nh_grid_offer (self, edit.create_label, NH_GRID_OFFER_CREATE);
        }
      return FALSE;
    }
  drop_drafts (self, ids, columns);
  nh_grid_set_error (self, NULL);
  if (n_new > 0)
    tell_added (self, n_new, edit.new_row != G_MAXUINT);
  /* New rows stand where the order of the table puts them. */
  if (edit.new_row != G_MAXUINT && edit.new_row != what->row + what->n_rows - 1)
    nh_grid_move_to (self, edit.new_row, what->column, FALSE);
  else if (n_old == 0 || (stands_at (self, first, what->row) && stands_at (self, last, what->row + n_old - 1)))
    nh_grid_select (self, what->row, what->column, what->row + what->n_rows - 1,
                    what->column + what->n_columns - 1);
  else if (nh_grid_model_position_of (self->model, first) != G_MAXUINT)
    /* The order or the groups have put the rows elsewhere: what stands there now was not filled. */
    nh_grid_move_to (self, nh_grid_model_position_of (self->model, first), what->column, FALSE);
  return TRUE;
}

/* Stores a block over a range, repeated as often as it fits, as one undo step. Columns that can't
 * be edited are passed over: their values are computed. @block: (transfer full) */
gboolean
nh_grid_put (NhGrid *self,
             NhGridBlock *block,
             guint row,
             guint column,
             guint n_rows,
             guint n_columns,
             const char *name)
{
  g_autoptr (NhGrid) alive = g_object_ref (self);
  Pending *what = g_new0 (Pending, 1);
  gboolean stored;

  if (self->busy)
    {
      /* A key that was on its way when the window with the progress came. */
      nh_grid_block_free (block);
      g_free (what);
      return FALSE;
    }
  *what = (Pending){ block, row, column, n_rows, n_columns, g_strdup (name) };
  nh_grid_range_forget (self);
  stored = put (self, what, FALSE);
  if (self->pending != what)
    pending_free (what);
  return stored;
}

/**
 * nh_grid_take_offer:
 * @self: a grid
 *
 * Does what the last signal "offer" offered.
 */
void
nh_grid_take_offer (NhGrid *self)
{
  NhGridOffer offer = self->offer;
  g_autoptr (NhGrid) alive = NULL;
  Pending *what;

  g_return_if_fail (NH_IS_GRID (self));
  alive = g_object_ref (self);
  nh_grid_offer (self, NULL, NH_GRID_OFFER_NONE);
  if (offer == NH_GRID_OFFER_UNDO)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.undo", NULL);
  if (offer == NH_GRID_OFFER_CREATE_TYPED && self->model != NULL)
    nh_grid_editor_commit_creating (self);
  what = g_steal_pointer (&self->pending);
  if (offer == NH_GRID_OFFER_CREATE && what != NULL && self->model != NULL)
    put (self, what, TRUE);
  if (what != NULL && self->pending != what)
    pending_free (what);
}

static char *
fill_name (guint n_rows)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Fill %u row", "Fill %u rows", n_rows),
                          n_rows);
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
  g_autofree char *name = NULL;

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
  if (nh_grid_is_head (self, row))
    {
      nh_grid_set_error (self, _ ("Nothing was filled: the heading of a group has no cells to fill from. "
                                  "Begin the selection with a row."));
      return;
    }
  columns = nh_grid_selection_columns (self, FALSE);
  g_array_append_val (source, row);
  name = fill_name (last - row);
  nh_grid_put (self, nh_grid_take_block (self, source, columns, TRUE), row + 1, column, last - row,
               n_columns, name);
}

/* Puts one text into every selected cell. */
void
nh_grid_fill_selection (NhGrid *self, const char *text)
{
  guint row = MIN (self->row, self->extent_row), column = MIN (self->column, self->extent_column);
  guint last = MIN (MAX (self->row, self->extent_row), self->n_rows - 1);
  guint n_columns = MAX (self->column, self->extent_column) - column + 1;
  NhGridBlock *block;
  g_autofree char *name = NULL;

  if (row >= self->n_rows)
    return;
  block = g_new0 (NhGridBlock, 1);
  block->n_rows = block->n_columns = 1;
  block->texts = g_new0 (char *, 2);
  block->texts[0] = g_strdup (text);
  name = fill_name (last - row + 1);
  nh_grid_put (self, block, row, column, last - row + 1, n_columns, name);
}

/* Clears or, without @columns, deletes; says how far it is once it takes long. */
static gboolean
clear (NhGrid *self, GArray *rows, GArray *columns, GError **error)
{
  NhGridWait *wait = nh_grid_wait_new (GTK_WIDGET (self));
  gboolean done;

  self->busy = TRUE;
  if (columns != NULL)
    done = nh_grid_model_clear (self->model, (const guint *)(gpointer)rows->data, rows->len,
                                (const guint *)(gpointer)columns->data, columns->len,
                                nh_grid_wait_progress, wait, error);
  else
    done = nh_grid_model_remove (self->model, (const guint *)(gpointer)rows->data, rows->len,
                                 nh_grid_wait_progress, wait, error);
  self->busy = FALSE;
  nh_grid_wait_free (wait);
  return done;
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
  g_autoptr (NhGrid) alive = NULL; /* the main loop may run */
  g_autoptr (GArray) rows = NULL, columns = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL || self->busy)
    return;
  alive = g_object_ref (self);
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
  else if (!clear (self, rows, columns, &error))
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
  g_autoptr (NhGrid) alive = NULL;
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint first, column = self->column;

  g_return_if_fail (NH_IS_GRID (self));
  if (self->model == NULL || self->busy)
    return;
  alive = g_object_ref (self);
  rows = nh_grid_selection_rows (self);
  if (rows->len == 0)
    return;
  if (self->editing)
    nh_grid_editor_cancel (self);
  first = g_array_index (rows, guint, 0);
  if (!clear (self, rows, NULL, &error))
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
