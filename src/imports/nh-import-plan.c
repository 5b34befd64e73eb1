/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The dry run: each row of the sheet is read, taken apart and judged; nothing is stored. It may run
 * in a thread, with a reading connection of its own.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-outline.h"
#include "core/nh-text.h"
#include "imports/nh-import-split.h"

#define PROGRESS_ROWS 500

static void
names_free (gpointer data)
{
  nh_import_names_free (data);
}

static void
statement_done (gpointer data)
{
  nh_statement_done (data);
}

static NhImportRun *
run_new (NhImport *self, const NhImportSource *source)
{
  NhImportRun *run = g_new0 (NhImportRun, 1);

  run->import = self;
  run->source = *source;
  run->arena = g_string_chunk_new (64 * 1024);
  run->items = g_array_new (FALSE, FALSE, sizeof (NhImportItem));
  run->cells = g_array_new (FALSE, FALSE, sizeof (NhImportCell));
  run->pending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, names_free);
  run->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->missing = g_array_new (FALSE, FALSE, sizeof (NhImportMissing));
  run->missing_ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  run->candidates = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  run->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, statement_done);
  run->choices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run->targets = g_ptr_array_new_with_free_func (g_free);
  run->cleaned = g_hash_table_new (g_str_hash, g_str_equal);
  run->parsed = nh_parsed_values_new ();
  run->remark = g_string_new (NULL);
  return run;
}

/* What only judging needs: names of thousands of records, statements of a reader. */
static void
run_end (NhImportRun *run)
{
  g_clear_pointer (&run->pending, g_hash_table_unref);
  g_clear_pointer (&run->others, g_hash_table_unref);
  g_clear_pointer (&run->other_rows, g_array_unref);
  g_clear_pointer (&run->statements, g_hash_table_unref);
  g_clear_pointer (&run->choices, g_hash_table_unref);
  g_clear_pointer (&run->cleaned, g_hash_table_unref);
  g_clear_pointer (&run->people, nh_import_people_free);
  g_clear_pointer (&run->parsed, nh_parsed_values_free);
  run->source = (NhImportSource){ NULL, NULL };
}

void
nh_import_run_free (NhImportRun *run)
{
  run_end (run);
  g_array_unref (run->items);
  g_array_unref (run->cells);
  g_hash_table_unref (run->names);
  g_array_unref (run->missing);
  g_hash_table_unref (run->missing_ids);
  g_hash_table_unref (run->candidates);
  g_ptr_array_unref (run->targets);
  g_string_free (run->remark, TRUE);
  g_string_chunk_free (run->arena);
  g_free (run);
}

/* Drafts. */

static void
draft_clear (NhImportDraft *draft)
{
  g_clear_pointer (&draft->more_phones, g_free);
  g_clear_pointer (&draft->rest, g_free);
}

static void
add_text (NhImportRun *run, NhImportDraft *draft, int slot, guint column, const char *text)
{
  const NhImportSlot *at;
  const NhField *field;

  if (slot <= 0 || !text || !*text)
    return;
  if (!draft->texts[slot])
    {
      draft->texts[slot] = text;
      draft->columns[slot] = column;
      return;
    }
  /* "Nguyễn Văn" | "An" is one name; of a birth in two columns the first one counts. */
  at = nh_import_slot (run->import, slot);
  field = &nh_import_part_entity (run->import, at->part)->fields[at->field];
  if (field->kind == NH_FIELD_TEXT || field->kind == NH_FIELD_LONG_TEXT)
    {
      g_autofree char *joined
          = g_strconcat (draft->texts[slot], g_str_equal (field->name, "name") ? " " : "; ", text, NULL);

      draft->texts[slot] = nh_import_keep (run, joined);
    }
}

/* A fact of a split cell; a column of its own says it better. */
static void
add_fact (NhImportRun *run, NhImportDraft *draft, NhImportPart part, const char *field, guint column,
          const char *text)
{
  int slot;

  if (!text) /* most cells say one thing */
    return;
  slot = nh_import_field_slot (run->import, part, field);
  if (slot > 0 && !nh_import_has_slot (run->import, slot))
    add_text (run, draft, slot, column, nh_import_keep (run, text));
}

static void
append_fact (char **all, const char *text)
{
  char *joined;

  if (!text)
    return;
  joined = *all ? g_strconcat (*all, "; ", text, NULL) : g_strdup (text);
  g_free (*all);
  *all = joined;
}

static void
add_person (NhImportRun *run, NhImportDraft *draft, NhImportPart part, guint column,
            const NhImportPerson *person)
{
  add_fact (run, draft, part, "title", column, person->title);
  add_fact (run, draft, part, "name", column, person->name);
  add_fact (run, draft, part, "post", column, person->post);
  add_fact (run, draft, part, "unit", column, person->unit);
  add_fact (run, draft, part, "phone", column, person->phone);
  add_fact (run, draft, part, "email", column, person->email);
  add_fact (run, draft, part, "birth_year", column, person->birth);
  append_fact (&draft->more_phones, person->more_phones);
  append_fact (&draft->rest, person->rest);
}

/* A column of names may hold a title or a year, one of phones two numbers. */
static void
add_simple (NhImportRun *run, NhImportDraft *draft, const NhImportSlot *slot, int index, guint column,
            const char *text)
{
  const NhEntity *entity = nh_import_part_entity (run->import, slot->part);
  const char *field = entity->fields[slot->field].name;
  g_auto (NhImportPerson) person = { NULL };

  if (!g_str_equal (entity->name, "person"))
    {
      add_text (run, draft, index, column, text);
      return;
    }
  if (g_str_equal (field, "name"))
    {
      nh_import_split_name (text, &person);
      add_text (run, draft, index, column, nh_import_keep (run, person.name ? person.name : text));
      run->n_split += person.title || person.post || person.unit || person.phone;
      g_clear_pointer (&person.name, g_free);
      add_person (run, draft, slot->part, column, &person);
      return;
    }
  if (g_str_equal (field, "phone") && strlen (text) > 12)
    {
      nh_import_split_phones (text, &person);
      if (person.phone)
        {
          add_text (run, draft, index, column, nh_import_keep (run, person.phone));
          append_fact (&draft->more_phones, person.more_phones);
          append_fact (&draft->rest, person.rest);
          return;
        }
    }
  add_text (run, draft, index, column, text);
}

/* "Không có" in the column of phones is no wrong number, it is none. */
static gboolean
says_nothing (NhImport *self, const NhImportSlot *slot, const char *text)
{
  static const char *const words[] = { "khong", "khong co", "ko", "ko co", "k co", "k", "chua co", "chua",
                                       "khong ro", "chua ro", "-", "--", "---", "\u2013", "\u2014", "...",
                                       "\u2026", "x", "/", "0", NULL };
  const NhField *field = slot->field >= 0 && slot->split == NH_IMPORT_SPLIT_NOT
                             ? &nh_import_part_entity (self, slot->part)->fields[slot->field]
                             : NULL;
  g_autofree char *folded = NULL;

  if (!field || strlen (text) > 16
      || (field->kind != NH_FIELD_PHONE && field->kind != NH_FIELD_DATE && !g_str_equal (field->name, "email")
          && !g_str_equal (field->name, "birth_year")))
    return FALSE;
  folded = nh_text_fold (text);
  return g_strv_contains (words, folded);
}

static void
fill_draft (NhImportRun *run, NhImportDraft *draft, guint row)
{
  NhImport *self = run->import;

  memset (draft->texts, 0, self->slots->len * sizeof (char *));
  memset (draft->columns, 0xff, self->slots->len * sizeof (guint));
  draft->row = row;
  run->around = nh_import_row_encoding (self, row);
  for (guint c = 0; c < self->columns->len; c++)
    {
      const NhImportColumnState *column = &g_array_index (self->columns, NhImportColumnState, c);
      const NhImportSlot *slot = nh_import_slot (self, column->slot);
      g_auto (NhImportPerson) person = { NULL };
      const char *text;

      if (column->slot <= 0)
        continue;
      text = nh_import_clean (run, nh_import_cell (self, row, c));
      if (!*text || nh_sheet_get_kind (self->sheet, row, c) == NH_SHEET_ERROR)
        continue;
      if (says_nothing (self, slot, text))
        continue;
      if (slot->split == NH_IMPORT_SPLIT_NOT)
        {
          add_simple (run, draft, slot, column->slot, c, text);
          continue;
        }
      if (slot->split == NH_IMPORT_SPLIT_PERSON)
        nh_import_split_person (text, &person);
      else
        nh_import_split_post_unit (text, &person);
      run->n_split++;
      add_person (run, draft, slot->part, c, &person);
    }
  run->around = NH_ENCODING_UNICODE;
}

/* The unit of a group head goes to the rows that name none. */
static void
add_group (NhImportRun *run, NhImportDraft *draft)
{
  NhImport *self = run->import;
  NhImportPart part = nh_import_part_entity (self, NH_IMPORT_PERSON) ? NH_IMPORT_PERSON : NH_IMPORT_MAIN;
  int slot;

  if (!run->group_unit_text || !g_str_equal (nh_import_part_entity (self, part)->name, "person"))
    return;
  slot = nh_import_field_slot (self, part, "unit");
  if (!draft->texts[slot])
    draft->texts[slot] = run->group_unit_text;
}

/* Group heads. */

static void
take_group (NhImportRun *run, const char *text)
{
  g_autofree char *name = g_strdup (text);
  g_autofree char *folded = NULL;
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  NhSchoolYear any; /* "Tháng 11" needs one to be read; which does not matter here */
  char *count = strrchr (name, '(');

  if (count && strspn (count, "(0123456789") > 1) /* "(12 người)" */
    *count = '\0';
  g_strstrip (name);
  while (*name && strchr (":.;,", name[strlen (name) - 1]))
    name[strlen (name) - 1] = '\0';
  folded = nh_text_fold (name);
  nh_school_year_init (&any, 2023);
  if (g_str_equal (run->import->entity->name, "activity"))
    {
      if (g_str_has_prefix (folded, "cum") || g_str_has_prefix (folded, "to "))
        run->group_team_text = nh_import_keep (run, name);
      else if (nh_period_parse (name, &any, &period, NULL) && period.exactness > NH_EXACTNESS_WORDS)
        run->group_period = nh_import_keep (run, name);
      return;
    }
  if (nh_import_begins_unit (name))
    {
      run->group_unit_text = nh_import_keep (run, name);
      return;
    }
  run->group_unit_text = NULL;
  run->group_team_text = nh_import_keep (run, name);
}

/* Rows. */

static gboolean
judge (NhImportRun *run, NhImportDraft *draft, NhImportVerdict *verdict, GError **error)
{
  const char *entity = run->import->entity->name;

  if (g_str_equal (entity, "unit"))
    return nh_import_judge_unit (run, draft, verdict, error);
  if (g_str_equal (entity, "person"))
    return nh_import_judge_person (run, draft, verdict, error);
  if (g_str_equal (entity, "membership"))
    return nh_import_judge_membership (run, draft, verdict, error);
  return nh_import_judge_activity (run, draft, verdict, error);
}

/* An error of a cell that a formula left: "#REF!". */
static gboolean
check_formulas (NhImportRun *run, guint row, NhImportVerdict *verdict)
{
  NhImport *self = run->import;

  for (guint c = 0; c < self->columns->len; c++)
    if (g_array_index (self->columns, NhImportColumnState, c).slot > 0
        && nh_sheet_get_kind (self->sheet, row, c) == NH_SHEET_ERROR)
      {
        g_autofree char *where = nh_import_where (self, row, (int) c);

        nh_import_fail (verdict, NH_IMPORT_FATE_ERROR,
                        g_strdup_printf (_ ("%s: the formula of the cell failed with “%s”."), where,
                                         nh_sheet_get_text (self->sheet, row, c)));
        return FALSE;
      }
  return TRUE;
}

static gboolean
plan_data_row (NhImportRun *run, NhImportDraft *draft, guint row, GError **error)
{
  NhImportRow *result = &g_array_index (run->import->rows, NhImportRow, row);
  NhImportVerdict verdict = { NH_IMPORT_FATE_SKIPPED, NULL, 0, NULL };
  g_autoptr (GError) failed = NULL;
  guint n_cells = run->cells->len;

  result->first_item = run->items->len;
  g_string_truncate (run->remark, 0);
  fill_draft (run, draft, row);
  add_group (run, draft);
  if (check_formulas (run, row, &verdict) && judge (run, draft, &verdict, &failed))
    {
      result->n_items = run->items->len - result->first_item;
      if (run->remark->len)
        result->reason = nh_import_keep (run, run->remark->str);
    }
  else
    {
      if (run->items->len == result->first_item)
        g_array_set_size (run->cells, n_cells);
      result->reason = nh_import_keep (run, verdict.reason);
    }
  result->fate = (guint8) verdict.fate;
  result->record = verdict.record;
  result->name = verdict.name;
  g_free (verdict.reason);
  draft_clear (draft);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return failed == NULL;
}

static gboolean
plan_row (NhImportRun *run, NhImportDraft *draft, guint row, GError **error)
{
  NhImport *self = run->import;
  NhImportRow *result = &g_array_index (self->rows, NhImportRow, row);
  const char *group;
  NhImportRowKind kind = nh_import_classify (self, run, row, &group);

  *result = (NhImportRow){ 0 };
  if (kind == NH_ROW_DATA && nh_import_get_decision (self, row) == NH_IMPORT_SKIP)
    {
      result->reason = _ ("Left out, as you chose.");
      return TRUE;
    }
  if (kind == NH_ROW_DATA)
    return plan_data_row (run, draft, row, error);
  if (kind == NH_ROW_GROUP)
    take_group (run, group);
  run->skipped[kind]++;
  result->reason = nh_import_row_kind_reason (kind);
  return TRUE;
}

static gboolean
plan_rows (NhImportRun *run, GCancellable *cancellable, NhImportProgress progress, gpointer data,
           GError **error)
{
  NhImport *self = run->import;
  guint n_rows = self->rows->len;
  g_autofree const char **texts = g_new0 (const char *, self->slots->len);
  g_autofree guint *columns = g_new0 (guint, self->slots->len);
  NhImportDraft draft = { texts, columns, NULL, NULL, 0 };

  for (guint row = 0; row < n_rows; row++)
    {
      if (row % PROGRESS_ROWS == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (progress)
            progress ((double) row / n_rows, data);
        }
      if (!plan_row (run, &draft, row, error))
        return FALSE;
    }
  return TRUE;
}

void
nh_import_forget_plan (NhImport *self)
{
  self->planned = FALSE;
  self->stale = FALSE;
  g_array_set_size (self->rows, 0);
  g_clear_pointer (&self->run, nh_import_run_free);
  g_ptr_array_set_size (self->remarks, 0);
  g_ptr_array_add (self->remarks, NULL);
  memset (self->counts, 0, sizeof self->counts);
}

static gboolean
check_columns (NhImport *self, GError **error)
{
  g_autofree char *missing = NULL;

  if (nh_import_count_recognised (self) == 0)
    {
      g_set_error_literal (error, NH_IMPORT_ERROR, NH_IMPORT_ERROR_NO_COLUMNS,
                           _ ("No column of the table was recognised. Name the row of the headings, or "
                              "say what each column is."));
      return FALSE;
    }
  missing = nh_import_get_missing_choice (self);
  if (!missing)
    return TRUE;
  g_set_error_literal (error, NH_IMPORT_ERROR, NH_IMPORT_ERROR_NO_OWNER, missing);
  return FALSE;
}

/* The plan itself, in whatever thread; nh_import_prepare() came before in the main thread. */
gboolean
nh_import_plan_now (NhImport *self, const NhImportSource *source, GCancellable *cancellable,
                    NhImportProgress progress, gpointer data, GError **error)
{
  if (!check_columns (self, error))
    return FALSE;
  g_array_set_size (self->rows, nh_sheet_get_n_rows (self->sheet));
  self->run = run_new (self, source);
  if (!plan_rows (self->run, cancellable, progress, data, error))
    {
      nh_import_forget_plan (self);
      return FALSE;
    }
  for (guint i = self->run->missing->len; i-- > 0;)
    if (g_array_index (self->run->missing, NhImportMissing, i).n_rows == 0)
      g_array_remove_index (self->run->missing, i);
  for (guint i = 0; i < self->rows->len; i++)
    self->counts[g_array_index (self->rows, NhImportRow, i).fate]++;
  run_end (self->run);
  nh_import_add_remarks (self);
  self->planned = TRUE;
  if (progress)
    progress (1, data);
  return TRUE;
}

/* Asks the workbook all that the plan may need, since a thread must not. */
void
nh_import_prepare (NhImport *self)
{
  nh_import_forget_plan (self);
  g_hash_table_remove_all (self->years);
  g_hash_table_remove_all (self->own_choices);
  if (nh_entity_find_field (self->entity, "plan") >= 0)
    {
      g_autoptr (NhStatement) select
          = nh_store_prepare (nh_workbook_get_store (self->workbook), "SELECT id FROM plan", NULL);
      gboolean row;

      while (select && nh_statement_step (select, &row, NULL) && row)
        {
          gint64 id = nh_statement_int64 (select, 0);
          NhSchoolYear year;

          if (nh_workbook_get_plan_year (self->workbook, id, &year))
            g_hash_table_insert (self->years, g_memdup2 (&id, sizeof id), g_memdup2 (&year, sizeof year));
        }
    }
  for (const NhField *f = self->entity->fields; f->name; f++)
    if (f->own)
      {
        g_auto (GStrv) all = nh_field_dup_choices (self->workbook, f);
        guint n = 0;

        while (f->choices[n].key)
          n++;
        g_hash_table_insert (self->own_choices, (gpointer) f->name, g_strdupv (all + n));
      }
}
