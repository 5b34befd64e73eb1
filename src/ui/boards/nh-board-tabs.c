/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/boards/nh-board-tabs.h"

#include <glib/gi18n-lib.h>

#include "ui/boards/nh-lesson-boards.h"
#include "ui/boards/nh-theme-boards.h"
#include "ui/nh-pages.h"
#include "ui/table/nh-grid-screen.h"

static const struct
{
  const char *screen;
  const char *name;
  const char *title;
  GtkWidget *(*make) (NhSession *session);
} tabs[] = {
  { "lesson-studies", "assignment", N_("Assignment"), nh_lesson_assignment_new },
  { "lesson-studies", "attendance", N_("Online points and attendance"), nh_lesson_attendance_new },
  { "lesson-studies", "missing", N_("Subjects without one"), nh_lesson_missing_new },
  { "themes", "adoption", N_("Progress"), nh_theme_adoption_new },
  { "themes", "coverage", N_("By cluster"), nh_theme_coverage_new },
};

/* The table that add, filter and export act on; boards have none. */
static GtkWidget *
find_table (GtkWidget *widget)
{
  if (NH_IS_GRID_SCREEN (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_table (child);

      if (found)
        return found;
    }
  return NULL;
}

static void
on_tab_changed_cb (GtkStack *stack,
                   GParamSpec *pspec,
                   NhSession *session)
{
  GtkWidget *child = gtk_stack_get_visible_child (stack);
  GtkWidget *table = child ? find_table (child) : NULL;

  if (!child || !gtk_widget_get_mapped (GTK_WIDGET (stack)))
    return;
  nh_session_set_active (session, table ? table : child);
}

/**
 * nh_board_tabs_new:
 * @session: the open workbook
 * @id: of a screen of activities
 *
 * Returns: (transfer floating) (nullable): the table of the screen and its boards in tabs; %NULL when it has none.
 */
GtkWidget *
nh_board_tabs_new (NhSession *session,
                   const char *id)
{
  GtkWidget *box = NULL;
  GtkWidget *bar = NULL;
  GtkWidget *switcher = NULL;
  GtkWidget *stack = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      if (!g_str_equal (tabs[i].screen, id))
        continue;
      if (!stack)
        {
          stack = gtk_stack_new ();
          gtk_stack_add_titled (GTK_STACK (stack), nh_pages_new_activities (session, id), "list", _("List"));
        }
      gtk_stack_add_titled (GTK_STACK (stack), tabs[i].make (session), tabs[i].name, _(tabs[i].title));
    }
  if (!stack)
    return NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  switcher = gtk_stack_switcher_new ();
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
