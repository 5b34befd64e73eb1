/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/timeline/nh-timeline-legend.h"

#include <glib/gi18n-lib.h>

#include "document/nh-timeline-draw.h"
#include "ui/nh-menu-button.h"

#define SAMPLE_WIDTH 34 /* pixels: the widest sample and its outline */
#define EDGE 3

struct _NhTimelineLegend
{
  GtkWidget parent_instance;

  NhTimelineView *view; /* weak */
  GtkWidget *button;
  GtkWidget *kinds;
  GtkWidget *signs;
  GtkWidget *nothing;
  GArray *meanings; /* of NhTimelineMeaning, while it is open */
};

G_DEFINE_FINAL_TYPE (NhTimelineLegend, nh_timeline_legend, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area,
         cairo_t *cr,
         int width,
         int height,
         gpointer data)
{
  const NhTimelineMeaning *meaning = data;
  NhTimelineLegend *self = NH_TIMELINE_LEGEND (gtk_widget_get_ancestor (GTK_WIDGET (area), NH_TYPE_TIMELINE_LEGEND));
  NhTimeline *timeline = self->view ? nh_timeline_view_get_timeline (self->view) : NULL;

  if (!timeline)
    return;
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_translate (cr, (width - meaning->sample.width) / 2, 0);
  /* The context of the view: the words that it keeps are of its fonts. */
  nh_timeline_draw_bar (timeline, nh_timeline_view_get_style (self->view), &meaning->sample, cr,
                        gtk_widget_get_pango_context (GTK_WIDGET (self->view)), FALSE);
}

static GtkWidget *
make_row (NhTimelineLegend *self,
          NhTimelineMeaning *meaning)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *area = gtk_drawing_area_new ();
  GtkWidget *label = gtk_label_new (meaning->words);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), SAMPLE_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area), (int) nh_timeline_view_get_style (self->view)->row_height);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, meaning, NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), area);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_margin_end (box, 2 * EDGE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, meaning->words, -1);
  return row;
}

static void
clear (NhTimelineLegend *self)
{
  GtkWidget *lists[] = { self->kinds, self->signs };
  GtkWidget *child;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    while ((child = gtk_widget_get_first_child (lists[i])))
      gtk_list_box_remove (GTK_LIST_BOX (lists[i]), child);
  g_clear_pointer (&self->meanings, g_array_unref);
}

/* Of what is there in the moment in which it opens. */
static void
on_show_cb (NhTimelineLegend *self)
{
  NhTimeline *timeline = self->view ? nh_timeline_view_get_timeline (self->view) : NULL;
  guint n_kinds = 0;

  clear (self);
  if (timeline)
    self->meanings = nh_timeline_get_meanings (timeline, nh_timeline_view_get_style (self->view), &n_kinds);
  for (guint i = 0; self->meanings && i < self->meanings->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (i < n_kinds ? self->kinds : self->signs),
                         make_row (self, &g_array_index (self->meanings, NhTimelineMeaning, i)));
  gtk_widget_set_visible (gtk_widget_get_parent (self->kinds), n_kinds > 0);
  gtk_widget_set_visible (gtk_widget_get_parent (self->signs), self->meanings && self->meanings->len > n_kinds);
  gtk_widget_set_visible (self->nothing, !self->meanings || !self->meanings->len);
  /* The popover looked for something that takes the keys before there was a row. */
  gtk_widget_child_focus (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->button))), GTK_DIR_TAB_FORWARD);
}

/* A heading and the list under it. */
static GtkWidget *
make_part (const char *title,
           GtkWidget **list)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (title);

  *list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (*list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (*list, "nh-legend");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_margin_start (label, EDGE);
  gtk_widget_add_css_class (label, "nh-title");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), *list);
  return box;
}

static void
nh_timeline_legend_dispose (GObject *object)
{
  NhTimelineLegend *self = NH_TIMELINE_LEGEND (object);

  if (self->button)
    clear (self);
  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  G_OBJECT_CLASS (nh_timeline_legend_parent_class)->dispose (object);
}

static void
nh_timeline_legend_class_init (NhTimelineLegendClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = nh_timeline_legend_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
nh_timeline_legend_init (NhTimelineLegend *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->nothing = gtk_label_new (_("Nothing is shown that would need an explanation."));
  gtk_box_append (GTK_BOX (box), self->nothing);
  gtk_box_append (GTK_BOX (box), make_part (_("Kinds"), &self->kinds));
  gtk_box_append (GTK_BOX (box), make_part (_("Shapes and signs"), &self->signs));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button), _("Legend"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_set_tooltip_text (self->button, _("What colours, shapes and signs mean (Ctrl+L)"));
  nh_menu_button_set_accessible_label (GTK_MENU_BUTTON (self->button), _("Legend"));
  g_signal_connect_swapped (popover, "show", G_CALLBACK (on_show_cb), self);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

/**
 * nh_timeline_legend_new:
 * @view: whose bars are explained; not kept alive
 *
 * Returns: (transfer floating): the button.
 */
GtkWidget *
nh_timeline_legend_new (NhTimelineView *view)
{
  NhTimelineLegend *self = g_object_new (NH_TYPE_TIMELINE_LEGEND, NULL);

  g_set_weak_pointer (&self->view, view);
  return GTK_WIDGET (self);
}

/** nh_timeline_legend_open: shows it, as a click on the button does; Esc takes it away. */
void
nh_timeline_legend_open (NhTimelineLegend *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
