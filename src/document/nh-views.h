/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The tables behind appendices and live tables, one function for each view. Private to document/.
 */
#pragma once

#include "document/nh-table.h"
#include "document/nh-table-options.h"
#include "model/nh-roster.h"

G_BEGIN_DECLS

typedef struct
{
  NhWorkbook *workbook;
  gint64 plan;
  NhRecord *plan_record;
  gboolean side_by_side;
  gboolean grouped;
  const NhTableOptions *options;
} NhViewContext;

typedef NhTable *(*NhViewFunc) (const NhViewContext *context, GError **error);

/* nh-views-activities.c */
NhTable *nh_view_lesson_studies (const NhViewContext *context, GError **error);
NhTable *nh_view_inspections (const NhViewContext *context, GError **error);
NhTable *nh_view_themes (const NhViewContext *context, GError **error);
/* nh-views-boards.c */
NhTable *nh_view_lesson_board (const NhViewContext *context, GError **error);
NhTable *nh_view_lesson_missing (const NhViewContext *context, GError **error);
NhTable *nh_view_lesson_attendance (const NhViewContext *context, GError **error);
NhTable *nh_view_theme_adoption (const NhViewContext *context, GError **error);
NhTable *nh_view_theme_coverage (const NhViewContext *context, GError **error);
/* nh-views-inspections.c */
NhTable *nh_view_inspection_schedule (const NhViewContext *context, GError **error);
NhTable *nh_view_inspection_coverage (const NhViewContext *context, GError **error);
NhTable *nh_view_findings (const NhViewContext *context, GError **error);
/* nh-views-calendar.c */
NhTable *nh_view_calendar_periods (const NhViewContext *context, GError **error);
NhTable *nh_view_calendar_general (const NhViewContext *context, GError **error);
NhTable *nh_view_calendar_clusters (const NhViewContext *context, GError **error);
NhTable *nh_view_calendar_places (const NhViewContext *context, GError **error);
/* nh-views-rosters.c */
NhTable *nh_view_clusters (const NhViewContext *context, GError **error);
NhTable *nh_view_members (const NhViewContext *context, GError **error);
NhTable *nh_view_roster_changes (const NhViewContext *context, GError **error);
gint64 nh_view_plan_team (const NhViewContext *context);
guint32 nh_view_roster_day (const NhViewContext *context);
NhRoster *nh_view_roster (const NhViewContext *context, NhRosterDepth depth, GError **error);
/* nh-status-board.c */
NhTable *nh_view_status_board (const NhViewContext *context, GError **error);
/* nh-views-list.c */
NhTable *nh_view_list (const NhViewContext *context, GError **error);
NhTable *nh_view_programmes (const NhViewContext *context, GError **error);
/* nh-awards-table.c */
NhTable *nh_view_awards (const NhViewContext *context, GError **error);
NhTable *nh_view_deadlines (const NhViewContext *context, GError **error);

/* nh-dues-board.c */
NhTable *nh_view_due_board (const NhViewContext *context, GError **error);
NhTable *nh_view_due_missing (const NhViewContext *context, GError **error);

/* nh-views-common.c */
typedef struct
{
  const char *name;
  const char *short_name;
  const char *area;
  gboolean office; /* named by its area */
} NhViewUnit;

char *nh_view_list_units (const NhViewUnit *units, guint n);
gboolean nh_view_is_office (const char *kind);
NhTable *nh_view_table (const char *const *headings, const NhTableColumn *columns, guint n);
GPtrArray *nh_view_activities (const NhViewContext *context, const char *kind, GError **error);
void nh_view_add_group (NhTable *table, const char *words);
void nh_view_add_number (NhTable *table, guint number);
void nh_view_add_period (NhTable *table, NhRecord *record, const char *field);
char *nh_view_units (const NhViewContext *context, NhRecord *record, const char *field,
                     gboolean *all_areas);
char *nh_view_join (const char *separator, const char *a, const char *b);

G_END_DECLS
