/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and replacing in the cells, and making the records that a cell names.
 */
#include "window-fixture.h"

#include "ui/table/nh-cell-search.h"

static gboolean
has_ended (gpointer search)
{
  return !nh_cell_search_is_running (search);
}

static NhCellSearch *
search (Fixture *f,
        NhGridScreen *screen,
        const char *text,
        NhTextPatternFlags flags)
{
  NhCellSearch *self = nh_cell_search_new (f->session, nh_grid_screen_get_model (screen),
                                           nh_grid_screen_get_grid (screen));

  nh_cell_search_set_text (self, text, flags);
  g_assert_true (fixture_wait (has_ended, self));
  return self;
}

static void
test_find (Fixture *f,
           gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  NhGrid *grid = nh_grid_screen_get_grid (people);
  g_autoptr (NhCellSearch) found = NULL;
  g_autoptr (NhCellSearch) exact = NULL;
  guint n;
  guint row;
  guint column;
  g_autofree char *text = NULL;

  nh_grid_set_cursor (grid, 0, 0);
  found = search (f, people, "giao VIEN", NH_TEXT_PATTERN_FOLDED);
  n = nh_cell_search_get_n_matches (found);
  g_assert_cmpuint (n, >, 1);
  nh_cell_search_step (found, 1);
  g_assert_cmpuint (nh_cell_search_get_current (found), ==, 1);
  g_assert_true (nh_grid_get_cursor (grid, &row, &column));
  text = fixture_text (people, row, "post");
  g_assert_cmpstr (text, ==, "Giáo viên");
  /* From the first one back to the last, and on to the first again. */
  nh_cell_search_step (found, -1);
  g_assert_cmpuint (nh_cell_search_get_current (found), ==, n);
  nh_cell_search_step (found, 1);
  g_assert_cmpuint (nh_cell_search_get_current (found), ==, 1);
  exact = search (f, people, "giao VIEN", NH_TEXT_PATTERN_EXACT);
  g_assert_cmpuint (nh_cell_search_get_n_matches (exact), ==, 0);
}

/* All or the cells that take it: the others are told of, and one undo takes all back. */
static void
test_replace_all (Fixture *f,
                  gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  g_autoptr (NhCellSearch) found = search (f, people, "Giáo viên", NH_TEXT_PATTERN_WHOLE);
  guint n = nh_cell_search_get_n_matches (found);

  g_assert_cmpuint (n, >, 1);
  nh_cell_search_replace_all (found, "Cô giáo");
  fixture_settle ();
  g_assert_cmpuint (fixture_find_row (people, "post", "Giáo viên"), ==, G_MAXUINT);
  g_assert_cmpuint (fixture_find_row (people, "post", "Cô giáo"), !=, G_MAXUINT);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Thay “Giáo viên” bằng “Cô giáo”");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã thay"));
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_find_row (people, "post", "Cô giáo"), ==, G_MAXUINT);
  g_assert_cmpuint (fixture_find_row (people, "post", "Giáo viên"), !=, G_MAXUINT);
}

static void
test_replace_refused (Fixture *f,
                      gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  g_autoptr (NhCellSearch) found = search (f, people, "0912", NH_TEXT_PATTERN_FOLDED);
  g_autofree char *name = g_strdup (nh_workbook_get_undo_name (f->workbook));

  g_assert_cmpuint (nh_cell_search_get_n_matches (found), >, 0);
  nh_cell_search_replace_all (found, "số");
  fixture_settle ();
  g_assert_cmpuint (fixture_find_row (people, "phone", "số"), ==, G_MAXUINT);
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "không nhận nội dung mới"));
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, name); /* nothing to undo */
}

/* A unit that nobody knows, in the cell of a person: both in one step. */
static void
test_create_unknown (Fixture *f,
                     gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (people));
  guint column = fixture_column (people, "unit");
  char *texts[] = { (char *) "MN Hoa Sen" };
  g_auto (NhGridEdit) edit = { .columns = &column, .n_columns = 1, .texts = texts, .n_rows = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) unit = NULL;
  g_autofree char *label = nh_grid_model_offer_to_create (model, column, texts[0]);
  g_autofree char *known = NULL;
  g_autofree char *shown = NULL;
  g_auto (GStrv) near = nh_grid_model_suggest_near (model, column, "TH Hoa Lok");
  gint64 id;

  g_assert_cmpstr (label, ==, "Thêm đơn vị “MN Hoa Sen”");
  g_assert_cmpstr (near[0], ==, "Trường Tiểu học Hòa Lộc");
  g_assert_null (near[1]);
  g_assert_false (nh_grid_model_paste (model, &edit, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN);
  g_assert_cmpuint (edit.n_unknown, ==, 1);
  g_assert_cmpstr (edit.create_label, ==, "Thêm 1 đơn vị còn thiếu");
  g_clear_error (&error);
  edit.create_unknown = TRUE;
  g_clear_pointer (&edit.create_label, g_free);
  g_assert_true (nh_grid_model_paste (model, &edit, &error));
  g_assert_no_error (error);
  fixture_settle ();
  shown = fixture_text (people, 0, "unit");
  g_assert_cmpstr (shown, ==, "MN Hoa Sen");
  id = nh_workbook_find (f->workbook, nh_entity_find ("unit"), "MN Hoa Sen", &error);
  g_assert_no_error (error);
  unit = nh_workbook_load (f->workbook, nh_entity_find ("unit"), id, &error);
  g_assert_cmpstr (nh_record_raw (unit, "kind"), ==, "kindergarten");
  known = nh_grid_model_offer_to_create (model, column, texts[0]);
  g_assert_null (known);
  fixture_act (f, "undo");
  g_assert_cmpint (nh_workbook_find (f->workbook, nh_entity_find ("unit"), "MN Hoa Sen", NULL), ==, 0);
}

int
main (int argc,
       char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, func) g_test_add (path, Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, func, fixture_tear_down)
  ADD ("/find/find", test_find);
  ADD ("/find/replace-all", test_replace_all);
  ADD ("/find/replace-refused", test_replace_refused);
  ADD ("/find/create-unknown", test_create_unknown);
  return g_test_run ();
}
