/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/dialogs/nh-export-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-export-job.h"
#include "ui/dialogs/nh-progress.h"
#include "ui/nh-settings.h"

typedef struct
{
  NhSession *session;
  GtkWidget *dialog;
  GtkDropDown *plan;
  GtkListBox *list;
  GtkWidget *single;
  GtkWidget *separate;
  GtkLabel *target_label;
  GtkWidget *note;
  GtkWidget *choose;
  GtkWidget *export;
  GtkWidget *inputs;
  NhProgress *progress;
  GArray *plans;     /* of gint64 */
  GPtrArray *checks; /* of GtkCheckButton, borrowed */
  char *folder;
  char *name;        /* file name the user chose; NULL: the proposed one */
  guint uses;        /* the dialog and each file dialog or export that still answers */
} ExportDialog;

#define ID_KEY "nh-appendix"

static void
unref_self (ExportDialog *self)
{
  if (--self->uses > 0)
    return;
  g_clear_object (&self->session);
  g_clear_pointer (&self->plans, g_array_unref);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_free (self->folder);
  g_free (self->name);
  g_free (self);
}

static void
on_destroy_cb (GtkWidget *dialog,
               ExportDialog *self)
{
  nh_progress_cancel (self->progress);
  self->dialog = NULL;
  unref_self (self);
}

static gint64
get_plan (ExportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->plan);

  return selected < self->plans->len ? g_array_index (self->plans, gint64, selected) : 0;
}

static GArray *
get_checked (ExportDialog *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (self->checks, i);
      gint64 *id = g_object_get_data (G_OBJECT (check), ID_KEY);

      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)))
        g_array_append_val (ids, *id);
    }
  return ids;
}

/* "Phụ lục 73-KH-SGDĐT.xlsx": what file systems refuse becomes a hyphen. */
static char *
proposed_name (ExportDialog *self)
{
  const NhSessionPlan *plan = nh_session_find_plan (self->session, get_plan (self));
  g_autofree char *label = g_strdup (plan ? plan->label : "");
  g_autofree char *cut = NULL;

  g_strdelimit (label, "/\\:*?\"<>|\n", '-');
  cut = g_utf8_substring (label, 0, MIN (g_utf8_strlen (label, -1), 60));
  return g_strdup_printf ("Phụ lục %s.xlsx", cut);
}

static gboolean
is_separate (ExportDialog *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->separate));
}

static char *
get_target (ExportDialog *self)
{
  g_autofree char *name = self->name ? g_strdup (self->name) : proposed_name (self);

  return is_separate (self) ? g_strdup (self->folder) : g_build_filename (self->folder, name, NULL);
}

static void
update (ExportDialog *self)
{
  g_autoptr (GArray) checked = get_checked (self);
  g_autofree char *target = get_target (self);
  g_autofree char *shown = g_filename_display_name (target);

  gtk_label_set_text (self->target_label, shown);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->target_label), shown);
  gtk_widget_set_visible (self->note, !is_separate (self) && g_file_test (target, G_FILE_TEST_EXISTS));
  gtk_widget_set_sensitive (self->export, checked->len > 0);
}

static void
fill_appendices (ExportDialog *self)
{
  g_autofree char *plan = g_strdup_printf ("%" G_GINT64_FORMAT, get_plan (self));
  g_autoptr (NhListModel) list = nh_list_model_new (nh_session_get_workbook (self->session), nh_entity_find ("appendix"));
  NhListFilter filter = { "plan", plan };
  GtkWidget *row;
  guint n;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  g_ptr_array_set_size (self->checks, 0);
  nh_list_model_set_filters (list, &filter, 1);
  nh_list_model_wait (list);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  for (guint i = 0; i < n; i++)
    {
      static const char *const roman[] = { "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X" };
      NhRecord *record = nh_list_model_get_record (list, i);
      gint64 *id = g_new (gint64, 1);
      g_autofree char *heading = n == 1 ? g_strdup ("Phụ lục")
                                 : i < G_N_ELEMENTS (roman) ? g_strdup_printf ("Phụ lục %s", roman[i])
                                                            : g_strdup_printf ("Phụ lục %u", i + 1);
      g_autofree char *text = g_strdup_printf ("%s. %s", heading, record ? nh_record_text (record, "title") : "");
      GtkWidget *label = gtk_label_new (text);
      GtkWidget *check = gtk_check_button_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
      *id = nh_list_model_get_record_id (list, i);
      g_object_set_data_full (G_OBJECT (check), ID_KEY, id, g_free);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
      g_signal_connect_swapped (check, "toggled", G_CALLBACK (update), self);
      gtk_widget_add_css_class (check, "nh-list-row");
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
      gtk_list_box_append (self->list, check);
      g_ptr_array_add (self->checks, check);
    }
  for (guint i = 0; (row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i))); i++)
    {
      gtk_widget_set_focusable (row, FALSE);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
    }
  update (self);
}

static void
on_plan_cb (ExportDialog *self)
{
  g_clear_pointer (&self->name, g_free);
  fill_appendices (self);
}

static void
on_target_chosen_cb (GFile *file,
                     gpointer data)
{
  ExportDialog *self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path && self->dialog && is_separate (self))
    {
      g_free (self->folder);
      self->folder = g_steal_pointer (&path);
      update (self);
    }
  else if (path && self->dialog)
    {
      g_free (self->folder);
      g_free (self->name);
      self->folder = g_path_get_dirname (path);
      self->name = g_path_get_basename (path);
      update (self);
    }
  unref_self (self);
}

static void
on_choose_cb (ExportDialog *self)
{
  g_autofree char *name = self->name ? g_strdup (self->name) : proposed_name (self);
  NhFileDialog file = { NH_FILE_SAVE, _("Export to"), _("_Choose"), name, self->folder, _("Excel workbooks"), "*.xlsx" };
  NhFileDialog folder = { NH_FILE_FOLDER, _("Folder for the files"), _("_Choose"), NULL, self->folder, NULL, NULL };

  self->uses++;
  nh_file_dialog_run (self->dialog, is_separate (self) ? &folder : &file, on_target_chosen_cb, self);
}

static void
on_progress_cb (double fraction,
                gpointer data)
{
  ExportDialog *self = data;

  if (self->dialog)
    nh_progress_set (self->progress, fraction, NULL);
}

static void
on_done_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  ExportDialog *self = data;
  g_autoptr (GError) error = NULL;
  guint n = nh_export_job_finish (result, &error);

  if (self->dialog)
    {
      g_autofree char *target = get_target (self);
      g_autoptr (GFile) file = g_file_new_for_path (target);
      g_autofree char *text = NULL;

      gtk_widget_set_sensitive (self->inputs, TRUE);
      gtk_widget_set_sensitive (self->export, TRUE);
      if (error && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        nh_progress_failed (self->progress, _("Stopped. No file was left half written."));
      else if (error)
        nh_progress_failed (self->progress, error->message);
      else
        {
          text = g_strdup_printf (ngettext ("%u file was written.", "%u files were written.", n), n);
          nh_progress_done (self->progress, text, file);
          nh_settings_set_string ("last-export-folder", self->folder);
          gtk_widget_set_visible (self->note, FALSE);
        }
    }
  unref_self (self);
}

static void
on_export_cb (ExportDialog *self)
{
  g_autoptr (GArray) checked = get_checked (self);
  g_autofree char *target = get_target (self);
  GCancellable *cancellable;

  if (checked->len == 0 || nh_progress_is_running (self->progress))
    return;
  gtk_widget_set_sensitive (self->inputs, FALSE);
  gtk_widget_set_sensitive (self->export, FALSE);
  cancellable = nh_progress_start (self->progress, _("Writing the appendices…"));
  self->uses++;
  nh_export_job_run (nh_session_get_workbook (self->session), checked, target, is_separate (self), cancellable,
                     on_progress_cb, self, on_done_cb, self);
}

static char *
start_folder (void)
{
  g_autofree char *last = nh_settings_dup_string ("last-export-folder", "");
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autofree char *path = g_str_has_prefix (last, "file:") ? g_filename_from_uri (last, NULL, NULL) : g_strdup (last);

  if (path && *path && g_file_test (path, G_FILE_TEST_IS_DIR))
    return g_steal_pointer (&path);
  return g_strdup (documents ? documents : g_get_home_dir ());
}

static void
make_plans (ExportDialog *self,
            gint64 chosen)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < plans->len; i++)
    {
      const NhSessionPlan *plan = g_ptr_array_index (plans, i);

      g_array_append_val (self->plans, plan->id);
      gtk_string_list_append (labels, plan->label);
      if (plan->id == chosen)
        selected = i;
    }
  self->plan = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL));
  gtk_drop_down_set_selected (self->plan, selected);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plan), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Plan"), -1);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (on_plan_cb), self);
}

static GtkWidget *
make_target (ExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->single = gtk_check_button_new_with_mnemonic (_("_One workbook, a sheet for each appendix"));
  self->separate = gtk_check_button_new_with_mnemonic (_("A _file for each appendix"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->separate), GTK_CHECK_BUTTON (self->single));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->single), TRUE);
  self->target_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->target_label, 0);
  gtk_label_set_ellipsize (self->target_label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->target_label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->target_label), "nh-path");
  self->choose = gtk_button_new_with_mnemonic (_("_Choose…"));
  self->note = gtk_label_new (_("A file of this name is there; it will be replaced."));
  gtk_label_set_xalign (GTK_LABEL (self->note), 0);
  gtk_widget_add_css_class (self->note, "nh-field-label");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->target_label));
  gtk_box_append (GTK_BOX (line), self->choose);
  gtk_box_append (GTK_BOX (box), self->single);
  gtk_box_append (GTK_BOX (box), self->separate);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->note);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (on_choose_cb), self);
  g_signal_connect_swapped (self->separate, "toggled", G_CALLBACK (update), self);
  return box;
}

static GtkWidget *
make_content (ExportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *empty = gtk_label_new (_("This plan has no appendices yet. Add them on the tab “Appendices” of the plan."));

  self->inputs = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_label_set_wrap (GTK_LABEL (empty), TRUE);
  gtk_widget_add_css_class (empty, "nh-list-row");
  gtk_list_box_set_placeholder (self->list, empty);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Appendices"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scroller, 560, 200);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->inputs), GTK_WIDGET (self->plan));
  gtk_box_append (GTK_BOX (self->inputs), scroller);
  gtk_box_append (GTK_BOX (self->inputs), make_target (self));
  self->progress = NH_PROGRESS (nh_progress_new ());
  gtk_box_append (GTK_BOX (box), self->inputs);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->progress));
  return box;
}

/**
 * nh_export_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: the plan to start with, 0 for the first one
 *
 * Asks which appendices of which plan go where, and writes them without holding up the window.
 */
void
nh_export_dialog_show (GtkWidget *parent,
                       NhSession *session,
                       gint64 plan)
{
  ExportDialog *self;
  GtkWidget *buttons;
  GtkWidget *close;

  if (nh_session_get_plans (session)->len == 0)
    {
      nh_alert_show (parent, _("There is no plan to export yet"),
                     _("Appendices belong to a plan. Add a plan first, or choose another school year."));
      return;
    }
  self = g_new0 (ExportDialog, 1);
  self->uses = 1;
  self->session = g_object_ref (session);
  self->plans = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->checks = g_ptr_array_new ();
  self->folder = start_folder ();
  make_plans (self, plan);
  self->dialog = nh_dialog_new (parent, _("Export appendices to Excel"), make_content (self));
  buttons = nh_dialog_add_buttons (self->dialog);
  close = nh_dialog_add_button (buttons, _("_Close"), NULL);
  self->export = nh_dialog_add_button (buttons, _("_Export"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  g_signal_connect_swapped (self->export, "clicked", G_CALLBACK (on_export_cb), self);
  g_signal_connect (self->dialog, "destroy", G_CALLBACK (on_destroy_cb), self);
  gtk_window_set_default_widget (GTK_WINDOW (self->dialog), self->export);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), self->export);
  fill_appendices (self);
  gtk_window_present (GTK_WINDOW (self->dialog));
}
