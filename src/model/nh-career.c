/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-career.h"

#include <glib/gi18n-lib.h>

#include "model/nh-workbook-private.h"

/** nh_team_question_free: frees a question with its texts. */
void
nh_team_question_free (NhTeamQuestion *question)
{
  g_free (question->team);
  g_free (question->role);
  g_free (question->reason);
  g_free (question);
}

static char *
key_text (gint64 id)
{
  return id ? g_strdup_printf ("#%" G_GINT64_FORMAT, id) : g_strdup ("");
}

/* The last day that an earlier post covers; 0: none. */
static guint32
last_known_day (NhWorkbook *self, gint64 person, GError **error)
{
  g_autoptr (NhStatement) select
      = nh_store_prepare (nh_workbook_get_store (self),
                          "SELECT max (until_on) FROM person_post WHERE person = ?", error);
  gboolean row;

  if (!select)
    return 0;
  nh_statement_bind_int64 (select, 1, person);
  if (!nh_statement_step (select, &row, error) || !row || nh_statement_is_null (select, 0))
    return 0;
  return nh_day_from_iso (nh_statement_text (select, 0));
}

static gboolean
check_transfer (NhWorkbook *self, NhRecord *person, const NhTransfer *transfer, guint32 last,
                GError **error)
{
  const char *name = nh_record_text (person, "name");
  int unit = nh_entity_find_field (nh_record_get_entity (person), "unit");

  if (!transfer->from_on)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                           _ ("From which day? Type the first day at the new place."));
      return FALSE;
    }
  if (last >= transfer->from_on)
    {
      g_autofree char *day = nh_day_format_short (last);

      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("%s already has an earlier post until %s. Choose a later day, or correct the "
                      "earlier posts first."),
                   name, day);
      return FALSE;
    }
  if (transfer->leaves)
    return TRUE;
  if (!transfer->unit)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                           _ ("Where to? Choose the new unit."));
      return FALSE;
    }
  if (transfer->unit == nh_record_get_int64 (person, unit)
      && (!transfer->post || g_str_equal (transfer->post, nh_record_text (person, "post"))))
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("%s works there already, in the same post. Nothing was changed."), name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
keep_earlier_post (NhWorkbook *self, NhRecord *person, const NhTransfer *transfer, guint32 last,
                   GError **error)
{
  int unit = nh_entity_find_field (nh_record_get_entity (person), "unit");
  g_autofree char *key = key_text (nh_record_get_id (person));
  g_autofree char *unit_key = key_text (nh_record_get_int64 (person, unit));
  g_autofree char *until = nh_day_to_iso (transfer->from_on - 1);
  g_autofree char *from = last ? nh_day_to_iso (last + 1)
                               : g_strdup (nh_record_raw (person, "active_from"));
  g_autofree char *decision = key_text (transfer->decision);
  const NhFieldText values[] = {
    { "person", key },
    { "from_on", from },
    { "until_on", until },
    { "unit", unit_key },
    { "post", nh_record_raw (person, "post") },
    { "decision", decision },
    { NULL, NULL },
  };

  return nh_workbook_create (self, nh_entity_find ("person_post"), values, error) != 0;
}

static gboolean
set_present_post (NhWorkbook *self, NhRecord *person, const NhTransfer *transfer, GError **error)
{
  g_autofree char *last = nh_day_to_iso (transfer->from_on - 1);
  g_autofree char *unit = key_text (transfer->unit);
  const NhFieldText gone[] = { { "active_to", last }, { NULL, NULL } };
  const NhFieldText moved[] = {
    { "unit", unit },
    { transfer->post ? "post" : NULL, transfer->post },
    { NULL, NULL },
  };

  return nh_workbook_set (self, nh_record_get_entity (person), nh_record_get_id (person),
                          transfer->leaves ? gone : moved, error);
}

static gboolean
end_memberships (NhWorkbook *self, const NhTransfer *transfer, GError **error)
{
  g_autofree char *last = nh_day_to_iso (transfer->from_on - 1);
  const NhFieldText values[] = { { "to_on", last }, { NULL, NULL } };

  for (guint i = 0; i < transfer->n_ends; i++)
    if (!nh_workbook_set (self, nh_entity_find ("membership"), transfer->ends[i], values, error))
      return FALSE;
  return TRUE;
}

/**
 * nh_person_transfer:
 * @self: a workbook
 * @person: key of a person
 * @transfer: where to and from when
 * @error: NH_MODEL_ERROR when the transfer can't be, NH_STORE_ERROR when it can't be stored
 *
 * Moves a person to another unit or post, or out of service, from a day on. What the person was
 * until then is kept as an earlier post. One step of undo.
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_person_transfer (NhWorkbook *self, gint64 person, const NhTransfer *transfer, GError **error)
{
  g_autoptr (NhRecord) record
      = nh_workbook_load (self, nh_entity_find ("person"), person, error);
  g_autofree char *name = NULL;
  guint32 last;

  if (!record)
    return FALSE;
  last = last_known_day (self, person, NULL);
  if (!check_transfer (self, record, transfer, last, error))
    return FALSE;
  name = g_strdup_printf (_ ("Transfer %s"), nh_record_text (record, "name"));
  if (!nh_workbook_begin (self, name, error))
    return FALSE;
  if ((!transfer->leaves && !keep_earlier_post (self, record, transfer, last, error))
      || !set_present_post (self, record, transfer, error)
      || !end_memberships (self, transfer, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}

/* Teams. */

/* Whether a cluster has a unit on a day; clusters without any units have no opinion. */
static gboolean
cluster_lacks_unit (NhWorkbook *self, gint64 team, gint64 unit, const char *day)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self),
      "SELECT count (*), coalesce (sum (unit = ?2), 0) FROM team_unit WHERE team = ?1 "
      "AND (from_on IS NULL OR from_on <= ?3) AND (to_on IS NULL OR to_on >= ?3)",
      NULL);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, team);
  nh_statement_bind_int64 (select, 2, unit);
  nh_statement_bind_text (select, 3, day);
  return nh_statement_step (select, &row, NULL) && row && nh_statement_int64 (select, 0) > 0
         && nh_statement_int64 (select, 1) == 0;
}

static NhTeamQuestion *
make_question (NhWorkbook *self, NhRecord *member, const NhTransfer *transfer, const char *day)
{
  const NhEntity *entity = nh_record_get_entity (member);
  gint64 team = nh_record_get_int64 (member, nh_entity_find_field (entity, "team"));
  g_autoptr (NhRecord) unit
      = transfer->unit ? nh_workbook_load (self, nh_entity_find ("unit"), transfer->unit, NULL)
                       : NULL;
  const char *decision = nh_record_text (member, "decision");
  NhTeamQuestion *question = g_new0 (NhTeamQuestion, 1);

  question->membership = nh_record_get_id (member);
  question->team = g_strdup (nh_record_text (member, "team"));
  question->role = g_strdup (nh_record_text (member, "role"));
  if (transfer->leaves)
    {
      question->must = TRUE;
      question->reason = g_strdup (_ ("The person is out of service: somebody else has to be named."));
    }
  else if (unit && cluster_lacks_unit (self, team, transfer->unit, day))
    {
      question->must = TRUE;
      question->reason = g_strdup_printf (_ ("“%s” does not belong to this cluster."),
                                          nh_record_text (unit, "name"));
    }
  else if (*decision)
    question->reason = g_strdup_printf (_ ("Decision %s still names the earlier unit."), decision);
  else
    question->reason = g_strdup (_ ("The list of members still names the earlier unit."));
  return question;
}

/**
 * nh_person_team_questions:
 * @self: a workbook
 * @person: key of a person
 * @transfer: where to and from when
 * @error: of domain NH_STORE_ERROR
 *
 * Which teams have to decide something when the person is transferred: all those the person is in
 * on that day, with what is wrong there then.
 *
 * Returns: (transfer full) (element-type NhTeamQuestion): those that can't stay first.
 */
GPtrArray *
nh_person_team_questions (NhWorkbook *self, gint64 person, const NhTransfer *transfer,
                          GError **error)
{
  g_autoptr (GPtrArray) questions
      = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_team_question_free);
  g_autofree char *day = nh_day_to_iso (transfer->from_on);
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self),
      "SELECT id FROM membership WHERE person = ?1 AND (from_on IS NULL OR from_on <= ?2) "
      "AND (to_on IS NULL OR to_on >= ?2) ORDER BY team, position",
      error);
  guint n_must = 0;
  gboolean row = TRUE;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, person);
  nh_statement_bind_text (select, 2, day);
  while (TRUE)
    {
      g_autoptr (NhRecord) member = NULL;
      NhTeamQuestion *question;

      if (!nh_statement_step (select, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&questions);
      member = nh_workbook_load (self, nh_entity_find ("membership"),
                                 nh_statement_int64 (select, 0), error);
      if (!member)
        return NULL;
      question = make_question (self, member, transfer, day);
      g_ptr_array_insert (questions, question->must ? (int) n_must++ : -1, question);
    }
}

/**
 * nh_person_on_day:
 * @self: a workbook
 * @person: key of a person
 * @day: Julian day
 * @post: (out) (transfer full): the post, "" when none is known
 * @unit: (out): key of the unit, 0 when none is known
 * @error: NH_MODEL_ERROR_NOT_FOUND when there is no such person
 *
 * Where a person worked on a day: the earlier post with the first end on or after it, else the
 * present one.
 *
 * Returns: whether the person exists.
 */
gboolean
nh_person_on_day (NhWorkbook *self, gint64 person, guint32 day, char **post, gint64 *unit,
                  GError **error)
{
  g_autofree char *iso = nh_day_to_iso (day);
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self),
      "SELECT post, unit FROM (SELECT post, unit, until_on FROM person_post WHERE person = ?1 "
      "AND until_on >= ?2 UNION ALL SELECT post, unit, NULL FROM person WHERE id = ?1) "
      "ORDER BY until_on IS NULL, until_on LIMIT 1",
      error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, person);
  nh_statement_bind_text (select, 2, iso);
  if (!nh_statement_step (select, &row, error))
    return FALSE;
  if (!row)
    {
      g_set_error_literal (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                           _ ("This person is not in the workbook any more."));
      return FALSE;
    }
  *post = g_strdup (nh_statement_is_null (select, 0) ? "" : nh_statement_text (select, 0));
  *unit = nh_statement_int64 (select, 1);
  return TRUE;
}
