/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/deadlines/nh-calendar-export.h"

#include <glib/gi18n-lib.h>

#include "model/nh-cursor.h"
#include "ui/compat/nh-file-dialog.h"
#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-drop-down.h"
#include "ui/nh-settings.h"

typedef struct
{
  GtkWidget *parent;
  NhSession *session;
  NhIcsChoice choice;
} Export;

static void
export_free (Export *self)
{
  g_object_unref (self->parent);
  g_object_unref (self->session);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
tell (Export *self,
      const char *path,
      const NhIcsCounts *counts)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *text = g_strdup_printf (_("Saved as %s: %u activities, %u papers due."), name, counts->n_activities,
                                           counts->n_dues);
  g_autofree char *left = g_strdup_printf (ngettext ("%u activity or paper has no day and was left out.",
                                                     "%u activities and papers have no day and were left out.",
                                                     counts->n_undated), counts->n_undated);
  g_autofree char *both = g_strdup_printf ("%s %s", text, left);

  nh_settings_set_string ("last-export-folder", folder);
  nh_session_notify (self->session, counts->n_undated ? both : text);
}

static void
on_file_cb (GFile *file,
            gpointer data)
{
  g_autoptr (Export) self = data;
  g_autofree char *path = file ? g_file_get_path (file) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = NULL;
  NhIcsCounts counts;

  if (!path || !gtk_widget_get_root (self->parent))
    return;
  agenda = nh_agenda_new (nh_session_get_workbook (self->session), nh_session_get_year (self->session), &error);
  if (agenda && nh_ics_write (path, agenda, &self->choice, &counts, &error))
    tell (self, path, &counts);
  else
    nh_alert_show (self->parent, _("The calendar was not saved"), error->message);
}

/**
 * nh_calendar_export_run:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @choice: whose calendar
 * @name: (nullable): of the file, without ending
 *
 * Asks for a file and writes the activities and papers due of the school year in sight to it.
 */
void
nh_calendar_export_run (GtkWidget *parent,
                        NhSession *session,
                        const NhIcsChoice *choice,
                        const char *name)
{
  Export *self = g_new0 (Export, 1);
  g_autofree char *file = g_strconcat (name && *name ? name : "Lịch năm học", ".ics", NULL);
  g_autofree char *folder = nh_settings_dup_string ("last-export-folder", "");
  NhFileDialog dialog = { NH_FILE_SAVE, _("Export as a calendar"), _("_Export"), file, folder, _("Calendar files"), "*.ics" };

  g_strdelimit (file, "/\\:*?\"<>|\n\r\t", '-');
  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->choice = *choice;
  nh_file_dialog_run (parent, &dialog, on_file_cb, self);
}

/* Whose calendar. */

enum { OF_ALL, OF_PLAN, OF_UNIT, OF_TEAM, OF_PERSON, N_OF };

typedef struct
{
  GtkWidget *parent;
  GtkWidget *window;
  GtkDropDown *kind;
  GtkDropDown *whose;
  NhSession *session;
  GArray *keys; /* of gint64: of each row of @whose */
  gint64 plan;
} Ask;

static void
ask_free (gpointer data)
{
  Ask *self = data;

  g_array_unref (self->keys);
  g_object_unref (self->session);
  g_object_unref (self->parent);
  g_free (self);
}

static void
add_records (Ask *self,
             GtkStringList *names,
             const char *entity,
             const char *field)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = nh_workbook_list (nh_session_get_workbook (self->session), nh_entity_find (entity), NULL, 0,
                                                    &error);

  nh_session_report_error (self->session, &error);
  for (guint i = 0; records && i < records->len; i++)
    {
      gint64 key = nh_record_get_id (records->pdata[i]);

      g_array_append_val (self->keys, key);
      gtk_string_list_append (names, nh_record_raw (records->pdata[i], field));
    }
}

static void
on_kind_cb (Ask *self)
{
  static const char *const entities[N_OF] = { NULL, NULL, "unit", "team", "person" };
  guint kind = gtk_drop_down_get_selected (self->kind);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *plans = nh_session_get_plans (self->session);
  guint selected = 0;

  g_array_set_size (self->keys, 0);
  if (kind < N_OF && entities[kind])
    add_records (self, names, entities[kind], "name");
  for (guint i = 0; kind == OF_PLAN && i < plans->len; i++)
    {
      const NhSessionPlan *plan = plans->pdata[i];

      g_array_append_val (self->keys, plan->id);
      gtk_string_list_append (names, plan->label);
      if (plan->id == self->plan)
        selected = i;
    }
  gtk_drop_down_set_model (self->whose, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->whose, selected);
  gtk_widget_set_sensitive (GTK_WIDGET (self->whose), self->keys->len > 0);
}

static void
on_chosen_cb (Ask *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind);
  guint at = gtk_drop_down_get_selected (self->whose);
  gint64 key = at < self->keys->len ? g_array_index (self->keys, gint64, at) : 0;
  NhIcsChoice choice = { .plan = kind == OF_PLAN ? key : 0, .unit = kind == OF_UNIT ? key : 0,
                         .team = kind == OF_TEAM ? key : 0, .person = kind == OF_PERSON ? key : 0 };
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->whose);
  g_autofree char *name = key && item ? g_strdup_printf ("Lịch %s", gtk_string_object_get_string (item)) : NULL;
  g_autoptr (GtkWidget) parent = g_object_ref (self->parent);
  g_autoptr (NhSession) session = g_object_ref (self->session);

  if (kind != OF_ALL && !key)
    return;
  gtk_window_destroy (GTK_WINDOW (self->window));
  nh_calendar_export_run (parent, session, &choice, name);
}

static GtkDropDown *
add_choice (GtkWidget *grid,
            int row,
            const char *label,
            GListModel *model)
{
  GtkWidget *words = gtk_label_new_with_mnemonic (label);
  GtkExpression *text = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *choice = gtk_drop_down_new (model, text);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), choice);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (choice), row > 0);
  gtk_widget_set_size_request (choice, 280, -1);
  nh_drop_down_let_shrink (GTK_DROP_DOWN (choice));
  gtk_grid_attach (GTK_GRID (grid), words, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), choice, 1, row, 1, 1);
  return GTK_DROP_DOWN (choice);
}

/**
 * nh_calendar_export_ask:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @plan: the plan that is proposed; 0: all
 *
 * Asks whose calendar is wanted, then for its file.
 */
void
nh_calendar_export_ask (GtkWidget *parent,
                        NhSession *session,
                        gint64 plan)
{
  const char *const kinds[N_OF + 1] = { _("The whole school year"), _("One plan"), _("One unit"), _("One cluster or team"),
                                        _("One person"), NULL };
  Ask *self = g_new0 (Ask, 1);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *buttons;
  GtkWidget *cancel;
  GtkWidget *choose;

  self->parent = g_object_ref (parent);
  self->session = g_object_ref (session);
  self->keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->plan = plan;
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->kind = add_choice (grid, 0, _("Calendar _of:"), G_LIST_MODEL (gtk_string_list_new (kinds)));
  self->whose = add_choice (grid, 1, _("_Which one:"), NULL);
  self->window = nh_dialog_new (parent, _("Export as a calendar"), grid);
  buttons = nh_dialog_add_buttons (self->window);
  cancel = nh_dialog_add_button (buttons, _("_Cancel"), NULL);
  choose = nh_dialog_add_button (buttons, _("_Export…"), "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  g_signal_connect_swapped (choose, "clicked", G_CALLBACK (on_chosen_cb), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (on_kind_cb), self);
  g_object_set_data_full (G_OBJECT (self->window), "nh-calendar-ask", self, ask_free);
  gtk_drop_down_set_selected (self->kind, plan ? OF_PLAN : OF_ALL);
  on_kind_cb (self);
  gtk_window_set_default_widget (GTK_WINDOW (self->window), choose);
  gtk_window_present (GTK_WINDOW (self->window));
}
