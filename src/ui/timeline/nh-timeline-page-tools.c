/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: the two rows of tools above the timeline: lanes, words and filters; conflicts, today, zoom, legend, files.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>

static void
on_find_stop_cb (NhTimelinePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_find_activate_cb (NhTimelinePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
on_today_cb (NhTimelinePage *self)
{
  guint32 today = nh_today ();
  guint32 first = 0;
  guint32 last = 0;
  guint32 shown = today;
  NhSchoolYear frame;

  if (!self->timeline)
    return;
  nh_timeline_get_range (self->timeline, &first, &last);
  if (today < first || today > last)
    {
      guint32 chosen = nh_timeline_page_choose_day (self, &frame);
      g_autofree char *day = NULL;
      g_autofree char *text = NULL;

      shown = CLAMP (chosen ? chosen : today, first, last);
      day = nh_day_format_short (shown);
      text = g_strdup_printf (_("Today is outside the school years that are shown. This is around %s."), day);
      nh_session_notify (self->session, text);
    }
  if (nh_timeline_view_is_fit (self->view))
    nh_timeline_view_set_scale (self->view, nh_timeline_view_get_scale (self->view) * 3);
  nh_timeline_view_show_day (self->view, shown);
}

static void
on_zoom_in_cb (NhTimelinePage *self)
{
  nh_timeline_view_zoom_step (self->view, 1);
}

static void
on_zoom_out_cb (NhTimelinePage *self)
{
  nh_timeline_view_zoom_step (self->view, -1);
}

static void
on_fit_cb (NhTimelinePage *self)
{
  nh_timeline_view_set_scale (self->view, 0);
}

/* (internal) */
void
nh_timeline_page_zoom_changed (NhTimelinePage *self)
{
  gtk_widget_set_sensitive (self->zoom_out, nh_timeline_view_can_zoom_out (self->view));
  nh_timeline_page_queue_save (self);
}

static void
on_go_cb (NhTimelinePage *self,
          gint64 activity)
{
  nh_timeline_page_show_activity (self, activity);
}

static GtkWidget *
make_button (const char *icon,
             const char *label,
             const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
make_find (NhTimelinePage *self)
{
  self->find = gtk_search_entry_new ();
  g_object_set (self->find, "placeholder-text", _("Filter…"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->find), 8);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->find), 12);
  gtk_widget_set_tooltip_text (self->find, _("Show only bars with these words (Ctrl+F)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->find), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Filter the bars"), -1);
  g_signal_connect_swapped (self->find, "search-changed", G_CALLBACK (nh_timeline_page_apply_choice), self);
  g_signal_connect_swapped (self->find, "activate", G_CALLBACK (on_find_activate_cb), self);
  g_signal_connect_swapped (self->find, "stop-search", G_CALLBACK (on_find_stop_cb), self);
  return self->find;
}

/* (internal) */
GtkWidget *
nh_timeline_page_make_first_tools (NhTimelinePage *self)
{
  const char *lanes[] = { _("By cluster"), _("By kind"), _("By unit"), _("By person"), _("By plan"), NULL };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (_("Timeline"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (title), 14);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "nh-title");
  self->by = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (lanes));
  gtk_drop_down_set_selected (self->by, NH_TIMELINE_BY_KIND);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->by), _("What a lane is"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->by), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Lanes"), -1);
  g_signal_connect_swapped (self->by, "notify::selected", G_CALLBACK (nh_timeline_page_apply_choice), self);
  self->filters = NH_TIMELINE_FILTERS (nh_timeline_filters_new (self->session));
  g_signal_connect_swapped (self->filters, "changed", G_CALLBACK (nh_timeline_page_apply_choice), self);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->by));
  gtk_box_append (GTK_BOX (box), make_find (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->filters));
  return box;
}

/* (internal) */
GtkWidget *
nh_timeline_page_make_second_tools (NhTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *zoom = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fit = make_button ("zoom-fit-best-symbolic", _("Whole year"), _("Show the whole year (Ctrl+0)"));
  GtkWidget *today = gtk_button_new_with_mnemonic (_("T_oday"));
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->warnings = NH_TIMELINE_CONFLICTS (nh_timeline_conflicts_new ());
  g_signal_connect_swapped (self->warnings, "go", G_CALLBACK (on_go_cb), self);
  self->legend = NH_TIMELINE_LEGEND (nh_timeline_legend_new (self->view));
  self->zoom_out = make_button ("zoom-out-symbolic", _("Zoom out"), _("Narrower days (Ctrl+minus, Ctrl+scroll)"));
  self->zoom_in = make_button ("zoom-in-symbolic", _("Zoom in"), _("Wider days (Ctrl+plus, Ctrl+scroll)"));
  g_signal_connect_swapped (self->zoom_out, "clicked", G_CALLBACK (on_zoom_out_cb), self);
  g_signal_connect_swapped (self->zoom_in, "clicked", G_CALLBACK (on_zoom_in_cb), self);
  g_signal_connect_swapped (fit, "clicked", G_CALLBACK (on_fit_cb), self);
  g_signal_connect_swapped (today, "clicked", G_CALLBACK (on_today_cb), self);
  gtk_widget_set_tooltip_text (today, _("Go to today, or to the nearest day of the school year"));
  gtk_widget_add_css_class (zoom, "linked");
  gtk_box_append (GTK_BOX (zoom), self->zoom_out);
  gtk_box_append (GTK_BOX (zoom), fit);
  gtk_box_append (GTK_BOX (zoom), self->zoom_in);
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->warnings));
  gtk_box_append (GTK_BOX (box), space);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->legend));
  gtk_box_append (GTK_BOX (box), today);
  gtk_box_append (GTK_BOX (box), zoom);
  gtk_box_append (GTK_BOX (box), nh_timeline_page_make_export_button (self));
  return box;
}
