/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-plan-copy.h"

#include <string.h>

#include "core/nh-id.h"
#include "core/nh-rich-text.h"
#include "model/nh-workbook-private.h"

typedef struct
{
  NhWorkbook *workbook;
  GHashTable *keys; /* gint64 → gint64 */
} Copier;

static gint64
new_key (Copier *c, gint64 old)
{
  gint64 *key = g_hash_table_lookup (c->keys, &old);

  return key ? *key : 0;
}

static gint64
add_key (Copier *c, gint64 old)
{
  gint64 *from = g_new (gint64, 1);
  gint64 *to = g_new (gint64, 1);

  *from = old;
  *to = nh_id_new ();
  g_hash_table_insert (c->keys, from, to);
  return *to;
}

/* "id, plan, kind, …" but for @owner: whatever the schema has, so that new columns are copied too. */
static char *
other_columns (Copier *c, const char *table, const char *owner, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (c->workbook), sql, error);
  g_autoptr (GString) columns = g_string_new (NULL);
  gboolean row;

  if (!select)
    return NULL;
  while (nh_statement_step (select, &row, error))
    {
      const char *name;

      if (!row)
        return g_strdup (columns->str);
      name = nh_statement_text (select, 0);
      if (strcmp (name, "id") != 0 && strcmp (name, owner) != 0)
        g_string_append_printf (columns, ", %s", name);
    }
  return NULL;
}

static GArray *
list_rows (Copier *c, const char *table, const char *owner, gint64 key, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ? ORDER BY id", table, owner);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (c->workbook), sql, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, key);
  while (nh_statement_step (select, &row, error))
    {
      gint64 id;

      if (!row)
        return g_steal_pointer (&ids);
      id = nh_statement_int64 (select, 0);
      g_array_append_val (ids, id);
    }
  return NULL;
}

/* The rows of @table that belong to the record @key, for its copy. */
static gboolean
copy_rows (Copier *c, const char *table, const char *owner, gint64 key, GError **error)
{
  g_autofree char *columns = other_columns (c, table, owner, error);
  g_autoptr (GArray) ids = columns ? list_rows (c, table, owner, key, error) : NULL;
  g_autofree char *sql = NULL;

  if (!ids)
    return FALSE;
  sql = g_strdup_printf ("INSERT INTO %s (id, %s%s) SELECT ?1, ?2%s FROM %s WHERE id = ?3", table, owner, columns, columns,
                         table);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 old = g_array_index (ids, gint64, i);
      const gint64 numbers[] = { add_key (c, old), new_key (c, key), old };

      if (!nh_workbook_run (c->workbook, error, sql, G_N_ELEMENTS (numbers), numbers))
        return FALSE;
    }
  return TRUE;
}

/* The rows of rows: @table belongs to the copied records of @parent. */
static gboolean
copy_children (Copier *c, const char *table, const char *owner, const char *parent, gint64 plan, GError **error)
{
  g_autoptr (GArray) ids = list_rows (c, parent, "plan", plan, error);

  for (guint i = 0; ids && i < ids->len; i++)
    if (!copy_rows (c, table, owner, g_array_index (ids, gint64, i), error))
      return FALSE;
  return ids != NULL;
}

/* References. */

static NhRichText *
point_anew (Copier *c, NhRichText *text, gboolean *changed)
{
  NhRichText *out = nh_rich_text_new (NULL);
  guint n;
  const NhInline *objects = nh_rich_text_get_inlines (text, &n);
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      const NhInline *object = &objects[i];
      NhStyle style = nh_rich_text_get_style_at (text, object->offset);
      gint64 target = object->kind == NH_INLINE_NOTE ? 0 : new_key (c, object->target);

      nh_rich_text_append_slice (out, text, at, object->offset);
      at = object->offset + strlen (NH_RICH_TEXT_OBJECT_UTF8);
      if (object->kind == NH_INLINE_NOTE)
        {
          g_autoptr (NhRichText) note = point_anew (c, object->note, changed);

          nh_rich_text_append_note (out, note, style);
          continue;
        }
      *changed = *changed || target;
      nh_rich_text_append_reference (out, object->kind, target ? target : object->target, style);
    }
  nh_rich_text_append_slice (out, text, at, nh_rich_text_get_length (text));
  return out;
}

static gboolean
store_text (Copier *c, gint64 block, const char *markup, GError **error)
{
  g_autoptr (NhStatement) update
      = nh_store_prepare (nh_workbook_get_store (c->workbook), "UPDATE block SET text = ? WHERE id = ?", error);
  gboolean row;

  if (!update)
    return FALSE;
  nh_statement_bind_text (update, 1, markup);
  nh_statement_bind_int64 (update, 2, block);
  return nh_statement_step (update, &row, error);
}

static gboolean
point_block_anew (Copier *c, gint64 block, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (c->workbook, nh_entity_find ("block"), block, error);
  g_autoptr (NhRichText) text = NULL;
  g_autoptr (NhRichText) anew = NULL;
  g_autofree char *markup = NULL;
  gboolean changed = FALSE;

  if (!record)
    return FALSE;
  if (!strstr (nh_record_raw (record, "text"), "<ref "))
    return TRUE;
  text = nh_rich_text_read (nh_record_raw (record, "text"));
  anew = point_anew (c, text, &changed);
  markup = changed ? nh_rich_text_to_markup (anew) : NULL;
  return !changed || store_text (c, block, markup, error);
}

static gboolean
point_text_anew (Copier *c, gint64 plan, GError **error)
{
  g_autoptr (GArray) blocks = list_rows (c, "block", "plan", new_key (c, plan), error);

  for (guint i = 0; blocks && i < blocks->len; i++)
    if (!point_block_anew (c, g_array_index (blocks, gint64, i), error))
      return FALSE;
  return blocks != NULL;
}

static gboolean
copy_plan (Copier *c, gint64 plan, GError **error)
{
  g_autofree char *columns = other_columns (c, "plan", "id", error);
  const gint64 numbers[] = { add_key (c, plan), plan };
  g_autofree char *sql = NULL;

  if (!columns)
    return FALSE;
  sql = g_strdup_printf ("INSERT INTO plan (id%s) SELECT ?1%s FROM plan WHERE id = ?2", columns, columns);
  return nh_workbook_run (c->workbook, error, sql, G_N_ELEMENTS (numbers), numbers);
}

static gboolean
copy_paper (Copier *c, gint64 plan, GError **error)
{
  static const char *const tables[] = { "plan_basis", "plan_recipient", "block", "appendix" };

  if (!copy_plan (c, plan, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!copy_rows (c, tables[i], "plan", plan, error))
      return FALSE;
  return point_text_anew (c, plan, error);
}

static gboolean
copy_data (Copier *c, gint64 plan, NhPlanCopyFlags flags, GError **error)
{
  if (flags & NH_PLAN_COPY_ACTIVITIES
      && !(copy_rows (c, "activity", "plan", plan, error)
           && copy_children (c, "activity_unit", "activity", "activity", plan, error)
           && copy_children (c, "activity_person", "activity", "activity", plan, error)))
    return FALSE;
  if (flags & NH_PLAN_COPY_DEADLINES && !copy_rows (c, "deadline", "plan", plan, error))
    return FALSE;
  return !(flags & NH_PLAN_COPY_PROGRAMMES)
         || (copy_rows (c, "programme", "plan", plan, error)
             && copy_children (c, "module", "programme", "programme", plan, error));
}

/**
 * nh_plan_copy:
 * @workbook: a workbook, inside of an action of the caller
 * @plan: key of a plan
 * @flags: what is copied with its paper
 * @keys: (out) (optional) (transfer full): the keys of all copied records, old → new
 * @error: of domain NH_STORE_ERROR
 *
 * Copies a plan as it stands, number and status too: the caller changes those. References in the text
 * to headings and appendices lead to the copies of these.
 *
 * Returns: the key of the new plan; 0 with @error, then the caller rolls back.
 */
gint64
nh_plan_copy (NhWorkbook *workbook, gint64 plan, NhPlanCopyFlags flags, GHashTable **keys, GError **error)
{
  Copier c = { workbook, g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free) };
  gboolean good = copy_paper (&c, plan, error) && copy_data (&c, plan, flags, error);
  gint64 copy = good ? new_key (&c, plan) : 0;

  if (keys && good)
    *keys = g_steal_pointer (&c.keys);
  else
    g_hash_table_unref (c.keys);
  return copy;
}
