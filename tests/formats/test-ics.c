/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calendar files: lines, times, alarms, whose calendar it is.
 */
#include <string.h>

#include "core/nh-period.h"
#include "formats/nh-ics-text.h"
#include "formats/nh-ics.h"
#include "model-fixture.h"

/* Lines are unfolded as RFC 5545, section 3.1 says: each must be at most 75 octets, and whole letters. */
static char *
unfold (const char *ics)
{
  g_auto (GStrv) lines = g_strsplit (ics, "\r\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i]; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
      g_assert_null (strpbrk (lines[i], "\r\n"));
      if (*lines[i] == ' ')
        g_string_append (out, lines[i] + 1);
      else
        g_string_append_printf (out, "%s%s", out->len ? "\n" : "", lines[i]);
    }
  return g_string_free (out, FALSE);
}

static void
test_folding (void)
{
  static const char *const letters[] = { "a", "ệ", "😀", "\xe1\xbb\x99", "e\xcc\x82\xcc\xa3" };

  for (guint k = 0; k < G_N_ELEMENTS (letters); k++)
    for (guint n = 0; n < 200; n++)
      {
        g_autoptr (GString) ics = g_string_new (NULL);
        g_autoptr (GString) text = g_string_new (NULL);
        g_autofree char *wanted = NULL;
        g_autofree char *found = NULL;

        for (guint i = 0; i < n; i++)
          g_string_append (text, letters[k]);
        nh_ics_add (ics, "SUMMARY", text->str);
        g_assert_true (g_str_has_suffix (ics->str, "\r\n"));
        wanted = g_strdup_printf ("SUMMARY:%s\n", text->str);
        found = unfold (ics->str);
        g_assert_cmpstr (found, ==, wanted);
      }
}

static void
assert_text (const char *text, const char *wanted)
{
  g_autoptr (GString) ics = g_string_new (NULL);
  g_autofree char *found = NULL;
  g_autofree char *line = g_strdup_printf ("X:%s\n", wanted);

  nh_ics_add_text (ics, "X", text);
  found = unfold (ics->str);
  g_assert_cmpstr (found, ==, line);
}

static void
test_escaping (void)
{
  g_autoptr (GString) none = g_string_new (NULL);

  assert_text ("a,b;c\\d:e\"f", "a\\,b\\;c\\\\d:e\"f");
  assert_text ("C:\\n", "C:\\\\n");
  assert_text ("một\nhai\r\nba\rbốn\n\n", "một\\nhai\\nba\\nbốn");
  assert_text ("BEGIN:VEVENT\r\nEND:VCALENDAR", "BEGIN:VEVENT\\nEND:VCALENDAR");
  assert_text ("a\x01\x1b\x7f" "b\tc", "ab\tc");
  assert_text ("hỏng \xff\xfe rồi", "hỏng \xef\xbf\xbd\xef\xbf\xbd rồi");
  nh_ics_add_text (none, "X", "");
  nh_ics_add_text (none, "X", NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static gint64
make_plan (Fixture *f)
{
  fixture_create (f->workbook, "school_year", "name", "2023-2024", NULL);
  return fixture_create (f->workbook, "plan", "number", "5", "symbol", "KH-PGDĐT", "title", "Kế hoạch thử",
                         "school_year", "2023-2024", NULL);
}

static gint64
make_activity (Fixture *f, const char *content, const char *period)
{
  return fixture_create (f->workbook, "activity", "plan", "5/KH-PGDĐT", "kind", "meeting", "content", content, "period",
                         period, NULL);
}

/* The unfolded calendar of @choice. */
static char *
compose (Fixture *f, const NhIcsChoice *choice, NhIcsCounts *counts)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NhAgenda) agenda = nh_agenda_new (f->workbook, 0, &error);
  g_autoptr (GDateTime) stamp = g_date_time_new_utc (2023, 9, 1, 3, 4, 5);
  g_autofree char *ics = nh_ics_compose (agenda, choice, stamp, counts, &error);

  g_assert_no_error (error);
  return unfold (ics);
}

/* The lines of the event of a record; "" when it is not there. */
static char *
event_of (const char *ics, const char *kind, gint64 id)
{
  g_autofree char *uid = g_strdup_printf ("BEGIN:VEVENT\nUID:%s-%" G_GINT64_FORMAT "@", kind, id);
  const char *start = strstr (ics, uid);
  const char *end = start ? strstr (start, "END:VEVENT") : NULL;

  return end ? g_strndup (start, (gsize) (end - start)) : g_strdup ("");
}

static void
assert_event (const char *ics, const char *kind, gint64 id, const char *wanted)
{
  g_autofree char *event = event_of (ics, kind, id);
  g_autofree char *line = g_strdup_printf ("\n%s\n", wanted);

  if (!strstr (event, line))
    g_error ("no line “%s” in “%s”", wanted, event);
}

static void
test_times (Fixture *f, gconstpointer data)
{
  const NhIcsChoice all = { 0 };
  NhIcsCounts counts;
  g_autofree char *ics = NULL;
  gint64 day;
  gint64 days;
  gint64 month;
  gint64 months;
  gint64 time;
  gint64 term;
  gint64 gone;

  make_plan (f);
  day = make_activity (f, "Họp một ngày", "5/10/2023");
  days = make_activity (f, "Tập huấn", "5-6/10/2023");
  month = make_activity (f, "Họp tháng", "Tháng 10/2023");
  months = make_activity (f, "Chuyên đề", "Tháng 11,12");
  time = make_activity (f, "Họp có giờ", "14h30 ngày 5/10/2023");
  gone = make_activity (f, "Họp hủy", "9/10/2023");
  term = make_activity (f, "Dự giờ", "Học kỳ I");
  make_activity (f, "Không rõ", "khi có yêu cầu");
  fixture_set (f->workbook, "activity", gone, "status", "cancelled");
  ics = compose (f, &all, &counts);
  g_assert_cmpuint (counts.n_activities, ==, 7);
  g_assert_cmpuint (counts.n_undated, ==, 1);
  g_assert_true (g_str_has_prefix (ics, "BEGIN:VCALENDAR\nVERSION:2.0\n"));
  assert_event (ics, "activity", day, "DTSTAMP:20230901T030405Z");
  assert_event (ics, "activity", day, "DTSTART;VALUE=DATE:20231005\nDTEND;VALUE=DATE:20231006");
  assert_event (ics, "activity", day, "SUMMARY:Họp một ngày");
  assert_event (ics, "activity", day, "TRANSP:OPAQUE");
  assert_event (ics, "activity", days, "DTSTART;VALUE=DATE:20231005\nDTEND;VALUE=DATE:20231007");
  assert_event (ics, "activity", month, "DTSTART;VALUE=DATE:20231001\nDTEND;VALUE=DATE:20231101");
  assert_event (ics, "activity", month, "SUMMARY:Họp tháng (trong tháng 10/2023)");
  assert_event (ics, "activity", month, "STATUS:TENTATIVE\nTRANSP:TRANSPARENT");
  assert_event (ics, "activity", months, "SUMMARY:Chuyên đề (thời gian: tháng 11\\,12)");
  assert_event (ics, "activity", term, "SUMMARY:Dự giờ (thời gian: học kỳ I)");
  assert_event (ics, "activity", time, "DTSTART;TZID=Asia/Ho_Chi_Minh:20231005T143000");
  assert_event (ics, "activity", gone, "STATUS:CANCELLED");
}

static guint
count_in (const char *text, const char *word)
{
  guint n = 0;

  for (const char *p = strstr (text, word); p; p = strstr (p + 1, word))
    n++;
  return n;
}

static void
test_dues (Fixture *f, gconstpointer data)
{
  const NhIcsChoice all = { 0 };
  NhIcsCounts counts;
  g_autofree char *ics = NULL;
  g_autofree char *after = NULL;
  g_autofree char *twice = NULL;
  g_autofree char *event = NULL;
  gint64 exact;
  gint64 session;
  gint64 provisional;

  make_plan (f);
  exact = fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Kế hoạch cụm", "rule", "on", "due",
                          "trước ngày 15/9/2023", "audience", "Các cụm", NULL);
  fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Hồ sơ", "rule", "relative", "activity_kind",
                  "meeting", "offset_days", "7", NULL);
  session = make_activity (f, "Họp", "Tháng 10/2023");
  provisional = fixture_sql (f->workbook, "SELECT id FROM due WHERE activity IS NOT NULL");
  ics = compose (f, &all, &counts);
  g_assert_cmpuint (counts.n_dues, ==, 2);
  assert_event (ics, "due", exact, "DTSTART;VALUE=DATE:20230914\nDTEND;VALUE=DATE:20230915");
  assert_event (ics, "due", exact, "SUMMARY:Hạn nộp: Kế hoạch cụm");
  assert_event (ics, "due", exact, "TRIGGER:-P2DT16H"); /* three days before, at eight */
  assert_event (ics, "due", exact, "TRIGGER:-PT16H");
  assert_event (ics, "due", provisional, "SUMMARY:Hạn nộp: Hồ sơ (tạm tính)");
  event = event_of (ics, "due", provisional);
  g_assert_nonnull (strstr (event, "Trước ngày 25/9/2023\\, tạm tính"));
  /* Another month, the same event. */
  fixture_set (f->workbook, "activity", session, "period", "18/11/2023");
  nh_workbook_set_setting (f->workbook, NH_ICS_ALARMS_SETTING, "0", NULL);
  after = compose (f, &all, &counts);
  assert_event (after, "due", provisional, "DTSTART;VALUE=DATE:20231111\nDTEND;VALUE=DATE:20231112");
  assert_event (after, "due", provisional, "TRIGGER:PT8H");
  g_assert_null (strstr (after, "TRIGGER:-"));
  /* What is written twice rings once; what is no number of days does not ring. */
  nh_workbook_set_setting (f->workbook, NH_ICS_ALARMS_SETTING, "2, 2; 9999999999 1x", NULL);
  twice = compose (f, &all, &counts);
  g_free (event);
  event = event_of (twice, "due", provisional);
  g_assert_cmpuint (count_in (event, "TRIGGER:"), ==, 1);
  g_assert_nonnull (strstr (event, "TRIGGER:-P1DT16H"));
}

static guint
n_events (Fixture *f, const NhIcsChoice *choice)
{
  NhIcsCounts counts;
  g_autofree char *ics = compose (f, choice, &counts);

  return counts.n_activities + counts.n_dues;
}

static void
test_choice (Fixture *f, gconstpointer data)
{
  NhIcsChoice unit = { 0 };
  NhIcsChoice person = { 0 };
  NhIcsChoice team = { 0 };
  NhIcsChoice other = { 0 };
  NhIcsChoice quiet = { .without_dues = TRUE };
  gint64 session;

  make_plan (f);
  unit.unit = fixture_create (f->workbook, "unit", "name", "Trường TH An Hòa", "kind", "primary", NULL);
  other.unit = fixture_create (f->workbook, "unit", "name", "Trường TH Bình Minh", "kind", "primary", NULL);
  person.person = fixture_create (f->workbook, "person", "name", "Nguyễn Thị An", NULL);
  team.team = fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Một", NULL);
  session = make_activity (f, "Kiểm tra", "5/10/2023");
  fixture_set (f->workbook, "activity", session, "inspected", "Trường TH An Hòa");
  make_activity (f, "Họp cụm", "6/10/2023");
  fixture_set (f->workbook, "activity", fixture_find (f->workbook, "activity", "Họp cụm"), "team", "Cụm Một");
  fixture_create (f->workbook, "activity_person", "activity", "Kiểm tra", "person", "Nguyễn Thị An", "role", "member",
                  NULL);
  fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Hồ sơ", "rule", "on", "due", "1/10/2023",
                  "owes", "listed", "units", "Trường TH An Hòa", NULL);
  g_assert_cmpuint (n_events (f, &(NhIcsChoice){ 0 }), ==, 3);
  g_assert_cmpuint (n_events (f, &quiet), ==, 2);
  g_assert_cmpuint (n_events (f, &unit), ==, 2);
  g_assert_cmpuint (n_events (f, &other), ==, 0);
  g_assert_cmpuint (n_events (f, &person), ==, 1);
  g_assert_cmpuint (n_events (f, &team), ==, 1);
}

/* Whoever has an activity in the calendar has the papers for it there too: the cluster whose school hosts it, the
 * member of a delegation. */
static void
test_papers_follow (Fixture *f, gconstpointer data)
{
  NhIcsChoice member = { 0 };
  NhIcsChoice cluster = { 0 };
  NhIcsChoice delegation = { 0 };

  make_plan (f);
  fixture_create (f->workbook, "unit", "name", "Trường TH An Hòa", "kind", "primary", NULL);
  cluster.team = fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Một", "units", "Trường TH An Hòa",
                                 NULL);
  delegation.team = fixture_create (f->workbook, "team", "kind", "delegation", "name", "Đoàn 1", NULL);
  member.person = fixture_create (f->workbook, "person", "name", "Nguyễn Thị An", NULL);
  fixture_create (f->workbook, "membership", "team", "Đoàn 1", "person", "Nguyễn Thị An", "role", "head", NULL);
  fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Hồ sơ", "rule", "relative", "activity_kind",
                  "meeting", "offset_days", "7", NULL);
  make_activity (f, "Họp", "18/10/2023");
  fixture_set (f->workbook, "activity", fixture_find (f->workbook, "activity", "Họp"), "hosts", "Trường TH An Hòa");
  fixture_set (f->workbook, "activity", fixture_find (f->workbook, "activity", "Họp"), "delegation", "Đoàn 1");
  make_activity (f, "Việc khác", "20/10/2023");
  g_assert_cmpuint (n_events (f, &delegation), ==, 2);
  g_assert_cmpuint (n_events (f, &cluster), ==, 2);
  g_assert_cmpuint (n_events (f, &member), ==, 2);
}

/* A leader's term has a planned end; who is absent is told of no papers, the substitute is; a year of five digits
 * can't be written. */
static void
test_terms (Fixture *f, gconstpointer data)
{
  NhStore *store = nh_workbook_get_store (f->workbook);
  NhIcsChoice leader = { 0 };
  NhIcsChoice substitute = { 0 };
  const NhIcsChoice all = { 0 };
  gint64 deadline;
  gint64 membership;
  gint64 guest;
  gint64 last;
  g_autofree char *ics = NULL;
  g_autofree char *event = NULL;

  make_plan (f);
  leader.person = fixture_create (f->workbook, "person", "name", "Nguyễn Thị An", NULL);
  substitute.person = fixture_create (f->workbook, "person", "name", "Trần Văn Bình", NULL);
  fixture_create (f->workbook, "team", "kind", "cluster", "name", "Cụm Một", NULL);
  fixture_set (f->workbook, "plan", fixture_find (f->workbook, "plan", "5/KH-PGDĐT"), "team", "Cụm Một");
  membership = fixture_create (f->workbook, "membership", "team", "Cụm Một", "person", "Nguyễn Thị An", "role",
                               "cluster_head", "to_on", "31/5/2024", NULL);
  deadline = fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Kế hoạch", "rule", "on", "due",
                             "1/10/2023", "owes", "clusters", NULL);
  g_assert_cmpuint (n_events (f, &leader), ==, 1);
  fixture_set (f->workbook, "membership", membership, "to_on", "30/9/2023");
  g_assert_cmpuint (n_events (f, &leader), ==, 0);
  fixture_set (f->workbook, "membership", membership, "to_on", "");
  fixture_set (f->workbook, "membership", membership, "from_on", "2/10/2023");
  g_assert_cmpuint (n_events (f, &leader), ==, 0);
  fixture_delete (f->workbook, "deadline", deadline);

  fixture_create (f->workbook, "deadline", "plan", "5/KH-PGDĐT", "what", "Hồ sơ", "rule", "relative", "activity_kind",
                  "meeting", "offset_days", "7", NULL);
  make_activity (f, "Họp", "18/10/2023");
  guest = fixture_create (f->workbook, "activity_person", "activity", "Họp", "person", "Nguyễn Thị An", "role", "member",
                          NULL);
  g_assert_cmpuint (n_events (f, &leader), ==, 2);
  fixture_set (f->workbook, "activity_person", guest, "absence_reason", "Ốm");
  g_assert_cmpuint (n_events (f, &leader), ==, 0);
  fixture_set (f->workbook, "activity_person", guest, "absence_reason", "");
  fixture_set (f->workbook, "activity_person", guest, "substitute", "Trần Văn Bình");
  g_assert_cmpuint (n_events (f, &leader), ==, 0);
  g_assert_cmpuint (n_events (f, &substitute), ==, 2);

  last = make_activity (f, "Họp cuối", "31/12/2023");
  g_assert_true (nh_store_begin (store, "Edit", NULL));
  g_assert_true (nh_store_exec (store, "UPDATE activity SET period_start = '9999-12-31', period_end = '9999-12-31' "
                                       "WHERE content = 'Họp cuối'", NULL));
  g_assert_true (nh_store_commit (store, NULL));
  ics = compose (f, &all, NULL);
  event = event_of (ics, "activity", last);
  g_assert_nonnull (strstr (event, "DTSTART;VALUE=DATE:99991231\n"));
  g_assert_null (strstr (event, "DTEND"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ics/folding", test_folding);
  g_test_add_func ("/ics/escaping", test_escaping);
#define ADD(name, function) g_test_add ("/ics/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("times", test_times);
  ADD ("dues", test_dues);
  ADD ("choice", test_choice);
  ADD ("papers-follow", test_papers_follow);
  ADD ("terms", test_terms);
#undef ADD
  return g_test_run ();
}
