/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: what stands in the text is opened; tooltips, the menu, drops.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>

/* (internal) opens the table, footnote or reference at @iter. Returns: whether there is one. */
gboolean
nh_plan_editor_open_at (NhPlanEditor *self, const GtkTextIter *iter)
{
  GdkPaintable *paintable = gtk_text_iter_get_paintable (iter);

  if (gtk_text_iter_get_child_anchor (iter))
    nh_plan_editor_open_table (self, gtk_text_iter_get_line (iter));
  else if (!paintable || !NH_IS_PLAN_INLINE (paintable))
    return FALSE;
  else if (nh_plan_inline_get_kind (NH_PLAN_INLINE (paintable)) == NH_INLINE_NOTE)
    nh_plan_editor_edit_note (self, iter);
  else
    nh_plan_editor_follow (self, NH_PLAN_INLINE (paintable));
  return TRUE;
}

static gboolean
is_object (const GtkTextIter *iter)
{
  GdkPaintable *paintable = gtk_text_iter_get_paintable (iter);

  return gtk_text_iter_get_child_anchor (iter) || (paintable && NH_IS_PLAN_INLINE (paintable));
}

/* (internal) Returns: whether a table, footnote or reference stands at the cursor, at either side */
gboolean
nh_plan_editor_find_object (NhPlanEditor *self, GtkTextIter *iter)
{
  GtkTextIter end;

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), iter, &end);
  if (is_object (iter))
    return TRUE;
  return !gtk_text_iter_starts_line (iter) && gtk_text_iter_backward_char (iter) && is_object (iter);
}

/* @trailing: (out): characters behind @iter, when the place is nearer to the end of the letter */
static gboolean
find_iter (NhPlanEditor *self, double x, double y, GtkTextIter *iter, int *trailing)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &buffer_x, &buffer_y);
  return gtk_text_view_get_iter_at_position (view, iter, trailing, buffer_x, buffer_y);
}

static NhPlanInline *
find_inline (NhPlanEditor *self, double x, double y, GtkTextIter *iter)
{
  int trailing;
  GdkPaintable *paintable = find_iter (self, x, y, iter, &trailing) ? gtk_text_iter_get_paintable (iter) : NULL;

  return paintable && NH_IS_PLAN_INLINE (paintable) ? NH_PLAN_INLINE (paintable) : NULL;
}

/* A click opens a footnote; a reference, which is part of a sentence, needs Ctrl. */
static void
on_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhPlanEditor *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  GtkTextIter iter;
  NhPlanInline *object = find_inline (self, x, y, &iter);
  gboolean note = object && nh_plan_inline_get_kind (object) == NH_INLINE_NOTE;

  if (!object || n_press != 1 || (state & GDK_SHIFT_MASK) || (!note && !(state & GDK_CONTROL_MASK)))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->view);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &iter);
  nh_plan_editor_open_at (self, &iter);
}

static char *
dup_tooltip (NhPlanEditor *self, NhPlanInline *object)
{
  if (nh_plan_inline_get_kind (object) == NH_INLINE_NOTE)
    return nh_rich_text_to_plain (nh_plan_inline_get_note (object), nh_plan_text_reference_label, self->text);
  if (nh_plan_inline_is_lost (object))
    return g_strdup (_("What this refers to was deleted. Choose another target or delete the reference."));
  return g_strdup_printf (_("%s — Ctrl+click goes there"), nh_plan_inline_get_label (object));
}

static gboolean
on_query_tooltip_cb (GtkWidget *view, int x, int y, gboolean keyboard, GtkTooltip *tooltip, NhPlanEditor *self)
{
  GtkTextIter iter;
  NhPlanInline *object;
  g_autofree char *text = NULL;

  if (keyboard)
    return FALSE;
  object = find_inline (self, x, y, &iter);
  text = object ? dup_tooltip (self, object) : NULL;
  if (!text)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/* The menu. */

static void
append (GMenu *menu, const char *label, const char *action, const char *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  if (target)
    g_menu_item_set_action_and_target (item, action, "s", target);
  else
    g_menu_item_set_detailed_action (item, action);
  g_menu_append_item (menu, item);
}

static void
append_submenu (GMenu *menu, const char *label, GMenu *submenu)
{
  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
  g_object_unref (submenu);
}

/**
 * nh_plan_editor_new_kinds_menu:
 *
 * Returns: (transfer full): the kinds of paragraphs, for menus and for the button that tells the present one.
 */
GMenu *
nh_plan_editor_new_kinds_menu (void)
{
  GMenu *menu = g_menu_new ();

  append (menu, _("Paragraph"), "plan-text.kind", "paragraph");
  append (menu, _("Heading I."), "plan-text.kind", "heading-1");
  append (menu, _("Heading 1."), "plan-text.kind", "heading-2");
  append (menu, _("Heading 1.1."), "plan-text.kind", "heading-3");
  append (menu, _("Heading 1.1.1."), "plan-text.kind", "heading-4");
  append (menu, _("Point a)"), "plan-text.kind", "heading-5");
  append (menu, _("Dash –"), "plan-text.kind", "bullet-1");
  append (menu, _("Plus +"), "plan-text.kind", "bullet-2");
  return menu;
}

/**
 * nh_plan_editor_new_insert_menu:
 *
 * Returns: (transfer full): what can be inserted into the text but tables.
 */
GMenu *
nh_plan_editor_new_insert_menu (void)
{
  GMenu *menu = g_menu_new ();

  append (menu, _("_Footnote…"), "plan-text.footnote", NULL);
  append (menu, _("_Reference…"), "plan-text.reference", NULL);
  append (menu, _("Place to f_ill"), "plan-text.blank", NULL);
  append (menu, _("_Page break"), "plan-text.page-break", NULL);
  append (menu, _("_Line break"), "plan-text.line-break", NULL);
  append (menu, _("Non-breaking _space"), "plan-text.no-break-space", NULL);
  append (menu, _("Non-breaking _hyphen"), "plan-text.no-break-hyphen", NULL);
  return menu;
}

static void
append_section (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenu *
new_context_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *clipboard = g_menu_new ();
  GMenu *open = g_menu_new ();
  GMenu *text = g_menu_new ();
  GMenu *paragraph = nh_plan_editor_new_kinds_menu ();
  GMenu *place = g_menu_new ();

  append (clipboard, _("Cu_t"), "clipboard.cut", NULL);
  append (clipboard, _("_Copy"), "clipboard.copy", NULL);
  append (clipboard, _("_Paste"), "plan-text.paste", NULL);
  append (clipboard, _("Paste _without formatting"), "plan-text.paste-plain", NULL);
  append_section (menu, clipboard);
  append (open, _("_Open what stands here"), "plan-text.open", NULL);
  append (open, _("C_hange what the table shows…"), "plan-text.change-table", NULL);
  append_section (menu, open);
  append (place, _("_Raise the level"), "plan-text.promote", NULL);
  append (place, _("_Lower the level"), "plan-text.demote", NULL);
  append (place, _("Move _up"), "plan-text.move-up", NULL);
  append (place, _("Move _down"), "plan-text.move-down", NULL);
  append_section (paragraph, place);
  append_submenu (text, _("P_aragraph"), paragraph);
  append_submenu (text, _("_Insert"), nh_plan_editor_new_insert_menu ());
  append (text, _("_Bold"), "plan-text.bold", NULL);
  append (text, _("I_talic"), "plan-text.italic", NULL);
  append_section (menu, text);
  return menu;
}

/* GTK's own menu has an undo that is not that of the program. */
static void
popup_menu (NhPlanEditor *self, const GdkRectangle *place)
{
  g_autoptr (GMenu) model = new_context_menu ();
  GtkWidget *menu = gtk_popover_menu_new_from_model_full (G_MENU_MODEL (model), GTK_POPOVER_MENU_NESTED);

  nh_plan_editor_update_states (self);
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  nh_plan_editor_present (self, menu, self->view, place);
}

/* (internal) the Menu key and Shift+F10 */
void
nh_plan_editor_menu (gpointer data)
{
  NhPlanEditor *self = data;
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextIter cursor;
  GdkRectangle place;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &cursor,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  gtk_text_view_get_iter_location (view, &cursor, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  popup_menu (self, &place);
}

/* A click beside the selection acts on what it points at. */
static void
on_menu_pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, NhPlanEditor *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  const GdkRectangle place = { (int) x, (int) y, 1, 1 };
  GtkTextIter iter, start, end;
  int trailing;

  if (!gdk_event_triggers_context_menu (event))
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_grab_focus (self->view);
  find_iter (self, x, y, &iter, &trailing);
  if (!gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end)
      || gtk_text_iter_compare (&iter, &start) < 0 || gtk_text_iter_compare (&iter, &end) > 0)
    gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &iter);
  popup_menu (self, &place);
}

/* Drops. GTK's own takes the words alone. */

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, NhPlanEditor *self)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (target));
  guint block, offset;
  int trailing;
  GtkTextIter iter;

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return FALSE;
  find_iter (self, x, y, &iter, &trailing);
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_chars (&iter, trailing);
  nh_plan_buffer_get_place (self->buffer, &iter, &block, &offset);
  /* From this window: what is selected, with all that the words don't say. */
  if (drop && gdk_drop_get_drag (drop) && gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    return nh_plan_editor_move_selection (self, block, offset, (state & GDK_CONTROL_MASK) != 0);
  nh_plan_editor_set_cursor (self, block, offset);
  nh_plan_editor_insert_plain (self, g_value_get_string (value), _("Drop"));
  return TRUE;
}

static void
replace_drop_target (NhPlanEditor *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->view);
  /* Copy alone: GTK would delete the selection after a move, as a second step. */
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_COPY);

  for (guint i = g_list_model_get_n_items (controllers); i-- > 0;)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller) || GTK_IS_DROP_TARGET_ASYNC (controller))
        gtk_widget_remove_controller (self->view, controller);
    }
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (target));
}

/* (internal) */
void
nh_plan_editor_add_mouse (NhPlanEditor *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_has_tooltip (self->view, TRUE);
  g_signal_connect (self->view, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), self);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (menu), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu_pressed_cb), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (menu));
  replace_drop_target (self);
}
