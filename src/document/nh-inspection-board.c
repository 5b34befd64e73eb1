/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-inspection-board.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-inspection-coverage.h"

#define FIRST_MONTH 8
#define N_MONTHS 12
#define LONGEST_LABEL 26 /* characters, of rounds that name no unit */

/* Words of paper and of the interface. */
#define SAY(flags, paper, screen) ((flags) & NH_INSPECTION_BOARD_PAPER ? (paper) : (screen))

/* One unit of a round. */
typedef struct
{
  gint64 activity;
  gint64 unit; /* 0: the round names none */
  char *content;
  char *delegation;
  char *text; /* of the period */
  guint32 start;
  guint32 end;
  gboolean exact;
  gboolean fixed;
  const char *status;
} Visit;

static void
visit_clear (gpointer data)
{
  Visit *visit = data;

  g_free (visit->content);
  g_free (visit->delegation);
  g_free (visit->text);
}

/**
 * nh_inspection_short_delegation:
 * @name: the name of a delegation
 *
 * Returns: (transfer full): the name without the words that every delegation has.
 */
char *
nh_inspection_short_delegation (const char *name)
{
  static const char *const heads[] = { "Đoàn kiểm tra số ", "Đoàn kiểm tra ", "Đoàn số ", "Đoàn " };

  for (guint i = 0; name && i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (name, heads[i]))
      return g_strconcat ("Đoàn ", name + strlen (heads[i]), NULL);
  return g_strdup (name ? name : "");
}

static guint32
day_of (NhStatement *select, int column)
{
  const char *iso = nh_statement_text (select, column);

  return iso ? nh_day_from_iso (iso) : 0;
}

/* The rounds of a plan, or of all plans of a school year, unit by unit. */
static GArray *
read_visits (NhWorkbook *workbook, gint64 plan, gint64 school_year, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (workbook),
      "SELECT a.id, l.unit, a.content, t.name, a.period_text, a.period_start, a.period_end, "
      "a.period_exactness IN ('day', 'days'), coalesce (a.fixed, '') = 'fixed', a.status FROM activity a "
      "LEFT JOIN activity_unit l ON l.activity = a.id AND l.role = 'inspected' LEFT JOIN team t ON t.id = a.delegation "
      "JOIN plan p ON p.id = a.plan WHERE a.kind = 'inspection' AND a.status <> 'cancelled' AND (?1 = 0 OR p.id = ?1) "
      "AND (?1 <> 0 OR ?2 = 0 OR p.school_year = ?2) ORDER BY a.period_start IS NULL, a.period_start, a.position, a.id, "
      "l.position",
      error);
  g_autoptr (GArray) visits = g_array_new (FALSE, TRUE, sizeof (Visit));
  gboolean row = TRUE;

  g_array_set_clear_func (visits, visit_clear);
  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, plan);
  nh_statement_bind_int64 (select, 2, school_year);
  while (nh_statement_step (select, &row, error))
    {
      Visit visit = { 0 };

      if (!row)
        return g_steal_pointer (&visits);
      visit.activity = nh_statement_int64 (select, 0);
      visit.unit = nh_statement_int64 (select, 1);
      visit.content = g_strdup (nh_statement_text (select, 2));
      visit.delegation = g_strdup (nh_statement_text (select, 3));
      visit.text = g_strdup (nh_statement_text (select, 4));
      visit.start = day_of (select, 5);
      visit.end = day_of (select, 6);
      visit.exact = nh_statement_int64 (select, 7) != 0;
      visit.fixed = nh_statement_int64 (select, 8) != 0;
      visit.status = g_intern_string (nh_statement_text (select, 9));
      g_array_append_val (visits, visit);
    }
  return NULL;
}

static int
year_of (NhWorkbook *workbook, gint64 plan, gint64 school_year)
{
  NhSchoolYear year;

  if (plan && nh_workbook_get_plan_year (workbook, plan, &year))
    return year.first_year;
  return nh_inspection_year (workbook, school_year);
}

static char *
unit_name (NhWorkbook *workbook, gint64 unit)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (workbook),
                          "SELECT " NH_INSPECTION_UNIT_NAME_SQL " FROM unit u WHERE u.id = ?", NULL);
  gboolean row = FALSE;

  if (!select)
    return g_strdup ("");
  nh_statement_bind_int64 (select, 1, unit);
  return g_strdup (nh_statement_step (select, &row, NULL) && row ? nh_statement_text (select, 0) : "");
}

/* The schedule. */

static int
month_of (int first_year, guint32 day)
{
  int year;
  int month;

  nh_day_to_ymd (day, &year, &month, NULL);
  return (year - first_year) * 12 + month - FIRST_MONTH;
}

/* The months of the year that a visit touches, which may begin before it and end after it; the first after the last
 * where it touches none. */
static void
months_of (int first_year, const Visit *visit, int *first, int *last)
{
  *first = visit->start ? MAX (month_of (first_year, visit->start), 0) : N_MONTHS;
  *last = visit->start ? MIN (month_of (first_year, MAX (visit->start, visit->end)), N_MONTHS - 1) : -1;
}

static guint32
first_of (int first_year, int position)
{
  int month = (FIRST_MONTH - 1 + position) % 12 + 1;

  return nh_day_from_ymd (first_year + (month < FIRST_MONTH), month, 1);
}

/* September to May, and what else is used; @columns receives the column of each month or -1. */
static void
add_months (NhMatrix *matrix, int first_year, GArray *visits, NhInspectionBoardFlags flags, int *columns)
{
  gboolean used[N_MONTHS] = { FALSE };

  for (guint i = 0; i < visits->len; i++)
    {
      int first;
      int last;

      months_of (first_year, &g_array_index (visits, Visit, i), &first, &last);
      for (int m = first; m <= last; m++)
        used[m] = TRUE;
    }
  for (int m = 0; m < N_MONTHS; m++)
    {
      int number = (FIRST_MONTH - 1 + m) % 12 + 1;
      int year = first_year + (number < FIRST_MONTH);
      g_autofree char *label
          = flags & NH_INSPECTION_BOARD_PAPER ? nh_inspection_month_text (year, number) : g_strdup_printf ("%d/%d", number, year);

      columns[m] = -1;
      if (used[m] || (!(flags & NH_INSPECTION_BOARD_PAPER) && (number >= 9 || number <= 5)))
        columns[m] = (int) nh_matrix_add_column (matrix, first_of (first_year, m), label, NULL);
    }
}

static char *
describe_wait (int years, NhInspectionBoardFlags flags)
{
  if (years == NH_INSPECTION_NEVER_INSPECTED)
    return g_strdup (SAY (flags, "chưa từng", _ ("never before")));
  return g_strdup_printf (SAY (flags, "%d năm trước", ngettext ("%d year ago", "%d years ago", years)), years);
}

/* A sentence would take the room of the months; the chips tell it whole. */
static char *
shorten (const char *content)
{
  g_autofree char *start = NULL;

  if (!content || g_utf8_strlen (content, -1) <= LONGEST_LABEL)
    return g_strdup (content ? content : "");
  start = g_utf8_substring (content, 0, LONGEST_LABEL - 1);
  return g_strconcat (g_strchomp (start), "…", NULL);
}

/* Rows: the units of the rounds as they come, those that have none yet, then rounds that name no unit. */
static gboolean
add_schedule_rows (NhMatrix *matrix, NhWorkbook *workbook, gint64 plan, gint64 school_year, GArray *visits,
                   NhInspectionBoardFlags flags, GError **error)
{
  g_autoptr (GArray) units = nh_inspection_units (workbook, plan, school_year, error);
  g_autoptr (NhInspectionCoverage) coverage = units ? nh_inspection_coverage_load (workbook, error) : NULL;
  int year = year_of (workbook, plan, school_year);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!coverage)
    return FALSE;
  for (guint i = 0; i < visits->len; i++)
    {
      const Visit *visit = &g_array_index (visits, Visit, i);

      if (visit->unit)
        g_array_append_val (keys, visit->unit);
    }
  if (!(flags & NH_INSPECTION_BOARD_PAPER))
    g_array_append_vals (keys, units->data, units->len);
  for (guint i = 0; i < keys->len; i++)
    {
      gint64 unit = g_array_index (keys, gint64, i);
      g_autofree char *name = unit_name (workbook, unit);
      g_autofree char *wait = describe_wait (nh_inspection_coverage_years_since (coverage, unit, year), flags);

      if (nh_matrix_find_row (matrix, unit) < 0)
        nh_matrix_add_row (matrix, unit, name, flags & NH_INSPECTION_BOARD_PAPER ? NULL : wait, NULL);
    }
  for (guint i = 0; i < visits->len; i++)
    {
      const Visit *visit = &g_array_index (visits, Visit, i);

      if (!visit->unit && nh_matrix_find_row (matrix, -visit->activity) < 0)
        {
          g_autofree char *label = flags & NH_INSPECTION_BOARD_PAPER ? g_strdup (visit->content) : shorten (visit->content);

          nh_matrix_add_row (matrix, -visit->activity, label, NULL, NULL);
        }
    }
  return TRUE;
}

static char *
visit_text (const Visit *visit, NhInspectionBoardFlags flags)
{
  g_autofree char *delegation = nh_inspection_short_delegation (visit->delegation);
  const char *mark = visit->fixed && !(flags & NH_INSPECTION_BOARD_PAPER) ? "▪ " : "";
  int month;
  int day;

  if (!visit->exact)
    return g_strconcat (mark, *delegation ? delegation : SAY (flags, "x", _ ("inspection")), NULL);
  nh_day_to_ymd (visit->start, NULL, &month, &day);
  return g_strdup_printf ("%s%d/%d%s%s", mark, day, month, *delegation ? " · " : "", delegation);
}

static char *
visit_story (const Visit *visit, gboolean hosts)
{
  g_autoptr (GString) text = g_string_new (visit->content && *visit->content ? visit->content : _ ("Inspection"));

  if (visit->text && *visit->text)
    g_string_append_printf (text, "\n%s", visit->text);
  if (visit->delegation)
    g_string_append_printf (text, "\n%s", visit->delegation);
  if (visit->fixed)
    g_string_append_printf (text, "\n%s", _ ("Fixed: proposals leave it where it is"));
  if (hosts)
    g_string_append_printf (text, "\n%s", _ ("The unit hosts something in this month"));
  return g_strdup (text->str);
}

static void
add_visit (NhMatrix *matrix, const Visit *visit, int first_year, const int *columns, guint32 hosting,
           NhInspectionBoardFlags flags)
{
  int row = nh_matrix_find_row (matrix, visit->unit ? visit->unit : -visit->activity);
  g_autofree char *text = visit_text (visit, flags);
  int first;
  int last;

  months_of (first_year, visit, &first, &last);
  for (int m = first; row >= 0 && m <= last; m++)
    {
      gboolean hosts = (hosting & 1u << m) != 0;
      g_autofree char *story = visit_story (visit, hosts);
      const char *style = g_str_equal (visit->status, "done") ? "good" : hosts ? "late" : "kind-inspection";

      if (columns[m] >= 0)
        nh_matrix_add_item (matrix, (guint) row, (guint) columns[m], visit->activity, text, style, story);
    }
}

static void
add_hosting (NhMatrix *matrix, GHashTable *hosting, const int *columns)
{
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    {
      gint64 unit = nh_matrix_get_row (matrix, r)->key;
      guint32 months = GPOINTER_TO_UINT (g_hash_table_lookup (hosting, &unit));

      for (int m = 0; m < N_MONTHS; m++)
        if (months & 1u << m && columns[m] >= 0)
          nh_matrix_add_item (matrix, r, (guint) columns[m], 0, _ ("hosts"), "kind-lesson-study",
                              _ ("The unit hosts something in this month: it is not inspected then"));
    }
}

/**
 * nh_inspection_schedule_matrix:
 * @workbook: a workbook
 * @plan: a plan; 0: all of the school year
 * @school_year: key of a school year, where @plan is 0
 * @flags: for the screen or for paper
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): who is inspected in which month; on the screen also who hosts when, and who is
 *   not in the schedule yet.
 */
NhMatrix *
nh_inspection_schedule_matrix (NhWorkbook *workbook, gint64 plan, gint64 school_year, NhInspectionBoardFlags flags,
                               GError **error)
{
  g_autoptr (NhMatrix) matrix = nh_matrix_new (SAY (flags, "Đơn vị", _ ("Unit")));
  g_autoptr (GArray) visits = read_visits (workbook, plan, school_year, error);
  int first_year = year_of (workbook, plan, school_year);
  g_autoptr (GHashTable) hosting = visits ? nh_inspection_hosting (workbook, first_year, error) : NULL;
  int columns[N_MONTHS];

  if (!hosting || !add_schedule_rows (matrix, workbook, plan, school_year, visits, flags, error))
    return NULL;
  add_months (matrix, first_year, visits, flags, columns);
  for (guint i = 0; i < visits->len; i++)
    {
      const Visit *visit = &g_array_index (visits, Visit, i);
      guint32 months = GPOINTER_TO_UINT (g_hash_table_lookup (hosting, &visit->unit));

      add_visit (matrix, visit, first_year, columns, months, flags);
    }
  if (!(flags & NH_INSPECTION_BOARD_PAPER))
    add_hosting (matrix, hosting, columns);
  return g_steal_pointer (&matrix);
}

/* Coverage. */

typedef struct
{
  gint64 unit;
  int years;
} Waiting;

static int
compare_waiting (gconstpointer a, gconstpointer b)
{
  return ((const Waiting *) b)->years - ((const Waiting *) a)->years;
}

/* The units of a plan with how long each has waited; as sorted by name, or those that waited longest first. */
static GArray *
list_waiting (NhWorkbook *workbook, gint64 plan, gint64 school_year, NhInspectionCoverage *coverage, gboolean longest,
              GError **error)
{
  g_autoptr (GArray) units = nh_inspection_units (workbook, plan, school_year, error);
  int year = year_of (workbook, plan, school_year);
  GArray *list;

  if (!units)
    return NULL;
  list = g_array_new (FALSE, FALSE, sizeof (Waiting));
  for (guint i = 0; i < units->len; i++)
    {
      gint64 unit = g_array_index (units, gint64, i);
      Waiting waiting = { unit, nh_inspection_coverage_years_since (coverage, unit, year) };

      g_array_append_val (list, waiting);
    }
  if (longest)
    g_array_sort (list, compare_waiting); /* it is stable: names stay in order */
  return list;
}

static void
add_coverage (NhMatrix *matrix, guint row, guint column, const NhInspectionVisit *visit, NhWorkbook *workbook,
              NhInspectionBoardFlags flags)
{
  g_autofree char *when = nh_inspection_visit_describe (visit);
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("activity"), visit->activity, NULL);
  const char *style = g_str_equal (visit->status, "done") ? "good"
                      : g_str_equal (visit->status, "postponed") ? "late" : "kind-inspection";
  const char *content = record ? nh_record_text (record, "content") : "";
  g_autofree char *story = g_strdup_printf ("%s\n%s", content, record ? nh_record_text (record, "period") : "");

  nh_matrix_add_item (matrix, row, column, visit->activity, *when ? when : SAY (flags, "x", _ ("inspection")), style, story);
}

/**
 * nh_inspection_coverage_matrix:
 * @workbook: a workbook
 * @plan: a plan; 0: all of the school year
 * @school_year: key of a school year, where @plan is 0
 * @flags: for the screen or for paper; in which order
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): who was inspected in which of the last NH_INSPECTION_BOARD_YEARS school years.
 */
NhMatrix *
nh_inspection_coverage_matrix (NhWorkbook *workbook, gint64 plan, gint64 school_year, NhInspectionBoardFlags flags,
                               GError **error)
{
  g_autoptr (NhMatrix) matrix = nh_matrix_new (SAY (flags, "Đơn vị", _ ("Unit")));
  g_autoptr (NhInspectionCoverage) coverage = nh_inspection_coverage_load (workbook, error);
  g_autoptr (GArray) list = NULL;
  int last = year_of (workbook, plan, school_year);

  if (coverage)
    list = list_waiting (workbook, plan, school_year, coverage, (flags & NH_INSPECTION_BOARD_LONGEST) != 0, error);
  if (!list)
    return NULL;
  for (int year = last - NH_INSPECTION_BOARD_YEARS + 1; year <= last; year++)
    {
      g_autofree char *label = g_strdup_printf ("%d-%d", year, year + 1);

      nh_matrix_add_column (matrix, year, label, NULL);
    }
  for (guint i = 0; i < list->len; i++)
    {
      const Waiting *waiting = &g_array_index (list, Waiting, i);
      g_autofree char *name = unit_name (workbook, waiting->unit);
      g_autofree char *wait = describe_wait (waiting->years, flags);
      GArray *visits = nh_inspection_coverage_get (coverage, waiting->unit);
      guint row = nh_matrix_add_row (matrix, waiting->unit, name, wait, NULL);

      for (guint v = 0; visits && v < visits->len; v++)
        {
          const NhInspectionVisit *visit = &g_array_index (visits, NhInspectionVisit, v);
          int column = nh_matrix_find_column (matrix, visit->year);

          if (column >= 0)
            add_coverage (matrix, row, (guint) column, visit, workbook, flags);
        }
    }
  return g_steal_pointer (&matrix);
}

/** nh_inspection_summary_clear: frees the texts of a summary. */
void
nh_inspection_summary_clear (NhInspectionSummary *summary)
{
  g_clear_pointer (&summary->longest, g_free);
}

/**
 * nh_inspection_summarize:
 * @workbook: a workbook
 * @plan: a plan; 0: all of the school year
 * @school_year: key of a school year, where @plan is 0
 * @summary: (out caller-allocates): receives the figures
 * @error: of domain NH_STORE_ERROR
 *
 * Counts the units that are inspected in the year, held or planned, and names those among the others that
 * have waited longest.
 *
 * Returns: whether it could be read.
 */
gboolean
nh_inspection_summarize (NhWorkbook *workbook, gint64 plan, gint64 school_year, NhInspectionSummary *summary, GError **error)
{
  g_autoptr (NhInspectionCoverage) coverage = nh_inspection_coverage_load (workbook, error);
  g_autoptr (GArray) list = coverage ? list_waiting (workbook, plan, school_year, coverage, TRUE, error) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  int year = year_of (workbook, plan, school_year);

  *summary = (NhInspectionSummary){ 0 };
  if (!list)
    return FALSE;
  summary->n_units = list->len;
  for (guint i = 0; i < list->len; i++)
    {
      const Waiting *waiting = &g_array_index (list, Waiting, i);
      g_autofree char *name = NULL;

      if (nh_inspection_coverage_find (coverage, waiting->unit, year))
        {
          summary->n_inspected++;
          continue;
        }
      summary->years = MAX (summary->years, waiting->years);
      if (waiting->years != summary->years)
        continue;
      name = unit_name (workbook, waiting->unit);
      g_string_append_printf (names, "%s%s", names->len ? ", " : "", name);
    }
  if (names->len)
    summary->longest = g_strdup (names->str);
  return TRUE;
}

/* What is proposed. */

static void
add_proposed (NhMatrix *matrix, NhInspectionProposal *p, guint round, guint row, const int *columns)
{
  NhProposalRound *r = nh_proposal_round (p, round);
  guint32 hosting = nh_inspection_proposal_hosting (p, round);
  g_autofree char *delegation
      = r->new_delegation >= 0 ? nh_inspection_short_delegation (nh_proposal_delegation (p, r->new_delegation)->name) : NULL;
  g_autofree char *text = g_strconcat (r->stored || r->pin >= 0 ? "▪ " : "", delegation ? delegation : _ ("nobody"), NULL);

  if (r->new_month >= 0 && columns[r->new_month] >= 0)
    {
      gboolean hosts = (hosting & 1u << r->new_month) != 0;
      const char *style = hosts || !delegation ? "late" : r->stored ? NULL : r->new_month == r->month ? "kind-inspection" : "good";
      g_autofree char *story = g_strdup_printf (
          "%s\n%s\n%s", r->name, nh_proposal_month (p, r->new_month)->name,
          r->stored ? _ ("Fixed or held already: stays as it is")
          : r->pin >= 0 ? _ ("Held here by you") : hosts ? _ ("The unit hosts something in this month") : delegation ? delegation : "");

      nh_matrix_add_item (matrix, row, (guint) columns[r->new_month], (gint64) round + 1, text, style, story);
    }
  for (guint m = 0; m < p->months->len; m++)
    if (hosting & 1u << m && columns[m] >= 0)
      nh_matrix_add_item (matrix, row, (guint) columns[m], 0, _ ("hosts"), "kind-lesson-study",
                          _ ("The unit hosts something in this month: it is not inspected then"));
}

/**
 * nh_inspection_proposal_matrix:
 * @proposal: a proposal
 *
 * Returns: (transfer full): the rounds and the chosen months, with how many rounds each month has.
 */
NhMatrix *
nh_inspection_proposal_matrix (NhInspectionProposal *proposal)
{
  NhMatrix *matrix = nh_matrix_new (_ ("Round"));
  g_autofree int *columns = g_new (int, proposal->months->len + 1);
  g_autofree guint *loads = g_new0 (guint, proposal->months->len + 1);

  for (guint i = 0; i < proposal->rounds->len; i++)
    if (nh_proposal_round (proposal, i)->new_month >= 0)
      loads[nh_proposal_round (proposal, i)->new_month]++;
  for (guint m = 0; m < proposal->months->len; m++)
    {
      NhProposalMonth *month = nh_proposal_month (proposal, m);
      g_autofree char *label = g_strdup_printf ("%d/%d", month->month, month->year);
      g_autofree char *detail = g_strdup_printf ("%s%u/%u", loads[m] > month->capacity ? "! " : "", loads[m],
                                                  month->capacity);

      columns[m] = month->chosen || loads[m] ? (int) nh_matrix_add_column (matrix, m, label, detail) : -1;
      if (columns[m] >= 0 && loads[m] > month->capacity)
        nh_matrix_set_column_warns (matrix, (guint) columns[m]);
    }
  for (guint i = 0; i < proposal->rounds->len; i++)
    {
      g_autofree char *wait = describe_wait (nh_inspection_proposal_years (proposal, i), NH_INSPECTION_BOARD_DEFAULT);
      gboolean known = nh_proposal_round (proposal, i)->units->len > 0;

      if (nh_inspection_proposal_takes_part (proposal, i))
        add_proposed (matrix, proposal, i,
                      nh_matrix_add_row (matrix, i, nh_proposal_round (proposal, i)->name, known ? wait : NULL, NULL), columns);
    }
  return matrix;
}
