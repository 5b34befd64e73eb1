/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screen of inspections: moving rounds in the schedule, proposals, earlier inspections, findings.
 */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "ui/boards/nh-matrix-view.h"
#include "ui/inspections/nh-inspections-page.h"
#include "window-fixture.h"

static NhInspectionsPage *
go (Fixture *fixture, const char *tab)
{
  GtkWidget *page;

  nh_window_show_screen (fixture->window, "inspections");
  fixture_settle ();
  page = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_INSPECTIONS_PAGE, NULL);
  g_assert_nonnull (page);
  nh_inspections_page_show_tab (NH_INSPECTIONS_PAGE (page), tab);
  fixture_settle ();
  return NH_INSPECTIONS_PAGE (page);
}

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
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static guint
row_of (NhMatrixView *view, const char *label)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (view);

  for (guint r = 0; r < nh_matrix_get_n_rows (matrix); r++)
    if (g_str_equal (nh_matrix_get_row (matrix, r)->label, label))
      return r;
  g_error ("no row %s", label);
}

static guint
column_of (NhMatrixView *view, const char *label)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (view);

  for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
    if (g_str_equal (nh_matrix_get_column (matrix, c)->label, label))
      return c;
  g_error ("no column %s", label);
}

/* The first item of a record in a cell; 0: none. */
static gint64
item_at (NhMatrixView *view, const char *row, const char *column)
{
  guint n;
  const NhMatrixItem *items = nh_matrix_get_items (nh_matrix_view_get_matrix (view), row_of (view, row),
                                                   column_of (view, column), &n);

  for (guint i = 0; i < n; i++)
    if (items[i].id)
      return items[i].id;
  return 0;
}

static void
move (NhMatrixView *view, const char *row, const char *from, const char *to)
{
  gint64 item = item_at (view, row, from);

  g_assert_cmpint (item, !=, 0);
  g_signal_emit_by_name (view, "item-moved", item, row_of (view, row), column_of (view, from), row_of (view, row),
                         column_of (view, to));
  fixture_settle ();
}

/* The label of the month in which a round stands. */
static const char *
month_of (NhMatrixView *view, const char *row)
{
  NhMatrix *matrix = nh_matrix_view_get_matrix (view);

  for (guint c = 0; c < nh_matrix_get_n_columns (matrix); c++)
    if (item_at (view, row, nh_matrix_get_column (matrix, c)->label))
      return nh_matrix_get_column (matrix, c)->label;
  return "";
}

static NhMatrixView *
schedule (Fixture *fixture)
{
  return nh_inspections_board_get_view (nh_inspections_page_get_board (go (fixture, "schedule"), NH_INSPECTIONS_SCHEDULE));
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  NhMatrixView *view = schedule (fixture);
  g_autofree char *notice = NULL;

  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), ==, "3/2024");
  move (view, "Hiệp Hòa", "3/2024", "5/2024");
  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), ==, "5/2024");
  g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, _("Move the inspection"));
  fixture_act (fixture, "undo");
  fixture_settle ();
  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), ==, "3/2024");
  /* Into the row of another unit it does not go. */
  g_signal_emit_by_name (view, "item-moved", item_at (view, "Hiệp Hòa", "3/2024"), row_of (view, "Hiệp Hòa"),
                         column_of (view, "3/2024"), row_of (view, "Lục Ngạn"), column_of (view, "4/2024"));
  fixture_settle ();
  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), ==, "3/2024");
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), _("A round stays with its units here: move it to another month, and "
                                                                "change its units in the list.")));
}

/* Fixed from the menu of the cell: the chip says so, and proposals leave it. */
static void
test_fix (Fixture *fixture, gconstpointer data)
{
  NhMatrixView *view = schedule (fixture);
  NhInspectionsBoard *board = nh_inspections_page_get_board (go (fixture, "schedule"), NH_INSPECTIONS_SCHEDULE);
  const NhMatrixItem *items;
  guint n;

  nh_matrix_view_set_cursor (view, row_of (view, "Lục Ngạn"), column_of (view, "2/2024"));
  g_signal_emit_by_name (view, "cell-activated", row_of (view, "Lục Ngạn"), column_of (view, "2/2024"),
                         item_at (view, "Lục Ngạn", "2/2024"));
  gtk_widget_activate_action (GTK_WIDGET (board), "board.fix", NULL);
  fixture_settle ();
  items = nh_matrix_get_items (nh_matrix_view_get_matrix (view), row_of (view, "Lục Ngạn"), column_of (view, "2/2024"), &n);
  g_assert_cmpstr (items[0].text, ==, "▪ Đoàn 2");
  gtk_widget_activate_action (GTK_WIDGET (board), "board.fix", NULL);
  fixture_settle ();
  items = nh_matrix_get_items (nh_matrix_view_get_matrix (view), row_of (view, "Lục Ngạn"), column_of (view, "2/2024"), &n);
  g_assert_cmpstr (items[0].text, ==, "Đoàn 2");
}

/* Propose, put one somewhere by hand, propose again, apply, undo. */
static void
test_propose (Fixture *fixture, gconstpointer data)
{
  NhMatrixView *board = schedule (fixture);
  GtkWidget *dialog;
  NhMatrixView *view;

  click (GTK_WIDGET (fixture->window), _("_Propose…"));
  dialog = visible_dialog (fixture);
  g_assert_nonnull (dialog);
  view = NH_MATRIX_VIEW (fixture_find (dialog, NH_TYPE_MATRIX_VIEW, NULL));
  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), !=, "3/2024"); /* it hosts then */
  g_assert_cmpstr (month_of (view, "TP Bắc Giang"), ==, "9/2023"); /* held already */
  g_assert_true (fixture_shows (dialog, _("Every round has a month and a delegation, and no rule is broken.")));

  /* Into the month in which it hosts: it stays there, and the window says what is wrong with it. */
  g_signal_emit_by_name (view, "item-moved", item_at (view, "Hiệp Hòa", month_of (view, "Hiệp Hòa")), 0u, 0u,
                         row_of (view, "Hiệp Hòa"), column_of (view, "3/2024"));
  click (dialog, _("Propose a_gain"));
  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), ==, "3/2024");
  g_assert_true (fixture_shows (dialog, _("What is not as it should be, and why")));
  move (view, "Hiệp Hòa", "3/2024", "4/2024");
  click (dialog, _("Propose a_gain"));
  g_assert_cmpstr (month_of (view, "Hiệp Hòa"), ==, "4/2024");
  g_assert_true (fixture_shows (dialog, _("All is done")));

  click (dialog, "(5");
  g_assert_null (visible_dialog (fixture));
  g_assert_cmpstr (month_of (board, "Hiệp Hòa"), ==, "4/2024");
  g_assert_cmpstr (month_of (board, "Lục Ngạn"), ==, "11/2023"); /* never inspected before: first of all */
  g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, _("Schedule the inspections"));
  fixture_act (fixture, "undo");
  fixture_settle ();
  g_assert_cmpstr (month_of (board, "Hiệp Hòa"), ==, "3/2024");
  g_assert_cmpstr (month_of (board, "Lục Ngạn"), ==, "2/2024");
}

/* The number in which the most rounds of a member are typed. */
static GtkSpinButton *
limit_of (GtkWidget *dialog, const char *member)
{
  GtkWidget *name = fixture_find (dialog, GTK_TYPE_LABEL, member);

  g_assert_nonnull (name);
  return GTK_SPIN_BUTTON (gtk_widget_get_next_sibling (name));
}

/* Names of rows that end in "…". */
static guint
count_cut (GtkWidget *widget)
{
  guint n = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
            && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    n += count_cut (child);
  return n;
}

/* The keyboard begins in the schedule, its names are whole, and what was said of a member is there the next time. */
static void
test_propose_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog;
  NhMatrixView *view;

  schedule (fixture);
  click (GTK_WIDGET (fixture->window), _("_Propose…"));
  dialog = visible_dialog (fixture);
  view = NH_MATRIX_VIEW (fixture_find (dialog, NH_TYPE_MATRIX_VIEW, NULL));
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (dialog)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)), GTK_WIDGET (view)));
  g_assert_cmpuint (count_cut (GTK_WIDGET (view)), ==, 0);
  gtk_spin_button_set_value (limit_of (dialog, "Nông Đức Khải"), 4);
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  click (GTK_WIDGET (fixture->window), _("_Propose…"));
  dialog = visible_dialog (fixture);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (limit_of (dialog, "Nông Đức Khải")), ==, 4);
  g_assert_cmpint (gtk_spin_button_get_value_as_int (limit_of (dialog, "Chu Thị Phương Lan")), ==, 0);
}

/* Closing the window stores nothing. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  NhMatrixView *board = schedule (fixture);
  GtkWidget *dialog;

  click (GTK_WIDGET (fixture->window), _("_Propose…"));
  dialog = visible_dialog (fixture);
  gtk_window_close (GTK_WINDOW (dialog));
  fixture_settle ();
  g_assert_null (visible_dialog (fixture));
  g_assert_cmpstr (month_of (board, "Hiệp Hòa"), ==, "3/2024");
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
}

/* A plan without a school year has no months: the window says so, and nothing of the plan before is left in it. */
static void
test_plan_without_year (Fixture *fixture, gconstpointer data)
{
  const NhFieldText no_year[] = { { "school_year", "" }, { NULL } };
  gint64 plan = nh_workbook_find_plan (fixture->workbook, "73/KH-SGDĐT", NULL);
  g_autofree GdkRectangle *where = g_new0 (GdkRectangle, 1);
  GtkWidget *dialog;
  GtkWidget *plans;
  NhMatrixView *view;
  guint selected;

  schedule (fixture);
  click (GTK_WIDGET (fixture->window), _("_Propose…"));
  dialog = visible_dialog (fixture);
  view = NH_MATRIX_VIEW (fixture_find (dialog, NH_TYPE_MATRIX_VIEW, NULL));
  plans = fixture_find (dialog, GTK_TYPE_DROP_DOWN, NULL);
  selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (plans));
  g_assert_true (nh_workbook_set (fixture->workbook, nh_entity_find ("plan"), plan, no_year, NULL));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (plans), selected ? 0 : 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (plans), selected);
  fixture_settle ();
  g_assert_true (fixture_shows (dialog, _("The plan has no school year, so its months are not known. Give it one first.")));
  g_assert_true (fixture_shows (dialog, _("No schedule can be proposed")));
  g_assert_null (nh_matrix_view_get_matrix (view));
  g_assert_false (gtk_widget_get_sensitive (fixture_find (dialog, GTK_TYPE_BUTTON, _("_Apply"))));
  g_signal_emit_by_name (view, "cell-menu", 0u, 0u, (gint64) 1, where);
  g_signal_emit_by_name (view, "item-moved", (gint64) 1, 0u, 0u, 0u, 1u);
  g_signal_emit_by_name (view, "cell-add", 0u, 0u);
  click (dialog, _("Propose a_gain"));
  g_assert_null (nh_matrix_view_get_matrix (view));
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  NhMatrixView *view = schedule (fixture);

  nh_inspections_board_set_plan (nh_inspections_page_get_board (go (fixture, "schedule"), NH_INSPECTIONS_SCHEDULE),
                                 nh_workbook_find_plan (fixture->workbook, "73/KH-SGDĐT", NULL));
  fixture_settle ();
  g_assert_cmpint (item_at (view, "Yên Thế", "5/2024"), ==, 0);
  g_signal_emit_by_name (view, "cell-add", row_of (view, "Yên Thế"), column_of (view, "5/2024"));
  fixture_settle ();
  g_assert_cmpint (item_at (view, "Yên Thế", "5/2024"), !=, 0);
  fixture_act (fixture, "undo");
  fixture_settle ();
  g_assert_cmpint (item_at (view, "Yên Thế", "5/2024"), ==, 0);
}

/* An empty cell of an earlier year takes an inspection that no plan here tells of. */
static void
test_earlier (Fixture *fixture, gconstpointer data)
{
  NhInspectionsPage *page = go (fixture, "coverage");
  NhMatrixView *view = nh_inspections_board_get_view (nh_inspections_page_get_board (page, NH_INSPECTIONS_COVERAGE));
  GtkWidget *dialog;
  GtkWidget *entry;

  g_assert_cmpint (item_at (view, "Lục Ngạn", "2021-2022"), ==, 0);
  g_signal_emit_by_name (view, "cell-activated", row_of (view, "Lục Ngạn"), column_of (view, "2021-2022"), (gint64) 0);
  fixture_settle ();
  dialog = visible_dialog (fixture);
  g_assert_nonnull (dialog);
  entry = fixture_find (dialog, GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "tháng 10/2020");
  click (dialog, _("_Store"));
  g_assert_true (fixture_shows (dialog, "2021-2022")); /* not in that year: nothing is stored */
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
  gtk_editable_set_text (GTK_EDITABLE (entry), "tháng 10");
  click (dialog, _("_Store"));
  g_assert_null (visible_dialog (fixture));
  g_assert_cmpint (item_at (view, "Lục Ngạn", "2021-2022"), !=, 0);
}

/* The list of a year has no inspections of other years, though no plan tells of what year they are. */
static void
test_of_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const NhFieldText before[] = { { "kind", "inspection" }, { "period", "5/10/2021" }, { NULL, NULL } };
  const NhFieldText within[] = { { "kind", "inspection" }, { "period", "5/10/2023" }, { NULL, NULL } };
  NhInspectionsPage *page;
  NhGridScreen *list;
  guint n;

  nh_session_set_year (fixture->session,
                       nh_workbook_find (fixture->workbook, nh_entity_find ("school_year"), "2023-2024", &error));
  page = go (fixture, "list");
  list = NH_GRID_SCREEN (fixture_find (GTK_WIDGET (page), NH_TYPE_GRID_SCREEN, NULL));
  n = fixture_n_rows (list);
  nh_workbook_create (fixture->workbook, nh_entity_find ("activity"), before, &error);
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (list), ==, n);
  nh_workbook_create (fixture->workbook, nh_entity_find ("activity"), within, &error);
  g_assert_no_error (error);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (list), ==, n + 1);
}

static void
test_findings (Fixture *fixture, gconstpointer data)
{
  NhInspectionsPage *page = go (fixture, "findings");
  NhGridScreen *findings = NH_GRID_SCREEN (fixture_find (GTK_WIDGET (page), NH_TYPE_GRID_SCREEN, NULL));
  GtkWidget *which = fixture_find (GTK_WIDGET (findings), GTK_TYPE_DROP_DOWN, NULL);
  g_autofree char *state = NULL;

  g_assert_cmpuint (fixture_n_rows (findings), ==, 5);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (which), 1);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (findings), ==, 3);
  nh_grid_set_cursor (nh_grid_screen_get_grid (findings), 0, 0);
  click (GTK_WIDGET (page), _("_Mark as closed"));
  g_assert_cmpuint (fixture_n_rows (findings), ==, 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (which), 0);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (findings), ==, 5);
  g_assert_cmpstr (nh_workbook_get_undo_name (fixture->workbook), ==, g_dngettext (GETTEXT_PACKAGE, "Close the finding", "Close the findings", 1));
  fixture_act (fixture, "undo");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (which), 2);
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (findings), ==, 3); /* all that are open are long overdue */
}

/* A delegation and its members, typed in the tab. */
static void
test_delegation (Fixture *fixture, gconstpointer data)
{
  NhInspectionsPage *page = go (fixture, "delegations");
  NhGridScreen *delegations = NH_GRID_SCREEN (fixture_find (GTK_WIDGET (page), NH_TYPE_GRID_SCREEN, NULL));
  NhGridScreen *members;
  GtkWidget *below;
  guint row;

  g_assert_cmpuint (fixture_n_rows (delegations), ==, 3);
  g_assert_true (nh_grid_model_append (NH_GRID_MODEL (nh_grid_screen_get_model (delegations)), fixture_column (delegations, "name"),
                                       "Đoàn kiểm tra số 4", &row, NULL));
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (delegations), ==, 4);
  row = fixture_find_row (delegations, "name", "Đoàn kiểm tra số 1");
  nh_grid_set_cursor (nh_grid_screen_get_grid (delegations), row, 0);
  fixture_settle ();
  below = gtk_paned_get_end_child (GTK_PANED (gtk_widget_get_ancestor (GTK_WIDGET (delegations), GTK_TYPE_PANED)));
  members = NH_GRID_SCREEN (fixture_find (below, NH_TYPE_GRID_SCREEN, NULL));
  g_assert_cmpuint (fixture_n_rows (members), ==, 3);
  g_assert_true (fixture_shows (below, "Thân Thị Bích Liên: "));
}

static void
test_command (Fixture *fixture, gconstpointer data)
{
  fixture_act (fixture, "propose-inspections");
  g_assert_nonnull (visible_dialog (fixture));
  g_assert_nonnull (fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_INSPECTIONS_PAGE, NULL));
}

/* The board becomes an appendix of its plan, once. */
static void
test_appendix (Fixture *fixture, gconstpointer data)
{
  NhInspectionsBoard *board = nh_inspections_page_get_board (go (fixture, "schedule"), NH_INSPECTIONS_SCHEDULE);

  nh_inspections_board_set_plan (board, nh_workbook_find_plan (fixture->workbook, "73/KH-SGDĐT", NULL));
  g_assert_true (fixture_export (GTK_WIDGET (board), "paper.appendix"));
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (fixture->window), "Phụ lục III"));
  fixture_act (fixture, "undo");
  fixture_settle ();
  g_assert_null (nh_workbook_get_undo_name (fixture->workbook));
}

int
main (int argc, char **argv)
{
  window_test_init (argc, argv);
#define ADD(name, function) g_test_add ("/inspections/" name, Fixture, "sample", fixture_set_up, function, fixture_tear_down)
  ADD ("move", test_move);
  ADD ("fix", test_fix);
  ADD ("propose", test_propose);
  ADD ("propose-again", test_propose_again);
  ADD ("cancel", test_cancel);
  ADD ("plan-without-year", test_plan_without_year);
  ADD ("add", test_add);
  ADD ("earlier", test_earlier);
  ADD ("of-year", test_of_year);
  ADD ("findings", test_findings);
  ADD ("delegation", test_delegation);
  ADD ("command", test_command);
  ADD ("appendix", test_appendix);
  return g_test_run ();
}
