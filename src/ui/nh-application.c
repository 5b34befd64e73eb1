/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/nh-application.h"

#include <glib/gi18n-lib.h>

#include "config.h"
#include "formats/nh-html-table.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-backup-job.h"
#include "ui/nh-settings.h"
#include "ui/nh-window.h"
#include "ui/widgets/nh-grid.h"

#define SAMPLE_FILE "so-mau.namhoc"
#define MAX_RECENT 10

struct _NhApplication
{
  GtkApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (NhApplication, nh_application, GTK_TYPE_APPLICATION)

/* The folder of this user's own workbooks. */
static char *
data_path (const char *name)
{
  g_autofree char *dir = g_build_filename (g_get_user_data_dir (), "namhoc", NULL);

  g_mkdir_with_parents (dir, 0700);
  return g_build_filename (dir, name, NULL);
}

static void
remember_recent (const char *path)
{
  g_auto (GStrv) old = nh_settings_dup_strv ("recent-files");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_auto (GStrv) recent = NULL;
  guint n = 1;

  if (!uri)
    return;
  g_strv_builder_add (builder, uri);
  for (guint i = 0; old[i] && n < MAX_RECENT; i++)
    if (!g_str_equal (old[i], uri))
      {
        g_strv_builder_add (builder, old[i]);
        n++;
      }
  recent = g_strv_builder_end (builder);
  nh_settings_set_strv ("recent-files", (const char *const *) recent);
}

static NhWindow *
find_window (NhApplication *self,
             const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (NH_IS_WINDOW (l->data) && g_strcmp0 (nh_window_get_path (l->data), path) == 0)
      return l->data;
  return NULL;
}

typedef struct
{
  NhApplication *application;
  char *path;
  char *backup;
} Rescue;

static void
on_rescue_answer_cb (gboolean accepted,
                     gpointer data)
{
  Rescue *rescue = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept_as = NULL;

  if (accepted && nh_store_restore (rescue->path, rescue->backup, &kept_as, &error))
    nh_application_open_path (rescue->application, rescue->path, FALSE, NULL);
  else if (error)
    nh_alert_show (NULL, _("The backup was not restored"), error->message);
  g_application_release (G_APPLICATION (rescue->application));
  g_free (rescue->path);
  g_free (rescue->backup);
  g_free (rescue);
}

/* A damaged workbook has its newest backup to go back to; the damaged file is kept beside it. */
static gboolean
offer_backup (NhApplication *self,
              GtkWidget *parent,
              const char *path,
              const char *heading,
              GError *error)
{
  g_autoptr (GPtrArray) backups = nh_store_list_backups (path);
  g_autoptr (GDateTime) made = NULL;
  g_autofree char *when = NULL;
  g_autofree char *body = NULL;
  NhBackup *newest;
  Rescue *rescue;

  if (!g_error_matches (error, NH_STORE_ERROR, NH_STORE_ERROR_DAMAGED) || !backups || backups->len == 0)
    return FALSE;
  newest = g_ptr_array_index (backups, 0);
  made = g_date_time_new_from_unix_local (newest->made_at);
  when = g_date_time_format (made, "%-d/%-m/%Y %H:%M");
  body = g_strdup_printf (_("%s\n\nThe newest backup was made on %s. If you restore it, the damaged file is kept beside it."),
                          error->message, when);
  rescue = g_new0 (Rescue, 1);
  rescue->application = self;
  rescue->path = g_strdup (path);
  rescue->backup = g_strdup (newest->path);
  g_application_hold (G_APPLICATION (self));
  nh_alert_ask (parent, heading, body, _("_Restore"), FALSE, on_rescue_answer_cb, rescue);
  return TRUE;
}

/* An error needs a window to stand on; without one it is the only thing the program shows. */
static void
show_error (NhApplication *self,
            GtkWidget *parent,
            const char *path,
            GError *error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *heading = g_strdup_printf (_("“%s” was not opened"), name);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!parent && window)
    parent = GTK_WIDGET (window);
  if (!offer_backup (self, parent, path, heading, error))
    nh_alert_show (parent, heading, error->message);
  if (!parent)
    {
      GListModel *toplevels = gtk_window_get_toplevels ();
      g_autoptr (GtkWindow) alert = g_list_model_get_item (toplevels, g_list_model_get_n_items (toplevels) - 1);

      gtk_application_add_window (GTK_APPLICATION (self), alert);
    }
}

/**
 * nh_application_open_path:
 * @path: a workbook's file
 * @create: make it when it is not there
 * @parent: (nullable): a widget of the window that asks
 *
 * Opens a window for the workbook, or brings the window that has it to the front.
 *
 * Returns: whether there is a window now; else an alert tells why not.
 */
gboolean
nh_application_open_path (NhApplication *self,
                          const char *path,
                          gboolean create,
                          GtkWidget *parent)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhWorkbook) workbook = NULL;
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  NhWindow *window = find_window (self, absolute);

  if (window)
    {
      gtk_window_present (GTK_WINDOW (window));
      return TRUE;
    }
  workbook = nh_workbook_open (absolute, create ? NH_STORE_OPEN_CREATE : NH_STORE_OPEN_DEFAULT, &error);
  if (!workbook)
    {
      show_error (self, parent, absolute, error);
      return FALSE;
    }
  remember_recent (absolute);
  window = NH_WINDOW (nh_window_new (GTK_APPLICATION (self), workbook));
  nh_backup_job_watch (nh_window_get_session (window));
  gtk_window_present (GTK_WINDOW (window));
  return TRUE;
}

static gboolean
is_empty (NhWorkbook *workbook)
{
  g_autoptr (NhListModel) plans = nh_list_model_new (workbook, nh_entity_find ("plan"));

  nh_list_model_wait (plans);
  return g_list_model_get_n_items (G_LIST_MODEL (plans)) == 0;
}

/**
 * nh_application_open_sample:
 * @parent: (nullable): a widget of the window that asks
 *
 * Opens the sample workbook, a file of its own beside the embedded one; it is made at the first
 * time and keeps what the user tried out in it.
 */
void
nh_application_open_sample (NhApplication *self,
                            GtkWidget *parent)
{
  g_autofree char *path = data_path (SAMPLE_FILE);
  g_autoptr (GError) error = NULL;

  if (!find_window (self, path))
    {
      g_autoptr (NhWorkbook) workbook = nh_workbook_open (path, NH_STORE_OPEN_CREATE, &error);

      if (workbook && !nh_workbook_is_read_only (workbook) && is_empty (workbook) &&
          !nh_workbook_fill_sample (workbook, &error))
        g_prefix_error (&error, "%s ", _("The sample is not complete."));
      if (workbook)
        {
          nh_store_clear_history (nh_workbook_get_store (workbook));
          nh_workbook_close (workbook);
        }
      if (error)
        {
          show_error (self, parent, path, error);
          return;
        }
    }
  nh_application_open_path (self, path, FALSE, parent);
}

/**
 * nh_application_apply_theme:
 *
 * Light, dark or as the system, by preference.
 */
void
nh_application_apply_theme (void)
{
  static int system_dark = -1;
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *theme = nh_settings_dup_string ("theme", "system");
  gboolean now;
  gboolean dark;

  if (!settings)
    return;
  g_object_get (settings, "gtk-application-prefer-dark-theme", &now, NULL);
  if (system_dark < 0)
    system_dark = now;
  dark = g_str_equal (theme, "dark") || (g_str_equal (theme, "system") && system_dark > 0);
  /* GTK reads all of its style again for the same value too, a tenth of the start. */
  if (dark != now)
    g_object_set (settings, "gtk-application-prefer-dark-theme", dark, NULL);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();

  gtk_css_provider_load_from_resource (provider, "/vn/namhoc/NamHoc/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), "/vn/namhoc/NamHoc/icons");
}

static void
on_sample_cb (GSimpleAction *action,
              GVariant *parameter,
              gpointer data)
{
  nh_application_open_sample (data, NULL);
}

static void
on_quit_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
}

static void
set_accels (NhApplication *self)
{
  guint n;
  const NhShortcut *shortcuts = nh_application_shortcuts (&n);

  for (guint i = 0; i < n; i++)
    if (shortcuts[i].action && shortcuts[i].accels)
      {
        g_auto (GStrv) accels = g_strsplit (shortcuts[i].accels, "|", -1);

        gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                               (const char *const *) accels);
      }
}

static void
nh_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "sample", .activate = on_sample_cb },
    { .name = "quit", .activate = on_quit_cb },
  };

  G_APPLICATION_CLASS (nh_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  set_accels (NH_APPLICATION (application));
  nh_grid_set_html (nh_html_table_read, nh_html_table_write);
  load_style ();
  nh_application_apply_theme ();
  gtk_window_set_default_icon_name (NH_APP_ID);
}

/* The workbook that was opened last and is still there; the sample is for trying out, not for
 * coming back to. NULL: none. */
static char *
dup_last_workbook (void)
{
  g_auto (GStrv) recent = nh_settings_dup_strv ("recent-files");
  g_autofree char *sample = data_path (SAMPLE_FILE);

  for (guint i = 0; recent[i]; i++)
    {
      g_autofree char *path = g_filename_from_uri (recent[i], NULL, NULL);

      if (path && !g_str_equal (path, sample) && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
nh_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *path = NULL;

  if (window)
    {
      gtk_window_present (window);
      return;
    }
  path = dup_last_workbook ();
  if (path && nh_application_open_path (NH_APPLICATION (application), path, FALSE, NULL))
    return;
  g_free (path);
  path = data_path ("Sổ công tác.namhoc");
  nh_application_open_path (NH_APPLICATION (application), path, TRUE, NULL);
}

static void
nh_application_open (GApplication *application,
                     GFile **files,
                     int n_files,
                     const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path)
        nh_application_open_path (NH_APPLICATION (application), path, FALSE, NULL);
    }
}

static int
nh_application_command_line (GApplication *application,
                             GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  int n_arguments;
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, &n_arguments);
  gboolean sample = g_variant_dict_contains (options, "sample");

  if (sample)
    nh_application_open_sample (NH_APPLICATION (application), NULL);
  for (int i = 1; i < n_arguments; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);

      nh_application_open (application, &file, 1, "");
    }
  if (!sample && n_arguments < 2)
    g_application_activate (application);
  return 0;
}

static int
nh_application_handle_local_options (GApplication *application,
                                     GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Năm Học %s\n", NH_VERSION);
      return 0;
    }
  return -1;
}

static void
nh_application_class_init (NhApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = nh_application_startup;
  application_class->activate = nh_application_activate;
  application_class->open = nh_application_open;
  application_class->command_line = nh_application_command_line;
  application_class->handle_local_options = nh_application_handle_local_options;
}

static void
nh_application_init (NhApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (application, "sample", 0, 0, G_OPTION_ARG_NONE, _("Open the sample workbook"), NULL);
  g_application_add_main_option (application, "version", 0, 0, G_OPTION_ARG_NONE, _("Show the version"), NULL);
  g_application_set_option_context_parameter_string (application, _("[WORKBOOK…]"));
}

/** nh_application_new: Returns: (transfer full): the program. */
NhApplication *
nh_application_new (void)
{
  return g_object_new (NH_TYPE_APPLICATION, "application-id", NH_APP_ID, "resource-base-path", "/vn/namhoc/NamHoc",
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE, NULL);
}
