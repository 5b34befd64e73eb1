/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The board of states, the form of an activity with its people and papers, series, and marking as done.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-period.h"
#include "ui/activities/nh-activity-dialogs.h"
#include "ui/activities/nh-activity-form.h"
#include "ui/activities/nh-status-page.h"
#include "window-fixture.h"

static GtkWidget *
visible_dialog (Fixture *fixture)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      if (window != GTK_WINDOW (fixture->window) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = fixture_find (root, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static gint64
find (Fixture *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_find (fixture->workbook, nh_entity_find ("activity"), name, &error);

  g_assert_no_error (error);
  return id;
}

static char *
text_of (Fixture *fixture, gint64 id, const char *field)
{
  g_autoptr (NhRecord) record = nh_workbook_load (fixture->workbook, nh_entity_find ("activity"), id, NULL);

  g_assert_nonnull (record);
  return g_strdup (nh_record_raw (record, field));
}

#define assert_text(id, field, wanted) \
  G_STMT_START { g_autofree char *text = text_of (fixture, id, field); g_assert_cmpstr (text, ==, wanted); } G_STMT_END

static NhStatusPage *
show_board (Fixture *fixture)
{
  GtkWidget *page;
  NhGridScreen *table = fixture_go (fixture, "activities");
  GtkWidget *stack = gtk_widget_get_ancestor (GTK_WIDGET (table), GTK_TYPE_STACK);

  gtk_stack_set_visible_child_name (GTK_STACK (stack), "status-board");
  fixture_settle ();
  page = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_STATUS_PAGE, NULL);
  g_assert_nonnull (page);
  return NH_STATUS_PAGE (page);
}

/* Where an activity stands. */
static void
place_of (NhStatusPage *page, gint64 id, guint *row, guint *column)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (nh_status_page_get_view (page));

  for (*row = 0; *row < nh_matrix_get_n_rows (matrix); ++*row)
    for (*column = 0; *column < nh_matrix_get_n_columns (matrix); ++*column)
      {
        guint n;
        const NhMatrixItem *items = nh_matrix_get_items (matrix, *row, *column, &n);

        for (guint i = 0; i < n; i++)
          if (items[i].id == id)
            return;
      }
  g_assert_not_reached ();
}

#define SESSION "SHCM cấp tỉnh theo nghiên cứu bài học môn Sinh học lớp 11"

/* To another month and state: one step, told in the words of an officer. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, SESSION);
  NhStatusPage *page = show_board (fixture);
  NhMatrixView *view = nh_status_page_get_view (page);
  NhMatrix *matrix = nh_matrix_view_get_matrix (view);
  guint row;
  guint column;
  int january = nh_matrix_find_row (matrix, nh_day_from_iso ("2024-01-01"));

  place_of (page, id, &row, &column);
  g_assert_cmpint ((gint64) nh_matrix_get_row (matrix, row)->key, ==, nh_day_from_iso ("2023-10-01"));
  g_signal_emit_by_name (view, "item-moved", id, row, column, (guint) january, 2u);
  fixture_settle ();
  assert_text (id, "status", "postponed");
  assert_text (id, "period", "Tháng 01/2024");
  place_of (page, id, &row, &column);
  g_assert_cmpint ((int) row, ==, january);
  g_assert_cmpuint (column, ==, 2);
  fixture_act (fixture, "undo");
  assert_text (id, "status", "planned");
  assert_text (id, "period", "Tháng 10/2023");
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
}

/* A day keeps its number where the month has it. */
static void
test_move_day (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const NhFieldText values[] = { { "plan", "48/KH-PGDĐT" }, { "kind", "meeting" }, { "content", "Họp cuối tháng" },
                                 { "period", "31/10/2023" }, { NULL, NULL } };
  gint64 id = nh_workbook_create (fixture->workbook, nh_entity_find ("activity"), values, &error);
  NhStatusPage *page = show_board (fixture);
  NhMatrixView *view = nh_status_page_get_view (page);
  guint row;
  guint column;

  g_assert_no_error (error);
  place_of (page, id, &row, &column);
  g_signal_emit_by_name (view, "item-moved", id, row, column,
                         (guint) nh_matrix_find_row (nh_matrix_view_get_matrix (view), nh_day_from_iso ("2024-02-01")), column);
  fixture_settle ();
  assert_text (id, "period", "29/02/2024");
  /* Out of the calendar it can't be dragged. */
  place_of (page, id, &row, &column);
  g_signal_emit_by_name (view, "item-moved", id, row, column,
                         nh_matrix_get_n_rows (nh_matrix_view_get_matrix (view)) - 1, column);
  fixture_settle ();
  assert_text (id, "period", "29/02/2024");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Thời gian được giữ nguyên"));
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  NhStatusPage *page = show_board (fixture);
  NhMatrix *matrix;
  guint n = 0;

  nh_status_page_set_kind (page, "lesson_study");
  fixture_settle ();
  matrix = nh_matrix_view_get_matrix (nh_status_page_get_view (page));
  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
      {
        guint here;
        const NhMatrixItem *items = nh_matrix_get_items (matrix, r, c, &here);

        for (guint i = 0; i < here; i++)
          g_assert_cmpstr (items[i].style, ==, "kind-lesson-study");
        n += here;
      }
  g_assert_cmpuint (n, ==, 8); /* of the year that is shown */
}

/* The inspector: fields by sections, then people and attachments. */
static void
test_form (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, SESSION);
  GtkWidget *inspector;
  GtkWidget *links;
  g_autofree char *beside = g_build_filename (fixture->dir, "biên bản.docx", NULL);
  g_autofree char *program = g_build_filename (fixture->dir, "chay.sh", NULL);

  nh_session_show_record (fixture->session, nh_entity_find ("activity"), id);
  fixture_settle ();
  inspector = fixture_find (GTK_WIDGET (fixture->window), g_type_from_name ("NhInspector"), NULL);
  g_assert_true (fixture_shows (inspector, "Thời gian, địa điểm"));
  g_assert_true (fixture_shows (inspector, "Người tham gia"));
  links = fixture_find (inspector, NH_TYPE_ACTIVITY_LINKS, NULL);
  nh_activity_links_add (NH_ACTIVITY_LINKS (links), beside);
  fixture_settle ();
  /* A file beside the workbook is named from there. */
  g_assert_nonnull (fixture_find (links, GTK_TYPE_BUTTON, "biên bản.docx"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture_find (links, GTK_TYPE_BUTTON, "biên bản.docx")), ==, "biên bản.docx");
  nh_activity_links_add (NH_ACTIVITY_LINKS (links), "javascript:alert(1)");
  fixture_settle ();
  g_assert_true (fixture_shows (links, "không được lưu"));
  nh_activity_links_add (NH_ACTIVITY_LINKS (links), program);
  fixture_settle ();
  g_file_set_contents (program, "#!/bin/sh\n", -1, NULL);
  click (links, "chay.sh");
  g_assert_true (fixture_shows (links, "không được mở từ sổ"));
  fixture_act (fixture, "undo");
  fixture_act (fixture, "undo");
  g_assert_null (fixture_find (links, GTK_TYPE_BUTTON, "biên bản.docx"));
}

static void
test_people (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, SESSION);
  GtkWidget *people;
  GtkWidget *entry;

  nh_session_show_record (fixture->session, nh_entity_find ("activity"), id);
  fixture_settle ();
  people = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_ACTIVITY_PEOPLE, NULL);
  entry = fixture_find (people, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Huỳnh Tấn Lợi");
  g_signal_emit_by_name (entry, "activate");
  fixture_settle ();
  g_assert_true (fixture_shows (people, "Huỳnh Tấn Lợi"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Không Có Ai");
  g_signal_emit_by_name (entry, "activate");
  fixture_settle ();
  g_assert_true (fixture_shows (people, "“Không Có Ai”"));
}

static void
test_done (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, SESSION);
  GtkWidget *dialog;
  GtkWidget *view;

  nh_session_show_record (fixture->session, nh_entity_find ("activity"), id);
  fixture_settle ();
  fixture_act (fixture, "mark-done");
  dialog = visible_dialog (fixture);
  g_assert_nonnull (dialog);
  view = fixture_find (dialog, GTK_TYPE_TEXT_VIEW, NULL);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "32 giáo viên dự, xếp loại tốt", -1);
  click (dialog, "Đánh dấu đã _xong");
  g_assert_null (visible_dialog (fixture));
  assert_text (id, "status", "done");
  assert_text (id, "result", "32 giáo viên dự, xếp loại tốt");
  fixture_act (fixture, "undo");
  assert_text (id, "status", "planned");
  assert_text (id, "result", "");
}

/* What is typed is previewed; what is made is one step. */
static void
test_series (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 plan = nh_workbook_find_plan (fixture->workbook, "48/KH-PGDĐT", &error);
  GtkWidget *dialog;
  GtkWidget *button;

  g_assert_no_error (error);
  nh_series_dialog_show (GTK_WIDGET (fixture->window), fixture->session, plan);
  fixture_settle ();
  dialog = visible_dialog (fixture);
  button = fixture_find (dialog, GTK_TYPE_BUTTON, "_Tạo chuỗi");
  g_assert_false (gtk_widget_get_sensitive (button)); /* nothing is said yet of what is done */
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (dialog, GTK_TYPE_ENTRY, NULL)), "Họp giao ban");
  fixture_settle ();
  g_assert_true (fixture_shows (dialog, "Sẽ tạo 9 hoạt động"));
  g_assert_true (fixture_shows (dialog, "05/10/2023"));
  click (dialog, "_Tạo chuỗi");
  g_assert_null (visible_dialog (fixture));
  g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, "Tạo chuỗi hoạt động");
  {
    NhGridScreen *table = NH_GRID_SCREEN (nh_session_get_active (fixture->session));

    g_assert_cmpuint (fixture_find_row (table, "content", "Họp giao ban"), !=, G_MAXUINT);
    fixture_act (fixture, "undo");
    g_assert_cmpuint (fixture_find_row (table, "content", "Họp giao ban"), ==, G_MAXUINT);
  }
}

int
main (int argc, char **argv)
{
  const char *sample = "sample";

  window_test_init (argc, argv);
#define ADD(path, func) g_test_add ("/activities/" path, Fixture, sample, fixture_set_up, func, fixture_tear_down)
  ADD ("move", test_move);
  ADD ("move-day", test_move_day);
  ADD ("filter", test_filter);
  ADD ("form", test_form);
  ADD ("people", test_people);
  ADD ("done", test_done);
  ADD ("series", test_series);
  return g_test_run ();
}
