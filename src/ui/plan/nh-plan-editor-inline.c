/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plan/nh-plan-editor-inline.h"

#include "ui/compat/nh-color.h"

/* Against the size of the text around it. */
#define NOTE_SCALE 0.7

/* Of the height of a letter, upwards. */
#define NOTE_RISE 0.35

struct _NhPlanInline
{
  GObject parent_instance;

  NhInlineKind kind;
  gint64 target;
  NhRichText *note;
  char *label;  /* NULL: the target is gone */
  NhStyle style;
  GtkWidget *view; /* weak: whose font and colours it has */
  PangoLayout *layout;
};

static void nh_plan_inline_paintable_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NhPlanInline, nh_plan_inline, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE, nh_plan_inline_paintable_init))

static PangoLayout *
get_layout (NhPlanInline *self)
{
  PangoAttrList *attributes;

  if (self->layout || !self->view)
    return self->layout;
  self->layout = gtk_widget_create_pango_layout (self->view, self->label ? self->label : "(?)");
  attributes = pango_attr_list_new ();
  if (self->kind == NH_INLINE_NOTE)
    pango_attr_list_insert (attributes, pango_attr_scale_new (NOTE_SCALE));
  else
    pango_attr_list_insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
  if (self->style & NH_STYLE_BOLD)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  if (self->style & NH_STYLE_ITALIC)
    pango_attr_list_insert (attributes, pango_attr_style_new (PANGO_STYLE_ITALIC));
  pango_layout_set_attributes (self->layout, attributes);
  pango_attr_list_unref (attributes);
  return self->layout;
}

/* Light or dark: links must be read on both. */
static void
get_color (NhPlanInline *self, GdkRGBA *color)
{
  GdkRGBA text;

  nh_compat_get_color (self->view, &text);
  if (text.red + text.green + text.blue > 1.5)
    gdk_rgba_parse (color, self->label ? "#7ab7ff" : "#ff8a8a");
  else
    gdk_rgba_parse (color, self->label ? "#1a5fb4" : "#c01c28");
}

static int
get_rise (NhPlanInline *self, PangoLayout *layout)
{
  if (self->kind != NH_INLINE_NOTE)
    return 0;
  return (int) (NOTE_RISE * pango_layout_get_baseline (layout) / PANGO_SCALE / NOTE_SCALE);
}

/* A paintable's foot stands on the baseline: what hangs below it is drawn outside the paintable. */
static void
nh_plan_inline_snapshot (GdkPaintable *paintable, GdkSnapshot *snapshot, double width, double height)
{
  NhPlanInline *self = NH_PLAN_INLINE (paintable);
  PangoLayout *layout = get_layout (self);
  GdkRGBA color;

  if (!layout)
    return;
  get_color (self, &color);
  gtk_snapshot_append_layout (GTK_SNAPSHOT (snapshot), layout, &color);
}

static int
nh_plan_inline_get_intrinsic_width (GdkPaintable *paintable)
{
  PangoLayout *layout = get_layout (NH_PLAN_INLINE (paintable));
  PangoRectangle logical;

  if (!layout)
    return 0;
  pango_layout_get_extents (layout, NULL, &logical);
  return PANGO_PIXELS_CEIL (logical.width);
}

static int
nh_plan_inline_get_intrinsic_height (GdkPaintable *paintable)
{
  NhPlanInline *self = NH_PLAN_INLINE (paintable);
  PangoLayout *layout = get_layout (self);

  return layout ? PANGO_PIXELS (pango_layout_get_baseline (layout)) + get_rise (self, layout) : 0;
}

static void
nh_plan_inline_paintable_init (GdkPaintableInterface *iface)
{
  iface->snapshot = nh_plan_inline_snapshot;
  iface->get_intrinsic_width = nh_plan_inline_get_intrinsic_width;
  iface->get_intrinsic_height = nh_plan_inline_get_intrinsic_height;
}

static void
nh_plan_inline_dispose (GObject *object)
{
  NhPlanInline *self = NH_PLAN_INLINE (object);

  g_clear_object (&self->layout);
  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->note, nh_rich_text_unref);
  g_clear_pointer (&self->label, g_free);
  G_OBJECT_CLASS (nh_plan_inline_parent_class)->dispose (object);
}

static void
nh_plan_inline_class_init (NhPlanInlineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_plan_inline_dispose;
}

static void
nh_plan_inline_init (NhPlanInline *self)
{
}

/**
 * nh_plan_inline_new:
 * @object: a footnote or a reference of a text
 *
 * Returns: (transfer full): what stands for it in a buffer; its label is still empty.
 */
NhPlanInline *
nh_plan_inline_new (const NhInline *object)
{
  NhPlanInline *self = g_object_new (NH_TYPE_PLAN_INLINE, NULL);

  self->kind = object->kind;
  self->target = object->target;
  self->note = object->note ? nh_rich_text_ref (object->note) : NULL;
  self->label = g_strdup ("");
  return self;
}

/** nh_plan_inline_get_kind: Returns: whether it is a footnote, or to what it refers. */
NhInlineKind
nh_plan_inline_get_kind (NhPlanInline *self)
{
  return self->kind;
}

/** nh_plan_inline_get_target: Returns: the key of what it refers to; 0 for a footnote. */
gint64
nh_plan_inline_get_target (NhPlanInline *self)
{
  return self->target;
}

/** nh_plan_inline_get_note: Returns: (transfer none) (nullable): the words of a footnote. */
NhRichText *
nh_plan_inline_get_note (NhPlanInline *self)
{
  return self->note;
}

/** nh_plan_inline_get_label: Returns: (nullable): the words in the text; %NULL: the target is gone. */
const char *
nh_plan_inline_get_label (NhPlanInline *self)
{
  return self->label;
}

/** nh_plan_inline_is_lost: Returns: whether what it refers to was deleted. */
gboolean
nh_plan_inline_is_lost (NhPlanInline *self)
{
  return self->label == NULL;
}

/** nh_plan_inline_matches: Returns: whether it stands for an object like @object. */
gboolean
nh_plan_inline_matches (NhPlanInline *self, const NhInline *object)
{
  return self->kind == object->kind && self->target == object->target
         && (self->note ? object->note && nh_rich_text_equal (self->note, object->note) : !object->note);
}

/** nh_plan_inline_set_label: what stands in the text; %NULL for a lost target. Returns: whether it changed. */
gboolean
nh_plan_inline_set_label (NhPlanInline *self, const char *label)
{
  if (g_strcmp0 (self->label, label) == 0)
    return FALSE;
  g_free (self->label);
  self->label = g_strdup (label);
  g_clear_object (&self->layout);
  return TRUE;
}

/** nh_plan_inline_set_look: takes font and colours from @view. Returns: whether anything changed. */
gboolean
nh_plan_inline_set_look (NhPlanInline *self, GtkWidget *view, NhStyle style)
{
  if (self->view == view && self->style == style)
    return FALSE;
  g_set_weak_pointer (&self->view, view);
  self->style = style;
  g_clear_object (&self->layout);
  return TRUE;
}
