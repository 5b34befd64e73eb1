/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-field-entry.h"

#include "ui/nh-completion.h"

#define STATE_KEY "nh-field-entry"
#define N_PROPOSALS 8

typedef struct
{
  NhSession *session;
  const NhEntity *entity;
  const NhField *field;
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_object_unref (state->session);
  g_free (state);
}

static GStrv
propose (const char *text,
         gpointer data)
{
  State *state = data;

  return nh_workbook_suggest (nh_session_get_workbook (state->session), state->field, state->entity, text,
                              N_PROPOSALS);
}

/**
 * nh_field_entry_new:
 * @session: the open workbook
 * @entity: name of an entity
 * @field: name of a field of it
 *
 * Returns: (transfer floating): an entry that proposes what the field proposes in tables.
 */
GtkWidget *
nh_field_entry_new (NhSession *session,
                    const char *entity,
                    const char *field)
{
  GtkWidget *entry = gtk_entry_new ();
  State *state = g_new0 (State, 1);

  state->session = g_object_ref (session);
  state->entity = nh_entity_find (entity);
  state->field = &state->entity->fields[nh_entity_find_field (state->entity, field)];
  g_object_set_data_full (G_OBJECT (entry), STATE_KEY, state, state_free);
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  if (state->field->kind != NH_FIELD_DATE)
    nh_completion_attach (GTK_ENTRY (entry), propose, state);
  return entry;
}

/**
 * nh_field_entry_get_record:
 * @entry: an entry for a field of kind REFERENCE
 * @id: (out): key of the record that is named; 0 while the entry is empty
 * @error: NH_MODEL_ERROR when the name fits none or several
 *
 * Returns: whether the name is understood.
 */
gboolean
nh_field_entry_get_record (GtkWidget *entry,
                           gint64 *id,
                           GError **error)
{
  State *state = g_object_get_data (G_OBJECT (entry), STATE_KEY);
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  *id = 0;
  if (!*text)
    return TRUE;
  *id = nh_workbook_find (nh_session_get_workbook (state->session), nh_entity_find (state->field->target), text,
                          error);
  return *id != 0;
}

/**
 * nh_field_entry_get_day:
 * @entry: an entry for a day
 * @day: (out): Julian day; 0 while the entry is empty
 * @error: NH_PARSE_ERROR
 *
 * Returns: whether the day is understood.
 */
gboolean
nh_field_entry_get_day (GtkWidget *entry,
                        guint32 *day,
                        GError **error)
{
  State *state = g_object_get_data (G_OBJECT (entry), STATE_KEY);
  gint64 key = state ? nh_session_get_year (state->session) : 0;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  NhSchoolYear year;
  gboolean has_year = key && nh_workbook_get_school_year (nh_session_get_workbook (state->session), key, &year);

  *day = 0;
  return !*text || nh_day_parse (text, has_year ? &year : NULL, day, error);
}

/** nh_field_entry_attach: puts @widget with its label into a line of @grid. */
void
nh_field_entry_attach (GtkGrid *grid,
                       int row,
                       const char *label,
                       GtkWidget *widget)
{
  GtkWidget *caption = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (caption), widget);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_set_row_spacing (grid, 9);
  gtk_grid_set_column_spacing (grid, 12);
  gtk_grid_attach (grid, caption, 0, row, 1, 1);
  gtk_grid_attach (grid, widget, 1, row, 1, 1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY, caption, NULL, -1);
}
