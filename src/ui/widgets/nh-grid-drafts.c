/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Refused texts that were left behind: they stay in their cells, marked, until they are corrected
 * or taken back with Esc. They are kept by record and column, so sorting moves them along.
 */
#include "ui/widgets/nh-grid-private.h"

static const char *
column_id (NhGrid *self, guint model_column)
{
  return nh_grid_model_get_column (self->model, model_column)->id;
}

static NhGridDraft *
find_by_id (NhGrid *self, gint64 id, guint model_column, guint *index)
{
  for (guint i = 0; i < self->drafts->len; i++)
    {
      NhGridDraft *draft = self->drafts->pdata[i];

      if (draft->id == id && g_str_equal (draft->column_id, column_id (self, model_column)))
        {
          *index = i;
          return draft;
        }
    }
  return NULL;
}

void
nh_grid_drafts_free (gpointer data)
{
  NhGridDraft *draft = data;

  g_free (draft->column_id);
  g_free (draft->text);
  g_free (draft->message);
  g_free (draft);
}

/* The draft of a cell, if it has one. Asks the model for nothing while there are no drafts. */
NhGridDraft *
nh_grid_drafts_find (NhGrid *self, guint row, guint model_column)
{
  guint index;

  if (self->drafts->len == 0 || self->model == NULL)
    return NULL;
  return find_by_id (
      self, nh_grid_is_hint (self, row) ? NH_GRID_HINT_ID : nh_grid_model_get_id (self->model, row),
      model_column, &index);
}

void
nh_grid_drafts_put (
    NhGrid *self, gint64 id, guint model_column, const char *text, const char *message)
{
  NhGridDraft *draft;

  nh_grid_drafts_drop (self, id, model_column);
  draft = g_new0 (NhGridDraft, 1);
  draft->id = id;
  draft->column_id = g_strdup (column_id (self, model_column));
  draft->text = g_strdup (text);
  draft->message = g_strdup (message);
  g_ptr_array_add (self->drafts, draft);
}

gboolean
nh_grid_drafts_drop (NhGrid *self, gint64 id, guint model_column)
{
  guint index;

  if (find_by_id (self, id, model_column, &index) == NULL)
    return FALSE;
  g_ptr_array_remove_index (self->drafts, index);
  return TRUE;
}

/* A cell of the hint row that waits for the others. */
void
nh_grid_drafts_put_waiting (NhGrid *self,
                            guint model_column,
                            const char *text,
                            const char *message,
                            gboolean create)
{
  NhGridDraft *draft;

  nh_grid_drafts_put (self, NH_GRID_HINT_ID, model_column, text, message);
  draft = self->drafts->pdata[self->drafts->len - 1];
  draft->waiting = TRUE;
  draft->create = create;
}

void
nh_grid_drafts_drop_waiting (NhGrid *self)
{
  for (guint i = self->drafts->len; i > 0; i--)
    if (((NhGridDraft *)self->drafts->pdata[i - 1])->waiting)
      g_ptr_array_remove_index (self->drafts, i - 1);
}

static gboolean
append_creating (NhGrid *self,
                 GArray *columns,
                 GPtrArray *texts,
                 guint *row,
                 gboolean *incomplete,
                 GError **error)
{
  g_auto (NhGridEdit) edit = { .row = self->n_rows, .n_rows = 1, .n_columns = columns->len,
                               .columns = (const guint *)(gpointer)columns->data,
                               .texts = (char **)texts->pdata, .create_unknown = TRUE };
  gboolean stored = nh_grid_model_paste (self->model, &edit, error);

  *row = edit.new_row;
  *incomplete = edit.incomplete;
  return stored;
}

/* Adds a row with what was typed into a cell of the hint row, and what waits in the others; with
 * @create, or where one that waits was so typed, with the records that it names. */
gboolean
nh_grid_drafts_append (NhGrid *self,
                       guint model_column,
                       const char *text,
                       gboolean create,
                       guint *row,
                       gboolean *incomplete,
                       GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  for (guint i = 0; i < nh_grid_model_get_n_columns (self->model); i++)
    {
      guint index;
      NhGridDraft *draft = find_by_id (self, NH_GRID_HINT_ID, i, &index);

      if (i == model_column || draft == NULL || !draft->waiting)
        continue;
      g_array_append_val (columns, i);
      g_ptr_array_add (texts, draft->text);
      create = create || draft->create;
    }
  g_array_append_val (columns, model_column);
  g_ptr_array_add (texts, (char *)text);
  if (create)
    return append_creating (self, columns, texts, row, incomplete, error);
  return nh_grid_model_append_row (self->model, (const guint *)(gpointer)columns->data,
                                   (char **)texts->pdata, columns->len, row, incomplete, error);
}
