/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: the widgets of the bars in sight. They are found again by what they show, so that the focus
 * and what screen readers know stay while the layout changes; others are used again.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <math.h>

#include "ui/timeline/nh-timeline-words.h"

/* Where most bars are drawn, the focused one and so many neighbours on each side are widgets. */
#define AROUND_FOCUS 12
#define SPARE 64
#define WORDS_FROM_EDGE 6 /* pixels */
#define LEAST_WORDS 40    /* pixels; less of a bar in sight has no words */

#define SERIAL_KEY "nh-serial"
#define LOOK_KEY "nh-look"

guint
nh_timeline_key_hash (gconstpointer key)
{
  const NhTimelineKey *own = key;

  return g_int64_hash (&own->id) * 31u + g_int64_hash (&own->lane) * 7u + (guint) own->kind;
}

gboolean
nh_timeline_key_equal (gconstpointer a,
                       gconstpointer b)
{
  const NhTimelineKey *one = a;
  const NhTimelineKey *other = b;

  return one->kind == other->kind && one->id == other->id && one->lane == other->lane;
}

/* (internal) what a bar is, wherever it stands */
NhTimelineKey
nh_timeline_view_key_of (NhTimelineView *self,
                         const NhTimelineBar *bar)
{
  return (NhTimelineKey){ bar->kind, bar->id, nh_timeline_get_lane (self->timeline, bar->lane)->key };
}

/* (internal) the bar in the lane of that key, else in the first lane that has it; below 0: none */
int
nh_timeline_view_find (NhTimelineView *self,
                       const NhTimelineKey *key)
{
  guint n = self->timeline ? nh_timeline_get_n_lanes (self->timeline) : 0;

  if (!n)
    return -1;
  for (guint i = 0; i < n; i++)
    if (nh_timeline_get_lane (self->timeline, i)->key == key->lane)
      {
        int bar = nh_timeline_find_bar (self->timeline, key->kind, key->id, (int) i);

        if (bar >= 0)
          return bar;
      }
  return nh_timeline_find_bar (self->timeline, key->kind, key->id, -1);
}

static void
retire (NhTimelineView *self,
        NhTimelineBarWidget *widget)
{
  if (self->spare->len >= SPARE)
    {
      gtk_widget_unparent (GTK_WIDGET (widget));
      return;
    }
  nh_timeline_bar_widget_forget (widget);
  gtk_widget_set_child_visible (GTK_WIDGET (widget), FALSE);
  g_ptr_array_add (self->spare, widget);
}

static NhTimelineBarWidget *
take_widget (NhTimelineView *self)
{
  GtkWidget *widget;

  if (self->spare->len)
    {
      widget = g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1);
      gtk_widget_set_child_visible (widget, TRUE);
      return NH_TIMELINE_BAR_WIDGET (widget);
    }
  widget = nh_timeline_bar_widget_new ();
  gtk_widget_insert_before (widget, GTK_WIDGET (self), self->bubble);
  return NH_TIMELINE_BAR_WIDGET (widget);
}

static void
update_label (NhTimelineView *self,
              NhTimelineBarWidget *widget,
              const NhTimelineBar *bar)
{
  g_autofree char *label = NULL;
  gpointer serial = GUINT_TO_POINTER (self->data_serial);

  if (nh_timeline_bar_widget_get_label (widget) && g_object_get_data (G_OBJECT (widget), SERIAL_KEY) == serial)
    return;
  label = nh_timeline_words_label (self->agenda, self->conflicts, bar->kind, bar->id);
  nh_timeline_bar_widget_set_label (widget, label);
  g_object_set_data (G_OBJECT (widget), SERIAL_KEY, serial);
}

/* Light or dark, another font: drawn anew though the bar is the same. */
static void
update_look (NhTimelineView *self,
             NhTimelineBarWidget *widget)
{
  gpointer serial = GUINT_TO_POINTER (self->look_serial);

  if (g_object_get_data (G_OBJECT (widget), LOOK_KEY) == serial)
    return;
  g_object_set_data (G_OBJECT (widget), LOOK_KEY, serial);
  gtk_widget_queue_draw (GTK_WIDGET (widget));
}

/* (internal) words inside a bar that begins left of what is in sight begin at the edge, and end at the other one */
NhTimelineBar
nh_timeline_view_with_words_in_sight (NhTimelineView *self,
                                      const NhTimelineBar *bar)
{
  NhTimelineBar moved = *bar;
  double left = nh_timeline_view_scroll (self, 0) + WORDS_FROM_EDGE;
  double right = nh_timeline_view_scroll (self, 0) + gtk_adjustment_get_page_size (self->adjustments[0]) - 2;
  double end = MIN (right, MAX (bar->x + bar->width - WORDS_FROM_EDGE, bar->label_x + bar->label_width));

  /* At the right edge they are cut where one sees that there is more. */
  if (bar->label_x > left && bar->label_x + LEAST_WORDS < right && bar->label_x + bar->label_width > right)
    moved.label_width = right - bar->label_x;
  if (bar->kind != NH_BAR_ACTIVITY || bar->label_x >= left || bar->label_x < bar->x ||
      bar->label_x > bar->x + bar->width || bar->x + bar->width < left + LEAST_WORDS)
    return moved;
  moved.label_x = left;
  moved.label_width = MIN (bar->natural, end - left);
  return moved;
}

/* What the widget shows; its place comes with the next layout. */
static void
show_bar (NhTimelineView *self,
          NhTimelineBarWidget *widget,
          const NhTimelineBar *bar)
{
  NhTimelineBar shown = nh_timeline_view_with_words_in_sight (self, bar);

  nh_timeline_bar_widget_show (widget, self->timeline, &self->style, &shown,
                               nh_timeline_view_is_selected (self, bar->kind, bar->id));
  update_label (self, widget, bar);
  update_look (self, widget);
  gtk_widget_set_opacity (GTK_WIDGET (widget), nh_timeline_view_find_move (self, bar) ? 0.35 : 1);
}

static void
place_widget (NhTimelineView *self,
              NhTimelineBarWidget *widget,
              const NhTimelineBar *bar)
{
  double x;
  double width;
  double at_x;
  double at_y;

  nh_timeline_bar_span (nh_timeline_bar_widget_get_bar (widget), &x, &width);
  nh_timeline_view_from_layout (self, x, bar->row * self->style.row_height, &at_x, &at_y);
  gtk_widget_measure (GTK_WIDGET (widget), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (widget), (int) width, (int) ceil (self->style.row_height), -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) floor (at_x), (float) floor (at_y))));
}

/* Which of the bars in sight are widgets. */
static void
choose_bars (NhTimelineView *self,
             GArray *chosen)
{
  int cursor = self->has_cursor ? nh_timeline_view_find (self, &self->cursor) : -1;
  gboolean seen = FALSE;
  int at = -1;

  self->crowded = self->visible->len > NH_TIMELINE_MOST_WIDGETS;
  for (guint i = 0; i < self->visible->len; i++)
    if ((int) g_array_index (self->visible, guint, i) == cursor)
      at = (int) i;
  for (guint i = 0; i < self->visible->len; i++)
    {
      guint bar = g_array_index (self->visible, guint, i);

      if (self->crowded && (at < 0 || ABS ((int) i - at) > AROUND_FOCUS))
        continue;
      seen |= (int) bar == cursor;
      g_array_append_val (chosen, bar);
    }
  /* The one with the keys keeps them while it is scrolled away. */
  if (cursor >= 0 && !seen)
    g_array_append_val (chosen, cursor);
}

static void
find_visible (NhTimelineView *self)
{
  double row = self->style.row_height;
  double top = nh_timeline_view_scroll (self, 1);
  double left = nh_timeline_view_scroll (self, 0);
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - self->style.head_height;
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - self->style.lane_width;
  guint n_rows = nh_timeline_get_n_rows (self->timeline);

  g_array_set_size (self->visible, 0);
  if (n_rows && height > 0 && width > 0 && top < n_rows * row)
    nh_timeline_visible (self->timeline, (guint) (top / row), MIN (n_rows - 1, (guint) ((top + height) / row)), left,
                         left + width, self->visible);
}

/* Gives each bar in sight its widget. Widgets come and go here, before a frame is laid out: while it is, that would
 * leave parents without a place. */
static void
sync_bars (NhTimelineView *self)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) old = g_steal_pointer (&self->widgets);
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer widget;

  self->widgets = g_hash_table_new_full (nh_timeline_key_hash, nh_timeline_key_equal, g_free, NULL);
  if (self->timeline)
    {
      find_visible (self);
      choose_bars (self, chosen);
    }
  for (guint i = 0; i < chosen->len; i++)
    {
      guint index = g_array_index (chosen, guint, i);
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, index);
      NhTimelineKey key = nh_timeline_view_key_of (self, bar);
      gpointer own;

      if (g_hash_table_steal_extended (old, &key, &own, &widget))
        g_hash_table_insert (self->widgets, own, widget);
      else
        g_array_append_val (fresh, index);
    }
  if (self->crowded && (fresh->len || g_hash_table_size (old)))
    g_hash_table_remove_all (self->rows); /* others are widgets now */
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    retire (self, widget);
  for (guint i = 0; i < fresh->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, g_array_index (fresh, guint, i));
      NhTimelineKey key = nh_timeline_view_key_of (self, bar);

      widget = take_widget (self);
      g_hash_table_insert (self->widgets, g_memdup2 (&key, sizeof key), widget);
      show_bar (self, widget, bar);
    }
}

static gboolean
sync_cb (GtkWidget *widget,
         GdkFrameClock *clock,
         gpointer data)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (widget);

  self->sync_tick = 0;
  nh_timeline_view_settle (self);
  sync_bars (self);
  gtk_widget_queue_allocate (widget);
  return G_SOURCE_REMOVE;
}

/* (internal) other bars are in sight: they get widgets when the next frame begins */
void
nh_timeline_view_queue_sync (NhTimelineView *self)
{
  if (!self->sync_tick)
    self->sync_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), sync_cb, NULL, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* (internal) gives the widgets their places; what has none yet is drawn until the next frame */
void
nh_timeline_view_allocate_bars (NhTimelineView *self)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) placed = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer widget;
  gboolean complete = TRUE;

  if (self->timeline)
    {
      find_visible (self);
      choose_bars (self, chosen);
    }
  for (guint i = 0; i < chosen->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, g_array_index (chosen, guint, i));
      NhTimelineKey key = nh_timeline_view_key_of (self, bar);

      widget = g_hash_table_lookup (self->widgets, &key);
      complete &= widget != NULL;
      if (!widget)
        continue;
      show_bar (self, widget, bar);
      gtk_widget_set_child_visible (widget, TRUE);
      place_widget (self, widget, bar);
      g_hash_table_add (placed, widget);
    }
  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    if (!g_hash_table_contains (placed, widget))
      {
        gtk_widget_set_child_visible (widget, FALSE);
        complete = FALSE;
      }
  if (!complete && !self->sync_tick)
    self->sync_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), sync_cb, NULL, NULL);
}

/* (internal) before the widget goes */
void
nh_timeline_view_clear_bars (NhTimelineView *self)
{
  GHashTableIter iter;
  gpointer widget;

  if (self->sync_tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->sync_tick);
  self->sync_tick = 0;
  g_hash_table_iter_init (&iter, self->widgets);
  while (g_hash_table_iter_next (&iter, NULL, &widget))
    gtk_widget_unparent (widget);
  g_hash_table_remove_all (self->widgets);
  for (guint i = 0; i < self->spare->len; i++)
    gtk_widget_unparent (self->spare->pdata[i]);
  g_ptr_array_set_size (self->spare, 0);
}

static NhTimelinePart
part_of (const NhTimelineBar *bar,
         double x)
{
  double handle = MIN (NH_TIMELINE_HANDLE, bar->width / 3);

  if (bar->kind != NH_BAR_ACTIVITY || !bar->movable || x < bar->x || x > bar->x + bar->width || handle < 3)
    return NH_PART_BAR;
  return x < bar->x + handle ? NH_PART_START : x > bar->x + bar->width - handle ? NH_PART_END : NH_PART_BAR;
}

/* (internal) the bar under a point of the widget, below 0: none; and what lies there */
int
nh_timeline_view_bar_at (NhTimelineView *self,
                         double x,
                         double y,
                         NhTimelinePart *part)
{
  g_autoptr (GArray) near = g_array_new (FALSE, FALSE, sizeof (guint));
  double layout_x;
  double layout_y;
  int words = -1;

  *part = NH_PART_NOTHING;
  if (!self->timeline || x < self->style.lane_width || y < self->style.head_height)
    return -1;
  nh_timeline_view_to_layout (self, x, y, &layout_x, &layout_y);
  *part = NH_PART_EMPTY;
  if (layout_y >= nh_timeline_get_n_rows (self->timeline) * self->style.row_height)
    return -1;
  nh_timeline_visible (self->timeline, (guint) (layout_y / self->style.row_height),
                       (guint) (layout_y / self->style.row_height), layout_x - 2, layout_x + 2, near);
  for (guint i = 0; i < near->len; i++)
    {
      guint index = g_array_index (near, guint, i);
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, index);
      double from;
      double width;

      if (layout_x >= bar->x - 1 && layout_x <= bar->x + bar->width + 1)
        {
          *part = part_of (bar, layout_x);
          return (int) index;
        }
      nh_timeline_bar_span (bar, &from, &width);
      if (layout_x >= from && layout_x <= from + width)
        words = (int) index;
    }
  if (words >= 0)
    *part = NH_PART_BAR;
  return words;
}

/* (internal) gives the keys to the bar that has the cursor. FALSE: there is none. */
gboolean
nh_timeline_view_focus_cursor (NhTimelineView *self)
{
  GtkWidget *widget;
  int bar = self->has_cursor ? nh_timeline_view_find (self, &self->cursor) : -1;
  NhTimelineKey key;

  if (bar < 0)
    return FALSE;
  key = nh_timeline_view_key_of (self, nh_timeline_get_bar (self->timeline, (guint) bar));
  widget = g_hash_table_lookup (self->widgets, &key);
  if (!widget)
    {
      /* Not laid out yet: a widget must be there to take the keys. */
      widget = GTK_WIDGET (take_widget (self));
      g_hash_table_insert (self->widgets, g_memdup2 (&key, sizeof key), widget);
      show_bar (self, NH_TIMELINE_BAR_WIDGET (widget), nh_timeline_get_bar (self->timeline, (guint) bar));
      nh_timeline_view_queue_sync (self);
    }
  gtk_widget_set_child_visible (widget, TRUE);
  return gtk_widget_grab_focus (widget);
}
