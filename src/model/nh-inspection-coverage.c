/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-inspection-coverage.h"

#include <glib/gi18n-lib.h>

#include "model/nh-inspection-schedule.h"
#include "model/nh-unit-history.h"
#include "model/nh-workbook-private.h"

#define MOST_SUCCESSORS 100 /* more is a circle in a damaged file */

struct _NhInspectionCoverage
{
  GHashTable *visits;     /* unit → GArray of NhInspectionVisit */
  GHashTable *successors; /* unit → unit */
};

static GHashTable *
new_units (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_value);
}

static GArray *
visits_of (NhInspectionCoverage *self, gint64 unit)
{
  GArray *visits = g_hash_table_lookup (self->visits, &unit);

  if (!visits)
    {
      visits = g_array_new (FALSE, FALSE, sizeof (NhInspectionVisit));
      g_hash_table_insert (self->visits, g_memdup2 (&unit, sizeof unit), visits);
    }
  return visits;
}

static gboolean
load_successors (NhInspectionCoverage *self, NhStore *store, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (store, "SELECT id, successor FROM unit WHERE successor IS NOT NULL", error);
  gboolean row = TRUE;

  while (select && nh_statement_step (select, &row, error))
    {
      gint64 pair[2];

      if (!row)
        return TRUE;
      pair[0] = nh_statement_int64 (select, 0);
      pair[1] = nh_statement_int64 (select, 1);
      g_hash_table_insert (self->successors, g_memdup2 (&pair[0], sizeof pair[0]), g_memdup2 (&pair[1], sizeof pair[1]));
    }
  return FALSE;
}

/* What was inspected at a unit counts for all that took over from it. */
static void
add_visit (NhInspectionCoverage *self, const NhInspectionVisit *visit)
{
  gint64 unit = visit->unit;

  for (guint depth = 0; depth < MOST_SUCCESSORS; depth++)
    {
      const gint64 *next = g_hash_table_lookup (self->successors, &unit);

      g_array_append_vals (visits_of (self, unit), visit, 1);
      if (!next)
        break;
      unit = *next;
    }
}

static int
year_of (const char *name, guint32 day)
{
  NhSchoolYear year;

  if (name && nh_school_year_parse (name, &year, NULL))
    return year.first_year;
  if (!day)
    return 0;
  nh_school_year_for_day (day, &year);
  return year.first_year;
}

static gboolean
load_visits (NhInspectionCoverage *self, NhStore *store, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      store,
      "SELECT a.id, l.unit, a.plan, y.name, a.period_start, a.period_exactness IN ('day', 'days', 'yearly-day'), a.status, "
      "coalesce (a.period_end, a.period_start) "
      "FROM activity a JOIN activity_unit l ON l.activity = a.id AND l.role = 'inspected' "
      "LEFT JOIN plan p ON p.id = a.plan LEFT JOIN school_year y ON y.id = p.school_year "
      "WHERE a.kind = 'inspection' AND a.status <> 'cancelled' ORDER BY a.period_start, a.id",
      error);
  gboolean row = TRUE;

  while (select && nh_statement_step (select, &row, error))
    {
      NhInspectionVisit visit = { 0 };

      if (!row)
        return TRUE;
      visit.activity = nh_statement_int64 (select, 0);
      visit.unit = nh_statement_int64 (select, 1);
      visit.plan = nh_statement_int64 (select, 2);
      visit.day = nh_day_from_iso (nh_statement_text (select, 4));
      visit.last_day = nh_day_from_iso (nh_statement_text (select, 7));
      visit.year = year_of (nh_statement_text (select, 3), visit.day);
      visit.exact = nh_statement_int64 (select, 5) != 0;
      visit.status = g_intern_string (nh_statement_text (select, 6));
      if (visit.year)
        add_visit (self, &visit);
    }
  return FALSE;
}

static int
compare_visits (gconstpointer a, gconstpointer b)
{
  const NhInspectionVisit *first = a;
  const NhInspectionVisit *second = b;

  if (first->year != second->year)
    return first->year < second->year ? -1 : 1;
  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return first->activity < second->activity ? -1 : first->activity > second->activity;
}

/**
 * nh_inspection_coverage_load:
 * @workbook: a workbook
 * @error: of domain NH_STORE_ERROR
 *
 * Reads all inspections of units, with two queries. Cancelled ones are left out.
 *
 * Returns: (transfer full): what was inspected when, as it is now.
 */
NhInspectionCoverage *
nh_inspection_coverage_load (NhWorkbook *workbook, GError **error)
{
  NhStore *store = nh_workbook_get_store (workbook);
  g_autoptr (NhInspectionCoverage) self = g_new0 (NhInspectionCoverage, 1);
  GHashTableIter iter;
  gpointer visits;

  self->visits = new_units ((GDestroyNotify) g_array_unref);
  self->successors = new_units (g_free);
  if (!load_successors (self, store, error) || !load_visits (self, store, error))
    return NULL;
  g_hash_table_iter_init (&iter, self->visits);
  while (g_hash_table_iter_next (&iter, NULL, &visits))
    g_array_sort (visits, compare_visits);
  return g_steal_pointer (&self);
}

/** nh_inspection_coverage_free: frees what was loaded. */
void
nh_inspection_coverage_free (NhInspectionCoverage *coverage)
{
  g_clear_pointer (&coverage->visits, g_hash_table_unref);
  g_clear_pointer (&coverage->successors, g_hash_table_unref);
  g_free (coverage);
}

/**
 * nh_inspection_coverage_get:
 * @coverage: what was loaded
 * @unit: a unit
 *
 * Returns: (transfer none) (nullable) (element-type NhInspectionVisit): its inspections by year and day,
 *   postponed ones too; %NULL: none.
 */
GArray *
nh_inspection_coverage_get (NhInspectionCoverage *coverage, gint64 unit)
{
  return g_hash_table_lookup (coverage->visits, &unit);
}

static gboolean
counts (const NhInspectionVisit *visit)
{
  return !g_str_equal (visit->status, "postponed");
}

/**
 * nh_inspection_coverage_find:
 * @coverage: what was loaded
 * @unit: a unit
 * @year: a school year, by its first calendar year
 *
 * Returns: (transfer none) (nullable): its last inspection in that year, planned or held; %NULL: none.
 */
const NhInspectionVisit *
nh_inspection_coverage_find (NhInspectionCoverage *coverage, gint64 unit, int year)
{
  GArray *visits = nh_inspection_coverage_get (coverage, unit);

  for (guint i = visits ? visits->len : 0; i-- > 0;)
    {
      const NhInspectionVisit *visit = &g_array_index (visits, NhInspectionVisit, i);

      if (visit->year == year && counts (visit))
        return visit;
    }
  return NULL;
}

/**
 * nh_inspection_coverage_years_since:
 * @coverage: what was loaded
 * @unit: a unit
 * @year: a school year, by its first calendar year
 *
 * Returns: how many years lie between @year and the last year before it in which the unit was inspected: 1
 *   for the year before; NH_INSPECTION_NEVER_INSPECTED when nothing is known.
 */
int
nh_inspection_coverage_years_since (NhInspectionCoverage *coverage, gint64 unit, int year)
{
  GArray *visits = nh_inspection_coverage_get (coverage, unit);

  for (guint i = visits ? visits->len : 0; i-- > 0;)
    {
      const NhInspectionVisit *visit = &g_array_index (visits, NhInspectionVisit, i);

      if (visit->year < year && counts (visit))
        return MIN (year - visit->year, NH_INSPECTION_NEVER_INSPECTED - 1);
    }
  return NH_INSPECTION_NEVER_INSPECTED;
}

/**
 * nh_inspection_visit_describe:
 * @visit: an inspection
 *
 * Returns: (transfer full): when it was, as short as a cell needs it: "14/10/2023", "10/2023"; "" when only
 *   the year is known.
 */
char *
nh_inspection_visit_describe (const NhInspectionVisit *visit)
{
  int year;
  int month;

  if (!visit->day)
    return g_strdup ("");
  if (visit->exact)
    return nh_day_format_short (visit->day);
  nh_day_to_ymd (visit->day, &year, &month, NULL);
  return nh_month_format_short (year, month);
}

/**
 * nh_inspection_units:
 * @workbook: a workbook
 * @plan: a plan; 0: all plans of the school year
 * @school_year: key of a school year, where @plan is 0; 0: all
 * @error: of domain NH_STORE_ERROR
 *
 * The units that the plan inspects, those of the clusters it is for, and all of their kind under the same
 * office: so those come up that nobody thought of.
 *
 * Returns: (transfer full) (element-type gint64): units that still exist, in the order of their names.
 */
GArray *
nh_inspection_units (NhWorkbook *workbook, gint64 plan, gint64 school_year, GError **error)
{
  static const char sql[]
      = "WITH chosen (plan) AS (SELECT id FROM plan WHERE (?1 = 0 OR id = ?1) AND (?2 = 0 OR ?1 <> 0 OR school_year = ?2)), "
        "named (unit) AS (SELECT l.unit FROM activity a JOIN activity_unit l ON l.activity = a.id AND l.role = 'inspected' "
        "WHERE a.kind = 'inspection' AND a.plan IN chosen AND a.status <> 'cancelled'), "
        "like_them (id) AS (SELECT unit FROM named UNION SELECT o.id FROM unit u JOIN unit o ON o.kind = u.kind "
        "AND o.parent = u.parent WHERE u.id IN named) "
        "SELECT id FROM unit WHERE (active_to IS NULL OR active_to >= date ('now', 'localtime')) AND (id IN like_them OR id IN (SELECT l.unit FROM plan p "
        "JOIN team t ON t.kind = 'cluster' AND (t.id = p.team OR t.parent = p.team) JOIN team_unit l ON l.team = t.id "
        "AND (l.to_on IS NULL OR l.to_on >= date ('now', 'localtime')) WHERE p.id IN chosen)) ORDER BY sort_key, id";
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  nh_statement_bind_int64 (select, 2, school_year);
  while (nh_statement_step (select, &row, error))
    {
      gint64 unit;

      if (!row)
        return g_steal_pointer (&units);
      unit = nh_statement_int64 (select, 0);
      g_array_append_val (units, unit);
    }
  return NULL;
}

/**
 * nh_inspection_newest_year:
 * @workbook: a workbook
 *
 * Returns: the key of the newest school year with a plan that inspects: what is looked at while no year is
 *   chosen; 0: none.
 */
gint64
nh_inspection_newest_year (NhWorkbook *workbook)
{
  return nh_workbook_query_int64 (workbook,
                                  "SELECT y.id FROM school_year y JOIN plan p ON p.school_year = y.id JOIN activity a "
                                  "ON a.plan = p.id AND a.kind = 'inspection' WHERE ? = 0 ORDER BY y.name DESC LIMIT 1",
                                  0, 0);
}

/**
 * nh_inspection_year:
 * @workbook: a workbook
 * @school_year: key of a school year; 0: the one of today
 *
 * Returns: its first calendar year.
 */
int
nh_inspection_year (NhWorkbook *workbook, gint64 school_year)
{
  NhSchoolYear year;

  if (!school_year || !nh_workbook_get_school_year (workbook, school_year, &year))
    nh_school_year_for_day (nh_unit_today (), &year);
  return year.first_year;
}
