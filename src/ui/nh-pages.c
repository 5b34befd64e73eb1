/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-pages.h"

#include <glib/gi18n-lib.h>

#include "ui/activities/nh-status-page.h"
#include "ui/deadlines/nh-deadlines-page.h"
#include "ui/dialogs/nh-absence-dialog.h"
#include "ui/table/nh-grid-screen.h"
#include "ui/nh-settings.h"

#define SESSION_KEY "nh-session"

static void
open_person (NhSession *session,
             gint64 id)
{
  g_autofree char *screen = g_strdup_printf ("person:%" G_GINT64_FORMAT, id);

  if (id)
    nh_session_show_screen (session, screen);
}

static void
on_person_activated_cb (NhGridScreen *people,
                        gint64 id,
                        NhSession *session)
{
  open_person (session, id);
}

static void
on_person_page_clicked_cb (GtkButton *button,
                           NhGridScreen *people)
{
  g_autoptr (NhSession) session = g_object_ref (g_object_get_data (G_OBJECT (button), SESSION_KEY));

  if (nh_grid_screen_commit (people))
    open_person (session, nh_grid_screen_get_record (people));
}

/**
 * nh_pages_new_people:
 * @session: the open workbook
 *
 * Returns: (transfer floating): all people; Ctrl+Enter opens the page of one.
 */
GtkWidget *
nh_pages_new_people (NhSession *session)
{
  GtkWidget *people = nh_grid_screen_new (session, nh_screen_spec_find ("people"));
  GtkWidget *button = gtk_button_new_with_mnemonic (_("P_age of the person"));

  gtk_widget_set_tooltip_text (button, _("Teams, posts and activities of the person in this row (Ctrl+Enter)"));
  g_object_set_data_full (G_OBJECT (button), SESSION_KEY, g_object_ref (session), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_person_page_clicked_cb), people, 0);
  g_signal_connect_object (people, "row-activated", G_CALLBACK (on_person_activated_cb), session, 0);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (people), button);
  return people;
}

/* Activities and who takes part in them. */

static void
on_activity_selected_cb (NhGridScreen *activities,
                         gint64 id,
                         NhGridScreen *participants)
{
  nh_grid_screen_set_owner (participants, id);
}

static void
on_participants_toggled_cb (GtkToggleButton *button,
                            GtkWidget *participants)
{
  gboolean active = gtk_toggle_button_get_active (button);

  nh_settings_set_boolean ("participants-visible", active);
  gtk_widget_set_visible (participants, active);
}

static void
on_absent_clicked_cb (GtkButton *button,
                      NhGridScreen *participants)
{
  g_autoptr (NhSession) session = g_object_ref (g_object_get_data (G_OBJECT (button), SESSION_KEY));
  gint64 id = nh_grid_screen_get_record (participants);

  if (id && nh_grid_screen_commit (participants))
    nh_absence_dialog_show (GTK_WIDGET (participants), session, id);
  else if (!id)
    nh_session_report (session, _("Choose the participant who is absent first."));
}

/** nh_pages_has_participants: Returns: whether the screen @spec shows activities. */
gboolean
nh_pages_has_participants (const char *spec)
{
  const NhScreenSpec *found = nh_screen_spec_find (spec);

  return found && g_str_equal (found->entity, "activity") && !found->owner;
}

static void
on_activities_tab_cb (GtkStack *stack,
                      GParamSpec *pspec,
                      NhSession *session)
{
  GtkWidget *child = gtk_stack_get_visible_child (stack);

  if (!child || !gtk_widget_get_mapped (GTK_WIDGET (stack)))
    return;
  if (!NH_IS_STATUS_PAGE (child)) /* that one tells by itself */
    nh_session_set_active (session, gtk_paned_get_start_child (GTK_PANED (child)));
}

static GtkWidget *
make_command (const char *label,
              const char *tooltip,
              const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

/* The table and the board, each on a tab. */
static GtkWidget *
with_board (NhSession *session,
            GtkWidget *table)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *stack = gtk_stack_new ();

  gtk_stack_add_titled (GTK_STACK (stack), table, "list", _("List"));
  gtk_stack_add_titled (GTK_STACK (stack), nh_status_page_new (session), "status-board", _("Status board"));
  gtk_widget_add_css_class (switcher, "nh-switcher");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_add_css_class (bar, "nh-tabs");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_widget_set_hexpand (switcher, TRUE);
  gtk_widget_set_halign (switcher, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (bar), make_command (_("Mark as _done…"), _("Mark the chosen activities as done and write what came of them"), "win.mark-done"));
  gtk_box_append (GTK_BOX (bar), make_command (_("Create a _series…"), _("Activities that repeat: every month, every week, in each cluster"), "win.new-series"));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), stack);
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (on_activities_tab_cb), session, 0);
  return box;
}

/**
 * nh_pages_new_activities:
 * @session: the open workbook
 * @spec: "activities", "inspections" and so on
 *
 * Returns: (transfer floating): the activities, and on demand below them who takes part in the one
 *   under the cursor; all activities have the status board on a second tab.
 */
GtkWidget *
nh_pages_new_activities (NhSession *session,
                         const char *spec)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *activities = nh_grid_screen_new (session, nh_screen_spec_find (spec));
  GtkWidget *participants = nh_grid_screen_new (session, nh_screen_spec_find ("participants"));
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *absent = gtk_button_new_with_mnemonic (_("A_bsent…"));
  gboolean visible = nh_settings_get_boolean ("participants-visible", FALSE);

  gtk_button_set_icon_name (GTK_BUTTON (toggle), "nh-team-symbolic");
  gtk_widget_set_tooltip_text (toggle, _("Show who takes part in the activity of this row"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (toggle), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Participants"), -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), visible);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (activities), toggle);
  gtk_widget_set_tooltip_text (absent, _("Note why this participant is absent and who comes instead"));
  gtk_widget_set_sensitive (absent, !nh_workbook_is_read_only (nh_session_get_workbook (session)));
  g_object_set_data_full (G_OBJECT (absent), SESSION_KEY, g_object_ref (session), g_object_unref);
  nh_grid_screen_add_tool (NH_GRID_SCREEN (participants), absent);
  gtk_widget_set_visible (participants, visible);
  gtk_paned_set_start_child (GTK_PANED (paned), activities);
  gtk_paned_set_end_child (GTK_PANED (paned), participants);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), TRUE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 380);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (on_participants_toggled_cb), participants, 0);
  g_signal_connect_object (absent, "clicked", G_CALLBACK (on_absent_clicked_cb), participants, 0);
  g_signal_connect_object (activities, "record-selected", G_CALLBACK (on_activity_selected_cb), participants, 0);
  nh_grid_screen_set_owner (NH_GRID_SCREEN (participants), nh_grid_screen_get_record (NH_GRID_SCREEN (activities)));
  return g_str_equal (spec, "activities") ? with_board (session, paned) : paned;
}

static void
on_tab_changed_cb (GtkStack *stack,
                   GParamSpec *pspec,
                   NhSession *session)
{
  GtkWidget *child = gtk_stack_get_visible_child (stack);

  if (child && gtk_widget_get_mapped (GTK_WIDGET (stack)))
    nh_session_set_active (session, child);
}

static GtkWidget *
make_tabs (NhSession *session,
           const char *first,
           const char *first_title,
           const char *second,
           const char *second_title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *switcher = gtk_stack_switcher_new ();
  GtkWidget *stack = gtk_stack_new ();

  gtk_stack_add_titled (GTK_STACK (stack), nh_grid_screen_new (session, nh_screen_spec_find (first)), first,
                        first_title);
  gtk_stack_add_titled (GTK_STACK (stack), nh_grid_screen_new (session, nh_screen_spec_find (second)), second,
                        second_title);
  gtk_widget_add_css_class (switcher, "nh-switcher");
  gtk_stack_switcher_set_stack (GTK_STACK_SWITCHER (switcher), GTK_STACK (stack));
  gtk_widget_add_css_class (bar, "nh-tabs");
  gtk_widget_set_vexpand (stack, TRUE);
  gtk_stack_set_hhomogeneous (GTK_STACK (stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (stack), FALSE);
  gtk_box_append (GTK_BOX (bar), switcher);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), stack);
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (on_tab_changed_cb), session, 0);
  return box;
}

/**
 * nh_pages_new_deadlines:
 * @session: the open workbook
 *
 * Returns: (transfer floating): the days on which papers are due, who owes them, and the rules.
 */
GtkWidget *
nh_pages_new_deadlines (NhSession *session)
{
  return nh_deadlines_page_new (session);
}

/**
 * nh_pages_new_training:
 * @session: the open workbook
 *
 * Returns: (transfer floating): training programmes and their modules.
 */
GtkWidget *
nh_pages_new_training (NhSession *session)
{
  return make_tabs (session, "programmes", _("Programmes"), "modules", _("Modules"));
}
