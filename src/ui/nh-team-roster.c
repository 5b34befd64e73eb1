/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-team-roster.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "ui/widgets/nh-grid.h"

/** nh_team_roster_new_members: Returns: (transfer full): a table of members without rows. */
NhTextGridModel *
nh_team_roster_new_members (void)
{
  const NhGridColumn columns[] = {
    { "person", _("Full name"), NH_GRID_TEXT, 22, FALSE, FALSE },
    { "work", _("Post and unit"), NH_GRID_TEXT, 30, FALSE, FALSE },
    { "role", _("Role"), NH_GRID_TEXT, 14, FALSE, FALSE },
    { "subject", _("Subject"), NH_GRID_TEXT, 20, FALSE, FALSE },
    { "team", _("Team"), NH_GRID_TEXT, 20, FALSE, FALSE },
    { "from", _("From"), NH_GRID_TEXT, 11, FALSE, FALSE },
    { "to", _("To"), NH_GRID_TEXT, 11, FALSE, FALSE },
    { "replaces", _("Replaces"), NH_GRID_TEXT, 20, FALSE, FALSE },
    { "decision", _("Decision"), NH_GRID_TEXT, 18, FALSE, FALSE },
  };

  return nh_text_grid_model_new (columns, G_N_ELEMENTS (columns));
}

/** nh_team_roster_new_units: Returns: (transfer full): a table of units without rows. */
NhTextGridModel *
nh_team_roster_new_units (void)
{
  const NhGridColumn columns[] = {
    { "unit", _("Unit"), NH_GRID_TEXT, 34, FALSE, FALSE },
    { "team", _("Cluster or team"), NH_GRID_TEXT, 22, FALSE, FALSE },
    { "from", _("From"), NH_GRID_TEXT, 11, FALSE, FALSE },
    { "to", _("To"), NH_GRID_TEXT, 11, FALSE, FALSE },
    { "decision", _("Decision"), NH_GRID_TEXT, 18, FALSE, FALSE },
  };

  return nh_text_grid_model_new (columns, G_N_ELEMENTS (columns));
}

/** nh_team_roster_show_members: shows the members of @roster (nullable). */
void
nh_team_roster_show_members (NhTextGridModel *model,
                             NhRoster *roster)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; roster && i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      char **row = g_new0 (char *, 10);

      row[0] = g_strdup (member->name);
      row[1] = nh_roster_member_work (member);
      row[2] = g_strdup (nh_roster_role_label (member->role));
      row[3] = g_strdup (member->subject);
      row[4] = g_strdup (member->team_name);
      row[5] = nh_day_format_short (member->from);
      row[6] = nh_day_format_short (member->to);
      row[7] = g_strdup (member->replaces_name);
      row[8] = g_strdup (member->decision_text);
      g_ptr_array_add (rows, row);
    }
  nh_text_grid_model_take_rows (model, rows);
}

/** nh_team_roster_show_units: shows the units of @roster (nullable). */
void
nh_team_roster_show_units (NhTextGridModel *model,
                           NhRoster *roster)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; roster && i < roster->units->len; i++)
    {
      const NhRosterUnit *unit = roster->units->pdata[i];
      char **row = g_new0 (char *, 6);

      row[0] = g_strdup (unit->name);
      row[1] = g_strdup (unit->team_name);
      row[2] = nh_day_format_short (unit->from);
      row[3] = nh_day_format_short (unit->to);
      row[4] = g_strdup (unit->decision_text);
      g_ptr_array_add (rows, row);
    }
  nh_text_grid_model_take_rows (model, rows);
}

/** nh_team_roster_new_grid: Returns: (transfer floating): a scrolled grid for @model, named @label. */
GtkWidget *
nh_team_roster_new_grid (NhTextGridModel *model,
                         const char *label)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = nh_grid_new ();

  nh_grid_set_model (NH_GRID (grid), NH_GRID_MODEL (model));
  nh_grid_set_label (NH_GRID (grid), label);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  return scroller;
}
