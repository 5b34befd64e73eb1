/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who comes to a session and who follows it online; online points; states of themes.
 */
#include "model-fixture.h"
#include "model/nh-lesson-attendance.h"
#include "model/nh-theme-adoption.h"

/* Offices of three districts under a department, two schools, one college without a superior. */
static const NhAttendUnit units[] = {
  { 10, 1, 0, "Hiệp Hòa", 10 }, { 11, 1, 0, "Lục Nam", 11 },         { 12, 1, 0, "Tân Yên", 12 },
  { 20, 1, 0, "Huyện Hiệp Hoà", 0 }, { 21, 11, 0, "", 11 }, { 30, 0, 0, "TP Bắc Giang", 0 },
};
#define N_UNITS G_N_ELEMENTS (units)

static void
assert_modes (const gint64 *hosts, guint n_hosts, const char *wanted)
{
  const NhAttendLinks none = { NULL, 0 };
  const NhAttendLinks links = { hosts, n_hosts };
  NhAttendance result[N_UNITS];
  g_autoptr (GString) modes = g_string_new (NULL);

  nh_lesson_attendance_decide (units, N_UNITS, &links, &none, &none, result);
  for (guint i = 0; i < N_UNITS; i++)
    {
      g_string_append_c (modes, "HDO"[result[i].mode]);
      g_assert_false (result[i].chosen);
    }
  g_assert_cmpstr (modes->str, ==, wanted);
}

/* By district: its name, however it is spelt, or the office that manages the school. */
static void
test_district (void)
{
  const gint64 office[] = { 10 };
  const gint64 school[] = { 20 };
  const gint64 managed[] = { 21 };
  const gint64 two[] = { 10, 30 };
  const gint64 stranger[] = { 99 };

  assert_modes (office, 1, "HOODOO");
  assert_modes (school, 1, "DOOHOO");
  assert_modes (managed, 1, "ODOOHO");
  assert_modes (two, 2, "HOODOH");
  assert_modes (stranger, 1, "OOOOOO");
  assert_modes (NULL, 0, "OOOOOO");
}

/* Where units have clusters, these count and not the district. */
static void
test_cluster (void)
{
  const NhAttendUnit in_clusters[] = { { 1, 5, 100, "A", 5 }, { 2, 5, 100, "B", 5 }, { 3, 5, 200, "A", 5 } };
  const gint64 host = 1;
  const NhAttendLinks hosts = { &host, 1 };
  const NhAttendLinks none = { NULL, 0 };
  NhAttendance result[3];

  nh_lesson_attendance_decide (in_clusters, 3, &hosts, &none, &none, result);
  g_assert_cmpint (result[0].mode, ==, NH_ATTEND_HOST);
  g_assert_cmpint (result[1].mode, ==, NH_ATTEND_DIRECT);
  g_assert_cmpint (result[2].mode, ==, NH_ATTEND_ONLINE);
}

/* A choice goes before the place; one that says the same is none. */
static void
test_chosen (void)
{
  const gint64 host = 10;
  const gint64 direct[] = { 11, 20 };
  const gint64 online[] = { 12, 10 };
  const NhAttendLinks hosts = { &host, 1 };
  const NhAttendLinks come = { direct, 2 };
  const NhAttendLinks follow = { online, 2 };
  NhAttendance result[N_UNITS];

  nh_lesson_attendance_decide (units, N_UNITS, &hosts, &come, &follow, result);
  g_assert_cmpint (result[0].mode, ==, NH_ATTEND_HOST);
  g_assert_cmpint (result[1].mode, ==, NH_ATTEND_DIRECT);
  g_assert_true (result[1].chosen);
  g_assert_cmpint (result[2].mode, ==, NH_ATTEND_ONLINE);
  g_assert_false (result[2].chosen);
  g_assert_cmpint (result[3].mode, ==, NH_ATTEND_DIRECT);
  g_assert_false (result[3].chosen);
}

static const NhSessionGroup *
find_group (NhSessionUnits *session, const char *name)
{
  for (guint i = 0; i < session->groups->len; i++)
    if (g_str_equal (((NhSessionGroup *) session->groups->pdata[i])->name, name))
      return session->groups->pdata[i];
  return NULL;
}

static gint64
session_of (Fixture *f, const char *subject)
{
  g_autofree char *sql = g_strdup_printf ("SELECT a.id FROM activity a JOIN plan p ON p.id = a.plan WHERE p.number = '73' "
                                          "AND a.kind = 'lesson_study' AND a.subject = '%s'", subject);

  return fixture_sql (f->workbook, sql);
}

/* Bắc Giang: ten districts; the host's comes, nine follow online; the town has four possible points and three. */
static void
test_sample (Fixture *f, gconstpointer data)
{
  g_autoptr (NhSessionUnits) session = nh_session_units_read (f->workbook, session_of (f, "Khoa học tự nhiên"), NULL);
  const NhSessionGroup *town;
  guint n_online = 0;

  g_assert_nonnull (session);
  g_assert_cmpuint (session->groups->len, ==, 10);
  town = find_group (session, "TP Bắc Giang");
  g_assert_cmpuint (nh_session_units_count (session, town->id, NH_ATTEND_HOST), ==, 1);
  g_assert_cmpuint (nh_session_units_count (session, town->id, NH_ATTEND_ONLINE), ==, 0);
  g_assert_cmpuint (nh_session_units_count_points (session, town->id), ==, 3);
  g_assert_cmpuint (nh_session_units_count_points (session, find_group (session, "Lục Nam")->id), ==, 2);
  for (guint i = 0; i < session->groups->len; i++)
    n_online += nh_session_units_count (session, ((NhSessionGroup *) session->groups->pdata[i])->id, NH_ATTEND_ONLINE);
  g_assert_cmpuint (n_online, ==, 9);
}

/* Schools of one district office are of one district, whether their area is written or not. */
static void
test_same_office (Fixture *f, gconstpointer data)
{
  g_autoptr (NhSessionUnits) session = NULL;
  gint64 near_by;
  gint64 far;
  gint64 activity;
  guint n_found = 0;

  fixture_create (f->workbook, "unit", "name", "Trường THCS Suối Một", "kind", "lower_secondary", "parent",
                  "Phòng GDĐT Lục Nam", NULL);
  near_by = fixture_create (f->workbook, "unit", "name", "Trường THCS Suối Hai", "kind", "lower_secondary", "parent",
                            "Phòng GDĐT Lục Nam", NULL);
  far = fixture_create (f->workbook, "unit", "name", "Trường THCS Suối Ba", "kind", "lower_secondary", "parent",
                        "Phòng GDĐT Tân Yên", NULL);
  activity = fixture_create (f->workbook, "activity", "plan", "73/KH-SGDĐT", "kind", "lesson_study", "subject", "Tin học",
                             "level", "THCS", "hosts", "Trường THCS Suối Một", NULL);
  session = nh_session_units_read (f->workbook, activity, NULL);
  for (guint i = 0; i < session->units->len; i++)
    {
      const NhSessionUnit *unit = session->units->pdata[i];

      if (unit->id == near_by)
        g_assert_cmpint (unit->attendance.mode, ==, NH_ATTEND_DIRECT);
      if (unit->id == far)
        g_assert_cmpint (unit->attendance.mode, ==, NH_ATTEND_ONLINE);
      n_found += unit->id == near_by || unit->id == far;
    }
  g_assert_cmpuint (n_found, ==, 2);
}

/* Points and a choice in one step, and all of it back by one undo; by place again deletes the choice. */
static void
test_set (Fixture *f, gconstpointer data)
{
  gint64 activity = session_of (f, "Ngữ văn");
  gint64 office = fixture_find (f->workbook, "unit", "Phòng GDĐT Lục Nam");
  gint64 school = fixture_find (f->workbook, "unit", "THPT Lục Nam");
  const NhAttendEdit edits[] = { { office, NH_ATTEND_CHOOSE_DIRECT, TRUE }, { school, NH_ATTEND_BY_PLACE, TRUE } };
  const NhAttendEdit back = { office, NH_ATTEND_BY_PLACE, TRUE };
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  g_autoptr (NhSessionUnits) session = NULL;
  const NhSessionGroup *group;

  g_assert_true (nh_lesson_attendance_set (f->workbook, activity, edits, 2, NULL));
  /* Twice the same is once. */
  g_assert_true (nh_lesson_attendance_set (f->workbook, activity, edits, 2, NULL));
  fixture_assert_text (f->workbook, "activity", activity, "online_points", "Phòng GDĐT Lục Nam, THPT Lục Nam");
  session = nh_session_units_read (f->workbook, activity, NULL);
  group = find_group (session, "Lục Nam");
  g_assert_cmpuint (nh_session_units_count (session, group->id, NH_ATTEND_DIRECT), ==, 1);
  g_assert_cmpuint (nh_session_units_count_points (session, group->id), ==, 2);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  fixture_redo (f->workbook);
  g_assert_true (nh_lesson_attendance_set (f->workbook, activity, &back, 1, NULL));
  fixture_assert_text (f->workbook, "activity", activity, "attending", "");
}

static void
test_least (Fixture *f, gconstpointer data)
{
  g_assert_cmpuint (nh_online_points_min (f->workbook), ==, 3);
  g_assert_true (nh_workbook_set_setting (f->workbook, NH_ONLINE_POINTS_SETTING, "5", NULL));
  g_assert_cmpuint (nh_online_points_min (f->workbook), ==, 5);
  g_assert_true (nh_workbook_set_setting (f->workbook, NH_ONLINE_POINTS_SETTING, "nhiều", NULL));
  g_assert_cmpuint (nh_online_points_min (f->workbook), ==, 3);
}

/* Themes: a click leads on; several places are one step. */
static void
test_themes (Fixture *f, gconstpointer data)
{
  gint64 theme = fixture_sql (f->workbook, "SELECT a.id FROM activity a JOIN plan p ON p.id = a.plan WHERE p.number = '48' "
                                           "AND a.content LIKE '%song ngữ%' AND a.team IS NULL");
  gint64 one = fixture_find (f->workbook, "unit", "TH Bến Súc");
  gint64 two = fixture_find (f->workbook, "unit", "TH Minh Thạnh");
  const NhThemePlace places[] = { { theme, one }, { theme, two } };
  g_autofree char *before = fixture_dump (f->workbook);
  g_autofree char *after = NULL;
  gint64 noted = fixture_count (f->workbook, "theme_adoption");

  g_assert_cmpstr (nh_theme_next_state (NULL), ==, "planned");
  g_assert_cmpstr (nh_theme_next_state ("planned"), ==, "trying");
  g_assert_cmpstr (nh_theme_next_state ("trying"), ==, "adopted");
  g_assert_null (nh_theme_next_state ("adopted"));
  g_assert_null (nh_theme_next_state ("declined"));
  g_assert_true (nh_theme_state_counts ("trying"));
  g_assert_false (nh_theme_state_counts ("planned"));
  g_assert_true (nh_theme_adoption_set (f->workbook, places, 2, "adopted", nh_day_from_ymd (2023, 12, 1), NULL));
  /* One school had been trying it out: its row goes on. */
  g_assert_cmpint (fixture_count (f->workbook, "theme_adoption"), ==, noted + 1);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM theme_adoption WHERE state = 'adopted' AND "
                                             "on_day = '2023-12-01'"), ==, 2);
  fixture_undo (f->workbook);
  after = fixture_dump (f->workbook);
  g_assert_cmpstr (before, ==, after);
  g_assert_true (nh_theme_adoption_set (f->workbook, places, 2, NULL, 0, NULL));
  g_assert_cmpint (fixture_count (f->workbook, "theme_adoption"), ==, noted - 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lesson-attendance/district", test_district);
  g_test_add_func ("/lesson-attendance/cluster", test_cluster);
  g_test_add_func ("/lesson-attendance/chosen", test_chosen);
#define ADD(name, func) g_test_add ("/lesson-attendance/" name, Fixture, "sample", fixture_set_up, func, fixture_tear_down)
  ADD ("sample", test_sample);
  ADD ("set", test_set);
  ADD ("same-office", test_same_office);
  ADD ("least", test_least);
  ADD ("themes", test_themes);
  return g_test_run ();
}
