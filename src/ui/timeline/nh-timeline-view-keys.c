/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: keys. Arrows go among the bars as the eye does; with Alt they move what is chosen, with Alt and
 * Shift they change its end (docs/decisions/0031-keys-of-the-timeline.md).
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <math.h>

#define MODIFIERS (GDK_CONTROL_MASK | GDK_SHIFT_MASK | GDK_ALT_MASK)

/* Going about. */

static const NhTimelineBar *
cursor_bar (NhTimelineView *self,
            guint *index)
{
  int bar = self->has_cursor ? nh_timeline_view_find (self, &self->cursor) : -1;

  if (bar < 0)
    return NULL;
  *index = (guint) bar;
  return nh_timeline_get_bar (self->timeline, *index);
}

/* The bar of a row that is nearest to @x; below 0: the row has none. */
static int
nearest_in_row (NhTimelineView *self,
                guint row,
                double x)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));
  int best = -1;
  double distance = G_MAXDOUBLE;

  nh_timeline_visible (self->timeline, row, row, 0, nh_timeline_get_width (self->timeline) + 1000, bars);
  for (guint i = 0; i < bars->len; i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (self->timeline, g_array_index (bars, guint, i));
      double away = x < bar->x ? bar->x - x : x > bar->x + bar->width ? x - bar->x - bar->width : 0;

      if (away < distance)
        {
          distance = away;
          best = (int) g_array_index (bars, guint, i);
        }
    }
  return best;
}

/* The nearest row in a direction that has bars; then so many more. */
static int
go_rows (NhTimelineView *self,
         const NhTimelineBar *from,
         int by,
         guint page)
{
  int best = -1;
  double x = from->x + MIN (from->width, 20) / 2;
  int n = (int) nh_timeline_get_n_rows (self->timeline);

  for (int row = (int) from->row + by; row >= 0 && row < n; row += by)
    {
      int found = nearest_in_row (self, (guint) row, x);

      if (found >= 0)
        best = found;
      if (best >= 0 && (guint) ABS (row - (int) from->row) >= page)
        break;
    }
  return best;
}

/* The next one of the row, by place. */
static int
go_in_row (NhTimelineView *self,
           const NhTimelineBar *from,
           guint index,
           int by)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));

  nh_timeline_visible (self->timeline, from->row, from->row, 0, nh_timeline_get_width (self->timeline) + 1000, bars);
  for (guint i = 0; i < bars->len; i++)
    if (g_array_index (bars, guint, i) == index && (int) i + by >= 0 && i + (guint) by < bars->len)
      return (int) g_array_index (bars, guint, (guint) ((int) i + by));
  return -1;
}

/* The first or last of the row; with Ctrl of everything. */
static int
go_end (NhTimelineView *self,
        const NhTimelineBar *from,
        gboolean last,
        gboolean all)
{
  g_autoptr (GArray) bars = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = nh_timeline_get_n_bars (self->timeline);

  if (all)
    return last ? (int) n - 1 : 0;
  nh_timeline_visible (self->timeline, from->row, from->row, 0, nh_timeline_get_width (self->timeline) + 1000, bars);
  if (!bars->len)
    return -1;
  return (int) g_array_index (bars, guint, last ? bars->len - 1 : 0);
}

static void
arrive (NhTimelineView *self,
        int bar,
        GdkModifierType state)
{
  NhTimelineKey key;

  if (bar < 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  key = nh_timeline_view_key_of (self, nh_timeline_get_bar (self->timeline, (guint) bar));
  if (state & GDK_SHIFT_MASK)
    nh_timeline_view_select_to (self, &key);
  else if (state & GDK_CONTROL_MASK)
    nh_timeline_view_set_cursor (self, &key);
  else
    nh_timeline_view_select_only (self, &key);
}

static guint
rows_of_page (NhTimelineView *self)
{
  return (guint) MAX (1, gtk_adjustment_get_page_size (self->adjustments[1]) / self->style.row_height - 1);
}

static gboolean
go (NhTimelineView *self,
    guint keyval,
    GdkModifierType state)
{
  guint index = 0;
  const NhTimelineBar *bar = cursor_bar (self, &index);

  if (!bar)
    {
      if (!self->timeline || !nh_timeline_get_n_bars (self->timeline))
        return FALSE;
      arrive (self, self->visible->len ? (int) g_array_index (self->visible, guint, 0) : 0, 0);
      return TRUE;
    }
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      arrive (self, go_in_row (self, bar, index, keyval == GDK_KEY_Left ? -1 : 1), state);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      arrive (self, go_rows (self, bar, keyval == GDK_KEY_Up ? -1 : 1, 1), state);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      arrive (self, go_rows (self, bar, keyval == GDK_KEY_Page_Up ? -1 : 1, rows_of_page (self)), state);
      return TRUE;
    default:
      arrive (self, go_end (self, bar, keyval == GDK_KEY_End, (state & GDK_CONTROL_MASK) != 0),
              state & ~GDK_CONTROL_MASK);
      return TRUE;
    }
}

/* Moving. */

/* The keys act on the bar that has them, when it is not among those that are chosen. */
static void
choose_cursor (NhTimelineView *self)
{
  if (self->has_cursor && !nh_timeline_view_is_selected (self, self->cursor.kind, self->cursor.id))
    nh_timeline_view_select_only (self, &self->cursor);
}

static void
move_to_lane (NhTimelineView *self,
              NhTimelineMoves *moves,
              int by)
{
  const NhTimelineMove *lead = nh_timeline_moves_get (moves, 0);
  int n = (int) nh_timeline_get_n_lanes (self->timeline);

  nh_timeline_moves_by_steps (moves, 0);
  for (int lane = (int) lead->lane + by; lead->lane != G_MAXUINT && lane >= 0 && lane < n; lane += by)
    if (nh_timeline_moves_to_lane (moves, (guint) lane))
      {
        gint64 key = nh_timeline_get_lane (self->timeline, (guint) lane)->key;

        if (nh_timeline_view_apply (self, moves) && self->has_cursor)
          {
            NhTimelineKey cursor = { self->cursor.kind, self->cursor.id, key };

            nh_timeline_view_set_cursor (self, &cursor);
            self->reveal = TRUE;
          }
        return;
      }
  gtk_widget_error_bell (GTK_WIDGET (self));
}

static gboolean
move (NhTimelineView *self,
      guint keyval,
      GdkModifierType state)
{
  g_autoptr (NhTimelineMoves) moves = NULL;
  gboolean sideways = keyval == GDK_KEY_Left || keyval == GDK_KEY_Right;
  int by = keyval == GDK_KEY_Left || keyval == GDK_KEY_Up ? -1 : 1;

  if (!self->timeline || !self->has_cursor || nh_timeline_view_is_dragging (self))
    return FALSE;
  choose_cursor (self);
  moves = nh_timeline_view_dup_moves (self);
  if (!nh_timeline_moves_get_n (moves))
    {
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, nh_timeline_view_why_papers_stay ());
      return TRUE;
    }
  if (!sideways && !(state & GDK_SHIFT_MASK))
    move_to_lane (self, moves, by);
  else if (sideways)
    {
      if (state & GDK_SHIFT_MASK)
        nh_timeline_moves_resize_steps (moves, NH_EDGE_END, by);
      else
        nh_timeline_moves_by_steps (moves, by);
      if (nh_timeline_view_apply (self, moves))
        self->reveal = TRUE;
    }
  return TRUE;
}

static gboolean
zoom (NhTimelineView *self,
      guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      nh_timeline_view_zoom_step (self, 1);
      return TRUE;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      nh_timeline_view_zoom_step (self, -1);
      return TRUE;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      nh_timeline_view_set_scale (self, 0);
      return TRUE;
    case GDK_KEY_a:
    case GDK_KEY_A:
      nh_timeline_view_select_all (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_arrow (guint keyval)
{
  return keyval == GDK_KEY_Left || keyval == GDK_KEY_Right || keyval == GDK_KEY_Up || keyval == GDK_KEY_Down;
}

static guint
without_keypad (guint keyval)
{
  static const guint pairs[][2] = {
    { GDK_KEY_KP_Left, GDK_KEY_Left }, { GDK_KEY_KP_Right, GDK_KEY_Right }, { GDK_KEY_KP_Up, GDK_KEY_Up },
    { GDK_KEY_KP_Down, GDK_KEY_Down }, { GDK_KEY_KP_Home, GDK_KEY_Home }, { GDK_KEY_KP_End, GDK_KEY_End },
    { GDK_KEY_KP_Page_Up, GDK_KEY_Page_Up }, { GDK_KEY_KP_Page_Down, GDK_KEY_Page_Down },
    { GDK_KEY_KP_Enter, GDK_KEY_Return }, { GDK_KEY_KP_Space, GDK_KEY_space },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == keyval)
      return pairs[i][1];
  return keyval;
}

static void
open_menu (NhTimelineView *self)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) self->style.lane_width, (float) self->style.head_height, 0, 0);

  if (self->has_cursor)
    {
      choose_cursor (self);
      nh_timeline_view_get_bar_bounds (self, self->cursor.kind, self->cursor.id, &bounds);
    }
  g_signal_emit_by_name (self, "menu", (double) bounds.origin.x + MIN (bounds.size.width, 40) / 2,
                         (double) bounds.origin.y + bounds.size.height);
}

/**
 * nh_timeline_view_key:
 * @keyval: a key
 * @state: Ctrl, Shift, Alt
 *
 * Returns: whether it means something here; it is done then.
 */
gboolean
nh_timeline_view_key (NhTimelineView *self,
                      guint keyval,
                      GdkModifierType state)
{
  nh_timeline_view_settle (self);
  keyval = without_keypad (keyval);
  state &= MODIFIERS;
  if (is_arrow (keyval) && state & GDK_ALT_MASK)
    return !(state & GDK_CONTROL_MASK) && move (self, keyval, state);
  if (state & GDK_ALT_MASK)
    return FALSE;
  if (is_arrow (keyval) || keyval == GDK_KEY_Home || keyval == GDK_KEY_End || keyval == GDK_KEY_Page_Up ||
      keyval == GDK_KEY_Page_Down)
    return go (self, keyval, state);
  if (keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      open_menu (self);
      return TRUE;
    }
  if (keyval == GDK_KEY_space && self->has_cursor && state != GDK_SHIFT_MASK)
    {
      NhTimelineKey key = self->cursor;

      nh_timeline_view_toggle (self, &key);
      return TRUE;
    }
  if (state & GDK_CONTROL_MASK)
    return zoom (self, keyval);
  if (state)
    return FALSE;
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_F2) && self->has_cursor)
    {
      choose_cursor (self);
      nh_timeline_view_emit (self, NH_TIMELINE_OPEN);
      return TRUE;
    }
  if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    {
      choose_cursor (self);
      nh_timeline_view_emit (self, NH_TIMELINE_DELETE);
      return TRUE;
    }
  if (keyval == GDK_KEY_Escape)
    {
      if (nh_timeline_view_cancel_drag (self))
        return TRUE;
      if (!g_hash_table_size (self->selected))
        return FALSE;
      nh_timeline_view_unselect_all (self);
      return TRUE;
    }
  return FALSE;
}

static gboolean
on_key_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   NhTimelineView *self)
{
  return nh_timeline_view_key (self, keyval, state);
}

/* (internal) the keys: before GTK's own, which would go from widget to widget with arrows */
void
nh_timeline_view_keys_init (NhTimelineView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
