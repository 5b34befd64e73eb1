/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/teams/nh-team-roster.h"

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
  nh_text_grid_model_begin (model);
  for (guint i = 0; roster && i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      g_autofree char *work = nh_roster_member_work (member);
      g_autofree char *from = nh_day_format_short (member->from);
      g_autofree char *to = nh_day_format_short (member->to);
      const char *texts[] = { member->name, work, nh_roster_role_label (member->role), member->subject,
                              member->team_name, from, to, member->replaces_name, member->decision_text };

      nh_text_grid_model_add (model, member->id, texts);
    }
  nh_text_grid_model_end (model);
}

/** nh_team_roster_show_units: shows the units of @roster (nullable). */
void
nh_team_roster_show_units (NhTextGridModel *model,
                           NhRoster *roster)
{
  nh_text_grid_model_begin (model);
  for (guint i = 0; roster && i < roster->units->len; i++)
    {
      const NhRosterUnit *unit = roster->units->pdata[i];
      g_autofree char *from = nh_day_format_short (unit->from);
      g_autofree char *to = nh_day_format_short (unit->to);
      const char *texts[] = { unit->name, unit->team_name, from, to, unit->decision_text };

      nh_text_grid_model_add (model, unit->id, texts);
    }
  nh_text_grid_model_end (model);
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
