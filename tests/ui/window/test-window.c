/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The window as its user meets it: screens, edits seen everywhere, undo by name, filters.
 */
#include "window-fixture.h"

#include "ui/nh-settings.h"
#include "ui/plan/nh-plan-page.h"

static void
test_empty (Fixture *f,
            gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (f->window);

  g_assert_true (fixture_shows (window, "Chưa có kế hoạch"));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_BUTTON, "Mở sổ mẫ_u"));
  g_assert_true (fixture_shows (window, "KẾ HOẠCH"));
  g_assert_true (fixture_shows (window, "Sinh hoạt chuyên môn"));
  g_assert_true (fixture_shows (window, "0 dòng"));
  fixture_go (f, "units");
  g_assert_true (fixture_shows (window, "Chưa có đơn vị"));
  g_assert_nonnull (fixture_find (window, GTK_TYPE_BUTTON, "Thêm đơn vị"));
}

/* The first step takes the user to an empty row. */
static void
test_first_step (Fixture *f,
                 gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  GtkWidget *button = fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Thêm đơn vị");
  guint row;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
  g_assert_false (fixture_shows (GTK_WIDGET (f->window), "Chưa có đơn vị"));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (nh_grid_screen_get_grid (units))));
  g_assert_true (nh_grid_model_append (NH_GRID_MODEL (nh_grid_screen_get_model (units)), fixture_column (units, "name"),
                                       "Trường Tiểu học Suối Đá", &row, &error));
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), ==, 1);
  name = fixture_text (units, 0, "name");
  g_assert_cmpstr (name, ==, "Trường Tiểu học Suối Đá");
}

static void
assert_row (NhGridScreen *screen,
            guint row,
            const char *period,
            const char *papers)
{
  g_autofree char *shown_period = fixture_text (screen, row, "period");
  g_autofree char *shown_papers = fixture_text (screen, row, "papers_due");

  g_assert_cmpstr (shown_period, ==, period);
  g_assert_cmpstr (shown_papers, ==, papers);
}

/* The journey of the issue: a month changes, what follows from it moves, undo and redo bring both. */
static void
test_edit_and_undo (Fixture *f,
                    gconstpointer data)
{
  NhGridScreen *inspections = fixture_go (f, "inspections");
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (row, !=, G_MAXUINT);
  assert_row (inspections, row, "Tháng 02/2024", "29/01/2024 tạm tính");
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_assert_true (fixture_type (inspections, row, "period", "Tháng 3/2024", &error));
  g_assert_no_error (error);
  assert_row (inspections, row, "Tháng 3/2024", "27/02/2024 tạm tính");
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Hoàn tác: Sửa thời gian (Ctrl+Z)"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã lưu "));
  fixture_act (f, "undo");
  assert_row (inspections, row, "Tháng 02/2024", "29/01/2024 tạm tính");
  fixture_act (f, "redo");
  assert_row (inspections, row, "Tháng 3/2024", "27/02/2024 tạm tính");
}

/* The first member is stored once: the list of another team came, so the cursor goes to its first
 * row, which is the one that is being stored. */
static void
test_first_row (Fixture *f,
                gconstpointer data)
{
  GtkWidget *add;
  NhGridScreen *members;
  GtkWidget *grid;

  fixture_go (f, "teams");
  fixture_choose_team (f, "Nhóm môn Âm nhạc");
  add = fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Thêm thành viên");
  members = NH_GRID_SCREEN (gtk_widget_get_ancestor (add, NH_TYPE_GRID_SCREEN));
  grid = GTK_WIDGET (nh_grid_screen_get_grid (members));
  g_assert_cmpuint (fixture_n_rows (members), ==, 0);
  nh_grid_screen_add_row (members);
  fixture_settle ();
  for (GtkWidget *child = gtk_widget_get_first_child (grid); child; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_ENTRY (child) && gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), child))
      gtk_editable_set_text (GTK_EDITABLE (child), "Tạ Quang Vũ");
  g_assert_true (nh_grid_is_editing (NH_GRID (grid)));
  g_assert_true (nh_grid_commit (NH_GRID (grid)));
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (members), ==, 1);
}

/* "Add" goes to the empty last row: what is typed next must not land in a row that is there. */
static void
test_add_row (Fixture *f,
              gconstpointer data)
{
  static const char *const screens[] = { "plans", "activities", "inspections", "themes", "units", "people",
                                         "teams", "references", "school-years" };

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      NhGridScreen *screen = fixture_go (f, screens[i]);
      guint n = fixture_n_rows (screen);
      guint row, column;

      nh_grid_set_cursor (nh_grid_screen_get_grid (screen), 0, 0);
      nh_grid_screen_add_row (screen);
      fixture_settle ();
      g_assert_true (nh_grid_get_cursor (nh_grid_screen_get_grid (screen), &row, &column));
      g_assert_cmpuint (row, ==, n);
      g_assert_cmpuint (fixture_n_rows (screen), ==, n);
    }
}

static void
test_refused (Fixture *f,
              gconstpointer data)
{
  NhGridScreen *inspections = fixture_go (f, "inspections");
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");
  g_autoptr (GError) error = NULL;

  g_assert_false (fixture_type (inspections, row, "plan", "999/KH-KHÔNG-CÓ", &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_UNKNOWN);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
}

static void
test_filter (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint all = fixture_n_rows (units);
  GtkWidget *entry = fixture_find (GTK_WIDGET (f->window), GTK_TYPE_SEARCH_ENTRY, NULL);

  g_assert_cmpuint (all, >, 20);
  fixture_act (f, "find");
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "luc ngan");
  g_signal_emit_by_name (entry, "search-changed");
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), <, all);
  g_assert_cmpuint (fixture_find_row (units, "name", "Lục Ngạn"), !=, G_MAXUINT);
  gtk_editable_set_text (GTK_EDITABLE (entry), "xyzxyz");
  g_signal_emit_by_name (entry, "search-changed");
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Không dòng nào có “xyzxyz”."));
  g_signal_emit_by_name (entry, "stop-search");
  g_signal_emit_by_name (entry, "search-changed");
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), ==, all);
}

/* The year switch narrows plans and activities. */
static void
test_year (Fixture *f,
           gconstpointer data)
{
  NhGridScreen *plans = fixture_go (f, "plans");
  NhGridScreen *activities = fixture_go (f, "activities");
  guint n_activities = fixture_n_rows (activities);
  g_autoptr (GError) error = NULL;
  gint64 year = nh_workbook_find (f->workbook, nh_entity_find ("school_year"), "2017-2018", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fixture_n_rows (plans), ==, 5);
  nh_session_set_year (f->session, year);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (plans), ==, 1);
  g_assert_cmpuint (fixture_n_rows (activities), <, n_activities);
  g_assert_cmpuint (fixture_n_rows (activities), >, 0);
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "758/KH-SGDĐT"));
  g_assert_false (fixture_shows (GTK_WIDGET (f->window), "73/KH-SGDĐT"));
  nh_session_set_year (f->session, 0);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (activities), ==, n_activities);
}

static void
test_plan_page (Fixture *f,
                gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, "73/KH-SGDĐT", &error);
  g_autofree char *id = g_strdup_printf ("plan:%" G_GINT64_FORMAT, plan);
  NhFieldText values[] = { { "status", "draft" }, { NULL, NULL } };

  g_assert_no_error (error);
  nh_window_show_screen (f->window, id);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Thông tin"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã ban hành"));
  nh_plan_page_show_tab (NH_PLAN_PAGE (fixture_find (GTK_WIDGET (f->window), NH_TYPE_PLAN_PAGE, NULL)), "info");
  fixture_settle ();
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), GTK_TYPE_ENTRY, "KH-SGDĐT"));
  g_assert_true (nh_workbook_set (f->workbook, nh_entity_find ("plan"), plan, values, &error));
  fixture_settle ();
  g_assert_false (fixture_shows (GTK_WIDGET (f->window), "Đã ban hành"));
  /* A deleted plan takes its page along. */
  g_assert_true (nh_workbook_delete (f->workbook, nh_entity_find ("plan"), &plan, 1, &error));
  fixture_settle ();
  g_assert_false (fixture_shows (GTK_WIDGET (f->window), "73/KH-SGDĐT"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Tất cả kế hoạch"));
  fixture_act (f, "undo");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "73/KH-SGDĐT"));
}

/* Every screen opens, has a title and rows, and logs nothing. */
static void
test_all_screens (Fixture *f,
                  gconstpointer data)
{
  static const char *const ids[] = { "plans", "activities", "inspections", "lesson-studies", "themes", "deadlines",
                                     "training", "units", "people", "teams", "references", "school-years" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      NhGridScreen *screen = fixture_go (f, ids[i]);

      g_test_message ("%s: %u rows", ids[i], fixture_n_rows (screen));
      g_assert_cmpuint (fixture_n_rows (screen), >, 0);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (nh_grid_screen_get_grid (screen))));
    }
}

static void
test_columns_remembered (Fixture *f,
                         gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  GVariantBuilder builder;
  g_autoptr (GVariant) state = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sib)"));
  g_variant_builder_add (&builder, "(sib)", "kind", 123, TRUE);
  g_variant_builder_add (&builder, "(sib)", "name", 234, TRUE);
  nh_grid_set_columns_state (nh_grid_screen_get_grid (units), g_variant_builder_end (&builder));
  g_signal_emit_by_name (nh_grid_screen_get_grid (units), "columns-changed");
  state = nh_settings_dup_columns ("units");
  g_assert_nonnull (state);
  {
    const char *id;
    int width;
    gboolean visible;

    g_variant_get_child (state, 0, "(&sib)", &id, &width, &visible);
    g_assert_cmpstr (id, ==, "kind");
    g_assert_cmpint (width, ==, 123);
  }
}

static void
test_panes (Fixture *f,
            gconstpointer data)
{
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "DANH BẠ"));
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "sidebar", g_variant_new_boolean (FALSE));
  fixture_settle ();
  g_assert_false (fixture_shows (GTK_WIDGET (f->window), "DANH BẠ"));
  g_action_group_change_action_state (G_ACTION_GROUP (f->window), "sidebar", g_variant_new_boolean (TRUE));
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "DANH BẠ"));
}

/* Whoever comes second sees who holds the workbook and can't edit. */
static gboolean
has_new_name (gpointer screen)
{
  return fixture_find_row (screen, "name", "Trường Đổi Tên") != G_MAXUINT;
}

static void
test_read_only (Fixture *f,
                gconstpointer data)
{
  g_autofree char *path = g_strdup (nh_window_get_path (f->window));
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) second = nh_workbook_open (path, NH_STORE_OPEN_READ_ONLY, &error);
  GtkWidget *window;
  NhGridScreen *screen;

  g_assert_no_error (error);
  g_assert_true (nh_workbook_is_read_only (second));
  window = nh_window_new (GTK_APPLICATION (f->application), second);
  gtk_window_present (GTK_WINDOW (window));
  fixture_settle ();
  g_assert_true (fixture_shows (window, "Chỉ đọc"));
  nh_window_show_screen (NH_WINDOW (window), "units");
  fixture_settle ();
  screen = NH_GRID_SCREEN (nh_session_get_active (nh_window_get_session (NH_WINDOW (window))));
  g_assert_false (nh_grid_model_can_append (NH_GRID_MODEL (nh_grid_screen_get_model (screen))));
  g_assert_false (nh_grid_model_can_remove (NH_GRID_MODEL (nh_grid_screen_get_model (screen))));
  g_assert_null (fixture_find (window, GTK_TYPE_BUTTON, "Thêm đơn vị"));
  /* What the holder does is seen here before long. */
  g_assert_true (fixture_type (fixture_go (f, "units"), 0, "name", "Trường Đổi Tên", &error));
  g_assert_no_error (error);
  g_assert_true (fixture_wait (has_new_name, screen));
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, sample, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (sample), fixture_set_up, func, fixture_tear_down)
  ADD ("/window/empty", FALSE, test_empty);
  ADD ("/window/first-step", FALSE, test_first_step);
  ADD ("/window/edit-and-undo", TRUE, test_edit_and_undo);
  ADD ("/window/first-row", TRUE, test_first_row);
  ADD ("/window/add-row", TRUE, test_add_row);
  ADD ("/window/refused", TRUE, test_refused);
  ADD ("/window/filter", TRUE, test_filter);
  ADD ("/window/year", TRUE, test_year);
  ADD ("/window/plan-page", TRUE, test_plan_page);
  ADD ("/window/all-screens", TRUE, test_all_screens);
  ADD ("/window/columns", FALSE, test_columns_remembered);
  ADD ("/window/panes", FALSE, test_panes);
  ADD ("/window/read-only", TRUE, test_read_only);
  return g_test_run ();
}
