/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/inspections/nh-inspections-board.h"
#include "ui/nh-field-entry.h"

typedef struct
{
  NhSession *session;
  gint64 unit;
  int year;
  GtkWidget *dialog;
  GtkWidget *when;
  GtkWidget *content;
  GtkLabel *problem;
} OldInspection;

static void
old_inspection_free (gpointer data)
{
  OldInspection *self = data;

  g_object_unref (self->session);
  g_free (self);
}

static gboolean
refuse (OldInspection *self,
        const char *message)
{
  gtk_label_set_text (self->problem, message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  return FALSE;
}

/* The time is read in its own school year, and has to lie in it. */
static gboolean
read_time (OldInspection *self,
           NhPeriod *period)
{
  g_autoptr (GError) error = NULL;
  NhSchoolYear frame;
  NhSchoolYear found;

  nh_school_year_init (&frame, self->year);
  if (!nh_period_parse (gtk_editable_get_text (GTK_EDITABLE (self->when)), &frame, period, &error))
    return refuse (self, error->message);
  if (!period->start)
    return refuse (self, _("Type the day or the month, for example “tháng 10” or “14/10/2022”."));
  nh_school_year_for_day (period->start, &found);
  if (found.first_year != self->year)
    {
      g_autofree char *text = g_strdup_printf (_("This time is not in the school year %d-%d."), self->year, self->year + 1);

      return refuse (self, text);
    }
  return TRUE;
}

static void
on_accept_cb (OldInspection *self)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autofree char *unit = g_strdup_printf ("#%" G_GINT64_FORMAT, self->unit);
  g_autofree char *time = NULL;
  g_autoptr (GError) error = NULL;

  if (!read_time (self, &period))
    return;
  time = nh_period_format (&period); /* with its year: the record has no plan to tell it */
  {
    const NhFieldText values[] = { { "kind", "inspection" },
                                   { "inspected", unit },
                                   { "content", gtk_editable_get_text (GTK_EDITABLE (self->content)) },
                                   { "period", time },
                                   { "status", "done" },
                                   { NULL } };

    if (nh_session_create (self->session, nh_entity_find ("activity"), values, &error))
      gtk_window_destroy (GTK_WINDOW (self->dialog));
    else
      refuse (self, error->message);
  }
}

/**
 * nh_old_inspection_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @unit: the unit that was inspected
 * @year: the school year, by its first calendar year
 *
 * Asks when, and writes down an inspection that no plan of this workbook tells of.
 */
void
nh_old_inspection_dialog_show (GtkWidget *parent,
                               NhSession *session,
                               gint64 unit,
                               int year)
{
  g_autoptr (NhRecord) record = nh_workbook_load (nh_session_get_workbook (session), nh_entity_find ("unit"), unit, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *title = g_strdup_printf (_("Inspection in the school year %d-%d"), year, year + 1);
  GtkWidget *name = gtk_label_new (record ? nh_record_text (record, "name") : "");
  OldInspection *self = g_new0 (OldInspection, 1);
  GtkWidget *buttons;
  GtkWidget *accept;

  self->session = g_object_ref (session);
  self->unit = unit;
  self->year = year;
  self->when = gtk_entry_new ();
  self->content = gtk_entry_new ();
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->when), _("for example “tháng 10” or “14/10/2022”"));
  gtk_editable_set_text (GTK_EDITABLE (self->content), "Kiểm tra");
  gtk_entry_set_activates_default (GTK_ENTRY (self->when), TRUE);
  gtk_entry_set_activates_default (GTK_ENTRY (self->content), TRUE);
  nh_field_entry_attach (GTK_GRID (grid), 0, _("_When:"), self->when);
  nh_field_entry_attach (GTK_GRID (grid), 1, _("Con_tent:"), self->content);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (name, "nh-title");
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_max_width_chars (self->problem, 50);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_box_append (GTK_BOX (content), name);
  gtk_box_append (GTK_BOX (content), grid);
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->problem));
  gtk_widget_set_size_request (content, 440, -1);
  self->dialog = nh_dialog_new (parent, title, content);
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  accept = nh_dialog_add_button (buttons, _("_Store"), "suggested-action");
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), accept);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-old-inspection", self, old_inspection_free);
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_accept_cb), self);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->when);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
