/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-unit-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-field-entry.h"

static void
dialog_free (gpointer data)
{
  NhUnitDialog *self = data;

  g_clear_handle_id (&self->update_idle, g_source_remove);
  if (self->clear)
    self->clear (self);
  g_clear_pointer (&self->times, nh_unit_times_free);
  g_object_unref (self->session);
  g_free (self);
}

/* Something is typed right now: what is missing is a hint, not yet an error. */
static gboolean
is_typing (NhUnitDialog *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->dialog));

  return focus && GTK_IS_TEXT (focus);
}

static void
show_words (NhUnitDialog *self,
            const char *words,
            gboolean wrong)
{
  gtk_label_set_text (self->summary, words);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->summary), "nh-error-text");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->summary), "nh-error-text");
}

/** nh_unit_dialog_update: tells anew what would happen. */
void
nh_unit_dialog_update (NhUnitDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (!self->accept)
    return; /* the window is closing */
  words = self->describe (self, &error);
  gtk_widget_set_sensitive (self->accept, words != NULL);
  show_words (self, words ? words : error->message, !words && !is_typing (self));
}

static gboolean
on_update_cb (gpointer data)
{
  NhUnitDialog *self = data;

  self->update_idle = 0;
  nh_unit_dialog_update (self);
  return G_SOURCE_REMOVE;
}

static void
queue_update (NhUnitDialog *self)
{
  if (!self->update_idle)
    self->update_idle = g_idle_add (on_update_cb, self);
}

static void
on_destroy_cb (NhUnitDialog *self)
{
  self->accept = NULL;
}

static void
on_accept_cb (NhUnitDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->run (self, &error))
    gtk_window_destroy (GTK_WINDOW (self->dialog));
  else if (error)
    show_words (self, error->message, TRUE);
}

/**
 * nh_unit_dialog_new:
 * @size: of the dialog's own structure, which begins with an NhUnitDialog
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @title: of the window
 * @accept: the verb on the button
 *
 * Returns: (transfer none) (nullable): the structure; it lives as long as the window. %NULL when the units can't be
 *   read; that was reported.
 */
gpointer
nh_unit_dialog_new (gsize size,
                    GtkWidget *parent,
                    NhSession *session,
                    const char *title,
                    const char *accept)
{
  g_autoptr (GError) error = NULL;
  NhUnitTimes *times = nh_unit_times_load (nh_session_get_workbook (session), &error);
  NhUnitDialog *self;
  GtkWidget *buttons;
  GtkWidget *cancel;

  if (!times)
    {
      nh_session_report (session, error->message);
      return NULL;
    }
  self = g_malloc0 (size);
  self->session = g_object_ref (session);
  self->workbook = nh_session_get_workbook (session);
  self->times = times;
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->lines = GTK_GRID (gtk_grid_new ());
  self->summary = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_yalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_label_set_width_chars (self->summary, 60);
  gtk_label_set_max_width_chars (self->summary, 80);
  gtk_widget_add_css_class (GTK_WIDGET (self->summary), "nh-path");
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->lines));
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->summary));
  self->dialog = nh_dialog_new (parent, title, self->content);
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_widget_set_margin_top (buttons, 12);
  cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
  self->accept = nh_dialog_add_button (buttons, accept, "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->accept);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-unit-dialog", self, dialog_free);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroy_cb), self);
  g_signal_connect_swapped (self->accept, "clicked", G_CALLBACK (on_accept_cb), self);
  g_signal_connect_swapped (self->dialog, "notify::focus-widget", G_CALLBACK (queue_update), self);
  return self;
}

/** nh_unit_dialog_watch: @signal of @widget may change what would happen. */
void
nh_unit_dialog_watch (NhUnitDialog *self,
                      GtkWidget *widget,
                      const char *signal)
{
  g_signal_connect_swapped (widget, signal, G_CALLBACK (queue_update), self);
}

/** nh_unit_dialog_add_widget: a line with @widget. */
void
nh_unit_dialog_add_widget (NhUnitDialog *self,
                           const char *label,
                           GtkWidget *widget)
{
  nh_field_entry_attach (self->lines, self->n_lines++, label, widget);
}

/** nh_unit_dialog_add_field: Returns: (transfer none): an entry for a field of units. */
GtkWidget *
nh_unit_dialog_add_field (NhUnitDialog *self,
                          const char *label,
                          const char *field)
{
  GtkWidget *entry = nh_field_entry_new (self->session, "unit", field);

  nh_unit_dialog_add_widget (self, label, entry);
  nh_unit_dialog_watch (self, entry, "changed");
  return entry;
}

/** nh_unit_dialog_add_day: Returns: (transfer none): an entry for a day. */
GtkWidget *
nh_unit_dialog_add_day (NhUnitDialog *self,
                        const char *label,
                        const char *hint)
{
  GtkWidget *entry = nh_unit_dialog_add_field (self, label, "active_from");

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  return entry;
}

/** nh_unit_dialog_add_decision: Returns: (transfer none): an entry for a decision, which may be a new one. */
GtkWidget *
nh_unit_dialog_add_decision (NhUnitDialog *self)
{
  GtkWidget *entry = nh_field_entry_new (self->session, "unit_state", "decision");

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("for example 1234/QĐ-UBND ngày 15/6/2025"));
  nh_unit_dialog_add_widget (self, _("_Decision:"), entry);
  nh_unit_dialog_watch (self, entry, "changed");
  return entry;
}

static const NhChoice *
kinds (void)
{
  const NhEntity *entity = nh_entity_find ("unit");

  return entity->fields[NH_FIELD (entity, "kind")].choices;
}

/** nh_unit_dialog_set_kind: chooses a kind by its key. */
void
nh_unit_dialog_set_kind (GtkWidget *drop_down,
                         const char *kind)
{
  for (guint i = 0; kinds ()[i].key; i++)
    if (g_strcmp0 (kinds ()[i].key, kind) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i);
}

/** nh_unit_dialog_add_kind: Returns: (transfer none): a list of the kinds of units; @kind is chosen. */
GtkWidget *
nh_unit_dialog_add_kind (NhUnitDialog *self,
                         const char *label,
                         const char *kind)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; kinds ()[i].key; i++)
    gtk_string_list_append (labels, _(kinds ()[i].label));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  nh_unit_dialog_set_kind (drop_down, kind);
  nh_unit_dialog_add_widget (self, label, drop_down);
  nh_unit_dialog_watch (self, drop_down, "notify::selected");
  return drop_down;
}

/** nh_unit_dialog_get_kind: Returns: (transfer none): the key of the chosen kind. */
const char *
nh_unit_dialog_get_kind (GtkWidget *drop_down)
{
  return kinds ()[gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down))].key;
}

/** nh_unit_dialog_present: shows the window, with the keys in @focus. */
void
nh_unit_dialog_present (NhUnitDialog *self,
                        GtkWidget *focus)
{
  gtk_window_set_focus (GTK_WINDOW (self->dialog), focus);
  nh_unit_dialog_update (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
