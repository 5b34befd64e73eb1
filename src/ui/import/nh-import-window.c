/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/import/nh-import-window.h"

#include <glib/gi18n-lib.h>

#include "imports/nh-import.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-progress.h"
#include "ui/import/nh-import-columns.h"
#include "ui/import/nh-import-preview.h"
#include "ui/import/nh-import-source.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-field-entry.h"
#include "ui/nh-settings.h"
#include "ui/nh-text-grid-model.h"
#include "ui/widgets/nh-grid.h"

#define PATIENCE 300 /* milliseconds */
#define PREVIEW_ROWS 200
#define PREVIEW_COLUMNS 60

struct _NhImportWindow
{
  GtkWindow parent_instance;

  GtkStack *pages; /* "source", "columns", "preview" */
  GtkLabel *source;
  GtkDropDown *entity;
  GtkDropDown *sheet;
  GtkSpinButton *header;
  GtkWidget *owner_label;
  GtkWidget *team;
  GtkDropDown *plan;
  GtkWidget *remarks;
  NhImportColumns *columns;
  GtkWidget *table_place;
  NhImportPreview *preview;
  NhProgress *progress;
  GtkLabel *problem;
  GtkWidget *choose;
  GtkWidget *cancel;
  GtkWidget *back;
  GtkWidget *next;

  NhSession *session;
  GPtrArray *entities; /* of NhEntity, as in the drop-down */
  GPtrArray *sheets;   /* of NhSheet */
  GHashTable *taken;   /* of them: those that are stored */
  char *stored;        /* what was stored of this source; NULL: nothing yet */
  char *name;          /* of the source, for the step of undo */
  NhImport *import;
  GCancellable *cancellable; /* of what is under way; NULL: nothing is */
  GtkWidget *focus;          /* what had it before the work */
  guint patience;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (NhImportWindow, nh_import_window, GTK_TYPE_WINDOW)

static void plan_import (NhImportWindow *self);

static NhWorkbook *
get_workbook (NhImportWindow *self)
{
  return nh_session_get_workbook (self->session);
}

static gboolean
is_on (NhImportWindow *self,
       const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

static void
show_problem (NhImportWindow *self,
              const char *text)
{
  gtk_label_set_text (self->problem, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), text && *text);
}

/* What the buttons do now. */
static void
update_buttons (NhImportWindow *self)
{
  gboolean busy = self->cancellable != NULL;
  g_autofree char *missing = self->import ? nh_import_get_missing_choice (self->import) : NULL;
  guint n_errors;
  guint n;
  g_autofree char *label = NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), !busy);
  gtk_widget_set_visible (self->back, !is_on (self, "source"));
  gtk_widget_set_sensitive (self->back, !busy);
  gtk_widget_set_visible (self->next, !is_on (self, "source"));
  if (!is_on (self, "preview"))
    {
      gtk_button_set_label (GTK_BUTTON (self->next), _("_Preview"));
      gtk_widget_set_sensitive (self->next, !busy && self->import && !missing);
      if (!busy && self->import)
        show_problem (self, missing);
      return;
    }
  if (busy || !nh_import_is_planned (self->import))
    {
      gtk_widget_set_sensitive (self->next, FALSE);
      return;
    }
  n = nh_import_count (self->import, NH_IMPORT_FATE_NEW) + nh_import_count (self->import, NH_IMPORT_FATE_UPDATES);
  n_errors = nh_import_count (self->import, NH_IMPORT_FATE_ERROR);
  label = g_strdup_printf (ngettext ("_Import %u row", "_Import %u rows", n), n);
  gtk_button_set_label (GTK_BUTTON (self->next), label);
  gtk_widget_set_sensitive (self->next, n > 0 && (!n_errors || nh_import_get_skip_errors (self->import)));
  if (n_errors && !nh_import_get_skip_errors (self->import))
    show_problem (self, _("Nothing is stored while rows are wrong: correct them in the file, leave them out one by "
                          "one, or choose to store the rest."));
  else if (!n)
    show_problem (self, _("There is nothing new in this table."));
  else
    show_problem (self, NULL);
}

/* While there was work to do, nothing could keep the focus. */
static void
focus_page (NhImportWindow *self)
{
  if (is_on (self, "source"))
    gtk_widget_grab_focus (self->choose);
  else if (gtk_widget_is_sensitive (self->next))
    gtk_widget_grab_focus (self->next);
  else if (is_on (self, "preview"))
    nh_import_preview_focus (self->preview);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->entity));
}

static gboolean
show_progress_cb (gpointer data)
{
  NhImportWindow *self = data;

  self->patience = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  return G_SOURCE_REMOVE;
}

/* A bar that comes and goes at once is only a flicker. */
static void
begin_work (NhImportWindow *self,
            const char *text)
{
  show_problem (self, NULL);
  g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
  g_set_object (&self->cancellable, nh_progress_start (self->progress, text));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  self->patience = g_timeout_add (PATIENCE, show_progress_cb, self);
  update_buttons (self);
}

/* Returns whether the window is still there for what comes next. */
static gboolean
end_work (NhImportWindow *self,
          const GError *error)
{
  if (!self->cancellable)
    return FALSE;
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->patience, g_source_remove);
  nh_progress_failed (self->progress, "");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  update_buttons (self);
  if (error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_problem (self, error->message);
  if (error)
    focus_page (self);
  return !error;
}

static void
on_progress (double fraction,
             gpointer data)
{
  NhImportWindow *self = data;

  if (self->cancellable)
    nh_progress_set (self->progress, fraction, NULL);
}

/* The table and its columns. */

static void
show_table (NhImportWindow *self)
{
  NhSheet *sheet = nh_import_get_sheet (self->import);
  guint n_columns = MIN (nh_sheet_get_n_columns (sheet), PREVIEW_COLUMNS);
  guint n_rows = MIN (nh_sheet_get_n_rows (sheet), PREVIEW_ROWS);
  int header = nh_import_get_header_row (self->import, NULL);
  g_autofree NhGridColumn *columns = g_new0 (NhGridColumn, n_columns + 1);
  g_autofree const char **texts = g_new0 (const char *, n_columns + 1);
  g_autoptr (NhTextGridModel) model = NULL;
  GtkWidget *grid = nh_grid_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  columns[0] = (NhGridColumn) { "row", _("Row"), NH_GRID_NUMBER, 5, FALSE, FALSE };
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *name = nh_sheet_column_name (i);
      const char *letters = g_intern_string (name);

      columns[i + 1] = (NhGridColumn) { letters, letters, NH_GRID_TEXT, 16, FALSE, FALSE };
    }
  model = nh_text_grid_model_new (columns, n_columns + 1);
  nh_text_grid_model_begin (model);
  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *number = g_strdup_printf ("%u", row + 1);

      texts[0] = number;
      for (guint i = 0; i < n_columns; i++)
        texts[i + 1] = nh_sheet_get_text (sheet, row, i);
      nh_text_grid_model_add (model, (gint64) row + 1, texts);
      for (guint i = 0; header >= 0 && row < (guint) header && i <= n_columns; i++)
        nh_text_grid_model_set_style (model, i, NH_GRID_CELL_MUTED, NULL);
    }
  nh_text_grid_model_end (model);
  nh_grid_set_model (NH_GRID (grid), NH_GRID_MODEL (model));
  nh_grid_set_label (NH_GRID (grid), _("The table as it was read"));
  if (header >= 0 && (guint) header < n_rows)
    nh_grid_set_cursor (NH_GRID (grid), (guint) header, 1);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  if (gtk_widget_get_first_child (self->table_place))
    gtk_box_remove (GTK_BOX (self->table_place), gtk_widget_get_first_child (self->table_place));
  gtk_box_append (GTK_BOX (self->table_place), scroller);
}

static void
update_remarks (NhImportWindow *self)
{
  const char *const *remarks = nh_sheet_get_remarks (nh_import_get_sheet (self->import));
  g_autofree char *read = g_strjoinv (" ", (char **) remarks);
  g_autofree char *text = self->stored ? g_strdup_printf ("%s%s%s", self->stored, *read ? " " : "", read)
                                       : g_strdup (read);

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (self->remarks)), text);
  gtk_widget_set_visible (self->remarks, *text != '\0');
}

static void
update_owner (NhImportWindow *self)
{
  const char *entity = nh_import_get_entity (self->import)->name;
  gboolean team = g_str_equal (entity, "membership");
  gboolean plan = g_str_equal (entity, "activity");

  gtk_widget_set_visible (self->team, team);
  gtk_widget_set_visible (GTK_WIDGET (self->plan), plan);
  gtk_widget_set_visible (self->owner_label, team || plan);
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->owner_label), plan ? _("_Plan:") : _("_Team:"));
  gtk_label_set_mnemonic_widget (GTK_LABEL (self->owner_label), plan ? GTK_WIDGET (self->plan) : self->team);
}

/* The plan of activities and the team of members, where the table does not name them. */
static void
read_owner (NhImportWindow *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  guint selected = gtk_drop_down_get_selected (self->plan);
  g_autoptr (GError) error = NULL;
  gint64 team = 0;

  if (!self->import)
    return;
  nh_field_entry_get_record (self->team, &team, &error);
  nh_import_set_team (self->import, team);
  nh_import_set_plan (self->import, selected > 0 && selected <= plans->len
                                        ? ((NhSessionPlan *) plans->pdata[selected - 1])->id : 0);
  update_buttons (self);
  if (error)
    show_problem (self, error->message);
}

static void
make_import (NhImportWindow *self)
{
  guint entity = gtk_drop_down_get_selected (self->entity);
  guint sheet = gtk_drop_down_get_selected (self->sheet);

  if (!self->sheets || entity >= self->entities->len || sheet >= self->sheets->len)
    return;
  g_clear_object (&self->import);
  self->import = nh_import_new (get_workbook (self), self->entities->pdata[entity], self->sheets->pdata[sheet]);
  nh_import_set_source_name (self->import, self->name);
  nh_import_set_create_missing (self->import, TRUE);
  self->updating = TRUE;
  gtk_spin_button_set_range (self->header, 0, MAX (nh_sheet_get_n_rows (nh_import_get_sheet (self->import)), 1));
  gtk_spin_button_set_value (self->header, nh_import_get_header_row (self->import, NULL) + 1);
  self->updating = FALSE;
  nh_import_columns_show (self->columns, self->import);
  show_table (self);
  update_remarks (self);
  update_owner (self);
  read_owner (self);
}

static void
on_choice_cb (NhImportWindow *self)
{
  if (!self->updating)
    make_import (self);
}

static void
on_header_cb (NhImportWindow *self)
{
  if (self->updating || !self->import)
    return;
  nh_import_set_header_row (self->import, gtk_spin_button_get_value_as_int (self->header) - 1);
  nh_import_columns_show (self->columns, self->import);
  show_table (self);
  update_buttons (self);
}

static void
on_owner_cb (NhImportWindow *self)
{
  if (!self->updating)
    read_owner (self);
}

static void
on_column_cb (NhImportWindow *self)
{
  update_buttons (self);
}

/* Sources. */

static guint
best_sheet (NhImportWindow *self)
{
  guint best = 0;
  guint most = 0;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      NhSheet *sheet = self->sheets->pdata[i];
      guint n = nh_sheet_is_hidden (sheet) ? 0 : nh_sheet_get_n_rows (sheet);

      if (n > most)
        {
          best = i;
          most = n;
        }
    }
  return best;
}

static char *
name_sheet (NhImportWindow *self,
            guint i)
{
  const char *name = nh_sheet_get_name (self->sheets->pdata[i]);

  return *name ? g_strdup (name) : g_strdup_printf (_("Table %u"), i + 1);
}

static void
take_sheets (NhImportWindow *self,
             GPtrArray *sheets)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  self->sheets = sheets;
  for (guint i = 0; i < sheets->len; i++)
    {
      g_autofree char *name = name_sheet (self, i);

      gtk_string_list_append (names, name);
    }
  self->updating = TRUE;
  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet, best_sheet (self));
  self->updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->sheet), sheets->len > 1);
  gtk_label_set_text (self->source, self->name);
  g_hash_table_remove_all (self->taken);
  g_clear_pointer (&self->stored, g_free);
  gtk_stack_set_visible_child_name (self->pages, "columns");
  make_import (self);
  focus_page (self);
}

static void
on_read_cb (GObject *source,
            GAsyncResult *result,
            gpointer data)
{
  g_autoptr (NhImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *sheets = nh_import_source_finish (result, &error);

  if (!end_work (self, error) || !sheets)
    g_clear_pointer (&sheets, g_ptr_array_unref);
  else
    take_sheets (self, sheets);
}

/** nh_import_window_open_file: reads @file and goes to its columns. */
void
nh_import_window_open_file (NhImportWindow *self,
                            GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  if (self->cancellable)
    return;
  g_free (self->name);
  self->name = g_filename_display_name (base ? base : "");
  begin_work (self, _("Reading the file…"));
  nh_import_source_read_file (file, self->cancellable, on_progress, self, on_read_cb, g_object_ref (self));
}

/** nh_import_window_paste: reads the table on the clipboard and goes to its columns. */
void
nh_import_window_paste (NhImportWindow *self)
{
  if (self->cancellable)
    return;
  g_free (self->name);
  self->name = g_strdup (_("Clipboard"));
  begin_work (self, _("Reading the clipboard…"));
  nh_import_source_read_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->cancellable, on_read_cb,
                                   g_object_ref (self));
}

static void
on_file_chosen_cb (GFile *file,
                   gpointer data)
{
  g_autoptr (NhImportWindow) self = data;
  g_autoptr (GFile) folder = file ? g_file_get_parent (file) : NULL;
  g_autofree char *path = folder ? g_file_get_path (folder) : NULL;

  if (!file || !self->session)
    return;
  if (path)
    nh_settings_set_string ("last-import-folder", path);
  nh_import_window_open_file (self, file);
}

/** nh_import_window_choose_file: asks for a file with tables. */
void
nh_import_window_choose_file (NhImportWindow *self)
{
  g_autofree char *folder = nh_settings_dup_string ("last-import-folder", "");
  NhFileDialog dialog = { NH_FILE_OPEN, _("Open a table"), _("_Open"), NULL, folder, NULL, NULL };

  nh_file_dialog_run (GTK_WIDGET (self), &dialog, on_file_chosen_cb, g_object_ref (self));
}

/* Planning and storing. */

static void
on_planned_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (NhImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean again = self->session && is_on (self, "preview"); /* after a decision about a row */

  nh_import_plan_finish (NH_IMPORT (source), result, &error);
  if (!end_work (self, error))
    {
      if (self->session)
        gtk_stack_set_visible_child_name (self->pages, "columns");
      if (self->session)
        update_buttons (self);
      if (self->session && error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error->message);
      if (self->session)
        focus_page (self);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, "preview");
  nh_import_preview_show (self->preview, self->import);
  update_buttons (self);
  if (!again)
    focus_page (self);
  else if (!self->focus || !gtk_widget_grab_focus (self->focus))
    nh_import_preview_focus (self->preview);
}

static void
plan_import (NhImportWindow *self)
{
  nh_import_preview_hide (self->preview);
  begin_work (self, _("Looking at every row…"));
  nh_import_plan_async (self->import, self->cancellable, on_progress, self, on_planned_cb, g_object_ref (self));
}

static void
show_entity (NhImportWindow *self)
{
  static const struct { const char *entity; const char *screen; } screens[] = {
    { "unit", "units" }, { "person", "people" }, { "membership", "teams" }, { "activity", "activities" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (screens); i++)
    if (g_str_equal (nh_import_get_entity (self->import)->name, screens[i].entity))
      nh_session_show_screen (self->session, screens[i].screen);
}

/* Offices keep a sheet for each level of schools: the next one that looks like a table, the number
 * of sheets without one. */
static guint
next_sheet (NhImportWindow *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      NhSheet *sheet = self->sheets->pdata[i];
      g_autoptr (NhImport) import = NULL;

      if (nh_sheet_is_hidden (sheet) || g_hash_table_contains (self->taken, sheet))
        continue;
      import = nh_import_new (get_workbook (self), nh_import_get_entity (self->import), sheet);
      if (nh_import_count_recognised (import) > 1)
        return i;
    }
  return self->sheets->len;
}

/* Returns whether there was another one. */
static gboolean
go_to_next_sheet (NhImportWindow *self,
                  const char *summary)
{
  g_autofree char *name = NULL;
  guint next;

  g_hash_table_add (self->taken, nh_import_get_sheet (self->import));
  next = next_sheet (self);
  if (next >= self->sheets->len)
    return FALSE;
  name = name_sheet (self, next);
  g_free (self->stored);
  self->stored = g_strdup_printf (_("%s Stored. The file has another sheet, “%s”: take it in too, or close this window."),
                                  summary, name);
  gtk_button_set_label (GTK_BUTTON (self->cancel), _("_Close"));
  gtk_stack_set_visible_child_name (self->pages, "columns");
  gtk_drop_down_set_selected (self->sheet, next);
  focus_page (self);
  return TRUE;
}

static void
on_applied_cb (GObject *source,
               GAsyncResult *result,
               gpointer data)
{
  g_autoptr (NhImportWindow) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = nh_import_apply_finish (NH_IMPORT (source), result, &error);
  g_autofree char *summary = done ? nh_import_get_summary (NH_IMPORT (source)) : NULL;

  if (!end_work (self, error))
    {
      /* Nothing was stored; the preview is what it was. */
      if (self->session && nh_import_is_planned (self->import))
        nh_import_preview_show (self->preview, self->import);
      else if (self->session)
        plan_import (self);
      if (self->session && error && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error->message);
      return;
    }
  show_entity (self);
  nh_session_notify (self->session, summary);
  if (!go_to_next_sheet (self, summary))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_next_cb (NhImportWindow *self)
{
  if (is_on (self, "columns"))
    {
      plan_import (self);
      return;
    }
  nh_import_preview_hide (self->preview);
  begin_work (self, _("Storing…"));
  nh_import_apply_async (self->import, self->cancellable, on_progress, self, on_applied_cb, g_object_ref (self));
}

static void
on_back_cb (NhImportWindow *self)
{
  gtk_stack_set_visible_child_name (self->pages, is_on (self, "preview") ? "columns" : "source");
  show_problem (self, NULL);
  update_buttons (self);
  focus_page (self);
}

static void
on_decided_cb (NhImportWindow *self)
{
  plan_import (self);
}

static gboolean
on_drop_cb (GtkDropTarget *target,
            const GValue *value,
            double x,
            double y,
            NhImportWindow *self)
{
  nh_import_window_open_file (self, g_value_get_object (value));
  return TRUE;
}

/* The window. */

static gboolean
nh_import_window_close_request (GtkWindow *window)
{
  NhImportWindow *self = NH_IMPORT_WINDOW (window);

  /* The first Esc ends what is under way, the second one the window. */
  if (self->cancellable)
    {
      g_cancellable_cancel (self->cancellable);
      return TRUE;
    }
  return GTK_WINDOW_CLASS (nh_import_window_parent_class)->close_request (window);
}

static void
nh_import_window_dispose (GObject *object)
{
  NhImportWindow *self = NH_IMPORT_WINDOW (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->focus);
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->import);
  g_clear_object (&self->session);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
  G_OBJECT_CLASS (nh_import_window_parent_class)->dispose (object);
}

static void
nh_import_window_finalize (GObject *object)
{
  NhImportWindow *self = NH_IMPORT_WINDOW (object);

  g_ptr_array_unref (self->entities);
  g_hash_table_unref (self->taken);
  g_free (self->stored);
  g_free (self->name);
  G_OBJECT_CLASS (nh_import_window_parent_class)->finalize (object);
}

static void
nh_import_window_class_init (NhImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_import_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = nh_import_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = nh_import_window_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/vn/namhoc/NamHoc/ui/nh-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, source);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, entity);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, header);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, owner_label);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, plan);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, remarks);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, columns);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, table_place);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, problem);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, choose);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, back);
  gtk_widget_class_bind_template_child (widget_class, NhImportWindow, next);
  gtk_widget_class_bind_template_callback (widget_class, nh_import_window_choose_file);
  gtk_widget_class_bind_template_callback (widget_class, nh_import_window_paste);
  gtk_widget_class_bind_template_callback (widget_class, on_choice_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_owner_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_column_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_decided_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
nh_import_window_init (NhImportWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  g_type_ensure (NH_TYPE_IMPORT_COLUMNS);
  g_type_ensure (NH_TYPE_IMPORT_PREVIEW);
  g_type_ensure (NH_TYPE_PROGRESS);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->entities = g_ptr_array_new ();
  self->taken = g_hash_table_new (NULL, NULL);
  nh_drop_down_let_shrink (self->sheet);
  nh_drop_down_let_shrink (self->plan);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

static void
fill_entities (NhImportWindow *self,
               const char *wanted)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n;
  const NhEntity *const *all = nh_entities (&n);
  guint selected = 0;

  for (guint i = 0; i < n; i++)
    if (nh_import_is_supported (all[i]))
      {
        if (g_strcmp0 (all[i]->name, wanted) == 0)
          selected = self->entities->len;
        g_ptr_array_add (self->entities, (gpointer) all[i]);
        gtk_string_list_append (labels, _(all[i]->label_plural));
      }
  gtk_drop_down_set_model (self->entity, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->entity, selected);
}

static void
fill_plans (NhImportWindow *self)
{
  GPtrArray *plans = nh_session_get_plans (self->session);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _("as the table says"));
  for (guint i = 0; i < plans->len; i++)
    gtk_string_list_append (labels, ((NhSessionPlan *) plans->pdata[i])->label);
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->plan, plans->len == 1 ? 1 : 0);
}

/**
 * nh_import_window_new:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @entity: (nullable): what the table probably holds
 *
 * Returns: (transfer none): the wizard, at its first page; present it with gtk_window_present().
 */
NhImportWindow *
nh_import_window_new (GtkWidget *parent,
                      NhSession *session,
                      const char *entity)
{
  NhImportWindow *self = g_object_new (NH_TYPE_IMPORT_WINDOW, "transient-for", gtk_widget_get_root (parent), NULL);

  self->session = g_object_ref (session);
  self->updating = TRUE;
  fill_entities (self, entity ? entity : "person");
  fill_plans (self);
  self->team = nh_field_entry_new (session, "membership", "team");
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->team), _("as the table says"));
  gtk_widget_insert_after (self->team, gtk_widget_get_parent (self->owner_label), self->owner_label);
  g_signal_connect_swapped (self->team, "changed", G_CALLBACK (on_owner_cb), self);
  self->updating = FALSE;
  update_buttons (self);
  return self;
}

/** nh_import_window_set_team: members go into @team unless the table says another one. */
void
nh_import_window_set_team (NhImportWindow *self,
                           gint64 team)
{
  g_autoptr (NhRecord) record = team ? nh_workbook_load (get_workbook (self), nh_entity_find ("team"), team, NULL) : NULL;

  if (record)
    gtk_editable_set_text (GTK_EDITABLE (self->team), nh_record_text (record, "name"));
}
