/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-pages.h"

#include <glib/gi18n-lib.h>

#include "ui/nh-grid-screen.h"

/* The lower table shows what belongs to the row under the cursor of the upper one. */
static void
on_team_selected_cb (NhGridScreen *teams,
                     gint64 id,
                     NhGridScreen *members)
{
  NhListModel *list = nh_record_grid_model_get_list (nh_grid_screen_get_model (teams));
  guint position = id ? nh_list_model_position_of (list, id) : G_MAXUINT;
  NhRecord *record = position != G_MAXUINT ? nh_list_model_get_record (list, position) : NULL;

  nh_grid_screen_set_owner (members, id);
  if (record)
    {
      g_autofree char *title = g_strdup_printf (_("Members: %s"), nh_record_text (record, "name"));

      nh_grid_screen_set_title (members, title);
    }
  else
    nh_grid_screen_set_title (members, _("Members"));
}

/**
 * nh_pages_new_teams:
 * @session: the open workbook
 *
 * Returns: (transfer floating): clusters and teams above, the members of the chosen one below.
 */
GtkWidget *
nh_pages_new_teams (NhSession *session)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);
  GtkWidget *teams = nh_grid_screen_new (session, nh_screen_spec_find ("teams"));
  GtkWidget *members = nh_grid_screen_new (session, nh_screen_spec_find ("members"));

  gtk_paned_set_start_child (GTK_PANED (paned), teams);
  gtk_paned_set_end_child (GTK_PANED (paned), members);
  gtk_paned_set_resize_start_child (GTK_PANED (paned), TRUE);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 330);
  nh_grid_screen_set_owner (NH_GRID_SCREEN (members), nh_grid_screen_get_record (NH_GRID_SCREEN (teams)));
  g_signal_connect_object (teams, "record-selected", G_CALLBACK (on_team_selected_cb), members, 0);
  on_team_selected_cb (NH_GRID_SCREEN (teams), nh_grid_screen_get_record (NH_GRID_SCREEN (teams)),
                       NH_GRID_SCREEN (members));
  return paned;
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
 * Returns: (transfer floating): the days on which papers are due, and the rules that give them.
 */
GtkWidget *
nh_pages_new_deadlines (NhSession *session)
{
  return make_tabs (session, "dues", _("Due dates"), "deadlines", _("Rules"));
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
