/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who hosts which subject in which month, and which subjects have no session yet.
 */
#include "document/nh-board-lessons.h"

#include <stdlib.h>

#include "core/nh-period.h"
#include "core/nh-subjects.h"
#include "core/nh-text.h"
#include "document/nh-board-private.h"
#include "document/nh-views.h"
#include "model/nh-agenda.h"
#include "model/nh-cursor.h"

#define MOST_HOSTS 6 /* that are named beside each subject */

/* Months of a school year at least, from its first one: September to May. */
#define SCHOOL_MONTHS 9

static const char *const levels[] = { "MN", "TH", "THCS", "THPT", "GDTX", "" };

static void
row_free (gpointer data)
{
  NhLessonRow *row = data;

  g_free (row->level);
  g_free (row->subject);
  g_free (row->grade);
  g_free (row);
}

static NhLessonBoard *
board_new (const char *corner)
{
  NhLessonBoard *board = g_new0 (NhLessonBoard, 1);

  board->matrix = nh_matrix_new (corner);
  board->rows = g_ptr_array_new_with_free_func (row_free);
  return board;
}

/** nh_lesson_board_free: frees @board; a matrix that was taken is %NULL in it. */
void
nh_lesson_board_free (NhLessonBoard *board)
{
  if (!board)
    return;
  nh_matrix_free (board->matrix);
  g_ptr_array_unref (board->rows);
  g_free (board);
}

/** nh_board_level_words: Returns: "CẤP THCS", as appendices name the groups; "" without a level. */
char *
nh_board_level_words (const char *level)
{
  return *level ? g_strdup_printf ("CẤP %s", level) : g_strdup ("");
}

/** nh_board_activities: Returns: (transfer full): the activities of a plan of one kind in their order. */
GPtrArray *
nh_board_activities (NhWorkbook *workbook, gint64 plan, const char *kind, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  const NhListFilter filters[] = { { "plan", key }, { "kind", kind } };

  return nh_workbook_list (workbook, nh_entity_find ("activity"), filters, 2, error);
}

/** nh_board_hosts: Returns: (transfer full): the hosts as a cell lists them, offices by their districts. */
char *
nh_board_hosts (NhWorkbook *workbook, NhRecord *record)
{
  const NhViewContext context = { workbook, 0, NULL, FALSE, FALSE, NULL };

  return nh_view_units (&context, record, "hosts", NULL);
}

static guint
level_place (gconstpointer record)
{
  const char *level = nh_record_raw (*(NhRecord *const *) record, "level");
  guint place = 0;

  while (place < G_N_ELEMENTS (levels) && !g_str_equal (level, levels[place]))
    place++;
  return place;
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  return (int) level_place (a) - (int) level_place (b);
}

/** nh_board_sort_by_level: kindergartens first, continuing education, what has no level and levels of strangers last;
 * those of one level stay in their order. */
void
nh_board_sort_by_level (GPtrArray *records)
{
  g_ptr_array_sort (records, compare_levels);
}

static gint64
row_key (const char *level, const char *subject, const char *grade)
{
  g_autofree char *folded = nh_text_fold (subject);
  g_autofree char *text = g_strconcat (level, "|", folded, "|", grade, NULL);

  return g_str_hash (text);
}

/* The row of subject and grade at a level. */
static guint
get_row (NhLessonBoard *board, const char *level, const char *subject, const char *grade)
{
  g_autofree char *label = NULL;
  g_autofree char *group = nh_board_level_words (level);
  NhLessonRow *row;

  for (guint i = 0; i < board->rows->len; i++)
    {
      row = board->rows->pdata[i];
      if (g_str_equal (row->level, level) && g_str_equal (row->grade, grade)
          && (g_str_equal (row->subject, subject) || nh_subject_same (row->subject, subject)))
        return i;
    }
  row = g_new (NhLessonRow, 1);
  *row = (NhLessonRow){ g_strdup (level), g_strdup (subject), g_strdup (grade) };
  g_ptr_array_add (board->rows, row);
  label = nh_view_join (" ", subject, grade);
  return nh_matrix_add_row (board->matrix, row_key (level, subject, grade), *label ? label : "(Chưa ghi môn)", NULL,
                            *group ? group : NULL);
}

/* Months */

static guint32
month_start (guint32 day, int months)
{
  int year;
  int month;

  nh_day_to_ymd (day, &year, &month, NULL);
  month += months - 1;
  return nh_day_from_ymd (year + month / 12, month % 12 + 1, 1);
}

static guint32
first_day (NhRecord *record)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;

  nh_record_get_period (record, NH_FIELD (nh_record_get_entity (record), "period"), &period);
  return period.start;
}

/* From the first month of the year to its last, or only as far as sessions are. */
static void
add_months (NhLessonBoard *board, const NhSchoolYear *year, GPtrArray *sessions, gboolean all)
{
  guint32 first = month_start (year->starts_on, 0);
  guint32 last = all ? month_start (year->ends_on, 0) : month_start (first, SCHOOL_MONTHS - 1);
  guint32 today = nh_today ();
  gboolean undated = FALSE;

  for (guint i = 0; i < sessions->len; i++)
    {
      guint32 day = first_day (sessions->pdata[i]);

      undated |= !day;
      if (day && day < first)
        first = month_start (day, 0);
      if (day > last)
        last = month_start (day, 0);
    }
  for (guint32 day = first; day && day <= last; day = month_start (day, 1))
    {
      int y;
      int m;
      g_autofree char *words = NULL;
      g_autofree char *label = NULL;
      guint column;

      nh_day_to_ymd (day, &y, &m, NULL);
      /* On the screen all months have to fit. */
      words = nh_month_format_short (y, m);
      label = all ? g_strdup_printf ("%d/%d", m, y) : g_strconcat ("Tháng ", words, NULL);
      column = nh_matrix_add_column (board->matrix, day, label, NULL);
      if (month_start (today, 0) == day)
        nh_matrix_set_current_column (board->matrix, column);
    }
  if (undated)
    nh_matrix_add_column (board->matrix, 0, "Chưa định ngày", NULL);
}

static const char *
session_style (NhRecord *record)
{
  const char *status = nh_record_raw (record, "status");

  if (g_str_equal (status, "done"))
    return "good";
  if (g_str_equal (status, "postponed"))
    return "late";
  return g_str_equal (status, "cancelled") ? "none" : "kind-lesson-study";
}

/* "Ngữ văn 8, tại Tân Yên, Tháng 01/2024. Kế hoạch" */
static char *
session_story (NhRecord *record, const char *hosts)
{
  g_autofree char *what = nh_view_join (" ", nh_record_text (record, "subject"), nh_record_text (record, "grade"));
  g_autofree char *where = nh_view_join (", tại ", what, hosts);
  g_autofree char *when = nh_view_join (", ", where, nh_record_text (record, "period"));

  return g_strdup_printf ("%s. %s\n%s", when, nh_record_text (record, "status"), nh_record_text (record, "content"));
}

static void
add_session (NhWorkbook *workbook, NhLessonBoard *board, NhRecord *record)
{
  guint row = get_row (board, nh_record_raw (record, "level"), nh_record_text (record, "subject"),
                       nh_record_text (record, "grade"));
  guint32 day = first_day (record);
  int column = nh_matrix_find_column (board->matrix, day ? month_start (day, 0) : 0);
  g_autofree char *hosts = nh_board_hosts (workbook, record);
  g_autofree char *story = session_story (record, hosts);

  if (column >= 0)
    nh_matrix_add_item (board->matrix, row, (guint) column, nh_record_get_id (record), *hosts ? hosts : "(chưa giao)",
                        session_style (record), story);
}

/**
 * nh_lesson_board_assignment:
 * @workbook: a workbook
 * @plan: key of a plan
 * @all_months: also the months at the end of the year in which nothing is
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): subject and grade × month with the hosts, the rows by level.
 */
NhLessonBoard *
nh_lesson_board_assignment (NhWorkbook *workbook, gint64 plan, gboolean all_months, GError **error)
{
  g_autoptr (GPtrArray) sessions = nh_board_activities (workbook, plan, "lesson_study", error);
  g_autoptr (NhLessonBoard) board = board_new ("Môn học, lớp");
  NhSchoolYear year;

  if (!sessions)
    return NULL;
  if (!nh_workbook_get_plan_year (workbook, plan, &year))
    nh_school_year_for_day (sessions->len && first_day (sessions->pdata[0]) ? first_day (sessions->pdata[0])
                                                                            : nh_today (), &year);
  nh_board_sort_by_level (sessions);
  add_months (board, &year, sessions, all_months);
  for (guint i = 0; i < sessions->len; i++)
    add_session (workbook, board, sessions->pdata[i]);
  return g_steal_pointer (&board);
}

/* Subjects without a session */

/* The levels of a plan: of its sessions, else of all that it does. */
static gboolean
has_level (GPtrArray *activities, const char *level)
{
  for (guint i = 0; i < activities->len; i++)
    if (g_str_equal (nh_record_raw (activities->pdata[i], "level"), level))
      return TRUE;
  return FALSE;
}

static GPtrArray *
list_for_levels (NhWorkbook *workbook, gint64 plan, GPtrArray *sessions, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, plan);
  const NhListFilter filter = { "plan", key };

  if (sessions->len)
    return g_ptr_array_ref (sessions);
  return nh_workbook_list (workbook, nh_entity_find ("activity"), &filter, 1, error);
}

/* The grades that a plan is about; without any, 0 stands for all of them. */
static GArray *
list_grades (NhWorkbook *workbook, gint64 plan, GPtrArray *sessions)
{
  g_autoptr (NhRecord) record = nh_workbook_load (workbook, nh_entity_find ("plan"), plan, NULL);
  const char *grades = record ? nh_record_text (record, "grades") : "";
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint grade = 1; grade <= 12; grade++)
    {
      gboolean wanted = *grades && nh_grades_hold (grades, grade);

      for (guint i = 0; !*grades && i < sessions->len; i++)
        wanted |= *nh_record_text (sessions->pdata[i], "grade")
                  && nh_grades_hold (nh_record_text (sessions->pdata[i], "grade"), grade);
      if (wanted)
        g_array_append_val (list, grade);
    }
  if (!list->len)
    {
      guint all = 0;

      g_array_append_val (list, all);
    }
  return list;
}

static NhRecord *
find_session (GPtrArray *sessions, const NhSubject *subject, guint grade)
{
  for (guint i = 0; i < sessions->len; i++)
    {
      NhRecord *record = sessions->pdata[i];

      if (g_str_equal (nh_record_raw (record, "level"), subject->level)
          && !g_str_equal (nh_record_raw (record, "status"), "cancelled")
          && (nh_subject_same (nh_record_text (record, "subject"), subject->name)
              || nh_subject_is_all (nh_record_text (record, "subject")))
          && (!grade || nh_grades_hold (nh_record_text (record, "grade"), grade)))
        return record;
    }
  return NULL;
}

static gboolean
is_taught (const NhSubject *subject, guint grade)
{
  return !grade || (grade >= subject->first_grade && grade <= subject->last_grade);
}

static gboolean
is_missing (GPtrArray *sessions, GArray *grades, const NhSubject *subject)
{
  for (guint g = 0; g < grades->len; g++)
    {
      guint grade = g_array_index (grades, guint, g);

      if (is_taught (subject, grade) && !find_session (sessions, subject, grade))
        return TRUE;
    }
  return FALSE;
}

static void
add_missing (NhWorkbook *workbook, NhLessonBoard *board, GPtrArray *sessions, GArray *grades, const NhSubject *subject,
             const char *hosts, const char *few)
{
  guint row = get_row (board, subject->level, subject->name, "");

  for (guint g = 0; g < grades->len; g++)
    {
      guint grade = g_array_index (grades, guint, g);
      NhRecord *session = is_taught (subject, grade) ? find_session (sessions, subject, grade) : NULL;
      g_autofree char *story = NULL;

      if (!is_taught (subject, grade))
        continue;
      if (session)
        {
          g_autofree char *host = nh_board_hosts (workbook, session);

          story = session_story (session, host);
          nh_matrix_add_item (board->matrix, row, g, nh_record_get_id (session), *host ? host : "Đã có", "good", story);
          continue;
        }
      story = g_strdup_printf ("%s%s%.0u: năm học này chưa có buổi sinh hoạt chuyên môn", subject->name,
                               grade ? " lớp " : "", grade);
      nh_matrix_add_item (board->matrix, row, g, 0, "Chưa tổ chức", "bad", story);
    }
  if (*hosts)
    nh_matrix_add_item (board->matrix, row, grades->len, 0, few, NULL, hosts);
}

/* Who might host at a level and does not yet, as one text, and as one that fits beside each subject; NULL on error. */
static char *
join_hosts (NhWorkbook *workbook, gint64 plan, const char *level, char **few, GError **error)
{
  g_autoptr (GPtrArray) names = nh_lesson_board_free_hosts (workbook, plan, level, error);
  g_autoptr (GString) all = g_string_new (NULL);

  *few = NULL;
  if (!names)
    return NULL;
  for (guint i = 0; i < names->len; i++)
    {
      if (i == MOST_HOSTS && names->len > MOST_HOSTS + 1)
        *few = g_strdup_printf ("%s và %u đơn vị khác", all->str, names->len - MOST_HOSTS);
      g_string_append_printf (all, "%s%s", i ? ", " : "", (const char *) names->pdata[i]);
    }
  if (!*few)
    *few = g_strdup (all->str);
  return g_strdup (all->str);
}

/**
 * nh_lesson_board_missing:
 * @workbook: a workbook
 * @plan: key of a plan
 * @error: of domain NH_STORE_ERROR
 *
 * Subjects of the programme, at the levels and in the grades of the plan, that have no session in it: plans ask
 * districts and clusters to organise these themselves.
 *
 * Returns: (transfer full): subject × grade, with who might host.
 */
NhLessonBoard *
nh_lesson_board_missing (NhWorkbook *workbook, gint64 plan, GError **error)
{
  g_autoptr (GPtrArray) sessions = nh_board_activities (workbook, plan, "lesson_study", error);
  g_autoptr (GPtrArray) of_levels = sessions ? list_for_levels (workbook, plan, sessions, error) : NULL;
  g_autoptr (GArray) grades = NULL;
  g_autoptr (NhLessonBoard) board = board_new ("Môn học, hoạt động giáo dục");
  guint n;
  const NhSubject *all = nh_subjects (&n);

  if (!of_levels)
    return NULL;
  grades = list_grades (workbook, plan, sessions);
  for (guint g = 0; g < grades->len; g++)
    {
      guint grade = g_array_index (grades, guint, g);
      g_autofree char *label = grade ? g_strdup_printf ("Lớp %u", grade) : g_strdup ("Tình hình");

      nh_matrix_add_column (board->matrix, grade, label, NULL);
    }
  nh_matrix_add_column (board->matrix, NH_LESSON_COLUMN_HOSTS, "Có thể giao", "chưa đăng cai buổi nào");
  for (guint l = 0; l < G_N_ELEMENTS (levels); l++)
    {
      g_autofree char *hosts = NULL;
      g_autofree char *few = NULL;

      if (!*levels[l] || !has_level (of_levels, levels[l]))
        continue;
      hosts = join_hosts (workbook, plan, levels[l], &few, error);
      if (!hosts)
        return NULL;
      for (guint i = 0; i < n; i++)
        if (g_str_equal (all[i].level, levels[l]) && is_missing (sessions, grades, &all[i]))
          add_missing (workbook, board, sessions, grades, &all[i], hosts, few);
    }
  return g_steal_pointer (&board);
}
