/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Searching a table that is too long to be sorted at each letter: the list must show what a plain
 * query gives, in its order, also after edits, and its first rows must be right at once.
 */
#include "core/nh-id.h"
#include "core/nh-text.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"

#define PEOPLE 21000

static const char *const finds[] = { "nguyen", "n", "thi h", "TH-TH", "giáo viên", "hoa 7", "0912 345 678",
                                     "khong co", "xuan", "-", NULL };

static void
add_people (NhWorkbook *workbook)
{
  static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Đỗ" };
  static const char *const given[] = { "An", "Hoa", "Hòa", "Đạt", "Xuân", "Yến", "Ánh" };
  g_autoptr (NhStatement) insert = NULL;
  GError *error = NULL;

  nh_workbook_begin (workbook, "people", &error);
  g_assert_no_error (error);
  insert = nh_store_prepare (nh_workbook_get_store (workbook),
                             "INSERT INTO person (id, name, post, note, sort_key) VALUES (?,?,?,?,?)",
                             &error);
  g_assert_no_error (error);
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s Thị %s", family[i % 4], given[i / 4 % G_N_ELEMENTS (given)]);
      g_autofree char *note = g_strdup_printf ("TH-THCS %u", i % 100);
      g_autofree char *key = nh_text_name_sort_key (name);
      gboolean row;

      nh_statement_bind_int64 (insert, 1, nh_id_new ());
      nh_statement_bind_text (insert, 2, name);
      nh_statement_bind_text (insert, 3, i % 3 ? "Giáo viên" : "Hiệu trưởng");
      nh_statement_bind_text (insert, 4, note);
      nh_statement_bind_text (insert, 5, key);
      nh_statement_step (insert, &row, &error);
      g_assert_no_error (error);
      nh_statement_reset (insert);
    }
  g_clear_pointer (&insert, nh_statement_done);
  nh_workbook_commit (workbook, &error);
  g_assert_no_error (error);
}

/* The list against a plain query, row by row; its first rows before all keys are read. */
static void
check (NhListModel *list, const char *find)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhCursor) cursor = NULL;
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n = 0;
  gboolean row;

  nh_list_model_set_find (list, find);
  for (guint i = 0; i < MIN (40, g_list_model_get_n_items (G_LIST_MODEL (list))); i++)
    {
      gint64 id = nh_list_model_get_record_id (list, i);
      g_array_append_val (first, id);
    }
  nh_list_model_wait (list);
  cursor = nh_cursor_new_for_list (list, &error);
  g_assert_no_error (error);
  while (nh_cursor_next (cursor, &row, &error) && row)
    {
      gint64 id = nh_cursor_get_id (cursor);

      g_assert_cmpint (nh_list_model_get_record_id (list, n), ==, id);
      if (n < first->len)
        g_assert_cmpint (g_array_index (first, gint64, n), ==, id);
      n++;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
}

static void
check_all (NhListModel *list)
{
  for (guint i = 0; i < G_N_ELEMENTS (finds); i++)
    check (list, finds[i]);
}

static void
test_same_as_query (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = NULL;

  add_people (f->workbook);
  list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  nh_list_model_wait (list);
  check_all (list);
  check_all (list);
  /* Typed without a pause: only the last search counts. */
  for (guint i = 0; i < 2 * G_N_ELEMENTS (finds); i++)
    nh_list_model_set_find (list, finds[i % G_N_ELEMENTS (finds)]);
  check (list, "le thi dat");
  nh_list_model_set_find (list, NULL);
  nh_list_model_set_sort (list, nh_entity_find_field (nh_entity_find ("person"), "post"), TRUE);
  nh_list_model_wait (list);
  check_all (list);
}

static void
test_after_edits (Fixture *f, gconstpointer data)
{
  g_autoptr (NhListModel) list = NULL;
  g_autoptr (NhListModel) other = NULL;
  gint64 id;

  add_people (f->workbook);
  list = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  nh_list_model_wait (list);
  check (list, "hoa");
  id = nh_list_model_get_record_id (list, 5);
  fixture_set (f->workbook, "person", id, "name", "Trần Thị Yến"); /* leaves the search */
  check (list, "hoa");
  check (list, "yen");
  fixture_set (f->workbook, "person", id, "name", "Nguyễn Thị An"); /* the first of all */
  check_all (list);
  fixture_create (f->workbook, "person", "name", "Lê Thị Hoa", "phone", "0912345678", NULL);
  check_all (list);
  fixture_delete (f->workbook, "person", id);
  check_all (list);
  fixture_undo (f->workbook);
  fixture_undo (f->workbook);
  check_all (list);
  /* More edits than are remembered one by one, with nobody listening. */
  g_clear_object (&list);
  other = nh_list_model_new (f->workbook, nh_entity_find ("person"));
  nh_list_model_wait (other);
  for (guint i = 0; i < 70; i++)
    fixture_set (f->workbook, "person", nh_list_model_get_record_id (other, 3 * i), "name", "Đỗ Thị Xuân");
  check_all (other);
  nh_list_model_set_find (other, NULL);
  nh_list_model_wait (other);
  check_all (other);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/search/same-as-query", Fixture, NULL, fixture_set_up, test_same_as_query, fixture_tear_down);
  g_test_add ("/search/after-edits", Fixture, NULL, fixture_set_up, test_after_edits, fixture_tear_down);

  return g_test_run ();
}
