/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * "Phòng GDĐT Dầu Tiếng kết thúc ngày 30/6/2025; các trường của nó chuyển về các xã …"
 */
#include "ui/units/nh-unit-close-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-field-entry.h"
#include "ui/units/nh-unit-children-model.h"
#include "ui/units/nh-unit-dialog.h"
#include "ui/widgets/nh-grid.h"

/* The column of the table that is filled in. */
#define PLACE 3

typedef struct
{
  NhUnitDialog base;
  gint64 unit;
  GtkWidget *last_day;
  GtkWidget *successor;
  GtkWidget *decision;
  GtkWidget *all;
  NhUnitChildrenModel *children;
  NhGrid *grid;
  char *problem; /* of the table's last edit; NULL: none */
} CloseDialog;

static gboolean
read_entries (CloseDialog *self,
              NhUnitClosing *closing,
              GError **error)
{
  *closing = (NhUnitClosing) { .unit = self->unit, .decision = gtk_editable_get_text (GTK_EDITABLE (self->decision)) };
  closing->children = nh_unit_children_model_get (self->children, &closing->n_children);
  return nh_field_entry_get_day (self->last_day, &closing->last_day, error) &&
         nh_field_entry_get_record (self->successor, &closing->successor, error);
}

static char *
describe (NhUnitDialog *base,
          GError **error)
{
  CloseDialog *self = (CloseDialog *) base;
  NhUnitClosing closing;

  if (self->problem)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID, self->problem);
      return NULL;
    }
  if (!read_entries (self, &closing, error) || !nh_unit_close_check (base->times, &closing, error))
    return NULL;
  return nh_unit_close_describe (base->workbook, base->times, &closing);
}

static gboolean
run (NhUnitDialog *base,
     GError **error)
{
  CloseDialog *self = (CloseDialog *) base;
  NhUnitClosing closing;

  /* A place that is still being typed counts. */
  return (!self->grid || !nh_grid_is_editing (self->grid) || nh_grid_commit (self->grid)) && read_entries (self, &closing, error) &&
         nh_unit_close (base->workbook, &closing, error);
}

static void
clear (NhUnitDialog *base)
{
  CloseDialog *self = (CloseDialog *) base;

  g_clear_object (&self->children);
  g_clear_pointer (&self->problem, g_free);
}

static void
on_grid_error_cb (CloseDialog *self,
                  const char *message)
{
  g_free (self->problem);
  self->problem = *message ? g_strdup (message) : NULL;
  nh_unit_dialog_update (&self->base);
}

/* The units below it are those of the day after the last one. */
static void
on_day_changed_cb (CloseDialog *self)
{
  guint32 day;

  if (nh_field_entry_get_day (self->last_day, &day, NULL) && day)
    nh_unit_children_model_set_unit (self->children, self->base.times, self->unit, day + 1);
}

static void
on_fill_cb (CloseDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (!nh_unit_children_model_fill (self->children, gtk_editable_get_text (GTK_EDITABLE (self->all)), &error))
    gtk_label_set_text (self->base.summary, error->message);
  else
    {
      nh_grid_set_cursor (self->grid, 0, PLACE);
      gtk_widget_grab_focus (GTK_WIDGET (self->grid));
    }
}

static GtkWidget *
make_fill_line (CloseDialog *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new_with_mnemonic (_("_All to:"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Fill in"));

  self->all = nh_field_entry_new (self->base.session, "unit", "parent");
  gtk_entry_set_activates_default (GTK_ENTRY (self->all), FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->all), _("a unit, or a commune such as “xã Minh Thạnh”"));
  gtk_widget_set_hexpand (self->all, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), self->all);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->all), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), self->all);
  gtk_box_append (GTK_BOX (line), button);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_fill_cb), self);
  g_signal_connect_swapped (self->all, "activate", G_CALLBACK (on_fill_cb), self);
  return line;
}

static GtkWidget *
make_table (CloseDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_("Where its units go from the next day on"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "nh-title");
  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->children));
  nh_grid_set_label (self->grid, _("Where its units go"));
  nh_grid_set_columns_state (self->grid, g_variant_new_parsed ("[('name', 210, true), ('kind', 90, true), ('area', 90, "
                                                               "true), ('place', 330, true)]"));
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_size_request (scroller, 760, 210);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), make_fill_line (self));
  gtk_box_append (GTK_BOX (box), scroller);
  g_signal_connect_swapped (self->grid, "error", G_CALLBACK (on_grid_error_cb), self);
  nh_unit_dialog_watch (&self->base, GTK_WIDGET (self->grid), "cursor-moved");
  g_signal_connect_swapped (self->children, "edited", G_CALLBACK (nh_unit_dialog_update), self);
  return box;
}

/**
 * nh_unit_close_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @unit: the unit that ends
 *
 * Asks for the last day of a unit and where its units go, and does it as one step of undo.
 */
void
nh_unit_close_dialog_show (GtkWidget *parent,
                           NhSession *session,
                           gint64 unit)
{
  CloseDialog *self = nh_unit_dialog_new (sizeof *self, parent, session, _("End activity"), _("_End activity"));
  g_autofree char *title = NULL;
  g_autoptr (GArray) children = NULL;
  NhUnitOnDay now;

  if (!self || !nh_unit_times_get (self->base.times, unit, G_MAXUINT32, &now))
    return;
  title = g_strdup_printf (_("End of activity: %s"), now.name);
  gtk_window_set_title (GTK_WINDOW (self->base.dialog), title);
  self->unit = unit;
  self->base.describe = describe;
  self->base.run = run;
  self->base.clear = clear;
  self->children = nh_unit_children_model_new (session);
  self->last_day = nh_unit_dialog_add_day (&self->base, _("_Last day:"), _("for example 30/6/2025"));
  self->successor = nh_unit_dialog_add_field (&self->base, _("_Successor:"), "successor");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->successor), _("empty: none"));
  self->decision = nh_unit_dialog_add_decision (&self->base);
  children = nh_unit_times_children (self->base.times, unit, nh_unit_today ());
  if (children->len)
    {
      gtk_box_insert_child_after (GTK_BOX (self->base.content), make_table (self), GTK_WIDGET (self->base.lines));
      nh_unit_children_model_set_unit (self->children, self->base.times, unit, nh_unit_today ());
      nh_grid_set_cursor (self->grid, 0, PLACE);
      g_signal_connect_swapped (self->last_day, "changed", G_CALLBACK (on_day_changed_cb), self);
    }
  nh_unit_dialog_present (&self->base, self->last_day);
}
