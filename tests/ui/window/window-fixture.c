/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "ui/nh-language.h"
#include "ui/nh-settings.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/* GLib leaves its table of quarks behind when it needs a larger one, after 2,048 of them (quark_new() in gquark.c says
 * so), and programs with many widgets do. The first table is made while the library is loaded, with a stack that names
 * nobody. What libraries allocate then is therefore not asked for: this runs before them, and what ends it after. */
__attribute__ ((section (".preinit_array"), used)) static void (*const before_libraries) (void) = __lsan_disable;

__attribute__ ((constructor)) static void
after_libraries (void)
{
  __lsan_enable ();
}
#endif

int
window_test_init (int argc,
                  char **argv)
{
  nh_settings_set_program (argv[0]);
  gtk_disable_setlocale ();
  nh_language_init ();
  gtk_test_init (&argc, &argv, NULL);
  g_set_prgname ("namhoc");
  return 0;
}

void
fixture_settle (void)
{
  for (int i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (5000);
    }
}

static gboolean
on_timeout_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Runs the main loop until @done, at most some seconds. */
gboolean
fixture_wait (gboolean (*done) (gpointer data),
              gpointer data)
{
  gboolean late = FALSE;
  guint id = g_timeout_add_seconds (20, on_timeout_cb, &late);

  while (!done (data) && !late)
    g_main_context_iteration (NULL, TRUE);
  if (!late)
    g_source_remove (id);
  return !late;
}

static gboolean
is_loaded (gpointer data)
{
  return !nh_list_model_is_loading (data);
}

/* One program for all tests of a run, as in life. */
static NhApplication *
get_application (void)
{
  static NhApplication *application;
  g_autoptr (GError) error = NULL;

  if (!application)
    {
      application = nh_application_new ();
      g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
      g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
      g_assert_no_error (error);
    }
  return application;
}

/* The sample is made once for all tests of a run; each gets a copy. */
static void
copy_sample (const char *path)
{
  static char *sample;
  static gsize length;
  g_autoptr (GError) error = NULL;

  if (!sample)
    {
      g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error);

      g_assert_no_error (error);
      g_assert_true (nh_workbook_fill_sample (workbook, &error));
      g_assert_no_error (error);
      nh_workbook_close (workbook);
      g_assert_true (g_file_get_contents (path, &sample, &length, &error));
    }
  else
    g_assert_true (g_file_set_contents_full (path, sample, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, &error));
  g_assert_no_error (error);
}

void
fixture_set_up (Fixture *fixture,
                gconstpointer sample)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  nh_settings_set_string ("last-screen", "");
  fixture->dir = g_dir_make_tmp ("namhoc-ui-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (fixture->dir, "thử.namhoc", NULL);
  fixture->application = get_application ();
  if (sample)
    copy_sample (path);
  g_assert_true (nh_application_open_path (fixture->application, path, TRUE, NULL));
  fixture->window = NH_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
  fixture->session = nh_window_get_session (fixture->window);
  fixture->workbook = nh_session_get_workbook (fixture->session);
  fixture_settle ();
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

void
fixture_tear_down (Fixture *fixture,
                   gconstpointer data)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = g_list_model_get_n_items (toplevels); i-- > 0;)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

      gtk_window_destroy (window);
    }
  fixture_settle ();
  remove_folder (fixture->dir);
  g_clear_pointer (&fixture->dir, g_free);
}

NhGridScreen *
fixture_go (Fixture *fixture,
            const char *screen)
{
  GtkWidget *active;

  nh_window_show_screen (fixture->window, screen);
  fixture_settle ();
  active = nh_session_get_active (fixture->session);
  g_assert_true (NH_IS_GRID_SCREEN (active));
  fixture_wait (is_loaded, nh_record_grid_model_get_list (nh_grid_screen_get_model (NH_GRID_SCREEN (active))));
  return NH_GRID_SCREEN (active);
}

NhTeamsPage *
fixture_choose_team (Fixture *fixture,
                     const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 team = nh_workbook_find (fixture->workbook, nh_entity_find ("team"), name, &error);
  GtkWidget *widget;
  NhTeamsPage *page;

  g_assert_no_error (error);
  nh_window_show_screen (fixture->window, "teams");
  fixture_settle ();
  widget = fixture_find (GTK_WIDGET (fixture->window), NH_TYPE_TEAM_TREE, NULL);
  page = NH_TEAMS_PAGE (gtk_widget_get_ancestor (widget, NH_TYPE_TEAMS_PAGE));
  nh_team_tree_select (nh_teams_page_get_tree (page), team);
  fixture_settle ();
  g_assert_cmpint (nh_team_tree_get_team (nh_teams_page_get_tree (page)), ==, team);
  return page;
}

void
fixture_act (Fixture *fixture,
             const char *action)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (fixture->window), action));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), action, NULL);
  fixture_settle ();
}

guint
fixture_n_rows (NhGridScreen *screen)
{
  return g_list_model_get_n_items (G_LIST_MODEL (nh_grid_screen_get_model (screen)));
}

guint
fixture_column (NhGridScreen *screen,
                const char *id)
{
  NhGridModel *model = NH_GRID_MODEL (nh_grid_screen_get_model (screen));

  for (guint i = 0; i < nh_grid_model_get_n_columns (model); i++)
    if (g_str_equal (nh_grid_model_get_column (model, i)->id, id))
      return i;
  g_assert_not_reached ();
}

char *
fixture_text (NhGridScreen *screen,
              guint row,
              const char *column)
{
  return nh_grid_model_get_text (NH_GRID_MODEL (nh_grid_screen_get_model (screen)), row,
                                 fixture_column (screen, column));
}

guint
fixture_find_row (NhGridScreen *screen,
                  const char *column,
                  const char *text)
{
  for (guint i = 0; i < fixture_n_rows (screen); i++)
    {
      g_autofree char *shown = fixture_text (screen, i, column);

      if (strstr (shown, text))
        return i;
    }
  return G_MAXUINT;
}

gboolean
fixture_type (NhGridScreen *screen,
              guint row,
              const char *column,
              const char *text,
              GError **error)
{
  gboolean stored = nh_grid_model_set_text (NH_GRID_MODEL (nh_grid_screen_get_model (screen)), row,
                                            fixture_column (screen, column), text, error);

  fixture_settle ();
  return stored;
}

static const char *
text_of (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_EDITABLE (widget))
    return gtk_editable_get_text (GTK_EDITABLE (widget));
  if (GTK_IS_CHECK_BUTTON (widget) && gtk_check_button_get_label (GTK_CHECK_BUTTON (widget)))
    return gtk_check_button_get_label (GTK_CHECK_BUTTON (widget));
  if (GTK_IS_BUTTON (widget) && gtk_button_get_label (GTK_BUTTON (widget)))
    return gtk_button_get_label (GTK_BUTTON (widget));
  return gtk_widget_get_tooltip_text (widget);
}

/* What the menu “Export” of a board offers: "paper.excel", "paper.appendix". Returns: whether there is one. */
gboolean
fixture_export (GtkWidget *root,
                const char *action)
{
  if (!gtk_widget_get_mapped (root))
    return FALSE;
  if (GTK_IS_MENU_BUTTON (root) && gtk_widget_activate_action (root, action, NULL))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    if (fixture_export (child, action))
      return TRUE;
  return FALSE;
}

GtkWidget *
fixture_find (GtkWidget *root,
              GType type,
              const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (root), type) && (!text || (text_of (root) && strstr (text_of (root), text))))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = fixture_find (child, type, text);

      if (found)
        return found;
    }
  return NULL;
}

gboolean
fixture_shows (GtkWidget *root,
               const char *text)
{
  return fixture_find (root, GTK_TYPE_WIDGET, text) != NULL;
}
