/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-backups-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-application.h"

typedef struct
{
  NhWindow *window;
  GtkWidget *dialog;
  GtkListBox *list;
  GtkWidget *restore;
  GtkLabel *note;
  GHashTable *now; /* rows of each table as they are now */
} Backups;

#define PATH_KEY "nh-path"

static void
backups_free (Backups *self)
{
  g_clear_pointer (&self->now, g_hash_table_unref);
  g_free (self);
}

static gint64
count_of (GHashTable *counts,
          const char *table)
{
  gint64 *n = counts ? g_hash_table_lookup (counts, table) : NULL;

  return n ? *n : 0;
}

/* "Kế hoạch −1, Hoạt động +12": what going back to this backup would do to the workbook. */
static char *
describe_difference (Backups *self,
                     const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) then = nh_store_count_rows (path, &error);
  guint n;
  const NhEntity *const *entities = nh_entities (&n);
  GString *text = g_string_new (NULL);

  if (!then)
    {
      g_string_free (text, TRUE);
      return g_strdup (error->message);
    }
  for (guint i = 0; i < n; i++)
    {
      gint64 more = count_of (then, entities[i]->name) - count_of (self->now, entities[i]->name);

      if (entities[i]->read_only || more == 0)
        continue;
      g_string_append_printf (text, "%s%s %s%" G_GINT64_FORMAT, text->len ? ", " : "", _(entities[i]->label_plural),
                              more > 0 ? "+" : "−", ABS (more));
    }
  if (!text->len)
    g_string_append (text, _("The same number of rows as now in every table"));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_row (Backups *self,
          NhBackup *backup)
{
  g_autoptr (GDateTime) made = g_date_time_new_from_unix_local (backup->made_at);
  g_autofree char *when = g_date_time_format (made, "%-d/%-m/%Y %H:%M");
  g_autofree char *size = g_format_size ((guint64) backup->size);
  g_autofree char *difference = describe_difference (self, backup->path);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *when_label = gtk_label_new (when);
  GtkWidget *size_label = gtk_label_new (size);
  GtkWidget *difference_label = gtk_label_new (difference);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (when_label), 0);
  gtk_widget_set_hexpand (when_label, TRUE);
  gtk_widget_add_css_class (size_label, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (difference_label), 0);
  gtk_label_set_wrap (GTK_LABEL (difference_label), TRUE);
  gtk_widget_add_css_class (difference_label, "nh-field-label");
  gtk_box_append (GTK_BOX (line), when_label);
  gtk_box_append (GTK_BOX (line), size_label);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), difference_label);
  gtk_widget_add_css_class (box, "nh-list-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), PATH_KEY, g_strdup (backup->path), g_free);
  return row;
}

static void
fill (Backups *self)
{
  const char *path = nh_window_get_path (self->window);
  g_autoptr (GPtrArray) backups = nh_store_list_backups (path);
  g_autofree char *dir = nh_store_backup_dir (path);
  g_autofree char *note = g_strdup_printf (_("Backups are kept in %s"), dir);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->now, g_hash_table_unref);
  self->now = nh_store_count_rows (path, NULL);
  for (guint i = 0; backups && i < backups->len; i++)
    gtk_list_box_append (self->list, make_row (self, g_ptr_array_index (backups, i)));
  gtk_label_set_text (self->note, note);
  gtk_widget_set_sensitive (self->restore, FALSE);
}

static void
on_selected_cb (GtkListBox *list,
                GtkListBoxRow *row,
                Backups *self)
{
  /* Also called while the list goes down with its window: the workbook may be closed by then. */
  if (row)
    gtk_widget_set_sensitive (self->restore, !nh_workbook_is_read_only (nh_session_get_workbook (
                                                 nh_window_get_session (self->window))));
}

static void
on_make_cb (Backups *self)
{
  NhWorkbook *workbook = nh_session_get_workbook (nh_window_get_session (self->window));
  g_autoptr (GError) error = NULL;

  if (!nh_store_backup_now (nh_workbook_get_store (workbook), "manual", NULL, &error))
    nh_alert_show (self->dialog, _("The backup was not made"), error->message);
  else
    fill (self);
}

typedef struct
{
  NhApplication *application;
  char *path;
  char *from;
} Restore;

/* The window closes the workbook when it goes; only then the file may be replaced. */
static gboolean
restore_cb (gpointer data)
{
  Restore *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept_as = NULL;
  gboolean done = nh_store_restore (self->path, self->from, &kept_as, &error);

  nh_application_open_path (self->application, self->path, FALSE, NULL);
  if (!done)
    {
      GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self->application));

      nh_alert_show (window ? GTK_WIDGET (window) : NULL, _("The backup was not restored"), error->message);
    }
  g_application_release (G_APPLICATION (self->application));
  g_free (self->path);
  g_free (self->from);
  g_free (self);
  return G_SOURCE_REMOVE;
}

static void
on_restore_answer_cb (gboolean accepted,
                      gpointer data)
{
  Backups *self = data;
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  Restore *restore;

  if (!accepted || !row)
    return;
  restore = g_new0 (Restore, 1);
  restore->application = NH_APPLICATION (gtk_window_get_application (GTK_WINDOW (self->window)));
  restore->path = g_strdup (nh_window_get_path (self->window));
  restore->from = g_strdup (g_object_get_data (G_OBJECT (row), PATH_KEY));
  g_application_hold (G_APPLICATION (restore->application));
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_idle_add (restore_cb, restore);
}

static void
on_restore_cb (Backups *self)
{
  nh_alert_ask (self->dialog, _("Go back to this backup?"),
                _("The workbook becomes what it was then. The present one is kept beside it as a backup of its own, "
                  "so nothing is lost."),
                _("_Restore"), TRUE, on_restore_answer_cb, self);
}

static GtkWidget *
make_content (Backups *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("No backup yet. One is made when a changed workbook is opened, or now by the "
                                      "button below."));

  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (empty), 44);
  gtk_widget_add_css_class (empty, "nh-list-row");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Backups"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 520, 300);
  gtk_widget_set_vexpand (scroller, TRUE);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_ellipsize (self->note, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "nh-field-label");
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->note));
  g_signal_connect (self->list, "row-selected", G_CALLBACK (on_selected_cb), self);
  return box;
}

/** nh_backups_dialog_show: lists the backups of the workbook of @window, with what differs from now. */
void
nh_backups_dialog_show (NhWindow *window)
{
  Backups *self = g_new0 (Backups, 1);
  GtkWidget *buttons;
  GtkWidget *make;
  GtkWidget *close;
  NhWorkbook *workbook = nh_session_get_workbook (nh_window_get_session (window));

  self->window = window;
  self->dialog = nh_dialog_new (GTK_WIDGET (window), _("Backups"), make_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  make = nh_dialog_add_button (buttons, _("_Make one now"), NULL);
  self->restore = nh_dialog_add_button (buttons, _("_Restore…"), NULL);
  close = nh_dialog_add_button (buttons, _("_Close"), NULL);
  gtk_widget_set_sensitive (make, !nh_workbook_is_read_only (workbook));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  g_signal_connect_swapped (make, "clicked", G_CALLBACK (on_make_cb), self);
  g_signal_connect_swapped (self->restore, "clicked", G_CALLBACK (on_restore_cb), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "nh-backups", self, (GDestroyNotify) backups_free);
  fill (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
