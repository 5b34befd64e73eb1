/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-fixed-table-dialog.h"

#include <glib/gi18n-lib.h>

#include "ui/dialogs/nh-dialog.h"
#include "ui/nh-menu-button.h"
#include "ui/plan/nh-fixed-table-clipboard.h"
#include "ui/plan/nh-table-edit-model.h"
#include "ui/plan/nh-table-preview.h"
#include "ui/widgets/nh-grid.h"

/* A new table: a head, and place for a few lines. */
#define NEW_ROWS 4
#define NEW_COLUMNS 4

#define EDITOR_KEY "nh-fixed-table"

typedef struct
{
  NhSession *session;
  NhFixedTableFunc done;
  GObject *object;
  gint64 key;

  GtkWidget *dialog;
  NhTableEditModel *model;
  NhGrid *grid;
  GtkWidget *preview;
  GtkSpinButton *n_rows, *n_columns, *n_head, *width;
  GSimpleActionGroup *actions;
  GtkLabel *message;
  gboolean updating, closing;
} Editor;

static void
editor_free (gpointer data)
{
  Editor *self = data;

  g_object_unref (self->session);
  g_object_unref (self->object);
  g_object_unref (self->model);
  g_object_unref (self->actions);
  g_free (self);
}

static NhFixedTable *
get_table (Editor *self)
{
  return nh_table_edit_model_get_table (self->model);
}

static void
tell (Editor *self,
      const char *sentence)
{
  gtk_label_set_text (self->message, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->message), *sentence != '\0');
}

/* The places that are selected; of merged cells all. */
static NhTableArea
get_selection (Editor *self)
{
  NhTableArea area = { 0, 0, 1, 1 };
  guint last_row, last_column, first_row, first_column;
  NhFixedTable *table = get_table (self);

  nh_grid_get_selection (self->grid, &first_row, &last_row, &first_column, &last_column);
  if (first_row == G_MAXUINT || first_row >= nh_fixed_table_get_n_rows (table)
      || first_column >= nh_fixed_table_get_n_columns (table))
    return area;
  area.row = first_row;
  area.column = first_column;
  area.n_rows = MIN (last_row, nh_fixed_table_get_n_rows (table) - 1) - first_row + 1;
  area.n_columns = MIN (last_column, nh_fixed_table_get_n_columns (table) - 1) - first_column + 1;
  if (area.n_rows == 1 && area.n_columns == 1)
    area = nh_fixed_table_get_area (table, area.row, area.column);
  return area;
}

/* Showing. */

static void
set_state (Editor *self,
           const char *name,
           gboolean enabled,
           GVariant *state)
{
  GSimpleAction *action = G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name));

  g_simple_action_set_enabled (action, enabled);
  if (state)
    g_simple_action_set_state (action, state);
}

static void
update_tools (Editor *self)
{
  static const char *const aligns[] = { "left", "centre", "right" };
  NhFixedTable *table = get_table (self);
  NhTableArea area = get_selection (self), whole = nh_fixed_table_get_area (table, area.row, area.column);
  gboolean merged = whole.n_rows > 1 || whole.n_columns > 1;
  gboolean one = whole.n_rows >= area.n_rows && whole.n_columns >= area.n_columns;
  NhCell cell = { 0 };

  self->updating = TRUE;
  nh_fixed_table_get_cell (table, whole.row, whole.column, &cell);
  set_state (self, "align", TRUE, g_variant_new_string (aligns[cell.align]));
  set_state (self, "bold", TRUE, g_variant_new_boolean (cell.bold));
  set_state (self, "italic", TRUE, g_variant_new_boolean (cell.italic));
  set_state (self, "merge", !one, NULL);
  set_state (self, "split", merged, NULL);
  set_state (self, "row-up", area.row > 0, NULL);
  set_state (self, "row-down", area.row + 1 < nh_fixed_table_get_n_rows (table), NULL);
  set_state (self, "column-left", area.column > 0, NULL);
  set_state (self, "column-right", area.column + 1 < nh_fixed_table_get_n_columns (table), NULL);
  gtk_spin_button_set_value (self->n_rows, nh_fixed_table_get_n_rows (table));
  gtk_spin_button_set_value (self->n_columns, nh_fixed_table_get_n_columns (table));
  gtk_spin_button_set_range (self->n_head, 0, MIN (nh_fixed_table_get_n_rows (table) - 1, 5));
  gtk_spin_button_set_value (self->n_head, nh_fixed_table_get_n_head_rows (table));
  gtk_spin_button_set_value (self->width, nh_fixed_table_get_width (table, area.column));
  self->updating = FALSE;
}

static void
on_changed_cb (Editor *self,
               gboolean columns)
{
  guint row = 0, column = 0;
  gboolean had_cursor = nh_grid_get_cursor (self->grid, &row, &column);

  if (columns)
    {
      nh_grid_set_model (self->grid, NULL);
      nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
      if (had_cursor)
        nh_grid_set_cursor (self->grid, MIN (row, nh_fixed_table_get_n_rows (get_table (self)) - 1),
                            MIN (column, nh_fixed_table_get_n_columns (get_table (self)) - 1));
    }
  tell (self, "");
  nh_table_preview_set_table (NH_TABLE_PREVIEW (self->preview), nh_fixed_table_to_table (get_table (self)), NULL);
  update_tools (self);
}

/* Rows and columns. */

static gboolean
commit (Editor *self)
{
  return nh_grid_commit (self->grid);
}

static void
resize (Editor *self,
        guint n_rows,
        guint n_columns)
{
  NhFixedTable *table = nh_table_edit_model_begin (self->model);
  guint rows = nh_fixed_table_get_n_rows (table), columns = nh_fixed_table_get_n_columns (table);

  if (n_rows > rows)
    nh_fixed_table_insert_rows (table, rows, n_rows - rows);
  else if (n_rows < rows)
    nh_fixed_table_remove_rows (table, n_rows, rows - n_rows);
  if (n_columns > columns)
    nh_fixed_table_insert_columns (table, columns, n_columns - columns);
  else if (n_columns < columns)
    nh_fixed_table_remove_columns (table, n_columns, columns - n_columns);
  nh_table_edit_model_end (self->model);
}

static void
on_size_cb (Editor *self)
{
  if (self->updating || !commit (self))
    return;
  resize (self, (guint) gtk_spin_button_get_value_as_int (self->n_rows),
          (guint) gtk_spin_button_get_value_as_int (self->n_columns));
}

static void
on_head_cb (Editor *self)
{
  if (self->updating || !commit (self))
    return;
  nh_fixed_table_set_n_head_rows (nh_table_edit_model_begin (self->model),
                                  (guint) gtk_spin_button_get_value_as_int (self->n_head));
  nh_table_edit_model_end (self->model);
}

static void
on_width_cb (Editor *self)
{
  NhTableArea area = get_selection (self);
  NhFixedTable *table;

  if (self->updating || !commit (self))
    return;
  table = nh_table_edit_model_begin (self->model);
  for (guint i = 0; i < area.n_columns; i++)
    nh_fixed_table_set_width (table, area.column + i, (guint) gtk_spin_button_get_value_as_int (self->width));
  nh_table_edit_model_end (self->model);
}

/* 0 characters: the program measures the texts. */
static gboolean
on_width_output_cb (GtkSpinButton *spin)
{
  if (gtk_spin_button_get_value_as_int (spin) > 0)
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (spin), _("auto"));
  return TRUE;
}

static int
on_width_input_cb (GtkSpinButton *spin,
                   double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));

  if (g_ascii_isdigit (*text))
    return FALSE;
  *value = 0;
  return TRUE;
}

static void
on_part_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer data)
{
  Editor *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  NhTableArea area = get_selection (self);
  NhFixedTable *table;
  guint row = area.row, column = area.column;
  gboolean done = TRUE;

  if (!commit (self))
    return;
  table = nh_table_edit_model_begin (self->model);
  if (g_str_equal (name, "row-above"))
    done = nh_fixed_table_insert_rows (table, area.row, area.n_rows);
  else if (g_str_equal (name, "row-below"))
    done = nh_fixed_table_insert_rows (table, row = area.row + area.n_rows, area.n_rows);
  else if (g_str_equal (name, "column-before"))
    done = nh_fixed_table_insert_columns (table, area.column, area.n_columns);
  else if (g_str_equal (name, "column-after"))
    done = nh_fixed_table_insert_columns (table, column = area.column + area.n_columns, area.n_columns);
  else if (g_str_equal (name, "row-delete"))
    done = nh_fixed_table_remove_rows (table, area.row, area.n_rows);
  else if (g_str_equal (name, "column-delete"))
    done = nh_fixed_table_remove_columns (table, area.column, area.n_columns);
  else if (g_str_equal (name, "row-up"))
    nh_fixed_table_move_row (table, area.row, row = area.row - 1);
  else if (g_str_equal (name, "row-down"))
    nh_fixed_table_move_row (table, area.row, row = area.row + 1);
  else if (g_str_equal (name, "column-left"))
    nh_fixed_table_move_column (table, area.column, column = area.column - 1);
  else if (g_str_equal (name, "column-right"))
    nh_fixed_table_move_column (table, area.column, column = area.column + 1);
  nh_table_edit_model_end (self->model);
  row = MIN (row, nh_fixed_table_get_n_rows (table) - 1);
  column = MIN (column, nh_fixed_table_get_n_columns (table) - 1);
  nh_grid_set_cursor (self->grid, row, column);
  if (!done && g_str_has_suffix (name, "delete"))
    tell (self, _("A table keeps at least one row and one column."));
  else if (!done)
  {
    g_autofree char *sentence = g_strdup_printf (_("A table of a plan has at most %u rows and %u columns."),
                                                 NH_FIXED_TABLE_MAX_ROWS, NH_FIXED_TABLE_MAX_COLUMNS);

    tell (self, sentence);
  }
}

static void
on_merge_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer data)
{
  Editor *self = data;
  NhTableArea area = get_selection (self);
  gboolean done;

  if (!commit (self))
    return;
  nh_table_edit_model_begin (self->model);
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "merge"))
    done = nh_fixed_table_merge (get_table (self), &area);
  else
    done = nh_fixed_table_split (get_table (self), &area);
  nh_table_edit_model_end (self->model);
  nh_grid_set_cursor (self->grid, area.row, area.column);
  if (!done)
    tell (self, _("These cells can't be merged: the head rows and the rows below stay apart, and merged cells stay whole."));
}

static void
on_look_cb (GSimpleAction *action,
            GVariant *state,
            gpointer data)
{
  Editor *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  NhTableArea area = get_selection (self);
  NhFixedTable *table;

  if (!commit (self))
    return;
  table = nh_table_edit_model_begin (self->model);
  if (g_str_equal (name, "bold"))
    nh_fixed_table_set_bold (table, &area, g_variant_get_boolean (state));
  else if (g_str_equal (name, "italic"))
    nh_fixed_table_set_italic (table, &area, g_variant_get_boolean (state));
  else
    {
      const char *align = g_variant_get_string (state, NULL);

      nh_fixed_table_set_align (table, &area, *align == 'l'   ? NH_ALIGN_LEFT
                                              : *align == 'c' ? NH_ALIGN_CENTRE
                                                              : NH_ALIGN_RIGHT);
    }
  nh_table_edit_model_end (self->model);
}

static void
on_undo_cb (GSimpleAction *action,
            GVariant *parameter,
            gpointer data)
{
  Editor *self = data;

  if (nh_grid_is_editing (self->grid))
    return;
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "undo"))
    nh_table_edit_model_undo (self->model);
  else
    nh_table_edit_model_redo (self->model);
}

static const GActionEntry entries[] = {
  { .name = "row-above", .activate = on_part_cb },
  { .name = "row-below", .activate = on_part_cb },
  { .name = "row-delete", .activate = on_part_cb },
  { .name = "row-up", .activate = on_part_cb },
  { .name = "row-down", .activate = on_part_cb },
  { .name = "column-before", .activate = on_part_cb },
  { .name = "column-after", .activate = on_part_cb },
  { .name = "column-delete", .activate = on_part_cb },
  { .name = "column-left", .activate = on_part_cb },
  { .name = "column-right", .activate = on_part_cb },
  { .name = "merge", .activate = on_merge_cb },
  { .name = "split", .activate = on_merge_cb },
  { .name = "align", .parameter_type = "s", .state = "'left'", .change_state = on_look_cb },
  { .name = "bold", .state = "false", .change_state = on_look_cb },
  { .name = "italic", .state = "false", .change_state = on_look_cb },
  { .name = "undo", .activate = on_undo_cb },
  { .name = "redo", .activate = on_undo_cb },
};

/* Pasting: tables of Word and Excel keep their merged cells; the table grows as needed. */

static void
put_table (Editor *self,
           NhFixedTable *pasted)
{
  NhTableArea at = get_selection (self);
  NhFixedTable *table;

  guint n_rows = nh_fixed_table_get_n_rows (pasted), n_columns = nh_fixed_table_get_n_columns (pasted);
  guint rows, columns;

  table = nh_table_edit_model_begin (self->model);
  rows = nh_fixed_table_get_n_rows (table);
  columns = nh_fixed_table_get_n_columns (table);
  if (at.row + n_rows > rows)
    nh_fixed_table_insert_rows (table, rows, MIN (at.row + n_rows, NH_FIXED_TABLE_MAX_ROWS) - rows);
  if (at.column + n_columns > columns)
    nh_fixed_table_insert_columns (table, columns, MIN (at.column + n_columns, NH_FIXED_TABLE_MAX_COLUMNS) - columns);
  for (guint row = 0; row < n_rows && at.row + row < nh_fixed_table_get_n_rows (table); row++)
    for (guint column = 0; column < n_columns && at.column + column < nh_fixed_table_get_n_columns (table); column++)
      {
        NhCell cell;

        if (nh_fixed_table_get_cell (pasted, row, column, &cell))
          nh_fixed_table_set_text (table, at.row + row, at.column + column, cell.text);
      }
  nh_table_edit_model_end (self->model);
}

/* Into a table without a text it goes as it is, with heads, alignment and merged cells. */
static void
take_table (Editor *self,
            NhFixedTable *pasted)
{
  if (!nh_table_edit_model_is_blank (self->model))
    {
      put_table (self, pasted);
      return;
    }
  nh_table_edit_model_replace (self->model, nh_fixed_table_copy (pasted));
}

static void
on_pasted_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;
  g_autoptr (GError) error = NULL;
  gboolean formatted;
  g_autoptr (NhFixedTable) pasted = nh_fixed_table_read_clipboard_finish (result, &formatted, &error);
  /* The dialog may be gone when the clipboard answers. */
  Editor *self = g_object_get_data (G_OBJECT (dialog), EDITOR_KEY);

  if (!self)
    return;
  if (!pasted)
    tell (self, error->message);
  else if (formatted)
    take_table (self, pasted);
  else
    put_table (self, pasted);
}

static void
paste (Editor *self)
{
  nh_fixed_table_read_clipboard (gtk_widget_get_clipboard (self->dialog), on_pasted_cb, g_object_ref (self->dialog));
}

static gboolean
run (Editor *self,
     const char *action)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), action, NULL);
  return GDK_EVENT_STOP;
}

/* Keys of the cells; while one is typed into, they are those of its text. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   Editor *self)
{
  GdkModifierType modifiers = state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK);
  guint key = gdk_keyval_to_lower (keyval);

  if (nh_grid_is_editing (self->grid))
    return GDK_EVENT_PROPAGATE;
  if (modifiers == GDK_ALT_MASK && key == GDK_KEY_Up)
    return run (self, "row-up");
  if (modifiers == GDK_ALT_MASK && key == GDK_KEY_Down)
    return run (self, "row-down");
  if (modifiers == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && key == GDK_KEY_z)
    return run (self, "redo");
  if (modifiers != GDK_CONTROL_MASK)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_v:
      paste (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_b:
      return run (self, "bold");
    case GDK_KEY_i:
      return run (self, "italic");
    case GDK_KEY_z:
      return run (self, "undo");
    case GDK_KEY_y:
      return run (self, "redo");
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Closing. */

static void
on_done_cb (Editor *self)
{
  g_autofree char *options = NULL;

  if (!commit (self))
    return;
  options = nh_fixed_table_to_options (get_table (self));
  self->closing = TRUE;
  self->done (self->object, self->key, options);
  gtk_window_destroy (GTK_WINDOW (self->dialog));
}

static void
on_discard_cb (gboolean accepted,
               gpointer data)
{
  g_autoptr (GtkWidget) dialog = data;

  if (accepted && g_object_get_data (G_OBJECT (dialog), EDITOR_KEY))
    gtk_window_destroy (GTK_WINDOW (dialog));
}

/* The widgets go one by one: none of them may ask for another one any more. */
static void
on_destroy_cb (Editor *self)
{
  g_signal_handlers_disconnect_by_data (self->grid, self);
  g_signal_handlers_disconnect_by_data (self->model, self);
  self->updating = TRUE;
}

static gboolean
on_close_request_cb (Editor *self)
{
  if (self->closing || !nh_table_edit_model_is_changed (self->model))
    return FALSE;
  nh_alert_ask (self->dialog, _("Discard the changes to the table?"),
                _("The table in the plan stays as it was before this window was opened."), _("_Discard"), TRUE,
                on_discard_cb, g_object_ref (self->dialog));
  return TRUE;
}

/* Making. */

static GMenuModel *
make_menu (const char *const *items,
           guint n)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < n; i += 2)
    {
      g_autofree char *action = g_strconcat ("table.", items[i + 1], NULL);

      g_menu_append (menu, _(items[i]), action);
    }
  return G_MENU_MODEL (menu);
}

static GtkWidget *
add_menu (GtkWidget *tools,
          const char *label,
          const char *const *items,
          guint n)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autoptr (GMenuModel) menu = make_menu (items, n);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_use_underline (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  gtk_box_append (GTK_BOX (tools), button);
  return button;
}

static GtkWidget *
add_button (GtkWidget *tools,
            GType type,
            const char *icon,
            const char *label,
            const char *action,
            const char *target)
{
  GtkWidget *button = g_object_new (type, NULL);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (icon)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  if (target)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (tools), button);
  return button;
}

static GtkSpinButton *
add_spin (GtkWidget *tools,
          const char *label,
          const char *tooltip,
          double min,
          double max)
{
  GtkWidget *name = gtk_label_new_with_mnemonic (label), *spin = gtk_spin_button_new_with_range (min, max, 1);

  gtk_label_set_mnemonic_widget (GTK_LABEL (name), spin);
  gtk_widget_set_tooltip_text (spin, tooltip);
  gtk_spin_button_set_snap_to_ticks (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_box_append (GTK_BOX (tools), name);
  gtk_box_append (GTK_BOX (tools), spin);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
make_tools (Editor *self)
{
  static const char *const rows[]
      = { N_("Insert _above"), "row-above", N_("Insert _below"), "row-below", N_("Move _up"), "row-up",
          N_("Move _down"), "row-down", N_("_Delete rows"), "row-delete" };
  static const char *const columns[]
      = { N_("Insert _left"), "column-before", N_("Insert _right"), "column-after", N_("Move l_eft"), "column-left",
          N_("Move ri_ght"), "column-right", N_("_Delete columns"), "column-delete" };
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *looks = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0),
            *merge;

  add_menu (tools, _("_Rows"), rows, G_N_ELEMENTS (rows));
  add_menu (tools, _("Col_umns"), columns, G_N_ELEMENTS (columns));
  merge = add_button (tools, GTK_TYPE_BUTTON, NULL, _("Make one cell of the selected ones"), "table.merge", NULL);
  gtk_button_set_label (GTK_BUTTON (merge), _("Merge _cells"));
  gtk_button_set_use_underline (GTK_BUTTON (merge), TRUE);
  merge = add_button (tools, GTK_TYPE_BUTTON, NULL, _("Take the merged cell apart"), "table.split", NULL);
  gtk_button_set_label (GTK_BUTTON (merge), _("S_plit the cell"));
  gtk_button_set_use_underline (GTK_BUTTON (merge), TRUE);
  gtk_widget_add_css_class (looks, "linked");
  add_button (looks, GTK_TYPE_TOGGLE_BUTTON, "format-text-bold-symbolic", _("Bold (Ctrl+B)"), "table.bold", NULL);
  add_button (looks, GTK_TYPE_TOGGLE_BUTTON, "format-text-italic-symbolic", _("Italic (Ctrl+I)"), "table.italic", NULL);
  add_button (looks, GTK_TYPE_TOGGLE_BUTTON, "format-justify-left-symbolic", _("Align left"), "table.align", "left");
  add_button (looks, GTK_TYPE_TOGGLE_BUTTON, "format-justify-center-symbolic", _("Centre"), "table.align", "centre");
  add_button (looks, GTK_TYPE_TOGGLE_BUTTON, "format-justify-right-symbolic", _("Align right"), "table.align", "right");
  gtk_box_append (GTK_BOX (tools), looks);
  return tools;
}

static GtkWidget *
make_sizes (Editor *self)
{
  GtkWidget *sizes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->n_columns = add_spin (sizes, _("C_olumns:"), _("Columns of the table"), 1, NH_FIXED_TABLE_MAX_COLUMNS);
  self->n_rows = add_spin (sizes, _("Ro_ws:"), _("Rows of the table, those of the head included"), 1, NH_FIXED_TABLE_MAX_ROWS);
  self->n_head = add_spin (sizes, _("_Head rows:"), _("Rows at the top that are repeated on every page"), 0, 5);
  self->width = add_spin (sizes, _("Wi_dth:"), _("Width of the selected columns, in characters"), 0, NH_FIXED_TABLE_MAX_WIDTH);
  g_signal_connect (self->width, "output", G_CALLBACK (on_width_output_cb), NULL);
  g_signal_connect (self->width, "input", G_CALLBACK (on_width_input_cb), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->width), 7);
  g_signal_connect_swapped (self->n_rows, "value-changed", G_CALLBACK (on_size_cb), self);
  g_signal_connect_swapped (self->n_columns, "value-changed", G_CALLBACK (on_size_cb), self);
  g_signal_connect_swapped (self->n_head, "value-changed", G_CALLBACK (on_head_cb), self);
  g_signal_connect_swapped (self->width, "value-changed", G_CALLBACK (on_width_cb), self);
  return sizes;
}

static void
on_grid_error_cb (Editor *self,
                  const char *sentence)
{
  tell (self, sentence);
}

static GtkWidget *
make_body (Editor *self)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL), *scroller = gtk_scrolled_window_new (),
            *below = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->grid = NH_GRID (nh_grid_new ());
  nh_grid_set_label (self->grid, _("Cells of the table"));
  nh_grid_set_append_hint (self->grid, _("add a row…"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->grid), keys);
  g_signal_connect_swapped (self->grid, "cursor-moved", G_CALLBACK (update_tools), self);
  g_signal_connect_swapped (self->grid, "error", G_CALLBACK (on_grid_error_cb), self);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->grid));
  self->preview = nh_table_preview_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The table on paper"), -1);
  gtk_scrolled_window_set_has_frame (GTK_SCROLLED_WINDOW (below), TRUE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (below), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (below), self->preview);
  gtk_paned_set_start_child (GTK_PANED (paned), scroller);
  gtk_paned_set_end_child (GTK_PANED (paned), below);
  gtk_paned_set_shrink_start_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_shrink_end_child (GTK_PANED (paned), FALSE);
  gtk_paned_set_position (GTK_PANED (paned), 240);
  gtk_widget_set_size_request (scroller, -1, 120);
  gtk_widget_set_size_request (below, -1, 100);
  gtk_widget_set_vexpand (paned, TRUE);
  return paned;
}

static GtkWidget *
make_content (Editor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), make_tools (self));
  gtk_box_append (GTK_BOX (box), make_sizes (self));
  gtk_box_append (GTK_BOX (box), make_body (self));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "nh-error-text");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->message));
  gtk_widget_set_size_request (box, 820, 560);
  return box;
}

/**
 * nh_fixed_table_dialog_present:
 * @parent: a widget of the window it belongs to
 * @session: the open workbook
 * @options: (nullable): the table; %NULL: a new one
 * @done: called when the table is to be stored, with what block.options then holds
 * @object: for @done, kept until then
 * @key: for @done
 *
 * Opens the editor of a fixed table. Esc closes it; after a change it asks first.
 */
void
nh_fixed_table_dialog_present (GtkWidget *parent,
                               NhSession *session,
                               const char *options,
                               NhFixedTableFunc done,
                               GObject *object,
                               gint64 key)
{
  g_autoptr (GError) error = NULL;
  NhFixedTable *table = options ? nh_fixed_table_parse (options, &error)
                                : nh_fixed_table_new (NEW_ROWS, NEW_COLUMNS, 1);
  GtkWidget *buttons, *accept;
  Editor *self;

  if (!table)
    {
      nh_session_report_error (session, &error);
      return;
    }
  self = g_new0 (Editor, 1);
  self->session = g_object_ref (session);
  self->done = done;
  self->object = g_object_ref (object);
  self->key = key;
  self->model = nh_table_edit_model_new (table);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->dialog = nh_dialog_new (parent, options ? _("Fixed table") : _("New fixed table"), make_content (self));
  gtk_widget_insert_action_group (self->dialog, "table", G_ACTION_GROUP (self->actions));
  buttons = nh_dialog_add_buttons (self->dialog);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (nh_dialog_add_button (buttons, _("_Cancel"), NULL)), "window.close");
  accept = nh_dialog_add_button (buttons, options ? _("S_ave the table") : _("_Insert the table"), "suggested-action");
  g_signal_connect_swapped (accept, "clicked", G_CALLBACK (on_done_cb), self);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (on_close_request_cb), self);
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (on_destroy_cb), self);
  g_signal_connect_swapped (self->model, "changed", G_CALLBACK (on_changed_cb), self);
  g_object_set_data_full (G_OBJECT (self->dialog), EDITOR_KEY, self, editor_free);
  nh_grid_set_model (self->grid, NH_GRID_MODEL (self->model));
  nh_grid_set_cursor (self->grid, 0, 0);
  on_changed_cb (self, FALSE);
  gtk_window_set_focus (GTK_WINDOW (self->dialog), GTK_WIDGET (self->grid));
  gtk_window_present (GTK_WINDOW (self->dialog));
}
