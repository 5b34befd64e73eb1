/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Papers owed: whose, until when, what came in, and chains that cross.
 */
#include <string.h>

#include "core/nh-period.h"
#include "list-mirror.h"
#include "model-fixture.h"
#include "model/nh-cursor.h"
#include "model/nh-dues.h"

static guint32
today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return nh_day_from_ymd (g_date_time_get_year (now), g_date_time_get_month (now),
                          g_date_time_get_day_of_month (now));
}

static char *
day_from_now (int days)
{
  return nh_day_format_short ((guint32) ((int) today () + days));
}

static gint64
make_plan (Fixture *f)
{
  fixture_create (f->workbook, "school_year", "name", "2023-2024", NULL);
  return fixture_create (f->workbook, "plan", "number", "5", "symbol", "KH-PGDĐT", "title", "Kế hoạch thử",
                         "school_year", "2023-2024", NULL);
}

static gint64
make_deadline (Fixture *f, const char *what, const char *due)
{
  return fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", what, "rule", "on", "due", due, NULL);
}

/* The day of a deadline as the view says it; "" for none; "~" before a provisional one. */
static char *
due_of (Fixture *f, gint64 deadline)
{
  g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT, deadline);
  const NhListFilter filter = { "deadline", key };
  const NhEntity *entity = nh_entity_find ("due");
  g_autoptr (GPtrArray) rows = nh_workbook_list (f->workbook, entity, &filter, 1, NULL);
  int field = NH_FIELD (entity, "due_on");

  g_assert_cmpuint (rows->len, ==, 1);
  return g_strconcat (nh_record_is_provisional (rows->pdata[0], field) ? "~" : "",
                      nh_record_get_raw (rows->pdata[0], field), NULL);
}

static void
assert_due (Fixture *f, const char *typed, const char *wanted)
{
  gint64 deadline = make_deadline (f, "Báo cáo", typed);
  g_autofree char *due = due_of (f, deadline);

  if (g_strcmp0 (due, wanted) != 0)
    g_error ("“%s” is due on %s, not %s", typed, due, wanted);
  fixture_delete (f->workbook, "deadline", deadline);
}

static char *
text_of (Fixture *f, gint64 deadline, const char *field)
{
  g_autoptr (NhRecord) record = nh_workbook_load (f->workbook, nh_entity_find ("deadline"), deadline, NULL);

  return g_strconcat (nh_record_is_provisional (record, NH_FIELD (nh_entity_find ("deadline"), field)) ? "~" : "",
                      nh_record_raw (record, field), NULL);
}

#define assert_text(deadline, field, wanted) \
  G_STMT_START { g_autofree char *text = text_of (f, deadline, field); g_assert_cmpstr (text, ==, wanted); } G_STMT_END

/* What a rule comes to stands beside it, and a list of rules follows the activities. */
static void
test_comes_to (Fixture *f, gconstpointer data)
{
  const NhEntity *entity = nh_entity_find ("deadline");
  gint64 rule;
  gint64 activity;
  g_autoptr (NhListModel) list = NULL;

  make_plan (f);
  rule = fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Hồ sơ", "rule", "Before each activity",
                         "activity_kind", "Inspection", "offset_days", "7", NULL);
  list = nh_list_model_new (f->workbook, entity);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  assert_text (rule, "first_due", "");
  activity = fixture_create (f->workbook, "activity", "plan", "5/KH-PGDĐT", "kind", "Inspection", "content", "Kiểm tra", "period",
                             "Tháng 10/2023", NULL);
  assert_text (rule, "first_due", "~2023-09-24");
  assert_text (rule, "last_due", "");
  g_assert_cmpstr (nh_record_raw (nh_list_model_get_record (list, 0), "first_due"), ==, "2023-09-24");
  fixture_create (f->workbook, "activity", "plan", "5/KH-PGDĐT", "kind", "Inspection", "content", "Kiểm tra", "period", "20/3/2024",
                  NULL);
  assert_text (rule, "first_due", "~2023-09-24");
  assert_text (rule, "last_due", "2024-03-13");
  fixture_set (f->workbook, "activity", activity, "period", "9/10/2023");
  g_assert_cmpstr (nh_record_raw (nh_list_model_get_record (list, 0), "first_due"), ==, "2023-10-02");
  assert_text (rule, "first_due", "2023-10-02");
  assert_text (make_deadline (f, "Báo cáo", "trước ngày 15/9/2023"), "first_due", "2023-09-14");
  g_assert_cmpstr (nh_entity_provisional_key (entity, NH_FIELD (entity, "first_due")), ==, "provisional");
  g_assert_cmpstr (nh_entity_provisional_key (entity, NH_FIELD (entity, "last_due")), ==, "last_due_provisional");
}

/* R01, R06, R16: "trước ngày" is strictly before, as the office wants it. */
static void
test_before (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  make_plan (f);
  g_assert_true (nh_dues_get_strictly_before (f->workbook));
  assert_due (f, "trước ngày 15/9/2023", "2023-09-14");
  assert_due (f, "Trước ngày 05/10/2023", "2023-10-04");
  assert_due (f, "15/9/2023", "2023-09-15");
  assert_due (f, "trước ngày 31 tháng 5 hàng năm", "2024-05-30");
  assert_due (f, "trước 17h00 ngày 15/9/2023", "2023-09-15");
  assert_due (f, "trước tháng 12/2023", "~2023-11-30");
  assert_due (f, "tháng 6 hằng năm", "~2024-06-30");
  assert_due (f, "khi có yêu cầu", "");
  g_assert_true (nh_dues_set_strictly_before (f->workbook, FALSE, &error));
  g_assert_no_error (error);
  assert_due (f, "trước ngày 15/9/2023", "2023-09-15");
  assert_due (f, "trước tháng 12/2023", "~2023-11-30");
  fixture_undo (f->workbook);
  fixture_undo (f->workbook); /* the last deadline and its deletion */
}

/* R02, R07, R08, R11: before and after each activity, safe while only a month is known. */
static void
test_activities (Fixture *f, gconstpointer data)
{
  gint64 before;
  gint64 after;
  gint64 session;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;
  g_autofree char *c = NULL;
  g_autofree char *d = NULL;
  g_autofree char *words = NULL;

  make_plan (f);
  before = fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Hồ sơ", "rule", "relative",
                           "activity_kind", "lesson_study", "offset_days", "7", NULL);
  after = fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Kết quả", "rule", "after",
                          "activity_kind", "lesson_study", "offset_days", "5", NULL);
  session = fixture_create (f->workbook, "activity", "plan", "5/KH-PGDĐT", "kind", "lesson_study", "content", "SHCM",
                            "period", "Tháng 10", NULL);
  a = due_of (f, before);
  b = due_of (f, after);
  g_assert_cmpstr (a, ==, "~2023-09-24");
  g_assert_cmpstr (b, ==, "~2023-11-05");
  words = nh_due_words (nh_day_from_iso ("2023-09-24"), TRUE);
  g_assert_cmpstr (words, ==, "Trước ngày 25/9/2023, tạm tính");
  fixture_set (f->workbook, "activity", session, "period", "18/10/2023");
  c = due_of (f, before);
  d = due_of (f, after);
  g_assert_cmpstr (c, ==, "2023-10-11");
  g_assert_cmpstr (d, ==, "2023-10-23");
  fixture_set (f->workbook, "activity", session, "status", "cancelled");
  g_assert_cmpint (fixture_count (f->workbook, "due"), ==, 0);
  fixture_set (f->workbook, "activity", session, "status", "postponed");
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM owed WHERE state = 'open' AND provisional"), ==, 2);
}

static gint64
n_owed (Fixture *f, const char *condition)
{
  g_autofree char *sql = g_strconcat ("SELECT count (*) FROM owed WHERE ", condition, NULL);

  return fixture_sql (f->workbook, sql);
}

static void
test_owers (Fixture *f, gconstpointer data)
{
  gint64 deadline;
  gint64 school;
  gint64 minh;
  gint64 session;

  fixture_create (f->workbook, "team", "kind", "council", "name", "Hội đồng cốt cán", NULL);
  fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Một", "parent", "Hội đồng cốt cán", NULL);
  fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Hai", "parent", "Hội đồng cốt cán", NULL);
  fixture_create (f->workbook, "unit", "name", "Phòng GDĐT An Bình", "kind", "district_office", NULL);
  school = fixture_create (f->workbook, "unit", "name", "Trường TH An Hòa", "kind", "primary", NULL);
  minh = fixture_create (f->workbook, "unit", "name", "Trường TH Bình Minh", "kind", "primary", NULL);
  fixture_create (f->workbook, "team_unit", "team", "Cụm Một", "unit", "Trường TH An Hòa", NULL);
  fixture_set (f->workbook, "plan", make_plan (f), "team", "Hội đồng cốt cán");
  deadline = make_deadline (f, "Kế hoạch của cụm", "trước ngày 5/10/2023");
  g_assert_cmpint (n_owed (f, "unit IS NULL AND team IS NULL"), ==, 1);
  fixture_set (f->workbook, "deadline", deadline, "owes", "clusters");
  g_assert_cmpint (n_owed (f, "team IS NOT NULL"), ==, 2);
  fixture_set (f->workbook, "deadline", deadline, "owes", "cluster_units");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 1);
  fixture_set (f->workbook, "deadline", deadline, "owes", "offices");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 1);
  fixture_set (f->workbook, "deadline", deadline, "owes", "schools");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 2);
  /* A school that closed before the day owes nothing; one that closed later does. */
  fixture_set (f->workbook, "unit", school, "active_to", "30/9/2023");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 1);
  fixture_set (f->workbook, "unit", school, "active_to", "30/6/2025");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 2);
  fixture_set (f->workbook, "deadline", deadline, "owes", "listed");
  fixture_set (f->workbook, "deadline", deadline, "units", "Trường TH Bình Minh");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 1);
  fixture_set (f->workbook, "unit", minh, "active_to", "1/10/2023");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 0);
  fixture_set (f->workbook, "unit", minh, "active_to", "");
  /* Each session is reported by its own cluster alone. */
  fixture_set (f->workbook, "deadline", deadline, "owes", "clusters");
  fixture_set (f->workbook, "deadline", deadline, "rule", "after");
  fixture_set (f->workbook, "deadline", deadline, "activity_kind", "theme");
  session = fixture_create (f->workbook, "activity", "plan", "5/KH-PGDĐT", "kind", "theme", "content", "Chuyên đề",
                            "period", "Tháng 10", "team", "Cụm Hai", NULL);
  g_assert_cmpint (n_owed (f, "team = (SELECT id FROM team WHERE name = 'Cụm Hai')"), ==, 1);
  g_assert_cmpint (n_owed (f, "1"), ==, 1);
  fixture_set (f->workbook, "activity", session, "team", "Hội đồng cốt cán");
  g_assert_cmpint (n_owed (f, "1"), ==, 2);
}

/* What follows each activity is owed by who is there on that day, not by who closed before or opened later. */
static void
test_owers_of_activities (Fixture *f, gconstpointer data)
{
  static const char *const rules[] = { "schools", "listed", "cluster_units", "activity_units" };
  gint64 deadline;
  gint64 school;
  gint64 member;

  fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Một", NULL);
  fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Hai", "parent", "Cụm Một", NULL);
  school = fixture_create (f->workbook, "unit", "name", "Trường TH An Hòa", "kind", "primary", NULL);
  member = fixture_create (f->workbook, "team_unit", "team", "Cụm Một", "unit", "Trường TH An Hòa", NULL);
  fixture_create (f->workbook, "team_unit", "team", "Cụm Hai", "unit", "Trường TH An Hòa", "from_on", "1/9/2023", NULL);
  fixture_set (f->workbook, "plan", make_plan (f), "team", "Cụm Một");
  deadline = fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Kết quả", "rule", "after",
                             "activity_kind", "theme", "offset_days", "5", "units", "Trường TH An Hòa", NULL);
  fixture_create (f->workbook, "activity", "plan", "5/KH-PGDĐT", "kind", "theme", "content", "Chuyên đề", "period",
                  "18/10/2023", "hosts", "Trường TH An Hòa", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_test_message ("owed by %s", rules[i]);
      fixture_set (f->workbook, "deadline", deadline, "owes", rules[i]);
      g_assert_cmpint (n_owed (f, "unit IS NOT NULL AND due_on = '2023-10-23'"), ==, 1);
      fixture_set (f->workbook, "unit", school, "active_to", "31/12/2029");
      g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 1);
      fixture_set (f->workbook, "unit", school, "active_to", "22/10/2023");
      g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 0);
      g_assert_cmpint (n_owed (f, "unit IS NULL"), ==, 1);
      fixture_set (f->workbook, "unit", school, "active_to", "");
      fixture_set (f->workbook, "unit", school, "active_from", "1/1/2030");
      g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 0);
      fixture_set (f->workbook, "unit", school, "active_from", "");
    }
  /* Who left the cluster before the day, or comes to it later, is not of it. */
  fixture_set (f->workbook, "deadline", deadline, "owes", "cluster_units");
  g_assert_true (nh_store_begin (nh_workbook_get_store (f->workbook), "Edit", NULL));
  g_assert_true (nh_store_exec (nh_workbook_get_store (f->workbook),
                                "UPDATE team_unit SET from_on = '2030-01-01' WHERE from_on IS NOT NULL", NULL));
  g_assert_true (nh_store_commit (nh_workbook_get_store (f->workbook), NULL));
  fixture_set (f->workbook, "team_unit", member, "to_on", "31/12/2029");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 1);
  fixture_set (f->workbook, "team_unit", member, "to_on", "22/10/2023");
  g_assert_cmpint (n_owed (f, "unit IS NOT NULL"), ==, 0);
}

/* The keys of all rows with a unit. */
static GArray *
keys_of (Fixture *f)
{
  g_autoptr (GPtrArray) rows = nh_workbook_list (f->workbook, nh_entity_find ("owed"), NULL, 0, NULL);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++)
    {
      gint64 id = nh_record_get_id (rows->pdata[i]);

      g_array_append_val (keys, id);
    }
  return keys;
}

static void
test_receive (Fixture *f, gconstpointer data)
{
  g_autofree char *late_day = day_from_now (-10);
  g_autofree char *soon_day = day_from_now (3);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) keys = NULL;
  gint64 deadline;
  gint64 soon;
  NhDuesCount count;

  fixture_create (f->workbook, "unit", "name", "Trường TH An Hòa", "kind", "primary", NULL);
  fixture_create (f->workbook, "unit", "name", "Trường TH Bình Minh", "kind", "primary", NULL);
  make_plan (f);
  deadline = make_deadline (f, "Báo cáo", late_day);
  fixture_set (f->workbook, "deadline", deadline, "owes", "schools");
  soon = make_deadline (f, "Kế hoạch", soon_day);
  fixture_set (f->workbook, "deadline", soon, "audience", "Các trường");
  g_assert_true (nh_dues_count (f->workbook, 0, 7, &count, &error));
  g_assert_cmpuint (count.missing, ==, 2);
  g_assert_cmpuint (count.soon, ==, 1);
  g_assert_true (nh_dues_count (f->workbook, 0, 2, &count, &error));
  g_assert_cmpuint (count.soon, ==, 0);
  g_assert_cmpuint (count.later, ==, 1);

  keys = keys_of (f);
  g_assert_cmpuint (keys->len, ==, 3);
  /* Not on a day ahead. */
  g_assert_false (nh_dues_receive (f->workbook, (gint64 *) keys->data, 3, today () + 1, NULL, TRUE, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (fixture_count (f->workbook, "submission"), ==, 0);
  /* Many at once are one step. */
  g_assert_true (nh_dues_receive (f->workbook, (gint64 *) keys->data, 3, today () - 10, "bản giấy", TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n_owed (f, "state = 'received' AND note = 'bản giấy'"), ==, 3);
  g_assert_cmpstr (nh_workbook_get_undo_name (f->workbook), ==, "Mark as received");
  fixture_undo (f->workbook);
  g_assert_cmpint (n_owed (f, "state = 'received'"), ==, 0);
  fixture_redo (f->workbook);
  /* Another day for what is marked already; the note stays. */
  g_assert_true (nh_dues_receive (f->workbook, (gint64 *) keys->data, 3, today (), NULL, TRUE, &error));
  g_assert_cmpint (n_owed (f, "state = 'late' AND note = 'bản giấy'"), ==, 2);
  g_assert_cmpint (n_owed (f, "state = 'received'"), ==, 1);
  g_assert_cmpint (fixture_count (f->workbook, "submission"), ==, 3);
  g_assert_true (nh_dues_count (f->workbook, 0, 7, &count, &error));
  g_assert_cmpuint (count.late, ==, 2);
  g_assert_cmpuint (count.missing, ==, 0);
  g_assert_true (nh_dues_take_back (f->workbook, (gint64 *) keys->data, 2, &error));
  g_assert_cmpint (fixture_count (f->workbook, "submission"), ==, 1);
  /* Among others, what came already keeps its day; alone it does unless another day is asked for. */
  g_assert_cmpuint (nh_dues_receive (f->workbook, (gint64 *) keys->data, 3, today () - 1, NULL, TRUE, &error), ==, 2);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM submission WHERE received_on = "
                                             "date ('now', 'localtime')"), ==, 1);
  g_assert_cmpuint (nh_dues_receive (f->workbook, (gint64 *) keys->data, 3, today (), NULL, FALSE, &error), ==, 0);
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpuint (nh_dues_receive (f->workbook, (gint64 *) keys->data, 3, today (), NULL, TRUE, &error), ==, 2);
  fixture_undo (f->workbook);
  fixture_undo (f->workbook);
  g_assert_false (nh_dues_take_back (f->workbook, (gint64 *) keys->data, 2, &error));
  g_assert_error (error, NH_MODEL_ERROR, NH_MODEL_ERROR_NOT_FOUND);
}

/* R14–R16: schools report in June, their office before 15/6. */
static void
test_chain (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) crossings = NULL;
  gint64 school;
  gint64 office;
  const NhDueCrossing *crossing;

  make_plan (f);
  school = make_deadline (f, "Báo cáo của trường", "tháng 6 hằng năm");
  office = make_deadline (f, "Báo cáo của Phòng", "trước ngày 15/6/2024");
  crossings = nh_dues_crossings (f->workbook, 0, &error);
  g_assert_cmpuint (crossings->len, ==, 0);
  g_clear_pointer (&crossings, g_ptr_array_unref);
  fixture_set (f->workbook, "deadline", school, "upper", "Báo cáo của Phòng");
  crossings = nh_dues_crossings (f->workbook, 0, &error);
  g_assert_cmpuint (crossings->len, ==, 1);
  crossing = crossings->pdata[0];
  g_assert_cmpint (crossing->deadline, ==, school);
  g_assert_cmpint (crossing->upper, ==, office);
  g_assert_nonnull (strstr (crossing->sentence, "30/6/2024"));
  g_assert_nonnull (strstr (crossing->sentence, "14/6/2024"));
  g_clear_pointer (&crossings, g_ptr_array_unref);
  /* The same day leaves no time either; the day before does. */
  fixture_set (f->workbook, "deadline", school, "due", "14/6/2024");
  crossings = nh_dues_crossings (f->workbook, 0, &error);
  g_assert_cmpuint (crossings->len, ==, 1);
  g_clear_pointer (&crossings, g_ptr_array_unref);
  fixture_set (f->workbook, "deadline", school, "due", "13/6/2024");
  crossings = nh_dues_crossings (f->workbook, 0, &error);
  g_assert_cmpuint (crossings->len, ==, 0);
}

/* Lists of papers follow what they are made of: rules, owers, submissions, the setting. */
static void
test_lists (Fixture *f, gconstpointer data)
{
  g_autoptr (Mirror) due = mirror_new (f->workbook, "due");
  g_autoptr (Mirror) owed = mirror_new (f->workbook, "owed");
  gint64 deadline;
  gint64 unit;
  g_autoptr (GArray) keys = NULL;

#define CHECK() (mirror_check (due), mirror_check (owed))
  make_plan (f);
  unit = fixture_create (f->workbook, "unit", "name", "Trường TH An Hòa", "kind", "primary", NULL);
  CHECK ();
  deadline = make_deadline (f, "Báo cáo", "trước ngày 15/9/2023");
  fixture_set (f->workbook, "deadline", deadline, "owes", "schools");
  CHECK ();
  g_assert_cmpuint (owed->rows->len, ==, 1);
  g_assert_true (nh_dues_set_strictly_before (f->workbook, FALSE, NULL));
  CHECK ();
  g_assert_cmpstr (nh_record_raw (owed->rows->pdata[0], "due_on"), ==, "2023-09-15");
  keys = keys_of (f);
  g_assert_true (nh_dues_receive (f->workbook, (gint64 *) keys->data, 1, today (), NULL, TRUE, NULL));
  CHECK ();
  g_assert_cmpstr (nh_record_raw (owed->rows->pdata[0], "state"), ==, "late");
  fixture_set (f->workbook, "unit", unit, "active_to", "1/9/2023");
  CHECK ();
  g_assert_cmpuint (owed->rows->len, ==, 1); /* owed by nobody named */
  fixture_set (f->workbook, "deadline", deadline, "owes", "listed");
  fixture_set (f->workbook, "deadline", deadline, "units", "Trường TH An Hòa");
  CHECK ();
  fixture_delete (f->workbook, "deadline", deadline);
  CHECK ();
  g_assert_cmpuint (owed->rows->len, ==, 0);
#undef CHECK
}

/* Every row has a key of its own, in the sample and where keys lie close together. */
static void
test_keys (Fixture *f, gconstpointer data)
{
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) - count (DISTINCT id) FROM owed"), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) - count (DISTINCT id) FROM due"), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM due WHERE id <= 0"), ==, 0);
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM owed WHERE id <= 0"), ==, 0);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  NhStore *store = nh_workbook_get_store (f->workbook);
  g_autoptr (GError) error = NULL;
  gint64 plan = make_plan (f);
  g_autofree char *sql = g_strdup_printf (
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
      "INSERT INTO unit (id, kind, name, sort_key) SELECT 900000000000000000 + i, 'primary', 'Trường ' || i, i FROM n;"
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
      "INSERT INTO activity (id, plan, kind, status, content, period_text, period_start, period_end, "
      "period_exactness, position) SELECT 910000000000000000 + i, %" G_GINT64_FORMAT ", 'inspection', 'planned', "
      "'Kiểm tra', '10/2023', '2023-10-01', '2023-10-31', 'month', i FROM n;"
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) "
      "INSERT INTO deadline (id, plan, what, rule, activity_kind, offset_days, owes, position) SELECT "
      "920000000000000000 + i, %" G_GINT64_FORMAT ", 'Báo cáo', 'relative', 'inspection', i, "
      "CASE i WHEN 3 THEN 'schools' END, i FROM n;",
      plan, plan);

  g_assert_true (nh_store_begin (store, "Many", &error));
  g_assert_true (nh_store_exec (store, sql, &error));
  g_assert_no_error (error);
  g_assert_true (nh_store_commit (store, &error));
  g_assert_cmpint (fixture_sql (f->workbook, "SELECT count (*) FROM owed"), ==, 800 + 400 * 400);
  test_keys (f, data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, sample, function) g_test_add ("/dues/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)
  ADD ("comes-to", NULL, test_comes_to);
  ADD ("before", NULL, test_before);
  ADD ("activities", NULL, test_activities);
  ADD ("owers", NULL, test_owers);
  ADD ("owers-of-activities", NULL, test_owers_of_activities);
  ADD ("receive", NULL, test_receive);
  ADD ("chain", NULL, test_chain);
  ADD ("lists", NULL, test_lists);
  ADD ("keys", "sample", test_keys);
  ADD ("many", NULL, test_many);
#undef ADD
  return g_test_run ();
}
