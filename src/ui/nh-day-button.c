/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-day-button.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "model/nh-roster.h"
#include "ui/compat/nh-mnemonic.h"
#include "ui/nh-menu-button.h"

struct _NhDayButton
{
  GtkWidget parent_instance;

  GtkMenuButton *button;
  GtkEditable *entry;
  GtkCalendar *calendar;
  GtkLabel *problem;
  guint32 day; /* 0: today */
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhDayButton, nh_day_button, GTK_TYPE_WIDGET)

enum { DAY_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
choose (NhDayButton *self,
        guint32 day)
{
  gtk_menu_button_popdown (self->button);
  nh_day_button_set_day (self, day);
  g_signal_emit (self, signals[DAY_CHOSEN], 0, self->day);
}

static void
on_entry_activate_cb (NhDayButton *self)
{
  g_autoptr (GError) error = NULL;
  guint32 day = 0;

  if (!*gtk_editable_get_text (self->entry) || nh_day_parse (gtk_editable_get_text (self->entry), NULL, &day, &error))
    {
      gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
      choose (self, day);
      return;
    }
  gtk_label_set_text (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
on_day_selected_cb (NhDayButton *self)
{
  g_autoptr (GDateTime) date = NULL;

  if (self->updating)
    return;
  date = gtk_calendar_get_date (self->calendar);
  choose (self, nh_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                                 g_date_time_get_day_of_month (date)));
}

static void
on_today_cb (NhDayButton *self)
{
  choose (self, 0);
}

static gboolean
nh_day_button_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (NH_DAY_BUTTON (widget)->button));
}

static void
nh_day_button_dispose (GObject *object)
{
  NhDayButton *self = NH_DAY_BUTTON (object);

  if (self->button)
    gtk_widget_unparent (GTK_WIDGET (self->button));
  self->button = NULL;
  G_OBJECT_CLASS (nh_day_button_parent_class)->dispose (object);
}

static void
nh_day_button_class_init (NhDayButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_day_button_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = nh_day_button_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[DAY_CHOSEN] = g_signal_new ("day-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_popover (NhDayButton *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *today = nh_mnemonic_button_new (_("_Today"));

  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (self->entry, 12);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("for example 01/9/2024"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Day"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_label_set_max_width_chars (self->problem, 30);
  gtk_label_set_xalign (self->problem, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "nh-error-text");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (line), today);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->calendar));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_entry_activate_cb), self);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (on_day_selected_cb), self);
  g_signal_connect_swapped (today, "clicked", G_CALLBACK (on_today_cb), self);
  return popover;
}

static void
nh_day_button_init (NhDayButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, make_popover (self));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  nh_day_button_set_day (self, 0);
}

/** nh_day_button_new: Returns: (transfer floating): a button that stands on today. */
GtkWidget *
nh_day_button_new (void)
{
  return g_object_new (NH_TYPE_DAY_BUTTON, NULL);
}

/** nh_day_button_set_day: shows a Julian day, 0 for today, without telling anybody. */
void
nh_day_button_set_day (NhDayButton *self,
                       guint32 day)
{
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  int y, m, d;

  self->day = day == nh_roster_today () ? 0 : day;
  text = nh_day_format_short (self->day);
  label = self->day ? g_strdup_printf (_("On %s"), text) : g_strdup (_("On day: today"));
  /* Short, for narrow windows; said in full to who can't see where it stands. */
  gtk_menu_button_set_label (self->button, self->day ? text : _("Today"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  nh_menu_button_set_accessible_label (self->button, label);
  gtk_editable_set_text (self->entry, text);
  nh_day_to_ymd (self->day ? self->day : nh_roster_today (), &y, &m, &d);
  self->updating = TRUE;
  {
    g_autoptr (GDateTime) date = g_date_time_new_local (y, m, d, 12, 0, 0);

    gtk_calendar_select_day (self->calendar, date);
  }
  self->updating = FALSE;
}
