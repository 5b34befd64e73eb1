/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Editing: records are made and changed, and what follows from a change is changed with them.
 */
#include "model/nh-workbook-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-id.h"
#include "core/nh-text.h"

#define POSITION_STEP 1000
#define MAX_DEPTH 1000 /* of units in units: more is a circle in a damaged file */

/* Storing. */

static void
bind_column (NhStatement *statement, int index, const NhColumnValue *value)
{
  if (value->is_int64)
    nh_statement_bind_int64 (statement, index, value->number);
  else if (value->text)
    nh_statement_bind_text (statement, index, value->text);
  else
    nh_statement_bind_null (statement, index);
}

static gboolean
store_link_row (NhWorkbook *self, gint64 owner, const NhLinkValue *value, guint i, GError **error)
{
  const NhLink *link = value->field->link;
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO %s (id, %s, position, %s%s%s) VALUES (?, ?, ?, ?%s%s)",
                         link->table, link->owner, link->target, link->role ? ", role" : "",
                         link->folded ? ", folded" : "", link->role ? ", ?" : "",
                         link->folded ? ", ?" : "");
  g_autoptr (NhStatement) insert = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  gboolean row;
  int index = 5;

  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, nh_id_new ());
  nh_statement_bind_int64 (insert, 2, owner);
  nh_statement_bind_int64 (insert, 3, ((gint64) i + 1) * POSITION_STEP);
  if (value->targets)
    nh_statement_bind_int64 (insert, 4, g_array_index (value->targets, gint64, i));
  else
    nh_statement_bind_text (insert, 4, g_ptr_array_index (value->texts, i));
  if (link->role)
    nh_statement_bind_text (insert, index++, link->role);
  if (link->folded)
    {
      g_autofree char *folded = nh_text_fold (g_ptr_array_index (value->texts, i));

      nh_statement_bind_text (insert, index, folded);
    }
  return nh_statement_step (insert, &row, error);
}

/* Which rows of a link table are the value of a field: those of the owner, of one role, not past. */
static char *
links_where (const NhLink *link)
{
  g_autofree char *role = link->role ? g_strdup_printf (" AND role = '%s'", link->role) : NULL;
  g_autofree char *until = link->until ? g_strdup_printf (" AND %s IS NULL", link->until) : NULL;

  return g_strconcat (link->owner, " = ?", role ? role : "", until ? until : "", NULL);
}

typedef struct
{
  gint64 id;
  gint64 position;
  char *target; /* a key or a text, as text */
} LinkRow;

static void
link_row_clear (gpointer data)
{
  g_free (((LinkRow *) data)->target);
}

static GArray *
read_link_rows (NhWorkbook *self, gint64 owner, const NhLink *link, GError **error)
{
  g_autofree char *where = links_where (link);
  g_autofree char *sql = g_strdup_printf ("SELECT id, position, %s FROM %s WHERE %s "
                                          "ORDER BY position, id", link->target, link->table, where);
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (LinkRow));
  gboolean row = TRUE;

  g_array_set_clear_func (rows, link_row_clear);
  if (!select)
    return NULL;
  nh_statement_bind_int64 (select, 1, owner);
  while (TRUE)
    {
      LinkRow link_row;

      if (!nh_statement_step (select, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&rows);
      link_row = (LinkRow){ nh_statement_int64 (select, 0), nh_statement_int64 (select, 1),
                            g_strdup (nh_statement_text (select, 2)) };
      g_array_append_val (rows, link_row);
    }
}

/* Takes the row that leads to the @i-th target out of @rows. */
static gboolean
take_link_row (GArray *rows, const NhLinkValue *value, guint i, LinkRow *taken)
{
  g_autofree char *key
      = value->targets
            ? g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (value->targets, gint64, i))
            : g_strdup (g_ptr_array_index (value->texts, i));

  for (guint j = 0; j < rows->len; j++)
    if (g_strcmp0 (g_array_index (rows, LinkRow, j).target, key) == 0)
      {
        *taken = g_array_index (rows, LinkRow, j);
        g_array_remove_index (rows, j);
        taken->target = NULL;
        return TRUE;
      }
  return FALSE;
}

/* Rows that stay keep what else they know (dates, decisions); only what differs is written. */
static gboolean
store_links (NhWorkbook *self, gint64 owner, const NhLinkValue *value, GError **error)
{
  const NhLink *link = value->field->link;
  guint n = value->targets ? value->targets->len : value->texts->len;
  g_autofree char *move = g_strdup_printf ("UPDATE %s SET position = ? WHERE id = ?", link->table);
  g_autofree char *drop = g_strdup_printf ("DELETE FROM %s WHERE id = ?", link->table);
  g_autoptr (GArray) rows = read_link_rows (self, owner, link, error);

  if (!rows)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      LinkRow old;
      gint64 numbers[] = { ((gint64) i + 1) * POSITION_STEP, 0 };

      if (!take_link_row (rows, value, i, &old))
        {
          if (!store_link_row (self, owner, value, i, error))
            return FALSE;
          continue;
        }
      numbers[1] = old.id;
      if (old.position != numbers[0] && !nh_workbook_run (self, error, move, 2, numbers))
        return FALSE;
    }
  for (guint i = 0; i < rows->len; i++)
    if (!nh_workbook_run (self, error, drop, 1, &g_array_index (rows, LinkRow, i).id))
      return FALSE;
  return TRUE;
}

static gboolean
store_all_links (NhWorkbook *self, gint64 id, const NhParsedValues *values, GError **error)
{
  for (guint i = 0; i < values->links->len; i++)
    if (!store_links (self, id, &g_array_index (values->links, NhLinkValue, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
store_insert (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NhStatement) insert = NULL;
  int index = 2;
  gboolean row;

  g_string_printf (sql, "INSERT INTO %s (id", entity->name);
  for (guint i = 0; i < values->columns->len; i++)
    if (g_array_index (values->columns, NhColumnValue, i).is_int64
        || g_array_index (values->columns, NhColumnValue, i).text)
      g_string_append_printf (sql, ", %s",
                              g_array_index (values->columns, NhColumnValue, i).column);
  g_string_append (sql, ") VALUES (?");
  for (guint i = 0; i < values->columns->len; i++)
    if (g_array_index (values->columns, NhColumnValue, i).is_int64
        || g_array_index (values->columns, NhColumnValue, i).text)
      g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  insert = nh_store_prepare (nh_workbook_get_store (self), sql->str, error);
  if (!insert)
    return FALSE;
  nh_statement_bind_int64 (insert, 1, id);
  for (guint i = 0; i < values->columns->len; i++)
    {
      const NhColumnValue *value = &g_array_index (values->columns, NhColumnValue, i);

      if (value->is_int64 || value->text)
        bind_column (insert, index++, value);
    }
  return nh_statement_step (insert, &row, error)
         && store_all_links (self, id, values, error);
}

static gboolean
store_update (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
              GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (NhStatement) update = NULL;
  gboolean row;

  if (values->columns->len)
    {
      g_string_printf (sql, "UPDATE %s SET ", entity->name);
      for (guint i = 0; i < values->columns->len; i++)
        g_string_append_printf (sql, "%s%s = ?", i ? ", " : "",
                                g_array_index (values->columns, NhColumnValue, i).column);
      g_string_append (sql, " WHERE id = ?");
      update = nh_store_prepare (nh_workbook_get_store (self), sql->str, error);
      if (!update)
        return FALSE;
      for (guint i = 0; i < values->columns->len; i++)
        bind_column (update, (int) i + 1, &g_array_index (values->columns, NhColumnValue, i));
      nh_statement_bind_int64 (update, (int) values->columns->len + 1, id);
      if (!nh_statement_step (update, &row, error))
        return FALSE;
    }
  return store_all_links (self, id, values, error);
}

/* The frame for periods: of the plan that is given or stored, or of the plan record itself. */
static gboolean
find_year (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
           NhSchoolYear *year)
{
  gboolean is_plan = g_str_equal (entity->name, "plan");
  const char *column = is_plan ? "school_year" : "plan";
  gint64 key = 0;
  gboolean given = FALSE;

  if (nh_entity_find_field (entity, column) < 0)
    return FALSE;
  for (guint i = 0; i < values->columns->len; i++)
    {
      const NhColumnValue *value = &g_array_index (values->columns, NhColumnValue, i);

      if (g_str_equal (value->column, column))
        {
          key = value->number;
          given = TRUE;
        }
    }
  if (!given && id)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", column,
                                              entity->name);
      key = nh_workbook_query_int64 (self, sql, id, 0);
    }
  return is_plan ? nh_workbook_get_school_year (self, key, year)
                 : nh_workbook_get_plan_year (self, key, year);
}

/* References first: the frame of the plan tells how to read the periods. */
static NhParsedValues *
parse_values (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhFieldText *texts,
              GError **error)
{
  g_autoptr (NhParsedValues) values = nh_parsed_values_new ();
  NhSchoolYear year;
  gboolean has_year = FALSE;

  for (int pass = 0; pass < 2; pass++)
    {
      if (pass == 1)
        has_year = find_year (self, entity, id, values, &year);
      for (guint i = 0; texts[i].field; i++)
        {
          int n = nh_entity_find_field (entity, texts[i].field);
          const NhField *field = n < 0 ? NULL : &entity->fields[n];

          if (!field)
            {
              g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND,
                           _ ("The list “%s” has no field named “%s”."), _ (entity->label_plural),
                           texts[i].field);
              return NULL;
            }
          if ((field->kind == NH_FIELD_REFERENCE) != (pass == 0))
            continue;
          if (!nh_parse_field (self, entity, field, texts[i].text, has_year ? &year : NULL, values,
                               error))
            return NULL;
        }
    }
  return g_steal_pointer (&values);
}

static gboolean
has_text (const NhFieldText *texts, const char *field)
{
  for (guint i = 0; texts[i].field; i++)
    if (g_str_equal (texts[i].field, field))
      return texts[i].text && *texts[i].text;
  return FALSE;
}

static gboolean
check_required (const NhEntity *entity, const NhFieldText *texts, GError **error)
{
  for (const NhField *f = entity->fields; f->name; f++)
    /* A choice that is not given takes the default of its column. */
    if (f->flags & NH_FIELD_REQUIRED && f->kind != NH_FIELD_CHOICE && !has_text (texts, f->name))
      {
        g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED,
                     _ ("Fill in “%s” first: a new row can't do without it."), _ (f->label));
        return FALSE;
      }
  return TRUE;
}

static void
add_position (NhWorkbook *self, const NhEntity *entity, NhParsedValues *values)
{
  const NhField *owner = NULL;
  gint64 key = 0;
  gint64 last;
  g_autofree char *sql = NULL;

  for (const NhField *f = entity->fields; f->name; f++)
    if (f->flags & NH_FIELD_OWNER)
      owner = f;
  for (guint i = 0; owner && i < values->columns->len; i++)
    if (g_str_equal (g_array_index (values->columns, NhColumnValue, i).column, owner->name))
      key = g_array_index (values->columns, NhColumnValue, i).number;
  if (owner && key)
    sql = g_strdup_printf ("SELECT max (position) FROM %s WHERE %s = ?", entity->name, owner->name);
  else
    sql = g_strdup_printf ("SELECT max (position) FROM %s", entity->name);
  last = nh_workbook_query_int64 (self, sql, key, 0);
  nh_parsed_values_add_number (values, "position", last + POSITION_STEP);
}

/* A plan in another school year: months without a year mean other days now. @only: a single
 * record of the plan; 0: all. */
static gboolean
reparse_periods_of (NhWorkbook *self, const char *entity_name, const char *field_name, gint64 plan,
                    gint64 only, GError **error)
{
  const NhEntity *entity = nh_entity_find (entity_name);
  const NhField *field = &entity->fields[nh_entity_find_field (entity, field_name)];
  g_autofree char *sql = g_strdup_printf ("SELECT id, %s_text FROM %s WHERE plan = ?%s",
                                          field_name, entity_name, only ? " AND id = ?" : "");
  g_autoptr (NhStatement) select = nh_store_prepare (nh_workbook_get_store (self), sql, error);
  NhSchoolYear year;
  gboolean has_year = nh_workbook_get_plan_year (self, plan, &year);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, plan);
  if (only)
    nh_statement_bind_int64 (select, 2, only);
  while (TRUE)
    {
      g_autoptr (NhParsedValues) values = nh_parsed_values_new ();
      const char *text;

      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      text = nh_statement_text (select, 1);
      /* What can't be read any more keeps its days: nothing is lost by the change. */
      if (text && nh_parse_period (field, text, has_year ? &year : NULL, values, NULL)
          && !store_update (self, entity, nh_statement_int64 (select, 0), values, error))
        return FALSE;
    }
}

static gboolean
reparse_plan (NhWorkbook *self, gint64 plan, GError **error)
{
  return reparse_periods_of (self, "activity", "period", plan, 0, error)
         && reparse_periods_of (self, "deadline", "due", plan, 0, error);
}

/* A frame was edited: "học kỳ I" ends on another day in all its plans. */
static gboolean
reparse_year (NhWorkbook *self, gint64 school_year, GError **error)
{
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (self), "SELECT id FROM plan WHERE school_year = ?", error);
  gboolean row;

  if (!select)
    return FALSE;
  nh_statement_bind_int64 (select, 1, school_year);
  while (TRUE)
    {
      if (!nh_statement_step (select, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      if (!reparse_plan (self, nh_statement_int64 (select, 0), error))
        return FALSE;
    }
}

static gboolean
is_given (const NhFieldText *texts, const char *field)
{
  for (guint i = 0; texts[i].field; i++)
    if (g_str_equal (texts[i].field, field))
      return TRUE;
  return FALSE;
}

/* Records hold the names of the office's own choices: a renamed one is renamed there too. */
static gboolean
rename_own_choices (NhWorkbook *self, const NhEntity *entity, const char *old_name, gint64 id,
                    GError **error)
{
  guint n_entities;
  const NhEntity *const *all = nh_entities (&n_entities);

  for (guint i = 0; i < n_entities; i++)
    for (const NhField *f = all[i]->fields; f->name; f++)
      {
        g_autofree char *sql = NULL;
        g_autoptr (NhStatement) update = NULL;
        gboolean row;

        if (!f->own || !g_str_equal (f->own, entity->name))
          continue;
        sql = g_strdup_printf ("UPDATE %s SET %s = (SELECT name FROM %s WHERE id = ?) WHERE %s = ?",
                               all[i]->name, f->name, entity->name, f->name);
        update = nh_store_prepare (nh_workbook_get_store (self), sql, error);
        if (!update)
          return FALSE;
        nh_statement_bind_int64 (update, 1, id);
        nh_statement_bind_text (update, 2, old_name);
        if (!nh_statement_step (update, &row, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
after_update (NhWorkbook *self, const NhEntity *entity, NhRecord *before, gint64 id,
              const NhFieldText *texts, GError **error)
{
  if (is_given (texts, "name")
      && !rename_own_choices (self, entity, nh_record_text (before, "name"), id, error))
    return FALSE;
  if (g_str_equal (entity->name, "school_year"))
    return reparse_year (self, id, error);
  if (g_str_equal (entity->name, "plan"))
    return !is_given (texts, "school_year") || reparse_plan (self, id, error);
  if (!is_given (texts, "plan"))
    return TRUE;
  /* It moved to a plan of perhaps another year. */
  for (const NhField *f = entity->fields; f->name; f++)
    if (f->kind == NH_FIELD_PERIOD && !is_given (texts, f->name))
      {
        gint64 plan;
        g_autofree char *sql = g_strdup_printf ("SELECT plan FROM %s WHERE id = ?", entity->name);

        plan = nh_workbook_query_int64 (self, sql, id, 0);
        if (plan && !reparse_periods_of (self, entity->name, f->name, plan, id, error))
          return FALSE;
      }
  return TRUE;
}

static gboolean
check_writable (const NhEntity *entity, GError **error)
{
  if (!entity->read_only)
    return TRUE;
  g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_READ_ONLY,
               _ ("“%s” is computed from other data and can't be edited."),
               _ (entity->label_plural));
  return FALSE;
}

/**
 * nh_workbook_create:
 * @self: a workbook
 * @entity: what to make
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: NH_MODEL_ERROR when a text is refused, NH_STORE_ERROR when it can't be stored
 *
 * Returns: the key of the new record; 0 with @error set, then nothing was stored.
 */
gint64
nh_workbook_create (NhWorkbook *self, const NhEntity *entity, const NhFieldText *values,
                    GError **error)
{
  g_autoptr (NhParsedValues) parsed = NULL;
  g_autofree char *label = nh_label_in_sentence (entity->label);
  g_autofree char *name = g_strdup_printf (_ ("Add %s"), label);
  gint64 id = nh_id_new ();

  if (!check_writable (entity, error) || !check_required (entity, values, error))
    return 0;
  parsed = parse_values (self, entity, 0, values, error);
  if (!parsed)
    return 0;
  if (nh_entity_find_field (entity, "position") >= 0 && !has_text (values, "position"))
    add_position (self, entity, parsed);
  if (!nh_store_begin (nh_workbook_get_store (self), name, error))
    return 0;
  if (!store_insert (self, entity, id, parsed, error))
    {
      nh_workbook_rollback (self);
      return 0;
    }
  return nh_workbook_commit (self, error) ? id : 0;
}

/* A unit is not managed by itself, nor by one that it manages: trees would have no top. */
static gboolean
check_circles (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhParsedValues *values,
               GError **error)
{
  for (guint i = 0; i < values->columns->len; i++)
    {
      const NhColumnValue *value = &g_array_index (values->columns, NhColumnValue, i);
      int n = nh_entity_find_field (entity, value->column);
      const NhField *field = n < 0 ? NULL : &entity->fields[n];
      g_autofree char *sql = NULL;
      gint64 key = value->number;

      if (!field || field->kind != NH_FIELD_REFERENCE || !g_str_equal (field->target, entity->name))
        continue;
      sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?", field->name, entity->name);
      for (guint steps = 0; key && steps < MAX_DEPTH; steps++)
        {
          if (key == id)
            {
              g_set_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID,
                           _ ("“%s” would lead back to the record itself. Choose another one."),
                           _ (field->label));
              return FALSE;
            }
          key = nh_workbook_query_int64 (self, sql, key, 0);
        }
    }
  return TRUE;
}

static char *
edit_name (const NhEntity *entity, const NhFieldText *values)
{
  int field = values[0].field && !values[1].field ? nh_entity_find_field (entity, values[0].field)
                                                  : -1;
  g_autofree char *label
      = nh_label_in_sentence (field >= 0 ? entity->fields[field].label : entity->label);

  return g_strdup_printf (_ ("Edit %s"), label);
}

/**
 * nh_workbook_set:
 * @self: a workbook
 * @entity: what the record is
 * @id: its key
 * @values: (array zero-terminated=1): texts as typed, ended by a NULL field
 * @error: NH_MODEL_ERROR when a text is refused, NH_STORE_ERROR when it can't be stored
 *
 * Returns: whether all is stored; else nothing was.
 */
gboolean
nh_workbook_set (NhWorkbook *self, const NhEntity *entity, gint64 id, const NhFieldText *values,
                 GError **error)
{
  g_autoptr (NhParsedValues) parsed = NULL;
  g_autoptr (NhRecord) record = NULL;
  g_autofree char *name = edit_name (entity, values);

  if (!check_writable (entity, error))
    return FALSE;
  record = nh_workbook_load (self, entity, id, error);
  if (!record)
    return FALSE;
  parsed = parse_values (self, entity, id, values, error);
  if (!parsed || !check_circles (self, entity, id, parsed, error)
      || !nh_store_begin (nh_workbook_get_store (self), name, error))
    return FALSE;
  if (!store_update (self, entity, id, parsed, error)
      || !after_update (self, entity, record, id, values, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}

/**
 * nh_workbook_delete:
 * @self: a workbook
 * @entity: what the records are
 * @ids: (array length=n): their keys
 * @n: how many
 * @error: NH_MODEL_ERROR_IN_USE when others refer to one of them; nothing was deleted then
 *
 * Deletes records with all that they own: a plan goes with its text, activities and appendices.
 *
 * Returns: whether they are gone.
 */
gboolean
nh_workbook_delete (NhWorkbook *self, const NhEntity *entity, const gint64 *ids, guint n,
                    GError **error)
{
  return nh_workbook_delete_watched (self, entity, ids, n, NULL, NULL, error);
}

/**
 * nh_workbook_delete_watched:
 * @self: a workbook
 * @entity: what the records are
 * @ids: (array length=n): their keys
 * @n: how many
 * @progress: (nullable): told now and then how many are gone; %FALSE gives it up
 * @data: passed to @progress
 * @error: as for nh_workbook_delete(), and G_IO_ERROR_CANCELLED; nothing was deleted then
 *
 * As nh_workbook_delete(), for so many records that it takes its time.
 *
 * Returns: whether they are gone.
 */
gboolean
nh_workbook_delete_watched (NhWorkbook *self, const NhEntity *entity, const gint64 *ids, guint n,
                            NhDeleteProgress progress, gpointer data, GError **error)
{
  g_autofree char *label = nh_label_in_sentence (n == 1 ? entity->label : entity->label_plural);
  g_autofree char *name = NULL;

  if (!check_writable (entity, error))
    return FALSE;
  name = n == 1 ? g_strdup_printf (_ ("Delete %s"), label)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %u row: %s",
                                                "Delete %u rows: %s", n),
                                   n, label);
  if (!nh_store_begin (nh_workbook_get_store (self), name, error))
    return FALSE;
  if (!nh_workbook_delete_records (self, entity, ids, n, progress, data, error))
    {
      nh_workbook_rollback (self);
      return FALSE;
    }
  return nh_workbook_commit (self, error);
}
