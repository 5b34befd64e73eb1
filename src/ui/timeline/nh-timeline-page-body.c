/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelinePage: what stands under the tools: the timeline with the tray, what they tell, and what an empty year shows.
 */
#include "ui/timeline/nh-timeline-page-private.h"

#include <glib/gi18n-lib.h>

static void
on_add_first_cb (NhTimelinePage *self)
{
  guint32 first = 0;
  guint32 last = 0;

  if (!self->timeline)
    return;
  nh_timeline_get_range (self->timeline, &first, &last);
  nh_timeline_page_add (self, CLAMP (nh_today (), first + 31, last), G_MAXUINT);
}

/* The timeline. */

static void
on_selection_changed_cb (NhTimelinePage *self)
{
  NhTimelineKey key = { 0 };

  if (self->updating)
    return;
  /* What was done to one is nothing to read beside another. */
  if (self->told_of && (!nh_timeline_view_get_cursor (self->view, &key) || key.id != self->told_of))
    {
      self->told_of = 0;
      nh_session_report (self->session, "");
    }
  self->in_tray = FALSE;
  nh_timeline_page_tell_active (self);
}

static void
on_view_entered_cb (NhTimelinePage *self)
{
  gboolean was = self->in_tray;

  self->in_tray = FALSE;
  if (was)
    nh_timeline_page_tell_active (self);
}

static void
on_view_open_cb (NhTimelinePage *self)
{
  self->in_tray = FALSE;
  nh_timeline_page_open (self);
}

static void
on_view_delete_cb (NhTimelinePage *self)
{
  self->in_tray = FALSE;
  nh_timeline_page_delete (self);
}

static void
on_view_add_cb (NhTimelinePage *self,
                guint day,
                guint lane)
{
  nh_timeline_page_add (self, day, lane);
}

static void
on_view_menu_cb (NhTimelinePage *self,
                 double x,
                 double y)
{
  self->in_tray = FALSE;
  nh_timeline_view_get_place (self->view, x, y, &self->menu_day, &self->menu_lane);
  nh_timeline_page_popup (self, GTK_WIDGET (self->view), x, y);
}

static void
on_view_message_cb (NhTimelinePage *self,
                    const char *sentence)
{
  nh_session_report (self->session, sentence);
}

static void
on_view_notice_cb (NhTimelinePage *self,
                   const char *sentence)
{
  NhTimelineKey key;

  self->told_of = nh_timeline_view_get_cursor (self->view, &key) ? key.id : 0;
  nh_session_notify (self->session, sentence);
}

/* The tray. */

static void
on_tray_selected_cb (NhTimelinePage *self,
                     gint64 activity)
{
  self->in_tray = TRUE;
  nh_timeline_page_tell_active (self);
}

static void
on_tray_open_cb (NhTimelinePage *self,
                 gint64 activity)
{
  self->in_tray = TRUE;
  nh_timeline_page_open (self);
}

static void
on_tray_menu_cb (NhTimelinePage *self,
                 gint64 activity,
                 GtkWidget *chip)
{
  self->in_tray = TRUE;
  nh_timeline_page_popup (self, chip, 12, gtk_widget_get_height (chip));
}

static void
on_tray_delete_cb (NhTimelinePage *self,
                   gint64 activity)
{
  self->in_tray = TRUE;
  nh_timeline_page_delete (self);
}

static void
on_tray_more_cb (NhTimelinePage *self)
{
  nh_session_show_screen (self->session, "activities");
}

/* (internal) */
GtkWidget *
nh_timeline_page_make_timeline (NhTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = NH_TIMELINE_VIEW (nh_timeline_view_new ());
  self->tray = NH_TIMELINE_TRAY (nh_timeline_tray_new (self->view));
  /* Bars that come and go while only a part of the window is laid out leave GTK 4.8 with parents that it never lays
   * out again (decision 0008). */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  self->nothing = gtk_label_new (_("No activity fits the filters."));
  gtk_widget_set_can_target (self->nothing, FALSE);
  gtk_widget_set_halign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->nothing);
  gtk_widget_set_vexpand (overlay, TRUE);
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tray));
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_view_entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_swapped (self->view, "selection-changed", G_CALLBACK (on_selection_changed_cb), self);
  g_signal_connect_swapped (self->view, "open", G_CALLBACK (on_view_open_cb), self);
  g_signal_connect_swapped (self->view, "delete", G_CALLBACK (on_view_delete_cb), self);
  g_signal_connect_swapped (self->view, "add", G_CALLBACK (on_view_add_cb), self);
  g_signal_connect_swapped (self->view, "menu", G_CALLBACK (on_view_menu_cb), self);
  g_signal_connect_swapped (self->view, "message", G_CALLBACK (on_view_message_cb), self);
  g_signal_connect_swapped (self->view, "notice", G_CALLBACK (on_view_notice_cb), self);
  g_signal_connect_swapped (self->view, "zoom-changed", G_CALLBACK (nh_timeline_page_zoom_changed), self);
  g_signal_connect_swapped (self->tray, "selected", G_CALLBACK (on_tray_selected_cb), self);
  g_signal_connect_swapped (self->tray, "open", G_CALLBACK (on_tray_open_cb), self);
  g_signal_connect_swapped (self->tray, "menu", G_CALLBACK (on_tray_menu_cb), self);
  g_signal_connect_swapped (self->tray, "delete", G_CALLBACK (on_tray_delete_cb), self);
  g_signal_connect_swapped (self->tray, "more", G_CALLBACK (on_tray_more_cb), self);
  return box;
}

/* (internal) */
GtkWidget *
nh_timeline_page_make_empty (NhTimelinePage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("nh-timeline-symbolic");
  GtkWidget *title = gtk_label_new (_("No activities in this school year yet"));
  GtkWidget *text = gtk_label_new (_("Here the whole year is seen at once: what happens when, in which cluster, and what "
                                     "gets in each other's way. Add the first activity, or look at the sample workbook."));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *sample = gtk_button_new_with_mnemonic (_("Open the _sample workbook"));

  self->add_first = gtk_button_new_with_label (_("Add activity"));
  gtk_widget_add_css_class (self->add_first, "suggested-action");
  gtk_widget_set_sensitive (self->add_first, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  g_signal_connect_swapped (self->add_first, "clicked", G_CALLBACK (on_add_first_cb), self);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (sample), "app.sample");
  gtk_widget_add_css_class (title, "nh-empty-title");
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 56);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (buttons), self->add_first);
  gtk_box_append (GTK_BOX (buttons), sample);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "nh-empty");
  return box;
}
