/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which tables of the workbook a view reads: only their changes compose it anew. Reading too much
 * costs time; a view that forgot a table here would show what is no longer true.
 */
#include "document/nh-compose.h"

#define ACTIVITIES "activity activity_unit activity_person unit person team deadline plan school_year"
#define ROSTERS                                                                                            \
  "team team_unit team_role membership person person_post unit unit_state legal_reference plan school_year " \
  "setting"
#define OWED \
  "deadline deadline_unit submission activity activity_unit unit team team_unit membership person plan school_year setting"

static const struct
{
  const char *view;
  const char *tables;
} reads[] = {
  { "lesson_studies", ACTIVITIES },    { "inspections", ACTIVITIES },       { "themes", ACTIVITIES },
  { "calendar_periods", ACTIVITIES },  { "calendar_general", ACTIVITIES },  { "calendar_places", ACTIVITIES },
  { "calendar_clusters", ACTIVITIES " " ROSTERS },
  { "status_board", ACTIVITIES },
  { "clusters", ROSTERS },             { "members", ROSTERS },              { "awards", ROSTERS },
  { "roster_changes", ROSTERS },       { "programmes", "programme module plan" },
  { "lesson_board", ACTIVITIES },
  { "lesson_missing", ACTIVITIES " team_unit" },
  { "lesson_attendance", ACTIVITIES " team_unit setting" },
  { "theme_adoption", ACTIVITIES " theme_adoption " ROSTERS },
  { "theme_coverage", ACTIVITIES " " ROSTERS },
  { "inspection_schedule", ACTIVITIES }, { "inspection_coverage", ACTIVITIES " team_unit" },
  { "findings", ACTIVITIES " finding checklist_item" },
  { "deadlines", "deadline activity activity_unit unit plan school_year" },
  { "due_board", OWED },               { "due_missing", OWED },
};

/* Texts of plans and their issued copies stand in no table. */
static gboolean
is_text (const char *table)
{
  return g_str_equal (table, "block") || g_str_equal (table, "plan_version") || g_str_equal (table, "plan_template");
}

/**
 * nh_compose_view_reads:
 * @view: (nullable): key of a view
 * @table: a table of the workbook that changed
 *
 * Returns: whether the view may show something else now. Lists may show anything.
 */
gboolean
nh_compose_view_reads (const char *view, const char *table)
{
  for (guint i = 0; view && i < G_N_ELEMENTS (reads); i++)
    if (g_str_equal (reads[i].view, view))
      {
        g_auto (GStrv) tables = g_strsplit (reads[i].tables, " ", -1);

        return g_strv_contains ((const char *const *) tables, table);
      }
  return !is_text (table);
}
