/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The box that finds everything: what it lists, where Enter goes, what it must not do.
 */
#include "window-fixture.h"

#include "ui/plan/nh-plan-page.h"
#include "ui/search/nh-search-palette.h"

static GtkWidget *
find_type (GtkWidget *root,
           GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_palette (Fixture *f)
{
  return find_type (GTK_WIDGET (f->window), NH_TYPE_SEARCH_PALETTE);
}

static GtkWidget *
get_entry (Fixture *f)
{
  return find_type (get_palette (f), GTK_TYPE_SEARCH_ENTRY);
}

static GtkListBoxRow *
get_row (Fixture *f,
         int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_type (get_palette (f), GTK_TYPE_LIST_BOX)), index);
}

static GtkListBoxRow *
get_selected (Fixture *f)
{
  return gtk_list_box_get_selected_row (GTK_LIST_BOX (find_type (get_palette (f), GTK_TYPE_LIST_BOX)));
}

static void
open_palette (Fixture *f)
{
  fixture_act (f, "search");
  g_assert_true (gtk_widget_get_mapped (get_palette (f)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (f->window)), get_entry (f)));
}

static gboolean
is_answered (gpointer data)
{
  return fixture_shows (data, "kết quả");
}

static void
type_text (Fixture *f,
           const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (get_entry (f)), "");
  fixture_settle ();
  gtk_editable_set_text (GTK_EDITABLE (get_entry (f)), text);
  g_assert_true (fixture_wait (is_answered, get_palette (f)));
}

static gboolean
is_closed (gpointer data)
{
  return !gtk_widget_get_visible (data);
}

/* Enter right behind the last letter, before the answer is there. */
static void
type_and_enter (Fixture *f,
                const char *text)
{
  open_palette (f);
  gtk_editable_set_text (GTK_EDITABLE (get_entry (f)), text);
  g_signal_emit_by_name (get_entry (f), "activate");
  g_assert_true (fixture_wait (is_closed, get_palette (f)));
  fixture_settle ();
}

static void
assert_cursor (Fixture *f,
               const char *screen,
               const char *column,
               const char *text)
{
  GtkWidget *active = nh_session_get_active (f->session);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_autofree char *shown = NULL;
  guint row;
  guint cell;

  g_assert_true (NH_IS_GRID_SCREEN (active));
  g_assert_cmpstr (nh_grid_screen_get_spec (NH_GRID_SCREEN (active))->id, ==, screen);
  g_assert_true (nh_grid_get_cursor (nh_grid_screen_get_grid (NH_GRID_SCREEN (active)), &row, &cell));
  shown = fixture_text (NH_GRID_SCREEN (active), row, column);
  g_assert_cmpstr (shown, ==, text);
  g_assert_true (focus && gtk_widget_is_ancestor (focus, active));
}

static void
test_go_to_record (Fixture *f,
                   gconstpointer data)
{
  type_and_enter (f, "luc ngan");
  assert_cursor (f, "units", "name", "Phòng GDĐT huyện Lục Ngạn");
  type_and_enter (f, "0912 000 102");
  assert_cursor (f, "people", "name", "Huỳnh Tấn Lợi");
  type_and_enter (f, "cụm hai");
  assert_cursor (f, "teams", "name", "Cụm Hai");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Cụm trưởng: Mai Phước Thịnh"));
  type_and_enter (f, "17/2019");
  assert_cursor (f, "references", "number", "17/2019/TT-BGDĐT");
  type_and_enter (f, "kiểm tra tình hình thực hiện CTr-GDPT");
  assert_cursor (f, "activities", "kind", "Kiểm tra");
}

static void
test_go_to_plan (Fixture *f,
                 gconstpointer data)
{
  GtkWidget *stack = find_type (GTK_WIDGET (f->window), NH_TYPE_PLAN_PAGE);

  g_assert_null (stack);
  type_and_enter (f, "48/KH");
  g_assert_nonnull (fixture_find (GTK_WIDGET (f->window), NH_TYPE_PLAN_PAGE, NULL));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "48/KH-PGDĐT"));
}

/* What hides a row is taken away, and said. */
static void
test_hidden (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  GtkWidget *filter = fixture_find (GTK_WIDGET (units), GTK_TYPE_SEARCH_ENTRY, NULL);
  gint64 old_year;
  g_autoptr (GError) error = NULL;

  gtk_editable_set_text (GTK_EDITABLE (filter), "ba tơ");
  g_signal_emit_by_name (filter, "search-changed");
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), <, 5);
  type_and_enter (f, "luc ngan");
  assert_cursor (f, "units", "name", "Phòng GDĐT huyện Lục Ngạn");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (filter)), ==, "");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã bỏ lọc"));

  old_year = nh_workbook_find (f->workbook, nh_entity_find ("school_year"), "2017-2018", &error);
  g_assert_no_error (error);
  nh_session_set_year (f->session, old_year);
  fixture_settle ();
  type_and_enter (f, "48/KH");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "48/KH-PGDĐT"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã chuyển sang năm học 2023-2024"));
  g_assert_cmpint (nh_session_get_year (f->session), !=, old_year);
}

static void
test_list (Fixture *f,
           gconstpointer data)
{
  GtkWidget *palette = get_palette (f);

  open_palette (f);
  /* Nothing typed: plans and useful commands with their keys. */
  g_assert_true (fixture_shows (palette, "48/KH-PGDĐT"));
  g_assert_true (fixture_shows (palette, "Xuất kế hoạch hoặc phụ lục"));
  g_assert_true (fixture_shows (palette, "Ctrl+E"));
  type_text (f, "phòng gdđt huyện");
  g_assert_true (fixture_shows (palette, "Đơn vị"));
  g_assert_true (get_selected (f) == get_row (f, 0));
  /* Commands: by their names, and only those that can be run. */
  type_text (f, "tuy chon");
  g_assert_true (fixture_shows (palette, "Tùy chọn"));
  type_text (f, "kiem tra");
  g_assert_true (fixture_shows (palette, "Đi tới: Kiểm tra"));
  g_assert_true (get_selected (f) == get_row (f, 0));
  type_text (f, "hoan tac");
  g_assert_false (fixture_shows (palette, "Ctrl+Z"));
  nh_search_palette_close (NH_SEARCH_PALETTE (palette), TRUE);
  fixture_settle ();
  g_assert_false (gtk_widget_get_mapped (palette));
}

static void
test_commands (Fixture *f,
               gconstpointer data)
{
  GtkWidget *active;

  type_and_enter (f, "di toi chuyen de");
  active = nh_session_get_active (f->session);
  g_assert_cmpstr (nh_grid_screen_get_spec (NH_GRID_SCREEN (active))->id, ==, "themes");
  type_and_enter (f, "hien hoac an thanh ben");
  g_assert_false (g_variant_get_boolean (g_action_group_get_action_state (G_ACTION_GROUP (f->window), "sidebar")));
  /* What was visited stands first when nothing is typed. */
  type_and_enter (f, "luc ngan");
  open_palette (f);
  g_assert_true (fixture_shows (get_palette (f), "Vừa xem"));
  g_assert_true (fixture_shows (GTK_WIDGET (get_row (f, 0)), "Phòng GDĐT huyện Lục Ngạn"));
}

/* Nothing found: a sentence and an offer that Enter alone does not take. */
static void
test_nothing (Fixture *f,
              gconstpointer data)
{
  GtkWidget *palette = get_palette (f);

  open_palette (f);
  type_text (f, "Trường Tiểu học Suối Đá");
  g_assert_true (fixture_shows (palette, "Không tìm thấy “Trường Tiểu học Suối Đá”"));
  g_assert_null (get_selected (f));
  g_signal_emit_by_name (get_entry (f), "activate");
  fixture_settle ();
  g_assert_true (gtk_widget_get_visible (palette));
  g_assert_null (nh_workbook_get_undo_name (f->workbook));
  g_signal_emit_by_name (gtk_widget_get_parent (GTK_WIDGET (get_row (f, 0))), "row-activated", get_row (f, 0));
  fixture_settle ();
  assert_cursor (f, "units", "name", "Trường Tiểu học Suối Đá");
  g_assert_nonnull (nh_workbook_get_undo_name (f->workbook));
  fixture_act (f, "undo");
  g_assert_cmpuint (fixture_find_row (fixture_go (f, "units"), "name", "Suối Đá"), ==, G_MAXUINT);
}

/* Text that looks like markup or a query is just text. */
static void
test_odd_text (Fixture *f,
               gconstpointer data)
{
  static const char *const texts[] = { "<b>", "\"", "a\" OR \"b", "%s%n", "&amp;", "-", "luc\tngan" };

  open_palette (f);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    type_text (f, texts[i]);
}

/* What is being typed into a cell is stored before the box opens; the keys come back to the table. */
static void
test_while_editing (Fixture *f,
                    gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint row = fixture_find_row (units, "name", "Lục Ngạn");
  NhGrid *grid = nh_grid_screen_get_grid (units);
  GtkWidget *focus;
  g_autofree char *area = NULL;

  nh_grid_set_cursor (grid, row, fixture_column (units, "area"));
  nh_grid_screen_focus (units);
  fixture_settle ();
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (GTK_IS_TEXT (focus));
  gtk_editable_set_text (GTK_EDITABLE (focus), "Vùng cao");
  fixture_settle ();
  g_assert_true (nh_grid_is_editing (grid));
  open_palette (f);
  g_assert_false (nh_grid_is_editing (grid));
  area = fixture_text (units, row, "area");
  g_assert_cmpstr (area, ==, "Vùng cao");
  g_signal_emit_by_name (get_entry (f), "stop-search");
  fixture_settle ();
  g_assert_false (gtk_widget_get_visible (get_palette (f)));
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_true (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (units)));
}

/* The window closes while a search is under way. */
static void
test_close_meanwhile (Fixture *f,
                      gconstpointer data)
{
  open_palette (f);
  gtk_editable_set_text (GTK_EDITABLE (get_entry (f)), "phong gddt");
  gtk_window_close (GTK_WINDOW (f->window));
  fixture_settle ();
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);

  g_test_add ("/search/record", Fixture, "sample", fixture_set_up, test_go_to_record, fixture_tear_down);
  g_test_add ("/search/plan", Fixture, "sample", fixture_set_up, test_go_to_plan, fixture_tear_down);
  g_test_add ("/search/hidden", Fixture, "sample", fixture_set_up, test_hidden, fixture_tear_down);
  g_test_add ("/search/list", Fixture, "sample", fixture_set_up, test_list, fixture_tear_down);
  g_test_add ("/search/commands", Fixture, "sample", fixture_set_up, test_commands, fixture_tear_down);
  g_test_add ("/search/nothing", Fixture, "sample", fixture_set_up, test_nothing, fixture_tear_down);
  g_test_add ("/search/odd-text", Fixture, "sample", fixture_set_up, test_odd_text, fixture_tear_down);
  g_test_add ("/search/while-editing", Fixture, "sample", fixture_set_up, test_while_editing, fixture_tear_down);
  g_test_add ("/search/close-meanwhile", Fixture, "sample", fixture_set_up, test_close_meanwhile, fixture_tear_down);

  return g_test_run ();
}
