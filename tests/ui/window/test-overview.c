/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The overview as a user sees it: what it opens with, where clicks and keys lead, and that it follows edits.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/nh-period.h"
#include "ui/overview/nh-bar-chart.h"
#include "ui/inspections/nh-inspections-page.h"
#include "ui/overview/nh-coverage-chart.h"
#include "ui/overview/nh-overview-page.h"
#include "window-fixture.h"

static NhOverviewPage *
overview (Fixture *fixture)
{
  GtkWidget *page = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_OVERVIEW_PAGE, NULL);

  g_assert_nonnull (page);
  return NH_OVERVIEW_PAGE (page);
}

static void
look_from (Fixture *fixture, const char *iso)
{
  nh_overview_page_set_day (overview (fixture), nh_day_from_iso (iso));
  fixture_settle ();
}

static gint64
find (Fixture *fixture, const char *entity, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_find (fixture->workbook, nh_entity_find (entity), name, &error);

  g_assert_no_error (error);
  return id;
}

/* The first screen of a workbook; years long past are seen from a day on which there was something to do. */
static void
test_start (Fixture *fixture, gconstpointer data)
{
  guint32 day = nh_overview_page_get_day (overview (fixture));
  NhSchoolYear year;

  nh_school_year_init (&year, 2023);
  g_assert_true (nh_school_year_contains (&year, day));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "2023-2024"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Quá hạn"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "SHCM"));
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Hôm nay, "));
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  nh_window_show_screen (fixture->window, "overview");
  fixture_settle ();
  g_assert_cmpuint (nh_overview_page_get_day (overview (fixture)), ==, 0);
  g_assert_true (fixture_shows (GTK_WIDGET (overview (fixture)), "Chưa có gì để xem"));
  g_assert_nonnull (fixture_find (GTK_WIDGET (overview (fixture)), GTK_TYPE_BUTTON, "_Thêm kế hoạch"));
}

/* What is received is no longer missing; what is moved is seen where it goes. */
static void
test_live (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *what = "Báo cáo nhận lớp";
  const NhFieldText rule[] = { { "plan", "73/KH-SGDĐT" }, { "what", what }, { "rule", "on" }, { "due", "20/8/2023" },
                               { "owes", "listed" }, { "units", "THPT Lục Nam" }, { NULL, NULL } };
  const NhFieldText values[] = { { "deadline", what }, { "unit", "THPT Lục Nam" }, { "received_on", "20/9/2023" },
                                 { NULL, NULL } };
  GtkWidget *page = GTK_WIDGET (overview (fixture));

  look_from (fixture, "2023-09-16");
  g_assert_false (fixture_shows (page, what));
  nh_workbook_create (fixture->workbook, nh_entity_find ("deadline"), rule, &error);
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_true (fixture_shows (page, what));
  g_assert_true (fixture_shows (page, "chậm 27 ngày"));
  nh_workbook_create (fixture->workbook, nh_entity_find ("submission"), values, &error);
  g_assert_no_error (error);
  fixture_settle ();
  /* Seen from the 16th it still is; on the 21st it is there, late. */
  g_assert_true (fixture_shows (page, "chậm 27 ngày"));
  look_from (fixture, "2023-09-21");
  g_assert_null (fixture_find (page, GTK_TYPE_LABEL, what));
  fixture_act (fixture, "undo");
  g_assert_true (fixture_shows (page, what));
}

static NhChart *
chart (Fixture *fixture, GType type)
{
  GtkWidget *widget = fixture_find (GTK_WIDGET (overview (fixture)), type, NULL);

  g_assert_nonnull (widget);
  return NH_CHART (widget);
}

static const NhChartMark *
find_mark (NhChart *self, const char *words)
{
  for (guint i = 0; i < nh_chart_get_n_marks (self); i++)
    if (strstr (nh_chart_get_mark (self, i)->words, words))
      return nh_chart_get_mark (self, i);
  return NULL;
}

/* A segment says its number in words and leads to these activities. */
static void
test_segment (Fixture *fixture, gconstpointer data)
{
  NhChart *months = chart (fixture, NH_TYPE_BAR_CHART);
  const NhChartMark *mark = find_mark (months, "Tháng 11/2023: 2 sinh hoạt chuyên môn");
  NhGridScreen *table;
  guint n;

  g_assert_nonnull (mark);
  g_assert_nonnull (strstr (nh_chart_get_description (months), "Tháng 11/2023: 2 sinh hoạt chuyên môn"));
  g_signal_emit_by_name (months, "mark-activated", mark->column, mark->row);
  fixture_settle ();
  table = NH_GRID_SCREEN (nh_session_get_active (fixture->session));
  g_assert_cmpstr (nh_grid_screen_get_spec (table)->id, ==, "activities");
  n = fixture_n_rows (table);
  g_assert_cmpuint (n, ==, 2);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *kind = fixture_text (table, i, "kind");
      g_autofree char *period = fixture_text (table, i, "period");

      g_assert_cmpstr (kind, ==, "Sinh hoạt chuyên môn");
      g_assert_nonnull (strstr (period, "11"));
    }
}

/* By keys: to the next bar, up in it, to the ends. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  NhChart *months = chart (fixture, NH_TYPE_BAR_CHART);
  GListModel *controllers = gtk_widget_observe_controllers (GTK_WIDGET (months));
  GtkEventController *keys = NULL;
  gboolean handled = FALSE;
  guint column;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !keys; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        keys = controller;
    }
  g_object_unref (controllers);
  gtk_widget_grab_focus (GTK_WIDGET (months));
  g_assert_nonnull (nh_chart_get_focus_mark (months));
#define PRESS(key) g_signal_emit_by_name (keys, "key-pressed", key, 0, 0, &handled)
  PRESS (GDK_KEY_Home);
  column = nh_chart_get_focus_mark (months)->column;
  PRESS (GDK_KEY_Right);
  g_assert_cmpuint (nh_chart_get_focus_mark (months)->column, >, column);
  PRESS (GDK_KEY_Left);
  g_assert_cmpuint (nh_chart_get_focus_mark (months)->column, ==, column);
  PRESS (GDK_KEY_End);
  g_assert_cmpuint (nh_chart_get_focus_mark (months)->column, >, column);
#undef PRESS
}

/* Cells tell unit, year and state. */
static void
test_coverage (Fixture *fixture, gconstpointer data)
{
  NhChart *coverage = chart (fixture, NH_TYPE_COVERAGE_CHART);
  const char *words = nh_chart_get_description (coverage);

  g_assert_cmpuint (nh_chart_get_n_marks (coverage), >, 0);
  g_assert_cmpuint (nh_chart_get_n_marks (coverage) % 5, <=, 1); /* one more leads to units without room */
  words = strstr (words, "Phòng GDĐT Lạng Giang:");
  g_assert_nonnull (words);
  g_assert_nonnull (strstr (words, " 23-24 đã kiểm tra."));
}

/* The card of coverage leads to the years, not only to the list of inspections. */
static void
test_coverage_opened (Fixture *fixture, gconstpointer data)
{
  NhChart *coverage = chart (fixture, NH_TYPE_COVERAGE_CHART);
  GtkWidget *page;
  GtkWidget *stack;

  g_signal_emit_by_name (coverage, "mark-activated", 0, 0);
  fixture_settle ();
  page = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_INSPECTIONS_PAGE, NULL);
  g_assert_true (gtk_widget_get_mapped (page));
  stack = fixture_find (page, GTK_TYPE_STACK, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "coverage");
}

/* A row of a list goes to its record. */
static void
test_row (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, "activity", "SHCM cấp tỉnh theo nghiên cứu bài học môn Sinh học lớp 11");
  GtkWidget *label;
  GtkWidget *row;
  GtkWidget *active;

  look_from (fixture, "2023-10-02");
  label = fixture_find (GTK_WIDGET (overview (fixture)), GTK_TYPE_LABEL, "Sinh học 11");
  g_assert_nonnull (label);
  row = gtk_widget_get_ancestor (label, GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
  fixture_settle ();
  active = nh_session_get_active (fixture->session);
  g_assert_true (NH_IS_GRID_SCREEN (active));
  g_assert_cmpint (nh_grid_screen_get_record (NH_GRID_SCREEN (active)), ==, id);
}

/* The sidebar tells what is missing today, and stops when nothing is. */
static void
test_counts (Fixture *fixture, gconstpointer data)
{
  GtkWidget *sidebar = fixture_find (GTK_WIDGET (fixture->window), g_type_from_name ("NhSidebar"), NULL);
  GtkWidget *title = fixture_find (sidebar, GTK_TYPE_LABEL, "Hạn báo cáo");
  GtkWidget *row = gtk_widget_get_ancestor (title, GTK_TYPE_LIST_BOX_ROW);

  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (row), "báo cáo quá hạn"));
}

int
main (int argc, char **argv)
{
  const char *sample = "sample";

  window_test_init (argc, argv);
#define ADD(path, data, func) g_test_add ("/overview/" path, Fixture, data, fixture_set_up, func, fixture_tear_down)
  ADD ("start", sample, test_start);
  ADD ("empty", NULL, test_empty);
  ADD ("live", sample, test_live);
  ADD ("segment", sample, test_segment);
  ADD ("keys", sample, test_keys);
  ADD ("coverage", sample, test_coverage);
  ADD ("coverage-opened", sample, test_coverage_opened);
  ADD ("row", sample, test_row);
  ADD ("counts", sample, test_counts);
  return g_test_run ();
}
