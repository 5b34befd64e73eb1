/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the overview reads from the workbook itself: papers owed, inspections of the last years, themes.
 */
#include "model/nh-overview.h"

#include <string.h>

#include "core/nh-period.h"
#include "model/nh-dues.h"
#include "model/nh-inspection-coverage.h"

static void
missing_free (gpointer data)
{
  NhOverviewMissing *missing = data;

  g_free (missing->what);
  g_free (missing->who);
  g_free (missing);
}

/** nh_overview_papers_free: frees what nh_overview_papers_new() gave. */
void
nh_overview_papers_free (NhOverviewPapers *papers)
{
  g_ptr_array_unref (papers->missing_papers);
  g_free (papers);
}

/* Rows of one paper follow each other: its owers become one line. */
static void
add_missing (NhOverviewPapers *papers, NhStatement *row)
{
  GPtrArray *all = papers->missing_papers;
  NhOverviewMissing *missing = all->len ? all->pdata[all->len - 1] : NULL;
  const char *who = nh_statement_is_null (row, 6) ? NULL : nh_statement_text (row, 6);

  papers->missing++;
  if (missing && missing->due == nh_statement_int64 (row, 1))
    {
      g_autofree char *before = missing->who;

      missing->who = before && who ? g_strconcat (before, ", ", who, NULL) : g_strdup (before ? before : who);
      missing->n_who++;
      return;
    }
  missing = g_new0 (NhOverviewMissing, 1);
  missing->owed = nh_statement_int64 (row, 0);
  missing->due = nh_statement_int64 (row, 1);
  missing->what = g_strdup (nh_statement_text (row, 2));
  missing->due_on = nh_day_from_iso (nh_statement_text (row, 3));
  missing->provisional = nh_statement_int64 (row, 4) != 0;
  missing->who = g_strdup (who);
  missing->n_who = 1;
  g_ptr_array_add (all, missing);
}

static void
add_paper (NhOverviewPapers *papers, NhStatement *row, const char *day)
{
  const char *latest_on = nh_statement_text (row, 7);
  const char *received = nh_statement_is_null (row, 5) ? NULL : nh_statement_text (row, 5);

  /* What came after the day that is looked from had not come then. */
  if (received && strcmp (received, day) <= 0)
    {
      if (strcmp (received, latest_on) > 0)
        papers->late++;
      else
        papers->in_time++;
    }
  else if (strcmp (latest_on, day) < 0)
    add_missing (papers, row);
  else
    papers->open++;
}

/**
 * nh_overview_papers_new:
 * @workbook: a workbook
 * @school_year: key of a school year; 0: all
 * @day: the day from which is looked
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): who has handed in what until @day, and what is missing then.
 */
NhOverviewPapers *
nh_overview_papers_new (NhWorkbook *workbook, gint64 school_year, guint32 day, GError **error)
{
  g_autoptr (NhOverviewPapers) papers = g_new0 (NhOverviewPapers, 1);
  g_autofree char *iso = nh_day_to_iso (day);
  g_autoptr (NhStatement) rows = NULL;
  gboolean row;

  papers->missing_papers = g_ptr_array_new_with_free_func (missing_free);
  rows = nh_store_prepare (nh_workbook_get_store (workbook),
                           "SELECT o.id, o.due, o.what, o.due_on, o.provisional, o.received_on, "
                           "coalesce (nullif (u.short_name, ''), u.name, t.name, d.audience), o.latest_on "
                           "FROM owed o JOIN deadline d ON d.id = o.deadline "
                           "LEFT JOIN unit u ON u.id = o.unit LEFT JOIN team t ON t.id = o.team "
                           "WHERE o.due_on IS NOT NULL AND " NH_DUES_OF_YEAR_SQL ("o") " "
                           "ORDER BY o.due_on, o.due, coalesce (u.sort_key, t.name)",
                           error);
  if (!rows)
    return NULL;
  nh_statement_bind_int64 (rows, 1, school_year);
  while (nh_statement_step (rows, &row, error))
    {
      if (!row)
        return g_steal_pointer (&papers);
      add_paper (papers, rows, iso);
    }
  return NULL;
}

/**
 * nh_overview_choose_year:
 * @workbook: a workbook
 * @today: the day it is
 *
 * Returns: the key of the school year to look at while all are chosen: that of today if it has activities, else
 *   the one with most of them; 0 when no plan names a year.
 */
gint64
nh_overview_choose_year (NhWorkbook *workbook, guint32 today)
{
  g_autofree char *iso = nh_day_to_iso (today);
  g_autoptr (NhStatement) rows = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT y.id FROM school_year y JOIN plan p ON p.school_year = y.id LEFT JOIN activity a ON a.plan = p.id "
      "GROUP BY y.id ORDER BY (?1 BETWEEN y.starts_on AND y.ends_on) DESC, count(a.id) DESC, y.name DESC LIMIT 1",
      NULL);
  gboolean row;

  if (!rows)
    return 0;
  nh_statement_bind_text (rows, 1, iso);
  return nh_statement_step (rows, &row, NULL) && row ? nh_statement_int64 (rows, 0) : 0;
}

/* Inspections. */

static void
unit_free (gpointer data)
{
  g_free (((NhOverviewUnit *) data)->name);
  g_free (data);
}

static int
compare_units (gconstpointer a, gconstpointer b)
{
  const NhOverviewUnit *one = *(NhOverviewUnit *const *) a;
  const NhOverviewUnit *other = *(NhOverviewUnit *const *) b;

  if (one->last_done != other->last_done)
    return one->last_done - other->last_done;
  return one->last_year - other->last_year; /* the query gave them by name, and the sort keeps that */
}

static void
add_visit (NhOverviewUnit *unit, const NhInspectionVisit *visit, int first_year, guint32 day)
{
  int place = NH_OVERVIEW_YEARS - 1 - (first_year - visit->year);
  gboolean done = g_str_equal (visit->status, "done") || (visit->last_day && visit->last_day < day);

  if (place < 0 || place >= NH_OVERVIEW_YEARS || g_str_equal (visit->status, "postponed"))
    return;
  unit->last_year = MAX (unit->last_year, visit->year);
  if (done)
    unit->last_done = MAX (unit->last_done, visit->year);
  unit->years[place] = MAX (unit->years[place], done ? NH_INSPECTED_DONE : NH_INSPECTED_PLANNED);
}

/* The unit at which @row stands, if it was or will be inspected in those years; else NULL. */
static NhOverviewUnit *
read_unit (NhStatement *row, NhInspectionCoverage *coverage, int first_year, guint32 day)
{
  gint64 id = nh_statement_int64 (row, 0);
  GArray *visits = nh_inspection_coverage_get (coverage, id);
  NhOverviewUnit *unit = g_new0 (NhOverviewUnit, 1);

  for (guint i = 0; visits && i < visits->len; i++)
    add_visit (unit, &g_array_index (visits, NhInspectionVisit, i), first_year, day);
  if (!unit->last_year)
    {
      g_free (unit);
      return NULL;
    }
  unit->unit = id;
  unit->name = g_strdup (nh_statement_text (row, 1));
  return unit;
}

/**
 * nh_overview_coverage_new:
 * @workbook: a workbook
 * @first_year: the calendar year in which the last school year begins that is shown
 * @day: the day from which is looked
 * @error: of domain NH_STORE_ERROR
 *
 * Who was inspected when is what nh_inspection_coverage_load() says; what was postponed does not count. Units that do
 * not exist on that day are left out: what was inspected there stands with those that took over.
 *
 * Returns: (transfer full) (element-type NhOverviewUnit): the units, longest not inspected first, then by name.
 */
GPtrArray *
nh_overview_coverage_new (NhWorkbook *workbook, int first_year, guint32 day, GError **error)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (unit_free);
  g_autoptr (NhInspectionCoverage) coverage = nh_inspection_coverage_load (workbook, error);
  g_autofree char *iso = nh_day_to_iso (day);
  g_autoptr (NhStatement) rows = coverage ? nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT id, coalesce (nullif (short_name, ''), name) FROM unit WHERE (active_from IS NULL OR active_from <= ?1) "
      "AND (active_to IS NULL OR active_to >= ?1) ORDER BY sort_key, id",
      error) : NULL;
  gboolean row;

  if (!rows)
    return NULL;
  nh_statement_bind_text (rows, 1, iso);
  while (nh_statement_step (rows, &row, error))
    {
      NhOverviewUnit *unit = row ? read_unit (rows, coverage, first_year, day) : NULL;

      if (!row)
        {
          g_ptr_array_sort (units, compare_units);
          return g_steal_pointer (&units);
        }
      if (unit)
        g_ptr_array_add (units, unit);
    }
  return NULL;
}

/* Themes. */

static gboolean
read_counts (NhWorkbook *workbook, const char *sql, gint64 school_year, guint **counts, guint n, GError **error)
{
  g_autoptr (NhStatement) rows = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  gboolean row;

  if (!rows)
    return FALSE;
  nh_statement_bind_int64 (rows, 1, school_year);
  if (!nh_statement_step (rows, &row, error))
    return FALSE;
  for (guint i = 0; row && i < n; i++)
    *counts[i] = (guint) nh_statement_int64 (rows, (int) i);
  return TRUE;
}

#define OF_YEAR "(?1 = 0 OR p.school_year = ?1)"

/**
 * nh_overview_read_themes:
 * @workbook: a workbook
 * @school_year: key of a school year; 0: all
 * @themes: (out caller-allocates): what was counted
 * @error: of domain NH_STORE_ERROR
 *
 * A pilot unit counts as one that has taken the theme up: it was the first to.
 *
 * Returns: whether it succeeded.
 */
gboolean
nh_overview_read_themes (NhWorkbook *workbook, gint64 school_year, NhOverviewThemes *themes, GError **error)
{
  guint *adoption[] = { &themes->n_themes, &themes->wanted };
  guint *states[] = { &themes->adopted, &themes->trying, &themes->planned };
  guint *clusters[] = { &themes->n_clusters, &themes->n_covered };

  memset (themes, 0, sizeof *themes);
  if (!read_counts (workbook,
                    "SELECT count(*), coalesce (sum ((SELECT count (DISTINCT l.unit) FROM team t "
                    "JOIN team_unit l ON l.team = t.id AND (l.to_on IS NULL OR l.to_on >= date ('now', 'localtime')) "
                    "WHERE t.id = p.team OR t.parent = p.team)), 0) "
                    "FROM activity a JOIN plan p ON p.id = a.plan WHERE a.kind = 'theme' AND a.status <> 'cancelled' "
                    "AND " OF_YEAR,
                    school_year, adoption, 2, error))
    return FALSE;
  if (!read_counts (workbook,
                    "SELECT coalesce (sum (state = 'adopted'), 0), coalesce (sum (state = 'trying'), 0), "
                    "coalesce (sum (state = 'planned'), 0) FROM ("
                    "SELECT h.activity AS activity, h.unit AS unit, h.state AS state FROM theme_adoption h "
                    "UNION ALL SELECT l.activity, l.unit, 'adopted' FROM activity_unit l WHERE l.role = 'pilot' "
                    "AND NOT EXISTS (SELECT 1 FROM theme_adoption h WHERE h.activity = l.activity AND h.unit = l.unit)"
                    ") s JOIN activity a ON a.id = s.activity JOIN plan p ON p.id = a.plan "
                    "WHERE a.kind = 'theme' AND a.status <> 'cancelled' AND " OF_YEAR,
                    school_year, states, 3, error))
    return FALSE;
  if (!read_counts (workbook,
                    "SELECT count(*), coalesce (sum (EXISTS (SELECT 1 FROM activity a JOIN plan p ON p.id = a.plan "
                    "WHERE a.kind = 'theme' AND a.team = c.id AND a.status <> 'cancelled' AND " OF_YEAR ")), 0) "
                    "FROM (SELECT DISTINCT t.id AS id FROM plan p JOIN team t ON t.kind = 'cluster' "
                    "AND (t.id = p.team OR t.parent = p.team) WHERE " OF_YEAR ") c",
                    school_year, clusters, 2, error))
    return FALSE;
  themes->wanted = MAX (themes->wanted, themes->adopted + themes->trying + themes->planned);
  return TRUE;
}
