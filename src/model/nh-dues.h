/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Papers that are owed (the view "owed"): how many are missing, what came in and when, and the days of
 * lower levels that don't leave time for the level above.
 */
#pragma once

#include "model/nh-workbook.h"

G_BEGIN_DECLS

/* Setting of the office: "no": "trước ngày 15/9" ends on the 15th; anything else: on the 14th. */
#define NH_STRICTLY_BEFORE_SETTING "strictly_before"

gboolean nh_dues_get_strictly_before (NhWorkbook *workbook);
gboolean nh_dues_set_strictly_before (NhWorkbook *workbook, gboolean strictly, GError **error);

/* "24/9/2023"; while only a month is known "before 25/9/2023, provisional". NULL without a day. */
char *nh_due_describe (guint32 due_on, gboolean provisional);
/* The same on paper, in Vietnamese whatever the language of the interface. */
char *nh_due_words (guint32 due_on, gboolean provisional);

/* Whether a row @o of "owed" or "due" is of the school year ?1 (0: all). One without a plan, or whose plan has no year,
 * is of the year that its day lies in, and of every year while it has none, as in NhAgenda. */
#define NH_DUES_OF_YEAR_SQL(o)                                                                                        \
  "(?1 = 0 OR coalesce ((SELECT p.school_year FROM plan p WHERE p.id = " o ".plan), (SELECT y.id FROM school_year y " \
  "WHERE y.id = ?1 AND (" o ".due_on IS NULL OR " o ".due_on BETWEEN coalesce (y.starts_on, substr (y.name, 1, 4) "   \
  "|| '-09-01') AND coalesce (y.ends_on, substr (y.name, -4) || '-08-31')))) IS ?1)"

typedef struct
{
  guint missing;  /* due before today, not received */
  guint soon;     /* not received nor late, due until some days ahead; a provisional day may be over */
  guint later;    /* not received, due after that, in words only, or for what was postponed */
  guint late;     /* received too late */
  guint received; /* in time */
} NhDuesCount;

/* @year: key of a school year; 0: all. @days: how far "soon" reaches, 7 where nothing else is said. */
gboolean nh_dues_count (NhWorkbook *workbook, gint64 year, guint days, NhDuesCount *count, GError **error);
gboolean nh_dues_count_plan (NhWorkbook *workbook, gint64 plan, guint days, NhDuesCount *count, GError **error);

/* @owed: keys of the view "owed". One step of undo each; what came already keeps its day, unless it alone is given and @again. */
guint nh_dues_receive (NhWorkbook *workbook, const gint64 *owed, guint n, guint32 day, const char *note,
                       gboolean again, GError **error);
gboolean nh_dues_take_back (NhWorkbook *workbook, const gint64 *owed, guint n, GError **error);

/* A deadline that is not before the one for which its papers are gathered. */
typedef struct
{
  gint64 deadline;
  gint64 upper;
  guint32 due_on;   /* the latest that crosses */
  guint32 upper_on; /* the earliest that it crosses */
  char *what;
  char *sentence;   /* translated */
} NhDueCrossing;

void nh_due_crossing_free (NhDueCrossing *crossing);
/* (element-type NhDueCrossing) (transfer full). @year: 0: all. */
GPtrArray *nh_dues_crossings (NhWorkbook *workbook, gint64 year, GError **error);

G_END_DECLS
