/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/nh-period-move.h"

#include "core/nh-period-private.h"

#include <stdlib.h>

/* More months than this are written as a range, not as a list. */
#define MAX_MONTHS_IN_LIST 6

/* Nobody moves a plan by more than a century: the parser reads no such years either. */
#define MAX_STEPS 40000

/**
 * nh_period_get_step:
 * @period: a period
 *
 * Returns: what one step of moving @period is; what comes back each year moves by days or months as well.
 */
NhPeriodStep
nh_period_get_step (const NhPeriod *period)
{
  switch (period->exactness)
    {
    case NH_EXACTNESS_DAY:
    case NH_EXACTNESS_DAYS:
    case NH_EXACTNESS_YEARLY_DAY:
      return NH_STEP_DAY;
    case NH_EXACTNESS_WEEK:
      return NH_STEP_WEEK;
    case NH_EXACTNESS_MONTH:
    case NH_EXACTNESS_MONTHS:
    case NH_EXACTNESS_RANGE:
    case NH_EXACTNESS_YEARLY_MONTH:
      return NH_STEP_MONTH;
    case NH_EXACTNESS_SEMESTER:
    case NH_EXACTNESS_SUMMER:
      return NH_STEP_SEMESTER;
    case NH_EXACTNESS_NONE:
    case NH_EXACTNESS_WORDS:
    case NH_EXACTNESS_YEAR:
      break;
    }

  return NH_STEP_NONE;
}

/* Months are counted from the year 0. */
static int
month_of (guint32 day)
{
  int y, m;

  nh_day_to_ymd (day, &y, &m, NULL);

  return y * 12 + m - 1;
}

static guint32
month_first (int month)
{
  return month < 12 ? 0 : nh_day_from_ymd (month / 12, month % 12 + 1, 1);
}

static guint32
month_last (int month)
{
  return month < 12 ? 0
                    : nh_day_from_ymd (month / 12, month % 12 + 1,
                                       g_date_get_days_in_month (month % 12 + 1, month / 12));
}

static void
set_months (NhPeriod *period,
            int first,
            int last)
{
  period->start = month_first (first);
  period->end = month_last (last);
}

/* Four in a February of 28 days, else five: the last one is what is left. */
static int
weeks_in_month (int month)
{
  return month_last (month) - month_first (month) < 28 ? 4 : 5;
}

static int
week_of (guint32 day)
{
  int d;

  nh_day_to_ymd (day, NULL, NULL, &d);

  return (d - 1) / 7 + 1;
}

static void
set_weeks (NhPeriod *period,
           int month,
           int first,
           int last)
{
  period->start = month_first (month) + 7 * (first - 1);
  period->end = last == 5 ? month_last (month) : month_first (month) + 7 * last - 1;
}

/* Weeks are named within one month, so several of them jump over the months where they do not fit. */
static gboolean
move_weeks (NhPeriod *period,
            int steps)
{
  int month = month_of (period->start);
  int first = week_of (period->start);
  int n = week_of (period->end) - first + 1;

  if (month_of (period->end) != month)
    return FALSE;
  for (int left = abs (steps); left > 0;)
    {
      first += steps > 0 ? 1 : -1;
      if (first < 1)
        first = weeks_in_month (--month) - n + 1;
      else if (first + n - 1 > weeks_in_month (month))
        {
          first = 1;
          month++;
        }
      /* The place before the first week is looked for in the month before that one. */
      if (first >= 1 && first + n - 1 <= weeks_in_month (month))
        left--;
      else if (steps > 0)
        first = weeks_in_month (month);
      else
        first = 1;
    }
  set_weeks (period, month, first, first + n - 1);

  return TRUE;
}

static void
frame_of (const NhSchoolYear *year,
          int first_year,
          NhSchoolYear *frame)
{
  if (year && year->first_year == first_year)
    *frame = *year;
  else
    nh_school_year_init (frame, first_year);
}

/* Part 0 is semester I, 1 semester II, 2 the summer. FALSE where the frame lacks its days. */
static gboolean
set_part (NhPeriod *period,
          const NhSchoolYear *year,
          int first_year,
          int part)
{
  NhSchoolYear frame;

  frame_of (year, first_year, &frame);
  period->exactness = part == 2 ? NH_EXACTNESS_SUMMER : NH_EXACTNESS_SEMESTER;
  period->start = part == 0   ? frame.starts_on
                  : part == 1 ? frame.term2_starts
                              : (frame.term2_ends ? frame.term2_ends + 1 : 0);
  period->end = part == 0 ? frame.term1_ends : part == 1 ? frame.term2_ends : frame.ends_on;

  return period->start != 0 && period->end >= period->start;
}

/* Which part of which school year a period is; the nearest one where the frame was changed since. */
static int
find_part (const NhPeriod *period,
           const NhSchoolYear *year,
           int *first_year)
{
  int y, best = 0;
  guint32 nearest = G_MAXUINT32;

  nh_day_to_ymd (period->start, &y, NULL, NULL);
  *first_year = y;
  for (int first = y - 1; first <= y; first++)
    for (int part = 0; part < 3; part++)
      {
        NhPeriod other = NH_PERIOD_INIT;
        guint32 distance;

        if (!set_part (&other, year, first, part) || other.exactness != period->exactness)
          continue;
        distance = MAX (other.start, period->start) - MIN (other.start, period->start);
        if (distance < nearest)
          {
            nearest = distance;
            *first_year = first;
            best = part;
          }
      }

  return best;
}

static gboolean
move_part (NhPeriod *period,
           const NhSchoolYear *year,
           int steps)
{
  int first_year;
  int part = find_part (period, year, &first_year) + steps;
  int years = part >= 0 ? part / 3 : -((2 - part) / 3);

  return set_part (period, year, first_year + years, part - 3 * years);
}

/* Everything but the text. */
static gboolean
move_days (NhPeriod *period,
           const NhSchoolYear *year,
           int steps)
{
  if (period->start == 0 || period->end < period->start || abs (steps) > MAX_STEPS)
    return FALSE;
  switch (nh_period_get_step (period))
    {
    case NH_STEP_DAY:
      if (steps < 0 && period->start <= (guint32) -steps)
        return FALSE;
      period->start += steps;
      period->end += steps;
      return TRUE;
    case NH_STEP_WEEK:
      return move_weeks (period, steps);
    case NH_STEP_MONTH:
      set_months (period, month_of (period->start) + steps, month_of (period->end) + steps);
      return period->start != 0;
    case NH_STEP_SEMESTER:
      return move_part (period, year, steps);
    case NH_STEP_NONE:
      break;
    }

  return FALSE;
}

static gint64
distance_after (const NhPeriod *period,
                const NhSchoolYear *year,
                int steps,
                int days)
{
  NhPeriod moved = *period;

  moved.text = NULL;
  if (!move_days (&moved, year, steps))
    return G_MAXINT64;

  return ABS ((gint64) moved.start - period->start - days);
}

/**
 * nh_period_steps_for_days:
 * @period: a period
 * @year: (nullable): the frame of its school year
 * @days: how far it was dragged, in days
 *
 * Returns: how many steps bring its first day nearest to @days after it; the fewer of two that are as near.
 *   0 for what can't be moved.
 */
int
nh_period_steps_for_days (const NhPeriod *period,
                          const NhSchoolYear *year,
                          int days)
{
  static const int days_in_step[] = { 0, 1, 62, 31, 250 };
  NhPeriodStep step = nh_period_get_step (period);
  int direction = days < 0 ? -1 : 1;
  int steps;

  if (step == NH_STEP_NONE || period->start == 0)
    return 0;
  /* A guess that is never too far, since no step is longer, and on from there while it gets nearer. */
  steps = days / days_in_step[step];
  while (distance_after (period, year, steps + direction, days) < distance_after (period, year, steps, days))
    steps += direction;

  return steps;
}

/* Gives @result its text; it is emptied where no text says it. */
static gboolean
finish (const NhPeriod *original,
        const NhSchoolYear *year,
        NhPeriod *result,
        NhPeriod *to)
{
  gboolean said;

  result->text = NULL;
  said = nh_period_restyle (original, year, result);
  nh_period_clear (to);
  if (said)
    *to = *result;

  return said;
}

/**
 * nh_period_move:
 * @period: a period
 * @year: (nullable): the frame of its school year
 * @steps: how many of nh_period_get_step(); negative: earlier
 * @moved: (out): an initialised period; what it held is freed
 *
 * Moves a period by whole steps: days keep their number, months of a list their distances, weeks of a month go on
 * into the next month, semester II is followed by the summer and by semester I of the next school year. A time of
 * day and "trước" stay. The text is written as @period's was: with or without years, zeros and words around it.
 *
 * Returns: %FALSE with an empty @moved where that is no period that can be written: words, the whole year, what
 *   comes back each year beyond the end of @year, and years that nobody plans.
 */
gboolean
nh_period_move (const NhPeriod *period,
                const NhSchoolYear *year,
                int steps,
                NhPeriod *moved)
{
  NhPeriod result = *period;

  if (!move_days (&result, year, steps))
    {
      nh_period_clear (moved);
      return FALSE;
    }

  return finish (period, year, &result, moved);
}

static void
resize_span (NhPeriodEdge edge,
             int steps,
             gint64 *first,
             gint64 *last)
{
  if (edge == NH_EDGE_START)
    *first = MIN (*first + steps, *last);
  else
    *last = MAX (*last + steps, *first);
}

static void
resize_months (NhPeriod *period,
               NhPeriodEdge edge,
               int steps)
{
  gint64 first = month_of (period->start), last = month_of (period->end);
  gint64 n = last - first;

  resize_span (edge, steps, &first, &last);
  if (first == last)
    period->exactness = NH_EXACTNESS_MONTH;
  else if (period->exactness == NH_EXACTNESS_MONTH)
    period->exactness = NH_EXACTNESS_MONTHS;
  if (period->exactness == NH_EXACTNESS_MONTHS && last - first > n && last - first >= MAX_MONTHS_IN_LIST)
    period->exactness = NH_EXACTNESS_RANGE;
  set_months (period, (int) first, (int) last);
}

static gboolean
resize_weeks (NhPeriod *period,
              NhPeriodEdge edge,
              int steps)
{
  int month = month_of (period->start);
  gint64 first = week_of (period->start), last = week_of (period->end);

  if (month_of (period->end) != month)
    return FALSE;
  resize_span (edge, steps, &first, &last);
  set_weeks (period, month, (int) MAX (first, 1), (int) MIN (last, weeks_in_month (month)));

  return TRUE;
}

/**
 * nh_period_resize:
 * @period: a period
 * @year: (nullable): the frame of its school year
 * @edge: which end is moved
 * @steps: how many of nh_period_get_step(); negative: earlier
 * @resized: (out): an initialised period; what it held is freed
 *
 * Moves one end. A period keeps at least one step, and weeks stay in their month: what goes further is clipped.
 * Long lists of months become ranges.
 *
 * Returns: %FALSE with an empty @resized for limits ("trước ngày …"), parts of the school year and what comes
 *   back each year: these have no span.
 */
gboolean
nh_period_resize (const NhPeriod *period,
                  const NhSchoolYear *year,
                  NhPeriodEdge edge,
                  int steps,
                  NhPeriod *resized)
{
  NhPeriod result = *period;
  gint64 first = period->start, last = period->end;
  gboolean possible = period->start != 0 && period->end >= period->start && !period->before && abs (steps) <= MAX_STEPS;

  switch (period->exactness)
    {
    case NH_EXACTNESS_DAY:
    case NH_EXACTNESS_DAYS:
      resize_span (edge, steps, &first, &last);
      possible = possible && first > 0;
      result.start = (guint32) first;
      result.end = (guint32) last;
      result.exactness = first == last ? NH_EXACTNESS_DAY : NH_EXACTNESS_DAYS;
      break;
    case NH_EXACTNESS_WEEK:
      possible = possible && resize_weeks (&result, edge, steps);
      break;
    case NH_EXACTNESS_MONTH:
    case NH_EXACTNESS_MONTHS:
    case NH_EXACTNESS_RANGE:
      if (possible)
        resize_months (&result, edge, steps);
      break;
    default:
      possible = FALSE;
    }
  if (possible && result.start != 0)
    return finish (period, year, &result, resized);
  nh_period_clear (resized);

  return FALSE;
}

static gboolean
part_at (const NhSchoolYear *year,
         guint32 day,
         NhPeriod *period)
{
  int y;

  nh_day_to_ymd (day, &y, NULL, NULL);
  for (int first = y - 1; first <= y; first++)
    for (int part = 0; part < 3; part++)
      if (set_part (period, year, first, part) && day >= period->start && day <= period->end)
        return TRUE;

  return FALSE;
}

/**
 * nh_period_at:
 * @step: how exact
 * @year: (nullable): the frame of the school year
 * @day: a Julian day
 * @period: (out): an initialised period; what it held is freed
 *
 * Makes the period of one step that holds @day, as nh_period_format() writes it.
 *
 * Returns: %FALSE with an empty @period for %NH_STEP_NONE and for a day between two semesters.
 */
gboolean
nh_period_at (NhPeriodStep step,
              const NhSchoolYear *year,
              guint32 day,
              NhPeriod *period)
{
  NhPeriod result = NH_PERIOD_INIT;
  NhPeriod nothing = NH_PERIOD_INIT;
  gboolean possible = day != 0;

  switch (possible ? step : NH_STEP_NONE)
    {
    case NH_STEP_DAY:
      result.exactness = NH_EXACTNESS_DAY;
      result.start = result.end = day;
      break;
    case NH_STEP_WEEK:
      result.exactness = NH_EXACTNESS_WEEK;
      set_weeks (&result, month_of (day), week_of (day), week_of (day));
      break;
    case NH_STEP_MONTH:
      result.exactness = NH_EXACTNESS_MONTH;
      set_months (&result, month_of (day), month_of (day));
      break;
    case NH_STEP_SEMESTER:
      possible = part_at (year, day, &result);
      break;
    case NH_STEP_NONE:
      possible = FALSE;
    }
  if (possible)
    return finish (&nothing, year, &result, period);
  nh_period_clear (period);

  return FALSE;
}
