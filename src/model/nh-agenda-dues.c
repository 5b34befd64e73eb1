/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Papers that are due, from the views "due" and "owed": the rules stand there.
 */
#include "model/nh-agenda-private.h"

#define DUE_SQL \
  "SELECT v.id, v.deadline, v.activity, v.plan, v.what, v.due_on, v.provisional, d.audience " \
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

/* Whom the view names: the units of its activity, which are in memory; else who the deadline says. */
static char *
dup_audience (NhAgenda *self, const NhAgendaActivity *activity, const char *said)
{
  g_autoptr (GString) names = NULL;

  if (!activity || !activity->n_units)
    return said && *said ? g_strdup (said) : NULL;
  names = g_string_new (NULL);
  for (guint i = 0; i < activity->n_units; i++)
    g_string_append_printf (names, "%s%s", i ? ", " : "", nh_agenda_unit_name (self, activity->units[i].unit));
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
      NhAgendaDue *due;

      if (!belongs (self, activity, for_activity, plan, due_on))
        continue;
      due = g_new0 (NhAgendaDue, 1);
      due->id = nh_statement_int64 (select, 0);
      due->deadline = nh_statement_int64 (select, 1);
      due->activity = for_activity;
      due->plan = plan;
      due->what = g_strdup (nh_statement_text (select, 4));
      due->due_on = due_on;
      due->provisional = due_on && nh_statement_int64 (select, 6) != 0;
      due->audience = dup_audience (self, activity, nh_statement_text (select, 7));
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

/* (internal) Reads all papers anew. */
gboolean
nh_agenda_load_dues (NhAgenda *self, GError **error)
{
  NhStore *store = nh_workbook_get_store (self->workbook);
  g_autoptr (NhStatement) dues = nh_store_prepare (store, DUE_SQL, error);
  g_autoptr (NhStatement) owed
      = dues ? nh_store_prepare (store, "SELECT due, count (*), count (submission) FROM owed GROUP BY due", error) : NULL;

  g_hash_table_remove_all (self->due_by_id);
  g_ptr_array_set_size (self->dues, 0);
  if (!owed || !read_dues (self, dues, error) || !read_owed (self, owed, error))
    return FALSE;
  g_ptr_array_sort (self->dues, compare_dues);
  return TRUE;
}

static void
drop_dues_of (NhAgenda *self, GHashTable *activities)
{
  guint kept = 0;

  /* What stays moves up; the rest of the array is empty then. */
  for (guint i = 0; i < self->dues->len; i++)
    {
      NhAgendaDue *due = self->dues->pdata[i];

      if (due->activity && g_hash_table_contains (activities, &due->activity))
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

/* (internal) Reads the papers of some activities (of gint64) anew. */
gboolean
nh_agenda_load_dues_of (NhAgenda *self, GArray *activities, GError **error)
{
  NhStore *store = nh_workbook_get_store (self->workbook);
  g_autoptr (GHashTable) touched = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (NhStatement) dues = nh_store_prepare (store, DUE_SQL " WHERE v.activity = ?", error);
  g_autoptr (NhStatement) owed
      = dues ? nh_store_prepare (store, "SELECT due, count (*), count (submission) FROM owed WHERE activity = ? GROUP BY due",
                                 error)
             : NULL;

  if (!owed)
    return FALSE;
  for (guint i = 0; i < activities->len; i++)
    g_hash_table_add (touched, &g_array_index (activities, gint64, i));
  drop_dues_of (self, touched);
  for (guint i = 0; i < activities->len; i++)
    {
      gint64 id = g_array_index (activities, gint64, i);
      guint before = self->dues->len;

      nh_statement_bind_int64 (dues, 1, id);
      if (!read_dues (self, dues, error))
        return FALSE;
      nh_statement_reset (dues);
      if (self->dues->len == before)
        continue;
      nh_statement_bind_int64 (owed, 1, id);
      if (!read_owed (self, owed, error))
        return FALSE;
      nh_statement_reset (owed);
    }
  g_ptr_array_sort (self->dues, compare_dues);
  return TRUE;
}
