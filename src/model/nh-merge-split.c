/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One record that stands for several units, "TH Đức Thắng 1,2", becomes those units: lists that
 * name it name all of them.
 */
#include "model/nh-merge-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-id.h"

/* A part that the workbook does not have yet, with what all parts have in common. */
static gint64
make_part (NhWorkbook *self, gint64 unit, const char *name, GError **error)
{
  const NhFieldText values[] = { { "name", name }, { NULL, NULL } };
  gint64 id = nh_workbook_create (self, nh_entity_find ("unit"), values, error);
  gint64 numbers[] = { id, unit };

  if (!id
      || !nh_workbook_run (self, error, "UPDATE unit SET (kind, parent, area, active_from, active_to) = (SELECT kind, "
                                        "parent, area, active_from, active_to FROM unit WHERE id = ?2) WHERE id = ?1",
                           G_N_ELEMENTS (numbers), numbers))
    return 0;
  return id;
}

/* Each row that names the unit is written once for each part, in its place. */
static gboolean
copy_links (NhWorkbook *self, const char *table, const char *owner, const char *target,
            const char *others, gint64 unit, const gint64 *parts, guint n, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ? ORDER BY id", table, target);
  g_autofree char *copy = g_strdup_printf (
      "INSERT INTO %s (id, %s, %s, position%s) SELECT ?1, l.%s, ?2, l.position%s FROM %s l WHERE l.id = ?3 "
      "AND NOT EXISTS (SELECT 1 FROM %s o WHERE o.%s = l.%s AND o.%s = ?2%s)",
      table, owner, target, others, owner, others, table, table, owner, owner, target,
      g_str_equal (others, ", role") ? " AND o.role = l.role" : "");
  g_autofree char *remove = g_strdup_printf ("DELETE FROM %s WHERE %s = ?", table, target);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, unit);
  while (row)
    {
      gint64 id;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      id = row ? nh_statement_int64 (select, 0) : 0;
      if (row)
        g_array_append_val (rows, id);
    }
  for (guint i = 0; i < rows->len; i++)
    for (guint part = 0; part < n; part++)
      {
        gint64 numbers[] = { nh_id_new (), parts[part], g_array_index (rows, gint64, i) };

        if (!nh_workbook_run (self, error, copy, G_N_ELEMENTS (numbers), numbers))
          return FALSE;
      }
  return nh_workbook_run (self, error, remove, 1, &unit);
}

static guint
count_left (NhWorkbook *self, gint64 unit)
{
  g_autoptr (GArray) uses = nh_merge_uses (self, nh_entity_find ("unit"), unit);

  return nh_merge_count_uses (uses);
}

static gboolean
split (NhWorkbook *self, gint64 unit, const gint64 *parts, const char *const *names, guint n, guint *kept,
       GError **error)
{
  g_autofree gint64 *keys = g_new0 (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      keys[i] = parts[i] ? parts[i] : make_part (self, unit, names[i], error);
      if (!keys[i])
        return FALSE;
    }
  if (!copy_links (self, "activity_unit", "activity", "unit", ", role", unit, keys, n, error)
      || !copy_links (self, "team_unit", "team", "unit", ", from_on, to_on, decision, note", unit, keys, n, error))
    return FALSE;
  *kept = count_left (self, unit);
  return *kept || nh_workbook_delete_records (self, nh_entity_find ("unit"), &unit, 1, NULL, NULL, error);
}

/**
 * nh_workbook_split_unit:
 * @self: a workbook
 * @unit: key of a unit whose name stands for several
 * @parts: (array length=n): keys of these, 0 for one that must be made
 * @names: (array length=n): their names, for those that must be made
 * @n: how many
 * @kept: (out): how many records name one unit only (people, units that it manages) and still name
 *   the unit of the combined name, which then stays
 * @error: NH_MODEL_ERROR or NH_STORE_ERROR
 *
 * Every list of units that names @unit (activities, clusters) names its parts instead. One step of
 * undo.
 *
 * Returns: whether it is done; else nothing was changed.
 */
gboolean
nh_workbook_split_unit (NhWorkbook *self, gint64 unit, const gint64 *parts, const char *const *names,
                        guint n, guint *kept, GError **error)
{
  g_autoptr (NhRecord) record = nh_workbook_load (self, nh_entity_find ("unit"), unit, error);
  g_autofree char *name = NULL;

  *kept = 0;
  if (!record)
    return FALSE;
  name = g_strdup_printf (_ ("Split “%s”"), nh_record_text (record, "name"));
  if (!nh_workbook_begin (self, name, error))
    return FALSE;
  if (!split (self, unit, parts, names, n, kept, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}
