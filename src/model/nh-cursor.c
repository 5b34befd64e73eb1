/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/nh-cursor.h"

#include <string.h>

#include "core/nh-json.h"
#include "model/nh-field-sql.h"
#include "model/nh-query.h"
#include "model/nh-record-private.h"

struct _NhCursor
{
  NhWorkbook *workbook;
  const NhEntity *entity;
  NhStatement *statement;
  int *columns;     /* of each field */
  GString **texts;  /* of each field */
};

static NhCursor *
cursor_for_query (NhWorkbook *workbook, const NhQuery *query, GError **error)
{
  const NhEntity *entity = query->entity;
  NhCursor *self;
  NhStatement *statement;
  g_autofree char *where = nh_query_where (query, NH_FIND_INDEX);
  g_autofree char *order = nh_query_order_by (query);
  g_autofree char *sql = g_strdup_printf ("%s %s%s", nh_field_sql_select (entity), where, order);
  guint n = nh_entity_get_n_fields (entity);

  statement = nh_store_prepare (nh_workbook_get_store (workbook), sql, error);
  if (!statement)
    return NULL;
  nh_query_bind (query, NH_FIND_INDEX, statement, 1);
  self = g_new0 (NhCursor, 1);
  self->workbook = g_object_ref (workbook);
  self->entity = entity;
  self->statement = statement;
  self->columns = g_new0 (int, n + 1);
  self->texts = g_new0 (GString *, n + 1);
  self->columns[0] = 1;
  for (guint i = 0; i < n; i++)
    {
      self->columns[i + 1] = self->columns[i] + (int) nh_field_sql_columns (&entity->fields[i]);
      self->texts[i] = g_string_new (NULL);
    }
  return self;
}

/**
 * nh_cursor_new:
 * @workbook: a workbook
 * @entity: what to read
 * @filters: (array length=n_filters) (nullable): as for NhListModel
 * @n_filters: how many
 * @find: (nullable): words to search for
 * @sort: a field, or -1 for the entity's own order
 * @descending: whether to sort downwards
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): a cursor before the first row.
 */
NhCursor *
nh_cursor_new (NhWorkbook *workbook, const NhEntity *entity, const NhListFilter *filters,
               guint n_filters, const char *find, int sort, gboolean descending, GError **error)
{
  NhListSort by = { sort, descending };
  NhCursor *self;
  NhQuery query;

  nh_query_init (&query, entity);
  nh_query_set_filters (&query, filters, n_filters);
  nh_query_set_find (&query, find);
  nh_query_set_sorts (&query, &by, 1);
  self = cursor_for_query (workbook, &query, error);
  nh_query_clear (&query);
  return self;
}

/**
 * nh_cursor_new_ordered:
 * @workbook: a workbook
 * @entity: which table
 * @filters: (array length=n_filters): which rows
 * @n_filters: how many filters
 * @sorts: (array length=n_sorts): in which order; none: the table's own
 * @n_sorts: how many
 * @group: a field whose values stand together and come first in the order; -1: none
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): a cursor before the first row.
 */
NhCursor *
nh_cursor_new_ordered (NhWorkbook *workbook, const NhEntity *entity, const NhListFilter *filters, guint n_filters,
                       const NhListSort *sorts, guint n_sorts, int group, GError **error)
{
  NhQuery query;
  NhCursor *self;

  nh_query_init (&query, entity);
  nh_query_set_filters (&query, filters, n_filters);
  nh_query_set_sorts (&query, sorts, n_sorts);
  query.group = group;
  self = cursor_for_query (workbook, &query, error);
  nh_query_clear (&query);
  return self;
}

/**
 * nh_cursor_new_for_list:
 * @list: a list
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full): a cursor before the first row of what @list shows, read anew in its
 *   order.
 */
NhCursor *
nh_cursor_new_for_list (NhListModel *list, GError **error)
{
  return cursor_for_query (nh_list_model_get_workbook (list), nh_list_model_get_query (list), error);
}

/**
 * nh_cursor_free:
 * @self: a cursor
 */
void
nh_cursor_free (NhCursor *self)
{
  for (guint i = 0; self->texts[i]; i++)
    g_string_free (self->texts[i], TRUE);
  g_free (self->texts);
  g_free (self->columns);
  nh_statement_done (self->statement);
  g_object_unref (self->workbook);
  g_free (self);
}

/**
 * nh_cursor_next:
 * @self: a cursor
 * @row: (out): whether there is a row
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: %FALSE when reading failed.
 */
gboolean
nh_cursor_next (NhCursor *self, gboolean *row, GError **error)
{
  return nh_statement_step (self->statement, row, error);
}

/**
 * nh_cursor_get_id:
 * @self: a cursor on a row
 *
 * Returns: the key of the record.
 */
gint64
nh_cursor_get_id (NhCursor *self)
{
  return nh_statement_int64 (self->statement, 0);
}

/**
 * nh_cursor_get_text:
 * @self: a cursor on a row
 * @field: position of a field
 *
 * Returns: (transfer none): what the user sees, valid until the next row.
 */
const char *
nh_cursor_get_text (NhCursor *self, int field)
{
  const NhField *f = &self->entity->fields[field];

  if (f->kind == NH_FIELD_TEXT || f->kind == NH_FIELD_LONG_TEXT || f->kind == NH_FIELD_INTEGER)
    {
      const char *text = nh_statement_text (self->statement, self->columns[field]);

      return text ? text : "";
    }
  nh_field_sql_read (self->statement, self->columns[field], f, self->texts[field]);
  return self->texts[field]->str;
}

/**
 * nh_cursor_get_raw:
 * @self: a cursor on a row
 * @field: position of a field
 *
 * Returns: (transfer none): what is stored, as nh_record_get_raw().
 */
const char *
nh_cursor_get_raw (NhCursor *self, int field)
{
  const char *text = nh_statement_text (self->statement, self->columns[field]);

  return text ? text : "";
}

static void
append_nullable (GString *json, const char *key, const char *text)
{
  g_string_append_printf (json, "\"%s\":", key);
  if (text && *text)
    nh_json_append_string (json, text);
  else
    g_string_append (json, "null");
}

static void
append_names (GString *json, const char *names)
{
  const char separator[] = { NH_NAME_SEPARATOR, '\0' };
  g_auto (GStrv) parts = g_strsplit (names ? names : "", separator, -1);

  g_string_append_c (json, '[');
  for (guint i = 0; parts[i]; i++)
    {
      if (i)
        g_string_append_c (json, ',');
      nh_json_append_string (json, parts[i]);
    }
  g_string_append_c (json, ']');
}

/**
 * nh_cursor_append_json:
 * @self: a cursor on a row
 * @field: position of a field
 * @json: receives the value
 *
 * Appends the value of a field as JSON: texts and names as strings, lists as arrays, days as ISO
 * strings, choices by their key, periods as objects of start, end, exactness and text; null when
 * empty.
 */
void
nh_cursor_append_json (NhCursor *self, int field, GString *json)
{
  const NhField *f = &self->entity->fields[field];
  int column = self->columns[field];
  const char *raw = nh_cursor_get_raw (self, field);

  if (!*raw)
    {
      g_string_append (json, f->kind == NH_FIELD_LINKS || f->kind == NH_FIELD_LIST ? "[]" : "null");
      return;
    }
  switch (f->kind)
    {
    case NH_FIELD_INTEGER:
      if (nh_statement_column_type (self->statement, column) == 'i')
        g_string_append (json, raw);
      else
        nh_json_append_string (json, raw); /* another program stored it */
      break;
    case NH_FIELD_PERIOD:
      g_string_append_c (json, '{');
      append_nullable (json, "start", nh_statement_text (self->statement, column + 1));
      g_string_append_c (json, ',');
      append_nullable (json, "end", nh_statement_text (self->statement, column + 2));
      g_string_append_c (json, ',');
      append_nullable (json, "exactness", nh_statement_text (self->statement, column + 3));
      g_string_append_c (json, ',');
      append_nullable (json, "text", raw);
      g_string_append_c (json, '}');
      break;
    case NH_FIELD_REFERENCE:
      nh_json_append_string (json, nh_cursor_get_text (self, field));
      break;
    case NH_FIELD_LINKS:
      append_names (json, nh_statement_text (self->statement, column + 1));
      break;
    case NH_FIELD_LIST:
      append_names (json, raw);
      break;
    case NH_FIELD_TEXT:
    case NH_FIELD_LONG_TEXT:
    case NH_FIELD_CHOICE:
    case NH_FIELD_DATE:
    case NH_FIELD_PHONE:
    default:
      nh_json_append_string (json, raw);
    }
}

/**
 * nh_cursor_is_provisional:
 * @self: a cursor on a row
 * @field: position of a field
 *
 * Returns: whether the field has a day that is provisional.
 */
gboolean
nh_cursor_is_provisional (NhCursor *self, int field)
{
  const NhField *f = &self->entity->fields[field];

  return (f->flags & NH_FIELD_PROVISIONAL) && *nh_cursor_get_raw (self, field)
         && nh_statement_int64 (self->statement, self->columns[field] + (int) nh_field_sql_columns (f) - 1);
}

/**
 * nh_cursor_get_record:
 * @self: a cursor on a row
 *
 * Returns: (transfer full): the row as a record that stays.
 */
NhRecord *
nh_cursor_get_record (NhCursor *self)
{
  return nh_record_read (self->entity, self->statement);
}

/**
 * nh_workbook_list:
 * @workbook: a workbook
 * @entity: what to read
 * @filters: (array length=n_filters) (nullable): as for NhListModel
 * @n_filters: how many
 * @error: of domain NH_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NhRecord) (nullable): the records in the entity's own
 *   order, all in memory: for what belongs to one plan, not for rosters.
 */
GPtrArray *
nh_workbook_list (NhWorkbook *workbook, const NhEntity *entity, const NhListFilter *filters,
                  guint n_filters, GError **error)
{
  g_autoptr (NhCursor) cursor
      = nh_cursor_new (workbook, entity, filters, n_filters, NULL, -1, FALSE, error);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean row;

  if (!cursor)
    return NULL;
  while (TRUE)
    {
      if (!nh_cursor_next (cursor, &row, error))
        return NULL;
      if (!row)
        return g_steal_pointer (&list);
      g_ptr_array_add (list, nh_cursor_get_record (cursor));
    }
}
