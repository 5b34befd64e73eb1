/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keeps an agenda true after the workbook changed: only what was touched is read again.
 */
#include "model/nh-agenda-private.h"

/* From here on, reading everything costs less than single activities, and all papers less than those of some. */
#define MAX_SINGLE 500
#define MAX_PAPERS 30

typedef struct
{
  NhAgenda *self;
  GHashTable *touched;    /* activities to read again, or gone */
  GHashTable *papers_of;  /* activities whose papers are other, but nothing else */
  GHashTable *deadlines;  /* deadlines whose papers are other */
  GHashTable *gone_links; /* rows of activity_unit and activity_person that were other before */
  gboolean everything, plans, teams, clusters, units, members, issued, dues, anything;
} Update;

static void
note (GHashTable *set, gint64 id)
{
  if (!g_hash_table_contains (set, &id))
    g_hash_table_add (set, nh_agenda_key (id));
}

static void
touch (Update *u, gint64 activity)
{
  note (u->touched, activity);
}

static void
note_paper (Update *u, const NhAgendaSubmission *submission)
{
  if (!submission)
    return;
  if (submission->activity)
    note (u->papers_of, submission->activity);
  else
    note (u->deadlines, submission->deadline);
}

/* A paper came in, was corrected or taken back: it counts for what it was for before, and for what it is for now. */
static void
note_submission (Update *u, gint64 id)
{
  note_paper (u, g_hash_table_lookup (u->self->submissions, &id));
  if (!nh_agenda_load_submission (u->self, id, NULL))
    u->dues = TRUE;
  note_paper (u, g_hash_table_lookup (u->self->submissions, &id));
}

static void
touch_owner (Update *u, const char *sql, gint64 link)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (u->self->workbook), sql, NULL);
  gboolean row;

  if (!select)
    return;
  nh_statement_bind_int64 (select, 1, link);
  if (nh_statement_step (select, &row, NULL) && row)
    touch (u, nh_statement_int64 (select, 0));
}

/* A row that was there before belonged to an activity that only the agenda still knows. */
static void
note_link (Update *u, const NhChange *change, const char *sql)
{
  if (change->kind != NH_CHANGE_INSERT)
    note (u->gone_links, change->id);
  if (change->kind != NH_CHANGE_DELETE)
    touch_owner (u, sql, change->id);
}

static gboolean
names_person (const NhAgendaActivity *a, gint64 person)
{
  for (guint i = 0; i < a->n_people; i++)
    if (a->people[i].person == person || a->people[i].absent == person)
      return TRUE;
  return FALSE;
}

/* Activities whose words or people hang on a record. */
static void
touch_users (Update *u, const char *table, gint64 id)
{
  GPtrArray *activities = u->self->activities;

  for (guint i = 0; i < activities->len; i++)
    {
      NhAgendaActivity *a = activities->pdata[i];
      gboolean uses = table[0] == 'u'   ? nh_agenda_has_unit (a, id, NULL)
                      : table[0] == 'p' ? names_person (a, id)
                                        : a->team == id || a->delegation == id;

      if (uses)
        touch (u, a->id);
    }
}

static void
note_plan (Update *u, gint64 id)
{
  GPtrArray *activities = u->self->activities;
  g_autoptr (NhStatement) select = NULL;
  gboolean row = FALSE;

  u->plans = u->dues = TRUE;
  for (guint i = 0; i < activities->len; i++)
    {
      NhAgendaActivity *a = activities->pdata[i];

      if (a->plan == id)
        touch (u, a->id);
    }
  /* Of another year until now. */
  select = nh_store_prepare (nh_workbook_get_store (u->self->workbook), "SELECT id FROM activity WHERE plan = ?", NULL);
  if (!select)
    return;
  nh_statement_bind_int64 (select, 1, id);
  while (nh_statement_step (select, &row, NULL) && row)
    touch (u, nh_statement_int64 (select, 0));
}

static void
note_change (Update *u, const NhChange *change)
{
  const char *table = change->table;

  if (g_str_equal (table, "activity"))
    touch (u, change->id);
  else if (g_str_equal (table, "activity_unit"))
    note_link (u, change, "SELECT activity FROM activity_unit WHERE id = ?");
  else if (g_str_equal (table, "activity_person"))
    note_link (u, change, "SELECT activity FROM activity_person WHERE id = ?");
  else if (g_str_equal (table, "school_year"))
    u->everything = TRUE;
  else if (g_str_equal (table, "plan"))
    note_plan (u, change->id);
  else if (g_str_equal (table, "team"))
    {
      u->teams = u->clusters = u->dues = TRUE;
      touch_users (u, table, change->id);
    }
  else if (g_str_equal (table, "team_unit"))
    u->clusters = u->dues = u->anything = TRUE;
  else if (g_str_equal (table, "unit"))
    {
      u->units = u->dues = TRUE;
      touch_users (u, table, change->id);
    }
  else if (g_str_equal (table, "person"))
    {
      g_hash_table_remove (u->self->people, &change->id);
      touch_users (u, table, change->id);
    }
  else if (g_str_equal (table, "person_post"))
    {
      g_clear_pointer (&u->self->posts, g_hash_table_unref);
      u->anything = TRUE;
    }
  else if (g_str_equal (table, "membership"))
    u->members = u->dues = TRUE; /* who leads a team owes its papers */
  else if (g_str_equal (table, "plan_version") || g_str_equal (table, "plan_version_activity"))
    u->issued = TRUE;
  else if (g_str_equal (table, "submission"))
    note_submission (u, change->id);
  else if (g_str_equal (table, "deadline"))
    note (u->deadlines, change->id);
  else if (g_str_equal (table, "deadline_unit") || g_str_equal (table, "setting"))
    u->dues = TRUE;
}

static void
find_gone_links (Update *u)
{
  GArray *links = u->self->links;
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, u->gone_links);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const NhAgendaLink wanted = { *(gint64 *) key, 0 };
      gint64 *now = g_hash_table_lookup (u->self->new_links, key);
      guint place;

      if (now)
        touch (u, *now);
      if (g_array_binary_search (links, &wanted, nh_agenda_compare_links, &place))
        touch (u, g_array_index (links, NhAgendaLink, place).activity);
    }
}

static gboolean
same_members (GArray *a, GArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const NhAgendaMember *x = &g_array_index (a, NhAgendaMember, i), *y = &g_array_index (b, NhAgendaMember, i);

      if (x->id != y->id || x->role != y->role || x->from != y->from || x->to != y->to)
        return FALSE;
    }
  return TRUE;
}

static void
read_delegations (Update *u)
{
  NhAgenda *self = u->self;
  g_autoptr (GList) teams = g_hash_table_get_keys (self->delegations);

  for (GList *l = teams; l; l = l->next)
    {
      gint64 team = *(gint64 *) l->data;
      g_autoptr (GArray) now = nh_agenda_read_delegation (self, team);

      if (same_members (now, g_hash_table_lookup (self->delegations, &team)))
        continue;
      g_hash_table_insert (self->delegations, nh_agenda_key (team), g_steal_pointer (&now));
      touch_users (u, "team", team);
    }
}

static gboolean
read_names (Update *u, GError **error)
{
  NhAgenda *self = u->self;

  return (!u->plans || nh_agenda_load_plans (self, error)) && (!u->teams || nh_agenda_load_teams (self, error))
         && (!u->units || nh_agenda_load_units (self, error)) && (!u->clusters || nh_agenda_load_clusters (self, error));
}

static guint
place_of (NhAgenda *self, const NhAgendaActivity *activity)
{
  guint low = 0, high = self->activities->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (nh_agenda_compare (self->activities->pdata[middle], activity) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Returns: FALSE with @error if it could not be read */
static gboolean
read_again (NhAgenda *self, gint64 id, GError **error)
{
  g_autoptr (GError) own = NULL;
  NhAgendaRow *row = nh_agenda_load_one (self, id, &own);
  NhAgendaRow *old = g_hash_table_lookup (self->by_id, &id);

  if (own)
    {
      g_propagate_error (error, g_steal_pointer (&own));
      return FALSE;
    }
  if (old)
    {
      guint place = place_of (self, &old->activity);

      g_hash_table_remove (self->by_id, &id);
      g_ptr_array_remove_index (self->activities, place);
    }
  if (row)
    {
      g_ptr_array_insert (self->activities, (int) place_of (self, &row->activity), row);
      g_hash_table_insert (self->by_id, &row->activity.id, row);
    }
  return TRUE;
}

static GArray *
touched_array (Update *u)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), g_hash_table_size (u->touched));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, u->touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_array_append_vals (ids, key, 1);
  return ids;
}

/* Papers of activities that changed, and of others that only got one. */
static gboolean
read_dues (Update *u, GArray *ids, GError **error)
{
  g_autoptr (GArray) all = g_array_copy (ids);
  GHashTableIter iter;
  gpointer key;

  if (u->dues || ids->len + g_hash_table_size (u->deadlines) + g_hash_table_size (u->papers_of) > MAX_PAPERS)
    return nh_agenda_load_dues (u->self, error);
  g_hash_table_iter_init (&iter, u->papers_of);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (u->touched, key))
      g_array_append_vals (all, key, 1);
  return nh_agenda_load_dues_of (u->self, all, u->deadlines, error);
}

static gboolean
apply (Update *u, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!read_again (u->self, g_array_index (ids, gint64, i), error))
      return FALSE;
  if (u->issued && !nh_agenda_load_issued (u->self, ids, error))
    return FALSE;
  return read_dues (u, ids, error);
}

/* Returns: whether anything that the agenda shows may be other. */
static gboolean
update (Update *u, GArray *changes, GArray **ids, GError **error)
{
  for (guint i = 0; i < changes->len && !u->everything; i++)
    note_change (u, &g_array_index (changes, NhChange, i));
  if (!u->everything)
    {
      find_gone_links (u);
      if (u->members)
        read_delegations (u);
      if (!read_names (u, error))
        return FALSE;
    }
  if (u->everything || g_hash_table_size (u->touched) > MAX_SINGLE)
    {
      u->anything = TRUE;
      return nh_agenda_load_all (u->self, error);
    }
  *ids = touched_array (u);
  return apply (u, *ids, error)
         && (u->anything || u->dues || u->plans || (*ids)->len || g_hash_table_size (u->papers_of)
             || g_hash_table_size (u->deadlines));
}

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

void
nh_agenda_on_changed_cb (NhWorkbook *workbook, GArray *changes, NhAgenda *self)
{
  g_autoptr (GHashTable) touched = new_set ();
  g_autoptr (GHashTable) gone = new_set ();
  g_autoptr (GHashTable) papers = new_set ();
  g_autoptr (GHashTable) deadlines = new_set ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (NhChange));
  Update u = { .self = self, .touched = touched, .gone_links = gone, .papers_of = papers, .deadlines = deadlines,
               .everything = changes == NULL };
  gboolean other = update (&u, changes ? changes : none, &ids, &error);

  if (error)
    {
      /* What can't be read now is as it was until the next change; who holds pointers has to look again all the same. */
      g_warning ("The agenda of the year can't be read: %s", error->message);
      nh_agenda_emit_changed (self, NULL);
      return;
    }
  if (other)
    nh_agenda_emit_changed (self, u.anything || u.plans ? NULL : ids);
}
