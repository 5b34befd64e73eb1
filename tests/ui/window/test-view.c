/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which rows a screen shows, in what order and under which heads: by keys, as its user does it, and
 * remembered for the next start.
 */
#include "window-fixture.h"

#include "ui/table/nh-cell-search.h"
#include "ui/table/nh-filter-popover.h"
#include "ui/nh-settings.h"

static void
on_exit_cb (GObject *process,
            GAsyncResult *result,
            gpointer done)
{
  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, NULL));
  *(gboolean *) done = TRUE;
}

/* Presses keys, named as X names them and separated by spaces. */
static void
press (const char *keys)
{
  g_autofree char *line = g_strconcat ("xdotool key --delay 20 ", keys, NULL);
  g_auto (GStrv) argv = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, on_exit_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  fixture_settle ();
}

static NhGridModel *
model_of (NhGridScreen *screen)
{
  return NH_GRID_MODEL (nh_grid_screen_get_model (screen));
}

static guint
n_records (NhGridScreen *screen)
{
  return g_list_model_get_n_items (G_LIST_MODEL (nh_record_grid_model_get_list (nh_grid_screen_get_model (screen))));
}

static void
put_cursor (NhGridScreen *screen,
            guint row,
            const char *column)
{
  gtk_widget_grab_focus (GTK_WIDGET (nh_grid_screen_get_grid (screen)));
  nh_grid_set_cursor (nh_grid_screen_get_grid (screen), row, fixture_column (screen, column));
  fixture_settle ();
}

static GtkWidget *
find_popover (NhGridScreen *screen)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (screen)); child;
       child = gtk_widget_get_next_sibling (child))
    if (NH_IS_FILTER_POPOVER (child) && gtk_widget_get_mapped (child))
      return child;
  return NULL;
}

static gboolean
is_counted (gpointer popover)
{
  return fixture_shows (popover, "37");
}

static gboolean
finds_school (gpointer popover)
{
  return !fixture_shows (popover, "37");
}

/* Opened by keys, two values marked off, applied by Enter; the chip takes it back. */
static void
test_filter (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint all = n_records (units);
  GtkWidget *popover;
  GtkWidget *chip;

  put_cursor (units, 0, "kind");
  press ("ctrl+shift+l");
  popover = find_popover (units);
  g_assert_nonnull (popover);
  g_assert_true (fixture_wait (is_counted, popover)); /* education offices of districts */
  press ("Down Down space Return");
  g_assert_null (find_popover (units));
  g_assert_cmpuint (n_records (units), ==, all - 37);
  chip = fixture_find (GTK_WIDGET (units), GTK_TYPE_BUTTON, "trừ Phòng GDĐT");
  g_assert_nonnull (chip);
  g_assert_true (nh_grid_model_is_filtered (model_of (units), fixture_column (units, "kind")));
  g_signal_emit_by_name (chip, "clicked");
  fixture_settle ();
  g_assert_cmpuint (n_records (units), ==, all);
  g_assert_null (fixture_find (GTK_WIDGET (units), GTK_TYPE_BUTTON, "Phòng GDĐT"));
  /* The keys are back in the table. */
  press ("ctrl+Home ctrl+shift+l");
  g_assert_nonnull (find_popover (units));
  press ("Escape");
  g_assert_null (find_popover (units));
}

/* Typing and Enter is enough: the rows that the search finds. */
static void
test_filter_by_search (Fixture *f,
                       gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint all = n_records (units);
  GtkWidget *popover;

  put_cursor (units, 0, "kind");
  press ("ctrl+shift+l");
  popover = find_popover (units);
  g_assert_true (fixture_wait (is_counted, popover));
  press ("t i e u");
  g_assert_true (fixture_wait (finds_school, popover));
  press ("Return");
  g_assert_cmpuint (n_records (units), <, all);
  g_assert_cmpuint (n_records (units), >, 0);
  for (guint i = 0; i < n_records (units); i++)
    {
      g_autofree char *kind = fixture_text (units, i, "kind");

      g_assert_cmpstr (kind, ==, "Trường tiểu học");
    }
}

/* Groups by the header's menu; the heads are no records. */
static void
test_groups (Fixture *f,
             gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  NhGridModel *model = model_of (units);
  guint all = n_records (units);
  g_auto (NhGridHead) head = { NULL };
  g_autoptr (GError) error = NULL;
  char *texts[] = { (char *) "Trường Một", (char *) "Trường Hai" };
  guint column = fixture_column (units, "name");
  g_auto (NhGridEdit) edit = { .name = "Dán", .row = 4, .columns = &column, .n_columns = 1, .texts = texts, .n_rows = 2 };

  nh_grid_model_set_group (model, fixture_column (units, "kind"));
  fixture_settle ();
  g_assert_cmpuint (fixture_n_rows (units), >, all);
  g_assert_true (nh_grid_model_get_head (model, 0, &head));
  g_assert_cmpstr (head.title, ==, "Sở GDĐT");
  g_assert_cmpuint (head.count, ==, 4);
  g_assert_cmpint (nh_grid_model_get_id (model, 0), <, 0);
  g_assert_false (nh_grid_model_get_head (model, 1, NULL));
  /* A block over a heading is refused whole. */
  g_assert_false (nh_grid_model_paste (model, &edit, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "Phòng GDĐT"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_clear_error (&error);
  g_assert_false (nh_grid_model_set_text (model, 0, column, "Trường", &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  /* Left folds, the cursor's record is none; Delete and Ctrl+Delete do nothing to a head. */
  put_cursor (units, 0, "name");
  g_assert_cmpint (nh_grid_screen_get_record (units), ==, 0);
  press ("Left");
  g_assert_true (nh_grid_model_get_head (model, 1, NULL));
  press ("Delete ctrl+Delete");
  g_assert_cmpuint (n_records (units), ==, all);
  press ("Right ctrl+a"); /* heads are not counted */
  g_assert_cmpuint (nh_record_grid_model_count_records (nh_grid_screen_get_model (units), 0,
                                                        fixture_n_rows (units) - 1), ==, all);
  press ("ctrl+Home Down");
  g_assert_cmpint (nh_grid_screen_get_record (units), >, 0);
  g_assert_false (nh_grid_model_get_head (model, 1, NULL));
}

/* A new record is seen: its group opens. */
static void
test_new_in_folded (Fixture *f,
                    gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  NhGridModel *model = model_of (units);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  guint row;

  nh_grid_model_set_group (model, fixture_column (units, "area"));
  nh_grid_model_fold (model, G_MAXUINT, TRUE);
  fixture_settle ();
  g_assert_true (nh_grid_model_append (model, fixture_column (units, "name"), "Trường Tiểu học Suối Đá", &row, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (row, <, fixture_n_rows (units));
  name = fixture_text (units, row, "name");
  g_assert_cmpstr (name, ==, "Trường Tiểu học Suối Đá");
}

/* Where people by unit have someone in a folded group that is not the first one. */
static gint64
fold_people (NhGridScreen *people,
             char **name)
{
  NhGridModel *model = model_of (people);
  NhListModel *list = nh_record_grid_model_get_list (nh_grid_screen_get_model (people));
  guint last;
  gint64 id;

  nh_grid_model_set_group (model, fixture_column (people, "unit"));
  fixture_settle ();
  last = n_records (people) - 2;
  id = nh_list_model_get_record_id (list, last);
  *name = g_strdup (nh_record_get_text (nh_list_model_get_record (list, last),
                                        NH_FIELD (nh_list_model_get_entity (list), "name")));
  nh_grid_model_fold (model, G_MAXUINT, TRUE);
  put_cursor (people, 0, "name");
  g_assert_cmpint (nh_grid_screen_get_record (people), ==, 0);
  return id;
}

/* What is looked for everywhere may be in a folded group, or behind a filter of values. */
static void
test_go_to_folded (Fixture *f,
                   gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  NhRecordGridModel *model = nh_grid_screen_get_model (people);
  NhListFilter filter = { .field = "name", .value = "không ai", .kind = NH_FILTER_CONTAINS };
  g_autofree char *name = NULL;
  gint64 id = fold_people (people, &name);

  nh_session_show_record (f->session, nh_entity_find ("person"), id);
  fixture_settle ();
  g_assert_cmpint (nh_grid_screen_get_record (people), ==, id);
  g_assert_cmpuint (nh_grid_screen_get_n_selected (people), ==, 1);

  put_cursor (people, 0, "name");
  nh_record_grid_model_set_filter (model, fixture_column (people, "name"), &filter);
  fixture_settle ();
  g_assert_cmpuint (n_records (people), ==, 0);
  nh_session_show_record (f->session, nh_entity_find ("person"), id);
  fixture_settle ();
  g_assert_cmpint (nh_grid_screen_get_record (people), ==, id);
  g_assert_false (nh_record_grid_model_has_filters (model));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã bỏ lọc để hiện"));
}

/* What stands on a tab of a screen is shown there, not as a table without its tabs. */
static void
test_go_to_tab (Fixture *f,
                gconstpointer data)
{
  static const char *const wanted[][2] = {
    { "due", "Bảng theo đơn vị" }, { "owed", "Bảng theo đơn vị" }, { "programme", "Mô đun" }, { "finding", "Đoàn kiểm tra" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autoptr (NhListModel) list = nh_list_model_new (nh_session_get_workbook (f->session),
                                                        nh_entity_find (wanted[i][0]));

      nh_list_model_wait (list);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), >, 0);
      fixture_go (f, "people");
      nh_session_show_record (f->session, nh_entity_find (wanted[i][0]), nh_list_model_get_record_id (list, 0));
      fixture_settle ();
      g_assert_true (fixture_shows (GTK_WIDGET (f->window), wanted[i][1]));
    }
}

/* F3 goes on from the head of a folded group to a match in it, which opens it. */
static void
test_find_in_folded (Fixture *f,
                     gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  NhGridModel *model = model_of (people);
  g_autofree char *name = NULL;
  g_autoptr (NhCellSearch) search = NULL;
  gint64 id = fold_people (people, &name);
  guint n_heads = fixture_n_rows (people);

  search = nh_cell_search_new (f->session, nh_grid_screen_get_model (people), nh_grid_screen_get_grid (people));
  nh_cell_search_set_text (search, name, NH_TEXT_PATTERN_WHOLE | NH_TEXT_PATTERN_EXACT);
  while (nh_cell_search_is_running (search))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (nh_cell_search_get_n_matches (search), >=, 1);
  put_cursor (people, n_heads - 1, "name");
  g_assert_true (nh_grid_model_get_head (model, n_heads - 1, NULL));
  nh_cell_search_step (search, nh_list_model_position_of (nh_record_grid_model_get_list (nh_grid_screen_get_model (people)), id) >=
                               nh_record_grid_model_get_position (nh_grid_screen_get_model (people), n_heads - 1) ? 1 : -1);
  g_assert_cmpint (nh_grid_screen_get_record (people), ==, id);
  g_assert_cmpuint (fixture_n_rows (people), >, n_heads);
  g_assert_cmpuint (nh_cell_search_get_current (search), ==, nh_cell_search_get_n_matches (search));
}

/* A selection that begins on a head is one of records all the same. */
static void
test_selection_from_head (Fixture *f,
                          gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  guint all = n_records (units);
  GtkWidget *button = fixture_find (GTK_WIDGET (units), GTK_TYPE_BUTTON, "Xóa");
  g_autoptr (GArray) ids = NULL;

  g_assert_nonnull (button);
  nh_grid_model_set_group (model_of (units), fixture_column (units, "kind"));
  fixture_settle ();
  put_cursor (units, 0, "name");
  g_assert_false (gtk_widget_is_sensitive (button));
  press ("ctrl+a");
  g_assert_cmpuint (nh_grid_screen_get_n_selected (units), ==, all);
  ids = nh_grid_screen_get_selected (units, 3);
  g_assert_cmpuint (ids->len, ==, 3);
  g_assert_true (gtk_widget_is_sensitive (button));
  press ("ctrl+Home shift+Down shift+Down Delete");
  g_assert_cmpuint (nh_grid_screen_get_n_selected (units), ==, 2);
}

/* Where a column stands among those shown. */
static guint
shown_place (NhGrid *grid,
             const char *id)
{
  g_autoptr (GVariant) state = g_variant_ref_sink (nh_grid_get_columns_state (grid));
  GVariantIter iter;
  const char *name;
  int width;
  gboolean visible;
  guint place = 0;

  g_variant_iter_init (&iter, state);
  while (g_variant_iter_next (&iter, "(&sib)", &name, &width, &visible))
    if (g_str_equal (name, id))
      return place;
    else if (visible)
      place++;
  g_assert_not_reached ();
}

/* Filling from a head is refused in words; what a fill has moved away is not selected any more. */
static void
test_fill_in_groups (Fixture *f,
                     gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  NhGrid *grid = nh_grid_screen_get_grid (units);
  gint64 id;
  guint first;
  guint last;
  guint left;
  guint right;
  guint column;
  guint row = 0;

  nh_grid_model_set_group (model_of (units), fixture_column (units, "kind"));
  fixture_settle ();
  put_cursor (units, 0, "name");
  press ("shift+Down shift+Down ctrl+d");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "tiêu đề của nhóm không có ô"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  /* Two of an area go to another one, behind the others. */
  nh_grid_model_set_group (model_of (units), fixture_column (units, "area"));
  fixture_settle ();
  column = shown_place (grid, "area");
  gtk_widget_grab_focus (GTK_WIDGET (grid));
  while (nh_grid_model_get_head (model_of (units), row, NULL) || nh_grid_model_get_head (model_of (units), row + 1, NULL))
    row++;
  nh_grid_set_cursor (grid, row, column);
  fixture_settle ();
  id = nh_grid_screen_get_record (units);
  g_assert_cmpint (id, >, 0);
  press ("shift+Down z z ctrl+Return");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "undo"));
  g_assert_cmpint (nh_grid_screen_get_record (units), ==, id);
  nh_grid_get_selection (grid, &first, &last, &left, &right);
  g_assert_cmpuint (first, >, row + 1);
  g_assert_cmpuint (first, ==, last);
}

/* The cell that is typed into is in sight, also when the selection ends far away. */
static void
test_typing_into_column (Fixture *f,
                         gconstpointer data)
{
  NhGridScreen *units = fixture_go (f, "units");
  NhGrid *grid = nh_grid_screen_get_grid (units);
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));

  g_assert_cmpuint (n_records (units), >, 50);
  put_cursor (units, 0, "name");
  press ("ctrl+space");
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==, 0);
  press ("ctrl+Home Right shift+ctrl+Down");
  g_assert_cmpfloat (gtk_adjustment_get_value (down), >, 0);
  press ("a");
  g_assert_true (nh_grid_is_editing (grid));
  g_assert_cmpfloat (gtk_adjustment_get_value (down), ==, 0);
  press ("Escape");
}

/* Order and groups are there again in another window, as after a start. */
static void
test_remembered (Fixture *f,
                 gconstpointer data)
{
  NhGridScreen *people = fixture_go (f, "people");
  g_autofree char *path = g_strdup (nh_window_get_path (f->window));
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) second = NULL;
  NhGridSort sorts[NH_GRID_MAX_SORTS];
  GtkWidget *window;
  guint n;

  put_cursor (people, 0, "post");
  press ("ctrl+shift+h Return Right shift+Return shift+Return");
  n = nh_grid_model_get_sorts (model_of (people), sorts);
  g_assert_cmpuint (n, ==, 2);
  press ("Menu");
  g_usleep (200000);
  fixture_settle ();
  press ("m"); /* “Nhó_m theo cột này” */
  g_assert_cmpuint (nh_grid_model_get_group (model_of (people)), ==, sorts[1].column);
  g_assert_true (fixture_shows (GTK_WIDGET (people), "Nhóm theo: Đơn vị"));

  second = nh_workbook_open (path, NH_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  window = nh_window_new (GTK_APPLICATION (f->application), second);
  gtk_window_present (GTK_WINDOW (window));
  nh_window_show_screen (NH_WINDOW (window), "people");
  fixture_settle ();
  people = NH_GRID_SCREEN (nh_session_get_active (nh_window_get_session (NH_WINDOW (window))));
  n = nh_grid_model_get_sorts (model_of (people), sorts);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (sorts[0].column, ==, fixture_column (people, "post"));
  g_assert_false (sorts[0].descending);
  g_assert_cmpuint (sorts[1].column, ==, fixture_column (people, "unit"));
  g_assert_true (sorts[1].descending);
  g_assert_cmpuint (nh_grid_model_get_group (model_of (people)), ==, fixture_column (people, "unit"));
  g_assert_true (fixture_shows (GTK_WIDGET (people), "Nhóm theo: Đơn vị"));
  nh_settings_set_view ("people", g_variant_new_parsed ("(@a(sb) [], '')"));
}

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
#define ADD(path, func) g_test_add (path, Fixture, GINT_TO_POINTER (TRUE), fixture_set_up, func, fixture_tear_down)
  ADD ("/view/filter", test_filter);
  ADD ("/view/filter-by-search", test_filter_by_search);
  ADD ("/view/groups", test_groups);
  ADD ("/view/new-in-folded", test_new_in_folded);
  ADD ("/view/go-to-folded", test_go_to_folded);
  ADD ("/view/go-to-tab", test_go_to_tab);
  ADD ("/view/find-in-folded", test_find_in_folded);
  ADD ("/view/selection-from-head", test_selection_from_head);
  ADD ("/view/fill-in-groups", test_fill_in_groups);
  ADD ("/view/typing-into-column", test_typing_into_column);
  ADD ("/view/remembered", test_remembered);
  return g_test_run ();
}
