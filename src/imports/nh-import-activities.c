/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows of activities: known by their plan, kind, content and units, and then by their time.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"

static const char *const link_fields[] = { "hosts", "inspected", "pilots" };

typedef struct
{
  gint64 id;
  const char *period; /* folded, "" without */
  guint next;
} Known;

static char *
make_key (gint64 plan, const char *kind, const char *content, const char *units)
{
  g_autofree char *folded = nh_text_person_key (content);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%s|%s|%s", plan, kind, folded, units);
}

static void
add_known (NhImportRun *run, char *key, gint64 id, const char *period)
{
  g_autofree char *folded = nh_text_fold (period);
  Known known = { id, nh_import_keep (run, folded),
                  GPOINTER_TO_UINT (g_hash_table_lookup (run->others, key)) };

  g_array_append_val (run->other_rows, known);
  g_hash_table_replace (run->others, key, GUINT_TO_POINTER (run->other_rows->len));
}

static gboolean
load_activities (NhImportRun *run, GError **error)
{
  g_autoptr (NhStatement) select = nh_import_source_prepare (
      &run->source,
      "SELECT id, plan, kind, content, period_text, (SELECT group_concat (role || unit) FROM "
      "(SELECT role, unit FROM activity_unit WHERE activity = t.id AND role IN ('host', 'inspected', "
      "'pilot') ORDER BY role || unit)) FROM activity t",
      error);
  gboolean row = TRUE;

  if (!select)
    return FALSE;
  run->other_rows = g_array_new (FALSE, FALSE, sizeof (Known));
  while (nh_statement_step (select, &row, error))
    {
      const char *units;

      if (!row)
        return TRUE;
      units = nh_statement_text (select, 5);
      add_known (run,
                 make_key (nh_statement_int64 (select, 1), nh_statement_text (select, 2),
                           nh_statement_text (select, 3), units ? units : ""),
                 nh_statement_int64 (select, 0), nh_statement_text (select, 4));
    }
  return FALSE;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* As load_activities() has it: "host123,inspected45", in order. */
static char *
units_of (NhImportRun *run, guint first_cell)
{
  static const char *const roles[] = { "host", "inspected", "pilot" };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (link_fields); i++)
    {
      const NhImportCell *cell = nh_import_find_cell (run, first_cell, link_fields[i]);

      for (guint k = 0; cell && k < cell->n_targets; k++)
        g_ptr_array_add (list, g_strdup_printf ("%s%" G_GINT64_FORMAT, roles[i], cell->targets[k].id));
    }
  g_ptr_array_sort (list, compare_texts);
  g_ptr_array_add (list, NULL);
  return g_strjoinv (",", (char **) list->pdata);
}

static const char *
guess_kind (const char *content, gboolean inspected)
{
  static const struct
  {
    const char *words, *kind;
  } kinds[] = {
    { "sinh hoat chuyen mon", "lesson_study" }, { "sinh hoat cum", "lesson_study" },
    { "shcm", "lesson_study" }, { "chuyen de", "theme" }, { "kiem tra", "inspection" },
    { "hoi thi", "contest" }, { "cuoc thi", "contest" }, { "so ket", "review" }, { "tong ket", "review" },
    { "tap huan", "training" }, { "boi duong", "training" }, { "hop ", "meeting" }, { "hoi nghi", "meeting" },
    { "bao cao", "report" },
  };
  g_autofree char *folded = nh_text_fold (content);
  const char *best = NULL;
  const char *kind = NULL;

  /* What is named first is what it is: "Họp tổng kết hội thi" is a meeting. */
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const char *at = strstr (folded, kinds[i].words);

      if (at && (!best || at < best))
        {
          best = at;
          kind = kinds[i].kind;
        }
    }
  return kind ? kind : inspected ? "inspection" : "other";
}

static gboolean
is_all_units (const char *text)
{
  static const char *const words[] = { "cac ", "tat ca ", "toan ", "100%", NULL };
  g_autofree char *folded = nh_text_fold (text);

  for (guint i = 0; words[i]; i++)
    if (g_str_has_prefix (folded, words[i]))
      return TRUE;
  return FALSE;
}

/* A column "Đơn vị" names whom an inspection goes to and who holds anything else; "các trường
 * THPT" is no unit but those who come. */
static void
place_units (NhImport *self, NhImportDraft *draft)
{
  int hosts = nh_import_find_slot (self, "hosts");
  int inspected = nh_import_find_slot (self, "inspected");
  int kind = nh_import_find_slot (self, "kind");
  int content = nh_import_find_slot (self, "content");
  int to = nh_import_find_slot (self, "participants");
  g_autofree char *folded = nh_text_fold (draft->texts[kind]);

  if (!draft->texts[hosts]
      || !nh_import_is_any_unit (g_array_index (self->columns, NhImportColumnState, draft->columns[hosts]).folded))
    return;
  if (!is_all_units (draft->texts[hosts]))
    {
      const char *guess = guess_kind (draft->texts[content], FALSE);

      if (*folded ? !g_str_has_prefix (folded, "kiem tra") : !g_str_equal (guess, "inspection"))
        return;
      to = inspected;
    }
  if (draft->texts[to])
    return;
  draft->texts[to] = g_steal_pointer (&draft->texts[hosts]);
  draft->columns[to] = draft->columns[hosts];
}

static gboolean
find_plan (NhImportRun *run, NhImportDraft *draft, gint64 *plan, NhImportVerdict *verdict, GError **error)
{
  NhImport *self = run->import;
  int slot = nh_import_find_slot (self, "plan");
  NhImportTargetRecord record;
  g_autofree char *reason = NULL;
  g_autofree char *where = nh_import_where (self, draft->row, draft->texts[slot] ? (int) draft->columns[slot] : -1);

  *plan = self->plan;
  if (draft->texts[slot])
    {
      if (!nh_import_resolve (run, "plan", draft->texts[slot], &record, &reason, error))
        {
          if (reason)
            nh_import_fail (verdict, NH_IMPORT_FATE_ERROR, g_strdup_printf ("%s: %s", where, reason));
          return FALSE;
        }
      *plan = record.id;
    }
  if (*plan)
    return TRUE;
  nh_import_fail (verdict, NH_IMPORT_FATE_ERROR, g_strdup_printf (_ ("%s: the plan is missing."), where));
  return FALSE;
}

static const char *
cell_text (NhImportRun *run, guint first_cell, const char *column)
{
  const NhImportCell *cell = nh_import_find_cell (run, first_cell, column);

  return cell && cell->text ? cell->text : "";
}

/* One of the same plan, kind, content and units; where there are several, that of the same time.
 * One of another time is another activity: meetings are held every month. */
static gint64
find_known (NhImportRun *run, const char *key, guint first_cell)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (run->others, key));
  const NhImportCell *period = nh_import_find_cell (run, first_cell, "period_text");
  g_autofree char *folded = nh_text_fold (period ? period->text : NULL);
  const Known *only = at ? &g_array_index (run->other_rows, Known, at - 1) : NULL;

  if (only && !period && !only->next)
    return only->id;
  for (; period && at; at = g_array_index (run->other_rows, Known, at - 1).next)
    if (g_str_equal (g_array_index (run->other_rows, Known, at - 1).period, folded))
      return g_array_index (run->other_rows, Known, at - 1).id;
  if (!period)
    for (; at; at = g_array_index (run->other_rows, Known, at - 1).next)
      if (!*g_array_index (run->other_rows, Known, at - 1).period)
        return g_array_index (run->other_rows, Known, at - 1).id;
  return 0;
}

static gboolean
take_known (NhImportRun *run, gint64 id, guint first_cell, NhImportDraft *draft, NhImportVerdict *verdict,
            GError **error)
{
  if (!nh_import_keep_changes (run, run->import->entity, id, first_cell, error))
    return FALSE;
  if (!run->import->update)
    g_array_set_size (run->cells, first_cell);
  verdict->record = id;
  verdict->fate = run->cells->len > first_cell ? NH_IMPORT_FATE_UPDATES : NH_IMPORT_FATE_SAME;
  if (verdict->fate == NH_IMPORT_FATE_UPDATES)
    nh_import_add_item (run, run->import->entity, id, draft->row, FALSE, first_cell);
  return TRUE;
}

static gboolean
check_content (NhImportRun *run, NhImportDraft *draft, guint first_cell, NhImportVerdict *verdict)
{
  g_autofree char *units = units_of (run, first_cell);
  g_autofree char *where = NULL;

  if (*cell_text (run, first_cell, "content") || *units)
    return TRUE;
  where = nh_import_where (run->import, draft->row, -1);
  nh_import_fail (verdict, NH_IMPORT_FATE_ERROR,
                  g_strdup_printf (_ ("%s: neither a content nor a unit says what the activity is."), where));
  return FALSE;
}

static void
add_defaults (NhImportRun *run, guint first_cell, gint64 plan)
{
  const NhEntity *entity = run->import->entity;

  if (!nh_import_find_cell (run, first_cell, "kind"))
    nh_import_add_text (run, &entity->fields[NH_FIELD (entity, "kind")], "kind",
                        guess_kind (cell_text (run, first_cell, "content"),
                                    nh_import_find_cell (run, first_cell, "inspected") != NULL));
  if (!nh_import_find_cell (run, first_cell, "plan"))
    nh_import_add_cell (run, &entity->fields[NH_FIELD (entity, "plan")], "plan", NH_CELL_NUMBER)->number = plan;
}

gboolean
nh_import_judge_activity (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict, GError **error)
{
  NhImport *self = run->import;
  int period = nh_import_find_slot (self, "period");
  int team = nh_import_find_slot (self, "team");
  guint first_cell = run->cells->len;
  g_autofree char *units = NULL;
  g_autofree char *key = NULL;
  gint64 plan, id;

  if (!run->other_rows && !load_activities (run, error))
    return FALSE;
  if (!draft->texts[period])
    draft->texts[period] = run->group_period;
  if (!draft->texts[team])
    draft->texts[team] = run->group_team_text;
  place_units (self, draft);
  verdict->name = draft->texts[nh_import_find_slot (self, "content")];
  if (!find_plan (run, draft, &plan, verdict, error)
      || !nh_import_parse_draft (run, NH_IMPORT_MAIN, draft, g_hash_table_lookup (self->years, &plan), verdict, error)
      || !check_content (run, draft, first_cell, verdict))
    return FALSE;
  add_defaults (run, first_cell, plan);
  if (!nh_import_create_pending (run, &first_cell, draft->row, error))
    return FALSE;
  units = units_of (run, first_cell);
  key = make_key (plan, cell_text (run, first_cell, "kind"), cell_text (run, first_cell, "content"), units);
  id = find_known (run, key, first_cell);
  if (id)
    return take_known (run, id, first_cell, draft, verdict, error);
  id = nh_id_new ();
  add_known (run, g_steal_pointer (&key), id, cell_text (run, first_cell, "period_text"));
  nh_import_add_item (run, self->entity, id, draft->row, TRUE, first_cell);
  verdict->fate = NH_IMPORT_FATE_NEW;
  return TRUE;
}
