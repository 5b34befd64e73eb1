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
