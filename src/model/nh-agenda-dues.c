/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Papers that are due, from the views "due" and "owed": the rules stand there.
 */
#include "model/nh-agenda-private.h"

#define OWED_SQL "SELECT due, count (*), count (submission) FROM owed"
/* Of fixed days: from the rules alone, so that no activity is looked at. */
#define OWER_SQL \
  "SELECT w.deadline, w.unit, w.team, m.person FROM deadline_ower w JOIN deadline d ON d.id = w.deadline " \
  "LEFT JOIN membership m ON m.team = w.team AND (m.to_on IS NULL OR m.to_on >= date ('now', 'localtime')) " \
  "AND m.role IN ('chair', 'cluster_head', 'group_leader', 'head') WHERE d.rule NOT IN ('relative', 'after')"
#define SUBMISSION_SQL "SELECT id, deadline, activity FROM submission"
#define DUE_SQL \
  "SELECT v.id, v.deadline, v.activity, v.plan, v.what, v.due_on, v.provisional, d.audience, v.latest_on " \
  "FROM due v JOIN deadline d ON d.id = v.deadline"

void
nh_agenda_due_free (gpointer data)
{
  NhAgendaDue *due = data;

  if (!due)
    return;
  g_free (due->what);
  g_free (due->audience);
  g_free (due);
}

static int
compare_dues (gconstpointer a, gconstpointer b)
{
  const NhAgendaDue *x = *(const NhAgendaDue *const *) a, *y = *(const NhAgendaDue *const *) b;
  guint32 s = x->due_on - 1, t = y->due_on - 1; /* 0 becomes the greatest */

  if (s != t)
    return s < t ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* Whom the view names: the units that host its activity or are inspected, which are in memory; else who the deadline says. */
static char *
dup_audience (NhAgenda *self, const NhAgendaActivity *activity, const char *said)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GHashTable) named = NULL;

  for (guint i = 0; activity && i < activity->n_units; i++)
    {
      const NhAgendaUnit *unit = &activity->units[i];

      if (!g_str_equal (unit->role, "host") && !g_str_equal (unit->role, "inspected"))
        continue;
      if (!named)
        named = g_hash_table_new (g_int64_hash, g_int64_equal);
      if (g_hash_table_add (named, (gpointer) &unit->unit))
        g_string_append_printf (names, "%s%s", names->len ? ", " : "", nh_agenda_unit_name (self, unit->unit));
    }
  if (!names->len)
    return said && *said ? g_strdup (said) : NULL;
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
belongs (NhAgenda *self, const NhAgendaActivity *activity, gint64 for_activity, gint64 plan, guint32 due_on)
{
  const NhAgendaPlan *found = g_hash_table_lookup (self->plans, &plan);

  if (for_activity)
    return activity != NULL;
  if (!self->school_year)
    return TRUE;
  if (found && found->school_year)
    return found->school_year == self->school_year;
  return !due_on || nh_school_year_contains (&self->frame, due_on);
}

static gboolean
read_dues (NhAgenda *self, NhStatement *select, GError **error)
{
  gboolean row = FALSE;

  while (nh_statement_step (select, &row, error) && row)
    {
      gint64 for_activity = nh_statement_int64 (select, 2);
      const NhAgendaActivity *activity = for_activity ? nh_agenda_find (self, for_activity) : NULL;
      gint64 plan = nh_statement_int64 (select, 3);
      guint32 due_on = nh_day_from_iso (nh_statement_text (select, 5));
      gint64 id = nh_statement_int64 (select, 0);
      NhAgendaDue *due;

      if (!belongs (self, activity, for_activity, plan, due_on) || g_hash_table_contains (self->due_by_id, &id))
        continue;
      due = g_new0 (NhAgendaDue, 1);
      due->id = id;
      due->deadline = nh_statement_int64 (select, 1);
      due->activity = for_activity;
      due->plan = plan;
      due->what = g_strdup (nh_statement_text (select, 4));
      due->due_on = due_on;
      due->provisional = due_on && nh_statement_int64 (select, 6) != 0;
      due->audience = dup_audience (self, activity, nh_statement_text (select, 7));
      due->latest_on = nh_day_from_iso (nh_statement_text (select, 8));
      g_ptr_array_add (self->dues, due);
      g_hash_table_insert (self->due_by_id, &due->id, due);
    }
  return !row;
}

static gboolean
read_owed (NhAgenda *self, NhStatement *select, GError **error)
{
  gboolean row = FALSE;

  while (nh_statement_step (select, &row, error) && row)
    {
      gint64 id = nh_statement_int64 (select, 0);
      NhAgendaDue *due = g_hash_table_lookup (self->due_by_id, &id);

      if (!due)
        continue;
      due->n_owed = (guint) nh_statement_int64 (select, 1);
      due->n_received = (guint) nh_statement_int64 (select, 2);
    }
  return !row;
}

static gboolean
read_owers (NhAgenda *self, NhStatement *select, GError **error)
{
  gboolean row = FALSE;

  while (nh_statement_step (select, &row, error) && row)
    {
      gint64 deadline = nh_statement_int64 (select, 0);
      NhAgendaOwer ower = { nh_statement_int64 (select, 1), nh_statement_int64 (select, 2), nh_statement_int64 (select, 3) };
      GArray *owers = g_hash_table_lookup (self->owers, &deadline);

      if (!owers)
        {
          owers = g_array_new (FALSE, FALSE, sizeof (NhAgendaOwer));
          g_hash_table_insert (self->owers, nh_agenda_key (deadline), owers);
        }
      g_array_append_val (owers, ower);
    }
  return !row;
}

/**
 * nh_agenda_get_owers:
 * @self: an agenda
 * @due: one of its papers
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): who owes it, by name; nothing for what hangs on an activity, whose units
 *   owe it, and where the deadline names nobody. Valid until the agenda changes.
 */
const NhAgendaOwer *
nh_agenda_get_owers (NhAgenda *self, const NhAgendaDue *due, guint *n)
{
  GArray *owers = due->activity ? NULL : g_hash_table_lookup (self->owers, &due->deadline);

  *n = owers ? owers->len : 0;
  return owers ? (const NhAgendaOwer *) (gpointer) owers->data : NULL;
}

static gboolean
read_submissions (NhAgenda *self, NhStatement *select, GError **error)
{
  gboolean row = FALSE;

  while (nh_statement_step (select, &row, error) && row)
    {
      NhAgendaSubmission *submission = g_new (NhAgendaSubmission, 1);

      submission->id = nh_statement_int64 (select, 0);
      submission->deadline = nh_statement_int64 (select, 1);
      submission->activity = nh_statement_int64 (select, 2);
      g_hash_table_replace (self->submissions, &submission->id, submission);
    }
  return !row;
}

/* (internal) Reads what a paper that came in is for, or forgets it if it is gone. */
gboolean
nh_agenda_load_submission (NhAgenda *self, gint64 id, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (self->workbook), SUBMISSION_SQL " WHERE id = ?", error);

  g_hash_table_remove (self->submissions, &id);
  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, id);
  return read_submissions (self, select, error);
}

/* (internal) Reads all papers anew. */
gboolean
nh_agenda_load_dues (NhAgenda *self, GError **error)
{
  NhStore *store = nh_workbook_get_store (self->workbook);
  g_autoptr (NhStatement) dues = nh_store_prepare (store, DUE_SQL, error);
  g_autoptr (NhStatement) owed = dues ? nh_store_prepare (store, OWED_SQL " GROUP BY due", error) : NULL;
  g_autoptr (NhStatement) owers = owed ? nh_store_prepare (store, OWER_SQL, error) : NULL;
  g_autoptr (NhStatement) submissions = owers ? nh_store_prepare (store, SUBMISSION_SQL, error) : NULL;

  g_hash_table_remove_all (self->due_by_id);
  g_hash_table_remove_all (self->owers);
  g_hash_table_remove_all (self->submissions);
  g_ptr_array_set_size (self->dues, 0);
  if (!submissions || !read_dues (self, dues, error) || !read_owed (self, owed, error)
      || !read_owers (self, owers, error) || !read_submissions (self, submissions, error))
    return FALSE;
  g_ptr_array_sort (self->dues, compare_dues);
  return TRUE;
}

static void
drop_dues_of (NhAgenda *self, GHashTable *activities, GHashTable *deadlines)
{
  guint kept = 0;

  /* What stays moves up; the rest of the array is empty then. */
  for (guint i = 0; i < self->dues->len; i++)
    {
      NhAgendaDue *due = self->dues->pdata[i];

      if ((due->activity && g_hash_table_contains (activities, &due->activity))
          || g_hash_table_contains (deadlines, &due->deadline))
        {
          g_hash_table_remove (self->due_by_id, &due->id);
          nh_agenda_due_free (due);
        }
      else
        self->dues->pdata[kept++] = due;
    }
  for (guint i = kept; i < self->dues->len; i++)
    self->dues->pdata[i] = NULL;
  g_ptr_array_set_size (self->dues, (int) kept);
}

/* Those of one activity or deadline: @column is the view's. */
static gboolean
load_where (NhAgenda *self, const char *column, gint64 id, GError **error)
{
  NhStore *store = nh_workbook_get_store (self->workbook);
  g_autofree char *dues_sql = g_strdup_printf (DUE_SQL " WHERE v.%s = ?", column);
  g_autofree char *owed_sql = g_strdup_printf (OWED_SQL " WHERE %s = ? GROUP BY due", column);
  g_autoptr (NhStatement) dues = nh_store_prepare (store, dues_sql, error);
  g_autoptr (NhStatement) owed = NULL;
  guint before = self->dues->len;

  if (!dues)
    return FALSE;
  nh_statement_bind_int64 (dues, 1, id);
  if (!read_dues (self, dues, error))
    return FALSE;
  if (self->dues->len == before)
    return TRUE;
  owed = nh_store_prepare (store, owed_sql, error);
  if (!owed)
    return FALSE;
  nh_statement_bind_int64 (owed, 1, id);
  return read_owed (self, owed, error);
}

static gboolean
load_owers_of (NhAgenda *self, gint64 deadline, GError **error)
{
  g_autoptr (NhStatement) owers
      = nh_store_prepare (nh_workbook_get_store (self->workbook), OWER_SQL " AND w.deadline = ?", error);

  g_hash_table_remove (self->owers, &deadline);
  if (!owers)
    return FALSE;
  nh_statement_bind_int64 (owers, 1, deadline);
  return read_owers (self, owers, error);
}

/* (internal) Reads the papers of some activities (of gint64) and of some deadlines (keys to gint64) anew. */
gboolean
nh_agenda_load_dues_of (NhAgenda *self, GArray *activities, GHashTable *deadlines, GError **error)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < activities->len; i++)
    g_hash_table_add (touched, &g_array_index (activities, gint64, i));
  drop_dues_of (self, touched, deadlines);
  for (guint i = 0; i < activities->len; i++)
    if (!load_where (self, "activity", g_array_index (activities, gint64, i), error))
      return FALSE;
  g_hash_table_iter_init (&iter, deadlines);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!load_where (self, "deadline", *(gint64 *) key, error) || !load_owers_of (self, *(gint64 *) key, error))
      return FALSE;
  g_ptr_array_sort (self->dues, compare_dues);
  return TRUE;
}
