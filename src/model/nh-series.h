/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Activities that repeat: the monthly meeting, a session in each cluster. A rule gives times; each may be
 * left out by hand; what is left becomes activities in one step of undo.
 */
#pragma once

#include "model/nh-agenda.h"

G_BEGIN_DECLS

typedef enum
{
  NH_SERIES_MONTH_DAY,     /* every month on the 5th; a month that is shorter: on its last day */
  NH_SERIES_MONTH_WEEKDAY, /* every month on its first Thursday */
  NH_SERIES_MONTH,         /* every month, the day is left open */
  NH_SERIES_WEEK,          /* every week on Thursday */
  NH_SERIES_ONCE,          /* one time, as written: for one activity in each cluster */
} NhSeriesRule;

/* What becomes of a day on which nobody works: nh_day_is_free(), and Sundays that were not asked for. */
typedef enum
{
  NH_SERIES_FREE_MOVE, /* to the next working day */
  NH_SERIES_FREE_SKIP,
  NH_SERIES_FREE_KEEP,
} NhSeriesFree;

/* How the chosen teams share the times. */
typedef enum
{
  NH_SERIES_EACH,    /* every time in every team */
  NH_SERIES_IN_TURN, /* the first time in the first team, then in the next */
} NhSeriesTeams;

typedef struct
{
  NhSeriesRule rule;
  int day;              /* MONTH_DAY: 1 to 31 */
  int week;             /* MONTH_WEEKDAY: 1 to 4; 5: the last */
  GDateWeekday weekday; /* MONTH_WEEKDAY, WEEK */
  guint32 from;         /* Julian days; of months only the month counts */
  guint32 to;
  int minute;           /* minutes after midnight; -1: no time of day */
  const char *when;     /* ONCE: as people write it */
  NhSeriesFree free;
} NhSeries;

typedef enum
{
  NH_SERIES_GOOD,
  NH_SERIES_MOVED,   /* from a day on which nobody works */
  NH_SERIES_SKIPPED, /* because of it */
  NH_SERIES_ON_FREE, /* on such a day, as was wished */
  NH_SERIES_OUTSIDE, /* of the school year */
} NhSeriesState;

typedef struct
{
  guint32 day;     /* of the month without a day: its first */
  guint32 wanted;  /* what the rule gave */
  char *text;      /* "5/10/2023", "Tháng 10/2023": for the field of the period */
  NhSeriesState state;
  guint32 last;    /* the last day, where the days are known; 0: only a month or so is */
} NhSeriesTime;

/* (transfer full) (element-type NhSeriesTime): at most NH_SERIES_MOST, in order. */
#define NH_SERIES_MOST 400
GArray *nh_series_times (const NhSeries *series, const NhSchoolYear *year, GError **error);

/* One activity to be made. */
typedef struct
{
  guint time;    /* of nh_series_times() */
  gint64 team;   /* 0: none */
  guint number;  /* from 1, in its team where each has its own */
} NhSeriesItem;

/* (transfer full) (element-type NhSeriesItem): times that are skipped or in @left_out (indexes) give none. */
GArray *nh_series_items (GArray *times, GHashTable *left_out, const gint64 *teams, guint n_teams, NhSeriesTeams how);

/* What stands in the way of a team on a day: a translated sentence; NULL: nothing. */
char *nh_series_find_conflict (NhAgenda *agenda, const NhSeriesTime *time, gint64 team);

/* @values: of all of them, ended by a NULL field; "team", "period" and "content" with its number are added. */
gboolean nh_series_make (NhWorkbook *workbook, GArray *times, GArray *items, const NhFieldText *values,
                         gboolean numbered, GArray *made, GError **error);
char *nh_series_content (const char *content, guint number); /* "Họp giao ban lần 2" */

G_END_DECLS
