/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The records of a plan, copied into the other school year with all references leading to the copies.
 */
#include "model/nh-roll-over-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "model/nh-plan-template-private.h"
#include "model/nh-workbook-private.h"

typedef struct
{
  const NhRollFrame *frame;
  gint64 school_year;
  gint64 copy;        /* the new plan */
  GHashTable *ids;    /* gint64 -> gint64: old record to new one */
  GHashTable *renewed; /* gint64 -> gint64: old team to new one */
  GPtrArray *texts;   /* of NhRecord: blocks whose references are set when all is there */
} Copier;

static gint64
look_up (GHashTable *ids, gint64 id)
{
  gint64 *copy = g_hash_table_lookup (ids, &id);

  return copy ? *copy : 0;
}

static void
note (GHashTable *ids, gint64 id, gint64 copy)
{
  g_hash_table_insert (ids, g_memdup2 (&id, sizeof id), g_memdup2 (&copy, sizeof copy));
}

/* (internal) */
GPtrArray *
nh_roll_list_owned (NhRollOver *self, const char *entity, const char *owner_field, gint64 owner, GError **error)
{
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, owner);
  const NhListFilter filter = { owner_field, value };

  return nh_workbook_list (self->workbook, nh_entity_find (entity), &filter, 1, error);
}

/* Keys of old records in a text (references, options of tables) become those of the copies. */
static char *
with_new_keys (const Copier *self, const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p;)
    {
      gint64 id = 0;
      gsize length = strspn (p, "0123456789");

      if (length)
        {
          g_autofree char *digits = g_strndup (p, length);
          guint64 number;

          if (g_ascii_string_to_unsigned (digits, 10, 1, G_MAXINT64, &number, NULL))
            id = look_up (self->ids, (gint64) number);
          if (id)
            g_string_append_printf (out, "%" G_GINT64_FORMAT, id);
          else
            g_string_append_len (out, p, (gssize) length);
          p += length;
        }
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

/* Units of an activity after what was decided about them: "#1; #2". */
static char *
copy_links (Copier *self, const char *raw)
{
  g_auto (GStrv) ids = g_strsplit (raw, ",", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; ids[i] && *ids[i]; i++)
    {
      gint64 id = g_ascii_strtoll (ids[i], NULL, 10);
      const NhRollChoice *choice
          = nh_roll_over_get_choice (self->frame->roll, NH_ROLL_UNIT, self->frame->plan, id);

      if (choice && choice->action == NH_ROLL_REPLACE)
        id = choice->target;
      else if (choice && choice->action != NH_ROLL_KEEP)
        continue;
      g_string_append_printf (out, "%s#%" G_GINT64_FORMAT, out->len ? "; " : "", id);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
copy_reference (Copier *self, const NhField *field, gint64 id)
{
  gint64 copy = look_up (self->ids, id);

  if (!copy && g_str_equal (field->target, "team"))
    {
      const NhRollChoice *choice
          = nh_roll_over_get_choice (self->frame->roll, NH_ROLL_TEAM, self->frame->plan, id);

      copy = look_up (self->renewed, id);
      if (!copy && choice && choice->action == NH_ROLL_OPEN)
        return g_strdup ("");
    }
  return id ? g_strdup_printf ("#%" G_GINT64_FORMAT, copy ? copy : id) : g_strdup ("");
}

/* What a plan of another year begins without. */
static gboolean
begins_anew (const NhEntity *entity, const NhField *field)
{
  static const char *const plan[] = { "number", "issued", "status", "amends", "amends_how", NULL };
  static const char *const activity[] = { "status", "result", NULL };
  static const char *const participant[] = { "substitute", "absence_reason", NULL };

  if (g_str_equal (entity->name, "plan"))
    return g_strv_contains (plan, field->name);
  if (g_str_equal (entity->name, "activity"))
    return g_strv_contains (activity, field->name);
  return g_str_equal (entity->name, "activity_person") && g_strv_contains (participant, field->name);
}

static char *
copy_value (Copier *self, NhRecord *record, int n)
{
  const NhField *field = &nh_record_get_entity (record)->fields[n];

  switch (field->kind)
    {
    case NH_FIELD_REFERENCE:
      return copy_reference (self, field, nh_record_get_int64 (record, n));
    case NH_FIELD_LINKS:
      return copy_links (self, nh_record_get_raw (record, n));
    case NH_FIELD_LONG_TEXT:
      {
        char *text = nh_roll_field (self->frame, record, n);
        g_autofree char *old = g_str_equal (field->name, "options") ? text : NULL;

        return old ? with_new_keys (self, old) : text;
      }
    case NH_FIELD_TEXT:
    case NH_FIELD_INTEGER:
    case NH_FIELD_CHOICE:
    case NH_FIELD_DATE:
    case NH_FIELD_PERIOD:
    case NH_FIELD_LIST:
    case NH_FIELD_PHONE:
    default:
      return nh_roll_field (self->frame, record, n);
    }
}

/* @more: fields that are others in the copy. */
static gint64
copy_record (Copier *self, NhRecord *record, const NhFieldText *more, GError **error)
{
  const NhEntity *entity = nh_record_get_entity (record);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) values = g_array_new (TRUE, TRUE, sizeof (NhFieldText));
  gint64 copy;

  for (guint i = 0; more && more[i].field; i++)
    g_array_append_val (values, more[i]);
  for (int i = 0; entity->fields[i].name; i++)
    {
      const NhField *field = &entity->fields[i];
      NhFieldText value = { field->name, NULL };
      gboolean given = FALSE;

      for (guint m = 0; more && more[m].field; m++)
        given |= g_str_equal (more[m].field, field->name);
      if (given || field->flags & NH_FIELD_COMPUTED || begins_anew (entity, field))
        continue;
      value.text = copy_value (self, record, i);
      g_ptr_array_add (texts, (char *) value.text);
      if (*value.text)
        g_array_append_val (values, value);
    }
  copy = nh_workbook_create (self->frame->roll->workbook, entity, (const NhFieldText *) values->data, error);
  if (copy)
    note (self->ids, nh_record_get_id (record), copy);
  return copy;
}

/* "Công văn số … ngày … của Sở GDĐT hướng dẫn nhiệm vụ năm học 2024-2025". */
static char *
open_basis (Copier *self, gint64 id)
{
  const NhEntity *entity = nh_entity_find ("legal_reference");
  const NhField *kind = &entity->fields[nh_entity_find_field (entity, "kind")];
  g_autoptr (NhRecord) record = nh_workbook_load (self->frame->roll->workbook, entity, id, NULL);
  g_autofree char *subject = NULL;
  const NhChoice *choice;

  if (!record)
    return g_strdup ("…");
  choice = nh_field_find_choice (kind, nh_record_raw (record, "kind"));
  subject = nh_roll_text (self->frame, nh_record_text (record, "subject"), FALSE);
  return g_strdup_printf ("%s số … ngày … của %s %s", choice ? choice->word : "Văn bản",
                          *nh_record_text (record, "issuer") ? nh_record_text (record, "issuer") : "…", subject);
}

static gboolean
copy_basis (Copier *self, NhRecord *record, GError **error)
{
  gint64 id = nh_record_get_id (record);
  gint64 document = nh_record_get_int64 (record, nh_entity_find_field (nh_record_get_entity (record), "reference"));
  const NhRollChoice *choice = nh_roll_over_get_choice (self->frame->roll, NH_ROLL_BASIS, self->frame->plan, id);
  g_autofree char *text = NULL;

  if (!choice || choice->action == NH_ROLL_KEEP)
    return copy_record (self, record, NULL, error) != 0;
  if (choice->action == NH_ROLL_DROP)
    return TRUE;
  if (choice->action == NH_ROLL_REPLACE)
    {
      text = g_strdup_printf ("#%" G_GINT64_FORMAT, choice->target);
      {
        const NhFieldText more[] = { { "reference", text }, { NULL, NULL } };

        /* A reference to the old document in the text leads to the new one. */
        note (self->ids, document, choice->target);
        return copy_record (self, record, more, error) != 0;
      }
    }
  text = open_basis (self, document);
  {
    const NhFieldText more[] = { { "reference", "" }, { "text", text }, { NULL, NULL } };

    return copy_record (self, record, more, error) != 0;
  }
}

static gboolean
copy_people (Copier *self, gint64 activity, GError **error)
{
  g_autoptr (GPtrArray) people
      = nh_roll_list_owned (self->frame->roll, "activity_person", "activity", activity, error);

  for (guint i = 0; people && i < people->len; i++)
    {
      const NhEntity *entity = nh_entity_find ("activity_person");
      gint64 person = nh_record_get_int64 (people->pdata[i], nh_entity_find_field (entity, "person"));
      const NhRollChoice *choice
          = nh_roll_over_get_choice (self->frame->roll, NH_ROLL_PERSON, self->frame->plan, person);
      g_autofree char *key = g_strdup_printf ("#%" G_GINT64_FORMAT,
                                              choice && choice->action == NH_ROLL_REPLACE ? choice->target : person);
      /* Who was absent last year is expected this year. */
      gboolean absent = g_str_equal (nh_record_raw (people->pdata[i], "role"), "absent");
      const NhFieldText more[] = { { "person", key }, { "role", absent ? "member" : nh_record_raw (people->pdata[i], "role") },
                                   { NULL, NULL } };

      if (choice && (choice->action == NH_ROLL_DROP || choice->action == NH_ROLL_OPEN))
        continue;
      if (!copy_record (self, people->pdata[i], more, error))
        return FALSE;
    }
  return people != NULL;
}

static gboolean
copy_activity (Copier *self, NhRecord *record, GError **error)
{
  gint64 id = nh_record_get_id (record);
  const NhRollChoice *choice = nh_roll_over_get_choice (self->frame->roll, NH_ROLL_ACTIVITY, self->frame->plan, id);

  if (choice && choice->action == NH_ROLL_DROP)
    return TRUE;
  return copy_record (self, record, NULL, error) && copy_people (self, id, error);
}

static gboolean
copy_deadline (Copier *self, NhRecord *record, GError **error)
{
  const NhRollChoice *choice
      = nh_roll_over_get_choice (self->frame->roll, NH_ROLL_DEADLINE, self->frame->plan, nh_record_get_id (record));
  const NhFieldText more[] = { { "due", choice ? choice->text : NULL }, { NULL, NULL } };

  if (choice && choice->action == NH_ROLL_DROP)
    return TRUE;
  return copy_record (self, record, choice && choice->action == NH_ROLL_REPLACE ? more : NULL, error) != 0;
}

static gboolean
copy_programme (Copier *self, NhRecord *record, GError **error)
{
  g_autoptr (GPtrArray) modules = NULL;

  if (!copy_record (self, record, NULL, error))
    return FALSE;
  modules = nh_roll_list_owned (self->frame->roll, "module", "programme", nh_record_get_id (record), error);
  for (guint i = 0; modules && i < modules->len; i++)
    if (!copy_record (self, modules->pdata[i], NULL, error))
      return FALSE;
  return modules != NULL;
}

static gboolean
copy_block (Copier *self, NhRecord *record, GError **error)
{
  if (!copy_record (self, record, NULL, error))
    return FALSE;
  if (strstr (nh_record_text (record, "text"), "<ref "))
    g_ptr_array_add (self->texts, g_object_ref (record));
  return TRUE;
}

static gboolean
copy_plain (Copier *self, NhRecord *record, GError **error)
{
  return copy_record (self, record, NULL, error) != 0;
}

static const struct
{
  const char *entity;
  gboolean (*copy) (Copier *self, NhRecord *record, GError **error);
} parts[] = {
  { "plan_basis", copy_basis },     { "appendix", copy_plain },       { "activity", copy_activity },
  { "deadline", copy_deadline },    { "programme", copy_programme },  { "block", copy_block },
  { "plan_recipient", copy_plain },
};

/* References to headings further down could not be known while their block was copied. */
static gboolean
set_references (Copier *self, GError **error)
{
  const NhEntity *entity = nh_entity_find ("block");
  int field = nh_entity_find_field (entity, "text");

  for (guint i = 0; i < self->texts->len; i++)
    {
      g_autofree char *moved = nh_roll_field (self->frame, self->texts->pdata[i], field);
      g_autofree char *text = with_new_keys (self, moved);
      const NhFieldText values[] = { { "text", text }, { NULL, NULL } };

      if (!nh_workbook_set (self->frame->roll->workbook, entity,
                            look_up (self->ids, nh_record_get_id (self->texts->pdata[i])), values, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
copy_plan (Copier *self, NhRecord *record, GError **error)
{
  const NhRollFrame *frame = self->frame;
  const NhRollChoice *signer = nh_roll_over_get_choice (frame->roll, NH_ROLL_SIGNER, frame->plan, frame->plan);
  g_autofree char *year = g_strdup_printf ("#%" G_GINT64_FORMAT, self->school_year);
  g_autofree char *previous = g_strdup_printf ("#%" G_GINT64_FORMAT, frame->plan);
  const NhFieldText more[] = { { "school_year", year }, { "previous", previous },
                               { signer && signer->action == NH_ROLL_OPEN ? "sign_name" : NULL, "" },
                               { NULL, NULL } };

  self->copy = copy_record (self, record, more, error);
  return self->copy != 0;
}

/* (internal) @renewed: teams that were renewed for the plans before, and their parts */
gint64
nh_roll_over_copy (const NhRollFrame *frame, gint64 school_year, GHashTable *renewed, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (NhRecord) record
      = nh_workbook_load (frame->roll->workbook, nh_entity_find ("plan"), frame->plan, error);
  Copier self = { frame, school_year, 0, ids, renewed, texts };

  if (!record || !copy_plan (&self, record, error))
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GPtrArray) list = nh_roll_list_owned (frame->roll, parts[i].entity, "plan", frame->plan, error);

      if (!list)
        return 0;
      for (guint r = 0; r < list->len; r++)
        if (g_cancellable_set_error_if_cancelled (cancellable, error) || !parts[i].copy (&self, list->pdata[r], error))
          return 0;
    }
  return set_references (&self, error) ? self.copy : 0;
}
