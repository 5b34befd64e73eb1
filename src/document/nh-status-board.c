/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-status-board.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period-move.h"
#include "document/nh-views.h"
#include "model/nh-overview.h"

/* Longer ones belong to no month: "Cả năm học". */
#define LONGEST_DAYS 62

static gboolean
is_long (const NhAgendaActivity *activity)
{
  return activity->end - activity->start > LONGEST_DAYS;
}

static const NhChoice *
find_choices (const char *field)
{
  const NhEntity *entity = nh_entity_find ("activity");

  return entity->fields[nh_entity_find_field (entity, field)].choices;
}

static const NhChoice *
find_choice (const char *field, const char *key)
{
  const NhChoice *choices = find_choices (field);

  for (guint i = 0; choices[i].key; i++)
    if (g_strcmp0 (choices[i].key, key) == 0)
      return &choices[i];
  return NULL;
}

/** nh_status_board_key: Returns: (transfer none) (nullable): the status that a column stands for. */
const char *
nh_status_board_key (gint64 column)
{
  const NhChoice *choices = find_choices ("status");

  for (gint64 i = 0; choices[i].key; i++)
    if (i == column)
      return choices[i].key;
  return NULL;
}

static int
column_of (NhMatrix *matrix, const char *status)
{
  const NhChoice *choices = find_choices ("status");

  for (gint64 i = 0; choices[i].key; i++)
    if (g_strcmp0 (choices[i].key, status) == 0)
      return nh_matrix_find_column (matrix, i);
  return -1;
}

/* On paper what runs over several months stands under its own time, which the screen says when asked. */
static gint64
row_of_long (const NhAgendaActivity *activity, NhStatusBoardUse use)
{
  if (use != NH_STATUS_BOARD_PAPER)
    return NH_STATUS_BOARD_LONG;
  return -((gint64) activity->start * 10000 + (gint64) (activity->end - activity->start));
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const NhAgendaActivity *one = *(const NhAgendaActivity *const *) a;
  const NhAgendaActivity *other = *(const NhAgendaActivity *const *) b;

  return one->start != other->start ? (one->start > other->start ? 1 : -1)
         : one->end != other->end   ? (one->end > other->end ? 1 : -1)
                                    : 0;
}

static void
add_long (NhMatrix *matrix, GPtrArray *activities, NhStatusBoardUse use)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (activities, NULL, NULL);

  if (use != NH_STATUS_BOARD_PAPER)
    nh_matrix_add_row (matrix, NH_STATUS_BOARD_LONG, _ ("Several months"), NULL, NULL);
  g_ptr_array_sort (sorted, compare_times);
  for (guint i = 0; use == NH_STATUS_BOARD_PAPER && i < sorted->len; i++)
    {
      const NhAgendaActivity *activity = sorted->pdata[i];
      gint64 key = row_of_long (activity, use);

      if (activity->start && is_long (activity) && nh_matrix_find_row (matrix, key) < 0)
        nh_matrix_add_row (matrix, key, activity->period_text ? activity->period_text : "Nhiều tháng", NULL, NULL);
    }
}

static gboolean
has_month (GPtrArray *activities, guint32 first, guint32 last)
{
  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (activity->start >= first && activity->start <= last && !is_long (activity))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_undated (GPtrArray *activities)
{
  for (guint i = 0; i < activities->len; i++)
    if (!((const NhAgendaActivity *) activities->pdata[i])->start)
      return TRUE;
  return FALSE;
}

/* On the screen months without activities stay, since something may be moved there; paper does without them. */
static void
add_months (NhMatrix *matrix, GPtrArray *activities, const NhSchoolYear *year, NhStatusBoardUse use)
{
  guint32 first = year->starts_on;
  guint32 end = year->ends_on;
  guint32 last;

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *activity = activities->pdata[i];

      if (!activity->start || is_long (activity))
        continue;
      first = MIN (first, activity->start);
      end = MAX (end, activity->start);
    }
  nh_overview_month (first, &first, &last);
  for (; first <= end; first = last + 1)
    {
      int y;
      int m;
      g_autofree char *words = NULL;
      g_autofree char *label = NULL;

      nh_overview_month (first, &first, &last);
      if (use == NH_STATUS_BOARD_PAPER && !has_month (activities, first, last))
        continue;
      nh_day_to_ymd (first, &y, &m, NULL);
      words = use == NH_STATUS_BOARD_PAPER ? nh_month_format_short (y, m) : g_strdup_printf ("%d/%d", m, y);
      label = g_strconcat (use == NH_STATUS_BOARD_PAPER ? "Tháng " : "", words, NULL);
      nh_matrix_add_row (matrix, first, label, NULL, NULL);
    }
  add_long (matrix, activities, use);
  if (use != NH_STATUS_BOARD_PAPER || has_undated (activities))
    nh_matrix_add_row (matrix, 0, use == NH_STATUS_BOARD_PAPER ? "Chưa định ngày" : _ ("Without a date"), NULL, NULL);
}

static char *
unit_names (NhAgenda *agenda, const NhAgendaActivity *activity)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < activity->n_units; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", nh_agenda_unit_name (agenda, activity->units[i].unit));
  return g_string_free (names, FALSE);
}

/* Points of a list become one line: a cell has little room. */
static char *
one_line (const char *label)
{
  g_auto (GStrv) lines = g_strsplit (label, "\n", -1);
  GString *line = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    {
      const char *words = g_strstrip (lines[i]);

      while (*words == '-' || *words == ' ')
        words++;
      if (*words)
        g_string_append_printf (line, "%s%s", line->len ? "; " : "", words);
    }
  return g_string_free (line, FALSE);
}

static void
add_activity (NhMatrix *matrix, NhAgenda *agenda, const NhAgendaActivity *activity, NhStatusBoardUse use)
{
  gint64 key = 0;
  guint32 month;
  guint32 last;
  int row;
  int column = column_of (matrix, activity->status);
  const NhChoice *kind = find_choice ("kind", activity->kind);
  g_autofree char *units = unit_names (agenda, activity);
  g_autofree char *style = g_strdelimit (g_strconcat ("kind-", activity->kind, NULL), "_", '-');
  g_autofree char *label = one_line (activity->label);
  g_autoptr (GString) few = g_string_new (NULL);
  g_autofree char *chip = NULL;
  g_autofree char *exact = NULL;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  if (activity->start && is_long (activity))
    key = row_of_long (activity, use);
  else if (activity->start)
    {
      nh_overview_month (activity->start, &month, &last);
      key = month;
    }
  row = nh_matrix_find_row (matrix, key);
  if (row < 0 || column < 0)
    return;
  if (activity->exactness == NH_EXACTNESS_DAY)
    exact = nh_day_format_short (activity->start);
  text = use == NH_STATUS_BOARD_PAPER && exact ? g_strdup_printf ("%s (%s)", label, exact)
                                               : g_strdup (label);
  nh_agenda_set_short_label (agenda, activity, few);
  chip = one_line (few->str);
  words = g_strdup_printf ("%s: %s%s%s%s%s", kind ? _ (kind->label) : "", label,
                           activity->period_text ? " · " : "", activity->period_text ? activity->period_text : "",
                           *units ? " · " : "", units);
  nh_matrix_add_item (matrix, (guint) row, (guint) column, activity->id, use == NH_STATUS_BOARD_PAPER ? text : chip,
                      g_intern_string (style), words);
}

/**
 * nh_status_board_new:
 * @agenda: the activities
 * @plan: key of a plan; 0: all
 * @kind: (nullable): key of a kind of activity; %NULL: all
 * @use: for the screen or for paper
 *
 * An activity stands in the month of its first day; what runs over more than two months has a row apart, on paper
 * one for each such time. Paper leaves out what would be empty.
 *
 * Returns: (transfer full): months × states.
 */
NhMatrix *
nh_status_board_new (NhAgenda *agenda, gint64 plan, const char *kind, NhStatusBoardUse use)
{
  const NhChoice *statuses = find_choices ("status");
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autoptr (NhMatrix) matrix = nh_matrix_new (use == NH_STATUS_BOARD_PAPER ? "Thời gian" : _ ("Month"));
  GPtrArray *activities = nh_agenda_get_activities (agenda);
  NhSchoolYear year;

  nh_agenda_get_frame (agenda, &year);
  for (guint i = 0; i < activities->len; i++)
    {
      NhAgendaActivity *activity = activities->pdata[i];

      if ((!plan || activity->plan == plan) && (!kind || g_strcmp0 (activity->kind, kind) == 0))
        g_ptr_array_add (shown, activity);
    }
  for (gint64 i = 0; statuses[i].key; i++)
    {
      guint n = 0;
      g_autofree char *count = NULL;

      for (guint a = 0; a < shown->len; a++)
        n += g_strcmp0 (((NhAgendaActivity *) shown->pdata[a])->status, statuses[i].key) == 0;
      count = g_strdup_printf ("%u", n);
      nh_matrix_add_column (matrix, i, use == NH_STATUS_BOARD_PAPER ? statuses[i].word : _ (statuses[i].label),
                            use == NH_STATUS_BOARD_PAPER ? NULL : count);
    }
  /* Paper without anything to say has no rows to say it in. */
  if (shown->len || use != NH_STATUS_BOARD_PAPER)
    add_months (matrix, shown, &year, use);
  for (guint i = 0; i < shown->len; i++)
    add_activity (matrix, agenda, shown->pdata[i], use);
  return g_steal_pointer (&matrix);
}

static guint32
same_day_of (guint32 day, guint32 month)
{
  guint32 first;
  guint32 last;
  int number;

  nh_day_to_ymd (day, NULL, NULL, &number);
  nh_overview_month (month, &first, &last);
  return MIN (first + (guint32) number - 1, last);
}

/* The first day of the same week of another month; of its last week where it has fewer. */
static guint32
same_week_of (guint32 day, guint32 month)
{
  guint32 first;
  guint32 last;

  nh_overview_month (month, &first, &last);
  return first + (same_day_of (day, month) - first) / 7 * 7;
}

static int
months_between (guint32 from, guint32 to)
{
  int y1, m1, y2, m2;

  nh_day_to_ymd (from, &y1, &m1, NULL);
  nh_day_to_ymd (to, &y2, &m2, NULL);
  return (y2 - y1) * 12 + m2 - m1;
}

/**
 * nh_status_board_move:
 * @agenda: what it is in
 * @activity: an activity
 * @month: any day of the month to go to
 * @period: (inout): initialised; the new time
 *
 * Returns: whether there is such a time: what runs over the whole year has none.
 */
gboolean
nh_status_board_move (NhAgenda *agenda, const NhAgendaActivity *activity, guint32 month, NhPeriod *period)
{
  g_auto (NhPeriod) now = NH_PERIOD_INIT;
  NhSchoolYear year;
  int steps;

  nh_agenda_get_frame_of (agenda, activity, &year);
  nh_agenda_get_period (agenda, activity, &now);
  switch (nh_period_get_step (&now))
    {
    case NH_STEP_DAY:
      steps = (int) same_day_of (activity->start, month) - (int) activity->start;
      return nh_period_move (&now, &year, steps, period);
    case NH_STEP_WEEK:
      steps = nh_period_steps_for_days (&now, &year, (int) same_week_of (activity->start, month) - (int) activity->start);
      return nh_period_move (&now, &year, steps, period);
    case NH_STEP_MONTH:
      return nh_period_move (&now, &year, months_between (activity->start, month), period);
    default:
      /* Dated at last, or no longer the whole semester. */
      return activity->exactness != NH_EXACTNESS_YEAR && nh_period_at (NH_STEP_MONTH, &year, month, period);
    }
}

/* (internal) the view "status_board" of appendices */
NhTable *
nh_view_status_board (const NhViewContext *context, GError **error)
{
  gint64 year = nh_record_get_int64 (context->plan_record, nh_entity_find_field (nh_entity_find ("plan"), "school_year"));
  g_autoptr (NhAgenda) agenda = nh_agenda_new (context->workbook, year, error);
  g_autoptr (NhMatrix) matrix = agenda ? nh_status_board_new (agenda, context->plan, NULL, NH_STATUS_BOARD_PAPER) : NULL;

  return matrix ? nh_matrix_to_table (matrix) : NULL;
}
