/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-roll-over.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-plan-template.h"
#include "model/nh-roll-over-private.h"
#include "model/nh-roster.h"
#include "model/nh-workbook-private.h"

static const char *const kind_labels[NH_N_ROLL_KINDS] = {
  [NH_ROLL_BASIS] = N_ ("Legal bases"),
  [NH_ROLL_PERSON] = N_ ("People"),
  [NH_ROLL_UNIT] = N_ ("Units"),
  [NH_ROLL_TEAM] = N_ ("Clusters and teams"),
  [NH_ROLL_SIGNER] = N_ ("Signer"),
  [NH_ROLL_ACTIVITY] = N_ ("Activities"),
  [NH_ROLL_DEADLINE] = N_ ("Deadlines"),
};

/** nh_roll_kind_get_label: Returns: msgid of what findings of that kind are about. */
const char *
nh_roll_kind_get_label (NhRollKind kind)
{
  return kind_labels[kind];
}

static void
finding_free (gpointer data)
{
  NhRollFinding *finding = data;

  g_free (finding->title);
  g_free (finding->evidence);
  g_ptr_array_unref (finding->choices);
  g_free (finding);
}

static void
change_free (gpointer data)
{
  NhRollChange *change = data;

  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/* (internal) */
gboolean
nh_roll_frame_init (NhRollFrame *frame, NhRollOver *roll, gint64 plan)
{
  *frame = (NhRollFrame){ .roll = roll, .plan = plan };
  if (!nh_workbook_get_plan_year (roll->workbook, plan, &frame->from))
    return FALSE;
  frame->by = roll->year.first_year - frame->from.first_year;
  return TRUE;
}

static gboolean
check_plan (NhRollOver *self, NhRecord *plan, const NhRollFrame *frame, gboolean has_year, GError **error)
{
  if (!has_year)
    g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                 _ ("“%s” has no school year. Choose one for it first: its days move from there."),
                 nh_record_text (plan, "title"));
  else if (frame->by <= 0)
    g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                 _ ("“%s” is a plan of %s. Choose a later school year than that."), nh_record_text (plan, "title"),
                 frame->from.name);
  return has_year && frame->by > 0;
}

/**
 * nh_roll_over_new:
 * @workbook: a workbook
 * @plans: (array length=n_plans): keys of plans
 * @n_plans: how many
 * @year: the school year they are taken into: "2024-2025"
 * @error: NH_PARSE_ERROR, NH_MODEL_ERROR_INVALID for a plan without a year or of a later one
 *
 * Looks the plans through; the workbook is left as it is.
 *
 * Returns: (transfer full): what is to be decided.
 */
NhRollOver *
nh_roll_over_new (NhWorkbook *workbook, const gint64 *plans, guint n_plans, const char *year, GError **error)
{
  g_autoptr (NhRollOver) self = g_new0 (NhRollOver, 1);

  self->workbook = g_object_ref (workbook);
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->findings = g_ptr_array_new_with_free_func (finding_free);
  g_array_append_vals (self->plans, plans, n_plans);
  if (!nh_school_year_parse (year, &self->year, error))
    return NULL;
  {
    /* The office's own frame of that year, where it has one. */
    g_autoptr (NhStatement) select
        = nh_store_prepare (nh_workbook_get_store (workbook), "SELECT id FROM school_year WHERE name = ?", error);
    gboolean row;

    if (!select)
      return NULL;
    nh_statement_bind_text (select, 1, self->year.name);
    if (!nh_statement_step (select, &row, error))
      return NULL;
    if (row)
      nh_workbook_get_school_year (workbook, nh_statement_int64 (select, 0), &self->year);
  }
  for (guint i = 0; i < n_plans; i++)
    {
      g_autoptr (NhRecord) plan = nh_workbook_load (workbook, nh_entity_find ("plan"), plans[i], error);
      NhRollFrame frame;
      gboolean has_year = plan && nh_roll_frame_init (&frame, self, plans[i]);

      if (!plan || !check_plan (self, plan, &frame, has_year, error) || !nh_roll_over_find (&frame, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
nh_roll_over_free (NhRollOver *self)
{
  g_object_unref (self->workbook);
  g_array_unref (self->plans);
  g_ptr_array_unref (self->findings);
  g_free (self);
}

/** nh_roll_over_get_year: Returns: the name of the school year that the plans are taken into. */
const char *
nh_roll_over_get_year (NhRollOver *self)
{
  return self->year.name;
}

/** nh_roll_over_get_findings: Returns: (transfer none): what is to be decided, by plan and kind. */
GPtrArray *
nh_roll_over_get_findings (NhRollOver *self)
{
  return self->findings;
}

/** nh_roll_over_choose: decides the finding at that place. */
void
nh_roll_over_choose (NhRollOver *self, guint finding, guint choice)
{
  NhRollFinding *found = self->findings->pdata[finding];

  g_return_if_fail (choice < found->choices->len);
  found->chosen = choice;
}

/* (internal) what was decided about a record; NULL: nothing was asked */
const NhRollChoice *
nh_roll_over_get_choice (NhRollOver *self, NhRollKind kind, gint64 plan, gint64 record)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const NhRollFinding *finding = self->findings->pdata[i];

      if (finding->kind == kind && finding->plan == plan && finding->record == record)
        return finding->choices->pdata[finding->chosen];
    }
  return NULL;
}

/* What moves. */

static const struct
{
  const char *entity;
  const char *where;
} looked_through[] = {
  { "plan", N_ ("Subject line") }, { "block", N_ ("Text") },         { "activity", N_ ("Activities") },
  { "deadline", N_ ("Deadlines") }, { "appendix", N_ ("Appendices") }, { "plan_recipient", N_ ("Recipients") },
  { "programme", N_ ("Programmes") },
};

static void
add_changes (GPtrArray *changes, const NhRollFrame *frame, NhRecord *record, const char *where)
{
  const NhEntity *entity = nh_record_get_entity (record);

  for (int i = 0; entity->fields[i].name; i++)
    {
      g_autofree char *after = NULL;
      NhRollChange *change;

      if (entity->fields[i].kind != NH_FIELD_PERIOD && entity->fields[i].kind != NH_FIELD_TEXT
          && entity->fields[i].kind != NH_FIELD_LONG_TEXT)
        continue;
      if (g_str_equal (entity->name, "plan") && entity->fields[i].kind == NH_FIELD_PERIOD)
        continue; /* the day of issue begins anew */
      after = nh_roll_field (frame, record, i);
      if (g_str_equal (after, nh_record_get_raw (record, i)))
        continue;
      change = g_new0 (NhRollChange, 1);
      *change = (NhRollChange){ frame->plan, where, g_strdup (nh_record_get_raw (record, i)),
                                g_steal_pointer (&after) };
      g_ptr_array_add (changes, change);
    }
}

/**
 * nh_roll_over_list_changes:
 * @self: plans that were looked through
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): the texts and times that will read otherwise, under the present decisions.
 */
GPtrArray *
nh_roll_over_list_changes (NhRollOver *self, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (change_free);

  for (guint p = 0; p < self->plans->len; p++)
    for (guint i = 0; i < G_N_ELEMENTS (looked_through); i++)
      {
        gint64 plan = g_array_index (self->plans, gint64, p);
        gboolean itself = i == 0;
        g_autoptr (GPtrArray) list
            = itself ? g_ptr_array_new_with_free_func (g_object_unref)
                     : nh_roll_list_owned (self, looked_through[i].entity, "plan", plan, error);
        NhRollFrame frame;

        if (itself)
          {
            NhRecord *record = nh_workbook_load (self->workbook, nh_entity_find ("plan"), plan, error);

            if (!record)
              return NULL;
            g_ptr_array_add (list, record);
          }
        if (!list)
          return NULL;
        nh_roll_frame_init (&frame, self, plan);
        for (guint r = 0; r < list->len; r++)
          add_changes (changes, &frame, list->pdata[r], looked_through[i].where);
      }
  return g_steal_pointer (&changes);
}

/* Teams. */

static void
note (GHashTable *ids, gint64 id, gint64 copy)
{
  g_hash_table_insert (ids, g_memdup2 (&id, sizeof id), g_memdup2 (&copy, sizeof copy));
}

/* The parts of the new team in the order of the old ones. */
static gboolean
note_parts (NhRollOver *self, GHashTable *renewed, gint64 before, gint64 after, GError **error)
{
  g_autoptr (GPtrArray) old = nh_roll_list_owned (self, "team", "parent", before, error);
  g_autoptr (GPtrArray) new = old ? nh_roll_list_owned (self, "team", "parent", after, error) : NULL;

  for (guint i = 0; new && i < MIN (old->len, new->len); i++)
    note (renewed, nh_record_get_id (old->pdata[i]), nh_record_get_id (new->pdata[i]));
  return new != NULL;
}

/* "2023-2024" as "2024-2025", "2020-2025" as "2025-2030". */
static char *
next_term (const char *term, const NhSchoolYear *year)
{
  g_autoptr (GRegex) regex = g_regex_new ("(\\d{4})\\s*[-–]\\s*(\\d{4})", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  int first, last;

  if (!g_regex_match (regex, term, 0, &match))
    return g_strdup (year->name);
  from = g_match_info_fetch (match, 1);
  to = g_match_info_fetch (match, 2);
  first = (int) g_ascii_strtoll (from, NULL, 10);
  last = (int) g_ascii_strtoll (to, NULL, 10);
  while (last > first && last <= year->first_year)
    {
      int length = last - first;

      first = last;
      last += length;
    }
  return g_strdup_printf ("%d-%d", first, last);
}

static gboolean
renew_team (const NhRollFrame *frame, gint64 team, GHashTable *renewed, GError **error)
{
  NhRollOver *self = frame->roll;
  g_autoptr (NhRecord) record = nh_workbook_load (self->workbook, nh_entity_find ("team"), team, error);
  g_autoptr (NhRoster) roster
      = record ? nh_roster_on_day (self->workbook, team, self->year.starts_on - 1, NH_ROSTER_TREE, error) : NULL;
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *name = NULL;
  g_autofree char *term = NULL;
  NhRosterRenewal renewal = { .team = team, .from = self->year.starts_on };
  gint64 after;

  if (!roster)
    return FALSE;
  for (guint i = 0; i < roster->members->len; i++)
    {
      const NhRosterMember *member = roster->members->pdata[i];
      const NhRollChoice *choice = nh_roll_over_get_choice (self, NH_ROLL_PERSON, frame->plan, member->person);

      if (!choice || choice->action == NH_ROLL_KEEP)
        g_array_append_val (members, member->id);
    }
  name = nh_roll_text (frame, nh_record_text (record, "name"), FALSE);
  term = next_term (nh_record_text (record, "term"), &self->year);
  renewal.members = (const gint64 *) (gpointer) members->data;
  renewal.n_members = members->len;
  renewal.name = name;
  renewal.term = term;
  after = nh_roster_renew (self->workbook, &renewal, error);
  if (!after)
    return FALSE;
  note (renewed, team, after);
  return note_parts (self, renewed, team, after, error);
}

/* Who gives way is a member until the old year ends; a renewed team begins without them anyway. */
static gboolean
end_memberships (const NhRollFrame *frame, GError **error)
{
  static const char sql[]
      = "WITH RECURSIVE tree (id) AS (SELECT team FROM plan WHERE id = ?1 UNION SELECT t.id FROM team t "
        "JOIN tree ON t.parent = tree.id) SELECT m.id FROM membership m JOIN tree ON m.team = tree.id "
        "WHERE m.person = ?2 AND m.to_on IS NULL";
  GPtrArray *findings = frame->roll->findings;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < findings->len; i++)
    {
      const NhRollFinding *finding = findings->pdata[i];
      const NhRollChoice *choice = finding->choices->pdata[finding->chosen];
      g_autoptr (NhStatement) select = NULL;
      gboolean row;

      if (finding->kind != NH_ROLL_PERSON || finding->plan != frame->plan || choice->action == NH_ROLL_KEEP)
        continue;
      select = nh_store_prepare (nh_workbook_get_store (frame->roll->workbook), sql, error);
      if (!select)
        return FALSE;
      nh_statement_bind_int64 (select, 1, frame->plan);
      nh_statement_bind_int64 (select, 2, finding->record);
      while (nh_statement_step (select, &row, error) && row)
        {
          gint64 id = nh_statement_int64 (select, 0);

          g_array_append_val (ids, id);
        }
    }
  return !ids->len
         || nh_roster_end (frame->roll->workbook, (const gint64 *) (gpointer) ids->data, ids->len,
                           frame->roll->year.starts_on - 1, NULL, error);
}

/* A team of several plans is renewed once. */
static gboolean
renew_teams (const NhRollFrame *frame, GHashTable *renewed, GError **error)
{
  GPtrArray *findings = frame->roll->findings;

  for (guint i = 0; i < findings->len; i++)
    {
      const NhRollFinding *finding = findings->pdata[i];
      const NhRollChoice *choice = finding->choices->pdata[finding->chosen];

      if (finding->kind == NH_ROLL_TEAM && finding->plan == frame->plan && choice->action == NH_ROLL_RENEW
          && !g_hash_table_contains (renewed, &finding->record)
          && !renew_team (frame, finding->record, renewed, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * nh_roll_over_apply:
 * @self: plans that were looked through, and decided
 * @cancellable: (nullable): gives it up
 * @progress: (nullable): told after each plan
 * @data: passed to @progress
 * @error: of the domains NH_MODEL_ERROR, NH_STORE_ERROR and G_IO_ERROR_CANCELLED; nothing was made then
 *
 * Copies the plans into the school year as one step of undo.
 *
 * Returns: (transfer full): the keys of the new plans.
 */
GArray *
nh_roll_over_apply (NhRollOver *self, GCancellable *cancellable, NhRollProgress progress, gpointer data, GError **error)
{
  g_autoptr (GHashTable) renewed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray) made = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *name = g_strdup_printf (_ ("Roll over to %s"), self->year.name);
  gint64 school_year;
  gboolean ok;

  if (!nh_workbook_begin (self->workbook, name, error))
    return NULL;
  school_year = nh_workbook_ensure_year (self->workbook, self->year.name, error);
  ok = school_year != 0;
  for (guint i = 0; ok && i < self->plans->len; i++)
    {
      NhRollFrame frame;
      gint64 copy = 0;

      ok = nh_roll_frame_init (&frame, self, g_array_index (self->plans, gint64, i))
           && renew_teams (&frame, renewed, error) && end_memberships (&frame, error)
           && (copy = nh_roll_over_copy (&frame, school_year, renewed, cancellable, error)) != 0;
      g_array_append_val (made, copy);
      if (ok && progress)
        progress (i + 1, self->plans->len, data);
    }
  if (ok)
    return nh_workbook_commit (self->workbook, error) ? g_steal_pointer (&made) : NULL;
  nh_workbook_rollback (self->workbook);
  return NULL;
}
