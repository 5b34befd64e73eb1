/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview counts and lists: the week, the month, what comes next, papers that are missing, how far
 * inspections and themes have come. Seen from any day, so that a past year can be looked at as it was.
 */
#pragma once

#include "model/nh-agenda.h"

G_BEGIN_DECLS

/* Kinds of activity that are told apart; the choices of the entity are fewer. */
#define NH_OVERVIEW_KINDS 16

typedef struct
{
  guint32 month; /* its first day */
  guint counts[NH_OVERVIEW_KINDS];
  guint n;
} NhOverviewMonth;

/* An activity or a paper that is due, borrowed from the agenda. */
typedef struct
{
  const NhAgendaActivity *activity; /* one of the two is NULL */
  const NhAgendaDue *due;
  guint32 from;
  guint32 to;
  gboolean exact; /* the day is known */
} NhOverviewEntry;

const NhChoice *nh_overview_kinds (guint *n);
/* (array of NhOverviewMonth). @n_long: what runs longer than two months and is not counted. */
GArray *nh_overview_months (GPtrArray *activities, const NhSchoolYear *year, guint *n_long);
/* Leaves out of the entries of a week what has only a month and is done, or over before @day. */
void nh_overview_drop_past (GArray *entries, guint32 day);
/* (array of NhOverviewEntry): what touches the days, exact days first. @n_long: what runs longer than two
 * months and is therefore left out. */
GArray *nh_overview_between (GPtrArray *activities, GPtrArray *dues, guint32 from, guint32 to, guint *n_long);
GArray *nh_overview_next (GPtrArray *activities, GPtrArray *dues, guint32 after, guint most);
guint32 nh_overview_choose_day (GPtrArray *activities, GPtrArray *dues, const NhSchoolYear *year, guint32 today);
void nh_overview_week (guint32 day, guint32 *from, guint32 *to);  /* Monday to Sunday */
void nh_overview_month (guint32 day, guint32 *from, guint32 *to);

/* The school year to show when all are chosen: today's, else the one with most activities; 0: none. */
gint64 nh_overview_choose_year (NhWorkbook *workbook, guint32 today);

/* A paper that somebody owes and that has not come. */
typedef struct
{
  gint64 owed; /* of the view "owed": the first of them */
  gint64 due;
  char *what;
  char *who; /* "Yên Thế, Lục Ngạn" */
  guint n_who;
  guint32 due_on;
  gboolean provisional;
} NhOverviewMissing;

typedef struct
{
  guint in_time;
  guint late;
  guint missing;
  guint open; /* not due yet */
  GPtrArray *missing_papers; /* of NhOverviewMissing, by day */
} NhOverviewPapers;

NhOverviewPapers *nh_overview_papers_new (NhWorkbook *workbook, gint64 school_year, guint32 day, GError **error);
void nh_overview_papers_free (NhOverviewPapers *papers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NhOverviewPapers, nh_overview_papers_free)

typedef enum
{
  NH_INSPECTED_NEVER,
  NH_INSPECTED_PLANNED,
  NH_INSPECTED_DONE, /* its time is over, and it was not called off */
} NhInspected;

#define NH_OVERVIEW_YEARS 5

typedef struct
{
  gint64 unit;
  char *name;
  NhInspected years[NH_OVERVIEW_YEARS]; /* the last one is the year that is shown */
  int last_done; /* of these years that in which the last one was held, by its first calendar year; 0: none */
  int last_year; /* the same, whether it was held yet or not */
} NhOverviewUnit;

/* (transfer full) (element-type NhOverviewUnit): units that were or will be inspected in one of the years up
 * to that which begins in @first_year; those that were not inspected for longest come first. */
GPtrArray *nh_overview_coverage_new (NhWorkbook *workbook, int first_year, guint32 day, GError **error);

typedef struct
{
  guint n_themes;
  guint adopted; /* units × themes */
  guint trying;
  guint planned;
  guint wanted;  /* units of the clusters × themes, at least the sum of the others */
  guint n_clusters;
  guint n_covered; /* clusters with a theme of their own */
} NhOverviewThemes;

gboolean nh_overview_read_themes (NhWorkbook *workbook, gint64 school_year, NhOverviewThemes *themes, GError **error);

G_END_DECLS
