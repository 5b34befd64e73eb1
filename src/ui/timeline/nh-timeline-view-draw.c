/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: drawing. The grid is a picture a little larger than what is in sight, made anew only when one
 * scrolls beyond it; so are the rows of bars that are too many to be widgets. Head and names are kept while they stay.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <math.h>

#define BEYOND 400.0 /* pixels that a picture reaches over what is in sight */
#define GHOSTS 200
#define MARK 40 /* pixels, of a kind and its distance from the words */

typedef void (*DrawPart) (NhTimelineView *self, cairo_t *cr, const graphene_rect_t *area);

static gboolean
covers (const graphene_rect_t *picture,
        const graphene_rect_t *area)
{
  return picture->origin.x <= area->origin.x && picture->origin.y <= area->origin.y &&
         picture->origin.x + picture->size.width >= area->origin.x + area->size.width &&
         picture->origin.y + picture->size.height >= area->origin.y + area->size.height;
}

/* Appends a picture of @area, in the layout's pixels, whose top left comes to @x, @y of the widget. */
static void
append_picture (NhTimelineView *self,
                GtkSnapshot *snapshot,
                NhTimelinePicture *picture,
                const graphene_rect_t *area,
                gboolean beyond,
                double x,
                double y,
                DrawPart draw)
{
  if (!picture->node || !covers (&picture->covers, area))
    {
      cairo_t *cr;
      float left = beyond ? MAX (0, area->origin.x - (float) BEYOND) : area->origin.x;
      float top = beyond ? MAX (0, area->origin.y - (float) BEYOND) : area->origin.y;

      g_clear_pointer (&picture->node, gsk_render_node_unref);
      picture->covers = GRAPHENE_RECT_INIT (left, top, area->origin.x + area->size.width + (beyond ? (float) BEYOND : 0) - left,
                                            area->origin.y + area->size.height + (beyond ? (float) BEYOND : 0) - top);
      picture->node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, picture->covers.size.width, picture->covers.size.height));
      cr = gsk_cairo_node_get_draw_context (picture->node);
      draw (self, cr, &picture->covers);
      cairo_destroy (cr);
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (floorf ((float) x - area->origin.x + picture->covers.origin.x),
                                                          floorf ((float) y - area->origin.y + picture->covers.origin.y)));
  gtk_snapshot_append_node (snapshot, picture->node);
  gtk_snapshot_restore (snapshot);
}

static void
draw_grid (NhTimelineView *self,
           cairo_t *cr,
           const graphene_rect_t *area)
{
  nh_timeline_draw_grid (self->timeline, &self->style, cr, area->origin.x, area->origin.y, area->size.width,
                         area->size.height);
}

static void
draw_head (NhTimelineView *self,
           cairo_t *cr,
           const graphene_rect_t *area)
{
  nh_timeline_draw_head (self->timeline, &self->style, cr, gtk_widget_get_pango_context (GTK_WIDGET (self)),
                         area->origin.x, area->size.width);
}

static void
draw_names (NhTimelineView *self,
            cairo_t *cr,
            const graphene_rect_t *area)
{
  nh_timeline_draw_lane_names (self->timeline, &self->style, cr, gtk_widget_get_pango_context (GTK_WIDGET (self)),
                               area->origin.y, area->size.height);
}

/* Rows of bars without widgets. */

static GskRenderNode *
make_row (NhTimelineView *self,
          guint row)
{
  const graphene_rect_t *cover = &self->rows_cover;
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));
  GskRenderNode *node = gsk_cairo_node_new (
      &GRAPHENE_RECT_INIT (0, 0, cover->size.width, (float) ceil (self->style.row_height)));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  nh_timeline_visible (self->timeline, row, row, cover->origin.x, cover->origin.x + cover->size.width, bars);
  for (guint i = 0; i < bars->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, g_array_index (bars, guint, i));
      NhTimelineKey key = nh_timeline_view_key_of (self, bar);

      if (g_hash_table_contains (self->widgets, &key))
        continue;
      cairo_save (cr);
      cairo_translate (cr, bar->x - cover->origin.x, 0);
      nh_timeline_draw_bar (self->timeline, &self->style, bar, cr, context,
                            nh_timeline_view_is_selected (self, bar->kind, bar->id));
      cairo_restore (cr);
    }
  cairo_destroy (cr);
  return node;
}

static void
append_rows (NhTimelineView *self,
             GtkSnapshot *snapshot,
             const graphene_rect_t *area)
{
  double height = self->style.row_height;
  guint first = (guint) (area->origin.y / height);
  guint last = (guint) ((area->origin.y + area->size.height) / height);

  if (!self->crowded)
    return;
  if (area->origin.x < self->rows_cover.origin.x ||
      area->origin.x + area->size.width > self->rows_cover.origin.x + self->rows_cover.size.width)
    g_hash_table_remove_all (self->rows);
  if (g_hash_table_size (self->rows) == 0)
    self->rows_cover = GRAPHENE_RECT_INIT (MAX (0, area->origin.x - (float) BEYOND), 0,
                                           area->size.width + 2 * (float) BEYOND, 0);
  for (guint row = first; row <= last && row < nh_timeline_get_n_rows (self->timeline); row++)
    {
      GskRenderNode *node = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (row));

      if (!node)
        {
          node = make_row (self, row);
          g_hash_table_insert (self->rows, GUINT_TO_POINTER (row), node);
        }
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (
          snapshot, &GRAPHENE_POINT_INIT (floorf ((float) self->style.lane_width + self->rows_cover.origin.x - area->origin.x),
                                          floorf ((float) (self->style.head_height + row * height) - area->origin.y)));
      gtk_snapshot_append_node (snapshot, node);
      gtk_snapshot_restore (snapshot);
    }
}

/* What is being dragged. */

static void
append_color (GtkSnapshot *snapshot,
              const NhColor *ink,
              double alpha,
              double x,
              double y,
              double width,
              double height)
{
  GdkRGBA color = { (float) ink->red, (float) ink->green, (float) ink->blue, (float) alpha };

  if (width > 0 && height > 0)
    gtk_snapshot_append_color (snapshot, &color, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

static void
append_ghost (NhTimelineView *self,
              GtkSnapshot *snapshot,
              const NhTimelineBar *bar,
              const NhTimelineMove *move,
              double y)
{
  NhTimelineBar ghost = *bar;
  double x;
  double width;
  double at_x;
  double at_y;
  cairo_t *cr;

  if (!move->to.start)
    return;
  ghost.start = move->to.start;
  ghost.end = move->to.end;
  ghost.x = nh_timeline_x_of (self->timeline, ghost.start);
  ghost.width = MAX (bar->kind == NH_BAR_ACTIVITY ? 6 : bar->width, nh_timeline_x_of (self->timeline, ghost.end + 1) - ghost.x);
  ghost.soft = !nh_period_is_exact (&move->to);
  ghost.issued_start = ghost.issued_end = 0;
  /* Words that stood beside the bar go with it, those inside keep to its new width. */
  if (bar->label_x >= bar->x + bar->width)
    ghost.label_x = ghost.x + ghost.width + (bar->label_x - bar->x - bar->width);
  else
    {
      ghost.label_x = ghost.x + (bar->label_x - bar->x);
      ghost.label_width = MAX (0, MIN (MAX (bar->label_width, ghost.width - 12), ghost.width - 12));
    }
  nh_timeline_bar_span (&ghost, &x, &width);
  nh_timeline_view_from_layout (self, x, y, &at_x, &at_y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) at_x, (float) at_y, (float) width,
                                                                 (float) self->style.row_height));
  cairo_translate (cr, at_x + ghost.x - x, at_y);
  nh_timeline_draw_bar (self->timeline, &self->style, &ghost, cr, gtk_widget_get_pango_context (GTK_WIDGET (self)), TRUE);
  cairo_destroy (cr);
}

/* A bar for what comes from the tray. */
static void
append_undated (NhTimelineView *self,
                GtkSnapshot *snapshot,
                const NhTimelineMove *move)
{
  const NhAgendaActivity *activity = nh_agenda_find (self->agenda, move->activity);
  NhTimelineBar bar = { .kind = NH_BAR_ACTIVITY, .id = move->activity, .movable = TRUE };
  double layout_x;
  double layout_y;

  if (!activity)
    return;
  nh_timeline_view_to_layout (self, self->drag.x, self->drag.y, &layout_x, &layout_y);
  bar.kind_key = activity->kind;
  bar.label = activity->label;
  /* Beside it, with its mark. */
  bar.label_width = bar.natural = nh_timeline_ruler_measure (activity->label ? activity->label : "", self->ruler) + MARK;
  bar.label_x = 6;
  append_ghost (self, snapshot, &bar, move, floor (layout_y / self->style.row_height) * self->style.row_height);
}

static void
append_ghosts (NhTimelineView *self,
               GtkSnapshot *snapshot)
{
  NhTimelineMoves *moves = self->drag.moves;
  guint lane = nh_timeline_moves_get_lane (moves);

  for (guint i = 0; i < MIN (nh_timeline_moves_get_n (moves), GHOSTS); i++)
    {
      const NhTimelineMove *move = nh_timeline_moves_get (moves, i);
      int index = nh_timeline_find_bar (self->timeline, NH_BAR_ACTIVITY, move->activity, (int) move->lane);
      const NhTimelineBar *bar = index >= 0 ? nh_timeline_get_bar (self->timeline, (guint) index) : NULL;
      double y;

      if (self->drag.mode == NH_DRAG_DATE)
        append_undated (self, snapshot, move);
      if (!bar || (move->state == NH_MOVE_REFUSED && lane == G_MAXUINT))
        continue;
      y = bar->row * self->style.row_height;
      if (lane != G_MAXUINT && move->lane == nh_timeline_moves_get (moves, 0)->lane)
        y = nh_timeline_get_lane (self->timeline, lane)->first_row * self->style.row_height;
      append_ghost (self, snapshot, bar, move, y);
    }
}

static void
append_drag (NhTimelineView *self,
             GtkSnapshot *snapshot,
             double width)
{
  guint lane = self->drag.moves ? nh_timeline_moves_get_lane (self->drag.moves) : G_MAXUINT;

  if (lane != G_MAXUINT)
    {
      const NhTimelineLane *target = nh_timeline_get_lane (self->timeline, lane);
      double x;
      double y;

      nh_timeline_view_from_layout (self, 0, target->first_row * self->style.row_height, &x, &y);
      append_color (snapshot, &self->style.accent, 0.14, 0, y, width, target->n_rows * self->style.row_height);
    }
  if (self->drag.moves && !self->drag.over_tray)
    append_ghosts (self, snapshot);
  if (self->drag.mode == NH_DRAG_BAND)
    {
      double x;
      double y;

      nh_timeline_view_from_layout (self, self->drag.content_x, self->drag.content_y, &x, &y);
      append_color (snapshot, &self->style.accent, 0.18, MIN (x, self->drag.x), MIN (y, self->drag.y),
                    fabs (x - self->drag.x), fabs (y - self->drag.y));
    }
}

/* One that gets its widget with the next frame. */
static void
append_bar (NhTimelineView *self,
            GtkSnapshot *snapshot,
            const NhTimelineBar *bar)
{
  NhTimelineBar shown = nh_timeline_view_with_words_in_sight (self, bar);
  double x;
  double width;
  double at_x;
  double at_y;
  cairo_t *cr;

  nh_timeline_bar_span (&shown, &x, &width);
  nh_timeline_view_from_layout (self, x, bar->row * self->style.row_height, &at_x, &at_y);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) floor (at_x), (float) floor (at_y), (float) width,
                                                                 (float) ceil (self->style.row_height)));
  cairo_translate (cr, floor (at_x) + bar->x - x, floor (at_y));
  nh_timeline_draw_bar (self->timeline, &self->style, &shown, cr, gtk_widget_get_pango_context (GTK_WIDGET (self)),
                        nh_timeline_view_is_selected (self, bar->kind, bar->id));
  cairo_destroy (cr);
}

static void
append_bars (NhTimelineView *self,
             GtkSnapshot *snapshot)
{
  GHashTableIter iter;
  gpointer widget;

  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    if (gtk_widget_get_child_visible (widget))
      gtk_widget_snapshot_child (GTK_WIDGET (self), widget, snapshot);
  for (guint i = 0; !self->crowded && i < self->visible->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, g_array_index (self->visible, guint, i));
      NhTimelineKey key = nh_timeline_view_key_of (self, bar);

      if (!g_hash_table_contains (self->widgets, &key))
        append_bar (self, snapshot, bar);
    }
}

/* (internal) draws what is in sight, and nothing else */
void
nh_timeline_view_draw (NhTimelineView *self,
                       GtkSnapshot *snapshot)
{
  const NhTimelineStyle *style = &self->style;
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));
  float height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  float left = (float) style->lane_width;
  float top = (float) style->head_height;
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) nh_timeline_view_scroll (self, 0),
                                             (float) nh_timeline_view_scroll (self, 1), MAX (0, width - left),
                                             MAX (0, height - top));
  graphene_rect_t head = GRAPHENE_RECT_INIT (area.origin.x, 0, area.size.width, top);
  graphene_rect_t names = GRAPHENE_RECT_INIT (0, area.origin.y, left, area.size.height);

  append_color (snapshot, &style->background, 1, 0, 0, width, height);
  if (!self->timeline || area.size.width <= 0 || area.size.height <= 0)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (left, top, area.size.width, area.size.height));
  append_picture (self, snapshot, &self->grid, &area, TRUE, left, top, draw_grid);
  append_rows (self, snapshot, &area);
  append_bars (self, snapshot);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (left, 0, area.size.width, top));
  /* Words of months, semesters and lanes keep to the edge of what is in sight: no picture reaches beyond it. */
  append_picture (self, snapshot, &self->head, &head, FALSE, left, 0, draw_head);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, top, left, area.size.height));
  append_picture (self, snapshot, &self->names, &names, FALSE, 0, top, draw_names);
  gtk_snapshot_pop (snapshot);
  append_color (snapshot, &style->lines, style->lines.alpha, left - 1, 0, 1, height);
  append_color (snapshot, &style->lines, style->lines.alpha, 0, top - 1, left, 1);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, top, width, area.size.height));
  append_drag (self, snapshot, width);
  gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->bubble, snapshot);
}
