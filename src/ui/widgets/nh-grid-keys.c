/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys. They are taken from the entry's own key controller, the one that holds its input method:
 * the handler runs after the input method had the key and before the entry's bindings. Taking
 * keys in the capture phase, or forwarding them, would lose the first key under Telex.
 */
#include "ui/widgets/nh-grid-private.h"

#include <glib/gi18n-lib.h>

#include "core/nh-period.h"

static guint
without_keypad (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      return GDK_KEY_Return;
    case GDK_KEY_KP_Down:
      return GDK_KEY_Down;
    case GDK_KEY_KP_Up:
      return GDK_KEY_Up;
    case GDK_KEY_KP_Left:
      return GDK_KEY_Left;
    case GDK_KEY_KP_Right:
      return GDK_KEY_Right;
    case GDK_KEY_KP_Home:
      return GDK_KEY_Home;
    case GDK_KEY_KP_End:
      return GDK_KEY_End;
    case GDK_KEY_KP_Page_Down:
      return GDK_KEY_Page_Down;
    case GDK_KEY_KP_Page_Up:
      return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Insert:
      return GDK_KEY_Insert;
    case GDK_KEY_KP_Delete:
      return GDK_KEY_Delete;
    case GDK_KEY_KP_Tab:
      return GDK_KEY_Tab;
    case GDK_KEY_KP_Add:
      return GDK_KEY_plus;
    case GDK_KEY_KP_Subtract:
      return GDK_KEY_minus;
    case GDK_KEY_KP_F2:
      return GDK_KEY_F2;
    default:
      return gdk_keyval_to_lower (keyval);
    }
}

/* Asks the window to move the focus out of the grid. */
static gboolean
leave (NhGrid *self, gboolean backwards)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (GTK_IS_WINDOW (root))
    g_signal_emit_by_name (root, "move-focus",
                           backwards ? GTK_DIR_TAB_BACKWARD : GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static gboolean
on_tab (NhGrid *self, GdkModifierType state, gboolean backwards)
{
  if ((state & GDK_ALT_MASK) != 0)
    return FALSE;
  if (!nh_grid_commit (self))
    return TRUE;
  if ((state & GDK_CONTROL_MASK) == 0 && nh_grid_move_by_tab (self, backwards))
    return TRUE;
  return leave (self, backwards);
}

static gboolean
on_enter (NhGrid *self, GdkModifierType state)
{
  gboolean was_editing = self->editing;

  if (self->editing && (state & GDK_ALT_MASK) != 0)
    {
      GtkEditable *entry = GTK_EDITABLE (self->entries[self->current]);
      int position;

      gtk_editable_delete_selection (entry);
      position = gtk_editable_get_position (entry);
      gtk_editable_insert_text (entry, "\n", 1, &position);
      gtk_editable_set_position (entry, position);
      return TRUE;
    }
  if ((state & GDK_ALT_MASK) != 0)
    return FALSE;
  if (was_editing && (state & GDK_CONTROL_MASK) != 0 && nh_grid_selection_has_many (self))
    {
      nh_grid_editor_fill (self);
      return TRUE;
    }
  if (!nh_grid_commit (self))
    return TRUE;
  if ((state & GDK_CONTROL_MASK) == 0)
    nh_grid_move_by_enter (self, (state & GDK_SHIFT_MASK) != 0);
  else if (!was_editing && self->row < self->n_rows && !nh_grid_is_head (self, self->row))
    g_signal_emit_by_name (self, "activate-row", self->row);
  return TRUE;
}

static gboolean
on_vertical (NhGrid *self, guint keyval, GdkModifierType state)
{
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_Page_Down;
  gboolean page = keyval == GDK_KEY_Page_Down || keyval == GDK_KEY_Page_Up;

  if (keyval == GDK_KEY_Down && (state & GDK_ALT_MASK) != 0)
    return nh_grid_editor_begin (self, TRUE);
  if (self->completing)
    nh_grid_completion_step (self, (down ? 1 : -1) * (page ? 8 : 1));
  else if (self->typing && nh_grid_commit (self))
    nh_grid_move_by_key (self, keyval, state);
  return TRUE;
}

/* Ctrl+; is today, as in sheets. */
static gboolean
insert_today (NhGrid *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *text = nh_day_format_short (nh_day_from_ymd (
      g_date_time_get_year (now), g_date_time_get_month (now), g_date_time_get_day_of_month (now)));

  nh_grid_editor_insert (self, text);
  return TRUE;
}

/* Ctrl+' begins with the text of the cell above. */
static gboolean
insert_from_above (NhGrid *self)
{
  NhGridShown *shown = nh_grid_columns_get (self, self->column);
  g_autofree char *text = NULL;

  if (shown == NULL || self->row == 0)
    return TRUE;
  text = nh_grid_model_get_edit_text (self->model, self->row - 1, shown->model_column);
  if (*text != '\0')
    nh_grid_editor_insert (self, text);
  return TRUE;
}

static gboolean
key_in_edit (NhGrid *self, guint keyval, GdkModifierType state)
{
  switch (keyval)
    {
    case GDK_KEY_Escape:
      if (self->completing && nh_grid_completion_chosen (self) != NULL)
        nh_grid_completion_close (self);
      else
        nh_grid_editor_cancel (self);
      return TRUE;
    case GDK_KEY_Return:
      return on_enter (self, state);
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      return on_tab (self, state, keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0);
    case GDK_KEY_F2:
      self->typing = !self->typing;
      return TRUE;
    case GDK_KEY_semicolon:
      return (state & GDK_CONTROL_MASK) != 0 && insert_today (self);
    case GDK_KEY_apostrophe:
    case GDK_KEY_quotedbl:
      return (state & GDK_CONTROL_MASK) != 0 && insert_from_above (self);
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      return on_vertical (self, keyval, state);
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      if (!self->typing || state != 0)
        return FALSE;
      if (nh_grid_commit (self))
        nh_grid_move_by_key (self, keyval, state);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
select_all (NhGrid *self)
{
  if (self->n_rows > 0 && self->shown->len > 0)
    nh_grid_select (self, 0, 0, self->n_rows - 1, self->shown->len - 1);
}

static gboolean
key_with_control (NhGrid *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_c:
      nh_grid_copy (self);
      return TRUE;
    case GDK_KEY_Insert:
      nh_grid_add_row (self);
      return TRUE;
    case GDK_KEY_x:
      nh_grid_cut (self);
      return TRUE;
    case GDK_KEY_v:
      nh_grid_paste (self);
      return TRUE;
    case GDK_KEY_d:
      nh_grid_fill_down (self);
      return TRUE;
    case GDK_KEY_a:
      select_all (self);
      return TRUE;
    case GDK_KEY_Delete:
    case GDK_KEY_minus:
      nh_grid_delete_rows (self);
      return TRUE;
    case GDK_KEY_plus:
      nh_grid_add_row (self);
      return TRUE;
    case GDK_KEY_semicolon:
      return insert_today (self);
    case GDK_KEY_apostrophe:
    case GDK_KEY_quotedbl:
      return insert_from_above (self);
    case GDK_KEY_space:
      if (self->n_rows > 0)
        nh_grid_select (self, 0, MIN (self->column, self->extent_column), self->n_rows - 1,
                        MAX (self->column, self->extent_column));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
open_menu_at_cursor (NhGrid *self)
{
  GdkRectangle cell;

  nh_grid_cell_rectangle (self, self->row, self->column, &cell);
  nh_grid_menus_open_cell (self, &cell);
}

static void
select_rows (NhGrid *self)
{
  nh_grid_select (self, MIN (self->row, self->extent_row), 0, MAX (self->row, self->extent_row),
                  self->shown->len - 1);
}

static gboolean
key_with_shift (NhGrid *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_space:
      select_rows (self);
      return TRUE;
    case GDK_KEY_F10:
      open_menu_at_cursor (self);
      return TRUE;
    case GDK_KEY_Insert:
      nh_grid_paste (self);
      return TRUE;
    case GDK_KEY_Delete:
      nh_grid_cut (self);
      return TRUE;
    default:
      return FALSE;
    }
}

/* Esc takes a refused text back that was left behind; else it is not ours. */
static gboolean
drop_draft (NhGrid *self)
{
  NhGridShown *shown = nh_grid_columns_get (self, self->column);

  if (shown == NULL || !nh_grid_drafts_drop (self, self->row_id, shown->model_column))
    return FALSE;
  nh_grid_draw_invalidate (self, self->row, 1);
  nh_grid_editor_moved (self);
  return TRUE;
}

static gboolean
plain_key (NhGrid *self, guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_F2:
      nh_grid_editor_begin (self, FALSE);
      return TRUE;
    case GDK_KEY_F6:
      return nh_grid_headers_focus (self, self->column);
    case GDK_KEY_Delete:
    case GDK_KEY_BackSpace:
      nh_grid_clear_cells (self);
      return TRUE;
    case GDK_KEY_Menu:
      open_menu_at_cursor (self);
      return TRUE;
    case GDK_KEY_Escape:
      return drop_draft (self);
    default:
      return FALSE;
    }
}

/* Typing into a cell that takes none says so instead of doing nothing. */
static gboolean
refuse_typing (NhGrid *self, guint keyval)
{
  const NhGridColumn *column = nh_grid_columns_describe (self, self->column);
  gboolean editable =
      column != NULL && column->editable && !nh_grid_is_head (self, self->row);

  if (column != NULL && !editable && gdk_keyval_to_unicode (keyval) >= 0x20)
    nh_grid_editor_begin (self, FALSE);
  return FALSE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint original,
                   guint keycode,
                   GdkModifierType state,
                   NhGrid *self)
{
  guint keyval = without_keypad (original);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (self->model == NULL || self->shown->len == 0)
    return FALSE;
  if (self->busy)
    return TRUE;
  if (self->editing)
    return key_in_edit (self, keyval, state);
  if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab)
    return on_tab (self, state, keyval == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) != 0);
  if (keyval == GDK_KEY_Return)
    return nh_grid_heads_key (self, keyval, state) || on_enter (self, state);
  if (keyval == GDK_KEY_Down && state == GDK_ALT_MASK)
    {
      nh_grid_editor_begin (self, TRUE);
      return TRUE;
    }
  if (nh_grid_heads_key (self, keyval, state))
    return TRUE;
  if (nh_grid_move_by_key (self, keyval, state))
    return TRUE;
  if (state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && keyval == GDK_KEY_l)
    {
      nh_grid_headers_filter (self, nh_grid_columns_get (self, self->column));
      return TRUE;
    }
  if (state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && keyval == GDK_KEY_h)
    return nh_grid_headers_focus (self, self->column);
  if (state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) && keyval == GDK_KEY_space)
    {
      select_all (self);
      return TRUE;
    }
  /* On many keyboards these two take Shift to be typed at all. */
  if (state == (GDK_CONTROL_MASK | GDK_SHIFT_MASK) &&
      (keyval == GDK_KEY_plus || keyval == GDK_KEY_quotedbl))
    return key_with_control (self, keyval);
  if (state == GDK_CONTROL_MASK)
    return key_with_control (self, keyval);
  if (state == GDK_SHIFT_MASK && key_with_shift (self, keyval))
    return TRUE;
  if (state == 0 && plain_key (self, keyval))
    return TRUE;
  return (state & ~GDK_SHIFT_MASK) == 0 ? refuse_typing (self, keyval) : FALSE;
}

/* Sees every key before the input method: while one is on its way, the entries must not change
 * turns, or its answer would come to the wrong one. Shift+Space alone is taken here, because the
 * input method would make a space of it; no word begins with it, so nothing typed is lost. */
static gboolean
on_key_captured_cb (GtkEventControllerKey *controller,
                    guint keyval,
                    guint keycode,
                    GdkModifierType state,
                    NhGrid *self)
{
  nh_grid_editor_delay_swap (self);
  state &= gtk_accelerator_get_default_mod_mask ();
  if (keyval != GDK_KEY_space || state != GDK_SHIFT_MASK || self->editing || self->model == NULL ||
      self->shown->len == 0)
    return FALSE;
  select_rows (self);
  return TRUE;
}

/* Finds the controller that feeds the input method and listens behind it. */
void
nh_grid_keys_connect (NhGrid *self, GtkWidget *text)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (text);
  GtkEventController *capture = gtk_event_controller_key_new ();

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
          gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller)))
        g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
    }
  gtk_event_controller_set_propagation_phase (capture, GTK_PHASE_CAPTURE);
  g_signal_connect (capture, "key-pressed", G_CALLBACK (on_key_captured_cb), self);
  gtk_widget_add_controller (text, capture);
}
