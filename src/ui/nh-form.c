/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-form.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-form-field.h"

struct _NhForm
{
  GtkWidget parent_instance;

  NhSession *session;
  const NhEntity *entity;
  gint64 id;
  NhRecord *record;
  GtkWidget *grid;
  GPtrArray *fields; /* of NhFormField, borrowed from the grid */
  guint columns;
};

G_DEFINE_FINAL_TYPE (NhForm, nh_form, GTK_TYPE_WIDGET)

enum { RECORD_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
commit_field (NhForm *self,
              NhFormField *field)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = nh_form_field_get_text (field);
  NhFieldText values[] = { { self->entity->fields[nh_form_field_get_field (field)].name, text }, { NULL, NULL } };

  if (!nh_workbook_set (nh_session_get_workbook (self->session), self->entity, self->id, values, &error))
    {
      nh_form_field_set_error (field, error->message);
      return FALSE;
    }
  nh_form_field_set_error (field, NULL);
  /* The stored text may differ from the typed one ("Tháng 3" became "Tháng 3/2024"). */
  if (self->record)
    nh_form_field_show (field, self->record);
  return TRUE;
}

static void
on_commit_cb (NhForm *self,
              NhFormField *field)
{
  commit_field (self, field);
}

/* Long texts and lists of units take a whole line of a form with several columns. */
static gboolean
is_wide (const NhField *field)
{
  return field->kind == NH_FIELD_LONG_TEXT || field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST;
}

static void
build (NhForm *self)
{
  guint column = 0;
  int line = 0;

  g_ptr_array_set_size (self->fields, 0);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  if (!self->entity)
    return;
  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (self->grid), TRUE);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
  for (int i = 0; self->entity->fields[i].name; i++)
    {
      const NhField *field = &self->entity->fields[i];
      GtkWidget *widget;
      guint span = is_wide (field) ? self->columns : 1;

      if (field->flags & NH_FIELD_HIDDEN)
        continue;
      widget = nh_form_field_new (self->session, self->entity, i);
      gtk_widget_set_hexpand (widget, TRUE);
      g_signal_connect_object (widget, "commit", G_CALLBACK (on_commit_cb), self, G_CONNECT_SWAPPED);
      if (column + span > self->columns)
        {
          column = 0;
          line++;
        }
      gtk_grid_attach (GTK_GRID (self->grid), widget, (int) column, line, (int) span, 1);
      column += span;
      g_ptr_array_add (self->fields, widget);
    }
}

static void
reload (NhForm *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->record);
  if (self->id)
    self->record = nh_workbook_load (nh_session_get_workbook (self->session), self->entity, self->id, &error);
  gtk_widget_set_visible (GTK_WIDGET (self), self->record != NULL);
  for (guint i = 0; self->record && i < self->fields->len; i++)
    nh_form_field_show (g_ptr_array_index (self->fields, i), self->record);
  g_signal_emit (self, signals[RECORD_CHANGED], 0);
}

/* References show names of other records and computed fields look far: any change may touch what
 * is shown, and reading one record costs little. */
static void
on_workbook_changed_cb (NhForm *self)
{
  if (self->id)
    reload (self);
}

static void
nh_form_dispose (GObject *object)
{
  NhForm *self = NH_FORM (object);

  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->grid, gtk_widget_unparent);
  g_clear_object (&self->record);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_form_parent_class)->dispose (object);
}

static void
nh_form_class_init (NhFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_form_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_FORM);
  signals[RECORD_CHANGED] = g_signal_new ("record-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
nh_form_init (NhForm *self)
{
  self->fields = g_ptr_array_new ();
  self->columns = 1;
}

/**
 * nh_form_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): an empty form.
 */
GtkWidget *
nh_form_new (NhSession *session)
{
  NhForm *self = g_object_new (NH_TYPE_FORM, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (nh_session_get_workbook (session), "changed", G_CALLBACK (on_workbook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

/**
 * nh_form_set_record:
 * @entity: what the record is
 * @id: its key, 0 for none
 *
 * Stores what is being typed for the old record, then shows the new one. What was refused is given
 * up: its sentence was in sight.
 */
void
nh_form_set_record (NhForm *self,
                    const NhEntity *entity,
                    gint64 id)
{
  if (self->entity == entity && self->id == id)
    return;
  if (self->record)
    nh_form_commit (self);
  self->id = id;
  if (self->entity != entity)
    {
      self->entity = entity;
      build (self);
    }
  for (guint i = 0; i < self->fields->len; i++)
    nh_form_field_reset (g_ptr_array_index (self->fields, i));
  reload (self);
}

/** nh_form_get_record: Returns: the key of the shown record, 0 for none. */
gint64
nh_form_get_record (NhForm *self)
{
  return self->record ? self->id : 0;
}

/** nh_form_peek: Returns: (transfer none) (nullable): the record as it was last read. */
NhRecord *
nh_form_peek (NhForm *self)
{
  return self->record;
}

/** nh_form_set_columns: lays the fields out in @columns columns (call before the first record). */
void
nh_form_set_columns (NhForm *self,
                     guint columns)
{
  self->columns = columns;
}

/** nh_form_is_dirty: Returns: whether something typed is not stored yet. */
gboolean
nh_form_is_dirty (NhForm *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (nh_form_field_is_dirty (g_ptr_array_index (self->fields, i)))
      return TRUE;
  return FALSE;
}

/** nh_form_commit: stores all that was typed. Returns: whether nothing was refused. */
gboolean
nh_form_commit (NhForm *self)
{
  gboolean fine = TRUE;

  for (guint i = 0; self->record && i < self->fields->len; i++)
    {
      NhFormField *field = g_ptr_array_index (self->fields, i);

      if (nh_form_field_is_dirty (field))
        fine &= commit_field (self, field);
    }
  return fine;
}
