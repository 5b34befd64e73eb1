/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Periods that are moved and resized by hand: always by whole steps of what the period is exact to. Pure
 * functions; the text of the result is written as officers write it ("Tháng 11,12/2023").
 */
#pragma once

#include "core/nh-period.h"

G_BEGIN_DECLS

/* What one step of a period is. */
typedef enum
{
  NH_STEP_NONE, /* words, the whole year, nothing: can't be moved */
  NH_STEP_DAY,
  NH_STEP_WEEK, /* week of a month: 1 to 5 of one month, then of the next */
  NH_STEP_MONTH,
  NH_STEP_SEMESTER, /* semester I, semester II, summer */
} NhPeriodStep;

typedef enum
{
  NH_EDGE_START,
  NH_EDGE_END,
} NhPeriodEdge;

NhPeriodStep nh_period_get_step (const NhPeriod *period);
/* How many steps bring the first day nearest to @days after it (negative: before it). */
int nh_period_steps_for_days (const NhPeriod *period, const NhSchoolYear *year, int days);
/* FALSE: it can't be moved so; @moved is empty then. Times of day and "trước" stay. */
gboolean nh_period_move (const NhPeriod *period, const NhSchoolYear *year, int steps, NhPeriod *moved);
/* A day becomes days, a month months; never shorter than one step. */
gboolean nh_period_resize (const NhPeriod *period, const NhSchoolYear *year, NhPeriodEdge edge, int steps,
                           NhPeriod *resized);
/* A period of one step that holds a day: for what is dropped from the tray or made by a double click. */
gboolean nh_period_at (NhPeriodStep step, const NhSchoolYear *year, guint32 day, NhPeriod *period);

G_END_DECLS
