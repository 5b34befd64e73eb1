/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-editor-view.h"

#include "ui/compat/nh-color.h"
#include "ui/plan/nh-plan-editor-tags.h"

/* Pixels. The column is as wide as the text on paper at its size in the view. */
#define COLUMN 640
#define LEFT 64  /* room for numbers: "1.1.1." */
#define RIGHT 24
#define NARROWEST 160
#define GAP 8    /* between a number and its text */

/* Numbers are quieter than the text. */
#define NUMBER_ALPHA 0.75f

struct _NhPlanView
{
  GtkTextView parent_instance;

  NhPlanBuffer *buffer;
  const NhPlanViewKeys *keys;
  gpointer data;
  PangoLayout *label;
  int column; /* width of the text, pixels */
  guint fit_source;
  gboolean composing;
  gboolean tab; /* the last key: Tab, alone or with Shift */
};

G_DEFINE_FINAL_TYPE (NhPlanView, nh_plan_view, GTK_TYPE_TEXT_VIEW)

#define PARENT GTK_TEXT_VIEW_CLASS (nh_plan_view_parent_class)

/* The column. */

static void
set_child_widths (NhPlanView *self)
{
  NhPlanText *text = nh_plan_buffer_get_text (self->buffer);
  guint n = MIN (nh_plan_text_get_n_blocks (text),
                 (guint) gtk_text_buffer_get_line_count (GTK_TEXT_BUFFER (self->buffer)));

  for (guint line = 0; line < n; line++)
    {
      GtkTextChildAnchor *anchor;
      g_autofree GtkWidget **widgets = NULL;
      guint n_widgets;

      if (nh_block_is_text (nh_plan_buffer_get_block (self->buffer, line)))
        continue;
      anchor = nh_plan_buffer_get_anchor (self->buffer, line);
      widgets = anchor ? gtk_text_child_anchor_get_widgets (anchor, &n_widgets) : NULL;
      if (widgets && n_widgets > 0)
        gtk_widget_set_size_request (widgets[0], nh_plan_view_get_column (self), -1);
    }
}

/* Pixels beside the text in a view of @width. */
static void
get_margins (int width, int *left, int *right)
{
  *left = MAX (LEFT, (width - COLUMN) / 2);
  *right = MAX (RIGHT, width - *left - COLUMN);
}

static gboolean
on_fit_cb (gpointer data)
{
  NhPlanView *self = data;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int left, right;

  self->fit_source = 0;
  get_margins (width, &left, &right);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), left);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), right);
  self->column = width - left - right;
  set_child_widths (self);
  return G_SOURCE_REMOVE;
}

/* Margins are set afterwards: what asks for another size while sizes are given is drawn without one. */
static void
nh_plan_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  NhPlanView *self = NH_PLAN_VIEW (widget);
  int left, right;

  GTK_WIDGET_CLASS (nh_plan_view_parent_class)->size_allocate (widget, width, height, baseline);
  get_margins (width, &left, &right);
  if (!self->fit_source
      && (self->column != width - left - right || gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) != left))
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_fit_cb, self, NULL);
}

/* The tables are as wide as the text: they must not keep the view from growing narrower. */
static void
nh_plan_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                      int *minimum_baseline, int *natural_baseline)
{
  GTK_WIDGET_CLASS (nh_plan_view_parent_class)
      ->measure (widget, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation != GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum = LEFT + NARROWEST + RIGHT;
  *natural = LEFT + COLUMN + RIGHT;
}

/** nh_plan_view_get_column: Returns: the width of the text in pixels. */
int
nh_plan_view_get_column (NhPlanView *self)
{
  return MAX (self->column, NARROWEST);
}

/* Numbers in the margin. */

static void
draw_label (NhPlanView *self, GtkSnapshot *snapshot, guint line, const char *words, const GdkRGBA *color)
{
  const NhBlock *block = nh_plan_buffer_get_block (self->buffer, line);
  NhStyle style = nh_block_get_style (block);
  PangoAttrList *attributes = pango_attr_list_new ();
  GtkTextIter iter;
  GdkRectangle place;
  int width, left;

  if (style & NH_STYLE_BOLD)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  pango_layout_set_attributes (self->label, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_text (self->label, words, -1);
  pango_layout_get_pixel_size (self->label, &width, NULL);
  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self->buffer), &iter, line);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &place);
  left = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) + nh_block_get_indent (block) - GAP - width;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MAX (2, left), place.y));
  gtk_snapshot_append_layout (snapshot, self->label, color);
  gtk_snapshot_restore (snapshot);
}

static void
nh_plan_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  NhPlanView *self = NH_PLAN_VIEW (view);
  NhPlanText *text = nh_plan_buffer_get_text (self->buffer);
  GdkRectangle visible;
  GtkTextIter iter;
  GdkRGBA color;

  if (layer != GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    return;
  if (!self->label)
    self->label = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  nh_compat_get_color (GTK_WIDGET (self), &color);
  color.alpha *= NUMBER_ALPHA;
  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  for (;;)
    {
      guint line = gtk_text_iter_get_line (&iter);
      int y, height;

      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      if (y > visible.y + visible.height)
        break;
      if (line < nh_plan_text_get_n_blocks (text) && *nh_plan_text_get_label (text, line))
        draw_label (self, snapshot, line, nh_plan_text_get_label (text, line), &color);
      if (!gtk_text_iter_forward_line (&iter))
        break;
    }
}

static void
nh_plan_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  g_clear_object (&NH_PLAN_VIEW (widget)->label);
  GTK_WIDGET_CLASS (nh_plan_view_parent_class)->css_changed (widget, change);
}

/* Keys. */

static void
nh_plan_view_backspace (GtkTextView *view)
{
  NhPlanView *self = NH_PLAN_VIEW (view);

  if (!self->keys->backspace (self->data))
    PARENT->backspace (view);
}

static void
nh_plan_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  NhPlanView *self = NH_PLAN_VIEW (view);

  if (type != GTK_DELETE_CHARS || count != 1 || !self->keys->delete_forward (self->data))
    PARENT->delete_from_cursor (view, type, count);
}

static void
nh_plan_view_copy_clipboard (GtkTextView *view)
{
  NH_PLAN_VIEW (view)->keys->copy (NH_PLAN_VIEW (view)->data);
}

static void
nh_plan_view_cut_clipboard (GtkTextView *view)
{
  NH_PLAN_VIEW (view)->keys->cut (NH_PLAN_VIEW (view)->data);
}

static void
nh_plan_view_paste_clipboard (GtkTextView *view)
{
  NH_PLAN_VIEW (view)->keys->paste (NH_PLAN_VIEW (view)->data);
}

/* Before the view's own controller, which takes every Enter for a new line. An input method that
 * answers late sends the key once more, so the last one counts. */
static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, NhPlanView *self)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  self->tab = (key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab || key == GDK_KEY_KP_Tab)
              && !(state & (GDK_CONTROL_MASK | GDK_ALT_MASK));
  nh_plan_buffer_set_enter (self->buffer, !enter                       ? NH_PLAN_ENTER_BLOCK
                                          : state & GDK_CONTROL_MASK ? NH_PLAN_ENTER_PAGE_BREAK
                                          : state & GDK_SHIFT_MASK   ? NH_PLAN_ENTER_LINE_BREAK
                                                                     : NH_PLAN_ENTER_BLOCK);
  return enter && !self->composing && !(state & GDK_CONTROL_MASK) && self->keys->enter (self->data);
}

/* What the view makes of Tab, after the input method was asked. Ctrl+Tab leaves the text. */
static void
nh_plan_view_move_focus (GtkWidget *widget, GtkDirectionType direction)
{
  NhPlanView *self = NH_PLAN_VIEW (widget);

  if (self->tab && gtk_text_view_get_editable (GTK_TEXT_VIEW (self)))
    gtk_widget_activate_action (widget, direction == GTK_DIR_TAB_BACKWARD ? "plan-text.promote" : "plan-text.demote",
                                NULL);
  else
    GTK_WIDGET_CLASS (nh_plan_view_parent_class)->move_focus (widget, direction);
}

/* GTK lays the line of the cursor out anew for what is composed, but forgets it when that line is so new
 * that its height is not known yet: as right after Enter, before a frame was drawn. */
static void
forget_new_line (NhPlanView *self)
{
  GtkTextIter iter;
  int y, height;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self->buffer), &iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &iter, &y, &height);
  if (height == 0)
    nh_plan_buffer_lay_out_line (self->buffer, gtk_text_iter_get_line (&iter));
}

static void
on_preedit_changed_cb (GtkTextView *view, const char *preedit, NhPlanView *self)
{
  forget_new_line (self);
  self->composing = preedit && *preedit;
  nh_plan_buffer_set_held (self->buffer, self->composing);
}

/** nh_plan_view_is_composing: Returns: whether an input method holds a word that is not finished. */
gboolean
nh_plan_view_is_composing (NhPlanView *self)
{
  return self->composing;
}

static void
nh_plan_view_dispose (GObject *object)
{
  NhPlanView *self = NH_PLAN_VIEW (object);

  g_clear_handle_id (&self->fit_source, g_source_remove);
  g_clear_object (&self->label);
  G_OBJECT_CLASS (nh_plan_view_parent_class)->dispose (object);
  g_clear_object (&self->buffer);
}

static void
on_menu_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  NH_PLAN_VIEW (widget)->keys->menu (NH_PLAN_VIEW (widget)->data);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
    const char *target;
  } keys[] = {
    { GDK_KEY_0, GDK_CONTROL_MASK, "plan-text.kind", "paragraph" },
    { GDK_KEY_1, GDK_CONTROL_MASK, "plan-text.kind", "heading-1" },
    { GDK_KEY_2, GDK_CONTROL_MASK, "plan-text.kind", "heading-2" },
    { GDK_KEY_3, GDK_CONTROL_MASK, "plan-text.kind", "heading-3" },
    { GDK_KEY_4, GDK_CONTROL_MASK, "plan-text.kind", "heading-4" },
    { GDK_KEY_5, GDK_CONTROL_MASK, "plan-text.kind", "heading-5" },
    { GDK_KEY_l, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "plan-text.kind", "bullet-1" },
    { GDK_KEY_b, GDK_CONTROL_MASK, "plan-text.bold", NULL },
    { GDK_KEY_i, GDK_CONTROL_MASK, "plan-text.italic", NULL },
    { GDK_KEY_Up, GDK_ALT_MASK, "plan-text.move-up", NULL },
    { GDK_KEY_Down, GDK_ALT_MASK, "plan-text.move-down", NULL },
    { GDK_KEY_f, GDK_CONTROL_MASK | GDK_ALT_MASK, "plan-text.footnote", NULL },
    { GDK_KEY_space, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "plan-text.no-break-space", NULL },
    { GDK_KEY_underscore, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "plan-text.no-break-hyphen", NULL },
    { GDK_KEY_minus, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "plan-text.no-break-hyphen", NULL },
    { GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "plan-text.paste-plain", NULL },
    { GDK_KEY_F4, 0, "plan-text.next-blank", NULL },
    { GDK_KEY_F2, 0, "plan-text.open", NULL },
    { GDK_KEY_Return, GDK_ALT_MASK, "plan-text.change-table", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].target)
      gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action, "s", keys[i].target);
    else
      gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}

static void
nh_plan_view_class_init (NhPlanViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = nh_plan_view_dispose;
  widget_class->size_allocate = nh_plan_view_size_allocate;
  widget_class->measure = nh_plan_view_measure;
  widget_class->css_changed = nh_plan_view_css_changed;
  widget_class->move_focus = nh_plan_view_move_focus;
  view_class->snapshot_layer = nh_plan_view_snapshot_layer;
  view_class->backspace = nh_plan_view_backspace;
  view_class->delete_from_cursor = nh_plan_view_delete_from_cursor;
  view_class->copy_clipboard = nh_plan_view_copy_clipboard;
  view_class->cut_clipboard = nh_plan_view_cut_clipboard;
  view_class->paste_clipboard = nh_plan_view_paste_clipboard;
  /* In the place of the text view's own. */
  gtk_widget_class_install_action (widget_class, "menu.popup", NULL, on_menu_cb);
  add_keys (widget_class);
}

static void
nh_plan_view_init (NhPlanView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (self, "preedit-changed", G_CALLBACK (on_preedit_changed_cb), self);
}

/**
 * nh_plan_view_new:
 * @buffer: a buffer that is not filled yet
 * @keys: (scope forever): what keys do
 * @data: for @keys
 *
 * Returns: (transfer floating): a view of it.
 */
GtkWidget *
nh_plan_view_new (NhPlanBuffer *buffer, const NhPlanViewKeys *keys, gpointer data)
{
  NhPlanView *self = g_object_new (NH_TYPE_PLAN_VIEW, "buffer", buffer, "accepts-tab", FALSE, "wrap-mode",
                                   GTK_WRAP_WORD_CHAR, "left-margin", LEFT, "right-margin", RIGHT, "top-margin", 18,
                                   "bottom-margin", 90, "pixels-below-lines", 6, "pixels-inside-wrap", 3, "indent",
                                   NH_PLAN_INDENT, "justification", GTK_JUSTIFY_FILL, NULL);

  self->buffer = g_object_ref (buffer);
  self->keys = keys;
  self->data = data;
  gtk_widget_add_css_class (GTK_WIDGET (self), "nh-plan-text");
  nh_plan_buffer_set_view (buffer, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
