/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a merge would do, told before it is done.
 */
#include "model/nh-merge-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Uses. */

static void
add_use (GArray *uses, const NhEntity *entity, gint64 n)
{
  NhMergeUse use = { entity, (guint) n };

  if (n <= 0)
    return;
  for (guint i = 0; i < uses->len; i++)
    if (g_array_index (uses, NhMergeUse, i).entity == entity)
      {
        g_array_index (uses, NhMergeUse, i).n += use.n;
        return;
      }
  g_array_append_val (uses, use);
}

static int
compare_uses (gconstpointer a, gconstpointer b)
{
  const NhMergeUse *first = a;
  const NhMergeUse *second = b;

  return first->n != second->n ? (first->n > second->n ? -1 : 1)
                               : strcmp (first->entity->name, second->entity->name);
}

/* A unit in a cluster is a use by the cluster; a member is one of his own. */
static const NhEntity *
shown_user (const NhEntity *user)
{
  if (g_str_equal (user->name, "team_unit"))
    return nh_entity_find ("team");
  return user;
}

/**
 * nh_merge_uses:
 * @workbook: a workbook
 * @entity: what the record is
 * @id: its key
 *
 * Returns: (transfer full) (element-type NhMergeUse): how many records of which lists name it, the
 *   most first.
 */
GArray *
nh_merge_uses (NhWorkbook *workbook, const NhEntity *entity, gint64 id)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (NhMergeUse));
  guint n;
  const NhEntity *const *all = nh_entities (&n);

  for (guint i = 0; i < n; i++)
    for (const NhField *f = all[i]->fields; f->name; f++)
      {
        g_autofree char *sql = NULL;

        if (all[i]->read_only || g_strcmp0 (f->target, entity->name) != 0
            || nh_merge_is_note_of_two (all[i]) || (f->link && nh_merge_link_entity (f->link)))
          continue;
        if (f->link)
          sql = g_strdup_printf ("SELECT count (DISTINCT %s) FROM %s WHERE %s = ?%s%s%s", f->link->owner,
                                 f->link->table, f->link->target, f->link->role ? " AND role = '" : "",
                                 f->link->role ? f->link->role : "", f->link->role ? "'" : "");
        else
          sql = g_strdup_printf ("SELECT count (*) FROM %s WHERE %s = ?", all[i]->name, f->name);
        add_use (uses, shown_user (all[i]), nh_workbook_query_int64 (workbook, sql, id, 0));
      }
  g_array_sort (uses, compare_uses);
  return uses;
}

/**
 * nh_merge_count_uses:
 * @uses: (element-type NhMergeUse): as of nh_merge_uses()
 *
 * Returns: how many there are of all lists.
 */
guint
nh_merge_count_uses (GArray *uses)
{
  guint n = 0;

  for (guint i = 0; i < uses->len; i++)
    n += g_array_index (uses, NhMergeUse, i).n;
  return n;
}

/**
 * nh_merge_describe_uses:
 * @uses: (element-type NhMergeUse): as of nh_merge_uses()
 *
 * Returns: (transfer full): "3 people, 2 activities"; "" when there are none.
 */
char *
nh_merge_describe_uses (GArray *uses)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < uses->len; i++)
    {
      const NhMergeUse *use = &g_array_index (uses, NhMergeUse, i);
      g_autofree char *label = nh_label_in_sentence (use->n == 1 ? use->entity->label : use->entity->label_plural);

      g_string_append_printf (text, "%s%u %s", i ? ", " : "", use->n, label);
    }
  return g_string_free (text, FALSE);
}

static glong
name_length (NhWorkbook *workbook, const NhEntity *entity, gint64 id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT length (%s) FROM %s t WHERE t.id = ?", entity->label_sql,
                                          entity->name);

  return (glong) nh_workbook_query_int64 (workbook, sql, id, 0);
}

/**
 * nh_merge_choose:
 * @workbook: a workbook
 * @entity: what the records are
 * @first: a key
 * @second: another one
 *
 * Returns: the one that should stay: it is used more, or else has the fuller name, or is older.
 */
gint64
nh_merge_choose (NhWorkbook *workbook, const NhEntity *entity, gint64 first, gint64 second)
{
  g_autoptr (GArray) uses_first = nh_merge_uses (workbook, entity, first);
  g_autoptr (GArray) uses_second = nh_merge_uses (workbook, entity, second);
  guint n = nh_merge_count_uses (uses_first);
  guint m = nh_merge_count_uses (uses_second);
  glong length;
  glong other;

  if (n != m)
    return n > m ? first : second;
  length = name_length (workbook, entity, first);
  other = name_length (workbook, entity, second);
  if (length != other)
    return length > other ? first : second;
  return MIN (first, second);
}

/* Fields. */

static void
clear_field (gpointer data)
{
  NhMergeField *field = data;

  g_free (field->keep);
  g_free (field->gone);
}

static gboolean
says_nothing (const NhField *field, NhRecord *record, int index)
{
  return nh_record_is_empty (record, index)
         || (field->kind == NH_FIELD_CHOICE && g_str_equal (nh_record_get_raw (record, index), "other"));
}

static NhMergeState
compare_field (const NhField *field, NhRecord *keep, NhRecord *gone, int index)
{
  gboolean same = g_str_equal (nh_record_get_raw (keep, index), nh_record_get_raw (gone, index))
                  && nh_record_get_int64 (keep, index) == nh_record_get_int64 (gone, index)
                  && g_str_equal (nh_record_get_text (keep, index), nh_record_get_text (gone, index));

  if (same)
    return NH_MERGE_SAME;
  /* Managed by the other, followed by the other: gone with it. */
  if (field->kind == NH_FIELD_REFERENCE && field->target == nh_record_get_entity (keep)->name
      && nh_record_get_int64 (gone, index) == nh_record_get_id (keep))
    return NH_MERGE_KEPT;
  if (says_nothing (field, gone, index))
    return NH_MERGE_KEPT;
  if (says_nothing (field, keep, index))
    return NH_MERGE_FILLED;
  return field->link || g_str_equal (field->name, "note") ? NH_MERGE_JOINED : NH_MERGE_CONFLICT;
}

static void
compare_records (GArray *fields, NhRecord *keep, NhRecord *gone)
{
  const NhEntity *entity = nh_record_get_entity (keep);

  for (int i = 0; entity->fields[i].name; i++)
    {
      const NhField *f = &entity->fields[i];
      NhMergeField field = { f };

      if (f->flags & (NH_FIELD_COMPUTED | NH_FIELD_HIDDEN))
        continue;
      field.state = compare_field (f, keep, gone, i);
      field.keep = g_strdup (nh_record_get_text (keep, i));
      field.gone = g_strdup (nh_record_get_text (gone, i));
      g_array_append_val (fields, field);
    }
}

/**
 * nh_merge_preview:
 * @workbook: a workbook
 * @entity: what the records are
 * @keep: the one that stays
 * @gone: the one that goes
 * @error: when one of them is not there
 *
 * Returns: (transfer full): what a merge would do; %NULL with @error set.
 */
NhMergePreview *
nh_merge_preview (NhWorkbook *workbook, const NhEntity *entity, gint64 keep, gint64 gone, GError **error)
{
  g_autoptr (NhRecord) first = nh_workbook_load (workbook, entity, keep, error);
  g_autoptr (NhRecord) second = first ? nh_workbook_load (workbook, entity, gone, error) : NULL;
  NhMergePreview *preview;

  if (!second)
    return NULL;
  preview = g_new0 (NhMergePreview, 1);
  preview->fields = g_array_new (FALSE, FALSE, sizeof (NhMergeField));
  g_array_set_clear_func (preview->fields, clear_field);
  compare_records (preview->fields, first, second);
  preview->keep_uses = nh_merge_uses (workbook, entity, keep);
  preview->gone_uses = nh_merge_uses (workbook, entity, gone);
  return preview;
}

/**
 * nh_merge_preview_free:
 * @preview: (nullable): a preview
 *
 * Frees a preview with its texts.
 */
void
nh_merge_preview_free (NhMergePreview *preview)
{
  if (!preview)
    return;
  g_array_unref (preview->fields);
  g_array_unref (preview->keep_uses);
  g_array_unref (preview->gone_uses);
  g_free (preview);
}
