/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page of duplicates: what it proposes, what its buttons do, and merging from the table.
 */
#include "window-fixture.h"

#include <string.h>

#include "ui/duplicates/nh-merge-view.h"
#include "ui/widgets/nh-grid-private.h"

static gint64
add_unit (Fixture *f,
          const char *name)
{
  const NhFieldText values[] = { { "name", name }, { NULL, NULL } };
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_create (f->workbook, nh_entity_find ("unit"), values, &error);

  g_assert_no_error (error);
  return id;
}

static gboolean
has_unit (Fixture *f,
          gint64 id)
{
  g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, nh_entity_find ("unit"), id, NULL);

  return record != NULL;
}

typedef struct
{
  Fixture *f;
  const char *text;
  gboolean wanted;
} Sight;

static gboolean
is_as_wanted (gpointer data)
{
  Sight *sight = data;

  return fixture_shows (GTK_WIDGET (sight->f->window), sight->text) == sight->wanted;
}

/* Findings come from a thread. */
static void
wait_for (Fixture *f,
          const char *text,
          gboolean wanted)
{
  Sight sight = { f, text, wanted };
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!is_as_wanted (&sight) && g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_true (is_as_wanted (&sight));
  fixture_settle ();
}

static void
click (Fixture *f,
       const char *label)
{
  GtkWidget *button = fixture_find (GTK_WIDGET (f->window), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static void
test_empty (Fixture *f,
            gconstpointer data)
{
  nh_window_show_screen (f->window, "duplicates");
  wait_for (f, "Không có đơn vị nào bị trùng", TRUE);
  nh_window_show_screen (f->window, "duplicates:people");
  wait_for (f, "Không có ai bị ghi trùng", TRUE);
}

static void
test_merge (Fixture *f,
            gconstpointer data)
{
  gint64 first = add_unit (f, "Trường Tiểu học Suối Đá");
  gint64 second = add_unit (f, "TH Suối Đá");

  nh_window_show_screen (f->window, "duplicates");
  wait_for (f, "Đây có phải là một đơn vị?", TRUE);
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "là hai cách ghi một tên"));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Chắc chắn (1)"));
  click (f, "_Gộp");
  /* The fuller name stays. */
  g_assert_true (has_unit (f, first));
  g_assert_false (has_unit (f, second));
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Đã gộp “TH Suối Đá” vào “Trường Tiểu học Suối Đá”"));
  wait_for (f, "Không có đơn vị nào bị trùng", TRUE);
  fixture_act (f, "undo");
  g_assert_true (has_unit (f, second));
  wait_for (f, "Chắc chắn (1)", TRUE);
}

static void
test_distinct_and_later (Fixture *f,
                         gconstpointer data)
{
  gint64 first = add_unit (f, "TH Minh Tân");
  gint64 second = add_unit (f, "TH Minh Tấn");

  nh_window_show_screen (f->window, "duplicates");
  wait_for (f, "khác nhau một dấu", TRUE);
  click (f, "Để _sau");
  g_assert_true (fixture_shows (GTK_WIDGET (f->window), "Chỉ còn các đề xuất đã để sau."));
  click (f, "Hiện lại các mục để sau (1)");
  wait_for (f, "khác nhau một dấu", TRUE);
  click (f, "_Hai đơn vị khác nhau");
  wait_for (f, "Không có đơn vị nào bị trùng", TRUE);
  g_assert_true (has_unit (f, first) && has_unit (f, second));
  fixture_act (f, "undo");
  wait_for (f, "Nhiều khả năng (1)", TRUE);
}

static void
test_split (Fixture *f,
            gconstpointer data)
{
  gint64 both = add_unit (f, "TH Suối Đá 1,2");
  NhGridScreen *units;

  nh_window_show_screen (f->window, "duplicates");
  wait_for (f, "gộp tên 2 đơn vị", TRUE);
  click (f, "_Tách");
  g_assert_false (has_unit (f, both));
  units = fixture_go (f, "units");
  g_assert_cmpuint (fixture_n_rows (units), ==, 2);
  g_assert_cmpuint (fixture_find_row (units, "name", "TH Suối Đá 1"), !=, G_MAXUINT);
  g_assert_cmpuint (fixture_find_row (units, "name", "TH Suối Đá 2"), !=, G_MAXUINT);
}

/* From the table: two rows, in a dialog. */
static void
test_rows (Fixture *f,
           gconstpointer data)
{
  gint64 first = add_unit (f, "A Luận");
  gint64 second = add_unit (f, "B Nguyên");
  NhGridScreen *units = fixture_go (f, "units");
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *dialog = NULL;
  GtkWidget *merge;

  nh_grid_set_cursor (nh_grid_screen_get_grid (units), 0, 0);
  fixture_settle ();
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "merge-rows"));
  nh_grid_select (nh_grid_screen_get_grid (units), 0, 0, 1, 0);
  fixture_settle ();
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (f->window), "merge-rows"));
  fixture_act (f, "merge-rows");
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (toplevels, i);

      if (window != GTK_WIDGET (f->window) && gtk_widget_get_mapped (window))
        dialog = window;
    }
  g_assert_nonnull (dialog);
  merge = fixture_find (dialog, GTK_TYPE_BUTTON, "_Gộp");
  g_assert_nonnull (merge);
  g_signal_emit_by_name (merge, "clicked");
  fixture_settle ();
  g_assert_cmpint (has_unit (f, first) + has_unit (f, second), ==, 1);
  g_assert_cmpuint (fixture_n_rows (units), ==, 1);
}

static void
test_marks (void)
{
  static const char *const table[][3] = {
    { "Long Hòa", "Long Hoà", "Long H<u><b>òa</b></u>" },
    { "TH An", "TH An", "TH An" },
    { "A&B", "A", "A<u><b>&amp;B</b></u>" },
    { "", "x", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *marked = nh_merge_mark_difference (table[i][0], table[i][1]);

      g_assert_cmpstr (marked, ==, table[i][2]);
    }
}

#define ADD(path, data, test) g_test_add ("/duplicates/" path, Fixture, data, fixture_set_up, test, fixture_tear_down)

int
main (int argc,
      char **argv)
{
  window_test_init (argc, argv);
  g_test_add_func ("/duplicates/marks", test_marks);
  ADD ("empty", NULL, test_empty);
  ADD ("merge", NULL, test_merge);
  ADD ("distinct-and-later", NULL, test_distinct_and_later);
  ADD ("split", NULL, test_split);
  ADD ("rows", NULL, test_rows);
  return g_test_run ();
}
