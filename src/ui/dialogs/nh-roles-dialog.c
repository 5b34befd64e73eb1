/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The office's own roles: added, renamed, ordered and deleted in a small table. A role in use can't
 * be deleted, and says so.
 */
#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/dialogs/nh-roster-dialogs.h"
#include "ui/table/nh-record-grid-model.h"
#include "ui/widgets/nh-grid.h"

typedef struct
{
  NhSession *session;
  NhRecordGridModel *model;
  NhGrid *grid;
  GtkLabel *problem;
} Roles;

static void
roles_free (gpointer data)
{
  Roles *self = data;

  g_object_unref (self->session);
  g_object_unref (self->model);
  g_free (self);
}

static void
on_error_cb (Roles *self,
             const char *message)
{
  nh_roster_dialog_tell (self->problem, message);
}

static void
on_add_cb (Roles *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->grid));
  nh_grid_add_row (self->grid);
}

static void
on_delete_cb (Roles *self)
{
  nh_grid_delete_rows (self->grid);
}

/* Both get new places in the order: many may have none yet. */
static gboolean
write_order (Roles *self,
             guint row,
             guint other,
             GError **error)
{
  NhListModel *list = nh_record_grid_model_get_list (self->model);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autofree gint64 *ids = g_new (gint64, n);
  gint64 id;

  for (guint i = 0; i < n; i++)
    ids[i] = nh_list_model_get_record_id (list, i);
  id = ids[row];
  ids[row] = ids[other];
  ids[other] = id;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *position = g_strdup_printf ("%u", (i + 1) * 1000);
      NhFieldText values[] = { { "position", position }, { NULL, NULL } };

      if (!nh_session_set (self->session, nh_entity_find ("team_role"), ids[i], values, error))
        return FALSE;
    }
  return TRUE;
}

static void
shift (Roles *self,
       int by)
{
  NhWorkbook *workbook = nh_session_get_workbook (self->session);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autoptr (GError) error = NULL;
  guint row;
  guint column;

  if (!nh_grid_get_cursor (self->grid, &row, &column) || row >= n || (by < 0 && row == 0) || (by > 0 && row + 1 >= n))
    return;
  if (nh_workbook_begin (workbook, _("Order roles"), &error))
    {
      if (write_order (self, row, row + by, &error))
        nh_workbook_commit (workbook, &error);
      else
        nh_workbook_rollback (workbook);
    }
  nh_roster_dialog_tell (self->problem, error ? error->message : NULL);
  nh_grid_set_cursor (self->grid, row + by, column);
}

static void
on_up_cb (Roles *self)
{
  shift (self, -1);
}

static void
on_down_cb (Roles *self)
{
  shift (self, 1);
}

static void
add_tool (Roles *self,
          GtkWidget *box,
          const char *icon,
          const char *label,
          GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_sensitive (button, !nh_workbook_is_read_only (nh_session_get_workbook (self->session)));
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);
}

/* Closing with a name half typed stores it, or stays where it can't be. */
static gboolean
on_close_request_cb (GtkWindow *dialog,
                     Roles *self)
{
  return nh_grid_is_editing (self->grid) && !nh_grid_commit (self->grid);
}

/**
 * nh_roles_dialog_show:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 *
 * Shows the roles that the office added to those of the program.
 */
void
nh_roles_dialog_show (GtkWidget *parent,
                      NhSession *session)
{
  Roles *self = g_new0 (Roles, 1);
  const NhScreenSpec *spec = nh_screen_spec_find ("team-roles");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *note = gtk_label_new (_(spec->empty_text));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  g_autoptr (GVariant) columns = g_variant_ref_sink (g_variant_new_parsed ("[('name', 360, true)]"));
  GtkWidget *dialog;
  GtkWidget *close;

  self->session = g_object_ref (session);
  self->model = nh_record_grid_model_new (session, spec);
  self->grid = NH_GRID (nh_grid_new ());
  self->problem = nh_roster_dialog_problem ();
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  nh_grid_set_columns_state (self->grid, columns);
  nh_grid_set_label (self->grid, _(spec->title));
  nh_grid_set_append_hint (self->grid, _(spec->hint));
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (note), 50);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_ALWAYS, GTK_POLICY_ALWAYS);
  gtk_scrolled_window_set_overlay_scrolling (GTK_SCROLLED_WINDOW (scroller), FALSE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  gtk_widget_set_size_request (scroller, 420, 240);
  gtk_widget_set_vexpand (scroller, TRUE);
  add_tool (self, tools, "list-add-symbolic", _("Add role"), G_CALLBACK (on_add_cb));
  add_tool (self, tools, "go-up-symbolic", _("Move up"), G_CALLBACK (on_up_cb));
  add_tool (self, tools, "go-down-symbolic", _("Move down"), G_CALLBACK (on_down_cb));
  add_tool (self, tools, "user-trash-symbolic", _("Delete the selected rows"), G_CALLBACK (on_delete_cb));
  gtk_box_append (GTK_BOX (box), note);
  gtk_box_append (GTK_BOX (box), tools);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  dialog = nh_dialog_new (parent, _("Roles of the office"), box);
  close = nh_dialog_add_button (nh_dialog_add_buttons (dialog), _("_Close"), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  g_object_set_data_full (G_OBJECT (dialog), "nh-roles", self, roles_free);
  g_signal_connect_swapped (self->grid, "error", G_CALLBACK (on_error_cb), self);
  g_signal_connect (dialog, "close-request", G_CALLBACK (on_close_request_cb), self);
  gtk_window_set_focus (GTK_WINDOW (dialog), GTK_WIDGET (self->grid));
  gtk_window_present (GTK_WINDOW (dialog));
}
