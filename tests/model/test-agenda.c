/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The activities and papers of a year in memory: what they say of the sample, and that after any edit they are what
 * a fresh reading gives.
 */
#include "model-fixture.h"

#include <string.h>

#include "model/nh-agenda.h"

static NhAgenda *
new_agenda (NhWorkbook *workbook, gint64 year)
{
  g_autoptr (GError) error = NULL;
  NhAgenda *agenda = nh_agenda_new (workbook, year, &error);

  g_assert_no_error (error);
  return agenda;
}

static void
append_day (GString *out, guint32 day)
{
  g_autofree char *iso = nh_day_to_iso (day);

  g_string_append_printf (out, "%s|", iso ? iso : "-");
}

/* Everything that an agenda says, so that two can be compared. */
static char *
dump (NhAgenda *agenda)
{
  GString *out = g_string_new (NULL);
  GPtrArray *activities = nh_agenda_get_activities (agenda), *dues = nh_agenda_get_dues (agenda);

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *a = activities->pdata[i];

      g_assert_true (nh_agenda_find (agenda, a->id) == a);
      append_day (out, a->start);
      append_day (out, a->end);
      append_day (out, a->issued_start);
      append_day (out, a->issued_end);
      g_string_append_printf (out, "%s|%s|%s|%s|%s|%s|%s|%s|%d|%d|%d|%s|%s|%s|%s|%u|", a->label, a->kind, a->status, a->level,
                              a->subject, a->grade, a->place, a->period_text, a->exactness, a->minute, a->fixed,
                              nh_agenda_plan_name (agenda, a->plan), nh_agenda_team_name (agenda, a->team),
                              nh_agenda_team_name (agenda, a->delegation),
                              nh_agenda_team_name (agenda, nh_agenda_cluster_of (agenda, a)),
                              nh_agenda_plan_issued_on (agenda, a->plan));
      for (guint j = 0; j < a->n_units; j++)
        g_string_append_printf (out, "%s %s;", a->units[j].role, nh_agenda_unit_name (agenda, a->units[j].unit));
      for (guint j = 0; j < a->n_people; j++)
        g_string_append_printf (out, "%s %s for %s;", a->people[j].role, nh_agenda_person_name (agenda, a->people[j].person),
                                nh_agenda_person_name (agenda, a->people[j].absent));
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < dues->len; i++)
    {
      const NhAgendaDue *d = dues->pdata[i];
      guint n_owers;
      const NhAgendaOwer *owers = nh_agenda_get_owers (agenda, d, &n_owers);
      guint64 sum = 0; /* wraps around: it only tells whether they are the same */

      for (guint j = 0; j < n_owers; j++)
        sum += (guint64) owers[j].unit + 3 * (guint64) owers[j].team + 7 * (guint64) owers[j].leader;
      g_assert_true (nh_agenda_find_due (agenda, d->id) == d);
      append_day (out, d->due_on);
      g_string_append_printf (out, "%" G_GINT64_FORMAT "|%s|%s|%d|%u|%u|%u:%" G_GUINT64_FORMAT "|%s\n", d->id, d->what, d->audience, d->provisional,
                              d->n_owed, d->n_received, n_owers, sum, nh_agenda_plan_name (agenda, d->plan));
    }
  return g_string_free (out, FALSE);
}

static const NhAgendaActivity *
find (NhAgenda *agenda, const char *label)
{
  GPtrArray *activities = nh_agenda_get_activities (agenda);

  for (guint i = 0; i < activities->len; i++)
    {
      const NhAgendaActivity *a = activities->pdata[i];

      if (g_str_equal (a->label, label))
        return a;
    }
  g_error ("There is no activity “%s”", label);
}

static guint
count_kind (NhAgenda *agenda, const char *kind)
{
  GPtrArray *activities = nh_agenda_get_activities (agenda);
  guint n = 0;

  for (guint i = 0; i < activities->len; i++)
    n += g_str_equal (((const NhAgendaActivity *) activities->pdata[i])->kind, kind);
  return n;
}

static void
test_sample (Fixture *f, gconstpointer data)
{
  gint64 year = fixture_find (f->workbook, "school_year", "2023-2024");
  g_autoptr (NhAgenda) all = new_agenda (f->workbook, 0);
  g_autoptr (NhAgenda) agenda = new_agenda (f->workbook, year);
  const NhAgendaActivity *a = find (agenda, "Kiểm tra nhiệm vụ GDTrH, GDTX tại các đơn vị thuộc địa bàn Việt Yên, Yên Thế");
  gint64 viet_yen = fixture_find (f->workbook, "unit", "Phòng GDĐT Việt Yên");
  GPtrArray *dues = nh_agenda_get_dues (agenda);
  guint n_of_activity = 0;
  NhSchoolYear frame;

  g_assert_cmpint (nh_agenda_get_activities (all)->len, ==, fixture_count (f->workbook, "activity"));
  g_assert_cmpint (nh_agenda_get_dues (all)->len, ==, fixture_count (f->workbook, "due"));
  g_assert_cmpint (nh_agenda_get_activities (agenda)->len, ==,
                   fixture_sql (f->workbook, "SELECT count (*) FROM activity a JOIN plan p ON p.id = a.plan JOIN school_year y "
                                             "ON y.id = p.school_year WHERE y.name = '2023-2024'"));
  nh_agenda_get_frame (agenda, &frame);
  g_assert_cmpstr (frame.name, ==, "2023-2024");

  g_assert_cmpstr (a->kind, ==, "inspection");
  g_assert_cmpstr (a->status, ==, "planned");
  g_assert_cmpstr (a->period_text, ==, "Tháng 11/2023");
  g_assert_cmpint (a->exactness, ==, NH_EXACTNESS_MONTH);
  g_assert_cmpuint (a->start, ==, nh_day_from_ymd (2023, 11, 1));
  g_assert_cmpuint (a->end, ==, nh_day_from_ymd (2023, 11, 30));
  g_assert_cmpint (a->minute, ==, -1);
  g_assert_cmpuint (a->issued_start, ==, 0);
  g_assert_cmpuint (a->n_units, ==, 2);
  g_assert_cmpstr (a->units[0].role, ==, "inspected");
  g_assert_cmpstr (nh_agenda_unit_name (agenda, a->units[0].unit), ==, "Phòng GDĐT Việt Yên");
  g_assert_true (nh_agenda_has_unit (a, viet_yen, "inspected"));
  g_assert_true (nh_agenda_has_unit (a, viet_yen, NULL));
  g_assert_false (nh_agenda_has_unit (a, viet_yen, "host"));
  g_assert_cmpstr (nh_agenda_plan_name (agenda, a->plan), ==, "73/KH-SGDĐT");
  g_assert_cmpuint (nh_agenda_plan_issued_on (agenda, a->plan), ==,
                    (guint32) fixture_sql (f->workbook, "SELECT julianday (issued_start) - 1721424.5 FROM plan WHERE number = '73'"));
  for (guint i = 0; i < dues->len; i++)
    {
      const NhAgendaDue *due = dues->pdata[i];

      if (due->activity != a->id)
        continue;
      n_of_activity++;
      g_assert_true (due->provisional);
      g_assert_cmpstr (due->audience, ==, "Phòng GDĐT Việt Yên, Phòng GDĐT Yên Thế");
      g_assert_cmpuint (due->n_owed, ==, 2);
      g_assert_cmpuint (due->n_received, ==, 0);
      g_assert_cmpuint (due->due_on, <, a->start);
    }
  g_assert_cmpuint (n_of_activity, ==, 1);
  /* Undated ones come last. */
  a = g_ptr_array_index (nh_agenda_get_activities (agenda), nh_agenda_get_activities (agenda)->len - 1);
  g_assert_cmpuint (a->start, ==, 0);
  a = g_ptr_array_index (nh_agenda_get_activities (agenda), 0);
  g_assert_cmpuint (a->start, ==, nh_day_from_ymd (2023, 9, 1));
  a = find (agenda, "Kiểm tra chuyên ngành Trường Tiểu học An Lập.");
  g_assert_cmpstr (nh_agenda_team_name (agenda, nh_agenda_cluster_of (agenda, a)), ==, "Cụm Một");
  g_assert_cmpuint (count_kind (agenda, "inspection"), ==,
                    (guint) fixture_sql (f->workbook, "SELECT count (*) FROM activity a JOIN plan p ON p.id = a.plan JOIN "
                                                      "school_year y ON y.id = p.school_year WHERE y.name = '2023-2024' "
                                                      "AND a.kind = 'inspection'"));
}

typedef struct
{
  NhAgenda *agenda;
  guint n_signals;
  guint n_ids;
  gboolean all;
} Heard;

static void
on_changed_cb (NhAgenda *agenda, GArray *ids, Heard *heard)
{
  heard->n_signals++;
  heard->n_ids = ids ? ids->len : 0;
  heard->all = ids == NULL;
}

/* Who comes: delegations by day, absent people, substitutes. */
static void
test_people (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 activity, membership, absence;
  g_autoptr (NhAgenda) agenda = NULL;
  const NhAgendaActivity *a;
  Heard heard = { 0 };

  fixture_create (w, "person", "name", "Lê Thị Hoa", NULL);
  fixture_create (w, "person", "name", "Trần Văn Nam", NULL);
  fixture_create (w, "person", "name", "Vũ Thị Mai", NULL);
  fixture_create (w, "team", "kind", "delegation", "name", "Đoàn số 1", NULL);
  fixture_create (w, "membership", "team", "Đoàn số 1", "person", "Lê Thị Hoa", "role", "head", NULL);
  membership = fixture_create (w, "membership", "team", "Đoàn số 1", "person", "Trần Văn Nam", "role", "member", "to_on",
                               "30/11/2023", NULL);
  agenda = new_agenda (w, 0);
  g_signal_connect (agenda, "changed", G_CALLBACK (on_changed_cb), &heard);
  activity = fixture_create (w, "activity", "kind", "inspection", "content", "Kiểm tra", "period", "8h00 ngày 20/11/2023",
                             "delegation", "Đoàn số 1", NULL);
  g_assert_cmpuint (heard.n_signals, ==, 1);
  g_assert_cmpuint (heard.n_ids, ==, 1);
  a = nh_agenda_find (agenda, activity);
  g_assert_cmpint (a->minute, ==, 480);
  g_assert_cmpuint (a->n_people, ==, 2);
  g_assert_cmpstr (a->people[0].role, ==, "head");
  g_assert_cmpstr (nh_agenda_person_name (agenda, a->people[1].person), ==, "Trần Văn Nam");

  absence = fixture_create (w, "activity_person", "activity", "Kiểm tra", "person", "Trần Văn Nam", "role", "absent",
                            "substitute", "Vũ Thị Mai", "absence_reason", "Ốm", NULL);
  a = nh_agenda_find (agenda, activity);
  g_assert_cmpuint (a->n_people, ==, 2);
  g_assert_cmpstr (nh_agenda_person_name (agenda, a->people[0].person), ==, "Vũ Thị Mai");
  g_assert_cmpstr (nh_agenda_person_name (agenda, a->people[0].absent), ==, "Trần Văn Nam");
  g_assert_true (nh_agenda_has_person (a, fixture_find (w, "person", "Vũ Thị Mai")));
  g_assert_false (nh_agenda_has_person (a, fixture_find (w, "person", "Trần Văn Nam")));
  fixture_set (w, "activity_person", absence, "substitute", "");
  a = nh_agenda_find (agenda, activity);
  g_assert_cmpint (a->people[0].person, ==, 0);
  fixture_delete (w, "activity_person", absence);
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->n_people, ==, 2);

  /* His time in the delegation is over in December. */
  fixture_set (w, "activity", activity, "period", "20/12/2023");
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->n_people, ==, 1);
  g_assert_cmpint (nh_agenda_find (agenda, activity)->minute, ==, -1);
  fixture_set (w, "membership", membership, "to_on", "");
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->n_people, ==, 2);
  fixture_undo (w);
  g_assert_cmpuint (nh_agenda_find (agenda, activity)->n_people, ==, 1);
  heard.n_signals = 0;
  fixture_set (w, "person", fixture_find (w, "person", "Lê Thị Hoa"), "name", "Lê Thị Hoa Mai");
  g_assert_cmpuint (heard.n_signals, ==, 1);
  a = nh_agenda_find (agenda, activity);
  g_assert_cmpstr (nh_agenda_person_name (agenda, a->people[0].person), ==, "Lê Thị Hoa Mai");
}

/* Which year something belongs to, and that it comes and goes with what decides it. */
static void
test_years (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 first = fixture_create (w, "school_year", "name", "2023-2024", NULL);
  gint64 second = fixture_create (w, "school_year", "name", "2024-2025", NULL);
  gint64 plan = fixture_create (w, "plan", "title", "Kế hoạch kiểm tra", "kind", "other", "school_year", "2024-2025", NULL);
  g_autoptr (NhAgenda) a = new_agenda (w, first);
  g_autoptr (NhAgenda) b = new_agenda (w, second);
  gint64 planned = fixture_create (w, "activity", "kind", "meeting", "plan", "Kế hoạch kiểm tra", "period", "5/10/2023", NULL);
  gint64 loose = fixture_create (w, "activity", "kind", "meeting", "period", "5/10/2023", NULL);
  g_autofree char *day = nh_day_format_short (nh_day_from_ymd (2024, 9, 1));

  g_assert_null (nh_agenda_find (a, planned));
  g_assert_nonnull (nh_agenda_find (b, planned));
  g_assert_nonnull (nh_agenda_find (a, loose));
  g_assert_null (nh_agenda_find (b, loose));
  g_assert_cmpstr (nh_agenda_find (a, loose)->label, ==, "Meeting");
  fixture_set (w, "activity", loose, "period", "");
  g_assert_nonnull (nh_agenda_find (a, loose));
  g_assert_nonnull (nh_agenda_find (b, loose));
  fixture_set (w, "activity", loose, "period", day);
  g_assert_null (nh_agenda_find (a, loose));
  g_assert_nonnull (nh_agenda_find (b, loose));
  fixture_set (w, "plan", plan, "school_year", "2023-2024");
  g_assert_nonnull (nh_agenda_find (a, planned));
  g_assert_null (nh_agenda_find (b, planned));
  fixture_undo (w);
  g_assert_null (nh_agenda_find (a, planned));
  g_assert_nonnull (nh_agenda_find (b, planned));
  fixture_set (w, "school_year", first, "ends_on", "30/9/2024");
  g_assert_nonnull (nh_agenda_find (a, loose));
}

/* The time of an activity as it is moved. */
static void
test_period (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 id;
  g_autoptr (NhAgenda) agenda = NULL;
  g_auto (NhPeriod) period = NH_PERIOD_INIT;

  fixture_create (w, "school_year", "name", "2024-2025", NULL);
  fixture_create (w, "plan", "title", "Kế hoạch", "kind", "other", "school_year", "2024-2025", NULL);
  id = fixture_create (w, "activity", "kind", "report", "plan", "Kế hoạch", "period", "trước ngày 15/9", NULL);
  agenda = new_agenda (w, 0);
  nh_agenda_get_period (agenda, nh_agenda_find (agenda, id), &period);
  g_assert_true (period.before);
  g_assert_cmpuint (period.start, ==, nh_day_from_ymd (2024, 9, 15));
  g_assert_cmpstr (period.text, ==, "trước ngày 15/9");
}

#define PICK(list) (list)[g_test_rand_int_range (0, G_N_ELEMENTS (list))]

typedef struct
{
  NhWorkbook *w;
  guint n;
} Random;

/* The label of a record as a user would type it; "" for none. */
static char *
any (Random *r, const char *entity)
{
  static const char *const sql = "SELECT id FROM %s ORDER BY random () LIMIT 1";
  g_autofree char *query = g_strdup_printf (sql, entity);
  gint64 id = fixture_sql (r->w, query);

  return g_strdup_printf ("%" G_GINT64_FORMAT, id);
}

static gint64
any_id (Random *r, const char *entity)
{
  g_autofree char *id = any (r, entity);

  return g_ascii_strtoll (id, NULL, 10);
}

/* An edit that may be refused: what matters is what both agendas see. */
static void
try_set (Random *r, const char *entity, const char *field, const char *text)
{
  const NhFieldText values[] = { { field, text }, { NULL, NULL } };
  gint64 id = any_id (r, entity);

  if (id)
    nh_workbook_set (r->w, nh_entity_find (entity), id, values, NULL);
}

static void
try_sql (Random *r, const char *sql)
{
  g_autoptr (GError) error = NULL;

  if (!nh_workbook_begin (r->w, "Thử", NULL))
    return;
  if (!nh_store_exec (nh_workbook_get_store (r->w), sql, &error))
    nh_workbook_rollback (r->w);
  else
    nh_workbook_commit (r->w, NULL);
}

static void
random_edit (Random *r)
{
  static const char *const periods[] = { "5/10/2023", "Tháng 11/2023", "14h00 ngày 5/3/2024", "", "khi có yêu cầu",
                                         "Tháng 2/2025", "tuần 2 tháng 4/2024", "1/8/2025" };
  static const char *const links[] = { "hosts", "inspected", "pilots", "attending", "attending_online", "online_points" };
  static const char *const units[] = { "Phòng GDĐT Việt Yên", "Phòng GDĐT Yên Thế; Phòng GDĐT Việt Yên", "",
                                       "Phòng GDĐT TP Bắc Giang" };
  static const char *const kinds[] = { "inspection", "lesson_study", "meeting" };
  static const char *const sqls[] = {
    "INSERT INTO activity_person (id, activity, person, role) SELECT abs (random () / 2), a.id, p.id, 'member' FROM activity a, "
    "person p ORDER BY random () LIMIT 1",
    "INSERT INTO activity_person (id, activity, person, role, substitute) SELECT abs (random () / 2), a.id, p.id, 'absent', q.id "
    "FROM activity a, person p, (SELECT id FROM person ORDER BY random () LIMIT 1) q ORDER BY random () LIMIT 1",
    "UPDATE activity_person SET activity = (SELECT id FROM activity ORDER BY random () LIMIT 1) WHERE id = (SELECT id FROM "
    "activity_person ORDER BY random () LIMIT 1)",
    "DELETE FROM activity_person WHERE id = (SELECT id FROM activity_person ORDER BY random () LIMIT 1)",
    "DELETE FROM activity_unit WHERE id = (SELECT id FROM activity_unit ORDER BY random () LIMIT 1)",
    "UPDATE activity_unit SET activity = (SELECT id FROM activity ORDER BY random () LIMIT 1) WHERE id = (SELECT id FROM "
    "activity_unit ORDER BY random () LIMIT 1)",
    "UPDATE activity SET delegation = (SELECT id FROM team ORDER BY random () LIMIT 1) WHERE id = (SELECT id FROM activity "
    "ORDER BY random () LIMIT 1)",
    "UPDATE activity SET plan = (SELECT id FROM plan ORDER BY random () LIMIT 1), team = (SELECT id FROM team ORDER BY random () "
    "LIMIT 1) WHERE id = (SELECT id FROM activity ORDER BY random () LIMIT 1)",
    "UPDATE plan SET school_year = (SELECT id FROM school_year ORDER BY random () LIMIT 1) WHERE id = (SELECT id FROM plan "
    "ORDER BY random () LIMIT 1)",
    "UPDATE membership SET to_on = '2023-12-31' WHERE id = (SELECT id FROM membership ORDER BY random () LIMIT 1)",
    "UPDATE membership SET team = (SELECT id FROM team ORDER BY random () LIMIT 1) WHERE id = (SELECT id FROM membership "
    "ORDER BY random () LIMIT 1)",
    "UPDATE team_unit SET to_on = '2023-12-31' WHERE id = (SELECT id FROM team_unit ORDER BY random () LIMIT 1)",
    "UPDATE activity SET content = NULL WHERE id = (SELECT id FROM activity ORDER BY random () LIMIT 1)",
    "INSERT INTO submission (id, deadline, activity, unit, received_on) SELECT abs (random () / 2), deadline, activity, unit, "
    "'2023-10-01' FROM owed ORDER BY random () LIMIT 1",
    "DELETE FROM submission WHERE id = (SELECT id FROM submission ORDER BY random () LIMIT 1)",
    "UPDATE submission SET (deadline, activity, unit) = (SELECT deadline, activity, unit FROM owed ORDER BY random () LIMIT 1) "
    "WHERE id = (SELECT id FROM submission ORDER BY random () LIMIT 1)",
    "UPDATE deadline SET what = 'Báo cáo ' || abs (random () % 9), owes = CASE abs (random () % 3) WHEN 0 THEN 'schools' "
    "WHEN 1 THEN 'clusters' END WHERE id = (SELECT id FROM deadline ORDER BY random () LIMIT 1)",
    "UPDATE deadline SET offset_days = abs (random () % 30) WHERE rule = 'relative'",
    "INSERT INTO plan_version (id, plan, frozen_at, who, document) SELECT abs (random () / 2), id, "
    "strftime ('%Y-%m-%dT%H:%M:%f', 'now') || abs (random () % 1000), 'x', '' FROM plan ORDER BY random () LIMIT 1",
    "INSERT INTO plan_version_activity (id, version, activity, period_start, period_end) SELECT abs (random () / 2), v.id, a.id, "
    "'2023-10-0' || (1 + abs (random () % 9)), '2023-11-01' FROM plan_version v JOIN activity a ON a.plan = v.plan "
    "WHERE NOT EXISTS (SELECT 1 FROM plan_version_activity x WHERE x.version = v.id AND x.activity = a.id) "
    "ORDER BY random () LIMIT 3",
    "DELETE FROM plan_version_activity WHERE id = (SELECT id FROM plan_version_activity ORDER BY random () LIMIT 1)",
  };
  g_autofree char *name = g_strdup_printf ("Tên %u", r->n);
  gint64 id;

  switch (g_test_rand_int_range (0, 16))
    {
    case 0:
      fixture_create (r->w, "activity", "kind", PICK (kinds), "content", name, "period", PICK (periods), NULL);
      try_set (r, "activity", "hosts", PICK (units));
      break;
    case 1:
      try_set (r, "activity", "period", PICK (periods));
      break;
    case 2:
    case 3:
      try_set (r, "activity", PICK (links), PICK (units));
      break;
    case 4:
      id = any_id (r, "activity");
      if (id)
        nh_workbook_delete (r->w, nh_entity_find ("activity"), &id, 1, NULL);
      break;
    case 5:
      try_set (r, "unit", "short_name", name);
      break;
    case 6:
      try_set (r, "person", "name", name);
      break;
    case 7:
      try_set (r, "team", "name", name);
      break;
    case 8:
      try_set (r, "activity", "status", g_test_rand_bit () ? "cancelled" : "planned");
      break;
    case 9:
      nh_workbook_undo (r->w, NULL);
      break;
    case 10:
      nh_workbook_redo (r->w, NULL);
      break;
    default:
      try_sql (r, PICK (sqls));
    }
}

static void
test_random (Fixture *f, gconstpointer data)
{
  Random r = { f->workbook, 0 };
  gint64 year = fixture_find (f->workbook, "school_year", "2023-2024");
  g_autoptr (NhAgenda) all = new_agenda (f->workbook, 0);
  g_autoptr (NhAgenda) agenda = new_agenda (f->workbook, year);

  for (r.n = 0; r.n < 500; r.n++)
    {
      g_autoptr (NhAgenda) fresh_all = NULL;
      g_autoptr (NhAgenda) fresh = NULL;
      g_autofree char *a = NULL, *b = NULL, *c = NULL, *d = NULL;

      random_edit (&r);
      fresh_all = new_agenda (f->workbook, 0);
      fresh = new_agenda (f->workbook, year);
      a = dump (all);
      b = dump (fresh_all);
      g_assert_cmpstr (a, ==, b);
      c = dump (agenda);
      d = dump (fresh);
      g_assert_cmpstr (c, ==, d);
    }
}

/* A window that goes may still ask. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  g_autoptr (NhAgenda) agenda = new_agenda (f->workbook, 0);
  const NhAgendaActivity *a = g_ptr_array_index (nh_agenda_get_activities (agenda), 0);
  gint64 person = fixture_sql (f->workbook, "SELECT id FROM person LIMIT 1");
  NhSchoolYear year;

  nh_workbook_close (f->workbook);
  g_assert_cmpstr (nh_agenda_person_name (agenda, person), ==, "");
  g_assert_cmpint (nh_agenda_person_unit (agenda, person, a->start), ==, 0);
  nh_agenda_get_frame_of (agenda, a, &year);
  g_assert_cmpstr (nh_agenda_plan_name (agenda, a->plan), !=, "");
}

/* The views say who is named and how many owe what. */
static void
test_dues_as_views (Fixture *f, gconstpointer data)
{
  g_autoptr (NhAgenda) agenda = new_agenda (f->workbook, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (NhStatement) select = nh_store_prepare (
      nh_workbook_get_store (f->workbook), "SELECT v.id, v.audience, v.due_on, (SELECT count (*) FROM owed o WHERE o.due = v.id) "
                                           "FROM due v", &error);
  gboolean row;

  g_assert_no_error (error);
  while (nh_statement_step (select, &row, &error) && row)
    {
      const NhAgendaDue *due = nh_agenda_find_due (agenda, nh_statement_int64 (select, 0));

      g_assert_nonnull (due);
      g_assert_cmpstr (due->audience, ==, nh_statement_text (select, 1));
      g_assert_cmpuint (due->due_on, ==, nh_day_from_iso (nh_statement_text (select, 2)));
      g_assert_cmpint (due->n_owed, ==, nh_statement_int64 (select, 3));
    }
  g_assert_no_error (error);
}

#define ADD(name, sample, function) \
  g_test_add ("/agenda/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sample", "sample", test_sample);
  ADD ("people", NULL, test_people);
  ADD ("years", NULL, test_years);
  ADD ("period", NULL, test_period);
  ADD ("dues-as-views", "sample", test_dues_as_views);
  ADD ("random", "sample", test_random);
  ADD ("closed", "sample", test_closed);
  return g_test_run ();
}
