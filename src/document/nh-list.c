/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document/nh-list.h"

#include "model/nh-cursor.h"

#define PROVISIONAL_OF(n) (-2 - (n)) /* its own inverse */

struct _NhRecordList
{
  NhCursor *cursor;
  const NhEntity *entity;
  gboolean json;
  GArray *columns;     /* of NhListColumn */
  GArray *fields;      /* of int: the field of each column; -1: the key; below: whether the field of
                          PROVISIONAL_OF is provisional */
  GPtrArray *buffers;  /* of GString, one a column */
  char *author;
  NhListSource source;
  NhListProgressFunc progress;
  gpointer progress_data;
};

/* Documents are Vietnamese whatever the language of the interface. */
static const char *
cell_text (NhRecordList *list, int field, GString *buffer)
{
  const NhField *f = &list->entity->fields[field];
  const char *raw = nh_cursor_get_raw (list->cursor, field);

  if (list->json)
    {
      g_string_truncate (buffer, 0);
      nh_cursor_append_json (list->cursor, field, buffer);
      return buffer->str;
    }
  if (f->kind == NH_FIELD_CHOICE)
    {
      const NhChoice *choice = nh_field_find_choice (f, raw);

      return choice ? choice->word : raw;
    }
  return f->kind == NH_FIELD_DATE ? raw : nh_cursor_get_text (list->cursor, field);
}

static gboolean
next_row (gpointer data, const char **values, GError **error)
{
  NhRecordList *list = data;
  gboolean row;

  if (!nh_cursor_next (list->cursor, &row, error) || !row)
    return FALSE;
  for (guint i = 0; i < list->fields->len; i++)
    {
      int field = g_array_index (list->fields, int, i);
      GString *buffer = list->buffers->pdata[i];

      if (field < -1)
        values[i] = nh_cursor_is_provisional (list->cursor, PROVISIONAL_OF (field)) ? "true" : "false";
      else if (field < 0)
        {
          g_string_printf (buffer, "\"%" G_GINT64_FORMAT "\"", nh_cursor_get_id (list->cursor));
          values[i] = buffer->str;
        }
      else
        {
          values[i] = cell_text (list, field, buffer);
          if (!*values[i])
            values[i] = NULL;
        }
    }
  return TRUE;
}

static void
tell_progress (guint64 rows_done, gpointer data)
{
  NhRecordList *list = data;

  if (list->progress)
    list->progress (rows_done, list->progress_data);
}

static NhListColumnKind
column_kind (const NhField *field, gboolean json)
{
  if (json)
    return NH_LIST_JSON;
  if (field->kind == NH_FIELD_DATE)
    return NH_LIST_DAY;
  return field->kind == NH_FIELD_INTEGER ? NH_LIST_INTEGER : NH_LIST_TEXT;
}

static void
add_column (NhRecordList *list, int field, const NhListColumn *column)
{
  g_array_append_val (list->fields, field);
  g_array_append_vals (list->columns, column, 1);
  g_ptr_array_add (list->buffers, g_string_new (NULL));
}

static void
add_columns (NhRecordList *list)
{
  const NhField *fields = list->entity->fields;

  if (list->json)
    add_column (list, -1, &(NhListColumn){ "id", "", NH_LIST_JSON });
  for (int i = 0; fields[i].name; i++)
    {
      NhListColumn column = { fields[i].name, fields[i].heading, column_kind (&fields[i], list->json) };

      if (!(fields[i].flags & NH_FIELD_HIDDEN))
        add_column (list, i, &column);
      if (list->json && (fields[i].flags & NH_FIELD_PROVISIONAL))
        add_column (list, PROVISIONAL_OF (i), &(NhListColumn){ nh_entity_provisional_key (list->entity, i), "", NH_LIST_JSON });
    }
}

static void
buffer_free (gpointer buffer)
{
  g_string_free (buffer, TRUE);
}

/**
 * nh_record_list_new:
 * @workbook: a workbook
 * @choice: which table, which rows, in which order
 * @error: of domain NH_STORE_ERROR
 *
 * Columns that only the program needs are left out.
 *
 * Returns: (transfer full): a list that can be read once.
 */
NhRecordList *
nh_record_list_new (NhWorkbook *workbook, const NhListChoice *choice, GError **error)
{
  NhCursor *cursor = nh_cursor_new (workbook, choice->entity, choice->filters, choice->n_filters,
                                    choice->find, choice->sort, choice->descending, error);
  NhRecordList *list;

  if (!cursor)
    return NULL;
  list = g_new0 (NhRecordList, 1);
  list->cursor = cursor;
  list->entity = choice->entity;
  list->json = choice->json;
  list->columns = g_array_new (FALSE, FALSE, sizeof (NhListColumn));
  list->fields = g_array_new (FALSE, FALSE, sizeof (int));
  list->buffers = g_ptr_array_new_with_free_func (buffer_free);
  list->author = nh_workbook_get_setting (workbook, "office_name");
  add_columns (list);
  list->source = (NhListSource){
    .title = choice->entity->heading,
    .author = list->author,
    .columns = (const NhListColumn *) list->columns->data,
    .n_columns = list->columns->len,
    .next = next_row,
    .progress = tell_progress,
    .data = list,
  };
  return list;
}

/**
 * nh_record_list_free:
 * @list: a list
 */
void
nh_record_list_free (NhRecordList *list)
{
  nh_cursor_free (list->cursor);
  g_array_unref (list->columns);
  g_array_unref (list->fields);
  g_ptr_array_unref (list->buffers);
  g_free (list->author);
  g_free (list);
}

/**
 * nh_record_list_set_progress:
 * @list: a list
 * @progress: told now and then how many rows are written
 * @data: for @progress
 */
void
nh_record_list_set_progress (NhRecordList *list, NhListProgressFunc progress, gpointer data)
{
  list->progress = progress;
  list->progress_data = data;
}

/**
 * nh_record_list_get_source:
 * @list: a list
 *
 * Returns: (transfer none): what the writers read, valid as long as the list.
 */
const NhListSource *
nh_record_list_get_source (NhRecordList *list)
{
  return &list->source;
}
