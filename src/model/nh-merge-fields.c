/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Merging: what the record that stays takes over of the fields of the other.
 */
#include "model/nh-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"

#define POSITION_STEP 1000

static gboolean
is_taken (const char *const *take, const char *field)
{
  return take && g_strv_contains (take, field);
}

static gboolean
is_stored (const NhField *field)
{
  return !field->link && !(field->flags & (NH_FIELD_COMPUTED | NH_FIELD_HIDDEN));
}

/* "other" says no more than an empty cell. */
static gboolean
has_other (const NhField *field)
{
  return field->kind == NH_FIELD_CHOICE && nh_field_find_choice (field, "other");
}

static gboolean
copy_column (const NhMerge *merge, const char *column, GError **error)
{
  return nh_merge_run (merge, error, "UPDATE %s SET %s = (SELECT %s FROM %s WHERE id = ?2) WHERE id = ?1",
                       merge->entity->name, column, column, merge->entity->name);
}

static gboolean
copy_field (const NhMerge *merge, const NhField *field, GError **error)
{
  static const char *const parts[] = { "text", "start", "end", "exactness" };

  if (field->kind != NH_FIELD_PERIOD)
    return copy_column (merge, field->name, error);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *column = g_strdup_printf ("%s_%s", field->name, parts[i]);

      if (!copy_column (merge, column, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_empty (const NhMerge *merge, const NhField *field, gint64 id)
{
  g_autofree char *column = field->kind == NH_FIELD_PERIOD ? g_strdup_printf ("%s_text", field->name)
                                                           : g_strdup (field->name);
  g_autofree char *sql
      = g_strdup_printf ("SELECT coalesce (%s, '') IN ('', '%s') FROM %s WHERE id = ?", column,
                         has_other (field) ? "other" : "", merge->entity->name);

  return nh_workbook_query_int64 (merge->workbook, sql, id, 1) != 0;
}

/* Whether the value of the one that goes would lead back to the one that stays. */
static gboolean
is_circle (const NhMerge *merge, const NhField *field)
{
  return field->kind == NH_FIELD_REFERENCE && g_str_equal (field->target, merge->entity->name)
         && nh_merge_reaches (merge, field->name, merge->gone, merge->keep);
}

static gboolean
join_note (const NhMerge *merge, const NhField *field, GError **error)
{
  const char *t = merge->entity->name;
  const char *f = field->name;

  return nh_merge_run (merge, error,
                       "UPDATE %s SET %s = (SELECT CASE WHEN coalesce (k.%s, '') = '' THEN g.%s "
                       "WHEN instr (k.%s, g.%s) > 0 THEN k.%s ELSE k.%s || char (10) || g.%s END "
                       "FROM %s k, %s g WHERE k.id = ?1 AND g.id = ?2) WHERE id = ?1 AND "
                       "(SELECT coalesce (%s, '') FROM %s WHERE id = ?2) <> ''",
                       t, f, f, f, f, f, f, f, f, t, t, f, t);
}

/* Fills what is empty, takes what was chosen, joins notes. */
gboolean
nh_merge_fields (const NhMerge *merge, const char *const *take, GError **error)
{
  for (const NhField *f = merge->entity->fields; f->name; f++)
    {
      gboolean taken = is_taken (take, f->name);

      if (!is_stored (f))
        continue;
      if (g_str_equal (f->name, "note") ? !join_note (merge, f, error) : FALSE)
        return FALSE;
      if (g_str_equal (f->name, "note") || (!taken && !is_empty (merge, f, merge->keep))
          || is_empty (merge, f, merge->gone))
        continue;
      /* A membership without a last day is one that goes on. */
      if (!taken && (g_str_equal (f->name, "from_on") || g_str_equal (f->name, "to_on")))
        continue;
      if (is_circle (merge, f))
        {
          if (!taken)
            continue;
          g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                       _ ("“%s” would lead back to the record itself. Choose another one."), _ (f->label));
          return FALSE;
        }
      if (!copy_field (merge, f, error))
        return FALSE;
      if (g_str_equal (f->name, "name") && nh_entity_find_field (merge->entity, "sort_key") >= 0
          && !copy_column (merge, "sort_key", error))
        return FALSE;
    }
  return TRUE;
}

/* Names. */

static gboolean
add_alias (const NhMerge *merge, const NhLink *link, const char *alias, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO %s (id, %s, %s, folded, position) SELECT ?1, ?2, ?3, ?4, coalesce ((SELECT max (position) "
      "FROM %s WHERE %s IN (?2, ?5)), 0) + %d WHERE NOT EXISTS (SELECT 1 FROM %s WHERE %s IN (?2, ?5) AND %s = ?3)",
      link->table, link->owner, link->target, link->table, link->owner, POSITION_STEP, link->table,
      link->owner, link->target);
  g_autoptr (NhStatement) insert = nh_store_prepare (nh_workbook_get_store (merge->workbook), sql, error);
  g_autofree char *folded = nh_text_fold (alias);
  gboolean row;

  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, nh_id_new ());
  nh_statement_bind_int64 (insert, 2, merge->keep);
  nh_statement_bind_text (insert, 3, alias);
  nh_statement_bind_text (insert, 4, folded);
  nh_statement_bind_int64 (insert, 5, merge->gone);
  return nh_statement_step (insert, &row, error);
}

/* The names that the merged record goes by: what it is called afterwards is no other spelling. */
static gboolean
keep_spellings (const NhMerge *merge, NhRecord *keep, NhRecord *gone, const char *const *take,
                const NhLink *link, GError **error)
{
  const char *name = nh_record_text (is_taken (take, "name") ? gone : keep, "name");
  const char *own_short = nh_record_text (keep, "short_name");
  const char *other_short = nh_record_text (gone, "short_name");
  const char *short_name = (!*own_short || is_taken (take, "short_name")) && *other_short ? other_short
                                                                                           : own_short;
  const char *texts[] = { nh_record_text (keep, "name"), own_short, nh_record_text (gone, "name"),
                          other_short };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i] && !g_str_equal (texts[i], name) && !g_str_equal (texts[i], short_name)
        && !add_alias (merge, link, texts[i], error))
      return FALSE;
  return nh_merge_run (merge, error, "DELETE FROM %s WHERE %s IN (?1, ?2) AND %s IN (SELECT name FROM %s WHERE id = %s)",
                       link->table, link->owner, link->target, merge->entity->name,
                       is_taken (take, "name") ? "?2" : "?1");
}

/* Where a list has no other spellings, the note remembers the name. */
static gboolean
note_name (const NhMerge *merge, NhRecord *keep, NhRecord *gone, const char *const *take, GError **error)
{
  const char *lost = nh_record_text (is_taken (take, "name") ? keep : gone, "name");
  const char *name = nh_record_text (is_taken (take, "name") ? gone : keep, "name");
  const char *note = nh_record_raw (keep, "note");
  g_autofree char *text = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (NhStatement) update = NULL;
  gboolean row;

  if (g_str_equal (lost, name))
    return TRUE;
  text = g_strdup_printf (_ ("Also written “%s”."), lost);
  if (strstr (note, text))
    return TRUE;
  sql = g_strdup_printf ("UPDATE %s SET note = CASE WHEN coalesce (note, '') = '' THEN ?2 ELSE note || "
                         "char (10) || ?2 END WHERE id = ?1", merge->entity->name);
  update = nh_store_prepare (nh_workbook_get_store (merge->workbook), sql, error);
  if (!update)
    return FALSE;
  nh_statement_bind_int64 (update, 1, merge->keep);
  nh_statement_bind_text (update, 2, text);
  return nh_statement_step (update, &row, error);
}

/* Keeps the names of both, before the fields are taken over. */
gboolean
nh_merge_names (const NhMerge *merge, const char *const *take, GError **error)
{
  g_autoptr (NhRecord) keep = NULL;
  g_autoptr (NhRecord) gone = NULL;
  int aliases = nh_entity_find_field (merge->entity, "aliases");

  if (!nh_merge_can (merge->entity) || nh_entity_find_field (merge->entity, "name") < 0)
    return TRUE; /* rows of lists have no names */
  keep = nh_workbook_load (merge->workbook, merge->entity, merge->keep, error);
  gone = keep ? nh_workbook_load (merge->workbook, merge->entity, merge->gone, error) : NULL;
  if (!gone)
    return FALSE;
  if (aliases >= 0)
    return keep_spellings (merge, keep, gone, take, merge->entity->fields[aliases].link, error);
  return nh_entity_find_field (merge->entity, "note") < 0 || note_name (merge, keep, gone, take, error);
}
