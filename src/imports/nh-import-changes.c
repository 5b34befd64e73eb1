/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a row would change: its cells against the stored record and against what earlier rows of
 * the same table say; and records that have to be made because a row names them.
 */
#include "imports/nh-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"
#include "core/nh-unit-kind.h"
#include "imports/nh-import-split.h"

/* Making records that rows name. */

static const char *
guess_team_kind (const char *name)
{
  static const struct
  {
    const char *words, *kind;
  } kinds[] = {
    { "cum ", "cluster" },    { "hoi dong", "council" }, { "to mang luoi", "network" },
    { "mang luoi", "network" }, { "nhom", "subject_group" }, { "doan", "delegation" }, { "to ", "team" },
  };
  g_autofree char *folded = nh_text_fold (name);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (folded, kinds[i].words))
      return kinds[i].kind;
  return "other";
}

/* "trường TH Bến Súc" of the middle of a cell begins a name of its own. */
static char *
begin_with_capital (const char *name)
{
  char first[7] = { 0 };

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (name)), first);
  return g_strconcat (first, g_utf8_next_char (name), NULL);
}

static gint64 *
dup_id (gint64 id)
{
  gint64 *copy = g_new (gint64, 1);

  *copy = id;
  return copy;
}

static gint64
create_record (NhImportRun *run, NhImportNames *names, const NhEntity *entity, const char *text, guint row)
{
  gboolean is_unit = g_str_equal (entity->name, "unit");
  g_autofree char *name = begin_with_capital (text);
  const char *kind = is_unit ? nh_unit_kind_guess (name) : guess_team_kind (name);
  const NhField *kind_field = nh_entity_find_field (entity, "kind") < 0
                                  ? NULL
                                  : &entity->fields[NH_FIELD (entity, "kind")];
  guint first = run->cells->len;
  NhImportMissing missing = { entity->name, nh_import_keep (run, name), "", NULL, 1, row };
  gint64 id = nh_id_new ();

  if (!kind)
    kind = "other";
  nh_import_add_text (run, &entity->fields[NH_FIELD (entity, "name")], "name", name);
  if (nh_entity_find_field (entity, "sort_key") >= 0)
    {
      g_autofree char *key = nh_text_sort_key (name);

      nh_import_add_text (run, NULL, "sort_key", key);
    }
  if (kind_field)
    {
      nh_import_add_text (run, kind_field, "kind", kind);
      missing.kind = _ (nh_field_find_choice (kind_field, kind)->label);
    }
  if (is_unit && run->missing->len < 1000)
    missing.near = nh_import_keep (run, nh_import_names_find_near (names, name));
  nh_import_add_item (run, entity, id, row, TRUE, first);
  nh_import_names_add (names, id, name, kind, 0);
  g_array_append_val (run->missing, missing);
  g_hash_table_insert (run->missing_ids, dup_id (id), GUINT_TO_POINTER (run->missing->len));
  return id;
}

/* @id: known already, for one row may name it twice. */
static gboolean
create_once (NhImportRun *run, const char *entity, const char *name, guint row, gint64 *id, GError **error)
{
  NhImportNames *names = nh_import_get_names (run, entity, error);

  if (!names)
    return FALSE;
  if (nh_import_names_find (names, name, id) != NH_NAME_FOUND)
    *id = create_record (run, names, nh_entity_find (entity), name, row);
  return TRUE;
}

static gboolean
create_for_cell (NhImportRun *run, NhImportCell *cell, guint row, GError **error)
{
  gint64 id;

  if (cell->kind == NH_CELL_NUMBER && cell->text)
    {
      if (!create_once (run, cell->field->target, cell->text, row, &id, error))
        return FALSE;
      cell->number = id;
      cell->text = NULL;
    }
  else if (cell->kind == NH_CELL_TEXT && cell->number)
    {
      if (!create_once (run, cell->field->own, cell->text, row, &id, error))
        return FALSE;
      cell->number = 0;
    }
  for (guint i = 0; i < cell->n_targets; i++)
    if (!cell->targets[i].id
        && !create_once (run, cell->field->target, cell->targets[i].name, row, &cell->targets[i].id, error))
      return FALSE;
  return TRUE;
}

static gboolean
is_pending (const NhImportCell *cell)
{
  if ((cell->kind == NH_CELL_NUMBER && cell->text) || (cell->kind == NH_CELL_TEXT && cell->number))
    return TRUE;
  for (guint i = 0; i < cell->n_targets; i++)
    if (!cell->targets[i].id)
      return TRUE;
  return FALSE;
}

/**
 * nh_import_create_pending:
 * @run: a plan under way
 * @first_cell: (inout): where the cells of the record begin, which are the last ones
 * @row: the row that names them
 * @error: of domain NH_STORE_ERROR
 *
 * Makes the units, teams and roles that the cells name and nobody has; they come before the record.
 *
 * Returns: whether it went well.
 */
gboolean
nh_import_create_pending (NhImportRun *run, guint *first_cell, guint row, GError **error)
{
  guint n = run->cells->len - *first_cell;
  g_autofree NhImportCell *own = NULL;
  gboolean pending = FALSE;

  for (guint i = 0; i < n; i++)
    pending |= is_pending (&g_array_index (run->cells, NhImportCell, *first_cell + i));
  if (!pending)
    return TRUE;
  own = g_memdup2 (&g_array_index (run->cells, NhImportCell, *first_cell), n * sizeof (NhImportCell));
  g_array_set_size (run->cells, *first_cell);
  for (guint i = 0; i < n; i++)
    if (!create_for_cell (run, &own[i], row, error))
      return FALSE;
  *first_cell = run->cells->len;
  g_array_append_vals (run->cells, own, n);
  return TRUE;
}

/**
 * nh_import_add_item:
 * @run: a plan under way
 * @entity: what the record is
 * @id: its key
 * @row: the row that it comes from
 * @is_new: whether it is made
 * @first_cell: its cells, which are the last ones
 */
void
nh_import_add_item (NhImportRun *run, const NhEntity *entity, gint64 id, guint row, gboolean is_new,
                    guint first_cell)
{
  NhImportItem item = { entity, id, row, is_new, first_cell, run->cells->len - first_cell, 0 };
  gint64 *key = NULL;

  item.previous = GPOINTER_TO_UINT (g_hash_table_lookup (run->pending, &id));
  key = dup_id (id);
  g_array_append_val (run->items, item);
  g_hash_table_replace (run->pending, key, GUINT_TO_POINTER (run->items->len));
}

/* Comparing. */

static const char *
columns_sql (const NhEntity *entity)
{
  static const char *const period[] = { "_text", "_start", "_end", "_exactness" };
  GString *sql = g_string_new ("SELECT id");
  g_autofree char *text = NULL;

  for (const NhField *f = entity->fields; f->name; f++)
    if (f->kind == NH_FIELD_PERIOD)
      for (guint i = 0; i < G_N_ELEMENTS (period); i++)
        g_string_append_printf (sql, ", %s%s", f->name, period[i]);
    else if (f->kind != NH_FIELD_LINKS && f->kind != NH_FIELD_LIST
             && (!(f->flags & NH_FIELD_COMPUTED) || g_str_equal (f->name, "sort_key")))
      g_string_append_printf (sql, ", %s", f->name);
  g_string_append_printf (sql, " FROM %s WHERE id = ?", entity->name);
  text = g_string_free (sql, FALSE);
  return g_intern_string (text);
}

/* The stored row; %NULL with @error. Columns are found by columns_of(). */
static NhStatement *
load_row (NhImportRun *run, const NhEntity *entity, gint64 id, gboolean *row, GError **error)
{
  NhStatement *select = g_hash_table_lookup (run->statements, entity->name);

  if (!select)
    {
      select = nh_import_source_prepare (&run->source, columns_sql (entity), error);
      if (!select)
        return NULL;
      g_hash_table_insert (run->statements, (gpointer) entity->name, select);
    }
  nh_statement_reset (select);
  nh_statement_bind_int64 (select, 1, id);
  return nh_statement_step (select, row, error) ? select : NULL;
}

static int
column_index (const NhEntity *entity, const char *column)
{
  static const char *const period[] = { "_text", "_start", "_end", "_exactness" };
  int index = 1;

  for (const NhField *f = entity->fields; f->name; f++)
    if (f->kind == NH_FIELD_PERIOD)
      for (guint i = 0; i < G_N_ELEMENTS (period); i++, index++)
        {
          if (g_str_has_prefix (column, f->name) && g_str_equal (column + strlen (f->name), period[i]))
            return index;
        }
    else if (f->kind != NH_FIELD_LINKS && f->kind != NH_FIELD_LIST
             && (!(f->flags & NH_FIELD_COMPUTED) || g_str_equal (f->name, "sort_key")))
      {
        if (g_str_equal (column, f->name))
          return index;
        index++;
      }
  return -1;
}

/* What an earlier row of the table says about the same record. */
static const NhImportCell *
find_pending_cell (NhImportRun *run, gint64 id, const char *column)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (run->pending, &id));

  while (at)
    {
      const NhImportItem *item = &g_array_index (run->items, NhImportItem, at - 1);

      for (guint i = 0; i < item->n_cells; i++)
        if (g_str_equal (g_array_index (run->cells, NhImportCell, item->first_cell + i).column, column))
          return &g_array_index (run->cells, NhImportCell, item->first_cell + i);
      at = item->previous;
    }
  return NULL;
}

/* Spellings of one text: case, tone placement, blanks; of a post also its short form. */
static gboolean
same_text (const NhField *field, const char *a, const char *b)
{
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;

  if (g_strcmp0 (a, b) == 0)
    return TRUE;
  if (!a || !b || !field || field->kind == NH_FIELD_PHONE || field->kind == NH_FIELD_CHOICE)
    return FALSE;
  if (g_str_equal (field->name, "post"))
    {
      x = nh_import_post_key (a);
      y = nh_import_post_key (b);
    }
  else
    {
      x = nh_text_person_key (a);
      y = nh_text_person_key (b);
    }
  return g_str_equal (x, y);
}

static char *
links_sql (const NhLink *link)
{
  g_autofree char *role = link->role ? g_strdup_printf (" AND role = '%s'", link->role) : NULL;
  g_autofree char *until = link->until ? g_strdup_printf (" AND %s IS NULL", link->until) : NULL;

  return g_strdup_printf ("SELECT %s FROM %s WHERE %s = ?%s%s ORDER BY position, id", link->target,
                          link->table, link->owner, role ? role : "", until ? until : "");
}

/* A list grows by what it lacks: other spellings of a unit are never taken away. */
static void
keep_new_lines (NhImportRun *run, NhImportCell *cell, const char *stored)
{
  g_auto (GStrv) lines = g_strsplit (cell->text, "\n", -1);
  g_auto (GStrv) old = g_strsplit (stored, "\n", -1);
  g_autoptr (GString) fresh = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *key = nh_text_unit_key (g_strstrip (lines[i]));
      gboolean known = !*key;

      for (guint k = 0; !known && old[k]; k++)
        {
          g_autofree char *other = nh_text_unit_key (old[k]);

          known = g_str_equal (other, key);
        }
      if (!known)
        g_string_append_printf (fresh, "%s%s", fresh->len ? "\n" : "", lines[i]);
    }
  cell->text = nh_import_keep (run, fresh->str);
}

static gboolean
links_differ (NhImportRun *run, gint64 id, NhImportCell *cell, gboolean *differs, GError **error)
{
  g_autofree char *sql = links_sql (cell->field->link);
  g_autoptr (NhStatement) select = nh_import_source_prepare (&run->source, sql, error);
  g_autoptr (GString) stored = g_string_new (NULL);
  NhImportNames *names = cell->kind == NH_CELL_LINKS ? nh_import_get_names (run, cell->field->target, error) : NULL;
  const NhImportCell *pending = find_pending_cell (run, id, cell->column);
  gboolean row = TRUE;
  guint n = 0;

  *differs = FALSE;
  if (!select || (cell->kind == NH_CELL_LINKS && !names))
    return FALSE;
  nh_statement_bind_int64 (select, 1, id);
  while (nh_statement_step (select, &row, error) && row)
    {
      if (cell->kind == NH_CELL_LIST)
        {
          g_string_append_printf (stored, "%s%s", n ? "\n" : "", nh_statement_text (select, 0));
          n++;
          continue;
        }
      if (n >= cell->n_targets || cell->targets[n].id != nh_statement_int64 (select, 0))
        *differs = TRUE;
      g_string_append_printf (stored, "%s%s", n ? ", " : "",
                              nh_import_names_get (names, nh_statement_int64 (select, 0)));
      n++;
    }
  if (row)
    return FALSE;
  if (cell->kind == NH_CELL_LIST)
    {
      if (pending)
        g_string_append_printf (stored, "\n%s", pending->text);
      keep_new_lines (run, cell, stored->str);
      *differs = *cell->text != '\0';
    }
  else if (pending)
    {
      *differs = pending->n_targets != cell->n_targets;
      for (guint i = 0; !*differs && i < cell->n_targets; i++)
        *differs = pending->targets[i].id != cell->targets[i].id;
    }
  else if (n != cell->n_targets)
    *differs = TRUE;
  cell->before = nh_import_keep (run, stored->str);
  return TRUE;
}

static gboolean
cell_differs (NhImportRun *run, const NhEntity *entity, gint64 id, NhStatement *stored,
              NhImportCell *cell, gboolean *differs, GError **error)
{
  const NhImportCell *pending;
  const char *before = NULL;
  char number[32];
  int index;

  if (cell->kind == NH_CELL_LINKS || cell->kind == NH_CELL_LIST)
    return links_differ (run, id, cell, differs, error);
  pending = find_pending_cell (run, id, cell->column);
  index = column_index (entity, cell->column);
  if (pending)
    {
      g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, pending->number);
      before = pending->kind == NH_CELL_NUMBER ? number : pending->text;
    }
  else if (stored && index > 0)
    before = nh_statement_text (stored, index);
  if (cell->kind == NH_CELL_NUMBER)
    {
      gint64 old = before ? g_ascii_strtoll (before, NULL, 10) : 0;

      *differs = !before || !*before || old != cell->number || cell->text;
    }
  else
    *differs = cell->number || !same_text (cell->field, before && *before ? before : NULL, cell->text);
  cell->before = nh_import_keep (run, before);
  return TRUE;
}

/* A time is one fact in four columns: they stay or go together. */
static gboolean
is_same_field (const NhImportCell *a, const NhImportCell *b)
{
  return a->field && a->field == b->field;
}

/**
 * nh_import_keep_changes:
 * @run: a plan under way
 * @entity: what the record is
 * @id: its key; stored, or made by an earlier row
 * @first_cell: its cells, which are the last ones
 * @error: of domain NH_STORE_ERROR
 *
 * Drops the cells that say what the record says already. Its name was what it was found by, so the
 * stored spelling stays; empty cells of a table never were among them.
 *
 * Returns: whether it went well.
 */
gboolean
nh_import_keep_changes (NhImportRun *run, const NhEntity *entity, gint64 id, guint first_cell,
                        GError **error)
{
  gboolean row = FALSE;
  NhStatement *stored = load_row (run, entity, id, &row, error);
  guint n = run->cells->len - first_cell;
  g_autofree gboolean *keep = g_new0 (gboolean, n + 1);
  guint kept = first_cell;

  if (!stored)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      NhImportCell *cell = &g_array_index (run->cells, NhImportCell, first_cell + i);

      if (g_str_equal (cell->column, "name") || g_str_equal (cell->column, "sort_key"))
        continue;
      if (!cell_differs (run, entity, id, row ? stored : NULL, cell, &keep[i], error))
        return FALSE;
    }
  for (guint i = 0; i < n; i++)
    {
      gboolean wanted = keep[i];

      for (guint k = 0; k < n && !wanted; k++)
        wanted = keep[k]
                 && is_same_field (&g_array_index (run->cells, NhImportCell, first_cell + i),
                                   &g_array_index (run->cells, NhImportCell, first_cell + k));
      keep[i] = wanted;
    }
  nh_statement_reset (stored);
  for (guint i = 0; i < n; i++)
    if (keep[i])
      g_array_index (run->cells, NhImportCell, kept++)
          = g_array_index (run->cells, NhImportCell, first_cell + i);
  g_array_set_size (run->cells, kept);
  return TRUE;
}
