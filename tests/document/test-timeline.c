/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The timeline as geometry: lanes, rows without collisions, what is visible, zoom, lanes by hand.
 */
#include "timeline-fixture.h"

#include <math.h>
#include <string.h>

#include "document/nh-timeline.h"

typedef struct
{
  Fixture fixture;
  TimelineYear year;
  NhTimeline *timeline;
} Test;

static double
measure (const char *text, gpointer data)
{
  guint *n_asked = data;

  if (n_asked)
    (*n_asked)++;
  return 6.0 * (double) g_utf8_strlen (text, -1);
}

static void
set_up (Test *test, gconstpointer data)
{
  fixture_set_up (&test->fixture, NULL);
  timeline_year_set_up (&test->year, &test->fixture);
  test->timeline = nh_timeline_new (test->year.agenda, test->year.conflicts);
  nh_timeline_set_measure (test->timeline, measure, NULL);
}

static void
tear_down (Test *test, gconstpointer data)
{
  g_clear_object (&test->timeline);
  timeline_year_clear (&test->year);
  fixture_tear_down (&test->fixture, NULL);
}

static void
choose (Test *test, NhTimelineBy by, const char *find)
{
  NhTimelineChoice choice = { .by = by, .find = find };

  nh_timeline_set_choice (test->timeline, &choice);
}

/* "label: bars in rows" of all lanes. */
static char *
lanes_text (NhTimeline *timeline)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < nh_timeline_get_n_lanes (timeline); i++)
    {
      const NhTimelineLane *lane = nh_timeline_get_lane (timeline, i);

      g_string_append_printf (text, "%s%s %u", i ? ", " : "", lane->label, lane->n_bars);
    }
  return g_string_free (text, FALSE);
}

static void
assert_lanes (Test *test, NhTimelineBy by, const char *wanted)
{
  g_autofree char *text = NULL;

  choose (test, by, NULL);
  text = lanes_text (test->timeline);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_lanes (Test *test, gconstpointer data)
{
  nh_timeline_set_for_paper (test->timeline, TRUE);
  assert_lanes (test, NH_TIMELINE_BY_CLUSTER, "Cụm Một 7, Cụm Hai 6, Chung 14");
  assert_lanes (test, NH_TIMELINE_BY_KIND,
                "Họp 2, Sinh hoạt chuyên môn 6, Chuyên đề 3, Kiểm tra 5, Tập huấn 1, Hội thi 1, "
                "Sơ kết, tổng kết 2, Báo cáo 1, Khác 1, Hạn báo cáo 5");
  assert_lanes (test, NH_TIMELINE_BY_UNIT, "Bình An 2, Hoa Mai 2, Lê Lai 2, Sao Khuê 3, Tân Lập 2, Chung 16");
  assert_lanes (test, NH_TIMELINE_BY_PERSON, "Chưa phân công 27");
  assert_lanes (test, NH_TIMELINE_BY_PLAN, "12/KH-PGDĐT 27");
}

/* Bars of a row never touch, with words and baselines; lanes are made of whole rows; what a bar has lies within
 * what it takes. */
static void
assert_sound (NhTimeline *timeline)
{
  guint n_bars = nh_timeline_get_n_bars (timeline);
  guint bar = 0, row = 0;

  for (guint i = 0; i < nh_timeline_get_n_lanes (timeline); i++)
    {
      const NhTimelineLane *lane = nh_timeline_get_lane (timeline, i);

      g_assert_cmpuint (lane->first_bar, ==, bar);
      g_assert_cmpuint (lane->first_row, ==, row);
      g_assert_cmpuint (lane->n_rows, >=, 1);
      bar += lane->n_bars;
      row += lane->n_rows;
      for (guint r = lane->first_row; r < row; r++)
        g_assert_cmpuint (nh_timeline_lane_at_row (timeline, r), ==, i);
    }
  g_assert_cmpuint (bar, ==, n_bars);
  g_assert_cmpuint (row, ==, nh_timeline_get_n_rows (timeline));
  for (guint i = 0; i < n_bars; i++)
    {
      const NhTimelineBar *at = nh_timeline_get_bar (timeline, i);
      const NhTimelineBar *next = i + 1 < n_bars ? nh_timeline_get_bar (timeline, i + 1) : NULL;

      g_assert_cmpuint (at->row, >=, nh_timeline_get_lane (timeline, at->lane)->first_row);
      g_assert_cmpfloat (at->left, <=, MIN (at->x, at->label_x));
      g_assert_cmpfloat (at->right, >=, MAX (at->x + at->width, at->label_x + at->label_width));
      g_assert_cmpfloat (at->label_width, <=, at->natural);
      g_assert_cmpfloat (at->width, >=, 5);
      if (next)
        g_assert_true (next->row > at->row || (next->row == at->row && next->left >= at->right));
    }
}

/* Many activities of all lengths, in an agenda of their own. */
static void
add_many (Test *test, guint n, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  static const char *const kinds[] = { "meeting", "lesson_study", "inspection", "theme" };
  static const char *const words[] = { "Họp", "Sinh hoạt chuyên môn cấp huyện", "Kiểm tra", "Chuyên đề dạy học tích cực" };

  g_assert_true (nh_workbook_begin (test->year.workbook, "many", &error));
  for (guint i = 0; i < n; i++)
    {
      guint32 day = nh_day_from_ymd (2023, 10, 1) + (guint32) g_rand_int_range (random, 0, 230);
      int year, month, date, what = g_rand_int_range (random, 0, 4);
      g_autofree char *period = NULL;

      nh_day_to_ymd (day, &year, &month, &date);
      period = what ? g_strdup_printf ("Tháng %d/%d", month, year) : g_strdup_printf ("%d/%d/%d", date, month, year);
      fixture_create (test->year.workbook, "activity", "kind", kinds[what], "content", words[i % 4], "period", period,
                      "team", i % 3 ? "Cụm Một" : "Cụm Hai", "status", "planned", NULL);
    }
  g_assert_true (nh_workbook_commit (test->year.workbook, &error));
  g_assert_no_error (error);
}

static void
test_rows (Test *test, gconstpointer data)
{
  static const double scales[] = { 0.3, 1, 2.7, 3, 8, 20, 60 };
  guint n_bars;

  add_many (test, 120, 7);
  n_bars = nh_timeline_get_n_bars (test->timeline);
  g_assert_cmpuint (n_bars, ==, 27 + 120);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      nh_timeline_set_scale (test->timeline, scales[i]);
      assert_sound (test->timeline);
      g_assert_cmpuint (nh_timeline_get_n_bars (test->timeline), ==, n_bars);
    }
}

/* Interval partitioning needs as many rows as there are bars at the fullest place. */
static void
test_fewest_rows (Test *test, gconstpointer data)
{
  add_many (test, 120, 11);
  nh_timeline_set_scale (test->timeline, 4);
  for (guint i = 0; i < nh_timeline_get_n_lanes (test->timeline); i++)
    {
      const NhTimelineLane *lane = nh_timeline_get_lane (test->timeline, i);
      guint fullest = 0;

      for (guint b = lane->first_bar; b < lane->first_bar + lane->n_bars; b++)
        {
          const NhTimelineBar *bar = nh_timeline_get_bar (test->timeline, b);
          guint n = 0;

          for (guint c = lane->first_bar; c < lane->first_bar + lane->n_bars; c++)
            {
              const NhTimelineBar *other = nh_timeline_get_bar (test->timeline, c);

              n += other->left <= bar->left && other->right > bar->left ? 1 : 0;
            }
          fullest = MAX (fullest, n);
        }
      g_assert_cmpuint (lane->n_rows, <=, fullest);
    }
}

static gboolean
shows (NhTimeline *timeline, const char *label, NhTimelineBar *bar)
{
  for (guint i = 0; i < nh_timeline_get_n_bars (timeline); i++)
    if (g_str_has_prefix (nh_timeline_get_bar (timeline, i)->label, label))
      {
        *bar = *nh_timeline_get_bar (timeline, i);
        return TRUE;
      }
  return FALSE;
}

/* What the faults of a first sketch were: words cut where there was room, words over each other. */
static void
test_words (Test *test, gconstpointer data)
{
  NhTimelineBar bar;

  choose (test, NH_TIMELINE_BY_KIND, NULL);
  nh_timeline_set_scale (test->timeline, 2.7);
  g_assert_true (shows (test->timeline, "Lịch sử và Địa lí 5", &bar)); /* a month: its outline cuts no letter */
  g_assert_true (bar.soft);
  g_assert_cmpfloat (bar.label_width, ==, bar.natural);
  g_assert_cmpfloat (bar.label_x, >, bar.x + bar.width);
  g_assert_true (shows (test->timeline, "Hội thi", &bar)); /* five days: sharp, words beside */
  g_assert_false (bar.soft);
  g_assert_cmpfloat (bar.label_x, >, bar.x + bar.width);
  g_assert_cmpfloat (bar.label_width, ==, bar.natural);
  g_assert_true (shows (test->timeline, "15/9 ", &bar));
  g_assert_cmpint (bar.kind, ==, NH_BAR_DUE);
  g_assert_false (bar.soft);
  g_assert_true (shows (test->timeline, "30/6 ", &bar)); /* a month: provisional */
  g_assert_true (bar.soft);
  g_assert_true (bar.label_x + bar.label_width <= nh_timeline_get_width (test->timeline));
  nh_timeline_set_scale (test->timeline, 40); /* now there is room inside */
  g_assert_true (shows (test->timeline, "Hội thi", &bar));
  g_assert_cmpfloat (bar.label_x, <, bar.x + bar.width);
}

static void
test_measured_once (Test *test, gconstpointer data)
{
  guint n_asked = 0, after;

  nh_timeline_set_measure (test->timeline, measure, &n_asked);
  nh_timeline_get_n_bars (test->timeline);
  after = n_asked;
  g_assert_cmpuint (after, >, 20);
  nh_timeline_set_scale (test->timeline, 9);
  nh_timeline_get_n_bars (test->timeline);
  fixture_set (test->year.workbook, "activity", fixture_sql (test->year.workbook, "SELECT min (id) FROM activity"),
               "period", "26/8/2023");
  nh_timeline_get_n_bars (test->timeline);
  g_assert_cmpuint (n_asked, ==, after);
  nh_timeline_set_measure (test->timeline, measure, NULL);
}

static void
test_visible (Test *test, gconstpointer data)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  add_many (test, 120, 5);
  nh_timeline_set_scale (test->timeline, 5);
  for (guint round = 0; round < 300; round++)
    {
      guint n_rows = nh_timeline_get_n_rows (test->timeline);
      guint first = (guint) g_rand_int_range (random, 0, (gint32) n_rows);
      guint last = first + (guint) g_rand_int_range (random, 0, 12);
      double from = g_rand_double_range (random, -50, nh_timeline_get_width (test->timeline));
      double to = from + g_rand_double_range (random, 0, 900);
      guint n = 0;

      nh_timeline_visible (test->timeline, first, last, from, to, found);
      for (guint i = 0; i < nh_timeline_get_n_bars (test->timeline); i++)
        {
          const NhTimelineBar *bar = nh_timeline_get_bar (test->timeline, i);

          if (bar->row < first || bar->row > last || bar->right <= from || bar->left >= to)
            continue;
          g_assert_cmpuint (n, <, found->len);
          g_assert_cmpuint (g_array_index (found, guint, n), ==, i);
          n++;
        }
      g_assert_cmpuint (n, ==, found->len);
    }
}

static void
test_hits (Test *test, gconstpointer data)
{
  choose (test, NH_TIMELINE_BY_KIND, NULL);
  for (guint i = 0; i < nh_timeline_get_n_bars (test->timeline); i++)
    {
      const NhTimelineBar *bar = nh_timeline_get_bar (test->timeline, i);

      g_assert_cmpint (nh_timeline_bar_at (test->timeline, bar->row, bar->x + bar->width / 2), ==, (int) i);
      g_assert_cmpint (nh_timeline_bar_at (test->timeline, bar->row, bar->label_x + bar->label_width - 1), ==, (int) i);
      g_assert_cmpint (nh_timeline_find_bar (test->timeline, bar->kind, bar->id, -1), ==, (int) i);
      g_assert_cmpint (nh_timeline_find_bar (test->timeline, bar->kind, bar->id, (int) bar->lane + 1), ==, -1);
    }
  g_assert_cmpint (nh_timeline_bar_at (test->timeline, 0, -1), ==, -1);
  g_assert_cmpint (nh_timeline_bar_at (test->timeline, 10000, 5), ==, -1);
}

/* A unit's activity stands once in each lane of its units, whatever its roles are. */
static void
test_several_lanes (Test *test, gconstpointer data)
{
  gint64 id = fixture_create (test->year.workbook, "activity", "kind", "meeting", "content", "Họp liên trường", "period",
                              "3/10/2023", "hosts", "Hoa Mai; Lê Lai", "attending", "Lê Lai; Tân Lập", "status",
                              "planned", NULL);
  guint n = 0;

  choose (test, NH_TIMELINE_BY_UNIT, NULL);
  for (guint i = 0; i < nh_timeline_get_n_bars (test->timeline); i++)
    n += nh_timeline_get_bar (test->timeline, i)->id == id ? 1 : 0;
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < nh_timeline_get_n_lanes (test->timeline); i++)
    {
      const char *label = nh_timeline_get_lane (test->timeline, i)->label;
      gboolean has = strstr ("Hoa Mai Lê Lai Tân Lập", label) != NULL;

      g_assert_cmpint (nh_timeline_find_bar (test->timeline, NH_BAR_ACTIVITY, id, (int) i) >= 0, ==, has);
    }
}

static guint
count (Test *test, const NhTimelineChoice *choice, guint *n_undated)
{
  nh_timeline_set_choice (test->timeline, choice);
  nh_timeline_get_undated (test->timeline, n_undated);
  return nh_timeline_get_n_bars (test->timeline);
}

static void
test_filters (Test *test, gconstpointer data)
{
  guint n_undated;
  const NhTimelineChoice all = { 0 }, words = { .find = "toan hoa mai" }, kind = { .kind = "inspection" },
                         status = { .status = "done" }, papers = { .kind = "due" }, no_papers = { .no_dues = TRUE },
                         team = { .team = test->year.team_one }, nowhere = { .plan = 12345 },
                         unit = { .by = NH_TIMELINE_BY_UNIT,
                                  .unit = fixture_find (test->year.workbook, "unit", "Sao Khuê") };

  g_assert_cmpuint (count (test, &all, &n_undated), ==, 27);
  g_assert_cmpuint (n_undated, ==, 2);
  g_assert_cmpuint (count (test, &words, &n_undated), ==, 1);
  g_assert_cmpuint (n_undated, ==, 0);
  g_assert_cmpstr (nh_timeline_get_bar (test->timeline, 0)->label, ==, "Toán 4, Hoa Mai");
  g_assert_cmpuint (count (test, &kind, &n_undated), ==, 5);
  g_assert_cmpuint (n_undated, ==, 1);
  g_assert_cmpuint (count (test, &status, &n_undated), ==, 4);
  g_assert_cmpuint (count (test, &papers, &n_undated), ==, 5);
  g_assert_cmpuint (n_undated, ==, 0);
  g_assert_cmpuint (count (test, &no_papers, &n_undated), ==, 22);
  g_assert_cmpuint (count (test, &team, &n_undated), ==, 7);
  g_assert_cmpuint (count (test, &nowhere, &n_undated), ==, 0);
  g_assert_cmpuint (nh_timeline_get_n_rows (test->timeline), ==, 0);
  g_assert_cmpuint (count (test, &unit, &n_undated), ==, 3);
  g_assert_cmpuint (nh_timeline_get_n_lanes (test->timeline), ==, 1);
}

static void
assert_range (Test *test, const char *wanted_first, const char *wanted_last)
{
  guint32 first, last;
  g_autofree char *from = NULL, *to = NULL;

  nh_timeline_get_range (test->timeline, &first, &last);
  from = nh_day_to_iso (first);
  to = nh_day_to_iso (last);
  g_assert_cmpstr (from, ==, wanted_first);
  g_assert_cmpstr (to, ==, wanted_last);
}

static void
test_range (Test *test, gconstpointer data)
{
  char *plan = g_strdup_printf ("#%" G_GINT64_FORMAT, test->year.plan);

  assert_range (test, "2023-08-01", "2024-07-31");
  g_assert_cmpfloat (nh_timeline_x_of (test->timeline, nh_day_from_ymd (2023, 8, 3)), ==, 6);
  g_assert_cmpuint (nh_timeline_day_at (test->timeline, 6.5), ==, nh_day_from_ymd (2023, 8, 3));
  g_assert_cmpuint (nh_timeline_day_at (test->timeline, -5), ==, nh_day_from_ymd (2023, 8, 1));
  g_assert_cmpuint (nh_timeline_day_at (test->timeline, 1e9), ==, nh_day_from_ymd (2024, 7, 31));
  fixture_create (test->year.workbook, "activity", "plan", plan, "kind", "meeting", "content", "Họp sớm", "period",
                  "20/6/2023", "status", "planned", NULL);
  assert_range (test, "2023-06-01", "2024-07-31");
  /* a year mistyped: the others must still be seen */
  fixture_create (test->year.workbook, "activity", "plan", plan, "kind", "meeting", "content", "Họp muộn", "period",
                  "20/6/2089", "status", "planned", NULL);
  assert_range (test, "2023-06-01", "2024-07-31");
  g_assert_cmpuint (nh_timeline_get_n_outside (test->timeline), ==, 1);
  for (guint i = 0; i < nh_timeline_get_n_bars (test->timeline); i++)
    g_assert_cmpstr (nh_timeline_get_bar (test->timeline, i)->label, !=, "Họp muộn");
  assert_sound (test->timeline);
  g_free (plan);
}

/* A file that another program wrote, or that is damaged, has kinds and states that are empty. */
static void
test_empty_kind (Test *test, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = NULL;
  g_autoptr (NhTimeline) timeline = NULL;

  nh_workbook_begin (test->year.workbook, "Another program", &error);
  g_assert_no_error (error);
  nh_store_exec (nh_workbook_get_store (test->year.workbook), "UPDATE activity SET kind = '', status = ''", &error);
  g_assert_no_error (error);
  nh_workbook_commit (test->year.workbook, &error);
  g_assert_no_error (error);
  agenda = nh_agenda_new (test->year.workbook, 0, &error);
  g_assert_no_error (error);
  timeline = nh_timeline_new (agenda, NULL);
  g_assert_cmpuint (nh_timeline_get_n_bars (timeline), >, 20);
  g_assert_cmpstr (nh_timeline_get_bar (timeline, 0)->kind_key, ==, "other");
  g_assert_cmpstr (nh_timeline_get_bar (timeline, 0)->status, ==, "planned");
}

/* The moment under the pointer stays there, there and back. */
static void
test_zoom (void)
{
  static const double places[][4] = { { 0, 0, 3, 6 }, { 500, 300, 3, 4.5 }, { 120, 683, 2.7, 60 }, { 9000, 12, 40, 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double offset = places[i][0], x = places[i][1], from = places[i][2], to = places[i][3];
      double now = nh_timeline_zoom_offset (offset, x, from, to);

      g_assert_cmpfloat_with_epsilon ((now + x) / to, (offset + x) / from, 1e-9);
      g_assert_cmpfloat_with_epsilon (nh_timeline_zoom_offset (now, x, to, from), offset, 1e-6);
    }
}

static int
find_lane (NhTimeline *timeline, const char *label)
{
  for (guint i = 0; i < nh_timeline_get_n_lanes (timeline); i++)
    if (g_str_equal (nh_timeline_get_lane (timeline, i)->label, label))
      return (int) i;
  g_assert_not_reached ();
}

/* Puts the activity of a bar into another lane as a drag does, and says where it stands then. */
static gboolean
move_to (Test *test, const char *label, const char *lane)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  NhFieldText values[3];
  NhTimelineBar bar;

  g_assert_true (shows (test->timeline, label, &bar));
  if (!nh_timeline_lane_values (test->timeline, bar.id, bar.lane, (guint) find_lane (test->timeline, lane), values,
                                texts))
    return FALSE;
  nh_workbook_set (test->year.workbook, nh_entity_find ("activity"), bar.id, values, &error);
  g_assert_no_error (error);
  g_assert_cmpint (nh_timeline_find_bar (test->timeline, NH_BAR_ACTIVITY, bar.id, find_lane (test->timeline, lane)), >=,
                   0);
  return TRUE;
}

static void
test_lane_values (Test *test, gconstpointer data)
{
  nh_timeline_set_for_paper (test->timeline, TRUE);
  choose (test, NH_TIMELINE_BY_CLUSTER, NULL);
  g_assert_true (move_to (test, "Toán 4", "Cụm Hai"));
  choose (test, NH_TIMELINE_BY_KIND, NULL);
  g_assert_true (move_to (test, "Giáo dục STEM", "Hội thi"));
  g_assert_false (move_to (test, "Trường học hạnh phúc", "Hạn báo cáo"));
  choose (test, NH_TIMELINE_BY_UNIT, NULL);
  g_assert_true (move_to (test, "Khoa học 5", "Sao Khuê"));
  g_assert_true (move_to (test, "Họp triển khai", "Bình An"));
}

static void
assert_people (Test *test, const char *wanted)
{
  g_autofree char *text = lanes_text (test->timeline);

  g_assert_cmpstr (text, ==, wanted);
}

/* What a drag into another person's lane would change; FALSE: it can't. */
static gboolean
assigns (Test *test, const char *label, const char *from, const char *to, NhTimelineAssignment *assignment)
{
  NhTimelineBar bar;

  g_assert_true (shows (test->timeline, label, &bar));
  return nh_timeline_lane_assignment (test->timeline, bar.id, (guint) find_lane (test->timeline, from),
                                      (guint) find_lane (test->timeline, to), assignment);
}

/* Who is put in somebody's place gets the role; members of a delegation and who is there already stay. */
static void
test_people (Test *test, gconstpointer data)
{
  NhWorkbook *w = test->year.workbook;
  gint64 an = fixture_create (w, "person", "name", "Lê An", NULL), binh = fixture_create (w, "person", "name", "Lê Bình", NULL);
  gint64 chi = fixture_create (w, "person", "name", "Lê Chi", NULL);
  NhTimelineAssignment got;
  NhTimelineBar bar;
  g_autofree char *activity = NULL, *stem = NULL;
  gint64 row, absent;

  nh_timeline_set_for_paper (test->timeline, TRUE);
  choose (test, NH_TIMELINE_BY_PERSON, NULL);
  assert_people (test, "Chưa phân công 27");
  g_assert_true (shows (test->timeline, "Toán 4", &bar));
  activity = g_strdup_printf ("#%" G_GINT64_FORMAT, bar.id);
  g_assert_true (shows (test->timeline, "Giáo dục STEM", &bar));
  stem = g_strdup_printf ("#%" G_GINT64_FORMAT, bar.id);
  row = fixture_create (w, "activity_person", "activity", activity, "person", "Lê An", "role", "lead", NULL);
  absent = fixture_create (w, "activity_person", "activity", activity, "person", "Lê Chi", "role", "absent", "substitute",
                           "Lê Bình", NULL);
  fixture_create (w, "activity_person", "activity", stem, "person", "Lê Chi", "role", "member", NULL);
  assert_people (test, "Lê An 1, Lê Bình 1, Lê Chi 1, Chưa phân công 25");

  g_assert_false (assigns (test, "Toán 4", "Lê An", "Lê Bình", &got)); /* comes already */
  g_assert_false (assigns (test, "Toán 4", "Lê An", "Lê Chi", &got));  /* is absent */
  g_assert_true (assigns (test, "Toán 4", "Lê An", "Chưa phân công", &got));
  g_assert_cmpint (got.record, ==, row);
  g_assert_null (got.field);
  g_assert_true (assigns (test, "Toán 4", "Lê Bình", "Chưa phân công", &got));
  g_assert_cmpint (got.record, ==, absent);
  g_assert_cmpstr (got.field, ==, "substitute");
  g_assert_cmpint (got.person, ==, 0);
  g_assert_true (assigns (test, "Giáo dục STEM", "Lê Chi", "Lê An", &got));
  g_assert_cmpstr (got.field, ==, "person");
  g_assert_cmpint (got.person, ==, an);
  g_assert_true (assigns (test, "Giáo dục STEM", "Lê Chi", "Lê Bình", &got));
  g_assert_cmpint (got.person, ==, binh);
  g_assert_true (assigns (test, "Họp triển khai", "Chưa phân công", "Lê Chi", &got));
  g_assert_cmpint (got.record, ==, 0);
  g_assert_cmpint (got.person, ==, chi);
}

/* Clusters whom a plan is for have their lanes before anything stands there, in the order of the tables. */
static void
test_clusters (Test *test, gconstpointer data)
{
  NhWorkbook *w = test->year.workbook;
  gint64 group = fixture_create (w, "team", "kind", "team", "name", "Tổ Toán", NULL);
  gint64 away = fixture_create (w, "team", "kind", "team", "name", "Tổ Văn", NULL);
  NhTimelineChoice choice = { .by = NH_TIMELINE_BY_CLUSTER };

  fixture_create (w, "team", "kind", "cluster", "name", "Cụm Năm", "parent", "Tổ Toán", NULL);
  fixture_create (w, "team", "kind", "cluster", "name", "Cụm Ba", "parent", "Tổ Toán", NULL);
  fixture_create (w, "team", "kind", "cluster", "name", "Cụm Xa", "parent", "Tổ Văn", NULL);
  nh_timeline_set_choice (test->timeline, &choice);
  assert_people (test, "Cụm Một 7, Cụm Hai 6, In common 14");
  fixture_set (w, "plan", test->year.plan, "team", "Tổ Toán");
  assert_people (test, "Cụm Một 7, Cụm Hai 6, Cụm Năm 0, Cụm Ba 0, In common 14");
  choice.plan = test->year.plan;
  nh_timeline_set_choice (test->timeline, &choice);
  assert_people (test, "Cụm Một 7, Cụm Hai 6, Cụm Năm 0, Cụm Ba 0, In common 14");
  assert_sound (test->timeline);
  g_assert_true (move_to (test, "Toán 4", "Cụm Ba"));
  assert_people (test, "Cụm Một 6, Cụm Hai 6, Cụm Năm 0, Cụm Ba 1, In common 14");
  choose (test, NH_TIMELINE_BY_CLUSTER, "stem");
  assert_people (test, "Cụm Hai 1");
  nh_timeline_set_for_paper (test->timeline, TRUE);
  choose (test, NH_TIMELINE_BY_CLUSTER, NULL);
  assert_people (test, "Cụm Một 6, Cụm Hai 6, Cụm Ba 1, Chung 14");
  g_assert_true (nh_agenda_is_in_team (test->year.agenda, group, group));
  g_assert_false (nh_agenda_is_in_team (test->year.agenda, group, away));
}

/* A paper on a fixed day stands where those are who owe it. */
static void
test_owers (Test *test, gconstpointer data)
{
  NhWorkbook *w = test->year.workbook;
  guint n_undated;
  gint64 head = fixture_create (w, "person", "name", "Lê An", NULL);
  gint64 hoa_mai = fixture_find (w, "unit", "Hoa Mai");
  gint64 deadline = fixture_find (w, "deadline", "Báo cáo sơ kết học kỳ I");
  gint64 of_clusters = fixture_find (w, "deadline", "Kế hoạch hoạt động của cụm");
  const NhTimelineChoice unit = { .kind = "due", .unit = hoa_mai }, team = { .kind = "due", .team = test->year.team_one },
                         person = { .kind = "due", .person = head };

  g_assert_cmpuint (count (test, &unit, &n_undated), ==, 0);
  fixture_set (w, "deadline", deadline, "owes", "listed");
  fixture_set (w, "deadline", deadline, "units", "Trường TH Hoa Mai; Trường TH Lê Lai");
  g_assert_cmpuint (count (test, &unit, &n_undated), ==, 1);
  g_assert_nonnull (strstr (nh_timeline_get_bar (test->timeline, 0)->label, "sơ kết"));
  fixture_set (w, "deadline", deadline, "units", "Trường TH Lê Lai");
  g_assert_cmpuint (count (test, &unit, &n_undated), ==, 0);
  fixture_undo (w);
  g_assert_cmpuint (count (test, &unit, &n_undated), ==, 1);

  fixture_set (w, "plan", test->year.plan, "team", "Cụm Một");
  g_assert_cmpuint (count (test, &team, &n_undated), ==, 0);
  fixture_set (w, "deadline", of_clusters, "owes", "clusters");
  g_assert_cmpuint (count (test, &team, &n_undated), ==, 1);
  g_assert_nonnull (strstr (nh_timeline_get_bar (test->timeline, 0)->label, "của cụm"));
  g_assert_cmpuint (count (test, &person, &n_undated), ==, 0);
  fixture_create (w, "membership", "team", "Cụm Một", "person", "Lê An", "role", "cluster_head", NULL);
  g_assert_cmpuint (count (test, &person, &n_undated), ==, 1);
  fixture_set (w, "plan", test->year.plan, "team", "Cụm Hai");
  g_assert_cmpuint (count (test, &team, &n_undated), ==, 0);
  g_assert_cmpuint (count (test, &person, &n_undated), ==, 0);
}

static void
on_changed_cb (NhTimeline *timeline, guint *n)
{
  (*n)++;
}

static void
test_changes (Test *test, gconstpointer data)
{
  guint n = 0;
  NhTimelineBar bar;
  gint64 id;

  g_assert_true (shows (test->timeline, "Sơ kết", &bar));
  id = bar.id;
  g_signal_connect (test->timeline, "changed", G_CALLBACK (on_changed_cb), &n);
  fixture_set (test->year.workbook, "activity", id, "period", "20/1/2024");
  g_assert_cmpuint (n, >=, 1);
  g_assert_true (shows (test->timeline, "Sơ kết", &bar));
  g_assert_cmpuint (bar.start, ==, nh_day_from_ymd (2024, 1, 20));
  fixture_undo (test->year.workbook);
  g_assert_true (shows (test->timeline, "Sơ kết", &bar));
  g_assert_cmpuint (bar.start, ==, nh_day_from_ymd (2024, 1, 18));
  fixture_delete (test->year.workbook, "activity", id);
  g_assert_false (shows (test->timeline, "Sơ kết", &bar));
}

/* Where it was to be when the plan was issued, kept clear of other bars. */
static void
test_baseline (Test *test, gconstpointer data)
{
  NhTimelineBar bar;

  g_assert_true (shows (test->timeline, "Khoa học 5", &bar));
  g_assert_cmpuint (bar.start, ==, nh_day_from_ymd (2024, 2, 1));
  g_assert_cmpuint (bar.issued_start, ==, nh_day_from_ymd (2023, 12, 1));
  g_assert_cmpuint (bar.issued_end, ==, nh_day_from_ymd (2023, 12, 31));
  g_assert_cmpfloat (bar.left, ==, nh_timeline_x_of (test->timeline, bar.issued_start));
  g_assert_true (shows (test->timeline, "Tiếng Anh 4", &bar));
  g_assert_cmpuint (bar.issued_start, ==, 0);
}

static void
test_sample (void)
{
  Fixture fixture = { 0 };
  g_autoptr (NhAgenda) agenda = NULL;
  g_autoptr (NhTimeline) timeline = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  NhTimelineChoice choice = { .by = NH_TIMELINE_BY_KIND };

  fixture_set_up (&fixture, "sample");
  agenda = nh_agenda_new (fixture.workbook, fixture_find (fixture.workbook, "school_year", "2023-2024"), &error);
  g_assert_no_error (error);
  timeline = nh_timeline_new (agenda, NULL);
  choice.plan = nh_workbook_find_plan (fixture.workbook, "73/KH-SGDĐT", &error);
  nh_timeline_set_for_paper (timeline, TRUE);
  nh_timeline_set_choice (timeline, &choice);
  text = lanes_text (timeline);
  /* 15/9 and a paper before each of the 15 activities */
  g_assert_cmpstr (text, ==, "Sinh hoạt chuyên môn 8, Kiểm tra 7, Hạn báo cáo 16");
  assert_sound (timeline);
  g_clear_object (&timeline);
  g_clear_object (&agenda);
  fixture_tear_down (&fixture, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name) g_test_add ("/document/timeline/" #name, Test, NULL, set_up, test_##name, tear_down)
  ADD (lanes);
  ADD (rows);
  ADD (fewest_rows);
  ADD (words);
  ADD (measured_once);
  ADD (visible);
  ADD (hits);
  ADD (several_lanes);
  ADD (filters);
  ADD (range);
  ADD (lane_values);
  ADD (people);
  ADD (clusters);
  ADD (owers);
  ADD (changes);
  ADD (baseline);
  ADD (empty_kind);
#undef ADD
  g_test_add_func ("/document/timeline/zoom", test_zoom);
  g_test_add_func ("/document/timeline/sample", test_sample);
  return g_test_run ();
}
