/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a plan found, as people read it.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-phone.h"

void
nh_import_change_free (NhImportChange *change)
{
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

/* A row as planned; %NULL without a plan. */
static const NhImportRow *
get_row (NhImport *self, guint row)
{
  return self->planned && row < self->rows->len ? &g_array_index (self->rows, NhImportRow, row) : NULL;
}

/** nh_import_count: Returns: how many rows have a fate. */
guint
nh_import_count (NhImport *self, NhImportFate fate)
{
  return self->counts[fate];
}

/** nh_import_get_fate: Returns: what becomes of a row. */
NhImportFate
nh_import_get_fate (NhImport *self, guint row)
{
  const NhImportRow *result = get_row (self, row);

  return result ? (NhImportFate) result->fate : NH_IMPORT_FATE_SKIPPED;
}

/** nh_import_get_reason: Returns: (transfer none) (nullable): why, or what else is to be known. */
const char *
nh_import_get_reason (NhImport *self, guint row)
{
  const NhImportRow *result = get_row (self, row);

  return result ? result->reason : NULL;
}

/** nh_import_get_name: Returns: (transfer full): what the row is about, "" unknown. */
char *
nh_import_get_name (NhImport *self, guint row)
{
  const NhImportRow *result = get_row (self, row);

  return g_strdup (result && result->name ? result->name : "");
}

/** nh_import_get_record: Returns: the key of the record that is there already; 0: none. */
gint64
nh_import_get_record (NhImport *self, guint row)
{
  const NhImportRow *result = get_row (self, row);

  return result ? result->record : 0;
}

/* Stored texts as they are shown. */
static char *
show_text (const NhField *field, const char *text)
{
  if (!text)
    return g_strdup ("");
  if (field->kind == NH_FIELD_PHONE)
    return nh_phone_format (text);
  if (field->kind == NH_FIELD_DATE && nh_day_from_iso (text))
    return nh_day_format_short (nh_day_from_iso (text));
  if (field->kind == NH_FIELD_CHOICE)
    {
      const NhChoice *choice = nh_field_find_choice (field, text);

      return g_strdup (choice ? _ (choice->label) : text);
    }
  return g_strdup (text);
}

static char *
show_record (NhImport *self, const NhField *field, gint64 id)
{
  NhImportNames *names = field->target ? g_hash_table_lookup (self->run->names, field->target) : NULL;
  g_autoptr (NhRecord) record = NULL;

  if (!id)
    return g_strdup ("");
  if (names && *nh_import_names_get (names, id))
    return g_strdup (nh_import_names_get (names, id));
  record = nh_workbook_load (self->workbook, nh_entity_find (field->target), id, NULL);
  return g_strdup (record ? nh_record_text (record, "name") : "");
}

static char *
show_targets (NhImport *self, const NhImportCell *cell)
{
  NhImportNames *names = g_hash_table_lookup (self->run->names, cell->field->target);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cell->n_targets; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "",
                            names ? nh_import_names_get (names, cell->targets[i].id) : "");
  return g_string_free (text, FALSE);
}

static char *
show_after (NhImport *self, const NhImportCell *cell)
{
  switch (cell->kind)
    {
    case NH_CELL_NUMBER:
      if (cell->field->kind == NH_FIELD_REFERENCE)
        return show_record (self, cell->field, cell->number);
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case NH_CELL_LINKS:
      return show_targets (self, cell);
    case NH_CELL_LIST:
      return g_strdelimit (g_strdup (cell->text), "\n", ';');
    case NH_CELL_TEXT:
    default:
      return show_text (cell->field, cell->text);
    }
}

static char *
show_before (NhImport *self, const NhImportCell *cell)
{
  if (!cell->before)
    return g_strdup ("");
  if (cell->kind == NH_CELL_NUMBER && cell->field->kind == NH_FIELD_REFERENCE)
    return show_record (self, cell->field, g_ascii_strtoll (cell->before, NULL, 10));
  if (cell->kind == NH_CELL_LIST)
    return g_strdelimit (g_strdup (cell->before), "\n", ';');
  return cell->kind == NH_CELL_TEXT ? show_text (cell->field, cell->before) : g_strdup (cell->before);
}

/* Of the four columns of a time only the text is shown; keys for sorting never. */
static gboolean
is_shown (const NhImportCell *cell)
{
  if (!cell->field || g_str_equal (cell->column, "sort_key"))
    return FALSE;
  return cell->field->kind != NH_FIELD_PERIOD || g_str_has_suffix (cell->column, "_text");
}

static void
add_change (NhImport *self, const NhImportItem *item, const NhImportCell *cell, GPtrArray *changes)
{
  NhImportChange *change;
  gboolean is_main = item->entity == self->entity;
  g_autofree char *id = NULL;

  if (!is_shown (cell) || (cell->kind == NH_CELL_TEXT && !cell->text && !cell->before))
    return;
  if (is_main && cell->field->target && g_str_equal (cell->field->target, "person"))
    return;
  change = g_new0 (NhImportChange, 1);
  id = is_main ? g_strdup (cell->field->name) : g_strdup_printf ("%s.%s", item->entity->name, cell->field->name);
  change->label = _ (cell->field->label);
  change->field = g_intern_string (id);
  change->before = item->is_new ? NULL : show_before (self, cell);
  change->after = show_after (self, cell);
  g_ptr_array_add (changes, change);
}

/**
 * nh_import_get_changes:
 * @self: an import with a plan
 * @row: a row of the sheet
 *
 * Returns: (transfer full) (element-type NhImportChange): the fields of what the row makes, or those
 *   that it changes. Units and teams that the row makes as well are not among them: see
 *   nh_import_get_missing().
 */
GPtrArray *
nh_import_get_changes (NhImport *self, guint row)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_import_change_free);
  const NhImportRow *result = get_row (self, row);

  for (guint i = 0; result && i < result->n_items; i++)
    {
      const NhImportItem *item = &g_array_index (self->run->items, NhImportItem, result->first_item + i);

      if (g_hash_table_contains (self->run->missing_ids, &item->id))
        continue;
      for (guint k = 0; k < item->n_cells; k++)
        add_change (self, item, &g_array_index (self->run->cells, NhImportCell, item->first_cell + k), changes);
    }
  return changes;
}

/** nh_import_get_candidates: Returns: (transfer full) (element-type gint64): whom a row may mean. */
GArray *
nh_import_get_candidates (NhImport *self, guint row)
{
  GArray *ids = self->planned ? g_hash_table_lookup (self->run->candidates, GUINT_TO_POINTER (row)) : NULL;
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (ids)
    g_array_append_vals (copy, ids->data, ids->len);
  return copy;
}

/** nh_import_describe_record: Returns: (transfer full): a record told apart from its namesakes. */
char *
nh_import_describe_record (NhImport *self, gint64 record)
{
  gboolean unit = g_str_equal (self->entity->name, "unit");
  g_autoptr (NhRecord) loaded
      = nh_workbook_load (self->workbook, nh_entity_find (unit ? "unit" : "person"), record, NULL);
  GString *text;

  if (!loaded)
    return g_strdup ("");
  text = g_string_new (nh_record_text (loaded, "name"));
  if (unit)
    {
      g_string_append_printf (text, ", %s", nh_record_text (loaded, "kind"));
      if (*nh_record_text (loaded, "parent"))
        g_string_append_printf (text, ", %s", nh_record_text (loaded, "parent"));
      return g_string_free (text, FALSE);
    }
  if (*nh_record_text (loaded, "birth_year"))
    {
      g_string_append (text, ", ");
      g_string_append_printf (text, _ ("born %d"), (int) g_ascii_strtoll (nh_record_text (loaded, "birth_year"), NULL, 10));
    }
  if (*nh_record_text (loaded, "unit"))
    g_string_append_printf (text, ", %s", nh_record_text (loaded, "unit"));
  if (*nh_record_text (loaded, "phone"))
    g_string_append_printf (text, ", %s", nh_record_text (loaded, "phone"));
  return g_string_free (text, FALSE);
}

/** nh_import_get_missing: Returns: (array length=n_missing): what the table names and nobody has. */
const NhImportMissing *
nh_import_get_missing (NhImport *self, guint *n_missing)
{
  *n_missing = self->planned ? self->run->missing->len : 0;
  return *n_missing ? (const NhImportMissing *) (gpointer) self->run->missing->data : NULL;
}

/** nh_import_get_remarks: Returns: (array zero-terminated=1) (transfer none): sentences. */
const char *const *
nh_import_get_remarks (NhImport *self)
{
  return (const char *const *) self->remarks->pdata;
}

static void
add_remark (NhImport *self, char *sentence)
{
  g_ptr_array_insert (self->remarks, (int) self->remarks->len - 1, sentence);
}

static guint
count_missing (NhImport *self, const char *entity)
{
  guint n = 0;

  for (guint i = 0; i < self->run->missing->len; i++)
    n += g_str_equal (g_array_index (self->run->missing, NhImportMissing, i).entity, entity);
  return n;
}

static void
remark_missing (NhImport *self)
{
  guint n_units = count_missing (self, "unit");
  guint n_teams = count_missing (self, "team");
  guint n_roles = count_missing (self, "team_role");

  if (self->run->n_new_people)
    add_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u person whom the list lacks will be added.",
                                                    "%u people whom the list lacks will be added.",
                                                    self->run->n_new_people),
                                       self->run->n_new_people));
  if (n_units)
    add_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u unit that the list lacks will be added.",
                                                    "%u units that the list lacks will be added.", n_units),
                                       n_units));
  if (n_teams)
    add_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u cluster or team that the list lacks will be added.",
                                                    "%u clusters and teams that the list lacks will be added.",
                                                    n_teams),
                                       n_teams));
  if (n_roles)
    add_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u role that the list lacks will be added.",
                                                    "%u roles that the list lacks will be added.", n_roles),
                                       n_roles));
}

/* Names of the missing that look like others: two spellings of one unit would be two units. */
static void
remark_near (NhImport *self)
{
  for (guint i = 0, n = 0; i < self->run->missing->len && n < 20; i++)
    {
      const NhImportMissing *missing = &g_array_index (self->run->missing, NhImportMissing, i);

      if (!missing->near)
        continue;
      add_remark (self, g_strdup_printf (_ ("“%s” (row %u) is new, but nearly the same name is in the "
                                            "list: “%s”."),
                                         missing->name, missing->first_row + 1, missing->near));
      n++;
    }
}

void
nh_import_add_remarks (NhImport *self)
{
  NhImportRun *run = self->run;
  const char *const *read = nh_sheet_get_remarks (self->sheet);

  for (guint i = 0; read[i]; i++)
    add_remark (self, g_strdup (read[i]));
  if (run->n_legacy)
    add_remark (self, g_strdup_printf (
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u cell in an encoding of before Unicode (TCVN3, VNI) was converted.",
                                       "%u cells in an encoding of before Unicode (TCVN3, VNI) were "
                                       "converted.",
                                       run->n_legacy),
                          run->n_legacy));
  if (run->n_lookalike)
    add_remark (self, g_strdup_printf (
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u cell had letters that only look Vietnamese; they were replaced.",
                                       "%u cells had letters that only look Vietnamese; they were replaced.",
                                       run->n_lookalike),
                          run->n_lookalike));
  if (run->n_split)
    add_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u cell with several facts was taken apart.",
                                                    "%u cells with several facts were taken apart.",
                                                    run->n_split),
                                       run->n_split));
  if (run->n_phone_zero)
    add_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                    "%u phone number got back the 0 at its beginning.",
                                                    "%u phone numbers got back the 0 at their beginning.",
                                                    run->n_phone_zero),
                                       run->n_phone_zero));
  remark_missing (self);
  remark_near (self);
}

/** nh_import_fate_label: Returns: (transfer none): the fate in one word, translated. */
const char *
nh_import_fate_label (NhImportFate fate)
{
  static const char *const labels[] = { N_ ("Skipped"), N_ ("New"), N_ ("Updates"), N_ ("Same"),
                                        N_ ("Ambiguous"), N_ ("Error") };

  return _ (labels[fate]);
}

/** nh_import_fate_key: Returns: (transfer none): the fate in one word for scripts. */
const char *
nh_import_fate_key (NhImportFate fate)
{
  static const char *const keys[] = { "skipped", "new", "updates", "same", "ambiguous", "error" };

  return keys[fate];
}

/** nh_import_get_summary: Returns: (transfer full): what was stored, as one sentence. */
char *
nh_import_get_summary (NhImport *self)
{
  return g_strdup_printf (_ ("%s: %u new, %u updated, %u unchanged."), _ (self->entity->label_plural),
                          self->stored_new, self->stored_updates, self->stored_same);
}
