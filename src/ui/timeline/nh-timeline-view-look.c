/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: fonts and colours, and the pictures and widths that go with them.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include "ui/compat/nh-color.h"

static void
forget_picture (NhTimelinePicture *picture)
{
  g_clear_pointer (&picture->node, gsk_render_node_unref);
}

/** nh_timeline_view_get_style: Returns: (transfer none): how bars look now. */
const NhTimelineStyle *
nh_timeline_view_get_style (NhTimelineView *self)
{
  return &self->style;
}

/* (internal) all is drawn anew */
void
nh_timeline_view_forget_pictures (NhTimelineView *self)
{
  forget_picture (&self->head);
  forget_picture (&self->grid);
  forget_picture (&self->names);
  g_hash_table_remove_all (self->rows);
}

/* (internal) The layout asks how wide words are, in the font that draws them. */
void
nh_timeline_view_measure_anew (NhTimelineView *self)
{
  g_autoptr (NhTimelineRuler) old = g_steal_pointer (&self->ruler);

  self->ruler = nh_timeline_ruler_new (&self->style, gtk_widget_get_pango_context (GTK_WIDGET (self)));
  if (self->timeline)
    nh_timeline_set_measure (self->timeline, nh_timeline_ruler_measure, self->ruler);
}

/* (internal) Styles change with the focus, too; only another font or light and dark matter here. */
void
nh_timeline_view_update_style (NhTimelineView *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  g_autofree char *font = pango_font_description_to_string (pango_context_get_font_description (context));
  GdkRGBA color;
  gboolean dark;

  nh_compat_get_color (GTK_WIDGET (self), &color);
  dark = color.red + color.green + color.blue > 1.5;
  if (self->ruler && self->style.dark == dark && g_strcmp0 (self->font, font) == 0)
    return;
  nh_timeline_style_init (&self->style, dark);
  if (!self->ruler || g_strcmp0 (self->font, font) != 0)
    {
      g_free (self->font);
      self->font = g_steal_pointer (&font);
      nh_timeline_view_measure_anew (self);
    }
  nh_timeline_view_forget_pictures (self);
  self->look_serial++;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
