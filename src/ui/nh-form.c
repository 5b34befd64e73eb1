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
  char *first; /* names of the fields to show first, by commas; NULL: all in their own order */
  GStrv left_out;
  GtkWidget *body;
  GPtrArray *fields; /* of NhFormField, borrowed from the body */
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

  if (!(nh_form_field_is_creating (field) ? nh_session_set_creating : nh_session_set) (self->session, self->entity,
                                                                                      self->id, values, &error))
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
  /* One that loses the focus on its way out of the form belongs to a record that is not shown any more. */
  if (g_ptr_array_find (self->fields, field, NULL))
    commit_field (self, field);
}

/* Long texts and lists of units take a whole line of a form with several columns. */
static gboolean
is_wide (const NhField *field)
{
  return field->kind == NH_FIELD_LONG_TEXT || field->kind == NH_FIELD_LINKS || field->kind == NH_FIELD_LIST;
}

typedef struct
{
  GtkGrid *grid;
  guint column;
  int line;
} Place;

static void
place_field (NhForm *self,
             Place *place,
             int index)
{
  const NhField *field = &self->entity->fields[index];
  GtkWidget *widget = nh_form_field_new (self->session, self->entity, index);
  guint span = is_wide (field) ? self->columns : 1;

  gtk_widget_set_hexpand (widget, TRUE);
  g_signal_connect_object (widget, "commit", G_CALLBACK (on_commit_cb), self, G_CONNECT_SWAPPED);
  if (place->column + span > self->columns)
    {
      place->column = 0;
      place->line++;
    }
  gtk_grid_attach (place->grid, widget, (int) place->column, place->line, (int) span, 1);
  place->column += span;
  g_ptr_array_add (self->fields, widget);
}

static GtkGrid *
make_grid (void)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  return GTK_GRID (grid);
}

/* A title, and a grid of its own below it. */
static void
begin_section (NhForm *self,
               Place *place,
               const char *title)
{
  GtkWidget *label = gtk_label_new (_(title));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "nh-form-section");
  gtk_box_append (GTK_BOX (self->body), label);
  *place = (Place){ make_grid (), 0, 0 };
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (place->grid));
}

static gboolean
is_left_out (NhForm *self,
             const char *name)
{
  return self->left_out && (g_strv_contains ((const char *const *) self->left_out, "*") ||
                            g_strv_contains ((const char *const *) self->left_out, name));
}

/* The focus is not to be taken out with the fields: what holds the form would look for it. */
static void
leave_fields (NhForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
}

/* First what the screen's table shows, in its order; the rest waits folded up. */
static void
build (NhForm *self)
{
  g_auto (GStrv) first = g_strsplit (self->first ? self->first : "", ",", -1);
  Place place = { NULL, 0, 0 };
  Place rest = { NULL, 0, 0 };

  g_ptr_array_set_size (self->fields, 0);
  leave_fields (self);
  g_clear_pointer (&self->body, gtk_widget_unparent);
  if (!self->entity)
    return;
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  place.grid = make_grid ();
  rest.grid = make_grid ();
  gtk_box_append (GTK_BOX (self->body), GTK_WIDGET (place.grid));
  for (guint i = 0; first[i]; i++)
    if (*first[i] == '=')
      begin_section (self, &place, first[i] + 1);
    else if (nh_entity_find_field (self->entity, first[i]) >= 0)
      place_field (self, &place, nh_entity_find_field (self->entity, first[i]));
  for (int i = 0; self->entity->fields[i].name; i++)
    if (!(self->entity->fields[i].flags & NH_FIELD_HIDDEN) && !is_left_out (self, self->entity->fields[i].name) &&
        !g_strv_contains ((const char *const *) first, self->entity->fields[i].name))
      place_field (self, self->first ? &rest : &place, i);
  if (gtk_widget_get_first_child (GTK_WIDGET (rest.grid)))
    {
      GtkWidget *expander = gtk_expander_new_with_mnemonic (_("_More fields"));

      gtk_widget_set_margin_top (GTK_WIDGET (rest.grid), 9);
      gtk_expander_set_child (GTK_EXPANDER (expander), GTK_WIDGET (rest.grid));
      gtk_box_append (GTK_BOX (self->body), expander);
    }
  else
    g_object_unref (g_object_ref_sink (rest.grid));
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
  g_clear_pointer (&self->body, gtk_widget_unparent);
  g_clear_pointer (&self->first, g_free);
  g_clear_pointer (&self->left_out, g_strfreev);
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
 * @first: (nullable): names of the fields to show first, by commas, with "=" and a msgid where a section
 *   begins; the others are folded up.
 *   %NULL: all fields in their own order
 * @id: its key, 0 for none
 *
 * Stores what is being typed for the old record, then shows the new one. What was refused is given
 * up: its sentence was in sight.
 */
void
nh_form_set_record (NhForm *self,
                    const NhEntity *entity,
                    const char *first,
                    gint64 id)
{
  gboolean other = self->entity != entity || g_strcmp0 (self->first, first) != 0;

  if (!other && self->id == id)
    return;
  if (self->record)
    nh_form_commit (self);
  self->id = id;
  if (other)
    {
      g_free (self->first);
      self->first = g_strdup (first);
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

/** nh_form_get_first: Returns: (transfer none) (nullable): the fields that are shown first, as they were given. */
const char *
nh_form_get_first (NhForm *self)
{
  return self->first;
}

/** nh_form_peek: Returns: (transfer none) (nullable): the record as it was last read. */
NhRecord *
nh_form_peek (NhForm *self)
{
  return self->record;
}

/** nh_form_focus_field: gives the keys to the field @name. Returns: whether the form has it. */
gboolean
nh_form_focus_field (NhForm *self,
                     const char *name)
{
  for (guint i = 0; self->entity && i < self->fields->len; i++)
    {
      NhFormField *field = self->fields->pdata[i];

      if (g_str_equal (self->entity->fields[nh_form_field_get_field (field)].name, name))
        return gtk_widget_child_focus (GTK_WIDGET (field), GTK_DIR_TAB_FORWARD);
    }
  return FALSE;
}

/** nh_form_set_columns: lays the fields out in @columns columns (call before the first record). */
void
nh_form_set_columns (NhForm *self,
                     guint columns)
{
  self->columns = columns;
}

/** nh_form_set_left_out: leaves fields out, "*" all but the first ones (call before the first record). */
void
nh_form_set_left_out (NhForm *self,
                      const char *names)
{
  g_strfreev (self->left_out);
  self->left_out = g_strsplit (names, ",", -1);
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
