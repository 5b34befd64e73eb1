/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of units. A unit is known by its name, short name or another spelling; a row that names two
 * ("Đức Thắng 1,2") is about both.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"
#include "core/nh-unit-kind.h"

#define MAX_DEPTH 1000 /* of units in units */

/* "Đức Thắng" in a list with a column "Loại hình" may be a primary or a secondary school: a bare
 * name is another unit where the kinds contradict. */
static gboolean
is_other_kind (NhImportNames *units, gint64 id, const char *name, const NhImportCell *kind)
{
  const char *stored = nh_import_names_get_kind (units, id);

  if (!kind || !kind->text || !*stored || nh_unit_kind_guess (name))
    return FALSE;
  return !g_str_equal (stored, kind->text) && !g_str_equal (stored, "other") && !g_str_equal (kind->text, "other");
}

/* A unit is not managed by itself, nor by one that it manages. */
static gboolean
makes_circle (NhImportNames *units, gint64 id, gint64 parent)
{
  for (guint depth = 0; parent && depth < MAX_DEPTH; depth++)
    {
      if (parent == id)
        return TRUE;
      parent = nh_import_names_get_parent (units, parent);
    }
  return FALSE;
}

static void
add_kind (NhImportRun *run, guint first_cell, const char *name)
{
  const NhEntity *unit = nh_entity_find ("unit");
  const char *kind = nh_unit_kind_guess (name);

  if (!nh_import_find_cell (run, first_cell, "kind"))
    nh_import_add_text (run, &unit->fields[NH_FIELD (unit, "kind")], "kind", kind ? kind : "other");
}

static gboolean
fail_circle (NhImportRun *run, NhImportDraft *draft, const char *name, NhImportVerdict *verdict)
{
  int slot = nh_import_find_slot (run->import, "parent");
  g_autofree char *where = nh_import_where (run->import, draft->row, (int) draft->columns[slot]);

  nh_import_fail (verdict, NH_IMPORT_FATE_ERROR,
                  g_strdup_printf (_ ("%s: “%s” would be managed by itself, directly or through the "
                                      "units above it."),
                                   where, name));
  return FALSE;
}

static gboolean
set_parent (NhImportRun *run, NhImportNames *units, gint64 id, guint first_cell, NhImportDraft *draft,
            const char *name, NhImportVerdict *verdict)
{
  const NhImportCell *parent = nh_import_find_cell (run, first_cell, "parent");

  if (!parent)
    return TRUE;
  if (makes_circle (units, id, parent->number))
    return fail_circle (run, draft, name, verdict);
  nh_import_names_set_parent (units, id, parent->number);
  return TRUE;
}

static gboolean
take_known (NhImportRun *run, NhImportNames *units, NhImportDraft *draft, const char *name, gint64 id,
            guint first_cell, NhImportVerdict *verdict, GError **error)
{
  const NhEntity *entity = run->import->entity;

  if (!nh_import_keep_changes (run, entity, id, first_cell, error))
    return FALSE;
  if (!run->import->update && run->cells->len > first_cell)
    {
      nh_import_remark (run, _ ("What differs was left as it is stored."));
      g_array_set_size (run->cells, first_cell);
    }
  if (run->cells->len == first_cell)
    return TRUE;
  if (!nh_import_create_pending (run, &first_cell, draft->row, error)
      || !set_parent (run, units, id, first_cell, draft, name, verdict))
    return FALSE;
  nh_import_add_item (run, entity, id, draft->row, FALSE, first_cell);
  if (verdict->fate == NH_IMPORT_FATE_SAME)
    verdict->fate = NH_IMPORT_FATE_UPDATES;
  return TRUE;
}

/* Named as somebody's manager by an earlier row, now comes its own row: it is a row of the table
 * and not something that the table lacks. */
static void
take_missing (NhImportRun *run, gint64 id, NhImportVerdict *verdict)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (run->missing_ids, &id));

  if (!at)
    return;
  g_array_index (run->missing, NhImportMissing, at - 1).n_rows = 0;
  g_hash_table_remove (run->missing_ids, &id);
  verdict->fate = NH_IMPORT_FATE_NEW;
  verdict->record = 0;
}

static void
remark_near (NhImportRun *run, NhImportNames *units, const char *name)
{
  const char *near = nh_import_names_find_near (units, name);
  g_autofree char *remark = near ? g_strdup_printf (_ ("Nearly the same name is in the list: “%s”."), near) : NULL;

  if (remark)
    nh_import_remark (run, remark);
}

static gboolean
make_unit (NhImportRun *run, NhImportNames *units, NhImportDraft *draft, const char *name,
           guint first_cell, NhImportVerdict *verdict, GError **error)
{
  const NhImportCell *kind;
  gint64 id = nh_id_new ();

  add_kind (run, first_cell, name);
  if (!nh_import_create_pending (run, &first_cell, draft->row, error)
      || !set_parent (run, units, id, first_cell, draft, name, verdict))
    return FALSE;
  kind = nh_import_find_cell (run, first_cell, "kind");
  nh_import_add_item (run, run->import->entity, id, draft->row, TRUE, first_cell);
  /* Looking for likes in a list of thousands for each of its rows would take for ever. */
  if (draft->row < run->import->first_row + 2000)
    remark_near (run, units, name);
  nh_import_names_add (units, id, name, kind ? kind->text : NULL, 0);
  {
    const NhImportCell *parent = nh_import_find_cell (run, first_cell, "parent");
    const NhImportCell *short_name = nh_import_find_cell (run, first_cell, "short_name");

    if (parent)
      nh_import_names_set_parent (units, id, parent->number);
    if (short_name && short_name->text)
      nh_import_names_add (units, id, short_name->text, NULL, 0);
  }
  verdict->fate = NH_IMPORT_FATE_NEW;
  verdict->record = 0;
  return TRUE;
}

static void
fail_ambiguous (NhImportRun *run, NhImportNames *units, guint row, const char *name, NhImportVerdict *verdict)
{
  GArray *ids = nh_import_names_find_all (units, name);

  g_hash_table_insert (run->candidates, GUINT_TO_POINTER (row), ids);
  nh_import_fail (verdict, NH_IMPORT_FATE_AMBIGUOUS,
                  g_strdup_printf (_ ("Row %u: several units are called “%s”. Choose which one is "
                                      "meant, or a new one."),
                                   row + 1, name));
}

static gboolean
judge_one (NhImportRun *run, NhImportDraft *draft, const char *name, NhImportVerdict *verdict, GError **error)
{
  NhImport *self = run->import;
  NhImportNames *units = nh_import_get_names (run, "unit", error);
  int slot = nh_import_find_slot (self, "name");
  gint64 *chosen = g_hash_table_lookup (self->records, GUINT_TO_POINTER (draft->row));
  guint first_cell = run->cells->len;
  NhNameResult found;
  gint64 id;

  if (!units)
    return FALSE;
  draft->texts[slot] = name;
  if (!nh_import_parse_draft (run, NH_IMPORT_MAIN, draft, NULL, verdict, error))
    return FALSE;
  found = nh_import_names_find (units, name, &id);
  if (chosen)
    {
      id = *chosen;
      found = NH_NAME_FOUND;
    }
  else if (nh_import_get_decision (self, draft->row) == NH_IMPORT_AS_NEW)
    found = NH_NAME_MISSING;
  if (found == NH_NAME_AMBIGUOUS)
    {
      fail_ambiguous (run, units, draft->row, name, verdict);
      return FALSE;
    }
  if (found == NH_NAME_FOUND && !chosen
      && is_other_kind (units, id, name, nh_import_find_cell (run, first_cell, "kind")))
    {
      g_autofree char *remark = g_strdup_printf (_ ("Another unit of this name: “%s”."),
                                                 nh_import_names_get (units, id));

      nh_import_remark (run, remark);
      found = NH_NAME_MISSING;
    }
  if (found != NH_NAME_FOUND)
    return make_unit (run, units, draft, name, first_cell, verdict, error);
  verdict->record = id;
  if (!take_known (run, units, draft, name, id, first_cell, verdict, error))
    return FALSE;
  take_missing (run, id, verdict);
  return TRUE;
}

gboolean
nh_import_judge_unit (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict, GError **error)
{
  int slot = nh_import_find_slot (run->import, "name");
  NhImportNames *units = nh_import_get_names (run, "unit", error);
  g_autoptr (GPtrArray) list = NULL;
  gint64 id;

  if (!units)
    return FALSE;
  if (!draft->texts[slot])
    {
      g_autofree char *where = nh_import_where (run->import, draft->row, -1);

      nh_import_fail (verdict, NH_IMPORT_FATE_ERROR,
                      g_strdup_printf (_ ("%s: the name of the unit is missing."), where));
      return FALSE;
    }
  verdict->name = draft->texts[slot];
  verdict->fate = NH_IMPORT_FATE_SAME;
  if (nh_import_names_find (units, draft->texts[slot], &id) != NH_NAME_SEVERAL)
    return judge_one (run, draft, draft->texts[slot], verdict, error);
  list = nh_import_split_list (units, draft->texts[slot]);
  nh_import_remark (run, _ ("The row names several units; each is one of its own."));
  for (guint i = 0; i < list->len; i++)
    if (!judge_one (run, draft, nh_import_keep (run, g_ptr_array_index (list, i)), verdict, error))
      return FALSE;
  return TRUE;
}
