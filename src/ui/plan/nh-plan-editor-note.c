/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhPlanEditor: writing a footnote in a popover at its mark.
 */
#include "ui/plan/nh-plan-editor-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WIDTH 380
#define HEIGHT 96

typedef struct
{
  NhPlanEditor *editor;
  GtkTextView *view;
  gboolean is_new;
  gboolean discard;
} Note;

static gboolean
on_unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_popover_closed_cb (GtkPopover *popover, NhPlanEditor *self)
{
  if (self->popover != GTK_WIDGET (popover))
    return;
  self->popover = NULL;
  gtk_widget_grab_focus (self->view);
  /* Not within its own signal. The editor may be gone before. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_unparent_cb, g_object_ref (popover), g_object_unref);
}

/* (internal) as a click elsewhere does: what was written in it is stored */
void
nh_plan_editor_close_popover (NhPlanEditor *self)
{
  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
}

/* (internal) opens @popover at @place of @widget, or at the edge of the text that is nearest to it; it is
 * gone when it closes */
void
nh_plan_editor_present (NhPlanEditor *self, GtkWidget *popover, GtkWidget *widget, const GdkRectangle *place)
{
  GdkRectangle at = *place;
  graphene_point_t point;

  nh_plan_editor_close_popover (self);
  if (gtk_widget_compute_point (widget, GTK_WIDGET (self), &GRAPHENE_POINT_INIT (at.x, at.y), &point))
    {
      at.x = (int) point.x;
      at.y = (int) point.y;
    }
  at.x = CLAMP (at.x, 0, gtk_widget_get_width (GTK_WIDGET (self)));
  at.y = CLAMP (at.y, 0, gtk_widget_get_height (GTK_WIDGET (self)));
  at.width = MAX (at.width, 1);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &at);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  self->popover = popover;
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}

/* (internal) a popover that points at @iter, which comes into sight */
GtkWidget *
nh_plan_editor_popup (NhPlanEditor *self, const GtkTextIter *iter, GtkWidget *child)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkWidget *popover = gtk_popover_new ();
  GtkTextIter seen = *iter;
  GdkRectangle place;

  gtk_text_view_scroll_to_iter (view, &seen, 0.1, FALSE, 0, 0);
  gtk_text_view_get_iter_location (view, iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &place.x, &place.y);
  gtk_popover_set_child (GTK_POPOVER (popover), child);
  nh_plan_editor_present (self, popover, self->view, &place);
  return popover;
}

/* (internal) puts a footnote or reference at the cursor */
void
nh_plan_editor_insert_object (NhPlanEditor *self, const NhInline *object, const char *step)
{
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) nh_block_unref);
  g_autoptr (NhRichText) text = nh_rich_text_new (NULL);

  if (object->kind == NH_INLINE_NOTE)
    nh_rich_text_append_note (text, object->note, NH_STYLE_PLAIN);
  else
    nh_rich_text_append_reference (text, object->kind, object->target, NH_STYLE_PLAIN);
  g_ptr_array_add (blocks, nh_block_new (0, NH_BLOCK_PARAGRAPH, 0, text, NULL, NULL));
  nh_plan_editor_insert_blocks (self, blocks, step);
}

static NhRichText *
read_note (Note *note)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (note->view), &start, &end);
  return nh_plan_tags_read (&start, &end);
}

/* @text: an empty one takes the footnote away */
static void
change_note (NhPlanEditor *self, NhRichText *text)
{
  g_autoptr (NhRichText) changed = nh_rich_text_new (NULL);
  GtkTextIter iter;
  GdkPaintable *paintable;
  NhBlock *block;
  guint position, offset;
  NhStyle style;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter, self->place);
  paintable = gtk_text_iter_get_paintable (&iter);
  if (!paintable || !NH_IS_PLAN_INLINE (paintable) || !nh_plan_inline_get_note (NH_PLAN_INLINE (paintable))
      || nh_rich_text_equal (nh_plan_inline_get_note (NH_PLAN_INLINE (paintable)), text))
    return;
  nh_plan_editor_begin (self, nh_rich_text_get_length (text) ? _("Change the footnote") : _("Delete the footnote"));
  nh_plan_buffer_get_place (self->buffer, &iter, &position, &offset);
  block = nh_plan_text_get_block (self->text, position);
  style = nh_rich_text_get_style_at (block->text, offset);
  nh_rich_text_append_slice (changed, block->text, 0, offset);
  if (nh_rich_text_get_length (text) > 0)
    nh_rich_text_append_note (changed, text, style);
  nh_rich_text_append_slice (changed, block->text, offset + strlen (NH_RICH_TEXT_OBJECT_UTF8),
                             nh_rich_text_get_length (block->text));
  nh_plan_text_set_text (self->text, position, changed);
  nh_plan_editor_end (self);
}

static void
on_note_closed_cb (GtkPopover *popover, Note *note)
{
  g_autoptr (NhRichText) text = read_note (note);
  const NhInline object = { 0, NH_INLINE_NOTE, 0, text };

  if (note->discard)
    return;
  if (!note->is_new)
    change_note (note->editor, text);
  else if (nh_rich_text_get_length (text) > 0)
    nh_plan_editor_insert_object (note->editor, &object, _("Insert a footnote"));
}

static gboolean
on_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, Note *note)
{
  note->discard = key == GDK_KEY_Escape;
  return FALSE;
}

static gboolean
on_enter_cb (gpointer data)
{
  gtk_popover_popdown (data);
  return G_SOURCE_REMOVE;
}

/* Enter is taken here and not by its key: an input method may still hold the last word. */
static void
on_insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *iter, const char *text, int length, Note *note)
{
  if (length != 1 || *text != '\n' || !note->editor->popover)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_enter_cb, g_object_ref (note->editor->popover), g_object_unref);
}

static void
on_delete_cb (Note *note)
{
  if (note->is_new)
    note->discard = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (note->view), "", 0);
  gtk_popover_popdown (GTK_POPOVER (note->editor->popover));
}

static void
on_done_cb (Note *note)
{
  gtk_popover_popdown (GTK_POPOVER (note->editor->popover));
}

static GtkWidget *
make_note_view (NhPlanEditor *self, NhRichText *text)
{
  g_autoptr (GtkTextTagTable) tags = nh_plan_tags_new ();
  g_autoptr (GtkTextBuffer) buffer = gtk_text_buffer_new (tags);
  GtkWidget *view = gtk_text_view_new_with_buffer (buffer);
  GtkTextIter iter;

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "left-margin", 6, "right-margin", 6, "top-margin", 6, "bottom-margin", 6, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the footnote"), -1);
  if (text)
    {
      gtk_text_buffer_get_start_iter (buffer, &iter);
      nh_plan_tags_insert (buffer, &iter, text, 0, nh_rich_text_get_length (text));
    }
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)));
  return view;
}

static GtkWidget *
make_note_box (Note *note)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (note->is_new ? _("New footnote") : _("Footnote"));
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *delete = gtk_button_new_with_mnemonic (note->is_new ? _("_Cancel") : _("_Delete"));
  GtkWidget *done = gtk_button_new_with_mnemonic (_("D_one"));

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "nh-title");
  gtk_widget_add_css_class (scroller, "nh-text");
  gtk_widget_set_size_request (scroller, WIDTH, HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (note->view));
  gtk_widget_set_halign (row, GTK_ALIGN_END);
  gtk_widget_add_css_class (done, "suggested-action");
  g_signal_connect_swapped (delete, "clicked", G_CALLBACK (on_delete_cb), note);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (on_done_cb), note);
  gtk_box_append (GTK_BOX (row), delete);
  gtk_box_append (GTK_BOX (row), done);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), row);
  return box;
}

/**
 * nh_plan_editor_edit_note: (internal)
 * @iter: (nullable): the mark of a footnote; %NULL: a new one at the cursor
 *
 * Opens a popover. Enter or a click elsewhere stores what was written, Escape discards it.
 */
void
nh_plan_editor_edit_note (NhPlanEditor *self, const GtkTextIter *iter)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  Note *note = g_new0 (Note, 1);
  GtkEventController *keys;
  GtkTextIter start, place;
  GtkWidget *popover;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &place);
  note->editor = self;
  note->is_new = iter == NULL;
  if (iter)
    place = *iter;
  else
    gtk_text_buffer_place_cursor (buffer, &place);
  gtk_text_buffer_move_mark (buffer, self->place, &place);
  note->view = GTK_TEXT_VIEW (make_note_view (
      self, iter ? nh_plan_inline_get_note (NH_PLAN_INLINE (gtk_text_iter_get_paintable (iter))) : NULL));
  keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_cb), note);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (note->view), keys);
  g_signal_connect (gtk_text_view_get_buffer (note->view), "insert-text", G_CALLBACK (on_insert_text_cb), note);
  popover = nh_plan_editor_popup (self, &place, make_note_box (note));
  g_object_set_data_full (G_OBJECT (popover), "note", note, g_free);
  g_signal_connect (popover, "closed", G_CALLBACK (on_note_closed_cb), note);
  gtk_widget_grab_focus (GTK_WIDGET (note->view));
}
