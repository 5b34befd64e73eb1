/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reads activities: all of them with one query for each table, or one by its key with the same columns.
 */
#include "model/nh-agenda-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ACTIVITY_SQL \
  "SELECT a.id, a.plan, a.period_start, a.team, a.delegation, a.kind, a.status, a.level, a.content, a.subject, " \
  "a.grade, a.place, a.period_text, a.period_exactness, a.period_end, a.fixed FROM activity a"
#define UNIT_SQL "SELECT l.activity, l.id, l.position, l.unit, l.role FROM activity_unit l"
#define PERSON_SQL \
  "SELECT l.activity, l.id, l.position, l.person, l.role, l.substitute, l.role = 'absent' OR l.substitute IS NOT NULL " \
  "OR coalesce (l.absence_reason, '') <> '' FROM activity_person l"
/* As its plan was issued last. */
#define ISSUED_SQL \
  "SELECT i.activity, i.period_start, i.period_end FROM plan p JOIN plan_version_activity i ON i.version = (SELECT v.id " \
  "FROM plan_version v WHERE v.plan = p.id ORDER BY v.frozen_at DESC, v.id DESC LIMIT 1) " \
  "JOIN activity a ON a.id = i.activity AND a.plan = p.id"

/* Bytes of an arena's block: for thousands of activities, and for one. */
#define BULK_BLOCK (256 * 1024)
#define SINGLE_BLOCK 1024

/* A row of activity_unit or activity_person before it is put into its activity. */
typedef struct
{
  NhAgendaRow *row;
  gint64 activity;
  gint64 position;
  gint64 id;
  gint64 who;
  gint64 substitute;
  const char *role;
  gboolean absent;
} Link;

void
nh_agenda_row_free (gpointer data)
{
  NhAgendaRow *row = data;

  if (row->own)
    nh_agenda_arena_free (row->own);
}

/* (internal) By first day and key, undated ones last: the order of NhAgenda. */
int
nh_agenda_compare (gconstpointer a, gconstpointer b)
{
  const NhAgendaActivity *x = a, *y = b;
  guint32 s = x->start - 1, t = y->start - 1; /* 0 becomes the greatest */

  if (s != t)
    return s < t ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return nh_agenda_compare (*(gconstpointer *) a, *(gconstpointer *) b);
}

/* The same few words come again and again. */
static const char *
intern (const char *text)
{
  static const char *last[4];
  static guint next;

  if (!text || !*text)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (last); i++)
    if (last[i] && strcmp (last[i], text) == 0)
      return last[i];
  next = (next + 1) % G_N_ELEMENTS (last);
  return last[next] = g_intern_string (text);
}

/* What every activity has; in a file that another program wrote, or that is damaged, it may be empty nevertheless. */
static const char *
intern_required (const char *text, const char *otherwise)
{
  const char *word = intern (text);

  return word ? word : intern (otherwise);
}

/* Reading a time costs more than all else, and few have an hour: "14h00", "7g30", "8:30", "13 giờ". */
static gboolean
may_hold_hour (const char *text)
{
  for (const char *p = text; p && *p; p++)
    if (g_ascii_isdigit (*p))
      {
        const char *next = p + 1;

        while (*next == ' ')
          next++;
        if (*next && strchr ("hHgG:", *next))
          return TRUE;
      }
  return FALSE;
}

static int
read_minute (const NhAgendaActivity *a)
{
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  NhSchoolYear year;

  if (!a->start || !may_hold_hour (a->period_text))
    return -1;
  nh_school_year_for_day (a->start, &year);
  return nh_period_parse (a->period_text, &year, &period, NULL) ? period.minute : -1;
}

static gboolean
belongs (NhAgenda *self, gint64 plan, guint32 start)
{
  const NhAgendaPlan *found = g_hash_table_lookup (self->plans, &plan);

  if (!self->school_year)
    return TRUE;
  if (found && found->school_year)
    return found->school_year == self->school_year;
  return !start || nh_school_year_contains (&self->frame, start);
}

static NhAgendaArena *
arena_of (NhAgenda *self, const NhAgendaRow *row)
{
  return row->own ? row->own : self->arena;
}

/* The row at which @select stands; NULL if it is of another year. @own: where it lies; NULL: in the agenda's arena. */
static NhAgendaRow *
read_row (NhAgenda *self, NhStatement *select, NhAgendaArena *own)
{
  NhAgendaArena *arena = own ? own : self->arena;
  gint64 plan = nh_statement_int64 (select, 1);
  guint32 start = nh_day_from_iso (nh_statement_text (select, 2));
  NhAgendaRow *row;
  NhAgendaActivity *a;

  if (!belongs (self, plan, start))
    return NULL;
  row = nh_agenda_arena_take (arena, sizeof *row);
  row->own = own;
  a = &row->activity;
  a->id = nh_statement_int64 (select, 0);
  a->plan = plan;
  a->start = start;
  a->team = nh_statement_int64 (select, 3);
  a->delegation = nh_statement_int64 (select, 4);
  a->kind = intern_required (nh_statement_text (select, 5), "other");
  a->status = intern_required (nh_statement_text (select, 6), "planned");
  a->level = intern (nh_statement_text (select, 7));
  a->label = nh_agenda_arena_dup (arena, nh_statement_text (select, 8));
  a->subject = nh_agenda_arena_dup (arena, nh_statement_text (select, 9));
  a->grade = nh_agenda_arena_dup (arena, nh_statement_text (select, 10));
  a->place = nh_agenda_arena_dup (arena, nh_statement_text (select, 11));
  a->period_text = nh_agenda_arena_dup (arena, nh_statement_text (select, 12));
  nh_exactness_from_string (nh_statement_text (select, 13), &a->exactness);
  a->end = nh_day_from_iso (nh_statement_text (select, 14));
  if (a->end < a->start)
    a->end = a->start;
  a->fixed = !nh_statement_is_null (select, 15);
  a->minute = read_minute (a);
  return row;
}

static int
compare_links (gconstpointer a, gconstpointer b)
{
  const Link *x = a, *y = b;

  if (x->activity != y->activity)
    return x->activity < y->activity ? -1 : 1;
  if (x->position != y->position)
    return x->position < y->position ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

/* Rows of activity_unit or activity_person in the order of their activities. @row: of one activity; NULL: all. */
static GArray *
read_links (NhAgenda *self, const char *sql, gboolean people, NhAgendaRow *row, GError **error)
{
  g_autofree char *of_one = row ? g_strconcat (sql, " WHERE l.activity = ?", NULL) : NULL;
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self->workbook), of_one ? of_one : sql, error);
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
  gboolean more = FALSE, sorted = TRUE;
  NhAgendaRow *last_row = NULL;
  gint64 last = 0;

  if (!select)
    return NULL;
  if (row)
    nh_statement_bind_int64 (select, 1, row->activity.id);
  while (nh_statement_step (select, &more, error) && more)
    {
      gint64 activity = nh_statement_int64 (select, 0);
      Link link = { .row = row, .activity = activity };

      /* Those of one activity lie together, mostly. */
      if (!row)
        link.row = last_row && last == activity ? last_row : g_hash_table_lookup (self->by_id, &activity);
      last = activity;
      last_row = link.row;

      if (!link.row)
        continue;
      link.id = nh_statement_int64 (select, 1);
      link.position = nh_statement_int64 (select, 2);
      link.who = nh_statement_int64 (select, 3);
      link.role = intern (nh_statement_text (select, 4));
      if (people)
        {
          link.substitute = nh_statement_int64 (select, 5);
          link.absent = nh_statement_int64 (select, 6) != 0;
        }
      sorted = sorted && (!links->len || compare_links (&g_array_index (links, Link, links->len - 1), &link) < 0);
      g_array_append_val (links, link);
    }
  if (more)
    return NULL;
  if (!sorted)
    g_array_sort (links, compare_links);
  return g_steal_pointer (&links);
}

static void
take_units (NhAgenda *self, NhAgendaRow *row, const Link *links, guint n)
{
  row->activity.units = nh_agenda_arena_take (arena_of (self, row), n * sizeof (NhAgendaUnit));
  row->activity.n_units = n;
  for (guint i = 0; i < n; i++)
    row->activity.units[i] = (NhAgendaUnit){ links[i].who, links[i].role ? links[i].role : "" };
}

static void
take_people (NhAgenda *self, NhAgendaRow *row, const Link *links, guint n)
{
  row->activity.people = nh_agenda_arena_take (arena_of (self, row), n * sizeof (NhAgendaPerson));
  row->activity.n_people = n;
  for (guint i = 0; i < n; i++)
    row->activity.people[i] = (NhAgendaPerson){ links[i].absent ? links[i].substitute : links[i].who,
                                                links[i].role ? links[i].role : "", links[i].absent ? links[i].who : 0 };
}

/* All of them are noted together, one after the other in a table. */
static void
note_keys (NhAgenda *self, const Link *links, guint n, gboolean all)
{
  for (guint i = 0; i < n; i++)
    if (all)
      {
        NhAgendaLink link = { links[i].id, links[i].activity };

        g_array_append_val (self->links, link);
      }
    else
      g_hash_table_insert (self->new_links, nh_agenda_key (links[i].id), nh_agenda_key (links[i].activity));
}

static gboolean
take_links (NhAgenda *self, gboolean people, NhAgendaRow *row, GError **error)
{
  g_autoptr (GArray) links = read_links (self, people ? PERSON_SQL : UNIT_SQL, people, row, error);
  const Link *all;

  if (!links)
    return FALSE;
  all = (const Link *) links->data;
  note_keys (self, all, links->len, row == NULL);
  for (guint i = 0, end; i < links->len; i = end)
    {
      for (end = i; end < links->len && all[end].row == all[i].row; end++)
        ;
      if (people)
        take_people (self, all[i].row, all + i, end - i);
      else
        take_units (self, all[i].row, all + i, end - i);
    }
  return TRUE;
}

static gboolean
knows_person (const NhAgendaActivity *a, gint64 person)
{
  for (guint i = 0; i < a->n_people; i++)
    if (a->people[i].person == person || a->people[i].absent == person)
      return TRUE;
  return FALSE;
}

/* Who is in the delegation on the first day; whom the activity names itself, present or absent, it knows better. */
static void
add_delegation (NhAgenda *self, NhAgendaRow *row)
{
  NhAgendaActivity *a = &row->activity;
  GArray *members = nh_agenda_delegation (self, a->delegation);
  NhAgendaPerson *people
      = nh_agenda_arena_take (arena_of (self, row), (a->n_people + members->len) * sizeof (NhAgendaPerson));

  if (a->n_people)
    memcpy (people, a->people, a->n_people * sizeof (NhAgendaPerson));
  a->people = people;
  for (guint i = 0; i < members->len; i++)
    {
      const NhAgendaMember *member = &g_array_index (members, NhAgendaMember, i);

      if (nh_agenda_member_on (member, a->start) && !knows_person (a, member->id))
        a->people[a->n_people++] = (NhAgendaPerson){ member->id, member->role ? member->role : "", 0 };
    }
}

static const char *
label_of_kind (const char *kind)
{
  const NhEntity *entity = nh_entity_find ("activity");
  const NhField *field = &entity->fields[NH_FIELD (entity, "kind")];
  const NhChoice *choice = kind ? nh_field_find_choice (field, kind) : NULL;

  return choice ? _ (choice->label) : kind ? kind : "";
}

/* What needs the units and people of an activity. */
static void
finish_row (NhAgenda *self, NhAgendaRow *row)
{
  NhAgendaActivity *a = &row->activity;
  NhAgendaArena *arena = arena_of (self, row);

  if (a->delegation)
    add_delegation (self, row);
  if (a->label)
    return;
  if (a->n_units)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < a->n_units; i++)
        g_string_append_printf (names, "%s%s", i ? ", " : "", nh_agenda_unit_name (self, a->units[i].unit));
      a->label = nh_agenda_arena_dup (arena, names->str);
    }
  if (!a->label)
    a->label = nh_agenda_arena_dup (arena, label_of_kind (a->kind));
  if (!a->label)
    a->label = nh_agenda_arena_take (arena, 1);
}

static gboolean
load_rows (NhAgenda *self, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self->workbook), ACTIVITY_SQL, error);
  gboolean more = FALSE;

  g_hash_table_remove_all (self->by_id);
  g_ptr_array_set_size (self->activities, 0);
  g_array_set_size (self->links, 0);
  g_hash_table_remove_all (self->new_links);
  g_clear_pointer (&self->arena, nh_agenda_arena_free);
  self->arena = nh_agenda_arena_new (BULK_BLOCK);
  while (select && nh_statement_step (select, &more, error) && more)
    {
      NhAgendaRow *row = read_row (self, select, NULL);

      if (!row)
        continue;
      g_ptr_array_add (self->activities, row);
      g_hash_table_insert (self->by_id, &row->activity.id, row);
    }
  return select && !more;
}

/* Sets what was issued; notes in @changed the activities that had something else. */
static gboolean
read_issued (NhAgenda *self, NhStatement *select, GHashTable *seen, GArray *changed, GError **error)
{
  gboolean more = FALSE;

  while (nh_statement_step (select, &more, error) && more)
    {
      gint64 id = nh_statement_int64 (select, 0);
      NhAgendaRow *row = g_hash_table_lookup (self->by_id, &id);
      guint32 start = nh_day_from_iso (nh_statement_text (select, 1));
      guint32 end = nh_day_from_iso (nh_statement_text (select, 2));

      if (!row)
        continue;
      if (changed && (row->activity.issued_start != start || row->activity.issued_end != end))
        g_array_append_val (changed, id);
      row->activity.issued_start = start;
      row->activity.issued_end = end;
      if (seen)
        g_hash_table_add (seen, row);
    }
  return !more;
}

/* (internal) Reads when activities were to be as their plans were issued last; adds to @changed (of gint64,
 * nullable) those for which that is something else now. */
gboolean
nh_agenda_load_issued (NhAgenda *self, GArray *changed, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self->workbook), ISSUED_SQL, error);
  g_autoptr (GHashTable) seen = changed ? g_hash_table_new (NULL, NULL) : NULL;

  if (!select || !read_issued (self, select, seen, changed, error))
    return FALSE;
  for (guint i = 0; changed && i < self->activities->len; i++)
    {
      NhAgendaActivity *a = self->activities->pdata[i];

      if (!a->issued_start || g_hash_table_contains (seen, a))
        continue;
      a->issued_start = a->issued_end = 0;
      g_array_append_val (changed, a->id);
    }
  return TRUE;
}

static gboolean
load_frame (NhAgenda *self, GError **error)
{
  g_autoptr (NhStatement) select = NULL;
  gboolean row;

  if (self->school_year)
    {
      if (!nh_workbook_get_school_year (self->workbook, self->school_year, &self->frame))
        nh_school_year_for_day (nh_today (), &self->frame);
      return TRUE;
    }
  nh_school_year_for_day (nh_today (), &self->frame);
  select = nh_store_prepare (nh_workbook_get_store (self->workbook), "SELECT id FROM school_year WHERE name = ?", error);
  if (!select)
    return FALSE;
  nh_statement_bind_text (select, 1, self->frame.name);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  if (row)
    nh_workbook_get_school_year (self->workbook, nh_statement_int64 (select, 0), &self->frame);
  return TRUE;
}

int
nh_agenda_compare_links (gconstpointer a, gconstpointer b)
{
  const NhAgendaLink *x = a, *y = b;

  return (x->id > y->id) - (x->id < y->id);
}

/* (internal) Reads everything anew. */
gboolean
nh_agenda_load_all (NhAgenda *self, GError **error)
{
  nh_agenda_clear_names (self);
  if (!load_frame (self, error) || !nh_agenda_load_plans (self, error) || !nh_agenda_load_teams (self, error)
      || !nh_agenda_load_units (self, error) || !nh_agenda_load_clusters (self, error) || !load_rows (self, error)
      || !take_links (self, FALSE, NULL, error) || !take_links (self, TRUE, NULL, error))
    return FALSE;
  g_array_sort (self->links, nh_agenda_compare_links);
  for (guint i = 0; i < self->activities->len; i++)
    finish_row (self, self->activities->pdata[i]);
  g_ptr_array_sort (self->activities, compare_rows);
  return nh_agenda_load_issued (self, NULL, error) && nh_agenda_load_dues (self, error);
}

static gboolean
load_issued_of (NhAgenda *self, NhAgendaRow *row, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self->workbook),
      "SELECT period_start, period_end FROM plan_version_activity WHERE activity = ?1 AND version = (SELECT v.id "
      "FROM plan_version v WHERE v.plan = ?2 ORDER BY v.frozen_at DESC, v.id DESC LIMIT 1)", error);
  gboolean more;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, row->activity.id);
  nh_statement_bind_int64 (select, 2, row->activity.plan);
  if (!nh_statement_step (select, &more, error))
    return FALSE;
  if (more)
    {
      row->activity.issued_start = nh_day_from_iso (nh_statement_text (select, 0));
      row->activity.issued_end = nh_day_from_iso (nh_statement_text (select, 1));
    }
  return TRUE;
}

/* (internal) Returns: (transfer full) (nullable): an activity as it is stored now; %NULL without @error if it is gone or
 * of another year */
NhAgendaRow *
nh_agenda_load_one (NhAgenda *self, gint64 id, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (self->workbook), ACTIVITY_SQL " WHERE a.id = ?", error);
  NhAgendaArena *own;
  NhAgendaRow *row;
  gboolean more;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, id);
  if (!nh_statement_step (select, &more, error) || !more)
    return NULL;
  own = nh_agenda_arena_new (SINGLE_BLOCK);
  row = read_row (self, select, own);
  if (!row)
    {
      nh_agenda_arena_free (own);
      return NULL;
    }
  if (!take_links (self, FALSE, row, error) || !take_links (self, TRUE, row, error) || !load_issued_of (self, row, error))
    {
      nh_agenda_row_free (row);
      return NULL;
    }
  finish_row (self, row);
  return row;
}
