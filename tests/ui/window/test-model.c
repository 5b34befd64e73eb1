/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records as rows of a grid: new rows stay on their screen, blocks go in whole or not at all.
 */
#include "window-fixture.h"

static NhGridModel *
model_of (NhGridScreen *screen)
{
  return NH_GRID_MODEL (nh_grid_screen_get_model (screen));
}

/* A new row gets the kind of the screen and the plan that is chosen. */
static void
test_append (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *themes = fixture_go (f, "themes");
  guint before = fixture_n_rows (themes);
  guint row;
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (f->workbook, "48/KH-PGDĐT", &error);
  g_autoptr (NhRecord) record = NULL;

  g_assert_no_error (error);
  nh_record_grid_model_set_plan (nh_grid_screen_get_model (themes), plan);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (themes), <=, before);
  before = fixture_n_rows (themes);
  g_assert_true (nh_grid_model_append (model_of (themes), fixture_column (themes, "content"), "Dạy học STEM", &row, &error));
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (themes), ==, before + 1);
  record = nh_workbook_load (f->workbook, nh_entity_find ("activity"), nh_grid_model_get_id (model_of (themes), row), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (nh_record_raw (record, "kind"), ==, "theme");
  g_assert_cmpstr (nh_record_text (record, "plan"), ==, "48/KH-PGDĐT");
  g_assert_cmpstr (nh_record_text (record, "content"), ==, "Dạy học STEM");
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_n_rows (themes), ==, before);
}

/* Cells of a new row are typed from the left: those before the one it must have wait for it, and
 * all go in as one step. */
static void
test_append_row (Fixture *f,
                 gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  NhGridModel *model = model_of (people);
  guint before = fixture_n_rows (people);
  guint columns[] = { fixture_column (people, "title"), fixture_column (people, "name") };
  char *texts[] = { (char *) "Bà", (char *) "Đặng Thị Thử" };
  guint row;
  gboolean incomplete;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;

  g_assert_false (nh_grid_model_append_row (model, columns, texts, 1, &row, &incomplete, &error));
  g_assert_true (incomplete);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_REQUIRED);
  g_clear_error (&error);
  g_assert_cmpuint (fixture_n_rows (people), ==, before);
  g_assert_true (nh_grid_model_append_row (model, columns, texts, 2, &row, &incomplete, &error));
  g_assert_no_error (error);
  fixture_settle ();
  title = fixture_text (people, fixture_find_row (people, "name", "Đặng Thị Thử"), "title");
  g_assert_cmpstr (title, ==, "Bà");
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_n_rows (people), ==, before);
}

/* Under one school year a row without a plan would not be seen: it asks for the plan. */
static void
test_append_in_year (Fixture *f,
                     gconstpointer data)
{
  NhGridScreen *activities = fixture_go (f, "activities");
  guint columns[] = { fixture_column (activities, "content"), fixture_column (activities, "plan") };
  char *texts[] = { (char *) "Họp thử", (char *) "73/KH-SGDĐT" };
  gint64 plan, year;
  guint row, before;
  gboolean incomplete;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhRecord) record = NULL;

  plan = nh_workbook_find_plan (f->workbook, texts[1], &error);
  g_assert_no_error (error);
  record = nh_workbook_load (f->workbook, nh_entity_find ("plan"), plan, &error);
  g_assert_no_error (error);
  year = g_ascii_strtoll (nh_record_raw (record, "school_year"), NULL, 10);
  nh_session_set_year (f->session, year);
  fixture_settle ();
  before = fixture_n_rows (activities);
  g_assert_false (nh_grid_model_append_row (model_of (activities), columns, texts, 1, &row, &incomplete, &error));
  g_assert_true (incomplete);
  g_clear_error (&error);
  g_assert_true (nh_grid_model_append_row (model_of (activities), columns, texts, 2, &row, &incomplete, &error));
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (activities), ==, before + 1);
  g_assert_cmpuint (row, <, before + 1);
}

/* Teams of the same name exist in several plans: a member goes to the chosen one. */
static void
test_owner (Fixture *f,
            gconstpointer data)
{
  GtkWidget *add;
  NhGridScreen *members;
  guint before;
  guint position;
  g_autoptr (GError) error = NULL;

  fixture_go (f, "teams");
  fixture_choose_team (f, "Cụm Một");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Thành viên: Cụm Một"));
  add = fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, "Thêm thành viên");
  members = NH_GRID_SCREEN (gtk_widget_get_ancestor (add, NH_TYPE_GRID_SCREEN));
  before = fixture_n_rows (members);
  g_assert_cmpuint (before, >, 0);
  {
    NhGridScreen *people = fixture_go (f, "people");
    g_autofree char *name = fixture_text (people, 0, "name");

    g_assert_true (nh_grid_model_append (model_of (members), fixture_column (members, "person"), name, &position, &error));
    g_assert_no_error (error);
  }
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (members), ==, before + 1);
}

static void
test_paste (Fixture *f,
            gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint columns[] = { fixture_column (units, "name"), fixture_column (units, "kind") };
  char *texts[] = { (char *) "Trường Tiểu học Suối Đá", (char *) "Tiểu học",
                    (char *) "Trường THCS Bến Súc", (char *) "THCS" };
  char *wrong[] = { (char *) "Trường Tiểu học Cây Trường", (char *) "Tiểu học",
                    (char *) "Trường THCS Lai Uyên", (char *) "không có loại này" };
  g_auto (NhGridEdit) edit = { .name = "Dán", .columns = columns, .n_columns = 2, .texts = texts, .n_rows = 2 };
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = NULL;

  g_assert_true (nh_grid_model_paste (model_of (units), &edit, &error));
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), ==, 2);
  kind = fixture_text (units, fixture_find_row (units, "name", "Bến Súc"), "kind");
  g_assert_cmpstr (kind, ==, "Trường THCS");
  /* All or nothing, and the wrong cell is named. */
  edit.texts = wrong;
  g_assert_false (nh_grid_model_paste (model_of (units), &edit, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_assert_cmpuint (edit.error_row, ==, 1);
  g_assert_cmpuint (edit.error_column, ==, 1);
  fixture_settle ();
  g_assert_cmpuint (fixture_find_row (units, "name", "Cây Trường"), ==, G_MAXUINT);
  /* One paste is one step. */
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_n_rows (units), ==, 0);
}

static void
test_paste_refused_in_new_row (Fixture *f,
                               gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint columns[] = { fixture_column (units, "name"), fixture_column (units, "kind") };
  char *wrong[] = { (char *) "Trường THCS Lai Uyên", (char *) "không có loại này" };
  g_auto (NhGridEdit) edit = { .name = "Dán", .columns = columns, .n_columns = 2, .texts = wrong, .n_rows = 1 };
  g_autoptr (GError) error = NULL;

  g_assert_false (nh_grid_model_paste (model_of (units), &edit, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_assert_cmpuint (edit.error_row, ==, 0);
  g_assert_cmpuint (edit.error_column, ==, 1);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), ==, 0);
}

static void
test_clear_and_delete (Fixture *f,
                       gconstpointer data)
{
  NhGridScreen *themes = fixture_go (f, "themes");
  guint rows[] = { 0, 1 };
  guint columns[] = { fixture_column (themes, "period"), fixture_column (themes, "subject") };
  guint before = fixture_n_rows (themes);
  g_autoptr (GError) error = NULL;
  g_autofree char *period = fixture_text (themes, 0, "period");
  g_autofree char *cleared = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpstr (period, !=, "");
  g_assert_true (nh_grid_model_clear (model_of (themes), rows, 2, columns, 2, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture_settle ();
  cleared = fixture_text (themes, 0, "period");
  g_assert_cmpstr (cleared, ==, "");
  fixture_act (f, "undo");
  again = fixture_text (themes, 0, "period");
  g_assert_cmpstr (again, ==, period);
  g_assert_true (nh_grid_model_remove (model_of (themes), rows, 2, NULL, NULL, &error));
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (themes), ==, before - 2);
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_n_rows (themes), ==, before);
}

static gboolean
stop_at_once (guint done,
              guint total,
              gpointer data)
{
  (*(guint *) data)++;
  return FALSE;
}

/* What is stopped has changed nothing, and there is nothing to undo. */
static void
test_stopped (Fixture *f,
              gconstpointer data)
{
  NhGridScreen *themes = fixture_go (f, "themes");
  guint rows[] = { 0, 1 };
  guint column = fixture_column (themes, "period");
  guint before = fixture_n_rows (themes);
  g_autofree char *period = fixture_text (themes, 0, "period");
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  guint asked = 0;

  g_assert_false (nh_grid_model_clear (model_of (themes), rows, 2, &column, 1, stop_at_once, &asked, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (nh_grid_model_remove (model_of (themes), rows, 2, stop_at_once, &asked, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (asked, ==, 2);
  fixture_settle ();
  after = fixture_text (themes, 0, "period");
  g_assert_cmpstr (after, ==, period);
  g_assert_cmpuint (fixture_n_rows (themes), ==, before);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
}

static void
test_styles (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *inspections = fixture_go (f, "inspections");
  guint row = fixture_find_row (inspections, "inspected", "Lục Ngạn");
  NhGridModel *model = model_of (inspections);

  g_assert_cmpint (nh_grid_model_get_style (model, row, fixture_column (inspections, "status")), ==, NH_GRID_CELL_CHIP);
  g_assert_cmpstr (nh_grid_model_get_cell_class (model, row, fixture_column (inspections, "status")), ==, "planned");
  g_assert_cmpint (nh_grid_model_get_style (model, row, fixture_column (inspections, "papers_due")), ==,
                   NH_GRID_CELL_MUTED);
  g_assert_false (nh_grid_model_get_column (model, fixture_column (inspections, "papers_due"))->editable);
  g_assert_true (fixture_type (inspections, row, "period", "20/3/2024", NULL));
  g_assert_cmpint (nh_grid_model_get_style (model, row, fixture_column (inspections, "papers_due")), ==,
                   NH_GRID_CELL_NORMAL);
}

/* A year that is named for the first time is added with its days, in the same step of undo. */
static void
test_school_year (Fixture *f,
                  gconstpointer data)
{
  NhGridScreen *plans = fixture_go (f, "plans");
  NhGridScreen *years;
  guint row;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL;

  g_assert_true (nh_grid_model_append (model_of (plans), fixture_column (plans, "school_year"), "2024-2025", &row, &error));
  g_assert_no_error (error);
  years = fixture_go (f, "school-years");
  g_assert_cmpuint (fixture_n_rows (years), ==, 1);
  start = fixture_text (years, 0, "starts_on");
  g_assert_cmpstr (start, !=, "");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Tất cả năm học"));
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_n_rows (years), ==, 0);
  g_assert_cmpuint (fixture_n_rows (plans), ==, 0);
  /* What is no year is refused, and nothing is left behind. */
  g_assert_false (nh_grid_model_append (model_of (plans), fixture_column (plans, "school_year"), "năm sau", &row, &error));
  g_assert_nonnull (error);
  g_assert_cmpuint (fixture_n_rows (plans), ==, 0);
}

/* Computed lists can't be added to. */
static void
test_fixed (Fixture *f,
            gconstpointer data)
{
  NhGridScreen *dues = fixture_go (f, "deadlines");

  g_assert_cmpstr (nh_grid_screen_get_spec (dues)->id, ==, "dues");
  g_assert_false (nh_grid_model_can_append (model_of (dues)));
  g_assert_false (nh_grid_model_can_remove (model_of (dues)));
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, sample, func) \
  g_test_add (path, Fixture, GINT_TO_POINTER (sample), fixture_set_up, func, fixture_tear_down)
  ADD ("/rows/append", TRUE, test_append);
  ADD ("/rows/append-row", TRUE, test_append_row);
  ADD ("/rows/append-in-year", TRUE, test_append_in_year);
  ADD ("/rows/owner", TRUE, test_owner);
  ADD ("/rows/paste", FALSE, test_paste);
  ADD ("/rows/paste-refused", FALSE, test_paste_refused_in_new_row);
  ADD ("/rows/clear-and-delete", TRUE, test_clear_and_delete);
  ADD ("/rows/stopped", TRUE, test_stopped);
  ADD ("/rows/styles", TRUE, test_styles);
  ADD ("/rows/school-year", FALSE, test_school_year);
  ADD ("/rows/fixed", TRUE, test_fixed);
  return g_test_run ();
}
