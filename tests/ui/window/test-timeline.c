/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline: dragging, resizing, lanes, tray, keys, zoom, what is said of it, and one step of undo for each.
 */
#include <string.h>

#include "ui/nh-settings.h"
#include "ui/timeline/nh-timeline-bar.h"
#include "ui/timeline/nh-timeline-legend.h"
#include "ui/timeline/nh-timeline-page.h"
#include "window-fixture.h"

#define YEAR "2023-2024"

typedef struct
{
  Fixture fixture;
  NhTimelinePage *page;
  NhTimelineView *view;
  char *message;
} Timeline;

static void
on_message_cb (Timeline *t,
               const char *message)
{
  g_free (t->message);
  t->message = g_strdup (message);
}

static void
set_up (Timeline *t,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *nothing[] = { NULL };

  nh_settings_set_strv ("timeline", nothing);
  fixture_set_up (&t->fixture, data);
  gtk_window_set_default_size (GTK_WINDOW (t->fixture.window), 1340, 740);
  if (data)
    nh_session_set_year (t->fixture.session,
                         nh_workbook_find (t->fixture.workbook, nh_entity_find ("school_year"), YEAR, &error));
  nh_window_show_screen (t->fixture.window, "timeline");
  fixture_settle ();
  t->page = NH_TIMELINE_PAGE (fixture_find (GTK_WIDGET (t->fixture.window), NH_TYPE_TIMELINE_PAGE, NULL));
  t->view = nh_timeline_page_get_view (t->page);
  g_signal_connect_swapped (t->fixture.session, "message", G_CALLBACK (on_message_cb), t);
}

static void
tear_down (Timeline *t,
           gconstpointer data)
{
  fixture_tear_down (&t->fixture, data);
  g_clear_pointer (&t->message, g_free);
}

static gint64
add (Timeline *t,
     const char *kind,
     const char *content,
     const char *period)
{
  g_autoptr (GError) error = NULL;
  const NhFieldText values[] = { { "kind", kind }, { "content", content }, { "period", period }, { NULL, NULL } };
  gint64 id = nh_workbook_create (t->fixture.workbook, nh_entity_find ("activity"), values, &error);

  g_assert_no_error (error);
  fixture_settle ();
  return id;
}

static char *
field (Timeline *t,
       gint64 id,
       const char *name)
{
  g_autoptr (NhRecord) record = nh_workbook_load (t->fixture.workbook, nh_entity_find ("activity"), id, NULL);

  g_assert_nonnull (record);
  return g_strdup (nh_record_raw (record, name));
}

#define assert_field(t, id, name, text) \
  G_STMT_START \
  { \
    g_autofree char *value_ = field (t, id, name); \
    g_assert_cmpstr (value_, ==, text); \
  } \
  G_STMT_END

static graphene_point_t
place (Timeline *t,
       gint64 id)
{
  graphene_rect_t bounds;

  g_assert_true (nh_timeline_view_get_bar_bounds (t->view, NH_BAR_ACTIVITY, id, &bounds));
  return GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width / 2, bounds.origin.y + bounds.size.height / 2);
}

/* Chosen, in sight and with the keys; where it lies. */
static graphene_point_t
middle (Timeline *t,
        gint64 id)
{
  g_assert_true (nh_timeline_view_select (t->view, NH_BAR_ACTIVITY, id));
  fixture_settle ();
  return place (t, id);
}

static void
drag (Timeline *t,
      graphene_point_t from,
      double by_x,
      double by_y)
{
  nh_timeline_view_press (t->view, from.x, from.y, 0);
  nh_timeline_view_drag_to (t->view, from.x + by_x / 2, from.y + by_y / 2);
  nh_timeline_view_drag_to (t->view, from.x + by_x, from.y + by_y);
}

/* Few rows, all in sight. */
static void
filter (Timeline *t,
        const char *words)
{
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (GTK_WIDGET (t->page), GTK_TYPE_SEARCH_ENTRY, NULL)), words);
  g_usleep (250000); /* the entry tells it a little later */
  fixture_settle ();
}

static void
undo (Timeline *t)
{
  g_autoptr (GError) error = NULL;

  nh_workbook_undo (t->fixture.workbook, &error);
  g_assert_no_error (error);
  fixture_settle ();
}

static double
days (Timeline *t,
      double n)
{
  return n * nh_timeline_view_get_scale (t->view);
}

/* A month goes by months: what is said beside the pointer, what is stored, its one step of undo. */
static void
test_drag (Timeline *t,
           gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  g_autofree char *bubble = NULL;

  drag (t, middle (t, id), days (t, 27), 0);
  g_assert_true (nh_timeline_view_is_dragging (t->view));
  bubble = nh_timeline_view_dup_bubble (t->view);
  g_assert_nonnull (strstr (bubble, "Tháng 4/2024"));
  assert_field (t, id, "period", "Tháng 3/2024"); /* nothing is stored yet */
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, id, "period", "Tháng 4/2024");
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, "Chuyển 1 hoạt động");
  undo (t);
  assert_field (t, id, "period", "Tháng 3/2024");
  /* Less than half a month is no move, and no step. */
  drag (t, middle (t, id), days (t, 9), 0);
  nh_timeline_view_release (t->view);
  assert_field (t, id, "period", "Tháng 3/2024");
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), !=, "Chuyển 1 hoạt động");
}

static void
test_escape (Timeline *t,
             gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");

  drag (t, middle (t, id), days (t, 31), 0);
  g_assert_true (nh_timeline_view_key (t->view, GDK_KEY_Escape, 0));
  g_assert_false (nh_timeline_view_is_dragging (t->view));
  nh_timeline_view_release (t->view);
  assert_field (t, id, "period", "Tháng 3/2024");
}

/* What is chosen moves together, each by its own steps, as one step of undo. */
static void
test_together (Timeline *t,
               gconstpointer data)
{
  gint64 month = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  gint64 day = add (t, "meeting", "Họp thử", "12/3/2024");
  graphene_point_t at_day;

  filter (t, "thử");
  nh_timeline_view_set_scale (t->view, 8);
  middle (t, month);
  at_day = place (t, day);
  nh_timeline_view_press (t->view, at_day.x, at_day.y, GDK_CONTROL_MASK);
  nh_timeline_view_release (t->view);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), ==, 2);
  fixture_settle ();
  drag (t, place (t, day), days (t, 2), 0);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, day, "period", "14/3/2024");
  assert_field (t, month, "period", "Tháng 3/2024");
  drag (t, place (t, month), days (t, 31), 0);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, month, "period", "Tháng 4/2024");
  assert_field (t, day, "period", "14/4/2024");
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, "Chuyển 2 hoạt động");
  undo (t);
  assert_field (t, month, "period", "Tháng 3/2024");
  assert_field (t, day, "period", "14/3/2024");
}

static gboolean
give_up_cb (guint done,
            guint total,
            gpointer data)
{
  return !done;
}

/* Stopped in the middle of many, nothing has moved. */
static void
test_stopped (Timeline *t,
              gconstpointer data)
{
  gint64 ids[40];
  g_autoptr (NhTimelineMoves) moves = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = add (t, "meeting", "Họp thử", "12/3/2024");
  filter (t, "Họp thử");
  nh_timeline_view_select_all (t->view);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), ==, G_N_ELEMENTS (ids));
  before = g_strdup (nh_workbook_get_undo_name (t->fixture.workbook));
  moves = nh_timeline_view_dup_moves (t->view);
  nh_timeline_moves_by_steps (moves, 1);
  g_assert_false (nh_timeline_moves_apply (moves, give_up_cb, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, before);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_field (t, ids[i], "period", "12/3/2024");
  nh_timeline_view_apply (t->view, moves);
  fixture_settle ();
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_field (t, ids[i], "period", "13/3/2024");
  undo (t);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    assert_field (t, ids[i], "period", "12/3/2024");
}

/* The ends of a bar: by steps, and never shorter than one. */
static void
test_resize (Timeline *t,
             gconstpointer data)
{
  gint64 id = add (t, "theme", "Chuyên đề thử", "Tháng 3/2024");
  graphene_rect_t bounds;
  graphene_point_t end;
  const NhEntity *entity = nh_entity_find ("activity");
  g_autoptr (NhRecord) record = NULL;
  NhPeriod period;

  middle (t, id);
  nh_timeline_view_get_bar_bounds (t->view, NH_BAR_ACTIVITY, id, &bounds);
  end = GRAPHENE_POINT_INIT (bounds.origin.x + bounds.size.width - 3, bounds.origin.y + bounds.size.height / 2);
  drag (t, end, days (t, 31), 0);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  record = nh_workbook_load (t->fixture.workbook, entity, id, NULL);
  nh_record_get_period (record, NH_FIELD (entity, "period"), &period);
  g_assert_cmpuint (period.start, ==, nh_day_from_ymd (2024, 3, 1));
  g_assert_cmpuint (period.end, ==, nh_day_from_ymd (2024, 4, 30));
  nh_period_clear (&period);
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, "Kéo dài hoặc rút ngắn 1 hoạt động");
  undo (t);
  assert_field (t, id, "period", "Tháng 3/2024");
}

/* Down or up into another lane: it belongs there now, at the same time. */
static void
test_lane (Timeline *t,
           gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  gint64 other = add (t, "meeting", "Họp thử", "Tháng 3/2024");
  graphene_point_t from;
  graphene_point_t to;
  graphene_rect_t bounds;

  nh_timeline_page_set_by (t->page, NH_TIMELINE_BY_KIND);
  filter (t, "thử");
  from = middle (t, id);
  g_assert_true (nh_timeline_view_get_bar_bounds (t->view, NH_BAR_ACTIVITY, other, &bounds));
  to = GRAPHENE_POINT_INIT (from.x, bounds.origin.y + bounds.size.height / 2);
  drag (t, from, 0, to.y - from.y);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, id, "kind", "meeting");
  assert_field (t, id, "period", "Tháng 3/2024");
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, "Chuyển 1 hoạt động sang “Họp”");
  undo (t);
  assert_field (t, id, "kind", "inspection");
}

static gint64
add_record (Timeline *t,
            const char *entity,
            const NhFieldText *values)
{
  g_autoptr (GError) error = NULL;
  gint64 id = nh_workbook_create (t->fixture.workbook, nh_entity_find (entity), values, &error);

  g_assert_no_error (error);
  return id;
}

/* Into another person's lane, and a month later: that person comes instead, in one step of undo. */
static void
test_person (Timeline *t,
             gconstpointer data)
{
  gint64 id = add (t, "meeting", "Họp thử", "Tháng 3/2024");
  gint64 other = add (t, "meeting", "Khảo sát thử", "Tháng 3/2024");
  gint64 an = add_record (t, "person", (NhFieldText[]) { { "name", "Lê Thử An" }, { NULL, NULL } });
  gint64 binh = add_record (t, "person", (NhFieldText[]) { { "name", "Lê Thử Bình" }, { NULL, NULL } });
  g_autofree char *one = g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  g_autofree char *two = g_strdup_printf ("#%" G_GINT64_FORMAT, other);
  g_autofree char *first = g_strdup_printf ("#%" G_GINT64_FORMAT, an);
  g_autofree char *second = g_strdup_printf ("#%" G_GINT64_FORMAT, binh);
  g_autofree char *wanted = g_strdup_printf ("%" G_GINT64_FORMAT, binh);
  g_autoptr (NhRecord) record = NULL;
  graphene_point_t from;
  graphene_rect_t bounds;
  gint64 row = add_record (t, "activity_person", (NhFieldText[]) { { "activity", one }, { "person", first }, { "role", "lead" },
                                                                    { NULL, NULL } });

  add_record (t, "activity_person", (NhFieldText[]) { { "activity", two }, { "person", second }, { "role", "member" },
                                                       { NULL, NULL } });
  nh_timeline_page_set_by (t->page, NH_TIMELINE_BY_PERSON);
  filter (t, "thử");
  from = middle (t, id);
  g_assert_true (nh_timeline_view_get_bar_bounds (t->view, NH_BAR_ACTIVITY, other, &bounds));
  drag (t, from, days (t, 31), bounds.origin.y + bounds.size.height / 2 - from.y);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, id, "period", "Tháng 4/2024");
  record = nh_workbook_load (t->fixture.workbook, nh_entity_find ("activity_person"), row, NULL);
  g_assert_cmpstr (nh_record_raw (record, "person"), ==, wanted);
  g_assert_cmpstr (nh_record_raw (record, "role"), ==, "lead");
  undo (t);
  assert_field (t, id, "period", "Tháng 3/2024");
  g_clear_object (&record);
  record = nh_workbook_load (t->fixture.workbook, nh_entity_find ("activity_person"), row, NULL);
  g_assert_cmpstr (nh_record_text (record, "person"), ==, "Lê Thử An");
}

/* From the tray to a month, and back, where it loses its date. */
static void
test_tray (Timeline *t,
           gconstpointer data)
{
  gint64 dated = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  gint64 id = add (t, "meeting", "Họp chưa định", "khi có yêu cầu");
  GtkWidget *tray = fixture_find (GTK_WIDGET (t->page), g_type_from_name ("NhTimelineTray"), NULL);
  graphene_point_t at = middle (t, dated);
  graphene_rect_t bounds;

  g_assert_true (fixture_shows (tray, "Họp chưa định"));
  nh_timeline_view_drag_undated (t->view, id);
  nh_timeline_view_drag_to (t->view, at.x, at.y);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, id, "period", "Tháng 3/2024");
  g_assert_false (fixture_shows (tray, "Họp chưa định"));
  at = middle (t, id);
  g_assert_true (gtk_widget_compute_bounds (tray, GTK_WIDGET (t->view), &bounds));
  drag (t, at, bounds.origin.x + 200 - at.x, bounds.origin.y + 8 - at.y);
  nh_timeline_view_release (t->view);
  fixture_settle ();
  assert_field (t, id, "period", "");
  g_assert_true (fixture_shows (tray, "Họp chưa định"));
  undo (t);
  assert_field (t, id, "period", "Tháng 3/2024");
}

static void
test_keys (Timeline *t,
           gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  NhTimelineKey before;
  NhTimelineKey after;
  graphene_rect_t was;
  graphene_rect_t now;
  GtkWidget *focus;

  middle (t, id);
  g_assert_true (nh_timeline_view_key (t->view, GDK_KEY_Right, GDK_ALT_MASK));
  fixture_settle ();
  assert_field (t, id, "period", "Tháng 4/2024");
  /* The keys stay on the bar that moved. */
  focus = gtk_window_get_focus (GTK_WINDOW (t->fixture.window));
  g_assert_true (NH_IS_TIMELINE_BAR_WIDGET (focus));
  g_assert_cmpint (nh_timeline_bar_widget_get_bar (NH_TIMELINE_BAR_WIDGET (focus))->id, ==, id);
  nh_timeline_view_key (t->view, GDK_KEY_Left, GDK_ALT_MASK);
  fixture_settle ();
  assert_field (t, id, "period", "Tháng 3/2024");
  nh_timeline_view_key (t->view, GDK_KEY_Right, GDK_ALT_MASK | GDK_SHIFT_MASK);
  fixture_settle ();
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, "Kéo dài hoặc rút ngắn 1 hoạt động");
  undo (t);
  /* Arrows go on in the row, and to other rows. */
  nh_timeline_view_key (t->view, GDK_KEY_Home, GDK_CONTROL_MASK);
  g_assert_true (nh_timeline_view_get_cursor (t->view, &before));
  nh_timeline_view_get_bar_bounds (t->view, before.kind, before.id, &was);
  nh_timeline_view_key (t->view, GDK_KEY_Down, 0);
  fixture_settle ();
  nh_timeline_view_get_cursor (t->view, &after);
  g_assert_true (nh_timeline_view_get_bar_bounds (t->view, after.kind, after.id, &now));
  g_assert_cmpfloat (now.origin.y, >, was.origin.y);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), ==, 1);
  nh_timeline_view_key (t->view, GDK_KEY_Up, GDK_SHIFT_MASK);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), >=, 2);
  nh_timeline_view_key (t->view, GDK_KEY_a, GDK_CONTROL_MASK);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), >, 10);
  nh_timeline_view_key (t->view, GDK_KEY_Escape, 0);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), ==, 0);
}

static void
test_delete (Timeline *t,
             gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  g_autoptr (NhRecord) gone = NULL;

  middle (t, id);
  nh_timeline_view_key (t->view, GDK_KEY_Delete, 0);
  fixture_settle ();
  gone = nh_workbook_load (t->fixture.workbook, nh_entity_find ("activity"), id, NULL);
  g_assert_null (gone);
  undo (t);
  assert_field (t, id, "period", "Tháng 3/2024");
}

/* The day under the pointer stays there. */
static void
test_zoom (Timeline *t,
           gconstpointer data)
{
  double x = 500;
  guint before;
  guint after;
  guint lane;

  nh_timeline_view_set_scale (t->view, 4);
  fixture_settle ();
  nh_timeline_view_show_day (t->view, nh_day_from_ymd (2024, 1, 15));
  fixture_settle ();
  nh_timeline_view_get_place (t->view, x, 100, &before, &lane);
  for (guint i = 0; i < 6; i++)
    {
      nh_timeline_view_zoom (t->view, i < 4 ? 1.7 : 0.6, x);
      fixture_settle ();
      nh_timeline_view_get_place (t->view, x, 100, &after, &lane);
      g_assert_cmpint (ABS ((int) after - (int) before), <=, 1);
    }
  nh_timeline_view_key (t->view, GDK_KEY_0, GDK_CONTROL_MASK);
  fixture_settle ();
  g_assert_true (nh_timeline_view_is_fit (t->view));
}

/* What can't move says why, and no step is made. */
static void
test_refused (Timeline *t,
              gconstpointer data)
{
  gint64 id = add (t, "theme", "Chuyên đề cả năm", "Năm học 2023-2024");
  graphene_rect_t bounds;
  g_autofree char *name = NULL;

  if (!nh_timeline_view_get_bar_bounds (t->view, NH_BAR_ACTIVITY, id, &bounds))
    {
      g_test_skip ("the whole year has no dates here");
      return;
    }
  name = g_strdup (nh_workbook_get_undo_name (t->fixture.workbook));
  drag (t, middle (t, id), days (t, 40), 0);
  g_assert_false (nh_timeline_view_is_dragging (t->view));
  g_assert_nonnull (strstr (t->message, "cả năm học"));
  nh_timeline_view_release (t->view);
  g_assert_cmpstr (nh_workbook_get_undo_name (t->fixture.workbook), ==, name);
}

/* What screen readers are told of a bar. */
static void
test_words (Timeline *t,
            gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  GtkWidget *focus;
  const char *label;

  middle (t, id);
  focus = gtk_window_get_focus (GTK_WINDOW (t->fixture.window));
  g_assert_true (NH_IS_TIMELINE_BAR_WIDGET (focus));
  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (focus)), ==, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  label = nh_timeline_bar_widget_get_label (NH_TIMELINE_BAR_WIDGET (focus));
  g_assert_cmpstr (label, ==, "Kiểm tra: Kiểm tra thử, Tháng 3/2024");
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);
}

/* What others change is shown; the choice, the keys and the place stay. */
static void
test_follow (Timeline *t,
             gconstpointer data)
{
  gint64 id = add (t, "inspection", "Kiểm tra thử", "Tháng 3/2024");
  const NhFieldText values[] = { { "content", "Kiểm tra khác" }, { NULL, NULL } };
  GtkWidget *focus;
  guint32 day;

  nh_timeline_view_set_scale (t->view, 6);
  middle (t, id);
  focus = gtk_window_get_focus (GTK_WINDOW (t->fixture.window));
  day = nh_timeline_view_get_day (t->view);
  g_assert_true (nh_workbook_set (t->fixture.workbook, nh_entity_find ("activity"), id, values, NULL));
  fixture_settle ();
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (t->fixture.window)) == focus);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), ==, 1);
  g_assert_cmpuint (nh_timeline_view_get_day (t->view), ==, day);
  g_assert_nonnull (strstr (nh_timeline_bar_widget_get_label (NH_TIMELINE_BAR_WIDGET (focus)), "Kiểm tra khác"));
}

/* A new one is of the lane and of the month, chosen, and its form is open. */
static void
test_add (Timeline *t,
          gconstpointer data)
{
  gint64 id = nh_timeline_page_add (t->page, nh_day_from_ymd (2024, 3, 12), G_MAXUINT);
  NhTimelineKey key;

  g_assert_cmpint (id, !=, 0);
  fixture_settle ();
  assert_field (t, id, "period", "Tháng 3/2024");
  g_assert_true (nh_timeline_view_get_cursor (t->view, &key));
  g_assert_cmpint (key.id, ==, id);
  undo (t);
}

/* A rubber band over everything chooses what it touches. */
static void
test_band (Timeline *t,
           gconstpointer data)
{
  int width = gtk_widget_get_width (GTK_WIDGET (t->view));
  int height = gtk_widget_get_height (GTK_WIDGET (t->view));

  nh_timeline_view_unselect_all (t->view);
  /* August is empty. */
  nh_timeline_view_press (t->view, 186, height - 6, 0);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), ==, 0);
  nh_timeline_view_drag_to (t->view, width - 6, 62);
  nh_timeline_view_release (t->view);
  g_assert_cmpuint (nh_timeline_view_get_n_selected (t->view), >, 5);
}

/* What is shown goes into a file as a whole; the next start shows the same lanes. */
static void
test_export (Timeline *t,
             gconstpointer data)
{
  static const struct { NhTimelineFile kind; const char *name; const char *begin; } files[] = {
    { NH_TIMELINE_FILE_PNG, "năm học.png", "\x89PNG" },
    { NH_TIMELINE_FILE_SVG, "năm học.svg", "<?xml" },
    { NH_TIMELINE_FILE_PDF, "năm học.pdf", "%PDF" },
  };

  g_signal_connect_swapped (t->fixture.session, "notice", G_CALLBACK (on_message_cb), t);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_build_filename (t->fixture.dir, files[i].name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      nh_timeline_page_export (t->page, files[i].kind, NH_TIMELINE_A4, path);
      while (!g_file_test (path, G_FILE_TEST_EXISTS) || !t->message || !strstr (t->message, files[i].name))
        g_main_context_iteration (NULL, TRUE);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      g_assert_cmpuint (length, >, 2000);
      g_assert_true (memcmp (bytes, files[i].begin, strlen (files[i].begin)) == 0);
    }
}

/* Only what is there is explained: kinds by name, and the shapes and signs of their bars. */
static void
test_legend (Timeline *t,
             gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (t->page);
  NhTimelineLegend *legend = NH_TIMELINE_LEGEND (fixture_find (page, NH_TYPE_TIMELINE_LEGEND, NULL));

  add (t, "contest", "Hội thi thử", "Tháng 3/2024");
  filter (t, "Hội thi thử");
  nh_timeline_legend_open (legend);
  fixture_settle ();
  g_assert_true (fixture_shows (GTK_WIDGET (legend), "Hội thi"));
  g_assert_true (fixture_shows (GTK_WIDGET (legend), "Đầu mờ: vào lúc nào đó trong khoảng này"));
  g_assert_false (fixture_shows (GTK_WIDGET (legend), "Kiểm tra"));
  g_assert_false (fixture_shows (GTK_WIDGET (legend), "Đã xong"));
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_root_get_focus (gtk_widget_get_root (page)), NH_TYPE_TIMELINE_LEGEND));
}

static void
test_remembered (Timeline *t,
                 gconstpointer data)
{
  g_auto (GStrv) state = NULL;

  nh_timeline_page_set_by (t->page, NH_TIMELINE_BY_PLAN);
  nh_timeline_view_set_scale (t->view, 7);
  fixture_settle ();
  nh_window_show_screen (t->fixture.window, "activities");
  fixture_settle ();
  state = nh_settings_dup_strv ("timeline");
  g_assert_true (g_strv_contains ((const char *const *) state, "by=plan"));
  g_assert_true (g_strv_contains ((const char *const *) state, "scale=7.000"));
}

static void
test_empty (Timeline *t,
            gconstpointer data)
{
  GtkWidget *page = GTK_WIDGET (t->page);

  g_assert_true (fixture_shows (page, "Năm học này chưa có hoạt động nào"));
  g_assert_nonnull (fixture_find (page, GTK_TYPE_BUTTON, "Thêm hoạt động"));
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*test) (Timeline *, gconstpointer); gboolean empty; } tests[] = {
    { "drag", test_drag }, { "escape", test_escape }, { "together", test_together }, { "stopped", test_stopped }, { "resize", test_resize },
    { "lane", test_lane }, { "person", test_person }, { "tray", test_tray }, { "keys", test_keys }, { "delete", test_delete }, { "zoom", test_zoom },
    { "refused", test_refused }, { "words", test_words }, { "follow", test_follow }, { "add", test_add },
    { "band", test_band }, { "export", test_export }, { "legend", test_legend }, { "remembered", test_remembered }, { "empty", test_empty, TRUE },
  };

  window_test_init (argc, argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/timeline/%s", tests[i].name);

      g_test_add (path, Timeline, tests[i].empty ? NULL : "sample", set_up, tests[i].test, tear_down);
    }
  return g_test_run ();
}
