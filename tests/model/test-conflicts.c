/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What can't be true at once: the sample's facts, each rule, and that the sweep finds what a comparison of all pairs
 * finds.
 */
#include "model-fixture.h"

#include <string.h>

#include "core/nh-holidays.h"
#include "model/nh-conflicts.h"

typedef struct
{
  NhWorkbook *w;
  NhAgenda *agenda;
  NhConflicts *conflicts;
} Setup;

static void
setup_init (Setup *s, Fixture *f, gint64 year)
{
  g_autoptr (GError) error = NULL;

  s->w = f->workbook;
  s->agenda = nh_agenda_new (f->workbook, year, &error);
  g_assert_no_error (error);
  s->conflicts = nh_conflicts_new (s->agenda);
}

static void
setup_clear (Setup *s)
{
  g_object_unref (s->conflicts);
  g_object_unref (s->agenda);
}

/* The sentences of an activity's conflicts. */
static char *
describe (Setup *s, gint64 activity)
{
  g_autoptr (GArray) side = nh_conflicts_of (s->conflicts, activity);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < side->len; i++)
    {
      g_autofree char *sentence = nh_conflict_describe (s->conflicts, &g_array_index (side, NhConflict, i));

      g_string_append_printf (text, "%s%s", i ? "\n" : "", sentence);
    }
  g_assert_cmpint (nh_conflicts_has (s->conflicts, activity), ==, side->len > 0);
  return g_string_free (text, FALSE);
}

#define assert_told(setup, activity, words) \
  G_STMT_START \
  { \
    g_autofree char *told_ = describe (setup, activity); \
    g_assert_cmpstr (told_, ==, words); \
  } \
  G_STMT_END

static guint
count (Setup *s, NhConflictKind kind)
{
  guint n = 0;

  for (guint i = 0; i < nh_conflicts_get_n (s->conflicts); i++)
    n += nh_conflicts_get (s->conflicts, i)->kind == kind;
  return n;
}

/* The plans of the sample as they were issued: two activities are older than their plan, and one unit hosts and is
 * inspected in a month. */
static void
test_sample (Fixture *f, gconstpointer data)
{
  static const char *const told[] = {
    "“Tổng kết hoạt động của Tổ MLCM và các cụm; lập kế hoạch năm…” comes before 758/KH-SGDĐT was issued on 13/10/2017",
    "“- Họp chuyên môn. - Kiểm tra, tư vấn và hỗ trợ chuyên môn ở…” comes before 758/KH-SGDĐT was issued on 13/10/2017",
    "Phòng GDĐT Hiệp Hòa hosts and is inspected in 3/2024",
  };
  Setup s;

  setup_init (&s, f, 0);
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, G_N_ELEMENTS (told));
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *sentence = nh_conflict_describe (s.conflicts, nh_conflicts_get (s.conflicts, i));

      g_assert_cmpstr (sentence, ==, told[i]);
    }
  setup_clear (&s);
  setup_init (&s, f, fixture_find (f->workbook, "school_year", "2023-2024"));
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 1);
  setup_clear (&s);
}

static void
test_people (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 a, b, c, person;
  Setup s;

  fixture_create (w, "unit", "name", "Trường Tiểu học Hoa Sen", "short_name", "TH Hoa Sen", "kind", "primary", NULL);
  fixture_create (w, "unit", "name", "Trường Tiểu học Hoa Mai", "short_name", "TH Hoa Mai", "kind", "primary", NULL);
  person = fixture_create (w, "person", "name", "Lê Thị Hoa", "unit", "TH Hoa Sen", NULL);
  a = fixture_create (w, "activity", "kind", "meeting", "content", "Họp cụm", "period", "5/10/2023", NULL);
  b = fixture_create (w, "activity", "kind", "training", "content", "Tập huấn", "period", "4-6/10/2023", NULL);
  c = fixture_create (w, "activity", "kind", "inspection", "content", "Kiểm tra", "period", "Tháng 10/2023", "inspected",
                      "TH Hoa Mai", NULL);
  setup_init (&s, f, 0);
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 0);
  fixture_create (w, "activity_person", "activity", "Họp cụm", "person", "Lê Thị Hoa", "role", "lead", NULL);
  fixture_create (w, "activity_person", "activity", "Tập huấn", "person", "Lê Thị Hoa", "role", "reporter", NULL);
  fixture_create (w, "activity_person", "activity", "Kiểm tra", "person", "Lê Thị Hoa", "role", "head", NULL);
  assert_told (&s, a, "Lê Thị Hoa is in two places on 05/10/2023: “Họp cụm” and “Tập huấn”");
  assert_told (&s, b, "Lê Thị Hoa is in two places on 05/10/2023: “Tập huấn” and “Họp cụm”");
  assert_told (&s, c, "");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 1);
  fixture_set (w, "activity", c, "period", "5-6/10/2023");
  g_assert_cmpuint (count (&s, NH_CONFLICT_PERSON_TWICE), ==, 3);
  fixture_undo (w);

  /* One in the morning, one in the afternoon; then at times that nobody told apart. */
  fixture_set (w, "activity", a, "period", "8h00 ngày 5/10/2023");
  fixture_set (w, "activity", b, "period", "14h00 ngày 5/10/2023");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 0);
  fixture_set (w, "activity", b, "period", "5/10/2023");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 1);
  fixture_set (w, "activity", b, "status", "cancelled");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 0);
  fixture_set (w, "activity", b, "status", "postponed");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 1);
  fixture_delete (w, "activity", b);
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 0);

  /* Her own school, by where she worked then. */
  fixture_set (w, "activity", c, "inspected", "TH Hoa Mai; TH Hoa Sen");
  assert_told (&s, c, "Lê Thị Hoa inspects the unit of his or her own, TH Hoa Sen");
  fixture_create (w, "person_post", "person", "Lê Thị Hoa", "unit", "TH Hoa Mai", "until_on", "1/11/2023", NULL);
  assert_told (&s, c, "Lê Thị Hoa inspects the unit of his or her own, TH Hoa Mai");
  fixture_set (w, "activity", c, "period", "Tháng 12/2023");
  assert_told (&s, c, "Lê Thị Hoa inspects the unit of his or her own, TH Hoa Sen");
  fixture_set (w, "person", person, "unit", "");
  assert_told (&s, c, "");
  setup_clear (&s);
}

static void
test_units (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 a, b;
  Setup s;
  g_auto (NhPeriod) period = NH_PERIOD_INIT;
  g_autoptr (GArray) tried = NULL;
  NhSchoolYear year;

  fixture_create (w, "unit", "name", "Phòng GDĐT huyện Hiệp Hòa", "short_name", "Hiệp Hòa", "kind", "district_office", NULL);
  a = fixture_create (w, "activity", "kind", "lesson_study", "content", "SHCM môn Toán", "period", "12/3/2024", "hosts", "Hiệp Hòa", NULL);
  b = fixture_create (w, "activity", "kind", "inspection", "content", "Kiểm tra", "period", "Tháng 3/2024", "inspected", "Hiệp Hòa", NULL);
  setup_init (&s, f, 0);
  assert_told (&s, a, "Hiệp Hòa hosts and is inspected in 3/2024");
  assert_told (&s, b, "Hiệp Hòa hosts and is inspected in 3/2024");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 1);
  fixture_set (w, "activity", b, "period", "tuần 5 tháng 3/2024");
  assert_told (&s, b, "Hiệp Hòa hosts and is inspected in 3/2024");
  /* A range says no month. */
  fixture_set (w, "activity", b, "period", "Tháng 2/2024 đến tháng 4/2024");
  assert_told (&s, b, "");
  fixture_set (w, "activity", b, "period", "12/3/2024");
  assert_told (&s, b, "Hiệp Hòa hosts and is inspected in 3/2024\nHiệp Hòa has two activities on 12/3/2024: “Kiểm tra” and “SHCM môn Toán”");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 2);
  fixture_set (w, "activity", b, "period", "Tháng 4/2024");
  assert_told (&s, a, "");

  /* Dragged back to March, without an edit. */
  nh_school_year_init (&year, 2023);
  g_assert_true (nh_period_parse ("Tháng 3/2024", &year, &period, NULL));
  tried = nh_conflicts_if (s.conflicts, b, &period);
  g_assert_cmpuint (tried->len, ==, 1);
  g_assert_cmpint (g_array_index (tried, NhConflict, 0).kind, ==, NH_CONFLICT_HOST_INSPECTED);
  g_assert_cmpint (g_array_index (tried, NhConflict, 0).other, ==, a);
  g_assert_cmpuint (g_array_index (tried, NhConflict, 0).from, ==, nh_day_from_ymd (2024, 3, 1));
  g_assert_cmpuint (g_array_index (tried, NhConflict, 0).to, ==, nh_day_from_ymd (2024, 3, 31));
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 0);
  /* Whoever only attends is free. */
  fixture_set (w, "activity", b, "inspected", "");
  fixture_set (w, "activity", b, "attending", "Hiệp Hòa");
  fixture_set (w, "activity", b, "period", "12/3/2024");
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), ==, 0);
  setup_clear (&s);
}

static void
test_plan (Fixture *f, gconstpointer data)
{
  NhWorkbook *w = f->workbook;
  gint64 a;
  Setup s;

  fixture_create (w, "school_year", "name", "2023-2024", NULL);
  fixture_create (w, "plan", "title", "Kế hoạch", "number", "12", "symbol", "KH-PGDĐT", "kind", "other", "school_year",
                  "2023-2024", "issued", "15/9/2023", "status", "issued", NULL);
  a = fixture_create (w, "activity", "kind", "meeting", "content", "Họp", "plan", "12/KH-PGDĐT", "period", "14/9/2023", NULL);
  setup_init (&s, f, 0);
  assert_told (&s, a, "“Họp” comes before 12/KH-PGDĐT was issued on 15/9/2023");
  fixture_set (w, "activity", a, "period", "Tháng 9/2023");
  assert_told (&s, a, "");
  fixture_set (w, "activity", a, "period", "Tháng 8/2023");
  assert_told (&s, a, "“Họp” comes before 12/KH-PGDĐT was issued on 15/9/2023");
  fixture_set (w, "activity", a, "period", "Tháng 2/2023");
  assert_told (&s, a, "“Họp” comes before 12/KH-PGDĐT was issued on 15/9/2023\n“Họp” lies outside the school year 2023-2024");
  fixture_set (w, "plan", fixture_find (w, "plan", "12/KH-PGDĐT"), "status", "draft");
  assert_told (&s, a, "“Họp” lies outside the school year 2023-2024");
  fixture_set (w, "activity", a, "period", "30/4/2024");
  assert_told (&s, a, "“Họp” falls on a day off, 30/4/2024");
  fixture_set (w, "activity", a, "period", "29-30/4/2024");
  assert_told (&s, a, "“Họp” falls on a day off, 29-30/4/2024");
  fixture_set (w, "activity", a, "period", "Tháng 4/2024");
  assert_told (&s, a, "");
  setup_clear (&s);
}

/* All pairs, by the words of nh-conflicts.h. */

static gboolean
exact (const NhAgendaActivity *a)
{
  return a->exactness == NH_EXACTNESS_DAY || a->exactness == NH_EXACTNESS_DAYS;
}

static gboolean
monthly (const NhAgendaActivity *a)
{
  return exact (a) || a->exactness == NH_EXACTNESS_WEEK || a->exactness == NH_EXACTNESS_MONTH;
}

static int
month_of (guint32 day)
{
  int y, m;

  nh_day_to_ymd (day, &y, &m, NULL);
  return y * 12 + m;
}

static gboolean
meets (const NhAgendaActivity *a, gint64 unit)
{
  return nh_agenda_has_unit (a, unit, "host") || nh_agenda_has_unit (a, unit, "inspected");
}

static void
add_line (GPtrArray *lines, int kind, gint64 a, gint64 b, gint64 who)
{
  g_ptr_array_add (lines, g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, kind, MIN (a, b),
                                           MAX (a, b), who));
}

static void
compare_pair (GPtrArray *lines, const NhAgendaActivity *a, const NhAgendaActivity *b, const gint64 *units, guint n_units,
              const gint64 *people, guint n_people)
{
  gboolean days = exact (a) && exact (b) && a->start <= b->end && b->start <= a->end;
  gboolean months = monthly (a) && monthly (b) && month_of (a->start) <= month_of (b->end)
                    && month_of (b->start) <= month_of (a->end);
  gboolean halves = a->start == a->end && b->start == b->end && a->minute >= 0 && b->minute >= 0
                    && (a->minute < 720) != (b->minute < 720);

  for (guint i = 0; i < n_people; i++)
    if (days && !halves && nh_agenda_has_person (a, people[i]) && nh_agenda_has_person (b, people[i]))
      add_line (lines, NH_CONFLICT_PERSON_TWICE, a->id, b->id, people[i]);
  for (guint i = 0; i < n_units; i++)
    {
      if (days && meets (a, units[i]) && meets (b, units[i]))
        add_line (lines, NH_CONFLICT_UNIT_TWICE, a->id, b->id, units[i]);
      if (months
          && ((nh_agenda_has_unit (a, units[i], "host") && nh_agenda_has_unit (b, units[i], "inspected"))
              || (nh_agenda_has_unit (b, units[i], "host") && nh_agenda_has_unit (a, units[i], "inspected"))))
        add_line (lines, NH_CONFLICT_HOST_INSPECTED, a->id, b->id, units[i]);
    }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
brute_force (Setup *s, const gint64 *units, guint n_units, const gint64 *people, guint n_people)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *all = nh_agenda_get_activities (s->agenda);

  for (guint i = 0; i < all->len; i++)
    {
      const NhAgendaActivity *a = all->pdata[i];

      if (!a->start || g_str_equal (a->status, "cancelled"))
        continue;
      if (exact (a) && (nh_day_is_free (a->start) || nh_day_is_free (a->end)))
        add_line (lines, NH_CONFLICT_HOLIDAY, a->id, 0, 0);
      for (guint j = i + 1; j < all->len; j++)
        {
          const NhAgendaActivity *b = all->pdata[j];

          if (b->start && !g_str_equal (b->status, "cancelled"))
            compare_pair (lines, a, b, units, n_units, people, n_people);
        }
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
found (Setup *s)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < nh_conflicts_get_n (s->conflicts); i++)
    {
      const NhConflict *c = nh_conflicts_get (s->conflicts, i);

      add_line (lines, c->kind, c->activity, c->other, c->who);
      g_assert_true (nh_conflicts_has (s->conflicts, c->activity));
      g_assert_true (!c->other || nh_conflicts_has (s->conflicts, c->other));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

#define N_UNITS 6
#define N_PEOPLE 8

static char *
random_time (void)
{
  int day = g_test_rand_int_range (1, 26), month = g_test_rand_int_range (1, 7);

  switch (g_test_rand_int_range (0, 7))
    {
    case 0:
      return g_strdup_printf ("%d-%d/%d/2024", day, day + 2, month);
    case 1:
      return g_strdup_printf ("%dh00 ngày %d/%d/2024", g_test_rand_int_range (7, 17), day, month);
    case 2:
      return g_strdup_printf ("Tháng %d/2024", month);
    case 3:
      return g_strdup_printf ("tuần %d tháng %d/2024", g_test_rand_int_range (1, 5), month);
    case 4:
      return g_strdup_printf ("%d/%d/2024 - %d/%d/2024", day, month, day, MIN (month + 1, 12));
    case 5:
      return g_strdup (g_test_rand_bit () ? "Tháng 3/2024 đến tháng 9/2024" : "khi có yêu cầu");
    default:
      return g_strdup_printf ("%d/%d/2024", day, month);
    }
}

static void
random_edit (NhWorkbook *w, GArray *activities, guint n)
{
  static const char *const roles[] = { "hosts", "inspected", "attending" };
  g_autofree char *time = random_time ();
  g_autofree char *content = g_strdup_printf ("Việc %u", n);
  g_autofree char *unit = g_strdup_printf ("Trường %d", g_test_rand_int_range (0, N_UNITS));
  g_autofree char *units = g_strdup_printf ("Trường %d; Trường %d", g_test_rand_int_range (0, 3), g_test_rand_int_range (3, N_UNITS));
  g_autofree char *person = g_strdup_printf ("Người %d", g_test_rand_int_range (0, N_PEOPLE));
  g_autofree char *key = NULL;
  guint at = activities->len ? (guint) g_test_rand_int_range (0, (int) activities->len) : 0;
  gint64 id = activities->len ? g_array_index (activities, gint64, at) : 0;

  key = id ? fixture_text (w, "activity", id, "content") : NULL;
  switch (activities->len < 40 ? 0 : g_test_rand_int_range (0, 9))
    {
    case 0:
      id = fixture_create (w, "activity", "kind", "meeting", "content", content, "period", time,
                           g_test_rand_bit () ? "hosts" : "inspected", unit, NULL);
      g_array_append_val (activities, id);
      fixture_create (w, "activity_person", "activity", content, "person", person, "role", "lead", NULL);
      break;
    case 1:
      fixture_delete (w, "activity", id);
      g_array_remove_index (activities, at);
      break;
    case 2:
      fixture_set (w, "activity", id, roles[g_test_rand_int_range (0, 3)], units);
      break;
    case 3:
      fixture_set (w, "activity", id, "status", g_test_rand_bit () ? "cancelled" : "planned");
      break;
    case 4:
      fixture_create (w, "activity_person", "activity", key, "person", person, "role", g_test_rand_bit () ? "lead" : "absent", NULL);
      break;
    default:
      fixture_set (w, "activity", id, "period", time);
    }
}

static void
test_brute_force (Fixture *f, gconstpointer data)
{
  gint64 units[N_UNITS], people[N_PEOPLE];
  g_autoptr (GArray) activities = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint most = 0;
  Setup s;

  for (guint i = 0; i < N_UNITS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Trường %u", i);

      units[i] = fixture_create (f->workbook, "unit", "name", name, "kind", "primary", NULL);
    }
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autofree char *name = g_strdup_printf ("Người %u", i);

      people[i] = fixture_create (f->workbook, "person", "name", name, NULL);
    }
  setup_init (&s, f, 0);
  for (guint n = 0; n < 300; n++)
    {
      g_autofree char *wanted = NULL, *got = NULL;

      random_edit (f->workbook, activities, n);
      wanted = brute_force (&s, units, N_UNITS, people, N_PEOPLE);
      got = found (&s);
      g_assert_cmpstr (got, ==, wanted);
      most = MAX (most, nh_conflicts_get_n (s.conflicts));
    }
  g_assert_cmpuint (most, >, 10);
  /* A time that is only tried gives what the edit gives. */
  for (guint n = 0; n < 60; n++)
    {
      gint64 id = g_array_index (activities, gint64, (guint) g_test_rand_int_range (0, (int) activities->len));
      g_autofree char *time = random_time ();
      g_auto (NhPeriod) period = NH_PERIOD_INIT;
      g_autoptr (GArray) tried = NULL, then = NULL;

      g_assert_true (nh_period_parse (time, NULL, &period, NULL));
      tried = nh_conflicts_if (s.conflicts, id, &period);
      fixture_set (f->workbook, "activity", id, "period", time);
      then = nh_conflicts_of (s.conflicts, id);
      g_assert_cmpuint (tried->len, ==, then->len);
      for (guint i = 0; i < tried->len; i++)
        {
          const NhConflict *x = &g_array_index (tried, NhConflict, i), *y = &g_array_index (then, NhConflict, i);

          g_assert_true (x->kind == y->kind && x->activity == y->activity && x->other == y->other && x->who == y->who
                         && x->from == y->from && x->to == y->to);
        }
    }
  setup_clear (&s);
}

/* Thousands of things of one unit in one month are many conflicts, but not each with each. */
static void
test_crowd (Fixture *f, gconstpointer data)
{
  const char *sql = "INSERT INTO unit (id, name, kind) VALUES (1, 'Trường', 'primary');"
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000) "
                    "INSERT INTO activity (id, kind, content, period_text, period_start, period_end, period_exactness) "
                    "SELECT i, 'meeting', 'Việc ' || i, 'Tháng 3/2024', '2024-03-01', '2024-03-31', 'month' FROM n;"
                    "INSERT INTO activity_unit (id, activity, unit, role) SELECT id, id, 1, CASE id % 2 WHEN 0 THEN 'host' "
                    "ELSE 'inspected' END FROM activity;";
  g_autoptr (GError) error = NULL;
  gint64 start;
  Setup s;

  nh_workbook_begin (f->workbook, "Thử", NULL);
  nh_store_exec (nh_workbook_get_store (f->workbook), sql, &error);
  g_assert_no_error (error);
  nh_workbook_commit (f->workbook, NULL);
  start = g_get_monotonic_time ();
  setup_init (&s, f, 0);
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), >=, 6000 / 2);
  g_assert_cmpuint (nh_conflicts_get_n (s.conflicts), <=, 6000 * NH_CONFLICTS_MAX_OTHERS);
  for (gint64 id = 1; id <= 6000; id++)
    g_assert_true (nh_conflicts_has (s.conflicts, id));
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
  setup_clear (&s);
}

#define ADD(name, sample, function) \
  g_test_add ("/conflicts/" name, Fixture, sample, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("sample", "sample", test_sample);
  ADD ("people", NULL, test_people);
  ADD ("units", NULL, test_units);
  ADD ("plan", NULL, test_plan);
  ADD ("brute-force", NULL, test_brute_force);
  ADD ("crowd", NULL, test_crowd);
  return g_test_run ();
}
