/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "list-mirror.h"

#include "model/nh-cursor.h"

static void
on_items_changed_cb (GListModel *list, guint position, guint removed, guint added, Mirror *mirror)
{
  g_string_append_printf (mirror->log, "%u-%u+%u ", position, removed, added);
  g_assert_cmpuint (position + removed, <=, mirror->rows->len);
  if (removed)
    g_ptr_array_remove_range (mirror->rows, position, removed);
  for (guint i = 0; i < added; i++)
    {
      NhRecord *record = g_list_model_get_item (list, position + i);

      g_assert_nonnull (record);
      g_ptr_array_insert (mirror->rows, (int) (position + i), record);
    }
  g_assert_cmpuint (mirror->rows->len, ==, g_list_model_get_n_items (list));
}

Mirror *
mirror_new (NhWorkbook *workbook, const char *entity)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->list = nh_list_model_new (workbook, nh_entity_find (entity));
  mirror->rows = g_ptr_array_new_with_free_func (g_object_unref);
  mirror->log = g_string_new (NULL);
  g_signal_connect (mirror->list, "items-changed", G_CALLBACK (on_items_changed_cb), mirror);
  on_items_changed_cb (G_LIST_MODEL (mirror->list), 0, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (mirror->list)), mirror);
  g_string_truncate (mirror->log, 0);
  return mirror;
}

void
mirror_free (Mirror *mirror)
{
  g_signal_handlers_disconnect_by_data (mirror->list, mirror);
  g_object_unref (mirror->list);
  g_ptr_array_unref (mirror->rows);
  g_string_free (mirror->log, TRUE);
  g_free (mirror);
}

void
mirror_find (Mirror *mirror, const char *find)
{
  mirror->find = find;
  nh_list_model_set_find (mirror->list, find);
  g_string_truncate (mirror->log, 0);
}

void
mirror_sort (Mirror *mirror, const char *field, gboolean descending)
{
  nh_list_model_set_sort (mirror->list,
                          NH_FIELD (nh_list_model_get_entity (mirror->list), field), descending);
  g_string_truncate (mirror->log, 0);
}

void
mirror_filters (Mirror *mirror, const NhListFilter *filters, guint n)
{
  g_assert_cmpuint (n, <=, G_N_ELEMENTS (mirror->filters));
  for (guint i = 0; i < n; i++)
    mirror->filters[i] = filters[i];
  mirror->n_filters = n;
  nh_list_model_set_filters (mirror->list, mirror->filters, n);
  g_string_truncate (mirror->log, 0);
}

void
mirror_filter (Mirror *mirror, const char *field, const char *value)
{
  mirror_filters (mirror, &(NhListFilter){ field, value }, 1);
}

void
mirror_assert_log (Mirror *mirror, const char *wanted)
{
  g_assert_cmpstr (mirror->log->str, ==, wanted);
  g_string_truncate (mirror->log, 0);
}

static void
check_row (Mirror *mirror, guint i, NhCursor *cursor)
{
  const NhEntity *entity = nh_list_model_get_entity (mirror->list);
  NhRecord *shown = nh_list_model_get_record (mirror->list, i);
  NhRecord *kept = g_ptr_array_index (mirror->rows, i);

  g_assert_cmpint (nh_list_model_get_record_id (mirror->list, i), ==, nh_cursor_get_id (cursor));
  g_assert_cmpint (nh_record_get_id (kept), ==, nh_cursor_get_id (cursor));
  g_assert_cmpuint (nh_list_model_position_of (mirror->list, nh_record_get_id (kept)), ==, i);
  for (int f = 0; entity->fields[f].name; f++)
    {
      const char *fresh = nh_cursor_get_text (cursor, f);

      if (!g_str_equal (nh_record_get_text (shown, f), fresh))
        g_error ("row %u, %s: the list shows “%s”, it is “%s”", i, entity->fields[f].name,
                 nh_record_get_text (shown, f), fresh);
      if (!g_str_equal (nh_record_get_text (kept, f), fresh))
        g_error ("row %u, %s: a view was told “%s”, it is “%s”", i, entity->fields[f].name,
                 nh_record_get_text (kept, f), fresh);
    }
}

void
mirror_check (Mirror *mirror)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCursor) cursor = NULL;
  guint n = 0;
  gboolean row = TRUE;

  cursor = nh_cursor_new_for_list (mirror->list, &error);
  g_assert_no_error (error);
  while (nh_cursor_next (cursor, &row, &error) && row)
    {
      g_assert_cmpuint (n, <, mirror->rows->len);
      check_row (mirror, n, cursor);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, mirror->rows->len);
  g_assert_cmpuint (n, ==, g_list_model_get_n_items (G_LIST_MODEL (mirror->list)));
  g_assert_null (nh_list_model_get_record (mirror->list, n));
}
