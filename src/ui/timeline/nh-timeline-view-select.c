/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: what is chosen, and the bar with the keys. What is chosen is known by what it is and not by its
 * place: an activity that stands in several lanes is chosen in all of them.
 */
#include "ui/timeline/nh-timeline-view-private.h"

static NhTimelineKey
without_lane (NhBarKind kind,
              gint64 id)
{
  return (NhTimelineKey){ kind, id, 0 };
}

/* (internal) whether it is chosen */
gboolean
nh_timeline_view_is_selected (NhTimelineView *self,
                              NhBarKind kind,
                              gint64 id)
{
  NhTimelineKey key = without_lane (kind, id);

  return g_hash_table_contains (self->selected, &key);
}

static void
add (NhTimelineView *self,
     NhBarKind kind,
     gint64 id)
{
  NhTimelineKey key = without_lane (kind, id);

  g_hash_table_add (self->selected, g_memdup2 (&key, sizeof key));
}

/* (internal) shows and tells that other bars are chosen */
void
nh_timeline_view_selection_changed (NhTimelineView *self)
{
  g_hash_table_remove_all (self->rows);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  nh_timeline_view_emit (self, NH_TIMELINE_SELECTION_CHANGED);
}

/* (internal) the keys go to this bar, which is brought into sight */
void
nh_timeline_view_set_cursor (NhTimelineView *self,
                             const NhTimelineKey *key)
{
  int bar;

  nh_timeline_view_settle (self);
  bar = nh_timeline_view_find (self, key);
  if (bar < 0)
    return;
  self->has_cursor = TRUE;
  self->cursor = nh_timeline_view_key_of (self, nh_timeline_get_bar (self->timeline, (guint) bar));
  self->cursor_row = nh_timeline_get_bar (self->timeline, (guint) bar)->row;
  nh_timeline_view_reveal_bar (self, nh_timeline_get_bar (self->timeline, (guint) bar));
  nh_timeline_view_focus_cursor (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* (internal) chooses one bar and no other */
void
nh_timeline_view_select_only (NhTimelineView *self,
                              const NhTimelineKey *key)
{
  g_hash_table_remove_all (self->selected);
  add (self, key->kind, key->id);
  self->anchor = *key;
  self->has_anchor = TRUE;
  nh_timeline_view_set_cursor (self, key);
  nh_timeline_view_selection_changed (self);
}

/* (internal) chooses a bar too, or no longer */
void
nh_timeline_view_toggle (NhTimelineView *self,
                         const NhTimelineKey *key)
{
  NhTimelineKey own = without_lane (key->kind, key->id);

  if (!g_hash_table_remove (self->selected, &own))
    add (self, key->kind, key->id);
  self->anchor = *key;
  self->has_anchor = TRUE;
  nh_timeline_view_set_cursor (self, key);
  nh_timeline_view_selection_changed (self);
}

/* (internal) chooses all between where one began and this bar: the rectangle of rows and days */
void
nh_timeline_view_select_to (NhTimelineView *self,
                            const NhTimelineKey *key)
{
  NhTimelineKey anchor = self->has_anchor ? self->anchor : *key;
  int from = nh_timeline_view_find (self, &anchor);
  int to = nh_timeline_view_find (self, key);
  double row = self->style.row_height;

  if (to < 0)
    return;
  g_hash_table_remove_all (self->selected);
  if (from >= 0)
    {
      const NhTimelineBar *a = nh_timeline_get_bar (self->timeline, (guint) from);
      const NhTimelineBar *b = nh_timeline_get_bar (self->timeline, (guint) to);

      nh_timeline_view_select_rectangle (self, MIN (a->x, b->x), MIN (a->row, b->row) * row,
                                         MAX (a->x + a->width, b->x + b->width), MAX (a->row, b->row) * row);
    }
  add (self, anchor.kind, anchor.id);
  add (self, key->kind, key->id);
  nh_timeline_view_set_cursor (self, key);
  nh_timeline_view_selection_changed (self);
}

/* (internal) chooses too what touches a rectangle of the layout */
void
nh_timeline_view_select_rectangle (NhTimelineView *self,
                                   double x,
                                   double y,
                                   double to_x,
                                   double to_y)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_rows = nh_timeline_get_n_rows (self->timeline);
  double row = self->style.row_height;
  guint first = (guint) (MAX (0, MIN (y, to_y)) / row);
  guint last = (guint) (MAX (0, MAX (y, to_y)) / row);
  double left = MIN (x, to_x);
  double right = MAX (x, to_x);

  if (first >= n_rows)
    return;
  nh_timeline_visible (self->timeline, first, MIN (last, n_rows - 1), left, right, bars);
  for (guint i = 0; i < bars->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, g_array_index (bars, guint, i));

      /* Words beside a bar are not the bar. */
      if (bar->x <= right && bar->x + bar->width >= left)
        add (self, bar->kind, bar->id);
    }
}

/* (internal) forgets what is not shown any more */
void
nh_timeline_view_drop_gone (NhTimelineView *self)
{
  GHashTableIter iter;
  gpointer key;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const NhTimelineKey *own = key;

      if (self->timeline && nh_timeline_find_bar (self->timeline, own->kind, own->id, -1) >= 0)
        continue;
      g_hash_table_iter_remove (&iter);
      changed = TRUE;
    }
  if (self->has_cursor && nh_timeline_view_find (self, &self->cursor) < 0)
    self->has_cursor = FALSE;
  if (changed)
    nh_timeline_view_selection_changed (self);
}

/** nh_timeline_view_get_selected: Returns: (transfer full) (element-type gint64): the activities that are chosen, the one with the keys first. */
GArray *
nh_timeline_view_get_selected (NhTimelineView *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer key;

  nh_timeline_view_settle (self);
  if (self->has_cursor && self->cursor.kind == NH_BAR_ACTIVITY &&
      nh_timeline_view_is_selected (self, NH_BAR_ACTIVITY, self->cursor.id))
    g_array_append_val (ids, self->cursor.id);
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const NhTimelineKey *own = key;

      if (own->kind == NH_BAR_ACTIVITY && !(ids->len && g_array_index (ids, gint64, 0) == own->id))
        g_array_append_val (ids, own->id);
    }
  return ids;
}

/** nh_timeline_view_get_n_selected: Returns: how many bars are chosen. */
guint
nh_timeline_view_get_n_selected (NhTimelineView *self)
{
  nh_timeline_view_settle (self);
  return g_hash_table_size (self->selected);
}

/** nh_timeline_view_get_cursor: Returns: whether a bar has the keys; it is put into @key (out). */
gboolean
nh_timeline_view_get_cursor (NhTimelineView *self,
                             NhTimelineKey *key)
{
  nh_timeline_view_settle (self);
  *key = self->cursor;
  return self->has_cursor;
}

/** nh_timeline_view_select: chooses a bar, brings it into sight and gives it the keys. Returns: whether it is shown. */
gboolean
nh_timeline_view_select (NhTimelineView *self,
                         NhBarKind kind,
                         gint64 id)
{
  int bar = self->timeline ? nh_timeline_find_bar (self->timeline, kind, id, -1) : -1;
  NhTimelineKey key;

  if (bar < 0)
    return FALSE;
  key = nh_timeline_view_key_of (self, nh_timeline_get_bar (self->timeline, (guint) bar));
  nh_timeline_view_select_only (self, &key);
  self->reveal = TRUE;
  return TRUE;
}

/** nh_timeline_view_select_all: chooses all that is shown. */
void
nh_timeline_view_select_all (NhTimelineView *self)
{
  for (guint i = 0; self->timeline && i < nh_timeline_get_n_bars (self->timeline); i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, i);

      add (self, bar->kind, bar->id);
    }
  nh_timeline_view_selection_changed (self);
}

/** nh_timeline_view_unselect_all: chooses nothing. */
void
nh_timeline_view_unselect_all (NhTimelineView *self)
{
  if (!g_hash_table_size (self->selected))
    return;
  g_hash_table_remove_all (self->selected);
  nh_timeline_view_selection_changed (self);
}
