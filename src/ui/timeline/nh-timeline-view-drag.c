/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * NhTimelineView: dragging. Bars move or change their size by the steps of their periods, between lanes, from and
 * to the tray; beside the pointer stands when that would be and what would collide. Nothing is stored before the
 * button is released.
 */
#include "ui/timeline/nh-timeline-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/widgets/nh-grid-wait.h"

#define THRESHOLD 6    /* pixels until a press becomes a drag */
#define NEAR_EDGE 28   /* pixels from an edge where the content begins to come along */
#define FASTEST 22     /* pixels a frame */
#define SENTENCES 3    /* of conflicts beside the pointer */
#define BUBBLE_WIDTH 340

/* (internal) the move of a bar that is being dragged; %NULL: it is not */
const NhTimelineMove *
nh_timeline_view_find_move (NhTimelineView *self,
                            const NhTimelineBar *bar)
{
  const NhTimelineMove *move;

  if (!self->drag.moves || bar->kind != NH_BAR_ACTIVITY || !nh_timeline_view_is_dragging (self) ||
      !(nh_timeline_view_is_selected (self, bar->kind, bar->id)))
    return NULL;
  move = nh_timeline_moves_find (self->drag.moves, bar->id);
  return move && (move->state == NH_MOVE_GOES || nh_timeline_moves_get_lane (self->drag.moves) != G_MAXUINT) ? move : NULL;
}

/** nh_timeline_view_is_dragging: Returns: whether something is under way that Esc would cancel. */
gboolean
nh_timeline_view_is_dragging (NhTimelineView *self)
{
  return self->drag.mode > NH_DRAG_PRESSED;
}

/** nh_timeline_view_dup_bubble: Returns: (transfer full): what stands beside the pointer; "" for nothing. */
char *
nh_timeline_view_dup_bubble (NhTimelineView *self)
{
  if (!gtk_widget_get_visible (self->bubble))
    return g_strdup ("");
  return g_strdup_printf ("%s\n%s", gtk_label_get_text (self->bubble_time), gtk_label_get_text (self->bubble_text));
}

static gboolean
is_over_tray (NhTimelineView *self,
              double x,
              double y)
{
  graphene_rect_t bounds;

  return self->tray && gtk_widget_get_mapped (self->tray) &&
         gtk_widget_compute_bounds (self->tray, GTK_WIDGET (self), &bounds) &&
         graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* The bubble. */

/* (internal) beside the pointer, within the widget */
void
nh_timeline_view_allocate_bubble (NhTimelineView *self,
                                  int width,
                                  int height)
{
  int natural_width;
  int natural_height;
  int minimum;
  int x;
  int y;

  if (!gtk_widget_get_visible (self->bubble))
    return;
  gtk_widget_measure (self->bubble, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural_width, NULL, NULL);
  natural_width = MAX (minimum, MIN (natural_width, MIN (BUBBLE_WIDTH, width - 12)));
  gtk_widget_measure (self->bubble, GTK_ORIENTATION_VERTICAL, natural_width, NULL, &natural_height, NULL, NULL);
  x = (int) self->drag.x + 16;
  y = (int) self->drag.y + 20;
  if (x + natural_width > width - 6)
    x = MAX (6, MIN ((int) self->drag.x - 16, width - 6) - natural_width);
  if (y + natural_height > height - 6)
    y = MAX (6, (int) self->drag.y - 16 - natural_height);
  gtk_widget_size_allocate (self->bubble, &(GtkAllocation){ x, y, natural_width, natural_height }, -1);
}

static void
show_bubble (NhTimelineView *self)
{
  NhTimelineMoves *moves = self->drag.moves;
  guint lane = nh_timeline_moves_get_lane (moves);
  g_autofree char *time = nh_timeline_moves_dup_time (moves);
  g_autofree char *conflicts = nh_timeline_moves_dup_conflicts (moves, SENTENCES);
  g_autoptr (GString) text = g_string_new (NULL);
  const NhTimelineMove *lead = nh_timeline_moves_get (moves, 0);

  if (nh_timeline_moves_get_n (moves) > 1)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u activity moves", "%u activities move",
                                               nh_timeline_moves_get_n (moves)), nh_timeline_moves_get_n (moves));
  if (lane != G_MAXUINT)
    g_string_append_printf (text, _("%sto “%s”"), text->len ? "\n" : "", nh_timeline_get_lane (self->timeline, lane)->label);
  if (*conflicts)
    {
      g_auto (GStrv) lines = g_strsplit (conflicts, "\n", -1);

      for (guint i = 0; lines[i]; i++)
        g_string_append_printf (text, "%s⚠ %s", text->len ? "\n" : "", lines[i]);
    }
  gtk_label_set_text (self->bubble_time, time);
  gtk_label_set_text (self->bubble_text, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->bubble_text), text->len > 0);
  if (*conflicts || lead->state == NH_MOVE_REFUSED)
    gtk_widget_add_css_class (self->bubble, "warning");
  else
    gtk_widget_remove_css_class (self->bubble, "warning");
  gtk_widget_set_visible (self->bubble, TRUE);
}

/* (internal) makes what stands beside the pointer */
void
nh_timeline_view_drag_init (NhTimelineView *self)
{
  self->bubble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  self->bubble_time = GTK_LABEL (gtk_label_new (NULL));
  self->bubble_text = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->bubble_time, 0);
  gtk_label_set_wrap (self->bubble_time, TRUE);
  gtk_label_set_xalign (self->bubble_text, 0);
  gtk_label_set_wrap (self->bubble_text, TRUE);
  gtk_label_set_max_width_chars (self->bubble_text, 46);
  gtk_widget_add_css_class (GTK_WIDGET (self->bubble_time), "nh-title");
  gtk_widget_add_css_class (self->bubble, "nh-timeline-bubble");
  gtk_widget_set_can_target (self->bubble, FALSE);
  gtk_widget_set_visible (self->bubble, FALSE);
  gtk_box_append (GTK_BOX (self->bubble), GTK_WIDGET (self->bubble_time));
  gtk_box_append (GTK_BOX (self->bubble), GTK_WIDGET (self->bubble_text));
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));
}

/* (internal) ends whatever is under way; nothing is stored */
void
nh_timeline_view_drag_clear (NhTimelineView *self)
{
  gboolean was_dragging = nh_timeline_view_is_dragging (self);

  if (self->drag.scroll_tick)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->drag.scroll_tick);
  g_clear_pointer (&self->drag.moves, nh_timeline_moves_free);
  g_clear_pointer (&self->drag.before, g_hash_table_unref);
  self->drag = (NhTimelineDrag){ .mode = NH_DRAG_NONE };
  if (self->bubble)
    gtk_widget_set_visible (self->bubble, FALSE);
  if (self->tray)
    gtk_widget_remove_css_class (self->tray, "drop");
  if (was_dragging)
    {
      gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
      gtk_widget_queue_allocate (GTK_WIDGET (self));
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

/** nh_timeline_view_cancel_drag: Returns: whether something was under way; all is as before it. */
gboolean
nh_timeline_view_cancel_drag (NhTimelineView *self)
{
  gboolean was_dragging = nh_timeline_view_is_dragging (self);

  if (self->drag.mode == NH_DRAG_BAND)
    {
      g_hash_table_unref (self->selected);
      self->selected = g_steal_pointer (&self->drag.before);
      nh_timeline_view_selection_changed (self);
    }
  nh_timeline_view_drag_clear (self);
  return was_dragging;
}

/* Beginning. */

static GHashTable *
copy_selection (GHashTable *selected)
{
  GHashTable *copy = g_hash_table_new_full (nh_timeline_key_hash, nh_timeline_key_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, selected);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (copy, g_memdup2 (key, sizeof (NhTimelineKey)));
  return copy;
}

/**
 * nh_timeline_view_dup_moves:
 *
 * Returns: (transfer full): moves of what is chosen, led by the bar with the keys; each is taken in the lane of
 *   that bar where it stands there.
 */
NhTimelineMoves *
nh_timeline_view_dup_moves (NhTimelineView *self)
{
  g_autoptr (GArray) ids = nh_timeline_view_get_selected (self);
  NhTimelineMoves *moves = nh_timeline_moves_new (self->timeline, self->agenda, self->conflicts);
  int cursor = self->has_cursor ? nh_timeline_view_find (self, &self->cursor) : -1;
  guint lane = cursor >= 0 ? nh_timeline_get_bar (self->timeline, (guint) cursor)->lane : G_MAXUINT;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      int bar = lane != G_MAXUINT ? nh_timeline_find_bar (self->timeline, NH_BAR_ACTIVITY, id, (int) lane) : -1;

      if (bar < 0)
        bar = nh_timeline_find_bar (self->timeline, NH_BAR_ACTIVITY, id, -1);
      if (bar >= 0)
        nh_timeline_moves_add (moves, id, nh_timeline_get_bar (self->timeline, (guint) bar)->lane);
    }
  return moves;
}

/**
 * nh_timeline_view_press:
 * @x: in the widget
 * @state: modifiers: Ctrl or Shift add to what is chosen
 *
 * The left button goes down on a bar or on an empty place.
 */
void
nh_timeline_view_press (NhTimelineView *self,
                        double x,
                        double y,
                        GdkModifierType state)
{
  NhTimelinePart part;
  const NhTimelineBar *bar;
  int index;

  nh_timeline_view_settle (self);
  index = nh_timeline_view_bar_at (self, x, y, &part);
  bar = index >= 0 ? nh_timeline_get_bar (self->timeline, (guint) index) : NULL;
  nh_timeline_view_drag_clear (self);
  if (part == NH_PART_NOTHING)
    return;
  self->drag.mode = NH_DRAG_PRESSED;
  self->drag.part = part;
  self->drag.start_x = self->drag.x = x;
  self->drag.start_y = self->drag.y = y;
  self->drag.adds = (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) != 0;
  nh_timeline_view_to_layout (self, x, y, &self->drag.content_x, &self->drag.content_y);
  if (!bar)
    return;
  self->drag.bar = nh_timeline_view_key_of (self, bar);
  if (state & GDK_CONTROL_MASK)
    nh_timeline_view_toggle (self, &self->drag.bar);
  else if (state & GDK_SHIFT_MASK)
    nh_timeline_view_select_to (self, &self->drag.bar);
  else if (nh_timeline_view_is_selected (self, bar->kind, bar->id))
    {
      self->drag.single = TRUE;
      nh_timeline_view_set_cursor (self, &self->drag.bar);
    }
  else
    nh_timeline_view_select_only (self, &self->drag.bar);
}

/* (internal) the sentence */
const char *
nh_timeline_view_why_papers_stay (void)
{
  return _("The days of papers come from their rules: change the rule among the deadlines.");
}

/* What can't be dragged says why, once. */
static gboolean
may_move (NhTimelineView *self,
          NhTimelineMoves *moves)
{
  g_autofree char *refusal = NULL;

  if (self->read_only)
    {
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, _("The workbook is read only: nothing can be moved."));
      return FALSE;
    }
  if (self->drag.bar.kind == NH_BAR_DUE)
    {
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, nh_timeline_view_why_papers_stay ());
      return FALSE;
    }
  if (!nh_timeline_moves_get_n (moves))
    return FALSE;
  if (nh_period_get_step (&nh_timeline_moves_get (moves, 0)->from) != NH_STEP_NONE)
    return TRUE;
  nh_timeline_moves_by_steps (moves, 1);
  refusal = nh_timeline_moves_dup_refusals (moves);
  nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, refusal);
  return FALSE;
}

static void
begin_drag (NhTimelineView *self)
{
  if (self->drag.part == NH_PART_EMPTY)
    {
      self->drag.mode = NH_DRAG_BAND;
      self->drag.before = copy_selection (self->selected);
      return;
    }
  self->drag.moves = nh_timeline_view_dup_moves (self);
  if (!may_move (self, self->drag.moves))
    {
      nh_timeline_view_drag_clear (self);
      return;
    }
  self->drag.mode = self->drag.part == NH_PART_START ? NH_DRAG_START : self->drag.part == NH_PART_END ? NH_DRAG_END
                                                                                                    : NH_DRAG_MOVE;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->drag.mode == NH_DRAG_MOVE ? "grabbing" : "ew-resize");
}

/**
 * nh_timeline_view_drag_undated:
 * @activity: a key
 *
 * Begins to drag an activity that has no date; nh_timeline_view_drag_to() and nh_timeline_view_release() go on.
 */
void
nh_timeline_view_drag_undated (NhTimelineView *self,
                               gint64 activity)
{
  nh_timeline_view_drag_clear (self);
  if (self->read_only || !self->timeline)
    {
      if (self->read_only)
        nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, _("The workbook is read only: nothing can be moved."));
      return;
    }
  self->drag.moves = nh_timeline_moves_new (self->timeline, self->agenda, self->conflicts);
  if (!nh_timeline_moves_add (self->drag.moves, activity, G_MAXUINT))
    {
      nh_timeline_view_drag_clear (self);
      return;
    }
  self->drag.mode = NH_DRAG_DATE;
  self->drag.over_tray = TRUE;
}

/* Going on. */

static void
update_band (NhTimelineView *self)
{
  double x;
  double y;

  nh_timeline_view_to_layout (self, self->drag.x, self->drag.y, &x, &y);
  g_hash_table_unref (self->selected);
  self->selected = self->drag.adds ? copy_selection (self->drag.before)
                                   : g_hash_table_new_full (nh_timeline_key_hash, nh_timeline_key_equal, g_free, NULL);
  nh_timeline_view_select_rectangle (self, self->drag.content_x, self->drag.content_y, x, y);
  nh_timeline_view_selection_changed (self);
}

static guint
lane_at (NhTimelineView *self,
         double layout_y)
{
  guint row = (guint) (MAX (0, layout_y) / self->style.row_height);

  return row < nh_timeline_get_n_rows (self->timeline) ? nh_timeline_lane_at_row (self->timeline, row) : G_MAXUINT;
}

static void
update_moves (NhTimelineView *self)
{
  NhTimelineMoves *moves = self->drag.moves;
  double x;
  double y;
  int days;

  nh_timeline_view_to_layout (self, self->drag.x, self->drag.y, &x, &y);
  days = (int) lround ((x - self->drag.content_x) / nh_timeline_get_scale (self->timeline));
  if (self->drag.over_tray && self->drag.mode == NH_DRAG_MOVE)
    nh_timeline_moves_to_nowhere (moves);
  else if (self->drag.mode == NH_DRAG_MOVE)
    {
      nh_timeline_moves_by_days (moves, days);
      if (lane_at (self, y) != lane_at (self, self->drag.content_y))
        nh_timeline_moves_to_lane (moves, lane_at (self, y));
    }
  else if (self->drag.mode == NH_DRAG_DATE)
    nh_timeline_moves_to_day (moves, nh_timeline_view_get_step (self), nh_timeline_day_at (self->timeline, x));
  else
    nh_timeline_moves_resize_days (moves, self->drag.mode == NH_DRAG_START ? NH_EDGE_START : NH_EDGE_END, days);
  if (self->drag.mode == NH_DRAG_DATE && self->drag.over_tray)
    gtk_widget_set_visible (self->bubble, FALSE);
  else
    show_bubble (self);
}

static void
update_drag (NhTimelineView *self)
{
  if (self->drag.mode == NH_DRAG_BAND)
    update_band (self);
  else
    update_moves (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* How fast the content comes along for a pointer at @at between @from and @to. */
static double
speed_at (double at,
          double from,
          double to)
{
  if (at < from + NEAR_EDGE)
    return -MIN (FASTEST, (from + NEAR_EDGE - at) * 0.5);
  return at > to - NEAR_EDGE ? MIN (FASTEST, (at - to + NEAR_EDGE) * 0.5) : 0;
}

static gboolean
scroll_along_cb (GtkWidget *widget,
                 GdkFrameClock *clock,
                 gpointer data)
{
  NhTimelineView *self = NH_TIMELINE_VIEW (widget);
  double was[2] = { nh_timeline_view_scroll (self, 0), nh_timeline_view_scroll (self, 1) };
  double x = speed_at (self->drag.x, self->style.lane_width, gtk_widget_get_width (widget));
  double y = self->drag.mode == NH_DRAG_DATE ? 0
             : speed_at (self->drag.y, self->style.head_height, gtk_widget_get_height (widget));

  if (self->drag.over_tray)
    return G_SOURCE_CONTINUE;
  nh_timeline_view_scroll_to (self, 0, was[0] + x);
  if (self->drag.mode == NH_DRAG_MOVE || self->drag.mode == NH_DRAG_BAND)
    nh_timeline_view_scroll_to (self, 1, was[1] + y);
  if (was[0] != nh_timeline_view_scroll (self, 0) || was[1] != nh_timeline_view_scroll (self, 1))
    update_drag (self);
  return G_SOURCE_CONTINUE;
}

/** nh_timeline_view_drag_to: the pointer is at this place of the widget, with the button down. */
void
nh_timeline_view_drag_to (NhTimelineView *self,
                          double x,
                          double y)
{
  if (self->drag.mode == NH_DRAG_NONE)
    return;
  self->drag.x = x;
  self->drag.y = y;
  if (self->drag.mode == NH_DRAG_PRESSED)
    {
      if (fabs (x - self->drag.start_x) < THRESHOLD && fabs (y - self->drag.start_y) < THRESHOLD)
        return;
      begin_drag (self);
      if (!nh_timeline_view_is_dragging (self))
        return;
    }
  self->drag.over_tray = self->drag.moves && is_over_tray (self, x, y);
  if (self->tray && self->drag.over_tray && self->drag.mode == NH_DRAG_MOVE)
    gtk_widget_add_css_class (self->tray, "drop");
  else if (self->tray)
    gtk_widget_remove_css_class (self->tray, "drop");
  if (!self->drag.scroll_tick)
    self->drag.scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_along_cb, NULL, NULL);
  update_drag (self);
}

/* Ending. */

/* "Moved to tháng 12/2023." of a time, which begins a line elsewhere; of a lane its name as it is. */
static char *
done_sentence (NhTimelineMoves *moves,
               const char *lane)
{
  g_autofree char *time = nh_timeline_moves_dup_time (moves);
  g_autofree char *small = NULL;
  const char *second = *time ? g_utf8_next_char (time) : "";

  if (lane)
    return g_strdup_printf (_("Moved to %s."), lane);
  if (!nh_timeline_moves_get (moves, 0)->to.start)
    return g_strdup_printf ("%s.", time);
  if (g_unichar_islower (g_utf8_get_char (second)) || *second == ' ')
    {
      char first[7] = { 0 };

      g_unichar_to_utf8 (g_unichar_tolower (g_utf8_get_char (time)), first);
      small = g_strconcat (first, second, NULL);
    }
  return g_strdup_printf (_("Moved to %s."), small ? small : time);
}

/* @lane: (nullable): the name of the lane into which they went */
static void
tell_done (NhTimelineView *self,
           NhTimelineMoves *moves,
           const char *lane)
{
  g_autofree char *refusals = nh_timeline_moves_dup_refusals (moves);
  g_autofree char *conflicts = nh_timeline_moves_dup_conflicts (moves, 2);
  guint n = nh_timeline_moves_get_n (moves);
  g_autofree char *done = NULL;

  if (refusals)
    {
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, refusals);
      return;
    }
  done = n == 1 ? done_sentence (moves, lane)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Moved %u activity.", "Moved %u activities.", n), n);
  if (*conflicts)
    {
      g_autofree char *both = NULL;

      g_strdelimit (conflicts, "\n", ' ');
      both = g_strdup_printf ("%s %s", done, conflicts);
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, both);
    }
  else
    nh_timeline_view_tell (self, NH_TIMELINE_NOTICE, done);
}

/* Thousands take seconds: a window says how far it is, and stops it. */
static gboolean
store (NhTimelineView *self,
       NhTimelineMoves *moves,
       GError **error)
{
  g_autoptr (NhGridWait) wait = nh_grid_wait_new (GTK_WIDGET (self));

  nh_grid_wait_set_title (wait, _("Moving the activities"));
  return nh_timeline_moves_apply (moves, nh_grid_wait_progress, wait, error);
}

/**
 * nh_timeline_view_apply:
 * @moves: what moves
 *
 * Stores moves as one step, and says in the status bar what came of it: when it is now, what collides, what was
 * refused and why.
 *
 * Returns: whether something moved.
 */
gboolean
nh_timeline_view_apply (NhTimelineView *self,
                        NhTimelineMoves *moves)
{
  g_autoptr (NhTimelineView) kept = g_object_ref (self); /* the main loop may run */
  g_autoptr (GError) error = NULL;
  guint to = nh_timeline_moves_get_lane (moves);
  g_autofree char *lane = to < nh_timeline_get_n_lanes (self->timeline)
                              ? g_strdup (nh_timeline_get_lane (self->timeline, to)->label) : NULL; /* lanes change with it */

  if (self->read_only)
    {
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, _("The workbook is read only: nothing can be moved."));
      return FALSE;
    }
  if (!nh_timeline_moves_get_n (moves))
    return FALSE;
  if (nh_timeline_moves_is_void (moves))
    {
      g_autofree char *refusals = nh_timeline_moves_dup_refusals (moves);

      if (refusals)
        nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, refusals);
      return FALSE;
    }
  if (!store (self, moves, &error))
    {
      nh_timeline_view_tell (self, NH_TIMELINE_MESSAGE, error->message);
      return FALSE;
    }
  tell_done (self, moves, lane);
  return TRUE;
}

/** nh_timeline_view_release: the button goes up: what was dragged is stored. */
void
nh_timeline_view_release (NhTimelineView *self)
{
  g_autoptr (NhTimelineMoves) moves = g_steal_pointer (&self->drag.moves);
  NhTimelineDrag drag = self->drag;
  gboolean was_dragging = nh_timeline_view_is_dragging (self);

  if (drag.mode == NH_DRAG_NONE)
    return;
  nh_timeline_view_drag_clear (self);
  if (drag.mode == NH_DRAG_PRESSED && drag.part == NH_PART_EMPTY && !drag.adds)
    nh_timeline_view_unselect_all (self);
  else if (drag.mode == NH_DRAG_PRESSED && drag.single)
    nh_timeline_view_select_only (self, &drag.bar);
  if (!was_dragging || !moves || (drag.mode == NH_DRAG_DATE && drag.over_tray))
    return;
  if (nh_timeline_view_apply (self, moves) && drag.mode == NH_DRAG_DATE)
    nh_timeline_view_select (self, NH_BAR_ACTIVITY, nh_timeline_moves_get (moves, 0)->activity);
}
