/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-dues.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"
#include "model/nh-roster.h"

#define AT_ONCE 256 /* rows of the view read by one statement, which computes it whole */

/** nh_dues_get_strictly_before: Returns: whether "trước ngày 15/9" leaves the 14th as the last day. */
gboolean
nh_dues_get_strictly_before (NhWorkbook *workbook)
{
  g_autofree char *value = nh_workbook_get_setting (workbook, NH_STRICTLY_BEFORE_SETTING);

  return !g_str_equal (value, "no");
}

/**
 * nh_dues_set_strictly_before:
 * @workbook: a workbook
 * @strictly: whether "trước ngày 15/9" leaves the 14th as the last day
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether it was stored; all days follow.
 */
gboolean
nh_dues_set_strictly_before (NhWorkbook *workbook, gboolean strictly, GError **error)
{
  if (nh_dues_get_strictly_before (workbook) == strictly)
    return TRUE;
  return nh_workbook_set_setting (workbook, NH_STRICTLY_BEFORE_SETTING, strictly ? "yes" : "no", error);
}

/**
 * nh_due_describe:
 * @due_on: Julian day, the last one that is left; 0: none
 * @provisional: whether only a month is known of what it counts from
 *
 * Returns: (transfer full) (nullable): "24/9/2023", or "before 25/9/2023, provisional".
 */
char *
nh_due_describe (guint32 due_on, gboolean provisional)
{
  g_autofree char *day = due_on ? nh_day_format_short (provisional ? due_on + 1 : due_on) : NULL;

  if (!day)
    return NULL;
  return provisional ? g_strdup_printf (_ ("before %s, provisional"), day) : g_steal_pointer (&day);
}

/** nh_due_words: Returns: (transfer full) (nullable): nh_due_describe() as it stands in documents. */
char *
nh_due_words (guint32 due_on, gboolean provisional)
{
  g_autofree char *day = due_on ? nh_day_format_short (provisional ? due_on + 1 : due_on) : NULL;

  if (!day)
    return NULL;
  return provisional ? g_strdup_printf ("Trước ngày %s, tạm tính", day) : g_steal_pointer (&day);
}

static gboolean
count_where (NhWorkbook *workbook, const char *where, gint64 key, guint days, NhDuesCount *count, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT state, state = 'open' AND latest_on < '9999' AND due_on <= date ('now', 'localtime', '+' || ?2 || ' days') "
      "IS TRUE, count (*) "
      "FROM owed WHERE %s GROUP BY 1, 2", where);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean row;

  *count = (NhDuesCount){ 0 };
  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, key);
  nh_statement_bind_int64 (select, 2, days);
  while (nh_statement_step (select, &row, error))
    {
      const char *state = row ? nh_statement_text (select, 0) : NULL;
      guint n = row ? (guint) nh_statement_int64 (select, 2) : 0;

      if (!row)
        return TRUE;
      if (g_str_equal (state, "missing"))
        count->missing += n;
      else if (g_str_equal (state, "late"))
        count->late += n;
      else if (g_str_equal (state, "received"))
        count->received += n;
      else if (nh_statement_int64 (select, 1))
        count->soon += n;
      else
        count->later += n;
    }
  *count = (NhDuesCount){ 0 };
  return FALSE;
}

/**
 * nh_dues_count:
 * @workbook: a workbook
 * @year: key of a school year; 0: all
 * @days: until how many days after today something is due soon
 * @count: receives the numbers
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: %FALSE on error; the numbers are 0 then.
 */
gboolean
nh_dues_count (NhWorkbook *workbook, gint64 year, guint days, NhDuesCount *count, GError **error)
{
  return count_where (workbook, NH_DUES_OF_YEAR_SQL ("owed"), year, days, count,
                      error);
}

/** nh_dues_count_plan: counts the papers of one plan, else as nh_dues_count(). */
gboolean
nh_dues_count_plan (NhWorkbook *workbook, gint64 plan, guint days, NhDuesCount *count, GError **error)
{
  return count_where (workbook, "plan = ?1", plan, days, count, error);
}

/* Marking. */

typedef struct
{
  gint64 deadline, activity, unit, team, submission;
  guint32 received_on; /* 0: it did not come yet */
} Paper;

/* One statement for all lengths, so that it is prepared once. */
static NhStatement *
prepare_papers (NhWorkbook *workbook, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT deadline, activity, unit, team, submission, received_on "
                                             "FROM owed WHERE id IN (?");

  for (guint i = 1; i < AT_ONCE; i++)
    g_string_append (sql, ",?");
  g_string_append_c (sql, ')');
  return nh_store_prepare (nh_workbook_get_store (workbook), sql->str, error);
}

/* (transfer full): the papers of @owed that exist, as they are now. */
static GArray *
read_papers (NhWorkbook *workbook, const gint64 *owed, guint n, GError **error)
{
  g_autoptr (GArray) papers = g_array_new (FALSE, FALSE, sizeof (Paper));
  g_autoptr (NhStatement) select = prepare_papers (workbook, error);
  gboolean row = TRUE;

  for (guint first = 0; select && first < n; first += AT_ONCE)
    {
      nh_statement_reset (select);
      for (guint i = 0; i < AT_ONCE; i++)
        if (first + i < n)
          nh_statement_bind_int64 (select, (int) i + 1, owed[first + i]);
        else
          nh_statement_bind_null (select, (int) i + 1);
      while (TRUE)
        {
          Paper paper;

          if (!nh_statement_step (select, &row, error))
            return NULL;
          if (!row)
            break;
          paper = (Paper){ nh_statement_int64 (select, 0), nh_statement_int64 (select, 1),
                           nh_statement_int64 (select, 2), nh_statement_int64 (select, 3),
                           nh_statement_int64 (select, 4), nh_day_from_iso (nh_statement_text (select, 5)) };
          g_array_append_val (papers, paper);
        }
    }
  return select ? g_steal_pointer (&papers) : NULL;
}

static char *
key_text (gint64 key)
{
  return key ? g_strdup_printf ("#%" G_GINT64_FORMAT, key) : g_strdup ("");
}

static gboolean
receive_one (NhWorkbook *workbook, const Paper *paper, const char *day, const char *note, GError **error)
{
  const NhEntity *entity = nh_entity_find ("submission");
  g_autofree char *deadline = key_text (paper->deadline);
  g_autofree char *activity = key_text (paper->activity);
  g_autofree char *unit = key_text (paper->unit);
  g_autofree char *team = key_text (paper->team);
  const NhFieldText made[] = { { "deadline", deadline }, { "activity", activity }, { "unit", unit }, { "team", team },
                               { "received_on", day },   { "note", note ? note : "" }, { NULL, NULL } };
  /* A note of an earlier time stays where nobody writes another. */
  const NhFieldText changed[] = { { "received_on", day }, { note && *note ? "note" : NULL, note }, { NULL, NULL } };

  if (paper->submission)
    return nh_workbook_set (workbook, entity, paper->submission, changed, error);
  return nh_workbook_create (workbook, entity, made, error) != 0;
}

static gboolean
finish (NhWorkbook *workbook, gboolean fine, GError **error)
{
  if (fine)
    return nh_workbook_commit (workbook, error);
  nh_workbook_rollback (workbook);
  return FALSE;
}

/* What came already is left out: among others it was chosen by the way, and its day would be lost. */
static void
keep_changing (GArray *papers, guint32 day, const char *note, gboolean again)
{
  gboolean any_open = FALSE;
  guint n = 0;

  for (guint i = 0; i < papers->len; i++)
    any_open |= !g_array_index (papers, Paper, i).submission;
  for (guint i = 0; i < papers->len; i++)
    {
      const Paper paper = g_array_index (papers, Paper, i);
      gboolean other = paper.received_on != day || (note && *note);

      if (!paper.submission || (again && !any_open && other))
        g_array_index (papers, Paper, n++) = paper;
    }
  g_array_set_size (papers, n);
}

/**
 * nh_dues_receive:
 * @workbook: a workbook
 * @owed: (array length=n): keys of rows of the view "owed"
 * @n: how many
 * @day: Julian day on which they came
 * @note: (nullable): stored with each
 * @again: whether papers get the day anew where all of them came already
 * @error: NH_MODEL_ERROR_INVALID for a day ahead and where all came already, NH_MODEL_ERROR_NOT_FOUND, NH_STORE_ERROR
 *
 * Marks papers as received, in one step of undo. Those that came already keep their days when they are among
 * others.
 *
 * Returns: how many were changed; 0 on error.
 */
guint
nh_dues_receive (NhWorkbook *workbook, const gint64 *owed, guint n, guint32 day, const char *note, gboolean again,
                 GError **error)
{
  g_autofree char *iso = nh_day_to_iso (day);
  g_autofree char *shown = nh_day_format_short (day);
  g_autoptr (GArray) papers = NULL;
  gboolean fine = TRUE;

  if (day > nh_roster_today ())
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("A paper can't have come on %s, which lies ahead. Nothing was marked; choose the day on which "
                      "it came."), shown);
      return 0;
    }
  papers = read_papers (workbook, owed, n, error);
  if (!papers)
    return 0;
  if (!papers->len)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                           _ ("These papers are no longer owed. Nothing was marked."));
      return 0;
    }
  keep_changing (papers, day, note, again);
  if (!papers->len)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                           _ ("This is marked as received already. To change the day, choose it and click “Received”."));
      return 0;
    }
  if (!nh_workbook_begin (workbook, _ ("Mark as received"), error))
    return 0;
  for (guint i = 0; fine && i < papers->len; i++)
    fine = receive_one (workbook, &g_array_index (papers, Paper, i), iso, note, error);
  return finish (workbook, fine, error) ? papers->len : 0;
}

/**
 * nh_dues_take_back:
 * @workbook: a workbook
 * @owed: (array length=n): keys of rows of the view "owed"
 * @n: how many
 * @error: NH_MODEL_ERROR_NOT_FOUND when none was marked, NH_STORE_ERROR
 *
 * Takes back that papers were received, in one step of undo.
 *
 * Returns: %FALSE when nothing was changed.
 */
gboolean
nh_dues_take_back (NhWorkbook *workbook, const gint64 *owed, guint n, GError **error)
{
  g_autoptr (GArray) papers = read_papers (workbook, owed, n, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!papers)
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    if (g_array_index (papers, Paper, i).submission)
      g_array_append_val (ids, g_array_index (papers, Paper, i).submission);
  if (!ids->len)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                           _ ("None of these papers is marked as received."));
      return FALSE;
    }
  if (!nh_workbook_begin (workbook, _ ("Take back what was received"), error))
    return FALSE;
  return finish (workbook, nh_workbook_delete (workbook, nh_entity_find ("submission"), (const gint64 *) ids->data,
                                               ids->len, error), error);
}

/* Chains. */

/** nh_due_crossing_free: frees a crossing with its texts. */
void
nh_due_crossing_free (NhDueCrossing *crossing)
{
  g_free (crossing->what);
  g_free (crossing->sentence);
  g_free (crossing);
}

static NhDueCrossing *
read_crossing (NhStatement *select)
{
  NhDueCrossing *crossing = g_new0 (NhDueCrossing, 1);
  g_autofree char *lower = NULL;
  g_autofree char *upper = NULL;

  crossing->deadline = nh_statement_int64 (select, 0);
  crossing->upper = nh_statement_int64 (select, 1);
  crossing->what = g_strdup (nh_statement_text (select, 2));
  crossing->due_on = nh_day_from_iso (nh_statement_text (select, 4));
  crossing->upper_on = nh_day_from_iso (nh_statement_text (select, 5));
  lower = nh_day_format_short (crossing->due_on);
  upper = nh_day_format_short (crossing->upper_on);
  crossing->sentence
      = g_strdup_printf (_ ("“%s” may come until %s, but “%s”, which is made from it, is due by %s. Set an earlier day "
                            "for the lower level."),
                         crossing->what, lower, nh_statement_text (select, 3), upper);
  return crossing;
}

/**
 * nh_dues_crossings:
 * @workbook: a workbook
 * @year: key of a school year; 0: all
 * @error: of domain NH_STORE_ERROR
 *
 * Chains of papers: a school reports to its office, which reports to the department. The lower level's last day
 * must lie before the upper level's. Papers of the same activity are compared with each other, others all.
 *
 * Returns: (transfer full) (element-type NhDueCrossing): the deadlines that leave no time, by day.
 */
GPtrArray *
nh_dues_crossings (NhWorkbook *workbook, gint64 year, GError **error)
{
  static const char sql[]
      = "SELECT d.id, d.upper, d.what, u.what, max (l.due_on), min (h.due_on) FROM deadline d "
        "JOIN deadline u ON u.id = d.upper AND u.id <> d.id JOIN due_day l ON l.deadline = d.id "
        "JOIN due_day h ON h.deadline = u.id WHERE l.due_on >= h.due_on "
        "AND (l.activity IS NULL OR h.activity IS NULL OR l.activity = h.activity) "
        "AND " NH_DUES_OF_YEAR_SQL ("l") " GROUP BY d.id ORDER BY 5, d.position";
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_due_crossing_free);
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, year);
  while (nh_statement_step (select, &row, error))
    {
      if (!row)
        return g_steal_pointer (&crossings);
      g_ptr_array_add (crossings, read_crossing (select));
    }
  return NULL;
}
