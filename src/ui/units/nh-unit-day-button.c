/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/units/nh-unit-day-button.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "ui/nh-field-entry.h"

struct _NhUnitDayButton
{
  GtkWidget parent_instance;

  NhSession *session;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *entry;
  GtkWidget *days; /* buttons */
  GtkLabel *problem;
};

G_DEFINE_FINAL_TYPE (NhUnitDayButton, nh_unit_day_button, GTK_TYPE_WIDGET)

enum { DAY_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
choose (NhUnitDayButton *self,
        guint32 day)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_signal_emit (self, signals[DAY_CHOSEN], 0, (guint) day);
}

static void
on_activate_cb (NhUnitDayButton *self)
{
  g_autoptr (GError) error = NULL;
  guint32 day;
  gboolean fine = nh_field_entry_get_day (self->entry, &day, &error);

  gtk_label_set_text (self->problem, fine ? "" : error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), !fine);
  if (fine)
    choose (self, day);
}

static void
on_day_clicked_cb (GtkButton *button,
                   NhUnitDayButton *self)
{
  choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "nh-day")));
}

static void
add_day (NhUnitDayButton *self,
         guint32 day,
         const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  g_object_set_data (G_OBJECT (button), "nh-day", GUINT_TO_POINTER (day));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_day_clicked_cb), self, 0);
  gtk_box_append (GTK_BOX (self->days), button);
}

/* Districts ended with 30/6/2025 (NĐ 142/2025/NĐ-CP): the two days at that border, and the first of
 * the chosen school year. */
static void
on_show_cb (NhUnitDayButton *self)
{
  GtkWidget *child;
  NhSchoolYear year;
  gint64 key = nh_session_get_year (self->session);

  while ((child = gtk_widget_get_first_child (self->days)))
    gtk_box_remove (GTK_BOX (self->days), child);
  add_day (self, 0, _("Today"));
  add_day (self, nh_day_from_ymd (2025, 6, 30), _("30/6/2025: last day of the districts"));
  add_day (self, nh_day_from_ymd (2025, 7, 1), _("01/7/2025: first day of the two levels"));
  if (key && nh_workbook_get_school_year (nh_session_get_workbook (self->session), key, &year))
    {
      g_autofree char *day = nh_day_format_short (year.starts_on);
      g_autofree char *label = g_strdup_printf (_("%s: school year %s begins"), day, year.name);

      add_day (self, year.starts_on, label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  gtk_widget_grab_focus (self->entry);
}

static void
nh_unit_day_button_dispose (GObject *object)
{
  NhUnitDayButton *self = NH_UNIT_DAY_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (nh_unit_day_button_parent_class)->dispose (object);
}

static void
nh_unit_day_button_class_init (NhUnitDayButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_unit_day_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[DAY_CHOSEN] = g_signal_new ("day-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
nh_unit_day_button_init (NhUnitDayButton *self)
{
}

/**
 * nh_unit_day_button_new:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the button; it begins with today.
 */
GtkWidget *
nh_unit_day_button_new (NhSession *session)
{
  NhUnitDayButton *self = g_object_new (NH_TYPE_UNIT_DAY_BUTTON, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->session = g_object_ref (session);
  self->entry = nh_field_entry_new (session, "unit_state", "until_on");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("a day, such as 01/9/2024"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Day"), -1);
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_max_width_chars (self->problem, 30);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  self->days = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), self->days);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  g_signal_connect_object (self->popover, "show", G_CALLBACK (on_show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate_cb), self, G_CONNECT_SWAPPED);
  nh_unit_day_button_set_day (self, 0);
  return GTK_WIDGET (self);
}

/** nh_unit_day_button_set_day: tells which day is shown; 0: today. */
void
nh_unit_day_button_set_day (NhUnitDayButton *self,
                            guint32 day)
{
  g_autofree char *text = day ? nh_day_format_short (day) : g_strdup (_("today"));
  g_autofree char *label = g_strdup_printf (_("On day: %s"), text);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), label);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), day ? text : "");
}
