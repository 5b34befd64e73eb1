/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/nh-table-export.h"

#include <glib/gi18n-lib.h>

#include "formats/nh-csv.h"
#include "formats/nh-json.h"
#include "model/nh-cursor.h"

typedef gboolean (*WriteFunc) (const char *path, const NhListSource *source,
                               GCancellable *cancellable, GError **error);

typedef struct
{
  NhCursor *cursor;
  const NhEntity *entity;
  gboolean json;
  GArray *fields;      /* of int: the field of each column; -1: the key */
  GPtrArray *buffers;  /* of GString, one a column */
  NhListProgressFunc progress;
  gpointer progress_data;
} Rows;

static WriteFunc
writer_for (const char *path, gboolean *json)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  *json = g_str_has_suffix (lower, ".json");
  if (*json)
    return nh_json_write_list;
  if (g_str_has_suffix (lower, ".csv"))
    return nh_csv_write_list;
  return g_str_has_suffix (lower, ".xlsx") ? nh_xlsx_write_list : NULL;
}

/**
 * nh_table_export_knows:
 * @path: a target
 *
 * Returns: whether its ending names a format of nh_table_export().
 */
gboolean
nh_table_export_knows (const char *path)
{
  gboolean json;

  return writer_for (path, &json) != NULL;
}

/* Documents are Vietnamese whatever the language of the interface. */
static const char *
cell_text (Rows *rows, int field, GString *buffer)
{
  const NhField *f = &rows->entity->fields[field];
  const char *raw = nh_cursor_get_raw (rows->cursor, field);

  if (rows->json)
    {
      g_string_truncate (buffer, 0);
      nh_cursor_append_json (rows->cursor, field, buffer);
      return buffer->str;
    }
  if (f->kind == NH_FIELD_CHOICE)
    {
      const NhChoice *choice = nh_field_find_choice (f, raw);

      return choice ? choice->word : raw;
    }
  return f->kind == NH_FIELD_DATE ? raw : nh_cursor_get_text (rows->cursor, field);
}

static gboolean
next_row (gpointer data, const char **values, GError **error)
{
  Rows *rows = data;
  gboolean row;

  if (!nh_cursor_next (rows->cursor, &row, error) || !row)
    return FALSE;
  for (guint i = 0; i < rows->fields->len; i++)
    {
      int field = g_array_index (rows->fields, int, i);
      GString *buffer = rows->buffers->pdata[i];

      if (field < 0)
        {
          g_string_printf (buffer, "\"%" G_GINT64_FORMAT "\"", nh_cursor_get_id (rows->cursor));
          values[i] = buffer->str;
        }
      else
        {
          values[i] = cell_text (rows, field, buffer);
          if (!*values[i])
            values[i] = NULL;
        }
    }
  return TRUE;
}

static void
tell_progress (guint64 rows_done, gpointer data)
{
  Rows *rows = data;

  if (rows->progress)
    rows->progress (rows_done, rows->progress_data);
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
add_column (Rows *rows, GArray *columns, int field, const NhListColumn *column)
{
  g_array_append_val (rows->fields, field);
  g_array_append_val (columns, *column);
  g_ptr_array_add (rows->buffers, g_string_new (NULL));
}

static void
add_columns (Rows *rows, GArray *columns)
{
  const NhField *fields = rows->entity->fields;

  if (rows->json)
    add_column (rows, columns, -1, &(NhListColumn){ "id", "", NH_LIST_JSON });
  for (int i = 0; fields[i].name; i++)
    {
      NhListColumn column = { fields[i].name, fields[i].heading, column_kind (&fields[i], rows->json) };

      if (!(fields[i].flags & NH_FIELD_HIDDEN))
        add_column (rows, columns, i, &column);
    }
}

static void
buffer_free (gpointer buffer)
{
  g_string_free (buffer, TRUE);
}

/**
 * nh_table_export:
 * @workbook: a workbook
 * @what: which table, which rows, in which order
 * @path: the target: .xlsx, .csv or .json
 * @cancellable: (nullable): stops the work; nothing is left then
 * @progress: (nullable): told now and then how many rows are done
 * @data: for @progress
 * @error: of the domains NH_FORMAT_ERROR and NH_STORE_ERROR
 *
 * Writes a table row by row: memory does not grow with it. Columns that only the program needs are
 * left out. An existing file is replaced only when the new one is whole.
 *
 * Returns: whether the file is written.
 */
gboolean
nh_table_export (NhWorkbook *workbook, const NhTableExport *what, const char *path,
                 GCancellable *cancellable, NhListProgressFunc progress, gpointer data,
                 GError **error)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (NhListColumn));
  g_autofree char *author = nh_workbook_get_setting (workbook, "office_name");
  Rows rows = { .entity = what->entity, .progress = progress, .progress_data = data };
  WriteFunc write = writer_for (path, &rows.json);
  NhListSource source = { .title = what->entity->heading, .author = author, .next = next_row };
  gboolean ok;

  if (!write)
    {
      g_set_error (error, NH_FORMAT_ERROR, NH_FORMAT_ERROR_WRITE,
                   _ ("“%s” names no known format. Choose a name that ends with .xlsx, .csv or "
                      ".json."),
                   path);
      return FALSE;
    }
  rows.cursor = nh_cursor_new (workbook, what->entity, what->filters, what->n_filters, what->find,
                               what->sort, what->descending, error);
  if (!rows.cursor)
    return FALSE;
  rows.fields = g_array_new (FALSE, FALSE, sizeof (int));
  rows.buffers = g_ptr_array_new_with_free_func (buffer_free);
  add_columns (&rows, columns);
  source.columns = (const NhListColumn *) columns->data;
  source.n_columns = columns->len;
  source.progress = tell_progress;
  source.data = &rows;
  ok = write (path, &source, cancellable, error);
  nh_cursor_free (rows.cursor);
  g_array_unref (rows.fields);
  g_ptr_array_unref (rows.buffers);
  return ok;
}
