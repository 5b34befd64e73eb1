/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the texts of a row mean. The rules of each field are the model's own; here is what only
 * tables know: dates as numbers, kinds and roles in short words, records yet to be made.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-phone.h"
#include "core/nh-text.h"
#include "core/nh-unit-kind.h"

/* The first day of spreadsheets, whose day 60 is 29/2/1900, a day that never was. */
#define SERIAL_ZERO 693594 /* Julian day of GDate of 30/12/1899 */

const char *
nh_import_keep (NhImportRun *run, const char *text)
{
  return text ? g_string_chunk_insert (run->arena, text) : NULL;
}

void
nh_import_fail (NhImportVerdict *verdict, NhImportFate fate, char *reason)
{
  g_free (verdict->reason);
  verdict->fate = fate;
  verdict->reason = reason;
}

/** nh_import_where: Returns: (transfer full): "Row 12, column C (Số điện thoại)". */
char *
nh_import_where (NhImport *self, guint row, int column)
{
  g_autofree char *letters = NULL;
  const char *heading;

  if (column < 0 || column >= (int) self->columns->len)
    return g_strdup_printf (_ ("Row %u"), row + 1);
  letters = nh_sheet_column_name ((guint) column);
  heading = g_array_index (self->columns, NhImportColumnState, column).shown.heading;
  if (!*heading)
    return g_strdup_printf (_ ("Row %u, column %s"), row + 1, letters);
  return g_strdup_printf (_ ("Row %u, column %s (%s)"), row + 1, letters, heading);
}

void
nh_import_remark (NhImportRun *run, const char *sentence)
{
  if (run->remark->len)
    g_string_append_c (run->remark, ' ');
  g_string_append (run->remark, sentence);
}

static void
fail_cell (NhImportRun *run, NhImportVerdict *verdict, guint row, int column, const char *message)
{
  g_autofree char *where = nh_import_where (run->import, row, column);

  nh_import_fail (verdict, NH_IMPORT_FATE_ERROR, g_strdup_printf ("%s: %s", where, message));
}

/* Cells. */

NhImportCell *
nh_import_add_cell (NhImportRun *run, const NhField *field, const char *column, NhImportCellKind kind)
{
  NhImportCell cell = { g_intern_string (column), NULL, 0, NULL, field, NULL, 0, kind };

  g_array_append_val (run->cells, cell);
  return &g_array_index (run->cells, NhImportCell, run->cells->len - 1);
}

void
nh_import_add_text (NhImportRun *run, const NhField *field, const char *column, const char *text)
{
  nh_import_add_cell (run, field, column, NH_CELL_TEXT)->text = nh_import_keep (run, text);
}

/** nh_import_find_cell: Returns: (nullable): the cell of a column among the last ones. */
NhImportCell *
nh_import_find_cell (NhImportRun *run, guint first_cell, const char *column)
{
  for (guint i = first_cell; i < run->cells->len; i++)
    if (g_str_equal (g_array_index (run->cells, NhImportCell, i).column, column))
      return &g_array_index (run->cells, NhImportCell, i);
  return NULL;
}

/* The model's own reading of a text. */
static gboolean
parse_by_model (NhImportRun *run, const NhEntity *entity, const NhField *field, const char *text,
                const NhSchoolYear *year, GError **error)
{
  NhParsedValues *parsed = run->parsed;

  g_array_set_size (parsed->columns, 0);
  g_array_set_size (parsed->links, 0);
  if (!nh_parse_field (run->import->workbook, entity, field, text, year, parsed, error))
    return FALSE;
  for (guint i = 0; i < parsed->columns->len; i++)
    {
      const NhColumnValue *value = &g_array_index (parsed->columns, NhColumnValue, i);

      if (value->is_int64)
        nh_import_add_cell (run, field, value->column, NH_CELL_NUMBER)->number = value->number;
      else
        nh_import_add_text (run, field, value->column, value->text);
    }
  return TRUE;
}

/* Days. */

static guint32
day_from_serial (const char *text)
{
  gint64 serial;

  if (strlen (text) != 5 || strspn (text, "0123456789") != 5)
    return 0;
  serial = g_ascii_strtoll (text, NULL, 10);
  return serial > 7000 && serial < 80000 ? (guint32) (SERIAL_ZERO + serial) : 0;
}

/* A year out of a day however it is written: "12/3/1980", "1980-03-12", "3/1980", 29292. */
static int
birth_year_of (const char *text)
{
  guint32 day = day_from_serial (text);
  int year = 0;
  int month, date;

  if (day)
    {
      nh_day_to_ymd (day, &year, &month, &date);
      return year;
    }
  for (const char *p = text; *p;)
    {
      gsize n = strspn (p, "0123456789");

      if (n == 4 && !year)
        year = atoi (p);
      if (n > 4)
        return 0;
      p += MAX (n, 1);
    }
  return year;
}

static gboolean
parse_birth (NhImportRun *run, const NhEntity *entity, const NhField *field, const char *text,
             GError **error)
{
  g_autofree char *number = NULL;
  int year = birth_year_of (text);

  if (year < 1900 || year > 2100)
    {
      g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                   _ ("“%s” tells no year of birth. Write a year, for example 1980, or a day, for "
                      "example 12/3/1980."),
                   text);
      return FALSE;
    }
  number = g_strdup_printf ("%d", year);
  return parse_by_model (run, entity, field, number, NULL, error);
}

static gboolean
parse_date (NhImportRun *run, const NhEntity *entity, const NhField *field, const char *text,
            const NhSchoolYear *year, GError **error)
{
  guint32 day = day_from_serial (text);
  g_autofree char *iso = day ? nh_day_to_iso (day) : NULL;

  return parse_by_model (run, entity, field, iso ? iso : text, year, error);
}

/* A landline that lost its 0 in a cell of numbers; nh_phone_parse() knows mobile ones. */
static gboolean
parse_phone (NhImportRun *run, const NhEntity *entity, const NhField *field, const char *text,
             GError **error)
{
  gsize n = strspn (text, "0123456789");
  g_autofree char *whole = !text[n] && n == 10 && *text == '2' ? g_strconcat ("0", text, NULL) : NULL;

  run->n_phone_zero += whole || (!text[n] && n == 9);
  return parse_by_model (run, entity, field, whole ? whole : text, NULL, error);
}

/* Choices. */

static const struct
{
  const char *field, *folded, *key;
} short_words[] = {
  { "role", "tv", "member" },
  { "role", "uy vien", "member" },
  { "role", "uv", "member" },
  { "role", "to vien", "member" },
  { "role", "to truong", "group_leader" },
  { "role", "to pho", "group_deputy" },
  { "role", "truong nhom", "group_leader" },
  { "role", "pho nhom", "group_deputy" },
  { "role", "chu tich hd", "chair" },
  { "role", "chu tich hoi dong", "chair" },
  { "role", "pho chu tich hd", "vice_chair" },
  { "role", "pho chu tich hoi dong", "vice_chair" },
  { "role", "thu ki", "secretary" },
  { "role", "thu ky hoi dong", "secretary" },
  { "level", "tieu hoc", "TH" },
  { "level", "mam non", "MN" },
  { "level", "trung hoc co so", "THCS" },
  { "level", "trung hoc pho thong", "THPT" },
};

static const char *
find_choice (NhImportRun *run, const NhField *field, const char *text)
{
  g_autofree char *folded = nh_text_fold (text);
  GStrv own = g_hash_table_lookup (run->import->own_choices, field->name);
  const char *key = NULL;

  for (gsize i = 0; !key && i < G_N_ELEMENTS (short_words); i++)
    if (g_str_equal (short_words[i].field, field->name) && g_str_equal (short_words[i].folded, folded)
        && nh_field_find_choice (field, short_words[i].key))
      key = short_words[i].key;
  if (!key && g_str_equal (field->name, "kind"))
    key = nh_field_find_choice (field, nh_unit_kind_guess (text)) ? nh_unit_kind_guess (text) : NULL;
  for (guint i = 0; !key && own && own[i]; i++)
    {
      g_autofree char *name = nh_text_fold (own[i]);

      if (g_str_equal (name, folded))
        key = own[i];
    }
  return key ? key : nh_field_parse_choice (field, text);
}

static gboolean
parse_choice (NhImportRun *run, const NhField *field, const char *text, GError **error)
{
  g_autofree char *cache = g_strdup_printf ("%s:%s", field->name, text);
  const char *key = g_hash_table_lookup (run->choices, cache);
  g_autoptr (GString) all = NULL;

  if (!key)
    {
      key = find_choice (run, field, text);
      if (key)
        g_hash_table_insert (run->choices, g_steal_pointer (&cache), (gpointer) nh_import_keep (run, key));
    }
  if (key)
    {
      nh_import_add_text (run, field, field->name, key);
      return TRUE;
    }
  all = g_string_new (NULL);
  for (const NhChoice *c = field->choices; c->key; c++)
    g_string_append_printf (all, "%s%s", all->len ? ", " : "", _ (c->label));
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
               _ ("“%s” is not one of the choices: %s."), text, all->str);
  return FALSE;
}

/* References. */

NhImportNames *
nh_import_get_names (NhImportRun *run, const char *entity, GError **error)
{
  NhImportNames *names = g_hash_table_lookup (run->names, entity);

  if (!names)
    {
      names = nh_import_names_new (&run->source, nh_entity_find (entity), error);
      if (names)
        g_hash_table_insert (run->names, g_strdup (entity), names);
    }
  return names;
}

static gboolean
may_create (NhImportRun *run, const char *entity)
{
  return run->import->create_missing
         && (g_str_equal (entity, "unit") || g_str_equal (entity, "team") || g_str_equal (entity, "team_role"));
}

/* A row more that names something which the import makes. */
static void
count_missing (NhImportRun *run, gint64 id)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (run->missing_ids, &id));

  if (at)
    g_array_index (run->missing, NhImportMissing, at - 1).n_rows++;
}

/**
 * nh_import_resolve:
 * @run: a plan under way
 * @entity: "unit", "team", …
 * @text: what the sheet calls the record
 * @record: (out): the record; without a key it will be made
 * @reason: (out): why it can't be told
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: whether it is known, or may be made.
 */
gboolean
nh_import_resolve (NhImportRun *run, const char *entity, const char *text,
                   NhImportTargetRecord *record, char **reason, GError **error)
{
  NhImportNames *names = nh_import_get_names (run, entity, error);
  const NhEntity *target = nh_entity_find (entity);
  g_autoptr (GArray) all = NULL;
  gint64 id;

  if (!names)
    return FALSE;
  *record = (NhImportTargetRecord){ 0, NULL };
  switch (nh_import_names_find (names, text, &id))
    {
    case NH_NAME_FOUND:
      record->id = id;
      count_missing (run, id);
      return TRUE;
    case NH_NAME_AMBIGUOUS:
      all = nh_import_names_find_all (names, text);
      *reason = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "“%s” names %u record of the list “%s”. Write the full name, or choose "
                       "one from the proposals.",
                       "“%s” names %u records of the list “%s”. Write the full name, or "
                       "choose one from the proposals.",
                       MAX (all->len, 2)),
          text, MAX (all->len, 2), _ (target->label_plural));
      return FALSE;
    case NH_NAME_SEVERAL:
      *reason = g_strdup_printf (_ ("“%s” names several units. Write one unit in each row."), text);
      return FALSE;
    case NH_NAME_MISSING:
    default:
      record->name = nh_import_keep (run, text);
      if (may_create (run, entity))
        return TRUE;
      *reason = g_strdup_printf (
          _ ("“%s” is not in the list “%s”. Add it there first, or choose another name."), text,
          _ (target->label_plural));
      return FALSE;
    }
}

static gboolean
parse_reference (NhImportRun *run, const NhField *field, const char *text, char **reason, GError **error)
{
  NhImportTargetRecord record;
  NhImportCell *cell;

  if (!nh_import_resolve (run, field->target, text, &record, reason, error))
    return FALSE;
  cell = nh_import_add_cell (run, field, field->name, NH_CELL_NUMBER);
  cell->number = record.id;
  cell->text = record.name;
  return TRUE;
}

static gboolean
parse_links (NhImportRun *run, const NhField *field, const char *text, char **reason, GError **error)
{
  NhImportNames *names = nh_import_get_names (run, field->target, error);
  g_autoptr (GPtrArray) list = names ? nh_import_split_list (names, text) : NULL;
  NhImportTargetRecord *targets;
  NhImportCell *cell;
  guint n = 0;

  if (!names)
    return FALSE;
  targets = g_new0 (NhImportTargetRecord, list->len + 1);
  g_ptr_array_add (run->targets, targets);
  for (guint i = 0; i < list->len; i++)
    {
      gboolean twice = FALSE;

      if (!nh_import_resolve (run, field->target, g_ptr_array_index (list, i), &targets[n], reason, error))
        return FALSE;
      for (guint k = 0; k < n; k++)
        twice |= targets[n].id && targets[k].id == targets[n].id;
      n += !twice;
    }
  cell = nh_import_add_cell (run, field, field->name, NH_CELL_LINKS);
  cell->targets = targets;
  cell->n_targets = n;
  return TRUE;
}

static void
parse_list (NhImportRun *run, const NhField *field, const char *text)
{
  g_autofree char *lines = g_strdup (text);

  g_strdelimit (lines, ";", '\n');
  nh_import_add_cell (run, field, field->name, NH_CELL_LIST)->text = nh_import_keep (run, lines);
}

static gboolean
is_birth (const NhField *field)
{
  return g_str_equal (field->name, "birth_year");
}

/* A role that the office has not yet: its own ones are kept by their names. */
static gboolean
parse_role (NhImportRun *run, const NhField *field, const char *text, char **reason, GError **error)
{
  g_autoptr (GError) unknown = NULL;
  NhImportTargetRecord record;
  NhImportCell *cell;

  if (parse_choice (run, field, text, &unknown))
    return TRUE;
  if (!run->import->create_missing)
    {
      *reason = g_strdup (unknown->message);
      return FALSE;
    }
  if (!nh_import_resolve (run, field->own, text, &record, reason, error))
    return FALSE;
  cell = nh_import_add_cell (run, field, field->name, NH_CELL_TEXT);
  cell->text = record.id ? nh_import_keep (run, nh_import_names_get (nh_import_get_names (run, field->own, NULL), record.id))
                         : record.name;
  cell->number = record.id ? 0 : 1; /* to be made */
  return TRUE;
}

static gboolean
parse_text (NhImportRun *run, const NhEntity *entity, const NhField *field, const char *text,
            const NhSchoolYear *year, char **reason, GError **error)
{
  g_autoptr (GError) refused = NULL;
  gboolean done;

  switch (field->kind)
    {
    case NH_FIELD_REFERENCE:
      return parse_reference (run, field, text, reason, error);
    case NH_FIELD_LINKS:
      return parse_links (run, field, text, reason, error);
    case NH_FIELD_LIST:
      parse_list (run, field, text);
      return TRUE;
    case NH_FIELD_CHOICE:
      if (field->own)
        return parse_role (run, field, text, reason, error);
      done = parse_choice (run, field, text, &refused);
      break;
    case NH_FIELD_PHONE:
      done = parse_phone (run, entity, field, text, &refused);
      break;
    case NH_FIELD_DATE:
      done = parse_date (run, entity, field, text, year, &refused);
      break;
    case NH_FIELD_INTEGER:
      done = is_birth (field) ? parse_birth (run, entity, field, text, &refused)
                              : parse_by_model (run, entity, field, text, year, &refused);
      break;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_PERIOD:
    default:
      done = parse_by_model (run, entity, field, text, year, &refused);
    }
  if (!done)
    *reason = g_strdup (refused->message);
  return done;
}

/**
 * nh_import_parse_draft:
 * @run: a plan under way
 * @part: which record of the row
 * @draft: the texts of the row
 * @year: (nullable): the frame for times without a year
 * @verdict: what is wrong with the row
 * @error: of domain NH_STORE_ERROR
 *
 * Adds the cells of one record to those of the run.
 *
 * Returns: whether all texts were understood.
 */
gboolean
nh_import_parse_draft (NhImportRun *run, NhImportPart part, NhImportDraft *draft,
                       const NhSchoolYear *year, NhImportVerdict *verdict, GError **error)
{
  NhImport *self = run->import;
  const NhEntity *entity = nh_import_part_entity (self, part);

  for (guint i = 1; i < self->slots->len; i++)
    {
      const NhImportSlot *slot = nh_import_slot (self, (int) i);
      g_autofree char *reason = NULL;
      g_autoptr (GError) failed = NULL;

      if (!draft->texts[i] || slot->part != part || slot->field < 0)
        continue;
      if (parse_text (run, entity, &entity->fields[slot->field], draft->texts[i], year, &reason, &failed))
        continue;
      if (reason)
        fail_cell (run, verdict, draft->row, (int) draft->columns[i], reason);
      else
        g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
  return TRUE;
}
